"""Everything that can have the keyboard shows it, and every control says what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QWidget,
)
from shiboken6 import isValid

from journeyeditor.model.entities import Card
from journeyeditor.ui.dialogs import Dialogs
from journeyeditor.ui.theme import ThemeChoice
from tests.ui.doing import document_of, page_of
from tests.ui.reading import windows
from tests.ui.test_pseudo import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.main_window import MainWindow

NAME = QAccessible.Text.Name
CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
)


def ring(window: QWidget) -> Iterator[QWidget]:
    """The widgets that Tab goes through, once round."""
    at = window.nextInFocusChain()
    while at is not None and at is not window:
        tabbed = at.focusPolicy() & Qt.FocusPolicy.TabFocus
        if tabbed and at.isVisible() and at.isEnabled() and at.focusProxy() is None:
            yield at
        at = at.nextInFocusChain()


def picture(widget: QWidget) -> QImage:
    """A widget as it is on the screen, with a little of what is around it."""
    window = widget.window()
    here = QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size())
    return window.grab(here.adjusted(-4, -4, 4, 4).intersected(window.rect())).toImage()


def in_sight(widget: QWidget) -> None:
    """What lies in something that scrolls is scrolled to."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
    QApplication.processEvents()


def unseen(window: QWidget) -> list[str]:
    """The widgets of a window that look the same with the keyboard and without."""
    found = []
    for widget in list(ring(window)):
        if not isValid(widget):
            continue
        in_sight(widget)
        window.setFocus()
        QApplication.processEvents()
        without = picture(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        # A cursor that blinks is no sign of its own: its field has a border too.
        if widget.hasFocus() and picture(widget) == without:
            found.append(described(widget))
    return found


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()!r} {widget.accessibleName()!r}"


def inside(widget: QWidget) -> bool:
    """Whether a widget is a part of a field."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QAbstractSpinBox | QComboBox):
        above = above.parentWidget()
    return above is not None


def nameless(window: QWidget) -> list[str]:
    """The controls of a window of which a screen reader could say nothing."""
    found = []
    for widget in window.findChildren(QWidget):
        control = isinstance(widget, CONTROLS) and not isinstance(widget, QScrollBar)
        # Fields within a field (of a spin box or a combo box), and Qt's own corners, are named by what they are in.
        inner = inside(widget)
        own = (
            widget.objectName().startswith("qt_") or widget.focusPolicy() == Qt.FocusPolicy.NoFocus
        )
        if control and not inner and not own:
            interface = QAccessible.queryAccessibleInterface(widget)
            if interface is not None and not interface.text(NAME).strip():
                found.append(described(widget))
    return found


@pytest.fixture
def full(editor: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window with all its panels open and a card selected."""
    editor.activateWindow()
    qtbot.waitUntil(editor.isActiveWindow)
    editor.actions_["panel-outline"].trigger()
    page = page_of(editor)
    card = next(card for card in document_of(editor).all(Card) if page.canvas.place_of(card.id))
    page.session.editor.select([card.id])
    page.find_bar.begin(replacing=True)
    QApplication.processEvents()
    return editor


@pytest.mark.parametrize("theme", [ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.HIGH_CONTRAST])
def test_the_keyboard_is_always_to_be_seen(full: MainWindow, theme: ThemeChoice) -> None:
    full.choose_theme(theme)
    QApplication.processEvents()
    assert len(list(ring(full))) > 30
    assert not (found := unseen(full)), "\n".join(found)


def test_the_start_page_shows_the_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert not (found := unseen(window)), "\n".join(found)


def test_every_control_of_the_window_has_a_name(full: MainWindow) -> None:
    assert nameless(full) == []


@pytest.mark.parametrize("subject", ["stage", "step", "lane", "persona", "map", "cards"])
def test_every_control_of_the_inspector_has_a_name(full: MainWindow, subject: str) -> None:
    document, page = document_of(full), page_of(full)
    shown = document.maps[0]
    keys = {
        "stage": [document.stages(shown.id)[0].id],
        "step": [document.map_steps(shown.id)[0].id],
        "lane": [document.lanes(shown.id)[0].id],
        "persona": [document.personas[0].id],
        "map": [],
        "cards": [card.id for card in document.all(Card)][:2],
    }
    page.session.editor.select(keys[subject])
    QApplication.processEvents()
    assert nameless(page.inspector) == []


def test_every_control_of_the_start_page_has_a_name(window: MainWindow) -> None:
    assert nameless(window) == []


OTHERS = (
    "settings",
    "shortcuts",
    "palette",
    "history",
    "personas",
    "channels",
    "shown",
    "overview",
    "present",
)
"""Actions that open something beside the window, or in it."""


def faults(window: QWidget) -> list[str]:
    """What is wrong with a window that a person works by keyboard or by ear."""
    dark = [f"not seen: {one}" for one in unseen(window)]
    return [*dark, *(f"no name: {one}" for one in nameless(window))]


@pytest.mark.parametrize("action", OTHERS)
def test_every_other_window_can_be_worked(editor: MainWindow, qtbot: QtBot, action: str) -> None:
    editor.actions_[action].trigger()
    QApplication.processEvents()
    found = []
    for window in windows():
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        found += faults(window)
        if window is not editor:
            window.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_can_be_answered(
    window: MainWindow, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[str] = []

    def read(dialog: QDialog) -> int:
        dialog.show()
        QApplication.processEvents()
        found.extend(faults(dialog))
        dialog.close()
        return 0

    monkeypatch.setattr(QDialog, "exec", read)
    QUESTIONS[question](Dialogs(window, window.look))
    assert not found, "\n".join(found)
