"""Where the command line reads and writes: whatever the encoding, and also where there is no terminal at all."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import BinaryIO, TextIO

from journeyeditor.model.messages import N_, Refused

NO_ROOM = N_("The result can't be written: {reason}. Send it somewhere else or make room there.")

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
        """Writes a line of the result. Raises `Refused` where it can't be written."""
        with self._writing():
            print(text, file=self.out)

    def utf8(self, text: str) -> None:
        """Writes text for another program, as UTF-8 whatever the terminal speaks. Raises as `line` does."""
        buffer = getattr(self.out, "buffer", None)
        with self._writing():
            if buffer is None:
                self.out.write(text)
                return
            self.out.flush()
            buffer.write(text.encode("utf-8"))
            buffer.flush()

    def finish(self) -> None:
        """Makes sure that the result is out. Raises as `line` does."""
        with self._writing():
            self.out.flush()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:
            raise
        except OSError as error:
            # What is still held back must not be tried again when the process ends.
            self.quiet()
            raise Refused(NO_ROOM, reason=error.strerror or error) from error

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
