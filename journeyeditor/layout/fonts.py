"""The typefaces of the program: which files there are, what they hold, and which face shows which character.

All faces are static TrueType files below one folder. Nothing is read before it is needed, so a store costs
nothing to make; whoever sets text is handed the one store of the process. Metrics are in ems (1.0 = the type
size), glyph numbers are those of the file.
"""

from __future__ import annotations

import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import uharfbuzz as hb
from uniseg.emoji import emoji_presentation

if TYPE_CHECKING:
    from pathlib import Path


class Style(NamedTuple):
    """How a text is set: the type size in points, bold and italic."""

    size: float
    bold: bool = False
    italic: bool = False


FILES: dict[str, str] = {
    "NotoSans-Regular": "noto-sans/NotoSans-Regular.ttf",
    "NotoSans-Bold": "noto-sans/NotoSans-Bold.ttf",
    "NotoSans-Italic": "noto-sans/NotoSans-Italic.ttf",
    "NotoSans-BoldItalic": "noto-sans/NotoSans-BoldItalic.ttf",
    "NotoSansArabic-Regular": "noto-sans-arabic/NotoSansArabic-Regular.ttf",
    "NotoSansArabic-Bold": "noto-sans-arabic/NotoSansArabic-Bold.ttf",
    "NotoSansHebrew-Regular": "noto-sans-hebrew/NotoSansHebrew-Regular.ttf",
    "NotoSansHebrew-Bold": "noto-sans-hebrew/NotoSansHebrew-Bold.ttf",
    "NotoSansDevanagari-Regular": "noto-sans-devanagari/NotoSansDevanagari-Regular.ttf",
    "NotoSansDevanagari-Bold": "noto-sans-devanagari/NotoSansDevanagari-Bold.ttf",
    "NotoSansThai-Regular": "noto-sans-thai/NotoSansThai-Regular.ttf",
    "NotoSansThai-Bold": "noto-sans-thai/NotoSansThai-Bold.ttf",
    "DejaVuSans": "dejavu/DejaVuSans.ttf",
    "WenQuanYiMicroHei": "wenquanyi/WenQuanYiMicroHei.ttf",
    "NotoEmoji-Regular": "noto-emoji/NotoEmoji-Regular.ttf",
}

EMOJI = "NotoEmoji-Regular"

_SCRIPTS = ("NotoSansArabic", "NotoSansHebrew", "NotoSansDevanagari", "NotoSansThai")
_TAIL = ("DejaVuSans", "WenQuanYiMicroHei", EMOJI)


# Faces of one weight whose letters are made bold by a stroke around them, as wide as this share of the size.
_THICKENED = frozenset({"WenQuanYiMicroHei"})
_STROKE_SHARE = 1 / 26


def embolden(face: str, style: Style) -> float:
    """The width in points of the stroke that stands in for a bold face; 0 where there is one, or none is wanted."""
    return style.size * _STROKE_SHARE if style.bold and face in _THICKENED else 0.0


def _chain(base: str, weight: str) -> tuple[str, ...]:
    return (f"NotoSans-{base}", *(f"{name}-{weight}" for name in _SCRIPTS), *_TAIL)


# By (bold, italic): the faces to ask for a character, in this order. Only Noto Sans has italics.
CHAINS: dict[tuple[bool, bool], tuple[str, ...]] = {
    (False, False): _chain("Regular", "Regular"),
    (True, False): _chain("Bold", "Bold"),
    (False, True): _chain("Italic", "Regular"),
    (True, True): _chain("BoldItalic", "Bold"),
}

_TEXT_SELECTOR, _EMOJI_SELECTOR, _JOINER, _KEYCAP = "\ufe0e", "\ufe0f", "\u200d", "\u20e3"
_SKIN_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))


