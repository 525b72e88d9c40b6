"""The message catalogue: complete, compiled, and with the same places in every language."""

from __future__ import annotations

import string

import pytest

from journeyeditor.app.catalogue import available_languages, language_of, load_catalogue, spoken
from journeyeditor.app.resources import Resources
from tests.support.catalogue import (
    POT,
    compiled,
    extracted,
    languages,
    load,
    messages,
    po_path,
)

HOW = "run `python -m tests.support.catalogue`"


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_template_holds_every_message() -> None:
    assert messages(load(POT)).keys() == messages(extracted()).keys(), HOW


def test_german_is_there() -> None:
    assert languages() == ["de"]
    assert available_languages(Resources.find()) == ("en", "de")


@pytest.mark.parametrize("language", languages())
def test_every_message_is_translated(language: str) -> None:
    catalogue = messages(load(po_path(language), language))
    assert catalogue.keys() == messages(load(POT)).keys(), HOW
    assert [key for key, text in catalogue.items() if not text] == []


@pytest.mark.parametrize("language", languages())
def test_translations_have_the_places_of_their_messages(language: str) -> None:
    catalogue = messages(load(po_path(language), language))
    differing = [key for key, text in catalogue.items() if text and places(key) != places(text)]
    assert differing == []


@pytest.mark.parametrize("language", languages())
def test_translations_end_as_their_messages_do(language: str) -> None:
    catalogue = messages(load(po_path(language), language))
    ends = (".", "…", ":", " ")
    differing = [
        key
        for key, text in catalogue.items()
        if text and any(key.endswith(end) != text.endswith(end) for end in ends)
    ]
    assert differing == []


@pytest.mark.parametrize("language", languages())
def test_the_compiled_catalogue_is_that_of_the_text(language: str) -> None:
    path = po_path(language)
    assert path.with_suffix(".mo").read_bytes() == compiled(load(path, language)), HOW


@pytest.mark.parametrize("language", ["de", "de-AT", "de_DE.UTF-8", "DE"])
def test_german_is_found_by_all_its_names(language: str) -> None:
    translate = load_catalogue(Resources.find(), language)
    assert translate("Untitled") == "Ohne Titel"
    assert translate("") == ""
    assert translate("no such message") == "no such message"


@pytest.mark.parametrize("language", ["en", "en-GB", "fr", "", "../../x", "C"])
def test_other_languages_are_english(language: str) -> None:
    assert load_catalogue(Resources.find(), language)("Untitled") == "Untitled"
    assert spoken(Resources.find(), language).startswith("en") or language != "en-GB"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "de-DE"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "de_DE", "LC_ALL": "fr_FR@euro"}, "fr-FR"),
        ({"LANG": "en_US", "LANGUAGE": "de:en"}, "de"),
        ({"LANG": "C.UTF-8"}, "en"),
    ],
)
def test_the_environment_names_the_language(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language
