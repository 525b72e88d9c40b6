"""A lock that the operating system lets go when its process ends, however it ends."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

Locker = Callable[[int], None]


def posix_locker(descriptor: int) -> None:
    """Takes the lock or raises OSError. `flock` belongs to the open file, so this process can't take it twice."""
    import fcntl

    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def windows_locker(descriptor: int) -> None:
    """Takes the lock or raises OSError: the first byte, which need not be there."""
    import importlib

    msvcrt = importlib.import_module("msvcrt")
    os.lseek(descriptor, 0, os.SEEK_SET)
    msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)


SYSTEM_LOCKER: Locker = windows_locker if os.name == "nt" else posix_locker


class OsLock:
    """A lock on a file of our own, held until `release` or the end of the process."""

    def __init__(self, path: Path, locker: Locker = SYSTEM_LOCKER) -> None:
        self._path = path
        self._locker = locker
        self._descriptor: int | None = None

    @property
    def held(self) -> bool:
        return self._descriptor is not None

    def take(self) -> bool:
        """Whether the lock is this process's now. Raises OSError where the file can't be made."""
        if self.held:
            return True
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
        descriptor = os.open(self._path, flags, 0o600)
        try:
            self._locker(descriptor)
        except OSError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def release(self) -> None:
        if self._descriptor is not None:
            with suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = None
