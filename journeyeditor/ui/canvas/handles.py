"""Handles at what is under the mouse or selected: a card's sides, its connector dots, the ends of a connector.

A handle looks small and is large to hit: 44 pixels where nothing else is in the way, for fingers and shaky hands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeyeditor.layout.drawing import Box, Rect, Shape
from journeyeditor.layout.outlines import circle, polyline
from journeyeditor.model.entities import Card, Connector
from journeyeditor.model.locks import locked
from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.hit import Hit, Part
from journeyeditor.ui.canvas.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyeditor.layout.drawing import Item
    from journeyeditor.ui.canvas.view import Canvas

REACH = 22.0
"""Half the width of what is hit, in pixels, where there is room."""

LEAST_WIDTH = 72.0
"""A card that is narrower on the screen, in pixels, has no handles: they would leave nothing of it to take hold of."""

OWNERS = frozenset({Part.CARD, Part.SPAN, Part.CONNECT})
"""The parts of a card that are pointed at as that card."""

_INSIDE, _EDGE, _DOT_OFF = 7.0, 4.0, 3.0
_PILL = (6.0, 26.0)
_DOT, _DOT_HOT = 5.0, 8.0
_ROUND = circle(0, 0, 1)
_PLUS = (*polyline([(-0.45, 0), (0.45, 0)]), *polyline([(0, -0.45), (0, 0.45)]))


@dataclass(frozen=True, slots=True)
class Handle:
    """What a press on `hit` takes hold of, drawn around (x, y); map units."""

    part: Part
    entity: str
    field: str
    x: float
    y: float
    hit: Rect
    rect: Rect
    lane: str = ""
    step: str = ""

    def as_hit(self) -> Hit:
        return Hit(
            self.part, Strip.BODY, self.entity, self.rect, self.lane, self.step, field=self.field
        )


class Handles:
    """The handles that one canvas shows now."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def at(self, strip: Strip, x: float, y: float, under: Hit) -> Hit | None:
        """The handle at a point of the map; `under` is what lies there otherwise, which may be in its way."""
        if strip is not Strip.BODY or not self._canvas.editable:
            return None
        for handle in self._handles():
            if handle.hit.contains(x, y) and self._free(handle, under, x, y):
                return handle.as_hit()
        return None

    def _free(self, handle: Handle, under: Hit, x: float, y: float) -> bool:
        """Beyond what is drawn, a handle gives way to other cards."""
        if under.part is not Part.CARD or under.entity == handle.entity:
            return True
        near = (_DOT_HOT + 1) / self._canvas.zoom
        return abs(x - handle.x) <= near and abs(y - handle.y) <= near

    def _handles(self) -> Iterator[Handle]:
        canvas = self._canvas
        if canvas.mouse.gesture is not None or canvas.placed is None:
            return
        for key in self._owners():
            document = canvas.editor.document
            if document.find(Card, key) is not None:
                yield from self._of_card(key)
            elif document.find(Connector, key) is not None:
                yield from self._of_connector(key)

    def _owners(self) -> tuple[str, ...]:
        """The one selected thing, and the card under the mouse."""
        canvas, chosen = self._canvas, self._canvas.editor.selection
        alone = tuple(chosen) if len(chosen) == 1 and not canvas.texts.key else ()
        hovered = canvas.hover.entity if canvas.hover.part in OWNERS else ""
        return tuple(dict.fromkeys(key for key in (hovered, *alone) if key))

    def _of_card(self, key: str) -> Iterator[Handle]:
        canvas = self._canvas
        placed = canvas.placed
        found = placed.card(key) if placed is not None else None
        if placed is None or found is None:
            return
        lane, card = found
        rect, zoom = card.rect.moved(0, lane.y), canvas.zoom
        if rect.w * zoom < LEAST_WIDTH:
            return
        step = placed.columns[card.first].step
        middle = rect.centre
        for side, y in (
            ("top", rect.y - _DOT_OFF / zoom),
            ("bottom", rect.bottom + _DOT_OFF / zoom),
        ):
            yield Handle(
                Part.CONNECT, key, side, middle[0], y, _dot_area(middle[0], y, side, zoom),
                rect, lane.id, step,
            )  # fmt: skip
        if locked(canvas.editor.document, key):
            return
        for left in (True, False):
            x = rect.x if left else rect.right
            field = "start" if left != placed.rtl else "end"
            for area in _side_areas(rect, left, zoom):
                yield Handle(Part.SPAN, key, field, x, middle[1], area, rect, lane.id, step)

    def _of_connector(self, key: str) -> Iterator[Handle]:
        canvas = self._canvas
        place = canvas.hits.arrows.places.get(key) if canvas.hits is not None else None
        if place is None:
            return
        reach = REACH / 2 / canvas.zoom
        for field, (x, y) in (("start", place.way[0]), ("end", place.way[-1])):
            area = Rect(x, y, 0, 0).grown(reach)
            yield Handle(Part.CONNECTOR_END, key, field, x, y, area, area)

    def marks(self) -> tuple[Mark, ...]:
        """The handles as they look, the one under the mouse larger."""
        if not self._canvas.editable:
            return ()
        shown = {(h.part, h.entity, h.field): h for h in self._handles()}
        return tuple(self._mark(handle) for handle in shown.values())

    def _mark(self, handle: Handle) -> Mark:
        canvas = self._canvas
        hover, zoom = canvas.hover, canvas.zoom
        hot = (hover.part, hover.entity, hover.field) == (
            handle.part, handle.entity, handle.field,
        )  # fmt: skip
        if handle.part is Part.SPAN:
            return _pill(handle, hot, zoom)
        return _dot(handle, hot, zoom)


