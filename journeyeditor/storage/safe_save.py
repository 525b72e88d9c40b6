"""Putting a finished file in the place of the user's, so that there is the old one or the new one at every moment.

Written beside the target under a name that sync programs skip, checked, synced, swapped in by renaming, and the
folder synced. Whatever fails before the swap leaves the user's file as it was and nothing beside it.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from journeyeditor.model.ids import IdSource
from journeyeditor.model.messages import N_, Message, Refused, message
from journeyeditor.storage.private_copy import CHUNK, Identity, identity_of

_FOLDER_GONE = N_("The folder {folder} does not exist. Choose another place; nothing was changed.")
_NO_ROOM = N_(
    "There is not enough room on the disk for {path}. Free some space or save elsewhere; nothing was changed."
)
_FORBIDDEN = N_(
    "{path} can't be written: you have no permission to in that folder. Save a copy elsewhere; nothing was changed."
)
_READ_ONLY_DISK = N_(
    "{path} is on a disk that can't be written to. Save a copy elsewhere; nothing was changed."
)
_TOO_LARGE = N_(
    "{path} would be larger than its disk allows. Save a copy elsewhere; nothing was changed."
)
_LONG_NAME = N_("The name {path} is too long. Choose a shorter one; nothing was changed.")
_LOOP = N_("{path} is a link that leads to itself. Choose another name; nothing was changed.")
_NOT_REGULAR = N_("{path} is not an ordinary file, so it is not replaced. Choose another name.")
_READ_ONLY = N_("{path} is read-only. Save a copy under another name; nothing was changed.")
_IN_USE = N_(
    "{path} is in use by another program. Close it there and save again; nothing was changed."
)
_FAILED = N_("{path} could not be saved: {reason}. Nothing was changed.")
_BAD_NAME = N_("{path} is not a name that a file can have. Choose another one.")
_NOT_SYNCED = N_(
    "The file is saved, but the disk could not confirm it. Keep this computer on for a while."
)
_HARD_LINKS = N_(
    "The file had further names on this disk (hard links); they keep the earlier content."
)

_WORDS = {
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: _READ_ONLY_DISK,
    errno.EFBIG: _TOO_LARGE,
    errno.ENAMETOOLONG: _LONG_NAME,
    errno.ELOOP: _LOOP,
    errno.EISDIR: _NOT_REGULAR,
}
# Windows: access denied, sharing violation, lock violation. A virus scanner or a sync program lets go soon.
_PASSING = frozenset({5, 32, 33})
FIRST_WAIT, LONGEST_WAIT, ALL_WAITS = 0.05, 0.8, 5.0
MAX_BASE = 100

Check = Callable[[Path], None]


def publish(
    source: Path, path: Path, ids: IdSource, check: Check
) -> tuple[Identity, list[Message]]:
    """Makes `path` hold the bytes of `source`, and returns what is there now and what to tell about it.

    `check` opens the file that is about to be swapped in and raises if it is not whole. Raises `Refused` in
    words when anything fails; then the target is as it was.
    """
    try:
        return _publish(source, path, ids, check)
    except OSError as error:
        raise _in_words(path, error) from error


def _publish(
    source: Path, path: Path, ids: IdSource, check: Check
) -> tuple[Identity, list[Message]]:
    target = resolved(path)
    earlier = _existing(target)
    temporary = target.with_name(temporary_name(target.name, ids))
    try:
        sha256 = _written(source, temporary, target, earlier, check)
        swap(temporary, target)
    except FileExistsError:
        # Somebody else's file has that name: it is not ours to remove.
        raise
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    told = [message(_HARD_LINKS)] if earlier and earlier.st_nlink > 1 else []
    try:
        sync_folder(target.parent)
        found = target.stat()
    except OSError:
        told.append(message(_NOT_SYNCED))
        found = earlier or source.stat()
    return identity_of(path, found, sha256), told


def resolved(path: Path) -> Path:
    """Where a save really goes: behind all links. Raises `Refused` if that can't be replaced."""
    try:
        target = Path(os.path.realpath(path))
    except ValueError as error:
        raise Refused(_BAD_NAME, path=repr(str(path))) from error
    if target.is_symlink():
        raise Refused(_LOOP, path=path)
    if not target.parent.is_dir():
        raise Refused(_FOLDER_GONE, folder=target.parent)
    earlier = _existing(target)
    if earlier is not None and not stat.S_ISREG(earlier.st_mode):
        raise Refused(_NOT_REGULAR, path=path)
    if earlier is not None and not (earlier.st_mode & 0o222 and os.access(target, os.W_OK)):
        raise Refused(_READ_ONLY, path=path)
    return target


