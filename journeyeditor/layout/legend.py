"""The legend of a printed map: what its faces, lines, icons, dots and stars mean, in one line that wraps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journeyeditor.layout.cards import kind_role
from journeyeditor.layout.curve import drawn_series
from journeyeditor.layout.drawing import ARTIFACT, Group, Item, Rect, Segment, Shape, Tag, Verb
from journeyeditor.layout.faces import face
from journeyeditor.layout.furniture import PLAIN, ROW, Strip
from journeyeditor.layout.heads import has_figure, series_name
from journeyeditor.layout.icons import IconSet
from journeyeditor.layout.lines import figure
from journeyeditor.layout.outlines import circle, star
from journeyeditor.layout.text.paragraph import Paragraph
from journeyeditor.model.channels import BUILT_IN
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Evidence, LaneKind, Map, Scale
from journeyeditor.model.messages import N_
from journeyeditor.model.scale import goodness, levels, neutral, value_text

_WITHIN, _BETWEEN, _GROUP_GAP = 4.0, 12.0, 24.0
_FACE, _LINE, _ICON, _DOT, _STAR = 5.5, 22.0, 11.0, 2.2, 5.5
# How much narrower rows are tried, to make them even; the page number keeps its place beside the last one.
_NARROWER, _LAST_ROW = tuple(1 - i / 25 for i in range(1, 15)), 0.8

EVIDENCE: tuple[tuple[Evidence, str], ...] = (
    (Evidence.ASSUMPTION, N_("assumption")),
    (Evidence.PARTLY, N_("partly backed")),
    (Evidence.BACKED, N_("backed by research")),
)
MOMENT = N_("moment of truth")
QUOTES = N_("number of quotes")
FEELINGS, LINES, CHANNELS, BACKING, MARKS = (
    N_("Feelings"), N_("Lines of the curve"), N_("Channels"), N_("Evidence"), N_("Marks"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Key:
    """An entry: its mark within `width` x ROW points, and what it means."""

    mark: tuple[Item, ...]
    width: float
    text: str


_Entry = tuple[Key, Paragraph]


@dataclass(frozen=True, slots=True)
class Legend:
    """A legend drawn, and how much of its last row is taken, in points."""

    group: Group
    last_row: float


def legend(
    strip: Strip, document: Document, shown: Map, icons: IconSet, read: bool = True
) -> Legend:
    """The legend of a map, as wide as the strip and as high as its rows; `read` where it is no mere repetition."""
    groups = [_lines(strip, keys) for _title, keys in legend_groups(strip, document, shown, icons)]
    # On a poster one list goes over several sheets.
    return _even(strip, groups).legend(Tag("L", key=f"legend {shown.id}") if read else ARTIFACT)


def _lines(strip: Strip, keys: Sequence[Key]) -> list[_Entry]:
    engine, language = strip.engine, strip.language
    return [(key, engine.line(key.text, PLAIN, language, colour="ink.quiet")) for key in keys]


def _even(strip: Strip, groups: Sequence[Sequence[_Entry]]) -> _Rows:
    """The entries in as few rows as have room, none of which holds a single one that is left over."""
    rows = _filled(strip, groups, strip.width)
    for share in _NARROWER if rows.high > ROW else ():
        tried = _filled(strip, groups, strip.width * share)
        if tried.high > rows.high:
            break
        if tried.last <= max(rows.last, _LAST_ROW * strip.width):
            rows = tried
    return rows


def _filled(strip: Strip, groups: Sequence[Sequence[_Entry]], width: float) -> _Rows:
    rows = _Rows(strip, width)
    for entries in groups:
        rows.add(entries)
    return rows


class _Rows:
    """Entries flowing into rows, `width` points wide: a group stays in one row where it can."""

    def __init__(self, strip: Strip, width: float) -> None:
        self._strip = strip
        self._width = width
        self._items: list[Item] = []
        self._x = self._y = 0.0

    @property
    def high(self) -> float:
        """The height of all rows."""
        return self._y + ROW if self._x else self._y

    @property
    def last(self) -> float:
        """How much of the last row is taken."""
        return self._x

    def add(self, entries: Sequence[_Entry]) -> None:
        widths = [key.width + _WITHIN + text.width for key, text in entries]
        whole = sum(widths) + _BETWEEN * (len(entries) - 1)
        self._step(_GROUP_GAP, whole if whole <= self._width else widths[0])
        for i, ((key, text), width) in enumerate(zip(entries, widths, strict=True)):
            if i:
                self._step(_BETWEEN, width)
            if width > self._strip.width:
                self._long(key)
            else:
                self._place(key, text)
                self._x += width

    def _step(self, gap: float, width: float) -> None:
        """Leave a gap, or begin a row where what comes has no room in this one."""
        if self._x and self._x + gap + width <= self._width:
            self._x += gap
        elif self._x:
            self._x, self._y = 0.0, self._y + ROW

    def _place(self, key: Key, text: Paragraph) -> None:
        left = self._x + key.width + _WITHIN
        self._entry(key, text, left, text.width, (ROW - text.height) / 2, ROW)

    def _long(self, key: Key) -> None:
        """Set an entry that is wider than the strip, in rows of its own."""
        left = key.width + _WITHIN
        room = self._strip.width - left
        text = self._strip.wrap(key.text, PLAIN, room, "ink.quiet")
        high = max(ROW, text.height + 3)
        self._entry(key, text, left, room, 1.5, high)
        self._y += high

    def _entry(
        self, key: Key, text: Paragraph, left: float, room: float, top: float, high: float
    ) -> None:
        """Put a mark into the row that is being filled, and its text, `room` points wide, at `left` and `top` of it."""
        at = self._strip.x
        mark = Group(key.mark, Rect(0, 0, key.width, ROW), at(self._x, key.width), self._y)
        items: tuple[Item, ...] = (mark, *text.glyphs(at(left, room), self._y + top))
        width = left + room - self._x
        bounds = Rect(at(self._x, width), self._y, width, high)
        self._items.append(Group(items, bounds, tag=Tag("LI")))

    def legend(self, tag: Tag) -> Legend:
        bounds = Rect(0, 0, self._strip.width, self.high)
        language = self._strip.language
        tag = tag if self._items else ARTIFACT
        drawn = Group(tuple(self._items), bounds, part="legend", tag=tag, language=language)
        return Legend(drawn, self._x)


def legend_groups(
    strip: Strip, document: Document, shown: Map, icons: IconSet
) -> list[tuple[str, list[Key]]]:
    """The entries of a map's legend that it needs, in groups behind their titles (message keys)."""
    found = ((title, list(keys)) for title, keys in _groups(strip, document, shown, icons))
    return [(title, keys) for title, keys in found if keys]


