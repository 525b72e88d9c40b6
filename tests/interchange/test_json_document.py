"""The open JSON form: round trips, files written by hand, and what is refused with which sentence."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from journeyeditor.interchange.json_document import read_json, write_json
from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    DOCUMENT_KEY,
    Card,
    Channel,
    Comment,
    Connector,
    Entity,
    Foreign,
    Image,
    Lane,
    Layer,
    Map,
    Persona,
    Rating,
    Stage,
    Step,
    rating_key,
)
from journeyeditor.model.frozen import FrozenMap, freeze
from journeyeditor.model.ids import is_id
from journeyeditor.model.messages import Refused
from journeyeditor.model.rules import check_all
from tests.support.maps import generated_document, small_document
from tests.support.sources import fixed_clock, fixed_ids

DOCS = Path(__file__).parents[2] / "docs"
PICTURE = b"not really a picture"


def read(text: str) -> Document:
    return read_json(text, fixed_ids(77), fixed_clock)


def read_plain(plain: object) -> Document:
    return read(json.dumps(plain))


def everything() -> Document:
    """A valid document with every kind of entity and extras on each of them."""
    document = small_document()
    ids = fixed_ids(5)
    key = hashlib.sha256(PICTURE).hexdigest()
    card = next(iter(document.all(Card)))
    persona = document.personas[0]
    target = rating_key(card.id, None, Layer.TARGET)
    first = ids.new()
    more: list[Entity] = [
        Image(id=key, media_type="image/png", width=4, height=3, alt="A dot", data=PICTURE),
        Channel(id=ids.new(), order="a0V", name="Fax", icon="phone"),
        Rating(id=target, card=card.id, layer=Layer.TARGET, value=0.5, n=4, low=-1.0, high=2.0),
        Comment(id=first, about=DOCUMENT_KEY, author="K", time=fixed_clock(), text="All of it"),
        Comment(id=ids.new(), about=persona.id, parent=first, text="Who?"),
        Comment(id=ids.new(), about=target, text="Too high"),
        Comment(id=ids.new(), about=first, text="Agreed"),
        Foreign(id=ids.new(), kind_name="hologram", modified="later", extras=freeze({"kind": 1})),
        dataclasses.replace(
            card, image=key, link=document.maps[0].id, origin=ids.new(), locked=True, hue="brand-2"
        ),
        dataclasses.replace(persona, portrait=key, hue="brand-1"),
        dataclasses.replace(document.info, brand=("#0A7D5B", "#F2A541")),
        dataclasses.replace(document.lanes(document.maps[0].id)[0], locked=True),
    ]
    document = Document([*document.values(), *more])
    extras = freeze({"newer": {"deep": [1, None, "ü"]}, "title": 3, "cards": [], "extras": {}})
    changed = {k: dataclasses.replace(e, extras=extras) for k, e in document.items()}
    the_map = document.maps[0]
    scaled = freeze({"scale_extras": {"colour": "warm"}})
    return document.replaced({**changed, the_map.id: dataclasses.replace(the_map, extras=scaled)})


@pytest.mark.parametrize(
    "document", [small_document(), generated_document(60, seed=4), everything()], ids=repr
)
def test_reading_what_was_written_gives_an_equal_document(document: Document) -> None:
    assert check_all(document) == []
    text = write_json(document)
    assert read(text) == document
    assert write_json(read(text)) == text


def test_what_came_later_is_written_only_where_it_says_something() -> None:
    plain, told = (json.loads(write_json(d)) for d in (small_document(), everything()))
    assert "brand" not in plain
    assert told["brand"] == ["#0A7D5B", "#F2A541"]
    for name in ("lanes", "cards"):
        assert not any("locked" in one for one in plain["maps"][0][name])
        assert [one["locked"] for one in told["maps"][0][name] if "locked" in one] == [True]


def test_the_text_is_indented_readable_and_ends_with_a_newline() -> None:
    document = small_document()
    info = dataclasses.replace(document.info, title="Größe 日本")
    text = write_json(document.replaced({DOCUMENT_KEY: info}))
    assert text.startswith('{\n "format": "journey",\n "version": 1,\n')
    assert text.endswith("}\n")
    assert "Größe 日本" in text


def test_arrays_are_in_document_order_and_connectors_say_from_and_to() -> None:
    document = small_document()
    the_map = json.loads(write_json(document))["maps"][0]
    stages = document.stages(document.maps[0].id)
    assert [s["title"] for s in the_map["stages"]] == [s.title for s in stages]
    assert [len(s["steps"]) for s in the_map["stages"]] == [2] * 5
    connector = next(iter(document.all(Connector)))
    assert the_map["connectors"][0]["from"] == connector.start
    assert the_map["connectors"][0]["to"] == connector.end
    assert the_map["scale"]["names"]["-2"] == "Frustrated"
    assert "start" not in the_map["connectors"][0]


def test_comments_stand_with_the_map_they_are_about_else_with_the_document() -> None:
    plain = json.loads(write_json(everything()))
    on_map = {comment["text"] for comment in plain["maps"][0]["comments"]}
    assert on_map == {"Check?", "Too high"}
    assert {comment["text"] for comment in plain["comments"]} == {"All of it", "Who?", "Agreed"}


def test_a_scale_keeps_what_it_does_not_know() -> None:
    plain = by_hand()
    plain["maps"][0]["scale"] = {"min": -5, "max": 5, "colour": "warm"}
    again = json.loads(write_json(read_plain(plain)))
    assert again["maps"][0]["scale"]["colour"] == "warm"


def by_hand() -> dict[str, Any]:
    return {
        "format": "journey",
        "personas": [{"id": "marta", "name": "Marta"}],
        "channels": [{"id": "fax", "name": "Fax"}],
        "images": [{"key": "dot", "data": base64.b64encode(PICTURE).decode()}],
        "maps": [
            {
                "id": "m",
                "personas": ["marta"],
                "stages": [
                    {"title": "Before", "steps": [{"id": "s1"}, {"id": "s2"}]},
                    {"title": "After", "steps": [{"id": "s3"}]},
                ],
                "lanes": [{"id": "touch", "kind": "touchpoint"}, {"id": "pain", "kind": "pain"}],
                "cards": [
                    {
                        "id": "a",
                        "lane": "touch",
                        "step": "s1",
                        "title": "Asks",
                        "channel": "fax",
                        "image": "dot",
                        "link": "m",
                        "ratings": [{"persona": "marta", "value": -1}, {"value": 1}],
                        "quotes": [{"text": "Why?"}],
                    },
                    {"id": "b", "lane": "pain", "step": "s3", "title": "Waits", "origin": "a"},
                    {"lane": "touch", "step": "s2", "title": "Goes", "channel": "web"},
                ],
                "connectors": [{"from": "a", "to": "b"}],
                "comments": [
                    {"id": "c", "about": "a:marta:now", "text": "Sure?"},
                    {"about": "s2", "parent": "c", "text": "Yes"},
                ],
            }
        ],
    }


def test_local_names_are_replaced_by_ids_wherever_they_stand() -> None:
    document = read_plain(by_hand())
    assert all(is_id(k) for k, e in document.items() if isinstance(e, Card | Step | Lane | Map))
    (marta,) = document.personas
    (the_map,) = document.maps
    touch, pain = document.lanes(the_map.id)
    asks, goes = document.cards(touch.id)
    (waits,) = document.cards(pain.id)
    assert [asks.title, goes.title, waits.title] == ["Asks", "Goes", "Waits"]
    assert asks.channel == document.channels[0].id
    assert goes.channel == "web"
    assert asks.image == hashlib.sha256(PICTURE).hexdigest()
    assert asks.link == the_map.id
    assert waits.origin == asks.id
    assert the_map.personas == (marta.id,)
    rating = document.rating(asks.id, marta.id)
    assert rating is not None and rating.value == -1
    assert [c.end for c in document.connectors(asks.id)] == [waits.id]
    (sure,) = document.comments(rating.id)
    assert {c.parent for c in document.all(Comment)} == {None, sure.id}


def test_what_is_left_out_has_the_models_defaults_and_the_time_of_reading() -> None:
    document = read_plain(by_hand())
    (the_map,) = document.maps
    made = Map(id=the_map.id, order=the_map.order, modified=fixed_clock())
    assert dataclasses.replace(the_map, personas=()) == made
    assert document.info.created == document.info.modified == fixed_clock()
    assert is_id(document.info.id)
    assert read(write_json(document)) == document


@pytest.mark.parametrize(
    ("said", "own"),
    [
        ({"modified": "2025-06-07T08:09:10Z", "created": "2024-01-01"}, "2025-06-07T08:09:10Z"),
        ({"created": "2024-01-01T00:00:00Z"}, "2024-01-01T00:00:00Z"),
        ({"created": "some day"}, fixed_clock()),
    ],
)
def test_what_has_no_date_gets_the_documents_before_the_clocks(
    said: dict[str, str], own: str
) -> None:
    document = read_plain(by_hand() | said)
    assert document.info.created == said["created"]
    assert {entity.modified for entity in document.values()} == {own}


def test_order_comes_from_the_array_unless_all_of_a_row_have_one() -> None:
    plain = by_hand()
    stages = plain["maps"][0]["stages"]
    stages[0]["order"], stages[1]["order"] = "b00V", "a0V"
    kept = read_plain(plain)
    assert [s.title for s in kept.stages(kept.maps[0].id)] == ["After", "Before"]
    stages[1]["order"] = "a0"
    anew = read_plain(plain)
    assert [s.title for s in anew.stages(anew.maps[0].id)] == ["Before", "After"]


def test_a_picture_may_name_a_file_where_files_can_be_read() -> None:
    plain = by_hand()
    plain["images"] = [{"key": "dot", "file": "dot.png"}]
    text = json.dumps(plain)
    document = read_json(text, fixed_ids(), fixed_clock, lambda name: PICTURE + name.encode())
    assert document.images[0].data == PICTURE + b"dot.png"
    with pytest.raises(Refused, match=re.escape("images[0].file names the file “dot.png”")):
        read(text)


def test_lone_surrogates_are_replaced_so_that_the_text_can_be_stored() -> None:
    document = read('{"format": "journey", "title": "a\\ud800b", "\\udfff": ["\\ud801"]}')
    write_json(document).encode("utf-8")
    assert document.info.title == "a\N{REPLACEMENT CHARACTER}b"
    assert document.info.extras == FrozenMap({"\ufffd": ("\ufffd",)})


def test_raw_lone_surrogates_are_replaced_too() -> None:
    document = read('{"format": "journey", "title": "a\udc80b", "\ud800": 1}')
    assert document.info.title == "a\N{REPLACEMENT CHARACTER}b"
    assert document.info.extras == FrozenMap({"\N{REPLACEMENT CHARACTER}": 1})


def _at(plain: Any, path: str) -> tuple[Any, Any]:
    *way, last = (int(p) if p.isdigit() else p for p in re.findall(r"\w+", path))
    for part in way:
        plain = plain[part]
    return plain, last


REFUSED = [
    (
        "maps[0].cards[1].span",
        "x",
        'maps[0].cards[1].span should be a whole number, but it is "x".',
    ),
    ("maps[0].cards[1].span", 9, "maps[0].cards[1]: A card reaches beyond the end of its map."),
    (
        "maps[0].cards[1].span",
        2**60,
        "maps[0].cards[1].span should be a whole number, but it is 1152",
    ),
    ("maps[0].cards[1].step", "s9", "maps[0].cards[1].step names “s9”, which is not in this file."),
    ("maps[0].cards[0]", 3, "maps[0].cards[0] should be an object, but it is 3."),
    ("maps[0].cards[1].id", "a", "maps[0].cards[1].id is “a”, which something else"),
    ("maps[0].cards[0].ratings[0].value", 7, "A rating of 7 is outside the scale from -2 to 2."),
    (
        "maps[0].cards[0].ratings[1].persona",
        "marta",
        "maps[0].cards[0].ratings[1] is “a:marta:now”",
    ),
    ("maps[0].cards[0].ratings[0].persona", "x", "maps[0].cards[0].ratings[0].persona names “x”"),
    ("maps[0].cards[0].title", None, "maps[0].cards[0].title should be a text, but it is null."),
    ("maps[0].cards[0].status", "gone", "maps[0].cards[0].status should be one of open, planned,"),
    ("maps[0].lanes", {}, "maps[0].lanes should be a list, but it is {}."),
    ("maps", [{}], "maps[0]: A map needs at least one stage."),
    ("maps[0].scale", {"min": 1}, "maps[0].scale should be a scale with min and max"),
    ("maps[0].personas[0]", "eva", "maps[0].personas[0] names “eva”"),
    ("maps[0].connectors[0].to", "s1", "maps[0].connectors[0].to names “s1”"),
    ("maps[0].comments[0].parent", "c", "maps[0].comments[0] is a comment about itself."),
    ("maps[0].comments[0].about", "c", "maps[0].comments[0] is a comment about itself."),
    ("maps[0].id", 5, "maps[0].id should be a text, but it is 5."),
    ("maps[0].extras", 5, "maps[0].extras should be an object, but it is 5."),
    ("images[0].data", "?", 'images[0].data should be base64, but it is "?".'),
    ("images[0]", {}, "images[0] has no “data”."),
    ("foreign", [{"kind": "card"}], "foreign[0].kind should be the name of a kind"),
    ("version", 2, "This JSON file has version 2; this program reads version 1."),
    ("version", "1", 'version should be a whole number, but it is "1".'),
    ("format", "x", 'its “format” should be “journey”, but it is "x".'),
    ("title", "x" * 20_001, "“title” of a document is longer than 20000 characters."),
]


@pytest.mark.parametrize(("path", "value", "sentence"), REFUSED, ids=lambda v: str(v)[:40])
def test_wrong_input_is_refused_with_a_sentence_that_names_the_place(
    path: str, value: object, sentence: str
) -> None:
    plain = by_hand()
    place, name = _at(plain, path)
    place[name] = value
    with pytest.raises(Refused) as refused:
        read_plain(plain)
    assert sentence in str(refused.value)
    assert refused.value.message.text() == str(refused.value)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "not valid JSON: line 1, column 1"),
        ('{"format":\n "journey",}', "not valid JSON: line 2, column 12"),
        ("[]", "this file holds []"),
        ('{"format": "journey", "x": NaN}', "NaN, which is not a number"),
        ('{"format": "journey", "x": 1e999}', "1e999, which is not a number"),
        (
            '{"format": "journey", "x": ' + "9" * 5000 + "}",
            "which is not a number that can be kept",
        ),
        ('{"format": "journey", "x": 1, "x": 2}', "has “x” twice"),
        ('{"format": "journey", "x": ' + "[" * 70 + "]" * 70 + "}", "more than 64 levels deep"),
        ('{"format": "journey", "x": ' + "[" * 200_000, "more than 64 levels deep"),
        (
            '{"format": "\\ud83d", "x": ' + "[" * 700 + "]" * 700 + "}",
            "more than 64 levels deep",
        ),
    ],
)
def test_text_that_can_not_be_one_value_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(Refused, match=re.escape(sentence)):
        read(text)


def test_a_comment_about_a_name_of_two_things_is_refused() -> None:
    plain = by_hand()
    plain["maps"][0]["stages"][0]["id"] = "a"
    plain["comments"] = [{"about": "a", "text": "Which?"}]
    with pytest.raises(Refused, match=re.escape("comments[0].about names “a”, which stands for")):
        read_plain(plain)


def test_the_example_of_the_documentation_is_read() -> None:
    text = (DOCS / "JSON.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    document = read(example)
    assert [p.name for p in document.all(Persona)] == ["Rosa"]
    assert len([*document.all(Stage)]) == 2
    assert read(write_json(document)) == document
