"""One open document from New or Open to its last Save: the editor, the file it belongs to, and what may be asked.

No dialogs here: what a person has to decide is asked through `Questions`, and what can't be done is `Refused`.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from journeyeditor.app import library
from journeyeditor.app.opening import SUFFIX, Opened, is_journey_name, read_document
from journeyeditor.app.services import Services, default_services
from journeyeditor.editing.editor import Editor
from journeyeditor.model.messages import N_, Refused

if TYPE_CHECKING:
    from journeyeditor.storage.carried import Carried
    from journeyeditor.storage.private_copy import Identity
    from journeyeditor.storage.revisions import Revision

__all__ = [
    "Questions",
    "Services",
    "Session",
    "default_services",
    "new_session",
    "open_session",
    "sample_session",
]

_UNTITLED = N_("Untitled")
_NO_PATH = N_("This document has no file yet. Use Save As to choose one.")
_CHANGED = N_(
    "{path} was changed by another program since it was opened. Use Save As to keep both; nothing was changed."
)
_THERE = N_("{path} exists already. Choose another name; nothing was changed.")


class Questions(Protocol):
    """What a person may be asked while a session works."""

    def replace_changed(self, path: Path) -> bool:
        """Whether to save over a file that another program changed since it was opened."""


class NoQuestions:
    """Nobody to ask: the answer is always the one that changes nothing."""

    def replace_changed(self, path: Path) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class _OnDisk:
    """What the file held when it was opened or saved last, and what a save carries on from."""

    identity: Identity
    revisions: tuple[Revision, ...]
    carried: Carried

    def changed(self, path: Path) -> bool:
        """Whether the path holds other bytes now. A file that is gone can be written anew."""
        try:
            found = path.stat()
            if (found.st_size, found.st_mtime_ns) == (
                self.identity.size,
                self.identity.modified_ns,
            ):
                return False
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() != self.identity.sha256
        except OSError:
            return False


class Session:
    """One open document. `report` are sentences about how it was read; show them once."""

    def __init__(
        self,
        services: Services,
        opened: Opened,
        path: Path | None = None,
        folder: Path | None = None,
        name: str = "",
    ) -> None:
        self._services = services
        self._folder = folder or session_folder(services)
        self._name = name
        self._beginning = opened.document
        self._on_disk = _on_disk(opened)
        self.path = path
        self.report = opened.warnings
        self.editor = Editor(opened.document, services.clock)

    @property
    def name(self) -> str:
        """What the window's title says: the file's name without its suffix, else the document's title."""
        if self.path is not None:
            return self.path.stem
        title = self.editor.document.info.title or self._name
        return title or self._services.translate(_UNTITLED)

    @property
    def modified(self) -> bool:
        return self.editor.modified

    def save(self, ask: Questions | None = None) -> tuple[str, ...]:
        """Writes the document to its file; returns sentences to tell about it.

        Raises `Refused` without a file, where the file was changed by somebody else and `ask` does not allow
        to replace it, and where it can't be written; the file is then as it was.
        """
        if self.path is None:
            raise Refused(_NO_PATH)
        changed = self._on_disk is not None and self._on_disk.changed(self.path)
        if changed and not (ask or NoQuestions()).replace_changed(self.path):
            raise Refused(_CHANGED, path=self.path)
        return self._write(self.path)

    def save_as(self, path: Path) -> tuple[str, ...]:
        """Writes the document to another file, which becomes its own; replaces what is there.

        A name without `.journey` gets it; where that leads to another file that exists, it is refused, as
        nobody was asked about that one.
        """
        target = path if is_journey_name(path) else path.with_name(path.name + SUFFIX)
        if target != path and target.exists():
            raise Refused(_THERE, path=target)
        told = self._write(target)
        self.path = target
        return told

    def revert(self) -> None:
        """Goes back to what the file holds, or to the beginning where there is no file; can't be undone."""
        if self.path is None:
            self.editor.reset(self._beginning)
            return
        opened = read_document(self._services, self.path, self._folder)
        self._on_disk = _on_disk(opened)
        self.editor.reset(opened.document)

    def close(self) -> None:
        """Removes the session's private copies. Unsaved edits are gone with it."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _write(self, path: Path) -> tuple[str, ...]:
        from journeyeditor.storage.carried import NOTHING_CARRIED
        from journeyeditor.storage.document_file import save_document

        document = self.editor.document
        carried = self._on_disk.carried if self._on_disk else NOTHING_CARRIED
        saved = save_document(
            document,
            path,
            workspace=self._folder,
            author=self._services.author,
            app=self._services.app,
            ids=self._services.ids,
            clock=self._services.clock,
            history=self._on_disk.revisions if self._on_disk else (),
            carried=carried,
        )
        self._on_disk = _OnDisk(saved.identity, saved.revisions, carried)
        self.editor.mark_saved(document)
        return tuple(warning.text(self._services.translate) for warning in saved.warnings)


def session_folder(services: Services) -> Path:
    """A new folder of a session's own; it is made when something is kept in it."""
    return services.workspace / services.ids.new()


def _on_disk(opened: Opened) -> _OnDisk | None:
    file = opened.file
    return _OnDisk(file.identity, file.revisions, file.carried) if file else None


def new_session(
    services: Services, template_id: str = library.DEFAULT_TEMPLATE, title: str = ""
) -> Session:
    """A new document from a template, without a file. Raises `Refused` for a template that does not exist."""
    entry = library.template(services.resources.templates, template_id, services.language)
    document = library.load_template(entry, services.maker, title)
    return Session(services, Opened(document))


def sample_session(services: Services, sample_id: str) -> Session:
    """A document of its own with a sample's content, without a file."""
    entry = library.sample(services.resources.samples, sample_id, services.language)
    return Session(services, Opened(library.load_sample(entry, services.maker)))


def open_session(services: Services, path: Path) -> Session:
    """The document in a file: one of ours with its file, any other that can be imported without one.

    Raises `Refused` with one sentence where the file can't be opened.
    """
    folder = session_folder(services)
    try:
        opened = read_document(services, path, folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Session(services, opened, path if opened.file else None, folder, path.stem)