def _groups(
    strip: Strip, document: Document, shown: Map, icons: IconSet
) -> Iterator[tuple[str, Iterator[Key]]]:
    lanes = [lane for lane in document.lanes(shown.id) if not lane.hidden]
    cards = [card for lane in lanes for card in document.cards(lane.id)]
    if any(lane.kind is LaneKind.EMOTION for lane in lanes):
        yield FEELINGS, _scale_keys(strip, shown.scale)
        yield LINES, _line_keys(strip, document, shown)
    yield CHANNELS, _channel_keys(strip, document, cards, icons)
    if cards:
        yield BACKING, _evidence_keys(strip)
    yield MARKS, _mark_keys(strip, document, cards, icons)


def _scale_keys(strip: Strip, scale: Scale) -> Iterator[Key]:
    """A face for each level that has a name, and for both ends and the middle where no level has."""
    named = [level for level in levels(scale) if scale.names.get(level)]
    middle = neutral(scale)
    ends = [scale.min, *([int(middle)] if middle == int(middle) else []), scale.max]
    for level in sorted({*named, scale.min, scale.max} if named else ends):
        share = goodness(scale, level)
        mark = face(share, _FACE, ROW / 2, _FACE)
        name = scale.names.get(level, "")
        yield Key(mark, 2 * _FACE, f"{name} {value_text(level, strip.translate)}".strip())


def _line_keys(strip: Strip, document: Document, shown: Map) -> Iterator[Key]:
    outline = (Segment(Verb.MOVE, (0, 0)), Segment(Verb.LINE, (_LINE, 0)))
    for series in drawn_series(document, shown):
        line = Shape(
            outline, 0, ROW / 2, stroke=series.role, stroke_width=series.width, dash=series.dash
        )
        marks = (
            (figure(series, _LINE - 4 if not strip.rtl else 4, ROW / 2),)
            if has_figure(series)
            else ()
        )
        yield Key((line, *marks), _LINE, series_name(document, series, strip.translate))


def _channel_keys(
    strip: Strip, document: Document, cards: list[Card], icons: IconSet
) -> Iterator[Key]:
    used = {card.channel for card in cards}
    known = [(c.id, c.id, strip.translate(c.name)) for c in BUILT_IN]
    known += [(c.id, c.icon, c.name) for c in document.channels]
    for key, icon, name in known:
        if key in used:
            role = f"{kind_role(LaneKind.TOUCHPOINT)}.ink"
            shown = icon if icon in icons else str(LaneKind.TOUCHPOINT)
            mark = icons.shape(shown, 0, (ROW - _ICON) / 2, _ICON, role, 1.0)
            yield Key((mark,), _ICON, name)


def _evidence_keys(strip: Strip) -> Iterator[Key]:
    dot = circle(0, 0, _DOT)
    pitch = _DOT * 2.7
    for lit, (_level, name) in enumerate(EVIDENCE, 1):
        dots = [
            Shape(dot, _DOT + i * pitch, ROW / 2, fill=f"evidence.{'on' if i < lit else 'off'}")
            for i in range(3)
        ]
        if strip.rtl:
            dots = [Shape(d.outline, 2 * _DOT + 2 * pitch - d.x, d.y, fill=d.fill) for d in dots]
        yield Key(tuple(dots), 2 * _DOT + 2 * pitch, strip.translate(name))


def _mark_keys(
    strip: Strip, document: Document, cards: list[Card], icons: IconSet
) -> Iterator[Key]:
    if any(card.moment_of_truth for card in cards):
        yield _moment_key(strip)
    if any(document.quotes(card.id) for card in cards):
        mark = icons.shape("quote", 0, (ROW - _ICON) / 2, _ICON, "ink.quiet", 1.0)
        yield Key((mark,), _ICON, strip.translate(QUOTES))


def _moment_key(strip: Strip) -> Key:
    mark = Shape(
        star(0, 0, _STAR), _STAR, ROW / 2, fill="moment", stroke="moment.line", stroke_width=0.9
    )
    return Key((mark,), 2 * _STAR, strip.translate(MOMENT))
