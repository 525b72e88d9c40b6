"""Drawing a connector from card to card, and leading an end of one to another card."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from journeyeditor.editing.operations.connectors import TO_ITSELF, connect, reconnect
from journeyeditor.layout.arrows import head_outline
from journeyeditor.layout.drawing import Rect, Shape
from journeyeditor.layout.outlines import polyline
from journeyeditor.layout.routes import rounded, way_between
from journeyeditor.model.entities import Connector
from journeyeditor.model.messages import N_, Message, message
from journeyeditor.ui.canvas import marks
from journeyeditor.ui.canvas.camera import Strip, pane_of
from journeyeditor.ui.canvas.marks import Mark
from journeyeditor.ui.canvas.tools.gesture import Gesture

if TYPE_CHECKING:
    from journeyeditor.editing.patch import Patch
    from journeyeditor.ui.canvas.tools.gesture import Pointer
    from journeyeditor.ui.canvas.view import Canvas

CONNECT, RECONNECT = N_("Connect cards"), N_("Reconnect arrow")
TO_A_CARD = N_("Drop it on another card")
_WIDTH, _ROOM = 2.0, 12.0


class ArrowDrag(Gesture, ABC):
    """A line follows the mouse from a card that stays; on another card it would end there."""

    def __init__(self, canvas: Canvas, pressed: Pointer, fixed: str, outwards: bool) -> None:
        self._canvas = canvas
        self._fixed = fixed
        self._outwards = outwards
        self._pointer = pressed
        self.target = ""
        self._refusal: Message | None = None

    def move(self, pointer: Pointer) -> None:
        self._pointer = pointer
        card = self._card_under(pointer)
        self.target = card if card != self._fixed else ""
        own = bool(card) and not self.target
        self._refusal = None if self.target else message(TO_ITSELF if own else TO_A_CARD)

    def _card_under(self, pointer: Pointer) -> str:
        canvas = self._canvas
        clip = pane_of(canvas.panes, Strip.BODY).clip
        if canvas.hits is None or not clip.contains(pointer.x, pointer.y):
            return ""
        return canvas.hits.card_at(pointer.mx, pointer.my)

    def drop(self, pointer: Pointer) -> None:
        self.move(pointer)
        canvas, document = self._canvas, self._canvas.editor.document
        if self.target not in document or self._fixed not in document:
            return
        with canvas.reporting():
            self._take(self._patch(self.target))

    @abstractmethod
    def _patch(self, card: str) -> Patch: ...

    @abstractmethod
    def _take(self, patch: Patch) -> None: ...

    def marks(self) -> tuple[Mark, ...]:
        canvas = self._canvas
        start = self._rect_of(self._fixed)
        if start is None:
            return ()
        end = self._rect_of(self.target) if self.target else None
        shown: tuple[Mark, ...] = (self._line(start, end),)
        if end is not None:
            shown += (marks.outline(Strip.BODY, end, "accent", canvas.zoom),)
        if self._refusal is not None:
            words = self._refusal.text(canvas.translate)
            shown += (canvas.overlay.bubble_at(self._pointer.x, self._pointer.y + 30, words),)
        return shown

    def _rect_of(self, card: str) -> Rect | None:
        return self._canvas.placed.card_rect(card) if self._canvas.placed is not None else None

    def _line(self, start: Rect, end: Rect | None) -> Mark:
        """The way it would take to a card, else straight to the mouse."""
        zoom = self._canvas.zoom
        if end is not None:
            way = way_between(start, end, ())
            line = rounded(way)
        else:
            mouse = self._canvas.body_point(self._pointer.x, self._pointer.y)
            way = (_leaving(start, mouse), mouse)
            line = polyline(way)
        width = _WIDTH / zoom
        dash = () if end is not None else (6 / zoom, 4 / zoom)
        head = head_outline(way[-2], way[-1]) if self._outwards else head_outline(way[1], way[0])
        items = (
            Shape(line, stroke="accent", stroke_width=width, dash=dash),
            Shape(head, stroke="accent", stroke_width=width),
        )
        xs, ys = [x for x, _y in way], [y for _x, y in way]
        around = Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        return Mark(Strip.BODY, around.grown(_ROOM), items)

    def cursor(self) -> Qt.CursorShape:
        return Qt.CursorShape.CrossCursor if self.target else Qt.CursorShape.ForbiddenCursor


def _leaving(rect: Rect, towards: tuple[float, float]) -> tuple[float, float]:
    """The middle of the side of a card that faces a point."""
    x, y = rect.centre
    if towards[1] >= rect.bottom:
        return x, rect.bottom
    if towards[1] <= rect.y:
        return x, rect.y
    return (rect.right if towards[0] > x else rect.x), y


class ConnectDrag(ArrowDrag):
    """A new connector from the card whose dot was pressed to the card it is dropped on."""

    def __init__(self, canvas: Canvas, pressed: Pointer) -> None:
        super().__init__(canvas, pressed, pressed.hit.entity, True)

    def _patch(self, card: str) -> Patch:
        canvas = self._canvas
        return connect(canvas.editor.document, canvas.ids, self._fixed, card)

    def _take(self, patch: Patch) -> None:
        canvas = self._canvas
        there = [
            one.id
            for one in canvas.editor.document.connectors(self._fixed)
            if one.end == self.target
        ]
        added = [entity.id for entity in patch.added()]
        canvas.commit(message(CONNECT), patch, select=added or there)


class ReconnectDrag(ArrowDrag):
    """An end of a connector follows the mouse to another card; dropped elsewhere it stays where it was."""

    def __init__(self, canvas: Canvas, pressed: Pointer) -> None:
        self._key = pressed.hit.entity
        arrow = canvas.editor.document.one(Connector, self._key)
        self._end = pressed.hit.field == "end"
        super().__init__(canvas, pressed, arrow.start if self._end else arrow.end, self._end)

    def _patch(self, card: str) -> Patch:
        document = self._canvas.editor.document
        start, end = (None, card) if self._end else (card, None)
        return reconnect(document, self._key, start, end)

    def _take(self, patch: Patch) -> None:
        self._canvas.commit(message(RECONNECT), patch, select=[self._key])
