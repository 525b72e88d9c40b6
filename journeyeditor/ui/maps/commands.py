"""What menus, tabs and the overview do to maps: each is one verb, committed as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QUrl
from PySide6.QtGui import QDesktopServices

from journeyeditor.app.library import entries, load_template
from journeyeditor.app.own_templates import own_entries
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.maps import (
    add_map,
    adopt_map,
    copy_lane,
    delete_map,
    duplicate_as_to_be,
    duplicate_map,
    move_map,
)
from journeyeditor.model.entities import Card, Lane, LaneKind, Map
from journeyeditor.model.messages import N_, Refused, message
from journeyeditor.ui.jobs import Cancelled
from journeyeditor.ui.lane_kinds import LANE_TITLES
from journeyeditor.ui.maps.shown import UNTITLED as UNTITLED_LANE
from journeyeditor.ui.maps.tabs import UNTITLED
from journeyeditor.ui.maps.verbs import Verbs
from journeyeditor.ui.widgets.pick_list import Pick

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.app.library import Entry
    from journeyeditor.editing.patch import Patch
    from journeyeditor.model.document import Document
    from journeyeditor.model.ids import IdSource
    from journeyeditor.ui.editor_page import EditorPage

ADDED, COPIED, TO_BE = N_("Add map"), N_("Duplicate map"), N_("Duplicate map as to-be")
RENAMED, MOVED, DELETED = N_("Rename map"), N_("Move map"), N_("Delete map “{title}”")
LANE_COPIED = N_("Copy lane to another map")
NEW_MAP, COPY_OF, TO_BE_OF = N_("New map"), N_("{title} (copy)"), N_("{title} (to be)")
BLANK_LANES = (
    LaneKind.TOUCHPOINT,
    LaneKind.EMOTION,
    LaneKind.PAIN,
    LaneKind.OPPORTUNITY,
)
ONE_MAP = N_("There is no other map to copy the lane to. Add one first.")
NO_LINK = N_("This card leads nowhere. Choose in the inspector where it leads to.")
LINK_GONE = N_("The map that this card leads to is no longer there.")
NOT_OPENED = N_("Nothing on this computer opens {address}.")


class MapCommands(Verbs):
    """The verbs of maps, on one window."""

    def prepare(self, page: EditorPage) -> None:
        """Does what is asked for at a page's tabs and overview, and where links on its canvas lead."""
        tabs = page.bar.maps.tabs
        tabs.moved.connect(self.move)
        tabs.renamed.connect(self.take_title)
        tabs.menu_asked.connect(self.menu)
        tabs.delete_asked.connect(self.delete)
        tabs.left.connect(page.canvas.setFocus)
        page.glance.menu_asked.connect(self.menu)
        page.canvas.link_followed.connect(self.open_address)

    def add_blank(self) -> None:
        """A new map behind this one, its title open for typing."""
        tr = self.window.look.tr_
        lanes = [(kind, tr(LANE_TITLES[kind])) for kind in BLANK_LANES]

        def make(page: EditorPage) -> Patch:
            return add_map(_document(page), _ids(page), tr(NEW_MAP), lanes, page.map_id)

        if self._add(ADDED, make):
            self.rename()

    def add_from_template(self) -> None:
        """The first map of a template, behind this one."""
        page, tr = self.window.page, self.window.look.tr_
        if page is None:
            return
        templates = {entry.id: entry for entry in self._templates()}
        picks = [Pick(e.id, e.name, e.description) for e in templates.values()]
        words = N_("Its stages, steps and lanes come to this document as a new map.")
        verbs = (("add", tr(N_("Add the map"))),)
        chosen = self.window.asking.pick(
            tr(N_("Add a map from a template")), tr(words), picks, verbs
        )
        if chosen is not None:
            self._add_template(templates[chosen[1]])

    def _templates(self) -> list[Entry]:
        services = self.window.world.services
        own = own_entries(services.own_templates)
        return [*own, *entries(services.resources.templates, services.language)]

    def _add_template(self, entry: Entry) -> None:
        try:
            source = load_template(entry, self.window.world.services.maker)
        except Refused as refused:
            self.window.tell(refused.message)
            return
        self._add(
            ADDED,
            lambda page: adopt_map(_document(page), _ids(page), source, entry.name, page.map_id),
        )

    def duplicate(self) -> None:
        self._add(
            COPIED,
            lambda page: duplicate_map(
                _document(page), _ids(page), page.map_id, self._titled(COPY_OF, page)
            ),
        )

    def to_be(self) -> None:
        """A copy of the map that knows what it was made from, to be made better."""
        self._add(
            TO_BE,
            lambda page: duplicate_as_to_be(
                _document(page), _ids(page), page.map_id, self._titled(TO_BE_OF, page)
            ),
        )

    def _titled(self, words: str, page: EditorPage) -> str:
        tr = self.window.look.tr_
        return tr(words, title=_document(page).one(Map, page.map_id).title or tr(UNTITLED))

    def _add(self, step: str, make: Callable[[EditorPage], Patch]) -> bool:
        """Adds a map and shows it."""
        page = self.window.page
        if page is None:
            return False
        page.commit_pending()
        try:
            patch = page.ahead.made(self.window.look.tr_(step), lambda: make(page))
        except Cancelled:
            return False
        added = next(entity.id for entity in patch.added() if isinstance(entity, Map))
        if page.canvas.commit(message(step), patch, select=()):
            page.show_map(added)
            return True
        return False

    def rename(self) -> None:
        """The title of the map's tab is open for typing."""
        page = self.window.page
        if page is not None:
            page.glance.leave()
            page.bar.maps.tabs.rename(page.map_id)

    def take_title(self, key: str, title: str) -> None:
        """A map has this title now."""
        self.edit(RENAMED, lambda document: set_fields(document, key, title=title))

    def earlier(self) -> None:
        self._shift(-1)

    def later(self) -> None:
        self._shift(1)

    def _shift(self, by: int) -> None:
        page = self.window.page
        if page is not None:
            keys = [one.id for one in _document(page).maps]
            self.move(page.map_id, keys.index(page.map_id) + by)

    def move(self, key: str, at: int) -> None:
        """A map goes to this place among the others."""
        page = self.window.page
        if page is not None and 0 <= at < len(_document(page).maps):
            self.edit(MOVED, lambda document: move_map(document, _ids(page), key, at))

    def delete(self) -> None:
        """The map is gone; the one beside it is shown. Undo brings it back."""
        page = self.window.page
        if page is None:
            return
        page.commit_pending()
        keys, gone = [one.id for one in _document(page).maps], page.map_id
        title = _document(page).one(Map, gone).title or self.window.look.tr_(UNTITLED)
        place = keys.index(gone)
        beside = next(iter([*keys[place + 1 : place + 2], *keys[:place][-1:]]), "")
        try:
            patch = delete_map(_document(page), gone)
        except Refused as refused:
            self.window.tell(refused.message)
            return
        if page.canvas.commit(message(DELETED, title=title), patch, select=()):
            page.show_map(beside)

    def overview(self) -> None:
        """All maps at a glance, and back."""
        page = self.window.page
        if page is not None:
            page.glance.toggle()

    def menu(self, key: str, at: QPoint) -> None:
        """What can be done with a map, at a point of the screen; it is shown first."""
        page = self.window.page
        if page is not None:
            if key != page.map_id:
                page.show_map(key, leave=False)
            page.bar.maps.pop_up(at)

    def copy_lane(self) -> None:
        """The lane that is selected, or at the cursor, also on another map."""
        page, tr = self.window.page, self.window.look.tr_
        lane = chosen_lane(page) if page is not None else None
        if page is None or lane is None:
            return
        others = [one for one in _document(page).maps if one.id != lane.map]
        if not others:
            self.window.tell(message(ONE_MAP))
            return
        title = tr(N_("Copy “{title}” to another map"), title=lane.title or tr(UNTITLED_LANE))
        words = N_("Cards go to the step of the same title, else to the one at the same place.")
        picks = [Pick(one.id, one.title or tr(UNTITLED)) for one in others]
        verbs = (("copy", tr(N_("Copy"))), ("show", tr(N_("Copy and go there"))))
        chosen = self.window.asking.pick(title, tr(words), picks, verbs)
        if chosen is None:
            return
        answer, target = chosen
        copied = self.edit(LANE_COPIED, lambda d: copy_lane(d, _ids(page), lane.id, target))
        if copied and answer == "show":
            page.show_map(target)

    def follow_link(self) -> None:
        """To where the selected card leads: a map of the document, or a web address."""
        page = self.window.page
        if page is None:
            return
        cards = (_document(page).find(Card, key) for key in page.session.editor.selection)
        link = next((card.link.strip() for card in cards if card is not None and card.link), "")
        if _document(page).find(Map, link) is not None:
            page.show_map(link)
        elif leads_out(link):
            self.open_address(link)
        else:
            self.window.tell(message(LINK_GONE if link else NO_LINK))

    def open_address(self, address: str) -> None:
        """An address is opened outside, after it was shown whole and agreed to."""
        tr = self.window.look.tr_
        title, go = tr(N_("Open this address?")), tr(N_("Open"))
        if (
            leads_out(address)
            and self.window.asking.agree(title, breakable(address), go)
            and not QDesktopServices.openUrl(QUrl(address))
        ):
            self.window.tell(message(NOT_OPENED, address=address))


def chosen_lane(page: EditorPage) -> Lane | None:
    """The lane that is selected, else that of the selected card, else the one at the cursor."""
    document = _document(page)
    for key in page.session.editor.selection:
        lane, card = document.find(Lane, key), document.find(Card, key)
        if lane is not None:
            return lane
        if card is not None:
            return document.one(Lane, card.lane)
    return document.find(Lane, page.canvas.cell.lane)


def breakable(address: str) -> str:
    """An address that may be broken into lines anywhere, so that all of it is seen."""
    return "\N{ZERO WIDTH SPACE}".join(address)


def leads_out(address: str) -> bool:
    """Whether this is one http, https or mailto address, which may be opened outside."""
    # What sets text is not needed before a document is open.
    from journeyeditor.layout.links import is_address

    return is_address(address)


def _document(page: EditorPage) -> Document:
    return page.session.editor.document


def _ids(page: EditorPage) -> IdSource:
    return page.world.services.ids
