"""Whether a file was changed is told by its revision; copies of a document by its id, whatever their names."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from journeyeditor.model.document import Document
from journeyeditor.model.entities import DOCUMENT_KEY
from journeyeditor.storage.changes import Glance, Seen, glance_of, head_of, look, siblings
from journeyeditor.storage.document_file import Saved
from tests.storage.doors import changed_bytes, save
from tests.support.maps import generated_document, small_document

NAMES = [
    "a (Anna's conflicted copy 2026-11-20).journey",
    "a (conflicted copy Béla 2026-11-20 093612).journey",
    "a_conflict-20261120-093612.journey",
    "a.sync-conflict-20261120-093612-ABCDEF.journey",
    "a-LAPTOP.journey",
    "a (1).journey",
    "a 2.journey",
    "a (conflicted copy, anna v7).journey",
    "something else entirely",
]


def titled(title: str, document: Document | None = None) -> Document:
    document = document or small_document()
    return document.replaced({DOCUMENT_KEY: replace(document.info, title=title)})


def saved(folder: Path, title: str = "First", seed: int = 9, **more: object) -> Saved:
    return save(titled(title), folder / "a.journey", seed, **more)


def test_the_head_is_read_from_the_pages(folder: Path) -> None:
    first = saved(folder)
    second = saved(folder, "Second", 5, history=first.revisions)
    head = head_of(folder / "a.journey")
    assert head is not None
    assert head.revisions == second.revisions
    assert head.revision == second.revision
    assert (head.document, head.title) == (small_document().info.id, "Second")


def test_the_head_of_a_long_history_over_many_pages(folder: Path) -> None:
    first = saved(folder)
    history = tuple(replace(first.revision, id=f"{i:032x}") for i in range(400))
    last = save(generated_document(300), folder / "a.journey", 5, history=history)
    head = head_of(folder / "a.journey")
    assert head is not None
    assert head.revisions == last.revisions


def test_nothing_is_opened_locked_or_written(folder: Path) -> None:
    path = folder / "a.journey"
    saved(folder)
    path.chmod(0o444)
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    with closing(sqlite3.connect(path, isolation_level=None)) as held:
        held.execute("BEGIN EXCLUSIVE")
        assert head_of(path) is not None
        held.execute("ROLLBACK")
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert [p.name for p in folder.iterdir()] == ["a.journey"]


def test_files_that_are_none_of_ours_have_no_head(folder: Path) -> None:
    path = folder / "x"
    os.mkfifo(folder / "pipe")
    assert head_of(folder / "pipe") is None
    assert head_of(folder / "none") is None
    assert head_of(folder) is None
    for data in (b"", b"PK\x03\x04" * 50, b"SQLite format 3\x00" + bytes(200)):
        path.write_bytes(data)
        assert head_of(path) is None


@pytest.mark.parametrize("at", range(100, 4096 * 3, 997))
def test_damage_never_raises(folder: Path, at: int) -> None:
    saved(folder)
    path = folder / "a.journey"
    changed_bytes(path, lambda data: data[:at] + b"\xff" * 700 + data[at + 700 :])
    head = head_of(path)
    assert head is None or isinstance(head.document, str)


def test_a_loop_of_pages_ends(folder: Path) -> None:
    path = folder / "a.journey"
    save(generated_document(300), path)
    loop = bytes([5, 0, 0, 0, 1, 0, 200, 0, 0, 0, 0, 1]) + b"\x00\xc8"
    changed_bytes(path, lambda d: d[:100] + loop + d[100 + len(loop) : 200] + b"\0\0\0\1" + d[204:])
    assert head_of(path) is None


def looked(folder: Path, mine: Saved) -> Seen:
    return look(folder / "a.journey", glance_of(mine.identity), mine.revision.id).seen


def test_an_untouched_file_is_the_same(folder: Path) -> None:
    assert looked(folder, saved(folder)) is Seen.SAME


def test_another_copy_of_the_same_revision_is_no_change(folder: Path) -> None:
    mine = saved(folder)
    path = folder / "a.journey"
    os.utime(path, (1, 1))
    seen = look(path, glance_of(mine.identity), mine.revision.id)
    assert seen.seen is Seen.TOUCHED
    assert seen.glance is not None
    assert look(path, seen.glance, mine.revision.id).seen is Seen.SAME


def test_a_newer_revision_of_the_same_size_and_time_is_a_change(folder: Path) -> None:
    mine = saved(folder)
    path = folder / "a.journey"
    save(titled("Fir5t"), path, 5, history=mine.revisions, author="Béla")
    identity = mine.identity
    os.utime(path, ns=(identity.modified_ns, identity.modified_ns))
    seen = look(path, glance_of(identity), mine.revision.id)
    assert seen.seen is Seen.CHANGED
    assert seen.glance == Glance(identity.size, identity.modified_ns, path.stat().st_ino)
    assert seen.head is not None
    assert seen.head.revision is not None
    assert seen.head.revision.author == "Béla"


def test_a_file_that_is_gone_or_half_written(folder: Path) -> None:
    mine = saved(folder)
    path = folder / "a.journey"
    changed_bytes(path, lambda data: data[:5000])
    assert looked(folder, mine) is Seen.UNREADABLE
    path.unlink()
    assert looked(folder, mine) is Seen.GONE
    path.symlink_to(path)
    assert looked(folder, mine) is Seen.UNREADABLE


@pytest.mark.parametrize("name", NAMES)
def test_a_conflicted_copy_is_known_by_its_document(folder: Path, name: str) -> None:
    base = saved(folder, "Base", 1)
    other = save(titled("Theirs"), folder / name, 2, history=base.revisions, author="Anna")
    mine = saved(folder, "Mine", 3, history=base.revisions)
    save(generated_document(3, seed=8), folder / "other document.journey", 4)
    shutil.copyfile(folder / name, folder / ".~a.journey.0123abcd.tmp")
    (folder / "plain.txt").write_text("x")
    known = [revision.id for revision in mine.revisions]
    (found,) = siblings(folder / "a.journey", small_document().info.id, known)
    assert (found.path, found.theirs) == (folder / name, 1)
    assert found.head.revisions == other.revisions


def test_an_older_copy_and_another_name_of_the_file_are_no_news(folder: Path) -> None:
    base = saved(folder, "Base", 1)
    shutil.copyfile(folder / "a.journey", folder / "backup.journey")
    mine = saved(folder, "Mine", 3, history=base.revisions)
    (folder / "link.journey").symlink_to(folder / "a.journey")
    known = [revision.id for revision in mine.revisions]
    assert siblings(folder / "a.journey", small_document().info.id, known) == ()
    assert siblings(folder / "none" / "a.journey", "x", known) == ()
