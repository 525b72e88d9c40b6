"""Writing results beside nothing that matters: an existing file only where that was asked for, never the original.

This is the last line of defence for files that were given as input.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from journeyeditor.app.opening import same_file
from journeyeditor.model.messages import N_, Refused

_ORIGINAL = N_("{path} is the file that is read, so it can't be the output. Choose another name.")
_THERE = N_("{path} exists already. Choose another name, or allow it to be replaced with --force.")
_FOLDER = N_("{path} is a folder. Choose a file name in it.")
_NO_FOLDER = N_("The folder {folder} does not exist. Choose another place.")
_NO_FILE = N_("{path} is not an ordinary file, so it is not replaced. Choose another name.")
_READ_ONLY = N_("{path} is read-only, so it is not replaced. Choose another name.")
_NO_NAME = N_("{path} is not a name that a file can have. Choose another one.")
_NOT_WRITTEN = N_("{path} can't be written: {reason}. Choose another folder or make room there.")


def require_free(target: Path, original: Path | None, *, force: bool) -> None:
    """Raises `Refused` unless `target` may be written: not the original, and nothing there without `force`."""
    if "\0" in str(target):
        raise Refused(_NO_NAME, path=repr(str(target)))
    try:
        _require_free(target, original, force)
    except OSError as error:
        raise _in_words(target, error) from error


def _require_free(target: Path, original: Path | None, force: bool) -> None:
    if original is not None and same_file(target, original):
        raise Refused(_ORIGINAL, path=target)
    if target.is_dir():
        raise Refused(_FOLDER, path=target)
    if not target.parent.is_dir():
        raise Refused(_NO_FOLDER, folder=target.parent)
    there = os.path.lexists(target)
    if there and not force:
        raise Refused(_THERE, path=target)
    if there and target.exists() and not target.is_file():
        raise Refused(_NO_FILE, path=target)
    if target.exists() and not target.stat().st_mode & 0o222:
        raise Refused(_READ_ONLY, path=target)


def write_whole(data: bytes, target: Path) -> None:
    """Makes `target` hold these bytes, whole or not at all. Raises `Refused`; then it is as it was."""
    write_wholes([(target, data)])


def write_wholes(files: Sequence[tuple[Path, bytes]]) -> None:
    """Makes each of these files hold its bytes. Raises `Refused` where one can't be written; then all are as they were.

    All are complete beside their places before the first one is put there. Where just that is refused, which few
    things can do by then, those before it are there.
    """
    fresh: list[tuple[Path, Path]] = []
    at = files[0][0] if files else Path()
    try:
        try:
            for at, data in files:
                real = at.resolve()
                fresh.append((real.with_name(f".~{secrets.token_hex(8)}.tmp"), real))
                _write_new(fresh[-1][0], data)
            for (target, _data), (made, real) in zip(files, fresh, strict=True):
                at = target
                made.replace(real)
        except BaseException:
            for made, _real in fresh:
                with suppress(OSError):
                    made.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _in_words(at, error) from error


def _write_new(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _in_words(target: Path, error: OSError) -> Refused:
    return Refused(_NOT_WRITTEN, path=target, reason=error.strerror or error)
