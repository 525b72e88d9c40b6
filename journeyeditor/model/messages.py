"""Texts that a person will read, as keys and values; the words themselves come from the one catalogue.

Lower rooms never speak a language: they hand up a `Message`, and whoever shows it translates the key.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from string import Formatter

Translate = Callable[[str], str]


def N_(key: str) -> str:
    """Marks a text for the catalogue and leaves it as it is."""
    return key


# Each catalogue translates this into its own language's code, so that whoever holds one can ask what it speaks.
LANGUAGE = N_("en")


def speaks(translate: Translate, language: str) -> bool:
    """Whether a catalogue's texts are in this language (a BCP 47 tag, of which only the first part counts)."""
    return translate(LANGUAGE) == language.split("-", maxsplit=1)[0].lower()


# Those of the Unicode CLDR 45 (`numbers/symbols/decimal`) that a catalogue may come for.
WITH_COMMA = frozenset(
    [
        "bg",
        "cs",
        "da",
        "de",
        "el",
        "es",
        "et",
        "fi",
        "fr",
        "hr",
        "hu",
        "id",
        "is",
        "it",
        "lt",
        "lv",
        "nb",
        "nl",
        "nn",
        "no",
        "pl",
        "pt",
        "ro",
        "ru",
        "sk",
        "sl",
        "sr",
        "sv",
        "tr",
        "uk",
        "vi",
    ]
)
"""The languages that write a decimal comma."""


def decimal_sign(translate: Translate) -> str:
    """What stands between the whole and the rest of a number in a catalogue's language."""
    return "," if translate(LANGUAGE) in WITH_COMMA else "."


def plainly(value: float) -> str:
    """A number without needless zeros, and never with an exponent below a million."""
    return f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"


def untranslated(key: str) -> str:
    """The English catalogue: every key is its own text."""
    return key


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for a person: a catalogue key with `{name}` places, and what goes into them.

    `figures` names those values that are numbers with a decimal point, to be written as the language does.
    """

    key: str
    values: tuple[tuple[str, str], ...] = ()
    figures: frozenset[str] = frozenset()

    def text(self, translate: Translate = untranslated) -> str:
        values = dict(self.values)
        for name in self.figures & values.keys():
            values[name] = values[name].replace(".", decimal_sign(translate))
        return translate(self.key).format(**values)

    @property
    def details(self) -> str:
        """The `reason` that the sentence leaves unsaid, in the words of whatever found it; "" where there is none."""
        said = {name for _, name, _, _ in Formatter().parse(self.key)}
        return "" if "reason" in said else dict(self.values).get("reason", "")


def message(key: str, **values: object) -> Message:
    """The message with these values; numbers are written without needless zeros."""
    figures = frozenset(name for name, value in values.items() if isinstance(value, float))
    texts = ((name, plainly(v) if isinstance(v, float) else str(v)) for name, v in values.items())
    return Message(key, tuple(texts), figures)


class Refused(Exception):
    """Something a person asked for can't be done; the message says what is wrong and what to do."""

    def __init__(self, key: str | Message, **values: object) -> None:
        self.message = key if isinstance(key, Message) else message(key, **values)
        super().__init__(self.message.text())
