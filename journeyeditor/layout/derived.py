"""What lanes show that are no cards: the channels of each step in a channel lane, a stage's measures in a metric lane."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeyeditor.layout.card_face import Words
from journeyeditor.layout.curve import touchpoints
from journeyeditor.layout.drawing import Box, Group, Item, Rect, Tag
from journeyeditor.layout.frame import Frame
from journeyeditor.layout.gauge import figure_of, gauge
from journeyeditor.layout.icons import IconSet
from journeyeditor.layout.metrics import CARD_GUTTER, CARD_RADIUS, CARD_TITLE, SPACING
from journeyeditor.layout.pills import flow, make_pill, pill_items
from journeyeditor.layout.setting import set_text
from journeyeditor.layout.text.engine import TextEngine
from journeyeditor.model.channels import BUILT_IN
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Lane, LaneKind, Measure

_GAP = 4.0
_INK = f"{LaneKind.CHANNEL}.ink"


@dataclass(frozen=True, slots=True)
class Derived:
    """The groups, and where in each column the lane's own cards may begin."""

    groups: tuple[Group, ...]
    tops: tuple[float, ...]
    missing: tuple[tuple[str, str], ...] = ()


class Deriver:
    """Draws what the lanes of one map show besides cards."""

    def __init__(self, engine: TextEngine, icons: IconSet, words: Words) -> None:
        self._engine = engine
        self._icons = icons
        self._words = words

    def of_lane(self, document: Document, frame: Frame, lane: Lane) -> Derived:
        """What this lane shows, and nothing for most."""
        top = SPACING[frame.density].lane_pad
        if lane.kind is LaneKind.CHANNEL:
            return self._channels(document, frame, lane, top)
        if lane.kind is LaneKind.METRIC:
            return self._measures(document, frame, lane, top)
        return Derived((), (top,) * len(frame.columns))

    def _channels(self, document: Document, frame: Frame, lane: Lane, top: float) -> Derived:
        groups: list[Group] = []
        tops: list[float] = []
        known = dict(self._known(document))
        for index, used in enumerate(channels_used(document, frame)):
            names = [known[key] for key in known if key in used]
            group, height = self._chips(frame, lane, index, names, top)
            groups += [group] if names else []
            tops.append(top + height + (_GAP + 4 if names else 0.0))
        return Derived(tuple(groups), tuple(tops))

    def _known(self, document: Document) -> Iterator[tuple[str, tuple[str, str]]]:
        """Icon and name of each channel; a built-in one is named where its name is in the map's language."""
        for built_in in BUILT_IN:
            yield built_in.id, (built_in.id, self._words(built_in.name) if self._words else "")
        for own in document.channels:
            icon = own.icon if own.icon in self._icons else str(LaneKind.CHANNEL)
            yield own.id, (icon, own.name)

    def _chips(
        self, frame: Frame, lane: Lane, index: int, names: list[tuple[str, str]], top: float
    ) -> tuple[Group, float]:
        rect = frame.rect(index, index, top, 0, inset=CARD_GUTTER / 2)
        pills = [
            make_pill(self._engine, name, rect.w, frame.language, icon) for icon, name in names
        ]
        places, height = flow([(p.width, p.height) for p in pills], rect.w, _GAP)
        items: list[Item] = []
        for pill, (x, y) in zip(pills, places, strict=True):
            at = rect.w - x - pill.width if frame.rtl else x
            items += pill_items(self._icons, pill, rect.x + at, top + y, frame.rtl, _INK)
        bounds = Rect(rect.x, top, rect.w, height).grown(1)
        group = Group(
            tuple(items), bounds, part="channels", tag=Tag("P"), layer=lane.id,
            language=frame.language,
        )  # fmt: skip
        return group, height

    def _measures(self, document: Document, frame: Frame, lane: Lane, top: float) -> Derived:
        groups: list[Group] = []
        tops = [top] * len(frame.columns)
        missing: list[tuple[str, str]] = []
        gap = SPACING[frame.density].stack_gap
        for stage in frame.stages:
            own = [column.index for column in frame.columns if column.stage == stage.id]
            for measure in document.measures(stage.id):
                y = tops[own[0]]
                rect = frame.rect(own[0], own[-1], y, 0, inset=CARD_GUTTER / 2)
                group, gaps = self._measure(frame, lane, measure, rect)
                groups.append(group)
                missing += [(measure.id, gaps)] if gaps else []
                for index in own:
                    tops[index] = y + group.bounds.h - 2 + gap
        return Derived(tuple(groups), tuple(tops), tuple(missing))

    def _measure(self, frame: Frame, lane: Lane, measure: Measure, rect: Rect) -> tuple[Group, str]:
        pad = SPACING[frame.density].card_pad
        inner = Rect(rect.x + pad, rect.y + pad - 2, rect.w - 2 * pad, 0)
        items: list[Item] = []
        name = set_text(
            self._engine, measure.name, CARD_TITLE, inner.w, frame.language, frame.rtl, "ink"
        )
        items += name.glyphs(inner.x, inner.y)
        height = name.height + 2
        figure = figure_of(measure.value, measure.target, measure.unit, self._words)
        if figure:
            below = inner.moved(0, height)
            drawn, tall = gauge(
                self._engine, figure, below, frame.language, frame.rtl, f"{LaneKind.METRIC}.ink"
            )
            items += drawn
            height += tall
        ground = Rect(rect.x, rect.y, rect.w, height + 2 * pad - 4)
        box = Box(ground, stroke=f"{LaneKind.METRIC}.line", dash=(4, 3), radius=CARD_RADIUS)
        group = Group(
            (box, *items),
            ground.grown(1),
            entity=measure.id,
            part="measure",
            tag=Tag("P"),
            layer=lane.id,
            language=frame.language,
        )
        return group, "".join(sorted(name.missing))


def channels_used(document: Document, frame: Frame) -> tuple[frozenset[str], ...]:
    """The channels of the touchpoints that cover each column."""
    used: list[set[str]] = [set() for _ in frame.columns]
    for card in touchpoints(document, frame.map.id):
        if card.channel is not None:
            first = frame.steps[card.step]
            for index in range(max(first, 0), min(first + card.span, len(used))):
                used[index].add(card.channel)
    return tuple(map(frozenset, used))
