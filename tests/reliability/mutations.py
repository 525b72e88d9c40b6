"""Ways to damage a document file, from a flipped bit to a wrong value in a well-made database.

Offsets are those of the SQLite file format: a page starts with its kind, the number of its cells at 3, the
start of its cells at 5, and the pointers to them at 8 (12 on inner pages); on the first page 100 bytes further.
"""

from __future__ import annotations

import random
import sqlite3
import struct
from collections.abc import Callable, Sequence
from contextlib import closing, suppress

Mutation = Callable[[bytearray, random.Random], bytearray]

PAGE = 4096
HEADER = 100
NUMBERS = (0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)
TEXTS = (
    "",
    "\x00",
    "a\x00b",
    "\u202egnp.exe",
    "e" + "\u0301" * 2000,
    "null",
    "[" * 5000,
    '{"a":' * 3000,
    "[1e999]",
    '{"id":"x"}',
    "0000-00-00T00:00:00Z",
    "9" * 400,
    "NaN",
    "ＡＢＣ",
    "../../x",
    "%s%n{0}{name}",
    "\ufeff\u2028\ufffe",
)
OTHERS = (
    None,
    0,
    1,
    -1,
    2**63 - 1,
    -(2**63),
    1e308,
    float("inf"),
    -0.0,
    b"",
    b"a\xffb",
    b"\xed\xa0\x80",
)


def bit(content: bytearray, chance: random.Random) -> bytearray:
    """One flipped bit."""
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return content


