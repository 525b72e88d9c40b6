"""Text in a PDF: the very glyphs and places of the engine, embedded, and readable in every script."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from journeyeditor.layout.drawing import Glyphs, Group, Item, Rect
from journeyeditor.layout.fonts import Style
from tests.support.paper import (
    A4,
    TEXTS,
    engine,
    expected_glyphs,
    fonts,
    opened,
    page,
    pdf_of,
    set_texts,
    shown_glyphs,
    squeezed,
    text_of,
)

SPACED = [text for text in TEXTS if "ไทย" not in text and "漢" not in text]


@pytest.mark.parametrize("text", TEXTS)
def test_text_can_be_read_back_in_every_script(text: str) -> None:
    assert squeezed(text_of(pdf_of(page(set_texts([text]))))) == squeezed(text)


@pytest.mark.parametrize("text", SPACED)
def test_words_stay_words(text: str) -> None:
    read = text_of(pdf_of(page(set_texts([text]))))
    assert read.split() == unicodedata.normalize("NFC", text).split()


def test_text_of_all_scripts_together_stays_apart() -> None:
    read = text_of(pdf_of(page(set_texts(TEXTS))))
    assert [squeezed(line) for line in read.splitlines()] == [squeezed(text) for text in TEXTS]


@pytest.mark.parametrize(
    "text",
    [
        "soft\u00adhyphen and no\u00a0break",
        "- a bullet - with dashes\n- another • one",
        "العربية لا إلى الأولى",
        "ستون تقييمًا، ثلاثة تبدّل فجرًا وبمَ",
        "(مبتكر) «نعم» [لا]",
        "क्षत्रिय ज्ञान त्रि",
        "e\u0301te\u0301 nai\u0308ve",
        "a \u200db a\u200d b a \u200d b",
    ],
)
def test_glyphs_that_show_several_texts_read_as_what_was_written(text: str) -> None:
    read = squeezed(text_of(pdf_of(page(set_texts([text]))))).replace("\u00ad", "")
    assert read == squeezed(text).replace("\u00ad", "")


@pytest.mark.parametrize("text", ["لا إلى الأولى ثلاثة", "בְּרֵאשִׁית"])
@pytest.mark.parametrize("bold", [False, True])
def test_what_carries_a_character_shows_nothing(text: str, bold: bool) -> None:
    paragraph = engine().wrap(text, Style(20, bold), 400)
    group = Group(paragraph.glyphs(10, 10), Rect(0, 0, *A4))
    shown = [(g.font, g.gid) for g in shown_glyphs(pdf_of(page([group])))]
    assert shown == [(g.font, g.gid) for g in expected_glyphs(group)]


def test_pointed_hebrew_keeps_its_letters_and_points() -> None:
    text = "בְּרֵאשִׁית בָּרָא"
    read = squeezed(text_of(pdf_of(page(set_texts([text])))))
    assert read == squeezed(text)


@pytest.mark.parametrize("scale", [1.0, 0.5731, 1.6])
def test_glyphs_stand_within_a_hundredth_of_a_point(scale: float) -> None:
    runs = (*set_texts(TEXTS), *set_texts([*TEXTS, "בְּרֵאשִׁית"], 9.7))
    group = Group(runs, Rect(0, 0, *A4), 3.3, 7.7, scale)
    data = pdf_of(page([group]))
    wanted, found = expected_glyphs(Group((group,), Rect(0, 0, *A4))), shown_glyphs(data)
    assert [(g.font, g.gid) for g in found] == [(g.font, g.gid) for g in wanted]
    off = [max(abs(a.x - b.x), abs(a.y - b.y)) for a, b in zip(found, wanted, strict=True)]
    assert max(off) < 0.01


def test_a_long_kerned_line_does_not_drift() -> None:
    line = engine().line("AVATAR To. WAVE Ly. " * 40, Style(7.3))
    group = Group(line.glyphs(10, 50), Rect(0, 0, 4000, 100))
    found = shown_glyphs(pdf_of(page([group], (4000, 100))))
    wanted = expected_glyphs(group)
    assert len(found) == len(wanted) > 700
    assert max(abs(a.x - b.x) for a, b in zip(found, wanted, strict=True)) < 0.01


def test_rounded_moves_do_not_add_up() -> None:
    (run,) = set_texts(["a"])
    step = fonts().face(run.font).advance(run.gids[0]) * run.size - 1.00499 * run.size / 1000
    count = 3000
    long = replace(
        run,
        gids=run.gids * count,
        text=run.text * count,
        clusters=tuple(range(count)),
        dx=tuple(i * step for i in range(count)),
        units=(),
    )
    last = shown_glyphs(pdf_of(page([long])))[-1]
    assert abs(last.x - long.x - long.dx[-1]) < 0.01


def test_a_character_that_no_font_holds_is_a_visible_box_and_can_be_read() -> None:
    runs = set_texts(["a\U00013000b"], 40)
    data = pdf_of(page(runs))
    assert [bool(g.gid) for g in shown_glyphs(data)] == [True] * 3
    assert squeezed(text_of(data)) == "a\U00013000b"
    (box,) = [run for run in runs if 0 in run.gids]
    extents = fonts().face(box.font).hb_font.get_glyph_extents(0)
    k = box.size / fonts().face(box.font).units_per_em
    pdf = pypdfium2.PdfDocument(data)
    seen = pdf[0].render(scale=1).to_pil().convert("L")
    pdf.close()
    left = box.x + box.dx[box.gids.index(0)] + extents.x_bearing * k
    across = [seen.getpixel((x, round(box.y - extents.y_bearing * k / 2))) for x in range(595)]
    edge = across[round(left) - 1 : round(left) + 4]
    inside = across[round(left) + 6 : round(left) + 10]
    assert min(edge) < 128
    assert min(inside) > 240


def test_known_characters_never_use_the_missing_glyph() -> None:
    assert all(g.gid for g in shown_glyphs(pdf_of(page(set_texts(TEXTS)))))


def _fonts(data: bytes) -> list[Any]:
    with opened(data) as pdf:
        return [
            (str(o.Subtype), str(o.get("/BaseFont")), _embedded(o))
            for o in pdf.objects
            if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"
        ]


def _embedded(font: Any) -> bool:
    if font.Subtype == "/Type0":
        return "/ToUnicode" in font
    return "/FontFile2" in font.FontDescriptor


def test_every_font_is_embedded_and_there_is_no_other() -> None:
    found = _fonts(pdf_of(page(set_texts(TEXTS))))
    assert len(found) >= 14
    assert all(embedded for _kind, _name, embedded in found)
    assert {kind for kind, _name, _embedded in found} == {"/Type0", "/CIDFontType2"}
    assert not any("Helvetica" in name for _kind, name, _embedded in found)


def test_fonts_are_cut_down_to_what_is_used() -> None:
    assert len(pdf_of(page(set_texts(["Hello 漢字"])))) < 20_000


def test_a_run_that_begins_off_its_origin_is_kept_there() -> None:
    (run,) = set_texts(["abc"])
    moved = replace(run, dx=tuple(dx + 5 for dx in run.dx), dy=(0.0, -2.0, 0.0), units=())
    items: list[Item] = [moved]
    found = shown_glyphs(pdf_of(page(items)))
    wanted = expected_glyphs(Group(tuple(items), Rect(0, 0, 1, 1)))
    assert all(
        abs(a.x - b.x) < 0.01 and abs(a.y - b.y) < 0.01 for a, b in zip(found, wanted, strict=True)
    )


LETTERS = st.text(
    st.sampled_from("abfilÄé AVTo.ДжяΩάبتلا المשםאक्षितำที่น漢かな😀ﬁ\u200d"), max_size=40
)


@settings(max_examples=40, deadline=None)
@given(LETTERS)
@example("a \u200d b")
@example("לא \u200dب \u200d א")
def test_any_text_shows_the_engines_glyphs_at_their_places(text: str) -> None:
    runs = [run for run in set_texts([text]) if isinstance(run, Glyphs)]
    group = Group(tuple(runs), Rect(0, 0, *A4))
    found = shown_glyphs(pdf_of(page([group])))
    kept = {(g.font, g.gid) for g in found}
    wanted = [g for g in expected_glyphs(group) if (g.font, g.gid) in kept]
    assert [g.gid for g in found] == [g.gid for g in wanted]
    for a, b in zip(found, wanted, strict=True):
        assert abs(a.x - b.x) < 0.01
        assert abs(a.y - b.y) < 0.01
