"""Results on disk: whole or not at all, never over what was not to be replaced."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from journeyeditor.app.output import require_free, write_whole, write_wholes
from journeyeditor.model.messages import Refused


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_bytes_are_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_whole(b"new", tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == b"new"
    assert names(tmp_path) == ["a.pdf"]


def test_a_file_that_is_there_is_replaced_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.pdf").write_text("old")
    (tmp_path / "a.pdf").symlink_to("real.pdf")
    write_whole(b"new", tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").is_symlink()
    assert (tmp_path / "real.pdf").read_bytes() == b"new"


def test_a_name_as_long_as_names_may_be_is_written(tmp_path: Path) -> None:
    target = tmp_path / ("a" * 251 + ".pdf")
    write_whole(b"new", target)
    assert names(tmp_path) == [target.name]


@pytest.mark.parametrize("name", ["nowhere/a.pdf", "folder"])
def test_where_nothing_can_be_written_it_is_said_in_a_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(Refused, match="can't be written") as caught:
        write_whole(b"new", tmp_path / name)
    assert "\n" not in str(caught.value)
    assert names(tmp_path) == ["folder"]
    assert names(tmp_path / "folder") == []


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.pdf"
    target.write_text("old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="No space left on device"):
        write_whole(b"new", target)
    assert target.read_text() == "old"
    assert names(tmp_path) == ["a.pdf"]


def test_the_original_is_never_free_by_whatever_name(tmp_path: Path) -> None:
    original = tmp_path / "a.json"
    original.write_text("mine")
    (tmp_path / "link.json").symlink_to("a.json")
    os.link(original, tmp_path / "hard.json")
    for name in ("a.json", "link.json", "hard.json", "../" + tmp_path.name + "/a.json"):
        with pytest.raises(Refused, match="is the file that is read"):
            require_free(tmp_path / name, original, force=True)


def test_what_is_there_is_free_only_with_force(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    require_free(target, None, force=False)
    target.write_text("old")
    with pytest.raises(Refused, match="exists already"):
        require_free(target, None, force=False)
    require_free(target, None, force=True)
    target.chmod(0o444)
    with pytest.raises(Refused, match="read-only"):
        require_free(target, None, force=True)


@pytest.mark.parametrize("name", ["a\0b.pdf", "n" * 300 + ".pdf"])
def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused) as caught:
        require_free(tmp_path / name, None, force=False)
    assert "\n" not in str(caught.value)


def test_several_files_are_written_all_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [(tmp_path / name, name.encode()) for name in ("a.png", "a-2.png", "a-3.png")]
    write_wholes(files)
    assert {path.read_bytes() for path, _ in files} == {data for _, data in files}
    calls: list[int] = []

    def full_later(_descriptor: int) -> None:
        calls.append(1)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_later)
    with pytest.raises(Refused, match=r"a-3\.png can't be written: No space left"):
        write_wholes([(path, b"new") for path, _ in files])
    assert {path.read_bytes() for path, _ in files} == {data for _, data in files}
    assert len(names(tmp_path)) == 3
