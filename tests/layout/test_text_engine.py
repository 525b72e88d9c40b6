"""The text engine as its users see it: nothing is cut, nothing overflows, every script is set as it should be."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.layout.fonts import FontStore, Style, is_ignorable
from journeyeditor.layout.text import Paragraph, TextEngine
from journeyeditor.layout.text.clusters import Clusters

FOLDER = Path(__file__).parents[2] / "resources" / "fonts"
STYLE = Style(10)
TEXTS = st.text(
    "aaabcäé     \n--.,()12/\u00ad\u200b\u0301\u200d\ufe0f→漢字、あ。العميل١٢אבक्षिลูกค้า👩🏽🇩🇪\t\ue000\x01\u202e\u2067\u2069",
    max_size=40,
)


@pytest.fixture(scope="module")
def engine() -> TextEngine:
    return TextEngine(FontStore(FOLDER))


def texts(paragraph: Paragraph) -> list[str]:
    return [line.text for line in paragraph.lines]


def gids(paragraph: Paragraph) -> list[int]:
    return [gid for run in paragraph.glyphs() for gid in run.gids]


def visible_clusters(text: str) -> list[str]:
    shown = "".join(c for c in text if not (is_ignorable(c) and c != "\u200d"))
    return Clusters().cut(shown.strip(" -\t\u200d"))


@given(text=TEXTS, width=st.floats(5, 150), align=st.sampled_from(["start", "center", "end"]))
def test_no_line_is_wider_than_the_column(
    engine: TextEngine, text: str, width: float, align: str
) -> None:
    paragraph = engine.wrap(text, STYLE, width, align=align)  # type: ignore[arg-type]
    for line in paragraph.lines:
        if len(visible_clusters(line.text)) > 1:
            assert line.width <= width + 1e-5
            assert line.x >= -1e-5
            assert line.x + line.width <= width + 1e-5


@given(text=TEXTS, width=st.floats(5, 150))
def test_every_character_is_in_exactly_one_run(engine: TextEngine, text: str, width: float) -> None:
    paragraph = engine.wrap(text, STYLE, width)
    assert "".join(texts(paragraph)) == text.replace("\n", "")
    for line in paragraph.lines:
        assert Counter("".join(run.text for run in line.runs)) == Counter(line.text)
    assert paragraph.missing == frozenset(text) & {"\ue000", "\x01"}


@given(text=TEXTS, width=st.floats(5, 150))
def test_runs_are_sound_and_stand_side_by_side(engine: TextEngine, text: str, width: float) -> None:
    for line in engine.wrap(text, STYLE, width).lines:
        for run, after in zip(line.runs, line.runs[1:], strict=False):
            assert after.x == pytest.approx(run.x + run.width)
        for run in line.runs:
            assert len(run.gids) == len(run.dx) == len(run.clusters)
            assert len(run.dy) in (0, len(run.gids))
            assert all(0 <= cluster < len(run.text) for cluster in run.clusters)
            assert run.y == line.baseline
            assert list(run.clusters) == sorted(run.clusters, reverse=run.rtl)


@given(text=TEXTS, width=st.floats(5, 150))
def test_the_same_text_is_always_set_the_same(engine: TextEngine, text: str, width: float) -> None:
    assert engine.wrap(text, STYLE, width) == TextEngine(engine.fonts).wrap(text, STYLE, width)


@given(text=st.text("abc éЖ-/(.,) ", max_size=40), width=st.floats(20, 150))
def test_words_are_set_as_by_the_full_rules(engine: TextEngine, text: str, width: float) -> None:
    full = TextEngine(engine.fonts)
    full.breaker.segments = full.breaker.segments_by_rules  # type: ignore[method-assign]
    assert engine.wrap(text, STYLE, width) == full.wrap(text, STYLE, width)


def test_greedy_lines(engine: TextEngine) -> None:
    paragraph = engine.wrap("The customer looks\nfor a product", STYLE, 70)
    assert texts(paragraph) == ["The customer ", "looks", "for a product"]
    assert paragraph.height == pytest.approx(len(paragraph.lines) * 13)


def test_empty_text_is_one_empty_line(engine: TextEngine) -> None:
    paragraph = engine.wrap("", STYLE, 100)
    assert (texts(paragraph), paragraph.width, paragraph.height) == ([""], 0, 13)


def test_kerning_moves_glyphs(engine: TextEngine) -> None:
    assert engine.measure("AV", STYLE) < engine.measure("A", STYLE) + engine.measure("V", STYLE)


def test_glyphs_stand_where_the_text_before_them_ends(engine: TextEngine) -> None:
    (run,) = engine.line("to be or not", STYLE).glyphs()
    ends = [engine.fonts.base(STYLE).advance(gid) * 10 for gid in run.gids]
    assert run.dx == pytest.approx([sum(ends[:i]) for i in range(len(ends))], abs=0.5)
    assert run.width == pytest.approx(sum(ends), abs=0.5)
    assert list(run.clusters) == list(range(12))


def test_bullets_hang(engine: TextEngine) -> None:
    first, second = engine.wrap("- one two three", STYLE, 55).lines
    bullet, words = first.runs
    assert (bullet.text, bullet.x, first.text) == ("- ", 0, "- one two ")
    assert words.x == second.runs[0].x > 0
    mirrored = engine.wrap("- אבג", STYLE, 100).lines[0].runs
    assert mirrored[-1].text == "- "
    assert mirrored[-1].x + mirrored[-1].width == pytest.approx(100)


def test_alignment(engine: TextEngine) -> None:
    width = engine.measure("abc", STYLE)
    places = [
        engine.wrap(text, STYLE, 100, align=align).lines[0].runs[0].x  # type: ignore[arg-type]
        for text, align in (("abc", "start"), ("abc", "center"), ("abc", "end"))
    ]
    assert places == pytest.approx([0, (100 - width) / 2, 100 - width])
    assert engine.wrap("abc", STYLE, 100, direction="rtl").lines[0].x == pytest.approx(100 - width)


def test_one_line_keeps_everything(engine: TextEngine) -> None:
    paragraph = engine.line("- a very long text\nin one line", STYLE)
    assert texts(paragraph) == ["- a very long text in one line"]
    assert engine.measure("ab  ", STYLE) == engine.measure("ab", STYLE)


def test_overlong_words_break_between_clusters(engine: TextEngine) -> None:
    paragraph = engine.wrap("👩\u200d👩\u200d👧e\u0301e\u0301e\u0301", STYLE, 14)
    assert texts(paragraph) == ["👩\u200d👩\u200d👧", "e\u0301e\u0301", "e\u0301"]


def test_soft_hyphens_show_only_at_a_break(engine: TextEngine) -> None:
    hyphen = engine.fonts.base(STYLE).glyph("-")
    broken = engine.wrap("Donau\u00addampf", STYLE, 40)
    assert texts(broken) == ["Donau\u00ad", "dampf"]
    assert broken.lines[0].runs[-1].gids[-1] == hyphen
    assert hyphen not in gids(engine.wrap("Donau\u00addampf", STYLE, 100))


def test_a_hyphen_that_does_not_fit_is_left_out(engine: TextEngine) -> None:
    paragraph = engine.wrap("ab\u00adcd", STYLE, 12)
    assert texts(paragraph) == ["ab\u00ad", "cd"]
    assert paragraph.width <= 12


def test_arabic_letters_join_also_across_a_forced_break(engine: TextEngine) -> None:
    word = "سلسبيل"
    alone = [gid for letter in word for gid in gids(engine.line(letter, STYLE))]
    whole = gids(engine.line(word, STYLE))
    assert set(whole).isdisjoint(alone)
    broken = [line.runs[0].gids for line in engine.wrap(word, STYLE, 14).lines]
    assert len(broken) > 1
    assert [gid for line in broken for gid in reversed(line)] == whole[::-1]


def test_mixed_directions(engine: TextEngine) -> None:
    paragraph = engine.wrap("שלום (Shop 15) עולם 12", STYLE, 300)
    runs = sorted(paragraph.lines[0].runs, key=lambda run: run.x)
    shown = [run.text.strip() for run in runs if run.text.strip()]
    assert [text.strip(" ()") for text in shown if text.strip(" ()")] == [
        "12",
        "עולם",
        "Shop 15",
        "שלום",
    ]
    assert paragraph.rtl
    opening = engine.fonts.base(STYLE).glyph("(")
    closing = next(run for run in runs if ")" in run.text)
    assert opening in closing.gids


def test_blanks_at_a_line_end_hang_out_in_right_to_left_text(engine: TextEngine) -> None:
    first = engine.wrap("שלום עולם", STYLE, 30).lines[0]
    assert first.x + first.width == pytest.approx(30)
    assert first.runs[0].x < first.x


def test_blanks_at_a_line_end_stand_at_its_end_in_left_to_right_text(engine: TextEngine) -> None:
    first = engine.wrap("ab אבג דהו", STYLE, 40).lines[0]
    assert first.text == "ab אבג "
    assert first.runs[-1].text == " "
    assert first.runs[-1].x == pytest.approx(first.width)


def test_devanagari_vowel_sign_moves_before_its_consonant(engine: TextEngine) -> None:
    face = engine.fonts.face("NotoSansDevanagari-Regular")
    (run,) = engine.line("कि", STYLE).glyphs()
    assert run.gids[1] == face.glyph("क")
    assert run.gids[0] != face.glyph("क")


def test_thai_breaks_between_words(engine: TextEngine) -> None:
    assert texts(engine.wrap("ลูกค้าค้นหาสินค้าในร้าน", STYLE, 45)) == ["ลูกค้าค้น", "หาสินค้าใน", "ร้าน"]


def test_no_line_begins_with_closing_punctuation(engine: TextEngine) -> None:
    lines = texts(engine.wrap("商品を検索して、「カート」に入れます。", STYLE, 50))
    assert len(lines) > 3
    assert not [line for line in lines if line[0] in "、。」" or line[-1] == "「"]


@pytest.mark.parametrize(
    "emoji", ["👩\u200d👩\u200d👧", "👍🏽", "🇩🇪", "❤\ufe0f\u200d🔥", "1\ufe0f\u20e3"]
)
def test_emoji_sequences_are_one_glyph(engine: TextEngine, emoji: str) -> None:
    (run,) = engine.line(emoji, STYLE).glyphs()
    assert (run.font, len(run.gids), run.text) == ("NotoEmoji-Regular", 1, emoji)
    assert run.gids[0] != 0


def test_missing_characters_are_reported_and_drawn(engine: TextEngine) -> None:
    paragraph = engine.wrap("a\ue000b\x01", STYLE, 100)
    assert paragraph.missing == {"\ue000", "\x01"}
    assert gids(paragraph).count(0) == 2


def test_characters_may_be_drawn_from_their_parts(engine: TextEngine) -> None:
    paragraph = engine.line("ヷ", STYLE)
    assert not paragraph.missing
    assert 0 not in gids(paragraph)


@pytest.mark.parametrize("text", ["x" * 3000, "א(" * 500, "ع" * 1000, "e\u0301" * 1000])
def test_very_long_words_keep_everything(engine: TextEngine, text: str) -> None:
    paragraph = engine.wrap(text, STYLE, 140)
    assert "".join(texts(paragraph)) == text
    assert paragraph.width <= 140


def test_runs_can_be_moved_and_coloured(engine: TextEngine) -> None:
    (run,) = engine.wrap("abc", STYLE, 100).glyphs(3, 4, "muted")
    (plain,) = engine.wrap("abc", STYLE, 100).glyphs()
    assert (run.x, run.y, run.colour, plain.colour) == (3, plain.y + 4, "muted", "ink")
