"""Pictures of lanes with all that stands on them, in slabs: painting a lane again is then a few copies of opaque pixels.

A slab is put together just as its part of the lane is painted, in the same pixels, so that it is all one whether it is
used. It is worth something as long as the very same items stand in it, wherever the lane moves by whole pixels: lanes
below one that grows, lanes that are dragged or shown again, the map scrolled back to. So it is made when something is
painted for the second time.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import reduce
from operator import is_not
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QPainter, QPixmap, QTransform

from journeyeditor.layout.drawing import Box, Group, Rect
from journeyeditor.ui.painting.across import in_sight
from journeyeditor.ui.painting.spots import Putting, spot_of
from journeyeditor.ui.painting.standing import ground_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtGui import QColor

    from journeyeditor.layout.drawing import Item
    from journeyeditor.ui.painting.spots import Place, Spot

WIDE, HIGH = 512, 256
"""Pixels of a slab, less at the edges of a lane."""

LEAST_PIXELS = 2_000_000
"""So many pixels, of four bytes each, may be kept at least; as many as what is painted on has where that is more."""

WORTH = 0.75
"""A slab is made in any case when at least this share of the largest is to be painted."""

MET = 512
"""Of so many lanes it is known that they have been painted."""

SLACK = 2.0
"""So many pixels around a rectangle may be painted by what stands in it."""

_OVER = 4
"""So many pixels slabs of the frozen labels and of the body overlap, for both are cut to whole pixels elsewhere."""


@dataclass(frozen=True, slots=True)
class Strip:
    """What is painted of a lane: its body, and its label where that is frozen.

    `edge` is where labels end and the body begins, `after` whether the labels come after the body. In the body's units.
    """

    body: Group
    label: Group | None
    edge: float
    after: bool = False


class _Frame(NamedTuple):
    """A rectangle of pixels, from the origin's whole pixel."""

    left: int
    top: int
    right: int
    bottom: int

    def within(self, other: _Frame) -> _Frame:
        return _Frame(
            max(self.left, other.left), max(self.top, other.top),
            min(self.right, other.right), min(self.bottom, other.bottom),
        )  # fmt: skip

    def united(self, other: _Frame) -> _Frame:
        return _Frame(
            min(self.left, other.left), min(self.top, other.top),
            max(self.right, other.right), max(self.bottom, other.bottom),
        )  # fmt: skip

    @property
    def wide(self) -> int:
        return self.right - self.left

    @property
    def high(self) -> int:
        return self.bottom - self.top

    @property
    def pixels(self) -> int:
        return max(0, self.wide) * max(0, self.high)


_Key = tuple[str, bool, int, int]


@dataclass(frozen=True, slots=True)
class _Slab:
    """A picture with what it shows, and where."""

    strip: Strip
    items: tuple[Item, ...]
    place: Place
    frame: _Frame
    pixmap: QPixmap


