"""The foot of a card: evidence, link, quotes, comments and lock at its beginning, status and numbers at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from journeyeditor.layout.card_words import sign
from journeyeditor.layout.drawing import Box, Item, Rect, Role, Shape
from journeyeditor.layout.icons import IconSet
from journeyeditor.layout.links import LINK_ROLE
from journeyeditor.layout.metrics import DOT, MARK, SMALL_BOLD
from journeyeditor.layout.outlines import arc, circle, polyline
from journeyeditor.layout.text.engine import TextEngine
from journeyeditor.model.entities import Evidence, Status

if TYPE_CHECKING:
    from journeyeditor.layout.cards import CardFace
    from journeyeditor.layout.text.paragraph import Paragraph

FOOT = 15.0
_ROW = FOOT + 3
_GAP = 7.0
_DOTS = {Evidence.ASSUMPTION: 1, Evidence.PARTLY: 2, Evidence.BACKED: 3}
_DOT = circle(0, 0, DOT)
_PITCH = 2 * DOT * 1.35
_CHIP_PAD = 5.5
_STATUS = 10.0
_STROKE = 1.2


Shared = dict[tuple[object, ...], tuple[Item, ...]]
"""Items that many cards have in common, such as their grounds, by all that they depend on."""


class Mark(NamedTuple):
    """Something in the foot: how wide it is, and its items with the top left corner at a place."""

    width: float
    items: Callable[[float, float], Iterator[Item]]


class Standing(NamedTuple):
    """A foot where it stands on its card: its items, and where the sign of the card's link is."""

    items: tuple[Item, ...]
    link: Rect | None


def foot_looks(face: CardFace, width: float) -> tuple[object, ...]:
    """All that the height of a face's foot depends on."""
    return (
        bool(face.link), face.quotes, face.comments, face.locked, face.status, face.status_name, face.chip,
        face.language, face.rtl, width,
    )  # fmt: skip


