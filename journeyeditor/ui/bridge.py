"""From the editor's listeners to Qt's signals, so that widgets need not be unsubscribed one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from journeyeditor.editing.editor import Cause

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.editing.editor import Changed, Editor

_COUNTED = {Cause.EDIT: 1, Cause.REDO: 1, Cause.UNDO: -1}


class Bridge(QObject):
    """The signals of one editor. `changed` carries its `Changed`, `selected` the chosen keys.

    `steps` counts the undo steps between now and the last save, for the status line; whether anything differs is
    for the editor to say.
    """

    changed = Signal(object)
    selected = Signal(object)

    def __init__(self, editor: Editor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self.steps = 0
        self._ends: tuple[Callable[[], None], ...] = (
            editor.subscribe(self._on_change),
            editor.subscribe_selection(self._on_selection),
        )

    def _on_change(self, event: Changed) -> None:
        self.steps += _COUNTED.get(event.cause, 0)
        if event.cause is Cause.RESET:
            self.steps = 0
        self.changed.emit(event)

    def _on_selection(self, keys: frozenset[str]) -> None:
        self.selected.emit(keys)

    def saved(self) -> None:
        """The file holds the present state."""
        self.steps = 0

    def close(self) -> None:
        """Stops listening."""
        for end in self._ends:
            end()
        self._ends = ()
