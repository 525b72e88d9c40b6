"""The frame of a PDF file: objects packed in object streams, the table that finds them, and the trailer.

ISO 32000-1, 7.5.7 (object streams) and 7.5.8 (cross-reference streams). The same objects give the same bytes; the
file's ID is a digest of them.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping
from struct import pack

# One level above this makes files 8 % smaller in half as much time again.
_COMPRESSION = 5
_MOST = 2_000
"""How many objects one stream holds: more pack better, fewer let readers fetch single ones sooner."""
_BINARY = b"%\xe2\xe3\xcf\xd3\n"
_PLAIN, _PACKED = 1, 2
_FREE = (0, 0, 0xFFFF)


def deflated(content: bytes) -> bytes:
    """The content compressed."""
    return zlib.compress(content, _COMPRESSION)


def line_end(content: bytes) -> bytes:
    """The line end between a stream's content and `endstream`: of two characters where the content ends in a
    carriage return, which some readers would take for a part of it otherwise."""
    return b"\r\n" if content.endswith(b"\r") else b"\n"


class Deflating:
    """Content compressed as it comes, so that a large page never is in memory as a whole."""

    def __init__(self) -> None:
        self._packer = zlib.compressobj(_COMPRESSION)
        self._parts: list[bytes] = []

    def add(self, content: bytes) -> None:
        self._parts.append(self._packer.compress(content))

    def data(self) -> bytes:
        """All of it; nothing can be added after it."""
        return b"".join([*self._parts, self._packer.flush()])


class FileWriter:
    """Writes one file."""

    def __init__(self, version: tuple[int, int]) -> None:
        self._parts: list[bytes] = []
        self._offset = 0
        self._places: dict[int, tuple[int, int, int]] = {}
        self._waiting: list[tuple[int, bytes]] = []
        self._write(b"%%PDF-%d.%d\n" % version + _BINARY)

    def data(
        self, objects: Iterable[tuple[int, bytes, bool]], trailer: Mapping[str, bytes]
    ) -> bytes:
        """The file of these objects: number, content, and whether it is a stream. `trailer` names the root."""
        last = 0
        for number, content, is_stream in objects:
            last = max(last, number)
            if is_stream:
                self._object(number, content)
            else:
                self._waiting.append((number, content))
        for start in range(0, len(self._waiting), _MOST):
            last += 1
            self._pack(last, self._waiting[start : start + _MOST])
        self._waiting.clear()
        self._table(last + 1, trailer)
        return b"".join(self._parts)

    def _write(self, part: bytes) -> None:
        self._parts.append(part)
        self._offset += len(part)

    def _object(self, number: int, content: bytes) -> None:
        self._places[number] = (_PLAIN, self._offset, 0)
        self._write(b"%d 0 obj\n%s\nendobj\n" % (number, content.rstrip(b"\n")))

    def _stream(self, number: int, content: bytes, entries: bytes) -> None:
        packed = deflated(content)
        head = b"<<%s/Filter/FlateDecode/Length %d>>" % (entries, len(packed))
        self._object(number, head + b"\nstream\n" + packed + line_end(packed) + b"endstream")

    def _pack(self, number: int, objects: list[tuple[int, bytes]]) -> None:
        """Put objects into the stream of this number."""
        heads: list[str] = []
        at = 0
        for index, (key, content) in enumerate(objects):
            heads.append(f"{key} {at}")
            at += len(content) + 1
            self._places[key] = (_PACKED, number, index)
        head = " ".join(heads).encode("ascii") + b"\n"
        body = b"\n".join([content for _key, content in objects])
        entries = b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head))
        self._stream(number, head + body, entries)

    def _table(self, number: int, trailer: Mapping[str, bytes]) -> None:
        """The cross-reference stream, itself the object of this number, and what follows it."""
        start = self._offset
        self._places[number] = (_PLAIN, start, 0)
        found = [self._places.get(key, _FREE) for key in range(number + 1)]
        rows = b"".join([pack(">BIH", *place) for place in found])
        digest = hashlib.md5(usedforsecurity=False)
        for part in self._parts:
            digest.update(part)
        key = digest.hexdigest().upper().encode("ascii")
        named = b"".join([b"/%s %s" % (k.encode("ascii"), v) for k, v in trailer.items()])
        entries = b"/Type/XRef/Size %d/W[1 4 2]/ID[<%s><%s>]%s" % (number + 1, key, key, named)
        self._stream(number, rows, entries)
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)
