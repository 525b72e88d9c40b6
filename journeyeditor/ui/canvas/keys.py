"""The canvas's own keys, as tables: what each does, and under which keys as long as a person chooses no others.

Keys are written as Qt's portable text. A key that an `action` of the window has as well is listed so that the canvas
knows it while it has the focus; it follows the action's keys. A single sign or digit, and the signs under `typed`, are
told by what is typed, wherever that is on the keyboard.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from journeyeditor.model.messages import N_

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

Chord = int


class Scope(StrEnum):
    """When a key is listened to: anywhere in the window, on the map, in a text under edit, or during a drag."""

    WINDOW = "window"
    MAP = "map"
    FIELD = "field"
    DRAG = "drag"


@dataclass(frozen=True, slots=True)
class CanvasKey:
    """One command of the canvas. `verb` is the method of `Keyboard` that does it; in a text what it means there."""

    id: str
    text: str
    keys: tuple[str, ...]
    verb: str = ""
    argument: int | None = None
    action: str = ""
    typed: str = ""
    scope: Scope = Scope.MAP


CANVAS_KEYS: tuple[CanvasKey, ...] = (
    CanvasKey("edit", N_("Edit the title, or start a card"), ("Return", "Enter", "F2"), "edit"),
    CanvasKey(
        "edit-text", N_("Edit the text"), ("Shift+F2", "Shift+Return", "Shift+Enter"), "edit_text"
    ),
    CanvasKey("add-below", N_("Add a card below"), ("Ctrl+Return", "Ctrl+Enter"), "add_below"),
    CanvasKey("delete", N_("Delete"), ("Del",), "delete", action="delete"),
    CanvasKey("duplicate", N_("Duplicate"), ("Ctrl+D",), "duplicate", action="duplicate"),
    CanvasKey("select-all", N_("Select all cards"), ("Ctrl+A",), "select_all", action="select-all"),
    CanvasKey("select-none", N_("Select nothing"), ("Esc",), "escape"),
    CanvasKey("better", N_("Rate one level better"), ("+",), "rate_step", 1),
    CanvasKey("worse", N_("Rate one level worse"), ("-",), "rate_step", -1),
    CanvasKey("level-1", N_("Rate: 1st level"), ("1",), "rate_level", 1),
    CanvasKey("level-2", N_("Rate: 2nd level"), ("2",), "rate_level", 2),
    CanvasKey("level-3", N_("Rate: 3rd level"), ("3",), "rate_level", 3),
    CanvasKey("level-4", N_("Rate: 4th level"), ("4",), "rate_level", 4),
    CanvasKey("level-5", N_("Rate: 5th level"), ("5",), "rate_level", 5),
    CanvasKey("level-6", N_("Rate: 6th level"), ("6",), "rate_level", 6),
    CanvasKey("level-7", N_("Rate: 7th level"), ("7",), "rate_level", 7),
    CanvasKey("level-8", N_("Rate: 8th level"), ("8",), "rate_level", 8),
    CanvasKey("level-9", N_("Rate: 9th level"), ("9",), "rate_level", 9),
    CanvasKey("level-10", N_("Rate: 10th level"), ("0",), "rate_level", 0),
    CanvasKey("next-persona", N_("Rate for the next persona"), ("Ctrl+R",), "rate_for_next"),
    CanvasKey("unrate", N_("Clear the rating"), ("Backspace",), "unrate"),
    CanvasKey("left", N_("Go left"), ("Left",), "across", -1),
    CanvasKey("right", N_("Go right"), ("Right",), "across", 1),
    CanvasKey("up", N_("Go up"), ("Up",), "down", -1),
    CanvasKey("down", N_("Go down"), ("Down",), "down", 1),
    CanvasKey("more-left", N_("Select more to the left"), ("Shift+Left",), "more_across", -1),
    CanvasKey("more-right", N_("Select more to the right"), ("Shift+Right",), "more_across", 1),
    CanvasKey("more-up", N_("Select more upwards"), ("Shift+Up",), "more_down", -1),
    CanvasKey("more-down", N_("Select more downwards"), ("Shift+Down",), "more_down", 1),
    CanvasKey("move-left", N_("Move the cards left"), ("Ctrl+Left",), "move_across", -1),
    CanvasKey("move-right", N_("Move the cards right"), ("Ctrl+Right",), "move_across", 1),
    CanvasKey("move-up", N_("Move the cards to the lane above"), ("Ctrl+Up",), "move_down", -1),
    CanvasKey("move-down", N_("Move the cards to the lane below"), ("Ctrl+Down",), "move_down", 1),
    CanvasKey("earlier", N_("Move up within the cell"), ("Alt+Up",), "reorder", -1),
    CanvasKey("later", N_("Move down within the cell"), ("Alt+Down",), "reorder", 1),
    CanvasKey("row-start", N_("Go to the first step"), ("Home",), "row_end", 0),
    CanvasKey("row-end", N_("Go to the last step"), ("End",), "row_end", 1),
    CanvasKey("map-start", N_("Go to the first card"), ("Ctrl+Home",), "map_end", 0),
    CanvasKey("map-end", N_("Go to the last card"), ("Ctrl+End",), "map_end", 1),
    CanvasKey("page-up", N_("Scroll up"), ("PgUp",), "page_down", 1),
    CanvasKey("page-down", N_("Scroll down"), ("PgDown",), "page_down", -1),
    CanvasKey("page-left", N_("Scroll left"), ("Shift+PgUp",), "page_across", 1),
    CanvasKey("page-right", N_("Scroll right"), ("Shift+PgDown",), "page_across", -1),
    CanvasKey("fit-map", N_("Fit the map"), ("Shift+1",), "fit_map", typed="!"),
    CanvasKey("fit-selection", N_("Fit the selection"), ("Shift+2",), "fit_selection", typed='@"'),
    CanvasKey("menu", N_("Open the menu of what is selected"), ("Menu", "Shift+F10"), "menu"),
    CanvasKey("help", N_("Keyboard shortcuts"), (), "help", action="shortcuts", typed="?"),
)

PAN = CanvasKey("pan", N_("Move the map with the mouse while it is held"), ("Space",))
CALL_OFF = CanvasKey("call-off", N_("Call off a drag"), ("Esc",), scope=Scope.DRAG)

FIELD_KEYS: tuple[CanvasKey, ...] = tuple(
    CanvasKey(f"field-{meaning}", text, keys, meaning, scope=Scope.FIELD)
    for meaning, text, keys in (
        ("done", N_("Done with the text"), ("Enter", "Return")),
        ("newline", N_("New line"), ("Shift+Enter", "Shift+Return")),
        ("below", N_("Done, and add the next card below"), ("Ctrl+Enter", "Ctrl+Return")),
        ("next", N_("Done, and on to the next step"), ("Tab",)),
        ("previous", N_("Done, and back to the step before"), ("Shift+Tab",)),
        ("down", N_("To the text below, from the last line"), ("Down",)),
        ("up", N_("To the text above, from the first line"), ("Up",)),
        ("cancel", N_("Leave the text as it was"), ("Esc",)),
    )
)

ALL_KEYS = (*CANVAS_KEYS, PAN, CALL_OFF, *FIELD_KEYS)

NEXT_CARD = N_("Next card, and from the last one to what is beside the map")
TYPING = N_("Start a card in an empty cell, or write over the title")
BY_TAB, BY_LETTERS = N_("Tab, Shift+Tab"), N_("Any letter")
TAB_IS_FIXED = N_(
    "Tab is the system’s: it leads through all that can be used, so that nobody is caught on the map."
)
LETTERS_ARE_FIXED = N_("Letters are what texts are written with.")
FIXED_KEYS: tuple[tuple[str, str, str], ...] = (
    (NEXT_CARD, BY_TAB, TAB_IS_FIXED),
    (TYPING, BY_LETTERS, LETTERS_ARE_FIXED),
)
"""What can have no other keys: what it is, its keys in words, and why."""

_KEYPAD = Qt.KeyboardModifier.KeypadModifier


def is_sign(keys: str) -> bool:
    """Whether a key is told by what it types: a single sign or digit."""
    return len(keys) == 1 and keys.isprintable() and not keys.isalpha() and not keys.isspace()


def chord_of(keys: str) -> Chord:
    """The one chord of a portable text, 0 where it names none or several."""
    sequence = QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText)
    if sequence.count() != 1:
        return 0
    first: QKeyCombination = sequence[0]  # type: ignore[index]  # the stubs don't know it
    return int(first.toCombined())


def portable(combination: QKeyCombination) -> str:
    """A chord as portable text."""
    return QKeySequence(combination).toString(QKeySequence.SequenceFormat.PortableText)


def chord_in(event: QKeyEvent) -> Chord:
    """The chord of a key event; that of Shift+Tab under one name, and keypads are as good as other keys."""
    key, held = Qt.Key(event.key()), event.modifiers() & ~_KEYPAD
    if key == Qt.Key.Key_Backtab:
        key, held = Qt.Key.Key_Tab, held | Qt.KeyboardModifier.ShiftModifier
    return int(QKeyCombination(held, key).toCombined())
