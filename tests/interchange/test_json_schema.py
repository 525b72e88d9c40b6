"""The published schema: it accepts what is written, and says the same as the model."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from journeyeditor.interchange.json_document import write_json
from journeyeditor.interchange.json_shape import SHAPES, Shape
from journeyeditor.model.entities import DocumentInfo
from journeyeditor.model.plain import FieldType
from tests.interchange.test_json_document import DOCS, by_hand, everything
from tests.support.maps import generated_document, small_document

SCHEMA: dict[str, Any] = json.loads((DOCS / "journey.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
PLAIN_TYPES = {
    "a text": "string",
    "true or false": "boolean",
    "a whole number": "integer",
    "a number": "number",
    "base64": "string",
    "a list": "array",
    "a list of texts": "array",
    "an object": "object",
}


def definition(shape: Shape) -> dict[str, Any]:
    found: dict[str, Any] = SCHEMA if shape.cls is DocumentInfo else SCHEMA["$defs"][shape.kind]
    return found


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "plain",
    [
        by_hand(),
        *(json.loads(write_json(d)) for d in (everything(), small_document())),
        json.loads(write_json(generated_document(40))),
    ],
    ids=["by hand", "everything", "small", "generated"],
)
def test_files_are_valid(plain: object) -> None:
    VALIDATOR.validate(plain)


@pytest.mark.parametrize(
    ("name", "value"), [("format", "x"), ("version", 2), ("title", 5), ("maps", {}), ("maps", [{}])]
)
def test_wrong_files_are_not(name: str, value: object) -> None:
    assert not VALIDATOR.is_valid({**by_hand(), name: value})


@pytest.mark.parametrize("shape", SHAPES.values(), ids=lambda s: s.kind)
def test_the_schema_names_every_field_and_no_other(shape: Shape) -> None:
    written = {name for name, _ in shape.fields()} | {name for name, _ in shape.parts}
    assert set(definition(shape)["properties"]) == written | {*shape.own_keys, "extras"}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=lambda s: s.kind)
def test_types_and_defaults_are_the_models(shape: Shape) -> None:
    properties = definition(shape)["properties"]
    for name, field in shape.fields():
        assert _says(properties[name]) == _expected(field), name
        if "default" in properties[name]:
            assert properties[name]["default"] == field.default


def _says(schema: dict[str, Any]) -> object:
    if "enum" in schema:
        return {value for value in schema["enum"] if value is not None}, None in schema["enum"]
    if "$ref" in schema:
        return schema["$ref"]
    types = schema["type"]
    return (types, False) if isinstance(types, str) else (types[0], "null" in types)


def _expected(field: FieldType) -> object:
    optional = field.expected.endswith(" or nothing")
    expected = field.expected.removesuffix(" or nothing")
    if expected.startswith("one of "):
        return set(expected.removeprefix("one of ").split(", ")), optional
    if expected.startswith("a scale"):
        return "#/$defs/scale"
    return PLAIN_TYPES[expected], optional
