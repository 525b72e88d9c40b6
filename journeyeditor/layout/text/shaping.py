"""Shaping: pieces of text of one direction become units, glyphs of one face with their places.

HarfBuzz does the shaping (kerning, ligatures, joining, reordering, mirrored brackets). A piece is cut where the
face or the script changes, never within a grapheme cluster, and each part is shaped with sight of its
neighbours, so Arabic letters join across a cut.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import uharfbuzz as hb

from journeyeditor.layout.fonts import is_ignorable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeyeditor.layout.fonts import Face, FontStore, Style
    from journeyeditor.layout.text.clusters import Clusters

_FLAGS = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
_DEFAULT_SCRIPT = "Latn"
# All before it is Latin, or common to several scripts: letters, digits and punctuation of most European languages.
_BEYOND_LATIN = "\u0250"
# Some fonts map control characters to empty glyphs; what is missing has to show as a box, so it is asked for by
# a code that no font maps.
_NEVER_MAPPED = 0x10FFFF
# HarfBuzz looks at no more than this many characters beside a piece.
CONTEXT = 5


class Unit(NamedTuple):
    """Glyphs of one face in one direction, in visual order; `dx`, `dy`, `width` are points.

    `clusters[i]` is the index in `text` (logical order) of the first character that glyph i shows;
    `missing` are the characters that no face holds.
    """

    face: str
    rtl: bool
    text: str
    gids: tuple[int, ...]
    dx: tuple[float, ...]
    dy: tuple[float, ...]
    clusters: tuple[int, ...]
    width: float
    missing: tuple[str, ...] = ()


def joined(units: Sequence[Unit]) -> Unit:
    """Units of one face and direction, given from left to right, as one."""
    if len(units) == 1:
        return units[0]
    rtl = units[0].rtl
    gids: list[int] = []
    dx: list[float] = []
    starts: list[int] = []
    pen = 0.0
    at = sum([len(unit.text) for unit in units]) if rtl else 0
    for unit in units:
        length = len(unit.text)
        at -= length if rtl else 0
        gids += unit.gids
        dx += [pen + place for place in unit.dx]
        starts += [at + start for start in unit.clusters]
        at += 0 if rtl else length
        pen += unit.width
    text = "".join([unit.text for unit in (reversed(units) if rtl else units)])
    missing = tuple([character for unit in units for character in unit.missing])
    return Unit(
        units[0].face, rtl, text, tuple(gids), tuple(dx), _lifts(units), tuple(starts), pen, missing
    )


def _lifts(units: Sequence[Unit]) -> tuple[float, ...]:
    if not any([unit.dy for unit in units]):  # noqa: C419 - a list is faster for so few
        return ()
    return tuple([lift for unit in units for lift in (unit.dy or (0.0,) * len(unit.gids))])


class _Part(NamedTuple):
    start: int
    end: int
    face: str
    script: str


class Shaper:
    """Shapes pieces of text in one style and language."""

    def __init__(self, fonts: FontStore, clusters: Clusters, style: Style, language: str) -> None:
        self._fonts = fonts
        self._clusters = clusters
        self._style = style
        self._language = language
        self._base = fonts.base(style)
        self._scripts: dict[str, str] = {}
        self._blanks: dict[tuple[str, bool, str], Unit] = {}

    def shape(self, text: str, rtl: bool, before: str = "", after: str = "") -> tuple[Unit, ...]:
        """The units of a piece in logical order; `before` and `after` are what it stands next to."""
        return tuple(self._unit(text, part, rtl, before, after) for part in self._parts(text))

    def width(self, word: str) -> float | None:
        """How wide a Latin word is that runs from left to right, without making its glyphs; None for any other."""
        if not self._is_latin(word):
            return None
        base = self._base
        buffer = self._shaped(list(map(ord, word)), base, _DEFAULT_SCRIPT, False)
        pen = sum([int(position.x_advance) for position in buffer.glyph_positions])
        return pen * (self._style.size / base.units_per_em)

    def _is_latin(self, text: str) -> bool:
        """Whether the base face alone shows a text, in one script; most texts are told from their letters."""
        return (
            max(text, default="") < _BEYOND_LATIN
            and text.isprintable()
            and all(map(self._base.glyph, text))
        )

    def blanks(self, text: str, rtl: bool, face: str) -> Unit:
        """The unit of blanks behind text set in a face ("" for none): of that face if they are as wide there."""
        key = (text, rtl, face)
        found = self._blanks.get(key)
        if found is None:
            same = face and self._space(face) == self._space(self._base.key)
            part = _Part(0, len(text), face if same else self._base.key, _DEFAULT_SCRIPT)
            found = self._blanks[key] = self._unit(text, part, rtl, "", "")
        return found

    def _space(self, key: str) -> float:
        face = self._fonts.face(key)
        return face.advance(face.glyph(" ")) if face.glyph(" ") else 0.0

    def _parts(self, text: str) -> list[_Part]:
        if self._is_latin(text):
            return [_Part(0, len(text), self._base.key, _DEFAULT_SCRIPT)] if text else []
        parts: list[_Part] = []
        position = 0
        for cluster in self._clusters.cut(text):
            face = self._face(cluster, parts[-1].face if parts else None)
            # Where no face holds a letter with all its marks, each is drawn from where it is held.
            for stretch in (cluster,) if face else cluster:
                start, position = position, position + len(stretch)
                chosen = face or self._fonts.choose(stretch, self._style) or self._base.key
                _append(parts, _Part(start, position, chosen, self.script(stretch[0])))
        return [part._replace(script=part.script or _DEFAULT_SCRIPT) for part in parts]

    def _face(self, cluster: str, previous: str | None) -> str | None:
        if previous and (cluster.isspace() or all(map(is_ignorable, cluster))):
            return previous
        return self._fonts.choose(cluster, self._style)

    def script(self, character: str) -> str:
        """The ISO 15924 tag of a character's script as HarfBuzz knows it, "" for those common to several."""
        found = self._scripts.get(character)
        if found is None:
            buffer = hb.Buffer()
            buffer.add_codepoints([ord(character)])
            buffer.guess_segment_properties()
            found = self._scripts[character] = buffer.script or ""
        return found

    def _unit(self, text: str, part: _Part, rtl: bool, before: str, after: str) -> Unit:
        face = self._fonts.face(part.face)
        own = text[part.start : part.end]
        missing = self._missing(own, face)
        left = (before + text[max(0, part.start - CONTEXT) : part.start])[-CONTEXT:]
        right = (text[part.end : part.end + CONTEXT] + after)[:CONTEXT]
        codes = list(map(ord, (left + own + right).replace("\t", " ")))
        if missing:
            codes = [_NEVER_MAPPED if chr(code) in missing else code for code in codes]
        buffer = self._shaped(codes, face, part.script, rtl, len(left), len(own))
        return self._placed(buffer, own, part.face, rtl, len(left), missing)

    def _shaped(
        self,
        codes: list[int],
        face: Face,
        script: str,
        rtl: bool,
        start: int = 0,
        length: int | None = None,
    ) -> hb.Buffer:
        """The glyphs of `length` characters from `start`, the others being what they stand next to."""
        buffer = hb.Buffer()
        buffer.flags = _FLAGS
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_codepoints(codes, start, len(codes) if length is None else length)
        buffer.direction = "rtl" if rtl else "ltr"
        buffer.script = script
        if self._language:
            buffer.language = self._language
        hb.shape(face.hb_font, buffer)
        return buffer

    def _missing(self, text: str, face: Face) -> tuple[str, ...]:
        """The characters of a text that a face shows as a box."""
        if face is self._base and all(map(face.glyph, text)):
            return ()
        return tuple([c for c in text if not (face.shows(c) or c.isspace() or is_ignorable(c))])

    def _placed(
        self,
        buffer: hb.Buffer,
        text: str,
        key: str,
        rtl: bool,
        offset: int,
        missing: tuple[str, ...],
    ) -> Unit:
        scale = self._style.size / self._fonts.face(key).units_per_em
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        dx: list[float] = []
        dy: list[float] = []
        pen = 0
        for right, up, advance in [(p.x_offset, p.y_offset, p.x_advance) for p in positions]:
            dx.append((pen + right) * scale)
            dy.append(-up * scale)
            pen += advance
        starts = tuple([info.cluster - offset for info in infos])
        gids = tuple([info.codepoint for info in infos])
        lifts = tuple(dy) if any(dy) else ()
        return Unit(key, rtl, text, gids, tuple(dx), lifts, starts, pen * scale, missing)


def _append(parts: list[_Part], new: _Part) -> None:
    """Add a part, or lengthen the last one where face and script agree; "" agrees with every script."""
    last = parts[-1] if parts else None
    if (
        last is None
        or last.face != new.face
        or (last.script and new.script not in ("", last.script))
    ):
        parts.append(new)
    else:
        parts[-1] = _Part(last.start, new.end, last.face, last.script or new.script)
