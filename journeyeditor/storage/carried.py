"""What a file of a newer minor version holds beyond this program's knowledge, kept to be written back as it came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from journeyeditor.model.frozen import FrozenMap
from journeyeditor.storage.schema import FORMAT, MIN_READER

Row = tuple[Any, ...]

NO_FACTS: FrozenMap[str, str] = FrozenMap()


@dataclass(frozen=True, slots=True)
class CarriedTable:
    """A table as the file declares it. `rows` are those of an unknown table; a known one's are entities."""

    name: str
    sql: str
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Carried:
    """The format number of the file, all its tables in order, and the facts in `meta` that are not ours."""

    format: int = FORMAT
    min_reader: int = MIN_READER
    tables: tuple[CarriedTable, ...] = ()
    facts: FrozenMap[str, str] = NO_FACTS


NOTHING_CARRIED = Carried()
