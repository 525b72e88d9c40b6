"""A placed map as shapes of a slide: cards, heads and labels as shapes with their texts in them, the rest as drawn.

Texts that stand in the document are written whole, so that they can be edited as the paragraphs they are; small
things around them (counts, pills, names of levels) become text boxes line by line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from journeyeditor.export.markup import web_address
from journeyeditor.export.pptx_clip import cut_sides
from journeyeditor.export.pptx_shapes import DECORATION, About, Frame, Pen, ShapeWriter, Words
from journeyeditor.layout.drawing import (
    Box,
    Glyphs,
    Group,
    Link,
    Picture,
    Rect,
    Role,
    Segment,
    Shape,
    Spot,
    Verb,
    walk,
)
from journeyeditor.layout.icons import GRID
from journeyeditor.layout.metrics import CARD_TITLE, QUOTE, SMALL, SMALL_BOLD, STAGE_TITLE, TEXT
from journeyeditor.model.entities import Card, Lane, LaneKind, Stage, Step

if TYPE_CHECKING:
    from journeyeditor.export.rasters import Raster
    from journeyeditor.layout.fonts import Style
    from journeyeditor.layout.palette import Palette
    from journeyeditor.layout.placed import PlacedCard, PlacedHead, PlacedLane, PlacedMap
    from journeyeditor.model.document import Document

_SHADOW = "card.shadow"
_CURVE, _FACE, _CARD, _ARROW = "curve", "face", "card", "arrow"
# A line of text stands so high over its baseline and is so high in all, in sizes of type.
_ABOVE, _HIGH = 1.07, 1.37
_POINT = 12.0
# How far the text of a rounded rectangle keeps from its edges, in radii (the form's own `il`, 1 - cos 45°), and what
# stands above the first line because lines lie further apart than the font has it, in sizes of type.
_CORNER, _LEAD = 0.29289, 0.19


@dataclass(frozen=True, slots=True)
class Media:
    """What a slide refers to: the id of the relationship to a picture (None: it is gone) and to an address."""

    picture: Callable[[str], tuple[str, Raster] | None]
    address: Callable[[str], str]


class MapShapes:
    """The shapes of one placed map that stands at `spot` of its slide."""

    def __init__(
        self,
        document: Document,
        placed: PlacedMap,
        spot: Spot,
        palette: Palette,
        writer: ShapeWriter,
        media: Media,
    ) -> None:
        self._document = document
        self._placed = placed
        self._spot = spot
        self._palette = palette
        self._write = writer
        self._media = media
        self._language = document.info.language
        self._rtl = placed.rtl
        self._begin, self._end = ("r", "l") if placed.rtl else ("l", "r")

    def shapes(self) -> Iterator[str]:
        """All shapes in the order of reading, grounds before what stands on them."""
        placed = self._placed
        yield from map(self._stage, placed.stages)
        yield from map(self._step, placed.steps)
        yield from self._drawn(placed.corner, self._spot, self._begin)
        for lane in placed.lanes:
            yield from self._lane(lane)
        for item in placed.arrows.items:
            if isinstance(item, Group):
                yield self._arrow(item, self._spot.into(placed.arrows))

    # Heads

    def _stage(self, head: PlacedHead) -> str:
        stage = self._document.one(Stage, head.id)
        ground = self._ground(head.group)
        k, rect = self._spot.scale, self._spot.rect(head.rect)
        colour = self._colour_of_text(head.group)
        inset = (head.title.x - head.rect.x) * k
        words = [self._words(stage.title, STAGE_TITLE, colour, bold=True)]
        if stage.goal:
            words.append(self._words(stage.goal, SMALL, self._palette.hex("ink.quiet")))
        top = (head.title.y - head.rect.y) * k - words[0].size * _LEAD
        frame = self._frame(words, (inset, max(top, 0.0), inset, 0.0))
        return self._write.preset(
            "homePlate",
            rect,
            ground,
            about=About(stage.title),
            frame=frame,
            radius=_POINT * k,
            flipped=self._rtl,
        )

    def _step(self, head: PlacedHead) -> str:
        step = self._document.one(Step, head.id)
        words = self._words(
            step.title, SMALL_BOLD, self._palette.hex("ink.quiet"), bold=True, align="ctr"
        )
        return self._write.text_box(
            _raised(self._spot.rect(head.rect), words), self._frame([words]), About(step.title)
        )

    # Lanes

    def _lane(self, placed: PlacedLane) -> Iterator[str]:
        block = placed.block
        spot = _below(self._spot, placed.y)
        lane = self._document.one(Lane, placed.id)
        cards = {card.id: card for card in block.cards}
        body = spot.into(block.body)
        for item in block.body.items:
            if isinstance(item, Group) and not _holds_cards(item):
                yield from self._part(item, body)
        yield from self._label(lane, placed, spot)
        for card in cards.values():
            yield self._card(lane, card, spot)

    def _part(self, group: Group, around: Spot) -> Iterator[str]:
        """The ground of a lane, or its curve."""
        if group.part == _CURVE:
            yield self._curve(group, around)
        else:
            yield from self._drawn(group, around, self._begin)

    def _label(self, lane: Lane, placed: PlacedLane, spot: Spot) -> Iterator[str]:
        """The lane's title as a text box; its icon, and what stands below or beside the curve, as drawn."""
        block = placed.block
        own = block.label
        inner = spot.into(own)
        titles = {
            id(run) for run in own.items if isinstance(run, Glyphs) and _on(run, block.label_title)
        }
        rest = [item for item in own.items if id(item) not in titles]
        for item in rest:
            align = self._end if isinstance(item, Group) else self._begin
            single = item if isinstance(item, Group) else replace(own, items=(item,), dx=0, dy=0)
            yield from self._drawn(single, inner, align)
        if lane.title:
            bold = self._words(lane.title, CARD_TITLE, self._palette.hex("ink"), bold=True)
            yield self._write.text_box(
                _raised(inner.rect(block.label_title), bold), self._frame([bold]), About(lane.title)
            )

    def _curve(self, group: Group, around: Spot) -> str:
        """The lines of all personas as one freeform each, then the faces."""
        spot = around.into(group)
        alt = str(group.tag.alt) if group.tag is not None else ""
        lines = [leaf for leaf in walk(group, around) if isinstance(leaf[0], Shape)]
        parts = [part for part in group.items if isinstance(part, Group)]
        faces = [found for part in parts for found in _faces(part, spot)]
        inside = {id(leaf) for face, at in faces for leaf, _ in walk(face, at)}
        stretches = [(leaf, at) for leaf, at in lines if id(leaf) not in inside]
        clip = spot.rect(group.clip) if group.clip is not None else None
        shown = [self._face(face, at) for face, at in faces if _stands_in(face, at, clip)]
        shapes = [*self._strokes(stretches, clip), *shown]
        return self._write.group(shapes, clip or spot.rect(group.bounds), About("Curve", alt))

    def _strokes(self, found: Iterable[tuple[object, Spot]], clip: Rect | None) -> Iterator[str]:
        """Stretches of one look as a single freeform, in the order of painting."""
        looks: dict[Pen, list[Segment]] = {}
        for leaf, spot in found:
            if isinstance(leaf, Shape):
                outline = _outline(leaf, spot)
                if clip is not None:
                    outline = cut_sides(outline, clip, leaf.fill is not None)
                looks.setdefault(self._pen(leaf, spot.scale), []).extend(outline)
        for pen in sorted(looks, key=lambda pen: pen.fill is None):
            yield self._write.freeform(looks[pen], pen, DECORATION, "Curve")

    def _face(self, face: Group, around: Spot) -> str:
        card = self._document.find(Card, face.entity)
        rect = around.into(face).rect(face.bounds)
        name = card.title if card is not None else ""
        return self._write.group(self._drawn(face, around, "ctr"), rect, About(name or "Rating"))

    # Cards

    def _card(self, lane: Lane, placed: PlacedCard, spot: Spot) -> str:
        card = self._document.one(Card, placed.id)
        rect, k = spot.rect(placed.rect), spot.scale
        group = placed.group
        title, text = (r.moved(-placed.rect.x, -placed.rect.y) for r in (placed.title, placed.text))
        address = web_address(card.link) if card.link else None
        link = self._media.address(address) if address else ""
        # A card names its image; what the image shows is told where it is drawn.
        about = About(card.title or card.text, link=link)
        box = self._write.preset(
            "roundRect",
            rect,
            self._ground(group),
            about=about,
            frame=self._card_text(lane, card, placed, k),
            radius=_radius(group) * k,
        )
        rest = replace(group, items=tuple(i for i in group.items if not _told(i, title, text)))
        return self._write.group((box, *self._drawn(rest, spot, "ctr")), rect, About(card.title))

    def _card_text(self, lane: Lane, card: Card, placed: PlacedCard, k: float) -> Frame:
        rect, title, text = placed.rect, placed.title, placed.text
        words: list[Words] = []
        if card.title:
            head = self._words(card.title, CARD_TITLE, self._palette.hex("ink"), bold=True)
            # An icon stands before the title, a star behind it.
            left, right = max(title.x - text.x, 0.0) * k, max(text.right - title.right, 0.0) * k
            before, behind = (right, left) if self._rtl else (left, right)
            words.append(replace(head, left=before, right=behind))
        if card.text:
            said = lane.kind is LaneKind.QUOTE
            role = "ink" if said else "ink.quiet"
            style = QUOTE if said else TEXT
            words.append(self._words(card.text, style, self._palette.hex(role), italic=said))
        top = (title if card.title else text).y - rect.y
        sides = max(text.x - rect.x, 0.0) * k, max(rect.right - text.right, 0.0) * k
        # The form itself keeps text out of its round corners.
        corner = _radius(placed.group) * k * _CORNER
        left, right = (max(side - corner, 0.0) for side in sides)
        lead = (words[0].size if words else 0.0) * _LEAD
        frame = self._frame(words, (left, max(top * k - corner - lead, 0.0), right, 0.0))
        return replace(frame, shrinks=True)

    def _arrow(self, group: Group, around: Spot) -> str:
        rect = around.into(group).rect(group.bounds)
        return self._write.group(self._drawn(group, around, "ctr"), rect, About("Arrow"))

    # What is taken as drawn

    def _drawn(self, group: Group, around: Spot, align: str) -> Iterator[str]:
        """Everything of a group, shape by shape; neighbouring runs of a line as one text box."""
        leaves = [leaf for leaf in walk(group, around) if not isinstance(leaf[0], Link)]
        for row, found in groupby(leaves, key=_row):
            members = list(found)
            if row is not None:
                yield self._line(
                    [(run, at) for run, at in members if isinstance(run, Glyphs)], align
                )
                continue
            for leaf, spot in members:
                yield self._leaf(leaf, spot)

    def _leaf(self, leaf: object, spot: Spot) -> str:
        if isinstance(leaf, Box):
            if leaf.fill == _SHADOW:
                return ""
            form = "roundRect" if leaf.radius else "rect"
            pen = self._pen(leaf, spot.scale)
            return self._write.preset(
                form, spot.rect(leaf.rect), pen, radius=leaf.radius * spot.scale
            )
        if isinstance(leaf, Shape):
            return self._write.freeform(_outline(leaf, spot), self._pen(leaf, spot.scale))
        if isinstance(leaf, Picture):
            return self._picture(leaf, spot)
        return ""

    def _picture(self, picture: Picture, spot: Spot) -> str:
        found = self._media.picture(picture.key)
        rect = spot.rect(picture.rect)
        if found is None:
            pen = Pen(self._palette.hex("chip"), self._palette.hex("line"))
            return self._write.preset("rect", rect, pen, about=About("Picture", picture.alt))
        relation, raster = found
        k = min(rect.w / raster.width, rect.h / raster.height)
        w, h = raster.width * k, raster.height * k
        fitted = Rect(rect.x + (rect.w - w) / 2, rect.y + (rect.h - h) / 2, w, h)
        about = About("Picture", picture.alt) if picture.alt else DECORATION
        return self._write.picture(fitted, relation, about, picture.radius * spot.scale)

    def _line(self, runs: list[tuple[Glyphs, Spot]], align: str) -> str:
        """Runs of one line as a text box of their width."""
        first, spot = runs[0]
        ordered = reversed(runs) if any(run.rtl for run, _ in runs) else runs
        text = "".join(run.seen() for run, _ in ordered).strip()
        if not text:
            return ""
        size = first.size
        left = min(run.x for run, _ in runs)
        right = max(run.x + run.width for run, _ in runs)
        rect = Rect(left, first.y - size * _ABOVE, right - left, size * _HIGH)
        words = Words(
            text.replace("\n", " "),
            size * spot.scale,
            self._palette.hex(first.colour),
            bold="Bold" in first.font,
            italic="Italic" in first.font,
            align=align,
        )
        frame = replace(self._frame([words]), wraps=False)
        return self._write.text_box(_raised(spot.rect(rect), words), frame, About(text))

    def _frame(
        self, words: Iterable[Words], inset: tuple[float, float, float, float] = (0, 0, 0, 0)
    ) -> Frame:
        return Frame(tuple(words), inset, rtl=self._rtl, language=self._language)

    def _words(
        self,
        text: str,
        style: Style,
        colour: str,
        *,
        bold: bool = False,
        italic: bool = False,
        align: str = "",
    ) -> Words:
        size = style.size * self._spot.scale
        return Words(text, size, colour, bold, italic, align or self._begin)

    def _pen(self, item: Box | Shape, k: float) -> Pen:
        return Pen(
            self._hex(item.fill),
            self._hex(item.stroke),
            item.stroke_width * k,
            tuple(length * k for length in item.dash),
            item.opacity,
        )

    def _hex(self, role: Role | None) -> str | None:
        return None if role is None else self._palette.hex(role)

    def _ground(self, group: Group | None) -> Pen:
        """How the first box of a group that is no shadow is painted."""
        boxes = _grounds(group)
        return self._pen(boxes[0], self._spot.scale) if boxes else Pen()

    def _colour_of_text(self, group: Group | None) -> str:
        runs = [item for item in group.items if isinstance(item, Glyphs)] if group else []
        return self._palette.hex(runs[0].colour if runs else "ink")


