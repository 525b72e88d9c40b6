"""The samples that were made when a format was fixed: every version of the program must open them."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from pathlib import Path

import pytest

from journeyeditor.model.document import content_hash
from journeyeditor.model.entities import Card, Lane, Map
from journeyeditor.model.plain import kind_name, to_plain
from journeyeditor.storage.document_file import open_private
from journeyeditor.storage.schema import FORMAT
from tests.storage.doors import changed_by_sql, reopen, save
from tests.support.make_frozen_file import NAMES, sample_file, sample_of_1_1, twin_file

every_format = pytest.mark.parametrize("number", NAMES)


@every_format
def test_the_sample_equals_its_twin(folder: Path, number: int) -> None:
    path = folder / "a.journey"
    shutil.copyfile(sample_file(number), path)
    opened = reopen(path)
    told = json.loads(twin_file(number).read_text(encoding="utf-8"))
    assert opened.warnings == ()
    assert opened.format == number
    assert {
        key: {"kind": kind_name(entity), "fields": to_plain(entity)}
        for key, entity in opened.document.items()
    } == told["entities"]
    revisions = [asdict(revision) for revision in opened.revisions]
    assert json.loads(json.dumps(revisions)) == told["revisions"]
    assert opened.revisions[-1].content_hash == content_hash(opened.document)


@every_format
def test_saving_the_sample_again_keeps_what_it_holds(folder: Path, number: int) -> None:
    path = folder / "a.journey"
    shutil.copyfile(sample_file(number), path)
    opened = reopen(path)
    save(opened.document, path, history=opened.revisions)
    again = reopen(path)
    assert again.document == opened.document
    assert again.revisions[:2] == opened.revisions
    assert (again.format, again.warnings) == (FORMAT, ())


@every_format
def test_a_sample_opens_where_it_is_and_stays_as_it_is(folder: Path, number: int) -> None:
    path = folder / "a.journey"
    shutil.copyfile(sample_file(number), path)
    assert open_private(path).document == reopen(path).document
    assert path.read_bytes() == sample_file(number).read_bytes()
    assert [each.name for each in folder.iterdir()] == ["a.journey"]


def test_there_is_a_sample_of_this_format() -> None:
    assert max(NAMES) == FORMAT


def test_the_sample_of_1_1_has_what_came_with_it(folder: Path) -> None:
    path = folder / "a.journey"
    shutil.copyfile(sample_file(1001), path)
    document = reopen(path).document
    assert document == sample_of_1_1()
    assert document.info.brand == ("#0A7D5B", "#F2A541")
    locked = [e for e in document.values() if isinstance(e, Map | Lane | Card) and e.locked]
    assert len(locked) == 3
    assert {c.hue for c in document.all(Card)} == {"", "brand-2"}


def test_an_older_file_that_was_changed_outside_is_told(folder: Path) -> None:
    path = folder / "a.journey"
    shutil.copyfile(sample_file(1000), path)
    changed_by_sql(path, "UPDATE map SET title = 'Changed'")
    assert "changed outside the program" in reopen(path).warnings[-1].text()


def test_what_an_older_program_kept_as_unknown_is_known_again(folder: Path) -> None:
    """Format 1.0 kept the new columns of a newer file among the extras, with the values of the columns."""
    path = folder / "a.journey"
    shutil.copyfile(sample_file(1000), path)
    changed_by_sql(
        path,
        """UPDATE card SET extras = '{"hue":"teal","locked":1,"other":2}'""",
        """UPDATE document SET extras = '{"brand":"[\\"#112233\\"]"}'""",
    )
    document = reopen(path).document
    card = next(document.all(Card))
    assert (card.locked, card.hue) == (True, "teal")
    assert card.extras == {"other": 2}
    assert document.info.brand == ("#112233",)
    assert document.info.extras == {}
