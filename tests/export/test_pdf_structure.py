"""What listeners get: headings, one regular table per map, figures in words, in the order of reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from journeyeditor.layout.drawing import ARTIFACT, Box, Group, Item, Link, Picture, Rect, Tag
from journeyeditor.layout.pages import PageMode, PageOptions, compose_document
from journeyeditor.layout.sheets import parse_sheet
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Lane, LaneKind, Map, Stage, Step
from journeyeditor.model.messages import untranslated
from tests.support.conformance import broken_rules
from tests.support.maps import generated_document, small_document
from tests.support.paper import map_layout, opened, page, pdf_of, set_texts, squeezed
from tests.support.png import png
from tests.support.scripts import SCRIPTS, scripted
from tests.support.structure import Node, structure, unmarked

DOCUMENT = generated_document(60, 3, 3)


def printed(document: Document, mode: PageMode = PageMode.ONE, sheet: str = "A3") -> bytes:
    options = PageOptions(parse_sheet(sheet), pages=mode, date="2026-03-01")
    return pdf_of(*compose_document(document, map_layout(), options, untranslated))


def tagged(*items: Item) -> Node:
    return structure(pdf_of(page(items)))


def group(text: str, tag: Tag | None, *inside: Item, entity: str | None = None) -> Group:
    items = (*set_texts([text]), *inside)
    return Group(items, Rect(0, 0, 500, 500), tag=tag, entity=entity)


@pytest.mark.parametrize("mode", PageMode)
def test_a_map_is_one_regular_table_on_however_many_pages(mode: PageMode) -> None:
    tree = structure(printed(DOCUMENT, mode, "A4"))
    (table,) = tree.every("Table")
    rows = [[(cell.role, cell.span) for cell in row.children] for row in table.children]
    assert [row.role for row in table.children] == ["TR"] * (2 + 6)
    assert {sum(span for _role, span in row) for row in rows} == {1 + 9}
    assert [role for role, _span in rows[0]] == ["TD", *["TH"] * 3]
    assert [role for role, _span in rows[1]] == ["TD", *["TH"] * 9]
    assert all([role for role, _s in row] == ["TH", *["TD"] * (len(row) - 1)] for row in rows[2:])


@pytest.mark.parametrize("mode", PageMode)
def test_a_table_with_wide_cards_is_regular_and_its_cells_go_over_their_steps(
    mode: PageMode,
) -> None:
    shown = DOCUMENT.maps[0]
    pains, ideas = (
        next(lane for lane in DOCUMENT.lanes(shown.id) if lane.kind is kind)
        for kind in (LaneKind.PAIN, LaneKind.OPPORTUNITY)
    )
    steps = DOCUMENT.map_steps(shown.id)
    changed = {card.id: replace(card, span=1 + i % 4) for i, card in enumerate(DOCUMENT.all(Card))}
    changed |= {card.id: replace(card, lane=ideas.id) for card in DOCUMENT.cards(pains.id)}
    alone = DOCUMENT.cards(pains.id)[0]
    changed[alone.id] = replace(alone, step=steps[0].id, span=3)
    data = printed(DOCUMENT.replaced(changed), mode, "A4")
    (table,) = structure(data).every("Table")
    sums = {sum(cell.span for cell in row.children) for row in table.children}
    assert sums == {1 + 9}
    (row,) = [row for row in table.children if squeezed(row.children[0].text).startswith("Pain")]
    assert [cell.span for cell in row.children] == [1, 3, *[1] * 6]
    assert broken_rules(data) == []


@pytest.mark.parametrize("mode", PageMode)
def test_headings_say_what_they_head(mode: PageMode) -> None:
    (table,) = structure(printed(DOCUMENT, mode, "A4")).every("Table")
    stages, steps, *lanes = table.children
    heads = [head for head in table.every("TH") if head.scope == "Column"]
    assert [squeezed(head.text) for head in heads] == [
        squeezed(f"{stage.title}{stage.goal}") for stage in DOCUMENT.stages(DOCUMENT.maps[0].id)
    ] + [squeezed(step.title) for step in DOCUMENT.map_steps(DOCUMENT.maps[0].id)]
    assert {cell.scope for row in (stages, steps) for cell in row.children[1:]} == {"Column"}
    assert {row.children[0].scope for row in lanes} == {"Row"}
    assert len(lanes) == 6


def expected(document: Document, shown: Map) -> Iterator[str]:
    """What the cells of a map say, lane by lane and step by step, as a person would read it out."""
    for lane in document.lanes(shown.id):
        for step in document.map_steps(shown.id):
            for card in document.cell(lane.id, step.id):
                yield squeezed(f"{card.title}{card.text}")


@pytest.mark.parametrize("script", SCRIPTS)
def test_cards_are_read_lane_by_lane_and_step_by_step(script: str) -> None:
    document = scripted(generated_document(24, 2, 2), script)
    (table,) = structure(printed(document)).every("Table")
    cards = [
        # A soft hyphen parts a word for the eye alone.
        squeezed(content.text).replace("\u00ad", "")
        for cell in table.every("TD")
        for item in [*cell.every("LBody"), *cell.every("P")]
        for content in [item]
    ]
    assert cards == list(expected(document, document.maps[0]))


def read_out(node: Node) -> list[tuple[str, str, str]]:
    """Roles, texts and alternative texts in the order of reading."""
    found: list[tuple[str, str, str]] = []
    for child in node.children:
        found.append((child.role, squeezed("" if child.children else child.text), child.alt))
        found += read_out(child)
    return found


@pytest.mark.parametrize("script", ["latin", "arabic"])
def test_a_poster_is_read_as_the_map_on_one_sheet_is(script: str) -> None:
    document = scripted(generated_document(24, 2, 2), script)
    single = structure(printed(document, PageMode.ONE, "A1"))
    poster = structure(printed(document, PageMode.POSTER, "A4"))
    (table,), (glued,) = single.every("Table"), poster.every("Table")
    assert read_out(glued) == read_out(table)
    texts = [[squeezed(one.text) for one in tree.every("P")] for tree in (single, poster)]
    assert set(texts[0]) <= set(texts[1])
    legends = [
        [squeezed(item.text) for item in tree.children[-1].every("LI")] for tree in (single, poster)
    ]
    assert sorted(legends[0]) == sorted(legends[1]) != []


def test_several_cards_are_a_list_and_one_is_a_paragraph() -> None:
    (table,) = structure(printed(DOCUMENT)).every("Table")
    for cell in table.every("TD"):
        inside = [child.role for child in cell.children]
        assert inside in ([], ["P"], ["L"], ["Figure"])
        if inside == ["L"]:
            (listed,) = cell.children
            assert len(listed.children) > 1
            assert {item.role for item in listed.children} == {"LI"}
            assert all([b.role for b in item.children] == ["LBody"] for item in listed.children)


def test_words_of_different_texts_stay_apart() -> None:
    (table,) = structure(printed(generated_document(5, 1, 1))).every("Table")
    card = next(table.every("P"))
    words = {word for c in DOCUMENT.all(Card) for word in f"{c.title} {c.text}".split()}
    assert len(card.text.split()) > 8
    assert set(card.text.split()) - {"impact"} <= words


def test_the_curve_is_told_in_words() -> None:
    tree = structure(printed(DOCUMENT))
    (curve,) = [f for f in tree.every("Figure") if "Persona 1: " in f.alt]
    rated = next(c for c in DOCUMENT.all(Card) if DOCUMENT.ratings(c.id))
    assert f"at {rated.title}" in curve.alt
    assert "Persona 2: " in curve.alt


def test_signs_of_cards_are_told_in_words() -> None:
    document = small_document()
    alts = [figure.alt for figure in structure(printed(document)).every("Figure")]
    assert "Website" in alts
    assert "Moment of truth" in alts
    assert "1 quote" in alts


def test_bare_numbers_of_a_card_are_told_in_words() -> None:
    document = generated_document(40, 3, 2)
    lane = next(x for x in document.all(Lane) if x.kind is LaneKind.OPPORTUNITY)
    card = document.cards(lane.id)[0]
    document = document.replaced({card.id: replace(card, impact=4, effort=2)})
    tree = structure(printed(document))
    assert "impact 4, effort 2" in {figure.alt for figure in tree.every("Figure")}


def test_each_row_of_the_title_block_is_a_paragraph() -> None:
    info = replace(DOCUMENT.info, client="Client", author="Author", version_label="2")
    tree = structure(printed(DOCUMENT.replaced({"document": info})))
    above = [child.text for child in tree.children if child.role == "P"]
    assert "As-is  ·  Version 2  ·  2026-03-01" in above
    assert "Author" in above
    assert "Generated  ·  Client  ·  Persona 1, Persona 2" in above


def test_the_legend_is_a_list() -> None:
    tree = structure(printed(DOCUMENT))
    (legend,) = [child for child in tree.children if child.role == "L"]
    assert {item.role for item in legend.children} == {"LI"}
    said = [item.text for item in legend.children]
    assert {"Persona 1", "Website", "backed by research"} <= set(said)


def test_arrows_are_told_in_words() -> None:
    document = small_document()
    cards = sorted(document.all(Card), key=lambda card: card.order)
    told = [figure.alt for figure in structure(printed(document)).every("Figure")]
    assert f"{cards[0].title} → {cards[1].title}: leads to" in told


def test_nothing_is_shown_outside_of_marked_content() -> None:
    assert unmarked(printed(small_document())) == [""]


def test_backgrounds_and_repeats_are_artifacts() -> None:
    shadow = Group((Box(Rect(0, 0, 9, 9), fill="ink"),), Rect(0, 0, 9, 9), tag=ARTIFACT)
    tree = tagged(group("said", Tag("P"), shadow), group("furniture", ARTIFACT))
    assert [(child.role, child.text) for child in tree.children] == [("P", "said")]


def test_an_element_with_a_key_goes_on_where_it_comes_again() -> None:
    def row(*cells: Group) -> Group:
        inside = Group(cells, Rect(0, 0, 500, 500), tag=Tag("TR", key="row"))
        return Group((inside,), Rect(0, 0, 500, 500), tag=Tag("Table", key="table"))

    head = group("head", Tag("TH", scope="Row"), entity="lane")
    one, two = group("one", Tag("TD", key="1")), group("two", Tag("TD", key="2"))
    tree = structure(pdf_of(page([row(head, one)]), page([row(head, two)])))
    (table,) = tree.children
    assert [(cell.role, cell.text) for cell in table.children[0].children] == [
        ("TH", "head"),
        ("TD", "one"),
        ("TD", "two"),
    ]


def test_a_passage_in_another_language_says_so() -> None:
    passage = Group(set_texts(["Schluss"]), Rect(0, 0, 500, 500), tag=Tag("P"), language="de")
    usual = Group(set_texts(["End"]), Rect(0, 0, 500, 500), tag=Tag("P"), language="en")
    assert [child.language for child in tagged(passage, usual).children] == ["de", ""]


def test_text_from_right_to_left_is_given_as_it_was_written() -> None:
    texts = ["مرحبا abc 12 بالعالم", "Mixed עברית 45 and العربية in English (12)"]
    tree = tagged(*(group(text, Tag("P")) for text in texts))
    assert [child.actual for child in tree.children] == texts


def test_a_picture_is_a_figure_only_with_words() -> None:
    told = Picture(Rect(0, 0, 50, 50), "k", alt="A full waiting room")
    untold = Picture(Rect(60, 0, 50, 50), "k")
    tree = structure(pdf_of(page([group("Card", Tag("P"), told, untold)]), images={"k": png(4, 4)}))
    assert [figure.alt for figure in tree.every("Figure")] == ["A full waiting room"]


def test_links_belong_to_what_they_stand_in_and_say_where_they_lead() -> None:
    card = Group(
        (*set_texts(["Terms"]), Link(Rect(40, 30, 50, 20), "https://example.org/a"),
         Link(Rect(40, 60, 50, 20), "https://example.org/a"), Link(Rect(0, 0, 9, 9), "#gone")),
        Rect(0, 0, 500, 500), tag=Tag("P"),
    )  # fmt: skip
    data = pdf_of(page([card, Link(Rect(0, 700, 9, 9), "mailto:a@example.org")]))
    tree = structure(data)
    assert [(link.role, link.links) for link in tree.every("Link")] == [("Link", 2), ("Link", 1)]
    with opened(data) as pdf:
        notes = [str(note.Contents) for note in pdf.pages[0].Annots]
        parents = pdf.Root.StructTreeRoot.ParentTree.Nums
        for note in pdf.pages[0].Annots:
            assert parents[2 * int(note.StructParent) + 1].S == "/Link"
    assert notes == ["https://example.org/a", "https://example.org/a", "mailto:a@example.org"]


def test_a_link_within_the_document_says_what_it_belongs_to() -> None:
    target = group("There", Tag("P"), entity="there")
    source = group("See there", Tag("P"), Link(Rect(40, 30, 50, 20), "#there"))
    with opened(pdf_of(page([source]), page([target]))) as pdf:
        assert str(pdf.pages[0].Annots[0].Contents) == "See there"


def test_every_marked_content_knows_its_element() -> None:
    with opened(printed(DOCUMENT, PageMode.STAGES, "A4")) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        parents = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
        assert len(pdf.pages) > 1
        for sheet in pdf.pages:
            assert sheet.Tabs == "/S"
            for element in parents[int(sheet.StructParents)]:
                assert "/S" in element


def test_a_file_that_is_only_looked_at_has_no_structure() -> None:
    data = pdf_of(page([group("said", Tag("P"))]), tagged=False)
    with opened(data) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
        assert "/Metadata" not in pdf.Root
        assert b"BDC" not in pdf.pages[0].Contents.read_bytes()


def test_lanes_of_every_kind_have_a_row() -> None:
    kinds = {lane.kind for lane in DOCUMENT.all(Lane)}
    assert LaneKind.EMOTION in kinds
    assert len(list(DOCUMENT.all(Stage))) == 3
    assert len(list(DOCUMENT.all(Step))) == 9
    (table,) = structure(printed(DOCUMENT)).every("Table")
    titles = [squeezed(row.children[0].text) for row in table.children[2:]]
    lanes = DOCUMENT.lanes(DOCUMENT.maps[0].id)
    assert all(t.startswith(squeezed(lane.title)) for t, lane in zip(titles, lanes, strict=True))
