"""Large boxes painted by their corners look as Qt paints them."""

import random

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from journeyeditor.layout.drawing import Rect
from journeyeditor.ui.painting.patches import MOST, Patches
from tests.ui.canvas.test_anything import furthest

PEN, BRUSH = QPen(QColor("#2b5fd9"), 1.0), QBrush(QColor("#fff4e0"))


def picture(
    rect: Rect, radius: float, zoom: float, by: Patches | None, exposed: Rect | None = None
) -> QImage:
    image = QImage(500, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(zoom, zoom)
    if exposed is not None:
        painter.setClipRect(QRectF(*exposed))
    if by is None:
        painter.setPen(PEN)
        painter.setBrush(BRUSH)
        painter.drawRoundedRect(QRectF(*rect), radius, radius)
    else:
        assert by.paint(painter, rect, radius, PEN, BRUSH, exposed)
    painter.end()
    return image


@pytest.mark.parametrize("seed", range(12))
def test_a_box_is_what_qt_would_paint(seed: int) -> None:
    chance = random.Random(seed)
    zoom = chance.choice([1.0, chance.uniform(0.4, 1.4)])
    rect = Rect(
        chance.uniform(3, 30),
        chance.uniform(3, 30),
        chance.uniform(260, 310),
        chance.uniform(70, 90),
    )
    radius = chance.choice([0.0, 6.0, 12.0])
    # Qt rounds the curve of a corner to parts of a pixel, which depend on how far off the box is.
    assert furthest(picture(rect, radius, zoom, Patches()), picture(rect, radius, zoom, None)) <= 4


def test_a_part_is_what_it_is_of_the_whole() -> None:
    rect, patches = Rect(7.3, 9.6, 420.4, 150.2), Patches()
    whole = picture(rect, 12, 1.0, patches)
    for part in (Rect(0, 0, 30, 40), Rect(200, 100, 300, 100), Rect(0, 60, 15, 15)):
        seen = picture(rect, 12, 1.0, patches, part).copy(*(int(side) for side in part))
        assert seen == whole.copy(*(int(side) for side in part))


class _Boxed(QWidget):
    """Shows one large box."""

    by: Patches | None = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.translate(7, 5)
        if self.by is not None:
            assert self.by.paint(painter, Rect(0, 0, 400, 60), 12, PEN, BRUSH)
        painter.end()


def test_in_a_widget_a_box_stands_where_it_would_in_a_picture(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(500, 200)
    boxed = _Boxed(window)
    boxed.setGeometry(40, 60, 440, 120)
    boxed.by = Patches()
    shown = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    k = round(shown.devicePixelRatio())
    assert shown.pixelColor((40 + 7 + 200) * k, (60 + 5 + 30) * k) == BRUSH.color()
    assert shown.copy(40 * k, 60 * k, 440 * k, 120 * k) == boxed.grab().toImage().convertToFormat(
        shown.format()
    )


def test_small_and_turned_boxes_are_left_to_qt() -> None:
    image = QImage(300, 300, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    assert not Patches().paint(painter, Rect(0, 0, 60, 40), 10, PEN, BRUSH)
    painter.rotate(10)
    assert not Patches().paint(painter, Rect(0, 0, 6000, 400), 10, PEN, BRUSH)
    painter.end()


def test_the_corners_that_are_kept_stay_bounded() -> None:
    patches = Patches()
    for i in range(MOST + 20):
        picture(Rect(5 + i / 200, 5, 300, 80), 12, 1.0, patches)
    assert len(patches) == MOST
    patches.clear()
    assert len(patches) == 0
