"""The page of the curve alone, large, with its highs and lows named by their touchpoints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from journeyeditor.layout.curve import drawn_series, series_in
from journeyeditor.layout.drawing import (
    Group,
    Item,
    Rect,
    Segment,
    Shape,
    Spot,
    Tag,
    Told,
    Verb,
    groups,
)
from journeyeditor.layout.fonts import Style
from journeyeditor.layout.frame import View
from journeyeditor.layout.heads import ANYBODY
from journeyeditor.layout.metrics import EDGE, FACE_RADIUS, LABEL_WIDTH, SMALL, SMALL_BOLD
from journeyeditor.layout.paper.body import Body, make_body
from journeyeditor.layout.paper.continuing import crossings
from journeyeditor.layout.paper.extremes import Extreme, extremes, spread, strongest
from journeyeditor.layout.paper.flow import HEADING, NOTE, Row, Type, lowered
from journeyeditor.layout.paper.job import Draft, Job
from journeyeditor.layout.paper.options import Part
from journeyeditor.layout.paper.redraw import untagged
from journeyeditor.layout.partition import partition
from journeyeditor.layout.placed import CurvePoint, PlacedMap
from journeyeditor.model import scale as scales
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Lane, LaneKind, Layer, Map, Persona
from journeyeditor.model.messages import N_

TITLE = N_("Curve: {map}")
STRONGEST = N_("Of the highs and lows, the {count} strongest are named.")
FEELS = N_("{persona}: {level}")

_NARROWEST, _WIDEST = 112.0, 260.0
_LABEL, _LEAST_LABEL = 130.0, 84.0
_BETWEEN = 10.0
_RAIL_GAP = 12.0
_LEADER = 6.0
# What rounding may add to a width.
_HAIR = 0.01
# How far beside a point others stand whose leaders would run through it, and how far beyond.
_ASIDE, _BEYOND = 9.0, 6.0
# The lane is as high as the page has room for, up to this, or this share of its width where that is more; a larger
# one in a room that is higher than wide.
_MOST_HEIGHT, _MOST_SHARE, _TALL_SHARE = 460.0, 0.45, 0.8


def curve_pages(job: Job) -> Iterator[Draft]:
    """The curve of each emotion lane that has ratings, over as many pages as its stages need to be legible."""
    for key in job.maps:
        shown = job.document.one(Map, key)
        for lane in job.document.lanes(key):
            if lane.kind is LaneKind.EMOTION and not lane.hidden and _rated(job.document, lane):
                yield from _of_lane(job, shown, lane)


def _rated(document: Document, lane: Lane) -> bool:
    shown = document.one(Map, lane.map)
    people = {(s.persona, s.layer) for s in series_in(lane, drawn_series(document, shown))}
    lanes = [x for x in document.lanes(lane.map) if x.kind is LaneKind.TOUCHPOINT and not x.hidden]
    return any(
        rating.value is not None and (rating.persona, rating.layer) in people
        for touchpoints in lanes
        for card in document.cards(touchpoints.id)
        for rating in document.ratings(card.id)
    )


def _of_lane(job: Job, shown: Map, lane: Lane) -> Iterator[Draft]:
    body = make_body(job, Part.CURVE, shown)
    title, words = body.about(TITLE, shown)
    heading, end = body.heading(body.type.text(words, HEADING, role="H1"))
    groups = [*_stage_groups(job, shown, body)]
    rooms = [
        Rect(0, above, body.width, body.height - above)
        for above in (end + 10, *[0.0] * (len(groups) - 1))
    ]
    drawings = [
        _Drawing(body, shown, lane, stages, room)
        for stages, room in zip(groups, rooms, strict=True)
    ]
    # One scale for all pages; the first has the least height.
    scale = min([drawings[0].tallest_scale(), *(one.widest_scale for one in drawings)])
    for i, drawing in enumerate(drawings):
        items = tuple(drawing.items(scale, centred=len(drawings) == 1))
        yield body.page_of((*heading, *items) if i == 0 else items, ((title, 0),) if i == 0 else ())


def _stage_groups(job: Job, shown: Map, body: Body) -> Iterator[tuple[str, ...]]:
    """The stages of each page: all of them where that is legible."""
    keys = [stage.id for stage in job.document.stages(shown.id)]
    widths = [len(job.document.steps(key)) * _NARROWEST for key in keys]
    least = min(job.options.min_text / (SMALL.size * body.k), 1.0)
    ends = partition(widths, max(body.width / least - LABEL_WIDTH - EDGE, 1.0), 0.0)
    start = 0
    for end in ends:
        yield tuple(keys[start:end])
        start = end


@dataclass(frozen=True, slots=True)
class _Label:
    """The name of a high or low as lines, with its width and height."""

    extreme: Extreme
    rows: tuple[Row, ...]
    width: float

    @property
    def height(self) -> float:
        return sum(row.height for row in self.rows)


class _Drawing:
    """The curve of some stages in a room of a page."""

    def __init__(
        self, body: Body, shown: Map, lane: Lane, stages: tuple[str, ...], room: Rect
    ) -> None:
        self._body = body
        self._map = shown
        self._lane = lane
        self._stages = stages
        self._room = room
        document = body.job.document
        self._steps = max(sum(len(document.steps(key)) for key in stages), 1)
        self._step = self._wide(self.widest_scale)
        self._document = document
        self._people = len({s.persona for s in drawn_series(document, shown)})

    @property
    def widest_scale(self) -> float:
        """The scale at which the stages fill the room's width, their steps as narrow as is legible."""
        return min(1.0, self._room.w / (LABEL_WIDTH + EDGE + self._steps * _NARROWEST))

    def tallest_scale(self) -> float:
        """The scale at which the lane fits into the room, as low as it can be, with the names around it."""
        first = self._place(None)
        labels, found = self._labels(first)
        note = self._note(len(labels), found)
        tall = note.bounds.h + 4 if note is not None else 0.0
        rails = self._rail(labels, True) + self._rail(labels, False)
        high = first.head_height + rails + first.lanes[0].block.height
        return min(self.widest_scale, (self._room.h - tall) / high)

    def _wide(self, scale: float) -> float:
        """How wide steps are that share out the room's width."""
        wide = ((self._room.w - _HAIR) / scale - LABEL_WIDTH - EDGE) / self._steps
        return min(max(wide, _NARROWEST), _WIDEST)

    def items(self, scale: float, *, centred: bool) -> Iterator[Item]:
        """The curve at this scale, smaller where it is too high even so, in the room's middle or from its start."""
        self._step = self._wide(scale)
        first = self._place(None)
        labels, found = self._labels(first)
        note = self._note(len(labels), found)
        tall = note.bounds.h + 4 if note is not None else 0.0
        high = self._rail(labels, True)
        low = self._rail(labels, False)
        natural = first.lanes[0].block.height
        room = (self._room.h - tall) / scale - first.head_height - high - low
        share = _TALL_SHARE if self._room.h > self._room.w else _MOST_SHARE
        most = max(_MOST_HEIGHT, first.width * share)
        placed = self._place(max(natural, min(room, most)))
        chosen, _found = self._labels(placed)
        drawn = self._picture(placed, chosen, high, low)
        scale = min(scale, (self._room.h - tall) / drawn.bounds.h)
        wide = drawn.bounds.w * scale
        left = (self._room.w - wide) / 2 if centred else self._body.type.strip.x(0.0, wide)
        if note is not None:
            yield replace(note, dy=self._room.y)
        yield replace(drawn, dx=left, dy=self._room.y + tall, scale=scale)

    def _note(self, named: int, found: int) -> Group | None:
        if named >= found:
            return None
        type_ = self._body.type
        return type_.group(type_.text(type_.say(STRONGEST, count=named), NOTE, "ink.quiet"))

    def _place(self, height: float | None) -> PlacedMap:
        """The lane laid out alone, its steps as wide as the page has room for and so high."""
        lane = replace(self._lane, collapsed=False, min_height=height, pinned=False)
        shown = replace(self._map, step_width=self._step)
        document = self._document.replaced({lane.id: lane, shown.id: shown})
        view = View(self._stages, (lane.id,))
        return self._body.job.layout.place(document, shown.id, view)

    def _labels(self, placed: PlacedMap) -> tuple[list[_Label], int]:
        """Labels of as many highs and lows as have room side by side, and how many there are."""
        plot = placed.lanes[0].block.plot
        scale = self._map.scale
        middle = plot.y(scales.goodness(scale, scales.neutral(scale))) if plot else 0.0
        points = [
            p for p in placed.lanes[0].block.points if p.value is not None and p.layer is Layer.NOW
        ]
        found = [
            _unhindered(one, points)
            for line in self._lines(placed)
            for one in extremes(line, middle)
        ]
        room = placed.width
        most = max(int((room + _BETWEEN) // (_LEAST_LABEL + _BETWEEN)), 1)
        labels: list[_Label] = []
        for high in (True, False):
            chosen = strongest([one for one in found if one.high is high], most)
            width = min(_LABEL, (room + _BETWEEN) / max(len(chosen), 1) - _BETWEEN)
            labels += [self._label(one, width) for one in chosen]
        distinct = {(one.point.card, one.high) for one in found}
        return labels, len(distinct)

    def _lines(self, placed: PlacedMap) -> Iterator[list[CurvePoint]]:
        """The points of each line of today, in reading order."""
        points = placed.lanes[0].block.points
        for persona in dict.fromkeys(p.persona for p in points):
            mine = [p for p in points if p.persona == persona and p.layer is Layer.NOW]
            yield sorted(mine, key=lambda p: -p.x if placed.rtl else p.x)

    def _label(self, one: Extreme, width: float) -> _Label:
        """The touchpoint's title and below it how it feels, centred by their common width."""
        type_ = self._body.type.narrow(width)
        point = one.point
        assert point.value is not None
        title = self._document.one(Card, point.card).title or "–"
        level = scales.named_value(self._map.scale, point.value, type_.strip.translate)
        if self._people > 1:
            persona = self._document.find(Persona, point.persona)
            name = persona.name if persona else type_.say(ANYBODY)
            level = type_.say(FEELS, persona=name, level=level)
        # No wider than its lines, so that it stands as near to its point as the others allow.
        used = min(_widest(type_, title, SMALL_BOLD, level) + _HAIR, width)
        type_ = type_.narrow(used)
        rows = (
            *_centred(type_, title, SMALL_BOLD, "ink"),
            *_centred(type_, level, SMALL, "ink.quiet"),
        )
        return _Label(one, rows, used)

    def _rail(self, labels: Sequence[_Label], high: bool) -> float:
        heights = [label.height for label in labels if label.extreme.high is high]
        return max(heights) + _RAIL_GAP + _LEADER if heights else 0.0

    def _picture(
        self, placed: PlacedMap, labels: Sequence[_Label], high: float, low: float
    ) -> Group:
        """Heads, the names of the highs, the lane, the names of the lows."""
        block = placed.lanes[0].block
        y = placed.head_height + high
        items: list[Item] = [untagged(placed.corner), untagged(placed.head)]
        for group in (block.body, block.label):
            bounds = group.bounds.moved(group.dx, group.dy)
            items.append(Group((untagged(group),), bounds, 0, y))
        items += crossings(placed, Spot(0, y - placed.lanes[0].y))
        for up in (True, False):
            chosen = [label for label in labels if label.extreme.high is up]
            items += self._named(placed, chosen, y, y + block.height, up)
        bounds = Rect(0, 0, placed.width, y + block.height + low)
        return Group(
            tuple(items), bounds, part="curve-page", tag=Tag("Figure", alt=_alt(block.body)),
            language=self._body.type.strip.language,
        )  # fmt: skip

    def _named(
        self, placed: PlacedMap, labels: Sequence[_Label], top: float, bottom: float, up: bool
    ) -> Iterator[Item]:
        ordered = sorted(labels, key=lambda label: label.extreme.point.x)
        centres = [label.extreme.point.x for label in ordered]
        lefts = spread(centres, [label.width for label in ordered], placed.width, _BETWEEN)
        for label, left in zip(ordered, lefts, strict=True):
            y = top - _LEADER - label.height if up else bottom + _LEADER
            point = label.extreme.point
            middle = left + label.width / 2
            edge, clear = (
                (top - _LEADER + 2, -FACE_RADIUS - 3)
                if up
                else (bottom + _LEADER - 2, FACE_RADIUS + 3)
            )
            ends = (middle, edge), (point.x, top + point.y + clear)
            line = (Segment(Verb.MOVE, ends[0]), Segment(Verb.LINE, ends[1]))
            yield Shape(line, stroke="ink.quiet", stroke_width=0.6, opacity=0.7)
            items: list[Item] = []
            down = 0.0
            for row in label.rows:
                items += [lowered(item, down) for item in row.items]
                down += row.height
            yield Group(
                tuple(items), Rect(0, 0, label.width, label.height), left, y, part="extreme"
            )


def _unhindered(one: Extreme, points: Sequence[CurvePoint]) -> Extreme:
    """The extreme, named on the other side of the curve where its leader would run through a rating of somebody else
    and does not there."""
    near = [p.y - one.point.y for p in points if abs(p.x - one.point.x) < _ASIDE]
    above, below = any(dy < -_BEYOND for dy in near), any(dy > _BEYOND for dy in near)
    blocked, free = (above, not below) if one.high else (below, not above)
    return replace(one, high=not one.high) if blocked and free else one


def _widest(type_: Type, title: str, style: Style, level: str) -> float:
    """How wide the longest line is of both texts in a column."""
    strip = type_.strip
    return max(
        strip.engine.wrap(text, shown, type_.width, strip.language).width
        for text, shown in ((title, style), (level, SMALL))
    )


def _centred(type_: Type, text: str, style: Style, colour: str) -> Iterator[Row]:
    strip = type_.strip
    paragraph = strip.engine.wrap(
        text, style, type_.width, strip.language, align="center", colour=colour
    )
    leading = paragraph.height / max(len(paragraph.lines), 1)
    for i, line in enumerate(paragraph.lines):
        yield Row(tuple(run.moved(0, -i * leading) for run in line.runs), leading)


def _alt(body: Group) -> str | Told:
    """The words of the curve in a lane's picture."""
    found = (
        group.tag.alt for group, _spot in groups(body) if group.tag and group.tag.role == "Figure"
    )
    return next(found, "")
