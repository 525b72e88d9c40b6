"""The keys of the canvas. They act while the canvas has the focus and are never shortcuts of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, Qt

from journeyeditor.ui.canvas.cursor import Cursor, Grid

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from journeyeditor.ui.canvas.view import Canvas

_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_ALT, _META = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.MetaModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_Key = Qt.Key
Chord = int


def _chord(key: Qt.Key, modifiers: Qt.KeyboardModifier = _NONE) -> Chord:
    return int(QKeyCombination(modifiers, key).toCombined())


class Keyboard:
    """Turns key presses into commands."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        commands = canvas.commands
        self._table: dict[Chord, Callable[[], object]] = {
            _chord(_Key.Key_Return): self._edit,
            _chord(_Key.Key_Enter): self._edit,
            _chord(_Key.Key_F2): self._edit,
            _chord(_Key.Key_Delete): commands.delete_selection,
            _chord(_Key.Key_Backspace): self._backspace,
            _chord(_Key.Key_Escape): self._escape,
            _chord(_Key.Key_Plus): lambda: commands.rate_step(True),
            _chord(_Key.Key_Minus): lambda: commands.rate_step(False),
            _chord(_Key.Key_A, _CTRL): commands.select_all,
            _chord(_Key.Key_D, _CTRL): commands.duplicate_selection,
            _chord(_Key.Key_Left): lambda: self.across(-1),
            _chord(_Key.Key_Right): lambda: self.across(1),
            _chord(_Key.Key_Up): lambda: self._down(-1),
            _chord(_Key.Key_Down): lambda: self._down(1),
            _chord(_Key.Key_Left, _SHIFT): lambda: self.across(-1, extend=True),
            _chord(_Key.Key_Right, _SHIFT): lambda: self.across(1, extend=True),
            _chord(_Key.Key_Up, _SHIFT): lambda: self._down(-1, extend=True),
            _chord(_Key.Key_Down, _SHIFT): lambda: self._down(1, extend=True),
            _chord(_Key.Key_Left, _CTRL): lambda: commands.move_selection(self._way(-1), 0),
            _chord(_Key.Key_Right, _CTRL): lambda: commands.move_selection(self._way(1), 0),
            _chord(_Key.Key_Up, _CTRL): lambda: commands.move_selection(0, -1),
            _chord(_Key.Key_Down, _CTRL): lambda: commands.move_selection(0, 1),
            _chord(_Key.Key_Up, _ALT): lambda: commands.reorder_selection(-1),
            _chord(_Key.Key_Down, _ALT): lambda: commands.reorder_selection(1),
            _chord(_Key.Key_Home): lambda: self._row_end(last=False),
            _chord(_Key.Key_End): lambda: self._row_end(last=True),
            _chord(_Key.Key_Home, _CTRL): lambda: self._map_end(last=False),
            _chord(_Key.Key_End, _CTRL): lambda: self._map_end(last=True),
            _chord(_Key.Key_PageUp): lambda: self._page(0, 1),
            _chord(_Key.Key_PageDown): lambda: self._page(0, -1),
            _chord(_Key.Key_PageUp, _SHIFT): lambda: self._page(1, 0),
            _chord(_Key.Key_PageDown, _SHIFT): lambda: self._page(-1, 0),
            _chord(_Key.Key_Menu): self._menu,
            _chord(_Key.Key_F10, _SHIFT): self._menu,
        }

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key is the canvas's own, before shortcuts of the window get it."""
        return self._command(event) is not None or self._typed(event) != ""

    def press(self, event: QKeyEvent) -> bool:
        """Does what a key means; False where it means nothing here."""
        command = self._command(event)
        if command is not None:
            command()
            return True
        text = self._typed(event)
        return bool(text) and self._type(text)

    def tab(self, by: int) -> bool:
        """To the next card in reading order; False beyond the ends, so that the focus goes on."""
        grid = self._grid()
        found = grid.next(self._canvas.cell, by) if grid else None
        if found is None:
            return False
        self._canvas.go_to(found)
        return True

    def _command(self, event: QKeyEvent) -> Callable[[], object] | None:
        modifiers = event.modifiers() & ~_KEYPAD
        key = event.key()
        if modifiers in (_NONE, _SHIFT) and event.text() in {"+", "-"}:
            return self._table[_chord(_Key.Key_Plus if event.text() == "+" else _Key.Key_Minus)]
        if (
            modifiers == _NONE
            and event.text().isdecimal()
            and self._canvas.commands.selected_cards()
        ):
            digit = int(event.text())
            return lambda: self._canvas.commands.rate_digit(digit)
        return self._table.get(_chord(_Key(key), modifiers))

    def _typed(self, event: QKeyEvent) -> str:
        """What a key types, "" for keys that type nothing."""
        text = event.text()
        plain = not event.modifiers() & (_CTRL | _ALT | _META)
        return text if plain and text.isprintable() and text.strip() else ""

    def _type(self, text: str) -> bool:
        """Typing in an empty cell starts a card."""
        cursor = self._canvas.cell
        if cursor.card or not cursor.lane or self._canvas.editor.selection:
            return False
        if not self._canvas.editable:
            return False
        self._canvas.commands.add_card(cursor.lane, cursor.step, None, text)
        return True

    def _grid(self) -> Grid | None:
        return Grid(self._canvas.hits) if self._canvas.hits is not None else None

    def _way(self, by: int) -> int:
        """Left and right as steps in reading direction."""
        placed = self._canvas.placed
        return -by if placed is not None and placed.rtl else by

    def across(self, by: int, extend: bool = False) -> None:
        grid = self._grid()
        if grid is not None:
            self._go(grid, lambda here: grid.across(here, self._way(by)), extend)

    def _down(self, by: int, extend: bool = False) -> None:
        grid = self._grid()
        if grid is not None:
            self._go(grid, lambda here: grid.down(here, by), extend)

    def _go(self, grid: Grid, beside: Callable[[Cursor], Cursor], extend: bool) -> None:
        """To the cell beside the cursor; to the first one where there is no cursor yet."""
        canvas = self._canvas
        canvas.go_to(beside(canvas.cell) if canvas.cell.lane else self._here(grid), extend)

    def _here(self, grid: Grid) -> Cursor:
        return self._canvas.cell if self._canvas.cell.lane else (grid.first() or Cursor())

    def _row_end(self, last: bool) -> None:
        grid = self._grid()
        if grid is not None:
            self._canvas.go_to(grid.row_end(self._here(grid), last))

    def _map_end(self, last: bool) -> None:
        grid = self._grid()
        found = grid.map_end(last) if grid else None
        if found is not None:
            self._canvas.go_to(found)

    def _page(self, across: int, down: int) -> None:
        size = self._canvas.viewport().size()
        self._canvas.scroll_by(across * size.width() * 0.85, down * size.height() * 0.85)

    def _edit(self) -> None:
        canvas = self._canvas
        chosen = canvas.editor.selection
        if canvas.cell.card in chosen:
            canvas.edit(canvas.cell.card, "title")
        elif len(chosen) == 1:
            canvas.edit(next(iter(chosen)), "title")
        elif not chosen and canvas.cell.lane and not canvas.cell.card:
            canvas.commands.add_card(canvas.cell.lane, canvas.cell.step)

    def _backspace(self) -> None:
        """On a rated touchpoint the rating goes; never the card itself."""
        self._canvas.commands.clear_rating()

    def _escape(self) -> None:
        self._canvas.editor.select(())

    def _menu(self) -> None:
        self._canvas.request_context()
