"""Maps on paper: whole on one sheet, or split between stages and lanes, with nothing cut and nothing lost."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyeditor.layout.curve import series_style
from journeyeditor.layout.drawing import (
    Bookmark,
    Glyphs,
    Group,
    Picture,
    Rect,
    Shape,
    Spot,
    groups,
    walk,
)
from journeyeditor.layout.furniture import TITLE_HEIGHT
from journeyeditor.layout.metrics import SMALL
from journeyeditor.layout.pages import (
    LARGEST_SCALE,
    Page,
    PageMode,
    PageOptions,
    Part,
    compose,
    missing_characters,
    size_warnings,
)
from journeyeditor.layout.paper.job import furniture_scale
from journeyeditor.layout.partition import partition
from journeyeditor.layout.sheets import MM, SHEETS, Orientation, parse_sheet
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Image, Lane, LaneKind, Map, Scale, Stage, Step
from journeyeditor.model.frozen import FrozenMap
from journeyeditor.model.messages import untranslated
from tests.support.maps import generated_document
from tests.support.paper import map_layout
from tests.support.printed import (
    DATE,
    cards,
    overlapping,
    pages_of,
    parts,
    printable,
    running,
    runs,
    texts,
    within,
)

SPLIT = PageOptions(parse_sheet("A4"), pages=PageMode.STAGES, date=DATE)

PAPERS = st.sampled_from([s.name for s in SHEETS] + ["300x200mm", "200x900mm"])


def spanning(document: Document, most: int) -> Document:
    """The document with cards over several steps, as many as there are up to `most`."""
    places = {step.id: i for i, step in enumerate(document.map_steps(document.maps[0].id))}
    cards = sorted(document.all(Card), key=lambda card: card.id)
    spans = {
        card.id: replace(card, span=min(1 + i % most, len(places) - places[card.step]))
        for i, card in enumerate(cards)
    }
    return document.replaced(spans)


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 90), st.integers(1, 6), st.integers(1, 4), PAPERS,
    st.sampled_from(Orientation), st.sampled_from([PageMode.ONE, PageMode.STAGES]),
    st.sampled_from([4.0, 6.0, 9.0]), st.booleans(), st.integers(1, 5),
)  # fmt: skip
def test_every_card_is_whole_within_the_margins_and_apart_from_the_others(
    count: int, stages: int, steps: int, paper: str,
    orientation: Orientation, mode: PageMode, least: float, rtl: bool, wide: int,
) -> None:  # fmt: skip
    document = spanning(running(generated_document(count, stages, steps), rtl), wide)
    options = PageOptions(parse_sheet(paper), orientation, mode, min_text=least, date=DATE)
    pages = pages_of(document, options)
    seen: set[str] = set()
    for page in pages:
        area = printable(page, options.margin)
        found = cards(page)
        assert all(within(rect, area) for _card, rect in found)
        assert not overlapping([rect for _card, rect in found])
        for part in ("title", "map", "footer"):
            assert all(within(rect, area) for _group, rect in parts(page, part))
        assert not overlapping([r for p in ("title", "map", "footer") for _g, r in parts(page, p)])
        seen |= {card for card, _rect in found}
    assert seen == {card.id for card in document.all(Card)}


def test_one_page_is_one_page_with_the_whole_map() -> None:
    document = generated_document(120, 6, 3)
    (page,) = pages_of(document, PageOptions(parse_sheet("A4"), date=DATE))
    assert len(parts(page, "stage")) == 6
    assert len(parts(page, "step")) == 18


def test_a_small_map_is_not_blown_up() -> None:
    (page,) = pages_of(generated_document(2, 1, 1), PageOptions(parse_sheet("A0"), date=DATE))
    growth = furniture_scale(parse_sheet("A0"))
    assert 2 < growth < 2.5
    assert page.smallest_text == pytest.approx(SMALL.size * LARGEST_SCALE * growth)
    ((_group, rect),) = parts(page, "map")
    assert rect.x + rect.w / 2 == pytest.approx(page.width / 2)


def test_the_smallest_text_is_what_the_page_really_has() -> None:
    for page in pages_of(generated_document(60), SPLIT):
        ((placed, _rect),) = parts(page, "map")
        sizes = [leaf.size * s.scale for leaf, s in walk(placed) if isinstance(leaf, Glyphs)]
        assert min(sizes) == pytest.approx(page.smallest_text)


def test_a_map_too_dense_for_one_sheet_is_told_with_its_size() -> None:
    options = PageOptions(parse_sheet("A4"), date=DATE)
    pages = pages_of(generated_document(150, 6, 3), options)
    (warning,) = size_warnings(pages, options)
    assert f"{pages[0].smallest_text:.1f} pt" in warning.text()
    assert "A4" in warning.text()
    large = PageOptions(parse_sheet("A0"), date=DATE)
    assert size_warnings(pages_of(generated_document(12), large), large) == ()


def test_split_pages_keep_the_least_text() -> None:
    pages = pages_of(generated_document(150, 8, 2), SPLIT)
    assert len(pages) > 1
    assert all(page.smallest_text >= SPLIT.min_text - 1e-6 for page in pages)
    assert size_warnings(pages, SPLIT) == ()


def test_split_pages_break_between_stages_and_repeat_heads_and_labels() -> None:
    document = generated_document(40, 6, 3)
    pages = pages_of(document, SPLIT)
    order = [stage.id for stage in document.stages(document.maps[0].id)]
    shown = [[g.entity for g, _r in parts(page, "stage")] for page in pages]
    assert all(stages for stages in shown)
    assert [
        s for i, stages in enumerate(shown) if i == 0 or stages != shown[i - 1] for s in stages
    ] == order
    for page in pages:
        labels = {g.entity for g, _r in parts(page, "label")}
        assert labels == {g.entity for g, _r in parts(page, "lane")}


def test_lanes_move_to_the_next_page_whole() -> None:
    document = generated_document(200, 2, 2)
    pages = pages_of(document, replace(SPLIT, orientation=Orientation.LANDSCAPE))
    per_page = [tuple(g.entity for g, _r in parts(page, "label")) for page in pages]
    assert len(set(per_page)) > 1
    lanes = [lane.id for lane in document.lanes(document.maps[0].id)]
    assert list(dict.fromkeys(key for keys in per_page for key in keys)) == lanes


def test_a_card_over_two_pages_is_whole_on_both() -> None:
    document = generated_document(30, 6, 3)
    shown = document.maps[0]
    steps = document.map_steps(shown.id)
    lane = next(x for x in document.lanes(shown.id) if x.kind is LaneKind.BACKSTAGE)
    gone = {card.id: None for card in document.cards(lane.id)}
    wide = Card(
        id="f" * 32, lane=lane.id, step=steps[0].id, order="a0V", span=len(steps), title="X"
    )
    document = document.replaced({**gone, wide.id: wide})
    pages = pages_of(document, SPLIT)
    on = [page for page in pages if wide.id in dict(cards(page))]
    assert on == [p for p in pages if lane.id in [g.entity for g, _r in parts(p, "label")]]
    assert len(on) > 1
    assert all(within(dict(cards(p))[wide.id], printable(p, SPLIT.margin)) for p in on)


def test_pages_of_one_split_share_their_scale() -> None:
    pages = pages_of(generated_document(60, 6, 2), SPLIT)
    assert len({round(page.smallest_text, 6) for page in pages}) == 1


def test_a_stage_wider_than_the_page_is_made_to_fit() -> None:
    options = replace(SPLIT, sheet=parse_sheet("A5"))
    pages = pages_of(generated_document(30, 1, 9), options)
    assert {len(parts(page, "step")) for page in pages} == {9}
    assert all(page.smallest_text < 6 for page in pages)
    (warning,) = size_warnings(pages, options)
    assert "larger sheet" in warning.text()


def test_a_map_that_fits_is_one_page_larger_than_its_own_size_only_on_a_wall() -> None:
    sheet = parse_sheet("A1")
    (page,) = pages_of(generated_document(10, 2, 2), replace(SPLIT, sheet=sheet))
    assert page.smallest_text == pytest.approx(SMALL.size * furniture_scale(sheet))


def test_every_page_says_which_it_is_and_where_it_goes_on() -> None:
    pages = pages_of(generated_document(60, 6, 2), SPLIT)
    for number, page in enumerate(pages, 1):
        ((line, _rect),) = parts_of_footer(page)
        said = "".join(texts(line))
        assert f"Page {number} of {len(pages)}" in said
        assert page.label == str(number)


def parts_of_footer(page: Page) -> list[tuple[Group, Rect]]:
    return [(g, r) for g, r in parts(page, "page") if g is not page.group]


def rich() -> Document:
    """A document with everything that a title block can show."""
    document = generated_document(20)
    info = replace(
        document.info, title="Programme", client="Client Ltd", project="Project X", author="Ann",
        organisation="Studio", version_label="1.2", confidentiality="Confidential", logo="e" * 64,
    )  # fmt: skip
    logo = Image(id="e" * 64, media_type="image/png", width=300, height=100, alt="Client Ltd")
    return document.replaced({"document": info, logo.id: logo})


def test_the_title_block_shows_what_the_document_knows() -> None:
    (page,) = pages_of(rich(), PageOptions(date=DATE))
    ((block, rect),) = parts(page, "title")
    said = " ".join(texts(block))
    for part in ("Generated journey", "Programme", "Client Ltd", "Project X", "Persona 1", "Persona 2",
                 "As-is", "Version 1.2", DATE, "Ann", "Studio", "Confidential"):  # fmt: skip
        assert part in said
    assert rect.h == pytest.approx(TITLE_HEIGHT)
    pictures = [leaf for leaf, _ in walk(block) if isinstance(leaf, Picture)]
    assert [p.key for p in pictures] == ["e" * 64]
    assert pictures[0].rect.right == pytest.approx(block.bounds.w)
    assert max(leaf.size for leaf, _ in walk(block) if isinstance(leaf, Glyphs)) == 16


def test_without_a_date_the_last_change_is_shown() -> None:
    document = rich()
    changed = replace(document.maps[0], modified="2026-05-06T07:08:09Z")
    (page,) = pages_of(document.replaced({changed.id: changed}), PageOptions())
    assert "2026-05-06" in " ".join(texts(page))


LONG = "Ein sehr langer Titel mit Donaudampfschifffahrtsgesellschaftskapitänsmütze " * 4


@pytest.mark.parametrize("paper", ["A5", "A4", "A0", "60x400mm"])
@pytest.mark.parametrize("language", ["de", "ar"])
def test_long_texts_wrap_and_never_overlap(paper: str, language: str) -> None:
    document = rich()
    info = replace(
        document.info, language=language, client=LONG, project=LONG, author=LONG,
        organisation=LONG, version_label=LONG, confidentiality=LONG,
    )  # fmt: skip
    shown = replace(document.maps[0], title=LONG)
    people = {p.id: replace(p, name=LONG) for p in document.personas}
    document = document.replaced({"document": info, shown.id: shown, **people})
    (page,) = pages_of(document, PageOptions(parse_sheet(paper), date=DATE))
    area = printable(page, 10 * MM)
    for part in ("title", "footer"):
        for group, spot in groups(page.group):
            if group.part == part:
                inks = [_undo(r, group, spot) for r in runs(group)]
                assert not overlapping(inks)
                assert all(within(r, area, 0.5) for r in inks)
    said = "".join("".join(texts(page)).split()).replace("\u00ad", "")
    assert said.count("".join(LONG.split())) >= 8


def test_long_texts_around_a_map_leave_it_room() -> None:
    document = generated_document(12, stages=2, steps=2)
    names = FrozenMap({level: f"{level} " + "a name of a level " * 5 for level in range(-10, 11)})
    shown = replace(
        document.maps[0], title="long title " * 30, scenario="", scale=Scale(-10, 10, names)
    )
    info = replace(document.info, confidentiality="secret " * 60, project="project " * 30)
    document = document.replaced({shown.id: shown, "document": info})
    (page,) = pages_of(document, PageOptions(parse_sheet("A4"), date=DATE))
    ((_, title),) = parts(page, "title")
    ((_, footer),) = parts(page, "footer")
    ((_, drawn),) = parts(page, "map")
    assert title.bottom < drawn.y
    assert drawn.bottom < footer.y
    assert footer.y - title.bottom >= 0.4 * page.height


def _undo(rect: Rect, group: Group, spot: Spot) -> Rect:
    """`runs` places a group in its parent; the spot is that of its own coordinates."""
    local = Rect(
        (rect.x - group.dx) / group.scale, (rect.y - group.dy) / group.scale,
        rect.w / group.scale, rect.h / group.scale,
    )  # fmt: skip
    return spot.rect(local)


def test_the_furniture_of_a_right_to_left_map_is_mirrored() -> None:
    document = rich()
    arabic = document.replaced({"document": replace(document.info, language="ar")})
    (left,) = pages_of(document, PageOptions(date=DATE))
    (right,) = pages_of(arabic, PageOptions(date=DATE))
    for page, mirrored in ((left, False), (right, True)):
        ((block, _rect),) = parts(page, "title")
        (picture,) = [leaf for leaf, _ in walk(block) if isinstance(leaf, Picture)]
        assert (picture.rect.x < block.bounds.w / 2) == mirrored
        ((_line, number),) = parts_of_footer(page)
        assert (number.x < page.width / 2) == mirrored


def legend_of(document: Document) -> Group:
    (page,) = pages_of(document, PageOptions(date=DATE))
    ((group, _rect),) = parts(page, "legend")
    return group


def test_the_legend_explains_all_that_is_on_the_map() -> None:
    said = " ".join("".join(texts(legend_of(generated_document(20)))).split())
    for part in ("Frustrated −2", "Delighted 2", "Persona 1", "Persona 2", "Website", "assumption",
                 "partly backed", "backed by research", "moment of truth"):  # fmt: skip
        assert part in said
    assert "Phone" not in said


def test_the_legends_lines_are_those_of_the_curve() -> None:
    found = [
        (leaf.stroke, leaf.dash)
        for leaf, _ in walk(legend_of(generated_document(20)))
        if isinstance(leaf, Shape) and leaf.fill is None and str(leaf.stroke).startswith("persona")
    ]
    assert found == [series_style(0), series_style(1)]


def test_a_scale_without_names_is_explained_by_its_ends() -> None:
    document = generated_document(20)
    shown = replace(document.maps[0], scale=Scale(0, 10, FrozenMap()))
    said = texts(legend_of(document.replaced({shown.id: shown})))
    assert {"0", "5", "10"} <= set(said)


def test_a_map_without_cards_has_a_short_legend_and_a_page() -> None:
    document = generated_document(0)
    hidden = {
        lane.id: replace(lane, hidden=True)
        for lane in document.all(Lane)
        if lane.kind is LaneKind.EMOTION
    }
    assert texts(legend_of(document.replaced(hidden))) == []


@pytest.mark.parametrize("mode", PageMode)
def test_a_map_without_stages_is_a_page_too(mode: PageMode) -> None:
    document = generated_document(0)
    gone = {e.id: None for e in (*document.all(Stage), *document.all(Step))}
    (page,) = pages_of(document.replaced(gone), PageOptions(pages=mode, date=DATE))
    assert len(parts(page, "label")) == 6


def test_a_document_without_maps_has_no_pages() -> None:
    assert pages_of(Document([generated_document(0).info]), PageOptions()) == ()


def test_the_legend_can_be_left_out() -> None:
    options = PageOptions(date=DATE, parts=(Part.MAP,))
    (page,) = pages_of(generated_document(20), options)
    assert parts(page, "legend") == []


def two_maps() -> Document:
    document = generated_document(20)
    other = Map(id="d" * 32, order="b0V", title="Second")
    stages = [
        replace(s, id=f"{i:032x}", map=other.id)
        for i, s in enumerate(document.stages(document.maps[0].id))
    ]
    steps = [
        replace(step, id=f"{i:016x}{k:016x}", stage=new.id)
        for i, (old, new) in enumerate(
            zip(document.stages(document.maps[0].id), stages, strict=True), 1
        )
        for k, step in enumerate(document.steps(old.id), 1)
    ]
    return Document([*document.values(), other, *stages, *steps])


def test_all_maps_are_numbered_through_with_an_outline() -> None:
    document = two_maps()
    pages = pages_of(document, SPLIT)
    said = [text for page in pages for g, _r in parts_of_footer(page) for text in texts(g)]
    assert f"Page {len(pages)} of {len(pages)}" in said[-1]
    marks = [leaf for page in pages for leaf, _ in walk(page.group) if isinstance(leaf, Bookmark)]
    expected = [
        title
        for shown in document.maps
        for title in (shown.title, *(s.title for s in document.stages(shown.id)))
    ]
    assert [mark.title for mark in marks] == expected
    assert [mark.level for mark in marks] == [0, *[1] * 5, 0, *[1] * 5]


def test_one_map_can_be_chosen() -> None:
    document = two_maps()
    pages = compose(document, document.maps[1].id, map_layout(), PageOptions(), untranslated)
    assert "Second" in texts(pages[0])
    with pytest.raises(KeyError):
        compose(document, "nowhere", map_layout(), PageOptions(), untranslated)


def test_missing_characters_are_named_by_their_entity() -> None:
    document = rich()
    card = next(iter(document.all(Card)))
    shown, info = document.maps[0], document.info
    document = document.replaced(
        {
            card.id: replace(card, text="a\U00013000"),
            shown.id: replace(shown, title="\U00013001"),
            "document": replace(info, client="\U00013002"),
        }
    )
    found = missing_characters(document, map_layout())
    assert set(found) == {
        (card.id, "\U00013000"),
        (shown.id, "\U00013001"),
        ("document", "\U00013002"),
    }
    assert missing_characters(rich(), map_layout()) == ()


@given(st.lists(st.floats(1, 50), max_size=12), st.floats(10, 120), st.sampled_from([0.0, 3.0]))
def test_a_partition_is_as_few_runs_as_can_be_and_none_too_long(
    sizes: list[float], room: float, gap: float
) -> None:
    ends = partition(sizes, room, gap)
    runs_of_parts = [sizes[a:b] for a, b in pairwise([0, *ends])]
    assert [size for run in runs_of_parts for size in run] == sizes
    for run in runs_of_parts:
        assert len(run) <= 1 or sum(run) + gap * (len(run) - 1) <= room + 1e-5
    first_fit, length = 0, None
    for size in sizes:
        if length is None or length + gap + size > room + 1e-6:
            first_fit, length = first_fit + 1, size
        else:
            length += gap + size
    assert len(runs_of_parts) == max(first_fit, 1)


def test_a_partition_is_even() -> None:
    assert partition([10, 10, 10, 10], 35, 0) == [2, 4]
