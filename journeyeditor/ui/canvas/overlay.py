"""The marks over the map: selection, cursor, hover and add buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.layout.drawing import Box, Rect, Shape
from journeyeditor.layout.faces import MUTED_OPACITY, face
from journeyeditor.layout.fonts import Style
from journeyeditor.layout.metrics import SMALL
from journeyeditor.layout.outlines import circle
from journeyeditor.model.messages import N_
from journeyeditor.ui.canvas import marks
from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.found import found_marks
from journeyeditor.ui.canvas.handles import OWNERS
from journeyeditor.ui.canvas.hit import (
    Part,
    add_lane_rect,
    add_stage_rect,
    add_step_rect,
    point_rect,
)
from journeyeditor.ui.canvas.marks import Mark
from journeyeditor.ui.canvas.prompts import Prompts
from journeyeditor.ui.lane_kinds import CARDLESS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeyeditor.layout.drawing import Item
    from journeyeditor.layout.placed import CurvePoint, PlacedLane, PlacedMap
    from journeyeditor.layout.text.paragraph import Paragraph
    from journeyeditor.ui.canvas.arrow_hit import ArrowPlace
    from journeyeditor.ui.canvas.hit import Hit
    from journeyeditor.ui.canvas.view import Canvas

ADD_LANE = N_("Add a lane")
EMPTY = N_("Drag a touchpoint here, or double-click")
_LEGIBLE = 0.5
"""Below this zoom no prompts are shown: they could not be read."""

_LABEL = Style(12, bold=True)
_BUBBLE = Style(12, bold=True)
_CHIP_NUMBER = Style(14, bold=True)
_DOT = circle(0, 0, 6)


class Overlay:
    """Says which marks a canvas shows now. Widths are in pixels whatever the zoom."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._buttons: tuple[PlacedMap, Part | None, tuple[Mark, ...]] | None = None
        self._button: tuple[tuple[Rect, bool], tuple[Item, ...]] | None = None
        self._words: tuple[float, Paragraph] | None = None
        self._asked = Prompts(canvas)
        self._rings: tuple[PlacedMap, tuple[frozenset[str], float], tuple[Mark, ...]] | None = None

    def marks(self) -> tuple[Mark, ...]:
        placed = self._canvas.placed
        if placed is None:
            return ()
        return (
            *found_marks(self._canvas, placed, self._canvas.found),
            *self._add_buttons(placed),
            *self._hint(placed),
            *self._prompts(placed),
            *self._hover(placed, self._canvas.hover),
            *self._selection(placed),
            *self._cursor(placed),
            *self._canvas.handles.marks(),
            *self._canvas.gesture_marks(),
        )

    def _add_buttons(self, placed: PlacedMap) -> tuple[Mark, ...]:
        if not self._canvas.editable:
            return ()
        part = self._canvas.hover.part
        hot = part if part in (Part.ADD_LANE, Part.ADD_STAGE) else None
        kept = self._buttons
        if kept is None or kept[0] is not placed or kept[1] is not hot:
            self._buttons = kept = placed, hot, self._new_add_buttons(placed, hot)
        return kept[2]

    def _new_add_buttons(self, placed: PlacedMap, hot: Part | None) -> tuple[Mark, ...]:
        lane, stage = add_lane_rect(placed), add_stage_rect(placed)
        return (
            Mark(Strip.LABELS, lane.grown(2), self._add_lane(lane, hot is Part.ADD_LANE)),
            Mark(Strip.HEAD, stage.grown(2), self._plus(stage, hot is Part.ADD_STAGE)),
        )

    def _prompts(self, placed: PlacedMap) -> tuple[Mark, ...]:
        """What is asked in the empty cells under cursor and mouse."""
        canvas = self._canvas
        if not canvas.editable or canvas.mouse.gesture is not None or canvas.texts.key:
            return ()
        places = [(canvas.hover.lane, canvas.hover.step)] if canvas.hover.part is Part.CELL else []
        if canvas.hasFocus() and not canvas.cell.card:
            places.append((canvas.cell.lane, canvas.cell.step))
        found = (self._prompt(placed, lane, step) for lane, step in dict.fromkeys(places))
        return tuple(mark for mark in found if mark is not None)

    def _prompt(self, placed: PlacedMap, lane_id: str, step: str) -> Mark | None:
        lane, column, hits = placed.lane(lane_id), placed.column_of(step), self._canvas.hits
        if lane is None or column is None or hits is None or lane.block.collapsed:
            return None
        first = column is placed.columns[0] and not any(ln.block.cards for ln in placed.lanes)
        over = hits.cards_over(lane.block, column.index)
        if first or over or self._canvas.zoom < _LEGIBLE:
            return None
        return self._asked.mark(lane, hits.cell_rect(lane, column))

    def _hint(self, placed: PlacedMap) -> tuple[Mark, ...]:
        """What to do with a map that has no cards yet, where the first one would go, and what goes into other lanes."""
        canvas = self._canvas
        if not canvas.editable or canvas.mouse.gesture is not None or not placed.columns:
            return ()
        if any(lane.block.cards for lane in placed.lanes):
            return ()
        lanes = [
            lane
            for lane in placed.lanes
            if lane.block.kind not in CARDLESS and not lane.block.collapsed
        ]
        if not lanes:
            return ()
        rest = (self._asked_in(placed, lane) for lane in lanes[1:])
        return (self._hint_in(placed, lanes[0]), *(mark for mark in rest if mark is not None))

    def _asked_in(self, placed: PlacedMap, lane: PlacedLane) -> Mark | None:
        hits, zoom = self._canvas.hits, self._canvas.zoom
        if hits is None or zoom < _LEGIBLE:
            return None
        return self._asked.mark(lane, hits.cell_rect(lane, placed.columns[0]))

    def _hint_in(self, placed: PlacedMap, lane: PlacedLane) -> Mark:
        canvas, column = self._canvas, placed.columns[0]
        width = column.w - 28
        if self._words is None or self._words[0] != width:
            words = canvas.translate(EMPTY)
            engine = canvas.map_layout.engine
            self._words = width, engine.wrap(words, SMALL, width, colour="ink.quiet")
        text = self._words[1]
        rect = Rect(
            column.x + 14, lane.y + (lane.block.height - text.height) / 2, width, text.height
        )
        return Mark(Strip.BODY, rect.grown(2), tuple(text.glyphs(rect.x, rect.y)))

    def _add_lane(self, rect: Rect, hot: bool) -> tuple[Item, ...]:
        """The same items as long as they look the same, so that their glyph runs are made once."""
        if self._button is None or self._button[0] != (rect, hot):
            self._button = ((rect, hot), self._new_add_lane(rect, hot))
        return self._button[1]

    def _new_add_lane(self, rect: Rect, hot: bool) -> tuple[Item, ...]:
        canvas = self._canvas
        text = canvas.map_layout.engine.line(canvas.translate(ADD_LANE), _LABEL, colour="accent")
        rtl = canvas.placed is not None and canvas.placed.rtl
        y = rect.y + (rect.h - 14) / 2
        left = rect.right - 14 - 14 if rtl else rect.x + 14
        x = rect.right - 34 - text.width if rtl else rect.x + 34
        ground = (Box(rect, "accent.tint", radius=8),) if hot else ()
        icon = canvas.icons.shape("plus", left, y, 14, "accent", 1.8)
        return (*ground, icon, *text.glyphs(x, rect.y + (rect.h - text.height) / 2))

    def _plus(self, rect: Rect, hot: bool) -> tuple[Item, ...]:
        inset = (rect.w - 14) / 2
        role = "accent" if hot else "ink.quiet"
        icon = self._canvas.icons.shape("plus", rect.x + inset, rect.y + inset, 14, role, 1.6)
        ground = "accent.tint" if hot else "panel"
        return (Box(rect, ground, "line", radius=8), icon)

    def _hover(self, placed: PlacedMap, hover: Hit) -> tuple[Mark, ...]:
        zoom = self._canvas.zoom
        if hover.part in {Part.STAGE, Part.ADD_STEP}:
            return self._stage_hover(placed, hover)
        if hover.part in OWNERS and hover.entity not in self._canvas.editor.selection:
            box = Box(hover.rect, stroke="ink.disabled", stroke_width=1.2 / zoom, radius=10)
            return (Mark(Strip.BODY, hover.rect.grown(2 / zoom), (box,)),)
        if hover.part is Part.CONNECTOR and hover.entity not in self._canvas.editor.selection:
            return self._arrow_marks([hover.entity], "accent")
        if hover.part in {Part.STEP_EDGE, Part.LANE_EDGE}:
            return (_edge(hover, zoom),)
        if hover.part is Part.POINT or (hover.part is Part.CELL and hover.lane):
            return self._points_hover(placed, hover)
        return ()

    def _stage_hover(self, placed: PlacedMap, hover: Hit) -> tuple[Mark, ...]:
        stage = next((s for s in placed.stages if s.id == hover.entity), None)
        if stage is None or not self._canvas.editable:
            return ()
        rect = add_step_rect(stage, placed.rtl)
        return (Mark(Strip.HEAD, rect.grown(2), self._plus(rect, hover.part is Part.ADD_STEP)),)

    def _points_hover(self, placed: PlacedMap, hover: Hit) -> tuple[Mark, ...]:
        """A ring round the point under the mouse, or faint dots where a rating could begin."""
        lane = placed.lane(hover.lane)
        if lane is None or lane.block.plot is None:
            return ()
        column = placed.column_of(hover.step)
        if column is None:
            return ()
        persona = self._canvas.persona
        near = [
            point
            for point in lane.block.points
            if column.x <= point.x < column.right
            and point.persona == persona
            and point.value is None
        ]
        found = tuple(self._dot(point, lane.y, point == hover.point) for point in near)
        if hover.point is not None and hover.point.value is not None:
            found += (self.halo(hover.point, lane.y),)
        return found

    def _dot(self, point: CurvePoint, lane_y: float, hot: bool) -> Mark:
        shape = Shape(
            _DOT, point.x, lane_y + point.y, fill="ink.quiet", opacity=0.7 if hot else MUTED_OPACITY
        )
        return Mark(Strip.BODY, point_rect(point, lane_y), (shape,))

    def halo(self, point: CurvePoint, lane_y: float) -> Mark:
        """A soft ring round a point of the curve."""
        rect = point_rect(point, lane_y).grown(2)
        box = Box(rect, stroke="selection", stroke_width=2, radius=rect.w / 2, opacity=0.35)
        return Mark(Strip.BODY, rect.grown(3), (box,))

    def face_chip(self, point: tuple[float, float], share: float, number: str, name: str) -> Mark:
        """A rating beside its point of the curve (map units): face, number and the level's name where it has one.

        `share` is how good it is, from 0 to 1.
        """
        canvas = self._canvas
        engine = canvas.map_layout.engine
        at = canvas.to_view(Strip.BODY, Rect(*point, 0, 0))
        count = engine.line(number, _CHIP_NUMBER, colour="tooltip.ink")
        words = engine.line(name, _BUBBLE, colour="tooltip.ink") if name else None
        width = 10 + 22 + 8 + count.width + (words.width + 8 if words is not None else 0) + 12
        box = self._beside(at, width, 34.0)
        y = box.y + box.h / 2
        x = box.x + 40
        items: list[Item] = [Box(box, "tooltip", radius=9), *face(share, box.x + 21, y, 11)]
        items += count.glyphs(x, y - count.height / 2)
        if words is not None:
            items += words.glyphs(x + count.width + 8, y - words.height / 2)
        return Mark(Strip.VIEW, box.grown(2), tuple(items))

    def _beside(self, at: Rect, width: float, height: float) -> Rect:
        """A box beside a point of the viewport, on the side where there is room."""
        left = at.x + 22
        if left + width > self._canvas.viewport().width() - 8:
            left = at.x - 22 - width
        return Rect(round(left), round(at.y - height / 2), width, height)

    def bubble_at(self, x: float, y: float, text: str) -> Mark:
        """Words in a dark bubble centred at a point of the viewport, kept within it."""
        canvas = self._canvas
        line = canvas.map_layout.engine.line(text, _BUBBLE, colour="tooltip.ink")
        width, height = line.width + 20, line.height + 12
        room = canvas.viewport().size()
        left = min(max(8.0, x - width / 2), max(8.0, room.width() - width - 8))
        top = min(max(8.0, y - height / 2), max(8.0, room.height() - height - 8))
        box = Rect(round(left), round(top), width, height)
        ground = Box(box, "tooltip", radius=7)
        return Mark(Strip.VIEW, box.grown(2), (ground, *line.glyphs(box.x + 10, box.y + 6)))

    def _selection(self, placed: PlacedMap) -> tuple[Mark, ...]:
        # What is under edit has the ring of its field.
        canvas = self._canvas
        selection = canvas.editor.selection - {canvas.texts.key}
        if canvas.mouse.gesture is not None:
            selection -= canvas.mouse.gesture.ringless
        if not selection:
            return ()
        known, now = self._rings, (selection, canvas.zoom)
        if known is None or known[0] is not placed or known[1] != now:
            self._rings = known = placed, now, self._new_rings(placed, selection)
        return known[2]

    def _new_rings(self, placed: PlacedMap, selection: frozenset[str]) -> tuple[Mark, ...]:
        zoom = self._canvas.zoom
        rings: list[Mark] = []
        for lane in placed.lanes:
            rings += [
                marks.outline(Strip.BODY, card.rect.moved(0, lane.y), "selection", zoom)
                for card in lane.block.cards
                if card.id in selection
            ]
            if lane.id in selection:
                rect = Rect(placed.label_x, lane.y, placed.label_w, lane.block.height)
                rings.append(_inner_ring(Strip.LABELS, rect, zoom))
        # The words of a step fill their rectangle; those of a stage have room around them.
        heads = [(head.id, head.rect) for head in placed.stages]
        heads += [(head.id, head.rect.grown(5)) for head in placed.steps]
        rings += [_inner_ring(Strip.HEAD, rect, zoom) for key, rect in heads if key in selection]
        return (*rings, *self._arrow_marks(selection, "selection"))

    def _arrow_marks(self, keys: Iterable[str], role: str) -> tuple[Mark, ...]:
        """The lines and labels of these connectors, made stronger."""
        hits = self._canvas.hits
        known = hits.arrows.places if hits is not None else {}
        places = [known[key] for key in keys if key in known]
        return tuple(_strong_arrow(place, role, self._canvas.zoom) for place in places)

    def _cursor(self, placed: PlacedMap) -> tuple[Mark, ...]:
        cursor = self._canvas.cell
        if cursor.card or self._canvas.editor.selection or not self._canvas.hasFocus():
            return ()
        lane, column = placed.lane(cursor.lane), placed.column_of(cursor.step)
        if lane is None or column is None:
            return ()
        zoom = self._canvas.zoom
        rect = Rect(column.x + 5, lane.y + 5, column.w - 10, lane.block.height - 10)
        ring = Box(
            rect, stroke="selection", stroke_width=1.6 / zoom, radius=10, dash=(5 / zoom, 4 / zoom)
        )
        return (Mark(Strip.BODY, rect.grown(3 / zoom), (ring,)),)


def _edge(hover: Hit, zoom: float) -> Mark:
    """An edge that can be dragged, under the mouse."""
    rect, thick = hover.rect, 3 / zoom
    x, y = rect.centre
    if hover.part is Part.STEP_EDGE:
        return marks.bar(hover.strip, Rect(x - thick / 2, rect.y, thick, rect.h), "accent", zoom)
    return marks.bar(
        hover.strip, Rect(rect.x + 6, y - thick / 2, rect.w - 12, thick), "accent", zoom
    )


def _strong_arrow(place: ArrowPlace, role: str, zoom: float) -> Mark:
    items: list[Item] = [Shape(place.outline, stroke=role, stroke_width=2.5 / zoom)]
    rect = place.around
    if place.label is not None:
        ring = place.label.grown(1.5 / zoom)
        items.append(Box(ring, stroke=role, stroke_width=2 / zoom, radius=8))
        rect = rect.united(ring.grown(2 / zoom))
    return Mark(Strip.BODY, rect, tuple(items))


def _inner_ring(strip: Strip, rect: Rect, zoom: float) -> Mark:
    box = Box(rect.grown(-1), stroke="selection", stroke_width=2 / zoom, radius=10)
    return Mark(strip, rect.grown(2), (box,))
