"""The built-in channels: fixed ids, so that two documents always mean the same by them."""

from __future__ import annotations

from dataclasses import dataclass

from journeyeditor.model.messages import N_


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A channel that every document has; the id is its icon's name too."""

    id: str
    name: str


BUILT_IN: tuple[BuiltIn, ...] = (
    BuiltIn("web", N_("Website")),
    BuiltIn("shop", N_("Shop")),
    BuiltIn("phone", N_("Phone")),
    BuiltIn("email", N_("E-mail")),
    BuiltIn("chat", N_("Chat")),
    BuiltIn("chatbot", N_("Chatbot")),
    BuiltIn("app", N_("App")),
    BuiltIn("social", N_("Social")),
    BuiltIn("letter", N_("Letter")),
    BuiltIn("event", N_("Event")),
    BuiltIn("self-service", N_("Self-service")),
    BuiltIn("person", N_("Person")),
)

BUILT_IN_IDS: frozenset[str] = frozenset(channel.id for channel in BUILT_IN)
