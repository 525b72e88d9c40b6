"""The lines of an emotion lane, step by step: where the touchpoints stand, and what each step shows of each line.

A step's part of the picture depends on its own touchpoints and the points next to them, so a rating that changes
draws the parts of its step and of the steps beside it, however long the map. x is counted from the map's beginning
in reading order and mirrored only when something is drawn.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from journeyeditor.layout.curve import (
    MARK_RADIUS,
    Point,
    Series,
    bend,
    closed_to,
    touchpoint_lanes,
)
from journeyeditor.layout.drawing import Group, Item, Outline, Rect, Segment, Shape, Verb
from journeyeditor.layout.faces import face, fifth
from journeyeditor.layout.frame import Frame
from journeyeditor.layout.metrics import FACE_RADIUS, LABEL_WIDTH
from journeyeditor.layout.placed import CurvePoint, Plot
from journeyeditor.model import scale as scales
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Layer, Scale

_FILL = 0.08
_APART = 0.5
# A line is bent by the next two points on either side; one more, since points of one step may change places.
_FAR = 3
_SMALL = 0.72
_FACES = {level: face((level + 2.5) / 5, 0, 0, FACE_RADIUS) for level in range(-2, 3)}


class Place(NamedTuple):
    """A touchpoint on the curve: its x, the cell it begins in and its rank there."""

    x: float
    first: int
    span: int
    rank: int
    card: str


class Cell(NamedTuple):
    """Touchpoints that share their width: those of one step that are equally wide."""

    first: int
    span: int


class Part(NamedTuple):
    """What a step shows: its touchpoints, what can be grasped, the heights of each line (None: unrated), both layers."""

    places: tuple[Place, ...]
    points: tuple[CurvePoint, ...]
    heights: tuple[tuple[Point | None, ...], ...]
    lines: Group
    marks: Group


Parts = Mapping[int, Part]


@dataclass(frozen=True, slots=True)
class Ground:
    """What all steps of an emotion lane share."""

    frame: Frame
    series: tuple[Series, ...]
    scale: Scale
    plot: Plot

    @property
    def base(self) -> float:
        """The neutral height, to which the first line is filled."""
        return self.y(scales.neutral(self.scale))

    def y(self, value: float) -> float:
        return self.plot.y(scales.goodness(self.scale, value))


def all_parts(document: Document, ground: Ground) -> dict[int, Part]:
    """The parts of every step that has touchpoints, by the step's column (beyond a view's edges as
    far as the lines in it are bent by them)."""
    frame = ground.frame
    cells: dict[Cell, list[str]] = {}
    for lane in touchpoint_lanes(document, frame.map.id):
        for card in document.cards(lane):
            cells.setdefault(Cell(frame.steps[card.step], card.span), []).append(card.id)
    rows: dict[int, list[Place]] = {}
    for cell, cards in cells.items():
        for index, place in _places(frame, cell, cards):
            rows.setdefault(index, []).append(place)
    for row in rows.values():
        row.sort()
    bare = {i: _bare(document, ground, rows[i]) for i in _reached(document, ground, rows)}
    return _drawn(ground, bare, bare)


def _reached(
    document: Document, ground: Ground, rows: Mapping[int, Sequence[Place]]
) -> Sequence[int]:
    """The steps whose touchpoints show in the view: those in it, and so many on either side as bend its lines."""
    keys = sorted(rows)
    if ground.frame.view.stages is None:
        return keys
    first, end = bisect_left(keys, 0), bisect_left(keys, len(ground.frame.columns))
    before = _bending(document, ground, [rows[i] for i in reversed(keys[:first])])
    after = _bending(document, ground, [rows[i] for i in keys[end:]])
    return keys[first - before : end + after]


def _bending(document: Document, ground: Ground, rows: Iterable[Sequence[Place]]) -> int:
    """How many steps from an edge on bend lines within it: up to a gap, or so many points, of every line."""
    lines = dict.fromkeys(range(len(ground.series)), _FAR)
    count = 0
    for row in rows:
        if not lines:
            break
        count += 1
        for k in tuple(lines):
            values = [_value(document, ground.series[k], place.card) for place in row]
            lines[k] -= len(values)
            if lines[k] <= 0 or None in values:
                del lines[k]
    return count


def parts_after(
    parts: Parts,
    before: Document,
    after: Document,
    ground: Ground,
    cards: Iterable[str],
) -> dict[int, Part]:
    """The parts after an edit of these touchpoints: their places, their ratings, or both."""
    if ground.frame.view.stages is not None:
        # What bends the lines from beyond a view's edges may be other steps now.
        return all_parts(after, ground)
    rows = {i: list(part.places) for i, part in parts.items()}
    dirty: set[int] = set()
    cells: set[Cell] = set()
    lanes = touchpoint_lanes(after, ground.frame.map.id)
    for key in cards:
        was, now = (_cell(document, ground.frame, key) for document in (before, after))
        found = [cell for cell in (was, now) if cell]
        dirty.update(i for cell in found for i in range(cell.first, cell.first + cell.span))
        if was != now or _moved(before, after, key):
            cells.update(found)
    for cell in cells:
        _set_again(after, ground.frame, lanes, cell, rows)
    made = dict(parts)
    for i in dirty:
        made.pop(i, None)
        if rows.get(i):
            made[i] = _bare(after, ground, rows[i])
    ordered = {i: made[i] for i in sorted(made)}
    return _drawn(ground, ordered, _near(ordered, dirty))


def points_in(parts: Parts, columns: int) -> tuple[CurvePoint, ...]:
    """What can be grasped within the view."""
    return tuple(chain.from_iterable([p.points for i, p in parts.items() if 0 <= i < columns]))


def _cell(document: Document, frame: Frame, key: str) -> Cell | None:
    card = document.find(Card, key)
    first = frame.steps.get(card.step) if card else None
    return Cell(first, card.span) if card and first is not None else None


def _moved(before: Document, after: Document, key: str) -> bool:
    old, new = before.find(Card, key), after.find(Card, key)
    return old is None or new is None or (old.lane, old.order) != (new.lane, new.order)


def _set_again(
    document: Document, frame: Frame, lanes: Sequence[str], cell: Cell, rows: dict[int, list[Place]]
) -> None:
    """The touchpoints of a cell, wherever they stood, where they stand now."""
    for i in range(cell.first, cell.first + cell.span):
        rows[i] = [place for place in rows.get(i, []) if (place.first, place.span) != cell]
    step = next(key for key, index in frame.steps.items() if index == cell.first)
    cards = [c.id for lane in lanes for c in document.cell(lane, step) if c.span == cell.span]
    for i, place in _places(frame, cell, cards):
        insort(rows.setdefault(i, []), place)


def _places(frame: Frame, cell: Cell, cards: Sequence[str]) -> Iterator[tuple[int, Place]]:
    """Where the touchpoints of a cell stand: the width of their span is shared in order."""
    width = frame.map.step_width
    for rank, card in enumerate(cards):
        along = cell.first + cell.span * (rank + 0.5) / len(cards)
        x = LABEL_WIDTH + along * width
        yield min(int(along // 1), cell.first + cell.span - 1), Place(x, *cell, rank, card)


def _bare(document: Document, ground: Ground, places: Sequence[Place]) -> Part:
    """A step's part, its lines and marks not drawn yet."""
    xs = _apart(places)
    values = [[_value(document, one, place.card) for place in places] for one in ground.series]
    heights = tuple(
        tuple(
            None if v is None else (x, ground.y(v)) for x, v in zip(xs, row, strict=True)
        )
        for row in values
    )  # fmt: skip
    points, marks = _marks(ground, places, xs, values)
    nothing = Group((), Rect(0, 0, 0, 0))
    return Part(tuple(places), points, heights, nothing, marks)


