"""The inspector's fields as data: how one is described, and what the tables of them are made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from journeyeditor.editing.operations.fields import set_fields

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.editing.patch import Patch
    from journeyeditor.model.document import Document
    from journeyeditor.model.entities import LaneKind
    from journeyeditor.ui.inspector.subject import Subject

Choice = tuple[object, str, str]
"""A value, the key of its words, and the name of its icon or ""."""


class Kind(StrEnum):
    """How a field is edited."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    SEGMENTS = "segments"
    ONE_TO_FIVE = "one-to-five"
    SWITCH = "switch"
    HUE = "hue"
    NUMBER = "number"
    LENGTH = "length"
    STEPPER = "stepper"
    TAGS = "tags"
    DATE = "date"
    FACT = "fact"


def always(_subject: Subject) -> bool:
    return True


def single(subject: Subject) -> bool:
    return subject.single


def _set(name: str) -> Callable[[Document, tuple[str, ...], Any], Patch]:
    def write(document: Document, keys: tuple[str, ...], value: Any) -> Patch:
        return set_fields(document, keys, **{name: value})

    return write


@dataclass(frozen=True, slots=True)
class Field:
    """One field: the attribute, its label, how it is edited, and the name of the step that sets it.

    `choices` are for CHOICE and SEGMENTS; `write` makes the patch, by default setting the attribute. Numbers, and
    lengths in map units, lie from `least` to `most`; those that are `optional` may be empty. `shown` makes the words of a FACT.
    """

    name: str
    label: str
    kind: Kind
    step: str = ""
    hint: str = ""
    visible: Callable[[Subject], bool] = always
    choices: Callable[[Subject], tuple[Choice, ...]] | None = None
    write: Callable[[Document, tuple[str, ...], Any], Patch] | None = None
    least: float = 0
    most: float = 1e9
    optional: bool = True
    shown: Callable[[object], str] = str

    def patch(self, document: Document, keys: tuple[str, ...], value: Any) -> Patch:
        """The edit that gives these entities this value."""
        return (self.write or _set(self.name))(document, keys, value)


@dataclass(frozen=True, slots=True)
class Special:
    """A part of the inspector that is more than a field; `name` is its key in the table of parts."""

    name: str
    visible: Callable[[Subject], bool] = single


@dataclass(frozen=True, slots=True)
class Section:
    """Parts under a heading that opens and closes; `count` tells how much is in it, 0 for nothing to tell."""

    name: str
    title: str
    parts: tuple[Field | Special, ...]
    opened: bool = False
    count: Callable[[Subject], int] | None = None


Part = Field | Special
Group = Field | Special | Section


def kinds(*wanted: LaneKind) -> Callable[[Subject], bool]:
    """Whether all the cards stand in lanes of these kinds."""
    found = frozenset(wanted)

    def visible(subject: Subject) -> bool:
        return subject.lane_kinds() <= found

    return visible


def fixed(*choices: tuple[object, str]) -> Callable[[Subject], tuple[Choice, ...]]:
    """The same choices for every subject."""
    made = tuple((value, words, "") for value, words in choices)
    return lambda _subject: made
