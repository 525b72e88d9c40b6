"""What PDF tests share: fonts and layout, pages around items, and a reader that replays a page's text."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

from journeyeditor.export.pdf import PdfInfo, pdf_bytes
from journeyeditor.layout.drawing import Glyphs, Group, Item, Rect, walk
from journeyeditor.layout.fonts import FontStore, Style
from journeyeditor.layout.grid import MapLayout
from journeyeditor.layout.icons import IconSet
from journeyeditor.layout.pages import Page
from journeyeditor.layout.palette import Palette
from journeyeditor.layout.text import TextEngine
from journeyeditor.model.messages import untranslated

RESOURCES = Path(__file__).parents[2] / "resources"
INFO = PdfInfo("Title", "Author", "Subject", "en", "2026-03-01T09:30:00Z", "journeyeditor")
A4 = (595.0, 842.0)

TEXTS = (
    "Hello office fluffy AVA To. affinity 1–2",
    "Ελληνικά κείμενο Ἀθῆναι",
    "Привет, мир",
    "مرحبا بالعالم 123 لا إله",
    "שלום עולם 45 ספר",
    "हिन्दी में किताब क्षत्रिय",
    "ภาษาไทยที่นี่ น้ำ",
    "漢字かな交じり文 한국어 中文",
    "😀 👩‍🚀 👍🏽 emoji → ✓",
    "Mixed עברית and العربية in English (12)",
)


@cache
def fonts() -> FontStore:
    return FontStore(RESOURCES / "fonts")


@cache
def engine() -> TextEngine:
    return TextEngine(fonts())


@cache
def palette(name: str = "print") -> Palette:
    return Palette.load(RESOURCES / "themes" / f"{name}.json")


@cache
def map_layout() -> MapLayout:
    return MapLayout(engine(), IconSet.load(RESOURCES / "icons"), untranslated)


def page(items: Sequence[Item], size: tuple[float, float] = A4) -> Page:
    """A page that holds just these items."""
    return Page(*size, Group(tuple(items), Rect(0, 0, *size)), "1")


def set_texts(texts: Sequence[str], size: float = 12) -> tuple[Glyphs, ...]:
    """Texts one below the other in a column of 400 pt."""
    runs: list[Glyphs] = []
    y = 30.0
    for text in texts:
        paragraph = engine().wrap(text, Style(size), 400)
        runs += paragraph.glyphs(40, y)
        y += paragraph.height + 6
    return tuple(runs)


def pdf_of(
    *pages: Page, images: dict[str, bytes] | None = None, info: PdfInfo = INFO, **more: Any
) -> bytes:
    stored = images or {}
    return pdf_bytes(pages, fonts=fonts(), palette=palette(), image=stored.get, info=info, **more)


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def text_of(data: bytes) -> str:
    """The text of all pages as pdfium reads it, in the normal form NFC."""
    pdf = pypdfium2.PdfDocument(data)
    read = [_page_text(pdf[number]) for number in range(len(pdf))]
    pdf.close()
    return unicodedata.normalize("NFC", "\n".join(read))


def _page_text(sheet: Any) -> str:
    text = sheet.get_textpage()
    read = str(text.get_text_range())
    text.close()
    sheet.close()
    return read


def squeezed(text: str) -> str:
    """A text without blanks, in the normal form NFC."""
    return unicodedata.normalize("NFC", "".join(text.split()))


@dataclass(frozen=True, slots=True)
class Shown:
    """A glyph of a page: its number in the font file and its origin in points from the top left corner."""

    font: str
    gid: int
    x: float
    y: float


def shown_glyphs(data: bytes, number: int = 0) -> list[Shown]:
    """Every glyph of a page, found by replaying its text operators, sorted by number and place."""
    with opened(data) as pdf:
        return sorted(_Replay(pdf.pages[number]).glyphs(), key=_by_place)


def _by_place(glyph: Shown) -> tuple[str, int, float, float]:
    return glyph.font, glyph.gid, round(glyph.y, 1), glyph.x


def expected_glyphs(group: Group) -> list[Shown]:
    """The same from the display list."""
    found = []
    for leaf, spot in walk(group):
        if isinstance(leaf, Glyphs):
            heights = leaf.dy or (0.0,) * len(leaf.gids)
            for gid, dx, dy in zip(leaf.gids, leaf.dx, heights, strict=True):
                found.append(Shown(leaf.font, gid, *spot.point(leaf.x + dx, leaf.y + dy)))
    return sorted(found, key=_by_place)


def to_unicode(font: Any) -> dict[int, str]:
    """What each code of an embedded font stands for."""
    found = _BFCHAR.findall(font.ToUnicode.read_bytes())
    return {int(c, 16): bytes.fromhex(t.decode()).decode("utf-16-be") for c, t in found}


_BFCHAR = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")


class _Replay:
    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._height = float(sheet.MediaBox[3])
        self._fonts: dict[str, _Font] = {}

    def _font(self, name: str) -> _Font:
        if name not in self._fonts:
            self._fonts[name] = _Font(self._sheet.Resources.Font[name])
        return self._fonts[name]

    def glyphs(self) -> Iterator[Shown]:
        font: _Font | None = None
        size = rise = k = x = y = 0.0
        for step in pikepdf.parse_content_stream(self._sheet):
            operands: Any = step.operands
            match str(step.operator):
                case "Tf":
                    font, size = self._font(str(operands[0])), float(operands[1])
                case "Tm":
                    k, x, y = float(operands[0]), float(operands[4]), float(operands[5])
                case "Ts":
                    rise = float(operands[0])
                case "TJ":
                    assert font is not None
                    parts = [*operands[0]]
                    for part, after in zip(parts, [*parts[1:], 0], strict=True):
                        if not isinstance(part, pikepdf.String):
                            x -= float(part) * size / 1000 * k
                            continue
                        back = 0.0 if isinstance(after, pikepdf.String) else float(after)
                        for gid, width in font.glyphs(bytes(part), back):
                            if gid is not None:
                                yield Shown(font.name, gid, x, self._height - y - rise * k)
                            x += width * size / 1000 * k


class _Font:
    def __init__(self, font: Any) -> None:
        below = font.DescendantFonts[0]
        self.name = str(font.BaseFont).partition("+")[2]
        listed = list(below.W)
        self._widths = {int(listed[i]): float(listed[i + 1][0]) for i in range(0, len(listed), 2)}
        self._map = b"" if below.CIDToGIDMap == "/Identity" else below.CIDToGIDMap.read_bytes()
        self._texts = to_unicode(font)

    def _carries(self, code: int, gid: int, back: float) -> bool:
        """Whether a code only carries a character beside another glyph: it has no ink, its text has, and the pen
        goes `back` (in thousandths of the size) by all that it went forward."""
        extents = fonts().face(self.name).hb_font.get_glyph_extents(gid)
        text = self._texts.get(code, "")
        inked = extents.width or extents.height
        return bool(text.strip()) and not inked and abs(back - self._widths[code]) < 0.01

    def glyphs(self, codes: bytes, back: float) -> Iterator[tuple[int | None, float]]:
        """The glyph of each code of a string (None: it only carries a text) and how far the pen goes for it; after
        the last one it goes `back`."""
        for i in range(0, len(codes), 2):
            code = int.from_bytes(codes[i : i + 2], "big")
            gid = int.from_bytes(self._map[2 * code : 2 * code + 2], "big") if self._map else code
            carries = self._carries(code, gid, back if i + 2 == len(codes) else 0.0)
            yield (None if carries else gid), self._widths[code]