class Foot:
    """The marks of one face, in as many rows as they need."""

    def __init__(
        self,
        engine: TextEngine,
        icons: IconSet,
        face: CardFace,
        width: float,
        ink: Role,
        shared: Shared,
    ) -> None:
        self._shared = shared
        self._engine = engine
        self._icons = icons
        self._face = face
        self._width = width
        self._ink = ink
        self.missing: frozenset[str] = frozenset()
        self.link: Rect | None = None
        self._rows = self._arranged()

    @property
    def height(self) -> float:
        """In points; `FOOT` where all stands in one row."""
        return len(self._rows) * _ROW - (_ROW - FOOT)

    def items(self, left: float, top: float) -> list[Item]:
        """All marks, the foot's top left corner at this place."""
        drawn: list[Item] = []
        for i, row in enumerate(self._rows):
            for x, mark in row:
                at = self._width - x - mark.width if self._face.rtl else x
                drawn += mark.items(left + at, top + i * _ROW)
        return drawn

    def link_rect(self, left: float, top: float) -> Rect | None:
        """Where the sign of the card's link stands."""
        for i, row in enumerate(self._rows):
            for x, mark in row:
                if mark.items == self._link_items:
                    at = self._width - x - mark.width if self._face.rtl else x
                    return Rect(left + at, top + i * _ROW + FOOT - MARK + 1, MARK, MARK)
        return None

    def _arranged(self) -> list[list[tuple[float, Mark]]]:
        rows: list[list[tuple[float, Mark]]] = [[]]
        x = 0.0
        for mark in self._begin():
            if x and x + mark.width > self._width:
                rows.append([])
                x = 0.0
            rows[-1].append((x, mark))
            x += mark.width + _GAP
        self._add_ends(rows, x)
        return rows

    def _add_ends(self, rows: list[list[tuple[float, Mark]]], taken: float) -> None:
        """Adds the marks that stand at the end of rows, in a row of their own where this one is taken that far."""
        waiting = list(self._end())
        whole = self._width + 4
        while waiting:
            row = [waiting.pop(0)]
            room = whole - taken
            if row[0].width > room and rows[-1]:
                rows.append([])
                room = whole
            while waiting and sum(m.width + 4 for m in row) + waiting[0].width <= room:
                row.append(waiting.pop(0))
            at = whole
            for mark in reversed(row):
                at = max(at - mark.width, 0.0)
                rows[-1].append((at, mark))
                at -= 4
            taken = whole

    def _begin(self) -> Iterator[Mark]:
        face = self._face
        yield Mark(2 * _PITCH + 2 * DOT, self._dot_items)
        if face.link:
            yield Mark(MARK, self._link_items)
        if face.quotes:
            yield self._counted("quote", face.quotes, face.spoken.quotes)
        if face.comments:
            yield self._counted("comment", face.comments)
        if face.locked:
            yield Mark(MARK, lambda x, y: iter((self._icon("lock", x, y),)))

    def _end(self) -> Iterator[Mark]:
        face = self._face
        if face.status is not None:
            yield self._status(face.status, face.status_name)
        if face.chip:
            yield self._chip(face.chip)

    def _dot_items(self, x: float, y: float) -> Iterator[Item]:
        bounds = Rect(x, y + FOOT - 2 * DOT - 1, 2 * _PITCH + 2 * DOT, 2 * DOT)
        yield from sign(self._same_dots(x, y), bounds, self._face.spoken.evidence)

    def _same_dots(self, x: float, y: float) -> tuple[Item, ...]:
        looks = ("dots", x, y, self._face.evidence, self._face.rtl)
        found = self._shared.get(looks)
        if found is None:
            found = self._shared[looks] = tuple(self._dots(x, y))
        return found

    def _dots(self, x: float, y: float) -> Iterator[Item]:
        lit = _DOTS[self._face.evidence]
        for i in range(3):
            place = 2 - i if self._face.rtl else i
            role = "evidence.on" if i < lit else "evidence.off"
            yield Shape(_DOT, x + DOT + place * _PITCH, y + FOOT - DOT - 1, fill=role)

    def _icon(self, name: str, x: float, y: float, role: Role = "ink.quiet") -> Shape:
        return self._icons.shape(name, x, y + FOOT - MARK + 1, MARK, role, _STROKE)

    def _link_items(self, x: float, y: float) -> Iterator[Item]:
        yield self._icon("link", x, y, LINK_ROLE)

    def _counted(self, icon: str, count: int, alt: str = "") -> Mark:
        line = self._line(str(count), "ink.quiet")
        width = MARK + 3 + line.width

        def items(x: float, y: float) -> Iterator[Item]:
            rtl = self._face.rtl
            shape = self._icon(icon, x + line.width + 3 if rtl else x, y)
            text = line.glyphs(x if rtl else x + MARK + 3, y + FOOT - line.height + 1.5)
            yield from sign((shape, *text), Rect(x, y, width, FOOT), alt)

        return Mark(width, items)

    def _line(self, text: str, colour: Role) -> Paragraph:
        face = self._face
        # A number pair has no letters to tell its direction, so it is the map's.
        direction = "rtl" if face.rtl else None
        line = self._engine.line(text, SMALL_BOLD, face.language, direction, colour)  # type: ignore[arg-type]
        self.missing |= line.missing
        return line

    def _chip(self, text: str) -> Mark:
        line = self._line(text, "chip.ink")
        width = line.width + 2 * _CHIP_PAD

        def items(x: float, y: float) -> Iterator[Item]:
            bounds = Rect(x, y - 1.5, width, FOOT + 1.5)
            box = Box(bounds, "chip", "chip.line", radius=8)
            drawn: tuple[Item, ...] = (box, *line.glyphs(x + _CHIP_PAD, y - 0.5))
            yield from sign(drawn, bounds, self._face.spoken.weights)

        return Mark(width, items)

    def _status(self, status: Status, name: str) -> Mark:
        line = self._line(name, "chip.ink") if name else None
        width = _STATUS + 2 * _CHIP_PAD + (line.width + 3 if line else 0.0)

        def items(x: float, y: float) -> Iterator[Item]:
            yield Box(Rect(x, y - 1.5, width, FOOT + 1.5), "chip", "chip.line", radius=8)
            rtl = self._face.rtl
            sign = x + width - _CHIP_PAD - _STATUS if rtl else x + _CHIP_PAD
            yield from status_sign(status, sign + _STATUS / 2, y + FOOT / 2 - 0.75, self._ink)
            if line:
                yield from line.glyphs(x + _CHIP_PAD + (0 if rtl else _STATUS + 3), y - 0.5)

        return Mark(width, items)


def status_sign(status: Status, x: float, y: float, ink: Role) -> Iterator[Shape]:
    """How far something is, as a little clock face: empty, a quarter, a half, full with a tick, crossed out."""
    r = _STATUS / 2 - 0.6
    done = status is Status.DONE
    yield Shape(circle(0, 0, r), x, y, fill=ink if done else None, stroke=ink, stroke_width=1.2)
    sweep = {Status.PLANNED: 90, Status.DOING: 180}.get(status, 0)
    if sweep:
        wedge = (*polyline([(0, 0), (0, -r)]), *arc(0, 0, r, -90, sweep)[1:])
        yield Shape(wedge, x, y, fill=ink)
    if done:
        tick = polyline([(-2, 0.2), (-0.6, 1.7), (2.1, -1.6)])
        yield Shape(tick, x, y, stroke="chip", stroke_width=1.3)
    if status is Status.DROPPED:
        yield Shape(polyline([(-2.2, -2.2), (2.2, 2.2)]), x, y, stroke=ink, stroke_width=1.2)
