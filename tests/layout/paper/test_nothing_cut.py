"""No card is ever cut, split or overprinted: whatever the map, the paper, the parts and the view, on every page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from journeyeditor.layout.drawing import Glyphs, Group, Rect, groups, walk
from journeyeditor.layout.pages import Page, PageMode, PageOptions, Part, Poster
from journeyeditor.layout.sheets import MM, Orientation, parse_sheet
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card
from journeyeditor.model.saved_views import SavedView, saved_views, with_views
from tests.support.maps import generated_document
from tests.support.printed import DATE, cards, ink, overlapping, pages_of, parts, running, within

PAPERS = ("A5", "A4", "A3", "A0", "Letter", "ARCH D", "300x200mm", "200x900mm", "60x80mm", "map")
WALLS = frozenset({"A4", "A3", "A0", "Letter", "ARCH D", "300x200mm"})
PIECES = ("lane", "label", "stage", "step", "card")
"""What of a map stands in rectangles of its own; of each kind none may lie over another."""


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Maps of both directions with cards over several steps, lanes hidden and collapsed, and a saved view."""
    count, stages, steps = (
        draw(st.integers(0, 30)),
        draw(st.integers(1, 5)),
        draw(st.integers(1, 3)),
    )
    document = running(generated_document(count, stages, steps), draw(st.booleans()))
    shown = document.maps[0]
    lanes = document.lanes(shown.id)
    ways = draw(
        st.lists(
            st.sampled_from(["", "", "hidden", "collapsed"]),
            min_size=len(lanes),
            max_size=len(lanes),
        )
    )
    changed = {
        lane.id: replace(lane, hidden=way == "hidden", collapsed=way == "collapsed")
        for lane, way in zip(lanes, ways, strict=True)
    }
    places = {step.id: i for i, step in enumerate(document.map_steps(shown.id))}
    most = draw(st.integers(1, 4))
    spans = {
        card.id: replace(card, span=min(1 + i % most, len(places) - places[card.step]))
        for i, card in enumerate(document.all(Card))
    }
    hidden = draw(st.lists(st.sampled_from([lane.id for lane in lanes]), unique=True, max_size=3))
    folded = draw(st.lists(st.sampled_from([lane.id for lane in lanes]), unique=True, max_size=2))
    view = SavedView("v", "View", shown.id, tuple(hidden), tuple(folded), shown.personas[:1])
    return document.replaced({**changed, **spans, "document": with_views(document.info, [view])})


posters = st.builds(
    Poster, st.floats(0, 30).map(lambda length: length * MM), st.sampled_from([None, 0.5, 1.6]),
    st.none() | st.integers(1, 4), st.none() | st.integers(1, 3),
)  # fmt: skip


@st.composite
def papers(draw: st.DrawFn) -> PageOptions:
    mode = draw(st.sampled_from(PageMode))
    names = [name for name in PAPERS if mode is not PageMode.POSTER or name in WALLS]
    return PageOptions(
        parse_sheet(draw(st.sampled_from(names))), draw(st.sampled_from(Orientation)), mode,
        margin=draw(st.sampled_from([3.0, 5.0, 10.0, 20.0])) * MM,
        min_text=draw(st.sampled_from([4.0, 6.0, 9.0])), date=DATE,
        parts=tuple(draw(st.permutations([*Part]))[: draw(st.integers(1, len(Part)))]),
        poster=draw(posters), view=draw(st.sampled_from(["", "v"])),
        save_ink=draw(st.booleans()), titles=draw(st.booleans()),
    )  # fmt: skip


# Shrinking a document that fails takes minutes; what fails is told without it.
@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(documents(), papers())
def test_every_rectangle_on_every_page_is_whole_and_apart(
    document: Document, options: PageOptions
) -> None:
    pages = pages_of(document, options)
    seen: set[str] = set()
    for page in pages:
        sheet = Rect(0, 0, page.width, page.height)
        assert all(within(rect, sheet, 0.5) for rect in inks(page)), page.part
        for picture in pictures(page):
            found = cards(picture)
            seen |= {key for key, _rect in found} if page.part is Part.MAP else set()
            area = sheet if picture is page else Rect(0, 0, picture.width, picture.height)
            for piece in PIECES:
                rects = [rect for _key, rect in found] if piece == "card" else of(picture, piece)
                # Lanes and heads have room for their outlines.
                slack = 0.01 if piece == "card" else 2.0
                assert all(within(rect, area, slack) for rect in rects), (piece, page.part)
                assert not overlapping([rect.grown(0.01 - slack) for rect in rects]), piece
    wanted = visible(document, options.view) if Part.MAP in options.parts else set()
    assert seen == wanted


def of(page: Page, piece: str) -> list[Rect]:
    return [rect for group, rect in parts(page, piece) if group.entity]


def pictures(page: Page) -> Iterator[Page]:
    """The page itself, or the whole poster that a sheet shows a window of: there its cards are whole."""
    tiles = [group for group, _spot in groups(page.group) if group.part == "tile"]
    if not tiles:
        yield page
    for tile in tiles:
        (whole,) = tile.items
        assert isinstance(whole, Group)
        yield replace(page, group=whole, width=whole.bounds.w, height=whole.bounds.h)


def inks(page: Page) -> Iterator[Rect]:
    """The texts that are no part of a poster's picture, which sheets show windows of."""
    cut = [group for group, _spot in groups(page.group) if group.part == "tile"]
    hidden = {id(leaf) for tile in cut for leaf, _spot in walk(tile)}
    for leaf, spot in walk(page.group):
        if isinstance(leaf, Glyphs) and leaf.text.strip() and id(leaf) not in hidden:
            yield ink(leaf, spot)


def visible(document: Document, view_id: str) -> set[str]:
    """The cards of lanes that are neither hidden nor collapsed, in the map as it is or in the view."""
    shown = document.maps[0]
    (view,) = saved_views(document)
    return {
        card.id
        for lane in document.lanes(shown.id)
        for card in document.cards(lane.id)
        if not (
            lane.id in (*view.lanes_hidden, *view.lanes_collapsed)
            if view_id
            else lane.hidden or lane.collapsed
        )
    }
