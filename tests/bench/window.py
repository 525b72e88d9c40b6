"""The figures of the canvas in a real window: a process of its own on a display of its own (Xvfb), by the clock."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.common import Row

_ROOT = Path(__file__).parents[2]
SCREEN = "1920x1080x24"


def run(cards: list[int]) -> list[Row]:
    """The rows of the canvas on a display. Raises FileNotFoundError where there is no Xvfb."""
    with tempfile.TemporaryDirectory() as name:
        found = Path(name) / "rows.json"
        with subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as screen:
            assert screen.stdout is not None
            try:
                _measure(f":{screen.stdout.readline().strip()}", cards, found)
            finally:
                screen.terminate()
        rows = json.loads(found.read_text(encoding="utf-8"))
    return [Row(**{k: v for k, v in row.items() if k != "ratio"}) for row in rows]


def _measure(display: str, cards: list[int], found: Path) -> None:
    words = ["-m", "tests.bench", "canvas", "--cards", ",".join(map(str, cards))]
    subprocess.run(
        [sys.executable, *words, "--json", str(found)],
        cwd=_ROOT,
        env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
        stdout=subprocess.DEVNULL,
        check=True,
    )
