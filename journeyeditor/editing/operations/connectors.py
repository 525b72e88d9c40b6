"""Verbs of connectors: draw one between two cards, turn it round, lead an end of it to another card."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from journeyeditor.editing.patch import Draft, Patch
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Connector, ConnectorKind
from journeyeditor.model.ids import IdSource
from journeyeditor.model.messages import N_, Refused

TO_ITSELF = N_("An arrow leads from one card to another one.")
THERE_ALREADY = N_("An arrow of this kind leads that way already.")


def connect(
    document: Document,
    ids: IdSource,
    start: str,
    end: str,
    kind: ConnectorKind = ConnectorKind.FLOW,
) -> Patch:
    """An arrow from one card to another; there is at most one of a kind each way."""
    if start == end:
        raise Refused(TO_ITSELF)
    if _others(document, start, end, kind):
        return Patch({})
    draft = Draft(document)
    draft.put(Connector(id=ids.new(), start=start, end=end, kind=kind))
    return draft.patch()


def reconnect(
    document: Document, key: str, start: str | None = None, end: str | None = None
) -> Patch:
    """An arrow begins or ends at another card.

    Raises `Refused` where it would lead to itself, or another of its kind leads that way already.
    """
    before = document.one(Connector, key)
    after = replace(before, start=start or before.start, end=end or before.end)
    if after == before:
        return Patch({})
    if after.start == after.end:
        raise Refused(TO_ITSELF)
    if _others(document, after.start, after.end, after.kind):
        raise Refused(THERE_ALREADY)
    return Patch({key: (before, after)})


def reverse(document: Document, keys: Iterable[str]) -> Patch:
    """Those of these entities that are arrows lead the other way round.

    Raises `Refused` where another of its kind leads that way already.
    """
    found = (document.find(Connector, key) for key in dict.fromkeys(keys))
    arrows = {arrow.id: arrow for arrow in found if arrow is not None}
    for arrow in arrows.values():
        others = _others(document, arrow.end, arrow.start, arrow.kind)
        if any(other.id not in arrows for other in others):
            raise Refused(THERE_ALREADY)
    return Patch({a.id: (a, replace(a, start=a.end, end=a.start)) for a in arrows.values()})


def _others(document: Document, start: str, end: str, kind: ConnectorKind) -> list[Connector]:
    return [one for one in document.connectors(start) if one.end == end and one.kind == kind]
