"""Somebody who has only a keyboard: keys go to whatever has the focus, dialogs are answered by keys too."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

Kind = type[QWidget]
NO = Qt.KeyboardModifier.NoModifier
_LOOK_MS = 5


class TypingHands(QObject):
    """Works one window by keys alone."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._answers: list[tuple[Kind, Callable[[], object]]] = []
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK_MS)
        self._watch.timeout.connect(self._look)

    def focus(self) -> QWidget:
        """What has the focus now."""
        active = QApplication.activeModalWidget() or self._window
        if QApplication.activeWindow() is None:
            # Offscreen there is nobody who gives the focus back when a dialog has closed.
            active.activateWindow()
            QApplication.processEvents()
        found = QApplication.focusWidget()
        inside = found is not None and (found is active or active.isAncestorOf(found))
        return found if found is not None and inside else active

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO, times: int = 1) -> None:
        for _ in range(times):
            QTest.keyClick(self.focus(), key, modifiers)
            QApplication.processEvents()

    def type(self, text: str) -> None:
        """Letter by letter, for the first one may open the field for the others."""
        for letter in text:
            QTest.keyClick(self.focus(), letter)  # type: ignore[call-overload]
            QApplication.processEvents()

    def tab_to(self, wanted: Callable[[QWidget], bool], most: int = 80) -> None:
        """Tab until the focus is where it is wanted."""
        for _ in range(most):
            if wanted(self.focus()):
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not lead there, but to {self.focus()}")

    def in_dialog(self, kind: Kind, answer: Callable[[], object]) -> None:
        """What to do in the dialog that the next keys open."""
        self._answers.append((kind, answer))
        self._watch.start()

    @property
    def waiting(self) -> bool:
        """Whether a dialog that was to come has not come."""
        return bool(self._answers)

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not self._answers:
            self._watch.stop()
        elif isinstance(dialog, self._answers[0][0]) and dialog.isVisible():
            focus = QApplication.focusWidget()
            if focus is None or not dialog.isAncestorOf(focus):
                dialog.activateWindow()
                return
            _kind, answer = self._answers.pop(0)
            try:
                answer()
            finally:
                # A dialog that was not answered would stop everything for ever.
                if isinstance(dialog, QDialog) and QApplication.activeModalWidget() is dialog:
                    dialog.reject()
