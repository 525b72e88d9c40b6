"""`python -m tests.bench [AREA...] [--cards 100,500] [--json FILE]`: figures beside their limits."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import sys
from pathlib import Path

from journeyeditor.app.collector import ease_collector
from tests.bench.common import Row, table

AREAS = ("canvas", "opening", "pdf", "preview", "file", "start", "window", "memory")
CARDS = "100,500,2000,10000"


def numbers(text: str) -> list[int]:
    """Numbers of cards, separated by commas. Raises ValueError for anything else."""
    return [int(part) for part in text.split(",")]


def arguments(given: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("areas", nargs="*", metavar="AREA", help=f"of {', '.join(AREAS)}")
    parser.add_argument("--cards", type=numbers, default=numbers(CARDS), help=f"default {CARDS}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows there too")
    options = parser.parse_args(given)
    unknown = [area for area in options.areas if area not in AREAS]
    if unknown:
        parser.error(f"there is no area {unknown[0]!r}; choose from {', '.join(AREAS)}")
    return options


def measure(areas: list[str], cards: list[int]) -> list[Row]:
    """The rows of these areas; each area's module has a `run(cards)` that gives its rows."""
    rows: list[Row] = []
    for area in areas:
        name = f"tests.bench.{area}"
        if importlib.util.find_spec(name) is None:
            print(f"{area}: not measured yet", file=sys.stderr)
            continue
        rows += importlib.import_module(name).run(cards)
    return rows


def main(given: list[str]) -> int:
    options = arguments(given)
    # As the program itself does when it starts; the limits are measured under it too.
    ease_collector()
    rows = measure(options.areas or list(AREAS), options.cards)
    print(table(rows))
    if options.json:
        options.json.write_text(json.dumps([row.plain() for row in rows], indent=2) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
