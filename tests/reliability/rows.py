"""What a rig gives back: rows of cases and bad cases. A control is a bad program that the rig must catch."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

SHOWN = 3


class Skipped(Exception):
    """The rig can't run on this machine; the text says what it needs."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of a rig: `bad` of `cases` were bad, `seen` counts what came out, in words."""

    rig: str
    what: str
    cases: int
    bad: int
    seen: Mapping[str, int] = field(default_factory=dict)
    control: bool = False
    note: str = ""

    @property
    def passed(self) -> bool:
        """No case was bad; for a control, at least one was, or the rig sees nothing."""
        return self.cases > 0 and (self.bad > 0 if self.control else self.bad == 0)

    def line(self) -> str:
        outcome = ", ".join(f"{count} {name}" for name, count in sorted(self.seen.items()))
        mark = "passed" if self.passed else "FAILED"
        kind = "control, must be caught: " if self.control else ""
        tail = f" ({self.note})" if self.note else ""
        return f"{mark:6}  {self.rig:8} {kind}{self.what}: {self.bad} bad of {self.cases} [{outcome}]{tail}"


@dataclass(frozen=True, slots=True)
class Case:
    """One try: what came out, whether that is bad, and, if so, where to look."""

    came_out: str
    bad: bool = False
    where: str = ""


def counted(
    rig: str, what: str, cases: Iterable[Case], *, control: bool = False, note: str = ""
) -> Row:
    """The row of these cases; it names the places of the first few bad ones."""
    seen: Counter[str] = Counter()
    places: list[str] = []
    bad = 0
    for case in cases:
        seen[case.came_out] += 1
        bad += case.bad
        if case.bad and case.where and len(places) < SHOWN:
            places.append(case.where)
    told = [note, *places] if not control else [note]
    return Row(
        rig, what, sum(seen.values()), bad, dict(seen), control, "; ".join(filter(None, told))
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """How far a run goes. `folder` is an empty scratch folder of its own; the seed makes runs repeatable."""

    folder: Path
    full: bool = False
    seed: int = 1

    def amount(self, short: int, full: int) -> int:
        return full if self.full else short

    def random(self, *names: object) -> random.Random:
        return random.Random(":".join(map(str, (self.seed, *names))))

    def fresh(self, name: str) -> Path:
        """A new empty folder inside the scratch folder."""
        made = self.folder / name
        made.mkdir(parents=True)
        return made