def _dot_area(x: float, y: float, side: str, zoom: float) -> Rect:
    """As large as a finger, all of it outside the card but for its rim."""
    reach, off = REACH / zoom, (_DOT_OFF + _EDGE) / zoom
    top = y - 2 * reach + off if side == "top" else y - off
    return Rect(x - reach, top, 2 * reach, 2 * reach)


def _side_areas(rect: Rect, left: bool, zoom: float) -> tuple[Rect, Rect]:
    """The whole side, narrowly, and a wider place round the pill in its middle."""
    inside, reach = _INSIDE / zoom, REACH / zoom
    x = rect.x if left else rect.right
    start = x - _EDGE / zoom if left else x - inside
    side = Rect(start, rect.y, inside + _EDGE / zoom, rect.h)
    deep = 1.6 * inside
    wide = Rect(
        x - 2 * reach + deep if left else x - deep, rect.centre[1] - reach, 2 * reach, 2 * reach
    )
    return side, wide


def _pill(handle: Handle, hot: bool, zoom: float) -> Mark:
    width, height = _PILL[0] / zoom, min(_PILL[1] / zoom, handle.rect.h * 0.6)
    if hot:
        width, height = width * 1.3, height * 1.15
    rect = Rect(handle.x - width / 2, handle.y - height / 2, width, height)
    box = Box(
        rect, "accent" if hot else "card", "accent", stroke_width=1.5 / zoom, radius=width / 2
    )
    return Mark(Strip.BODY, rect.grown(3 / zoom), (box,))


def _dot(handle: Handle, hot: bool, zoom: float) -> Mark:
    radius = (_DOT_HOT if hot else _DOT) / zoom
    x, y = handle.x, handle.y
    items: list[Item] = [
        Shape(_ROUND, x, y, radius, fill="accent" if hot else "card", stroke="accent",
              stroke_width=1.5 / zoom),
    ]  # fmt: skip
    if hot and handle.part is Part.CONNECT:
        items.append(Shape(_PLUS, x, y, radius, stroke="accent.ink", stroke_width=1.6 / zoom))
    return Mark(Strip.BODY, Rect(x, y, 0, 0).grown(radius + 3 / zoom), tuple(items))