def _apart(places: Sequence[Place]) -> list[float]:
    """Their x, those at one place nudged apart."""
    xs: list[float] = []
    for place in places:
        xs.append(max(place.x, xs[-1] + _APART) if xs else place.x)
    return xs


def _value(document: Document, series: Series, card: str) -> float | None:
    if series.before:
        origin = document.one(Card, card).origin
        rating = document.rating(origin, series.persona, series.layer) if origin else None
    else:
        rating = document.rating(card, series.persona, series.layer)
    return rating.value if rating else None


def _marks(
    ground: Ground,
    places: Sequence[Place],
    xs: Sequence[float],
    values: Sequence[Sequence[float | None]],
) -> tuple[tuple[CurvePoint, ...], Group]:
    """A face at each rating of the first line, figures at the others' beside it where they would hide one another."""
    points: list[CurvePoint] = []
    marks: list[Item] = []
    for i, place in enumerate(places):
        taken: list[Rect] = []
        for k, one in enumerate(ground.series):
            if one.before:
                continue
            value = values[k][i]
            y = ground.base if value is None else ground.y(value)
            radius = FACE_RADIUS if _is_hero(one, k) else MARK_RADIUS
            x = xs[i] if value is None else _free(xs[i], y, radius, taken)
            shown = ground.frame.x(x)
            points.append(CurvePoint(place.card, one.persona, one.layer, value, shown, y, k == 0))
            if value is not None:
                taken.append(_around(x, y, radius))
                marks.append(_mark(ground, one, _is_hero(one, k), value, shown, y, place.card))
    return tuple(points), _group(marks)


