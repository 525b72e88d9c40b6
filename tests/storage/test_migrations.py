"""Steps between formats, tried with an invented format 0.9: on the copy, whole or not at all, ending in the schema."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from sqlalchemy import Connection

from journeyeditor.model.messages import Refused
from journeyeditor.storage.database import reading
from journeyeditor.storage.migrations import STEPS, Step, migrate
from journeyeditor.storage.reader import read_content
from journeyeditor.storage.schema import DDL, FORMAT
from journeyeditor.storage.shapes import SHAPES, read_shape
from tests.storage.doors import changed_by_sql, saved_file
from tests.support.maps import small_document

OLD_LANE = (
    DDL["lane"].replace("pinned INTEGER NOT NULL, \n\t", "").replace("title TEXT", "name TEXT")
)
OLD_TABLES = {**{n: sql for n, sql in DDL.items() if n != "measure"}, "lane": OLD_LANE}


def to_this_format(connection: Connection) -> None:
    """Format 0.9 had a lane's title as `name`, no `pinned`, and no measures."""
    connection.exec_driver_sql("ALTER TABLE lane RENAME TO lane_before")
    connection.exec_driver_sql(DDL["lane"])
    connection.exec_driver_sql(
        'INSERT INTO lane SELECT id, modified, map, "order", name, kind, hidden, collapsed, 0,'
        " min_height, hue, personas, layers, extras, locked FROM lane_before"
    )
    connection.exec_driver_sql("DROP TABLE lane_before")
    connection.exec_driver_sql(DDL["measure"])


STEP = Step(900, FORMAT, OLD_TABLES, to_this_format)


def old_file(folder: Path) -> Path:
    """A file as format 0.9 would have had it."""
    path = saved_file(folder)
    changed_by_sql(
        path,
        "PRAGMA legacy_alter_table=ON",
        "CREATE TABLE kept AS SELECT * FROM lane",
        "DROP TABLE lane",
        OLD_LANE,
        'INSERT INTO lane SELECT id, modified, map, "order", title, kind, hidden, collapsed,'
        " min_height, hue, personas, layers, extras, locked FROM kept",
        "DROP TABLE kept",
        "DROP TABLE measure",
        "PRAGMA user_version=900",
    )
    return path


def declared(path: Path) -> dict[str, object]:
    with reading(path) as connection:
        rows = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'table'"
        )
        return {name: read_shape(sql) for name, sql in rows.fetchall()}


def test_steps_end_in_exactly_the_declared_tables(folder: Path) -> None:
    path = old_file(folder)
    assert declared(path) == STEP.shapes != SHAPES
    assert migrate(path, 900, (STEP,)) == FORMAT
    assert declared(path) == SHAPES
    content = read_content(path, FORMAT)
    lost = {"measure"}
    wanted = {k for k, e in small_document().items() if type(e).__name__.lower() not in lost}
    assert set(content.document) == wanted


def test_the_steps_of_this_version_lead_to_its_format() -> None:
    ends = [step.end for step in STEPS]
    assert all(step.end > step.start for step in STEPS)
    assert not ends or ends[-1] == FORMAT


def test_a_step_that_fails_leaves_the_copy_as_it_was(folder: Path) -> None:
    def broken(connection: Connection) -> None:
        to_this_format(connection)
        connection.exec_driver_sql("DELETE FROM map")

    path = old_file(folder)
    before = path.read_bytes()
    with pytest.raises(Refused, match="refers to a map that is missing"):
        migrate(path, 900, (Step(900, FORMAT, OLD_TABLES, broken),))
    assert path.read_bytes() == before
    assert [p.name for p in folder.iterdir()] == ["a.journey"]


def test_a_step_that_forgets_a_table_is_noticed(folder: Path) -> None:
    def forgetful(connection: Connection) -> None:
        to_this_format(connection)
        connection.exec_driver_sql("DROP TABLE measure")

    path = old_file(folder)
    before = hashlib.sha256(path.read_bytes()).digest()
    with pytest.raises(Refused, match="“measure” is missing"):
        migrate(path, 900, (Step(900, FORMAT, OLD_TABLES, forgetful),))
    assert hashlib.sha256(path.read_bytes()).digest() == before


def test_the_whitelist_of_the_older_format_comes_first(folder: Path) -> None:
    path = old_file(folder)
    changed_by_sql(path, "CREATE TRIGGER t AFTER DELETE ON lane BEGIN DELETE FROM card; END")
    with pytest.raises(Refused, match=r"holds “t” .trigger."):
        migrate(path, 900, (STEP,))


def test_several_steps_are_taken_in_order(folder: Path) -> None:
    taken: list[int] = []
    first = Step(800, 900, OLD_TABLES, lambda _: taken.append(800))

    def second(connection: Connection) -> None:
        taken.append(900)
        to_this_format(connection)

    path = old_file(folder)
    assert migrate(path, 800, (Step(900, FORMAT, OLD_TABLES, second), first)) == FORMAT
    assert taken == [800, 900]


def test_a_format_without_a_way_is_refused(folder: Path) -> None:
    path = saved_file(folder)
    with pytest.raises(Refused, match=r"has format 0\.7"):
        migrate(path, 700, (STEP,))


def test_this_format_and_newer_ones_are_left_alone(folder: Path, tmp_path: Path) -> None:
    path = saved_file(folder)
    copy = tmp_path / "copy"
    shutil.copyfile(path, copy)
    assert migrate(path, FORMAT) == FORMAT
    assert migrate(path, FORMAT + 3) == FORMAT + 3
    assert path.read_bytes() == copy.read_bytes()
