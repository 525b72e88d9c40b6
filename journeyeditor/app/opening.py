"""Reading a document from any file: one of ours, or of another form that can be imported.

The file is only ever read. What opens it says what is wrong with it in one sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from journeyeditor.app.services import Services
from journeyeditor.model.document import Document
from journeyeditor.model.messages import N_, Refused

if TYPE_CHECKING:
    from journeyeditor.storage.document_file import OpenedDocument
    from journeyeditor.storage.rows import RowMemory

SUFFIX = ".journey"
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
    ".pdf": "PDF",
    ".pptx": "PPTX",
}
READABLE = (".journey", ".json", ".mmd", ".mermaid", ".md", ".markdown", ".html", ".htm")


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
    services: Services, path: Path, workspace: Path, form: str | None = None
) -> Opened:
    """The document in a file. `workspace` is for the private copy; `form` names the form of an import.

    Raises `Refused` with one sentence for a file that can't be read or is no journey.
    """
    from journeyeditor.storage.private_copy import sniff
    from journeyeditor.storage.untrusted import FileKind

    if is_journey_name(path) and form is None:
        return _journey(services, path, workspace)
    kind = sniff(path)
    if path.suffix.lower() in NOT_YET and kind not in {FileKind.JOURNEY, FileKind.EMPTY}:
        raise _later(path)
    if kind in {FileKind.OTHER, FileKind.TEXT, FileKind.HTML, FileKind.PDF}:
        return import_bytes(services, _bytes(path), path.name, form)
    return _journey(services, path, workspace)


def import_bytes(services: Services, data: bytes, name: str, form: str | None = None) -> Opened:
    """The document in the bytes of a file of another form, with what was read otherwise than it stood there."""
    from journeyeditor.interchange.importing import import_file

    found = import_file(data, name, form, services.ids, services.clock, services.translate)
    sentences = tuple(notice.sentence(services.translate) for notice in found.report)
    return Opened(found.document, sentences)


def _journey(services: Services, path: Path, workspace: Path) -> Opened:
    from journeyeditor.storage.document_file import open_document
    from journeyeditor.storage.rows import RowMemory

    memory = RowMemory()
    opened = open_document(path, workspace, memory=memory)
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
