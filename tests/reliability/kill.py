"""Kills a save at every system call that changes something, and at random moments."""

from __future__ import annotations

from collections.abc import Iterator

from tests.reliability import savers
from tests.reliability.children import SAVED, killed_after, seconds_of
from tests.reliability.documents import Change, changes
from tests.reliability.rows import Case, Row, Settings, counted
from tests.reliability.savers import Saver, named
from tests.reliability.stage import Stage
from tests.reliability.tracing import MUTATING, ending_with, points_of, require_strace

RIG = "kill"
CONTROLS = (savers.in_place, savers.remove_then_create)


def run(settings: Settings) -> list[Row]:
    require_strace()
    over, first = changes(settings.amount(60, 600))
    rows = [_sweep(settings, change, savers.program) for change in (over, first)]
    rows += [_moments(settings, change, savers.program) for change in (over, first)]
    rows += _written_over(settings, over)
    rows += [_sweep(settings, over, saver, control=True) for saver in CONTROLS]
    return rows


def _sweep(settings: Settings, change: Change, saver: Saver, control: bool = False) -> Row:
    stage = Stage(settings.fresh(f"sweep-{saver.__name__}-{change.old is None}"), change, saver)
    points = points_of(stage.act, stage.listing, MUTATING)

    def endings() -> Iterator[Case]:
        for point in points:
            stage.reset()
            said = ending_with(stage.act, point, "signal=KILL").said
            yield stage.found(said == SAVED, f"at {point.call} {point.number}")

    what = f"every call that changes something, {change.name}, {named(saver)}"
    return counted(RIG, what, endings(), control=control)


def _written_over(settings: Settings, change: Change) -> list[Row]:
    """A file that is written over in its place: as it opens here and on another computer; by its own bytes alone it
    is half of one, which is the control."""
    stage = Stage(settings.fresh("written-over"), change, savers.written_over)
    here, elsewhere, alone = list[Case](), list[Case](), list[Case]()
    for point in points_of(stage.act, stage.listing, MUTATING):
        stage.reset()
        saved = ending_with(stage.act, point, "signal=KILL").said == SAVED
        where = f"at {point.call} {point.number}"
        alone.append(stage.found(saved, where))
        here.append(stage.opened(saved, where, here=True))
        elsewhere.append(stage.opened(saved, where, here=False))
    what = f"every call that changes something, {change.name}, {named(savers.written_over)}"
    return [
        counted(RIG, f"{what}, opened here", here),
        counted(RIG, f"{what}, opened on another computer", elsewhere),
        counted(RIG, f"{what}, the file without the copies", alone, control=True),
    ]


def _moments(settings: Settings, change: Change, saver: Saver) -> Row:
    stage = Stage(settings.fresh(f"moments-{saver.__name__}-{change.old is None}"), change, saver)
    length = seconds_of(stage.act)
    random = settings.random(RIG, change.name)

    def endings() -> Iterator[Case]:
        for _ in range(settings.amount(60, 500)):
            stage.reset()
            moment = random.random() * length
            said = killed_after(stage.act, moment).said
            yield stage.found(said == SAVED, f"after {moment * 1000:.1f} ms")

    return counted(RIG, f"random moments, {change.name}, {named(saver)}", endings())
