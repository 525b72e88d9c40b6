"""The statements of a journey diagram, line by line: title, accTitle, accDescr, section, task."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from journeyeditor.interchange.mermaid.diagram import Diagram, Heading, Line, together
from journeyeditor.interchange.mermaid.tasks import read_task, reads_as_task
from journeyeditor.interchange.mermaid.texts import hide_entities, plain, split_comment
from journeyeditor.model.messages import N_

_ACC_TITLE = re.compile(r"accTitle\s*:\s*(.*)|accTitle\s+([^:]*)|accTitle", re.IGNORECASE)
_ACC_DESCRIPTION = re.compile(r"accDescr\s*:\s*(.*)|accDescr\s+([^:{]*)|accDescr", re.IGNORECASE)
_BLOCK = re.compile(r"accDescr\s*(:?)\s*\{\s*(.*)", re.IGNORECASE)
_TITLE = re.compile(r"title(?:\s+(.*))?", re.IGNORECASE)
_SECTION = re.compile(r"section(?:\s+(.*))?", re.IGNORECASE)
_WITH_COLON = re.compile(r"(title|section)\s*:\s*([^:]*)", re.IGNORECASE)
_KEYWORD = re.compile(r"(?:title|section|accTitle|accDescr|journey)\b", re.IGNORECASE)

_COMMENT = N_("A comment was left out.")
_CUT = N_("Mermaid would leave out everything from the first “#” on; it was read as text.")
_HIDES = N_("Mermaid would leave out this line because of its “%”; it was read as text.")
_SEPARATED = N_(
    "Mermaid doesn't separate statements with “;”; they were read as lines of their own."
)
_ENDED = N_("Mermaid refuses a “;” at the end of a line; it was left out.")
_SEMICOLON = N_("Mermaid refuses a “;” in a text; it was read as a part of it.")
_AGAIN = N_("This text is given again further on, and the last one counts.")
_EMPTY = N_("Nothing stands behind the word that begins this line.")
_NO_COLON = N_("Mermaid wants a colon here; the line was read as if there was one.")
_NO_COLON_WANTED = N_("Mermaid wants no colon here; the line was read as if there was none.")
_UNCLOSED = N_("The text in braces never ends; only this line was read.")
_SECOND_HEADER = N_("“journey” stands here once more and was left out.")
_AS_TASK = N_("Mermaid would not read this line as a task; it was read as one.")
_COLON_IN_SECTION = N_(
    "Mermaid refuses a colon in the name of a section; it was read as a part of it."
)
_NAMELESS_SECTION = N_("This section has no name.")


def read_statements(lines: tuple[Line, ...], diagram: Diagram) -> None:
    """Adds what these lines say to the diagram, and a notice for each that Mermaid reads in another way."""
    _Reader(lines, diagram).read()


class _Reader:
    """Goes through the lines once; looks ahead where a text may go on."""

    def __init__(self, lines: tuple[Line, ...], diagram: Diagram) -> None:
        self._lines = [line for line in lines if line.rest.strip()]
        self._at = 0
        self._diagram = diagram
        braces = (i for i in range(len(self._lines), 0, -1) if "}" in self._lines[i - 1].rest)
        self._last_brace = next(braces, 0)

    def read(self) -> None:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            self._at += 1
            self._line(replace(line, rest=hide_entities(line.rest).lstrip()))

    def _line(self, line: Line) -> None:
        for pattern, handle in _WHOLE_LINE:
            found = pattern.fullmatch(line.rest.rstrip())
            if found and handle(self, line, found):
                return
        text, comment = split_comment(line.rest)
        if comment:
            self._diagram.note(line, _COMMENT)
        elif "#" in text:
            self._diagram.note(line, _CUT)
        if text.startswith("%") or text[1:3] == "%%":
            self._diagram.note(line, _HIDES)
        for statement in self._separated(line, text):
            self._statement(replace(line, rest=statement))

    def _separated(self, line: Line, text: str) -> list[str]:
        if ";" not in text:
            return [text] if text.strip() else []
        pieces = [piece for piece in text.split(";") if piece.strip()]
        if len(pieces) <= 1:
            self._diagram.note(line, _ENDED)
            return pieces
        if all(_KEYWORD.match(piece.lstrip()) or reads_as_task(piece) for piece in pieces):
            self._diagram.note(line, _SEPARATED)
            return [piece.lstrip() for piece in pieces]
        self._diagram.note(line, _SEMICOLON)
        return [text]

    def _block(self, line: Line, found: re.Match[str]) -> bool:
        colon, first = found[1], found[2]
        if colon and first.strip():
            return False
        if "}" not in first and self._last_brace <= self._at:
            self._diagram.note(line, _UNCLOSED)
            self._heading("acc_description", line, first)
            return True
        texts = [first]
        while "}" not in texts[-1]:
            texts.append(hide_entities(self._lines[self._at + len(texts) - 1].rest))
        whole = together([line, *self._lines[self._at : self._at + len(texts) - 1]])
        if colon:
            self._diagram.note(line, _NO_COLON_WANTED)
        self._at += len(texts) - 1
        last = self._lines[self._at - 1] if len(texts) > 1 else line
        texts[-1], _, after = texts[-1].partition("}")
        self._heading("acc_description", whole, "\n".join(text.strip() for text in texts))
        if after.strip():
            self._line(replace(last, rest=after.lstrip()))
        return True

    def _acc_title(self, line: Line, found: re.Match[str]) -> bool:
        return self._accessible("acc_title", line, found)

    def _acc_description(self, line: Line, found: re.Match[str]) -> bool:
        return self._accessible("acc_description", line, found)

    def _accessible(self, name: str, line: Line, found: re.Match[str]) -> bool:
        if found[2] is not None:
            self._diagram.note(line, _NO_COLON)
        self._heading_here_or_next(name, line, found[1] or found[2] or "")
        return True

    def _heading_here_or_next(self, name: str, line: Line, text: str) -> None:
        """A text behind its word, or on the next line if that can only belong to it; Mermaid takes any."""
        following = self._lines[self._at] if self._at < len(self._lines) else None
        if text:
            self._heading(name, line, text)
        elif (
            following and ":" not in following.rest and not _KEYWORD.match(following.rest.lstrip())
        ):
            self._at += 1
            self._heading(name, together([line, following]), hide_entities(following.rest))
        else:
            self._diagram.note(line, _EMPTY)

    def _heading(self, name: str, line: Line | None, text: str) -> None:
        earlier: Heading = getattr(self._diagram, name)
        said = plain(text)
        if earlier.text and said and earlier.text != said:
            self._diagram.note(earlier.line, _AGAIN)
        if said:
            setattr(self._diagram, name, Heading(said, line))

    def _statement(self, line: Line) -> None:
        for pattern, handle in _STATEMENTS:
            found = pattern.fullmatch(line.rest.strip())
            if found and handle(self, line, found):
                return
        self._diagram.add_task(read_task(line, self._diagram))

    def _header(self, line: Line, _: re.Match[str]) -> bool:
        self._diagram.note(line, _SECOND_HEADER)
        return True

    def _with_colon(self, line: Line, found: re.Match[str]) -> bool:
        if reads_as_task(line.rest):
            return False
        self._diagram.note(line, _NO_COLON_WANTED)
        if found[1].lower() == "title":
            self._heading("title", line, found[2])
        else:
            self._start_section(line, found[2])
        return True

    def _title(self, line: Line, found: re.Match[str]) -> bool:
        text = found[1] or ""
        odd = self._diagram.title.text or not line.rest.startswith("title")
        if odd and reads_as_task(line.rest):
            self._diagram.note(line, _AS_TASK)
            return False
        self._heading_here_or_next("title", line, text)
        return True

    def _section(self, line: Line, found: re.Match[str]) -> bool:
        text = found[1] or ""
        whole = text.count(":") > 1 or not line.rest.startswith("section")
        if whole and reads_as_task(line.rest):
            self._diagram.note(line, _AS_TASK)
            return False
        if ":" in text:
            self._diagram.note(line, _COLON_IN_SECTION)
        self._start_section(line, text)
        return True

    def _start_section(self, line: Line, text: str) -> None:
        name = plain(text)
        if not name:
            self._diagram.note(line, _NAMELESS_SECTION)
        self._diagram.start_section(name)


Handler = Callable[[_Reader, Line, re.Match[str]], bool]

# Accessible texts take the rest of their line as it is, comments and semicolons included.
_WHOLE_LINE: tuple[tuple[re.Pattern[str], Handler], ...] = (
    (_BLOCK, _Reader._block),
    (_ACC_TITLE, _Reader._acc_title),
    (_ACC_DESCRIPTION, _Reader._acc_description),
)
_STATEMENTS: tuple[tuple[re.Pattern[str], Handler], ...] = (
    (re.compile(r"journey", re.IGNORECASE), _Reader._header),
    (_WITH_COLON, _Reader._with_colon),
    (_TITLE, _Reader._title),
    (_SECTION, _Reader._section),
)
