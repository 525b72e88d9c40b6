"""What the window knows of the kinds of lanes: their names in the order in which they are offered, and which take cards."""

from __future__ import annotations

from journeyeditor.model.entities import LaneKind
from journeyeditor.model.kinds import CARDLESS
from journeyeditor.model.messages import N_

__all__ = ["CARDLESS", "LANE_TITLES"]

LANE_TITLES: dict[LaneKind, str] = {
    LaneKind.TOUCHPOINT: N_("Touchpoints"),
    LaneKind.EMOTION: N_("Emotion"),
    LaneKind.PAIN: N_("Pain points"),
    LaneKind.OPPORTUNITY: N_("Opportunities"),
    LaneKind.SOLUTION: N_("Solutions"),
    LaneKind.QUOTE: N_("Quotes"),
    LaneKind.TEXT: N_("Notes"),
    LaneKind.CHANNEL: N_("Channels"),
    LaneKind.IMAGE: N_("Pictures"),
    LaneKind.METRIC: N_("Metrics"),
    LaneKind.EVIDENCE: N_("Evidence"),
    LaneKind.FRONTSTAGE: N_("Frontstage"),
    LaneKind.BACKSTAGE: N_("Backstage"),
    LaneKind.SUPPORT: N_("Support processes"),
    LaneKind.DIVIDER: N_("Line of visibility"),
}
"""What a new lane of a kind is called, in the order in which the kinds are offered."""
