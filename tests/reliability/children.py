"""A save in a forked process that waits to be watched, is killed or made to fail, and says how it ended."""

from __future__ import annotations

import json
import os
import signal
import socket
import statistics
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from journeyeditor.model.messages import Refused

SAVED, REFUSED, RAISED, DIED = "saved", "refused", "raised", "died"


@dataclass(frozen=True, slots=True)
class Ending:
    """How the act ended: `said` is one of the four above, `text` the message or error."""

    said: str
    text: str = ""


READY = b"r"


class Child:
    """A process that does `act` after `go()`. Answers come through a socket, which no rig disturbs.

    Once it is made, its own preparations are over: a tracer that attaches then counts the calls of the act alone.
    """

    def __init__(self, act: Callable[[], None]) -> None:
        ours, theirs = socket.socketpair()
        with warnings.catch_warnings():
            # A test runner has threads; the child uses none of what they hold.
            warnings.simplefilter("ignore", DeprecationWarning)
            self.pid = os.fork()
        if self.pid == 0:
            _act(act, ours, theirs)
        theirs.close()
        self._socket = ours
        self._ended = False
        if ours.recv(1) != READY:
            ours.close()
            os.waitpid(self.pid, 0)
            raise RuntimeError("a child of the rig ended before it began")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if not self._ended:
            self.kill()
            self.ending()
        self._socket.close()

    def go(self) -> None:
        self._socket.send(b"g")

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def ending(self, limit: float = 60.0) -> Ending:
        """Waits for the end. A process that says nothing for `limit` seconds is killed."""
        self._socket.settimeout(limit)
        told = b""
        try:
            while piece := self._socket.recv(65536):
                told += piece
        except (TimeoutError, ConnectionError):
            self.kill()
        os.waitpid(self.pid, 0)
        self._ended = True
        return Ending(*json.loads(told)) if told else Ending(DIED)


def _act(act: Callable[[], None], parents: socket.socket, channel: socket.socket) -> None:
    """The life of the child; never returns into the rig's own code."""
    try:
        parents.close()
        channel.send(READY)
        if channel.recv(1):
            said = _said(act)
            channel.send(json.dumps(said).encode())
    finally:
        os._exit(0)


def _said(act: Callable[[], None]) -> tuple[str, str]:
    try:
        act()
    except Refused as error:
        return REFUSED, str(error)
    except BaseException as error:
        return RAISED, f"{type(error).__name__}: {error}"
    return SAVED, ""


def killed_after(act: Callable[[], None], seconds: float) -> Ending:
    """Does the act in a process of its own and kills it that long after it began."""
    with Child(act) as child:
        child.go()
        time.sleep(seconds)
        child.kill()
        return child.ending()


def seconds_of(act: Callable[[], None], times: int = 5) -> float:
    """How long the act takes in a process of its own, the median of a few times."""
    taken: list[float] = []
    for _ in range(times):
        with Child(act) as child:
            start = time.monotonic()
            child.go()
            child.ending()
            taken.append(time.monotonic() - start)
    return statistics.median(taken)
