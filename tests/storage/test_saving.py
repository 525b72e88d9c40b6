"""Saving in awkward places: the old file or the new one, nothing between, and nothing beside it."""

from __future__ import annotations

import errno
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from journeyeditor.model.document import Document
from journeyeditor.model.entities import DOCUMENT_KEY
from journeyeditor.model.ids import IdSource
from journeyeditor.model.messages import Refused
from journeyeditor.storage import safe_save
from journeyeditor.storage.disk import sync_file, sync_folder
from journeyeditor.storage.leftovers import temporary_name
from journeyeditor.storage.swapping import StillHeld, swap
from tests.storage.doors import reopen, save, saved_file
from tests.support.maps import small_document
from tests.support.sources import fixed_ids


def other_document() -> Document:
    document = small_document()
    return document.replaced({DOCUMENT_KEY: replace(document.info, title="Second")})


def refused(path: Path) -> str:
    with pytest.raises(Refused) as refusal:
        save(other_document(), path)
    return str(refusal.value)


def failing(number: int) -> Callable[..., int]:
    def fail(*_: object, **__: object) -> int:
        raise OSError(number, os.strerror(number))

    return fail


FAULTS = [
    ("write", errno.ENOSPC, "not enough room"),
    ("write", errno.EDQUOT, "your share of the disk is used up"),
    ("write", errno.EIO, "the disk reports a fault .Input/output error."),
    ("write", errno.EFBIG, "larger than its disk allows"),
    ("fsync", errno.EIO, "the disk reports a fault .Input/output error."),
    ("fsync", errno.ENOSPC, "not enough room"),
    ("open", errno.EACCES, "can be written but not replaced"),
    ("open", errno.EROFS, "can't be written to"),
    ("open", errno.ENOENT, "does not exist"),
    ("open", errno.ENAMETOOLONG, "too long"),
    ("fchmod", errno.EIO, "could not be saved"),
    ("replace", errno.EACCES, "can be written but not replaced"),
    ("replace", errno.EXDEV, "can be written but not replaced"),
]


@pytest.mark.parametrize(("call", "number", "words"), FAULTS)
def test_a_failed_save_leaves_the_old_file_and_nothing_else(
    folder: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, words: str
) -> None:
    path = saved_file(folder)
    before = path.read_bytes()
    _break(monkeypatch, call, number)
    assert re.search(words, refused(path))
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert [p.name for p in folder.iterdir()] == ["a.journey"]
    assert [p.name for p in folder.with_name("user-work").iterdir()] == ["published.journey"]


def _break(monkeypatch: pytest.MonkeyPatch, call: str, number: int) -> None:
    """Makes one call fail, but only where a file is put in place."""
    real_open = os.open

    def picky(path: object, *rest: int) -> int:
        return (
            failing(number)()
            if str(path).endswith(".tmp") and ".~" in str(path)
            else real_open(str(path), *rest)
        )

    if call == "replace":
        monkeypatch.setattr(safe_save, "swap", failing(number))
    else:
        monkeypatch.setattr(os, call, picky if call == "open" else failing(number))


def test_a_full_workspace_is_said_in_words(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved_file(folder)
    before = path.read_bytes()
    monkeypatch.setattr(
        "journeyeditor.storage.database._WRITE_PRAGMAS", ("page_size=4096", "max_page_count=3")
    )
    assert "program's own folder" in refused(path)
    assert path.read_bytes() == before
    assert [p.name for p in folder.with_name("user-work").iterdir()] == ["published.journey"]


def test_a_file_that_reads_back_otherwise_is_not_swapped_in(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved_file(folder)
    before = path.read_bytes()
    write = os.write

    def flipped(descriptor: int, data: memoryview) -> int:
        return write(descriptor, bytes(data).replace(b"Second", b"Sexond"))

    monkeypatch.setattr(os, "write", flipped)
    assert "what was read back is not what was written" in refused(path)
    assert path.read_bytes() == before
    assert [p.name for p in folder.iterdir()] == ["a.journey"]


def test_short_writes_are_continued(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:1000]))
    save(small_document(), folder / "a.journey")
    monkeypatch.undo()
    assert reopen(folder / "a.journey").document == small_document()


