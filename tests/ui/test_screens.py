"""The command that makes pictures of all screens understands what it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.screens import __main__ as screens
from tests.ui.screens.modes import MODES, environment

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "words",
    [[], ["--nope"], ["--help-me", "editor"], ["--renew", "there"], ["--mode", "pink", "x"]],
)
def test_what_makes_no_sense_is_refused_and_makes_nothing(
    words: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        screens.main(words)
    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_help_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        screens.main(["--help"])
    assert ended.value.code == 0
    assert "--renew" in capsys.readouterr().out


def test_folder_and_words_reach_every_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[object, ...]] = []

    def noted(*told: object) -> int:
        asked.append(told)
        return 0

    monkeypatch.setattr(screens, "in_process", noted)
    assert screens.main([str(tmp_path), "dark-200", "=editor"]) == 0
    assert [told[1:] for told in asked] == [(tmp_path, ["dark-200", "=editor"], False)] * 2
    asked.clear()
    assert screens.main(["--seen", str(tmp_path), "dark-200"]) == 0
    assert [told[1:] for told in asked] == [(tmp_path, ["dark-200"], True)] * 2


def test_screens_are_shown_unseen_unless_asked_for() -> None:
    mode = MODES["dark-200-rtl"]
    assert environment(mode)["QT_QPA_PLATFORM"].startswith("offscreen")
    assert environment(mode, seen=True)["QT_QPA_PLATFORM"] == "xcb"
    assert environment(mode, seen=True)["QT_SCALE_FACTOR"] == "2.0"
