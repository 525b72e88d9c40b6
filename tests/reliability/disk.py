"""What a disk may hold after a power cut: a model of what is safe on it and what is still on its way.

A file's bytes are safe once the file is synced; until then any of its writes may be there and any may not, and
the last one may stop at any sector. Names are safe once the folder is synced. `JOURNALLED` is a disk whose file
system keeps changes of names in their order and makes them safe with any sync (like ext4); on `STRICT` ones
any of them may be there (what POSIX promises, which is little).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tests.reliability.logged_folder import (
    Event,
    Named,
    Removed,
    Sized,
    SyncedFile,
    SyncedFolder,
    Wrote,
)

SECTOR = 512
State = Mapping[str, bytes]
_Data = Wrote | Sized
_Naming = Named | Removed


class Order(StrEnum):
    JOURNALLED = "journalled"
    STRICT = "strict"


@dataclass(slots=True)
class Disk:
    """`files` and `names` are what is safe, by inode and by name; `data` and `naming` are on their way."""

    order: Order
    files: dict[int, bytes]
    names: dict[str, int]
    data: dict[int, list[_Data]] = field(default_factory=dict)
    naming: list[_Naming] = field(default_factory=list)

    def note(self, event: Event) -> None:
        """Takes in the next thing that happened."""
        match event:
            case Wrote(file) | Sized(file):
                self.data.setdefault(file, []).append(event)
            case Named() | Removed():
                self.naming.append(event)
            case SyncedFile(file):
                self.files[file] = written(self.files.get(file, b""), self.data.pop(file, []))
                if self.order is Order.JOURNALLED:
                    self._names_safe()
            case SyncedFolder():
                self._names_safe()

    def _names_safe(self) -> None:
        self.names = named(self.names, self.naming)
        self.naming = []

    def states(self, chance: random.Random, samples: int) -> Iterator[State]:
        """What there may be if the power fails now: the four corners, every prefix, then random ones."""
        everything = {file: len(events) for file, events in self.data.items()}
        for naming in self._prefixes():
            yield self._state(naming, self.data)
            yield self._state(naming, {})
        for file, count in everything.items():
            step = max(1, count // 8)
            for length in range(0, count, step):
                yield self._state(self.naming, self.data | {file: self.data[file][:length]})
        for _ in range(samples):
            yield self._state(self._some_naming(chance), self._some_data(chance))

    def _prefixes(self) -> list[Sequence[_Naming]]:
        return [self.naming[:length] for length in range(len(self.naming) + 1)]

    def _some_naming(self, chance: random.Random) -> Sequence[_Naming]:
        if self.order is Order.JOURNALLED:
            return chance.choice(self._prefixes())
        return [event for event in self.naming if chance.random() < 0.5]

    def _some_data(self, chance: random.Random) -> dict[int, list[_Data]]:
        return {file: some_of(events, chance) for file, events in self.data.items()}

    def _state(self, naming: Sequence[_Naming], data: Mapping[int, Sequence[_Data]]) -> State:
        names = named(self.names, naming)
        return {
            name: written(self.files.get(file, b""), data.get(file, ()))
            for name, file in names.items()
        }


def some_of(events: Sequence[_Data], chance: random.Random) -> list[_Data]:
    """Any of the writes, or those up to a moment, the last of them torn at a sector."""
    if chance.random() < 0.5:
        share = chance.random()
        return [event for event in events if chance.random() < share]
    kept = list(events[: chance.randint(0, len(events))])
    if kept and isinstance(kept[-1], Wrote):
        last = kept[-1]
        cut = SECTOR * chance.randint(0, len(last.data) // SECTOR)
        kept[-1] = Wrote(last.file, last.at, last.data[:cut])
    return kept


def written(content: bytes, events: Sequence[_Data]) -> bytes:
    """The bytes of a file after these writes; gaps are zeros."""
    made = bytearray(content)
    for event in events:
        if isinstance(event, Wrote):
            made.extend(bytes(max(0, event.at - len(made))))
            made[event.at : event.at + len(event.data)] = event.data
        else:
            del made[event.size :]
            made.extend(bytes(event.size - len(made)))
    return bytes(made)


def named(names: Mapping[str, int], events: Sequence[_Naming]) -> dict[str, int]:
    """The names of a folder after these changes."""
    made = dict(names)
    for event in events:
        if isinstance(event, Removed):
            made.pop(event.name, None)
        else:
            made.pop(event.instead_of, None)
            made[event.name] = event.file
    return made
