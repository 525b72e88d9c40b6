"""Cuts the power while a journal is written: every row that was synced must be there, in order, with none torn."""

from __future__ import annotations

import json
from pathlib import Path

from journeyeditor.model.messages import N_, Refused, message
from journeyeditor.storage.journal import Cause, Journal
from tests.reliability.disk import Order, State
from tests.reliability.logged_folder import Event, Named
from tests.reliability.power import record, require_fuse, states_of
from tests.reliability.rows import Case, Row, Settings, counted
from tests.support.sources import fixed_clock

RIG = "journal"
NAME = "journal.db"
LABEL = message(N_("Rename {kind}"), kind="card")
ROWS_A_SYNC = 3
# Making a file of this name says in the list of changes that so many rows are synced.
MARK = "/synced-"


def run(settings: Settings) -> list[Row]:
    require_fuse()
    rows = settings.amount(9, 24)
    return [
        *(_cuts(settings, rows, order, synced=True) for order in Order),
        _cuts(settings, rows, Order.JOURNALLED, synced=False),
    ]


def _cuts(settings: Settings, rows: int, order: Order, synced: bool) -> Row:
    folder = settings.fresh(f"journal-{order}-{synced}")
    recording = record(folder, lambda mount: write_rows(mount, rows, synced))
    chance = settings.random(RIG, order)
    bench = Checker(folder / "check")
    states = states_of(recording, order, settings.amount(2, 6), chance)
    cases = (
        bench.judged(state, synced_rows(recording.events[:number])) for state, number in states
    )
    what = f"{order} disk, {'a sync after some rows' if synced else 'says synced, but does not'}"
    return counted(RIG, what, cases, control=not synced)


def write_rows(folder: Path, rows: int, synced: bool) -> None:
    """Writes rows that tell their number, and marks how many of them are safe."""
    journal = Journal(folder / NAME)
    for number in range(1, rows + 1):
        journal.append(
            Cause.EDIT, LABEL, json.dumps({"n": number, "fill": "x" * 900}), fixed_clock()
        )
        if number % ROWS_A_SYNC == 0:
            if synced:
                journal.sync()
            (folder / f"{MARK[1:]}{number}").touch()
    journal.close()


def synced_rows(events: list[Event]) -> int:
    """How many rows were said to be safe by the end of these changes."""
    marks = [e.name for e in events if isinstance(e, Named) and e.name.startswith(MARK)]
    return max((int(mark.removeprefix(MARK)) for mark in marks), default=0)


class Checker:
    """Opens a journal as a disk holds it after the cut."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir()

    def judged(self, state: State, safe: int) -> Case:
        for left in self._folder.iterdir():
            left.unlink()
        for name, content in state.items():
            if name.startswith(f"/{NAME}"):
                (self._folder / name[1:]).write_bytes(content)
        try:
            journal = Journal(self._folder / NAME)
        except Refused as error:
            return Case("refused", safe > 0, f"{safe} rows were safe: {error}")
        try:
            numbers = [json.loads(entry.patch)["n"] for entry in journal.entries()]
        except (Refused, ValueError) as error:
            return Case("unreadable", True, str(error))
        finally:
            journal.close()
        if numbers != list(range(1, len(numbers) + 1)):
            return Case("rows out of order", True, str(numbers))
        lost = len(numbers) < safe
        return Case(
            "rows lost" if lost else "all safe rows there", lost, f"{len(numbers)} of {safe}"
        )
