"""The legend: at the foot of the map's pages right after the map, a page of its own anywhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journeyeditor.layout.drawing import Glyphs, Group, groups, walk
from journeyeditor.layout.furniture import Strip
from journeyeditor.layout.legend import legend
from journeyeditor.layout.pages import Page, PageMode, PageOptions, Part, left_out
from journeyeditor.layout.sheets import Orientation, parse_sheet
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Lane
from journeyeditor.model.messages import untranslated
from tests.support.exports import sample_document
from tests.support.maps import generated_document
from tests.support.paper import engine, map_layout
from tests.support.printed import DATE, overlapping, pages_of, parts, printable, running, runs, said

ENTRIES = (
    "Frustrated −2", "Delighted 2", "Persona 1", "Persona 2", "Website", "assumption", "partly backed",
    "backed by research", "moment of truth",
)  # fmt: skip


def composed(document: Document, *chosen: Part, mode: PageMode = PageMode.STAGES) -> list[Page]:
    options = PageOptions(parse_sheet("A4"), pages=mode, date=DATE, parts=chosen)
    return [*pages_of(document, options)]


@pytest.mark.parametrize("mode", PageMode)
def test_right_after_the_map_it_is_the_foot_of_all_its_pages(mode: PageMode) -> None:
    pages = composed(generated_document(40), Part.MAP, Part.LEGEND, Part.PERSONA, mode=mode)
    assert Part.LEGEND not in {page.part for page in pages}
    maps = [page for page in pages if page.part is Part.MAP]
    # A poster begins with the page that shows how its sheets go together.
    assert [len(parts(page, "legend")) > 0 for page in maps] == [
        mode is not PageMode.POSTER or bool(parts(page, "tile")) for page in maps
    ]


@pytest.mark.parametrize(
    "order",
    [
        (Part.LEGEND, Part.MAP),
        (Part.MAP, Part.PERSONA, Part.LEGEND),
        (Part.LEGEND,),
        (Part.COVER, Part.LEGEND, Part.BLANK),
    ],
)
def test_anywhere_else_it_is_a_page_there(order: tuple[Part, ...]) -> None:
    pages = composed(generated_document(40), *order)
    assert list(dict.fromkeys(page.part for page in pages)) == list(order)
    (page,) = [page for page in pages if page.part is Part.LEGEND]
    words = said(page)
    for entry in (*ENTRIES, "Feelings", "Channels", "Evidence"):
        assert entry in words.replace("− ", "−")
    assert not any(parts(other, "legend") for other in pages if other.part is not Part.LEGEND)


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("paper", ["A5", "A4", "A0"])
@pytest.mark.parametrize("lies", [Orientation.PORTRAIT, Orientation.LANDSCAPE])
def test_its_entries_stand_within_the_page_and_apart(
    rtl: bool, paper: str, lies: Orientation
) -> None:
    document = running(generated_document(40), rtl)
    options = PageOptions(parse_sheet(paper), lies, date=DATE, parts=(Part.LEGEND,))
    for page in pages_of(document, options):
        ((room, where),) = parts(page, str(Part.LEGEND))
        area = printable(page, options.margin)
        assert where.x >= area.x - 0.01 and where.right <= area.right + 0.01
        inks = [*runs(room)]
        assert len(inks) > len(ENTRIES)
        assert not overlapping(inks)


def test_readers_hear_headings_and_lists() -> None:
    (page,) = composed(generated_document(40), Part.LEGEND)
    roles = [group.tag.role for group, _spot in groups(page.group) if group.tag]
    assert roles[:3] == ["Artifact", "Sect", "H1"]
    assert roles.count("L") == roles.count("H2") > 2
    entries = [g for g, _spot in groups(page.group) if g.tag and g.tag.role == "LI"]
    assert len(entries) > len(ENTRIES)
    assert all(any(isinstance(leaf, Glyphs) for leaf, _ in walk(entry)) for entry in entries)


def test_maps_that_say_the_same_share_a_page_and_others_have_one_each() -> None:
    document = sample_document("first-e-bike")
    first, second = document.maps
    pages = composed(document, Part.LEGEND)
    assert len(pages) == 2
    assert f"Legend: {first.title}" in said(pages[0])
    assert f"Legend: {second.title}" in said(pages[1])
    alone = document.replaced({second.id: None})
    assert "Legend:" not in said(*composed(alone, Part.LEGEND))


def test_quotes_on_cards_are_explained_where_there_are_any() -> None:
    (page,) = composed(sample_document("moving-flat-blueprint"), Part.LEGEND)
    assert "number of quotes" in said(page)
    (page,) = composed(generated_document(40), Part.LEGEND)
    assert "number of quotes" not in said(page)


def test_a_map_that_needs_no_legend_has_no_page_for_it_and_that_is_said() -> None:
    document = generated_document(0)
    hidden = {lane.id: replace(lane, hidden=True) for lane in document.all(Lane)}
    options = PageOptions(parts=(Part.LEGEND, Part.MAP), date=DATE)
    pages = pages_of(document.replaced(hidden), options)
    assert {page.part for page in pages} == {Part.MAP}
    assert [m.text() for m in left_out(pages, options)] == [
        "There is no page with the legend, because the maps show nothing that it explains."
    ]
    below = replace(options, parts=(Part.MAP, Part.LEGEND))
    assert left_out(pages_of(document.replaced(hidden), below), below) == ()


def test_no_row_at_the_foot_holds_what_was_left_over() -> None:
    document = sample_document("first-e-bike")
    spread = []
    for width in range(320, 900, 10):
        strip = Strip(engine(), untranslated, float(width), "en", rtl=False)
        drawn = legend(strip, document, document.maps[1], map_layout().icons)
        rows = row_lengths(drawn.group)
        assert max(rows) <= width
        if len(rows) > 1:
            spread.append(rows[-1] / max(rows))
    assert len(spread) > 30
    # Groups of entries stay in one row where they can, so that hardly ever all rows are as long.
    assert sum(share < 0.5 for share in spread) <= 3


def row_lengths(legend: Group) -> list[float]:
    ends: dict[float, float] = {}
    for entry in legend.items:
        assert isinstance(entry, Group)
        y = round(entry.bounds.y)
        ends[y] = max(ends.get(y, 0.0), entry.bounds.right)
    return [*ends.values()]
