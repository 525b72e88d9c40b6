"""Earlier revisions are kept on this computer, capped, and can be had back."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from journeyeditor.model.document import Document
from journeyeditor.model.entities import DOCUMENT_KEY
from journeyeditor.model.messages import Refused
from journeyeditor.storage.backups import RevisionCache
from journeyeditor.storage.document_file import open_document, open_private
from tests.storage.doors import save, saved_file
from tests.support.maps import small_document


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "revisions"


def titled(title: str) -> Document:
    document = small_document()
    return document.replaced({DOCUMENT_KEY: replace(document.info, title=title)})


def test_each_save_and_open_is_kept(folder: Path, kept: Path) -> None:
    cache = RevisionCache(kept)
    path = saved_file(folder)
    opened = open_document(path, folder / "w", cache)
    saved = save(titled("Second"), path, 5, history=opened.revisions, cache=cache)
    shutil.rmtree(folder / "w")
    document = opened.document.info.id
    found = cache.revisions(document)
    assert [k.head.title for k in found] == ["Second", "Generated"]
    assert [k.head.revision for k in found] == [saved.revision, opened.revisions[-1]]
    assert found[0].path.read_bytes() == path.read_bytes()
    assert found[0].size == path.stat().st_size
    assert cache.find(document, saved.revision.id) == found[0].path
    assert cache.find(document, "0" * 32) is None


def test_an_earlier_version_is_restored_into_a_session(folder: Path, kept: Path) -> None:
    cache = RevisionCache(kept)
    saved = save(titled("First"), folder / "a.journey", cache=cache)
    copy = cache.restore(saved.document.info.id, saved.revision.id, folder / "w")
    assert copy.parent == folder / "w"
    assert open_private(copy).document.info.title == "First"
    with pytest.raises(Refused, match="no longer kept"):
        cache.restore(saved.document.info.id, "f" * 32, folder / "w")


def aged(path: Path, age: int) -> None:
    os.utime(path, (1_700_000_000 - age, 1_700_000_000 - age))


def names(folder: Path) -> list[str]:
    return sorted(p.name[:2] for p in folder.glob("*/*.journey"))


def ids(*letters: str) -> list[str]:
    return [letter * 32 for letter in letters]


def test_the_last_ones_of_a_document_stay(folder: Path, kept: Path) -> None:
    path = saved_file(folder)
    cache = RevisionCache(kept, per_document=2)
    for age, revision in enumerate(ids("a", "b", "c")):
        made = cache.keep("d" * 32, revision, path)
        assert made is not None
        aged(made, 100 - age)
    assert names(kept) == ["bb", "cc"]
    cache.find("d" * 32, "b" * 32)
    cache.keep("d" * 32, "e" * 32, path)
    assert names(kept) == ["bb", "ee"]


def test_all_together_stay_below_the_cap(folder: Path, kept: Path) -> None:
    path = saved_file(folder)
    cache = RevisionCache(kept, all_bytes=path.stat().st_size * 2)
    for age, document in enumerate(ids("1", "2", "3")):
        made = cache.keep(document, "a" * 32, path)
        assert made is not None
        aged(made, 100 - age)
    assert sorted(p.name[:1] for p in kept.iterdir()) == ["2", "3"]
    tiny = RevisionCache(kept, all_bytes=1)
    assert tiny.keep("4" * 32, "a" * 32, path) is not None
    assert sorted(p.name[:1] for p in kept.iterdir()) == ["4"]


def test_names_from_foreign_files_lead_nowhere(folder: Path, kept: Path) -> None:
    path = saved_file(folder)
    made = RevisionCache(kept).keep("../../evil", "/etc/passwd\0", path)
    assert made is not None
    assert made.parent.parent == kept
    assert RevisionCache(kept).find("../../evil", "/etc/passwd\0") == made


def test_keeping_the_same_again_writes_nothing(folder: Path, kept: Path) -> None:
    path = saved_file(folder)
    cache = RevisionCache(kept)
    first = cache.must_keep("d" * 32, "a" * 32, path)
    inode = first.stat().st_ino
    assert cache.must_keep("d" * 32, "a" * 32, path).stat().st_ino == inode
    first.write_bytes(path.read_bytes()[:-1] + b"?")
    assert cache.must_keep("d" * 32, "a" * 32, path).read_bytes() == path.read_bytes()
    assert len(list(first.parent.iterdir())) == 1


def test_a_damaged_one_is_not_offered(folder: Path, kept: Path) -> None:
    cache = RevisionCache(kept)
    made = cache.keep("d" * 32, "a" * 32, saved_file(folder))
    assert made is not None
    made.write_bytes(b"x" * 100)
    assert cache.revisions("d" * 32) == ()


def test_a_cache_that_can_not_be_written_stops_no_save(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = RevisionCache(tmp_path / "file")
    saved = save(titled("Kept"), folder / "a.journey", cache=cache)
    assert saved.warnings == ()
    with pytest.raises(Refused, match="program's own folder"):
        cache.must_keep("d" * 32, "a" * 32, folder / "a.journey")
