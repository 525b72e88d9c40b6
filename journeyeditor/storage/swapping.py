"""Renaming a finished file over the one it replaces: at every moment one of the two has the name.

On Windows by ReplaceFileW, which keeps rights, creation time, attributes and streams of the replaced file, and
which can stop half-way: then the earlier file is put back under its name first.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

# Access denied, sharing violation, lock violation: a virus scanner or a sync program lets go soon.
_PASSING = frozenset({5, 32, 33})
# REPLACEFILE_IGNORE_MERGE_ERRORS: rights that can't be carried over are no reason to fail.
_IGNORE_MERGE_ERRORS = 2
FIRST_WAIT, LONGEST_WAIT, ALL_WAITS = 0.05, 0.8, 5.0

Replace = Callable[[Path, Path], None]
ReplaceFile = Callable[[str, str, str], None]


class StillHeld(OSError):
    """Another program holds the file, and did so for as long as there was waiting."""


def swap(
    temporary: Path,
    target: Path,
    *,
    windows: bool = os.name == "nt",
    replace: Replace | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Renames the new file over the old one; on Windows again and again while another program holds it.

    Raises `StillHeld` after `ALL_WAITS` seconds of that, else OSError; then the target is the old one.
    """
    rename = replace or (replaced_on_windows if windows else os.replace)
    wait, waited = FIRST_WAIT, 0.0
    while True:
        try:
            rename(temporary, target)
            return
        except PermissionError as error:
            if not (windows and getattr(error, "winerror", 0) in _PASSING):
                raise
            if waited >= ALL_WAITS:
                raise StillHeld(error.errno, error.strerror) from error
        sleep(wait)
        waited, wait = waited + wait, min(wait * 2, LONGEST_WAIT)


def replaced_on_windows(
    temporary: Path, target: Path, replace_file: ReplaceFile | None = None
) -> None:
    """One try of ReplaceFileW, else of a plain renaming. Raises OSError with `winerror`."""
    if not target.exists():
        temporary.replace(target)
        return
    backup = target.with_name(temporary.name + ".bak")
    try:
        (replace_file or windows_replace_file)(str(target), str(temporary), str(backup))
    except OSError:
        # Errors 1175 to 1177 stop half-way: the earlier file may stand under the backup's name.
        if backup.exists() and not target.exists():
            backup.replace(target)
        temporary.replace(target)
    with suppress(OSError):
        backup.unlink(missing_ok=True)


def windows_replace_file(target: str, replacement: str, backup: str, library: Any = None) -> None:
    """`ReplaceFileW` of kernel32 by ctypes. Raises OSError with the error of the system."""
    import ctypes

    kernel = library or getattr(ctypes, "WinDLL")("kernel32", use_last_error=True)  # noqa: B009
    done = kernel.ReplaceFileW(target, replacement, backup, _IGNORE_MERGE_ERRORS, None, None)
    if not done:
        raise getattr(ctypes, "WinError")(getattr(ctypes, "get_last_error")())  # noqa: B009
