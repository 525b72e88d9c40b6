"""Runs of glyphs in an SVG: as outlines, which look the same everywhere, or as text that stays text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from journeyeditor.export.markup import attribute, content, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyeditor.layout.drawing import Glyphs
    from journeyeditor.layout.fonts import Face, FontStore


_WORDS = re.compile(r"\S+")
# They have done their work when the text is laid out.
_BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Families by the beginning of a face's key, the one that the text was laid out with first.
_FAMILIES: tuple[tuple[str, str], ...] = (
    ("NotoSansArabic", "'Noto Sans Arabic', 'Segoe UI', Tahoma, sans-serif"),
    ("NotoSansHebrew", "'Noto Sans Hebrew', 'Segoe UI', Arial, sans-serif"),
    ("NotoSansDevanagari", "'Noto Sans Devanagari', 'Nirmala UI', Mangal, sans-serif"),
    ("NotoSansThai", "'Noto Sans Thai', 'Leelawadee UI', Thonburi, sans-serif"),
    ("NotoEmoji", "'Noto Emoji', 'Segoe UI Symbol', 'Apple Color Emoji', sans-serif"),
    ("NotoSans", "'Noto Sans', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"),
    ("WenQuanYi", "'WenQuanYi Micro Hei', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif"),
    ("DejaVu", "'DejaVu Sans', 'Segoe UI Symbol', 'Apple Symbols', sans-serif"),
)


def font_family(key: str) -> str:
    """The chain of families to ask for a face's characters."""
    return next((chain for start, chain in _FAMILIES if key.startswith(start)), "sans-serif")


class GlyphOutlines:
    """The outlines of the glyphs that one file uses, each kept once in its `definitions`."""

    def __init__(self, fonts: FontStore) -> None:
        self.definitions: list[str] = []
        self._fonts = fonts
        self._known: dict[tuple[str, int], str] = {}

    def uses(self, run: Glyphs, colour: str) -> str:
        """The run as references to its glyphs' outlines."""
        face = self._fonts.face(run.font)
        k = run.size / face.units_per_em
        heights = run.dy or (0.0,) * len(run.gids)
        shown = "".join(
            f'<use xlink:href="#{key}" x="{number(x / k, 1)}"{_y(-y / k)}/>'
            for gid, x, y in zip(run.gids, run.dx, heights, strict=True)
            if (key := self._glyph(face, gid))
        )
        if not shown:
            return ""
        thick = f' stroke="{colour}" stroke-width="{number(run.embolden / k)}"' * bool(run.embolden)
        place = f"translate({number(run.x)} {number(run.y)}) scale({k:.6g} {-k:.6g})"
        label = attribute(_BIDI_CONTROLS.sub("", run.text))
        return f'<g transform="{place}" fill="{colour}"{thick} aria-label={label}>{shown}</g>'

    def _glyph(self, face: Face, gid: int) -> str:
        """The name of a glyph's outline, "" for one without ink."""
        known = self._known.get((face.key, gid))
        if known is None:
            drawn = outline(face, gid)
            known = f"g{len(self.definitions) + 1}" if drawn else ""
            if drawn:
                self.definitions.append(f'<path id="{known}" d="{drawn}"/>')
            self._known[face.key, gid] = known
        return known


def _y(value: float) -> str:
    return f' y="{number(value, 1)}"' if value else ""


class _Pen:
    """Takes down an outline as the steps of an SVG path, in units of the font, y up."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    def _step(self, verb: str, *points: tuple[float, float]) -> None:
        flat = " ".join(number(value, 1) for point in points for value in point)
        self.steps.append(verb + flat)

    def moveTo(self, point: tuple[float, float]) -> None:
        self._step("M", point)

    def lineTo(self, point: tuple[float, float]) -> None:
        self._step("L", point)

    def qCurveTo(self, *points: tuple[float, float]) -> None:
        self._step("Q", *points)

    def curveTo(self, *points: tuple[float, float]) -> None:
        self._step("C", *points)

    def closePath(self) -> None:
        self._step("Z")

    endPath = closePath  # noqa: N815


def outline(face: Face, gid: int) -> str:
    """A glyph's outline as an SVG path in units of the font, y up; "" for one without ink."""
    pen = _Pen()
    face.hb_font.draw_glyph_with_pen(gid, pen)
    return "".join(pen.steps)


def text_element(run: Glyphs, colour: str) -> str:
    """The run as text, each word at the place that the layout gave it."""
    if not run.gids or not run.text.strip():
        return ""
    look = (
        f'y="{number(run.y)}" font-family="{font_family(run.font)}" font-size="{number(run.size)}"'
        f'{_manner(run)} fill="{colour}"'
    )
    if run.rtl:
        text = content(_BIDI_CONTROLS.sub("", run.seen()).strip())
        return (
            f'<text x="{number(run.x + run.width)}" {look} direction="rtl" '
            f'unicode-bidi="bidi-override"{_length(run.text, run.width)}>{text}</text>'
        )
    # Readers that know no places of single words set them one behind the other from here.
    return f'<text x="{number(run.x)}" {look}>{" ".join(_words(run))}</text>'


def _manner(run: Glyphs) -> str:
    bold = ' font-weight="bold"' if "Bold" in run.font or run.embolden else ""
    return bold + (' font-style="italic"' if "Italic" in run.font else "")


def _words(run: Glyphs) -> Iterator[str]:
    """The words of a run that reads from left to right."""
    starts = sorted(zip(run.clusters, run.dx, strict=True))
    ends = (*run.dx[1:], run.width)
    after = dict(zip(run.clusters, ends, strict=True))
    for word in _WORDS.finditer(run.text):
        inside = [(c, x) for c, x in starts if word.start() <= c < word.end()]
        seen = run.seen(*word.span())
        text = content(_BIDI_CONTROLS.sub("", seen))
        if inside and text:
            x = inside[0][1]
            width = max((after[c] for c, _ in inside), default=x) - x
            place = f'x="{number(run.x + x)}"{_length(seen, width)}'
            yield f"<tspan {place}>{text}</tspan>"


def _length(text: str, width: float) -> str:
    if len(text) < 2 or width <= 0:
        return ""
    return f' textLength="{number(width)}" lengthAdjust="spacingAndGlyphs"'
