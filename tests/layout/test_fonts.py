"""The faces: every file is there with its licence, and characters find the face they should."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from journeyeditor.layout.fonts import CHAINS, FILES, FontStore, Style

FOLDER = Path(__file__).parents[2] / "resources" / "fonts"
PLAIN = Style(10)


@pytest.fixture(scope="module")
def fonts() -> FontStore:
    return FontStore(FOLDER)


@pytest.mark.parametrize("key", FILES)
def test_files_may_be_embedded_and_have_outlines(fonts: FontStore, key: str) -> None:
    face = fonts.face(key)
    with TTFont(face.path, lazy=True) as font:
        # fsType 8 allows embedding in documents that can be edited; 2 would forbid it.
        assert font["OS/2"].fsType in (0, 8)
        assert "glyf" in font
        assert "fvar" not in font
        assert font["head"].unitsPerEm == face.units_per_em
    licences = {"OFL.txt", "LICENSE.txt"}
    assert licences & {path.name for path in face.path.parent.iterdir()}


@pytest.mark.parametrize("key", FILES)
def test_what_is_missing_shows_as_a_box(fonts: FontStore, key: str) -> None:
    extents = fonts.face(key).hb_font.get_glyph_extents(0)
    assert extents.width > 0
    assert fonts.face(key).advance(0) > 0


@pytest.mark.parametrize(
    ("cluster", "key"),
    [
        ("a", "NotoSans-Regular"),
        ("ش", "NotoSansArabic-Regular"),
        ("א", "NotoSansHebrew-Regular"),
        ("क्ष", "NotoSansDevanagari-Regular"),
        ("ก", "NotoSansThai-Regular"),
        ("→", "DejaVuSans"),
        ("漢", "WenQuanYiMicroHei"),
        ("한", "WenQuanYiMicroHei"),
        ("😀", "NotoEmoji-Regular"),
        ("👩\u200d💻", "NotoEmoji-Regular"),
        ("👍🏽", "NotoEmoji-Regular"),
        ("1\ufe0f\u20e3", "NotoEmoji-Regular"),
        ("☎", "DejaVuSans"),
        ("☎\ufe0f", "NotoEmoji-Regular"),
        ("\ue000", None),
        ("\0", None),
    ],
)
def test_choice_of_a_face(fonts: FontStore, cluster: str, key: str | None) -> None:
    assert fonts.choose(cluster, PLAIN) == key


def test_bold_and_italic_have_their_own_faces(fonts: FontStore) -> None:
    assert fonts.choose("ש", Style(10, bold=True)) == "NotoSansHebrew-Bold"
    assert fonts.base(Style(10, bold=True, italic=True)).key == "NotoSans-BoldItalic"
    assert {key for chain in CHAINS.values() for key in chain} == set(FILES)


def test_metrics_and_coverage(fonts: FontStore) -> None:
    face = fonts.base(PLAIN)
    assert (face.ascender, face.descender) == (1.069, 0.293)
    assert face.advance(face.glyph("a")) == 0.561
    assert fonts.covers_all("Größe, Жук, Ωmega", PLAIN)
    assert not fonts.covers_all("a→b", PLAIN)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"NotoSans-Regular\.ttf is missing"):
        FontStore(tmp_path).base(PLAIN).glyph("a")
