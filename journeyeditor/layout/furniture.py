"""What stands around a map on paper: the title block above it, the line with the page number below.

All of it is laid out in a strip of a given width with the origin at its top left corner, in points. Long texts
wrap, so a strip is as high as it needs to be; nothing is cut. In a map that runs from right to left every strip
is mirrored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from journeyeditor.layout.drawing import ARTIFACT, Box, Group, Item, Picture, Rect, Role, Tag
from journeyeditor.layout.fonts import Style
from journeyeditor.layout.sheets import MM
from journeyeditor.layout.text.engine import Align, TextEngine
from journeyeditor.layout.text.paragraph import Paragraph
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Image, Map, MapState, Persona
from journeyeditor.model.messages import N_, Translate

TITLE_HEIGHT = 14 * MM
PLAIN = Style(9)
ROW = 15.0
"""The height of a row at the foot of a page, in points."""

_TITLES = (Style(16, bold=True), Style(14, bold=True), Style(12, bold=True))
_TITLE_LINES = 2
_STRONG = Style(9, bold=True)
_GAP = 18.0
_DOT = "  ·  "
_FACTS_SHARE = 0.34
_LOGO = Rect(0, 0, 42 * MM, TITLE_HEIGHT - 8)
_RULE = 0.75
_BELOW = 4.0
_SLIM_ROW = 12.5
# With the blank beside the dot about 5 pt; readers see no blank where a mark stands before a mere gap.
_DOT_GAP = 2.7
# The first fact stands on the title's baseline, unless there are so many that they need the room.
_LOWERED = 3.0
_ENDLESS = 1e9
_Row = TypeVar("_Row")
# How much narrower lines are tried, to make them even.
_NARROWER = tuple(1 - i / 20 for i in range(1, 10))

AS_IS = N_("As-is")
TO_BE = N_("To-be")
VERSION = N_("Version {label}")
PAGE = N_("Page {number} of {count}")
PAGE_ALONE = N_("Page {number}")
UNTITLED = N_("Untitled map")
BLANK = N_("Blank version")

STATES = {MapState.AS_IS: AS_IS, MapState.TO_BE: TO_BE}


@dataclass(frozen=True, slots=True)
class Strip:
    """How a strip is set: by which engine, in which words and language, how wide, and which way it runs."""

    engine: TextEngine
    translate: Translate
    width: float
    language: str
    rtl: bool

    def x(self, x: float, width: float = 0.0) -> float:
        """Where something stands that is at `x` in a left-to-right strip."""
        return self.width - x - width if self.rtl else x

    def wrap(
        self, text: str, style: Style, width: float, colour: Role, at_end: bool = False
    ) -> Paragraph:
        """A text in a column, kept to the strip's start or end whichever way the text itself runs."""
        plain = self.engine.wrap(text, style, width, self.language, colour=colour)
        to_right = at_end != self.rtl
        align: Align = "start" if to_right == plain.rtl else "end"
        if align == "start":
            return plain
        return self.engine.wrap(text, style, width, self.language, align, colour=colour)


def title_block(
    strip: Strip, document: Document, shown: Map, date: str, blank: bool = False
) -> Group:
    """The title block: title, client, project and personas at the start; state, version, date, author and
    confidentiality at the end; the logo outermost. At least 14 mm high, with a rule below. `blank` says that the
    map is the version without texts."""
    logo, taken = _logo(strip, document)
    facts_width = strip.width * _FACTS_SHARE
    facts = _facts(strip, _fact_groups(strip, document, shown, date, blank), facts_width)
    left = strip.width - taken - facts_width
    _items, facts_height, used = _column(strip, facts, facts_width, left, 0.0, at_end=True)
    top = max(0.0, min(_LOWERED, TITLE_HEIGHT - _BELOW - facts_height))
    facts_items, _height, _used = _column(strip, facts, facts_width, left, top, at_end=True)
    room = strip.width - taken - (used + _GAP if used else 0)
    items, height = _heading(strip, document, shown, room)
    height = max(height, top + facts_height, _LOGO.h if logo else 0.0) + _BELOW
    height = max(height, TITLE_HEIGHT)
    rule = Box(Rect(0, height - _RULE, strip.width, _RULE), fill="line")
    bounds = Rect(0, 0, strip.width, height)
    return Group((*items, *facts_items, *logo, rule), bounds, part="title", language=strip.language)