def _is_hero(series: Series, place: int) -> bool:
    return place == 0 and series.layer is Layer.NOW


def _around(x: float, y: float, radius: float) -> Rect:
    return Rect(x - radius - 0.5, y - radius - 0.5, 2 * radius + 1, 2 * radius + 1)


def _free(x: float, y: float, radius: float, taken: Sequence[Rect]) -> float:
    """The x nearest to the wanted one where a mark hides none of those that stand already."""
    for k in range(40):
        away = (k + 1) // 2 * 2.0
        found = x + away if k % 2 else x - away
        if not any(_around(found, y, radius).meets(other) for other in taken):
            return found
    return x


def _mark(
    ground: Ground, series: Series, hero: bool, value: float, x: float, y: float, card: str
) -> Group:
    if hero:
        items: tuple[Item, ...] = _FACES[fifth(scales.goodness(ground.scale, value))]
    else:
        items = (figure(series),)
    return Group(items, _HERO if hero else _FIGURE, x, y, entity=card, part="face")


def _about(radius: float) -> Rect:
    return Rect(-radius, -radius, 2 * radius, 2 * radius)


_HERO, _FIGURE = _about(FACE_RADIUS + 1), _about(MARK_RADIUS * 1.3 + 1)


def figure(series: Series, x: float = 0.0, y: float = 0.0) -> Shape:
    """The mark of a line's ratings: hollow for today, small and full for the target."""
    if series.layer is Layer.TARGET:
        return Shape(series.mark or (), x, y, _SMALL, fill=series.role)
    return Shape(series.mark or (), x, y, fill="lane", stroke=series.role, stroke_width=1.8)


def _group(items: Sequence[Item]) -> Group:
    groups = [item for item in items if isinstance(item, Group)]
    if not groups:
        return Group((), Rect(0, 0, 0, 0))
    around = groups[0].bounds.moved(groups[0].dx, groups[0].dy)
    for one in groups[1:]:
        around = around.united(one.bounds.moved(one.dx, one.dy))
    return Group(tuple(items), around, part="curve")


