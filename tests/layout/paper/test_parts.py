"""The parts beside the maps: what stands on them, that nothing is cut, and that empty ones are left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journeyeditor.layout.drawing import (
    Bookmark,
    Box,
    Glyphs,
    Group,
    Link,
    Picture,
    Rect,
    groups,
    walk,
)
from journeyeditor.layout.metrics import SMALL
from journeyeditor.layout.pages import (
    Page,
    PageMode,
    PageOptions,
    Part,
    compose_lazily,
    left_out,
)
from journeyeditor.layout.sheets import Orientation, parse_sheet
from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    Card,
    Image,
    Lane,
    LaneKind,
    Persona,
    Quote,
    Rating,
    Stage,
    Step,
)
from journeyeditor.model.messages import untranslated
from tests.support.maps import generated_document
from tests.support.paper import map_layout
from tests.support.printed import (
    DATE,
    document_with_insights,
    overlapping,
    pages_of,
    parts,
    said,
    texts,
)

BESIDE = (Part.COVER, Part.PERSONA, Part.CURVE, Part.INSIGHTS, Part.APPENDIX)


def composed(document: Document, *wanted: Part, **kw: object) -> tuple[Page, ...]:
    options = replace(PageOptions(parse_sheet("A4"), date=DATE, parts=wanted), **kw)  # type: ignore[arg-type]
    return pages_of(document, options)


def test_parts_stand_in_the_order_that_was_asked_for() -> None:
    document = document_with_insights()
    wanted = (Part.APPENDIX, Part.COVER, Part.MAP, Part.BLANK, Part.PERSONA)
    pages = composed(document, *wanted)
    assert list(dict.fromkeys(page.part for page in pages)) == list(wanted)
    assert [page.label for page in pages] == [str(i) for i in range(1, len(pages) + 1)]
    assert f"Page {len(pages)} of {len(pages)}" in said(pages[-1])


def test_the_cover_says_what_it_is_and_shows_the_map_without_its_words() -> None:
    document = document_with_insights()
    logo = Image(id="e" * 64, media_type="image/png", width=300, height=100, alt="Client Ltd")
    info = replace(
        document.info, title="Programme", client="Client Ltd", author="Ann", version_label="3",
        confidentiality="Secret", logo=logo.id,
    )  # fmt: skip
    (page,) = composed(document.replaced({"document": info, logo.id: logo}), Part.COVER)
    words = said(page)
    for part in (
        "Programme",
        "Client Ltd",
        "Ann",
        "Version 3",
        DATE,
        "Secret",
        "Persona 1",
        "As-is",
    ):
        assert part in words
    assert "First touch" not in words
    small = next(g for g, _ in groups(page.group) if g.part == "small-map")
    within_map = [leaf for leaf, _ in walk(small) if isinstance(leaf, Picture)]
    pictures = [leaf.key for leaf, _ in walk(page.group) if isinstance(leaf, Picture)]
    assert len(pictures) - len(within_map) == 1
    assert pictures[0] == logo.id
    assert small.tag is not None
    assert "Generated journey" in str(small.tag.alt)
    assert not [g for g, _ in groups(small) if g.entity or (g.tag and g is not small)]


def test_a_persona_has_a_page_with_lists_and_a_curve() -> None:
    document = document_with_insights()
    pages = composed(document, Part.PERSONA)
    assert len(pages) == len(document.maps[0].personas)
    words = said(pages[0])
    for part in ("Persona 1", "Role", "“I want it”", "Goals", "one", "two", "Needs", "need", "Bio"):
        assert part in words
    assert "Frustrations" not in words
    (curve,) = [g for g, _ in groups(pages[0].group) if g.part == "small-curve"]
    (figure,) = [g for g, _ in groups(curve) if g.tag and g.tag.role == "Figure"]
    assert figure.tag is not None
    assert str(figure.tag.alt).startswith("Persona 1: ")


def test_a_portrait_keeps_its_proportions() -> None:
    document = document_with_insights()
    image = Image(id="e" * 64, media_type="image/png", width=100, height=200, alt="Her")
    first = document.personas[0]
    changed = replace(first, portrait=image.id)
    page = composed(document.replaced({image.id: image, first.id: changed}), Part.PERSONA)[0]
    (picture,) = [leaf for leaf, _ in walk(page.group) if isinstance(leaf, Picture)]
    assert picture.rect.h == pytest.approx(2 * picture.rect.w)


def test_highs_and_lows_are_named_on_the_curve_page() -> None:
    document = rated(generated_document(0, 3, 2), [1, 2, -1, 0, -2, 1])
    (page,) = composed(document, Part.CURVE)
    labels = {said_in(g).split()[0] for g, _ in groups(page.group) if g.part == "extreme"}
    assert labels == {"T0", "T1", "T2", "T3", "T4", "T5"}
    figure = next(g for g, _ in groups(page.group) if g.part == "curve-page")
    assert figure.tag is not None
    assert "T4" in str(figure.tag.alt)


def said_in(group: Group) -> str:
    return " ".join(" ".join(texts(group)).split())


def rated(document: Document, values: list[float]) -> Document:
    """One touchpoint a step, rated so by the first persona."""
    shown = document.maps[0]
    person = shown.personas[0]
    lane = next(x for x in document.lanes(shown.id) if x.kind is LaneKind.TOUCHPOINT)
    made: dict[str, Card | Rating] = {}
    for i, (step, value) in enumerate(zip(document.map_steps(shown.id), values, strict=True)):
        card = Card(id=f"{i:032x}", lane=lane.id, step=step.id, order="a0", title=f"T{i}")
        rating = Rating(id=f"{card.id}:{person}:now", card=card.id, persona=person, value=value)
        made |= {card.id: card, rating.id: rating}
    one = replace(shown, personas=(person,))
    return document.replaced({**made, shown.id: one})


def test_a_long_curve_is_split_between_stages_to_stay_legible() -> None:
    document = rated(generated_document(0, 8, 4), [1, -1] * 16)
    pages = composed(document, Part.CURVE)
    assert len(pages) > 1
    ticks = [sum(len(g.items) for g, _rect in parts(page, "crossing")) for page in pages]
    assert ticks == [1, *[2] * (len(pages) - 2), 1]
    for page in pages:
        sizes = [leaf.size * s.scale for leaf, s in walk(page.group) if isinstance(leaf, Glyphs)]
        assert min(sizes) >= 5.5


def test_insights_are_ranked_and_shown_in_a_matrix() -> None:
    (page, *_others) = pages = composed(document_with_insights(), Part.INSIGHTS)
    words = said(*pages)
    order = [words.index(title) for title in ("Great win", "Small win", "The pain")]
    assert order == sorted(order)
    assert "impact 5 · effort 2 · Ann" in words.replace("\u00a0", " ")
    assert words.index("Lowest points") < words.index("“Never again” – P7, Diary")
    matrix = next(g for g, _ in groups(page.group) if g.part == "matrix")
    assert matrix.tag is not None
    assert "1: impact 5, effort 2" in str(matrix.tag.alt)
    assert {"1", "2"} <= set(texts(matrix))


@pytest.mark.parametrize("count", [4, 12])
def test_the_matrix_makes_room_below_it_where_that_saves_a_page(count: int) -> None:
    document = generated_document(count, 3, 2)
    weighed = {
        card.id: replace(card, impact=3, effort=2)
        for lane in document.all(Lane)
        if lane.kind in {LaneKind.OPPORTUNITY, LaneKind.PAIN}
        for card in document.cards(lane.id)
    }
    (page,) = composed(document.replaced(weighed), Part.INSIGHTS)
    ((_matrix, rect),) = parts(page, "matrix")
    entries = [one for _group, one in parts(page, "insight")]
    assert not overlapping([rect, *entries])
    assert any(one.y > rect.bottom and one.x < rect.right for one in entries) == (count == 12)


def test_what_is_quoted_goes_on_below_its_heading() -> None:
    document = generated_document(6, 2, 1)
    card = next(iter(document.all(Card)))
    quotes = [
        Quote(id=f"{i:032x}", card=card.id, order=f"a{i:03}", text=f"Said {i} times")
        for i in range(80)
    ]
    pages = composed(document.replaced({quote.id: quote for quote in quotes}), Part.APPENDIX)
    first = next(i for i, page in enumerate(pages) if "Quotes and their sources" in texts(page))
    assert len(pages) - first > 2
    for page in pages[first + 1 :]:
        assert "Quotes and their sources (continued)" in texts(page)
        ((_group, rect),) = parts(page, "table")
        assert rect.bottom < page.height


def test_quotes_follow_the_cards_on_the_same_page_where_they_have_room() -> None:
    document = generated_document(6, 2, 1)
    card = next(iter(document.all(Card)))
    quote = Quote(id="a" * 32, card=card.id, order="a0", text="Never again")
    (page,) = composed(document.replaced({quote.id: quote}), Part.APPENDIX)
    cards, quotes = (rect for _group, rect in parts(page, "table"))
    assert cards.bottom < quotes.y and quotes.bottom < page.height
    pages = composed(document_with_insights(), Part.APPENDIX)
    assert all(rect.bottom < page.height for page in pages for _group, rect in parts(page, "table"))


def test_a_personas_curve_takes_the_height_that_is_left() -> None:
    page = composed(document_with_insights(), Part.PERSONA)[0]
    ((_curve, rect),) = parts(page, "small-curve")
    assert rect.h > page.height / 2


def test_the_appendix_holds_every_text_of_the_map() -> None:
    document = document_with_insights()
    words = "".join(said(*composed(document, Part.APPENDIX)).split())
    for card in document.all(Card):
        assert "".join(card.title.split()) in words
        assert "".join(card.text.split()) in words
    assert "“Neveragain”" in words
    assert "Diary" in words


def test_the_appendix_holds_the_titles_and_goals_of_stages_without_cards() -> None:
    document = document_with_insights()
    shown = document.maps[0]
    stage = Stage(id="c" * 32, map=shown.id, order="zz", title="Afterwards", goal="Stay warm")
    step = Step(id="d" * 32, stage=stage.id, order="a", title="Winter")
    bare = Stage(id="b" * 32, map=shown.id, order="zzz", goal="Tell friends")
    longer = document.replaced({one.id: one for one in (stage, step, bare)})
    words = said(*composed(longer, Part.APPENDIX))
    for text in ("Afterwards › Winter", "Stay warm", "Tell friends"):
        assert words.count(text) == 1


def test_hidden_lanes_are_nowhere() -> None:
    document = document_with_insights()
    lane = next(x for x in document.all(Lane) if x.kind is LaneKind.OPPORTUNITY)
    hidden = document.replaced({lane.id: replace(lane, hidden=True)})
    words = said(*composed(hidden, *BESIDE, Part.MAP))
    assert "Great win" not in words
    assert "The pain" in words


def test_links_lead_from_card_to_insight_to_appendix_and_back() -> None:
    document = document_with_insights()
    pages = composed(document, Part.MAP, Part.INSIGHTS, Part.APPENDIX)
    places = {g.entity for page in pages for g, _ in groups(page.group) if g.entity}
    links = {
        page.part: {
            x.target
            for p in pages
            if p.part is page.part
            for x, _ in walk(p.group)
            if isinstance(x, Link)
        }
        for page in pages
    }
    card = next(c for c in document.all(Card) if c.title == "Great win")
    assert f"#insight-{card.id}" in links[Part.MAP]
    assert f"#text-{card.id}" in links[Part.INSIGHTS]
    assert f"#{card.id}" in links[Part.APPENDIX]
    assert all(target.removeprefix("#") in places for found in links.values() for target in found)


def test_without_other_parts_the_map_has_no_links() -> None:
    (page,) = composed(document_with_insights(), Part.MAP)
    assert not [leaf for leaf, _ in walk(page.group) if isinstance(leaf, Link)]


@pytest.mark.parametrize("mode", PageMode)
def test_the_blank_version_has_stages_and_lanes_and_no_cards(mode: PageMode) -> None:
    document = document_with_insights()
    pages = composed(document, Part.BLANK, pages=mode)
    words = said(*pages)
    shown = document.maps[0]
    for stage in document.stages(shown.id):
        assert stage.title in words
    for lane in document.lanes(shown.id):
        assert lane.title in words
    assert "First touch" not in words
    assert "Blank version" in words
    assert not [g for page in pages for g, _ in groups(page.group) if g.part == "card"]
    assert any(g.part == "cells" for page in pages for g, _ in groups(page.group))


def test_a_lane_of_the_blank_version_is_no_lower_than_it_was_made() -> None:
    document = document_with_insights()
    lane = document.lanes(document.maps[0].id)[0]
    document = document.replaced({lane.id: replace(lane, min_height=900.0)})
    pages = composed(document, Part.BLANK)
    cells = [g for page in pages for g, _ in groups(page.group) if g.part == "cells"]
    highest = max(box.rect.h for cell in cells for box in cell.items if isinstance(box, Box))
    assert 850 < highest <= 900


def test_parts_with_nothing_to_show_are_left_out_with_a_word() -> None:
    document = generated_document(0)
    nobody: dict[str, Persona | None] = {p.id: None for p in document.personas}
    shown = replace(document.maps[0], personas=())
    document = document.replaced({**nobody, shown.id: shown})
    options = PageOptions(date=DATE, parts=(Part.MAP, *BESIDE))
    pages = pages_of(document, options)
    assert [page.part for page in pages] == [Part.MAP, Part.COVER]
    told = " ".join(m.text() for m in left_out(pages, options))
    for word in ("personas", "curve", "insights", "appendix"):
        assert word in told
    full = pages_of(document_with_insights(), options)
    assert left_out(full, options) == ()


@pytest.mark.parametrize("orientation", Orientation)
def test_parts_lie_as_was_asked_for_and_on_a4_beside_maps_of_their_own_size(
    orientation: Orientation,
) -> None:
    document = document_with_insights()
    sheet = parse_sheet("map")
    first, page = composed(document, Part.MAP, Part.PERSONA, sheet=sheet, orientation=orientation)[
        :2
    ]
    assert first.smallest_text == pytest.approx(SMALL.size)
    short, long = sorted((page.width, page.height))
    assert (short, long) == pytest.approx((595.28, 841.89), abs=0.01)
    assert (page.height > page.width) == (orientation is Orientation.PORTRAIT)


def test_right_to_left_pages_are_mirrored() -> None:
    document = document_with_insights()
    arabic = document.replaced({"document": replace(document.info, language="ar")})
    for source, mirrored in ((document, False), (arabic, True)):
        page = composed(source, Part.INSIGHTS)[0]
        rect = next(s.rect(g.bounds) for g, s in groups(page.group) if g.part == "matrix")
        assert (rect.x > page.width / 2 - 1) == mirrored


@pytest.mark.parametrize("part", [Part.CURVE, Part.INSIGHTS, Part.APPENDIX])
def test_headings_begin_where_the_page_does_whichever_way_titles_run(part: Part) -> None:
    document = document_with_insights()
    for title in ("رحلة الضيف", "iPhone رحلة", "Journey"):
        arabic = document.replaced(
            {
                "document": replace(document.info, language="ar"),
                **{one.id: replace(one, title=title) for one in document.maps},
            }
        )
        page = composed(arabic, part, titles=False)[0]
        heading = next(g for g, _ in groups(page.group) if g.tag and g.tag.role == "H1")
        runs = [leaf for leaf, _ in walk(heading) if isinstance(leaf, Glyphs) and leaf.gids]
        first = max((run for run in runs if run.text.strip(": \u2068")), key=lambda run: run.x)
        assert first.text in {"Curve", "Insights", "Appendix"}, title
        (outline,) = (leaf.title for leaf, _ in walk(page.group) if isinstance(leaf, Bookmark))
        assert outline.endswith(f": {title}")


def test_every_part_has_a_heading_and_an_entry_in_the_outline() -> None:
    pages = composed(document_with_insights(), *BESIDE)
    for part in BESIDE:
        mine = [page for page in pages if page.part is part]
        roles = [g.tag.role for page in mine for g, _ in groups(page.group) if g.tag]
        assert "H1" in roles
        assert any(isinstance(leaf, Bookmark) for page in mine for leaf, _ in walk(page.group))


def test_pages_are_counted_before_they_are_drawn() -> None:
    document = document_with_insights()
    options = PageOptions(parse_sheet("A4"), date=DATE, parts=(Part.MAP, *BESIDE))
    lazy = compose_lazily(document, map_layout(), options, untranslated)
    assert len(lazy) == len(pages_of(document, options))
    assert lazy[-1] is lazy.page(len(lazy) - 1)
    assert lazy[0].part is Part.MAP
    assert [page.label for page in lazy[1:3]] == ["2", "3"]
    with pytest.raises(IndexError):
        lazy.page(len(lazy))


def test_a_page_is_a_section_within_its_margins() -> None:
    for page in composed(document_with_insights(), *BESIDE):
        assert any(g.tag and g.tag.role == "Sect" for g, _ in groups(page.group))
        assert page.group.bounds == Rect(0, 0, page.width, page.height)


def test_a_page_can_be_seen_before_all_are_planned() -> None:
    document = generated_document(60, 4, 2)
    options = PageOptions(parse_sheet("A4"), parts=(Part.APPENDIX,), date=DATE)
    lazy = compose_lazily(document, map_layout(), options, untranslated)
    assert (lazy.planned, lazy.counted) == (0, False)
    early = lazy.early(1)
    assert early is not None
    assert not lazy.counted
    assert "Page 2" in said(early)
    assert "Page 2 of" not in said(early)
    count = len(lazy)
    assert count > 3
    assert lazy.counted
    assert lazy.early(count) is None
    late = lazy.early(1)
    assert late is lazy[1]
    assert f"Page 2 of {count}" in said(late)
    assert said(late).replace(f" of {count}", "") == said(early)


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_words_of_evidence_are_not_broken_in_a_portrait_appendix(paper: str) -> None:
    options = PageOptions(
        parse_sheet(paper), Orientation.PORTRAIT, parts=(Part.APPENDIX,), date=DATE
    )
    found = {
        text for page in pages_of(generated_document(20, 2, 2), options) for text in texts(page)
    }
    assert "assumption" in {word for text in found for word in text.split()}


def test_moments_of_truth_stand_on_the_page_of_insights() -> None:
    document = document_with_insights()
    card = next(c for c in document.all(Card) if c.title == "First touch")
    plain = document.replaced({c.id: replace(c, moment_of_truth=False) for c in document.all(Card)})
    marked = plain.replaced({card.id: replace(card, moment_of_truth=True)})
    assert "Moments of truth" not in said(*composed(plain, Part.INSIGHTS))
    below = said(*composed(marked, Part.INSIGHTS)).partition("Moments of truth")[2]
    assert "First touch" in below.partition("Lowest points")[0]


@pytest.mark.parametrize("part", [Part.MAP, Part.PERSONA, Part.CURVE, Part.INSIGHTS, Part.APPENDIX])
def test_every_kind_of_page_says_whose_it_is_and_of_when(part: Part) -> None:
    document = document_with_insights()
    info = replace(
        document.info, client="Client Ltd", project="Project P", version_label="7", confidentiality="Secret",
    )  # fmt: skip
    pages = composed(document.replaced({"document": info}), part)
    assert pages
    for page in pages:
        ((block, _rect),) = parts(page, "title")
        words = " ".join(texts(block))
        for fact in ("Client Ltd", "Project P", "Version 7", "Secret", DATE):
            assert fact in words, fact
