"""The labels of lanes: icon, title, hint, and marks for what is pinned, locked or talked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from journeyeditor.layout.card_face import open_comments
from journeyeditor.layout.drawing import Box, Group, Item, Rect, Role, Tag
from journeyeditor.layout.frame import Frame
from journeyeditor.layout.icons import IconSet
from journeyeditor.layout.metrics import (
    CARD_TITLE,
    LABEL_WIDTH,
    LANE_RADIUS,
    MARK,
    SMALL,
    SMALL_BOLD,
    SPACING,
)
from journeyeditor.layout.palette import hue_role
from journeyeditor.layout.pills import make_pill, pill_items
from journeyeditor.layout.setting import set_text
from journeyeditor.layout.text.engine import TextEngine
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Lane, LaneKind
from journeyeditor.model.hues import known_hue
from journeyeditor.model.messages import N_, Translate, speaks

HINTS: dict[LaneKind, str] = {
    LaneKind.TOUCHPOINT: N_("what happens, and where"),
    LaneKind.PAIN: N_("by impact"),
    LaneKind.OPPORTUNITY: N_("impact · effort"),
    LaneKind.SOLUTION: N_("impact · effort"),
}
ONE_CARD, CARDS = N_("1 card"), N_("{count} cards")

_ICON = 18.0
_TEXT = 40.0
_RIGHT = 8.0
_MARK_GAP = 4.0
_RULE = 3.5


@dataclass(frozen=True, slots=True)
class Label:
    """A lane's label: its items, where the title stands, the height that it needs, and the role of its hue."""

    items: tuple[Item, ...]
    title: Rect
    height: float
    missing: tuple[tuple[str, str], ...] = ()
    rule: Role | None = None


