"""What a foreign file may hold: its first bytes, its tables, its integrity and its size, checked in that order.

The order matters: SQLite evaluates constraints of the file itself while it checks integrity, so nothing but
known and plain tables may be there by then. Every failure is a `Refused` with one sentence.
"""

from __future__ import annotations

import struct
from codecs import getincrementaldecoder
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection

from journeyeditor.model.messages import N_, Refused
from journeyeditor.storage.schema import APPLICATION_ID, FORMAT
from journeyeditor.storage.shapes import SHAPES, TableShape, read_shape

HEADER_SIZE = 100
MAX_FILE = 2 * 2**30
MAX_ROWS = 1_000_000
MAX_TABLES = 200
MAX_VALUE = 80 * 2**20

_SQLITE = b"SQLite format 3\x00"
_ZIP = b"PK\x03\x04"
_PDF = b"%PDF-"

_EMPTY = N_("This file is empty, so there is no journey map in it. Take an earlier copy of it.")
_ZIP_FILE = N_(
    "This is a ZIP archive (or an Office file), not a journey map. Unpack it or choose another file."
)
_HTML_FILE = N_(
    "This is a web page, not a journey map. It may be a sign-in page saved instead of the file."
)
_OTHER_SQLITE = N_(
    "This is an SQLite database of another program, not a journey map. Choose another file."
)
_OTHER = N_(
    "This is not a journey map. Choose a .journey file, or import Mermaid, Markdown or JSON."
)
_TEXT_FILE = N_(
    "This is a text file, not a journey map. If it holds Mermaid, Markdown or JSON, let its name end in .mmd, .md or .json and open it again."
)
_CUT_HEADER = N_(
    "This file is cut off: only {size} bytes are there. Get it again from where it came from."
)
_CUT = N_(
    "This file is cut off: {size} of {whole} bytes are there. Get it again from where it came from."
)
_TOO_BIG = N_("This file is too big to open: {size} MB, at most {most} MB.")
_NEWER = N_(
    "This file was made by a newer version of the program (file format {found}). Open it with that version; the file is unchanged."
)
_NO_FORMAT = N_("This file is damaged: it has no valid format number.")
_BAD_HEADER = N_("This file is damaged: its first bytes are not those of a journey map.")
_UNKNOWN_PART = N_(
    "This file holds “{name}” ({kind}), which a journey map never has, so it is not opened."
)
_CHANGED_TABLE = N_("This file is damaged: its table “{name}” is not made as it should be.")
_MISSING_TABLE = N_("This file is damaged: its table “{name}” is missing.")
_NOT_WHOLE = N_("This file is damaged: {reason}. Use an earlier copy of it.")
_PARTS_BROKEN = N_("This file is damaged: parts of it can't be read. Use an earlier copy of it.")
_DISAGREES = N_(
    "This file is damaged: parts of it don't agree with each other. Use an earlier copy of it."
)
_WRONG_VALUES = N_(
    "This file is damaged: values in it are of the wrong kind. Use an earlier copy of it."
)
# What SQLite says, in words that say something to a person; the first that fits.
_SAID = (
    (_DISAGREES, ("missing from index", "wrong # of entries", "non-unique entry", "out of order")),
    (_WRONG_VALUES, ("null value in", "value in", "text value", "numeric value", "utf-8")),
    (
        _PARTS_BROKEN,
        (
            "btree",
            "malformed",
            "page",
            "cell",
            "tree ",
            "freelist",
            "fragmentation",
            "disk image",
            "corrupt",
            "database schema",
            "not a database",
        ),
    ),
)
_TOO_MANY = N_("This file holds too much: {found} rows, at most {most}.")
_VALUE_TOO_BIG = N_(
    "This file holds a picture or text of more than {most} MB in one place, so it is not opened."
)
_DANGLING = N_("This file is damaged: a {kind} refers to a {target} that is missing.")
_TOO_MANY_TABLES = N_("This file is damaged: it has more than {most} tables.")


class FileKind(StrEnum):
    """What the first bytes of a file say it is."""

    JOURNEY = "journey"
    EMPTY = "empty"
    ZIP = "zip"
    PDF = "pdf"
    HTML = "html"
    OTHER_SQLITE = "other-sqlite"
    TEXT = "text"
    OTHER = "other"


_NOT_OURS = {
    FileKind.EMPTY: _EMPTY,
    FileKind.ZIP: _ZIP_FILE,
    FileKind.HTML: _HTML_FILE,
    FileKind.OTHER_SQLITE: _OTHER_SQLITE,
    FileKind.TEXT: _TEXT_FILE,
}


def kind_of_bytes(start: bytes) -> FileKind:
    """What a file is by its first `HEADER_SIZE` bytes; a shorter piece of a journey file counts as one."""
    if not start:
        return FileKind.EMPTY
    if start.startswith(_SQLITE) or (len(start) < len(_SQLITE) and _SQLITE.startswith(start)):
        ours = len(start) < HEADER_SIZE or _number(start, 68) == APPLICATION_ID
        return FileKind.JOURNEY if ours else FileKind.OTHER_SQLITE
    if start.startswith(_ZIP):
        return FileKind.ZIP
    if start.startswith(_PDF):
        return FileKind.PDF
    lower = start.lower().lstrip(b"\xef\xbb\xbf \t\r\n")
    if lower.startswith((b"<!doctype html", b"<html")):
        return FileKind.HTML
    return FileKind.TEXT if _is_text(start) else FileKind.OTHER


def _is_text(start: bytes) -> bool:
    """Whether bytes are the beginning of plain UTF-8 text; the last character may be cut."""
    try:
        text = getincrementaldecoder("utf-8-sig")().decode(start)
    except UnicodeDecodeError:
        return False
    return bool(text) and all(c.isprintable() or c.isspace() for c in text)


