"""A key that is held down: all that it does until it is let go is one undo step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent

from journeyeditor.editing.locks import Locked, require_unlocked
from journeyeditor.editing.patch import NOTHING, Patch
from journeyeditor.model.rules import RuleBroken
from journeyeditor.ui.canvas.keys import chord_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from journeyeditor.model.messages import Message
    from journeyeditor.ui.canvas.view import Canvas

_ENDS = frozenset(
    {
        QEvent.Type.FocusOut,
        QEvent.Type.Hide,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.DragEnter,
    }
)
"""What ends a step as letting go does: whatever it begins shall find no gesture open."""

LARGE = 1_000
"""So many changes are a step of their own: they are worked out beside the window, and may be called off."""


class HeldKey(QObject):
    """The key of a canvas that is down, and the gesture that it makes.

    It listens to the canvas's events only while such a key is down.
    """

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._chord = 0
        self._done = NOTHING
        self._select: Iterable[str] | None = None
        self._open = self._acting = False

    def repeats(self, event: QKeyEvent) -> bool:
        """Whether a press is the same key once more, as keyboards send it while it is held."""
        return self._chord != 0 and event.isAutoRepeat() and chord_in(event) == self._chord

    def press(self, event: QKeyEvent, verb: Callable[[], object]) -> None:
        """Does what a key means; with what it does while it stays down that is one step."""
        if not self.repeats(event):
            self.end()
            self._listen(chord_in(event))
        self._acting = True
        try:
            verb()
        finally:
            self._acting = False

    def commit(self, label: Message, patch: Patch, select: Iterable[str] | None = None) -> bool:
        """Applies a patch as `Canvas.commit` does; under a held key as a part of its step."""
        if not self._acting:
            return self._canvas.commit(label, patch, select)
        canvas, editor = self._canvas, self._canvas.editor
        alone = not patch or editor.in_gesture or len(patch.changes) >= LARGE
        if alone and not self._open:
            return canvas.commit(label, patch, select)
        try:
            require_unlocked(editor.document, patch)
            if not self._open:
                editor.begin(label)
                self._open, self._done = True, NOTHING
            done = self._done.then(patch)
            editor.preview(done, canvas.origin)
        except (RuleBroken, Locked) as refused:
            canvas.message.emit(refused.message)
            return False
        self._done, self._select = done, select
        if select is not None:
            editor.select(select)
        return bool(patch)

    def end(self) -> None:
        """The key counts as let go: what it did is a step from now on."""
        if self._chord:
            self._chord = 0
            self._canvas.removeEventFilter(self)
            self._canvas.viewport().removeEventFilter(self)
        if self._open:
            self._open = False
            if self._canvas.editor.in_gesture:
                self._canvas.editor.end(self._canvas.origin, self._select)

    def _listen(self, chord: int) -> None:
        self._chord = chord
        self._canvas.installEventFilter(self)
        self._canvas.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _ENDS or (isinstance(event, QKeyEvent) and self._ended_by(event, kind)):
            self.end()
        return False

    def _ended_by(self, event: QKeyEvent, kind: QEvent.Type) -> bool:
        if kind == QEvent.Type.KeyRelease:
            return not event.isAutoRepeat()
        return kind == QEvent.Type.KeyPress and not self.repeats(event)
