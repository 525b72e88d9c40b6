"""The tables of `docs/FILE_FORMAT.md`, made from the schema: `python -m tests.support.describe_format`."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Column, Table

from journeyeditor.model.kinds import BY_NAME
from journeyeditor.storage.schema import EXTRAS, TABLES, stored_fields

DOC = Path(__file__).parents[2] / "docs" / "FILE_FORMAT.md"
BEGIN, END = "<!-- tables: begin -->\n", "<!-- tables: end -->\n"


def tables() -> str:
    """One Markdown table for each table of the file, in the file's order."""
    return "\n".join(_table(table) for table in TABLES.values())


def _table(table: Table) -> str:
    kept = _kept(table.name)
    rows = "\n".join(_row(column, kept.get(column.name, "")) for column in table.columns)
    head = f"### `{table.name}`\n\n| column | type | may be empty | holds | refers to |\n|---|---|---|---|---|\n"
    return head + rows + "\n"


def _kept(name: str) -> dict[str, str]:
    kind = BY_NAME.get(name)
    return {field.name: str(field.store) for field in stored_fields(kind)} if kind else {}


def _row(column: Column[object], kept: str) -> str:
    target = ", ".join(f"`{key.target_fullname}`" for key in column.foreign_keys)
    holds = "JSON object of unknown fields" if column.name == EXTRAS else kept
    empty = "yes" if column.nullable else ""
    return f"| `{column.name}` | {column.type} | {empty} | {holds} | {target} |"


def with_tables(text: str) -> str:
    """The document with its tables as the schema has them now."""
    before, rest = text.split(BEGIN)
    return before + BEGIN + "\n" + tables() + "\n" + END + rest.split(END)[1]


if __name__ == "__main__":
    DOC.write_text(with_tables(DOC.read_text(encoding="utf-8")), encoding="utf-8")
