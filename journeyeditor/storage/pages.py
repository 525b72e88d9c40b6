"""The pages of an SQLite file read by hand: no SQLite, nothing written, nothing locked.

For looking at a user's file where it lies, and for what SQLite refuses to read. Numbers and offsets are those of
the SQLite file format, sections 1.3, 1.6 and 2.1; text is UTF-8.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from journeyeditor.storage.carried import Row

LEAF, INTERIOR = 13, 5
_HEADER = 100
_DEEPEST = 20
_WIDEST = 200
_INTEGER_SIZES = (0, 1, 2, 3, 4, 6, 8)


class BadPage(Exception):
    """A page does not hold what it should."""


class Pages(Protocol):
    """The pages of a file by number, from 1; a missing one is empty bytes."""

    @property
    def usable(self) -> int:
        """How many bytes of a page hold content."""

    @property
    def count(self) -> int: ...

    def page(self, number: int) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Record:
    """A row with its number; `whole` is false where the rest of a long value was lost."""

    rowid: int
    values: Row
    whole: bool = True


class BytesPages:
    """Pages of bytes in memory."""

    def __init__(self, data: bytes, size: int) -> None:
        self._data = data
        self.usable = size
        self.count = -(-len(data) // size)

    def page(self, number: int) -> bytes:
        return self._data[(number - 1) * self.usable : number * self.usable]


class FilePages:
    """Pages of a file that is open for reading."""

    def __init__(self, file: BinaryIO, size: int, count: int) -> None:
        self._file = file
        self.usable = size
        self.count = count

    def page(self, number: int) -> bytes:
        self._file.seek((number - 1) * self.usable)
        return self._file.read(self.usable)


def page_size(header: bytes) -> int:
    """The page size that a header tells, or 4096 where it tells none."""
    size = struct.unpack_from(">H", header, 16)[0] if len(header) >= 18 else 0
    size = 65536 if size == 1 else size
    return size if size >= 512 and size & (size - 1) == 0 else 4096


def told_count(pages: Pages) -> int:
    """How many pages the header says there are; 0 where it does not say."""
    header = pages.page(1)[:_HEADER]
    if len(header) < _HEADER or header[24:28] != header[92:96]:
        return 0
    return int(struct.unpack_from(">I", header, 28)[0])


def table_rows(pages: Pages, root: int, most: int = 1_000_000) -> Iterator[Record]:
    """The rows of the table whose tree begins at page `root`, in order. Raises `BadPage`."""
    yield from _tree(pages, root, 0, iter(range(most)))


def _tree(pages: Pages, number: int, depth: int, budget: Iterator[int]) -> Iterator[Record]:
    if next(budget, None) is None or depth > _DEEPEST or not 1 <= number <= pages.count:
        raise BadPage(number)
    page = pages.page(number)
    kind = _kind(page, number)
    if kind == LEAF:
        yield from leaf_records(pages, number)
    elif kind == INTERIOR:
        for child in _children(page, number):
            yield from _tree(pages, child, depth + 1, budget)
    else:
        raise BadPage(number)


def _start(number: int) -> int:
    return _HEADER if number == 1 else 0


def _kind(page: bytes, number: int) -> int:
    at = _start(number)
    return page[at] if len(page) > at + 12 else 0


def _children(page: bytes, number: int) -> list[int]:
    at = _start(number)
    count = struct.unpack_from(">H", page, at + 3)[0]
    if at + 12 + 2 * count > len(page):
        raise BadPage(number)
    cells = struct.unpack_from(f">{count}H", page, at + 12)
    if any(cell + 4 > len(page) for cell in cells):
        raise BadPage(number)
    left = [struct.unpack_from(">I", page, cell)[0] for cell in cells]
    return [*left, struct.unpack_from(">I", page, at + 8)[0]]


def is_leaf(page: bytes, number: int) -> bool:
    """Whether a page looks like one that holds rows of a table."""
    return _kind(page, number) == LEAF


def leaf_records(pages: Pages, number: int) -> list[Record]:
    """The rows that one leaf page holds. What can't be read of it is left out."""
    page = pages.page(number)
    at = _start(number)
    count = struct.unpack_from(">H", page, at + 3)[0]
    count = min(count, (len(page) - at - 8) // 2)
    found = []
    for cell in struct.unpack_from(f">{count}H", page, at + 8):
        try:
            found.append(_record(pages, page, cell))
        except (BadPage, IndexError, struct.error):
            continue
    return found


def _record(pages: Pages, page: bytes, at: int) -> Record:
    size, at = _varint(page, at)
    rowid, at = _varint(page, at)
    payload, whole = _payload(pages, page, at, size)
    return Record(_signed(rowid), _values(payload, whole), whole)


def _signed(value: int) -> int:
    return value - (1 << 64) if value >> 63 else value


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for offset in range(8):
        byte = data[at + offset]
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:
            return value, at + offset + 1
    return (value << 8) | data[at + 8], at + 9


def _payload(pages: Pages, page: bytes, at: int, size: int) -> tuple[bytes, bool]:
    """The bytes of a record, those on overflow pages too, and whether all were there."""
    usable = pages.usable
    if size > pages.count * usable:
        raise BadPage(at)
    local = _local_size(size, usable)
    if at + local > len(page):
        raise BadPage(at)
    if local == size:
        return page[at : at + size], True
    parts = [page[at : at + local]]
    following = struct.unpack_from(">I", page, at + local)[0]
    rest = size - local
    while rest > 0 and 1 < following <= pages.count:
        overflow = pages.page(following)
        if len(overflow) < usable:
            break
        parts.append(overflow[4 : 4 + min(rest, usable - 4)])
        rest -= usable - 4
        following = struct.unpack_from(">I", overflow, 0)[0]
    return b"".join(parts), rest <= 0


def _local_size(size: int, usable: int) -> int:
    """How many bytes of a record stand on the leaf itself (section 1.6)."""
    most = usable - 35
    if size <= most:
        return size
    least = (usable - 12) * 32 // 255 - 23
    local = least + (size - least) % (usable - 4)
    return local if local <= most else least


def _values(payload: bytes, whole: bool) -> Row:
    length, at = _varint(payload, 0)
    if not 1 <= length <= len(payload):
        raise BadPage(at)
    types: list[int] = []
    while at < length:
        kind, at = _varint(payload, at)
        types.append(kind)
        if len(types) > _WIDEST:
            raise BadPage(at)
    ends = at
    values = []
    for kind in types:
        value, ends = _value(payload, kind, ends, whole)
        values.append(value)
    return tuple(values)


def _value(payload: bytes, kind: int, at: int, whole: bool) -> tuple[Any, int]:
    if kind in {0, 8, 9}:
        return (None if kind == 0 else kind - 8), at
    if kind in {10, 11}:
        raise BadPage(at)
    size = _size(kind)
    end = at + size
    if end > len(payload) and whole:
        raise BadPage(at)
    data = payload[at:end]
    if kind <= 6:
        return (int.from_bytes(data, "big", signed=True) if len(data) == size else None), end
    if kind == 7:
        return (struct.unpack(">d", data)[0] if len(data) == size else None), end
    return (data.decode("utf-8", "replace") if kind % 2 else data), end


def _size(kind: int) -> int:
    if kind <= 6:
        return _INTEGER_SIZES[kind]
    return 8 if kind == 7 else (kind - 12) // 2


def roots(pages: Pages) -> dict[str, int]:
    """The first page of each table that the file's schema names. Raises `BadPage`."""
    found: dict[str, int] = {}
    for record in table_rows(pages, 1, most=10_000):
        values: Sequence[Any] = record.values
        if len(values) == 5 and values[0] == "table" and isinstance(values[3], int):
            found[str(values[1])] = values[3]
    return found


def pages_of(path: Path, file: BinaryIO) -> FilePages:
    """The pages of an open file."""
    size = page_size(file.read(_HEADER))
    return FilePages(file, size, -(-path.stat().st_size // size))
