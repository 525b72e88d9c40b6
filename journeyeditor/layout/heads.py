"""The head of a map: a tinted block per stage with its goal, the titles of the steps below, and the corner."""

from __future__ import annotations

from journeyeditor.layout.cards import set_text
from journeyeditor.layout.curve import LINE_WIDTH, Series
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
from journeyeditor.layout.links import link_items
from journeyeditor.layout.metrics import LABEL_WIDTH, SMALL, SMALL_BOLD, STAGE_TITLE
from journeyeditor.layout.palette import HUES
from journeyeditor.layout.placed import PlacedHead
from journeyeditor.layout.text.engine import TextEngine
from journeyeditor.layout.text.paragraph import Paragraph
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Layer, Persona, Stage, Step
from journeyeditor.model.messages import N_, Translate

_PAD_X, _PAD_Y = 12.0, 8.0
_BELOW = 8.0
_LINE = 28.0

ANYBODY = N_("All personas")
TARGET = N_("{name}, target")


class Heads:
    """Lays out the head; `missing` collects what no font holds, by entity."""

    def __init__(self, engine: TextEngine, document: Document, frame: Frame) -> None:
        self._engine = engine
        self._document = document
        self._frame = frame
        self.missing: list[tuple[str, str]] = []

    def head(self) -> tuple[tuple[PlacedHead, ...], tuple[PlacedHead, ...], Group]:
        """The stages, the steps, and the group of both; its bounds give the height of the head."""
        frame = self._frame
        set_stages = [(i, s, *self._set_stage(s)) for i, s in enumerate(frame.stages)]
        height = max((h for *_x, h in set_stages), default=0.0)
        stages = tuple(
            self._stage(i, s, title, goal, height) for i, s, title, goal, _h in set_stages
        )
        steps = self._steps(height + _BELOW)
        bottom = max((step.rect.bottom for step in steps), default=height) + _BELOW
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
        hue = f"hue.{self.hue(stage)}"
        title = self._text(stage.id, stage.title, STAGE_TITLE, width, hue)
        goal = self._text(stage.id, stage.goal, SMALL, width, "ink.quiet") if stage.goal else None
        return title, goal, 2 * _PAD_Y + title.height + (goal.height if goal else 0)

    def hue(self, stage: Stage) -> str:
        """The stage's own hue, else one by its place in the map."""
        if stage.hue in HUES:
            return stage.hue
        row = [s.id for s in self._document.stages(stage.map)]
        return HUES[row.index(stage.id) % len(HUES)]

    def _stage(
        self, index: int, stage: Stage, title: Paragraph, goal: Paragraph | None, height: float
    ) -> PlacedHead:
        first, last = self._columns_of(stage)
        rect = self._frame.rect(first, last, 0, height, inset=3)
        hue = f"hue.{self.hue(stage)}"
        x = rect.x + _PAD_X
        items: list[Item] = [Box(rect, fill=f"{hue}.tint", stroke=f"{hue}.line", radius=10)]
        items += title.glyphs(x, _PAD_Y)
        if goal:
            items += goal.glyphs(x, _PAD_Y + title.height)
            items += link_items(stage.goal, goal, x, _PAD_Y + title.height)
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
            Rect(x, _PAD_Y, width, title.height),
            Rect(x, _PAD_Y + title.height, width, goal.height if goal else 14.0),
            group,
        )

    def _steps(self, y: float) -> tuple[PlacedHead, ...]:
        steps = [self._document.one(Step, c.step) for c in self._frame.columns]
        width = self._frame.map.step_width - 16
        texts = [self._centred(step, width) for step in steps]
        height = max((t.height for t in texts), default=0.0)
        return tuple(
            self._step(step, i, text, y, height)
            for i, (step, text) in enumerate(zip(steps, texts, strict=True))
        )

    def _centred(self, step: Step, width: float) -> Paragraph:
        text = self._engine.wrap(
            step.title, SMALL_BOLD, width, self._frame.language, "center", colour="ink.quiet"
        )
        self._note(step.id, text)
        return text

    def _step(self, step: Step, index: int, text: Paragraph, y: float, height: float) -> PlacedHead:
        rect = self._frame.rect(index, index, y, height, inset=8)
        group = Group(
            text.glyphs(rect.x, y),
            rect,
            entity=step.id,
            part="step",
            tag=Tag("TH", scope="Column"),
        )
        return PlacedHead(step.id, rect, rect, None, group)

    def corner(self, series: tuple[Series, ...], height: float, translate: Translate) -> Group:
        """The corner over the labels: a line and a name for each line of the curve."""
        items: list[Item] = []
        y = 4.0
        for one in series:
            name = self._text(
                one.persona or "", series_name(self._document, one, translate), SMALL_BOLD,
                LABEL_WIDTH - 24 - _LINE, "ink",
            )  # fmt: skip
            items += self._legend_line(one, name, y)
            y += name.height + 6
        bounds = Rect(self._frame.label_x, 0, LABEL_WIDTH, max(height, y))
        return Group(tuple(items), bounds, part="corner", tag=ARTIFACT)

    def _legend_line(self, series: Series, name: Paragraph, y: float) -> tuple[Item, ...]:
        x = self._frame.x(10, _LINE)
        middle = y + SMALL_BOLD.size * 0.65
        line = (Segment(Verb.MOVE, (x, middle)), Segment(Verb.LINE, (x + _LINE, middle)))
        stroke = Shape(line, stroke=series.role, stroke_width=LINE_WIDTH, dash=series.dash)
        width = LABEL_WIDTH - 24 - _LINE
        return stroke, *name.glyphs(self._frame.x(10 + _LINE + 8, width), y)

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
    return translate(TARGET).format(name=name) if series.layer is Layer.TARGET else name