class Face:
    """One font file: its HarfBuzz objects, metrics in ems, and which characters it holds."""

    def __init__(self, key: str, path: Path) -> None:
        self.key = key
        self.path = path
        self._glyphs: dict[str, int] = {}

    @cached_property
    def hb_face(self) -> hb.Face:
        """The HarfBuzz face; raises FileNotFoundError with the path where the file is gone."""
        if not self.path.is_file():
            raise FileNotFoundError(
                f"The font file {self.path} is missing; install the program again."
            )
        return hb.Face(hb.Blob.from_file_path(str(self.path)))

    @cached_property
    def hb_font(self) -> hb.Font:
        """The HarfBuzz font, scaled to `units_per_em`."""
        return hb.Font(self.hb_face)

    @cached_property
    def units_per_em(self) -> int:
        return int(self.hb_face.upem)

    @cached_property
    def ascender(self) -> float:
        """How far the face reaches above the baseline, in ems (positive)."""
        return float(self.hb_font.get_font_extents("ltr").ascender) / self.units_per_em

    @cached_property
    def descender(self) -> float:
        """How far the face reaches below the baseline, in ems (positive)."""
        return -float(self.hb_font.get_font_extents("ltr").descender) / self.units_per_em

    @cached_property
    def characters(self) -> frozenset[str]:
        """Every character the face holds; to ask for a single one, `glyph` is cheaper."""
        return frozenset(c for c in map(chr, self.hb_face.unicodes) if self.glyph(c))

    def glyph(self, character: str) -> int:
        """The glyph number of one character, 0 where the face does not hold it."""
        found = self._glyphs.get(character)
        if found is None:
            found = self._glyphs[character] = self._nominal(character)
        return found

    def shows(self, character: str) -> bool:
        """Whether the face draws a character, as one glyph or from its canonical parts."""
        if self.glyph(character):
            return True
        parts = unicodedata.normalize("NFD", character)
        return parts != character and all(map(self.glyph, parts))

    def _nominal(self, character: str) -> int:
        if unicodedata.category(character) in _UNDRAWABLE:
            return 0
        return self.hb_font.get_nominal_glyph(ord(character)) or 0

    def advance(self, gid: int) -> float:
        """The width of a glyph in ems."""
        return float(self.hb_font.get_glyph_h_advance(gid)) / self.units_per_em


# Some fonts map control characters to empty glyphs, which would make the character vanish.
_UNDRAWABLE = frozenset({"Cc", "Cs"})


class FontStore:
    """All faces below a folder by their keys, and the choice of a face for a character.

    `folder` holds the files of `FILES`. Unknown keys raise KeyError.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._faces: dict[str, Face] = {}
        self._chosen: dict[tuple[str, bool, bool], str | None] = {}

    def face(self, key: str) -> Face:
        """The face of a key such as "NotoSans-Bold"."""
        found = self._faces.get(key)
        if found is None:
            found = self._faces[key] = Face(key, self.folder / FILES[key])
        return found

    def base(self, style: Style) -> Face:
        """The face that sets the line and shows all it can."""
        return self.face(CHAINS[style.bold, style.italic][0])

    def covers_all(self, text: str, style: Style) -> bool:
        """Whether the base face alone shows the whole text."""
        return self.base(style).characters.issuperset(text)

    def choose(self, cluster: str, style: Style) -> str | None:
        """The key of the first face of the chain that holds every character of a grapheme cluster.

        Emoji go to the emoji face when the text asks for it (presentation, selector, joiner, skin tone,
        keycap). None: no face holds the cluster as a whole.
        """
        key = (cluster, style.bold, style.italic)
        if key not in self._chosen:
            self._chosen[key] = self._search(cluster, CHAINS[style.bold, style.italic])
        return self._chosen[key]

    def _search(self, cluster: str, chain: tuple[str, ...]) -> str | None:
        needed = [c for c in cluster if not is_ignorable(c)]
        order = (EMOJI, *chain) if wants_emoji(cluster) else chain
        for key in order:
            if all(map(self.face(key).shows, needed)):
                return key
        return None


def wants_emoji(cluster: str) -> bool:
    """Whether a grapheme cluster is to be shown as an emoji (UTS #51: presentation and sequences)."""
    if _TEXT_SELECTOR in cluster:
        return False
    if _EMOJI_SELECTOR in cluster or _KEYCAP in cluster:
        return True
    if emoji_presentation(cluster[0]) or not _SKIN_TONES.isdisjoint(cluster):
        return True
    return _JOINER in cluster and any(map(emoji_presentation, cluster))


def is_ignorable(character: str) -> bool:
    """Whether a character is drawn as nothing when no face holds it (format controls, selectors, tags)."""
    return (
        character in _FILLERS
        or unicodedata.category(character) == "Cf"
        or ("\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef")
    )


_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2028\u2029")
