"""The last choice and the user's own presets, in the settings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from journeyeditor.app.export_choices import ExportChoice, Kind, plain_choice
from journeyeditor.app.export_presets import (
    delete_own,
    keep_choice,
    last_choice,
    own_presets,
    rename_own,
    save_own,
)
from journeyeditor.app.settings import Settings
from journeyeditor.layout.pages import PageMode, PageOptions, Part
from journeyeditor.layout.sheets import parse_sheet
from journeyeditor.model.messages import Refused
from tests.support.sources import fixed_ids

CHOICE = ExportChoice(
    PageOptions(
        sheet=parse_sheet("A1"), pages=PageMode.POSTER, parts=(Part.APPENDIX, Part.MAP), min_text=7.0
    ),
    all_maps=False,
    kind=Kind.PNG,
    attach=True,
    password="secret",
)  # fmt: skip


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


def test_the_last_choice_comes_back_without_its_password(
    settings: Settings, tmp_path: Path
) -> None:
    keep_choice(CHOICE, settings)
    again = Settings(tmp_path / "settings.json")
    assert last_choice(again) == replace(CHOICE, password="")
    assert "secret" not in (tmp_path / "settings.json").read_text(encoding="utf-8")


def test_the_paper_of_the_settings_counts_before_what_was_chosen_last(settings: Settings) -> None:
    keep_choice(CHOICE, settings)
    settings.put("paper", "Letter")
    assert last_choice(settings).options.sheet.name == "Letter"
    assert last_choice(settings).options.parts == CHOICE.options.parts


@pytest.mark.parametrize("text", ["", "[]", "{", '{"pages": "nowhere", "parts": 3}', "[" * 5000])
def test_settings_that_make_no_sense_give_the_usual_choice(settings: Settings, text: str) -> None:
    settings.put("export", text)
    settings.put("export_presets", text)
    assert last_choice(settings) == ExportChoice(PageOptions())
    assert own_presets(settings) == ()


def test_own_presets_are_saved_renamed_and_deleted(settings: Settings, tmp_path: Path) -> None:
    ids, values = fixed_ids(), plain_choice(CHOICE)
    wall = save_own(settings, ids, " Wall\n one ", values)
    save_own(settings, ids, "Client", {"paper": "A4"})
    save_own(settings, ids, "Wall one", {"paper": "A0"})
    again = Settings(tmp_path / "settings.json")
    assert [(one.name, one.values["paper"]) for one in own_presets(again)] == [
        ("Wall one", "A0"),
        ("Client", "A4"),
    ]
    rename_own(settings, wall.id, "Poster")
    assert own_presets(settings)[0].name == "Poster"
    delete_own(settings, wall.id)
    assert [one.name for one in own_presets(settings)] == ["Client"]
    with pytest.raises(Refused, match="name"):
        save_own(settings, ids, " ", values)
