"""Fuzzing of opening that follows what the code does (atheris); skipped where the package is not installed.

`python -m tests.reliability.guided FOLDER COUNT` is the process that does it: inputs are kept where they reach
new lines of the storage room.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.reliability.rows import Row, Settings, Skipped

RIG = "guided"
_RUNS = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
_SLOWEST = re.compile(r"stat::slowest_unit_time_sec:\s*(\d+)")
_FOUND = re.compile(r"Uncaught Python exception: ===\s*(.*)")


def run(settings: Settings) -> list[Row]:
    if importlib.util.find_spec("atheris") is None:
        raise Skipped("needs the package atheris (pip install atheris; Python 3.11 to 3.13)")
    folder = settings.fresh("guided")
    count = settings.amount(1500, 5000)
    return [_guided(folder, "open", count, False), _guided(folder, "plain", 500, True)]


def _guided(folder: Path, opener: str, count: int, control: bool) -> Row:
    from tests.reliability.documents import valid_files

    corpus, work = folder / f"corpus-{opener}", folder / f"work-{opener}"
    corpus.mkdir()
    work.mkdir()
    for number, content in enumerate(valid_files(work)):
        (corpus / f"valid-{number}").write_bytes(content)
    command = [sys.executable, "-m", "tests.reliability.guided", opener, str(corpus), str(count)]
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    what = "files made to reach new code" + (", read by SQLite alone" if control else "")
    return row_of(done.stdout, done.returncode, what, control)


def row_of(told: str, code: int, what: str, control: bool) -> Row:
    """The row of a run by what atheris told. It ends at the first error."""
    runs = int(_first(_RUNS, told) or 0)
    error = _first(_FOUND, told).strip()
    if not runs and not error:
        error = f"ended with {code}: {told.strip()[-200:]}"
    slowest = f"{_first(_SLOWEST, told) or '0'} s the slowest"
    seen = {"opened or refused": runs} | ({"error": 1} if error else {})
    return Row(RIG, what, runs + bool(error), int(bool(error)), seen, control, error or slowest)


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match.group(1) if match else ""


def fuzz(opener: str, corpus: str, count: str) -> None:
    """Does not return: atheris ends the process."""
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["journeyeditor.storage"]):
        module = importlib.import_module("tests.reliability.fuzz")
    opened = module.opened_by_program if opener == "open" else module.opened_plainly
    folder = Path(corpus).with_name(f"work-{opener}")
    path = folder / "guided.journey"

    def one(content: bytes) -> None:
        path.write_bytes(content)
        opened(path, folder / "open")

    artifacts = f"-artifact_prefix={folder}/"
    limits = ["-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1", "-max_len=300000"]
    atheris.Setup(["guided", corpus, f"-runs={count}", "-seed=1", artifacts, *limits], one)
    atheris.Fuzz()


if __name__ == "__main__":
    fuzz(*sys.argv[1:4])
