"""The fields of personas."""

from __future__ import annotations

from journeyeditor.model.messages import N_
from journeyeditor.ui.inspector.card_parts import COMMENTS
from journeyeditor.ui.inspector.fields import Field, Group, Kind, Special

WHO: tuple[Group, ...] = (
    Special("portrait"),
    Field("name", N_("Name"), Kind.LINE, N_("Rename persona"), N_("First name, as people say it")),
    Field("role", N_("Role"), Kind.LINE, N_("Change role"), N_("Who this is, in few words")),
    Field("hue", N_("Colour"), Kind.HUE, N_("Change colour")),
    Field("quote", N_("Quote"), Kind.TEXT, N_("Change quote"), N_("A sentence that is typical")),
)
WHAT: tuple[Group, ...] = (
    Field("goals", N_("Goals"), Kind.TEXT, N_("Change goals"), N_("- one goal a line")),
    Field("needs", N_("Needs"), Kind.TEXT, N_("Change needs"), N_("- one need a line")),
    Field(
        "frustrations", N_("Frustrations"), Kind.TEXT, N_("Change frustrations"), N_("- one a line")
    ),
    Field(
        "expectations",
        N_("Expectations"),
        Kind.TEXT,
        N_("Change expectations"),
        N_("What has to be so"),
    ),
    Field("bio", N_("Background"), Kind.TEXT, N_("Change background"), N_("Life, work, habits")),
)
SHOWN_ON = Special("shown-on")
PERSONA: tuple[Group, ...] = (*WHO, *WHAT, COMMENTS, Special("delete-persona"))
