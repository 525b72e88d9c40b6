"""Running the command line inside the test's own process, in a folder of its own."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from journeyeditor.cli.program import run
from journeyeditor.cli.terminal import Terminal


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run left: its exit code and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def only_line(self) -> str:
        """The one line on the stream of errors."""
        assert self.err.count("\n") == 1, self.err
        assert self.err.endswith("\n")
        assert "Traceback" not in self.err
        return self.err.removeprefix("journeyeditor: ").rstrip("\n")


Program = Callable[..., Ran]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Runs the program in `tmp_path / "work"`; settings and log lie beside it."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("HOME", str(tmp_path))

    def ran(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> Ran:
        out, err = io.BytesIO(), io.BytesIO()
        terminal = Terminal(
            io.BytesIO(stdin),
            io.TextIOWrapper(out, encoding="utf-8", errors="backslashreplace"),
            io.TextIOWrapper(err, encoding="utf-8", errors="backslashreplace"),
        )
        code = run([str(a) for a in arguments], terminal, {"LANG": "C", **environment})
        terminal.err.flush()
        return Ran(code, out.getvalue().decode(), err.getvalue().decode())

    return ran
