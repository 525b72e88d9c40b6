"""What paints itself follows the look, and pictures of icons are made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QListView, QWidget

from journeyeditor.app.resources import Resources
from journeyeditor.ui.theme import Look, ThemeChoice

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QPalette
    from pytestqt.qtbot import QtBot


class Painted(QWidget):
    """Counts how often it is painted."""

    times = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self.times += 1


class PaintedList(QListView):
    """The same for what scrolls, which paints on its viewport."""

    times = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self.times += 1


class Deaf:
    """An application that takes no other style sheet, for which Qt would paint everything anew."""

    def setPalette(self, palette: QPalette) -> None:
        return

    def setStyleSheet(self, sheet: str) -> None:
        return


def choose(look: Look, choice: ThemeChoice) -> None:
    look.choose(choice, Deaf())  # type: ignore[arg-type]


@pytest.fixture
def own(look: Look) -> Look:
    """A look of its own, for others go on with the shared one."""
    resources = Resources.find()
    return Look.load(resources.themes, look.icons, look.translate)


def test_what_paints_itself_is_painted_anew_with_another_theme(own: Look, qtbot: QtBot) -> None:
    made: tuple[Painted | PaintedList, ...] = (Painted(), PaintedList())
    for widget in made:
        own.repaints(widget)
        qtbot.addWidget(widget)
        widget.show()
        qtbot.waitExposed(widget)
        QApplication.processEvents()
    before = [widget.times for widget in made]
    choose(own, ThemeChoice.DARK)
    qtbot.waitUntil(lambda: all(now.times > then for now, then in zip(made, before, strict=True)))


def test_another_theme_asks_nothing_of_what_is_gone(own: Look) -> None:
    widget = Painted()
    own.repaints(widget)
    widget.deleteLater()
    QApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete)
    choose(own, ThemeChoice.DARK)


def test_a_picture_of_an_icon_is_made_once_and_nobody_can_spoil_it(look: Look) -> None:
    first = look.paint.pixmap("comment", 18, "accent")
    again = look.paint.pixmap("comment", 18, "accent")
    assert first.cacheKey() == again.cacheKey()
    first.fill()
    assert look.paint.pixmap("comment", 18, "accent").cacheKey() == again.cacheKey()
    assert look.paint.pixmap("comment", 20, "accent").cacheKey() != again.cacheKey()
