"""All checks, as `python -m tests`: format, lint, types, rooms, then the tests. Stops at the first that fails."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent

CHECKS: tuple[tuple[str, list[str]], ...] = (
    ("format", [str(BIN / "ruff"), "format", "--check", "--quiet", "."]),
    ("lint", [str(BIN / "ruff"), "check", "--quiet", "."]),
    ("types", [str(BIN / "mypy")]),
    ("rooms", [str(BIN / "lint-imports")]),
    ("tests", [sys.executable, "-m", "pytest", "-q", "-n", "2"]),
)


def main(extra: list[str]) -> int:
    """Runs every check; further arguments go to pytest."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    for name, command in CHECKS:
        arguments = command + (extra if name == "tests" else [])
        start = time.monotonic()
        done = subprocess.run(arguments, cwd=ROOT, env=environment, check=False)
        print(
            f"{name}: {'ok' if not done.returncode else 'failed'} ({time.monotonic() - start:.0f} s)",
            flush=True,
        )
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
