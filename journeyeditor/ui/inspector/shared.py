"""What things of several kinds have in common: their shared fields, and a way to those of one kind alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from journeyeditor.model.entities import (
    Card,
    Connector,
    Entity,
    Lane,
    Map,
    Persona,
    Stage,
    Step,
)
from journeyeditor.model.messages import N_
from journeyeditor.ui.inspector.fields import Field, Group, Section, Special
from journeyeditor.ui.inspector.part import SpecialPart
from journeyeditor.ui.widgets.build import at_start, button, label

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping

    from PySide6.QtWidgets import QPushButton

    from journeyeditor.ui.inspector.subject import Subject

KIND_NAMES: dict[type[Entity], tuple[str, str, str]] = {
    Card: (N_("Card"), N_("{n} cards"), "text"),
    Stage: (N_("Stage"), N_("{n} stages"), "stage"),
    Step: (N_("Step"), N_("{n} steps"), "step"),
    Lane: (N_("Lane"), N_("{n} lanes"), "layers"),
    Connector: (N_("Arrow"), N_("{n} arrows"), "arrow-right"),
    Persona: (N_("Persona"), N_("{n} personas"), "persona"),
    Map: (N_("Map"), N_("{n} maps"), "map"),
}
"""What one and what several of a kind are called, and their icon; in the order in which they are named."""

THINGS = N_("{n} things")
ALONE = N_("Only these:")
NOTHING_SHARED = N_("They have no fields in common.")
# A step that sets a field of several kinds is called after the field, not after one of them.
_STEPS = {"title": N_("Change titles")}

Table = tuple[Group, ...]


def by_kind(subject: Subject) -> dict[type[Entity], Subject]:
    """What is selected, apart by its kinds, in the order of their names."""
    keys: dict[type[Entity], list[str]] = {}
    for entity, key in zip(subject.entities, subject.keys, strict=True):
        keys.setdefault(type(entity), []).append(key)
    return {kind: replace(subject, keys=tuple(keys[kind])) for kind in KIND_NAMES if kind in keys}


def shared_parts(subject: Subject, tables: Mapping[type[Entity], Table]) -> Table:
    """The fields that all the kinds have, by the attribute and how it is edited."""
    each = [
        {field.name: field for field in _fields(tables[kind], those)}
        for kind, those in by_kind(subject).items()
    ]
    first, others = each[0], each[1:]
    shared = [
        _common([field, *(other[name] for other in others)])
        for name, field in first.items()
        if all(name in other and other[name].kind is field.kind for other in others)
    ]
    return *shared, Special("kinds" if shared else "only-kinds")


def _common(fields: list[Field]) -> Field:
    one = fields[0]
    if len({field.step for field in fields}) == 1:
        return replace(one, hint="")
    return replace(one, hint="", step=_STEPS.get(one.name, one.step))


def _fields(groups: Iterable[Group], subject: Subject) -> Iterator[Field]:
    """The plain fields that a subject shows; those that write in a way of their own are one kind's alone."""
    for group in groups:
        if isinstance(group, Section):
            yield from _fields(group.parts, subject)
        elif isinstance(group, Field) and group.write is None and group.visible(subject):
            yield group


class Kinds(SpecialPart):
    """How many of each kind are selected; a click keeps those of one kind alone."""

    def shape(self, subject: Subject) -> Hashable:
        return tuple((kind, len(those.keys)) for kind, those in by_kind(subject).items())

    def build(self) -> None:
        self.box.addWidget(label(self.desk.look.tr_(ALONE), "fieldLabel"))
        self.links = [
            self._link(kind, len(those.keys)) for kind, those in by_kind(self.subject).items()
        ]
        self.box.addLayout(at_start(*self.links, spacing=10))

    def _link(self, kind: type[Entity], count: int) -> QPushButton:
        one, several, _icon = KIND_NAMES[kind]
        made = button(
            self.desk.look.tr_(one if count == 1 else several, n=count), "link", self._alone
        )
        made.setProperty("kind", list(KIND_NAMES).index(kind))
        return made

    def _alone(self) -> None:
        kind = list(KIND_NAMES)[self.sender().property("kind")]
        self.desk.editor.select(by_kind(self.subject)[kind].keys)


class OnlyKinds(Kinds):
    """The same where that is all there is, which is said."""

    def build(self) -> None:
        self.box.addWidget(label(self.desk.look.tr_(NOTHING_SHARED), "quiet", wrap=True))
        super().build()
