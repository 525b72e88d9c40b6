"""Settings: defaults, keeping, damage, and the recent files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from journeyeditor.app.settings import MAX_RECENT, SETTINGS, Settings
from journeyeditor.model.messages import Refused


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def test_without_a_file_there_are_the_defaults(path: Path) -> None:
    settings = Settings(path)
    assert settings.text("theme") == "system"
    assert settings.flag("show_palette") is True
    assert settings.number("min_text") == 6.0
    assert settings.recent() == ()
    assert not path.exists()


def test_what_is_chosen_is_kept(path: Path) -> None:
    settings = Settings(path)
    settings.put("theme", "dark")
    settings.put("min_text", 7)
    settings.put("author", "Jörg")
    again = Settings(path)
    assert (again.text("theme"), again.number("min_text")) == ("dark", 7.0)
    assert again.text("author") == "Jörg"
    assert [file.name for file in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    ("key", "value"),
    [("theme", "pink"), ("min_text", 900.0), ("min_text", True), ("author", 3.0), ("x", "y")],
)
def test_values_that_can_t_be_are_refused(path: Path, key: str, value: str | float) -> None:
    with pytest.raises(Refused):
        Settings(path).put(key, value)
    assert not path.exists()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_file_is_put_aside(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    settings = Settings(path)
    assert settings.text("theme") == "system"
    assert settings.warning is not None
    settings.put("theme", "dark")
    assert path.with_suffix(".damaged.json").read_bytes() == content
    assert Settings(path).warning is None


def test_senseless_values_give_way_and_unknown_ones_stay(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps({"theme": 7, "recent": [1, "a\0b"], "later": {"x": 1}}))
    settings = Settings(path)
    assert settings.text("theme") == "system"
    assert settings.recent() == ()
    settings.put("theme", "light")
    assert json.loads(path.read_text())["later"] == {"x": 1}


def test_two_windows_keep_each_other_s_choices(path: Path) -> None:
    first, second = Settings(path), Settings(path)
    first.put("theme", "dark")
    second.put("author", "Anna")
    assert Settings(path).text("theme") == "dark"


def test_a_file_that_can_t_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file")
    with pytest.raises(Refused, match="can't be kept"):
        Settings(tmp_path / "config" / "settings.json").put("theme", "dark")


def test_recent_files_are_few_and_newest_first(path: Path, tmp_path: Path) -> None:
    settings = Settings(path)
    paths = [tmp_path / f"{number}.journey" for number in range(MAX_RECENT + 3)]
    for one in paths:
        settings.add_recent(one)
    assert settings.recent() == tuple(reversed(paths))[:MAX_RECENT]
    first = paths[5]
    settings.add_recent(first)
    assert settings.recent()[0] == first
    assert settings.recent().count(first) == 1
    settings.forget_recent(first)
    assert first not in Settings(path).recent()


def test_recent_files_that_are_gone_drop_out_first(path: Path, tmp_path: Path) -> None:
    settings = Settings(path)
    paths = [tmp_path / f"{number}.journey" for number in range(MAX_RECENT + 2)]
    for one in paths[:MAX_RECENT]:
        settings.add_recent(one)
    gone = {paths[4], paths[7]}
    settings.add_recent(paths[MAX_RECENT], gone)
    assert paths[4] not in settings.recent() and paths[7] in settings.recent()
    settings.add_recent(paths[MAX_RECENT + 1], gone)
    assert paths[7] not in settings.recent() and paths[0] in settings.recent()
    assert len(settings.recent()) == MAX_RECENT


def test_nobody_looks_whether_recent_files_are_there(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(path)
    plain = Path.stat

    def stat(asked: Path, **how: bool) -> object:
        assert asked.suffix != ".journey"
        return plain(asked, **how)

    monkeypatch.setattr(Path, "stat", stat)
    settings.add_recent(tmp_path / "a.journey")
    settings.add_recent(tmp_path / "b.journey")
    assert [one.stem for one in settings.recent()] == ["b", "a"]


def test_defaults_are_values_that_can_be() -> None:
    assert all(setting.accepts(setting.default) for setting in SETTINGS)
    assert len({setting.key for setting in SETTINGS}) == len(SETTINGS)
    assert all(len(setting.choices) == len(setting.choice_labels) for setting in SETTINGS)
