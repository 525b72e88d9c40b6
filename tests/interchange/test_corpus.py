"""The comparing command itself: it must see what differs, and say so by its exit code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.corpus.__main__ import main
from tests.corpus.comparing import tasks_of

GOOD: dict[str, Any] = {
    "ok": True,
    "title": "Out",
    "sections": ["Walk"],
    "tasks": [{"section": "Walk", "task": "Sit<br>down ", "score": 4, "people": ["Ana", ""]}],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = "journey\ntitle Out\nsection Walk\nSit<br>down: 4: Ana,\n%% why\n"
    (tmp_path / "a.mmd").write_text(text, encoding="utf-8")
    return tmp_path


def run(folder: Path, **changes: object) -> int:
    (folder / "oracle.json").write_text(json.dumps({"a": {**GOOD, **changes}}), encoding="utf-8")
    return main([str(folder)])


def test_equal_reading_ends_with_0(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder) == 0
    said = capsys.readouterr().out
    assert "a.mmd: line 5: A comment was left out. [%% why]" in said
    assert "files 1, ok in Mermaid 1, equal 1, different 0, refused 0, warnings 1" in said


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "In"},
        {"sections": ["Walk", "Run"]},
        {"tasks": []},
        {"tasks": [{**GOOD["tasks"][0], "score": 5}]},
        {"tasks": [{**GOOD["tasks"][0], "people": ["Ben"]}]},
        {"tasks": [{**GOOD["tasks"][0], "task": "Sit"}]},
        {"tasks": [{**GOOD["tasks"][0], "section": "Run"}]},
        {"tasks": [{**GOOD["tasks"][0], "score": "NaN", "task": "Stand"}]},
    ],
)
def test_any_difference_ends_with_1(
    folder: Path, changes: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, **changes) == 1
    assert "PROBLEM a.mmd: " in capsys.readouterr().out


def test_a_refused_or_missing_file_ends_with_1(folder: Path) -> None:
    (folder / "a.mmd").write_text("pie\n", encoding="utf-8")
    assert run(folder, ok=False) == 1
    (folder / "a.mmd").unlink()
    assert run(folder) == 1


def test_a_folder_without_an_oracle_ends_with_2(tmp_path: Path) -> None:
    assert main([str(tmp_path)]) == 2


def test_every_tasks_text_must_be_in_print(folder: Path) -> None:
    (folder / "oracle.json").write_text(json.dumps({"a": GOOD}), encoding="utf-8")
    whole = main([str(folder)], lambda document: "…" + tasks_of(document)[0].name.upper().title())
    assert whole == 1
    assert main([str(folder)], lambda document: "1 Sit  down 2") == 0
