"""What a search found, as marks: matches are ringed, all other cards are pale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.layout.drawing import Box, Rect
from journeyeditor.ui.canvas.camera import Strip, pane_of
from journeyeditor.ui.canvas.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyeditor.layout.placed import PlacedLane, PlacedMap
    from journeyeditor.ui.canvas.view import Canvas

RING = "moment.line"
_PALE, _WIDTH = 0.66, 1.8


def found_marks(canvas: Canvas, placed: PlacedMap, found: frozenset[str]) -> tuple[Mark, ...]:
    """The marks of what is in sight, while something was found."""
    if not found:
        return ()
    sight = _sight(canvas)
    marks: list[Mark] = []
    for lane in placed.lanes:
        if lane.y < sight.bottom and lane.bottom > sight.y:
            marks += _cards(lane, sight, found, canvas.zoom)
        if lane.id in found:
            rect = Rect(placed.label_x, lane.y, placed.label_w, lane.block.height)
            marks.append(_inner(Strip.LABELS, rect, canvas.zoom))
    # The words of a step fill their rectangle; those of a stage have room around them.
    heads = [(head.id, head.rect) for head in placed.stages]
    heads += [(head.id, head.rect.grown(5)) for head in placed.steps]
    marks += [_inner(Strip.HEAD, rect, canvas.zoom) for key, rect in heads if key in found]
    return tuple(marks)


def _sight(canvas: Canvas) -> Rect:
    """What of the body is in the viewport, in map units."""
    pane = pane_of(canvas.panes, Strip.BODY)
    clip = pane.clip
    return Rect(
        (clip.x - pane.dx) / pane.zoom,
        (clip.y - pane.dy) / pane.zoom,
        clip.w / pane.zoom,
        clip.h / pane.zoom,
    )


def _cards(lane: PlacedLane, sight: Rect, found: frozenset[str], zoom: float) -> Iterator[Mark]:
    for card in lane.block.cards:
        rect = card.rect.moved(0, lane.y)
        if rect.right < sight.x or rect.x > sight.right:
            continue
        if card.id in found:
            ring = rect.grown(_WIDTH / 2 / zoom)
            box = Box(ring, stroke=RING, stroke_width=_WIDTH / zoom, radius=10)
            yield Mark(Strip.BODY, ring.grown(_WIDTH / zoom), (box,))
        else:
            pale = Box(rect.grown(1), "lane", radius=10, opacity=_PALE)
            yield Mark(Strip.BODY, rect.grown(2), (pale,))


def _inner(strip: Strip, rect: Rect, zoom: float) -> Mark:
    box = Box(rect.grown(-1), stroke=RING, stroke_width=_WIDTH / zoom, radius=8)
    return Mark(strip, rect.grown(2), (box,))