def _number(header: bytes, at: int) -> int:
    return int(struct.unpack_from(">i", header, at)[0])


def check_header(start: bytes, size: int) -> int:
    """The format number of a journey file, from its first `HEADER_SIZE` bytes and its size in bytes.

    Offsets are those of the SQLite file format, section 1.3. Raises `Refused` if the file is none of ours,
    newer, cut off or damaged.
    """
    kind = kind_of_bytes(start)
    if kind is not FileKind.JOURNEY:
        raise Refused(_NOT_OURS.get(kind, _OTHER))
    if len(start) < HEADER_SIZE:
        raise Refused(_CUT_HEADER, size=size)
    check_size(size)
    found = check_format(_number(start, 60))
    page = struct.unpack_from(">H", start, 16)[0]
    page = 65536 if page == 1 else page
    if not _plausible(start, page):
        raise Refused(_BAD_HEADER)
    whole = _number(start, 28) * page
    if _number(start, 24) == _number(start, 92) and size < whole:
        raise Refused(_CUT, size=size, whole=whole)
    return found


def check_size(size: int) -> None:
    """Raises `Refused` for more bytes than are ever read."""
    if size > MAX_FILE:
        raise Refused(_TOO_BIG, size=size >> 20, most=MAX_FILE >> 20)


def _plausible(start: bytes, page: int) -> bool:
    pages = page >= 512 and page & (page - 1) == 0
    versions = start[18] in {1, 2} and start[19] in {1, 2}
    fractions = start[20:24] == b"\x00\x40\x20\x20"
    return pages and versions and fractions and _number(start, 56) == 1


def check_format(number: int) -> int:
    """Raises `Refused` for a format number that is none, or of a newer major version."""
    if number < 1000:
        raise Refused(_NO_FORMAT)
    if number // 1000 > FORMAT // 1000:
        raise Refused(_NEWER, found=f"{number // 1000}.{number % 1000}")
    return number


def check_reader(least: int) -> None:
    """Raises `Refused` if the file says that only newer programs than this can read it."""
    if least > FORMAT:
        raise Refused(_NEWER, found=f"{least // 1000}.{least % 1000}")


@dataclass(frozen=True, slots=True)
class Declared:
    """A table that a file declares, known or plain and carried."""

    shape: TableShape
    sql: str

    @property
    def known(self) -> bool:
        return self.shape.name in SHAPES


def check_tables(
    connection: Connection, number: int, known: Mapping[str, TableShape] = SHAPES
) -> tuple[Declared, ...]:
    """The tables of a file of format `number`, in their order, all of them `known` or plain.

    At this program's format, or an older one, every table must be exactly as it is known for that format.
    """
    rows = connection.exec_driver_sql(
        f"SELECT type, name, tbl_name, sql FROM sqlite_schema LIMIT {MAX_TABLES * 3}"
    ).fetchall()
    newer = number > FORMAT
    tables = tuple(
        _declared(row[0], row[1], row[2], row[3], known, newer=newer)
        for row in rows
        if not _is_key(*row)
    )
    if len(tables) > MAX_TABLES:
        raise Refused(_TOO_MANY_TABLES, most=MAX_TABLES)
    missing = known.keys() - {table.shape.name for table in tables}
    if missing:
        raise Refused(_MISSING_TABLE, name=min(missing))
    return tables


def _is_key(kind: str, name: str, table: str, sql: str | None) -> bool:
    """The indexes that SQLite makes by itself for keys have no text of their own."""
    return kind == "index" and sql is None and str(name).startswith(f"sqlite_autoindex_{table}_")


def _declared(
    kind: str,
    name: str,
    table: str,
    sql: str | None,
    known: Mapping[str, TableShape],
    *,
    newer: bool,
) -> Declared:
    shown = str(name)[:40]
    shape = read_shape(sql) if kind == "table" and sql else None
    older = known.get(name)
    if older is None and (shape is None or not newer):
        raise Refused(_UNKNOWN_PART, kind=str(kind)[:20], name=shown)
    if shape is None or shape.name != name or table != name:
        raise Refused(_CHANGED_TABLE, name=shown)
    added = shape.added_to(older) if older else ()
    if added is None or (added and not newer):
        raise Refused(_CHANGED_TABLE, name=shown)
    return Declared(shape, str(sql))


def check_content(connection: Connection, tables: tuple[Declared, ...]) -> None:
    """Integrity, number of rows, and references of a file whose tables were checked."""
    found = _first(connection, "PRAGMA integrity_check(1)")
    if found is None or found[0] != "ok":
        raise damaged(found[0] if found else "")
    rows = sum(
        _first(connection, f'SELECT count(*) FROM "{table.shape.name}"')[0] for table in tables
    )
    if rows > MAX_ROWS:
        raise Refused(_TOO_MANY, found=rows, most=MAX_ROWS)
    dangling = _first(connection, "PRAGMA foreign_key_check")
    if dangling is not None:
        raise Refused(_DANGLING, kind=dangling[0], target=dangling[2])


def _first(connection: Connection, statement: str) -> Any:
    return connection.exec_driver_sql(statement).fetchone()


def damaged(reason: object) -> Refused:
    """The refusal of a file that SQLite itself finds damaged, or beyond its limits."""
    if "string or blob too big" in str(reason):
        return Refused(_VALUE_TOO_BIG, most=MAX_VALUE >> 20)
    text = " ".join(str(reason).replace("*** in database main ***", "").split())
    shown = text if len(text) <= 80 else text[:79] + "…"
    for words, parts in _SAID:
        if any(part in text.lower() for part in parts):
            # The reason is kept with the message for whoever looks into it.
            return Refused(words, reason=shown)
    return Refused(_NOT_WHOLE, reason=shown)
