"""Which fields each kind of entity has, and which of them a subject shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from journeyeditor.model.entities import (
    Card,
    Connector,
    DocumentInfo,
    Entity,
    Lane,
    Map,
    Persona,
    Stage,
    Step,
)
from journeyeditor.ui.inspector.card_parts import CARD, CONNECTOR
from journeyeditor.ui.inspector.fields import Group, Section
from journeyeditor.ui.inspector.map_parts import DOCUMENT, LANE, MAP, STAGE, STEP
from journeyeditor.ui.inspector.people_parts import PERSONA
from journeyeditor.ui.inspector.shared import shared_parts

if TYPE_CHECKING:
    from journeyeditor.ui.inspector.subject import Subject

PARTS: dict[type[Entity], tuple[Group, ...]] = {
    Card: CARD,
    Connector: CONNECTOR,
    Stage: STAGE,
    Step: STEP,
    Lane: LANE,
    Map: MAP,
    Persona: PERSONA,
    DocumentInfo: DOCUMENT,
}


def visible_parts(subject: Subject) -> tuple[Group, ...]:
    """The parts that are shown for a subject, in order; of several kinds those that all have."""
    if len({type(entity) for entity in subject.entities}) > 1:
        return shared_parts(subject, PARTS)
    return shown_of(PARTS.get(type(subject.first), ()), subject)


def shown_of(groups: tuple[Group, ...], subject: Subject) -> tuple[Group, ...]:
    """Those of some parts that are shown; a section without any is not."""
    found: list[Group] = []
    for group in groups:
        if not isinstance(group, Section):
            found += [group] if group.visible(subject) else []
            continue
        parts = tuple(part for part in group.parts if part.visible(subject))
        if parts:
            found.append(replace(group, parts=parts))
    return tuple(found)
