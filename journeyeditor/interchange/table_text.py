"""Tables as text, to and from spreadsheets: tab-separated lines, tables in HTML, and files of separated values.

A block is a tuple of rows, each a tuple of texts. What comes from a clipboard is untrusted: it is read up to
limits and never refused for its form.

Tab-separated text is what Excel, LibreOffice and Google Sheets put on the clipboard: cells apart by tabs, rows by
line ends; a cell that holds a tab or a line end stands in double quotes, in which a double quote is doubled
(RFC 4180 with tabs for commas). A quote that is not closed before a tab or line end is just a quote.
"""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from html.parser import HTMLParser

from journeyeditor.model.messages import N_, Refused

Block = tuple[tuple[str, ...], ...]

MOST_CHARACTERS = 4_000_000
MOST_CELLS = 20_000
MOST_SPAN = 1_000

_TOO_LARGE = N_("What was copied is too large to paste: at most {most} cells. Copy a smaller part.")
_TOO_LONG = N_("What was copied is too large to paste. Copy a smaller part.")
_QUOTED = re.compile(r'[\t\r\n"]')
_LINE_ENDS = re.compile(r"\r\n?")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_TABLE = re.compile(r"<table\b", re.IGNORECASE)


def write_tsv(rows: Iterable[Iterable[str]]) -> str:
    """Rows of cells as tab-separated text without a line end at its end."""
    return "\n".join("\t".join(_quoted(cell) for cell in row) for row in rows)


def _quoted(cell: str) -> str:
    if not _QUOTED.search(cell):
        return cell
    return '"' + cell.replace('"', '""') + '"'


def write_html(rows: Iterable[Iterable[str]], heads: Sequence[str] = ()) -> str:
    """Rows of cells as an HTML table; `heads` are the columns' titles, none for a table without them."""
    lines = ['<meta charset="utf-8"><table>']
    if any(heads):
        lines.append(_html_row(heads, "th"))
    lines += [_html_row(row, "td") for row in rows]
    return "\n".join([*lines, "</table>"])


def _html_row(cells: Iterable[str], tag: str) -> str:
    inner = "".join(f"<{tag}>{_html_text(cell)}</{tag}>" for cell in cells)
    return f"<tr>{inner}</tr>"


def _html_text(text: str) -> str:
    # Excel keeps such a line break within its cell.
    return html.escape(text).replace("\n", '<br style="mso-data-placement:same-cell">')


def read_tsv(text: str) -> Block:
    """The cells of tab-separated text, without empty rows and columns at its end.

    Raises `Refused` for more text or cells than can be pasted.
    """
    _check_length(text)
    text = _LINE_ENDS.sub("\n", text.replace("\0", "")).rstrip("\n")
    return _block(_rows_of(text))


def read_separated(text: str) -> Block:
    """The cells of a file of comma-, semicolon- or tab-separated values (RFC 4180); the first line tells which.

    Raises `Refused` as `read_tsv`.
    """
    _check_length(text)
    text = _LINE_ENDS.sub("\n", text.replace("\0", "")).rstrip("\n")
    first = text.partition("\n")[0]
    separator = max("\t;,", key=first.count)
    try:
        return _block(csv.reader(io.StringIO(text), delimiter=separator))
    except csv.Error as error:
        # A cell longer than the reader takes, as a quote that is never closed makes it.
        raise Refused(_TOO_LONG) from error


def _rows_of(text: str) -> Iterator[list[str]]:
    row: list[str] = []
    at = 0
    while at <= len(text):
        cell, at = _cell(text, at)
        row.append(cell)
        if at >= len(text) or text[at] == "\n":
            yield row
            row = []
        at += 1


def _cell(text: str, start: int) -> tuple[str, int]:
    """The cell that begins at `start`, and where it ends."""
    if text.startswith('"', start):
        end = _closing(text, start + 1)
        if end is not None:
            return text[start + 1 : end].replace('""', '"'), end + 1
    ends = [at for at in (text.find("\t", start), text.find("\n", start)) if at >= 0]
    end = min(ends, default=len(text))
    return text[start:end], end


