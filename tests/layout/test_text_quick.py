"""Plain texts that are set quickly: to the last bit what setting them the long way gives."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.layout.drawing import Glyphs
from journeyeditor.layout.fonts import Style
from journeyeditor.layout.text import TextEngine
from journeyeditor.layout.text.paragraph import Paragraph
from tests.layout.test_text_counting import TEXTS
from tests.support.paper import fonts

STYLES = (Style(10), Style(7.3, bold=True, italic=True), Style(9, bold=True))
PLAIN = [
    "the",
    "slowly,",
    "hotline",
    "is",
    "24/7",
    "naïve",
    "café:",
    "AVATAR",
    "To,",
    "fluffy",
    "office",
]


class Long(TextEngine):
    """Sets everything the long way."""

    def _quick(self, *_of: object) -> Paragraph | None:
        return None


@pytest.fixture(scope="module")
def engine() -> TextEngine:
    return TextEngine(fonts())


@pytest.fixture(scope="module")
def long() -> Long:
    return Long(fonts())


def plain(count: int) -> str:
    return " ".join(PLAIN[i % len(PLAIN)] for i in range(count))


@given(
    text=TEXTS | st.integers(0, 30).map(plain),
    width=st.floats(5, 200),
    style=st.sampled_from(STYLES),
    align=st.sampled_from(["start", "center", "end"]),
    language=st.sampled_from(["", "de"]),
)
def test_both_ways_give_the_same(
    engine: TextEngine, long: Long, text: str, width: float, style: Style, align: str, language: str
) -> None:
    given = (text, style, width, language, align, None, "ink.quiet")
    one, other = engine.wrap(*given), long.wrap(*given)  # type: ignore[arg-type]
    assert one.glyphs(3.3, 4.7) == other.glyphs(3.3, 4.7)
    assert one.glyphs(0.1, 0.2, "accent") == other.glyphs(0.1, 0.2, "accent")
    assert one == other
    assert [line.x for line in one.lines] == [line.x for line in other.lines]
    units = [[run.units for run in line.runs] for line in one.lines]
    assert units == [[run.units for run in line.runs] for line in other.lines]


@given(text=TEXTS | st.integers(0, 9).map(plain), style=st.sampled_from(STYLES))
def test_a_single_line_is_the_same(engine: TextEngine, long: Long, text: str, style: Style) -> None:
    assert engine.line(text, style) == long.line(text, style)


def test_plain_texts_are_set_quickly_and_their_glyphs_not_joined(engine: TextEngine) -> None:
    (*_, run) = engine.wrap(plain(12), STYLES[0], 90.0).glyphs(1.0, 2.0)
    joined = {"gids", "dx", "clusters", "dy", "width"}
    slots = {field.name: Glyphs.__dict__[field.name] for field in fields(Glyphs)}

    def there(run: Glyphs) -> set[str]:
        found = set()
        for name, slot in slots.items():
            try:
                slot.__get__(run)
            except AttributeError:
                continue
            found.add(name)
        return found

    assert not there(run) & joined
    elsewhere = run.moved(5.0, 5.0)
    assert not there(elsewhere) & joined
    assert len(run.gids) == len(run.dx) == len(run.clusters) > 0
    assert there(run) >= joined
    assert elsewhere == run.moved(5.0, 5.0) and hash(elsewhere) == hash(run.moved(5.0, 5.0))
    assert replace(run, y=0.0).gids == run.gids


def test_what_a_run_has_not_is_no_part_of_it(engine: TextEngine) -> None:
    (run,) = engine.line("plain", STYLES[0]).glyphs()
    with pytest.raises(AttributeError):
        _ = run.nothing  # type: ignore[attr-defined]
