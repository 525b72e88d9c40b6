"""How fast the canvas is, against a blit of the same pixels in the same run.

In a window of 1600 x 900 pixels: the processor's time in an offscreen one, so that what else the machine does counts
for nothing; the clock's in one on a display (`tests.bench.window`). A frame is the event and the paint it causes.
Everything is done five times, and the median told.
"""

from __future__ import annotations

import os
import statistics
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent, QPainter, QPaintEvent, QPixmap, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import Card, LaneKind
from journeyeditor.model.messages import message
from tests.bench.common import Row, busy, percentile, timed
from tests.support.canvases import make_canvas
from tests.support.maps import generated_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.ui.canvas.view import Canvas

    Clock = Callable[[Callable[[], object]], float]

WIDTH, HEIGHT = 1600, 900
FRAMES, REACH = 120, 100
"""Frames of a drag, and how many a pan goes into one direction: a map of a hundred cards is not wider."""

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


ROUNDS = 5
MANY = 100
"""How many cards are dragged at once."""

_EVERY = (100, 500, 2000, 10_000)
GOALS: dict[str, tuple[float, tuple[int, ...]]] = {
    "drag a card, p95": (4.0, _EVERY),
    "drag 100 cards, p95": (8.3, (100, 500, 2000)),
    "pan, p95": (2.0, _EVERY),
    "zoom step, p95": (8.3, _EVERY),
    "full repaint at 100 %": (6.0, _EVERY),
    "repaint of the whole map": (8.3, (100, 500, 2000)),
    "repaint of the whole map ": (16.7, (10_000,)),
    "edit to the next frame": (16.7, _EVERY),
    "typing to the screen, p95": (8.3, _EVERY),
}
"""Milliseconds that a figure may take at most, and with how many cards."""


def goal_of(name: str, cards: int) -> float:
    """What a figure may take, 0 where nothing was set."""
    found = (
        most for key, (most, counts) in GOALS.items() if key.strip() == name and cards in counts
    )
    return next(found, 0.0)


