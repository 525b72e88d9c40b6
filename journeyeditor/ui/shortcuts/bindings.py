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
from journeyeditor.ui.canvas.keys import CANVAS_KEYS, chord_of, portable

if TYPE_CHECKING:
    from journeyeditor.app.settings import Settings

SETTING = "shortcuts"
CANVAS, ON_CANVAS = "canvas.", N_("On the map")

NO_KEY = N_("{keys} is no key that can be a shortcut.")
ALT_GR = N_(
    "{keys} types a character on many keyboards, where Ctrl+Alt is AltGr. Take another key."
)
TYPES = N_("{keys} types a character. Take it together with Ctrl or Alt.")
FIXED = N_("{keys} is “{command}”, which can't be changed.")

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


@dataclass(frozen=True, slots=True)
class Command:
    """Something that keys can call: an action of the window, or a command of the canvas (`canvas.` and its id)."""

    id: str
    text: str
    group: str
    keys: Keys
    fixed: bool = False


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
        Command(CANVAS + key.id, key.text, ON_CANVAS, key.keys or tuple(key.typed), key.fixed)
        for key in CANVAS_KEYS
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
        if command is None or command.fixed:
            return
        good = tuple(dict.fromkeys(k for k in keys if refusal(k) is None or k in command.keys))
        free = tuple(k for k in good if not self._held_by_fixed(k))
        if not keys or free:
            self.change(name, free)

    def _held_by_fixed(self, keys: str) -> bool:
        holder = self.holder(keys)
        return holder is not None and holder.fixed

    def keys(self, name: str) -> Keys:
        return self._keys[name]

    def holder(self, keys: str) -> Command | None:
        """The command that has these keys now."""
        chord = chord_of(keys)
        return next(
            (
                self.commands[name]
                for name, held in self._keys.items()
                if any(chord_of(one) == chord for one in held)
            ),
            None,
        )

    def change(self, name: str, keys: Keys) -> None:
        """A command has these keys from now on, and no other has them any more."""
        chords = {chord_of(one) for one in keys}
        for other, held in self._keys.items():
            if other != name:
                self._keys[other] = tuple(one for one in held if chord_of(one) not in chords)
        self._keys[name] = keys

    def reset(self, name: str) -> None:
        """A command has its first keys again, and who took them has them no more."""
        self.change(name, self.commands[name].keys)

    def reset_all(self) -> None:
        self._keys = {command.id: command.keys for command in self.commands.values()}

    def changed(self, name: str) -> bool:
        return self._keys[name] != self.commands[name].keys

    def changes(self) -> dict[str, Keys]:
        """What differs from the defaults."""
        return {name: self._keys[name] for name in self.commands if self.changed(name)}

    def for_actions(self) -> dict[str, Keys]:
        return {name: keys for name, keys in self._keys.items() if not name.startswith(CANVAS)}

    def for_canvas(self) -> dict[str, Keys]:
        """The canvas's keys by its own ids; those that stand for actions have the keys of these."""
        own = {
            key.id: tuple(k for k in self._keys[CANVAS + key.id] if k not in key.typed)
            for key in CANVAS_KEYS
            if not key.action
        }
        return own | {
            key.id: self._keys[key.action]
            for key in CANVAS_KEYS
            if key.action and (not key.typed or self.changed(key.action))
        }


def refusal(keys: str) -> Message | None:
    """Why these keys can't be a shortcut, None where they can."""
    chord = chord_of(keys)
    if not chord:
        return message(NO_KEY, keys=keys)
    combination = QKeyCombination.fromCombined(chord)
    key, held = combination.key(), combination.keyboardModifiers()
    if key in _MODIFIERS or (key in _EDITING and not held & (_CTRL | _ALT)):
        return message(NO_KEY, keys=native(keys))
    prints = 0x20 < int(key) < 0x0100_0000
    if prints and held & _CTRL and held & _ALT:
        return message(ALT_GR, keys=native(keys))
    if prints and not held & (_CTRL | _ALT | _META):
        return message(TYPES, keys=native(keys))
    return None


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