def _closing(text: str, start: int) -> int | None:
    """Where the quote is closed, None where no cell ends behind it."""
    at = text.find('"', start)
    while at >= 0 and text.startswith('""', at):
        at = text.find('"', at + 2)
    if at < 0:
        return None
    behind = text[at + 1 : at + 2]
    return at if behind in {"", "\t", "\n"} else None


def has_table(text: str) -> bool:
    """Whether a text in HTML holds a table."""
    return len(text) <= MOST_CHARACTERS and _TABLE.search(text) is not None


def read_html(text: str) -> Block:
    """The cells of the first table of a text in HTML, empty if there is none.

    A cell over several columns or rows fills the first of them. Raises `Refused` as `read_tsv`.
    """
    _check_length(text)
    reader = _TableReader()
    reader.feed(text)
    reader.close()
    return _block(reader.rows)


def _check_length(text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise Refused(_TOO_LONG)


def _block(rows: Iterable[Sequence[str]]) -> Block:
    """Rows of equal width without what is empty at the right and at the bottom."""
    kept: list[list[str]] = []
    cells = 0
    for row in rows:
        kept.append([cell.strip() for cell in row])
        cells += len(row)
        if cells > MOST_CELLS:
            raise Refused(_TOO_LARGE, most=MOST_CELLS)
    width = max((_filled(row) for row in kept), default=0)
    while kept and not any(kept[-1]):
        kept.pop()
    return tuple(tuple((row + [""] * width)[:width]) for row in kept)


def _filled(row: Sequence[str]) -> int:
    return max((place + 1 for place, cell in enumerate(row) if cell), default=0)


_BLOCKS = frozenset({"p", "div", "li"})
_SILENT = frozenset({"script", "style", "head", "title", "template"})


class _TableReader(HTMLParser):
    """Collects the rows of the first table; tables inside its cells are part of their text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._depth = 0
        self._done = False
        self._silent = 0
        self._cell: list[str] | None = None
        self._place = self._cells = 0
        self._held: dict[int, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._depth += 1
        elif self._depth == 1 and not self._done:
            self._begin(tag, dict(attrs))
        if tag == "br" and self._cell is not None:
            self._cell.append("\n")
        elif tag in _BLOCKS:
            self._break()

    def _begin(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "tr":
            self._end_cell()
            self._new_row()
        elif tag in {"td", "th"}:
            self._end_cell()
            self._new_cell(_span(attributes.get("colspan")), _span(attributes.get("rowspan")))

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "table" and self._depth:
            self._depth -= 1
            if not self._depth:
                self._end_cell()
                self._done = True
        elif tag in {"td", "th", "tr"} and self._depth == 1:
            self._end_cell()
        elif tag in _BLOCKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._silent:
            self._cell.append(_SPACES.sub(" ", data))

    def _break(self) -> None:
        if self._cell is not None and self._cell[-1:] != ["\n"]:
            self._cell.append("\n")

    def _new_row(self) -> None:
        self.rows.append([])
        self._place = 0
        self._held = {place: left - 1 for place, left in self._held.items() if left > 1}

    def _new_cell(self, columns: int, rows: int) -> None:
        if not self.rows:
            self._new_row()
        while self._place in self._held:
            self._put("")
        self._cell = []
        self._columns, self._over = columns, rows

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        text = _lines("".join(self._cell))
        self._cell = None
        for place in range(self._columns):
            if self._over > 1:
                self._held[self._place] = self._over
            self._put(text if place == 0 else "")

    def _put(self, text: str) -> None:
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise Refused(_TOO_LARGE, most=MOST_CELLS)
        self.rows[-1].append(text)
        self._place += 1


def _span(value: str | None) -> int:
    """How many columns or rows a cell covers, within reason."""
    return (
        min(MOST_SPAN, max(1, int(value))) if value and value.isdecimal() and len(value) < 6 else 1
    )


def _lines(text: str) -> str:
    """Text without spaces at the ends of its lines."""
    return "\n".join(line.strip() for line in text.replace("\xa0", " ").split("\n")).strip()
