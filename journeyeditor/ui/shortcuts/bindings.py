"""Which keys call what: the defaults of the tables, a person's changes, and what may be a shortcut at all.

Keys are Qt's portable texts of one chord, such as `Ctrl+Shift+V`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from journeyeditor.model.messages import N_, Message, message
from journeyeditor.ui.action_table import MENUS, ROWS, Row
from journeyeditor.ui.canvas.keys import ALL_KEYS, Scope, chord_of, is_sign, portable

if TYPE_CHECKING:
    from journeyeditor.app.settings import Settings

SETTING = "shortcuts"
CANVAS = "canvas."
ON_CANVAS, IN_FIELD = N_("On the map"), N_("While a text on the map is edited")
FIXED_GROUP = N_("What can’t be changed")

NO_KEY = N_("{keys} is no key that can be a shortcut.")
ALT_GR = N_(
    "{keys} types a character on many keyboards, where Ctrl+Alt is AltGr. Take another key."
)
TYPES = N_("{keys} types a character. Take it together with Ctrl or Alt.")
LISTS = N_("{keys} leads through lists and texts. Take it together with Ctrl or Alt.")
WRITES = N_("{keys} is needed for writing. Take another key.")

Keys = tuple[str, ...]
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_META, _SHIFT = Qt.KeyboardModifier.MetaModifier, Qt.KeyboardModifier.ShiftModifier
_MODIFIERS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_Meta,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_ScrollLock,
        Qt.Key.Key_unknown,
    }
)
_EDITING = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Space, Qt.Key.Key_Escape})


_WALKING = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Backspace,
    }
)
_STANDARD = QKeySequence.StandardKey
_WRITING = tuple(
    one
    for one in _STANDARD
    if one.name.startswith(("MoveTo", "Select", "Delete"))
    or one in {_STANDARD.Undo, _STANDARD.Redo, _STANDARD.Cut, _STANDARD.Copy, _STANDARD.Paste}
    or one in {_STANDARD.Backspace, _STANDARD.InsertParagraphSeparator}
)
"""What the system's own keys do in a text."""

TOGETHER: dict[Scope, frozenset[Scope]] = {
    Scope.WINDOW: frozenset({Scope.WINDOW, Scope.MAP, Scope.FIELD}),
    Scope.MAP: frozenset({Scope.WINDOW, Scope.MAP}),
    Scope.FIELD: frozenset({Scope.WINDOW, Scope.FIELD}),
    Scope.DRAG: frozenset({Scope.DRAG}),
}
"""Which keys are listened to at the same time, so that no two of them may be the same."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something that keys can call: an action of the window, or a command of the canvas (`canvas.` and its id)."""

    id: str
    text: str
    group: str
    keys: Keys
    scope: Scope = Scope.WINDOW


def default_keys(row: Row) -> Keys:
    """The keys of an action as they are at first. Of a standard key only the first one of this system counts."""
    first = row.shortcut
    text = QKeySequence(first).toString(QKeySequence.SequenceFormat.PortableText) if first else ""
    return tuple(keys for keys in (text, *row.also) if keys)


def all_commands() -> tuple[Command, ...]:
    """Everything that can have a shortcut, in the order of the menus, then the canvas's own."""
    rows = {row.id: row for row in ROWS}
    found = [
        Command(row.id, row.text, title, default_keys(row))
        for title, items in MENUS
        for name in _in(items)
        if (row := rows.get(name)) is not None
    ]
    found += [
        Command(
            CANVAS + key.id,
            key.text,
            IN_FIELD if key.scope is Scope.FIELD else ON_CANVAS,
            key.keys,
            key.scope,
        )
        for key in ALL_KEYS
        if not key.action
    ]
    return tuple(found)


def _in(items: Iterable[object]) -> Iterator[str]:
    for item in items:
        if isinstance(item, tuple):
            yield from _in(item[1])
        elif isinstance(item, str):
            yield item