def some_bytes(content: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.randint(1, 40)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    return content


def header(content: bytearray, chance: random.Random) -> bytearray:
    """A wrong number in the file's header."""
    at = chance.randrange(16, HEADER, 4)
    return _put(content, at, ">I", chance)


def page_header(content: bytearray, chance: random.Random) -> bytearray:
    """A wrong number in a page's header."""
    at = _page(content, chance) + chance.choice((0, 1, 3, 5, 7, 8))
    return _put(content, at, chance.choice((">B", ">H")), chance)


def cell_pointer(content: bytearray, chance: random.Random) -> bytearray:
    """A pointer to a cell that leads elsewhere."""
    return _put(content, _page(content, chance) + 8 + 2 * chance.randrange(40), ">H", chance)


def record(content: bytearray, chance: random.Random) -> bytearray:
    """A wrong byte in the head of a record: its length, or the kind of one of its values."""
    start = _page(content, chance)
    pointer = start + 8 + 2 * chance.randrange(20)
    if pointer + 2 > len(content):
        return content
    (cell,) = struct.unpack_from(">H", content, pointer)
    at = start - start % PAGE + cell + chance.randrange(12)
    return _put(content, at, ">B", chance)


def zero_page(content: bytearray, chance: random.Random) -> bytearray:
    return _over(content, _page_start(content, chance), bytes(PAGE))


def random_sector(content: bytearray, chance: random.Random) -> bytearray:
    at = chance.randrange(0, max(1, len(content) // 512)) * 512
    return _over(content, at, chance.randbytes(512))


def swapped_pages(content: bytearray, chance: random.Random) -> bytearray:
    one, two = _page_start(content, chance), _page_start(content, chance)
    first, second = bytes(content[one : one + PAGE]), bytes(content[two : two + PAGE])
    return _over(_over(content, one, second), two, first)


def cut(content: bytearray, chance: random.Random) -> bytearray:
    """The end is missing."""
    del content[chance.randrange(len(content)) :]
    return content


def grown(content: bytearray, chance: random.Random) -> bytearray:
    """Something was appended."""
    content.extend(chance.randbytes(chance.randint(1, 9000)))
    return content


def spliced(content: bytearray, chance: random.Random) -> bytearray:
    """A piece copied to elsewhere, put in between or over what stands there."""
    at, to = chance.randrange(len(content)), chance.randrange(len(content))
    piece = bytes(content[at : at + chance.randint(1, 3000)])
    content[to : to + (len(piece) if chance.random() < 0.5 else 0)] = piece
    return content


def reencoded(content: bytearray, chance: random.Random) -> bytearray:
    """What gateways and text-mode transfers do."""
    if chance.random() < 0.5:
        return content.replace(b"\n", b"\r\n")
    return bytearray(bytes(content).decode("latin-1").encode("utf-8"))


def values(content: bytearray, chance: random.Random) -> bytearray:
    """Wrong values, deleted or doubled rows in a database that is otherwise well made."""
    with suppress(sqlite3.Error, UnicodeError), closing(sqlite3.connect(":memory:")) as raw:
        raw.deserialize(bytes(content))
        for _ in range(chance.randint(1, 3)):
            with suppress(sqlite3.Error, UnicodeError, IndexError):
                _change_row(raw, chance)
        raw.commit()
        return bytearray(raw.serialize())
    return content


def schema(content: bytearray, chance: random.Random) -> bytearray:
    """A changed declaration of a table."""
    with suppress(sqlite3.Error, UnicodeError), closing(sqlite3.connect(":memory:")) as raw:
        raw.deserialize(bytes(content))
        raw.execute("PRAGMA writable_schema=ON")
        rows = raw.execute(_DECLARED).fetchall()
        if not rows:
            return content
        number, sql = chance.choice(rows)
        at = chance.randrange(len(sql))
        changed = (
            sql[:at]
            + chance.choice(("", ",", "(", ")", "'", "--", " CHECK(1)", "é"))
            + sql[at + 1 :]
        )
        raw.execute("UPDATE sqlite_schema SET sql=? WHERE rowid=?", (changed, number))
        raw.commit()
        return bytearray(raw.serialize())
    return content


# Whatever was damaged before may have left a declaration empty, or no text.
_DECLARED = "SELECT rowid, sql FROM sqlite_schema WHERE typeof(sql) = 'text' AND sql <> ''"


def _change_row(raw: sqlite3.Connection, chance: random.Random) -> None:
    names = [row[0] for row in raw.execute("SELECT name FROM sqlite_schema WHERE type='table'")]
    filled = [n for n in names if raw.execute(f'SELECT count(*) FROM "{n}"').fetchone()[0]]
    table = chance.choice(filled)
    row = _chosen_row(raw, table, chance)
    if chance.random() < 0.1:
        raw.execute(f'DELETE FROM "{table}" WHERE rowid=?', (row,))
        return
    column = chance.choice([found[1] for found in raw.execute(f'PRAGMA table_info("{table}")')])
    value = _value(raw, table, column, chance)
    # Text that is no UTF-8 can only be made of bytes.
    kind = "CAST(? AS TEXT)" if isinstance(value, bytes) and chance.random() < 0.7 else "?"
    raw.execute(f'UPDATE "{table}" SET "{column}"={kind} WHERE rowid=?', (value, row))


def _value(raw: sqlite3.Connection, table: str, column: str, chance: random.Random) -> object:
    dice = chance.random()
    if dice < 0.5:
        return chance.choice(TEXTS)
    return chance.choice(OTHERS) if dice < 0.85 else _some_value(raw, table, column, chance)


def _chosen_row(raw: sqlite3.Connection, table: str, chance: random.Random) -> int:
    rows = [row[0] for row in raw.execute(f'SELECT rowid FROM "{table}"')]
    return int(chance.choice(rows))


def _some_value(raw: sqlite3.Connection, table: str, column: str, chance: random.Random) -> object:
    """A value of another row: references that lead to themselves, doubled keys and places."""
    found = [row[0] for row in raw.execute(f'SELECT "{column}" FROM "{table}"')]
    return chance.choice(found)


def _page_start(content: bytearray, chance: random.Random) -> int:
    return chance.randrange(max(1, len(content) // PAGE)) * PAGE


def _page(content: bytearray, chance: random.Random) -> int:
    """Where the head of some page is."""
    start = _page_start(content, chance)
    return start or HEADER


def _put(content: bytearray, at: int, kind: str, chance: random.Random) -> bytearray:
    size = struct.calcsize(kind)
    if at + size <= len(content):
        number = chance.choice(NUMBERS) if chance.random() < 0.6 else chance.getrandbits(8 * size)
        struct.pack_into(kind, content, at, number & (2 ** (8 * size) - 1))
    return content


def _over(content: bytearray, at: int, piece: bytes) -> bytearray:
    end = min(len(content), at + len(piece))
    content[at:end] = piece[: end - at]
    return content


MUTATIONS: Sequence[Mutation] = (
    bit,
    some_bytes,
    header,
    page_header,
    cell_pointer,
    record,
    zero_page,
    random_sector,
    swapped_pages,
    cut,
    grown,
    spliced,
    reencoded,
    values,
    values,
    values,
    schema,
)


def mutated(seeds: Sequence[bytes], chance: random.Random) -> tuple[bytes, str]:
    """A damaged copy of one of the files, by one way or several, and the names of those."""
    content = bytearray(chance.choice(seeds))
    ways = [chance.choice(MUTATIONS) for _ in range(chance.choice((1, 1, 1, 2, 4)))]
    for way in ways:
        if content:
            content = way(content, chance)
    return bytes(content), "+".join(way.__name__ for way in ways)
