"""Putting a finished file in the place of the user's, so that there is the old one or the new one at every moment.

Written beside the target under a name that sync programs skip, checked, synced, swapped in by renaming, and the
folder synced. Whatever fails before the swap leaves the user's file as it was and nothing beside it.
"""

from __future__ import annotations

import errno
import hashlib
import math
import os
import stat
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from journeyeditor.model.ids import IdSource
from journeyeditor.model.messages import N_, Message, Refused, message
from journeyeditor.storage.disk import has_room, sync_file, sync_folder, write_all
from journeyeditor.storage.leftovers import sweep, sweep_wholes, temporary_name, unsaved_name
from journeyeditor.storage.oslock import SYSTEM_LOCKER
from journeyeditor.storage.private_copy import CHUNK, Identity, identity_of
from journeyeditor.storage.progress import Reached, stretch, unheard
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
Check = Callable[[Path, Reached], None]
# Shares of writing a file beside the target: its bytes, then opening and comparing them; the rest is for syncing.
_COPIED, _CHECKED = 0.4, 0.85


class NotReplaceable(Refused):
    """The file can't be swapped for a new one, but could be written over where the person chooses so."""


def publish(
    source: Path,
    path: Path,
    ids: IdSource,
    check: Check,
    at: str = "",
    reached: Reached = unheard,
) -> tuple[Identity, list[Message]]:
    """Makes `path` hold the bytes of `source`, and returns what is there now and what to tell about it.

    `check` opens the file that is about to be swapped in and raises if it is not whole; `at` is now (UTC).
    Raises `Refused` in words when anything fails (`NotReplaceable` where `write_over` would work), and what
    `reached` raises; then the target is as it was.
    """
    try:
        return _publish(source, path, ids, check, at, reached)
    except OSError as error:
        raise in_words(path, error) from error


def _publish(
    source: Path, path: Path, ids: IdSource, check: Check, at: str, reached: Reached
) -> tuple[Identity, list[Message]]:
    target = resolved(path)
    sweep(target, time.time())
    earlier = existing(target)
    if not has_room(target.parent, source.stat().st_size):
        raise Refused(_NO_ROOM, path=path)
    temporary = target.with_name(temporary_name(target.name, ids))
    sha256 = _in_place(source, temporary, target, earlier, check, at, reached)
    told = [message(_HARD_LINKS)] if earlier and earlier.st_nlink > 1 else []
    try:
        sync_folder(target.parent)
        # What a cut off save by another way left whole: it is needed no more once this one is safe.
        sweep_wholes(target, math.inf)
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
    reached: Reached,
) -> str:
    try:
        sha256 = written_beside(source, temporary, target, earlier, check, reached)
        reached(1)
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
    earlier = existing(target)
    if earlier is not None and not stat.S_ISREG(earlier.st_mode):
        raise Refused(_NOT_REGULAR, path=path)
    if earlier is not None and not (earlier.st_mode & 0o222 and os.access(target, os.W_OK)):
        raise Refused(_READ_ONLY, path=path)
    return target


def existing(target: Path) -> os.stat_result | None:
    """What is there; None for nothing."""
    try:
        return target.stat()
    except FileNotFoundError:
        return None


def written_beside(
    source: Path,
    temporary: Path,
    target: Path,
    earlier: os.stat_result | None,
    check: Check,
    reached: Reached = unheard,
) -> str:
    """Makes a checked and synced copy of `source` that belongs to whom the target does; returns its sha256.

    Raises OSError, and FileExistsError where the name is taken.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL
    for name in ("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, name, 0)
    descriptor = os.open(temporary, flags, 0o600)
    try:
        # Whoever sweeps left-overs sees by the lock that this one is being written.
        with suppress(OSError):
            SYSTEM_LOCKER(descriptor)
        sha256 = copied_into(source, descriptor, stretch(reached, 0, _COPIED))
        check(temporary, stretch(reached, _COPIED, _CHECKED))
        _keep_metadata(descriptor, target, earlier)
        sync_file(descriptor)
    finally:
        os.close(descriptor)
    return sha256


def copied_into(source: Path, descriptor: int, reached: Reached = unheard) -> str:
    """Writes all of `source` into an open file and returns its sha256. Raises OSError."""
    digest, done, size = hashlib.sha256(), 0, max(1, source.stat().st_size)
    with source.open("rb") as read:
        while chunk := read.read(CHUNK):
            digest.update(chunk)
            write_all(descriptor, chunk)
            done += len(chunk)
            reached(min(1.0, done / size))
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


def in_words(path: Path, error: OSError) -> Refused:
    """What the system says against writing a file, as a sentence; nothing was changed by then."""
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return Refused(_FOLDER_GONE, folder=path.parent)
    words = _WORDS.get(error.errno or 0)
    if words is not None:
        return Refused(words, path=path)
    if error.errno == errno.EIO:
        return Refused(_FAULT, path=path, reason=error.strerror)
    return Refused(_FAILED, path=path, reason=error.strerror or error)