def slim_title(
    strip: Strip, document: Document, shown: Map | None, date: str, blank: bool = False
) -> Group:
    """The title block of a page that goes on with a map or tells about it: all of it in one line where that has
    room, with a rule below. Without a map (None) it is about the whole document."""
    title = _title(strip, document, shown)
    groups = _fact_groups(strip, document, shown, date, blank)
    rows = [(title, _STRONG), *((part, PLAIN) for part in _subtitle(document, shown, title))]
    facts = [(part, style) for parts, style in groups for part in parts if part]
    wanted = max((_row_width(line) for line in _dotted(strip, rows, _ENDLESS)), default=0.0)
    room = max(strip.width * _FACTS_SHARE, strip.width - wanted - _GAP)
    ends = _even(lambda width: _dotted(strip, facts, width), room)
    taken = max((_row_width(line) for line in ends), default=0.0)
    starts = _even(lambda width: _dotted(strip, rows, width), strip.width - taken - _GAP)
    items: list[Item] = []
    for lines, at_end in ((starts, False), (ends, True)):
        for i, line in enumerate(lines):
            width = _row_width(line)
            x = strip.x(strip.width - width if at_end else 0.0, width)
            items += _row(line, x, i * _SLIM_ROW, strip.rtl)
    height = max(len(starts), len(ends), 1) * _SLIM_ROW + _BELOW
    rule = Box(Rect(0, height - _RULE, strip.width, _RULE), fill="line")
    bounds = Rect(0, 0, strip.width, height)
    return Group((*items, rule), bounds, part="title", tag=ARTIFACT, language=strip.language)


def _even(rows_in: Callable[[float], list[_Row]], width: float) -> list[_Row]:
    """The rows that there are in a width, of about one length, so that the last one holds no single word."""
    rows = rows_in(width)
    for share in _NARROWER if len(rows) > 1 else ():
        tried = rows_in(width * share)
        if len(tried) > len(rows):
            break
        rows = tried
    return rows


def _dotted(strip: Strip, parts: list[tuple[str, Style]], width: float) -> list[list[Paragraph]]:
    """Parts with dots between them in as few lines as have room; one that is too long itself is broken."""
    lines: list[list[Paragraph]] = []
    used = 0.0
    dot = strip.engine.line(
        f"\u00a0{_DOT.strip()}\u00a0", PLAIN, strip.language, colour="ink.quiet"
    )
    between = dot.width + 2 * _DOT_GAP
    for text, style in parts:
        line = strip.engine.line(text, style, strip.language, colour="ink.quiet")
        if lines and used + between + line.width <= width:
            lines[-1] += [dot, line]
            used += between + line.width
        else:
            pieces = _broken(strip, text, style, width) if line.width > width else [line]
            lines += [[piece] for piece in pieces]
            used = pieces[-1].width
    return lines


def _broken(strip: Strip, text: str, style: Style, width: float) -> list[Paragraph]:
    return strip.engine.wrap(text, style, width, strip.language, colour="ink.quiet").apart()


def _row_width(line: list[Paragraph]) -> float:
    return sum(text.width for text in line) + (len(line) - 1) * _DOT_GAP


def _row(line: list[Paragraph], x: float, y: float, rtl: bool) -> list[Item]:
    items: list[Item] = []
    for text in reversed(line) if rtl else line:
        items += text.glyphs(x, y)
        x += text.width + _DOT_GAP
    return items


def _heading(
    strip: Strip, document: Document, shown: Map, width: float
) -> tuple[list[Item], float]:
    title = _title(strip, document, shown)
    set_title = _shrunk(strip, title, width)
    items: list[Item] = [
        Group(
            set_title.glyphs(strip.x(0, width), 0),
            Rect(strip.x(0, width), 0, width, set_title.height),
            tag=Tag("H1"),
            language=strip.language,
        )
    ]
    height = set_title.height
    rows = _packed(strip, _subtitle(document, shown, title), PLAIN, width)
    below, below_height, _used = _column(strip, rows, width, 0.0, height + 1, at_end=False)
    height += 1
    return [*items, *below], height + below_height


def _title(strip: Strip, document: Document, shown: Map | None) -> str:
    own = shown.title if shown is not None else ""
    return own or document.info.title or strip.translate(UNTITLED)


