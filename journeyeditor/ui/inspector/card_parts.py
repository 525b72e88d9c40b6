"""The fields of cards and of the arrows between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeyeditor.editing.operations.cards import set_span
from journeyeditor.editing.patch import Patch
from journeyeditor.model.channels import BUILT_IN
from journeyeditor.model.entities import ConnectorKind, Heads, LaneKind, LineStyle, Status
from journeyeditor.model.messages import N_
from journeyeditor.ui.inspector.fields import (
    Choice,
    Field,
    Group,
    Kind,
    Section,
    Special,
    always,
    fixed,
    kinds,
    single,
)
from journeyeditor.ui.inspector.wordless import has_pictures

if TYPE_CHECKING:
    from journeyeditor.model.document import Document
    from journeyeditor.ui.inspector.subject import Subject


def _feels(subject: Subject) -> bool:
    return subject.lane_kinds() == {LaneKind.TOUCHPOINT}


def channel_choices(subject: Subject) -> tuple[Choice, ...]:
    """No channel, those built in, and the document's own."""
    own = ((c.id, c.name, c.icon or "channel") for c in subject.document.channels)
    return (
        (None, N_("None"), ""),
        *((c.id, c.name, c.id) for c in BUILT_IN),
        *own,
    )


def _spans(document: Document, keys: tuple[str, ...], value: Any) -> Patch:
    patch = Patch({})
    for key in keys:
        patch = patch.then(set_span(document, key, int(value)))
    return patch


def _quotes(subject: Subject) -> int:
    return len(subject.document.quotes(subject.keys[0]))


def comments_of(subject: Subject) -> int:
    """How many open comments there are about what is shown."""
    found = (one for key in subject.keys for one in subject.document.comments(key))
    return sum(not one.resolved and one.parent is None for one in found)


COMMENTS = Section("comments", N_("Comments"), (Special("comments"),), count=comments_of)
"""What closes the inspector of everything that can be talked about."""

_DECIDING = kinds(LaneKind.PAIN, LaneKind.OPPORTUNITY, LaneKind.SOLUTION)
_METRIC = kinds(LaneKind.METRIC)
_PICTURE = kinds(LaneKind.IMAGE)
_TITLE = N_("Title")


def _no_picture_lane(subject: Subject) -> bool:
    return subject.single and not _PICTURE(subject)


CARD: tuple[Group, ...] = (
    Field("title", _TITLE, Kind.LINE, N_("Change title"), N_("What it is, in few words")),
    Field("text", N_("What happens"), Kind.TEXT, N_("Change text"), N_("What happens here")),
    Special("picture", lambda subject: subject.single and _PICTURE(subject)),
    Special("wordless", has_pictures),
    Special("feelings", _feels),
    Field(
        "channel",
        N_("Channel"),
        Kind.CHOICE,
        N_("Change channel"),
        visible=kinds(LaneKind.TOUCHPOINT, LaneKind.CHANNEL),
        choices=channel_choices,
    ),
    Field("value", N_("Value"), Kind.NUMBER, N_("Change value"), N_("Now"), _METRIC, least=-1e12),
    Field(
        "target", N_("Target"), Kind.NUMBER, N_("Change target"), N_("Aim"), _METRIC, least=-1e12
    ),
    Field("unit", N_("Unit"), Kind.LINE, N_("Change unit"), N_("%, minutes, points"), _METRIC),
    Field("impact", N_("Impact"), Kind.ONE_TO_FIVE, N_("Change impact"), visible=_DECIDING),
    Field("effort", N_("Effort"), Kind.ONE_TO_FIVE, N_("Change effort"), visible=_DECIDING),
    Field(
        "confidence",
        N_("Confidence"),
        Kind.LINE,
        N_("Change confidence"),
        N_("High, 80 %, a guess"),
        _DECIDING,
    ),
    Field(
        "status",
        N_("Status"),
        Kind.CHOICE,
        N_("Change status"),
        visible=_DECIDING,
        choices=fixed(
            (Status.OPEN, N_("Not begun")),
            (Status.PLANNED, N_("Planned")),
            (Status.DOING, N_("Under way")),
            (Status.DONE, N_("Done")),
            (Status.DROPPED, N_("Dropped")),
        ),
    ),
    Field(
        "owner", N_("Owner"), Kind.LINE, N_("Change owner"), N_("Who takes care of it"), _DECIDING
    ),
    Field("due", N_("Due"), Kind.DATE, N_("Change due date"), N_("2026-03-31 or Q2"), _DECIDING),
    Special("evidence", always),
    Section("quotes", N_("Quotes"), (Special("quotes"),), opened=True, count=_quotes),
    Special("links"),
    Section(
        "more",
        N_("Look and links"),
        (
            Field("hue", N_("Colour"), Kind.HUE, N_("Change colour")),
            Field(
                "tags", N_("Tags"), Kind.TAGS, N_("Change tags"), N_("Words with commas between")
            ),
            Special("link", single),
            Special("picture", _no_picture_lane),
            Field(
                "span",
                N_("Width in steps"),
                Kind.STEPPER,
                N_("Change width"),
                write=_spans,
                least=1,
                most=1_000,
            ),
        ),
        opened=True,
    ),
    COMMENTS,
)

CONNECTOR: tuple[Group, ...] = (
    Special("ends"),
    Field("label", N_("Label"), Kind.LINE, N_("Change label"), N_("What the arrow means"), always),
    Field(
        "kind",
        N_("Meaning"),
        Kind.SEGMENTS,
        N_("Change meaning"),
        choices=fixed(
            (ConnectorKind.FLOW, N_("Leads to")),
            (ConnectorKind.CAUSES, N_("Causes")),
            (ConnectorKind.SOLVES, N_("Solves")),
        ),
    ),
    Field(
        "style",
        N_("Line"),
        Kind.SEGMENTS,
        N_("Change line"),
        choices=fixed(
            (LineStyle.SOLID, N_("Solid")),
            (LineStyle.DASHED, N_("Dashed")),
            (LineStyle.DOTTED, N_("Dotted")),
        ),
    ),
    Field(
        "heads",
        N_("Heads"),
        Kind.SEGMENTS,
        N_("Change heads"),
        choices=fixed(
            (Heads.NONE, N_("None")), (Heads.END, N_("At the end")), (Heads.BOTH, N_("Both"))
        ),
    ),
    COMMENTS,
)