def run(cards: list[int]) -> list[Row]:
    """The rows of the canvas for each number of cards."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    clock = busy if QGuiApplication.platformName() == "offscreen" else timed
    rows = [row for count in cards for row in _rows(count, clock)]
    assert application is not None
    return rows


def _rows(count: int, clock: Clock) -> list[Row]:
    rounds = [_round(count, clock) for _ in range(ROUNDS)]
    figures = {name: statistics.median(one[name][0] for one in rounds) for name in rounds[0]}
    limits = {name: statistics.median(one[name][1] for one in rounds) for name in rounds[0]}
    return [
        Row(name, count, figure, "blit", limits[name], goal_of(name, count))
        for name, figure in figures.items()
    ]


def _round(count: int, clock: Clock) -> dict[str, tuple[float, float]]:
    """Each figure, and the blit of what it paints."""
    document = generated_document(count, stages=10, steps=max(2, min(20, count // 60)))
    canvas = make_canvas(document)
    canvas.resize(WIDTH, HEIGHT)
    canvas.show()
    # A window that the system has not shown yet paints nothing.
    QApplication.processEvents()
    first = clock(lambda: _first(canvas))
    settled(canvas)
    blitter = _blitter(canvas)
    whole = middle(clock, blitter.repaint, 15)
    part = middle(clock, lambda: blitter.repaint(QRect(200, 200, 190, 130)), 25)
    bench = Bench(canvas, clock)
    drag, many, face = bench.drag(), bench.drag_many(), bench.drag_face()
    pan, ahead = bench.pan()
    found: dict[str, tuple[float, float]] = {
        "layout and first paint": (first, whole),
        "drag a card, p95": (percentile(drag, 0.95), part),
        "drag 100 cards, p95": (percentile(many, 0.95), part),
        "drag a face, p95": (percentile(face, 0.95), whole),
        "pan, p95": (percentile(pan, 0.95), whole),
        "painted ahead at once, p95": (percentile(ahead, 0.95), whole),
        "zoom step, p95": (percentile(bench.zoom(), 0.95), whole),
        "full repaint at 100 %": (bench.full(), whole),
        "edit to the next frame": (bench.edit(), whole),
        "typing to the screen, p95": (percentile(bench.type(), 0.95), part),
    }
    canvas.fit_map()
    found["repaint of the whole map"] = bench.full(), whole
    found["zoom step, whole map, p95"] = percentile(bench.zoom(), 0.95), whole
    canvas.release()
    for widget in (canvas, blitter):
        widget.close()
        widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return found


def middle(clock: Clock, work: Callable[[], object], times: int = 5) -> float:
    """The median of several calls."""
    return statistics.median(clock(work) for _ in range(times))


def settled(canvas: Canvas) -> None:
    """All there is to paint is painted, also what may come into sight."""
    canvas.refine()
    QApplication.processEvents()
    QApplication.processEvents()
    while canvas.paint_ahead():
        pass


class Bench:
    """What is done to one canvas, frame by frame. All points are pixels of the viewport."""

    def __init__(self, canvas: Canvas, clock: Clock) -> None:
        self._canvas = canvas
        self._clock = clock

    def _send(self, kind: QEvent.Type, x: float, y: float, button: Qt.MouseButton) -> None:
        at = QPointF(x, y)
        far = QPointF(self._canvas.viewport().mapToGlobal(QPoint(round(x), round(y))))
        down = _NONE if kind is QEvent.Type.MouseButtonRelease else button or self._held
        if kind is QEvent.Type.MouseButtonPress:
            self._held = button
        event = QMouseEvent(kind, at, far, button, down, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(self._canvas.viewport(), event)

    _held = _NONE

    def _frame(self, x: float, y: float) -> float:
        def frame() -> None:
            self._send(QEvent.Type.MouseMove, x, y, _NONE)
            QApplication.processEvents()

        return self._clock(frame)

    def _frame_alone(self, x: float, y: float) -> float:
        """A frame without what timers do that fall due in it where the machine is busy with other things."""

        def frame() -> None:
            self._send(QEvent.Type.MouseMove, x, y, _NONE)
            QApplication.sendPostedEvents()

        return self._clock(frame)

    def _card(self, index: int = 0) -> tuple[float, float]:
        """A point of a card of the first lane, scrolled into sight."""
        canvas = self._canvas
        assert canvas.placed is not None
        canvas.editor.select(())
        canvas.show_map(canvas.map_id or "")
        settled(canvas)
        rect = canvas.placed.card_rect(canvas.placed.lanes[0].block.cards[index].id)
        assert rect is not None
        return canvas.camera.x + rect.x + 30, canvas.camera.y + rect.y + 30

    def drag(self) -> list[float]:
        """A card is dragged over the map and dropped in another cell: every frame, the drop's included."""
        return self._dragged(*self._card())

    def drag_many(self) -> list[float]:
        """Many selected cards are dragged, and let go of where they were."""
        x, y = self._card()
        canvas = self._canvas
        assert canvas.placed is not None
        cards = [card.id for lane in canvas.placed.lanes for card in lane.block.cards]
        canvas.editor.select(cards[:MANY])
        QApplication.processEvents()
        figures = self._dragged(x, y, drops=False)
        canvas.editor.select(())
        QApplication.processEvents()
        return figures

    def _dragged(self, x: float, y: float, drops: bool = True) -> list[float]:
        self._send(QEvent.Type.MouseButtonPress, x, y, _LEFT)
        # The first frames make the picture that is dragged.
        figures = [self._frame(x + 10 + i * 6, y + 20 + (i % 40) * 9) for i in range(FRAMES)]

        def drop() -> None:
            self._send(QEvent.Type.MouseButtonRelease, x + 400, y + 40, _LEFT)
            QApplication.processEvents()

        if drops:
            return [*figures, self._clock(drop)]
        self._canvas.cancel_gesture()
        self._send(QEvent.Type.MouseButtonRelease, x, y, _LEFT)
        QApplication.processEvents()
        return figures

    def drag_face(self) -> list[float]:
        """A face is dragged up and down, a level further at every frame."""
        canvas = self._canvas
        assert canvas.placed is not None
        lane = next(x for x in canvas.placed.lanes if x.block.kind is LaneKind.EMOTION)
        canvas.reveal_entity(lane.id)
        settled(canvas)
        point = next(p for p in lane.block.points if p.first and p.value is not None)
        plot = lane.block.plot
        assert plot is not None
        x = canvas.camera.x + point.x
        top = canvas.camera.y + lane.y
        self._send(QEvent.Type.MouseButtonPress, x, top + point.y, _LEFT)
        figures = [self._frame(x, top + plot.y((i % 5) / 4)) for i in range(FRAMES // 4)]
        self._send(QEvent.Type.MouseButtonRelease, x, top + plot.top, _LEFT)
        QApplication.processEvents()
        canvas.scroll_by(0, 1e6)
        settled(canvas)
        return figures

    def pan(self) -> tuple[list[float], list[float]]:
        """The map is moved by the wheel button, aslant as hands do, 12 pixels a frame, over and back.

        Between two frames the canvas paints ahead what may come into sight, as it does while nothing else is to be
        done: a piece at a time, here two. That is the second list.
        """
        settled(self._canvas)
        self._send(QEvent.Type.MouseButtonPress, 1400, 700, Qt.MouseButton.MiddleButton)
        frames: list[float] = []
        between: list[float] = []
        for i in range(2 * REACH):
            far = min(i, 2 * REACH - i)
            frames.append(self._frame_alone(1400 - 12 * far, 700 - 5 * far))
            between += [self._clock(self._canvas.paint_ahead) for _ in range(2)]
            QApplication.processEvents()
        self._send(QEvent.Type.MouseButtonRelease, 1400, 700, Qt.MouseButton.MiddleButton)
        QApplication.processEvents()
        return frames, between

    def zoom(self) -> list[float]:
        """The wheel turns with Ctrl held, in and out; what is painted sharp afterwards is a full repaint."""
        canvas = self._canvas

        def step(notches: int) -> None:
            event = QWheelEvent(
                QPointF(700, 400), QPointF(700, 400), QPoint(), QPoint(0, 120 * notches), _NONE,
                Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            QApplication.sendEvent(canvas.viewport(), event)
            QApplication.processEvents()

        figures = [self._clock(lambda i=i: step(1 if i < 10 else -1)) for i in range(20)]  # type: ignore[misc]
        settled(canvas)
        return figures

    def full(self) -> float:
        """Everything in the window is painted anew."""
        canvas = self._canvas
        settled(canvas)

        def repaint() -> None:
            canvas.repaint_all()
            canvas.viewport().repaint()

        return middle(self._clock, repaint)

    def edit(self) -> float:
        """A title changes; laid out and painted."""
        return middle(self._clock, self._edit)

    def _edit(self) -> None:
        canvas = self._canvas
        assert canvas.placed is not None
        document = canvas.editor.document
        key = canvas.placed.lanes[0].block.cards[0].id
        title = document.one(Card, key).title + "."
        canvas.editor.commit(message("Edit"), set_fields(document, key, title=title))
        QApplication.processEvents()

    def type(self) -> list[float]:
        """A text is typed in place: a letter a frame."""
        canvas = self._canvas
        assert canvas.placed is not None
        canvas.edit(canvas.placed.lanes[0].block.cards[0].id, "text")
        QApplication.processEvents()
        box = canvas.texts.box
        assert box is not None
        field = box.fields["text"]

        def letter() -> None:
            QTest.keyClick(field, Qt.Key.Key_A)
            QApplication.processEvents()

        figures = [self._clock(letter) for _ in range(40)]
        canvas.texts.cancel()
        QApplication.processEvents()
        return figures


def _first(canvas: Canvas) -> None:
    canvas.show_map(canvas.editor.document.maps[0].id)
    canvas.viewport().repaint()


def _blitter(canvas: Canvas) -> Blitter:
    blitter = Blitter(canvas.viewport().grab())
    blitter.resize(canvas.viewport().size())
    blitter.show()
    QApplication.processEvents()
    return blitter
