"""A map as a table for paper: a row of stages, a row of steps and a row for each lane, cell by cell.

The order of painting is the order of reading, and readers who can't see the map get a regular table: every row
has a heading or an empty cell at its beginning and then as many columns as there are steps. Cards that cover
several steps stand in the cell of their first, which goes over the others where nothing stands in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from journeyeditor.layout.drawing import ARTIFACT, Group, Item, Rect, Tag

if TYPE_CHECKING:
    from journeyeditor.layout.placed import Column, PlacedHead, PlacedLane, PlacedMap

CELLS = "cells"
"""The part of a map that holds cards and is kept by painters while the cards stand."""

_STAGES, _STEPS = "stages", "steps"
_FIGURE = "Figure"
_LIST = Tag("L", key="cards")


def map_table(placed: PlacedMap) -> Group:
    """The whole map as one group, in the map's coordinates: a section with the table and the arrows."""
    bounds = Rect(0, 0, placed.width, placed.height)
    rows = (*_head_rows(placed), *(_lane_row(placed, lane) for lane in placed.lanes))
    table = Group((placed.corner, *rows), bounds, tag=Tag("Table", key=placed.map))
    return Group((table, placed.arrows), bounds, tag=Tag("Sect", key=placed.map))


def _head_rows(placed: PlacedMap) -> Iterator[Group]:
    for name, heads in ((_STAGES, placed.stages), (_STEPS, placed.steps)):
        if heads:
            yield _head_row(placed, name, heads)


def _head_row(placed: PlacedMap, name: str, heads: Iterable[PlacedHead]) -> Group:
    groups = tuple(head.group for head in heads if head.group)
    corner = Rect(placed.label_x, 0, placed.label_w, placed.head_height)
    first = Group((), corner, tag=Tag("TD", key=name))
    return Group((first, *groups), placed.head.bounds, tag=Tag("TR", key=name), part="head")


def _lane_row(placed: PlacedMap, lane: PlacedLane) -> Group:
    """The lane's band, its label and its cells."""
    block = lane.block
    ground: list[Item] = []
    inside: list[Group] = []
    for item in block.body.items:
        if not isinstance(item, Group) or item.tag is ARTIFACT:
            ground.append(item)
        elif item.part != CELLS:
            inside.append(item)
    cells = _cells(placed, lane, inside)
    tag = Tag("TR", key=block.id, title=block.label.tag.title if block.label.tag else "")
    body = replace(block.body, items=(*ground, block.label, *cells), tag=tag)
    return replace(body, dy=body.dy + lane.y)


def _cells(placed: PlacedMap, lane: PlacedLane, inside: list[Group]) -> list[Group]:
    """A cell for each column, or one over all of them where the lane shows one thing, or nothing, for all."""
    block = lane.block
    count = len(placed.columns)
    whole = [group for group in inside if group.tag is not None and group.tag.role == _FIGURE]
    if whole or (block.row is None and not inside):
        key = f"{block.id} {placed.columns[0].step}" if count else block.id
        tag = Tag("TD", span=max(count, 1), key=key)
        return [Group(tuple(whole), _strip(placed, block.height), part=CELLS, tag=tag)]
    held: list[list[Group]] = [[] for _ in placed.columns]
    cards: list[list[Group]] = [[] for _ in placed.columns]
    ends: dict[int, int] = {}
    for group in inside:
        first, last = _covered(placed, group)
        held[first].append(group)
        ends[first] = min(last, ends.get(first, last))
    for card in block.cards:
        cards[card.first].append(card.group)
        ends[card.first] = min(card.last, ends.get(card.first, card.last))
    return [
        _cell(lane, placed.columns[i], span, held[i], cards[i]) for i, span in _spans(ends, count)
    ]


def _spans(ends: Mapping[int, int], count: int) -> Iterator[tuple[int, int]]:
    """The first column of each cell of a row, and over how many it goes: as far as all that begins in it reaches
    (`ends`), but not into a column where something else begins."""
    index = 0
    while index < count:
        taken = (i for i in range(index + 1, ends.get(index, index) + 1) if i in ends)
        after = next(taken, ends.get(index, index) + 1)
        yield index, after - index
        index = after


def _cell(
    lane: PlacedLane, column: Column, span: int, held: list[Group], cards: list[Group]
) -> Group:
    block = lane.block
    bounds = Rect(column.x, 0, column.w, block.height)
    for group in (*held, *cards):
        bounds = bounds.united(group.bounds.moved(group.dx, group.dy))
    items = (*held, *cards)
    if len(cards) > 1:
        items = (*held, Group(tuple(cards), bounds, tag=_LIST))
    tag = Tag("TD", span=span, key=f"{block.id} {column.step}")
    return Group(items, bounds, part=CELLS, tag=tag)


def _strip(placed: PlacedMap, height: float) -> Rect:
    """The whole width that the columns take in a lane."""
    if not placed.columns:
        return Rect(0, 0, placed.width, height)
    left = min(column.x for column in placed.columns)
    right = max(column.right for column in placed.columns)
    return Rect(left, 0, right - left, height)


def _covered(placed: PlacedMap, group: Group) -> tuple[int, int]:
    """The first and the last column, in reading order, of what a group covers."""
    left, right = group.dx + group.bounds.x + 2, group.dx + group.bounds.right - 2
    first, last = (right, left) if placed.rtl else (left, right)
    begin, end = placed.column_at(first), placed.column_at(last)
    start = begin.index if begin else 0
    return start, max(start, end.index) if end else start
