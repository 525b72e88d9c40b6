"""The overview in the canvas's corner."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import Direction
from journeyeditor.model.messages import message
from journeyeditor.ui.canvas.camera import Strip, pane_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.canvas.view import Canvas
    from journeyeditor.ui.main_window import MainWindow
    from journeyeditor.ui.minimap import Minimap


@pytest.fixture
def minimap(editor: MainWindow, qtbot: QtBot) -> Minimap:
    assert editor.page is not None
    editor.page.canvas.set_zoom(2.0)
    made = editor.page.minimap
    made.refresh()
    assert made.isVisible()
    return made


def canvas_of(editor: MainWindow) -> Canvas:
    assert editor.page is not None
    return editor.page.canvas


def middle(canvas: Canvas) -> tuple[float, float]:
    """What of the map lies in the middle of the canvas's body."""
    seen = pane_of(canvas.panes, Strip.BODY).visible()
    return seen.centre


def test_it_lies_in_the_corner_and_hides_with_one_key(editor: MainWindow, minimap: Minimap) -> None:
    canvas = canvas_of(editor)
    assert canvas.viewport().geometry().contains(minimap.geometry())
    assert minimap.geometry().center().x() > canvas.width() / 2
    editor.actions_["panel-minimap"].trigger()
    assert not minimap.isVisible()
    editor.actions_["panel-minimap"].trigger()
    assert minimap.isVisible()


def test_nothing_to_go_to_nothing_to_see(editor: MainWindow, minimap: Minimap) -> None:
    canvas_of(editor).fit_map()
    assert not minimap.isVisible()


def test_a_click_goes_there(editor: MainWindow, minimap: Minimap) -> None:
    canvas, placed = canvas_of(editor), canvas_of(editor).placed
    assert placed is not None
    QTest.mouseClick(
        minimap,
        Qt.MouseButton.LeftButton,
        pos=QPoint(round(minimap.width() / 2), round(minimap.height() / 2)),
    )
    x, y = middle(canvas)
    assert x == pytest.approx(placed.width / 2, abs=30)
    assert y == pytest.approx(placed.height / 2, abs=30)


def test_the_frame_is_dragged(editor: MainWindow, minimap: Minimap) -> None:
    canvas = canvas_of(editor)
    minimap.show_at(QPointF(minimap.width() / 2, minimap.height() / 2))
    before, frame = middle(canvas), minimap.frame()
    start = frame.center().toPoint()
    QTest.mousePress(minimap, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(minimap, start - QPoint(12, 6))
    QTest.mouseRelease(minimap, Qt.MouseButton.LeftButton, pos=start - QPoint(12, 6))
    after = middle(canvas)
    assert after[0] < before[0] and after[1] < before[1]
    QTest.mouseMove(minimap, start)
    assert middle(canvas) == after


def test_the_frame_is_what_is_in_sight(editor: MainWindow, minimap: Minimap) -> None:
    frame = minimap.frame()
    assert 0 < frame.width() < minimap.width()
    canvas_of(editor).set_zoom(1.5)
    assert minimap.frame().width() > frame.width()


def test_the_picture_follows_the_document(
    editor: MainWindow, minimap: Minimap, qtbot: QtBot
) -> None:
    before = minimap.grab().toImage()
    editor.actions_["add-stage"].trigger()
    assert editor.page is not None
    editor.page.commit_pending()
    qtbot.waitUntil(lambda: minimap.grab().toImage() != before)


def test_it_stands_on_the_other_side_where_the_map_runs_so(
    editor: MainWindow, minimap: Minimap, qtbot: QtBot
) -> None:
    minimap.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    minimap.refresh()
    assert minimap.geometry().center().x() > canvas_of(editor).width() / 2
    assert editor.page is not None
    document = editor.page.session.editor.document
    patch = set_fields(document, document.maps[0].id, direction=Direction.RTL)
    editor.page.session.editor.commit(message("Turn round"), patch)
    qtbot.waitUntil(lambda: minimap.geometry().center().x() < canvas_of(editor).width() / 2)


def test_in_a_small_canvas_it_is_not_in_the_way(
    editor: MainWindow, minimap: Minimap, qtbot: QtBot
) -> None:
    canvas_of(editor).resize(400, 300)
    qtbot.waitUntil(minimap.isHidden)
