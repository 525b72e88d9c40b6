"""The description of the format says what the schema is, and the schema is what format 1 was fixed as."""

from __future__ import annotations

import hashlib

import pytest

from journeyeditor.model.kinds import KINDS
from journeyeditor.model.plain import fields_of
from journeyeditor.storage.schema import DDL, FORMAT, KIND_TABLES, TABLES, ddl_of_format
from journeyeditor.storage.shapes import SHAPES, read_shape
from tests.support.describe_format import DOC, with_tables


def test_the_description_has_the_tables_of_the_schema() -> None:
    text = DOC.read_text(encoding="utf-8")
    assert with_tables(text) == text


def test_every_field_of_every_kind_has_a_column() -> None:
    for kind in KINDS:
        columns = set(KIND_TABLES[kind.name].columns.keys())
        fields = {field.name for field in fields_of(kind.cls)}
        assert fields - columns <= {"id", "kind_name"}


def test_images_come_first() -> None:
    assert next(iter(DDL)) == "image"


def test_all_tables_are_plain() -> None:
    assert SHAPES.keys() == TABLES.keys()


@pytest.mark.parametrize(
    ("number", "digest"),
    [
        (1000, "8f576abd369dc6f948b2f1b28f50fc08964ac75fa0873052872df4d880b7a1c8"),
        (1001, "86755dd94ea374f6bd7f1ef012c46daa093ee05ab3e52ad75fd02d3835cf6f4b"),
    ],
)
def test_the_tables_of_a_format_never_change(number: int, digest: str) -> None:
    """A changed table needs a new format number: files of these formats are out in the world."""
    shapes = [read_shape(sql) for sql in ddl_of_format(number).values()]
    told = repr([(s.name, s.columns, sorted(s.constraints)) for s in shapes if s])
    assert hashlib.sha256(told.encode()).hexdigest() == digest


def test_the_last_of_them_is_this_one() -> None:
    assert ddl_of_format(FORMAT) == DDL
    assert ddl_of_format(FORMAT - 1) != DDL


def test_what_is_not_plain_has_no_shape() -> None:
    assert read_shape("CREATE TABLE t (a TEXT) STRICT") is not None
    assert read_shape('CREATE TABLE "t" ("a" TEXT NOT NULL, UNIQUE (a)) STRICT') is not None
    for sql in (
        "CREATE TABLE t (a TEXT)",
        "CREATE TABLE t (a TEXT, a TEXT) STRICT",
        "CREATE TABLE t (UNIQUE (a)) STRICT",
        "CREATE TABLE t (a TEXT, CHECK (a)) STRICT",
        "CREATE TABLE t (a TEXT PRIMARY KEY) STRICT",
        "CREATE TABLE t (a TEXT /* x */) STRICT",
        "CREATE TEMP TABLE t (a TEXT) STRICT",
        'CREATE TABLE "t""x" (a TEXT) STRICT',
        "CREATE TABLE t (a VARCHAR) STRICT",
        "CREATE TABLE t (a TEXT, FOREIGN KEY(a) REFERENCES u (a) ON DELETE CASCADE) STRICT",
    ):
        assert read_shape(sql) is None, sql
