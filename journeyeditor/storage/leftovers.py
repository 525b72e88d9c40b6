"""Names of the temporary files beside a user's, and removing those that a killed save left there."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from journeyeditor.model.ids import IdSource
from journeyeditor.storage.oslock import OsLock

MAX_BASE = 100
# A save takes seconds; an hour is enough even where clocks of server and computer differ a little.
ABANDONED_AFTER = 3600.0


def temporary_name(name: str, ids: IdSource) -> str:
    """`.~name.ID.tmp`, which sync programs skip, cut so that the file system takes it."""
    return f".~{_base(name)}.{ids.new()[:8]}.tmp"


def whole_name(name: str, ids: IdSource) -> str:
    """`.~name.ID.whole`: the complete new version, while a file is being written over in its place."""
    return f".~{_base(name)}.{ids.new()[:8]}.whole"


def wholes(target: Path) -> list[Path]:
    """The complete versions that stand beside a file which was being written over."""
    shape = _shape(target, "whole")
    with suppress(OSError):
        return sorted(path for path in target.parent.iterdir() if shape.fullmatch(path.name))
    return []


def sweep_wholes(target: Path, before: float) -> None:
    """Removes such versions, as the file itself is whole: those last written `before` (seconds since 1970), and
    not locked by the save that made them."""
    for path in wholes(target):
        with suppress(OSError):
            if path.lstat().st_mtime < before and _ours_alone(path):
                path.unlink()


def unsaved_name(name: str, at: str) -> str:
    """What a version is called that could not take its place: `name (unsaved version 2026-03-01 0930).journey`."""
    stem, dot, suffix = name.rpartition(".")
    moment = at[:16].replace("T", " ").replace(":", "")
    kept = f"{_base(stem or suffix)} (unsaved version {moment})"
    return f"{kept}{dot}{suffix}" if stem else kept


def sweep(target: Path, now: float) -> list[Path]:
    """Removes what killed saves of this file left beside it, and returns that.

    Only what is an hour old at `now` (seconds since 1970) and not locked by the save that writes it.
    """
    shape = _shape(target, r"tmp(\.bak)?")
    removed: list[Path] = []
    with suppress(OSError):
        for path in target.parent.iterdir():
            if shape.fullmatch(path.name) and _abandoned(path, now):
                path.unlink()
                removed.append(path)
    return removed


def _abandoned(path: Path, now: float) -> bool:
    return now - path.lstat().st_mtime >= ABANDONED_AFTER and _ours_alone(path)


def _ours_alone(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    lock = OsLock(path)
    free = lock.take()
    lock.release()
    return free


def _shape(target: Path, suffix: str) -> re.Pattern[str]:
    return re.compile(re.escape(f".~{_base(target.name)}.") + rf"[0-9a-f]{{8}}\.{suffix}")


def _base(name: str) -> str:
    return name.encode("utf-8", "surrogateescape")[:MAX_BASE].decode("utf-8", "ignore")
