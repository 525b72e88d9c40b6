"""What the text of a CREATE TABLE says, read without running it.

A foreign file's schema can hold constraints that cost gigabytes as soon as SQLite checks them, so a table is
let through only if it is plain: typed columns, keys and references, STRICT, nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from journeyeditor.storage.schema import DDL

_NAME = r'(?:"[a-z_][a-z0-9_]*"|[a-z_][a-z0-9_]*)'
_NAMES = rf"{_NAME}(?: ?, ?{_NAME})*"
_TABLE = re.compile(rf"create table (?P<name>{_NAME}) ?\((?P<body>.*)\) strict", re.IGNORECASE)
_COLUMN = re.compile(
    rf"(?P<name>{_NAME}) (?P<type>text|integer|real|blob|any)(?P<filled> not null)?",
    re.IGNORECASE,
)
_CONSTRAINT = re.compile(
    rf"(?:primary key|unique) ?\({_NAMES}\)"
    rf"|foreign key ?\((?:{_NAME})\) references {_NAME} ?\((?:{_NAME})\)",
    re.IGNORECASE,
)
_ITEM_END = re.compile(r",(?![^()]*\))")


@dataclass(frozen=True, slots=True)
class ColumnShape:
    name: str
    type: str
    filled: bool


@dataclass(frozen=True, slots=True)
class TableShape:
    """A plain table: its columns in order and its keys and references, whichever way they were written."""

    name: str
    columns: tuple[ColumnShape, ...]
    constraints: frozenset[str]

    def added_to(self, older: TableShape) -> tuple[ColumnShape, ...] | None:
        """The columns that this shape has beyond an older one, or None if it is not that one with more columns.

        What a newer minor version may add can be left empty, and is text or a number.
        """
        known = len(older.columns)
        added = self.columns[known:]
        same = self.columns[:known] == older.columns and self.constraints == older.constraints
        plain = all(c.type in {"text", "integer", "real"} and not c.filled for c in added)
        return added if same and plain and self.name == older.name else None


def read_shape(sql: str) -> TableShape | None:
    """The shape that a CREATE TABLE statement describes, or None where it is not plain."""
    flat = re.sub(r"\s+", " ", sql).strip().replace("( ", "(").replace(" )", ")")
    whole = _TABLE.fullmatch(flat)
    if whole is None:
        return None
    columns: list[ColumnShape] = []
    constraints: set[str] = set()
    for item in _ITEM_END.split(whole["body"]):
        text = item.strip()
        if _CONSTRAINT.fullmatch(text):
            constraints.add(_canonical(text))
        elif column := _COLUMN.fullmatch(text):
            columns.append(_column(column))
        else:
            return None
    names = {column.name for column in columns}
    unique = len(names) == len(columns) > 0
    return (
        TableShape(_bare(whole["name"]), tuple(columns), frozenset(constraints)) if unique else None
    )


def _column(found: re.Match[str]) -> ColumnShape:
    return ColumnShape(_bare(found["name"]), found["type"].lower(), found["filled"] is not None)


def _bare(name: str) -> str:
    return name.strip('"').lower()


def _canonical(constraint: str) -> str:
    return re.sub(r'["\s]', "", constraint).lower()


def _known() -> dict[str, TableShape]:
    shapes = {name: read_shape(sql) for name, sql in DDL.items()}
    return {name: shape for name, shape in shapes.items() if shape is not None}


SHAPES: dict[str, TableShape] = _known()
