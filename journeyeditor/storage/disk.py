"""Making sure that what was written is on the disk, on each system in its own way."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

# Not all file systems can sync a folder, or let one be opened.
_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES})
# Room for the file system's own bookkeeping and for what others write meanwhile.
_SPARE = 1.2


def sync_file(descriptor: int, platform: str = sys.platform) -> None:
    """Returns once the bytes are on the disk. On macOS `fsync` alone leaves them in the disk's own cache."""
    if platform == "darwin":
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(descriptor, getattr(fcntl, "F_FULLFSYNC", 51))
            return
    os.fsync(descriptor)


def sync_folder(folder: Path, windows: bool = os.name == "nt") -> None:
    """Returns once the renaming is on the disk. Where a folder can't be synced it is left."""
    if windows:
        return
    descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)


def write_whole(path: Path, data: bytes) -> None:
    """Makes a file of our own hold these bytes, whole or not at all, and syncs it. Raises OSError."""
    temporary = path.with_name(path.name + ".tmp")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        sync_file(file.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


def write_all(descriptor: int, data: bytes) -> None:
    """Writes all of it, however little the system takes at once."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def has_room(folder: Path, size: int) -> bool:
    """Whether a file of so many bytes will probably fit; true where the system can't tell."""
    try:
        usage = shutil.disk_usage(folder)
    except OSError:
        return True
    return usage.total == 0 or usage.free >= size * _SPARE


def write_error(path: Path) -> OSError | None:
    """What the disk says to writing more into a file of our own, which is of no use any more.

    SQLite says only that something failed, never what; a full disk or a used-up quota says so again.
    """
    try:
        descriptor = os.open(path, os.O_RDWR)
        try:
            if hasattr(os, "pwrite"):
                os.pwrite(descriptor, bytes(4096), os.fstat(descriptor).st_size)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        return error
    return None
