"""Earlier versions of a document, as this computer kept them, and what can be done for a file that won't open."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from journeyeditor.app.services import Services
from journeyeditor.model.messages import N_, Refused

if TYPE_CHECKING:
    from journeyeditor.model.document import Document
    from journeyeditor.storage.backups import Kept, RevisionCache
    from journeyeditor.storage.document_file import OpenedDocument
    from journeyeditor.storage.salvage import Salvaged

MOST_PLACES = 500

_NOT_KEPT = N_("This earlier version is no longer kept on this computer.")


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier version that can be opened: its revision's id, when (UTC) and by whom it was saved, size in bytes."""

    id: str
    document: str
    title: str
    at: str
    author: str
    size: int


@dataclass(frozen=True, slots=True)
class Rescue:
    """What can be done about a file that was refused: the versions kept here, and whether its rows can be read."""

    path: Path
    refused: Refused
    versions: tuple[Version, ...]
    salvageable: bool


def revision_cache(services: Services) -> RevisionCache:
    """The versions that were opened or saved on this computer, by whichever session."""
    from journeyeditor.storage.backups import RevisionCache

    return RevisionCache(_kept_in(services))


def kept_versions(services: Services, document: str) -> tuple[Version, ...]:
    """The versions kept of a document, the one saved last first."""
    kept = revision_cache(services).revisions(document)
    return tuple(version for one in kept if (version := _version(one)) is not None)


def read_version(services: Services, version: Version, workspace: Path) -> OpenedDocument:
    """A kept version, checked like any file; `workspace` is for a copy. Raises `Refused` if it is gone or damaged."""
    from journeyeditor.storage.document_file import open_document

    found = revision_cache(services).find(version.document, version.id)
    if found is None:
        raise Refused(_NOT_KEPT)
    return open_document(found, workspace)


def content_of(services: Services, version: Version) -> Document:
    """The document of a kept version, checked like any file; on any thread. Raises `Refused`."""
    with TemporaryDirectory(prefix="journeyeditor-") as folder:
        return read_version(services, version, Path(folder)).document


def keep_version(services: Services, document: str, revision: str, source: Path) -> None:
    """Keeps a copy of a whole file as this revision, if there is room for it."""
    revision_cache(services).keep(document, revision, source)


def rescue(services: Services, path: Path, refused: Refused) -> Rescue:
    """What to offer for a file that could not be opened."""
    from journeyeditor.storage.changes import head_of
    from journeyeditor.storage.salvage import holds_rows

    head = head_of(path)
    document = head.document if head is not None else known_document(services, path)
    versions = kept_versions(services, document) if document else ()
    return Rescue(path, refused, versions, salvageable=holds_rows(path))


def salvaged(services: Services, path: Path, workspace: Path) -> Salvaged:
    """What is left of a damaged file, which is only read. Raises `Refused` where that is nothing."""
    from journeyeditor.storage.salvage import salvage

    return salvage(path, workspace, services.ids, services.clock, services.translate)


def remember_place(services: Services, path: Path, document: str) -> None:
    """Notes which document a file held, so that its versions are found when it is damaged. Failing is no harm."""
    place = _place(services, path)
    with suppress(OSError, ValueError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = place.with_suffix(f".{services.ids.new()}")
        fresh.write_text(json.dumps({"document": document}), encoding="utf-8")
        fresh.replace(place)
        _forget_oldest(place.parent)


def known_document(services: Services, path: Path) -> str:
    """The id of the document that a file held when it was open here last; "" where it never was."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        return str(json.loads(_place(services, path).read_text(encoding="utf-8"))["document"])
    return ""


def _version(kept: Kept) -> Version | None:
    revision = kept.head.revision
    if revision is None:
        return None
    return Version(
        revision.id, kept.head.document, kept.head.title, revision.at, revision.author, kept.size
    )


def _kept_in(services: Services) -> Path:
    return services.workspace.with_name("revisions")


def _place(services: Services, path: Path) -> Path:
    real = os.path.realpath(path).encode("utf-8", "surrogatepass")
    return services.workspace.with_name("places") / f"{hashlib.sha256(real).hexdigest()}.json"


def _forget_oldest(folder: Path) -> None:
    """Keeps the places that were used last; looks only now and then, as listing takes time."""
    places = list(folder.glob("*.json"))
    if len(places) <= MOST_PLACES:
        return
    for place in sorted(places, key=lambda one: one.stat().st_mtime)[: -MOST_PLACES // 2]:
        place.unlink(missing_ok=True)
