"""How a session begins: from a template, from a sample, or from a file."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from journeyeditor.app import library, versions
from journeyeditor.app.opening import Opened, read_document
from journeyeditor.app.own_templates import PREFIX, own_entry
from journeyeditor.app.session import Session
from journeyeditor.storage.progress import Reached, unheard

if TYPE_CHECKING:
    from journeyeditor.app.services import Services
    from journeyeditor.storage.document_file import OpenedDocument
    from journeyeditor.storage.session_folder import SessionFolder


def new_session(
    services: Services, template_id: str = library.DEFAULT_TEMPLATE, title: str = ""
) -> Session:
    """A new document from a template, shipped or own, without a file. Raises `Refused` for one that does not exist."""
    if template_id.startswith(PREFIX):
        own = own_entry(services.own_templates, template_id)
        return Session(services, Opened(library.load_sample(own, services.maker)))
    entry = library.template(services.resources.templates, template_id, services.language)
    document = library.load_template(entry, services.maker, title)
    return Session(services, Opened(document))


def sample_session(services: Services, sample_id: str) -> Session:
    """A document of its own with a sample's content, without a file."""
    entry = library.sample(services.resources.samples, sample_id, services.language)
    return Session(services, Opened(library.load_sample(entry, services.maker)))


def open_session(
    services: Services, path: Path, reached: Reached = unheard, password: str = ""
) -> Session:
    """The document in a file: one of ours with its file, any other that can be imported without one.

    On any thread; `reached` hears how far it is, 0 to 1, and calls it off by raising. Raises `Refused` where the file can't
    be opened (`versions.rescue` says what to offer then), and `PasswordWanted` for a PDF that wants another `password`.
    """
    folder = begun_folder(services)
    try:
        opened = read_document(services, path, folder.folder, reached=reached, password=password)
        if opened.file is None:
            folder.close()
            return Session(services, opened, name=path.stem)
        keep_opened(services, opened.file)
        torn = opened.file.torn
        return Session(services, opened, path, folder, path.stem, nowhere=torn)
    except BaseException:
        folder.close()
        raise


def begun_folder(services: Services) -> SessionFolder:
    """A session's folder to read a file into, before it is known what it holds. Raises `Refused`."""
    from journeyeditor.storage.session_folder import SessionFacts, create_session

    facts = SessionFacts("", services.app, services.clock())
    return create_session(services.workspace, services.ids, facts)


def keep_opened(services: Services, file: OpenedDocument) -> None:
    """Makes the private copy outlive a power cut, and keeps it among the versions of its document."""
    from journeyeditor.storage.disk import sync_file

    with suppress(OSError), file.base.open("r+b") as base:
        sync_file(base.fileno())
    if file.revisions:
        document = file.document.info.id
        versions.keep_version(services, document, file.revisions[-1].id, file.base)