def _near(parts: Parts, dirty: Iterable[int]) -> set[int]:
    """The steps whose lines look different when these change: they, the one before, and those two points after."""
    keys = list(parts)
    found: set[int] = set()
    for index in dirty:
        at = bisect_left(keys, index)
        found.update(keys[max(at - 1, 0) : at + 1])
        seen = 0
        for key in keys[at:]:
            found.add(key)
            seen += len(parts[key].places) if key != index else 0
            if seen >= 2:
                break
    return found


def _drawn(ground: Ground, parts: Parts, dirty: Iterable[int]) -> dict[int, Part]:
    """The parts, the lines of these steps drawn anew."""
    made = dict(parts)
    keys = list(parts)
    for index in sorted(dirty):
        at = bisect_left(keys, index)
        lines: list[Item] = []
        for k, one in enumerate(ground.series):
            lines += _line(ground, parts, keys, at, k, one)
        made[index] = made[index]._replace(lines=_lines_group(ground, lines))
    return made


def _lines_group(ground: Ground, lines: Sequence[Item]) -> Group:
    ends = [
        s.points[-2] for line in lines if isinstance(line, Shape) for s in line.outline if s.points
    ]
    if not ends:
        return Group((), Rect(0, 0, 0, 0))
    left, right = min(ends) - 2, max(ends) + 2
    top, height = ground.plot.top - 3, ground.plot.bottom - ground.plot.top + 6
    return Group(tuple(lines), Rect(left, top, right - left, height), part="curve")


def _line(
    ground: Ground, parts: Parts, keys: Sequence[int], at: int, k: int, series: Series
) -> list[Item]:
    """What a step shows of one line: the stretches that end in it."""
    own = parts[keys[at]].heights[k]
    before = _before(parts, keys, at, k)
    around = [*before, *own, _after(parts, keys, at, k)]
    start = len(before)
    runs: list[list[int]] = []
    for i in range(max(start, 1), start + len(own)):
        if around[i] is None or around[i - 1] is None:
            continue
        if runs and runs[-1][-1] == i - 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    hero = _is_hero(series, k)
    return [item for run in runs for item in _stretch(ground, around, run, series, hero)]


def _before(parts: Parts, keys: Sequence[int], at: int, k: int) -> list[Point | None]:
    """Up to two points before a step's first, none beyond a gap."""
    found: list[Point | None] = []
    for key in reversed(keys[:at]):
        for point in reversed(parts[key].heights[k]):
            if point is None or len(found) == 2:
                return found[::-1]
            found.append(point)
        if len(found) == 2:
            break
    return found[::-1]


def _after(parts: Parts, keys: Sequence[int], at: int, k: int) -> Point | None:
    for key in keys[at + 1 :]:
        row = parts[key].heights[k]
        if row:
            return row[0]
    return None


def _stretch(
    ground: Ground, around: Sequence[Point | None], run: Sequence[int], series: Series, hero: bool
) -> Iterator[Shape]:
    mirror = ground.frame.x
    segments: list[Segment] = []
    points: list[Point] = []
    for i in run:
        a, b = around[i - 1], around[i]
        assert a is not None
        assert b is not None
        if not points:
            points.append(a)
        points.append(b)
        far = around[i + 1] if i + 1 < len(around) else None
        segments.append(bend(around[i - 2] if i >= 2 else None, a, b, far))
    outline = _mirrored(ground.frame, (Segment(Verb.MOVE, points[0]), *segments))
    if hero:
        shown = [(mirror(x), y) for x, y in points]
        yield Shape(closed_to(outline, shown, ground.base), fill=series.role, opacity=_FILL)
    yield Shape(
        outline,
        stroke=series.role,
        stroke_width=series.width,
        dash=series.dash,
        opacity=0.6 if series.before else 1.0,
    )


def _mirrored(frame: Frame, outline: Outline) -> Outline:
    if not frame.rtl:
        return outline
    return tuple(
        Segment(verb, tuple(frame.x(n) if i % 2 == 0 else n for i, n in enumerate(points)))
        for verb, points in outline
    )
