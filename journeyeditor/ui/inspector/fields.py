"""The inspector's fields as data: per kind of entity, what can be set, how, and when it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from journeyeditor.editing.operations.cards import set_span
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.patch import Patch
from journeyeditor.model.channels import BUILT_IN
from journeyeditor.model.entities import (
    Card,
    Density,
    DocumentInfo,
    Entity,
    Lane,
    LaneKind,
    Map,
    MapState,
    Persona,
    Stage,
    Status,
    Step,
)
from journeyeditor.model.messages import N_
from journeyeditor.ui.lane_kinds import LANE_TITLES
from journeyeditor.ui.state import takes_cards

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.model.document import Document
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
    STEPPER = "stepper"


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

    `choices` are for CHOICE and SEGMENTS; `write` makes the patch, by default setting the attribute.
    """

    name: str
    label: str
    kind: Kind
    step: str
    hint: str = ""
    visible: Callable[[Subject], bool] = always
    choices: Callable[[Subject], tuple[Choice, ...]] | None = None
    write: Callable[[Document, tuple[str, ...], Any], Patch] | None = None
    least: float = 0
    most: float = 1e9

    def patch(self, document: Document, keys: tuple[str, ...], value: Any) -> Patch:
        """The edit that gives these entities this value."""
        return (self.write or _set(self.name))(document, keys, value)


@dataclass(frozen=True, slots=True)
class Special:
    """A part of the inspector that is more than a field; `name` is its key in the table of parts."""

    name: str
    visible: Callable[[Subject], bool] = single


Part = Field | Special


def _kinds(*kinds: LaneKind) -> Callable[[Subject], bool]:
    wanted = frozenset(kinds)

    def visible(subject: Subject) -> bool:
        return subject.lane_kinds() <= wanted

    return visible


def _feels(subject: Subject) -> bool:
    return subject.lane_kinds() == {LaneKind.TOUCHPOINT}


def _has_evidence(subject: Subject) -> bool:
    return subject.lane_kinds() != {LaneKind.METRIC}


def _channels(subject: Subject) -> tuple[Choice, ...]:
    own = ((c.id, c.name, "channel") for c in subject.document.channels)
    return (
        (None, N_("None"), ""),
        *((c.id, c.name, c.id) for c in BUILT_IN),
        *own,
    )


def _fixed(*choices: tuple[object, str]) -> Callable[[Subject], tuple[Choice, ...]]:
    made = tuple((value, words, "") for value, words in choices)
    return lambda _subject: made


def _lane_kinds(subject: Subject) -> tuple[Choice, ...]:
    """A lane that has cards stays one that takes cards."""
    filled = any(subject.document.cards(key) for key in subject.keys)
    return tuple(
        (kind, name, str(kind))
        for kind, name in LANE_TITLES.items()
        if takes_cards(kind) or not filled
    )


def _spans(document: Document, keys: tuple[str, ...], value: Any) -> Patch:
    patch = Patch({})
    for key in keys:
        patch = patch.then(set_span(document, key, int(value)))
    return patch


_DECIDING = _kinds(LaneKind.PAIN, LaneKind.OPPORTUNITY, LaneKind.SOLUTION)
_METRIC = _kinds(LaneKind.METRIC)
_TITLE = N_("Title")

CARD: tuple[Part, ...] = (
    Field("title", _TITLE, Kind.LINE, N_("Change title"), N_("What it is, in few words"), single),
    Field(
        "text", N_("What happens"), Kind.TEXT, N_("Change text"), N_("What happens here"), single
    ),
    Special("feelings", _feels),
    Field(
        "channel",
        N_("Channel"),
        Kind.CHOICE,
        N_("Change channel"),
        visible=_kinds(LaneKind.TOUCHPOINT, LaneKind.CHANNEL),
        choices=_channels,
    ),
    Field("value", N_("Value"), Kind.NUMBER, N_("Change value"), N_("Now"), _METRIC),
    Field("target", N_("Target"), Kind.NUMBER, N_("Change target"), N_("Aim"), _METRIC),
    Field("unit", N_("Unit"), Kind.LINE, N_("Change unit"), N_("%, minutes, points"), _METRIC),
    Field("impact", N_("Impact"), Kind.ONE_TO_FIVE, N_("Change impact"), visible=_DECIDING),
    Field("effort", N_("Effort"), Kind.ONE_TO_FIVE, N_("Change effort"), visible=_DECIDING),
    Field(
        "status",
        N_("Status"),
        Kind.CHOICE,
        N_("Change status"),
        visible=_DECIDING,
        choices=_fixed(
            (Status.OPEN, N_("Open")),
            (Status.PLANNED, N_("Planned")),
            (Status.DOING, N_("Under way")),
            (Status.DONE, N_("Done")),
            (Status.DROPPED, N_("Dropped")),
        ),
    ),
    Field(
        "owner", N_("Owner"), Kind.LINE, N_("Change owner"), N_("Who takes care of it"), _DECIDING
    ),
    Field("due", N_("Due"), Kind.LINE, N_("Change due date"), N_("2026-03-31 or Q2"), _DECIDING),
    Special("evidence", _has_evidence),
    Special("quotes"),
    Special("links"),
    Field(
        "span",
        N_("Width in steps"),
        Kind.STEPPER,
        N_("Change width"),
        write=_spans,
        least=1,
        most=1_000,
    ),
)

