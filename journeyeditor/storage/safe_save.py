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
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from journeyeditor.model.ids import IdSource
from journeyeditor.model.messages import N_, Message, Refused, message
from journeyeditor.storage.disk import has_room, sync_file, sync_folder, write_all
from journeyeditor.storage.leftovers import sweep, temporary_name, unsaved_name
from journeyeditor.storage.oslock import SYSTEM_LOCKER
from journeyeditor.storage.private_copy import CHUNK, Identity, identity_of, workspace_refusal
from journeyeditor.storage.swapping import StillHeld, swap

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
    "{path} is in use by another program, so it still holds the earlier version. The new one is in “{kept}” beside it. Close it there and save again."
)
_NOT_REPLACED = N_(
    "{path} can be written but not replaced safely in its folder. Save a copy elsewhere, or write over it; nothing was changed."
)
_QUOTA = N_(
    "There is not enough room left for {path}: your share of the disk is used up (quota). Free some space or save elsewhere; nothing was changed."
)
_FAULT = N_(
    "{path} could not be saved: the disk reports a fault ({reason}). Save a copy on another disk; nothing was changed."
)
_TORN = N_(
    "{path} could not be written over completely: {reason}. A whole copy of the new version is in {copy}; save it elsewhere."
)
_NOTHING_THERE = N_("{path} is not there any more, so it can't be written over. Save it anew.")
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
    errno.EDQUOT: _QUOTA,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: _READ_ONLY_DISK,
    errno.EFBIG: _TOO_LARGE,
    errno.ENAMETOOLONG: _LONG_NAME,
    errno.ELOOP: _LOOP,
    errno.EISDIR: _NOT_REGULAR,
}
Check = Callable[[Path], None]


class NotReplaceable(Refused):
    """The file can't be swapped for a new one, but could be written over where the person chooses so."""


def publish(
    source: Path, path: Path, ids: IdSource, check: Check, at: str = ""
) -> tuple[Identity, list[Message]]:
    """Makes `path` hold the bytes of `source`, and returns what is there now and what to tell about it.

    `check` opens the file that is about to be swapped in and raises if it is not whole; `at` is now (UTC).
    Raises `Refused` in words when anything fails (`NotReplaceable` where `write_over` would work); then the
    target is as it was.
    """
    try:
        return _publish(source, path, ids, check, at)
    except OSError as error:
        raise _in_words(path, error) from error


