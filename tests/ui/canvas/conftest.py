"""A canvas in an offscreen window, and a hand that works it as a person would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.view import Canvas
from tests.support.canvases import make_canvas
from tests.support.maps import generated_document

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from journeyeditor.model.document import Document

NO = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.MouseButton.NoButton


class Hand:
    """Mouse and keyboard on one canvas. Points are map units of a strip unless said otherwise."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def view(self, x: float, y: float, strip: Strip = Strip.BODY) -> tuple[float, float]:
        pane = next(p for p in self.canvas.panes if p.strip is strip)
        return pane.dx + x * pane.zoom, pane.dy + y * pane.zoom

    def card(self, key: str, fx: float = 0.5, fy: float = 0.3) -> tuple[float, float]:
        """A point of a card, in viewport pixels."""
        assert self.canvas.placed is not None
        rect = self.canvas.placed.card_rect(key)
        assert rect is not None
        return self.view(rect.x + rect.w * fx, rect.y + rect.h * fy)

    def cell(self, lane: str, step: str, fy: float = 0.5) -> tuple[float, float]:
        """A point of a cell, in viewport pixels."""
        placed = self.canvas.placed
        assert placed is not None
        row, column = placed.lane(lane), placed.column_of(step)
        assert row is not None and column is not None
        return self.view(column.middle, row.y + row.block.height * fy)

    def send(
        self,
        kind: QEvent.Type,
        at: tuple[float, float],
        button: Qt.MouseButton = LEFT,
        held: Qt.MouseButton = LEFT,
        modifiers: Qt.KeyboardModifier = NO,
    ) -> None:
        point = QPointF(*at)
        far = QPointF(self.canvas.viewport().mapToGlobal(QPoint(round(at[0]), round(at[1]))))
        event = QMouseEvent(kind, point, far, button, held, modifiers)
        QApplication.sendEvent(self.canvas.viewport(), event)

    def press(self, at: tuple[float, float], modifiers: Qt.KeyboardModifier = NO) -> None:
        self.send(QEvent.Type.MouseButtonPress, at, modifiers=modifiers)

    def move(
        self,
        at: tuple[float, float],
        modifiers: Qt.KeyboardModifier = NO,
        held: Qt.MouseButton = LEFT,
    ) -> None:
        self.send(QEvent.Type.MouseMove, at, NONE, held, modifiers)

    def release(self, at: tuple[float, float], modifiers: Qt.KeyboardModifier = NO) -> None:
        self.send(QEvent.Type.MouseButtonRelease, at, LEFT, NONE, modifiers)

    def click(self, at: tuple[float, float], modifiers: Qt.KeyboardModifier = NO) -> None:
        self.press(at, modifiers)
        self.release(at, modifiers)

    def double_click(self, at: tuple[float, float]) -> None:
        self.click(at)
        self.send(QEvent.Type.MouseButtonDblClick, at)
        self.release(at)

    def carry(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        modifiers: Qt.KeyboardModifier = NO,
    ) -> None:
        """Presses and moves, without letting go."""
        self.press(start)
        self.move(((start[0] + end[0]) / 2, (start[1] + end[1]) / 2), modifiers)
        self.move(end, modifiers)

    def drag(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        modifiers: Qt.KeyboardModifier = NO,
    ) -> None:
        self.carry(start, end, modifiers)
        self.release(end, modifiers)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO, text: str = "") -> None:
        """A key goes down and up in whatever has the focus of the canvas."""
        target = self.focused()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers, text))

    def type(self, text: str) -> None:
        for letter in text:
            self.key(Qt.Key(ord(letter.upper())), text=letter)

    def focused(self) -> Canvas:
        box = self.canvas.texts.box
        if box is not None:
            field = next((f for f in box.fields.values() if f.hasFocus()), None)
            return field or next(iter(box.fields.values()))  # type: ignore[return-value]
        return self.canvas


MakeCanvas = Callable[..., Canvas]


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[MakeCanvas]:
    """Makes shown canvases of 1000 x 700 pixels on the first map of a document."""
    made: list[Canvas] = []

    def build(document: Document, width: int = 1000, height: int = 700) -> Canvas:
        canvas = make_canvas(document)
        qtbot.addWidget(canvas)
        canvas.resize(width, height)
        canvas.show()
        qtbot.waitExposed(canvas)
        canvas.show_map(document.maps[0].id)
        canvas.activateWindow()
        canvas.setFocus()
        QApplication.processEvents()
        made.append(canvas)
        return canvas

    yield build
    for canvas in made:
        canvas.release()


@pytest.fixture
def canvas(make: MakeCanvas) -> Canvas:
    """Forty cards in five lanes and ten steps."""
    return make(generated_document(40))


@pytest.fixture
def hand(canvas: Canvas) -> Hand:
    return Hand(canvas)
