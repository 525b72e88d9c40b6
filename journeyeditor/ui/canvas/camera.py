"""Where the map lies in the viewport: zoom, the frozen strips, and the way between the two coordinates.

Map units on one side, logical pixels of the viewport on the other. No Qt: plain arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from journeyeditor.layout.drawing import Rect

if TYPE_CHECKING:
    from journeyeditor.layout.placed import PlacedMap

LEAST, MOST = 0.05, 4.0
PAD = 12.0
"""Pixels kept free between the viewport's edge and the map."""

BEYOND = 40.0
"""Map units beside and below the map that can be scrolled to: the place of the add buttons."""

LEAST_FITTED, READABLE = 0.6, 0.75
"""A map that would have to be shown smaller than the first to have its width in sight is shown first at the second.

Below the first its small texts would be bars.
"""

WIDEST_STRIP = 0.45
"""A frozen strip that would take more of the viewport than this share scrolls along instead."""


class Strip(StrEnum):
    """The four parts of the viewport; VIEW is the viewport itself, in pixels."""

    BODY = "body"
    HEAD = "head"
    LABELS = "labels"
    CORNER = "corner"
    VIEW = "view"


@dataclass(frozen=True, slots=True)
class Pane:
    """One part of the viewport: what it clips to, and where the map's origin lies in it, in pixels."""

    strip: Strip
    clip: Rect
    dx: float
    dy: float
    zoom: float

    def to_view(self, rect: Rect) -> Rect:
        k = self.zoom
        return Rect(self.dx + rect.x * k, self.dy + rect.y * k, rect.w * k, rect.h * k)

    def to_map(self, x: float, y: float) -> tuple[float, float]:
        return (x - self.dx) / self.zoom, (y - self.dy) / self.zoom

    def visible(self) -> Rect:
        """The part of the map that this pane shows, in map units."""
        return self.rect_to_map(self.clip)

    def rect_to_map(self, rect: Rect) -> Rect:
        x, y = self.to_map(rect.x, rect.y)
        return Rect(x, y, rect.w / self.zoom, rect.h / self.zoom)


@dataclass(frozen=True, slots=True)
class Camera:
    """Zoom (1 = 100 %) and where the map's origin lies in the viewport, in whole pixels."""

    zoom: float = 1.0
    x: float = PAD
    y: float = PAD

    def moved(self, dx: float, dy: float) -> Camera:
        return replace(self, x=round(self.x + dx), y=round(self.y + dy))

    def zoomed(self, zoom: float, at_x: float, at_y: float) -> Camera:
        """Another zoom, with the same point of the map at (at_x, at_y)."""
        zoom = min(MOST, max(LEAST, zoom))
        k = zoom / self.zoom
        return Camera(zoom, round(at_x - (at_x - self.x) * k), round(at_y - (at_y - self.y) * k))


def panes(placed: PlacedMap, camera: Camera, width: float, height: float) -> tuple[Pane, ...]:
    """The four panes of a viewport, from the corner to the body."""
    zoom = camera.zoom
    head = _held(camera.y, PAD, placed.head_height * zoom, height)
    side = _side(placed, camera, width)
    below = min(max(0.0, round(head + placed.head_height * zoom)), height)
    if placed.rtl:
        edge = min(max(0.0, round(side + placed.label_x * zoom)), width)
        beside, rest = Rect(edge, 0, width - edge, 0), Rect(0, 0, edge, 0)
    else:
        edge = min(max(0.0, round(side + (placed.label_x + placed.label_w) * zoom)), width)
        beside, rest = Rect(0, 0, edge, 0), Rect(edge, 0, width - edge, 0)

    def rows(column: Rect, top: float, tall: float) -> Rect:
        return Rect(column.x, top, column.w, tall)

    return (
        Pane(Strip.CORNER, rows(beside, 0, below), side, head, zoom),
        Pane(Strip.HEAD, rows(rest, 0, below), camera.x, head, zoom),
        Pane(Strip.LABELS, rows(beside, below, height - below), side, camera.y, zoom),
        Pane(Strip.BODY, rows(rest, below, height - below), camera.x, camera.y, zoom),
    )


def _held(at: float, pad: float, size: float, room: float) -> float:
    """Where a strip stands that moves with the map but never before `pad`."""
    return at if size > room * WIDEST_STRIP else max(pad, at)


def _side(placed: PlacedMap, camera: Camera, width: float) -> float:
    zoom = camera.zoom
    if not placed.rtl:
        return _held(camera.x, PAD, placed.label_w * zoom, width)
    if placed.label_w * zoom > width * WIDEST_STRIP:
        return camera.x
    return min(round(width - PAD - placed.width * zoom), camera.x)


def pane_at(all_panes: tuple[Pane, ...], x: float, y: float) -> Pane:
    """The pane under a point of the viewport (the body for points outside of all)."""
    return next((pane for pane in all_panes if pane.clip.contains(x, y)), all_panes[-1])


def pane_of(all_panes: tuple[Pane, ...], strip: Strip) -> Pane:
    return next(pane for pane in all_panes if pane.strip is strip)


@dataclass(frozen=True, slots=True)
class Span:
    """How far the map's origin may move along one axis, in pixels."""

    least: float
    most: float

    def held(self, value: float) -> float:
        return min(self.most, max(self.least, value))

    def reaching(self, value: float) -> Span:
        """The span widened to where the map happens to be, so that zooming at the pointer never jumps."""
        return Span(min(self.least, value), max(self.most, value))


def spans(placed: PlacedMap, zoom: float, width: float, height: float) -> tuple[Span, Span]:
    """How far the map may be moved, across and down."""
    across = (placed.width + BEYOND) * zoom
    down = (placed.height + BEYOND) * zoom
    vertical = Span(min(PAD, round(height - PAD - down)), PAD)
    if placed.rtl:
        home = round(width - PAD - placed.width * zoom)
        return Span(home, max(home, round(PAD + BEYOND * zoom))), vertical
    return Span(min(PAD, round(width - PAD - across)), PAD), vertical


def fitting(placed: PlacedMap, width: float, height: float) -> Camera:
    """The whole map and its add buttons in sight, as large as they go, at most at 100 %."""
    across = _across(placed, width)
    down = (height - 2 * PAD) / (placed.height + BEYOND)
    return framed(placed, Rect(0, 0, placed.width, placed.height), min(across, down, 1.0), width)


def first_zoom(placed: PlacedMap, width: float, height: float, bar: float) -> float:
    """The zoom at which a map is seen first in so much room: its width in sight unless it is too small to read then.

    `bar` is how much of the width a vertical scroll bar takes where the map is higher than the room.
    """
    zoom = min(_across(placed, width), 1.0)
    if (placed.height + BEYOND) * zoom > height - 2 * PAD:
        zoom = min(_across(placed, width - bar), 1.0)
    return zoom if zoom >= LEAST_FITTED else READABLE


def _across(placed: PlacedMap, width: float) -> float:
    return (width - 2 * PAD) / (placed.width + BEYOND)


def framed(placed: PlacedMap, rect: Rect, zoom: float, width: float) -> Camera:
    """The map at its home place for a zoom; `rect` gives what is to be at the top."""
    zoom = min(MOST, max(LEAST, zoom))
    x = round(width - PAD - placed.width * zoom) if placed.rtl else PAD
    return Camera(zoom, x, PAD - round(rect.y * zoom))
