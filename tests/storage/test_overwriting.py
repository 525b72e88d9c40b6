"""Writing over a file where nothing can be renamed, as a person chose: a whole version is left at every moment."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card
from journeyeditor.model.messages import Refused
from journeyeditor.storage import overwriting, safe_save
from journeyeditor.storage.backups import RevisionCache
from journeyeditor.storage.disk import write_all
from journeyeditor.storage.document_file import CUT_OFF, OpenedDocument, open_document
from journeyeditor.storage.leftovers import ABANDONED_AFTER, wholes
from journeyeditor.storage.oslock import OsLock
from journeyeditor.storage.safe_save import NotReplaceable
from tests.storage.doors import reopen, save, saved_file
from tests.storage.test_awkward_saving import names
from tests.storage.test_saving import failing, other_document
from tests.support.maps import small_document


def half_written(source: Path, descriptor: int) -> NoReturn:
    """What goes wrong after some of the bytes are in the file."""
    write_all(descriptor, source.read_bytes()[:5000])
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def not_replaceable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_save, "swap", failing(errno.EPERM))


def test_where_nothing_can_be_renamed_it_is_offered_to_write_over(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved_file(folder)
    before = path.read_bytes()
    not_replaceable(monkeypatch)
    with pytest.raises(NotReplaceable, match="or write over it; nothing was changed"):
        save(other_document(), path)
    assert path.read_bytes() == before
    cache = RevisionCache(tmp_path / "cache")
    inode = path.stat().st_ino
    saved = save(other_document(), path, over=cache)
    assert path.stat().st_ino == inode
    assert names(folder) == ["a.journey"]
    assert reopen(path).document == other_document()
    assert saved.identity == reopen(path).identity
    copy = cache.find(saved.document.info.id, saved.revision.id)
    assert copy is not None
    assert copy.read_bytes() == path.read_bytes()


def test_a_new_file_in_a_forbidden_folder_is_no_case_for_writing_over(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    not_replaceable(monkeypatch)
    with pytest.raises(Refused, match="no permission") as refusal:
        save(other_document(), folder / "new.journey")
    assert not isinstance(refusal.value, NotReplaceable)
    with pytest.raises(Refused, match="is not there any more"):
        save(other_document(), folder / "new.journey", over=RevisionCache(folder / "c"))


def test_a_shorter_version_leaves_nothing_of_the_longer_one(folder: Path, tmp_path: Path) -> None:
    path = folder / "a.journey"
    path.write_bytes(b"x" * 500_000)
    save(other_document(), path, over=RevisionCache(tmp_path / "cache"))
    assert reopen(path).warnings == ()


@pytest.mark.parametrize("larger", [False, True])
def test_a_fault_while_writing_over_puts_the_earlier_version_back(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, larger: bool
) -> None:
    path = saved_file(folder)
    if larger:
        path.write_bytes(path.read_bytes() + b"x" * 3 * 2**20)
    before = path.read_bytes()
    monkeypatch.setattr(overwriting, "copied_into", half_written)
    with pytest.raises(Refused, match=r"the disk reports a fault .*; nothing was changed"):
        save(other_document(), path, over=RevisionCache(tmp_path / "cache"))
    assert path.read_bytes() == before
    assert names(folder) == ["a.journey"]


def test_what_reads_back_otherwise_is_put_back_too(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved_file(folder)
    before = path.read_bytes()
    real = overwriting._overwritten

    def broken(descriptor: int, source: Path) -> str:
        monkeypatch.setattr(os, "read", lambda *_: b"")
        return real(descriptor, source)

    monkeypatch.setattr(overwriting, "_overwritten", broken)
    with pytest.raises(Refused, match="what was read back is not what was written"):
        save(other_document(), path, over=RevisionCache(tmp_path / "cache"))
    monkeypatch.undo()
    assert path.read_bytes() == before


def test_without_room_for_the_earlier_version_nothing_is_written_over(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved_file(folder)
    before = path.read_bytes()
    monkeypatch.setattr("tempfile.TemporaryFile", failing(errno.ENOSPC))
    with pytest.raises(Refused, match="program's own folder"):
        save(other_document(), path, over=RevisionCache(tmp_path / "cache"))
    assert path.read_bytes() == before


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_torn_file_is_said_with_where_the_whole_one_is(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = saved_file(folder)
    cache = RevisionCache(tmp_path / "cache")
    real = overwriting._overwritten

    def broken(descriptor: int, source: Path) -> str:
        monkeypatch.setattr(os, call, failing(errno.EIO))
        return real(descriptor, source)

    monkeypatch.setattr(overwriting, "_overwritten", broken)
    with pytest.raises(Refused, match="could not be written over completely") as refusal:
        save(other_document(), path, over=cache)
    monkeypatch.undo()
    copy = Path(str(refusal.value).split(" is in ")[1].split("; save it")[0])
    assert reopen(copy).document == other_document()


def test_a_larger_version_takes_its_room_before_it_touches_the_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "a.journey"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "posix_fallocate", failing(errno.ENOSPC))
    with pytest.raises(Refused, match="not enough room"):
        save(other_document(), path, over=RevisionCache(tmp_path / "cache"))
    assert path.read_bytes() == b"old"
    monkeypatch.setattr(os, "posix_fallocate", failing(errno.EOPNOTSUPP))
    save(other_document(), path, over=RevisionCache(tmp_path / "cache"))
    assert reopen(path).document == other_document()


def test_without_a_whole_copy_nothing_is_written_over(folder: Path, tmp_path: Path) -> None:
    path = saved_file(folder)
    before = path.read_bytes()
    (tmp_path / "file").write_text("")
    with pytest.raises(Refused, match="program's own folder"):
        save(other_document(), path, over=RevisionCache(tmp_path / "file"))
    assert path.read_bytes() == before


# --- cut off


def long_document() -> Document:
    """So long that hardly a page is as in the earlier version."""
    document = other_document()
    return document.replaced(
        {card.id: replace(card, text=f"{card.id} " * 200) for card in document.all(Card)}
    )


class Cut(BaseException):
    """The end of the process, as far as a test can have it."""


def cut_off(
    path: Path, cache: RevisionCache, document: Document, share: float = 0.5, seed: int = 9
) -> None:
    """Writes over a file and is ended when that share of the bytes is written."""

    def cut(source: Path, descriptor: int) -> NoReturn:
        data = source.read_bytes()
        write_all(descriptor, data[: int(len(data) * share)])
        raise Cut

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(overwriting, "copied_into", cut)
        with pytest.raises(Cut):
            save(document, path, over=cache, seed=seed)


def open_here(path: Path, cache: RevisionCache | None = None) -> OpenedDocument:
    return open_document(path, path.parent.with_name("opened"), over=cache)


@pytest.fixture
def cache(tmp_path: Path) -> RevisionCache:
    return RevisionCache(tmp_path / "cache")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_file_that_was_cut_off_opens_as_the_whole_new_version(
    folder: Path, cache: RevisionCache, share: float
) -> None:
    path = saved_file(folder)
    cut_off(path, cache, long_document(), share)
    torn = path.read_bytes()
    opened = open_here(path)
    assert opened.torn
    assert opened.document == long_document()
    assert [said.key for said in opened.warnings] == [CUT_OFF]
    assert opened.identity.path == path
    assert path.read_bytes() == torn


def test_saving_makes_it_whole_and_takes_the_copies_away(
    folder: Path, cache: RevisionCache
) -> None:
    path = saved_file(folder)
    cut_off(path, cache, long_document())
    assert len(wholes(path)) == 1
    save(long_document(), path, over=cache, seed=3)
    assert names(folder) == ["a.journey"]
    assert cache.notes.find(path) is None
    assert not open_here(path, cache).torn


def test_swapping_in_a_whole_file_takes_the_copies_away_too(
    folder: Path, cache: RevisionCache
) -> None:
    path = saved_file(folder)
    cut_off(path, cache, long_document())
    save(long_document(), path, seed=3)
    assert names(folder) == ["a.journey"]


def test_where_nothing_can_be_made_beside_it_this_computer_still_has_it_whole(
    folder: Path, cache: RevisionCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved_file(folder)
    monkeypatch.setattr(overwriting, "written_beside", failing(errno.EACCES))
    cut_off(path, cache, long_document())
    assert names(folder) == ["a.journey"]
    with pytest.raises(Refused, match="damaged"):
        open_here(path)
    assert open_here(path, cache).document == long_document()


def test_a_file_that_is_whole_is_opened_itself_whatever_stands_beside_it(
    folder: Path, cache: RevisionCache
) -> None:
    path = saved_file(folder)
    before = path.read_bytes()
    cut_off(path, cache, long_document())
    path.write_bytes(before)
    opened = open_here(path, cache)
    assert not opened.torn
    assert opened.document == small_document()
    (whole,) = wholes(path)
    old = whole.stat().st_mtime - ABANDONED_AFTER - 5
    os.utime(whole, (old, old))
    lock = OsLock(whole)
    assert lock.take()
    open_here(path, cache)
    assert wholes(path) == [whole]
    lock.release()
    open_here(path, cache)
    assert wholes(path) == []


def test_a_copy_that_is_not_whole_or_of_another_document_is_not_taken(
    folder: Path, cache: RevisionCache, tmp_path: Path
) -> None:
    path = saved_file(folder)
    path.write_bytes(path.read_bytes()[:9000])
    whole = folder / ".~a.journey.0123abcd.whole"
    whole.write_bytes(path.read_bytes())
    with pytest.raises(Refused):
        open_here(path, cache)
    whole.unlink()
    cache.notes.begin(path, tmp_path / "gone.journey")
    with pytest.raises(Refused):
        open_here(path, cache)
    path.unlink()
    with pytest.raises(Refused, match="was not found"):
        open_here(path, cache)


@pytest.mark.parametrize("beside", [True, False])
def test_giving_up_over_a_torn_file_leaves_what_makes_it_whole(
    folder: Path, cache: RevisionCache, monkeypatch: pytest.MonkeyPatch, beside: bool
) -> None:
    path = saved_file(folder)
    if not beside:
        monkeypatch.setattr(overwriting, "written_beside", failing(errno.EACCES))
    cut_off(path, cache, long_document())
    monkeypatch.setattr(overwriting, "copied_into", half_written)
    with pytest.raises(Refused, match="nothing was changed"):
        save(small_document(), path, over=cache, seed=3)
    assert open_here(path, cache).document == long_document()


class CalledOff(Exception):
    pass


@pytest.mark.parametrize("seed", [9, 10])
def test_called_off_before_the_first_byte_nothing_is_left(
    folder: Path, cache: RevisionCache, seed: int
) -> None:
    path = saved_file(folder)
    before = path.read_bytes()
    heard: list[float] = []

    def reached(share: float) -> None:
        heard.append(share)
        if share == 1:
            raise CalledOff

    with pytest.raises(CalledOff):
        save(long_document(), path, over=cache, reached=reached, seed=seed)
    assert path.read_bytes() == before
    assert names(folder) == ["a.journey"]
    assert cache.revisions(long_document().info.id) == ()
    assert cache.notes.find(path) is None
    assert heard == sorted(heard)
