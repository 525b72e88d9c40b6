"""The keys of the canvas. They act while the canvas has the focus and are never shortcuts of the window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from PySide6.QtCore import QKeyCombination, Qt

from journeyeditor.model.entities import Card, Lane, Stage, Step
from journeyeditor.ui.canvas.composing import Composing
from journeyeditor.ui.canvas.cursor import Cursor, Grid
from journeyeditor.ui.canvas.field_keys import FieldKeys
from journeyeditor.ui.canvas.heads import Heads
from journeyeditor.ui.canvas.held import HeldKey
from journeyeditor.ui.canvas.keys import (
    CALL_OFF,
    CANVAS_KEYS,
    PAN,
    CanvasKey,
    Chord,
    chord_in,
    chord_of,
    is_sign,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from journeyeditor.ui.canvas.view import Canvas

_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_META = Qt.KeyboardModifier.MetaModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_PAGE = 0.85
"""How much of the viewport a page scrolls by."""


_HOLDABLE = frozenset({"rate_step", "move_across", "move_down", "reorder", "duplicate"})
"""Verbs of which a key that is held makes one step."""

Keys = Mapping[str, Sequence[str]]


def _keeps_signs(key: CanvasKey, changed: Keys) -> bool:
    chosen = changed.get(key.id)
    return chosen is None or (bool(chosen) and tuple(chosen) == key.keys)


def _pairs(keys: Iterable[CanvasKey], changed: Keys) -> list[tuple[str, CanvasKey]]:
    """Every key of some commands, with its command."""
    return [(one, key) for key in keys for one in changed.get(key.id, key.keys)]


class _Range(NamedTuple):
    """Where selecting more with Shift began, what else was selected then, and cursor and selection as it left them."""

    anchor: Cursor
    kept: frozenset[str]
    left: tuple[Cursor, frozenset[str]]


class Keyboard:
    """Turns key presses into commands."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._heads = Heads(canvas)
        self.composing = Composing(canvas)
        self.held = HeldKey(canvas)
        self._range: _Range | None = None
        self._by_text: dict[str, CanvasKey] = {}
        self._by_chord: dict[Chord, CanvasKey] = {}
        self._other: dict[str, frozenset[Chord]] = {}
        self.use({})

    def use(self, changed: Keys) -> None:
        """Other keys (portable texts) for commands of the canvas by their ids; all others have their own."""
        own = _pairs(CANVAS_KEYS, changed)
        self._by_chord = {chord_of(one): key for one, key in own if not is_sign(one)}
        self._by_chord.pop(0, None)
        # The signs of a command are its own keys, however the keyboard makes them: they go with those.
        spare = {
            sign: key for key in CANVAS_KEYS for sign in key.typed if _keeps_signs(key, changed)
        }
        self._by_text = spare | {one: key for one, key in own if is_sign(one)}
        self._other = {
            key.id: frozenset(chord_of(one) for one in changed.get(key.id, key.keys))
            for key in (PAN, CALL_OFF)
        }
        self.in_field = FieldKeys(changed)

    def pans(self, event: QKeyEvent) -> bool:
        """Whether the mouse moves the map while this key is held."""
        return chord_in(event) in self._other[PAN.id]

    def ends_panning(self, event: QKeyEvent) -> bool:
        """Whether this is the key that is let go; what was held with it may have been let go before."""
        key = event.key()
        return any(QKeyCombination.fromCombined(one).key() == key for one in self._other[PAN.id])

    def calls_off(self, event: QKeyEvent) -> bool:
        """Whether a key takes a drag back that is under way."""
        return chord_in(event) in self._other[CALL_OFF.id]

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key is the canvas's own, before shortcuts of the window get it."""
        return self.pans(event) or self._key(event) is not None or self._typed(event) != ""

    def press(self, event: QKeyEvent) -> bool:
        """Does what a key means; False where it means nothing here."""
        key = self._key(event)
        if key is not None and key.verb in _HOLDABLE:
            if not self.held.repeats(event):
                self._canvas.settle()
            self.held.press(event, self._verb(key))
            return True
        if key is not None:
            self._do(self._verb(key))
            return True
        text = self._typed(event)
        return bool(text) and self.start_typing(text)

    def run(self, command: str) -> None:
        """Does what a command of the table does."""
        self._do(self._verb(next(key for key in CANVAS_KEYS if key.id == command)))

    def _do(self, command: Callable[[], object]) -> None:
        # What is new and still being named would change under the command's patch.
        self._canvas.settle()
        command()

    def tab(self, by: int) -> bool:
        """To the next card in reading order; False beyond the ends, so that the focus goes on."""
        grid = self._grid()
        found = grid.next(self._canvas.cell, by) if grid else None
        if found is None:
            return False
        self._canvas.go_to(found)
        return True

    def _key(self, event: QKeyEvent) -> CanvasKey | None:
        """The command of a key, None where it has none just now."""
        held = event.modifiers() & ~_KEYPAD
        found = self._sign(event.text()) if held in (_NONE, _SHIFT) else None
        if found is not None and not (held and event.text().isdecimal()):
            return found
        return self._by_chord.get(chord_in(event))

    def _sign(self, text: str) -> CanvasKey | None:
        """The command that is told by what a key types, which in an empty cell begins a card like all else.

        A level needs something to be rated; digits are such in all scripts.
        """
        key = self._by_text.get(str(int(text)) if len(text) == 1 and text.isdecimal() else text)
        if key is None or self._starts_card():
            return None
        rates = key.verb == "rate_level"
        return None if rates and not self._canvas.commands.selected_cards() else key

    def press_sign(self, text: str) -> bool:
        """Does what a sign or digit means that was composed, in any of its widths; False where it means nothing."""
        key = self._sign(normalize("NFKC", text))
        if key is not None:
            self._do(self._verb(key))
        return key is not None

    def _verb(self, key: CanvasKey) -> Callable[[], object]:
        verb: Callable[..., object] = getattr(self, key.verb)
        return verb if key.argument is None else partial(verb, key.argument)

    def _typed(self, event: QKeyEvent) -> str:
        """What a key types, "" for keys that type nothing."""
        text = event.text()
        plain = not event.modifiers() & (_CTRL | _ALT | _META)
        return text if plain and text.isprintable() and text.strip() else ""

    def _starts_card(self) -> bool:
        """Whether the cursor is in an empty cell, with nothing selected, so that typing starts a card."""
        cursor, canvas = self._canvas.cell, self._canvas
        empty = bool(cursor.lane) and not cursor.card
        return empty and canvas.editable and not canvas.editor.selection

    def takes_text(self) -> bool:
        """Whether a text typed now would begin a card or a title."""
        return self._starts_card() or (self._canvas.editable and self._titled())

    def _titled(self) -> bool:
        found = self._canvas.editor.document.get(self._edited())
        return isinstance(found, Card | Stage | Step | Lane)

    def start_typing(self, text: str = "") -> bool:
        """Starts a card in an empty cell, and writes over the title of the one thing selected."""
        canvas = self._canvas
        if self._starts_card():
            canvas.commands.add_card(canvas.cell.lane, canvas.cell.step, None, text)
            return True
        if not self._titled():
            return False
        canvas.edit(self._edited(), "title", text)
        return True

    def _grid(self) -> Grid | None:
        return Grid(self._canvas.hits) if self._canvas.hits is not None else None

    def _way(self, by: int) -> int:
        """Left and right as steps in reading direction."""
        placed = self._canvas.placed
        return -by if placed is not None and placed.rtl else by

    # The verbs of the table

    def across(self, by: int, extend: bool = False) -> None:
        """To the cell on the left (-1) or right (1), from the first one to the lane's label; from head to head."""
        self._along(self._way(by), extend)

    def onward(self, by: int) -> None:
        """To the cell of the next step (1) or of the one before (-1), as the map is read."""
        self._along(by)

    def _along(self, way: int, extend: bool = False) -> None:
        grid = self._grid()
        if grid is None:
            return
        if not extend and self._heads.selected():
            self._heads.across(way)
        elif not extend and way < 0 and grid.at_start(self._canvas.cell):
            self._heads.beside(self._canvas.cell.lane)
        else:
            self._go(grid, lambda here: grid.across(here, way), extend)

    def down(self, by: int, extend: bool = False) -> None:
        """To the card or cell below (1) or above (-1), from the uppermost one to the step's head; from head to head."""
        grid, here = self._grid(), self._canvas.cell
        if grid is None:
            return
        if not extend and self._heads.selected():
            self._heads.down(by)
        elif not extend and by < 0 and here.lane and grid.down(here, by) == here:
            self._heads.above(here.step)
        else:
            self._go(grid, lambda cell: grid.down(cell, by), extend)

    def more_across(self, by: int) -> None:
        self.across(by, extend=True)

    def more_down(self, by: int) -> None:
        self.down(by, extend=True)

    def _go(self, grid: Grid, beside: Callable[[Cursor], Cursor], extend: bool) -> None:
        """To the cell beside the cursor; to the first one where there is no cursor yet."""
        canvas = self._canvas
        found = beside(canvas.cell) if canvas.cell.lane else self._here(grid)
        if extend:
            self._extend(grid, found)
        else:
            canvas.go_to(found)

    def _extend(self, grid: Grid, found: Cursor) -> None:
        """Selects from where selecting more began to here: more, or less again; what was selected besides stays."""
        canvas = self._canvas
        cell, chosen = canvas.cell, canvas.editor.selection
        if self._range is None or self._range.left != (cell, chosen):
            self._range = _Range(cell, chosen, (cell, chosen))
        anchor = self._range.anchor if self._range.anchor.lane else found
        now = self._range.kept | frozenset(grid.between(anchor, found))
        canvas.go_to(found, now)
        self._range = _Range(anchor, self._range.kept, (canvas.cell, canvas.editor.selection))

    def _here(self, grid: Grid) -> Cursor:
        return self._canvas.cell if self._canvas.cell.lane else (grid.first() or Cursor())

    def fit_map(self) -> None:
        """The whole map in sight."""
        self._canvas.fit_map()

    def fit_selection(self) -> None:
        """What is selected in sight."""
        self._canvas.zoom_to_selection()

    def row_end(self, last: int) -> None:
        """To the first (0) or last (1) cell of the lane."""
        grid = self._grid()
        if grid is not None:
            self._canvas.go_to(grid.row_end(self._here(grid), bool(last)))

    def map_end(self, last: int) -> None:
        """To the first (0) or last (1) card of the map."""
        grid = self._grid()
        found = grid.map_end(bool(last)) if grid else None
        if found is not None:
            self._canvas.go_to(found)

    def page_down(self, by: int) -> None:
        self._canvas.scroll_by(0, by * self._canvas.viewport().height() * _PAGE)

    def page_across(self, by: int) -> None:
        self._canvas.scroll_by(by * self._canvas.viewport().width() * _PAGE, 0)

    def move_across(self, by: int) -> None:
        self._canvas.commands.move_selection(self._way(by), 0)

    def move_down(self, by: int) -> None:
        self._canvas.commands.move_selection(0, by)

    def reorder(self, by: int) -> None:
        self._canvas.commands.reorder_selection(by)

    def delete(self) -> None:
        self._canvas.commands.delete_selection()

    def duplicate(self) -> None:
        self._canvas.commands.duplicate_selection()

    def select_all(self) -> None:
        self._canvas.commands.select_all()

    def rate_step(self, by: int) -> None:
        self._canvas.commands.rate_step(by > 0)

    def rate_level(self, digit: int) -> None:
        """The level that a digit stands for, 0 for the tenth."""
        self._canvas.commands.rate_digit(digit)

    def rate_for_next(self) -> None:
        self._canvas.commands.rate_for_next()

    def unrate(self) -> None:
        """On a rated touchpoint the rating goes; never the card itself."""
        self._canvas.commands.clear_rating()

    def edit(self) -> None:
        """The title of what is selected; in an empty cell a new card; with no cursor yet it comes to the first cell."""
        canvas, grid = self._canvas, self._grid()
        key = self._edited()
        if key:
            canvas.edit(key, "title")
        elif not canvas.editor.selection and not canvas.cell.lane and grid is not None:
            canvas.go_to(self._here(grid))
        elif not canvas.editor.selection and canvas.cell.lane and not canvas.cell.card:
            canvas.commands.add_card(canvas.cell.lane, canvas.cell.step)

    def edit_text(self) -> None:
        """The field under the title: a card's text, a stage's goal."""
        key = self._edited()
        if key:
            stage = isinstance(self._canvas.editor.document.get(key), Stage)
            self._canvas.edit(key, "goal" if stage else "text")

    def _edited(self) -> str:
        """What an edit would open: the card under the cursor, else the only thing selected; "" for nothing."""
        canvas = self._canvas
        chosen = canvas.editor.selection
        if canvas.cell.card in chosen:
            return canvas.cell.card
        return next(iter(chosen)) if len(chosen) == 1 else ""

    def add_below(self) -> None:
        """A card under the one that is selected, in the empty cell, or in the lane or step whose head is selected."""
        canvas = self._canvas
        place = self._heads.cell()
        if place is not None:
            canvas.commands.add_card(*place)
        elif canvas.cell.card:
            canvas.commands.add_card_below(canvas.cell.card)
        elif canvas.cell.lane:
            canvas.commands.add_card(canvas.cell.lane, canvas.cell.step)

    def escape(self) -> None:
        self._canvas.editor.select(())

    def menu(self) -> None:
        """The menu of the head that is selected, else of what is under the cursor, else of the map."""
        if self._heads.ask_menu():
            return
        if self._canvas.cell.lane:
            self._canvas.request_context()
        else:
            self._heads.ask_map_menu()

    def help(self) -> None:
        self._canvas.action_wanted.emit("shortcuts")
