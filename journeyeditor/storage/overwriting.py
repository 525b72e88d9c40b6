"""Writing over a file in its place, where its folder lets nothing be renamed: never with less than a whole version left.

While that goes on the file itself is partly the old version and partly the new one. So the new one stands beside it,
complete, checked and synced, before the first byte is touched, and is removed once the file is synced and was read
back; our own folder keeps one too, and a note which file it is for. Whoever opens the file after a kill or a power
cut gets the document from there, at once (`whole_versions`).
"""

from __future__ import annotations

import errno
import hashlib
import json
import math
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from journeyeditor.model.ids import IdSource
from journeyeditor.model.messages import N_, Message, Refused
from journeyeditor.storage.disk import sync_file, sync_folder, write_all, write_whole
from journeyeditor.storage.leftovers import sweep_wholes, whole_name, wholes
from journeyeditor.storage.oslock import OsLock
from journeyeditor.storage.private_copy import CHUNK, Identity, identity_of, workspace_refusal
from journeyeditor.storage.progress import Reached, stretch, unheard
from journeyeditor.storage.safe_save import (
    Check,
    copied_into,
    existing,
    in_words,
    resolved,
    written_beside,
)

_TORN = N_(
    "{path} could not be written over completely: {reason}. A whole copy of the new version is in {copy}; save it elsewhere."
)
_NOTHING_THERE = N_("{path} is not there any more, so it can't be written over. Save it anew.")
_NOTES = "written-over"


class Notes:
    """Which files are being written over by this computer, and where our own folder has them whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / _NOTES

    def begin(self, target: Path, copy: Path) -> None:
        """Notes it, synced, before the file is touched. Raises `Refused`."""
        note = self._note(target)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(note, json.dumps({"copy": str(copy)}).encode())
        except OSError as error:
            raise workspace_refusal(self._folder, error) from error

    def end(self, target: Path) -> None:
        """The file is whole again."""
        with suppress(OSError):
            self._note(target).unlink(missing_ok=True)

    def find(self, target: Path) -> Path | None:
        """The whole version of a file that was being written over; None where it was not."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            copy = Path(json.loads(self._note(target).read_bytes())["copy"])
            return copy if copy.is_file() else None
        return None

    def _note(self, target: Path) -> Path:
        name = hashlib.sha256(os.fsencode(target)).hexdigest()
        return self._folder / f"{name}.json"


