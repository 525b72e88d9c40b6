"""Plain values: nothing that JSON can hold does more harm than a refusal in words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyeditor.model.document import Document, content_hash
from journeyeditor.model.entities import Card, DocumentInfo, Foreign, Rating
from journeyeditor.model.frozen import DEEPEST, FrozenMap
from journeyeditor.model.kinds import BY_NAME, KINDS
from journeyeditor.model.messages import Refused
from journeyeditor.model.plain import fields_of, from_plain, kind_name, to_plain
from tests.support.maps import small_document

texts = st.text(st.characters(), max_size=5)
leaves = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([2**53, 2**64, 10**400, -0.0])
    | st.floats()
    | texts
)
json_values = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
names = sorted({field.name for kind in KINDS for field in fields_of(kind.cls)})
objects = st.dictionaries(st.sampled_from(names) | texts, json_values, max_size=8)
GOOD = {
    name: [to_plain(e) for e in small_document().values() if kind_name(e) == name]
    for name in BY_NAME
}


def read_or_refused(kind: Any, plain: Any) -> None:
    try:
        entity = from_plain(kind, plain)
    except Refused as refusal:
        assert len(str(refusal)) < 500
        return
    written = json.dumps(to_plain(entity), allow_nan=False, ensure_ascii=False)
    written.encode("utf-8")
    assert from_plain(kind_name(entity), json.loads(written)) == entity


@given(json_values, json_values | objects)
@settings(max_examples=100)
def test_any_value_is_read_or_refused(kind: Any, plain: Any) -> None:
    read_or_refused(kind, plain)


@given(st.sampled_from([*BY_NAME, "new-kind"]), objects)
@settings(max_examples=200)
def test_any_object_is_read_or_refused(kind: str, plain: dict[str, Any]) -> None:
    read_or_refused(kind, {"id": "x", **plain})


@given(st.sampled_from([name for name in BY_NAME if GOOD[name]]), objects, st.data())
@settings(max_examples=200)
def test_a_good_entity_with_spoilt_fields(
    kind: str, plain: dict[str, Any], data: st.DataObject
) -> None:
    good = GOOD[kind][0]
    field = data.draw(st.sampled_from(sorted(good)))
    read_or_refused(kind, {**good, field: data.draw(json_values), **plain})


@given(st.dictionaries(st.just("names"), json_values) | objects)
def test_any_scale_is_read_or_refused(scale: dict[str, Any]) -> None:
    read_or_refused("map", {"id": "m", "order": "a0V", "scale": {"min": 1, "max": 5, **scale}})


def test_unknown_fields_come_back_as_they_came() -> None:
    extra = {"mood": {"deep": [1, 2.5, None, True, {"a": "ü\u0000"}]}, "Ж": []}
    plain = {**GOOD["card"][0], **extra}
    entity = from_plain("card", plain)
    assert isinstance(entity, Card)
    assert to_plain(entity) == plain
    assert hash(entity.extras) == hash(from_plain("card", plain).extras)


def test_an_unknown_kind_is_carried() -> None:
    plain = {"id": "f", "modified": "", "kind_name": "x", "rows": [[1], {"b": 2}]}
    entity = from_plain("hologram", plain)
    assert isinstance(entity, Foreign)
    assert kind_name(entity) == "hologram"
    assert to_plain(entity) == plain
    assert Document([DocumentInfo(id="d"), entity]).children(Foreign) == (entity,)


def nested(depth: int) -> Any:
    value: Any = []
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("kind", "plain", "words"),
    [
        ("card", {}, "A card has no “id”."),
        ("hologram", {}, "A hologram has no “id”."),
        ("hologram", {"id": 3}, "“id” of a hologram should be a text, but it is 3."),
        ("card", 3, "Instead of an element with fields there is ['card', 3]."),
        ("card", {**GOOD["card"][0], "span": 1.5}, "“span” of a card should be a whole number"),
        ("card", {**GOOD["card"][0], "span": 2**60}, "“span” of a card should be a whole number"),
        ("card", {**GOOD["card"][0], "new": nested(900)}, "nested too deeply"),
        ("card", {**GOOD["card"][0], "new": [float("nan")]}, "unknown fields (new)"),
        ("document", {"id": "d", "presets": {"p": nested(DEEPEST)}}, "“presets” of a document"),
    ],
)
def test_refusals_name_the_field(kind: str, plain: Any, words: str) -> None:
    with pytest.raises(Refused) as refusal:
        from_plain(kind, plain)
    assert words in str(refusal.value)


def test_lone_surrogates_never_reach_a_file() -> None:
    entity = from_plain(
        "card", {**GOOD["card"][0], "new": {"\ud800": "a\udfff"}, "tags": ["\ud800"]}
    )
    assert isinstance(entity, Card)
    assert entity.extras == FrozenMap({"new": FrozenMap({"\ufffd": "a\ufffd"})})
    assert content_hash(Document([DocumentInfo(id="d"), entity]))


@pytest.mark.parametrize(("one", "other"), [(2, 2.0), (0.0, -0.0)])
def test_equal_numbers_have_equal_hashes(one: float, other: float) -> None:
    documents = [Document([Rating(id="r", card="c", value=value)]) for value in (one, other)]
    assert documents[0] == documents[1]
    assert content_hash(documents[0]) == content_hash(documents[1])
