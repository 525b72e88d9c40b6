"""What keys mean in a text under edit: done, next card, next step and the like; all others are the text's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence, QTextCursor

from journeyeditor.model.messages import N_, Translate, message
from journeyeditor.ui.canvas.keys import FIELD_KEYS, chord_in, chord_of

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

CARD_HINTS = ("done", "down", "below", "next", "cancel")
SEVERAL_HINTS = ("done", "down", "newline", "cancel")
ONE_HINTS = ("done", "newline", "cancel")
"""Which keys are told while a card's, a stage's, and anything else's texts are edited."""

_TOLD = {
    "done": N_("{keys}: done"),
    "down": N_("{keys}: the text below"),
    "newline": N_("{keys}: new line"),
    "below": N_("{keys}: next card"),
    "next": N_("{keys}: next step"),
    "cancel": N_("{keys}: as it was"),
}
_EDGES = {"down": QTextCursor.MoveOperation.Down, "up": QTextCursor.MoveOperation.Up}

AtEdge = Callable[[QTextCursor.MoveOperation], bool]


class FieldKeys:
    """The keys of a text under edit, those of a person's choice (portable texts by the ids of the table) among them."""

    def __init__(self, changed: Mapping[str, Sequence[str]]) -> None:
        self._keys = {key.verb: tuple(changed.get(key.id, key.keys)) for key in FIELD_KEYS}
        self._by_chord = {
            chord_of(one): verb for verb, chosen in self._keys.items() for one in chosen
        }

    def meaning(self, event: QKeyEvent, at_edge: AtEdge) -> str:
        """What a key means to the fields; "" for keys that are the text's own.

        A key that moves within a text leads out of it where the cursor can't go on.
        """
        chord = chord_in(event)
        found = self._by_chord.get(chord, "")
        way = _EDGES.get(found)
        held = QKeyCombination.fromCombined(chord).keyboardModifiers()
        inside = way is not None and held == Qt.KeyboardModifier.NoModifier and not at_edge(way)
        return "" if inside else found

    def told(self, meanings: Iterable[str], translate: Translate) -> str:
        """The keys for these, in words."""
        return " · ".join(
            message(_TOLD[one], keys=_native(self._keys[one][0])).text(translate)
            for one in meanings
            if self._keys[one]
        )


def _native(keys: str) -> str:
    sequence = QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText)
    return sequence.toString(QKeySequence.SequenceFormat.NativeText)
