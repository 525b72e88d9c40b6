"""Damages valid files in many ways and opens them: refused in words or opened, never an error, never for long."""

from __future__ import annotations

import multiprocessing
import sqlite3
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from journeyeditor.model.messages import Refused
from journeyeditor.storage.changes import head_of
from journeyeditor.storage.document_file import open_document
from tests.reliability.documents import valid_files
from tests.reliability.mutations import mutated
from tests.reliability.rows import Case, Row, Settings, counted

RIG = "fuzz"
# One file may take this long, on a machine that does other things too.
LIMIT = 10.0
PROCESSES = 2
Opener = Callable[[Path, Path], str]


def run(settings: Settings) -> list[Row]:
    seeds = valid_files(settings.fresh("seeds"))
    return [
        _row(settings, seeds, settings.amount(2000, 100_000), "opened", opened_by_program),
        _row(settings, seeds, settings.amount(1000, 20_000), "looked at beside another", looked_at),
        _row(settings, seeds, 300, "read by SQLite with no checks", opened_plainly, control=True),
    ]


def _row(
    settings: Settings,
    seeds: Sequence[bytes],
    count: int,
    what: str,
    opener: Opener,
    control: bool = False,
) -> Row:
    told: Counter[str] = Counter()
    start = time.monotonic()
    cases = list(fuzzed(settings, seeds, count, opener, told))
    rate = count / (time.monotonic() - start)
    note = f"the slowest {told['slowest ms']} ms, {rate:.0f} a second"
    return counted(RIG, f"damaged files, {what}", cases, control=control, note=note)


def looked_at(path: Path, workspace: Path) -> str:
    """What the program does with a stranger's file in the folder of the open document."""
    return "told apart" if head_of(path) else "passed over"


def opened_by_program(path: Path, workspace: Path) -> str:
    try:
        return "opened with a warning" if open_document(path, workspace).warnings else "opened"
    except Refused as error:
        # The words must come out too.
        return "refused" if error.message.text() else "refused without a word"


def opened_plainly(path: Path, workspace: Path) -> str:
    with closing(sqlite3.connect(path)) as raw:
        names = [row[0] for row in raw.execute("SELECT name FROM sqlite_schema WHERE type='table'")]
        for name in names:
            raw.execute(f'SELECT * FROM "{name}"').fetchall()
    return "opened"


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker does: open every `PROCESSES`-th file from its own first one on."""

    settings: Settings
    seeds: Sequence[bytes]
    count: int
    opener: Opener
    folder: Path


def fuzzed(
    settings: Settings, seeds: Sequence[bytes], count: int, opener: Opener, told: Counter[str]
) -> Iterator[Case]:
    """The cases of files 0 to `count`, made in processes of their own that may crash or hang.

    File `n` depends on the seed and `n` alone. `told` gets the time of the slowest.
    """
    work = Work(settings, seeds, count, opener, settings.fresh(f"fuzz-{opener.__name__}"))
    workers = {number: _Worker(work, number) for number in range(PROCESSES)}
    while workers:
        wait([worker.channel for worker in workers.values()], timeout=0.5)
        for number, worker in list(workers.items()):
            yield from worker.cases(told)
            lost = worker.lost()
            if lost:
                yield Case(lost, True, f"file {worker.next}")
                workers[number] = _Worker(work, worker.next + PROCESSES)
            elif worker.next >= count:
                worker.stop()
                del workers[number]


class _Worker:
    """A process that opens files, and what it told of them. `next` is the file it is at."""

    def __init__(self, work: Work, first: int) -> None:
        context = multiprocessing.get_context("fork")
        self.channel, theirs = context.Pipe(duplex=False)
        self.next = first
        self._heard = time.monotonic()
        self._process: BaseProcess = context.Process(target=_open_all, args=(work, first, theirs))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            self._process.start()
        theirs.close()

    def cases(self, told: Counter[str]) -> Iterator[Case]:
        """What came in since it was asked last."""
        with suppress(EOFError):
            while self.channel.poll():
                case, seconds = self.channel.recv()
                told["slowest ms"] = max(told["slowest ms"], round(seconds * 1000))
                self.next += PROCESSES
                self._heard = time.monotonic()
                yield case

    def lost(self) -> str:
        """How the worker was lost, if it was: a crash of the process, or no end with one file."""
        code = self._process.exitcode or 0
        if code > 0:
            raise RuntimeError("the rig itself failed; its error is above")
        if code < 0:
            return f"crashed (signal {-code})"
        if time.monotonic() - self._heard > LIMIT:
            self.stop()
            return "hung"
        return ""

    def stop(self) -> None:
        self._process.kill()
        self._process.join()
        self.channel.close()


def _open_all(work: Work, first: int, channel: Connection) -> None:
    folder = work.folder / str(first % PROCESSES)
    folder.mkdir(exist_ok=True)
    for number in range(first, work.count, PROCESSES):
        channel.send(one(work, number, folder))


def one(work: Work, number: int, folder: Path) -> tuple[Case, float]:
    """Opens file `number` and tells how that came out and how long it took, in seconds."""
    content, ways = mutated(work.seeds, work.settings.random(RIG, number))
    path = folder / "fuzzed.journey"
    path.write_bytes(content)
    start = time.monotonic()
    case = _opened(work.opener, path, folder / "open", f"file {number} by {ways}")
    if path.read_bytes() != content:
        case = Case("changed the file", True, f"file {number} by {ways}")
    return case, time.monotonic() - start


def _opened(opener: Opener, path: Path, workspace: Path, where: str) -> Case:
    try:
        return Case(opener(path, workspace))
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno} {error}"
        return Case(f"raised {type(error).__name__}", True, f"{where}: {place}"[:300])