def _raised(rect: Rect, words: Words) -> Rect:
    """Where a text box stands so that its first line is where the layout has it."""
    return rect.moved(0, -words.size * _LEAD)


def _grounds(group: Group | None) -> list[Box]:
    if group is None:
        return []
    return [item for item in group.items if isinstance(item, Box) and item.fill != _SHADOW]


def _radius(group: Group) -> float:
    boxes = _grounds(group)
    return boxes[0].radius if boxes else 0.0


def _below(spot: Spot, y: float) -> Spot:
    return Spot(spot.x, spot.y + y * spot.scale, spot.scale)


def _holds_cards(group: Group) -> bool:
    return group.part == _CARD or any(
        isinstance(item, Group) and _holds_cards(item) for item in group.items
    )


def _faces(group: Group, around: Spot) -> Iterator[tuple[Group, Spot]]:
    """The faces within a group, each with the spot that it stands in."""
    if group.part == _FACE:
        yield group, around
        return
    here = around.into(group)
    for item in group.items:
        if isinstance(item, Group):
            yield from _faces(item, here)


def _stands_in(face: Group, around: Spot, clip: Rect | None) -> bool:
    return clip is None or clip.contains(*around.into(face).rect(face.bounds).centre)


def _on(run: Glyphs, rect: Rect) -> bool:
    """Whether a run's baseline lies in the rectangle of a text."""
    return rect.y <= run.y <= rect.bottom + 0.01 and rect.x - 1 <= run.x <= rect.right + 1


