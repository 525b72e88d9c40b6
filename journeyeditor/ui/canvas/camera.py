"""Where the map lies in the viewport: zoom, the frozen strips, and the way between the two coordinates.

Map units on one side, logical pixels of the viewport on the other. No Qt: plain arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from journeyeditor.layout.drawing import Rect

if TYPE_CHECKING:
    from journeyeditor.layout.placed import PlacedLane, PlacedMap

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


WIDEST_PINNED = 0.6
"""Pinned lanes that would take more of the room below the head than this share scroll along instead."""

LANE_MARGIN = 2.5
"""Map units of ground above the first lane, and above and below a pinned one that stays in sight: room for its edge."""


class Strip(StrEnum):
    """The four parts of the viewport; VIEW is the viewport itself, in pixels."""

    BODY = "body"
    HEAD = "head"
    LABELS = "labels"
    CORNER = "corner"
    VIEW = "view"


@dataclass(frozen=True, slots=True)
class Pane:
    """One part of the viewport: what it clips to, and where the map's origin lies in it, in pixels.

    `lane` is the pinned lane that this part keeps in sight, beside those four that every viewport has.
    """

    strip: Strip
    clip: Rect
    dx: float
    dy: float
    zoom: float
    lane: str = ""

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


_SCROLLING = 4
"""So many panes every viewport has; those of pinned lanes come after them."""


def panes(placed: PlacedMap, camera: Camera, width: float, height: float) -> tuple[Pane, ...]:
    """The panes of a viewport: the four from the corner to the body, then two for each pinned lane that is kept."""
    zoom = camera.zoom
    head = _held(camera.y, PAD, placed.head_height * zoom, height)
    side = _side(placed, camera, width)
    below = min(max(0.0, round(head + (placed.head_height - LANE_MARGIN) * zoom)), height)
    if placed.rtl:
        edge = min(max(0.0, round(side + placed.label_x * zoom)), width)
        beside, rest = Rect(edge, 0, width - edge, 0), Rect(0, 0, edge, 0)
    else:
        edge = min(max(0.0, round(side + (placed.label_x + placed.label_w) * zoom)), width)
        beside, rest = Rect(0, 0, edge, 0), Rect(edge, 0, width - edge, 0)

    def rows(column: Rect, top: float, tall: float) -> Rect:
        return Rect(column.x, top, column.w, tall)

    kept, top, bottom = _kept(placed, camera, below, height)
    pinned = [
        Pane(strip, rows(column, y, tall), dx, dy, zoom, lane)
        for lane, y, tall, dy in kept
        for strip, column, dx in ((Strip.LABELS, beside, side), (Strip.BODY, rest, camera.x))
    ]
    return (
        Pane(Strip.CORNER, rows(beside, 0, below), side, head, zoom),
        Pane(Strip.HEAD, rows(rest, 0, below), camera.x, head, zoom),
        Pane(Strip.LABELS, rows(beside, top, bottom - top), side, camera.y, zoom),
        Pane(Strip.BODY, rows(rest, top, bottom - top), camera.x, camera.y, zoom),
        *pinned,
    )


_Kept = tuple[str, float, float, float]


def _kept(
    placed: PlacedMap, camera: Camera, top: float, bottom: float
) -> tuple[list[_Kept], float, float]:
    """The pinned lanes that scrolling would take out of sight: which, from where, how high, and the map's origin.

    They stay under the head or at the lower edge. Also between which heights all other lanes have room.
    """
    pinned = _pinned(placed, camera.zoom, bottom - top)
    kept: list[_Kept] = []
    for lane in pinned:
        y, tall = _band(lane, camera)
        if y >= top:
            break
        kept.append((lane.id, top, tall, camera.y + top - y))
        top += tall
    for lane in reversed(pinned[len(kept) :]):
        y, tall = _band(lane, camera)
        if y + tall <= bottom:
            break
        bottom -= tall
        kept.append((lane.id, bottom, tall, camera.y + bottom - y))
    return kept, top, bottom


def _band(lane: PlacedLane, camera: Camera) -> tuple[float, float]:
    """Where a lane begins in the viewport if it scrolls along, and how high it is, in whole pixels."""
    zoom = camera.zoom
    y = round(camera.y + (lane.y - LANE_MARGIN) * zoom)
    return y, round((lane.block.height + 2 * LANE_MARGIN) * zoom)


def _pinned(placed: PlacedMap, zoom: float, room: float) -> list[PlacedLane]:
    """The pinned lanes, from the first on as many as leave room for the others."""
    found: list[PlacedLane] = []
    taken = 0.0
    for lane in placed.lanes:
        taken += (lane.block.height + 2 * LANE_MARGIN) * zoom if lane.block.pinned else 0.0
        if taken > room * WIDEST_PINNED:
            break
        if lane.block.pinned:
            found.append(lane)
    return found


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
    found = (pane for pane in all_panes if pane.clip.contains(x, y))
    return next(found, None) or pane_of(all_panes, Strip.BODY)


def pane_of(all_panes: tuple[Pane, ...], strip: Strip, lane: str = "") -> Pane:
    """The pane of a strip: that of a pinned lane where it is kept in sight, else the one that scrolls."""
    first: Pane | None = None
    for pane in all_panes:
        if pane.strip is strip:
            if not lane or pane.lane == lane:
                return pane
            first = first or pane
    assert first is not None
    return first


def pane_for(all_panes: tuple[Pane, ...], strip: Strip, rect: Rect) -> Pane:
    """The pane that shows a rectangle of a strip: that of the pinned lane it lies in, else the one that scrolls."""
    middle = rect.y + rect.h / 2
    for pane in all_panes[_SCROLLING:]:
        if pane.strip is strip:
            seen = pane.visible()
            if seen.y <= middle < seen.bottom:
                return pane
    return pane_of(all_panes, strip)


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


_HALVINGS = 12
"""So often the zoom that fills a room is halved in on: to a two-thousandth."""


def filling(
    placed: PlacedMap, camera: Camera, rect: Rect, most: float, width: float, height: float
) -> float:
    """The largest zoom up to `most` at which a rectangle of the body has room beside the heads, which grow as well."""

    def fits(zoom: float) -> bool:
        body = pane_of(panes(placed, replace(camera, zoom=zoom), width, height), Strip.BODY).clip
        return (rect.w + 40) * zoom <= body.w and (rect.h + 40) * zoom <= body.h

    low, high = 0.0, most
    if fits(most):
        return most
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


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