def write_over(source: Path, path: Path, copy: Path) -> tuple[Identity, list[Message]]:
    """Writes the bytes of `source` into the file itself, syncs it, and reads it back.

    For folders where nothing can be renamed, and only where a person chose it. Where it fails, the earlier bytes
    are put back; only the end of the process or the power meanwhile leaves half a file. `copy` is a whole file with
    the same bytes that stays, from which the new version can be had then. Raises `Refused` in words.
    """
    try:
        target = resolved(path)
        earlier = _existing(target)
        if earlier is None:
            raise Refused(_NOTHING_THERE, path=path)
        descriptor = os.open(target, os.O_RDWR | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise _in_words(path, error) from error
    try:
        with _aside(copy.parent) as aside:
            _set_aside(descriptor, aside, copy.parent)
            _reserve(descriptor, earlier.st_size, source.stat().st_size, path)
            try:
                sha256 = _overwritten(descriptor, source)
            except OSError as error:
                _put_back(descriptor, aside, path, copy)
                raise _in_words(path, error) from error
        found = os.fstat(descriptor)
    except OSError as error:
        raise _in_words(path, error) from error
    finally:
        os.close(descriptor)
    return identity_of(path, found, sha256), []


def _aside(folder: Path) -> IO[bytes]:
    """A file without a name in a folder of our own, gone with the process."""
    try:
        return tempfile.TemporaryFile(dir=folder)
    except OSError as error:
        raise workspace_refusal(folder, error) from error


def _set_aside(descriptor: int, aside: IO[bytes], folder: Path) -> None:
    while chunk := os.read(descriptor, CHUNK):
        try:
            aside.write(chunk)
            aside.flush()
        except OSError as error:
            raise workspace_refusal(folder, error) from error


def _put_back(descriptor: int, aside: IO[bytes], path: Path, copy: Path) -> None:
    """Gives the file its earlier bytes again. Raises `Refused` where that fails too: then it is torn."""
    try:
        size = aside.seek(0, os.SEEK_END)
        aside.seek(0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        while chunk := aside.read(CHUNK):
            write_all(descriptor, chunk)
        os.ftruncate(descriptor, size)
        sync_file(descriptor)
    except OSError as error:
        reason = error.strerror or error
        raise Refused(_TORN, path=path, reason=reason, copy=copy) from error


def _reserve(descriptor: int, earlier: int, size: int, path: Path) -> None:
    """Takes the room for a larger file before its bytes are touched, where the system can."""
    reserve = getattr(os, "posix_fallocate", None)
    if reserve is None or size <= earlier:
        return
    try:
        reserve(descriptor, 0, size)
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            os.ftruncate(descriptor, earlier)
            raise _in_words(path, error) from error


def _overwritten(descriptor: int, source: Path) -> str:
    os.lseek(descriptor, 0, os.SEEK_SET)
    sha256 = _copied(source, descriptor)
    os.ftruncate(descriptor, source.stat().st_size)
    sync_file(descriptor)
    os.lseek(descriptor, 0, os.SEEK_SET)
    digest = hashlib.sha256()
    while chunk := os.read(descriptor, CHUNK):
        digest.update(chunk)
    if digest.hexdigest() != sha256:
        raise OSError(errno.EIO, "what was read back is not what was written")
    return sha256


def _publish(
    source: Path, path: Path, ids: IdSource, check: Check, at: str
) -> tuple[Identity, list[Message]]:
    target = resolved(path)
    sweep(target, time.time())
    earlier = _existing(target)
    if not has_room(target.parent, source.stat().st_size):
        raise Refused(_NO_ROOM, path=path)
    temporary = target.with_name(temporary_name(target.name, ids))
    sha256 = _in_place(source, temporary, target, earlier, check, at)
    told = [message(_HARD_LINKS)] if earlier and earlier.st_nlink > 1 else []
    try:
        sync_folder(target.parent)
        found = target.stat()
    except OSError:
        told.append(message(_NOT_SYNCED))
        found = earlier or source.stat()
    return identity_of(path, found, sha256), told


def _in_place(
    source: Path,
    temporary: Path,
    target: Path,
    earlier: os.stat_result | None,
    check: Check,
    at: str,
) -> str:
    try:
        sha256 = _written(source, temporary, target, earlier, check)
        swap(temporary, target)
    except FileExistsError:
        # Somebody else's file has that name: it is not ours to remove.
        raise
    except StillHeld as error:
        raise Refused(_IN_USE, path=target, kept=_kept(temporary, target, at)) from error
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        if earlier is not None and getattr(error, "errno", 0) in _NO_SWAP:
            raise NotReplaceable(_NOT_REPLACED, path=target) from error
        raise
    return sha256


# What creating a file beside the target, or renaming it, fails with where the folder allows neither.
_NO_SWAP = frozenset({errno.EACCES, errno.EPERM, errno.ENOTSUP, errno.EXDEV})


def _kept(temporary: Path, target: Path, at: str) -> str:
    """Gives the new version a name that a person finds, as it can't have the one it should."""
    name = unsaved_name(target.name, at)
    try:
        temporary.replace(target.with_name(name))
    except OSError:
        return temporary.name
    return name


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


def _written(
    source: Path, temporary: Path, target: Path, earlier: os.stat_result | None, check: Check
) -> str:
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL
    for name in ("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, name, 0)
    descriptor = os.open(temporary, flags, 0o600)
    try:
        # Whoever sweeps left-overs sees by the lock that this one is being written.
        with suppress(OSError):
            SYSTEM_LOCKER(descriptor)
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
            write_all(descriptor, chunk)
    return digest.hexdigest()


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


def _copy_attributes(descriptor: int, target: Path, platform: str = sys.platform) -> None:
    if platform == "darwin":
        copy_mac_attributes(descriptor, target)
    if platform != "linux":
        return
    # Even listing is refused on some network file systems.
    with suppress(OSError):
        for name in os.listxattr(target):
            with suppress(OSError):
                os.setxattr(descriptor, name, os.getxattr(target, name))


# COPYFILE_ACL | COPYFILE_XATTR of copyfile.h; what the Finder shows as tags are such attributes.
_ACCESS_AND_ATTRIBUTES = 1 | 4


def copy_mac_attributes(descriptor: int, target: Path, library: Any = None) -> None:
    """Rights beyond the mode, and attributes, by fcopyfile(3): Python knows none of them on macOS."""
    import ctypes

    with suppress(OSError, AttributeError):
        system = library or ctypes.CDLL(None)
        earlier = os.open(target, os.O_RDONLY)
        try:
            system.fcopyfile(earlier, descriptor, None, _ACCESS_AND_ATTRIBUTES)
        finally:
            os.close(earlier)


def _in_words(path: Path, error: OSError) -> Refused:
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return Refused(_FOLDER_GONE, folder=path.parent)
    words = _WORDS.get(error.errno or 0)
    if words is not None:
        return Refused(words, path=path)
    if error.errno == errno.EIO:
        return Refused(_FAULT, path=path, reason=error.strerror)
    return Refused(_FAILED, path=path, reason=error.strerror or error)