STAGE: tuple[Part, ...] = (
    Field("title", _TITLE, Kind.LINE, N_("Rename stage"), N_("Name of the stage"), single),
    Field(
        "goal",
        N_("Goal"),
        Kind.TEXT,
        N_("Change goal"),
        N_("What this stage needs from the organisation"),
        single,
    ),
    Field("hue", N_("Colour"), Kind.HUE, N_("Change colour")),
)

STEP: tuple[Part, ...] = (
    Field("title", _TITLE, Kind.LINE, N_("Rename step"), N_("What the customer does"), single),
)

LANE: tuple[Part, ...] = (
    Field("title", _TITLE, Kind.LINE, N_("Rename lane"), N_("Name of the lane"), single),
    Field(
        "kind",
        N_("Kind"),
        Kind.CHOICE,
        N_("Change kind of lane"),
        visible=single,
        choices=_lane_kinds,
    ),
    Field("hidden", N_("Hidden"), Kind.SWITCH, N_("Hide or show lane")),
    Field("collapsed", N_("Collapsed"), Kind.SWITCH, N_("Collapse or open lane")),
)

MAP: tuple[Part, ...] = (
    Field("title", _TITLE, Kind.LINE, N_("Rename map"), N_("Name of the map")),
    Field(
        "scenario",
        N_("Scenario"),
        Kind.TEXT,
        N_("Change scenario"),
        N_("Who wants to get what done, and under which circumstances"),
    ),
    Field(
        "state",
        N_("Shows"),
        Kind.SEGMENTS,
        N_("Change state"),
        choices=_fixed(
            (MapState.AS_IS, N_("As it is")),
            (MapState.TO_BE, N_("To be")),
            (MapState.NONE, N_("Neither")),
        ),
    ),
    Special("people"),
    Special("scale"),
    Special("hidden-lanes"),
    Field(
        "density",
        N_("Density"),
        Kind.SEGMENTS,
        N_("Change density"),
        choices=_fixed((Density.COMFORTABLE, N_("Comfortable")), (Density.COMPACT, N_("Compact"))),
    ),
    Field(
        "step_width",
        N_("Width of a step"),
        Kind.NUMBER,
        N_("Change width of steps"),
        N_("96 to 480"),
        least=96,
        most=480,
    ),
)

PERSONA: tuple[Part, ...] = (
    Field("name", N_("Name"), Kind.LINE, N_("Rename persona"), N_("First name, as people say it")),
    Field("role", N_("Role"), Kind.LINE, N_("Change role"), N_("Who this is, in few words")),
    Field("quote", N_("Quote"), Kind.TEXT, N_("Change quote"), N_("A sentence that is typical")),
    Field("goals", N_("Goals"), Kind.TEXT, N_("Change goals"), N_("- one goal a line")),
    Field("needs", N_("Needs"), Kind.TEXT, N_("Change needs"), N_("- one need a line")),
    Field(
        "frustrations", N_("Frustrations"), Kind.TEXT, N_("Change frustrations"), N_("- one a line")
    ),
    Field("expectations", N_("Expectations"), Kind.TEXT, N_("Change expectations"), ""),
    Field("bio", N_("Background"), Kind.TEXT, N_("Change background"), ""),
    Special("delete-persona"),
)

LANGUAGES: tuple[tuple[object, str], ...] = (
    ("en", "English"),
    ("de", "Deutsch"),
    ("fr", "Français"),
    ("es", "Español"),
    ("it", "Italiano"),
    ("nl", "Nederlands"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("tr", "Türkçe"),
    ("ar", "العربية"),
    ("he", "עברית"),
    ("hi", "Hindi"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("th", "ไทย"),
    ("zh", "中文"),
)


def _languages(subject: Subject) -> tuple[Choice, ...]:
    """Those that are usual, and the document's own."""
    own = str(getattr(subject.first, "language", ""))
    listed = tuple((code, name, "") for code, name in LANGUAGES)
    return listed if own in dict(LANGUAGES) else (*listed, (own, own, ""))


DOCUMENT: tuple[Part, ...] = (
    Field("title", _TITLE, Kind.LINE, N_("Rename document"), N_("Name of the document")),
    Field("client", N_("Client"), Kind.LINE, N_("Change client"), ""),
    Field("project", N_("Project"), Kind.LINE, N_("Change project"), ""),
    Field("author", N_("Author"), Kind.LINE, N_("Change author"), ""),
    Field("version_label", N_("Version"), Kind.LINE, N_("Change version"), N_("1.0, draft")),
    Field(
        "confidentiality",
        N_("Confidentiality"),
        Kind.LINE,
        N_("Change confidentiality"),
        N_("Stands on every page"),
    ),
    Field(
        "language",
        N_("Language of the document"),
        Kind.CHOICE,
        N_("Change language"),
        choices=_languages,
    ),
)

PARTS: dict[type[Entity], tuple[Part, ...]] = {
    Card: CARD,
    Stage: STAGE,
    Step: STEP,
    Lane: LANE,
    Map: MAP,
    Persona: PERSONA,
    DocumentInfo: DOCUMENT,
}


def visible_parts(subject: Subject) -> tuple[Part, ...]:
    """The parts that are shown for a subject, in order; none for a kind that has none."""
    parts = PARTS.get(type(subject.first), ())
    return tuple(part for part in parts if part.visible(subject))
