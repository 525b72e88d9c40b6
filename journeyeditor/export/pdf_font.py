"""Typefaces in a PDF: a Type0 font with Identity-H encoding per face, cut down to the glyphs that are used.

Text is written as the engine shaped it, glyph by glyph, so no reader shapes anything anew. What a glyph means is
kept exactly: a code stands for a glyph together with the text it shows, so a glyph that shows two texts (a
space and a no-break space) has two codes, told apart by `CIDToGIDMap` (ISO 32000-1, 9.7.4).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from operator import sub
from typing import TYPE_CHECKING

import uharfbuzz as hb

from journeyeditor.export.pdf_adapter import PdfFile, Value, array, dictionary, name, string
from journeyeditor.export.pdf_text import ADDS_NOTHING, glyph_texts, marks_last, mirrored
from journeyeditor.layout.drawing import Rect

if TYPE_CHECKING:
    from journeyeditor.layout.drawing import Glyphs
    from journeyeditor.layout.fonts import Face, FontStore
    from journeyeditor.layout.text.shaping import Unit

# Gaps that differ by less are the same gap; a line of 200 glyphs then strays by at most 0.002 pt.
_SAME = 1e-5
_DECIMALS = 2
_MOST_CODES = 0x10000
_SYMBOLIC = 4
# Characters whose glyphs show nothing in most faces, those without a width first.
_EMPTY = "\u200b\u200c\u200d "
_CMAP_BLOCK = 100
# What no glyph may stand for (ISO 19005-2, 6.2.11.7), and halves of characters.
_FORBIDDEN = re.compile("[\x00\ufeff\ufffe\uffff\ud800-\udfff]")
_REPLACED = "\ufffd"
_UNUSED_TABLES = (b"GSUB", b"GPOS", b"GDEF", b"name", b"post", b"kern", b"DSIG", b"STAT", b"MATH")

_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange"""
_CMAP_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class PdfFont:
    """One face in one PDF: hands out codes while text is written, and embeds what was used at the end."""

    def __init__(self, face: Face, resource: str) -> None:
        self.resource = resource
        self._face = face
        self._blank = self._empty_glyph()
        self._codes: dict[tuple[int, str], str] = {}
        self._meaning: dict[int, tuple[int, str]] = {}
        self._next_code = face.hb_face.glyph_count
        self._advances: dict[int, float] = {}
        self._at_size: dict[float, dict[int, float]] = {}
        self._known: dict[int, str | None] = {}
        self._kept: list[Unit] = []

    @cached_property
    def blank(self) -> str:
        """A blank within the array of a TJ operator; nothing where the face has none."""
        gid = self._face.glyph(" ")
        if not gid:
            return ""
        self._advance(gid, 1.0, {})
        return f"<{self._codes.get((gid, ' ')) or self._new_code(gid, ' ')}>"

    def words(self, run: Glyphs) -> str:
        """The operators that show a run of words from its origin, with the font set to the run's size; "" for a run
        that can't be written word by word, which `glyphs` shows."""
        # By identity: the engine shapes each word once, and comparing glyph by glyph costs as much as writing them.
        known = self._known
        try:
            words = [known[id(unit)] for unit in run.units]
        except KeyError:
            words = [self._learnt(unit, run.size) for unit in run.units]
        if None in words:
            return ""
        word = "".join(words)  # type: ignore[arg-type]
        return f"[<{word}>] TJ" if word else ""

    def _learnt(self, unit: Unit, size: float) -> str | None:
        if id(unit) not in self._known:
            # The unit is kept, so that nothing else can get its id.
            self._kept.append(unit)
            self._known[id(unit)] = self._word(unit, size)
        return self._known[id(unit)]

    def _word(self, unit: Unit, size: float) -> str | None:
        """A word as it stands within the string of a TJ operator; None where only a whole run can be written."""
        if unit.rtl or unit.dy or 0 in unit.gids:
            return None
        texts, ambiguous = glyph_texts(unit, self._face)
        if ambiguous:
            return None
        pairs = zip(unit.gids, texts, strict=True)
        codes = [self._codes.get(pair) or self._new_code(*pair) for pair in pairs]
        moves = self._moves(unit.gids, (*unit.dx, unit.width), size)
        return _inner(codes, moves)

    def glyphs(self, run: Glyphs) -> str:
        """The same for any run, written glyph by glyph."""
        texts, ambiguous = glyph_texts(run, self._face)
        if 0 in run.gids and self._blank:
            run = replace(run, gids=tuple(gid or self._blank for gid in run.gids))
        if run.rtl:
            texts = [
                mirrored(text, gid, self._face) for text, gid in zip(texts, run.gids, strict=True)
            ]
            run, texts = marks_last(run, texts, self._face)
        pairs = zip(run.gids, texts, strict=True)
        if run.rtl:
            codes = [self._turned(*pair) for pair in pairs]
        else:
            codes = [self._codes.get(pair) or self._new_code(*pair) for pair in pairs]
        shown = self._rows(run, codes)
        if ambiguous and not run.rtl:
            return f"/Span <</ActualText <FEFF{_utf16(run.text)}>>> BDC {shown} EMC"
        return shown

    def boxes(self, run: Glyphs) -> list[Rect]:
        """Where boxes stand for what the face does not hold, from the run's origin with y down, in points.

        They are drawn, as an archived file may not show the glyph that stands for no other (ISO 19005-2, 6.2.11.8).
        """
        extents = self._face.hb_font.get_glyph_extents(0)
        if extents is None or not self._blank:
            return []
        k = run.size / self._face.units_per_em
        return [
            Rect(dx + extents.x_bearing * k, -extents.y_bearing * k, extents.width * k, -extents.height * k)
            for gid, dx in zip(run.gids, run.dx, strict=True)
            if gid == 0
        ]  # fmt: skip

    def _turned(self, gid: int, text: str) -> str:
        """The codes of a glyph in a right-to-left run, as they stand within a string.

        Readers turn such a run round character by character, so a glyph that shows two (lam and alef) would come
        out swapped. All but the one that it is the plain glyph of are therefore carried by empty glyphs that take no
        room: the later ones before the glyph, the earlier ones (a joiner before a blank) behind it.
        """
        text = text or ADDS_NOTHING
        if len(text) <= 1 or not self._blank:
            return self._code(gid, text)
        plain = (i for i, c in enumerate(text) if self._face.glyph(c) == gid)
        own = next(plain, 0)
        before, behind = self._carried(text[:own:-1]), self._carried(text[:own][::-1])
        return before + self._code(gid, text[own]) + behind

    def _carried(self, text: str) -> str:
        """Empty glyphs that carry these characters and take no room, as they stand within a string."""
        self._advance(self._blank, 1.0, {})
        width = self._advances[self._blank]
        back = f">{width:g}<" if width else ""
        return "".join(f"{self._code(self._blank, c)}{back}" for c in text)

    def _code(self, gid: int, text: str) -> str:
        return self._codes.get((gid, text)) or self._new_code(gid, text)

    def _empty_glyph(self) -> int:
        """A glyph without ink, 0 where there is none. Some faces draw their joiners, so it is looked at."""
        for gid in filter(None, map(self._face.glyph, _EMPTY)):
            extents = self._face.hb_font.get_glyph_extents(gid)
            if extents is not None and not extents.width and not extents.height:
                return gid
        return 0

    def _new_code(self, gid: int, text: str) -> str:
        code = gid
        if (gid == 0 or gid in self._meaning) and self._next_code < _MOST_CODES:
            code = self._next_code
            self._next_code += 1
        self._meaning.setdefault(code, (gid, text))
        made = self._codes[gid, text] = f"{code:04X}"
        return made

    def _rows(self, run: Glyphs, codes: list[str]) -> str:
        moves = self._moves(run.gids, run.dx, run.size)
        if not run.dy:
            return f"[{_row(codes, moves, 0, len(codes))}] TJ"
        rows = [
            f"{-run.dy[start]:.3f} Ts [{_row(codes, moves, start, end)}] TJ"
            for start, end in _stretches(run.dy)
        ]
        return " ".join(rows) + " 0 Ts"

    def _moves(self, gids: Sequence[int], places: Sequence[float], size: float) -> dict[int, str]:
        """Before which glyph the pen has to move, in thousandths of the size towards the left; where there is one
        place more than glyphs, it is where the pen has to be in the end."""
        wide = self._at_size.get(size)
        if wide is None:
            wide = self._at_size[size] = {}
        advances = [wide[g] if g in wide else self._advance(g, size, wide) for g in gids]
        gaps = map(sub, places[1:], places)
        off = [
            (i, wrong)
            for i, wrong in enumerate(map(sub, advances, gaps), 1)
            if wrong > _SAME or wrong < -_SAME
        ]
        if places and abs(places[0]) > _SAME:
            off.insert(0, (0, -places[0]))
        return _rounded(off, 1000 / size)

    def _advance(self, gid: int, size: float, wide: dict[int, float]) -> float:
        thousandths = self._advances.get(gid)
        if thousandths is None:
            thousandths = self._advances[gid] = round(self._face.advance(gid) * 1000, 4)
        wide[gid] = thousandths * size / 1000
        return wide[gid]

    def embed(self, file: PdfFile) -> Value:
        """Add the font with all that was shown; the result refers to it."""
        program = self._subset()
        tag = hashlib.sha256(program).digest()[:6]
        base = "".join(chr(ord("A") + byte % 26) for byte in tag) + "+" + self._face.key
        descendant = dictionary(
            Type=name("Font"),
            Subtype=name("CIDFontType2"),
            BaseFont=name(base),
            CIDSystemInfo=dictionary(
                Registry=string("Adobe"), Ordering=string("Identity"), Supplement=0
            ),
            FontDescriptor=file.add(self._descriptor(file, base, program)),
            DW=0,
            W=self._widths(),
            CIDToGIDMap=self._glyph_map(file),
        )
        return file.add(
            dictionary(
                Type=name("Font"),
                Subtype=name("Type0"),
                BaseFont=name(base),
                Encoding=name("Identity-H"),
                DescendantFonts=array([file.add(descendant)]),
                ToUnicode=file.stream(self._to_unicode().encode("ascii"), {}),
            )
        )

    def _subset(self) -> bytes:
        wanted = hb.SubsetInput()
        wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NOTDEF_OUTLINE
        wanted.glyph_set.update({gid for gid, _ in self._meaning.values()})
        wanted.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in _UNUSED_TABLES)
        return bytes(hb.subset(self._face.hb_face, wanted).blob.data)

    def _descriptor(self, file: PdfFile, base: str, program: bytes) -> Value:
        face = self._face
        scale = 1000 / face.units_per_em
        box = face.hb_face.reference_table("head").data[36:44]
        corners = [int.from_bytes(box[i : i + 2], "big", signed=True) for i in (0, 2, 4, 6)]
        return dictionary(
            Type=name("FontDescriptor"),
            FontName=name(base),
            Flags=_SYMBOLIC,
            FontBBox=array([round(corner * scale) for corner in corners]),
            ItalicAngle=-12 if "Italic" in face.key else 0,
            Ascent=round(face.ascender * 1000),
            Descent=-round(face.descender * 1000),
            CapHeight=round(self._cap_height() * scale),
            StemV=140 if "Bold" in face.key else 80,
            FontFile2=file.stream(program, {"Length1": len(program)}),
        )

    def _cap_height(self) -> float:
        extents = self._face.hb_font.get_glyph_extents(self._face.glyph("H"))
        return float(extents.y_bearing) if extents else self._face.units_per_em * 0.7

    def _widths(self) -> bytes:
        entries = [
            f"{code} [{self._advances[gid]:g}]" for code, (gid, _) in sorted(self._meaning.items())
        ]
        return b"[" + "\n".join(entries).encode("ascii") + b"]"

    def _glyph_map(self, file: PdfFile) -> Value:
        if all(code == gid for code, (gid, _) in self._meaning.items()):
            return name("Identity")
        table = bytearray(2 * (max(self._meaning) + 1))
        for code, (gid, _) in self._meaning.items():
            table[2 * code : 2 * code + 2] = gid.to_bytes(2, "big")
        return file.stream(bytes(table), {})

    def _to_unicode(self) -> str:
        entries = [
            f"<{code:04X}> <{_utf16(_FORBIDDEN.sub(_REPLACED, text))}>"
            for code, (_, text) in sorted(self._meaning.items())
            if text
        ]
        rows = [_CMAP_HEAD]
        for start in range(0, len(entries), _CMAP_BLOCK):
            block = entries[start : start + _CMAP_BLOCK]
            rows += [f"{len(block)} beginbfchar", *block, "endbfchar"]
        return "\n".join([*rows, _CMAP_TAIL])


