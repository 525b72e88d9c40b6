"""The legend of a printed map: what its faces, lines, icons, dots and stars mean, in one line that wraps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeyeditor.layout.cards import kind_role
from journeyeditor.layout.curve import LINE_WIDTH, series_of
from journeyeditor.layout.drawing import ARTIFACT, Group, Item, Rect, Segment, Shape, Verb
from journeyeditor.layout.faces import face
from journeyeditor.layout.furniture import PLAIN, Strip
from journeyeditor.layout.heads import series_name
from journeyeditor.layout.icons import IconSet
from journeyeditor.layout.outlines import circle, star
from journeyeditor.model.channels import BUILT_IN
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Evidence, LaneKind, Map, Scale
from journeyeditor.model.messages import N_
from journeyeditor.model.scale import goodness, levels, neutral, value_text

ROW = 15.0

_WITHIN, _BETWEEN, _GROUP_GAP = 4.0, 12.0, 24.0
_FACE, _LINE, _ICON, _DOT, _STAR = 5.5, 22.0, 11.0, 2.2, 5.5

EVIDENCE: tuple[tuple[Evidence, str], ...] = (
    (Evidence.ASSUMPTION, N_("assumption")),
    (Evidence.PARTLY, N_("partly backed")),
    (Evidence.BACKED, N_("backed by research")),
)
MOMENT = N_("moment of truth")


@dataclass(frozen=True, slots=True)
class Key:
    """An entry: its mark within `width` x ROW points, and what it means. `opens` begins a new group."""

    mark: tuple[Item, ...]
    width: float
    text: str
    opens: bool = False


def legend(strip: Strip, document: Document, shown: Map, icons: IconSet) -> Group:
    """The legend of a map, as wide as the strip and as high as its rows."""
    keys = list(_keys(strip, document, shown, icons))
    items: list[Item] = []
    x = y = 0.0
    for key in keys:
        text = strip.engine.line(key.text, PLAIN, strip.language, colour="ink.quiet")
        width = key.width + _WITHIN + text.width
        if x > 0:
            x += _GROUP_GAP if key.opens else _BETWEEN
        if x > 0 and x + width > strip.width:
            x, y = 0.0, y + ROW
        if width > strip.width:
            # A name longer than the page wraps within its own rows.
            y += _long(strip, key, y, items)
            continue
        mark_x = strip.x(x, key.width)
        items.append(Group(key.mark, Rect(0, 0, key.width, ROW), mark_x, y))
        text_x = strip.x(x + key.width + _WITHIN, text.width)
        items += text.glyphs(text_x, y + (ROW - text.height) / 2)
        x += width
    height = y + ROW if x > 0 else y
    bounds = Rect(0, 0, strip.width, height)
    return Group(tuple(items), bounds, part="legend", tag=ARTIFACT, language=strip.language)


def _long(strip: Strip, key: Key, y: float, items: list[Item]) -> float:
    """Set an entry that is wider than the strip; the result is the height it takes."""
    left = key.width + _WITHIN
    room = strip.width - left
    text = strip.wrap(key.text, PLAIN, room, "ink.quiet")
    items.append(Group(key.mark, Rect(0, 0, key.width, ROW), strip.x(0, key.width), y))
    items += text.glyphs(strip.x(left, room), y + 1.5)
    return max(ROW, text.height + 3)


def _keys(strip: Strip, document: Document, shown: Map, icons: IconSet) -> Iterator[Key]:
    cards = [
        card
        for lane in document.lanes(shown.id)
        if not lane.hidden
        for card in document.cards(lane.id)
    ]
    has_curve = any(
        lane.kind is LaneKind.EMOTION and not lane.hidden for lane in document.lanes(shown.id)
    )
    if has_curve:
        yield from _opened(_scale_keys(shown.scale))
        yield from _opened(_line_keys(strip, document, shown))
    yield from _opened(_channel_keys(strip, document, cards, icons))
    if cards:
        yield from _opened(_evidence_keys(strip))
    if any(card.moment_of_truth for card in cards):
        yield from _opened(iter([_moment_key(strip)]))


def _opened(keys: Iterator[Key]) -> Iterator[Key]:
    for i, key in enumerate(keys):
        yield Key(key.mark, key.width, key.text, opens=i == 0)


def _scale_keys(scale: Scale) -> Iterator[Key]:
    """A face for each level that has a name, and for both ends and the middle where no level has."""
    named = [level for level in levels(scale) if scale.names.get(level)]
    middle = neutral(scale)
    ends = [scale.min, *([int(middle)] if middle == int(middle) else []), scale.max]
    for level in sorted({*named, scale.min, scale.max} if named else ends):
        share = goodness(scale, level)
        mark = face(share, _FACE, ROW / 2, _FACE)
        name = scale.names.get(level, "")
        yield Key(mark, 2 * _FACE, f"{name} {value_text(level)}".strip())


def _line_keys(strip: Strip, document: Document, shown: Map) -> Iterator[Key]:
    outline = (Segment(Verb.MOVE, (0, 0)), Segment(Verb.LINE, (_LINE, 0)))
    for series in series_of(document, shown):
        line = Shape(
            outline, 0, ROW / 2, stroke=series.role, stroke_width=LINE_WIDTH, dash=series.dash
        )
        yield Key((line,), _LINE, series_name(document, series, strip.translate))


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


def _moment_key(strip: Strip) -> Key:
    mark = Shape(
        star(0, 0, _STAR), _STAR, ROW / 2, fill="moment", stroke="moment.line", stroke_width=0.9
    )
    return Key((mark,), 2 * _STAR, strip.translate(MOMENT))
