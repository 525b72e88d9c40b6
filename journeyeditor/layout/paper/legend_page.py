"""The legend as a page of its own, where it does not stand at the foot of the maps' pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeyeditor.layout.drawing import Group, Rect, Tag
from journeyeditor.layout.furniture import ROW
from journeyeditor.layout.legend import Key, legend_groups
from journeyeditor.layout.paper.body import Body, make_body
from journeyeditor.layout.paper.flow import (
    BODY,
    HEADING,
    SUBHEADING,
    Block,
    Row,
    Type,
    even_height,
    fill,
)
from journeyeditor.layout.paper.job import Draft, Job
from journeyeditor.layout.paper.options import Part
from journeyeditor.model.entities import Map
from journeyeditor.model.messages import N_

TITLE = N_("Legend")
TITLE_OF = N_("Legend: {map}")

_MARK, _ROW = 40.0, 21.0
_SCALE = 1.25
_BETWEEN, _BELOW_HEADING = 30.0, 14.0
_WIDEST = 260.0

_Groups = list[tuple[str, list[Key]]]


def legend_pages(job: Job) -> Iterator[Draft]:
    """The legend of the maps where it has a page: one for maps that say the same, else one for each."""
    if job.options.legend_below:
        return
    told: list[tuple[Map, _Groups]] = []
    for key in job.maps:
        shown = job.document.one(Map, key)
        groups = legend_groups(job.strip(1e9, shown), job.document, shown, job.layout.icons)
        if groups and groups not in [known for _map, known in told]:
            told.append((shown, groups))
    for shown, groups in told:
        yield from _pages(job, shown, groups, alone=len(told) == 1)


def _pages(job: Job, shown: Map, groups: _Groups, alone: bool) -> Iterator[Draft]:
    body = make_body(job, Part.LEGEND, None if alone else shown)
    title = words = body.type.say(TITLE)
    if not alone:
        title, words = body.about(TITLE_OF, shown)
    heading, end = body.heading(body.type.text(words, HEADING, role="H1"))
    top = end + _BELOW_HEADING
    count = max(int((body.width + _BETWEEN) / (_WIDEST + _BETWEEN)), 1)
    width = (body.width - _BETWEEN * (count - 1)) / count
    blocks = _blocks(body.type.narrow(width), groups)
    first = even_height(blocks, body.height - top, count, width)
    columns = fill(
        blocks, lambda i: first if i < count else body.height, width, body.type.strip.language
    )
    for start in range(0, len(columns), count):
        down = 0.0 if start else top
        items = [
            Group(column, Rect(0, 0, width, body.height), _x(body, i, width), down)
            for i, column in enumerate(columns[start : start + count])
        ]
        outline = () if start else ((title, 0),)
        yield body.page_of((*(() if start else heading), *items), outline)


def _x(body: Body, column: int, width: float) -> float:
    return body.type.strip.x(column * (width + _BETWEEN), width)


def _blocks(column: Type, groups: _Groups) -> list[Block]:
    """Each group as a heading and a list."""
    blocks: list[Block] = []
    for title, keys in groups:
        head = column.text(column.say(title), SUBHEADING, gap=18, role="H2", keep=True)
        blocks += [head, _list(column, keys)]
    return blocks


def _list(column: Type, keys: Sequence[Key]) -> Block:
    rows: list[Row] = []
    for key in keys:
        rows += _entry(column, key)
    return Block(tuple(rows), 6.0, tag=Tag("L"))


def _entry(column: Type, key: Key) -> Iterator[Row]:
    """A mark and what it means, which may take more than one line."""
    lines = column.rows(key.text, BODY, "ink", _MARK)
    high = ROW * _SCALE
    mark = Group(
        key.mark, Rect(0, 0, key.width, ROW),
        column.strip.x(0, key.width * _SCALE), (_ROW - high) / 2, _SCALE,
    )  # fmt: skip
    down = max((_ROW - lines[0].height) / 2, 0.0) if lines else 0.0
    items: list[Group] = []
    for line in lines:
        items.append(Group(line.items, Rect(0, 0, column.width, line.height), 0, down))
        down += line.height
    bounds = Rect(0, 0, column.width, max(_ROW, down))
    yield Row((Group((mark, *items), bounds, tag=Tag("LI")),), bounds.h)
