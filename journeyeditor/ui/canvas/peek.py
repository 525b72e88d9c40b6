"""Collapsed lanes that are shown open for the length of a drag; the document does not change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.patch import NOTHING
from journeyeditor.model.entities import Lane, Map

if TYPE_CHECKING:
    from journeyeditor.editing.patch import Patch
    from journeyeditor.model.document import Document
    from journeyeditor.ui.canvas.view import Canvas


class Peek:
    """What a drag has opened on one canvas."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._lanes: set[str] = set()
        self._shown: tuple[Document, list[Lane], Document] | None = None

    def open(self, key: str) -> None:
        """Shows a collapsed lane with its cells."""
        canvas = self._canvas
        document = canvas.editor.document
        lane = document.find(Lane, key)
        if lane is None or not lane.collapsed or canvas.placed is None:
            return
        self._lanes.add(key)
        opened = document.replaced({key: replace(lane, collapsed=False)})
        canvas.show_placed(canvas.map_layout.replace(canvas.placed, document, opened, [key]))

    def shown(self) -> Document:
        """The document with these lanes open, as the canvas shows it: the same object while nothing changes."""
        document = self._canvas.editor.document
        found = (document.find(Lane, key) for key in self._lanes)
        shut = [lane for lane in found if lane is not None and lane.collapsed]
        if not shut:
            return document
        if self._shown is None or self._shown[:2] != (document, shut):
            opened = {lane.id: replace(lane, collapsed=False) for lane in shut}
            self._shown = document, shut, document.replaced(opened)
        return self._shown[2]

    def close(self) -> None:
        """Shows the document as it is."""
        canvas = self._canvas
        document = canvas.editor.document
        if self._lanes and canvas.map_id is not None and document.find(Map, canvas.map_id):
            canvas.show_placed(canvas.map_layout.place(document, canvas.map_id))
        self._lanes.clear()

    def keeping(self, lane: str) -> Patch:
        """What leaves a lane open that was opened so: something was dropped there. Nothing for any other."""
        document = self._canvas.editor.document
        if lane not in self._lanes or document.find(Lane, lane) is None:
            return NOTHING
        return set_fields(document, lane, collapsed=False)
