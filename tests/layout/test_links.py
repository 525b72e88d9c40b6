"""Addresses in texts become links that lie over their very letters; a card's own link covers its title."""

from __future__ import annotations

import pytest

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.layout.drawing import Box, Glyphs, Link, Rect, walk
from journeyeditor.layout.fonts import Style
from journeyeditor.layout.links import addresses, is_address, link_items
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Stage
from tests.support.layouts import map_layout
from tests.support.maps import small_document

LAYOUT = map_layout()
STYLE = Style(11)


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in addresses(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see https://example.org/a?b=1#c.", ["https://example.org/a?b=1#c"]),
        ("(http://example.org)", ["http://example.org"]),
        ("http://example.org/a_(b), next", ["http://example.org/a_(b)"]),
        ("HTTPS://EXAMPLE.ORG and mailto:a@b.org", ["HTTPS://EXAMPLE.ORG", "mailto:a@b.org"]),
        ("“https://example.org”", ["https://example.org"]),
        ("https://例え.jp/道。次", ["https://例え.jp/道。次"]),
        ("xhttps://example.org", []),
        ("https:// nothing", []),
        ("mailto:nobody", []),
        ("javascript:alert(1) file:///etc/passwd ftp://x.org", []),
        ("example.org, 10:30", []),
        ("", []),
    ],
)
def test_addresses_are_found_without_the_sentence_around_them(
    text: str, expected: list[str]
) -> None:
    assert found(text) == expected


def test_only_a_whole_address_is_an_address() -> None:
    assert is_address("https://example.org")
    assert not is_address("https://example.org now")
    assert not is_address("javascript:alert(1)")
    assert not is_address("")


def spots(text: str, width: float) -> tuple[list[Rect], list[str], float]:
    """The rectangles of the links in a text, their targets, and the text's height."""
    paragraph = LAYOUT.engine.wrap(text, STYLE, width)
    links = [i for i in link_items(text, paragraph, 0, 0) if isinstance(i, Link)]
    return [link.rect for link in links], [link.target for link in links], paragraph.height


def test_a_link_lies_over_its_letters() -> None:
    engine = LAYOUT.engine
    before, address = "See now ", "https://example.org"
    (rect,), targets, height = spots(f"{before}{address} or ask.", 900)
    start = engine.measure(f"{before}|", STYLE) - engine.measure("|", STYLE)
    assert targets == [address]
    assert rect.x == pytest.approx(start, abs=0.5)
    assert rect.w == pytest.approx(engine.measure(address, STYLE), abs=0.5)
    assert rect.y >= 0
    assert rect.bottom <= height


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\n\n"])
def test_a_link_over_several_lines_is_one_rectangle_in_each(newline: str) -> None:
    address = "https://example.org/" + "long-and-longer/" * 6
    rects, targets, height = spots(f"one{newline}- {address}{newline}two", 140)
    assert len(rects) > 2
    assert set(targets) == {address}
    assert len({rect.y for rect in rects}) == len(rects)
    assert all(rect.x >= 0 and rect.right <= 141 and rect.bottom <= height for rect in rects)


def test_a_link_in_a_right_to_left_text_lies_over_its_letters() -> None:
    text = "انظر https://example.org هنا"
    paragraph = LAYOUT.engine.wrap(text, STYLE, 400)
    (link,) = [i for i in link_items(text, paragraph, 0, 0) if isinstance(i, Link)]
    (run,) = [run for run in paragraph.glyphs() if "example" in run.text]
    assert link.rect.x == pytest.approx(run.x, abs=4)
    assert link.rect.w == pytest.approx(LAYOUT.engine.measure(link.target, STYLE), abs=0.5)


def test_a_text_without_address_has_no_links() -> None:
    assert spots("Nothing here: 10:30", 200)[0] == []


def drawn(document: Document) -> list[Link]:
    placed = LAYOUT.place(document, document.maps[0].id)
    return [item for item, _spot in walk(placed.picture()) if isinstance(item, Link)]


@pytest.mark.parametrize("field", ["title", "text"])
def test_cards_carry_the_links_of_their_texts(field: str) -> None:
    document = small_document()
    card = next(document.all(Card))
    assert drawn(document) == []
    changed = set_fields(document, card.id, **{field: "see https://example.org"}).apply(document)
    assert {link.target for link in drawn(changed)} == {"https://example.org"}


def test_stage_goals_carry_the_links_of_their_texts() -> None:
    document = small_document()
    stage = next(document.all(Stage))
    changed = set_fields(document, stage.id, goal="see https://example.org").apply(document)
    assert {link.target for link in drawn(changed)} == {"https://example.org"}


@pytest.mark.parametrize(
    ("link", "target"),
    [("https://example.org", "https://example.org"), ("MAP", "#MAP"), ("javascript:x", None)],
)
def test_a_card_leads_where_its_link_does(link: str, target: str | None) -> None:
    document = small_document()
    card, shown = next(document.all(Card)), document.maps[0].id
    changed = set_fields(document, card.id, link=link.replace("MAP", shown)).apply(document)
    expected = set() if target is None else {target.replace("MAP", shown)}
    assert {one.target for one in drawn(changed)} == expected


def test_the_line_under_a_link_does_not_move_the_letters() -> None:
    text = "see https://example.org now"
    paragraph = LAYOUT.engine.wrap(text, STYLE, 900)
    items = list(link_items(text, paragraph, 5, 7))
    assert sum(isinstance(item, Box) for item in items) == 1
    assert not any(isinstance(item, Glyphs) for item in items)
    assert all(item.rect.y > 7 for item in items if isinstance(item, Box))


def test_the_same_address_twice_in_a_right_to_left_line_is_two_places() -> None:
    text = "انظر https://a.org ثم https://a.org هنا"
    paragraph = LAYOUT.engine.wrap(text, STYLE, 400)
    assert len(paragraph.lines) == 1
    rects = [i.rect for i in link_items(text, paragraph, 0, 0) if isinstance(i, Link)]
    assert len(rects) == 2
    assert not rects[0].meets(rects[1])
    # The first in the sentence stands further to the right.
    assert rects[0].x > rects[1].right


def test_an_address_within_another_is_not_taken_for_it_in_a_right_to_left_line() -> None:
    short, long = "https://a.org", "https://a.org/b/c"
    text = f"انظر {long} ثم {short} هنا"
    paragraph = LAYOUT.engine.wrap(text, STYLE, 400)
    assert len(paragraph.lines) == 1
    links = [i for i in link_items(text, paragraph, 0, 0) if isinstance(i, Link)]
    widths = {link.target: link.rect.w for link in links}
    assert widths == {
        target: pytest.approx(LAYOUT.engine.measure(target, STYLE), abs=0.5)
        for target in (short, long)
    }
