"""Shortcuts: the table, a person's changes, and what is kept of them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from journeyeditor.app.settings import Settings
from journeyeditor.ui.action_table import ROWS
from journeyeditor.ui.canvas.keyboard import Keyboard
from journeyeditor.ui.canvas.keys import CANVAS_KEYS, chord_of
from journeyeditor.ui.shortcuts.bindings import (
    CANVAS,
    SETTING,
    Bindings,
    all_commands,
    default_keys,
    keep,
    pressed,
    refusal,
    stored,
)

# Standard keys are the platform's, which there is only with an application.
pytestmark = pytest.mark.usefixtures("application")


def test_no_key_is_bound_twice() -> None:
    keys = Counter(chord_of(key) for command in all_commands() for key in command.keys)
    twice = {key for key, count in keys.items() if count > 1}
    assert [QKeySequence(key).toString() for key in twice] == []
    assert 0 not in keys


def test_every_action_can_have_keys_and_keys_of_the_canvas_are_its_verbs() -> None:
    names = {command.id for command in all_commands()}
    assert {row.id for row in ROWS} <= names
    actions = {row.id: row for row in ROWS}
    for key in CANVAS_KEYS:
        assert callable(getattr(Keyboard, key.verb))
        if key.action:
            # What stands for an action has its keys.
            assert not key.keys or set(key.keys) <= set(default_keys(actions[key.action]))


@pytest.mark.parametrize(
    "keys", ["Ctrl+Alt+L", "Ctrl+Alt+Shift+5", "A", "Shift+A", "5", "Space", "Tab", "", "Ctrl+K, A"]
)
def test_what_can_be_no_shortcut(keys: str) -> None:
    problem = refusal(keys)
    assert problem is not None
    assert problem.text().endswith(".")


@pytest.mark.parametrize("keys", ["Ctrl+L", "Ctrl+Alt+F5", "F12", "Alt+Left", "Shift+Ins", "Del"])
def test_what_can_be_a_shortcut(keys: str) -> None:
    assert refusal(keys) is None


def test_shift_counts_unless_a_sign_needs_it() -> None:
    ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    assert pressed(Qt.Key.Key_V, ctrl | shift, "\x16") == "Ctrl+Shift+V"
    assert pressed(Qt.Key.Key_Slash, ctrl | shift, "/") == "Ctrl+/"
    assert pressed(Qt.Key.Key_Shift, shift, "") == ""


def test_a_key_goes_from_one_command_to_another() -> None:
    bindings = Bindings()
    assert bindings.holder("Ctrl+D") == bindings.commands["duplicate"]
    bindings.change("find", ("Ctrl+D",))
    assert bindings.keys("duplicate") == ()
    assert bindings.for_canvas()["duplicate"] == ()
    assert bindings.changes() == {"duplicate": (), "find": ("Ctrl+D",)}
    bindings.reset("duplicate")
    assert bindings.keys("duplicate") == ("Ctrl+D",)
    assert bindings.keys("find") == ()
    bindings.reset_all()
    assert bindings.changes() == {}


def test_changes_are_kept_and_come_back(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    bindings = Bindings()
    bindings.change("find", ("Ctrl+F11", "Ctrl+Shift+F"))
    bindings.change(CANVAS + "edit", ("F4",))
    keep(settings, bindings)
    again = Bindings(stored(Settings(tmp_path / "settings.json")))
    assert again.changes() == bindings.changes()
    assert again.for_canvas()["edit"] == ("F4",)
    again.reset_all()
    keep(settings, again)
    assert settings.text(SETTING) == ""


@pytest.mark.parametrize(
    ("written", "changes"),
    [
        ("no json", {}),
        ("[]", {}),
        ("[" * 100_000, {}),
        (json.dumps({"find": "Ctrl+F11"}), {}),
        (json.dumps({"find": [7]}), {}),
        (json.dumps({"nothing": ["Ctrl+F11"], CANVAS + "left": ["Ctrl+F11"]}), {}),
        (json.dumps({"find": ["Ctrl+Alt+L"]}), {}),
        (json.dumps({"find": ["Left"]}), {}),
        (json.dumps({"find": ["Ctrl+F11", "Ctrl+Alt+L"]}), {"find": ("Ctrl+F11",)}),
        (json.dumps({"find": []}), {"find": ()}),
        (
            json.dumps({"find": ["Ctrl+F11"], "replace": ["Ctrl+F11"]}),
            {"find": (), "replace": ("Ctrl+F11",)},
        ),
    ],
)
def test_what_makes_no_sense_is_left_out(
    tmp_path: Path, written: str, changes: dict[str, tuple[str, ...]]
) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.put(SETTING, written)
    assert Bindings(stored(settings)).changes() == changes
