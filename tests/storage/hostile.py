"""Files that want to do harm, or came to harm: made the same in every run, numbered as in the list of cases.

`OPENS` stands for a file that is opened, with or without a warning; any other outcome is part of the sentence with
which it is refused. Heavy cases are opened in a process of their own with limits of time and memory.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import struct
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.storage.doors import changed_by_sql, changed_bytes

Maker = Callable[[Path], object]
OPENS = "opens"
DAMAGED = "This file is damaged: "
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"


@dataclass(frozen=True, slots=True)
class Case:
    """One file: what is done to a whole one, and what opening it must come to. `warning` is part of what is told."""

    number: int
    name: str
    make: Maker
    outcome: str
    warning: str = ""
    heavy: bool = False

    @property
    def title(self) -> str:
        return f"{self.number:02d} {self.name}"


def sql(*statements: str, schema: str = "") -> Maker:
    return lambda path: changed_by_sql(path, *statements, schema=schema)


def schema(statement: str) -> Maker:
    """Changes what a file says of itself behind SQLite's back."""
    return sql(schema=f"UPDATE sqlite_schema SET {statement}")


def rewritten(table: str, old: str, new: str) -> Maker:
    return schema(f"sql = replace(sql, '{old}', '{new}') WHERE name = '{table}'")


def patched(offset: int, value: bytes) -> Maker:
    return lambda path: changed_bytes(
        path, lambda data: data[:offset] + value + data[offset + len(value) :]
    )


def number(offset: int, *values: int) -> Maker:
    return patched(offset, struct.pack(f">{len(values)}i", *values))


def holding(data: bytes) -> Maker:
    return lambda path: path.write_bytes(data)


def cut(size: Callable[[int], int]) -> Maker:
    return lambda path: changed_bytes(path, lambda data: data[: size(len(data))])


