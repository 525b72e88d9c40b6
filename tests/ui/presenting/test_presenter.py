"""Presenting: stage by stage, by keys, read-only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from journeyeditor.ui.canvas.camera import PAD, Strip, pane_of
from journeyeditor.ui.presenting.slides import LARGEST, between, camera_for, slides_of
from journeyeditor.ui.presenting.stage_view import MOTION_MS
from journeyeditor.ui.theme import Manner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.main_window import MainWindow
    from journeyeditor.ui.presenting.presenter import Presenter


@pytest.fixture
def still(editor: MainWindow, application: QApplication) -> Iterator[MainWindow]:
    """The window without motion, so that each key shows its slide at once."""
    editor.look.behave(Manner(still=True), application)
    yield editor
    editor.look.behave(Manner(), application)


@pytest.fixture
def presenter(still: MainWindow, qtbot: QtBot) -> Iterator[Presenter]:
    still.actions_["present"].trigger()
    assert still.page is not None and still.page.presenter is not None
    made = still.page.presenter
    qtbot.waitExposed(made)
    yield made
    if still.page is not None and still.page.presenter is not None:
        made.close()


def press(presenter: Presenter, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(presenter, key)


Key = Qt.Key
WAYS = [
    ((Key.Key_Right,), 1),
    ((Key.Key_Space, Key.Key_Space), 2),
    ((Key.Key_PageDown, Key.Key_Return, Key.Key_Left), 1),
    ((Key.Key_End,), 5),
    ((Key.Key_End, Key.Key_Right), 5),
    ((Key.Key_End, Key.Key_Home), 0),
    ((Key.Key_Left,), 0),
    ((Key.Key_3,), 3),
    ((Key.Key_3, Key.Key_0), 0),
    ((Key.Key_9,), 5),
    ((Key.Key_4, Key.Key_Backspace, Key.Key_PageUp), 2),
    ((Key.Key_X,), 0),
]


@pytest.mark.parametrize(("keys", "at"), WAYS)
def test_keys_walk_the_stages(presenter: Presenter, keys: tuple[Qt.Key, ...], at: int) -> None:
    press(presenter, *keys)
    assert presenter.at == at
    slide = presenter.slides[at]
    assert slide.title in presenter.accessibleName() or at == 0
    assert presenter.number.text() == (f"{at} of 5" if at else "")


def test_it_begins_with_the_whole_map_on_the_whole_screen(presenter: Presenter) -> None:
    assert presenter.isFullScreen()
    placed, view = presenter.view.placed, presenter.view
    assert placed is not None
    body = pane_of(view.panes, Strip.BODY).visible()
    assert body.right >= placed.width - 1
    assert body.bottom >= placed.height - 1
    assert view.marks == ()


def test_a_stage_is_seen_whole_and_the_rest_is_dimmed(presenter: Presenter) -> None:
    press(presenter, Key.Key_2)
    slide, view = presenter.slides[2], presenter.view
    seen = pane_of(view.panes, Strip.BODY).visible()
    assert seen.x <= slide.left and slide.right <= seen.right
    assert view.zoom <= LARGEST
    covered = [mark.rect for mark in view.marks if mark.opacity < 1]
    assert any(rect.right == slide.left for rect in covered)
    assert any(rect.x == slide.right for rect in covered)


def test_b_blanks_the_screen(presenter: Presenter) -> None:
    press(presenter, Key.Key_B)
    middle = presenter.grab().toImage().pixelColor(presenter.rect().center())
    assert middle == QColor(Qt.GlobalColor.black)
    press(presenter, Key.Key_Right)
    assert presenter.at == 0
    press(presenter, Key.Key_B, Key.Key_Right)
    assert presenter.at == 1
    press(presenter, Key.Key_Period, Key.Key_Escape)
    assert presenter.isVisible() and presenter.blank.isHidden()


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_F5])
def test_leaving_gives_the_editor_back(
    still: MainWindow, presenter: Presenter, key: Qt.Key
) -> None:
    assert still.page is not None
    before = still.page.session.editor.document
    press(presenter, Key.Key_Right, Key.Key_Delete, Key.Key_2, key)
    assert still.page.presenter is None
    assert still.page.session.editor.document is before


def test_closing_the_document_ends_it(still: MainWindow, presenter: Presenter) -> None:
    still.close_session()
    assert not presenter.isVisible()


def test_clicks_go_on_and_back(presenter: Presenter) -> None:
    QTest.mouseClick(presenter.view.viewport(), Qt.MouseButton.LeftButton)
    assert presenter.at == 1
    QTest.mouseClick(presenter.view.viewport(), Qt.MouseButton.RightButton)
    assert presenter.at == 0


def test_motion_is_short_and_ends_in_place(editor: MainWindow, qtbot: QtBot) -> None:
    assert MOTION_MS <= 150
    editor.actions_["present"].trigger()
    assert editor.page is not None and editor.page.presenter is not None
    presenter = editor.page.presenter
    qtbot.waitExposed(presenter)
    press(presenter, Key.Key_Right)
    view, placed = presenter.view, presenter.view.placed
    assert placed is not None
    size = view.viewport().size()
    wanted = camera_for(presenter.slides[1], placed, size.width(), size.height())
    qtbot.waitUntil(lambda: view.camera == wanted)
    presenter.close()


def test_slides_are_the_map_and_its_stages(editor: MainWindow) -> None:
    page = editor.page
    assert page is not None and page.placed is not None
    document = page.session.editor.document
    slides = slides_of(document, page.placed)
    assert [slide.title for slide in slides[1:]] == [
        stage.title for stage in document.stages(page.map_id)
    ]


@pytest.mark.parametrize("size", [(800, 600), (1920, 1080), (3840, 2160), (600, 1200)])
def test_every_slide_fits_on_every_screen(editor: MainWindow, size: tuple[int, int]) -> None:
    page = editor.page
    assert page is not None and page.placed is not None
    width, height = size
    for slide in slides_of(page.session.editor.document, page.placed):
        camera = camera_for(slide, page.placed, width, height)
        right = (slide.right if slide.stage else page.placed.width) * camera.zoom + camera.x
        assert right <= width - PAD + 1
        left = camera.x + slide.left * camera.zoom if slide.stage else camera.x
        labels = PAD + page.placed.label_w * camera.zoom if slide.stage else PAD
        assert left >= labels - 1


def test_the_way_between_two_cameras_begins_and_ends_there(editor: MainWindow) -> None:
    page = editor.page
    assert page is not None and page.placed is not None
    slides = slides_of(page.session.editor.document, page.placed)
    one, other = (camera_for(slide, page.placed, 1200, 800) for slide in slides[:2])
    assert between(one, other, 0) == one
    assert between(one, other, 1).zoom == pytest.approx(other.zoom)
