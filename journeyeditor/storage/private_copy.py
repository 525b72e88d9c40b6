"""Reading a user's file once, from its first to its last byte, into a folder of our own.

SQLite never opens the user's own file, so nothing is ever written to it, locked in it, or left beside it.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from journeyeditor.model.messages import N_, Refused
from journeyeditor.storage.disk import sync_file, sync_folder
from journeyeditor.storage.first_bytes import (
    HEADER_SIZE,
    FileKind,
    check_header,
    check_size,
    kind_of_bytes,
)
from journeyeditor.storage.progress import Reached, unheard

CHUNK = 2**20
ATTEMPTS = 3
BASE_NAME = "base.journey"
PUBLISHED_NAME = "published.journey"

_NOT_FOUND = N_("{path} was not found. It may have been moved, renamed or deleted.")
_FOLDER = N_("{path} is a folder, not a journey map.")
_NOT_REGULAR = N_("{path} is not an ordinary file, so it can't be opened.")
_NOT_READABLE = N_(
    "{path} can't be read: you have no permission to. Ask its owner, or copy it elsewhere."
)
_LOOP = N_("{path} is a link that leads to itself.")
_NAME = N_("{path} is not a name that a file can have.")
_READ_ERROR = N_("{path} can't be read: {reason}")
_UNSTEADY = N_("{path} is being changed by another program. Try again in a moment.")
_NO_WORKSPACE = N_("The program's own folder {path} can't be written to: {reason}")

_READ_WORDS = {
    errno.ENOENT: _NOT_FOUND,
    errno.ENOTDIR: _NOT_FOUND,
    errno.EISDIR: _FOLDER,
    errno.EACCES: _NOT_READABLE,
    errno.EPERM: _NOT_READABLE,
    errno.ELOOP: _LOOP,
    errno.ENAMETOOLONG: _NAME,
    errno.ENXIO: _NOT_REGULAR,
}


@dataclass(frozen=True, slots=True)
class Identity:
    """Which bytes a path held: size, time and place as the system tells them cheaply, and sha256 of the whole."""

    path: Path
    size: int
    modified_ns: int
    inode: int
    device: int
    sha256: str


def identity_of(path: Path, found: os.stat_result, sha256: str) -> Identity:
    return Identity(path, found.st_size, found.st_mtime_ns, found.st_ino, found.st_dev, sha256)


def sniff(path: Path) -> FileKind:
    """What the first bytes of a file say it is. Raises `Refused` if it can't be read."""
    with _opened(path) as source:
        return kind_of_bytes(source.start())


def copied(path: Path, workspace: Path, reached: Reached = unheard) -> tuple[Path, Identity, int]:
    """A private copy of a journey file in `workspace`, which bytes it holds, and its format number.

    `reached` hears of the bytes; what it raises leaves no copy. Raises `Refused` if the file can't be read or its first bytes are not those of a journey file.
    """
    for _ in range(ATTEMPTS):
        found = _copied_once(path, workspace, reached)
        if found is not None:
            return found
    raise Refused(_UNSTEADY, path=path)


def copied_raw(path: Path, workspace: Path) -> Path:
    """A private copy of a file as it is, whatever is in it, up to `MAX_FILE` bytes. Raises `Refused`."""
    with _opened(path) as source:
        check_size(source.found.st_size)
        copy = private_file(workspace)
        try:
            source.copy_to(copy)
        except BaseException:
            copy.unlink(missing_ok=True)
            raise
        return copy


def _copied_once(
    path: Path, workspace: Path, reached: Reached
) -> tuple[Path, Identity, int] | None:
    with _opened(path) as source:
        number = check_header(source.start(), source.found.st_size)
        copy = private_file(workspace)
        try:
            sha256 = source.copy_to(copy, reached)
            steady = source.unchanged()
        except BaseException:
            copy.unlink(missing_ok=True)
            raise
        if not steady:
            copy.unlink(missing_ok=True)
            return None
        return copy, identity_of(path, source.found, sha256), number


