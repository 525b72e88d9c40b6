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

    from journeyeditor.layout.fonts import FontStore, Style
    from journeyeditor.layout.text.clusters import Clusters

_FLAGS = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
_DEFAULT_SCRIPT = "Latn"
# Blanks that fonts map differently or not at all are shown as the plain space.
_AS_SPACE = {ord("\t"): ord(" ")}
_NEVER_MAPPED = 0x10FFFF


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
    """Shapes pieces of text in one style and language, and remembers them."""

    def __init__(self, fonts: FontStore, clusters: Clusters, style: Style, language: str) -> None:
        self._fonts = fonts
        self._clusters = clusters
        self._style = style
        self._language = language
        self._base = fonts.base(style)
        self._scripts: dict[str, str] = {}

    def shape(self, text: str, rtl: bool, before: str = "", after: str = "") -> tuple[Unit, ...]:
        """The units of a piece in logical order; `before` and `after` are what it stands next to."""
        return tuple(self._unit(text, part, rtl, before, after) for part in self._parts(text))

    def blanks(self, text: str, rtl: bool, face: str) -> tuple[Unit, ...]:
        """The units of blanks behind text in a face, in that face if its blanks are no wider or narrower."""
        if not face or self._space(face) != self._space(self._base.key):
            face = self._base.key
        part = _Part(0, len(text), face, _DEFAULT_SCRIPT)
        return (self._unit(text, part, rtl, "", ""),) if text else ()

    def _space(self, key: str) -> float:
        face = self._fonts.face(key)
        return face.advance(face.glyph(" ")) if face.glyph(" ") else 0.0

    def _parts(self, text: str) -> list[_Part]:
        if text.isascii() and text.isprintable():
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
        missing = tuple(c for c in own if not (is_ignorable(c) or c.isspace() or face.glyph(c)))
        buffer = hb.Buffer()
        buffer.flags = _FLAGS
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        codes = [self._code(c, missing) for c in before + text + after]
        offset = len(before) + part.start
        buffer.add_codepoints(codes, offset, len(own))
        buffer.direction = "rtl" if rtl else "ltr"
        buffer.script = part.script
        if self._language:
            buffer.language = self._language
        hb.shape(face.hb_font, buffer)
        return self._placed(buffer, own, part.face, rtl, offset, missing)

    def _code(self, character: str, missing: tuple[str, ...]) -> int:
        # A control character that a font maps to an empty glyph has to show as a box like the others.
        if character in missing and ord(character) < 0xA0:
            return _NEVER_MAPPED
        return _AS_SPACE.get(ord(character), ord(character))

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
        pen = 0
        for place in positions:
            dx.append((pen + place.x_offset) * scale)
            pen += place.x_advance
        lifted = any(place.y_offset for place in positions)
        dy = tuple(-place.y_offset * scale for place in positions) if lifted else ()
        starts = tuple(info.cluster - offset for info in infos)
        gids = tuple(info.codepoint for info in infos)
        return Unit(key, rtl, text, gids, tuple(dx), dy, starts, pen * scale, missing)


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
