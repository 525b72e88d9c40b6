"""What to put into an empty cell, said in it while the cursor or the mouse is there: never part of the map itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.layout.drawing import Rect
from journeyeditor.layout.metrics import SMALL
from journeyeditor.model.entities import Lane, LaneKind
from journeyeditor.model.messages import N_
from journeyeditor.model.prompts import PROMPT
from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.marks import Mark

if TYPE_CHECKING:
    from journeyeditor.layout.placed import PlacedLane
    from journeyeditor.layout.text.paragraph import Paragraph
    from journeyeditor.ui.canvas.view import Canvas

PROMPTS: dict[LaneKind, str] = {
    LaneKind.TOUCHPOINT: N_("What happens here, and where?"),
    LaneKind.TEXT: N_("What is worth noting here?"),
    LaneKind.QUOTE: N_("What did somebody say, in their own words?"),
    LaneKind.PAIN: N_("What hurts here, and what does it cost?"),
    LaneKind.OPPORTUNITY: N_("How could this get better?"),
    LaneKind.SOLUTION: N_("What will we do about it?"),
    LaneKind.CHANNEL: N_("Through which channel?"),
    LaneKind.IMAGE: N_("What does it look like?"),
    LaneKind.METRIC: N_("Which number tells how it goes?"),
    LaneKind.EVIDENCE: N_("What can be seen or held here?"),
    LaneKind.FRONTSTAGE: N_("What do our people do in view?"),
    LaneKind.BACKSTAGE: N_("What happens out of view?"),
    LaneKind.SUPPORT: N_("Which system or team stands behind this?"),
}

_INSET = 14.0


class Prompts:
    """The prompts of one canvas; a text is set once for a lane and width."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._set: dict[tuple[str, float], Paragraph] = {}

    def mark(self, lane: PlacedLane, rect: Rect) -> Mark | None:
        """The prompt of a lane in an empty cell at `rect`, in map units; None where it would not fit in."""
        words = self.words(lane.id)
        if not words:
            return None
        text = self._paragraph(words, rect.w - 2 * _INSET)
        if text.height > rect.h - 8:
            return None
        x, y = rect.x + _INSET, rect.y + (rect.h - text.height) / 2
        around = Rect(x, y, rect.w - 2 * _INSET, text.height).grown(2)
        return Mark(Strip.BODY, around, tuple(text.glyphs(x, y)))

    def words(self, lane_id: str) -> str:
        """What is asked in a lane, in the user's language; "" where nothing is."""
        lane = self._canvas.editor.document.find(Lane, lane_id)
        if lane is None:
            return ""
        own = lane.extras.get(PROMPT)
        if isinstance(own, str):
            return own
        key = PROMPTS.get(lane.kind, "")
        return self._canvas.translate(key) if key else ""

    def _paragraph(self, words: str, width: float) -> Paragraph:
        found = self._set.get((words, width))
        if found is None:
            if len(self._set) > 64:
                self._set.clear()
            engine = self._canvas.map_layout.engine
            found = engine.wrap(words, SMALL, width, colour="ink.quiet")
            self._set[words, width] = found
        return found
