"""The courtesy lock: names who has a document open, and never stands in anybody's way."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from journeyeditor.storage.locks import (
    MAX_LOCK,
    SILENT_AFTER,
    CourtesyLock,
    Found,
    Holder,
    Place,
    Standing,
    _lives_on_windows,
    judge,
    lock_path,
    process_lives,
    read_holder,
    this_place,
    who_has,
)
from tests.support.sources import fixed_clock

HERE = Place("laptop", "m1", "boot1", 100)
THERE = Place("studio", "m2", "boot9", 100)
ANNA = Holder("Anna", "anna", HERE, "s1", fixed_clock(), fixed_clock(), "journeyeditor 1")
BEN = replace(ANNA, user="Ben", place=THERE, session="s2")


def alive(_: int) -> bool:
    return True


def dead(_: int) -> bool:
    return False


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "map.journey"


def lock(path: Path, holder: Holder) -> CourtesyLock:
    return CourtesyLock(path, holder, lambda: "2026-03-01T09:31:00Z", alive)


def now(path: Path) -> float:
    return lock_path(path).stat().st_mtime if lock_path(path).exists() else 1e9


def test_the_first_has_it_and_the_second_is_told(path: Path) -> None:
    first, second = lock(path, ANNA), lock(path, BEN)
    assert first.take(now(path)) is None
    assert second.take(now(path)) == Found(ANNA, Standing.LIVE)
    assert who_has(path, BEN, now(path), alive) == Found(ANNA, Standing.LIVE)
    assert who_has(path, ANNA, now(path), alive) is None
    second.release()
    assert read_holder(lock_path(path)) == ANNA
    first.release()
    assert list(path.parent.iterdir()) == []
    assert second.take(now(path)) is None


def test_its_name_and_content(path: Path) -> None:
    lock(path, ANNA).take(now(path))
    (found,) = path.parent.iterdir()
    assert found.name == ".~lock.map.journey#"
    assert json.loads(found.read_bytes())["v"] == 1
    assert found.stat().st_size < MAX_LOCK


def test_a_beat_tells_that_we_work(path: Path) -> None:
    first = lock(path, ANNA)
    first.take(now(path))
    first.beat()
    holder = read_holder(lock_path(path))
    assert holder is not None
    assert holder.beat == "2026-03-01T09:31:00Z"
    lock_path(path).unlink()
    first.beat()
    assert not lock_path(path).exists()


STANDINGS = [
    (ANNA, 0, alive, Standing.OURS),
    (replace(ANNA, session="s9"), 0, alive, Standing.LIVE),
    (replace(ANNA, session="s9"), 0, dead, Standing.DEAD),
    (replace(ANNA, session="s9", place=replace(HERE, boot="boot0")), 0, alive, Standing.DEAD),
    (replace(ANNA, session="s9", place=replace(HERE, boot="")), 0, alive, Standing.LIVE),
    (BEN, 0, dead, Standing.LIVE),
    (BEN, SILENT_AFTER + 1, dead, Standing.SILENT),
    (replace(BEN, place=replace(THERE, machine="")), 0, dead, Standing.LIVE),
]


@pytest.mark.parametrize(("holder", "silence", "lives", "standing"), STANDINGS)
def test_who_left_it_is_judged_by_machine_boot_and_process(
    holder: Holder, silence: float, lives: object, standing: Standing
) -> None:
    assert judge(holder, ANNA, silence, lives) is standing  # type: ignore[arg-type]


def test_one_that_is_surely_dead_is_replaced(path: Path) -> None:
    lock(path, replace(ANNA, session="s9")).take(now(path))
    mine = CourtesyLock(path, ANNA, fixed_clock, dead)
    assert mine.take(now(path)) is None
    assert read_holder(lock_path(path)) == ANNA
    assert who_has(path, replace(ANNA, session="s3"), now(path), dead) is None


def test_a_silent_one_is_told_and_left(path: Path) -> None:
    lock(path, BEN).take(now(path))
    found = lock(path, ANNA).take(now(path) + SILENT_AFTER + 60)
    assert found == Found(BEN, Standing.SILENT)
    assert read_holder(lock_path(path)) == BEN


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"7", b"\xff\xfe", b"{}", b'{"place": {}}', b"[" * 9000, b'{"place": null}'],
)
def test_what_is_no_lock_of_ours_names_nobody(path: Path, data: bytes) -> None:
    lock_path(path).write_bytes(data)
    assert who_has(path, ANNA, now(path), alive) is None
    assert lock(path, ANNA).take(now(path)) is None
    assert read_holder(lock_path(path)) == ANNA


def test_texts_of_others_are_cut_and_cleaned(path: Path) -> None:
    lock(path, replace(BEN, user="B\n\x1b\u202een" + "n" * 1000)).take(now(path))
    holder = read_holder(lock_path(path))
    assert holder is not None
    assert holder.user == "Ben" + "n" * 197


def test_a_folder_without_permission_has_no_locks(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", denied)
    mine = lock(path, ANNA)
    assert mine.take(1e9) is None
    mine.beat()
    mine.release()


def test_a_link_is_never_followed(path: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("keep")
    lock_path(path).symlink_to(secret)
    lock(path, ANNA).take(1e9)
    assert secret.read_text() == "keep"


def test_this_process_lives_here() -> None:
    place = this_place()
    assert place.pid == os.getpid()
    assert process_lives(place.pid)
    assert not process_lives(0)
    assert not process_lives(2**22 + 12345)
    other = this_place("win32")
    assert other.machine


class Kernel:
    """The part of kernel32 that tells whether a process lives."""

    def __init__(self, handle: int, error: int = 0, waits: bool = True) -> None:
        self.handle, self.error, self.waits = handle, error, waits
        self.closed: list[int] = []

    def OpenProcess(self, *_: object) -> int:
        return self.handle

    def GetLastError(self) -> int:
        return self.error

    def WaitForSingleObject(self, *_: object) -> int:
        return 258 if self.waits else 0

    def CloseHandle(self, handle: int) -> None:
        self.closed.append(handle)


def test_windows_tells_by_handles() -> None:
    assert _lives_on_windows(7, Kernel(3))
    assert not _lives_on_windows(7, Kernel(3, waits=False))
    assert not _lives_on_windows(7, Kernel(0, 87))
    assert _lives_on_windows(7, Kernel(0, 5))
