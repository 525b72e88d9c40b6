"""Reading a document from any file: one of ours, or of another form that can be imported.

The file is only ever read. What opens it says what is wrong with it in one sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from journeyeditor.app.services import Services
from journeyeditor.app.versions import revision_cache
from journeyeditor.model.document import Document
from journeyeditor.model.messages import N_, Refused
from journeyeditor.storage.progress import Reached, unheard

if TYPE_CHECKING:
    from journeyeditor.storage.document_file import OpenedDocument
    from journeyeditor.storage.rows import RowMemory

SUFFIX = ".journey"
PDF = "pdf"
MAX_IMPORT = 256 * 2**20

_NOT_READ = N_("{path} can't be read: {reason}.")
_TOO_BIG = N_("{path} is too big to import: {size} MB, at most {most} MB.")
_LATER = N_("{path} is a {form} file, which can't be imported yet; this version reads {known}.")

# Forms that can be told by their names, but that this version can't read.
NOT_YET = {
    ".csv": "CSV",
    ".tsv": "TSV",
    ".xlsx": "XLSX",
    ".xls": "XLS",
    ".cjml": "CJML",
    ".xml": "XML",
    ".pptx": "PPTX",
}
READABLE = (
    ".journey",
    ".json",
    ".mmd",
    ".mermaid",
    ".md",
    ".markdown",
    ".html",
    ".htm",
    ".pdf",
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A document, the sentences to tell about it, and, if it is a file of ours, what a save carries on from.

    `memory` holds the rows that were made to check it, so that the first save need not make them again.
    """

    document: Document
    warnings: tuple[str, ...] = ()
    file: OpenedDocument | None = None
    memory: RowMemory | None = None


def is_journey_name(path: Path) -> bool:
    return path.suffix.lower() == SUFFIX


def read_document(
    services: Services,
    path: Path,
    workspace: Path,
    form: str | None = None,
    reached: Reached = unheard,
    password: str = "",
) -> Opened:
    """The document in a file. `workspace` is for the private copy; `form` names the form of an import, `password`
    what a PDF opens with.

    `reached` hears how far it is, 0 to 1, and calls it off by raising. Raises `Refused` with one sentence for a file that can't be read or is no journey.
    """
    from journeyeditor.storage.first_bytes import FileKind
    from journeyeditor.storage.private_copy import sniff

    if is_journey_name(path) and form is None:
        return _journey(services, path, workspace, reached)
    kind = sniff(path)
    if path.suffix.lower() in NOT_YET and kind not in {FileKind.JOURNEY, FileKind.EMPTY}:
        raise _later(path)
    if is_pdf_form(form) or (kind is FileKind.PDF and form is None):
        return import_pdf(services, _bytes(path), workspace, password)
    if kind in {FileKind.OTHER, FileKind.TEXT, FileKind.HTML, FileKind.PDF}:
        return import_bytes(services, _bytes(path), path.name, form)
    return _journey(services, path, workspace, reached)


def import_bytes(services: Services, data: bytes, name: str, form: str | None = None) -> Opened:
    """The document in the bytes of a file of another form, with what was read otherwise than it stood there."""
    from journeyeditor.interchange.importing import import_file

    found = import_file(data, name, form, services.ids, services.clock, services.translate)
    sentences = tuple(notice.sentence(services.translate) for notice in found.report)
    return Opened(found.document, sentences)


def is_pdf_form(form: str | None) -> bool:
    return form is not None and form.lower().removeprefix(".") == PDF


def import_pdf(services: Services, data: bytes, workspace: Path, password: str = "") -> Opened:
    """The document that a PDF of ours carries, from the PDF's bytes. Raises `Refused` where there is none.

    It is nobody's file: what is made of it is saved under a name of its own.
    """
    from journeyeditor.app.carrying import unpacked

    with unpacked(data, workspace, password) as path:
        opened = _journey(services, path, path.parent, unheard)
    return Opened(opened.document, opened.warnings)


def _journey(services: Services, path: Path, workspace: Path, reached: Reached) -> Opened:
    from journeyeditor.storage.document_file import open_document
    from journeyeditor.storage.rows import RowMemory

    memory = RowMemory()
    over = revision_cache(services)
    opened = open_document(path, workspace, memory=memory, over=over, reached=reached)
    said = tuple(warning.text(services.translate) for warning in opened.warnings)
    return Opened(opened.document, said, opened, memory)


def _later(path: Path) -> Refused:
    known = " ".join(READABLE)
    return Refused(_LATER, path=path, form=NOT_YET[path.suffix.lower()], known=known)


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_IMPORT:
            raise Refused(_TOO_BIG, path=path, size=size >> 20, most=MAX_IMPORT >> 20)
        return path.read_bytes()
    except OSError as error:
        raise Refused(_NOT_READ, path=path, reason=error.strerror or error) from error


def same_file(first: Path, second: Path) -> bool:
    """Whether two paths lead to one file, by other names, links or letter cases too."""
    try:
        return first.samefile(second)
    except OSError:
        return first.absolute() == second.absolute()
