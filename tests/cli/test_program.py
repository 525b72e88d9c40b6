"""The program as a whole: help, version, the window's door, streams, faults and garbage."""

from __future__ import annotations

import ctypes
import io
import os
import random
import subprocess
import sys
import tomllib
from contextlib import suppress
from pathlib import Path

import pytest

from journeyeditor import __version__
from journeyeditor.app.resources import Resources
from journeyeditor.cli import commands, window
from journeyeditor.cli.program import run
from journeyeditor.cli.terminal import Terminal, one_line
from journeyeditor.cli.words import COMMANDS, BadUsage
from tests.cli.conftest import Program

ROOT = Path(__file__).parents[2]


def test_version_is_that_of_the_package(program: Program) -> None:
    assert program("--version").out == f"journeyeditor {__version__}\n"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project.get("version", __version__) == __version__


def test_help_names_every_command(program: Program) -> None:
    ran = program("--help")
    assert ran.code == 0
    assert all(f"  {command.name} " in ran.out for command in COMMANDS)


@pytest.mark.parametrize("name", [command.name for command in COMMANDS])
def test_each_command_has_help_and_a_handler(program: Program, name: str) -> None:
    ran = program(name, "--help")
    assert ran.code == 0
    assert f"journeyeditor {name}" in ran.out
    assert name in commands.HANDLERS


@pytest.mark.parametrize("start", [[str(ROOT / "main.py")], ["-m", "journeyeditor"]])
def test_starts_from_another_folder(tmp_path: Path, start: list[str]) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "LANG": "C"}
    done = subprocess.run(
        [sys.executable, *start, "new", "a.journey"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "a.journey").is_file()


def test_without_a_display_one_sentence_says_what_to_do(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    ran = program()
    assert ran.code == 2
    assert "There is no display" in ran.only_line


def test_with_a_display_the_window_opens_the_file(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path | None] = []

    def run_window(path: Path | None) -> int:
        opened.append(path)
        return 0

    monkeypatch.setattr(window, "_application", lambda: run_window)
    program("new", "a.journey")
    assert program("a.journey", QT_QPA_PLATFORM="offscreen").code == 0
    assert program(QT_QPA_PLATFORM="offscreen").code == 0
    assert opened == [Path("a.journey"), None]


@pytest.mark.parametrize(
    ("environment", "shown"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
        ({"QT_QPA_PLATFORM": "vnc:size=800x600"}, True),
        ({"QT_QPA_PLATFORM": "xcb"}, False),
    ],
)
def test_which_environments_have_a_display(environment: dict[str, str], shown: bool) -> None:
    if shown:
        window.require_display(environment, "linux")
    else:
        with pytest.raises(BadUsage):
            window.require_display(environment, "linux")
    window.require_display(environment, "darwin")


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libEGL.so.1", "libegl1"),
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libnever.so.7", "Install the package that holds it."),
    ],
)
def test_a_missing_library_is_named_with_its_package(library: str, package: str) -> None:
    error = ImportError(f"{library}: cannot open shared object file: No such file or directory")
    found = window.missing_part(error)
    assert isinstance(found, BadUsage)
    assert library in str(found)
    assert str(found).endswith(package)


def test_a_plugin_that_can_t_be_loaded_is_said_before_qt_ends_the_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(window, "_plugin", lambda: Path("libqxcb.so"))

    def load(name: str) -> ctypes.CDLL:
        raise OSError("libxcb-cursor.so.0: cannot open shared object file")

    with pytest.raises(BadUsage, match="libxcb-cursor0"):
        window.require_xcb(":0", load)


def test_other_import_errors_stay_what_they_are() -> None:
    error = ImportError("cannot import name 'x' from 'journeyeditor.ui'")
    assert window.missing_part(error) is error


def test_a_fault_of_ours_is_one_line_and_a_log(
    program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(_: object) -> int:
        raise ZeroDivisionError("oh\nno")

    monkeypatch.setattr(commands, "HANDLERS", {"templates": fail})
    ran = program("templates")
    assert ran.code == 1
    assert "ZeroDivisionError: oh⏎no" in ran.only_line
    logs = list(tmp_path.rglob("journeyeditor.log"))
    assert "ZeroDivisionError" in logs[0].read_text(encoding="utf-8")


@pytest.mark.parametrize(("raised", "code"), [(KeyboardInterrupt, 130), (BrokenPipeError, 141)])
def test_ctrl_c_and_a_broken_pipe_are_quiet(
    program: Program, monkeypatch: pytest.MonkeyPatch, raised: type[BaseException], code: int
) -> None:
    def fail(_: object) -> int:
        raise raised

    monkeypatch.setattr(commands, "HANDLERS", {"templates": fail})
    ran = program("templates")
    assert (ran.code, ran.out, ran.err) == (code, "", "")


def test_a_terminal_that_knows_only_ascii_gets_every_line() -> None:
    out, err = io.BytesIO(), io.BytesIO()
    streams = [io.TextIOWrapper(b, encoding="ascii", errors="backslashreplace") for b in (out, err)]
    terminal = Terminal(io.BytesIO(), *streams)
    assert run(["info", "größe\udcff.journey"], terminal, {}) == 1
    terminal.err.flush()
    assert b"gr\\xf6\\xdfe" in err.getvalue()


def test_json_is_utf8_whatever_the_terminal_speaks() -> None:
    out = io.BytesIO()
    terminal = Terminal(
        io.BytesIO(), io.TextIOWrapper(out, encoding="ascii"), io.TextIOWrapper(io.BytesIO())
    )
    sample = Resources.find().samples / "elterngeld.json"
    assert run(["info", str(sample), "--json"], terminal, {}) == 0
    assert "ä" in out.getvalue().decode("utf-8")


def test_one_line_shows_line_ends_and_keeps_scripts() -> None:
    assert one_line("a\nb\x1b[0m و‍س") == "a⏎b\N{REPLACEMENT CHARACTER}[0m و‍س"


def test_garbage_is_refused_in_a_sentence(program: Program) -> None:
    chance = random.Random(7)
    whole = (Resources.find().samples / "first-e-bike.json").read_bytes()
    program("new", "good.journey")
    journey = Path("good.journey").read_bytes()
    for number in range(60):
        suffix, start = chance.choice(
            [("journey", journey), ("json", whole), ("md", whole), ("mmd", b"journey\n")]
        )
        data = bytearray(start[: chance.randrange(1, len(start))])
        for _ in range(chance.randrange(20)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        name = f"g{number}.{suffix}"
        Path(name).write_bytes(data)
        ran = program("info", name)
        assert ran.code in {0, 1}
        assert "Traceback" not in ran.err
        assert "Something went wrong" not in ran.err, (name, ran.err)


class Full(io.BytesIO):
    """A place with no room left."""

    def write(self, _data: object, /) -> int:
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("words", [["templates"], ["--help"]])
def test_a_result_that_has_no_room_is_told_in_a_line(words: list[str]) -> None:
    err = io.BytesIO()
    streams = [io.TextIOWrapper(raw, encoding="utf-8") for raw in (Full(), err)]
    terminal = Terminal(io.BytesIO(), *streams)
    assert run(words, terminal, {"LANG": "C"}) == 1
    terminal.err.flush()
    (line,) = err.getvalue().decode().splitlines()
    assert line.startswith("journeyeditor: The result can't be written: No space left on device.")
    with suppress(OSError):
        streams[0].detach()