def quickly(*statements: str) -> Maker:
    """As `sql`, for much data: without syncing or rolling back."""

    def make(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-64000"):
                connection.execute(f"PRAGMA {pragma}")
            for statement in statements:
                connection.execute(statement)

    return make


def picture(data: bytes, media_type: str, width: int = 1, height: int = 1) -> Maker:
    """Puts a picture in, under its right key."""

    def make(path: Path) -> None:
        key = hashlib.sha256(data).hexdigest()
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            row = (key, "", media_type, width, height, "", data, None)
            connection.execute("INSERT INTO image VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
            connection.execute("UPDATE document SET logo = ?", (key,))

    return make


def chunk(kind: bytes, data: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check


def png(width: int, height: int, rows: int) -> bytes:
    """A black picture of one bit a pixel; with fewer rows than its height it is only a head."""
    packed = zlib.compress(bytes((width + 7) // 8 + 1) * rows, 9)
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def gif(frames: int) -> bytes:
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    head = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + bytes(6)
    return head + frame * frames + b"\x3b"


def tiff(frames: int) -> bytes:
    """Directories without any entry, one after the other."""
    parts = [b"II*\x00" + struct.pack("<I", 8)]
    at = 8
    for i in range(frames):
        at += 6
        parts.append(struct.pack("<HI", 0, at if i < frames - 1 else 0))
    return b"".join(parts)


SVG = (
    b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>fetch("http://example.org")'
    b'</script><image href="http://example.org/x.png"/><text>&x;</text></svg>'
)


def other_programs_journals(path: Path) -> None:
    for suffix in ("-journal", "-wal", "-shm"):
        beside = path.with_name(path.name + suffix)
        beside.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600))


def without_order(path: Path) -> None:
    column = '"order" TEXT NOT NULL'
    rewritten("lane", column, '"order" TEXT')(path)
    sql('UPDATE lane SET "order" = NULL')(path)
    rewritten("lane", '"order" TEXT', column)(path)


def fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def link_to(target: str) -> Maker:
    def make(path: Path) -> None:
        path.unlink()
        path.symlink_to(target)

    return make


WIDE = f"CREATE TABLE wide({', '.join(f'c{i} TEXT' for i in range(1999))}) STRICT"
ROWS = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000001)"
    " INSERT INTO \"foreign\" SELECT printf('%032d', i), '', 'k', NULL FROM n"
)
CHANGED = "changed outside the program"
NOT_SHOWN = "Pictures that are not shown"

CASES: tuple[Case, ...] = (
    Case(1, "valid file", lambda _: None, OPENS),
    Case(
        2,
        "endless view for a table",
        sql("DROP TABLE quote", f"CREATE VIEW quote AS {ENDLESS} SELECT * FROM n"),
        "“quote” is not made as it should be",
        heavy=True,
    ),
    Case(
        3,
        "trigger that deletes",
        sql("CREATE TRIGGER t AFTER UPDATE ON card BEGIN DELETE FROM card; END"),
        "holds “t” (trigger)",
    ),
    Case(
        4,
        "CHECK bomb",
        rewritten(
            "card",
            "unit TEXT NOT NULL",
            "unit TEXT NOT NULL CHECK (length(hex(zeroblob(300000000))) > 0)",
        ),
        "“card” is not made",
        heavy=True,
    ),
    Case(
        5,
        "generated column bomb",
        sql("ALTER TABLE map ADD COLUMN g TEXT AS (hex(zeroblob(400000000)))"),
        "“map” is not made",
        heavy=True,
    ),
    Case(
        6,
        "index on an expression",
        sql("CREATE INDEX i ON card(length(hex(zeroblob(10))))"),
        "holds “i” (index)",
    ),
    Case(7, "virtual table", sql("CREATE VIRTUAL TABLE f USING fts5(x)"), "holds “f” (table)"),
    Case(8, "further table", sql("CREATE TABLE payload(x TEXT) STRICT"), "holds “payload”"),
    Case(
        9,
        "statistics that lie",
        sql("ANALYZE", "UPDATE sqlite_stat1 SET stat = '1 1 1'"),
        "holds “sqlite_stat1”",
    ),
    Case(
        10,
        "blob of 500 MB",
        quickly(
            "INSERT INTO image VALUES ('x', '', 'image/png', 1, 1, '', zeroblob(500000000), NULL)"
        ),
        "more than 80 MB in one place",
        heavy=True,
    ),
    Case(
        11,
        "text of 50 million characters",
        quickly("UPDATE card SET text = printf('%.*c', 50000000, 'x') WHERE rowid = 1"),
        "longer than 20000 characters",
        heavy=True,
    ),
    Case(12, "NUL in a text", sql("UPDATE card SET title = 'a' || char(0) || 'b'"), OPENS, CHANGED),
    Case(13, "invalid UTF-8", sql("UPDATE card SET title = CAST(x'ff41c3' AS TEXT)"), DAMAGED),
    Case(14, "surrogate", sql("UPDATE card SET title = CAST(x'eda080' AS TEXT)"), DAMAGED),
    Case(15, "infinite number", sql("UPDATE rating SET value = 9e999"), "“value” of a rating"),
    Case(16, "dangling reference", sql("DELETE FROM lane"), "a card refers to a lane"),
    Case(17, "primary key removed", rewritten("stage", "PRIMARY KEY (id), ", ""), DAMAGED),
    Case(18, "missing table", sql("DROP TABLE quote"), "“quote” is missing"),
    Case(19, "other application", number(68, 7), "SQLite database of another program"),
    Case(20, "newer major version", number(60, 99_000), "newer version of the program"),
    Case(21, "negative version", number(60, -5), "no valid format number"),
    Case(22, "UTF-16", number(56, 2), "its first bytes are not"),
    Case(23, "flag for a log that is not there", patched(18, b"\2\2"), OPENS),
    Case(24, "file format 9", patched(18, b"\x09\x09"), "its first bytes are not"),
    Case(25, "reserved bytes", patched(20, b"\x20"), "its first bytes are not"),
    Case(26, "page size 3", patched(16, b"\0\3"), "its first bytes are not"),
    Case(27, "empty", holding(b""), "This file is empty"),
    Case(28, "header only", cut(lambda _: 100), "cut off: 100 of"),
    Case(29, "half", cut(lambda size: size // 2), "cut off: "),
    Case(30, "ZIP archive", holding(b"PK\3\4" + bytes(500)), "ZIP archive"),
    Case(31, "sign-in page", holding(b"<!doctype html><html>Sign in" + b" " * 200), "web page"),
    Case(
        32,
        "two tables on one page",
        schema(
            "rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'stage')"
            " WHERE name = 'step'"
        ),
        DAMAGED,
    ),
    Case(33, "root page 1", schema("rootpage = 1 WHERE name = 'card'"), DAMAGED),
    Case(34, "root page beyond the end", schema("rootpage = 99999 WHERE name = 'card'"), DAMAGED),
    Case(
        35, "schema that is no SQL", schema("sql = 'create garbage' WHERE name = 'card'"), DAMAGED
    ),
    Case(36, "loop of free pages", number(32, 3, 5), DAMAGED),
    Case(37, "a million rows", quickly(ROWS), "This file holds too much", heavy=True),
    Case(38, "2,000 columns", sql(WIDE), DAMAGED),
    Case(39, "journals of another database", other_programs_journals, OPENS),
    Case(
        40,
        "comments in a ring",
        sql(
            "INSERT INTO comment SELECT 'ring', modified, 'ring', 'ring', author, time, text,"
            " resolved, NULL FROM comment LIMIT 1",
            "UPDATE comment SET about = 'ring', parent = 'ring'",
        ),
        OPENS,
        CHANGED,
    ),
    Case(41, "one place for all lanes", sql("UPDATE lane SET \"order\" = 'a0V'"), OPENS, CHANGED),
    Case(41, "no place at all", without_order, DAMAGED),
    Case(
        42,
        "ids that differ in case",
        sql(
            "CREATE TEMP TABLE l AS SELECT * FROM lane LIMIT 1",
            "UPDATE l SET id = upper(id)",
            "INSERT INTO lane SELECT * FROM l",
        ),
        OPENS,
        CHANGED,
    ),
    Case(
        43,
        "picture that is not its key",
        sql(
            "INSERT INTO image VALUES ('00', '', 'image/png', 1, 1, '', x'00', NULL)",
        ),
        "picture's bytes are not those",
    ),
    Case(
        44,
        "PNG of 900 megapixels",
        picture(png(30_000, 30_000, 30_000), "image/png"),
        OPENS,
        NOT_SHOWN,
        heavy=True,
    ),
    Case(
        44,
        "picture that says it has 900 megapixels",
        picture(png(30_000, 30_000, 1), "image/png", 30_000, 30_000),
        "more than 50 megapixels",
    ),
    Case(45, "SVG with references", picture(SVG, "image/svg+xml"), OPENS, NOT_SHOWN),
    Case(45, "SVG that says it is a PNG", picture(SVG, "image/png"), OPENS, NOT_SHOWN),
    Case(46, "GIF of 5,000 frames", picture(gif(5_000), "image/gif"), OPENS, heavy=True),
    Case(46, "TIFF of 5,000 frames", picture(tiff(5_000), "image/tiff"), OPENS, NOT_SHOWN),
    Case(47, "wrong form", picture(png(1, 1, 1), "image/jpeg"), OPENS, "another form"),
    Case(
        48,
        "dates that are none",
        sql(
            "UPDATE document SET created = '0000-00-00'",
            "UPDATE card SET due = 'yesterday', modified = '9999-99-99T99:99:99Z'",
            "UPDATE quote SET date = '-1'",
        ),
        OPENS,
        CHANGED,
    ),
    Case(
        49,
        "controls, overrides and heaps of marks",
        sql(
            "UPDATE card SET title = char(7, 27, 155, 8238) || 'x' || replace(printf('%.*c',"
            " 10000, 'x'), 'x', char(769))"
        ),
        OPENS,
        CHANGED,
    ),
    Case(
        50,
        "JSON nested 100,000 deep",
        sql(f"""UPDATE map SET extras = '{{"a": {"[" * 99_000}{"]" * 99_000}}}'"""),
        "“extras” of a map",
        heavy=True,
    ),
    Case(53, "pipe", fifo, "is not an ordinary file"),
    Case(53, "device", link_to("/dev/zero"), "is not an ordinary file"),
    Case(53, "folder", folder, "is a folder"),
    Case(53, "link to itself", link_to("a.journey"), "link that leads to itself"),
)


def main() -> None:
    """Makes all of them in a folder, for other programs: `python -m tests.storage.hostile FOLDER`."""
    import shutil
    import sys

    from tests.storage.doors import saved_file

    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    whole = saved_file(target)
    for index, case in enumerate(CASES):
        made = target / f"{index:02d}"
        made.mkdir()
        path = made / "a.journey"
        shutil.copyfile(whole, path)
        case.make(path)


if __name__ == "__main__":
    main()
