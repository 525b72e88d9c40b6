"""How fast a PDF is made, against operators written by hand for the same texts and boxes in the same run.

`write` is from laid out pages to the bytes; `layout and write` is from the document, with nothing remembered. The
hand-written file has the same cards on one large page: boxes, titles and texts, fonts cut down and embedded, all
compressed; no icons, curve, links or outline. For the first row it is handed the broken lines, for the second it
breaks them itself, glyph by glyph without shaping.
"""

from __future__ import annotations

import zlib
from functools import partial
from statistics import median
from typing import NamedTuple

import uharfbuzz as hb

from journeyeditor.export.pdf import pdf_bytes
from journeyeditor.layout.drawing import Box, Glyphs, walk
from journeyeditor.layout.fonts import Face
from journeyeditor.layout.grid import MapLayout
from journeyeditor.layout.icons import IconSet
from journeyeditor.layout.metrics import CARD_TITLE, TEXT
from journeyeditor.layout.pages import Page, PageOptions, compose_document
from journeyeditor.layout.sheets import Sheet
from journeyeditor.layout.text import TextEngine
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card
from journeyeditor.model.messages import untranslated
from tests.bench.common import Row, timed
from tests.support.maps import generated_document
from tests.support.paper import INFO, RESOURCES, fonts, palette

ROUNDS = 5
WALL = PageOptions(Sheet("Wall", 14_400, 14_400), date="2026-03-01")
_LIMIT = "hand-written operators"
_PAD = 12.0


class Line(NamedTuple):
    """A line of text at a place in points from the top left corner."""

    face: str
    size: float
    x: float
    y: float
    text: str


def run(cards: list[int]) -> list[Row]:
    """The rows of the PDF for each number of cards."""
    return [row for count in cards for row in _rows(count)]


