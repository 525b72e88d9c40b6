"""What the overview tells of a map: its state, what it holds, and where it is at its lowest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeyeditor.model import scale as scales
from journeyeditor.model.entities import LaneKind, Layer, Map, MapState
from journeyeditor.model.messages import N_
from journeyeditor.ui.moments import isolated
from journeyeditor.ui.status import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyeditor.model.document import Document
    from journeyeditor.model.entities import Card
    from journeyeditor.model.messages import Translate

STATES: dict[MapState, str] = {
    MapState.AS_IS: N_("As is"),
    MapState.TO_BE: N_("To be"),
    MapState.NONE: "",
}
LOWEST = N_("Lowest: {value}, {title}")
SHARED_LOWEST = N_("Lowest: {value}, {title} and {n} more")
UNRATED = N_("No feelings rated yet")
UNTITLED_CARD = N_("Untitled card")


@dataclass(frozen=True, slots=True)
class Facts:
    """`low` is how good the lowest moment is, 0 to 1, None where nothing is rated."""

    key: str
    title: str
    state: str
    counts: str
    lowest: str
    low: float | None
    locked: bool

    def spoken(self) -> str:
        """All of it but the title, as a screen reader says it."""
        return ", ".join(part for part in (self.state, self.counts, self.lowest) if part)


def facts_of(translate: Translate, document: Document, key: str, untitled: str) -> Facts:
    """What there is to say of a map."""
    shown = document.one(Map, key)
    rated = list(_rated(document, shown))
    low = min((goodness for goodness, _card, _value in rated), default=None)
    state = STATES[shown.state]
    return Facts(
        key,
        " ".join(shown.title.split()) or translate(untitled),
        translate(state) if state else "",
        counted(translate, document, key),
        _lowest(translate, shown, [r for r in rated if r[0] == low]),
        low,
        shown.locked,
    )


def _rated(document: Document, shown: Map) -> Iterator[tuple[float, Card, float]]:
    """Each feeling of today on the touchpoints, by step: how good it is, of which card, and its value."""
    lanes = [
        lane.id
        for lane in document.lanes(shown.id)
        if lane.kind is LaneKind.TOUCHPOINT and not lane.hidden
    ]
    people: tuple[str | None, ...] = shown.personas or (None,)
    for step in document.map_steps(shown.id):
        for card in document.cards_at(step.id):
            if card.lane not in lanes:
                continue
            for persona in people:
                rating = document.rating(card.id, persona, Layer.NOW)
                if rating is not None and rating.value is not None:
                    yield scales.goodness(shown.scale, rating.value), card, rating.value


def _lowest(translate: Translate, shown: Map, found: list[tuple[float, Card, float]]) -> str:
    if not found:
        return translate(UNRATED)
    cards = list(dict.fromkeys(card.id for _low, card, _value in found))
    _low, first, value = found[0]
    title = " ".join(first.title.split()) or translate(UNTITLED_CARD)
    words = translate(LOWEST if len(cards) == 1 else SHARED_LOWEST)
    rated = scales.named_value(shown.scale, value, translate)
    return words.format(title=isolated(title), n=len(cards) - 1, value=isolated(rated))
