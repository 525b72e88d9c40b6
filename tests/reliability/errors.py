"""Makes every system call of a save that changes something fail: disk full, quota used up, disk broken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.reliability import savers
from tests.reliability.children import RAISED, REFUSED, SAVED, Ending
from tests.reliability.documents import Change, changes
from tests.reliability.rows import Case, Row, Settings, counted
from tests.reliability.savers import Saver, named
from tests.reliability.stage import Stage
from tests.reliability.tracing import (
    CLOSING,
    MUTATING,
    Point,
    ending_with,
    points_of,
    require_strace,
)

RIG = "errors"
# What a sentence about each fault must say, in any of these words.
WORDS = {
    "ENOSPC": ("room", "is full", "no space left"),
    "EDQUOT": ("room", "quota"),
    "EIO": ("input/output error", "disk i/o error", "disk failed", "disk error"),
}
# SQLite does not hand on which error it met. One that stays can be found by asking again, one that was there only
# once can't be named.
PASSING = (
    "disk i/o error",
    "is full",
    "readonly database",
    "unable to open database",
)
CODES = ("[errno", "traceback", "operationalerror", "oserror")


def run(settings: Settings) -> list[Row]:
    require_strace()
    over, first = changes(settings.amount(60, 600))
    once = [(over, error, False) for error in WORDS]
    lasting = [(over, "ENOSPC", True), (over, "EDQUOT", True), (first, "EIO", False)]
    wide = [
        (change, error, on) for change in (over, first) for error in WORDS for on in (False, True)
    ]
    tried = wide if settings.full else [*once, *lasting]
    rows = [_sweep(settings, change, savers.program, error, on) for change, error, on in tried]
    controls = (savers.in_place, savers.careless)
    rows += [_sweep(settings, over, saver, "ENOSPC", False, control=True) for saver in controls]
    return rows


def _sweep(
    settings: Settings, change: Change, saver: Saver, error: str, on: bool, control: bool = False
) -> Row:
    name = f"{named(saver)}-{change.old is None}-{error}-{on}"
    stage = Stage(settings.fresh(name), change, saver)
    points = points_of(stage.act, stage.listing, (*MUTATING, *CLOSING))

    def endings() -> Iterator[Case]:
        for point in points:
            stage.reset()
            yield _tried(stage, point, error, on)

    times = "and all after it" if on else "once"
    what = f"{error} at every call {times}, {change.name}, {named(saver)}"
    return counted(RIG, what, endings(), control=control)


def _tried(stage: Stage, point: Point, error: str, on: bool) -> Case:
    ending = ending_with(stage.act, point, f"error={error}", on=on)
    found = stage.found(ending.said == SAVED)
    wrong = fault_of(ending, stage, found.bad, words_for(error, on))
    if not wrong:
        return Case(ending.said)
    where = f"{point.call} {point.number}: {ending.text or found.came_out}"
    return Case(f"{wrong} ({found.came_out})", True, where)


def fault_of(ending: Ending, stage: Stage, lost: bool, words: Sequence[str]) -> str:
    """What is wrong with how a save ended that met this error; nothing if it is as it must be."""
    if lost:
        return "lost"
    if stage.others():
        return "left a file"
    if ending.said == SAVED:
        return ""
    if ending.said != REFUSED:
        return ending.said if ending.said == RAISED else "ended without a word"
    if not stage.untouched():
        return "said “nothing was changed” of a changed file"
    return "" if in_words(ending.text, words) else "wrong words"


def words_for(error: str, on: bool) -> tuple[str, ...]:
    """What a sentence may say of an error that was there once, or is there from now `on`."""
    return WORDS[error] if on else (*WORDS[error], *PASSING)


def in_words(text: str, words: Sequence[str]) -> bool:
    """Whether a sentence names the fault in any of these words, and in no codes."""
    lower = text.lower()
    return any(each in lower for each in words) and not any(code in lower for code in CODES)
