"""Where the command line reads and writes: whatever the encoding, and also where there is no terminal at all."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO, TextIO

PROGRAM = "journeyeditor"


@dataclass(frozen=True, slots=True)
class Terminal:
    """The three streams of a run."""

    source: BinaryIO
    out: TextIO
    err: TextIO

    @classmethod
    def of_process(cls) -> Terminal:
        """The process's own streams, made so that no character can stop them."""
        # A program with a window may be started without any streams (pythonw on Windows).
        out, err = sys.stdout or io.StringIO(), sys.stderr or io.StringIO()
        for stream in (out, err):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        source = sys.stdin.buffer if sys.stdin else io.BytesIO()
        return cls(source, out, err)

    def line(self, text: str) -> None:
        """Writes a line of the result."""
        print(text, file=self.out)

    def utf8(self, text: str) -> None:
        """Writes text for another program, as UTF-8 whatever the terminal speaks."""
        buffer = getattr(self.out, "buffer", None)
        if buffer is None:
            self.out.write(text)
            return
        self.out.flush()
        buffer.write(text.encode("utf-8"))
        buffer.flush()

    def tell(self, text: str) -> None:
        """Writes one line about the work to the stream of errors."""
        # A name may hold line ends; whoever reads errors line by line relies on one line each.
        print(f"{PROGRAM}: {one_line(text)}", file=self.err)

    def quiet(self) -> None:
        """Nobody reads any more: what is still to be written goes nowhere."""
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.out.fileno())
            os.close(nowhere)


def one_line(text: str) -> str:
    """The text with line ends and control characters as visible signs."""
    return "".join(c if c.isprintable() or c == " " else _visible(c) for c in text)


def _visible(character: str) -> str:
    if character in "\n\r":
        return "⏎"
    # Lone surrogates stand for bytes of file names that are no UTF-8; joiners and marks stay as they are.
    is_text = character > "\x9f" and not "\ud800" <= character <= "\udfff"
    return character if is_text else "\N{REPLACEMENT CHARACTER}"
