"""strace: which system calls of a process change something, and a fault put into the n-th of one of them."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.reliability.children import Child, Ending
from tests.reliability.rows import Skipped

WRITING = ("write", "writev", "pwrite64", "pwritev", "pwritev2", "sendfile", "copy_file_range")
SIZING = ("truncate", "ftruncate", "fallocate")
SYNCING = ("fsync", "fdatasync", "sync_file_range", "msync")
NAMING = ("rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat")
REMOVING = ("unlink", "unlinkat", "rmdir", "mkdir", "mkdirat")
RIGHTS = ("chmod", "fchmod", "fchmodat", "chown", "fchown", "fchownat", "lchown")
OTHERS = ("setxattr", "fsetxattr", "lsetxattr", "removexattr", "fremovexattr", "utimensat")
OPENING = ("openat", "open", "creat")
MUTATING = (*WRITING, *SIZING, *SYNCING, *NAMING, *REMOVING, *RIGHTS, *OTHERS, *OPENING)
# Network file systems tell of a full disk only when a file is closed.
CLOSING = ("close",)

_CALL = re.compile(r"^\d+\s+(\w+)\((.*)")
_OPENS_TO_CHANGE = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_DIRECTORY")


@dataclass(frozen=True, slots=True)
class Point:
    """The n-th call (from 1) of one system call."""

    call: str
    number: int


def require_strace() -> None:
    """Raises `Skipped` where no process of ours can be traced."""
    if shutil.which("strace") is None:
        raise Skipped("needs strace (Debian: apt-get install strace)")
    with Child(lambda: None) as child:
        try:
            with _attached(child.pid, "-o", "/dev/null", "-e", "trace=none"):
                child.go()
                child.ending()
        except RuntimeError as error:
            raise Skipped(f"strace may not attach here: {error}") from error


@contextmanager
def _attached(pid: int, *options: str) -> Iterator[None]:
    tracer = subprocess.Popen(
        ["strace", "-f", *options, "-p", str(pid)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert tracer.stderr is not None
    try:
        first = tracer.stderr.readline()
        if "attached" not in first:
            raise RuntimeError(first.strip() or "it said nothing")
        yield
    finally:
        tracer.terminate()
        tracer.wait()
        tracer.stderr.close()


def points_of(act: Callable[[], None], listing: Path, calls: tuple[str, ...]) -> list[Point]:
    """Every call of the act, run once for this, that changes something; an opening only if it is for writing."""
    known = [f"?{call}" for call in calls]
    options = ("-o", str(listing), "-e", f"trace={','.join(known)}")
    with Child(act) as child, _attached(child.pid, *options):
        child.go()
        ending = child.ending()
    if ending.said != "saved":
        raise RuntimeError(f"the act to be traced ended otherwise: {ending}")
    return points_in(listing.read_text(errors="replace").splitlines())


def points_in(lines: list[str]) -> list[Point]:
    """The points that a listing of strace names, in order."""
    numbers: Counter[str] = Counter()
    found: list[Point] = []
    for line in lines:
        match = _CALL.match(line)
        if match is None:
            continue
        call, rest = match.groups()
        numbers[call] += 1
        if call not in OPENING or _OPENS_TO_CHANGE.search(rest):
            found.append(Point(call, numbers[call]))
    return found


def ending_with(act: Callable[[], None], point: Point, fault: str, *, on: bool = False) -> Ending:
    """How the act ends with a fault (`signal=KILL`, `error=ENOSPC`) at a point, or from there `on`."""
    when = f"{point.number}{'+' if on else ''}"
    options = ("-e", f"trace={point.call}", "-e", f"inject={point.call}:{fault}:when={when}")
    with Child(act) as child, _attached(child.pid, "-o", "/dev/null", *options):
        child.go()
        return child.ending()
