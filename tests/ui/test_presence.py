"""Files are looked for beside the window; a disk that does not answer keeps nothing and nobody waiting."""

from __future__ import annotations

import errno
import threading
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject

from journeyeditor.ui.presence import Presence, is_there

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

LATE = 20.0
"""Longer than any test takes, in seconds."""


class Share:
    """A disk that answers for what is `dead` only once it is let."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.dead: set[Path] = set()
        self.asked: list[Path] = []
        self.threads: set[threading.Thread] = set()
        self.answers = Event()
        plain = Path.stat

        def stat(path: Path, **how: bool) -> object:
            if path.suffix in {".journey", ".share"}:
                self.asked.append(path)
                self.threads.add(threading.current_thread())
            if path in self.dead:
                self.answers.wait(LATE)
            return plain(path, **how)

        monkeypatch.setattr(Path, "stat", stat)


@pytest.fixture
def share(monkeypatch: pytest.MonkeyPatch) -> Iterator[Share]:
    made = Share(monkeypatch)
    yield made
    made.answers.set()


@pytest.fixture
def presence(application: object, share: Share) -> Iterator[Presence]:
    owner = QObject()
    made = Presence(owner)
    yield made
    share.answers.set()
    made._jobs.wait()


def test_one_dead_place_keeps_no_other_waiting(
    presence: Presence, share: Share, tmp_path: Path, qtbot: QtBot
) -> None:
    dead, gone, there = (tmp_path / f"{name}.journey" for name in ("dead", "gone", "there"))
    there.touch()
    share.dead.add(dead)
    told: dict[Path, bool] = {}
    presence.told.connect(told.__setitem__)
    for path in (dead, gone, there):
        presence.ask(path)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == {gone: False, there: True}
    assert presence.gone == {gone}
    share.answers.set()
    qtbot.waitUntil(lambda: len(told) == 3)
    assert presence.gone == {gone, dead}
    assert threading.main_thread() not in share.threads


def test_nothing_is_looked_for_twice_at_once(
    presence: Presence, share: Share, tmp_path: Path, qtbot: QtBot
) -> None:
    dead = tmp_path / "dead.journey"
    share.dead.add(dead)
    told: list[bool] = []
    presence.told.connect(lambda _path, there: told.append(there))
    for _ in range(3):
        presence.ask(dead)
    qtbot.waitUntil(lambda: bool(share.asked))
    share.answers.set()
    qtbot.waitUntil(lambda: bool(told))
    assert share.asked == [dead]
    dead.touch()
    presence.ask(dead)
    qtbot.waitUntil(lambda: told == [False, True])
    assert presence.gone == frozenset()


def test_a_folder_that_does_not_answer_in_time_is_none(
    presence: Presence, share: Share, tmp_path: Path
) -> None:
    dead = tmp_path / "dead.share"
    dead.mkdir()
    assert presence.is_folder(dead, patience_ms=20_000)
    assert not presence.is_folder(tmp_path / "gone.share", patience_ms=20_000)
    share.dead.add(dead)
    assert not presence.is_folder(dead, patience_ms=20)


@pytest.mark.parametrize(
    ("number", "there"),
    [
        (errno.ENOENT, False),
        (errno.ENOTDIR, False),
        (errno.EACCES, True),
        (errno.EIO, True),
        (errno.EHOSTDOWN, True),
    ],
)
def test_an_error_is_told_when_the_file_is_opened(
    monkeypatch: pytest.MonkeyPatch, number: int, there: bool
) -> None:
    def fails(_path: Path) -> object:
        raise OSError(number, "no")

    monkeypatch.setattr(Path, "stat", fails)
    assert is_there(Path("a.journey")) is there