def _told(item: object, title: Rect, text: Rect) -> bool:
    """Whether a card's shape and its text frame show this already."""
    if isinstance(item, Box):
        return item.rect.x == 0 and item.rect.w >= text.w and item.rect.h >= text.h
    return isinstance(item, Glyphs) and (_on(item, title) or _on(item, text))


def _row(leaf: tuple[object, Spot]) -> tuple[float, float, float] | None:
    """What runs of one line have in common; None for what is no text."""
    item, spot = leaf
    if not isinstance(item, Glyphs):
        return None
    return spot.point(0, item.y)[1], item.size, spot.x


def _outline(shape: Shape, spot: Spot) -> list[Segment]:
    """A shape's outline in points of the slide."""
    k = shape.scale * spot.scale
    x, y = spot.point(shape.x, shape.y)
    kx, left = (-k, x + GRID * k) if shape.mirrored else (k, x)
    return [
        Segment(
            verb,
            tuple(
                left + value * kx if i % 2 == 0 else y + value * k for i, value in enumerate(points)
            ),
        )
        for verb, points in _opened(shape.outline)
    ]


def _opened(outline: Iterable[Segment]) -> Iterator[Segment]:
    """The outline with a move before each step that follows an end, as slides want it."""
    at: tuple[float, ...] = ()
    closed = True
    for segment in outline:
        if segment.verb is Verb.MOVE:
            at, closed = segment.points, False
        elif closed and segment.verb is not Verb.CLOSE:
            yield Segment(Verb.MOVE, at or segment.points[-2:])
            closed = False
        elif segment.verb is Verb.CLOSE:
            closed = True
        yield segment
