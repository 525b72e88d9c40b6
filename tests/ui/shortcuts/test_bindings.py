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
from journeyeditor.ui.canvas.keys import ALL_KEYS, CANVAS_KEYS, Scope, chord_of
from journeyeditor.ui.shortcuts.bindings import (
    CANVAS,
    SETTING,
    TOGETHER,
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


@pytest.mark.parametrize("scope", Scope)
def test_no_key_is_bound_twice_where_it_is_listened_to(scope: Scope) -> None:
    keys = Counter(
        chord_of(key)
        for command in all_commands()
        for key in command.keys
        if command.scope in {scope, Scope.WINDOW} & TOGETHER[scope]
    )
    twice = {key for key, count in keys.items() if count > 1}
    assert [QKeySequence(key).toString() for key in twice] == []
    assert 0 not in keys


def test_all_keys_of_the_map_and_of_its_texts_can_be_others() -> None:
    bindings = Bindings()
    for key in ALL_KEYS:
        if not key.action:
            bindings.reset_all()
            bindings.change(CANVAS + key.id, ("Ctrl+Shift+F11",))
            assert bindings.for_canvas()[key.id] == ("Ctrl+Shift+F11",)
            assert Bindings(bindings.changes()).changes() == bindings.changes()


def test_every_command_can_have_its_first_keys_again() -> None:
    for command in all_commands():
        assert [refusal(keys, command) for keys in command.keys] == [None] * len(command.keys)


def test_every_action_can_have_keys_and_keys_of_the_canvas_are_its_verbs() -> None:
    names = {command.id for command in all_commands()}
    assert {row.id for row in ROWS} <= names
    actions = {row.id: row for row in ROWS}
    for key in CANVAS_KEYS:
        assert not key.verb or callable(getattr(Keyboard, key.verb))
        if key.action:
            # What stands for an action has its keys.
            assert not key.keys or set(key.keys) <= set(default_keys(actions[key.action]))


ACTION, ON_MAP, IN_TEXT = "find", CANVAS + "better", CANVAS + "field-next"


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        *((keys, ACTION) for keys in ("Ctrl+Alt+L", "Ctrl+Alt+Shift+5", "A", "Shift+A", "5")),
        *((keys, ACTION) for keys in ("Space", "Tab", "", "Ctrl+K, A", "Left", "Return")),
        *((keys, ON_MAP) for keys in ("A", "Shift+A", "Ctrl+Alt+5", "Tab", "Space", "ä")),
        *((keys, IN_TEXT) for keys in ("A", "5", "+", "Left", "Ctrl+Z", "Ctrl+V", "Backspace")),
        *((keys, IN_TEXT) for keys in ("Shift+Right", "Home", "Del", "Return")),
    ],
)
def test_what_can_be_no_shortcut(keys: str, name: str) -> None:
    problem = refusal(keys, Bindings().commands[name])
    assert problem is not None
    assert problem.text().endswith(".")


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        *((keys, ACTION) for keys in ("Ctrl+L", "Ctrl+Alt+F5", "F12", "Alt+Left", "Shift+Ins")),
        (("Del"), ACTION),
        *((keys, ON_MAP) for keys in ("*", "5", "+", "Left", "Return", "Alt+Left", "#", ",")),
        *((keys, IN_TEXT) for keys in ("Tab", "Alt+Return", "F8", "Ctrl+Shift+Down")),
    ],
)
def test_what_can_be_a_shortcut(keys: str, name: str) -> None:
    assert refusal(keys, Bindings().commands[name]) is None
    assert chord_of(keys)


def test_shift_counts_unless_a_sign_needs_it() -> None:
    ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    assert pressed(Qt.Key.Key_V, ctrl | shift, "\x16") == "Ctrl+Shift+V"
    assert pressed(Qt.Key.Key_Slash, ctrl | shift, "/") == "Ctrl+/"
    assert pressed(Qt.Key.Key_Shift, shift, "") == ""


def test_a_key_goes_from_one_command_to_another() -> None:
    bindings = Bindings()
    assert bindings.holders("Ctrl+D", "find") == (bindings.commands["duplicate"],)
    bindings.change("find", ("Ctrl+D",))
    assert bindings.keys("duplicate") == ()
    assert bindings.for_canvas()["duplicate"] == ()
    assert bindings.changes() == {"duplicate": (), "find": ("Ctrl+D",)}
    bindings.reset("duplicate")
    assert bindings.keys("duplicate") == ("Ctrl+D",)
    assert bindings.keys("find") == ()
    bindings.reset_all()
    assert bindings.changes() == {}


def test_keys_only_clash_where_both_are_listened_to() -> None:
    bindings = Bindings()
    names = {"map": CANVAS + "select-none", "text": CANVAS + "field-cancel"}
    assert bindings.keys(names["map"]) == bindings.keys(names["text"]) == ("Esc",)
    bindings.change(names["map"], ("F12",))
    bindings.change(names["text"], ("F12",))
    assert bindings.keys(names["map"]) == bindings.keys(names["text"]) == ("F12",)
    assert {one.id for one in bindings.holders("F12", "find")} == set(names.values())
    bindings.change("find", ("F12",))
    assert bindings.keys(names["map"]) == bindings.keys(names["text"]) == ()


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
        (json.dumps({"nothing": ["Ctrl+F11"]}), {}),
        (json.dumps({CANVAS + "left": ["Tab"], CANVAS + "field-done": ["Ctrl+Z"]}), {}),
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
