"""How fast the canvas is, against a blit of the same pixels in the same run.

All in an offscreen window of 1600 x 900 pixels. A frame is the mouse event and the paint it causes.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import Card, LaneKind
from journeyeditor.model.messages import message
from tests.bench.common import Row, median, percentile, timed
from tests.support.canvases import make_canvas
from tests.support.maps import generated_document

if TYPE_CHECKING:
    from journeyeditor.ui.canvas.view import Canvas

WIDTH, HEIGHT = 1600, 900
FRAMES = 120
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


class Blitter(QWidget):
    """Shows a pixmap: the least that any canvas must do for a frame."""

    def __init__(self, pixmap: QPixmap) -> None:
        super().__init__()
        self._pixmap = pixmap
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(event.rect(), self._pixmap, event.rect())
        painter.end()


def run(cards: list[int]) -> list[Row]:
    """The rows of the canvas for each number of cards."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    rows: list[Row] = []
    for count in cards:
        rows += _rows(count, app)
    return rows


def _rows(count: int, app: object) -> list[Row]:
    assert app is not None
    document = generated_document(count, stages=10, steps=max(2, min(20, count // 60)))
    canvas = make_canvas(document)
    canvas.resize(WIDTH, HEIGHT)
    first = timed(lambda: _first(canvas))
    blitter = _blitter(canvas)
    whole = median(blitter.repaint, 15)
    part = _part_blit(blitter)
    drags = _drag(canvas)
    rates = _rate_drag(canvas)
    rows = [
        Row("first layout and paint", count, first, "blit of the window", whole),
        Row("drag frame, p95", count, percentile(drags, 0.95), "blit of a card's area", part),
        Row("drag frame, median", count, percentile(drags, 0.5), "blit of a card's area", part),
        Row("rating drag frame, p95", count, percentile(rates, 0.95), "blit of the window", whole),
        Row("full repaint at 100 %", count, median(lambda: _full(canvas)), "blit of the window", whole),
        Row("relayout and paint of an edit", count, median(lambda: _edit(canvas)), "blit of the window", whole),
        Row("zoom step, stretched", count, median(lambda: _zoom(canvas)), "blit of the window", whole),
        Row("scroll by 60 px", count, median(lambda: _scroll(canvas)), "blit of the window", whole),
    ]  # fmt: skip
    canvas.fit_map()
    rows.append(
        Row("full repaint, all in sight", count, median(lambda: _full(canvas)), "blit of the window", whole)
    )  # fmt: skip
    canvas.close()
    blitter.close()
    canvas.deleteLater()
    return rows


def _first(canvas: Canvas) -> None:
    canvas.show()
    canvas.show_map(canvas.editor.document.maps[0].id)
    canvas.viewport().repaint()


def _blitter(canvas: Canvas) -> Blitter:
    blitter = Blitter(canvas.viewport().grab())
    blitter.resize(canvas.viewport().size())
    blitter.show()
    QApplication.processEvents()
    return blitter


def _part_blit(blitter: Blitter) -> float:
    """What a ghost of a card that moved a little dirties, blitted."""
    area = QRect(200, 200, 190, 130)
    return median(lambda: blitter.repaint(area), 25)


def _send(canvas: Canvas, kind: QEvent.Type, x: float, y: float, button: Qt.MouseButton) -> None:
    at = QPointF(x, y)
    far = QPointF(canvas.viewport().mapToGlobal(QPoint(round(x), round(y))))
    down = _NONE if kind is QEvent.Type.MouseButtonRelease else _LEFT
    QApplication.sendEvent(
        canvas.viewport(), QMouseEvent(kind, at, far, button, down, Qt.KeyboardModifier.NoModifier)
    )


def _frame(canvas: Canvas, x: float, y: float) -> float:
    def frame() -> None:
        _send(canvas, QEvent.Type.MouseMove, x, y, _NONE)
        QApplication.processEvents()

    return timed(frame)


def _drag(canvas: Canvas) -> list[float]:
    """A card is dragged over the map and dropped in another cell: every frame, the drop's included."""
    assert canvas.placed is not None
    rect = canvas.placed.card_rect(canvas.placed.lanes[0].block.cards[0].id)
    assert rect is not None
    x = canvas.camera.x + rect.x + 30
    y = canvas.camera.y + rect.y + 30
    _send(canvas, QEvent.Type.MouseButtonPress, x, y, _LEFT)
    figures = [_frame(canvas, x + 10 + i * 6, y + 20 + (i % 40) * 9) for i in range(FRAMES)]

    def drop() -> None:
        _send(canvas, QEvent.Type.MouseButtonRelease, x + 400, y + 40, _LEFT)
        QApplication.processEvents()

    return [*figures, timed(drop)]


def _rate_drag(canvas: Canvas) -> list[float]:
    """A face is dragged up and down, a level further at every frame."""
    assert canvas.placed is not None
    lane = next(x for x in canvas.placed.lanes if x.block.kind is LaneKind.EMOTION)
    canvas.reveal_entity(lane.id)
    point = next(p for p in lane.block.points if p.first and p.value is not None)
    plot = lane.block.plot
    assert plot is not None
    x = canvas.camera.x + point.x
    top = canvas.camera.y + lane.y
    _send(canvas, QEvent.Type.MouseButtonPress, x, top + point.y, _LEFT)
    figures = [_frame(canvas, x, top + plot.y((i % 5) / 4)) for i in range(FRAMES // 4)]
    _send(canvas, QEvent.Type.MouseButtonRelease, x, top + plot.top, _LEFT)
    QApplication.processEvents()
    canvas.scroll_by(0, 1e6)
    return figures


def _full(canvas: Canvas) -> None:
    canvas.repaint_all()
    canvas.viewport().repaint()


def _edit(canvas: Canvas) -> None:
    assert canvas.placed is not None
    document = canvas.editor.document
    key = canvas.placed.lanes[0].block.cards[0].id
    title = document.one(Card, key).title + "."
    canvas.editor.commit(message("Edit"), set_fields(document, key, title=title))
    QApplication.processEvents()


def _zoom(canvas: Canvas) -> None:
    canvas.zoom_at(1.05 if canvas.zoom < 1.2 else 0.8, 700, 400, stretch=True)
    canvas.viewport().repaint()


def _scroll(canvas: Canvas) -> None:
    canvas.refine()
    canvas.scroll_by(-60 if canvas.camera.x > -300 else 360, 0)
    canvas.viewport().repaint()
