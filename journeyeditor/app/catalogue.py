"""The one message catalogue: English keys to the words of a language, for window, PDF and command line.

gettext's compiled catalogues, `translations/<language>/LC_MESSAGES/journeyeditor.mo`, read without Qt.
"""

from __future__ import annotations

import gettext
import struct
from collections.abc import Iterator, Mapping

from journeyeditor.app.resources import Resources
from journeyeditor.model.messages import Translate, untranslated

DOMAIN = "journeyeditor"
ENGLISH = "en"

# In the order in which gettext itself looks at them.
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def load_catalogue(resources: Resources, language: str) -> Translate:
    """The words of a language such as `de`, `de-AT` or `de_AT.UTF-8`; English where there is no catalogue."""
    for name in _candidates(language):
        if name == ENGLISH:
            break
        catalogue = _read(resources, name)
        if catalogue is not None:
            return catalogue
    return untranslated


def spoken(resources: Resources, language: str) -> str:
    """This language if there is a catalogue for it, else English."""
    there = set(available_languages(resources))
    return _tag(language) if there & set(_candidates(language)) else ENGLISH


def available_languages(resources: Resources) -> tuple[str, ...]:
    """The languages that there are words in, English first."""
    found = resources.translations.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")
    return (ENGLISH, *sorted(path.parents[1].name for path in found))


def language_of(environment: Mapping[str, str]) -> str:
    """The language that the environment asks for, as a BCP 47 tag; English where it says nothing."""
    for variable in _VARIABLES:
        first = environment.get(variable, "").split(":")[0]
        if first:
            tag = _tag(first)
            return ENGLISH if tag.upper() in {"C", "POSIX"} else tag
    return ENGLISH


def _tag(locale: str) -> str:
    return locale.partition(".")[0].partition("@")[0].replace("_", "-")


def _candidates(language: str) -> Iterator[str]:
    """From the most special to the most general: de-AT, de."""
    parts = [part for part in _tag(language).split("-") if part.isalnum()]
    for count in range(len(parts), 0, -1):
        yield "-".join([parts[0].lower(), *parts[1:count]])


def _read(resources: Resources, name: str) -> Translate | None:
    path = resources.translations / name / "LC_MESSAGES" / f"{DOMAIN}.mo"
    try:
        with path.open("rb") as file:
            catalogue = gettext.GNUTranslations(file)
    except (OSError, UnicodeDecodeError, struct.error):
        return None
    # The empty key is the catalogue's own header.
    return lambda key: catalogue.gettext(key) if key else ""
