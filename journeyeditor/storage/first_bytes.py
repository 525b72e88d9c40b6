"""What a file is by its first bytes, which is told before anything else of it is believed.

Needs no database, so that who reads another form does not load one.
"""

from __future__ import annotations

import struct
from codecs import getincrementaldecoder
from enum import StrEnum

from journeyeditor.model.messages import N_, Refused

APPLICATION_ID = 0x4A524E59
FORMAT = 1001

HEADER_SIZE = 100
MAX_FILE = 2 * 2**30

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
