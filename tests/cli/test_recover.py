"""Unsaved work and damaged files on the command line: `recover` and `check --salvage`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from journeyeditor.app.beginning import new_session, open_session
from journeyeditor.app.services import Services
from tests.app.conftest import services_in
from tests.app.crashing import titled
from tests.cli.conftest import Program


@pytest.fixture
def elsewhere(program: Program, tmp_path: Path) -> Services:
    """The services of a window that worked in the same folders."""
    return services_in(tmp_path / "XDG_STATE_HOME" / "journeyeditor" / "sessions")


@pytest.fixture
def lost(elsewhere: Services) -> str:
    """The id of a session that ended with two unsaved changes."""
    session = new_session(elsewhere)
    titled(session, "Unsaved")
    titled(session, "Unsaved\tas well")
    session.close(keep=True)
    (folder,) = elsewhere.workspace.iterdir()
    return folder.name


def test_nothing_lost_lists_nothing(program: Program) -> None:
    for arguments in (["recover"], ["recover", "--list"]):
        ran = program(*arguments)
        assert (ran.code, ran.out, ran.only_line) == (0, "", "There is no unsaved work.")


def test_unsaved_work_is_listed_one_per_line(program: Program, lost: str) -> None:
    ran = program("recover", "--list")
    assert ran.code == 0
    assert ran.out == f"{lost}\tUnsaved as well\t\t2026-03-01T09:30:00Z\t2\n"


def test_unsaved_work_is_written_and_stays(program: Program, lost: str, tmp_path: Path) -> None:
    ran = program("recover", lost[:6], "-o", "out.journey")
    assert (ran.code, ran.out) == (0, "out.journey is written.\n")
    assert "stays listed" in ran.only_line
    assert "Unsaved" in program("info", "out.journey").out
    assert lost in program("recover").out


def test_recovered_work_of_a_file_keeps_its_history(
    program: Program, elsewhere: Services, tmp_path: Path
) -> None:
    assert program("new", "a.journey").code == 0
    session = open_session(elsewhere, tmp_path / "work" / "a.journey")
    titled(session, "Unsaved")
    session.close(keep=True)
    line = program("recover").out.rstrip("\n").split("\t")
    assert line[2].endswith("a.journey")
    before = (tmp_path / "work" / "a.journey").read_bytes()
    assert program("recover", line[0], "-o", "b.journey").code == 0
    assert "Saved: 2 times" in program("info", "b.journey").out
    assert (tmp_path / "work" / "a.journey").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "sentence", "code"),
    [
        (["recover", "zz", "-o", "x.journey"], "There is no unsaved work “zz”; there are: ", 1),
        (["recover", "{id}", "-o", "there.journey"], "exists already", 1),
        (["recover", "{id}", "-o", "x.pdf"], "should end in .journey", 2),
        (["recover", "{id}"], "Say with -o which file", 2),
        (["recover", "-o", "x.journey"], "“recover --list” lists it", 2),
        (["recover", "{id}", "--list"], "--list goes without", 2),
    ],
)
def test_what_can_t_be_done_is_said(
    program: Program, lost: str, tmp_path: Path, arguments: list[str], sentence: str, code: int
) -> None:
    there = tmp_path / "work" / "there.journey"
    there.write_bytes(b"mine")
    ran = program(*(argument.format(id=lost) for argument in arguments))
    assert ran.code == code
    assert sentence in ran.only_line
    assert there.read_bytes() == b"mine"


def test_force_replaces(program: Program, lost: str, tmp_path: Path) -> None:
    there = tmp_path / "work" / "there.journey"
    there.write_bytes(b"mine")
    assert program("recover", lost, "-o", "there.journey", "--force").code == 0
    assert there.read_bytes() != b"mine"


@pytest.fixture
def damaged(program: Program, tmp_path: Path) -> Path:
    assert program("new", "a.journey", "--template", "retail").code == 0
    path = tmp_path / "work" / "a.journey"
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 3 // 4])
    return path


def test_what_is_left_of_a_damaged_file_is_written(program: Program, damaged: Path) -> None:
    assert program("check", damaged).code == 1
    before = damaged.read_bytes()
    ran = program("check", damaged, "--salvage", "left.journey")
    assert ran.code == 3, ran.err
    assert "left.journey is written." in ran.out
    assert "cut off" in ran.out
    assert program("check", "left.journey").code == 0
    assert damaged.read_bytes() == before


def test_what_is_missing_is_told_as_json(program: Program, damaged: Path) -> None:
    ran = program("check", damaged, "--salvage", "left.journey", "--json")
    told = json.loads(ran.out)
    assert told["found"] > 10
    assert told["missing"]
    assert program("check", damaged, "--salvage", "left.journey").code == 1


def test_a_whole_file_can_be_salvaged_too(program: Program) -> None:
    assert program("new", "a.journey").code == 0
    ran = program("check", "a.journey", "--salvage", "left.journey")
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "Nothing is missing.")


def test_nothing_is_left_of_another_file(program: Program, tmp_path: Path) -> None:
    (tmp_path / "work" / "x.journey").write_bytes(b"\x89PNG not a journey at all" * 100)
    ran = program("check", "x.journey", "--salvage", "left.journey")
    assert ran.code == 1
    assert ran.only_line
    assert not (tmp_path / "work" / "left.journey").exists()
