"""Whatever a hand does, nothing breaks, and what was painted in parts equals what is painted at once."""

import random

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from journeyeditor.model.rules import check_all
from journeyeditor.ui.canvas.view import Canvas
from tests.support.maps import generated_document
from tests.ui.canvas.conftest import NO, Hand, MakeCanvas

MODIFIERS = (NO, NO, NO, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier)
KEYS = [
    "Left",
    "Right",
    "Up",
    "Down",
    "Tab",
    "Backtab",
    "Home",
    "End",
    "Return",
    "F2",
    "Escape",
    "Delete",
    "Backspace",
    "Plus",
    "Minus",
    "1",
    "3",
    "5",
    "A",
    "D",
]
STEPS = 70


class Play:
    """A hand that does anything, the same for the same seed."""

    def __init__(self, canvas: Canvas, seed: int) -> None:
        self.canvas = canvas
        self.hand = Hand(canvas)
        self.chance = random.Random(seed)
        self.acts = (
            self.click, self.drag, self.drag, self.lost_drag, self.double, self.key, self.key,
            self.type, self.wheel, self.travel, self.grow,
        )  # fmt: skip

    def point(self) -> tuple[float, float]:
        size = self.canvas.viewport().size()
        return self.chance.uniform(0, size.width()), self.chance.uniform(0, size.height())

    def modifiers(self) -> Qt.KeyboardModifier:
        return self.chance.choice(MODIFIERS)

    def click(self) -> None:
        self.hand.click(self.point(), self.modifiers())

    def drag(self) -> None:
        self.hand.drag(self.point(), self.point(), self.modifiers())

    def lost_drag(self) -> None:
        self.hand.carry(self.point(), self.point())
        self.canvas.mouse.tick()
        self.hand.key(Qt.Key.Key_Escape)
        self.hand.release(self.point())

    def double(self) -> None:
        self.hand.double_click(self.point())

    def key(self) -> None:
        name = self.chance.choice(KEYS)
        self.hand.key(getattr(Qt.Key, f"Key_{name}"), self.modifiers(), _text(name))

    def type(self) -> None:
        self.hand.type("word")

    def wheel(self) -> None:
        at = QPointF(*self.point())
        delta = QPoint(0, self.chance.choice((-240, -120, 120)))
        event = QWheelEvent(
            at, at, QPoint(), delta, Qt.MouseButton.NoButton, self.modifiers(),
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(self.canvas.viewport(), event)

    def travel(self) -> None:
        self.chance.choice((self.canvas.editor.undo, self.canvas.editor.redo))()

    def grow(self) -> None:
        commands = self.canvas.commands
        stage = self.canvas.editor.document.stages(self.canvas.map_id or "")[0].id
        self.chance.choice((commands.add_stage, lambda: commands.add_step(stage)))()

    def step(self) -> None:
        self.chance.choice(self.acts)()
        menu = QApplication.activePopupWidget()
        if menu is not None:
            menu.close()


def _text(name: str) -> str:
    return {"Plus": "+", "Minus": "-"}.get(name, name if len(name) == 1 else "")


def furthest(a: QImage, b: QImage) -> int:
    """How far two pictures are apart where they differ most, in levels of 255."""
    pairs = zip(bytes(a.constBits()), bytes(b.constBits()), strict=True)
    return max((abs(x - y) for x, y in pairs if x != y), default=0)


@pytest.mark.parametrize("seed", range(4))
def test_anything(make: MakeCanvas, seed: int) -> None:
    canvas = make(generated_document(20), 900, 600)
    before = canvas.editor.document
    play = Play(canvas, seed)
    for _ in range(STEPS):
        play.step()
        QApplication.processEvents()
        assert not canvas.editor.in_gesture or canvas.texts.key
    canvas.commit_pending()
    canvas.refine()
    parts = canvas.viewport().grab().toImage()
    canvas.repaint_all()
    assert furthest(canvas.viewport().grab().toImage(), parts) <= 2
    assert check_all(canvas.editor.document) == []
    while canvas.editor.undo() is not None:
        pass
    assert canvas.editor.document == before