def test_an_error_after_the_swap_is_not_a_failed_save(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved_file(folder)
    monkeypatch.setattr(safe_save, "sync_folder", failing(errno.EIO))
    (warning,) = save(other_document(), path).warnings
    assert "could not confirm" in warning.text()
    assert reopen(path).document.info.title == "Second"


def test_a_link_stays_and_its_target_is_replaced(folder: Path) -> None:
    path = saved_file(folder)
    (folder / "links").mkdir()
    link = folder / "links" / "l.journey"
    link.symlink_to(path)
    save(other_document(), link)
    assert link.is_symlink()
    assert reopen(path).document.info.title == "Second"
    assert [p.name for p in link.parent.iterdir()] == ["l.journey"]


def test_places_where_nothing_can_be_saved(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    (folder / "sub").mkdir()
    (folder / "loop").symlink_to(folder / "loop")
    assert "does not exist" in refused(folder / "none" / "a.journey")
    assert "not an ordinary file" in refused(folder / "pipe")
    assert "not an ordinary file" in refused(folder / "sub")
    assert "leads to itself" in refused(folder / "loop")
    assert "too long" in refused(folder / ("n" * 300))
    assert "not a name" in refused(folder / "a\0b")
    # The workspace of the save into `none` stands beside that folder, as all workspaces here do.
    assert sorted(p.name for p in folder.iterdir()) == ["loop", "none-work", "pipe", "sub"]


def test_a_read_only_file_is_honoured(folder: Path) -> None:
    path = saved_file(folder)
    before = path.read_bytes()
    path.chmod(0o444)
    assert "is read-only" in refused(path)
    assert path.read_bytes() == before


def test_rights_and_attributes_are_kept(folder: Path) -> None:
    path = saved_file(folder)
    path.chmod(0o640)
    os.setxattr(path, "user.tag", b"red")
    save(other_document(), path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.getxattr(path, "user.tag") == b"red"


def test_a_new_file_has_the_rights_of_any_new_file(folder: Path) -> None:
    plain = folder / "plain"
    plain.touch()
    assert saved_file(folder).stat().st_mode == plain.stat().st_mode


def test_where_the_group_can_not_be_kept_it_gets_no_rights(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved_file(folder)
    path.chmod(0o664)
    os.chown(path, -1, os.getgid() + 1)
    monkeypatch.setattr(os, "fchown", failing(errno.EPERM))
    save(other_document(), path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


def test_file_systems_without_attributes_are_fine(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved_file(folder)
    monkeypatch.setattr(os, "listxattr", failing(errno.ENOTSUP))
    assert save(other_document(), path).warnings == ()


def test_further_names_of_the_file_are_told(folder: Path) -> None:
    path = saved_file(folder)
    os.link(path, folder / "second.journey")
    (warning,) = save(other_document(), path).warnings
    assert "hard links" in warning.text()


def test_the_temporary_name_is_cut_to_what_a_file_system_takes(folder: Path) -> None:
    assert (
        temporary_name("map.journey", fixed_ids(1)) == f".~map.journey.{fixed_ids(1).new()[:8]}.tmp"
    )
    long = "ä" * 120
    name = temporary_name(long, fixed_ids(1))
    assert len(name.encode()) == 2 + 100 + 1 + 8 + 4
    save(small_document(), folder / long)
    assert [p.name for p in folder.iterdir()] == [long]


def test_a_file_of_the_temporary_name_is_not_ours_to_remove(folder: Path) -> None:
    path = saved_file(folder)
    (folder / temporary_name(path.name, _second())).write_text("other")
    assert "File exists" in refused(path)
    assert (folder / temporary_name(path.name, _second())).read_text() == "other"


def _second() -> IdSource:
    """The source of ids that `save` uses, after the revision took one."""
    ids = fixed_ids(9)
    ids.new()
    return ids


class Held:
    """A file that another program holds for some renames; `winerror` is what Windows says meanwhile."""

    def __init__(self, times: int, winerror: int = 32) -> None:
        self.times, self.winerror = times, winerror
        self.waits: list[float] = []

    def replace(self, temporary: Path, target: Path) -> None:
        if self.times:
            self.times -= 1
            error = PermissionError(errno.EACCES, "held")
            error.winerror = self.winerror  # type: ignore[attr-defined]
            raise error


def test_windows_waits_for_who_holds_the_file() -> None:
    held = Held(4)
    swap(Path("t"), Path("a"), windows=True, replace=held.replace, sleep=held.waits.append)
    assert held.waits == [0.05, 0.1, 0.2, 0.4]


def test_windows_gives_up_after_five_seconds() -> None:
    held = Held(1000)
    with pytest.raises(StillHeld):
        swap(Path("t"), Path("a"), windows=True, replace=held.replace, sleep=held.waits.append)
    assert 5 <= sum(held.waits) < 6


@pytest.mark.parametrize(("windows", "winerror"), [(True, 19), (False, 32)])
def test_other_refusals_to_rename_are_not_waited_for(windows: bool, winerror: int) -> None:
    held = Held(1, winerror)
    with pytest.raises(PermissionError):
        swap(Path("t"), Path("a"), windows=windows, replace=held.replace, sleep=held.waits.append)
    assert held.waits == []


def test_macos_syncs_through_the_disks_own_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(fcntl, "fcntl", lambda *a: asked.append(a))
    monkeypatch.setattr(os, "fsync", failing(errno.EIO))
    sync_file(7, "darwin")
    assert asked == [(7, 51)]


def test_macos_falls_back_where_the_disk_can_not(monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    synced: list[int] = []
    monkeypatch.setattr(fcntl, "fcntl", failing(errno.ENOTSUP))
    monkeypatch.setattr(os, "fsync", synced.append)
    sync_file(7, "darwin")
    assert synced == [7]


def test_macos_copies_attributes_by_the_systems_own_call(folder: Path) -> None:
    path = saved_file(folder)
    asked: list[tuple[bytes, int, object, int]] = []

    class System:
        def fcopyfile(self, earlier: int, fresh: int, state: object, flags: int) -> int:
            asked.append((os.read(earlier, 6), fresh, state, flags))
            return 0

    safe_save.copy_mac_attributes(7, path, System())
    assert asked == [(b"SQLite", 7, None, 5)]
    safe_save.copy_mac_attributes(7, folder / "gone", System())
    safe_save.copy_mac_attributes(7, path, object())
    assert len(asked) == 1


def test_macos_takes_its_own_way_to_copy_attributes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[Path] = []
    monkeypatch.setattr(safe_save, "copy_mac_attributes", lambda _, target: copied.append(target))
    safe_save._copy_attributes(7, folder, "darwin")
    safe_save._copy_attributes(7, folder, "win32")
    assert copied == [folder]


def test_folders_that_can_not_be_synced_are_left(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", failing(errno.EINVAL))
    sync_folder(folder)
    sync_folder(Path("nowhere"), windows=True)
    monkeypatch.setattr(os, "fsync", failing(errno.EIO))
    with pytest.raises(OSError, match="Input/output"):
        sync_folder(folder)


LIMITED = """
import resource, signal, sys
from pathlib import Path
from journeyeditor.model.ids import IdSource
from journeyeditor.model.messages import Refused
from tests.storage.doors import save
from tests.support.maps import small_document
from journeyeditor.storage import document_file
real = document_file.publish
def publish(*parts):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
    return real(*parts)
document_file.publish = publish
try:
    save(small_document(), Path(sys.argv[1]))
except Refused as refusal:
    print(refusal)
"""


def test_a_file_that_may_not_grow_keeps_the_old_one(folder: Path) -> None:
    path = saved_file(folder)
    before = path.read_bytes()
    run = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert "larger than its disk allows" in run.stdout
    assert path.read_bytes() == before
    assert [p.name for p in folder.iterdir()] == ["a.journey"]
