"""A few hundred acts of any kind on the window: after each, the canvas shows what one made afresh shows.

`python -m tests.reliability canvas --full` does 10,000.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from journeyeditor.layout.palette import Palette
from journeyeditor.model.entities import Card
from tests.reliability.afresh import unequal, wrong
from tests.reliability.canvas import open_window, play, session_of, world_in
from tests.reliability.hands import NO, Aim, Hands
from tests.support.canvases import RESOURCES
from tests.support.maps import generated_document


@pytest.mark.usefixtures("application")
def test_after_any_act_the_canvas_shows_what_one_made_afresh_shows(tmp_path: Path) -> None:
    with open_window(world_in(tmp_path)) as window:
        tally = play(window, examples=3, seed=5, steps=20, looks=3)
        assert tally.steps > 20


@pytest.mark.usefixtures("application")
def test_the_machine_sees_what_was_not_painted_anew(tmp_path: Path) -> None:
    with open_window(world_in(tmp_path)) as window:
        window.show_session(session_of(window.world, generated_document(10)))
        hands = Hands(window)
        canvas = hands.canvas
        QApplication.processEvents()
        hands.calm()
        hands.move(Aim("cell", 3, 0.5, 0.9), NO)
        assert wrong(canvas, hands.at) == ""
        canvas.set_marks(())
        assert "marked" in wrong(canvas, hands.at)
        canvas.refresh_marks()
        colours = canvas.palette_in_use
        canvas.map_painter.set_palette(Palette.load(RESOURCES / "themes" / "dark.json"))
        assert "painted" in wrong(canvas, hands.at)
        assert wrong(canvas, hands.at, pixels=False) == ""
        canvas.set_palette(colours)
        before = canvas.placed
        card = next(iter(canvas.editor.document.all(Card)))
        canvas.commands.delete_selection()
        canvas.editor.select([card.id])
        canvas.commands.delete_selection()
        canvas.placed = before
        assert "laid out" in wrong(canvas, hands.at)


def test_pixels_may_be_rounded_otherwise_and_nothing_else_may() -> None:
    first = QImage(40, 10, QImage.Format.Format_RGB32)
    first.fill(QColor(250, 250, 250))
    rounded, moved, other = first.copy(), first.copy(), first.copy()
    rounded.setPixelColor(7, 3, QColor(252, 250, 249))
    moved.setPixelColor(9, 5, QColor("black"))
    other.fill(QColor("grey"))
    assert unequal(first, first.copy()) is None
    assert unequal(first, rounded) is None
    assert unequal(first, moved) == QRect(9, 5, 1, 1)
    assert unequal(first, other) == QRect(0, 0, 40, 10)