def _shrunk(strip: Strip, title: str, width: float) -> Paragraph:
    """The title as large as two lines allow; beyond that it wraps on at the smallest size."""
    tried = [strip.wrap(title, style, width, "ink") for style in _TITLES]
    return next((text for text in tried if len(text.lines) <= _TITLE_LINES), tried[-1])


def _subtitle(document: Document, shown: Map | None, title: str) -> Iterable[str]:
    info = document.info
    people = [document.find(Persona, key) for key in (shown.personas if shown else ())]
    names = ", ".join(person.name for person in people if person is not None and person.name)
    own = info.title if info.title != title else ""
    return filter(None, (own, info.client, info.project, names))


def _packed(
    strip: Strip, parts: Iterable[str], style: Style, width: float
) -> list[tuple[str, Style]]:
    """Parts with dots between them, as many in a row as fit, so that no row begins or ends with a dot."""
    rows: list[list[str]] = []
    for part in parts:
        longer = _DOT.join((*rows[-1], part)) if rows else part
        if rows and strip.engine.measure(longer, style, strip.language) <= width:
            rows[-1].append(part)
        else:
            rows.append([part])
    return [(_joined(strip, row), style) for row in rows]


def _joined(strip: Strip, parts: list[str]) -> str:
    """Parts with dots between them that follow each other as the strip runs, whichever way each of them does (UAX 9,
    FSI and PDI)."""
    if not strip.rtl or len(parts) < 2:
        return _DOT.join(parts)
    return "\u200f" + _DOT.join(f"\u2068{part}\u2069" for part in parts)


def _fact_groups(
    strip: Strip, document: Document, shown: Map | None, date: str, blank: bool
) -> list[tuple[tuple[str, ...], Style]]:
    info = document.info
    state = strip.translate(STATES[shown.state]) if shown and shown.state in STATES else ""
    version = ""
    if info.version_label:
        version = strip.translate(VERSION).format(label=info.version_label)
    return [
        ((strip.translate(BLANK) if blank else "", state, version, date), PLAIN),
        ((info.author, info.organisation), PLAIN),
        ((info.confidentiality,), _STRONG),
    ]


def _facts(
    strip: Strip, groups: list[tuple[tuple[str, ...], Style]], width: float
) -> list[tuple[str, Style]]:
    rows: list[tuple[str, Style]] = []
    for parts, style in groups:
        shown = [*filter(None, parts)]
        rows += _even(partial(_packed, strip, shown, style), width)
    return rows


def _column(
    strip: Strip, rows: list[tuple[str, Style]], width: float, left: float, top: float, at_end: bool
) -> tuple[list[Item], float, float]:
    """Texts one below the other, each a paragraph; with their height and the width they really take."""
    items: list[Item] = []
    y, used = top, 0.0
    for text, style in rows:
        paragraph = strip.wrap(text, style, width, "ink.quiet", at_end)
        x = strip.x(left, width)
        bounds = Rect(x, y, width, paragraph.height)
        # Marks of direction alone are runs without glyphs.
        shown = tuple(run for run in paragraph.glyphs(x, y) if run.gids)
        items.append(Group(shown, bounds, tag=Tag("P")))
        y += paragraph.height
        used = max(used, *(line.width for line in paragraph.lines))
    return items, y - top, used


def _logo(strip: Strip, document: Document) -> tuple[tuple[Item, ...], float]:
    """The document's logo at the strip's end and the room it takes with its gap."""
    logo = document.find(Image, document.info.logo)
    if logo is None or not logo.width or not logo.height:
        return (), 0.0
    scale = min(_LOGO.w / logo.width, _LOGO.h / logo.height)
    width, height = logo.width * scale, logo.height * scale
    rect = Rect(strip.x(strip.width - width, width), 0, width, height)
    picture = Group((Picture(rect, logo.id, logo.alt),), rect, tag=Tag("Figure", alt=logo.alt))
    return (picture,), width + _GAP


def page_line(strip: Strip, number: int, count: int) -> Group:
    """“Page n of m” at the strip's end, without m while that is not known (0); its bounds are the room it takes."""
    words = strip.translate(PAGE if count else PAGE_ALONE).format(number=number, count=count)
    line = strip.engine.line(words, PLAIN, strip.language, colour="ink.quiet")
    x = strip.x(strip.width - line.width, line.width)
    bounds = Rect(x, 0, line.width, ROW)
    glyphs = line.glyphs(x, (ROW - line.height) / 2)
    return Group(glyphs, bounds, part="page", tag=ARTIFACT, language=strip.language)