def _rows(count: int) -> list[Row]:
    document = generated_document(count, stages=10, steps=max(2, min(20, count // 60)))
    pages = _pages(document, fresh_layout())
    lines, boxes = seen(pages[0])
    texts = [(card.title, card.text) for card in document.all(Card)]
    written = partial(_written, pages)
    by_hand = partial(raw_pdf, lines, boxes)
    whole = partial(_whole, document)
    all_by_hand = partial(_raw_whole, texts, boxes)
    jobs = (written, by_hand, whole, all_by_hand)
    times = [[timed(job) for job in jobs] for _ in range(ROUNDS)]
    write, raw, everything, raw_everything = map(median, zip(*times, strict=True))
    return [
        Row("pdf write", count, write, _LIMIT, raw),
        Row("pdf layout and write", count, everything, _LIMIT + ", lines broken", raw_everything),
    ]


def fresh_layout() -> MapLayout:
    """A layout that remembers nothing."""
    return MapLayout(TextEngine(fonts()), IconSet.load(RESOURCES / "icons"), untranslated)


def _pages(document: Document, layout: MapLayout) -> tuple[Page, ...]:
    return compose_document(document, layout, WALL, untranslated)


def _written(pages: tuple[Page, ...]) -> bytes:
    return pdf_bytes(pages, fonts=fonts(), palette=palette(), image=lambda _k: None, info=INFO)


def _whole(document: Document) -> bytes:
    return _written(_pages(document, fresh_layout()))


class Frame(NamedTuple):
    """A rounded box, its colours ready to be written."""

    x: float
    y: float
    w: float
    h: float
    radius: float
    colours: str
    paint: str


def seen(page: Page) -> tuple[list[Line], list[Frame]]:
    """All lines and boxes of a page."""
    lines: list[Line] = []
    boxes: list[Frame] = []
    for leaf, spot in walk(page.group):
        if isinstance(leaf, Glyphs):
            lines.append(
                Line(leaf.font, leaf.size * spot.scale, *spot.point(leaf.x, leaf.y), leaf.text)
            )
        elif isinstance(leaf, Box):
            radius = leaf.radius * spot.scale
            boxes.append(Frame(*spot.rect(leaf.rect), radius, *_inked(leaf)))
    return lines, boxes


def _inked(box: Box) -> tuple[str, str]:
    """The operators that set a box's colours, and the one that paints it."""
    sides = ((box.fill, "rg"), (box.stroke, "RG"))
    parts = [
        " ".join(f"{part:.3f}" for part in palette().rgb(role)) + " " + operator
        for role, operator in sides
        if role is not None
    ]
    return " ".join(parts), {1: "f", 2: "B"}.get(len(parts), "n")


def _raw_whole(texts: list[tuple[str, str]], boxes: list[Frame]) -> bytes:
    lines: list[Line] = []
    faces = {key: _Advances(fonts().face(key)) for key in ("NotoSans-Bold", "NotoSans-Regular")}
    for i, (title, text) in enumerate(texts):
        x, y, w, *_ = boxes[i % len(boxes)]
        for key, size, words in (
            ("NotoSans-Bold", CARD_TITLE.size, title),
            ("NotoSans-Regular", TEXT.size, text),
        ):
            for line in _broken(words, faces[key], (max(w, 150) - 2 * _PAD) / size):
                lines.append(Line(key, size, x + _PAD, y, line))
                y += size * 1.3
    return raw_pdf(lines, boxes)


class _Advances:
    def __init__(self, face: Face) -> None:
        self._face = face
        self._words: dict[str, float] = {}

    def width(self, word: str) -> float:
        found = self._words.get(word)
        if found is None:
            found = sum(self._face.advance(self._face.glyph(c)) for c in word)
            self._words[word] = found
        return found


def _broken(text: str, face: _Advances, room: float) -> list[str]:
    lines: list[list[str]] = [[]]
    length, blank = 0.0, face.width(" ")
    for word in text.split(" "):
        width = face.width(word)
        if lines[-1] and length + blank + width > room:
            lines.append([])
            length = 0.0
        length += width + (blank if lines[-1] else 0.0)
        lines[-1].append(word)
    return [" ".join(line) for line in lines]


def raw_pdf(lines: list[Line], boxes: list[Frame]) -> bytes:
    """A PDF written by hand: one page with boxes and lines of text."""
    height = WALL.sheet.height
    used: dict[str, dict[str, str]] = {}
    known: dict[tuple[float, float, float], str] = {}
    out = [_frame(height, box, known) for box in boxes]
    for face, size, x, y, text in lines:
        codes = used.setdefault(face, {})
        for character in text:
            if character not in codes:
                codes[character] = f"{fonts().face(face).glyph(character):04X}"
        shown = "".join([codes[character] for character in text])
        out.append(f"BT /{face} {size:.2f} Tf {x:.2f} {height - y:.2f} Td <{shown}> Tj ET")
    return _file("\n".join(out).encode(), used)


def _frame(height: float, box: Frame, known: dict[tuple[float, float, float], str]) -> str:
    x, y, w, h, radius, colours, paint = box
    key = (w, h, radius)
    path = known.get(key)
    if path is None:
        path = known[key] = _rounded(w, h, radius)
    return f"{colours} q 1 0 0 1 {x:.2f} {height - y:.2f} cm {path} {paint} Q"


def _rounded(w: float, h: float, r: float) -> str:
    a = r * 0.448
    return (
        f"{r:.2f} 0 m {w - r:.2f} 0 l {w - a:.2f} 0 {w:.2f} {-a:.2f} {w:.2f} {-r:.2f} c "
        f"{w:.2f} {r - h:.2f} l {w:.2f} {a - h:.2f} {w - a:.2f} {-h:.2f} {w - r:.2f} {-h:.2f} c "
        f"{r:.2f} {-h:.2f} l {a:.2f} {-h:.2f} 0 {a - h:.2f} 0 {r - h:.2f} c "
        f"0 {-r:.2f} l 0 {-a:.2f} {a:.2f} 0 {r:.2f} 0 c h"
    )


def _file(content: bytes, used: dict[str, dict[str, str]]) -> bytes:
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]
    size = f"{WALL.sheet.width} {WALL.sheet.height}"
    first = 5
    names = " ".join(f"/{key} {first + 5 * i} 0 R" for i, key in enumerate(used))
    objects.append(
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size}]/Contents 4 0 R/Resources<</Font<<{names}>>>>>>".encode()
    )
    objects.append(_stream(content))
    for key, codes in used.items():
        objects += _font(key, codes, len(objects) + 1)
    return _joined(objects)


def _font(key: str, codes: dict[str, str], number: int) -> list[bytes]:
    face = fonts().face(key)
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS
    wanted.glyph_set.update(int(code, 16) for code in codes.values())
    program = bytes(hb.subset(face.hb_face, wanted).blob.data)
    widths = " ".join(
        f"{int(code, 16)}[{face.advance(int(code, 16)) * 1000:.0f}]" for code in codes.values()
    )
    mapping = "\n".join(f"<{code}> <{ord(c):04X}>" for c, code in codes.items() if ord(c) < 0x10000)
    return [
        f"<</Type/Font/Subtype/Type0/BaseFont/{key}/Encoding/Identity-H/ToUnicode {number + 4} 0 R"
        f"/DescendantFonts[{number + 1} 0 R]>>".encode(),
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{key}/FontDescriptor {number + 2} 0 R/W[{widths}]"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>".encode(),
        f"<</Type/FontDescriptor/FontName/{key}/Flags 4/FontFile2 {number + 3} 0 R>>".encode(),
        _stream(program),
        _stream(f"begincmap\n{len(codes)} beginbfchar\n{mapping}\nendbfchar endcmap".encode()),
    ]


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content, 6)
    head = f"<</Length {len(packed)}/Filter/FlateDecode>>stream\n".encode()
    return head + packed + b"\nendstream"


def _joined(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    out += f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
