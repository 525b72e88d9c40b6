"""The rig that kills the program sees what is lost, and nothing where nothing is."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from journeyeditor.app.keeping import Keeper
from journeyeditor.model.entities import DOCUMENT_KEY
from tests.reliability.session import TYPED, Bench, Life, begun, lazily


class Bounded(random.Random):
    """Dice that end the work after so many throws."""

    def __init__(self, seed: int, throws: int) -> None:
        super().__init__(seed)
        self._left = throws

    def random(self) -> float:
        self._left -= 1
        if self._left < 0:
            raise EOFError
        return super().random()


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path, 1, random.Random(1))


def worked(bench: Bench, throws: int, seed: int = 3) -> Life:
    """Works for so many throws and leaves the session as a killed program does; what was said is heard."""
    session = begun(bench.services, bench.target)
    said: list[str] = []
    life = Life(
        session, bench.target, Bounded(seed, throws), lambda *words: said.append(" ".join(words))
    )
    with pytest.raises(EOFError):
        life.go_on()
    if life.saver is not None:
        life.saver.join()
    session.close(keep=True)
    bench.told.hear("".join(f"{line}\n" for line in said))
    return life


def test_nothing_is_said_to_be_lost_where_nothing_is(bench: Bench) -> None:
    for seed in range(5):
        worked(bench, 30, seed)
        assert (bench.told.failed, bench.told.saving) == ([], set())
        assert not bench._file("").bad
        assert not bench.recovered("").bad
    assert min(bench.told.edits, bench.told.drafts, bench.told.saves) > 0


def test_edits_that_are_recorded_too_late_are_seen(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Keeper, "heard", lazily(10))
    worked(bench, 16)
    assert bench.recovered("").came_out == "an acknowledged edit lost"


def test_typed_text_that_is_not_there_is_seen(bench: Bench) -> None:
    worked(bench, 16)
    bench.told.hear("typed something else\n")
    assert bench.recovered("").came_out == "typed text lost"


def test_a_save_that_is_not_in_the_file_is_seen(bench: Bench) -> None:
    session = begun(bench.services, bench.target)
    session.save_as(bench.target)
    session.draft(DOCUMENT_KEY, TYPED, "x")
    session.close(keep=True)
    bench.told.hear("saving never-there\nsaved\n")
    assert bench._file("").came_out == "the file is older"
    bench.target.write_bytes(b"")
    assert bench._file("").came_out == "the file is lost"


def test_work_that_is_not_offered_any_more_is_seen(bench: Bench) -> None:
    bench.told.hear("edited a-state-that-nobody-has\n")
    assert bench.recovered("").came_out == "work lost without a word"
    bench.told.hear("begins edit\nedited half-a-li")
    assert (bench.told.last, bench.told.begun) == ("a-state-that-nobody-has", "edit")