class Bindings:
    """The keys of every command, with a person's changes."""

    def __init__(self, changes: Mapping[str, Keys] | None = None) -> None:
        self.commands = {command.id: command for command in all_commands()}
        self._keys = {command.id: command.keys for command in self.commands.values()}
        for name, keys in (changes or {}).items():
            self._take(name, keys)

    def _take(self, name: str, keys: Keys) -> None:
        """A stored change, as far as it makes sense."""
        command = self.commands.get(name)
        if command is None:
            return
        good = tuple(dict.fromkeys(one for one in keys if refusal(one, command) is None))
        if not keys or good:
            self.change(name, good)

    def keys(self, name: str) -> Keys:
        return self._keys[name]

    def holders(self, keys: str, name: str) -> tuple[Command, ...]:
        """The other commands that have these keys now, and are listened to where the one of this name is."""
        chord, beside = chord_of(keys), TOGETHER[self.commands[name].scope]
        return tuple(
            other
            for other in self.commands.values()
            if other.id != name
            and other.scope in beside
            and any(chord_of(one) == chord for one in self._keys[other.id])
        )

    def change(self, name: str, keys: Keys) -> None:
        """A command has these keys from now on, and no other that is listened to with it has them any more."""
        for one in keys:
            chord = chord_of(one)
            for other in self.holders(one, name):
                held = self._keys[other.id]
                self._keys[other.id] = tuple(key for key in held if chord_of(key) != chord)
        self._keys[name] = keys

    def reset(self, name: str) -> None:
        """A command has its first keys again, and who took them has them no more."""
        self.change(name, self.commands[name].keys)

    def reset_all(self) -> None:
        self._keys = {command.id: command.keys for command in self.commands.values()}

    def put_back(self, changes: Mapping[str, Keys]) -> None:
        """What `changes` once said, instead of what there is now."""
        self.reset_all()
        for name, keys in changes.items():
            self.change(name, keys)

    def changed(self, name: str) -> bool:
        return self._keys[name] != self.commands[name].keys

    def changes(self) -> dict[str, Keys]:
        """What differs from the defaults."""
        return {name: self._keys[name] for name in self.commands if self.changed(name)}

    def for_actions(self) -> dict[str, Keys]:
        return {name: keys for name, keys in self._keys.items() if not name.startswith(CANVAS)}

    def for_canvas(self) -> dict[str, Keys]:
        """The canvas's keys by its own ids; those that stand for actions have the keys of these."""
        own = {key.id: self._keys[CANVAS + key.id] for key in ALL_KEYS if not key.action}
        return own | {
            key.id: self._keys[key.action]
            for key in ALL_KEYS
            if key.action and (not key.typed or self.changed(key.action))
        }


def refusal(keys: str, command: Command) -> Message | None:
    """Why these keys can't be a command's, None where they can; those that it has at first always can."""
    if keys in command.keys:
        return None
    chord = chord_of(keys)
    if not chord:
        return message(NO_KEY, keys=keys)
    combination = QKeyCombination.fromCombined(chord)
    key, held = combination.key(), combination.keyboardModifiers()
    if key in _MODIFIERS or (key in _EDITING and not held & (_CTRL | _ALT)):
        return message(NO_KEY, keys=native(keys))
    return _typing(keys, key, held, command.scope) or _needed(keys, key, held, command.scope)


def _typing(keys: str, key: Qt.Key, held: Qt.KeyboardModifier, scope: Scope) -> Message | None:
    """Refuses what types a character, where that is a letter or is not typed on the map."""
    if not 0x20 < int(key) < 0x0100_0000:
        return None
    if held & _CTRL and held & _ALT:
        return message(ALT_GR, keys=native(keys))
    if held & (_CTRL | _ALT | _META) or (scope is Scope.MAP and is_sign(keys)):
        return None
    return message(TYPES, keys=native(keys))


def _needed(keys: str, key: Qt.Key, held: Qt.KeyboardModifier, scope: Scope) -> Message | None:
    """Refuses what lists and texts can't do without."""
    if scope in {Scope.WINDOW, Scope.FIELD} and key in _WALKING and not held:
        return message(LISTS, keys=native(keys))
    if scope is Scope.FIELD and chord_of(keys) in _chords_of_writing():
        return message(WRITES, keys=native(keys))
    return None


def _chords_of_writing() -> frozenset[int]:
    """The keys by which this system moves, selects and changes text."""
    return frozenset(
        chord_of(bound.toString(QKeySequence.SequenceFormat.PortableText))
        for one in _WRITING
        for bound in QKeySequence.keyBindings(one)
    )


def native(keys: str) -> str:
    """Keys as people of this system write them."""
    sequence = QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText)
    return sequence.toString(QKeySequence.SequenceFormat.NativeText) or keys


def pressed(key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str = "") -> str:
    """The portable text of what is held down (and what it types), "" while these are only modifiers."""
    if key in _MODIFIERS:
        return ""
    held = modifiers & (_CTRL | _ALT | _META | _SHIFT)
    if text.isprintable() and text.strip() and not text.isalnum():
        # Which signs need Shift differs from keyboard to keyboard.
        held &= ~_SHIFT
    return portable(QKeyCombination(held, key))


def stored(settings: Settings) -> dict[str, Keys]:
    """A person's changes as they were kept; what makes no sense is left out."""
    try:
        read = json.loads(settings.text(SETTING) or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(read, dict):
        return {}
    return {
        name: tuple(keys)
        for name, keys in read.items()
        if isinstance(keys, list) and all(isinstance(one, str) for one in keys)
    }


def keep(settings: Settings, bindings: Bindings) -> None:
    """Keeps the changes. Raises `Refused` where that is not possible."""
    changes = bindings.changes()
    settings.put(SETTING, json.dumps(changes) if changes else "")
