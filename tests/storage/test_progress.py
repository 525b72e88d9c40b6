"""A save says how far it is, and can be called off at every step until the file is swapped, never after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeyeditor.model.document import Document
from journeyeditor.storage import safe_save
from journeyeditor.storage.backups import RevisionCache
from journeyeditor.storage.progress import Reached, stretch
from journeyeditor.storage.swapping import swap
from tests.reliability.documents import with_picture
from tests.storage.doors import reopen, save, saved_file
from tests.storage.test_awkward_saving import names
from tests.support.maps import generated_document


class CalledOff(Exception):
    pass


class Listener:
    """Notes what it hears, and calls the work off at the report with this number."""

    def __init__(self, off_at: int = -1) -> None:
        self.heard: list[float] = []
        self._off_at = off_at

    def __call__(self, share: float) -> None:
        self.heard.append(share)
        if len(self.heard) - 1 == self._off_at:
            raise CalledOff


def document() -> Document:
    return with_picture(generated_document(40), size=40_000)


def heard_by(path: Path, reached: Reached, tmp_path: Path, over: bool) -> None:
    cache = RevisionCache(tmp_path / "cache")
    save(document(), path, reached=reached, over=cache if over else None, seed=3)


@pytest.mark.parametrize("over", [False, True])
def test_a_save_says_how_far_it_is(folder: Path, tmp_path: Path, over: bool) -> None:
    heard = Listener()
    heard_by(saved_file(folder), heard, tmp_path, over)
    assert heard.heard == sorted(heard.heard)
    assert 0 < heard.heard[0] < 0.5
    assert heard.heard[-1] == 1
    assert heard.heard.count(1) == 1
    # Rows, then bytes beside the file, reading them back, and syncing.
    for begin, end in ((0, 0.4), (0.4, 0.7), (0.7, 0.95), (0.95, 1)):
        assert any(begin < share <= end for share in heard.heard)


@pytest.mark.parametrize("over", [False, True])
def test_called_off_at_any_step_nothing_is_changed_and_nothing_left(
    folder: Path, tmp_path: Path, over: bool
) -> None:
    path = saved_file(folder)
    before, work = path.read_bytes(), folder.with_name(f"{folder.name}-work")
    kept = names(work)
    all_steps = Listener()
    heard_by(path, all_steps, tmp_path, over)
    path.write_bytes(before)
    versions = len(list((tmp_path / "cache").glob("*/*.journey")))
    for step in range(len(all_steps.heard)):
        with pytest.raises(CalledOff):
            heard_by(path, Listener(step), tmp_path, over)
        assert path.read_bytes() == before
        assert names(folder) == ["a.journey"]
        assert names(work) == kept
        assert len(list((tmp_path / "cache").glob("*/*.journey"))) <= versions


def test_a_first_save_that_is_called_off_leaves_no_file(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(CalledOff):
        heard_by(folder / "a.journey", Listener(5), tmp_path, over=False)
    assert names(folder) == []


def test_nothing_is_said_once_the_file_is_swapped(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved_file(folder)
    heard = Listener()
    at_swap: list[list[float]] = []

    def swapped(temporary: Path, target: Path) -> None:
        at_swap.append(list(heard.heard))
        swap(temporary, target)

    monkeypatch.setattr(safe_save, "swap", swapped)
    heard_by(path, heard, tmp_path, over=False)
    assert at_swap == [heard.heard]
    assert reopen(path).document == document()


def test_a_part_of_the_work_is_a_stretch_of_the_whole() -> None:
    heard = Listener()
    part = stretch(stretch(heard, 0.5, 1), 0, 0.5)
    part(0)
    part(1)
    assert heard.heard == [0.5, 0.75]
