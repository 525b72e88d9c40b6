"""The courtesy lock beside a document: who has it open. It tells people, and never keeps anybody from anything.

`.~lock.<name>#` holds one JSON object. Sync programs skip such names, so colleagues on synced folders never see
it; on shares they do. Whether the one who left it still works is judged by machine, boot and process.
"""

from __future__ import annotations

import json
import os
import sys
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from journeyeditor.model.ids import Clock

LOCK_VERSION = 1
MAX_LOCK = 4096
# A holder says every minute that it lives; after ten it may have crashed, but only people decide that.
BEAT_EVERY = 60
SILENT_AFTER = 600.0
_LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class Place:
    """The computer, its start, and the process that runs here; empty texts where the system tells none."""

    host: str
    machine: str
    boot: str
    pid: int


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a document open, where, and since when (UTC). `session` is the id of the session's folder."""

    user: str
    login: str
    place: Place
    session: str
    opened: str
    beat: str
    app: str


class Standing(StrEnum):
    """What is known of a holder: our own session, at work, surely gone, or silent for so long that it may be."""

    OURS = "ours"
    LIVE = "live"
    DEAD = "dead"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Found:
    """A lock that somebody left beside a document."""

    holder: Holder
    standing: Standing


Alive = Callable[[int], bool]


def this_place(platform: str = sys.platform) -> Place:
    """Where this process runs."""
    host = getattr(os, "uname", lambda: None)()
    name = host.nodename if host is not None else os.environ.get("COMPUTERNAME", "")
    if platform == "linux":
        machine = _line(Path("/etc/machine-id"))
        boot = _line(Path("/proc/sys/kernel/random/boot_id"))
    else:
        machine, boot = f"{uuid.getnode():012x}", ""
    return Place(name, machine or name, boot, os.getpid())


def _line(path: Path) -> str:
    with suppress(OSError):
        return path.read_text(encoding="ascii", errors="replace").strip()
    return ""


def process_lives(pid: int, windows: bool = os.name == "nt") -> bool:
    """Whether a process of this computer runs; true where that can't be told, as on Windows without rights."""
    if pid <= 0:
        return False
    if windows:
        return _lives_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _lives_on_windows(pid: int, library: Any = None) -> bool:
    """By OpenProcess with SYNCHRONIZE and WaitForSingleObject; signal 0 would end the process there."""
    import ctypes

    kernel = library or getattr(ctypes, "WinDLL")("kernel32", use_last_error=True)  # noqa: B009
    handle = kernel.OpenProcess(0x0010_0000, False, pid)
    if not handle:
        # Access denied (5) means that it is there.
        return bool(kernel.GetLastError() == 5)
    try:
        return bool(kernel.WaitForSingleObject(handle, 0) != 0)
    finally:
        kernel.CloseHandle(handle)


def lock_path(path: Path) -> Path:
    """Where the lock of a document lies."""
    return path.with_name(f".~lock.{path.name}#")


class CourtesyLock:
    """Our own lock beside one document, from opening to closing. None of its calls ever fails or waits."""

    def __init__(
        self, path: Path, holder: Holder, clock: Clock, alive: Alive = process_lives
    ) -> None:
        self._path = lock_path(path)
        self._holder = holder
        self._clock = clock
        self._alive = alive

    def take(self, now: float) -> Found | None:
        """Leaves our name where nobody else's is, and returns who else has the document open.

        One that is surely dead is replaced. `now` is seconds since 1970, by the clock of the folder if known.
        """
        found = self._others(now)
        if found is not None:
            return found
        self._write(exclusive=not self._path.exists())
        # Two may have begun at once: who reads its own name has it.
        return self._others(now)

    def beat(self) -> None:
        """Says that we still work; call it every `BEAT_EVERY` seconds while the window is open."""
        if self._is_ours():
            self._holder = replace(self._holder, beat=self._clock())
            self._write(exclusive=False)

    def release(self) -> None:
        """Removes our lock; somebody else's stays."""
        if self._is_ours():
            with suppress(OSError):
                self._path.unlink(missing_ok=True)

    def _others(self, now: float) -> Found | None:
        holder = read_holder(self._path)
        if holder is None:
            return None
        standing = judge(holder, self._holder, now - _modified(self._path, now), self._alive)
        return None if standing in {Standing.OURS, Standing.DEAD} else Found(holder, standing)

    def _is_ours(self) -> bool:
        holder = read_holder(self._path)
        return holder is not None and holder.session == self._holder.session

    def _write(self, *, exclusive: bool) -> None:
        data = json.dumps({"v": LOCK_VERSION, **asdict(self._holder)}).encode()
        flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        flags |= os.O_EXCL if exclusive else os.O_TRUNC
        # A folder that can't be written to has no locks; nobody is worse off.
        with suppress(OSError):
            descriptor = os.open(self._path, flags, 0o666)
            try:
                os.write(descriptor, data)
            finally:
                os.close(descriptor)


def who_has(path: Path, us: Holder, now: float, alive: Alive = process_lives) -> Found | None:
    """Who else has left a lock beside a document; None for nobody, and for one that is surely dead."""
    lock = lock_path(path)
    holder = read_holder(lock)
    if holder is None:
        return None
    standing = judge(holder, us, now - _modified(lock, now), alive)
    return None if standing in {Standing.OURS, Standing.DEAD} else Found(holder, standing)


def judge(holder: Holder, us: Holder, silence: float, alive: Alive) -> Standing:
    """What is known of a holder whose lock was last touched `silence` seconds ago."""
    if holder.session == us.session:
        return Standing.OURS
    there, here = holder.place, us.place
    if there.machine and there.machine == here.machine:
        rebooted = bool(there.boot and here.boot and there.boot != here.boot)
        return Standing.LIVE if not rebooted and alive(there.pid) else Standing.DEAD
    return Standing.SILENT if silence > SILENT_AFTER else Standing.LIVE


def read_holder(lock: Path) -> Holder | None:
    """Who a lock names; None where there is none, or nothing that can be read as one."""
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        with lock.open("rb") as file:
            plain = json.loads(file.read(MAX_LOCK))
        return _holder(plain)
    return None


def _holder(plain: Mapping[str, Any]) -> Holder:
    place = plain["place"]
    texts = {
        name: _text(plain[name]) for name in ("user", "login", "session", "opened", "beat", "app")
    }
    pid = int(place["pid"])
    return Holder(
        place=Place(_text(place["host"]), _text(place["machine"]), _text(place["boot"]), pid),
        **texts,
    )


def _text(value: Any) -> str:
    """A text of somebody else's file, as a sentence may show it."""
    return "".join(c for c in str(value) if c.isprintable())[:_LONGEST_TEXT]


def _modified(path: Path, now: float) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return now
