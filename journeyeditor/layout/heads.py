"""The head of a map: a tinted block per stage with its goal, the titles of the steps below, and the corner."""

from __future__ import annotations

from journeyeditor.layout.card_face import open_comments
from journeyeditor.layout.curve import Series
from journeyeditor.layout.drawing import (
    ARTIFACT,
    Box,
    Group,
    Item,
    Rect,
    Segment,
    Shape,
    Tag,
    Verb,
)
from journeyeditor.layout.fonts import Style
from journeyeditor.layout.frame import Frame
from journeyeditor.layout.icons import IconSet
from journeyeditor.layout.lines import figure
from journeyeditor.layout.links import link_items
from journeyeditor.layout.logo import corner_logo
from journeyeditor.layout.metrics import (
    LABEL_WIDTH,
    MARK,
    SMALL,
    SMALL_BOLD,
    SPACING,
    STAGE_TITLE,
)
from journeyeditor.layout.palette import hue_role
from journeyeditor.layout.placed import PlacedHead
from journeyeditor.layout.setting import set_text
from journeyeditor.layout.text.engine import TextEngine
from journeyeditor.layout.text.paragraph import Paragraph
from journeyeditor.model.document import Document
from journeyeditor.model.entities import LaneKind, Layer, Persona, Stage, Step
from journeyeditor.model.hues import stage_hues
from journeyeditor.model.messages import N_, Translate

_PAD_X = 12.0
_LINE = 32.0
_MARKS = 28.0

ANYBODY = N_("All personas")
TARGET = N_("{name}, target")
BEFORE = N_("{name}, before")