class PdfFonts:
    """The faces that one PDF uses, in the order of their first use."""

    def __init__(self, store: FontStore) -> None:
        self._store = store
        self._fonts: dict[str, PdfFont] = {}

    def font(self, key: str) -> PdfFont:
        found = self._fonts.get(key)
        if found is None:
            found = PdfFont(self._store.face(key), f"F{len(self._fonts) + 1}")
            self._fonts[key] = found
        return found

    def embed(self, file: PdfFile) -> dict[str, Value]:
        """Add all fonts; the result is what the pages' resources name."""
        return {font.resource: font.embed(file) for font in self._fonts.values()}


def _inner(codes: list[str], moves: dict[int, str]) -> str:
    """Codes with the moves between them, as they stand within an open string."""
    if not moves:
        return "".join(codes)
    parts = [f">{moves[i]}<{code}" if i in moves else code for i, code in enumerate(codes)]
    last = moves.get(len(codes))
    return "".join(parts) + (f">{last}<" if last else "")


def _row(codes: list[str], moves: dict[int, str], start: int, end: int) -> str:
    made: list[str] = []
    begin = start
    for i, move in moves.items():
        if start <= i < end:
            if i > begin:
                made.append(f"<{''.join(codes[begin:i])}>")
            made.append(move)
            begin = i
    made.append(f"<{''.join(codes[begin:end])}>")
    return "".join(made)


def _rounded(off: list[tuple[int, float]], scale: float) -> dict[int, str]:
    """Moves as numbers; what rounding takes from one is given to the next, so nothing adds up."""
    made: dict[int, str] = {}
    rest = 0.0
    for i, wrong in off:
        exact = wrong * scale + rest
        written = round(exact, _DECIMALS)
        rest = exact - written
        made[i] = f"{written:.{_DECIMALS}f}"
    return made


def _stretches(heights: tuple[float, ...]) -> Iterator[tuple[int, int]]:
    """Where glyphs of one height begin and end."""
    start = 0
    for i in range(1, len(heights) + 1):
        if i == len(heights) or heights[i] != heights[start]:
            yield start, i
            start = i


def _utf16(text: str) -> str:
    return text.encode("utf-16-be", "surrogatepass").hex().upper()
