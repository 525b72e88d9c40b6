"""The revisions that were opened or saved here, kept on this computer, so that an earlier one can be had back.

`<folder>/<document>/<revision>.journey`, the last 20 of a document and 1 GB in all; what was used longest ago
goes first. The folder is the program's own, apart from sessions, and all programs of the user share it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from journeyeditor.model.ids import is_id
from journeyeditor.model.messages import N_, Refused
from journeyeditor.storage.changes import Head, head_of
from journeyeditor.storage.disk import sync_file, sync_folder
from journeyeditor.storage.overwriting import Notes
from journeyeditor.storage.private_copy import private_file, workspace_refusal
from journeyeditor.storage.schema import EXTENSION

PER_DOCUMENT = 20
ALL_BYTES = 2**30

_NOT_KEPT = N_("This earlier version is no longer kept on this computer.")


@dataclass(frozen=True, slots=True)
class Kept:
    """A revision in the cache: its file (never change it), size in bytes, and who saved it when."""

    path: Path
    size: int
    used: float
    head: Head


class RevisionCache:
    """The cache in one folder. Keeping is a favour: where it fails, nothing else does.

    `notes` say which files are being written over with a version that is kept here.
    """

    def __init__(
        self, folder: Path, per_document: int = PER_DOCUMENT, all_bytes: int = ALL_BYTES
    ) -> None:
        self._folder = folder
        self._per_document = per_document
        self._all_bytes = all_bytes
        self.notes = Notes(folder)

    def keep(self, document: str, revision: str, source: Path) -> Path | None:
        """Keeps a copy of a whole file as this revision; None where that was not possible."""
        try:
            kept = self.must_keep(document, revision, source)
            self._make_room(kept)
        except (Refused, OSError):
            return None
        return kept

    def must_keep(self, document: str, revision: str, source: Path) -> Path:
        """As `keep`, synced, with nothing else removed. Raises `Refused` where it fails."""
        path = self._path(document, revision)
        if _same_bytes(path, source):
            os.utime(path)
            return path
        copy = private_file(path.parent)
        try:
            shutil.copyfile(source, copy)
            with copy.open("r+b") as file:
                sync_file(file.fileno())
            copy.replace(path)
            sync_folder(path.parent)
        except OSError as error:
            raise workspace_refusal(path.parent, error) from error
        finally:
            with suppress(OSError):
                copy.unlink(missing_ok=True)
        return path

    def revisions(self, document: str) -> tuple[Kept, ...]:
        """What is kept of a document, the version saved last first. Files that are no longer whole are left out."""
        found = [kept for path in self._files(document) if (kept := _kept(path)) is not None]
        return tuple(sorted(found, key=_saved_at, reverse=True))

    def find(self, document: str, revision: str) -> Path | None:
        """The file of a revision, for a merge or to open it; counts as a use."""
        path = self._path(document, revision)
        try:
            os.utime(path)
        except OSError:
            return None
        return path

    def restore(self, document: str, revision: str, workspace: Path) -> Path:
        """A copy of a revision in a session's folder, to be opened there as unsaved. Raises `Refused`."""
        found = self.find(document, revision)
        if found is None:
            raise Refused(_NOT_KEPT)
        copy = private_file(workspace)
        try:
            shutil.copyfile(found, copy)
        except OSError as error:
            copy.unlink(missing_ok=True)
            raise workspace_refusal(workspace, error) from error
        return copy

    def _path(self, document: str, revision: str) -> Path:
        return self._folder / _safe(document) / (_safe(revision) + EXTENSION)

    def _files(self, document: str) -> list[Path]:
        return sorted((self._folder / _safe(document)).glob(f"*{EXTENSION}"))

    def _make_room(self, kept: Path) -> None:
        """Removes what was used longest ago beyond the limits, but never what was just kept."""
        own = _by_use(kept.parent.glob(f"*{EXTENSION}"))
        for _, _, path in own[self._per_document :]:
            _forget(path, kept)
        total = 0
        for _, size, path in _by_use(self._folder.glob(f"*/*{EXTENSION}")):
            total += size
            if total > self._all_bytes:
                _forget(path, kept)


def _by_use(paths: Iterator[Path]) -> list[tuple[float, int, Path]]:
    """Files with time of use and size, the one used last first; what vanishes meanwhile is left out."""
    found: list[tuple[float, int, Path]] = []
    for path in paths:
        with suppress(OSError):
            about = path.stat()
            found.append((about.st_mtime, about.st_size, path))
    return sorted(found, reverse=True)


def _forget(path: Path, kept: Path) -> None:
    if path == kept:
        return
    with suppress(OSError):
        path.unlink()
        # Succeeds only once the document's last revision is gone.
        path.parent.rmdir()


def _safe(name: str) -> str:
    """A name for a file: ids as they are, what a foreign file calls an id by its hash."""
    return name if is_id(name) else hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:32]


def _same_bytes(path: Path, source: Path) -> bool:
    try:
        if path.stat().st_size != source.stat().st_size:
            return False
        with path.open("rb") as first, source.open("rb") as second:
            digests = [hashlib.file_digest(f, "sha256").digest() for f in (first, second)]
    except OSError:
        return False
    return digests[0] == digests[1]


def _kept(path: Path) -> Kept | None:
    head = head_of(path)
    if head is None:
        return None
    about = path.stat()
    return Kept(path, about.st_size, about.st_mtime, head)


def _saved_at(kept: Kept) -> tuple[str, int, float]:
    revision = kept.head.revision
    return (revision.at if revision else "", len(kept.head.revisions), kept.used)
