"""Paper shows what the screen shows: lanes of every kind hidden, collapsed or open, and the persons chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from journeyeditor.layout.drawing import Glyphs, Group, Shape, groups, walk
from journeyeditor.layout.pages import PageMode, PageOptions, Part
from journeyeditor.layout.sheets import parse_sheet
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Lane, LaneKind
from journeyeditor.model.saved_views import SavedView, with_views
from tests.support.kinds import every_kind
from tests.support.paper import map_layout
from tests.support.printed import DATE, pages_of

DOCUMENT = every_kind()
MAP = DOCUMENT.maps[0]
PARTS = frozenset(
    {"lane", "label", "card", "measure", "count", "channels", "stage", "step", "curve"}
)
WAYS = ("hidden", "collapsed")
Seen = tuple[frozenset[tuple[str, str]], frozenset[str], frozenset[str | None]]


def seen(*pictures: Group) -> Seen:
    """What pictures show of a map: parts with what they are of, the words in the parts, and the colours of lines."""
    shown = [g for picture in pictures for g, _spot in groups(picture) if g.part in PARTS]
    return (
        frozenset((group.part, group.entity or "") for group in shown),
        frozenset(text for group in shown for text in words(group)),
        frozenset(
            leaf.stroke for group in shown for leaf, _spot in walk(group) if isinstance(leaf, Shape)
        ),
    )


def words(group: Group) -> Iterator[str]:
    return (leaf.text.strip() for leaf, _spot in walk(group) if isinstance(leaf, Glyphs))


def on_screen(document: Document) -> Seen:
    return seen(map_layout().place(document, MAP.id).picture())


def on_paper(document: Document, mode: PageMode, view: str = "") -> Seen:
    options = PageOptions(
        parse_sheet("A3"), pages=mode, date=DATE, parts=(Part.MAP, Part.LEGEND), view=view
    )
    pages = [page for page in pages_of(document, options) if page.part is Part.MAP]
    return seen(*(g for page in pages for g, _spot in groups(page.group) if g.part == "map"))


def every_other(first: int) -> list[Lane]:
    """Every second lane of the map, which has one of each kind."""
    lanes = DOCUMENT.lanes(MAP.id)
    assert {lane.kind for lane in lanes} == set(LaneKind)
    return [*lanes[first::2]]


def with_lanes(lanes: list[Lane], way: str) -> Document:
    """The document with these lanes hidden or collapsed."""
    hidden, collapsed = way == "hidden", way == "collapsed"
    changed = {lane.id: replace(lane, hidden=hidden, collapsed=collapsed) for lane in lanes}
    return DOCUMENT.replaced(changed)


def cards_of(lanes: list[Lane]) -> set[str]:
    return {card.id for lane in lanes for card in DOCUMENT.cards(lane.id)}


def viewed(view: SavedView) -> Document:
    return DOCUMENT.replaced({"document": with_views(DOCUMENT.info, [view])})


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("mode", PageMode)
def test_lanes_of_every_kind_print_as_the_screen_shows_them(
    first: int, way: str, mode: PageMode
) -> None:
    lanes = every_other(first)
    document = with_lanes(lanes, way)
    screen = on_screen(document)
    assert on_paper(document, mode) == screen
    keys = {key for _part, key in screen[0]}
    assert bool(keys & {lane.id for lane in lanes}) is (way != "hidden")
    assert not keys & cards_of(lanes)
    assert keys & cards_of(every_other(1 - first))


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("mode", PageMode)
def test_a_view_of_the_lanes_prints_as_the_screen_shows_them(
    first: int, way: str, mode: PageMode
) -> None:
    lanes = every_other(first)
    hidden, collapsed = [tuple(lane.id for lane in lanes if way == one) for one in WAYS]
    document = viewed(SavedView("v", "View", MAP.id, hidden, collapsed, MAP.personas))
    assert on_paper(document, mode, "v") == on_screen(with_lanes(lanes, way))


@pytest.mark.parametrize("personas", [MAP.personas[:1], MAP.personas[1:], ()])
@pytest.mark.parametrize("mode", PageMode)
def test_a_view_of_the_persons_prints_as_the_screen_shows_them(
    personas: tuple[str, ...], mode: PageMode
) -> None:
    document = viewed(SavedView("v", "View", MAP.id, personas=personas))
    screen = on_screen(DOCUMENT.replaced({MAP.id: replace(MAP, personas=personas)}))
    paper = on_paper(document, mode, "v")
    assert paper == screen
    assert (paper == on_screen(DOCUMENT)) is False


@pytest.mark.parametrize("kind", LaneKind)
def test_a_lane_of_each_kind_prints_as_the_screen_shows_it(kind: LaneKind) -> None:
    """By itself hidden or collapsed, as it is and through a view."""
    (lane,) = [lane for lane in DOCUMENT.lanes(MAP.id) if lane.kind is kind]
    for way in WAYS:
        screen = on_screen(with_lanes([lane], way))
        assert on_paper(with_lanes([lane], way), PageMode.ONE) == screen
        hidden, collapsed = [(lane.id,) if way == one else () for one in WAYS]
        document = viewed(SavedView("v", "View", MAP.id, hidden, collapsed, MAP.personas))
        assert on_paper(document, PageMode.ONE, "v") == screen
        shown = {key for part, key in screen[0] if part == "lane"}
        assert (lane.id in shown) is (way != "hidden")
        assert not {key for _part, key in screen[0]} & cards_of([lane])
