"""A FUSE folder that passes everything on to a real one and writes down what changed, in order, with the data.

Run as a process of its own: `python -m tests.reliability.logged_folder FOLDER MOUNTPOINT LOG`; the log is
written when the folder is unmounted. Needs the package mfusepy and libfuse.
"""

from __future__ import annotations

import errno
import importlib
import os
import pickle
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Wrote:
    """Bytes went into a file, which is named by its inode."""

    file: int
    at: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Sized:
    """A file was cut or lengthened."""

    file: int
    size: int


@dataclass(frozen=True, slots=True)
class SyncedFile:
    file: int


@dataclass(frozen=True, slots=True)
class SyncedFolder:
    """All names of the folder were asked to be on the disk."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name now means this file; `instead_of` is the name it had until then, if it was renamed."""

    name: str
    file: int
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class Removed:
    name: str


Event = Wrote | Sized | SyncedFile | SyncedFolder | Named | Removed

_TOLD = ("st_mode", "st_nlink", "st_size", "st_uid", "st_gid", "st_ino")
_SPACE = ("f_bavail", "f_bfree", "f_blocks", "f_bsize", "f_favail", "f_ffree", "f_files")
_MORE_SPACE = ("f_flag", "f_frsize", "f_namemax")


def operations(root: Path, log: list[Event]) -> Any:
    """The file system over `root`. Its base class is known only where mfusepy is."""
    fuse = importlib.import_module("mfusepy")

    class Passing(fuse.Operations):  # type: ignore[name-defined,misc]
        use_ns = True

        def _real(self, path: str) -> str:
            return f"{root}{path}"

        def getattr(self, path: str, fh: int | None = None) -> dict[str, int]:
            try:
                found = os.lstat(self._real(path))
            except FileNotFoundError as error:
                raise fuse.FuseOSError(errno.ENOENT) from error
            times = {f"st_{t}time": getattr(found, f"st_{t}time_ns") for t in "amc"}
            return {name: getattr(found, name) for name in _TOLD} | times

        def readdir(self, path: str, fh: int) -> list[str]:
            return [".", "..", *os.listdir(self._real(path))]  # noqa: PTH208

        def create(self, path: str, mode: int, fi: Any = None) -> int:
            fh = os.open(self._real(path), os.O_RDWR | os.O_CREAT, mode)
            log.append(Named(path, os.fstat(fh).st_ino))
            return fh

        def open(self, path: str, flags: int) -> int:
            fh = os.open(self._real(path), os.O_RDWR)
            if flags & os.O_TRUNC:
                self.truncate(path, 0, fh)
            return fh

        def read(self, path: str, size: int, offset: int, fh: int) -> bytes:
            return os.pread(fh, size, offset)

        def write(self, path: str, data: bytes, offset: int, fh: int) -> int:
            log.append(Wrote(os.fstat(fh).st_ino, offset, bytes(data)))
            return os.pwrite(fh, data, offset)

        def truncate(self, path: str, length: int, fh: int | None = None) -> int:
            log.append(Sized(os.stat(self._real(path)).st_ino, length))  # noqa: PTH116
            os.truncate(self._real(path), length)
            return 0

        def fsync(self, path: str, datasync: int, fh: int) -> int:
            log.append(SyncedFile(os.fstat(fh).st_ino))
            return 0

        def fsyncdir(self, path: str, datasync: int, fh: int) -> int:
            log.append(SyncedFolder())
            return 0

        def rename(self, old: str, new: str, flags: int = 0) -> int:
            log.append(Named(new, os.stat(self._real(old)).st_ino, old))  # noqa: PTH116
            os.rename(self._real(old), self._real(new))  # noqa: PTH104
            return 0

        def unlink(self, path: str) -> int:
            log.append(Removed(path))
            os.unlink(self._real(path))  # noqa: PTH108
            return 0

        def release(self, path: str, fh: int) -> int:
            os.close(fh)
            return 0

        def flush(self, path: str, fh: int) -> int:
            return 0

        def chmod(self, path: str, mode: int) -> int:
            os.chmod(self._real(path), mode)  # noqa: PTH101
            return 0

        def chown(self, path: str, uid: int, gid: int) -> int:
            os.chown(self._real(path), uid, gid)
            return 0

        def statfs(self, path: str) -> dict[str, int]:
            found = os.statvfs(root)
            return {name: getattr(found, name) for name in (*_SPACE, *_MORE_SPACE)}

    return Passing()


def main(root: str, mount: str, listing: str) -> None:
    """Serves until it is unmounted, then writes the log."""
    fuse = importlib.import_module("mfusepy")
    log: list[Event] = []
    served = operations(Path(root), log)
    fuse.FUSE(served, mount, foreground=True, nothreads=True, attr_timeout=0, entry_timeout=0)
    # Pickled as parts of the importable module, not of the script that this process runs.
    with Path(listing).open("wb") as target:
        pickle.dump([(type(event).__name__, _fields(event)) for event in log], target)


def _fields(event: Event) -> dict[str, Any]:
    return {name: getattr(event, name) for name in event.__slots__}


def read_log(listing: Path) -> list[Event]:
    kinds = {
        kind.__name__: kind for kind in (Wrote, Sized, SyncedFile, SyncedFolder, Named, Removed)
    }
    with listing.open("rb") as source:
        return [kinds[name](**fields) for name, fields in pickle.load(source)]


if __name__ == "__main__":
    main(*sys.argv[1:4])
