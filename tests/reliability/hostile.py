"""Opens every hostile file of the list in a process of its own, with limits of time and memory."""

from __future__ import annotations

import hashlib
import json
import resource
import shutil
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.reliability.children import RAISED, REFUSED, SAVED, Child, Ending
from tests.reliability.fuzz import Opener, opened_plainly
from tests.reliability.rows import Case, Row, Settings, Skipped, counted
from tests.storage import hostile
from tests.storage.doors import saved_file

RIG = "hostile"
MOST_SECONDS, MOST_MB = 10.0, 300.0
# Beyond this a process gets no more memory: what is far over the limit must not take the machine with it.
LAST_MB = 900


def run(settings: Settings) -> list[Row]:
    if not sys.platform.startswith("linux"):
        raise Skipped("needs Linux to measure the memory of a process")
    template = saved_file(settings.fresh("template"))
    return [
        _row(settings, template, opened, MOST_SECONDS, "hostile files"),
        _row(
            settings, template, opened_plainly, 2.0, "hostile files, by SQLite alone", control=True
        ),
    ]


def _row(
    settings: Settings,
    template: Path,
    opener: Opener,
    limit: float,
    what: str,
    control: bool = False,
) -> Row:
    most = [0.0, 0.0]
    cases = list(_cases(settings, template, opener, limit, most))
    note = f"at most {most[0]:.1f} s and {most[1]:.0f} MB"
    return counted(RIG, what, cases, control=control, note=note)


def _cases(
    settings: Settings, template: Path, opener: Opener, limit: float, most: list[float]
) -> Iterator[Case]:
    for number, case in enumerate(hostile.CASES):
        folder = settings.fresh(f"{opener.__name__}-{number}")
        user = folder / "user"
        user.mkdir()
        path = user / "a.journey"
        shutil.copyfile(template, path)
        case.make(path)
        yield _tried(case, path, opener, limit, most)
        shutil.rmtree(folder)


def _tried(case: hostile.Case, path: Path, opener: Opener, limit: float, most: list[float]) -> Case:
    before = fingerprint(path.parent)
    measure = path.parent.with_name("measured.json")
    work = path.parent.with_name("work")
    with Child(lambda: _measured(opener, path, work, measure)) as child:
        child.go()
        ending = child.ending(limit)
    seconds, size = json.loads(measure.read_text()) if measure.exists() else (0.0, 0.0)
    most[:] = max(most[0], seconds), max(most[1], size)
    wrong = fault_of(case, ending, size)
    if not wrong and fingerprint(path.parent) != before:
        wrong = "changed the folder"
    return Case(wrong or _named(ending), bool(wrong), f"{case.title}: {ending.text}"[:200])


def fault_of(case: hostile.Case, ending: Ending, size: float) -> str:
    """What is wrong with how opening a hostile file ended; nothing if it is as listed. `size` in MB."""
    if ending.said not in {SAVED, REFUSED}:
        return "raised an error" if ending.said == RAISED else "hung or crashed"
    if size > MOST_MB:
        return "took too much memory"
    if case.outcome == hostile.OPENS:
        return "" if ending.said == SAVED else "refused, to be opened"
    if ending.said == SAVED:
        return "opened, to be refused"
    return "" if case.outcome in ending.text else "other words"


def _named(ending: Ending) -> str:
    return "opened safely" if ending.said == SAVED else "refused"


def opened(path: Path, workspace: Path) -> str:
    from journeyeditor.storage.document_file import open_document

    open_document(path, workspace)
    return "opened"


def _measured(opener: Opener, path: Path, workspace: Path, measure: Path) -> None:
    """Opens a file in this process and writes down the seconds it took and the MB it grew by."""
    limit = int((_memory("VmSize") + LAST_MB) * 2**20)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before, start = _memory("VmRSS"), time.monotonic()
    try:
        opener(path, workspace)
    finally:
        told = (time.monotonic() - start, _memory("VmHWM") - before)
        measure.write_text(json.dumps(told), encoding="ascii")


def _memory(name: str) -> float:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(name):
            return int(line.split()[1]) / 1024
    return 0.0


def fingerprint(folder: Path) -> dict[str, tuple[int, bytes]]:
    """What stands in a folder: kinds and hashes of bytes; pipes and devices are not read."""
    return {path.name: (path.lstat().st_mode, _hash(path)) for path in folder.iterdir()}


def _hash(path: Path) -> bytes:
    if not stat.S_ISREG(path.lstat().st_mode):
        return b""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").digest()
