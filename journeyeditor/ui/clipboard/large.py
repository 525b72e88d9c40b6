"""A paste of hundreds of cards: put down piece by piece, with how far it is and a way to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar

from journeyeditor.editing.locks import Locked, require_unlocked
from journeyeditor.editing.pieces import pieces
from journeyeditor.model.messages import N_
from journeyeditor.model.rules import RuleBroken
from journeyeditor.ui.dialogs import Choice, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from journeyeditor.editing.patch import Patch
    from journeyeditor.model.messages import Message
    from journeyeditor.ui.canvas.view import Canvas
    from journeyeditor.ui.theme import Look

LARGE = 150
"""More cards than that may take longer than half a second."""

PIECE = 25
"""Cards that are put down before the window is asked again whether to stop."""

PASTING = N_("Pasting")
STOP = N_("Cancel")


class LargePaste(Sheet):
    """Puts a patch down while it is shown: one step, or nothing at all where it is called off."""

    def __init__(self, window: QWidget, look: Look, canvas: Canvas, patch: Patch) -> None:
        super().__init__(window, look, look.tr_(PASTING))
        self._canvas = canvas
        self._steps = list(pieces(patch, PIECE))
        self._at = 0
        self.refused: Message | None = None
        self.bar = QProgressBar()
        self.bar.setRange(0, len(self._steps))
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(look.tr_(PASTING))
        self.body.addWidget(self.bar)
        self.choices(Choice("", look.tr_(STOP)))
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)

    def put(self, label: Message, select: Iterable[str]) -> bool:
        """Shows itself until all is put down; False where it was called off or could not be, and nothing has changed."""
        editor = self._canvas.editor
        self._canvas.settle()
        try:
            require_unlocked(editor.document, self._steps[-1])
        except Locked as refused:
            self._canvas.message.emit(refused.message)
            return False
        editor.begin(label)
        self._timer.start(0)
        self.fit()
        self.exec()
        self._timer.stop()
        done = self._at == len(self._steps)
        if done:
            editor.end(self._canvas.origin, select)
        elif editor.in_gesture:
            editor.cancel()
        if self.refused is not None:
            self._canvas.message.emit(self.refused)
        self.deleteLater()
        return done

    def _go_on(self) -> None:
        """The next piece; the last one closes the sheet."""
        if self._at < len(self._steps):
            try:
                self._canvas.editor.preview(self._steps[self._at], self._canvas.origin)
            except RuleBroken as broken:
                self.refused = broken.message
                self.reject()
                return
            self._at += 1
            self.bar.setValue(self._at)
        if self._at == len(self._steps):
            self.accept()