class Slabs:
    """The slabs of one painter.

    `make` paints what of a strip meets a rectangle, `within` gives the items of a group that may meet one, `canvas` the
    colour beneath lanes and the least width of their lines.
    """

    def __init__(
        self,
        make: Callable[[QPainter, Strip, Rect], None],
        within: Callable[[Group, Rect], Sequence[Item]],
        canvas: Callable[[], tuple[QColor, float]],
    ) -> None:
        self._make = make
        self._within = within
        self._canvas = canvas
        self._kept: dict[_Key, _Slab] = {}
        self._met: dict[tuple[str, bool], tuple[Place, Group]] = {}
        self._pixels = 0
        self._most = LEAST_PIXELS

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def pixels(self) -> int:
        """How many are kept."""
        return self._pixels

    def clear(self) -> None:
        """All is to be painted anew, as in other colours."""
        self._kept.clear()
        self._met.clear()
        self._pixels = 0

    def paint(self, painter: QPainter, strip: Strip, exposed: Rect, much: bool) -> bool:
        """Paints what of a strip meets a rectangle; False where it must be painted as it is.

        `much`: so much is painted that slabs of what is seen are worth making, else only nearly whole ones.
        """
        ground, spot = ground_of(strip.body), spot_of(painter.deviceTransform())
        if ground is None or spot is None:
            return False
        whole = self._frame(ground, spot[0])
        seen = _pixels(exposed, spot[0]).within(whole)
        if not seen.pixels:
            return True
        if strip.label is not None and not _on_label(strip, spot[0], whole, seen):
            return False
        again = self._met_again(strip, spot[0], ground)
        there: list[_Slab] = []
        missing: list[_Frame] = []
        for key, frame in _cut(strip, spot[0], whole, seen):
            need = frame.within(seen)
            worth = again and (much or need.pixels >= WORTH * WIDE * HIGH)
            slab = self._found(painter, strip, spot[0], key, need, worth)
            if slab is None:
                missing.append(need)
            else:
                there.append(slab)
        if not there:
            return False
        if missing:
            self._paint_rest(painter, spot, strip, missing)
        putting = Putting(painter, spot)
        for slab in there:
            putting.put(slab.pixmap, slab.frame.left, slab.frame.top)
        putting.end()
        return True

    def _met_again(self, strip: Strip, place: Place, ground: Group) -> bool:
        """Whether a lane is not painted for the first time like this: what is seen once needs no picture."""
        key, now = (strip.body.entity or "", strip.label is not None), (place, ground)
        before = self._met.pop(key, None)
        if len(self._met) >= MET:
            del self._met[next(iter(self._met))]
        self._met[key] = now
        return before is not None and before[0] == place and before[1] is ground

    def _frame(self, ground: Group, place: Place) -> _Frame:
        """The pixels that a lane's ground takes, with its line."""
        box = ground.items[0]
        assert isinstance(box, Box)
        # Qt draws no soft line narrower than a pixel, it makes it fainter.
        reach = max(max(box.stroke_width, self._canvas()[1]) * place.scale, 1.0) / 2
        x, y, k = place.part_x, place.part_y, place.scale
        left, top = math.floor(x + box.rect.x * k - reach), math.floor(y + box.rect.y * k - reach)
        right = math.ceil(x + box.rect.right * k + reach)
        return _Frame(left, top, right, math.ceil(y + box.rect.bottom * k + reach))

    def _found(
        self, painter: QPainter, strip: Strip, place: Place, key: _Key, need: _Frame, worth: bool
    ) -> _Slab | None:
        """A slab that holds so many pixels; made anew if that is worth it."""
        slab = self._kept.pop(key, None)
        if slab is not None:
            kept = self._still(slab, strip) if slab.place == place else None
            if kept is not None:
                holds = need.within(kept.frame) == need
                if holds or not worth:
                    # The one used last goes last.
                    self._kept[key] = kept
                    return kept if holds else None
                need = need.united(kept.frame)
            self._pixels -= slab.frame.pixels
        return self._new(painter, strip, place, key, need) if worth else None

    def _still(self, slab: _Slab, strip: Strip) -> _Slab | None:
        """A slab for what a strip is now; None where other items stand there."""
        if slab.strip.body is strip.body and slab.strip.label is strip.label:
            return slab
        items = self._items(strip, _units(slab.frame, slab.place))
        if len(items) != len(slab.items) or any(map(is_not, items, slab.items)):
            return None
        return replace(slab, strip=strip)

    def _items(self, strip: Strip, area: Rect) -> tuple[Item, ...]:
        found = [
            item
            for item in self._within(strip.body, area)
            if not isinstance(item, Group) or in_sight(item, area)
        ]
        return (*found, strip.label) if strip.label is not None else tuple(found)

    def _new(
        self, painter: QPainter, strip: Strip, place: Place, key: _Key, frame: _Frame
    ) -> _Slab:
        device = painter.device()
        ratio = device.devicePixelRatio()
        # One that was ever clear would stay one with transparency, which is blended more slowly.
        pixmap = QPixmap(frame.wide, frame.high)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(self._canvas()[0])
        inner = QPainter(pixmap)
        inner.setRenderHints(painter.renderHints())
        before = painter.worldTransform()
        x, y = (place.part_x - frame.left) / ratio, (place.part_y - frame.top) / ratio
        inner.setWorldTransform(QTransform(before.m11(), 0, 0, before.m22(), x, y))
        area = _units(frame, place)
        self._make(inner, strip, area)
        inner.end()
        slab = _Slab(strip, self._items(strip, area), place, frame, pixmap)
        self._most = max(self._most, device.width() * device.height())
        self._keep(key, slab)
        return slab

    def _keep(self, key: _Key, slab: _Slab) -> None:
        while self._kept and self._pixels + slab.frame.pixels > self._most:
            self._pixels -= self._kept.pop(next(iter(self._kept))).frame.pixels
        self._kept[key] = slab
        self._pixels += slab.frame.pixels

    def _paint_rest(
        self, painter: QPainter, spot: Spot, strip: Strip, missing: Sequence[_Frame]
    ) -> None:
        """What there are no slabs for, as it is."""
        around = reduce(_Frame.united, missing)
        painter.save()
        putting = Putting(painter, spot)
        putting.clip(around.left, around.top, around.wide, around.high)
        putting.end()
        self._make(painter, strip, _units(around, spot[0]))
        painter.restore()


