"""Opens a file of another form: finds out which, and reads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePath

from journeyeditor.interchange.decoding import decode
from journeyeditor.interchange.json_document import read_json
from journeyeditor.interchange.markdown import read_markdown
from journeyeditor.interchange.mermaid import read_mermaid
from journeyeditor.interchange.report import Imported
from journeyeditor.model.ids import Clock, IdSource
from journeyeditor.model.messages import N_, Refused, Translate, untranslated

Reader = Callable[[str, IdSource, Clock, str, Translate], Imported]

_UNKNOWN = N_("“{format}” is no form that can be imported; there are {known}.")
_FENCED = re.compile(
    r"^\s*(?:`{3,}|~{3,}|:{3,}|<(?:div|pre|!doctype|html)\b)", re.IGNORECASE | re.MULTILINE
)


def _json(text: str, ids: IdSource, clock: Clock, name: str, translate: Translate) -> Imported:
    return Imported(read_json(text, ids, clock))


def _mermaid(text: str, ids: IdSource, clock: Clock, name: str, translate: Translate) -> Imported:
    """A diagram alone, or in the fences that are often saved along with it."""
    reader = read_markdown if _FENCED.search(text) else read_mermaid
    return reader(text, ids, clock, name, translate)


FORMATS: dict[str, Reader] = {
    "mermaid": _mermaid,
    "mmd": _mermaid,
    "md": read_markdown,
    "markdown": read_markdown,
    "html": read_markdown,
    "htm": read_markdown,
    "json": _json,
}


def import_file(
    data: bytes,
    name: str,
    format: str | None,  # noqa: A002 - the command line's own word
    ids: IdSource,
    clock: Clock,
    translate: Translate = untranslated,
) -> Imported:
    """The document in the bytes of a file called `name`, read as `format`, else by its suffix or content.

    Raises `Refused` where the form is unknown or the content is not of it.
    """
    if format is not None and format.lower().removeprefix(".") not in FORMATS:
        raise Refused(_UNKNOWN, format=format, known=", ".join(FORMATS))
    text, notices = decode(data)
    chosen = (format or PurePath(name).suffix).lower().removeprefix(".")
    reader = FORMATS.get(chosen) or _by_content(text)
    found = reader(text, ids, clock, name, translate)
    return Imported(found.document, (*notices, *found.report))


def _by_content(text: str) -> Reader:
    begin = text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE} \t\r\n")
    return _json if begin.startswith(("{", "[")) else _mermaid
