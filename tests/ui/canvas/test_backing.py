"""Pictures of panes: what is kept when they move on, what is painted ahead, and how far they reach."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QRegion

from journeyeditor.layout.drawing import Rect
from journeyeditor.ui.canvas.backing import MOST_PIXELS, SLICE, Backing, Sheet, seen_of, wished
from journeyeditor.ui.canvas.camera import Pane, Strip

pytestmark = pytest.mark.usefixtures("qapp")

REACH = QRect(-50, -50, 5000, 3000)


def pane(
    x: float = 0.0, y: float = 0.0, strip: Strip = Strip.BODY, w: int = 400, h: int = 300
) -> Pane:
    return Pane(strip, Rect(100, 50, w, h), 100 + x, 50 + y, 1.0)


def colour(x: int, y: int) -> QColor:
    return QColor(x // 8 % 256, y // 8 % 256, 7)


def paint(painter: QPainter, _pane: Pane, rect: QRect) -> None:
    for x in range(rect.left() // 8 * 8, rect.right() + 1, 8):
        for y in range(rect.top() // 8 * 8, rect.bottom() + 1, 8):
            painter.fillRect(x, y, 8, 8, colour(max(x, 0), max(y, 0)))


def at(sheet: Sheet, x: int, y: int) -> QColor:
    return sheet.pixmap.toImage().pixelColor(x - sheet.area.x(), y - sheet.area.y())


def test_what_is_seen_is_painted_and_what_lies_around_it_ahead() -> None:
    backing, shown = Backing(), pane(-1000, -1000)
    backing.cover((shown,), lambda: REACH, 1.0)
    backing.refresh(paint)
    sheet = backing.sheet(shown)
    assert backing.stale().isEmpty()
    assert at(sheet, 1100, 1100) == colour(1100, 1100)
    assert not sheet.stale.isEmpty()
    turns = 0
    while backing.ahead(REACH, paint):
        turns += 1
    assert sheet.stale.isEmpty()
    assert 2 <= turns <= 20
    assert sheet.area == QRect(900, 925, 600, 450)
    assert at(sheet, 905, 930) == colour(905, 930)


def test_a_picture_that_moves_on_keeps_what_is_still_in_it() -> None:
    backing, shown = Backing(), pane(-1000, -1000)
    backing.cover((shown,), lambda: REACH, 1.0)
    backing.refresh(paint)
    further = pane(-1200, -1100)
    backing.cover((further,), lambda: REACH, 1.0)
    sheet = backing.sheet(further)
    stale = sheet.stale.intersected(seen_of(further))
    assert stale == QRegion(seen_of(further)).subtracted(QRegion(seen_of(shown)))
    assert at(sheet, 1300, 1200) == colour(1300, 1200)


def test_what_is_nearest_is_painted_ahead_first() -> None:
    sheet = Sheet()
    sheet.fit(QRect(0, 0, 4000, 2000), 1.0)
    sheet.stale = QRegion(QRect(0, 0, 100, 2000)) + QRegion(QRect(3100, 0, 900, 2000))
    found = sheet.next_slice(QRect(2000, 500, 1000, 600))
    assert found is not None
    assert found.intersects(QRect(3100, 500, 900, 600))
    assert found.width() <= SLICE.width()
    sheet.stale = QRegion()
    assert sheet.next_slice(QRect(0, 0, 10, 10)) is None


def test_a_picture_reaches_no_further_than_its_pane_can_scroll() -> None:
    assert wished(pane(), REACH, 1.0).topLeft().x() >= REACH.x()
    assert wished(pane(-300, 0, Strip.HEAD), REACH, 1.0).height() == 300
    assert wished(pane(0, -300, Strip.LABELS), REACH, 1.0).width() == 400
    large = wished(pane(-9000, -9000, w=3000, h=2000), QRect(0, 0, 90_000, 90_000), 2.0)
    assert (large.width(), large.height()) == (3000, 2000)
    middle = wished(pane(-9000, -9000, w=1500, h=1000), QRect(0, 0, 90_000, 90_000), 1.0)
    assert middle.width() * middle.height() <= MOST_PIXELS * 1.01


def test_a_spoilt_part_is_painted_anew() -> None:
    backing, shown = Backing(), pane(-1000, -1000)
    backing.cover((shown,), lambda: REACH, 1.0)
    backing.refresh(paint)
    backing.spoil(QRect(120, 70, 30, 20))
    assert backing.stale().boundingRect() == QRect(120, 70, 30, 20)
    backing.invalidate(shown, QRect(0, 0, 9999, 9999))
    assert backing.stale().boundingRect() == QRect(100, 50, 400, 300)