class Heads:
    """Lays out the head; `missing` collects what no font holds, by entity.

    `working` shows open comments, the map's lock and the logo, which on paper has a place of its own.
    """

    def __init__(
        self,
        engine: TextEngine,
        icons: IconSet,
        document: Document,
        frame: Frame,
        working: bool = True,
    ) -> None:
        self._engine = engine
        self._icons = icons
        self._document = document
        self._frame = frame
        self._working = working
        self._hues = stage_hues(document, frame.map.id)
        self._pad = SPACING[frame.density].head_pad
        self._below = SPACING[frame.density].below_head
        self.missing: list[tuple[str, str]] = []

    def head(
        self, least: float = 0.0
    ) -> tuple[tuple[PlacedHead, ...], tuple[PlacedHead, ...], Group]:
        """The stages, the steps, and the group of both; its bounds give the height of the head.

        Where the corner needs more, `least`, the stages are so much higher.
        """
        frame = self._frame
        set_stages = [(i, s, *self._set_stage(s)) for i, s in enumerate(frame.stages)]
        titles = self._titles()
        below = max((text.height for text in titles), default=0.0) + 2 * self._below
        height = max(max((h for *_x, h in set_stages), default=0.0), least - below)
        stages = tuple(
            self._stage(i, s, title, goal, height) for i, s, title, goal, _h in set_stages
        )
        steps = self._steps(titles, height + self._below)
        bottom = max((step.rect.bottom for step in steps), default=height) + self._below
        groups = tuple(h.group for h in (*stages, *steps) if h.group)
        return (
            stages,
            steps,
            Group(groups, Rect(0, 0, frame.width, bottom), tag=Tag("TR"), part="head"),
        )

    def _columns_of(self, stage: Stage) -> tuple[int, int]:
        own = [c.index for c in self._frame.columns if c.stage == stage.id]
        return own[0], own[-1]

    def _set_stage(self, stage: Stage) -> tuple[Paragraph, Paragraph | None, float]:
        rect = self._frame.rect(*self._columns_of(stage), 0, 0, inset=3)
        width = rect.w - 2 * _PAD_X
        role = hue_role(self._hues[stage.id])
        room = width - (_MARKS if self._comments(stage.id) else 0.0)
        title = self._text(stage.id, stage.title, STAGE_TITLE, room, role)
        goal = self._text(stage.id, stage.goal, SMALL, width, "ink.quiet") if stage.goal else None
        return title, goal, 2 * self._pad + title.height + (goal.height if goal else 0)

    def _comments(self, entity: str) -> int:
        return open_comments(self._document, entity) if self._working else 0

    def _comment_mark(self, entity: str, right: float, y: float) -> list[Item]:
        """How many comments about something are open; `right` is where the mark ends, in reading order."""
        count = self._comments(entity)
        if not count:
            return []
        line = self._engine.line(str(count), SMALL_BOLD, colour="ink.quiet")
        rtl = self._frame.rtl
        left = right if rtl else right - MARK - 3 - line.width
        icon = left + line.width + 3 if rtl else left
        text = left if rtl else left + MARK + 3
        mark = self._icons.shape("comment", icon, y + 2, MARK, "ink.quiet", 1.2)
        return [mark, *line.glyphs(text, y + 1)]

    def _stage(
        self, index: int, stage: Stage, title: Paragraph, goal: Paragraph | None, height: float
    ) -> PlacedHead:
        first, last = self._columns_of(stage)
        rect = self._frame.rect(first, last, 0, height, inset=3)
        hue = hue_role(self._hues[stage.id])
        x = rect.x + _PAD_X
        items: list[Item] = [Box(rect, fill=f"{hue}.tint", stroke=f"{hue}.line", radius=10)]
        # In a mirrored map texts end at the right, so what is kept free is at the left.
        shift = _MARKS if self._frame.rtl and self._comments(stage.id) else 0.0
        items += title.glyphs(x + shift, self._pad)
        edge = rect.x + 10 if self._frame.rtl else rect.right - 10
        items += self._comment_mark(stage.id, edge, self._pad)
        if goal:
            items += goal.glyphs(x, self._pad + title.height)
            items += link_items(stage.goal, goal, x, self._pad + title.height)
        group = Group(
            tuple(items),
            rect.grown(1),
            entity=stage.id,
            part="stage",
            tag=Tag("TH", scope="Column", span=last - first + 1),
        )
        width = rect.w - 2 * _PAD_X
        return PlacedHead(
            stage.id,
            rect,
            Rect(x, self._pad, width, title.height),
            Rect(x, self._pad + title.height, width, goal.height if goal else 14.0),
            group,
        )

    def _titles(self) -> list[Paragraph]:
        steps = [self._document.one(Step, c.step) for c in self._frame.columns]
        return [self._centred(step, self._frame.map.step_width - 16) for step in steps]

    def _steps(self, titles: list[Paragraph], y: float) -> tuple[PlacedHead, ...]:
        steps = [self._document.one(Step, c.step) for c in self._frame.columns]
        height = max((t.height for t in titles), default=0.0)
        return tuple(
            self._step(step, i, text, y, height)
            for i, (step, text) in enumerate(zip(steps, titles, strict=True))
        )

    def _centred(self, step: Step, width: float) -> Paragraph:
        # As much is kept free on both sides, so that the title stays in the middle.
        room = width - (2 * _MARKS if self._comments(step.id) else 0.0)
        text = self._engine.wrap(
            step.title, SMALL_BOLD, max(room, 30.0), self._frame.language, "center",
            colour="ink.quiet",
        )  # fmt: skip
        self._note(step.id, text)
        return text

    def _step(self, step: Step, index: int, text: Paragraph, y: float, height: float) -> PlacedHead:
        rect = self._frame.rect(index, index, y, height, inset=8)
        edge = rect.x if self._frame.rtl else rect.right
        aside = min(_MARKS, (rect.w - 30) / 2) if self._comments(step.id) else 0.0
        group = Group(
            (*text.glyphs(rect.x + aside, y), *self._comment_mark(step.id, edge, y)),
            rect,
            entity=step.id,
            part="step",
            tag=Tag("TH", scope="Column"),
        )
        return PlacedHead(step.id, rect, rect, None, group)

    def corner(self, series: tuple[Series, ...], translate: Translate) -> Group:
        """The corner over the labels: a line and a name for each line of the curve, where the map has one.

        At work the logo stands above; on paper it has its place in the title block.
        """
        logo, high = corner_logo(self._document, self._frame, 2.0) if self._working else ((), 0.0)
        items: list[Item] = [*logo]
        y = 4.0 + (high + 4 if logo else 0.0)
        if self._frame.map.locked and self._working:
            items.append(
                self._icons.shape("lock", self._frame.x(14, MARK), y + 2, MARK, "ink.quiet", 1.2)
            )
            y += MARK + 8
        for one in series if self._has_curve() else ():
            name = self._text(
                one.persona or "", series_name(self._document, one, translate), SMALL_BOLD,
                LABEL_WIDTH - 28 - _LINE, "ink",
            )  # fmt: skip
            items += self._legend_line(one, name, y)
            y += name.height + 5
        bounds = Rect(self._frame.label_x, 0, LABEL_WIDTH, y)
        return Group(tuple(items), bounds, part="corner", tag=ARTIFACT)

    def _has_curve(self) -> bool:
        lanes = self._document.lanes(self._frame.map.id)
        return any(lane.kind is LaneKind.EMOTION and not lane.hidden for lane in lanes)

    def _legend_line(self, series: Series, name: Paragraph, y: float) -> tuple[Item, ...]:
        x = self._frame.x(10, _LINE)
        middle = y + SMALL_BOLD.size * 0.65
        line = (Segment(Verb.MOVE, (x, middle)), Segment(Verb.LINE, (x + _LINE, middle)))
        stroke = Shape(line, stroke=series.role, stroke_width=series.width, dash=series.dash)
        marks = (figure(series, self._frame.x(10 + _LINE), middle),) if has_figure(series) else ()
        width = LABEL_WIDTH - 28 - _LINE
        return stroke, *marks, *name.glyphs(self._frame.x(10 + _LINE + 12, width), y)

    def _text(self, entity: str, text: str, style: Style, width: float, colour: str) -> Paragraph:
        frame = self._frame
        paragraph = set_text(self._engine, text, style, width, frame.language, frame.rtl, colour)
        self._note(entity, paragraph)
        return paragraph

    def _note(self, entity: str, paragraph: Paragraph) -> None:
        if paragraph.missing:
            self.missing.append((entity, "".join(sorted(paragraph.missing))))


def series_name(document: Document, series: Series, translate: Translate) -> str:
    """What a line of the curve is called: the persona's name, with its layer where it is not today's."""
    persona = document.find(Persona, series.persona)
    name = persona.name if persona else translate(ANYBODY)
    if series.before:
        return translate(BEFORE).format(name=name)
    return translate(TARGET).format(name=name) if series.layer is Layer.TARGET else name


def has_figure(series: Series) -> bool:
    """Whether a line's ratings are marked with a figure; the first line's have faces."""
    return not series.before and (series.index > 0 or series.layer is Layer.TARGET)
