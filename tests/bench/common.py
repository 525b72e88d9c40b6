"""What all benchmarks share: rows of figures beside their limits, and how they are measured.

A limit is measured in the same run as the figure it belongs to, so that the ratio of the two tells the same on a
slow machine as on a fast one.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class Row:
    """One figure in milliseconds for a number of cards, and what it was measured against.

    `goal_ms` is what it may take at most, 0 where nothing was set. `unit` is of figure, limit and goal.
    """

    name: str
    cards: int
    figure_ms: float
    limit_name: str
    limit_ms: float
    goal_ms: float = 0.0
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """How many times the limit the figure is; 0 where there is no limit."""
        return self.figure_ms / self.limit_ms if self.limit_ms else 0.0

    def plain(self) -> dict[str, Any]:
        """The row as JSON holds it."""
        return {**asdict(self), "ratio": round(self.ratio, 3)}


def busy(work: Callable[[], object]) -> float:
    """How long one call keeps the processor, in milliseconds: what else the machine does is left out."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def timed(work: Callable[[], object]) -> float:
    """How long one call takes, in milliseconds."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def run_alone(module: str, *arguments: str) -> str:
    """What a module prints that is run in a process of its own."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def median(work: Callable[[], object], times: int = 5) -> float:
    """The median of several calls, in milliseconds."""
    return statistics.median(timed(work) for _ in range(times))


def percentile(figures: Sequence[float], share: float) -> float:
    """The figure below which this share (0 to 1) of them lies."""
    ordered = sorted(figures)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def table(rows: Sequence[Row]) -> str:
    """The rows as aligned lines of text."""
    lines = [f"{'what':<34}{'cards':>7}{'':>10}{'at most':>10}  {'limit':<24}{'':>10}{'ratio':>8}"]
    lines += [
        f"{row.name:<34}{row.cards:>7}{row.figure_ms:>7.2f} {row.unit}{_goal(row):>10}  "
        f"{row.limit_name:<24}{row.limit_ms:>10.2f}{row.ratio:>8.2f}"
        for row in rows
    ]
    return "\n".join(lines)


def _goal(row: Row) -> str:
    """What it may take, marked where it takes longer."""
    if not row.goal_ms:
        return ""
    return f"{'' if row.figure_ms <= row.goal_ms else '! '}{row.goal_ms:g}"
