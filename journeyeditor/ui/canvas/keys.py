"""The canvas's own keys, as a table: what each does, under which keys, and which of them may be changed.

Keys are written as Qt's portable text. A key that an `action` of the window has as well is listed so that the canvas
knows it while it has the focus; it follows the action's keys. Keys under `typed` are told by the characters that they
type, wherever those are on the keyboard.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination
from PySide6.QtGui import QKeySequence

from journeyeditor.model.messages import N_

Chord = int


@dataclass(frozen=True, slots=True)
class CanvasKey:
    """One command of the canvas. `verb` is the method of `Keyboard` that does it."""

    id: str
    text: str
    keys: tuple[str, ...]
    verb: str
    argument: int | None = None
    fixed: bool = False
    action: str = ""
    typed: str = ""


CANVAS_KEYS: tuple[CanvasKey, ...] = (
    CanvasKey("edit", N_("Edit the title, or start a card"), ("Return", "Enter", "F2"), "edit"),
    CanvasKey("edit-text", N_("Edit the text"), ("Shift+F2", "Shift+Return"), "edit_text"),
    CanvasKey("add-below", N_("Add a card below"), ("Ctrl+Return", "Ctrl+Enter"), "add_below"),
    CanvasKey("delete", N_("Delete"), ("Del",), "delete", action="delete"),
    CanvasKey("duplicate", N_("Duplicate"), ("Ctrl+D",), "duplicate", action="duplicate"),
    CanvasKey("select-all", N_("Select all cards"), ("Ctrl+A",), "select_all", action="select-all"),
    CanvasKey("select-none", N_("Select nothing"), ("Esc",), "escape", fixed=True),
    CanvasKey("better", N_("Rate one level better"), (), "rate_step", 1, fixed=True, typed="+"),
    CanvasKey("worse", N_("Rate one level worse"), (), "rate_step", -1, fixed=True, typed="-"),
    CanvasKey("next-persona", N_("Rate for the next persona"), ("Ctrl+R",), "rate_for_next"),
    CanvasKey("unrate", N_("Clear the rating"), ("Backspace",), "unrate"),
    CanvasKey("left", N_("Go left"), ("Left",), "across", -1, fixed=True),
    CanvasKey("right", N_("Go right"), ("Right",), "across", 1, fixed=True),
    CanvasKey("up", N_("Go up"), ("Up",), "down", -1, fixed=True),
    CanvasKey("down", N_("Go down"), ("Down",), "down", 1, fixed=True),
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

DIGITS = N_("Rate: the first level, the second one, and so on")
TYPING = N_("Start a card in an empty cell, or write over the title")
BY_DIGITS, BY_LETTERS = N_("1 to 9"), N_("Any letter")


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
