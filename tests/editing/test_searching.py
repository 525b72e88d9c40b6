"""Finding and replacing."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.editing.operations.channels import add_channel
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.people import add_quote
from journeyeditor.editing.operations.searching import (
    Match,
    Query,
    find,
    places_in,
    replace_found,
    replacing,
    text_in,
)
from journeyeditor.model.entities import DOCUMENT_KEY, Card, Channel, Persona
from journeyeditor.model.rules import check_all
from tests.editing.documents import back_again
from tests.support.maps import generated_document, small_document
from tests.support.sources import fixed_ids

NFD = "e\N{COMBINING ACUTE ACCENT}"
DOCUMENT = small_document()
MAP = DOCUMENT.maps[0].id


def found(text: str, query: str, match_case: bool = False, whole_words: bool = False) -> list[str]:
    return [text[a:b] for a, b in places_in(text, Query(query, match_case, whole_words))]


@pytest.mark.parametrize(
    ("text", "query", "places"),
    [
        ("Straße und STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("Straße", "s", ["S"]),
        ("café CAFE" + NFD[1:], "CAFÉ", ["café", "CAFE" + NFD[1:]]),
        ("café", "cafe", []),
        ("caf" + NFD, "cafe", []),
        ("aaaa", "aa", ["aa", "aa"]),
        ("\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}stanbul", "istanbul", []),
        ("ΟΔΟΣ οδος", "οδοσ", ["ΟΔΟΣ", "οδος"]),
        ("한국어", "한", ["한"]),
        ("👩‍👩‍👧 x", "x", ["x"]),
        ("anything", "", []),
    ],
)
def test_letters_are_compared_as_people_do(text: str, query: str, places: list[str]) -> None:
    assert found(text, query) == places


def test_case_and_whole_words_count_where_asked() -> None:
    assert found("Pay pay", "pay", match_case=True) == ["pay"]
    assert found("Pay payment re-pay prepay pay", "pay", whole_words=True) == ["Pay", "pay", "pay"]
    assert found("naïve naı", "na", whole_words=True) == []
    assert found("(pay)", "(pay)", whole_words=True) == ["(pay)"]


@given(st.text(max_size=20), st.text(min_size=1, max_size=4), st.booleans())
def test_what_is_found_stands_there(text: str, query: str, match_case: bool) -> None:
    def plain(words: str) -> str:
        words = unicodedata.normalize("NFD", words)
        return words if match_case else unicodedata.normalize("NFD", words.casefold())

    last = 0
    for start, end in places_in(text, Query(query, match_case)):
        assert last <= start < end <= len(text)
        assert plain(text[start:end]) == plain(query)
        last = end


@given(st.text(min_size=1, max_size=12))
def test_a_text_finds_itself(text: str) -> None:
    if not unicodedata.combining(text[0]):
        assert places_in(f"x {text} y", Query(text, True))


def test_everything_with_a_text_is_looked_through_in_reading_order() -> None:
    ids = fixed_ids(5)
    card = DOCUMENT.cards(DOCUMENT.lanes(MAP)[0].id)[0]
    step = DOCUMENT.map_steps(MAP)[1]
    document = add_quote(DOCUMENT, ids, card.id, "The zebra said").apply(DOCUMENT)
    for key, field in (
        (MAP, "title"),
        (step.id, "title"),
        (card.id, "text"),
        (document.ratings(card.id)[0].id, "note"),
        (document.personas[0].id, "needs"),
    ):
        document = set_fields(document, key, **{field: "a Zebra here"}).apply(document)
    matches = find(document, Query("zebra"))
    assert [(match.field, match.shown) for match in matches] == [
        ("title", MAP),
        ("title", step.id),
        ("text", card.id),
        ("note", card.id),
        ("text", card.id),
        ("needs", document.personas[0].id),
    ]
    assert [match.map for match in matches] == [MAP] * 5 + [""]
    assert len(find(document, Query("zebra"), [MAP])) == 5
    assert find(document, Query("")) == []


def test_whatever_a_person_can_read_is_found() -> None:
    ids = fixed_ids(5)
    card = DOCUMENT.cards(DOCUMENT.lanes(MAP)[0].id)[0].id
    document = add_quote(DOCUMENT, ids, card, "said").apply(DOCUMENT)
    quote = document.quotes(card)[0].id
    added = add_channel(document, ids, "Zebra post")
    document = added.apply(document)
    for key, values in (
        (card, {"tags": ("stripes", "zebra"), "unit": "zebras", "channel": added.added()[0].id}),
        (quote, {"method": "Zebra watching", "source": "zebra.org"}),
        (DOCUMENT_KEY, {"client": "Zebra Ltd"}),
    ):
        document = set_fields(document, key, **values).apply(document)
    matches = find(document, Query("zebra"))
    assert [(match.field, match.shown) for match in matches] == [
        ("channel", card),
        ("tags", card),
        ("unit", card),
        ("method", card),
        ("source", card),
        ("name", DOCUMENT_KEY),
        ("client", DOCUMENT_KEY),
    ]
    texts = [text_in(document, match)[match.start : match.end] for match in matches]
    assert {text.lower() for text in texts} == {"zebra"}
    after = back_again(document, replace_found(document, matches, "okapi"))
    assert after.one(Card, card).tags == ("stripes", "okapi")
    assert after.one(Card, card).channel == added.added()[0].id
    assert after.one(Channel, added.added()[0].id).name == "okapi post"


def test_a_channel_that_every_document_has_is_found_by_its_name_in_the_language() -> None:
    card = DOCUMENT.cards(DOCUMENT.lanes(MAP)[0].id)[0].id
    document = set_fields(DOCUMENT, card, channel="phone").apply(DOCUMENT)
    words = {"Phone": "Telefon"}
    found_in = find(document, Query("telefon"), None, lambda key: words.get(key, key))
    assert [(match.field, match.shown) for match in found_in] == [("channel", card)]


def test_replacing_is_one_patch_over_all_fields() -> None:
    matches = find(DOCUMENT, Query("e"))
    after = back_again(DOCUMENT, replace_found(DOCUMENT, matches, "<E\x00>"))
    assert len(find(after, Query("<E>", True))) == sum(match.replaceable for match in matches)
    card = next(after.all(Card))
    before = DOCUMENT.one(Card, card.id)
    assert card.text == before.text.replace("E", "e").replace("e", "<E>")


def test_replacing_one_place_leaves_the_others() -> None:
    persona = DOCUMENT.personas[0].id
    document = set_fields(DOCUMENT, persona, name="na na na").apply(DOCUMENT)
    match = Match(persona, "name", 3, 5, "", persona)
    after = replace_found(document, [match], "").apply(document)
    assert after.one(Persona, persona).name == "na  na"
    assert not replace_found(document, [match], "na")


@given(st.text(min_size=1, max_size=2), st.text(max_size=3), st.booleans())
def test_any_replacement_can_be_undone(text: str, new: str, words: bool) -> None:
    matches = find(DOCUMENT, Query(text, whole_words=words))
    after = back_again(DOCUMENT, replace_found(DOCUMENT, matches, new))
    assert check_all(after) == []


def test_replacing_all_leaves_what_is_locked_and_what_is_chosen() -> None:
    document = generated_document(4)
    first, second, *_ = document.all(Card)
    document = document.replaced(
        {
            first.id: replace(first, title="fog, fog", locked=True),
            second.id: replace(second, title="fog", link="https://fog.example"),
        }
    )
    found = find(document, Query("fog"))
    done = replacing(document, found, "sun")
    assert (done.replaced, done.locked, done.fixed) == (1, 2, 1)
    after = done.patch.apply(document)
    assert after.one(Card, first.id) == document.one(Card, first.id)
    assert after.one(Card, second.id).title == "sun"
    assert done.patch.inverse().apply(after) == document
