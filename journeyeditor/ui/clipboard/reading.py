"""What is on the clipboard or in a drop, as something that can be pasted. All of it is untrusted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from journeyeditor.editing.operations.images import checked
from journeyeditor.editing.operations.paste import (
    LaneTitle,
    Pasted,
    Place,
    paste_block,
    paste_cards,
    paste_lines,
    paste_pictures,
)
from journeyeditor.interchange.decoding import decode
from journeyeditor.interchange.json_document import read_json
from journeyeditor.interchange.table_text import (
    MOST_CHARACTERS,
    Block,
    has_table,
    read_html,
    read_separated,
    read_tsv,
)
from journeyeditor.model.messages import N_, Refused
from journeyeditor.model.pictures import MOST_BYTES, MOST_PIXELS, picture_of
from journeyeditor.ui.clipboard.writing import OWN, png_of

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from journeyeditor.model.document import Document
    from journeyeditor.model.ids import Clock, IdSource

PICTURES = ("image/png", "image/jpeg", "image/webp", "image/gif")
PICTURE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif"})
TABLE_SUFFIXES = frozenset({".csv", ".tsv"})
QT_IMAGE = "application/x-qt-image"
MOST_FILES = 50

NOTHING = N_(
    "There is nothing on the clipboard that can be pasted here: copy cards, text, cells of a spreadsheet or a picture."
)
TOO_MUCH = N_("What was copied is too large to paste. Copy a smaller part.")
TOO_MANY_FILES = N_("At most {most} pictures can be dropped at once.")
NO_PICTURE_FILE = N_("“{name}” is no picture that can be shown: take PNG, JPEG, GIF or WebP files.")
UNREADABLE = N_("“{name}” can't be read: {reason}.")


@dataclass(frozen=True, slots=True)
class Cards:
    """An excerpt that this program copied, here or elsewhere."""

    part: Document

    def pasted(self, document: Document, ids: IdSource, place: Place, title: LaneTitle) -> Pasted:
        return paste_cards(document, ids, self.part, place)


@dataclass(frozen=True, slots=True)
class Cells:
    """A block of a spreadsheet."""

    rows: Block

    def pasted(self, document: Document, ids: IdSource, place: Place, title: LaneTitle) -> Pasted:
        return paste_block(document, ids, self.rows, place, title)


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of text, each of which becomes a card."""

    lines: tuple[str, ...]

    def pasted(self, document: Document, ids: IdSource, place: Place, title: LaneTitle) -> Pasted:
        return paste_lines(document, ids, self.lines, place)


@dataclass(frozen=True, slots=True)
class Pictures:
    """Bytes of pictures, with the titles of their cards."""

    pictures: tuple[tuple[bytes, str], ...]

    def pasted(self, document: Document, ids: IdSource, place: Place, title: LaneTitle) -> Pasted:
        return paste_pictures(document, ids, self.pictures, place)


Clip = Cards | Cells | Lines | Pictures


def read_clip(mime: QMimeData, ids: IdSource, clock: Clock) -> Clip:
    """The richest form that can be pasted. Raises `Refused`, with a sentence, where there is none."""
    if mime.hasFormat(OWN):
        return Cards(_own(mime, ids, clock))
    table = _table_file(mime)
    if table is not None:
        return Cells(_table_in(table))
    files = picture_files(mime)
    if files:
        return Pictures(files)
    if mime.hasHtml() and has_table(mime.html()):
        rows = read_html(mime.html())
        if rows:
            return Cells(rows)
    text = _text(mime)
    picture = _picture(mime) if not text.strip() else None
    if picture is not None:
        return Pictures(((picture, ""),))
    return Cells(read_tsv(text)) if "\t" in text.strip() else plain_lines(text)


def read_plain(mime: QMimeData) -> Clip:
    """The text alone, a card for each line. Raises `Refused` where there is none."""
    return plain_lines(_text(mime).replace("\t", " "))


def plain_lines(text: str) -> Lines:
    lines = tuple(without_bullet(line) for line in text.splitlines())
    if not any(lines):
        raise Refused(NOTHING)
    return Lines(tuple(line for line in lines if line))


def without_bullet(line: str) -> str:
    """A line of a list without its sign."""
    line = line.strip()
    sign, _, rest = line.partition(" ")
    return rest.strip() if sign in {"-", "–", "*", "•", "·", "‣", "◦", "▪"} else line


def can_drop(mime: QMimeData) -> bool:
    """Whether what is dragged may become cards, by its form and the names of its files alone."""
    files = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
    if files:
        pictures = all(Path(file).suffix.lower() in PICTURE_SUFFIXES for file in files)
        return pictures or _table_file(mime) is not None
    forms = (OWN, *PICTURES, QT_IMAGE)
    return mime.hasText() or mime.hasHtml() or any(map(mime.hasFormat, forms))


def _own(mime: QMimeData, ids: IdSource, clock: Clock) -> Document:
    data = bytes(mime.data(OWN).data())
    if len(data) > 2 * MOST_BYTES:
        raise Refused(TOO_MUCH)
    return read_json(data.decode("utf-8", errors="replace"), ids, clock)


def _text(mime: QMimeData) -> str:
    text = mime.text() if mime.hasText() else ""
    if len(text) > MOST_CHARACTERS:
        raise Refused(TOO_MUCH)
    return text


def _picture(mime: QMimeData) -> bytes | None:
    """The bytes of a picture. Only forms that are known by their first bytes are ever decoded."""
    for form in PICTURES:
        if mime.hasFormat(form):
            data = bytes(mime.data(form).data())
            if picture_of(data) is not None:
                checked(data)
                return data
    # The systems' own bitmaps, which Qt has read already.
    image = mime.imageData() if mime.formats() == [QT_IMAGE] else None
    if not isinstance(image, QImage) or image.isNull():
        return None
    if image.width() * image.height() > MOST_PIXELS:
        raise Refused(TOO_MUCH)
    return png_of(image)


def picture_files(mime: QMimeData) -> tuple[tuple[bytes, str], ...]:
    """The pictures among the files that are named, with their names. Raises `Refused` for files that are none."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if len(paths) > MOST_FILES:
        raise Refused(TOO_MANY_FILES, most=MOST_FILES)
    return tuple((_picture_in(path), path.stem) for path in paths)


def _table_file(mime: QMimeData) -> Path | None:
    """The one file that is named, where it is a table."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in TABLE_SUFFIXES else None


def _table_in(path: Path) -> Block:
    text, _notices = decode(_bytes_of(path))
    return read_separated(text)


def _bytes_of(path: Path) -> bytes:
    """The bytes of a file, no more of them than may be needed to see that it is too large."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refused(UNREADABLE, name=path.name, reason=error.strerror or error) from error


def _picture_in(path: Path) -> bytes:
    data = _bytes_of(path)
    if picture_of(data) is None:
        raise Refused(NO_PICTURE_FILE, name=path.name)
    checked(data)
    return data


def picture_from(mime: QMimeData) -> bytes | None:
    """The one picture on the clipboard or in a drop, a file's or its bytes; None where there is none.

    Raises `Refused` for files that are no pictures.
    """
    files = picture_files(mime) if mime.hasUrls() else ()
    return files[0][0] if files else _picture(mime)


def picture_file(path: Path) -> bytes:
    """The picture in a file. Raises `Refused` where it can't be read or is none."""
    return _picture_in(path)
