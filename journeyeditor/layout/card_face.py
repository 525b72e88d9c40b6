"""What a card shows: its entity, its lane and its quotes, boiled down to the face that is drawn."""

from __future__ import annotations

from collections.abc import Callable

from journeyeditor.layout.card_words import spoken
from journeyeditor.layout.cards import CardFace
from journeyeditor.layout.frame import Frame
from journeyeditor.layout.gauge import figure_of
from journeyeditor.layout.icons import IconSet
from journeyeditor.layout.links import is_address
from journeyeditor.model.channels import BUILT_IN_IDS
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Channel, Image, Lane, LaneKind, Map, Status
from journeyeditor.model.evidence import evidence_of
from journeyeditor.model.hues import known_hue
from journeyeditor.model.messages import N_, Translate, speaks

IMPACT = N_("impact {impact}")
STATUS_NAMES: dict[Status, str] = {
    Status.OPEN: N_("open"),
    Status.PLANNED: N_("planned"),
    Status.DOING: N_("doing"),
    Status.DONE: N_("done"),
    Status.DROPPED: N_("dropped"),
}

Words = Translate | None


class LaneFaces:
    """Makes the faces of one lane's cards. `words` is None where ours are not in the map's language.

    `working` shows what only people at work want to see: open comments and locks.
    """

    def __init__(
        self,
        document: Document,
        frame: Frame,
        lane: Lane,
        icons: IconSet,
        words: Words,
        working: bool,
    ) -> None:
        self._document = document
        self._frame = frame
        self._icons = icons
        self._words = words
        self._working = working
        self._chip = CHIPS.get(lane.kind)
        # Asked for once a lane: a member of an enumeration is not found as quickly as it looks.
        self._kind = lane.kind
        self._sign = str(lane.kind)
        self._metric = lane.kind is LaneKind.METRIC
        self._solution = lane.kind is LaneKind.SOLUTION
        self._opportunity = lane.kind is LaneKind.OPPORTUNITY

    def face(self, card: Card, width: float) -> CardFace:
        """The face of a card that is so wide."""
        document = self._document
        image = document.find(Image, card.image)
        status = self._status(card)
        evidence = evidence_of(document, card)
        return CardFace(
            self._kind,
            card.title,
            card.text,
            self._icon(card),
            card.moment_of_truth,
            evidence,
            self._chip(card, self._words) if self._chip else "",
            width,
            self._frame.map.density,
            self._frame.language,
            self._frame.rtl,
            image.id if image else "",
            image.height / image.width if image and image.width else 0.0,
            image.alt if image else "",
            self._leads_to(card.link) if card.link else "",
            card.tags,
            len(document.quotes(card.id)),
            open_comments(document, card.id) if self._working else 0,
            card.locked and self._working,
            status,
            self._words(STATUS_NAMES[status]) if status and self._words else "",
            figure_of(card.value, card.target, card.unit, self._words) if self._metric else None,
            known_hue(document, card.hue) if card.hue else "",
            spoken(document, card, evidence, self._words, self._chip is _impact_and_effort),
        )

    def _status(self, card: Card) -> Status | None:
        """What is shown of a card's status: a solution's always, an opportunity's once something is done about it."""
        if self._solution:
            return card.status
        moves = self._opportunity and card.status is not Status.OPEN
        return card.status if moves else None

    def _leads_to(self, link: str) -> str:
        """A card's link as a place that a reader can be sent to, or ""."""
        if self._document.find(Map, link):
            return f"#{link}"
        return link.strip() if is_address(link.strip()) else ""

    def _icon(self, card: Card) -> str:
        if card.channel is None:
            return self._sign
        if card.channel in BUILT_IN_IDS:
            return card.channel
        own = self._document.find(Channel, card.channel)
        return own.icon if own and own.icon in self._icons else self._sign


class FaceMaker:
    """Makes faces for whole lanes."""

    def __init__(self, icons: IconSet, translate: Translate, working: bool = True) -> None:
        self._icons = icons
        self._translate = translate
        self._working = working

    def of_lane(self, document: Document, frame: Frame, lane: Lane) -> LaneFaces:
        words = self._translate if speaks(self._translate, frame.language) else None
        return LaneFaces(document, frame, lane, self._icons, words, self._working)


def open_comments(document: Document, about: str) -> int:
    """How many threads about something are still open."""
    comments = document.comments(about)
    return sum([not c.resolved and c.parent is None for c in comments]) if comments else 0


def _impact(card: Card, words: Words) -> str:
    if not card.impact:
        return ""
    return words(IMPACT).format(impact=card.impact) if words else str(card.impact)


def _impact_and_effort(card: Card, _words: Words) -> str:
    if card.impact is None and card.effort is None:
        return ""
    return f"{card.impact or '–'} · {card.effort or '–'}"


CHIPS: dict[LaneKind, Callable[[Card, Words], str]] = {
    LaneKind.PAIN: _impact,
    LaneKind.OPPORTUNITY: _impact_and_effort,
    LaneKind.SOLUTION: _impact_and_effort,
}
