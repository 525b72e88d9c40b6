"""What menus and keys do to parts of the document beside cards: locks, comments, personas, channels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.locks import all_locked, lockable, set_locked
from journeyeditor.model.entities import Card, Lane
from journeyeditor.model.messages import N_, message
from journeyeditor.ui.edits import LOCK, UNLOCK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeyeditor.model.document import Document
    from journeyeditor.ui.editor_page import EditorPage
    from journeyeditor.ui.main_window import MainWindow

LANE_VERBS = {
    "collapsed": N_("Collapse or open lane"),
    "pinned": N_("Pin or free lane"),
    "hidden": N_("Hide or show lane"),
}


class PartCommands:
    """On one window. `dialog` is the editor that is open over it, None without one."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.dialog: QDialog | None = None

    def toggle_lock(self) -> None:
        """Locks what is selected, or the map where nothing is; unlocks where all of it is locked."""
        page = self._window.page
        if page is None:
            return
        page.commit_pending()
        editor = page.session.editor
        keys = lockable(editor.document, editor.selection) or (page.map_id,)
        on = not all_locked(editor.document, keys)
        page.inspector.desk.commit(
            LOCK if on else UNLOCK, lambda document: set_locked(document, keys, on)
        )

    def toggle_lane(self, field: str) -> None:
        """Turns `collapsed`, `pinned` or `hidden` on for the selected lanes and those of the selected cards.

        Turned off where all of them have it. What is hidden is shown again by “What is shown”.
        """
        page = self._window.page
        if page is None:
            return
        page.commit_pending()
        document = page.session.editor.document
        lanes = chosen_lanes(document, page.session.editor.selection)
        on = not all(getattr(lane, field) for lane in lanes)
        keys = [lane.id for lane in lanes]
        page.canvas.commit(message(LANE_VERBS[field]), set_fields(document, keys, **{field: on}))

    def comment(self) -> None:
        """The comments of what is selected, of the map where nothing is, ready to write one."""
        page = self._shown()
        if page is not None:
            page.inspector.write_comment()

    def comments(self) -> None:
        """The list of all comments."""
        page = self._shown()
        if page is not None:
            page.inspector.show_comments()
            page.inspector.setFocus()

    def _shown(self) -> EditorPage | None:
        """The page with its inspector in sight."""
        page = self._window.page
        if page is not None and not page.inspector.isVisibleTo(page):
            self._window.toggle_panel("show_inspector")
        return page

    def describe_pictures(self) -> None:
        """The sheet for the words of pictures: those of the selected cards, else all without words."""
        from journeyeditor.ui.describing import describe_chosen

        if self._window.page is not None:
            describe_chosen(self._window.page)

    def personas(self) -> None:
        """The persona editor, at the persona that is selected."""
        from journeyeditor.ui.people_editor import PeopleEditor

        page = self._window.page
        if page is not None:
            page.commit_pending()
            chosen = next(iter(page.session.editor.selection), "")
            self._open(PeopleEditor(self._window, page.bridge, page.inspector, page.map_id, chosen))

    def channels(self) -> None:
        """The channels editor."""
        from journeyeditor.ui.channels_editor import ChannelsEditor

        page = self._window.page
        if page is not None:
            page.commit_pending()
            self._open(ChannelsEditor(self._window, page.bridge, page.inspector))

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self, _answer: int) -> None:
        self.dialog = None


def chosen_lanes(document: Document, keys: Iterable[str]) -> list[Lane]:
    """The lanes among these entities and those of the cards among them, each once."""
    owners = (
        document.find(Lane, entity.lane if isinstance(entity, Card) else key)
        for key, entity in ((key, document[key]) for key in keys)
    )
    return list({lane.id: lane for lane in owners if lane is not None}.values())