class LabelArtist:
    """Draws the labels of lanes. `working` shows comments, locks and pins, which paper does without."""

    def __init__(
        self, engine: TextEngine, icons: IconSet, translate: Translate, working: bool
    ) -> None:
        self._engine = engine
        self._icons = icons
        self._translate = translate
        self._working = working

    def ink(self, document: Document, lane: Lane) -> Role:
        """The role of a lane's icon: its own hue's, else a quiet one."""
        hue = known_hue(document, lane.hue) if lane.hue else ""
        return hue_role(hue) if hue else "ink.quiet"

    def label(
        self, document: Document, frame: Frame, lane: Lane, hidden: int | None = None
    ) -> Label:
        """The label of a band; `hidden` is how many cards a collapsed one hides."""
        top = SPACING[frame.density].label_top
        label = self._titled(document, frame, lane, top, top - 1)
        # Words of ours stand on a map only where they are in its own language.
        speaking = speaks(self._translate, frame.language)
        if hidden is not None and lane.kind is not LaneKind.EMOTION:
            return self._counted(frame, label, hidden, speaking)
        if lane.kind in HINTS and hidden is None and speaking:
            return self._hinted(frame, lane, label)
        return label

    def divider(self, document: Document, frame: Frame, lane: Lane) -> Label:
        """The label of a line between lanes."""
        return self._titled(document, frame, lane, 6.0, 6.0)

    def group(self, frame: Frame, lane: Lane, label: Label, height: float, *inside: Item) -> Group:
        """The label of a band so high, with what else stands in it."""
        # Painted over the body when that is scrolled away below, so it brings the band's colour along.
        ground = Box(
            Rect(frame.x(2, LABEL_WIDTH - 4), 1.5, LABEL_WIDTH - 4, height - 3),
            fill="lane",
            radius=LANE_RADIUS - 1,
        )
        rule: tuple[Item, ...] = ()
        if label.rule:
            at = Rect(frame.x(5, _RULE), 10, _RULE, max(height - 20, 0.0))
            rule = (Box(at, fill=label.rule, radius=_RULE / 2),)
        items = (ground, *rule, *label.items, *inside)
        return self._group(frame, lane, items, height, Tag("TH", scope="Row", title=lane.title))

    def plain_group(self, frame: Frame, lane: Lane, label: Label) -> Group:
        """The label of a line, which has no band."""
        ground = Box(Rect(frame.label_x, 0, LABEL_WIDTH, label.height), fill="canvas")
        return self._group(
            frame,
            lane,
            (ground, *label.items),
            label.height,
            Tag("TH", scope="Row", title=lane.title),
        )

    def _group(
        self, frame: Frame, lane: Lane, items: tuple[Item, ...], height: float, tag: Tag
    ) -> Group:
        bounds = Rect(frame.label_x, 0, LABEL_WIDTH, height)
        return Group(
            items, bounds, entity=lane.id, part="label", tag=tag, layer=lane.id,
            language=frame.language,
        )  # fmt: skip

    def _titled(
        self, document: Document, frame: Frame, lane: Lane, top: float, below: float
    ) -> Label:
        marks = self._marks(document, lane)
        taken = sum(width + _MARK_GAP for width, _icon, _text in marks)
        width = LABEL_WIDTH - _TEXT - _RIGHT - taken
        x = frame.x(_TEXT, width)
        title = set_text(
            self._engine, lane.title, CARD_TITLE, width, frame.language, frame.rtl, "ink"
        )
        ink = self.ink(document, lane)
        icon = self._icons.shape(str(lane.kind), frame.x(14, _ICON), top - 1, _ICON, ink)
        items: list[Item] = [icon, *title.glyphs(x, top)]
        items += self._mark_items(frame, marks, top)
        height = top + max(title.height, _ICON) + below
        missing = ((lane.id, "".join(sorted(title.missing))),) if title.missing else ()
        rule = ink if ink != "ink.quiet" else None
        return Label(tuple(items), Rect(x, top, width, title.height), height, missing, rule)

    def _marks(self, document: Document, lane: Lane) -> list[tuple[float, str, str]]:
        """Width, icon and text of each mark."""
        if not self._working:
            return []
        marks = [
            (MARK, icon, "") for icon, on in (("pin", lane.pinned), ("lock", lane.locked)) if on
        ]
        comments = open_comments(document, lane.id)
        if comments:
            text = str(comments)
            width = self._engine.measure(text, SMALL_BOLD) + MARK + 2
            marks.append((width, "comment", text))
        return marks

    def _mark_items(
        self, frame: Frame, marks: Sequence[tuple[float, str, str]], top: float
    ) -> list[Item]:
        items: list[Item] = []
        x = LABEL_WIDTH - _RIGHT - sum(width for width, _i, _t in marks)
        x -= _MARK_GAP * max(len(marks) - 1, 0)
        for width, icon, text in marks:
            items.append(self._icons.shape(icon, frame.x(x, MARK), top + 2, MARK, "ink.quiet", 1.2))
            if text:
                line = self._engine.line(text, SMALL_BOLD, colour="ink.quiet")
                items += line.glyphs(frame.x(x + MARK + 2, line.width), top + 1)
            x += width + _MARK_GAP
        return items

    def _counted(self, frame: Frame, label: Label, count: int, speaking: bool) -> Label:
        """The label with how many cards the lane hides, at the title's end where there is room."""
        text = str(count)
        if speaking:
            text = self._translate(ONE_CARD if count == 1 else CARDS).format(count=count)
        pill = make_pill(self._engine, text, LABEL_WIDTH - _TEXT - _RIGHT, frame.language)
        y = label.title.bottom + 3
        items = pill_items(self._icons, pill, frame.x(_TEXT, pill.width), y, frame.rtl)
        height = y + pill.height + 7
        return replace(label, items=(*label.items, *items), height=height)

    def _hinted(self, frame: Frame, lane: Lane, label: Label) -> Label:
        width = LABEL_WIDTH - 14 - 12
        text = self._translate(HINTS[lane.kind])
        hint = set_text(self._engine, text, SMALL, width, frame.language, frame.rtl, "ink.quiet")
        spacing = SPACING[frame.density].label_top - 1
        y = label.height - spacing + 3
        items = (*label.items, *hint.glyphs(frame.x(14, width), y))
        return replace(label, items=items, height=y + hint.height + spacing)