def _existing(target: Path) -> os.stat_result | None:
    try:
        return target.stat()
    except FileNotFoundError:
        return None


def temporary_name(name: str, ids: IdSource) -> str:
    """`.~name.XXXXXXXX.tmp`, which sync programs skip, cut so that the file system takes it."""
    base = name.encode("utf-8", "surrogateescape")[:MAX_BASE].decode("utf-8", "ignore")
    return f".~{base}.{ids.new()[:8]}.tmp"


def _written(
    source: Path, temporary: Path, target: Path, earlier: os.stat_result | None, check: Check
) -> str:
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL
    for name in ("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, name, 0)
    descriptor = os.open(temporary, flags, 0o600)
    try:
        sha256 = _copied(source, descriptor)
        check(temporary)
        _keep_metadata(descriptor, target, earlier)
        sync_file(descriptor)
    finally:
        os.close(descriptor)
    return sha256


def _copied(source: Path, descriptor: int) -> str:
    digest = hashlib.sha256()
    with source.open("rb") as read:
        while chunk := read.read(CHUNK):
            digest.update(chunk)
            _write_all(descriptor, chunk)
    return digest.hexdigest()


def _write_all(descriptor: int, chunk: bytes) -> None:
    rest = memoryview(chunk)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _keep_metadata(descriptor: int, target: Path, earlier: os.stat_result | None) -> None:
    """Gives the new file the rights, owner and attributes of the one it replaces."""
    if not hasattr(os, "fchmod"):
        return
    if earlier is None:
        mask = os.umask(0)
        os.umask(mask)
        os.fchmod(descriptor, 0o666 & ~mask)
        return
    os.fchmod(descriptor, _owned(descriptor, earlier))
    _copy_attributes(descriptor, target)


def _owned(descriptor: int, earlier: os.stat_result) -> int:
    """Keeps the owner where that is allowed; returns the rights, without the group's if the group is another."""
    mode = stat.S_IMODE(earlier.st_mode)
    try:
        os.fchown(descriptor, earlier.st_uid, earlier.st_gid)
    except OSError:
        with suppress(OSError):
            os.fchown(descriptor, -1, earlier.st_gid)
        if os.fstat(descriptor).st_gid != earlier.st_gid:
            mode &= ~0o070
    return mode


def _copy_attributes(descriptor: int, target: Path) -> None:
    if sys.platform != "linux":
        return
    # Even listing is refused on some network file systems.
    with suppress(OSError):
        for name in os.listxattr(target):
            with suppress(OSError):
                os.setxattr(descriptor, name, os.getxattr(target, name))


def sync_file(descriptor: int, platform: str = sys.platform) -> None:
    """Returns once the bytes are on the disk. On macOS `fsync` alone leaves them in the disk's own cache."""
    if platform == "darwin":
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(descriptor, getattr(fcntl, "F_FULLFSYNC", 51))
            return
    os.fsync(descriptor)


def swap(
    temporary: Path,
    target: Path,
    *,
    windows: bool = os.name == "nt",
    replace: Callable[[Path, Path], None] = os.replace,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Renames the new file over the old one; on Windows again and again while another program holds it."""
    wait, waited = FIRST_WAIT, 0.0
    while True:
        try:
            replace(temporary, target)
            return
        except PermissionError as error:
            passing = windows and getattr(error, "winerror", 0) in _PASSING
            if not passing:
                raise
            if waited >= ALL_WAITS:
                raise Refused(_IN_USE, path=target) from error
        sleep(wait)
        waited, wait = waited + wait, min(wait * 2, LONGEST_WAIT)


def sync_folder(folder: Path, windows: bool = os.name == "nt") -> None:
    """Returns once the renaming is on the disk. Not all file systems can sync a folder; then it is left."""
    if windows:
        return
    descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES}:
            raise
    finally:
        os.close(descriptor)


def _in_words(path: Path, error: OSError) -> Refused:
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return Refused(_FOLDER_GONE, folder=path.parent)
    words = _WORDS.get(error.errno or 0)
    if words is not None:
        return Refused(words, path=path)
    return Refused(_FAILED, path=path, reason=error.strerror or error)
