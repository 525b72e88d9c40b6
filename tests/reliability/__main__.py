"""`python -m tests.reliability [RIG...] [--full] [--seed N] [--json FILE]`: tries to lose documents, and counts."""

from __future__ import annotations

import argparse
import importlib
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from tests.reliability.rows import Row, Settings, Skipped

RIGS = (
    "kill",
    "errors",
    "power",
    "journal",
    "loop",
    "session",
    "hostile",
    "fuzz",
    "guided",
    "sync",
    "flip",
    "salvage",
    "pdf",
    "windows",
    "canvas",
    "reader",
)

APART = ("canvas", "windows")
"""Rigs of the window, each in a process of its own: how such a process ends is tried too, and memory is its own."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rig gave: its rows, or why it was skipped."""

    rig: str
    rows: tuple[Row, ...]
    skipped: str
    seconds: float


def arguments(given: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.reliability", description=__doc__)
    parser.add_argument(
        "rigs",
        nargs="*",
        metavar="RIG",
        help=f"of {', '.join(RIGS)} (default all of these)",
    )
    parser.add_argument("--full", action="store_true", help="the figures of docs/RELIABILITY.md")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="default 1")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows there too")
    parser.add_argument("--here", action="store_true", help="no rig in a process of its own")
    options = parser.parse_args(given)
    unknown = [rig for rig in options.rigs if rig not in RIGS]
    if unknown:
        parser.error(f"there is no rig {unknown[0]!r}; choose from {', '.join(RIGS)}")
    return options


def tried(rig: str, full: bool, seed: int) -> Outcome:
    """Runs one rig in a scratch folder that is gone afterwards."""
    start = time.monotonic()
    rows: tuple[Row, ...] = ()
    skipped = ""
    with tempfile.TemporaryDirectory(prefix="reliability-") as folder:
        try:
            module = importlib.import_module(f"tests.reliability.{rig}")
            found = module.run(Settings(Path(folder), full, seed))
            rows = tuple(replace(row, note=row.note.replace(folder, "…")) for row in found)
        except Skipped as reason:
            skipped = str(reason)
    return Outcome(rig, rows, skipped, time.monotonic() - start)


def tried_apart(rig: str, full: bool, seed: int) -> Outcome:
    """Runs one rig in a process of its own, which has to end well too."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="reliability-") as folder:
        file = Path(folder) / "rows.json"
        call = [sys.executable, "-m", "tests.reliability", rig, "--here"]
        call += ["--seed", str(seed), "--json", str(file), *(["--full"] if full else [])]
        ended = subprocess.run(call, capture_output=True, text=True, check=False)
        rows = rows_in(file)
    return Outcome(rig, *apart(rig, ended, rows), time.monotonic() - start)


def rows_in(file: Path) -> tuple[Row, ...]:
    """The rows that a run wrote down, none where it did not come to that."""
    if not file.exists():
        return ()
    plain = json.loads(file.read_text(encoding="utf-8"))
    return tuple(
        Row(**{name: one for name, one in row.items() if name != "passed"}) for row in plain
    )


def apart(
    rig: str, ended: subprocess.CompletedProcess[str], rows: tuple[Row, ...]
) -> tuple[tuple[Row, ...], str]:
    """The rows of a rig that ran by itself, with one on how its process ended; or why it was skipped."""
    skipped = next(
        (line.partition(": ")[2] for line in ended.stdout.splitlines() if line.startswith("skipped ")), ""
    )  # fmt: skip
    well = ended.returncode == (0 if all(row.passed for row in rows) else 1)
    note = "" if well else f"exit code {ended.returncode}: {ended.stderr[-300:]}"
    end = Row(rig, "processes that end well", 1, int(not well), {}, note=note)
    return ((*rows, end), "") if rows or not well else ((), skipped)


def told(outcomes: list[Outcome]) -> tuple[list[str], bool]:
    """The closing lines, and whether nothing failed. Every skipped rig is named."""
    rows = [row for outcome in outcomes for row in outcome.rows]
    passed = sum(row.passed for row in rows)
    skipped = [outcome for outcome in outcomes if outcome.skipped]
    lines = [f"skipped {outcome.rig}: {outcome.skipped}" for outcome in skipped]
    lines.append(f"{passed} passed, {len(rows) - passed} failed, {len(skipped)} skipped")
    return lines, passed == len(rows)


def main(given: list[str]) -> int:
    options = arguments(given)
    outcomes: list[Outcome] = []
    for rig in options.rigs or RIGS:
        way = tried_apart if rig in APART and not options.here else tried
        outcome = way(rig, options.full, options.seed)
        outcomes.append(outcome)
        for row in outcome.rows:
            say(row.line())
        say(f"        {rig}: {outcome.seconds:.0f} s")
    lines, fine = told(outcomes)
    for line in lines:
        say(line)
    if options.json:
        plain = [asdict(row) | {"passed": row.passed} for each in outcomes for row in each.rows]
        options.json.write_text(json.dumps(plain, indent=1) + "\n", encoding="utf-8")
    return 0 if fine else 1


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
