"""Cuts the power at every moment of a save: what the disk may hold then must be the old document or the new one."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.reliability import savers
from tests.reliability.children import SAVED, Child
from tests.reliability.disk import Disk, Order, State
from tests.reliability.documents import Change, changes
from tests.reliability.judge import Judge, Verdict
from tests.reliability.logged_folder import Event, read_log
from tests.reliability.rows import Case, Row, Settings, Skipped, counted
from tests.reliability.savers import Saver, named

RIG = "power"
WAIT = 10.0
CONTROLS = (
    savers.without_sync,
    savers.without_folder_sync,
    savers.in_place,
    savers.remove_then_create,
)


@dataclass(frozen=True, slots=True)
class Recording:
    """What a save did to a folder, from the files that stood there before."""

    files: dict[int, bytes]
    names: dict[str, int]
    events: list[Event]
    target: str


def require_fuse() -> None:
    """Raises `Skipped` where a folder of our own can't be mounted."""
    if not os.access("/dev/fuse", os.R_OK | os.W_OK):
        raise Skipped("needs /dev/fuse, which is missing here or not ours to use")
    if _unmounter() is None:
        raise Skipped("needs fusermount3 (Debian: apt-get install fuse3 libfuse2)")
    if importlib.util.find_spec("mfusepy") is None:
        raise Skipped("needs the package mfusepy (pip install mfusepy)")


def _unmounter() -> str | None:
    return shutil.which("fusermount3") or shutil.which("fusermount")


def run(settings: Settings) -> list[Row]:
    require_fuse()
    over, first = changes(settings.amount(60, 400))
    rows = [
        _cuts(settings, change, savers.program, order)
        for change in (over, first)
        for order in Order
    ]
    rows += [_cuts(settings, over, saver, Order.STRICT, control=True) for saver in CONTROLS]
    return rows


def _cuts(
    settings: Settings, change: Change, saver: Saver, order: Order, control: bool = False
) -> Row:
    folder = settings.fresh(f"power-{saver.__name__}-{change.old is None}-{order}")
    recording = recorded(folder, change, saver)
    judge = change.judge(folder / "judge")
    chance = settings.random(RIG, change.name, order)
    states = states_of(recording, order, settings.amount(8, 40), chance)
    last = len(recording.events)
    cases = (judged(judge, state, recording.target, at == last) for state, at in states)
    what = f"{order} disk, {change.name}, {named(saver)}"
    return counted(RIG, what, cases, control=control)


def states_of(
    recording: Recording, order: Order, samples: int, chance: random.Random
) -> Iterator[tuple[State, int]]:
    """Every different state after each event, and how many events had happened."""
    disk = Disk(order, dict(recording.files), dict(recording.names))
    for number, event in enumerate(recording.events, 1):
        disk.note(event)
        seen: set[bytes] = set()
        for state in disk.states(chance, samples):
            key = _key(state)
            if key not in seen:
                seen.add(key)
                yield state, number


def _key(state: State) -> bytes:
    digest = hashlib.sha256()
    for name in sorted(state):
        digest.update(name.encode() + hashlib.sha256(state[name]).digest())
    return digest.digest()


def judged(judge: Judge, state: State, target: str, saved: bool) -> Case:
    """Whether a state is a loss; after "saved" the old document is one too."""
    content = state.get(target)
    verdict = Verdict.ABSENT if content is None else judge.of_bytes(content)
    after = " after “saved”" if saved else ""
    return Case(f"{verdict}{after}", not judge.fine(verdict, saved=saved))


def recorded(folder: Path, change: Change, saver: Saver) -> Recording:
    """Runs one save in a folder that writes down what happens to it."""
    work = folder / "work"
    work.mkdir()
    target, _ = change.prepared(folder / "real", work)
    return record(folder, lambda mount: saver(change.new, mount / target.name, work), target.name)


def record(folder: Path, act: Callable[[Path], None], target: str = "") -> Recording:
    """What an act does in a folder that writes it down; files in `folder/real` stand there before."""
    real = folder / "real"
    real.mkdir(exist_ok=True)
    before = {path: path.stat().st_ino for path in real.iterdir()}
    files = {inode: path.read_bytes() for path, inode in before.items()}
    names = {f"/{path.name}": inode for path, inode in before.items()}
    with (
        _mounted(real, folder / "mount", folder / "log") as mount,
        Child(lambda: act(mount)) as child,
    ):
        child.go()
        ending = child.ending()
    if ending.said != SAVED:
        raise RuntimeError(f"what was to be recorded ended otherwise: {ending}")
    return Recording(files, names, read_log(folder / "log"), f"/{target}")


@contextmanager
def _mounted(root: Path, mount: Path, log: Path) -> Iterator[Path]:
    mount.mkdir()
    command = [
        sys.executable,
        "-m",
        "tests.reliability.logged_folder",
        *map(str, (root, mount, log)),
    ]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        _wait_for(mount, server)
        yield mount
    finally:
        unmounter = _unmounter()
        assert unmounter is not None
        subprocess.run([unmounter, "-u", str(mount)], check=False, capture_output=True)
        try:
            server.communicate(timeout=WAIT)
        except subprocess.TimeoutExpired:
            server.kill()
            server.communicate()


def _wait_for(mount: Path, server: subprocess.Popen[str]) -> None:
    end = time.monotonic() + WAIT
    while not mount.is_mount():
        if server.poll() is not None or time.monotonic() > end:
            told = server.communicate()[1] if server.poll() is not None else "it did not appear"
            raise Skipped(f"a FUSE folder can't be mounted here: {told.strip()[-200:]}")
        time.sleep(0.02)