def write_over(
    source: Path,
    path: Path,
    copy: Path,
    ids: IdSource,
    check: Check,
    notes: Notes,
    reached: Reached = unheard,
) -> tuple[Identity, list[Message]]:
    """Writes the bytes of `source` into the file itself, syncs it, and reads it back.

    Only where a person chose it. Where it fails, or `reached` raises, the earlier bytes are there; only the end of
    the process or the power meanwhile leaves half a file, with the whole one beside it if the folder lets a file be
    made there, and in any case as `copy`, a synced file of our own that stays. `check` raises if a copy is not
    whole. Raises `Refused` in words.
    """
    try:
        target = resolved(path)
        earlier = existing(target)
        if earlier is None:
            raise Refused(_NOTHING_THERE, path=path)
        descriptor = os.open(target, os.O_RDWR | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise in_words(path, error) from error
    try:
        with _aside(copy.parent) as aside:
            _set_aside(descriptor, aside, copy.parent)
            standby = _stood_by(source, target, copy, ids, check, notes, reached)
            sha256 = _through(descriptor, source, aside, standby, path, copy)
        found = os.fstat(descriptor)
    except OSError as error:
        raise in_words(path, error) from error
    finally:
        os.close(descriptor)
    return identity_of(path, found, sha256), []


def whole_versions(target: Path, notes: Notes | None) -> Iterator[Path]:
    """Files that may hold the whole version of one that was being written over: those beside it, then our own."""
    yield from wholes(target)
    noted = notes.find(target) if notes is not None else None
    if noted is not None:
        yield noted


@dataclass(frozen=True, slots=True)
class _Standby:
    """What keeps the new version whole while a file is written over: one beside it, if it is there, and a note.

    `earlier` is what was noted before: the file may be torn from another save that was cut off.
    """

    target: Path
    notes: Notes
    earlier: Path | None
    whole: Path | None = None

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Others see by the lock that the file is being written over right now."""
        lock = OsLock(self.whole) if self.whole is not None else None
        with suppress(OSError):
            _ = lock is not None and lock.take()
        try:
            yield
        finally:
            if lock is not None:
                lock.release()

    def end(self) -> None:
        """The file holds the new version. What saves before left that were cut off is needed no more either."""
        self.notes.end(self.target)
        self._remove()
        sweep_wholes(self.target, math.inf)

    def give_up(self) -> None:
        """The file is as it was before, and so is all beside it."""
        if self.earlier is None:
            self.notes.end(self.target)
        else:
            with suppress(Refused):
                self.notes.begin(self.target, self.earlier)
        self._remove()

    def _remove(self) -> None:
        if self.whole is not None:
            with suppress(OSError):
                self.whole.unlink(missing_ok=True)


def _through(
    descriptor: int, source: Path, aside: IO[bytes], standby: _Standby, path: Path, copy: Path
) -> str:
    """Writes over the file. The standby stays where that leaves the file torn."""
    try:
        with standby.locked():
            sha256 = _written(descriptor, source, aside, path, copy)
    except Refused as refused:
        if refused.message.key != _TORN:
            standby.give_up()
        raise
    standby.end()
    return sha256


def _stood_by(
    source: Path,
    target: Path,
    copy: Path,
    ids: IdSource,
    check: Check,
    notes: Notes,
    reached: Reached,
) -> _Standby:
    """All that is needed before the first byte is touched; what `reached` raises leaves nothing of it."""
    standby = _Standby(target, notes, notes.find(target))
    notes.begin(target, copy)
    try:
        whole = _beside(source, target, ids, check, stretch(reached, 0, 0.9))
        standby = replace(standby, whole=whole)
        reached(1)
    except BaseException:
        standby.give_up()
        # A version that nobody saved is none to be kept.
        with suppress(OSError):
            copy.unlink(missing_ok=True)
        raise
    return standby


def _beside(
    source: Path, target: Path, ids: IdSource, check: Check, reached: Reached
) -> Path | None:
    """The new version, whole and synced beside the file; None where the folder does not take it."""
    whole = target.with_name(whole_name(target.name, ids))
    try:
        written_beside(source, whole, target, existing(target), check, reached)
        sync_folder(target.parent)
    except FileExistsError:
        return None
    except BaseException as error:
        with suppress(OSError):
            whole.unlink(missing_ok=True)
        if isinstance(error, OSError):
            return None
        raise
    return whole


def _written(descriptor: int, source: Path, aside: IO[bytes], path: Path, copy: Path) -> str:
    """Writes over the open file; where that fails, the earlier bytes are in it again."""
    earlier = os.fstat(descriptor).st_size
    _reserve(descriptor, earlier, source.stat().st_size, path)
    try:
        return _overwritten(descriptor, source)
    except OSError as error:
        _put_back(descriptor, aside, path, copy)
        raise in_words(path, error) from error


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
            raise in_words(path, error) from error


def _overwritten(descriptor: int, source: Path) -> str:
    os.lseek(descriptor, 0, os.SEEK_SET)
    sha256 = copied_into(source, descriptor)
    os.ftruncate(descriptor, source.stat().st_size)
    sync_file(descriptor)
    os.lseek(descriptor, 0, os.SEEK_SET)
    digest = hashlib.sha256()
    while chunk := os.read(descriptor, CHUNK):
        digest.update(chunk)
    if digest.hexdigest() != sha256:
        raise OSError(errno.EIO, "what was read back is not what was written")
    return sha256
