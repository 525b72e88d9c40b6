"""The map as a picture on the clipboard."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QGuiApplication, QImage

from journeyeditor.layout.alone import MARGIN
from journeyeditor.model.entities import Comment
from journeyeditor.model.messages import Refused
from journeyeditor.ui.clipboard import map_picture
from journeyeditor.ui.clipboard.map_picture import picture_of_map
from journeyeditor.ui.main_window import MainWindow
from tests.ui.doing import document_of, page_of


def picture(window: MainWindow) -> QImage:
    page = page_of(window)
    world = page.world
    return picture_of_map(document_of(window), page.map_id, world.services, world.fonts)


def test_the_whole_map_is_on_the_clipboard(editor: MainWindow) -> None:
    editor.actions_["copy-picture"].trigger()
    mime = QGuiApplication.clipboard().mimeData()
    image = QImage.fromData(mime.data("image/png"))
    assert mime.hasImage()
    assert image == picture(editor).convertToFormat(image.format())
    placed = page_of(editor).placed
    assert placed is not None
    assert image.width() == round((placed.width + 2 * MARGIN) * map_picture.SHARPEST)
    across, down = range(0, image.width(), 9), range(0, image.height(), 9)
    colours = {image.pixel(x, y) for x in across for y in down}
    assert QColor(image.pixel(2, 2)) == QColor("#ffffff") and len(colours) > 20


def test_it_shows_nothing_that_is_only_for_work(editor: MainWindow) -> None:
    before = picture(editor)
    document = document_of(editor)
    shown = document.maps[0]
    stage = document.stages(shown.id)[0]
    comment = Comment(id="c" * 32, about=stage.id, text="Inside")
    marked = document.replaced({comment.id: comment, shown.id: replace(shown, locked=True)})
    world = page_of(editor).world
    assert picture_of_map(marked, shown.id, world.services, world.fonts) == before


def test_a_large_map_is_less_sharp_and_a_huge_one_is_told(
    editor: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = picture(editor)
    monkeypatch.setattr(map_picture, "MOST_PIXELS", usual.width() * usual.height() // 4)
    assert picture(editor).width() == pytest.approx(usual.width() / 2, abs=2)
    monkeypatch.setattr(map_picture, "MOST_PIXELS", 1000)
    with pytest.raises(Refused, match="too large for a picture"):
        picture(editor)
