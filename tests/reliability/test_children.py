"""The rigs' processes say how they ended, and a tracer that attaches to one counts what it is meant to count."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator

import pytest

from journeyeditor.model.messages import Refused
from tests.reliability.children import DIED, RAISED, REFUSED, SAVED, Child, Ending


def _refuse() -> None:
    raise Refused("No.")


def _fail() -> None:
    raise OSError("broken")


def _for_ever() -> None:
    while True:
        pass


@pytest.mark.parametrize(
    ("act", "ending"),
    [
        (lambda: None, Ending(SAVED)),
        (_refuse, Ending(REFUSED, "No.")),
        (_fail, Ending(RAISED, "OSError: broken")),
        (lambda: os.kill(os.getpid(), 9), Ending(DIED)),
    ],
)
def test_a_child_says_how_it_ended(act: object, ending: Ending) -> None:
    assert callable(act)
    with Child(act) as child:
        child.go()
        assert child.ending() == ending


def test_a_child_that_never_ends_is_killed() -> None:
    with Child(_for_ever) as child:
        child.go()
        assert child.ending(limit=0.05).said == DIED


class Telling(socket.socket):
    """A socket whose closing is told through a pipe, and, in another process, may fail."""

    def told_to(self, pipe: int, *, fails: bool) -> Telling:
        self._pipe, self._fails, self._home = pipe, fails, os.getpid()
        return self

    def close(self) -> None:
        if os.getpid() != self._home:
            os.write(self._pipe, b"c")
            if self._fails:
                raise OSError("no room")
        super().close()


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[bool], int]]:
    """Makes children tell when they close what they got from the rig: where that is read."""
    read, write = os.pipe()
    os.set_blocking(read, False)

    def prepare(fails: bool) -> int:
        def pair() -> tuple[socket.socket, socket.socket]:
            ours, theirs = make()
            plain = Telling(ours.family, ours.type, fileno=ours.detach())
            return plain.told_to(write, fails=fails), theirs

        make = socket.socketpair
        monkeypatch.setattr(socket, "socketpair", pair)
        return read

    yield prepare
    os.close(read)
    os.close(write)


def test_a_child_has_prepared_itself_before_it_can_be_traced(
    closed: Callable[[bool], int],
) -> None:
    told_at = closed(False)
    with Child(lambda: None) as child:
        # Else a fault at the first closing of the act would meet this one.
        assert os.read(told_at, 9) == b"c"
        child.go()
        assert child.ending() == Ending(SAVED)


def test_a_child_that_fails_before_it_begins_never_goes_on_as_the_rig(
    closed: Callable[[bool], int],
) -> None:
    closed(True)
    with pytest.raises(RuntimeError, match="before it began"):
        Child(lambda: None)
