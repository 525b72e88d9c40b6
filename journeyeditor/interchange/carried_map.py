"""The map that a PDF of ours carries, taken out of it as it is: bytes that are still to be judged.

Only an embedded file of our name and kind is read, and no more of it than a map may have. Nothing of the PDF is
run, shown or followed. Sources: ISO 32000-1, 7.11.4 (embedded files) and 7.7.4 (name trees).
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from journeyeditor.model.messages import N_, Refused

NAME = "journey-map.journey"
MIME = "application/vnd.journeyeditor.journey"

MOST_BYTES = 512 * 2**20
"""How large a carried map may be, unpacked."""

NO_MAP = N_(
    "This PDF carries no map, so there is nothing to open. Ask for the .journey file, or for a PDF that was exported with its map."
)
LOCKED = N_(
    "This PDF is protected by a password. Name the file that holds it with --password-file, or open a copy without one."
)
WRONG = N_("This password does not open the PDF. Check it, capital letters too, and try again.")
DAMAGED = N_("This PDF is damaged, so its map can't be read. Get it again from where it came from.")
TOO_BIG = N_("The map in this PDF is too big to open: more than {most} MB.")

# What structures of a PDF other than the map may take when they are unpacked.
_MOST_OTHER = 256 * 2**20


class PasswordWanted(Refused):
    """A PDF opens with a password only, and none was given, or another one."""


def carried_map(data: bytes, password: str = "") -> bytes:
    """The bytes of the map in a PDF's bytes. Raises `Refused` where there is none that can be read, and `PasswordWanted`
    where only a password opens it."""
    import pikepdf

    try:
        with _limits(), pikepdf.open(io.BytesIO(data), password=password) as pdf:
            return _unpacked(_stream(pdf))
    except pikepdf.PasswordError:
        raise PasswordWanted(WRONG if password else LOCKED) from None
    except (pikepdf.PdfError, zlib.error, ValueError, TypeError, RuntimeError, KeyError):
        raise Refused(DAMAGED) from None


@contextmanager
def _limits() -> Iterator[None]:
    """A PDF whose own structures unpack to more than memory should hold is given up."""
    from pikepdf import settings

    before = settings.get_qpdf_limits()["flate_max_memory"]
    settings.set_qpdf_limits(flate_max_memory=_MOST_OTHER)
    try:
        yield
    finally:
        settings.set_qpdf_limits(flate_max_memory=before)


def _stream(pdf: Any) -> Any:
    """The embedded file of our name and kind. Raises `Refused` where there is none."""
    found = pdf.attachments.get(NAME)
    if found is None:
        raise Refused(NO_MAP)
    stream = found.get_file().obj
    if str(stream.get("/Subtype", "")).removeprefix("/") != MIME:
        raise Refused(NO_MAP)
    return stream


def _unpacked(stream: Any) -> bytes:
    """A stream's content, no more than a map may have; only as our files hold it: deflated, or as it is."""
    filters = stream.get("/Filter")
    names = [] if filters is None else [str(name) for name in _listed(filters)]
    packed = stream.read_raw_bytes()
    if names not in ([], ["/FlateDecode"]) or "/DecodeParms" in stream:
        raise Refused(DAMAGED)
    if not names:
        return _checked(bytes(packed))
    unpacker = zlib.decompressobj()
    made = unpacker.decompress(packed, MOST_BYTES + 1)
    return _checked(made)


def _listed(filters: Any) -> list[Any]:
    import pikepdf

    return list(filters) if isinstance(filters, pikepdf.Array) else [filters]


def _checked(made: bytes) -> bytes:
    if len(made) > MOST_BYTES:
        raise Refused(TOO_BIG, most=MOST_BYTES >> 20)
    return made
