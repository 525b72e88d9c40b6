"""How fast a PDF is made, against operators written by hand for the same page in the same run.

`write` is from laid out pages to the bytes, tagged (as files are) and plain; `layout and write` is from the document,
with nothing remembered. The hand-written file has the same page: boxes, icons, marks and curve, titles and texts,
fonts cut down and embedded, all compressed; no links or outline, no structure. For the first rows it is handed the
broken lines, for the last it breaks them itself, glyph by glyph without shaping. Times are the processor's.
"""

from __future__ import annotations

import sys
import zlib
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

import uharfbuzz as hb

from journeyeditor.export.pdf import pdf_bytes
from journeyeditor.layout.drawing import Box, Glyphs, Outline, Shape, Verb, walk
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
from tests.bench.common import Row, busy, run_alone
from tests.support.maps import generated_document
from tests.support.paper import INFO, RESOURCES, fonts, palette

ROUNDS = 5
MOST = {500: (5.0, 2.5), 2_000: (3.5, 1.8), 10_000: (3.0, 1.5)}
"""How many times the hand-written file a tagged and a plain one may take, by the number of cards."""

MOST_MB = {10_000: 200.0}
WALL = PageOptions(Sheet("Wall", 14_400, 14_400), date="2026-03-01")
_STATUS = Path("/proc/self/status")
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
    """The rows of the PDF for each number of cards, and of whole processes beside other programs."""
    from tests.bench import pdf_peers

    return [*(row for count in cards for row in _rows(count)), *pdf_peers.run(cards)]


def _rows(count: int) -> list[Row]:
    document = _document(count)
    pages = _pages(document, fresh_layout())
    seen_ = seen(pages[0])
    texts = [(card.title, card.text) for card in document.all(Card)]
    jobs = (
        partial(_written, pages),
        partial(_written, pages, tagged=False),
        partial(raw_pdf, *seen_),
        partial(_whole, document),
        partial(_raw_whole, texts, seen_),
    )
    times = [[busy(job) for job in jobs] for _ in range(ROUNDS)]
    tagged, plain, raw, everything, raw_everything = map(median, zip(*times, strict=True))
    most_tagged, most_plain = MOST.get(count, (0.0, 0.0))
    return [
        Row("pdf write, tagged", count, tagged, _LIMIT, raw, most_tagged * raw),
        Row("pdf write, plain", count, plain, _LIMIT, raw, most_plain * raw),
        Row("pdf layout and write", count, everything, _LIMIT + ", lines broken", raw_everything),
        Row("pdf write, memory", count, _peak(count), "", 0.0, MOST_MB.get(count, 0.0), "MB"),
    ]


def _document(count: int) -> Document:
    return generated_document(count, stages=10, steps=max(2, min(20, count // 60)))


def _peak(count: int) -> float:
    """The most memory that a process of its own takes to make the file, in MB, all that it loads included."""
    return float(run_alone("tests.bench.pdf", str(count)))


def fresh_layout() -> MapLayout:
    """A layout that remembers nothing."""
    return MapLayout(TextEngine(fonts()), IconSet.load(RESOURCES / "icons"), untranslated)


def _pages(document: Document, layout: MapLayout) -> tuple[Page, ...]:
    return compose_document(document, layout, WALL, untranslated)


def _written(pages: tuple[Page, ...], tagged: bool = True) -> bytes:
    return pdf_bytes(
        pages,
        fonts=fonts(),
        palette=palette(),
        image=lambda _k: None,
        info=INFO,
        tagged=tagged,
    )


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


class Figure(NamedTuple):
    """An outline at a place, its colours and pen ready to be written."""

    x: float
    y: float
    scale: float
    outline: Outline
    colours: str
    paint: str


Seen = tuple[list[Line], list[Frame], list[Figure]]


def seen(page: Page) -> Seen:
    """All lines, boxes and figures of a page."""
    lines: list[Line] = []
    boxes: list[Frame] = []
    figures: list[Figure] = []
    for leaf, spot in walk(page.group):
        if isinstance(leaf, Glyphs):
            lines.append(
                Line(leaf.font, leaf.size * spot.scale, *spot.point(leaf.x, leaf.y), leaf.text)
            )
        elif isinstance(leaf, Box):
            radius = leaf.radius * spot.scale
            boxes.append(Frame(*spot.rect(leaf.rect), radius, *_inked(leaf)))
        elif isinstance(leaf, Shape):
            colours, paint = _inked(leaf)
            pen = f"{colours} {leaf.stroke_width * spot.scale:.2f} w"
            scale = leaf.scale * spot.scale
            figures.append(Figure(*spot.point(leaf.x, leaf.y), scale, leaf.outline, pen, paint))
    return lines, boxes, figures


def _inked(box: Box | Shape) -> tuple[str, str]:
    """The operators that set the colours of a box or a figure, and the one that paints it."""
    sides = ((box.fill, "rg"), (box.stroke, "RG"))
    parts = [
        " ".join(f"{part:.3f}" for part in palette().rgb(role)) + " " + operator
        for role, operator in sides
        if role is not None
    ]
    paint = {(False, False): "n", (True, False): "f", (False, True): "S", (True, True): "B"}
    return " ".join(parts), paint[box.fill is not None, box.stroke is not None]


def _raw_whole(texts: list[tuple[str, str]], page: Seen) -> bytes:
    _lines, boxes, figures = page
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
    return raw_pdf(lines, boxes, figures)


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


def raw_pdf(lines: list[Line], boxes: list[Frame], figures: list[Figure]) -> bytes:
    """A PDF written by hand: one page with boxes, figures and lines of text."""
    height = WALL.sheet.height
    used: dict[str, dict[str, str]] = {}
    known: dict[tuple[float, float, float], str] = {}
    out = [_frame(height, box, known) for box in boxes]
    paths: dict[tuple[int, float], str] = {}
    out += [_figure(height, figure, paths) for figure in figures]
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


def _figure(height: float, figure: Figure, known: dict[tuple[int, float], str]) -> str:
    x, y, scale, outline, colours, paint = figure
    path = known.get((id(outline), scale))
    if path is None:
        path = known[id(outline), scale] = " ".join(
            " ".join(
                [
                    *(f"{n * (-scale if i % 2 else scale):.2f}" for i, n in enumerate(points)),
                    _VERBS[verb],
                ]
            )
            for verb, points in outline
        )
    return f"{colours} q 1 0 0 1 {x:.2f} {height - y:.2f} cm {path} {paint} Q"


_VERBS = {Verb.MOVE: "m", Verb.LINE: "l", Verb.CURVE: "c", Verb.CLOSE: "h"}


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


def main(count: int) -> None:
    """Make the file of so many cards and print the most memory that it took, in MB."""
    _written(_pages(_document(count), fresh_layout()))
    # The highest so far; other figures of the system are handed down from the process that started this one.
    print(next(int(line.split()[1]) for line in _STATUS.open() if line.startswith("VmHWM")) / 1000)


if __name__ == "__main__":
    main(int(sys.argv[1]))
