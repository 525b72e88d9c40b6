"""Where a file can't be swapped: what is kept, and what is swept."""

from __future__ import annotations

import errno
import os
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from journeyeditor.model.messages import Refused
from journeyeditor.storage import disk, safe_save, swapping
from journeyeditor.storage.leftovers import ABANDONED_AFTER, sweep, unsaved_name
from journeyeditor.storage.oslock import OsLock
from journeyeditor.storage.swapping import StillHeld, replaced_on_windows, windows_replace_file
from tests.storage.doors import reopen, save, saved_file
from tests.storage.test_saving import failing, other_document

Usage = namedtuple("Usage", "total used free")


def windows_error(number: int) -> OSError:
    error = PermissionError(errno.EACCES, "held")
    error.winerror = number  # type: ignore[attr-defined]
    return error


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


# --- a file that another program never lets go


def test_a_version_that_can_not_take_its_place_is_kept_beside_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved_file(folder)
    before = path.read_bytes()

    def held(*_: object) -> None:
        raise StillHeld(errno.EACCES, "held")

    monkeypatch.setattr(safe_save, "swap", held)
    with pytest.raises(Refused, match="in use by another program") as refusal:
        save(other_document(), path)
    kept = "a (unsaved version 2026-03-01 0930).journey"
    assert kept in str(refusal.value)
    assert names(folder) == [kept, "a.journey"]
    assert path.read_bytes() == before
    assert reopen(folder / kept).document == other_document()


def test_names_of_kept_versions() -> None:
    at = "2026-03-01T09:30:00Z"
    assert unsaved_name("plain", at) == "plain (unsaved version 2026-03-01 0930)"
    assert len(unsaved_name("ä" * 120 + ".journey", at).encode()) < 150


# --- left-over temporary files


def leftover(folder: Path, name: str, age: float) -> Path:
    path = folder / name
    path.write_bytes(b"x")
    os.utime(path, (1e9 - age, 1e9 - age))
    return path


def test_only_old_temporary_files_of_this_file_are_swept(folder: Path) -> None:
    old = ABANDONED_AFTER + 10
    mine = leftover(folder, ".~a.journey.0123abcd.tmp", old)
    backup = leftover(folder, ".~a.journey.0123abcd.tmp.bak", old)
    stay = [
        leftover(folder, ".~a.journey.0123abce.tmp", ABANDONED_AFTER - 10),
        leftover(folder, ".~b.journey.0123abcd.tmp", old),
        leftover(folder, ".~a.journey.0123ABCD.tmp", old),
        leftover(folder, "a.journey", old),
    ]
    (folder / ".~a.journey.0123abcf.tmp").symlink_to(folder / "a.journey")
    assert sorted(sweep(folder / "a.journey", 1e9)) == sorted([mine, backup])
    assert all(path.exists() for path in stay)


def test_what_is_being_written_is_not_swept(folder: Path) -> None:
    path = leftover(folder, ".~a.journey.0123abcd.tmp", 2 * ABANDONED_AFTER)
    lock = OsLock(path)
    assert lock.take()
    assert sweep(folder / "a.journey", 1e9) == []
    lock.release()
    assert sweep(folder / "a.journey", 1e9) == [path]


def test_opening_and_saving_sweep(folder: Path) -> None:
    path = saved_file(folder)
    leftover(folder, ".~a.journey.0123abcd.tmp", 0)
    reopen(path)
    assert names(folder) == ["a.journey"]
    leftover(folder, ".~a.journey.0123abcd.tmp", 0)
    save(other_document(), path)
    assert names(folder) == ["a.journey"]


def test_the_file_of_a_save_is_locked_while_it_is_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free: list[bool] = []
    sync = disk.sync_file

    def synced(descriptor: int) -> None:
        (temporary,) = folder.glob(".~*")
        free.append(OsLock(temporary).take())
        sync(descriptor)

    monkeypatch.setattr(safe_save, "sync_file", synced)
    saved_file(folder)
    assert free == [False]


# --- room


def test_a_disk_without_room_is_said_before_anything_is_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved_file(folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(1000, 990, 10))
    with pytest.raises(Refused, match="not enough room on the disk"):
        save(other_document(), path)
    assert names(folder) == ["a.journey"]


@pytest.mark.parametrize("usage", [Usage(0, 0, 0), None])
def test_where_the_room_can_not_be_told_it_is_tried(
    folder: Path, monkeypatch: pytest.MonkeyPatch, usage: Usage | None
) -> None:
    def asked(_: Path) -> Usage:
        if usage is None:
            raise OSError(errno.ENOSYS, "not here")
        return usage

    monkeypatch.setattr(shutil, "disk_usage", asked)
    save(other_document(), folder / "a.journey")


# --- Windows


def put(folder: Path) -> tuple[Path, Path]:
    old, new = folder / "a.journey", folder / ".~a.journey.0123abcd.tmp"
    old.write_text("old")
    new.write_text("new")
    return old, new


def test_windows_replaces_and_drops_the_backup(folder: Path) -> None:
    old, new = put(folder)

    def replace_file(target: str, replacement: str, backup: str) -> None:
        Path(target).rename(backup)
        Path(replacement).rename(target)

    replaced_on_windows(new, old, replace_file)
    assert old.read_text() == "new"
    assert names(folder) == ["a.journey"]


@pytest.mark.parametrize("number", [1175, 1176, 1177, 5, 50])
def test_windows_puts_back_what_stopped_half_way(folder: Path, number: int) -> None:
    old, new = put(folder)
    seen: list[str] = []

    def replace_file(target: str, replacement: str, backup: str) -> None:
        if number == 1177:
            Path(target).rename(backup)
        raise windows_error(number)

    def replace(self: Path, target: Path) -> Path:
        seen.append(f"{self.name} -> {target.name}")
        self.rename(target)
        return target

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        replaced_on_windows(new, old, replace_file)
    back = [f"{new.name}.bak -> a.journey"] if number == 1177 else []
    assert seen == [*back, f"{new.name} -> a.journey"]
    assert old.read_text() == "new"
    assert names(folder) == ["a.journey"]


def test_windows_renames_where_nothing_is_replaced(folder: Path) -> None:
    old, new = put(folder)
    old.unlink()
    replaced_on_windows(new, old, failing(errno.EIO))  # type: ignore[arg-type]
    assert old.read_text() == "new"


def test_windows_asks_the_system_by_its_names(monkeypatch: pytest.MonkeyPatch) -> None:
    import ctypes

    asked: list[tuple[object, ...]] = []

    class Kernel:
        answer = 1

        def ReplaceFileW(self, *parts: object) -> int:
            asked.append(parts)
            return self.answer

    kernel = Kernel()
    windows_replace_file("a", "t", "b", kernel)
    assert asked == [("a", "t", "b", 2, None, None)]
    kernel.answer = 0
    monkeypatch.setattr(ctypes, "get_last_error", lambda: 32, raising=False)
    monkeypatch.setattr(ctypes, "WinError", windows_error, raising=False)
    with pytest.raises(PermissionError) as raised:
        windows_replace_file("a", "t", "b", kernel)
    assert getattr(raised.value, "winerror", 0) == 32


def test_windows_takes_its_own_way_by_default(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = put(folder)
    took: list[Path] = []
    monkeypatch.setattr(swapping, "replaced_on_windows", lambda t, _: took.append(t))
    swapping.swap(new, old, windows=True)
    assert took == [new]
