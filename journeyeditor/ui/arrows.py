"""What menus and keys do to arrows and to sizes: each is one verb, committed as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.editing.operations.connectors import connect, reverse
from journeyeditor.model.entities import Card, Connector, Lane
from journeyeditor.model.messages import N_, Refused, message
from journeyeditor.ui.canvas.tools.connect import CONNECT

if TYPE_CHECKING:
    from journeyeditor.ui.editor_page import EditorPage
    from journeyeditor.ui.main_window import MainWindow

REVERSE = N_("Reverse arrow")


class ArrowCommands:
    """The verbs of arrows and sizes. on the document that a window has open."""

    def __init__(self, window: MainWindow) -> None:
        self._page = window.page_now
        self._tell = window.tell

    def connect(self) -> None:
        """An arrow from the first of two selected cards, in reading order, to the second."""
        page = self._ready()
        cards = page.canvas.commands.selected_cards() if page is not None else []
        if page is None or len(cards) != 2:
            return
        document = page.session.editor.document
        try:
            patch = connect(document, page.world.services.ids, cards[0], cards[1])
        except Refused as refused:
            self._tell(refused.message)
            return
        there = [one.id for one in document.connectors(cards[0]) if one.end == cards[1]]
        added = [entity.id for entity in patch.added()]
        page.canvas.commit(message(CONNECT), patch, select=added or there)

    def reverse(self) -> None:
        """The selected arrows lead the other way round."""
        page = self._ready()
        if page is None:
            return
        editor = page.session.editor
        try:
            page.canvas.commit(message(REVERSE), reverse(editor.document, editor.selection))
        except Refused as refused:
            self._tell(refused.message)

    def fit_steps(self) -> None:
        """The steps of the map are as wide as its titles need."""
        if (page := self._ready()) is not None:
            page.canvas.fitting.fit_steps()

    def fit_lanes(self) -> None:
        """The selected lanes, else those of the selected cards, else all of the map, are as high as they need."""
        page = self._ready()
        if page is None:
            return
        editor = page.session.editor
        chosen = [editor.document[key] for key in editor.selection]
        lanes = [one.id for one in chosen if isinstance(one, Lane)]
        lanes = lanes or [one.lane for one in chosen if isinstance(one, Card)]
        page.canvas.fitting.fit_lanes(
            lanes or [lane.id for lane in editor.document.lanes(page.map_id)]
        )

    def edit_label(self) -> None:
        """Opens the label of the selected arrow for typing."""
        page = self._ready()
        if page is None:
            return
        editor = page.session.editor
        for key in editor.selection:
            if editor.document.find(Connector, key) is not None:
                page.canvas.edit(key, "label")
                return

    def _ready(self) -> EditorPage | None:
        page = self._page()
        if page is not None:
            page.commit_pending()
        return page
