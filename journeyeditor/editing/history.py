"""Undo and redo as patches: what was done, and under which name."""

from __future__ import annotations

from dataclasses import dataclass

from journeyeditor.editing.patch import NOTHING, Patch
from journeyeditor.model.messages import Message

LIMIT = 1_000


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a person did: its name, the patch, the keys it touched, and when."""

    label: Message
    patch: Patch
    touched: frozenset[str]
    time: str = ""


@dataclass(slots=True)
class Gesture:
    """A drag or the like under way: its name and the patch from its beginning to now."""

    label: Message
    patch: Patch = NOTHING


class History:
    """Two stacks of steps."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._limit = limit

    def copy(self) -> History:
        """Another history with the same steps, which goes its own way from here."""
        copied = History(self._limit)
        copied._done, copied._undone = list(self._done), list(self._undone)
        return copied

    @property
    def undo_step(self) -> Step | None:
        return self._done[-1] if self._done else None

    @property
    def redo_step(self) -> Step | None:
        return self._undone[-1] if self._undone else None

    @property
    def done(self) -> tuple[Step, ...]:
        """The steps that undo takes back, the last one first to go."""
        return tuple(self._done)

    @property
    def undone(self) -> tuple[Step, ...]:
        """The steps that redo does again, in the order in which it does them."""
        return tuple(reversed(self._undone))

    def push(self, step: Step) -> None:
        self._done.append(step)
        del self._done[: -self._limit]
        self._undone.clear()

    def went_back(self) -> None:
        self._undone.append(self._done.pop())

    def went_forward(self) -> None:
        self._done.append(self._undone.pop())