def _cut(strip: Strip, place: Place, whole: _Frame, seen: _Frame) -> Iterator[tuple[_Key, _Frame]]:
    """The slabs that meet what is seen of a lane: of a frozen label one over the other, of a body side by side too."""
    edge = place.part_x + strip.edge * place.scale
    key, frozen = strip.body.entity or "", strip.label is not None
    for i, left, right in (
        [_label_span(edge, strip.after, whole)] if frozen else _spans(edge, strip.after, seen)
    ):
        for j in range((seen.top - whole.top) // HIGH, (seen.bottom - 1 - whole.top) // HIGH + 1):
            top = whole.top + j * HIGH
            frame = _Frame(left, top, right, top + HIGH).within(whole)
            if frame.pixels:
                yield (key, frozen, i, j), frame


def _label_span(edge: float, after: bool, whole: _Frame) -> tuple[int, int, int]:
    if after:
        return 0, math.ceil(edge) - _OVER, whole.right
    return 0, whole.left, math.floor(edge) + _OVER


def _on_label(strip: Strip, place: Place, whole: _Frame, seen: _Frame) -> bool:
    edge = place.part_x + strip.edge * place.scale
    _, left, right = _label_span(edge, strip.after, whole)
    return left <= seen.left and seen.right <= right


def _spans(edge: float, after: bool, seen: _Frame) -> Iterator[tuple[int, int, int]]:
    """The columns of slabs that meet what is seen, counted from where the labels end."""
    start = math.ceil(edge) + _OVER // 2 if after else math.floor(edge) - _OVER // 2
    for i in range((seen.left - start) // WIDE, (seen.right - 1 - start) // WIDE + 1):
        yield i, start + i * WIDE, start + (i + 1) * WIDE


def _units(frame: _Frame, place: Place) -> Rect:
    """What of a lane may show in a frame, in the lane's units."""
    k = place.scale
    x, y = frame.left - SLACK - place.part_x, frame.top - SLACK - place.part_y
    return Rect(x / k, y / k, (frame.wide + 2 * SLACK) / k, (frame.high + 2 * SLACK) / k)


def _pixels(area: Rect, place: Place) -> _Frame:
    """The pixels of a rectangle of a lane that was cut from whole ones."""
    k = place.scale
    return _Frame(
        round(place.part_x + area.x * k), round(place.part_y + area.y * k),
        round(place.part_x + area.right * k), round(place.part_y + area.bottom * k),
    )  # fmt: skip
