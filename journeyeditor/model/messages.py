"""Texts that a person will read, as keys and values; the words themselves come from the one catalogue.

Lower rooms never speak a language: they hand up a `Message`, and whoever shows it translates the key.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Translate = Callable[[str], str]


def N_(key: str) -> str:
    """Marks a text for the catalogue and leaves it as it is."""
    return key


# Each catalogue translates this into its own language's code, so that whoever holds one can ask what it speaks.
LANGUAGE = N_("en")


def speaks(translate: Translate, language: str) -> bool:
    """Whether a catalogue's texts are in this language (a BCP 47 tag, of which only the first part counts)."""
    return translate(LANGUAGE) == language.split("-", maxsplit=1)[0].lower()


def untranslated(key: str) -> str:
    """The English catalogue: every key is its own text."""
    return key


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for a person: a catalogue key with `{name}` places, and what goes into them."""

    key: str
    values: tuple[tuple[str, str], ...] = ()

    def text(self, translate: Translate = untranslated) -> str:
        return translate(self.key).format(**dict(self.values))


def message(key: str, **values: object) -> Message:
    return Message(key, tuple((name, str(value)) for name, value in values.items()))


class Refused(Exception):
    """Something a person asked for can't be done; the message says what is wrong and what to do."""

    def __init__(self, key: str | Message, **values: object) -> None:
        self.message = key if isinstance(key, Message) else message(key, **values)
        super().__init__(self.message.text())
