"""Find and replace: a bar over the canvas."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFrame, QLineEdit, QPushButton, QWidget

from journeyeditor.editing.editor import Cause
from journeyeditor.editing.operations.searching import (
    Match,
    Query,
    find,
    replace_found,
    replacing,
    shown_on,
    text_in,
)
from journeyeditor.model.entities import (
    Card,
    Channel,
    Comment,
    Connector,
    DocumentInfo,
    Entity,
    Image,
    Lane,
    Map,
    Measure,
    Persona,
    Quote,
    Stage,
    Step,
)
from journeyeditor.model.messages import N_, message
from journeyeditor.ui.jobs import Cancelled
from journeyeditor.ui.status import Delay
from journeyeditor.ui.widgets.build import button, column, label, row
from journeyeditor.ui.widgets.buttons import IconButton, explain
from journeyeditor.ui.widgets.fields import Elided

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent

    from journeyeditor.editing.editor import Changed
    from journeyeditor.model.document import Document
    from journeyeditor.ui.editor_page import EditorPage
    from journeyeditor.ui.theme import Look

FIND, REPLACE_WITH = N_("Find"), N_("Replace with")
NEXT, PREVIOUS, CLOSE = N_("Next match"), N_("Previous match"), N_("Close")
CASE, WORDS, ALL_MAPS = N_("Match case"), N_("Whole words"), N_("All maps")
REPLACE, REPLACE_ALL = N_("Replace"), N_("Replace all")
COUNT, NONE = N_("{place} of {count}"), N_("Nothing found")
NOTHING_SOUGHT = N_("Type what to find first.")
REPLACED_ONE, REPLACED_MANY = N_("1 place replaced."), N_("{count} places replaced.")
LEFT_LOCKED = N_("{count} places in what is locked are left as they are.")
NOT_REPLACED = N_("This is chosen, not written: change it in the inspector.")
LEFT_FIXED = N_("{count} places that are chosen, not written, are left as they are.")
OUT_OF_SIGHT = N_("This match is in the lane “{lane}”, which is hidden or collapsed.")
FIELD_WIDTH, BEFORE, AFTER = 280, 24, 48
"""Pixels of a field at 100 %; characters shown before and after a match."""

TEXT = N_("Text")
FIELD_NAMES: dict[type[Entity], dict[str, str]] = {
    Stage: {"title": N_("Stage")},
    Step: {"title": N_("Step")},
    Lane: {"title": N_("Lane")},
    Map: {"title": N_("Map")},
    DocumentInfo: {"title": N_("Document")},
    Quote: {"text": N_("Quote"), "date": N_("Date of the quote")},
    Comment: {"text": N_("Comment"), "author": N_("Author of the comment")},
    Channel: {"name": N_("Channel")},
    Measure: {"name": N_("Measure")},
    Image: {"alt": N_("What the picture shows")},
    Connector: {"label": N_("Arrow")},
    Persona: {"name": N_("Persona"), "quote": N_("Quote")},
}
OTHER_FIELDS: dict[str, str] = {
    "title": N_("Title"),
    "goal": N_("Goal"),
    "scenario": N_("Scenario"),
    "note": N_("Note"),
    "channel": N_("Channel"),
    "tags": N_("Tags"),
    "value": N_("Value"),
    "target": N_("Target"),
    "unit": N_("Unit"),
    "due": N_("Due"),
    "link": N_("Link"),
    "confidence": N_("Confidence"),
    "method": N_("Method"),
    "client": N_("Client"),
    "project": N_("Project"),
    "author": N_("Author"),
    "organisation": N_("Organisation"),
    "version_label": N_("Version"),
    "confidentiality": N_("Confidentiality"),
    "word": N_("Rating"),
    "participant": N_("Participant"),
    "source": N_("Source"),
    "owner": N_("Owner"),
    "role": N_("Role"),
    "goals": N_("Goals"),
    "needs": N_("Needs"),
    "frustrations": N_("Frustrations"),
    "expectations": N_("Expectations"),
    "bio": N_("About"),
}
"""What a text is called in which something was found."""


class SearchField(QLineEdit):
    """A line of which nothing is kept."""

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)


class FindBar(QFrame):
    """Finds texts in the document of a page, shows them on its canvas, and replaces them."""

    def __init__(self, look: Look, page: EditorPage) -> None:
        super().__init__()
        self.setObjectName("findBar")
        self._look, self._page = look, page
        self._matches: list[Match] = []
        self._at = -1
        tr = look.tr_
        self.field = SearchField(tr(FIND))
        self.replacement = SearchField(tr(REPLACE_WITH))
        self.count = label("", "quiet")
        self.where = Elided(look, "", "ink.quiet", 11)
        self.previous_button = IconButton(look, "chevron-up", tr(PREVIOUS))
        self.next_button = IconButton(look, "chevron-down", tr(NEXT))
        self.close_button = IconButton(look, "close", tr(CLOSE))
        self.case, self.words, self.all_maps = (
            self._toggle(text) for text in (CASE, WORDS, ALL_MAPS)
        )
        self.replace_button = button(tr(REPLACE), "plain", self.replace_one)
        self.replace_all_button = button(tr(REPLACE_ALL), "plain", self.replace_all)
        self._soon = Delay(page)
        self._lay_out()
        self._connect()
        self.hide()

    def _toggle(self, text: str) -> QPushButton:
        made = button(self._look.tr_(text), "chip", self.search)
        made.setCheckable(True)
        return made

    def _lay_out(self) -> None:
        for field in (self.field, self.replacement):
            field.setFixedWidth(self._look.px(FIELD_WIDTH))
        self.count.setMinimumWidth(self._look.px(92))
        first = row(spacing=6)
        for widget in (self.field, self.previous_button, self.next_button, self.count):
            first.addWidget(widget)
        first.addSpacing(8)
        for choice in (self.case, self.words, self.all_maps):
            first.addWidget(choice)
        first.addSpacing(8)
        first.addWidget(self.where, 1)
        first.addWidget(self.close_button)
        self.second = QWidget()
        line = row(self.second, 6)
        for part in (self.replacement, self.replace_button, self.replace_all_button):
            line.addWidget(part)
        line.addStretch(1)
        box = column(self, 6, (18, 8, 12, 8))
        box.addLayout(first)
        box.addWidget(self.second)

    def _connect(self) -> None:
        self.field.textEdited.connect(self._typed)
        self.previous_button.clicked.connect(self.previous)
        self.next_button.clicked.connect(self.next)
        self.close_button.clicked.connect(self.close_bar)
        self._order_focus()
        self._soon.timeout.connect(self._refresh)
        self._page.bridge.changed.connect(self._changed)

    def _order_focus(self) -> None:
        """Tab goes from what is looked for to what takes its place, then through the buttons."""
        fields, ways = (self.field, self.replacement), (self.previous_button, self.next_button)
        doing = (self.replace_button, self.replace_all_button)
        choices = (self.case, self.words, self.all_maps)
        stops: tuple[QWidget, ...] = (*fields, *doing, *ways, *choices, self.close_button)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    @property
    def matches(self) -> Sequence[Match]:
        return self._matches

    @property
    def current(self) -> Match | None:
        """The match that is shown."""
        return self._matches[self._at] if 0 <= self._at < len(self._matches) else None

    def begin(self, replacing: bool = False) -> None:
        """Shows the bar, the keyboard in its field."""
        self.second.setVisible(replacing)
        self.all_maps.setVisible(len(self._page.session.editor.document.maps) > 1)
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._refresh()

    def close_bar(self) -> None:
        """The bar goes, its marks too, and the keyboard is with the map again."""
        self.hide()
        self._page.canvas.show_found(frozenset())
        self._page.canvas.setFocus()

    def next(self) -> None:
        self._step(1)

    def previous(self) -> None:
        self._step(-1)

    def search(self) -> None:
        """Looks anew and shows the first match from where the map's cursor is."""
        self._soon.stop()
        self._look_up()
        self._at = self._first()
        self._show()

    def replace_one(self) -> None:
        """The match that is shown holds the other text; the next one is shown."""
        self._page.commit_pending()
        self._look_up()
        if self.current is None:
            self._step(0)
            return
        document = self._page.session.editor.document
        if not self.current.replaceable:
            self._page.tell(message(NOT_REPLACED))
            self._step(1)
            return
        patch = replace_found(document, [self.current], self.replacement.text())
        self._page.canvas.commit(message(REPLACE), patch)
        self._look_up()
        self._at = min(self._at, len(self._matches) - 1)
        self._show()

    def replace_all(self) -> None:
        """All matches hold the other text, in one step; what is locked stays."""
        page = self._page
        page.commit_pending()
        document, search = page.session.editor.document, self._search()
        text = self.replacement.text()
        try:
            change = page.ahead.made(
                self._look.tr_(REPLACE_ALL), lambda: replacing(document, search(document), text)
            )
        except Cancelled:
            return
        if page.canvas.commit(message(REPLACE_ALL), change.patch):
            said = REPLACED_ONE if change.replaced == 1 else REPLACED_MANY
            page.tell(message(said, count=change.replaced))
        if change.fixed:
            page.tell(message(LEFT_FIXED, count=change.fixed))
        if change.locked:
            page.tell(message(LEFT_LOCKED, count=change.locked))
        self._refresh()
        self._soon.stop()

    def query(self) -> Query:
        return Query(self.field.text(), self.case.isChecked(), self.words.isChecked())

    def _typed(self) -> None:
        self._at = -1
        self._soon.start()

    def _refresh(self) -> None:
        """Looks anew; the match that is shown stays the one, where it is still there."""
        before = self.current
        self._look_up()
        if before in self._matches:
            self._at = self._matches.index(before)
            self._show_count()
        elif self._at < 0:
            self._at = self._first()
            self._show()
        else:
            self._at = min(self._at, len(self._matches) - 1)
            self._show_count()

    def _search(self) -> Callable[[Document], list[Match]]:
        """Looks for what is asked for now, where it is asked for, in any state of the document."""
        maps_of = self._page.session.editor.document.maps
        everywhere = self.all_maps.isChecked() or len(maps_of) == 1
        maps = None if everywhere else [self._page.map_id]
        query, translate = self.query(), self._look.translate
        return lambda document: find(document, query, maps, translate)

    def _look_up(self) -> None:
        self._matches = self._search()(self._page.session.editor.document)
        self._page.canvas.show_found(frozenset(match.shown for match in self._matches))

    def _first(self) -> int:
        """The match to begin with: on what is selected, else the first on the map that is shown."""
        chosen = self._page.session.editor.selection
        places = [i for i, match in enumerate(self._matches) if match.shown in chosen]
        places += [i for i, match in enumerate(self._matches) if match.map == self._page.map_id]
        return places[0] if places else min(0, len(self._matches) - 1)

    def _step(self, by: int) -> None:
        if self._soon.isActive():
            self.search()
            return
        if self._matches:
            self._at = (self._at + by) % len(self._matches)
        self._show()

    def _show(self) -> None:
        """Selects what holds the match and scrolls it into sight."""
        self._show_count()
        match = self.current
        if match is None:
            return
        page, document = self._page, self._page.session.editor.document
        map_id = shown_on(document, match)
        if map_id != page.map_id:
            page.show_map(map_id)
            self._page.canvas.show_found(frozenset(found.shown for found in self._matches))
        entity = document[match.shown]
        page.session.editor.select(() if isinstance(entity, Map | DocumentInfo) else [match.shown])
        if isinstance(entity, Card) and not page.canvas.reveal_entity(match.shown):
            lane = document.one(Lane, entity.lane).title
            page.tell(message(OUT_OF_SIGHT, lane=lane))
        elif match.map:
            page.canvas.reveal_entity(match.shown)

    def _show_count(self) -> None:
        tr = self._look.tr_
        count = len(self._matches)
        found = tr(COUNT, place=self._at + 1, count=count) if count else tr(NONE)
        self.count.setText(found if self.field.text() else "")
        self.where.set_text(self._context())
        why_not = tr(NONE if self.field.text() else NOTHING_SOUGHT)
        ways = (self.previous_button, self.next_button)
        for one in (*ways, self.replace_button, self.replace_all_button):
            explain(one, count > 0, why_not)

    def _context(self) -> str:
        """Which text the match stands in, and what stands around it: not all is to be seen on the map."""
        match = self.current
        if match is None:
            return ""
        document = self._page.session.editor.document
        entity = document[match.key]
        text = text_in(document, match, self._look.translate)
        start = max(0, match.start - BEFORE)
        part = " ".join(text[start : match.end + AFTER].split())
        names = FIELD_NAMES.get(type(entity), {})
        name = self._look.tr_(names.get(match.field, OTHER_FIELDS.get(match.field, TEXT)))
        left, right = "…" if start else "", "…" if match.end + AFTER < len(text) else ""
        return f"{name}: {left}{part}{right}"

    def _changed(self, event: Changed) -> None:
        if self.isVisible() and event.cause is not Cause.PREVIEW:
            self._soon.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._entered(shift)
        else:
            super().keyPressEvent(event)

    def _entered(self, shift: bool) -> None:
        """Enter goes on to the next match; in the other field it replaces, a button it presses."""
        pressed = self.focusWidget()
        if isinstance(pressed, QAbstractButton) and pressed.hasFocus():
            pressed.click()
        elif self.replacement.hasFocus():
            self.replace_one()
        else:
            self._step(-1 if shift else 1)
