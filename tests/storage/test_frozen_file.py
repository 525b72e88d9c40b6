"""The sample of format 1 that was made when the format was fixed: every version of the program must open it."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from pathlib import Path

from journeyeditor.model.document import content_hash
from journeyeditor.model.plain import kind_name, to_plain
from tests.storage.doors import reopen, save
from tests.support.make_frozen_file import SAMPLE, TWIN


def test_the_sample_equals_its_twin(folder: Path) -> None:
    path = folder / "a.journey"
    shutil.copyfile(SAMPLE, path)
    opened = reopen(path)
    told = json.loads(TWIN.read_text(encoding="utf-8"))
    assert opened.warnings == ()
    assert {
        key: {"kind": kind_name(entity), "fields": to_plain(entity)}
        for key, entity in opened.document.items()
    } == told["entities"]
    revisions = [asdict(revision) for revision in opened.revisions]
    assert json.loads(json.dumps(revisions)) == told["revisions"]
    assert opened.revisions[-1].content_hash == content_hash(opened.document)


def test_saving_the_sample_again_keeps_what_it_holds(folder: Path) -> None:
    path = folder / "a.journey"
    shutil.copyfile(SAMPLE, path)
    opened = reopen(path)
    save(opened.document, path, history=opened.revisions)
    again = reopen(path)
    assert again.document == opened.document
    assert again.revisions[:2] == opened.revisions
