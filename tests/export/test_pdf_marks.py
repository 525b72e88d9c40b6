"""Marked content: in few stretches, properly nested, and text in logical order."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from journeyeditor.export.pdf_marks import Said, logical
from journeyeditor.layout.drawing import ARTIFACT, Box, Glyphs, Group, Item, Link, Rect, Tag
from journeyeditor.layout.fonts import Style
from tests.support.conformance import broken_rules
from tests.support.paper import engine, opened, page, pdf_of, set_texts

LETTERS = "abc DEF 12.3 (x) עבר שלום مرحبا العالم 45"


def content(*items: Item) -> str:
    with opened(pdf_of(page(items))) as pdf:
        return bytes(pdf.pages[0].Contents.read_bytes()).decode("ascii")


def stretches(written: str) -> list[str]:
    return re.findall(r"/(\w+) (?:BMC|<</MCID \d+>> BDC)", written)


def card(text: str) -> Group:
    boxes = (Box(Rect(0, 0, 90, 90), fill="card"), Box(Rect(1, 1, 80, 80), fill="accent"))
    chip = Box(Rect(2, 2, 20, 9), fill="chip")
    items: tuple[Item, ...] = (*boxes, *set_texts([text]), chip, *set_texts(["chip"]))
    return Group(items, Rect(0, 0, 400, 90), tag=Tag("LI"), entity=text)


def test_a_card_is_one_artifact_and_one_piece_of_content() -> None:
    cards = Group((card("one"), card("two")), Rect(0, 0, 400, 90), tag=Tag("L"))
    assert stretches(content(cards)) == ["Artifact", "LBody", "Artifact", "LBody"]


def test_a_card_outside_of_a_list_is_a_paragraph() -> None:
    cell = Group((card("one"),), Rect(0, 0, 400, 90), tag=Tag("TD"))
    assert stretches(content(cell)) == ["Artifact", "P"]


def test_artifacts_side_by_side_are_one() -> None:
    grid = Group((Box(Rect(0, 0, 9, 9), fill="ink"),), Rect(0, 0, 9, 9), tag=ARTIFACT)
    assert stretches(content(grid, grid, *set_texts(["loose"]))) == ["Artifact"]


def test_a_figure_holds_its_shapes() -> None:
    drawn: tuple[Item, ...] = (Box(Rect(0, 0, 9, 9), fill="ink"), *set_texts(["label"]))
    figure = Group(drawn, Rect(0, 0, 99, 99), tag=Tag("Figure", alt="A sign"))
    assert stretches(content(figure)) == ["Figure"]


def test_what_stands_in_an_artifact_is_nothing_else() -> None:
    inner = Group(set_texts(["in"]), Rect(0, 0, 99, 99), tag=Tag("Figure", alt="A sign"))
    outer = Group((inner,), Rect(0, 0, 99, 99), tag=ARTIFACT)
    assert stretches(content(outer)) == ["Artifact"]


def test_a_line_in_logical_order() -> None:
    for text in (LETTERS, "שלום abc 12 (def) עולם", "abc עברית 12 def", "مرحبا 12 – 34 abc"):
        runs = engine().line(text, Style(12)).glyphs()
        assert logical([Said(run, i == 0) for i, run in enumerate(runs)]) == text


WORDS = st.lists(st.sampled_from([*LETTERS.split(), "—", "!?", "ab1"]), min_size=1, max_size=9)


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_any_line_in_logical_order(words: list[str]) -> None:
    text = " ".join(words)
    runs = engine().line(text, Style(12)).glyphs()
    assert logical([Said(run, i == 0) for i, run in enumerate(runs)]) == text


TAGS = st.sampled_from(
    [None, ARTIFACT, Tag("Sect"), Tag("P"), Tag("H1"), Tag("L"), Tag("LI"), Tag("Figure", alt="x")]
)
LEAVES = st.sampled_from(
    [*set_texts(["abc"]), *set_texts(["שלום"]), Box(Rect(0, 0, 9, 9), fill="ink"),
     Link(Rect(0, 0, 9, 9), "https://example.org")]
)  # fmt: skip


def _grouped(inside: st.SearchStrategy[Item]) -> st.SearchStrategy[Item]:
    return st.builds(
        lambda items, tag, layer, clip: Group(
            tuple(items), Rect(0, 0, 500, 500), tag=tag, layer=layer, clip=clip
        ),
        st.lists(inside, max_size=4),
        TAGS,
        st.sampled_from([None, "one", "two"]),
        st.sampled_from([None, Rect(0, 0, 400, 400)]),
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.recursive(LEAVES, _grouped, max_leaves=12), max_size=5))
def test_however_groups_nest_marks_are_closed_in_turn(items: list[Item]) -> None:
    open_: list[str] = []
    for operator in re.findall(r"\b(BMC|BDC|EMC|BT|ET)\b", content(*items)):
        if operator in {"EMC", "ET"}:
            assert (open_.pop() == "BT") == (operator == "ET")
        else:
            open_.append(operator)
        assert sum(mark == "BMC" for mark in open_) <= 1
    assert open_ == []


def test_hostile_text_is_shown_as_it_is() -> None:
    texts = [
        "<b>bold</b> <img src=/etc/passwd> &amp;",
        "a\x00b\x1bc",
        "x" * 3000,
        "\u202eevil\u2066",
    ]
    tags = [Group(set_texts([text]), Rect(0, 0, 595, 842), tag=Tag("P")) for text in texts]
    data = pdf_of(page([Group(tuple(tags), Rect(0, 0, 595, 842), tag=Tag("Sect"))]))
    assert broken_rules(data) == []


def test_all_runs_are_kept_whole() -> None:
    runs = [run for run in set_texts([LETTERS]) if isinstance(run, Glyphs)]
    assert {run.level % 2 == 1 for run in runs if run.rtl} == {True}
    assert all("".join(unit.text for unit in run.units) == run.text for run in runs if not run.rtl)