def glanced(path: Path) -> tuple[bytes, Identity]:
    """The first bytes of a file, and which file it is as far as the system tells cheaply (without its sha256).

    Raises `Refused` if it can't be read.
    """
    with _opened(path) as source:
        return source.start(), identity_of(path, source.found, "")


def identified(path: Path) -> Identity:
    """Which bytes a file holds. Raises `Refused` if it can't be read, or holds more than is ever read."""
    with _opened(path) as source:
        check_size(source.found.st_size)
        return identity_of(path, source.found, source.sha256())


def _opened(path: Path) -> _Source:
    try:
        return _Source(path)
    except (OSError, ValueError) as error:
        raise _refusal(path, error) from error


def private_file(workspace: Path) -> Path:
    """A new empty file in the workspace, which is made if need be. Raises `Refused` where that fails."""
    try:
        workspace.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(".tmp", "work-", workspace)
        os.close(descriptor)
    except OSError as error:
        raise workspace_refusal(workspace, error) from error
    return Path(name)


def workspace_refusal(workspace: Path, error: Exception) -> Refused:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else error
    return Refused(_NO_WORKSPACE, path=workspace, reason=reason)


def keep_as(name: str, copy: Path, workspace: Path) -> Path:
    """Gives a checked copy its name in the session: `BASE_NAME` is what the journal's rows start from, and
    `PUBLISHED_NAME` what was saved last, which a merge goes back to."""
    kept = workspace / name
    copy.replace(kept)
    return kept


def put_private(built: Path, path: Path) -> None:
    """Syncs a file of our own and gives it its name there. Raises `Refused` where that fails."""
    try:
        with built.open("r+b") as file:
            sync_file(file.fileno())
        built.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise workspace_refusal(path.parent, error) from error


class _Source:
    """The user's file, open for reading; never for anything else, and never waiting on a pipe."""

    def __init__(self, path: Path) -> None:
        self.path = path
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
        flags |= getattr(os, "O_BINARY", 0)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        self._descriptor = os.open(path, flags)
        self.found = os.fstat(self._descriptor)
        if not stat.S_ISREG(self.found.st_mode):
            os.close(self._descriptor)
            raise OSError(errno.ENXIO, os.strerror(errno.ENXIO))

    def __enter__(self) -> _Source:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            os.close(self._descriptor)

    def start(self) -> bytes:
        return self._read(0, HEADER_SIZE)

    def sha256(self) -> str:
        digest = hashlib.sha256()
        for chunk in self._chunks():
            digest.update(chunk)
        return digest.hexdigest()

    def copy_to(self, copy: Path, reached: Reached = unheard) -> str:
        """Copies everything and returns its sha256. A flag for a write-ahead log, which is not there, is dropped."""
        digest = hashlib.sha256()
        with copy.open("wb") as target:
            for chunk in self._chunks():
                digest.update(chunk)
                try:
                    target.write(chunk)
                except OSError as error:
                    raise workspace_refusal(copy.parent, error) from error
                reached(min(1.0, target.tell() / max(1, self.found.st_size)))
        with copy.open("r+b") as target:
            target.seek(18)
            target.write(b"\x01\x01")
        return digest.hexdigest()

    def _chunks(self) -> Iterator[bytes]:
        # No further than the file went when it was opened: one that grows would never end.
        at, end = 0, self.found.st_size
        while at < end and (chunk := self._read(at, min(CHUNK, end - at))):
            yield chunk
            at += len(chunk)

    def _read(self, at: int, most: int) -> bytes:
        try:
            os.lseek(self._descriptor, at, os.SEEK_SET)
            return os.read(self._descriptor, most)
        except OSError as error:
            raise _refusal(self.path, error) from error

    def unchanged(self) -> bool:
        now = os.fstat(self._descriptor)
        return (now.st_size, now.st_mtime_ns) == (self.found.st_size, self.found.st_mtime_ns)


def _refusal(path: Path, error: Exception) -> Refused:
    if not isinstance(error, OSError):
        return Refused(_NAME, path=repr(str(path)))
    words = _READ_WORDS.get(error.errno or 0)
    if words is not None:
        return Refused(words, path=path)
    return Refused(_READ_ERROR, path=path, reason=error.strerror or error)
