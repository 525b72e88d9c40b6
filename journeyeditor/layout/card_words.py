"""What the signs of a card say to those who can't see them: channel, moment of truth, evidence, quotes, ratings."""

from __future__ import annotations

from typing import NamedTuple

from journeyeditor.layout.drawing import Group, Item, Rect, Tag
from journeyeditor.model.channels import BUILT_IN
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Channel, Evidence
from journeyeditor.model.messages import N_, Translate

_NAMES = {channel.id: channel.name for channel in BUILT_IN}
_EVIDENCE = {Evidence.PARTLY: N_("partly backed"), Evidence.BACKED: N_("backed by research")}
_MOMENT = N_("Moment of truth")
_ONE_QUOTE, _QUOTES = N_("1 quote"), N_("{count} quotes")
_IMPACT, _EFFORT = N_("impact {value}"), N_("effort {value}")


class Spoken(NamedTuple):
    """The words of a card's signs, each "" where there is none or we don't speak the map's language."""

    channel: str = ""
    moment: str = ""
    evidence: str = ""
    quotes: str = ""
    weights: str = ""


SILENT = Spoken()


def spoken(
    document: Document,
    card: Card,
    evidence: Evidence,
    words: Translate | None,
    weighed: bool = False,
) -> Spoken:
    """The words of a card's signs; an assumption, which most cards are, is not spoken of. `weighed` says that the card
    shows its impact and effort as bare numbers."""
    channel = _channel(document, card, words) if card.channel is not None else ""
    if words is None:
        return Spoken(channel) if channel else SILENT
    count = len(document.quotes(card.id))
    said = (
        channel,
        words(_MOMENT) if card.moment_of_truth else "",
        words(_EVIDENCE[evidence]) if evidence in _EVIDENCE else "",
        words(_ONE_QUOTE if count == 1 else _QUOTES).format(count=count) if count else "",
        _weights(card, words) if weighed else "",
    )
    return Spoken(*said) if any(said) else SILENT


def _weights(card: Card, words: Translate) -> str:
    parts = ((_IMPACT, card.impact), (_EFFORT, card.effort))
    return ", ".join(words(key).format(value=value) for key, value in parts if value)


def _channel(document: Document, card: Card, words: Translate | None) -> str:
    if card.channel in _NAMES:
        return words(_NAMES[card.channel]) if words else ""
    own = document.find(Channel, card.channel)
    return own.name if own else ""


def sign(items: tuple[Item, ...], bounds: Rect, alt: str) -> tuple[Item, ...]:
    """The items of a sign as a figure that says what it stands for; as they are where it says nothing."""
    return (Group(items, bounds, tag=Tag("Figure", alt=alt)),) if alt else items
