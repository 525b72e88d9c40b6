"""Steps from older file formats to this program's, made on the private copy and never on a user's file.

Each step knows the tables of the format it starts from, so that the whitelist holds before anything is touched.
All steps and the new format number are one transaction; the result must have exactly the declared tables. The
user's file stays in its format until it is saved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from journeyeditor.model.kinds import KINDS
from journeyeditor.model.messages import N_, Refused
from journeyeditor.storage.database import migrating
from journeyeditor.storage.reader import as_damage
from journeyeditor.storage.schema import FORMAT, ddl_of_format, stored_fields
from journeyeditor.storage.shapes import SHAPES, TableShape, read_shape
from journeyeditor.storage.untrusted import check_content, check_tables

_NO_WAY = N_(
    "This file has format {found}, which this version can't read. Open it with an earlier version and save it."
)


@dataclass(frozen=True, slots=True)
class Step:
    """The way from one format number to the next. `tables` are the CREATE TABLE texts of the earlier one by name."""

    start: int
    end: int
    tables: Mapping[str, str]
    run: Callable[[Connection], None]

    @property
    def shapes(self) -> dict[str, TableShape]:
        read = {name: read_shape(sql) for name, sql in self.tables.items()}
        return {name: shape for name, shape in read.items() if shape is not None}


def _add_columns(start: int, end: int) -> Callable[[Connection], None]:
    """What a minor version does that only adds columns: they come to the ends of their tables, empty."""

    def run(connection: Connection) -> None:
        for kind in KINDS:
            for field in stored_fields(kind):
                if start < field.since <= end:
                    connection.exec_driver_sql(
                        f'ALTER TABLE "{kind.name}" ADD COLUMN {field.name} {field.sql_type}'
                    )

    return run


STEPS: tuple[Step, ...] = (Step(1000, 1001, ddl_of_format(1000), _add_columns(1000, 1001)),)


def migrate(copy: Path, number: int, steps: Sequence[Step] = STEPS, target: int = FORMAT) -> int:
    """Brings a private copy of format `number` to the format `target` and returns what it has then.

    A newer minor version stays as it is. Raises `Refused` where there is no way or the copy is damaged.
    """
    if number >= target:
        return number
    way = _way(number, steps, target)
    with as_damage(), migrating(copy) as connection:
        check_content(connection, check_tables(connection, number, way[0].shapes))
        for step in way:
            step.run(connection)
        connection.exec_driver_sql(f"PRAGMA user_version={target}")
        check_content(connection, check_tables(connection, target, SHAPES))
    return target


def _way(number: int, steps: Sequence[Step], target: int) -> list[Step]:
    by_start = {step.start: step for step in steps}
    way: list[Step] = []
    at = number
    while at < target:
        step = by_start.get(at)
        if step is None or step.end <= at:
            raise Refused(_NO_WAY, found=f"{number // 1000}.{number % 1000}")
        way.append(step)
        at = step.end
    return way
