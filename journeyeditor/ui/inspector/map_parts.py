"""The fields of maps, their stages, steps and lanes, and of the document with its title block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.model.entities import Density, Direction, Lane, LaneKind, MapState
from journeyeditor.model.messages import N_
from journeyeditor.model.rules import MAX_STEP_WIDTH, MIN_STEP_WIDTH
from journeyeditor.ui.inspector.card_parts import COMMENTS
from journeyeditor.ui.inspector.fields import (
    Choice,
    Field,
    Group,
    Kind,
    Section,
    Special,
    fixed,
    single,
)
from journeyeditor.ui.inspector.wordless import has_pictures
from journeyeditor.ui.lane_kinds import LANE_TITLES
from journeyeditor.ui.moments import local_moment
from journeyeditor.ui.state import takes_cards

if TYPE_CHECKING:
    from journeyeditor.ui.inspector.subject import Subject

_TITLE = N_("Title")
LEAST_HEIGHT, MOST_HEIGHT = 24, 4_000
"""What a lane's least height can be, in map units."""


def _lane_kinds(subject: Subject) -> tuple[Choice, ...]:
    """A lane that has cards stays one that takes cards."""
    filled = any(subject.document.cards(key) for key in subject.keys)
    return tuple(
        (kind, name, str(kind))
        for kind, name in LANE_TITLES.items()
        if takes_cards(kind) or not filled
    )


def _emotion(subject: Subject) -> bool:
    return all(isinstance(e, Lane) and e.kind is LaneKind.EMOTION for e in subject.entities)


def _no_divider(subject: Subject) -> bool:
    return not any(isinstance(e, Lane) and e.kind is LaneKind.DIVIDER for e in subject.entities)


def _one_emotion(subject: Subject) -> bool:
    return subject.single and _emotion(subject)


STAGE: tuple[Group, ...] = (
    Field("title", _TITLE, Kind.LINE, N_("Rename stage"), N_("Name of the stage")),
    Field(
        "goal",
        N_("Goal"),
        Kind.TEXT,
        N_("Change goal"),
        N_("What this stage needs from the organisation"),
    ),
    Field("hue", N_("Colour"), Kind.HUE, N_("Change colour")),
    COMMENTS,
)

STEP: tuple[Group, ...] = (
    Field("title", _TITLE, Kind.LINE, N_("Rename step"), N_("What the customer does")),
    COMMENTS,
)

LANE: tuple[Group, ...] = (
    Field("title", _TITLE, Kind.LINE, N_("Rename lane"), N_("Name of the lane")),
    Field(
        "kind",
        N_("Kind"),
        Kind.CHOICE,
        N_("Change kind of lane"),
        visible=single,
        choices=_lane_kinds,
    ),
    Special("lane-people", _one_emotion),
    Field("hue", N_("Colour"), Kind.HUE, N_("Change colour"), visible=_no_divider),
    Field(
        "min_height",
        N_("Least height"),
        Kind.LENGTH,
        N_("Change least height"),
        N_("Automatic"),
        _no_divider,
        least=LEAST_HEIGHT,
        most=MOST_HEIGHT,
    ),
    Field("hidden", N_("Hidden"), Kind.SWITCH, N_("Hide or show lane")),
    Field(
        "collapsed",
        N_("Collapsed"),
        Kind.SWITCH,
        N_("Collapse or open lane"),
        visible=_no_divider,
    ),
    Field("pinned", N_("Stays in sight while scrolling"), Kind.SWITCH, N_("Pin or free lane")),
    COMMENTS,
)

MAP: tuple[Group, ...] = (
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
        choices=fixed(
            (MapState.AS_IS, N_("As it is")),
            (MapState.TO_BE, N_("To be")),
            (MapState.NONE, N_("Neither")),
        ),
    ),
    Special("people"),
    Special("hidden-lanes"),
    Section("scale", N_("Emotion scale"), (Special("scale"),), opened=True),
    Section(
        "grid",
        N_("Grid"),
        (
            Field(
                "density",
                N_("Density"),
                Kind.SEGMENTS,
                N_("Change density"),
                choices=fixed(
                    (Density.COMFORTABLE, N_("Comfortable")), (Density.COMPACT, N_("Compact"))
                ),
            ),
            Field(
                "step_width",
                N_("Width of a step"),
                Kind.LENGTH,
                N_("Change width of steps"),
                least=MIN_STEP_WIDTH,
                most=MAX_STEP_WIDTH,
                optional=False,
            ),
            Field(
                "direction",
                N_("Runs"),
                Kind.CHOICE,
                N_("Change direction"),
                choices=fixed(
                    (Direction.AUTO, N_("As the document's language")),
                    (Direction.LTR, N_("From left to right")),
                    (Direction.RTL, N_("From right to left")),
                ),
            ),
        ),
        opened=True,
    ),
    COMMENTS,
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


def _moment(value: object) -> str:
    return local_moment(str(value)) if value else "–"


DOCUMENT: tuple[Group, ...] = (
    Field("title", _TITLE, Kind.LINE, N_("Rename document"), N_("Name of the document")),
    Section(
        "title-block",
        N_("Title block"),
        (
            Field("client", N_("Client"), Kind.LINE, N_("Change client")),
            Field("project", N_("Project"), Kind.LINE, N_("Change project")),
            Field("author", N_("Author"), Kind.LINE, N_("Change author")),
            Field("organisation", N_("Organisation"), Kind.LINE, N_("Change organisation")),
            Field(
                "version_label", N_("Version"), Kind.LINE, N_("Change version"), N_("1.0, draft")
            ),
            Field(
                "confidentiality",
                N_("Confidentiality"),
                Kind.LINE,
                N_("Change confidentiality"),
                N_("Stands on every page"),
            ),
            Field("created", N_("Begun"), Kind.FACT, shown=_moment),
        ),
        opened=True,
    ),
    Section("brand", N_("Logo and colours"), (Special("logo"), Special("brand")), opened=True),
    Special("wordless", has_pictures),
    Field(
        "language",
        N_("Language of the document"),
        Kind.CHOICE,
        N_("Change language"),
        choices=_languages,
    ),
    Field(
        "keep_history",
        N_("Keep earlier versions in the file"),
        Kind.SWITCH,
        N_("Change keeping of versions"),
    ),
    Special("collections"),
    COMMENTS,
)
