"""The cover: what this is, for whom, whose journey, its version and date, and a small picture of the map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from journeyeditor.layout.drawing import Bookmark, Box, Group, Item, Link, Picture, Rect, Tag
from journeyeditor.layout.fonts import Style
from journeyeditor.layout.furniture import STATES, UNTITLED, VERSION
from journeyeditor.layout.paper.body import Body, make_body
from journeyeditor.layout.paper.flow import Block, Row, Type, fill
from journeyeditor.layout.paper.job import Draft, Job
from journeyeditor.layout.paper.options import Page, Part
from journeyeditor.layout.paper.redraw import miniature
from journeyeditor.model.entities import Image, Map, MapState, Persona
from journeyeditor.model.messages import N_

COVER = N_("Cover")
PICTURE = N_("The map “{map}” in small")

_TITLES = (Style(34, bold=True), Style(26, bold=True), Style(20, bold=True), Style(15, bold=True))
_CLIENT, _PEOPLE, _FACT, _STRONG = Style(15), Style(12), Style(10.5), Style(10.5, bold=True)
_TEXT_SHARE, _GAP = 0.42, 34.0
# Of a tall page the picture has at least this share; it is left out where there is less room than this.
_LEAST_PICTURE, _LEAST_ROOM = 0.3, 60.0
_LOGO_WIDTH, _LOGO_HEIGHT = 170.0, 54.0
_RULE = Rect(0, 0, 54.0, 5.0)
_FRAME_PAD = 12.0


def cover_pages(job: Job) -> Iterator[Draft]:
    """The cover; a second page only where its texts are longer than one."""
    body = make_body(job, Part.COVER, None)
    full = body.height + body.top
    column = body.type.narrow(body.width * (1.0 if body.tall else _TEXT_SHARE))
    cover = _Cover(job, body, column)
    below = cover.facts()
    below_height = sum(block.height + block.gap for block in below)
    room = full - cover.top - below_height - 20
    room -= _LEAST_PICTURE * body.height if body.tall and cover.maps else 0.0
    blocks = next(
        (tried for tried in map(cover.heading, _TITLES) if _height(tried) <= room),
        cover.heading(_TITLES[-1]),
    )
    fits = _height(blocks) <= room
    flowing = blocks if fits else [*blocks, *below]
    columns = fill(
        flowing, lambda i: room if i == 0 and fits else full - (cover.top if i == 0 else 0.0),
        column.width, column.strip.language,
    )  # fmt: skip
    for i, groups in enumerate(columns):
        texts = [replace(g, dy=g.dy + (cover.top if i == 0 else 0.0)) for g in groups]
        if i == 0 and fits:
            last = fill(below, lambda _: 1e9, column.width, column.strip.language)
            shift = full - below_height
            texts += [replace(g, dy=g.dy + shift) for g in (last[0] if last else ())]
        end = cover.top + _height(blocks) if fits else full
        yield CoverDraft(cover, tuple(texts), i == 0, cover.beside(end, full - below_height))


def _height(blocks: list[Block]) -> float:
    return sum(block.height + block.gap for block in blocks)


@dataclass(frozen=True, slots=True)
class _Cover:
    """The texts and pictures of the cover."""

    job: Job
    body: Body
    column: Type

    @property
    def maps(self) -> list[Map]:
        return [self.job.document.one(Map, key) for key in self.job.maps]

    @property
    def logo(self) -> Image | None:
        found = self.job.document.find(Image, self.job.document.info.logo)
        return found if found is not None and found.width and found.height else None

    @property
    def top(self) -> float:
        """Where the texts begin, below the logo."""
        return (_LOGO_HEIGHT if self.logo is not None else 0.0) + 0.14 * self.body.height

    @property
    def title(self) -> str:
        first = self.maps[0].title if self.maps else ""
        return self.job.document.info.title or first or self.column.say(UNTITLED)

    def heading(self, size: Style) -> list[Block]:
        """The title with what it is about."""
        column, document = self.column, self.job.document
        info = document.info
        rule = Box(_RULE.moved(column.strip.x(0, _RULE.w), 0), fill="accent", radius=2)
        blocks = [
            Block((Row((rule,), _RULE.h),), keep=True),
            column.text(self.title, size, gap=16, role="H1"),
        ]
        for text, style, colour, gap in (
            (info.client, _CLIENT, "ink", 8.0),
            (info.project if info.project != self.title else "", _CLIENT, "ink.quiet", 2.0),
            *((name, _PEOPLE, "ink", 0.0 if i else 14.0) for i, name in enumerate(self._people())),
        ):
            if text:
                blocks.append(column.text(text, style, colour, gap=gap))
        return [*blocks, *self._listed()]

    def _people(self) -> list[str]:
        shown = {key for one in self.maps for key in one.personas}
        people = [p for p in self.job.document.personas if p.id in shown and p.name]
        return [_described(person) for person in people]

    def _listed(self) -> Iterator[Block]:
        """The maps with their states: each leads to its page."""
        maps = self.maps
        for i, shown in enumerate(maps):
            title = shown.title or self.column.say(UNTITLED)
            if len(maps) == 1 and title == self.title:
                title = ""
            state = self.column.say(STATES[shown.state]) if shown.state is not MapState.NONE else ""
            words = "\u00a0· ".join(filter(None, (title, state)))
            if words:
                rows = self.column.rows(words, _FACT, "ink.quiet")
                link = Link(Rect(0, 0, self.column.width, rows[0].height), f"#{shown.id}")
                target = Part.MAP in self.job.options.parts
                first = Row((*rows[0].items, *((link,) if target else ())), rows[0].height)
                yield Block((first, *rows[1:]), 14.0 if i == 0 else 3.0, tag=Tag("P"))

    def facts(self) -> list[Block]:
        """Version, date, who made it, and who may read it, at the foot."""
        info, column = self.job.document.info, self.column
        version = column.say(VERSION, label=info.version_label) if info.version_label else ""
        lines = (
            ("\u00a0· ".join(filter(None, (version, self.job.date))), _FACT),
            ("\u00a0· ".join(filter(None, (info.author, info.organisation))), _FACT),
            (info.confidentiality, _STRONG),
        )
        return [column.text(text, style, "ink.quiet", gap=3) for text, style in lines if text]

    def beside(self, end: float, foot: float) -> Rect:
        """The room for the picture of a map: beside the texts, or on a tall page between where the heading ends and
        the foot begins."""
        body = self.body
        if body.tall:
            return Rect(0, end + _GAP, body.width, max(foot - end - 2 * _GAP, 0.0))
        left = body.width * _TEXT_SHARE + _GAP
        width = body.width - left
        return Rect(body.type.strip.x(left, width), 0, width, body.height + body.top)

    def pictures(self, room: Rect) -> Iterator[Item]:
        """The logo above the texts, and the first map in its room."""
        strip, logo = self.column.strip, self.logo
        if logo is not None:
            scale = min(_LOGO_WIDTH / logo.width, _LOGO_HEIGHT / logo.height)
            wide, high = logo.width * scale, logo.height * scale
            rect = Rect(self.body.type.strip.x(0, wide), 0, wide, high)
            yield Group(
                (Picture(rect, logo.id, logo.alt),),
                rect,
                tag=Tag("Figure", alt=logo.alt or strip.translate(COVER)),
            )
        if self.maps and min(room.w, room.h) > _LEAST_ROOM:
            yield self._small_map(self.maps[0], room)

    def _small_map(self, shown: Map, room: Rect) -> Group:
        placed = self.job.planner(shown.id).whole
        inner = room.grown(-_FRAME_PAD)
        scale = min(inner.w / max(placed.width, 1), inner.h / max(placed.height, 1), 1.0)
        wide, high = placed.width * scale, placed.height * scale
        frame = Rect(room.centre[0] - wide / 2, room.centre[1] - high / 2, wide, high).grown(
            _FRAME_PAD
        )
        picture = replace(
            miniature(placed.picture(), scale), dx=frame.x + _FRAME_PAD, dy=frame.y + _FRAME_PAD,
            scale=scale,
        )  # fmt: skip
        title = shown.title or self.column.say(UNTITLED)
        alt = self.column.say(PICTURE, map=title)
        box = Box(frame, stroke="line", radius=12)
        return Group((box, picture), frame.grown(1), part="small-map", tag=Tag("Figure", alt=alt))


@dataclass(frozen=True, slots=True)
class CoverDraft:
    """The cover, or what its texts need beyond."""

    cover: _Cover
    texts: tuple[Group, ...]
    first: bool
    room: Rect

    def page(self, number: int, count: int) -> Page:
        del count  # a cover has no number on it
        body = self.cover.body
        sheet, language = body.sheet, body.type.strip.language
        x = body.type.strip.x(0, self.cover.column.width)
        items: tuple[Item, ...] = tuple(replace(text, dx=x) for text in self.texts)
        if self.first:
            items = (*items, *self.cover.pictures(self.room))
        whole = Rect(0, 0, sheet.width, sheet.height)
        content = Rect(0, 0, body.width, body.height + body.top)
        parts: list[Item] = [
            Box(whole, fill="paper"),
            Group(items, content, body.margin, body.margin, body.k, part="cover", tag=Tag("Sect")),
        ]
        if self.first:
            parts.append(Bookmark(self.cover.column.say(COVER), 0.0))
        group = Group(tuple(parts), whole, part="page", language=language)
        return Page(sheet.width, sheet.height, group, str(number), part=Part.COVER)


def _described(person: Persona) -> str:
    return " – ".join(filter(None, (person.name, person.role)))
