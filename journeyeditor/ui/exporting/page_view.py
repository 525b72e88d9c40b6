"""One page as it will be, at any size: what is there of it is shown at once, sharper where it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from journeyeditor.layout.drawing import Rect
from journeyeditor.ui.printing.press import Look

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent

    from journeyeditor.ui.printing.press import Looked
    from journeyeditor.ui.theme import Look as Theme

PIXELS = 96 / 72
"""Logical pixels per point at 100 %."""

STEPS = (0.1, 0.15, 0.25, 0.33, 0.5, 0.67, 1.0, 1.5, 2.0, 3.0, 4.0)
_ROOM = 22
"""Room around a page, in logical pixels."""

_REST_MS = 60
_SHADOW = 3

_TURN = {
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_Home: -1_000_000,
    Qt.Key.Key_End: 1_000_000,
}
_ZOOM = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}


class PageView(QAbstractScrollArea):
    """Shows a page. `wanted` asks for a picture of a part (`Look`), `turned` for so many pages on, `zoomed` tells the share."""

    wanted = Signal(object)
    turned = Signal(int)
    zoomed = Signal(float)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("pageView")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(theme.px(180), theme.px(150))
        self.index = 0
        self.zoom: float | None = None
        self._size: tuple[float, float] | None = None
        self._whole: Looked | None = None
        self._sharp: Looked | None = None
        self._waiting = ""
        self._grabbed: QPoint | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.ask)
        # It counts from the left in every window: mirrored it would show the other end of the page.
        self.horizontalScrollBar().setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self._scrolled)
        theme.repaints(self.viewport())

    # What is shown

    def show_page(self, index: int) -> None:
        """This page from now on; until it is there, its place stays as it is."""
        self.index = index
        self._whole = self._sharp = None
        self.verticalScrollBar().setValue(0)
        self.ask()

    def clear(self, words: str = "") -> None:
        """The page is being made anew; what was there stays in sight, paler, until it is. `words` say what goes on."""
        self._sharp = None
        self._waiting = words
        self.viewport().update()

    def show_none(self, words: str) -> None:
        """There is no page; `words` say why, and what was there before is gone."""
        self._whole = self._size = None
        self.clear(words)

    def take(self, looked: Looked) -> None:
        """A picture that was asked for."""
        if looked.index != self.index:
            return
        size = looked.page.width, looked.page.height
        whole = looked.rect.w >= size[0] and looked.rect.h >= size[1]
        if whole:
            self._whole = looked
            self._sharp = None
        else:
            self._sharp = looked
        self._waiting = ""
        if size != self._size:
            self._size = size
            self._arrange()
        self.viewport().update()
        if whole:
            self._rest.start()

    @property
    def shown(self) -> Looked | None:
        """The picture of the whole page, None while there is none."""
        return self._whole if not self._waiting else None

    def ask(self) -> None:
        """Asks for what is missing: the whole page, or a sharper picture of the part in sight."""
        self._rest.stop()
        if self._whole is None or self._waiting:
            self.wanted.emit(Look(self.index, room=self._pixels()))
            return
        look = self._missing()
        if look is not None:
            self.wanted.emit(look)

    def ask_again(self) -> None:
        """Asks for the whole page even if it is there; that stays until the new one is."""
        self.wanted.emit(Look(self.index, room=self._pixels()))

    def _pixels(self) -> tuple[int, int]:
        """The room for a whole page in pixels of the screen."""
        ratio, size = self.devicePixelRatioF(), self._fit_room()
        return round(size.width() * ratio), round(size.height() * ratio)

    def _fit_room(self) -> QSize:
        room = 2 * self._theme.px(_ROOM)
        size = self.maximumViewportSize()
        return QSize(max(40, size.width() - room), max(40, size.height() - room))

    def _missing(self) -> Look | None:
        """What of the page is in sight and not as sharp as the screen."""
        shown, whole = self._in_sight(), self._whole
        if shown is None or whole is None:
            return None
        scale = self.scale * self.devicePixelRatioF()
        if whole.picture.width() >= 0.98 * whole.page.width * scale:
            return None
        sharp = self._sharp
        if (
            sharp is not None
            and sharp.rect == shown
            and sharp.picture.width() >= shown.w * scale - 2
        ):
            return None
        return Look(self.index, shown, scale)

    # Sizes

    @property
    def scale(self) -> float:
        """Logical pixels per point."""
        if self.zoom is not None or self._size is None:
            return (self.zoom or 1.0) * PIXELS
        room = self._fit_room()
        return min(room.width() / self._size[0], room.height() / self._size[1])

    def set_zoom(self, zoom: float | None) -> None:
        """So many times its printed size; None fits the page into the view. The middle of what is seen stays."""
        before = self._middle()
        self.zoom = None if zoom is None else min(max(zoom, STEPS[0]), STEPS[-1])
        self._arrange()
        self._look_at(before)
        self._rest.start()
        self.viewport().update()

    def step_zoom(self, by: int) -> None:
        """One step larger (1) or smaller (-1); 0 fits the page."""
        if by == 0:
            self.set_zoom(None)
            return
        now = self.scale / PIXELS
        ahead = [step for step in STEPS if (step > now * 1.01 if by > 0 else step < now * 0.99)]
        if ahead:
            self.set_zoom(ahead[0] if by > 0 else ahead[-1])

    def _arrange(self) -> None:
        """The scroll bars for the page at its size."""
        view, scale = self.viewport().size(), self.scale
        width, height = self._size or (0.0, 0.0)
        room = 2 * self._theme.px(_ROOM)
        for bar, length, seen in (
            (self.horizontalScrollBar(), width, view.width()),
            (self.verticalScrollBar(), height, view.height()),
        ):
            over = 0 if self.zoom is None else round(length * scale) + room - seen
            bar.setRange(0, max(0, over))
            bar.setPageStep(seen)
            bar.setSingleStep(24)
        self.zoomed.emit(scale / PIXELS)

    def page_rect(self) -> QRectF:
        """Where the page stands, in logical pixels of the view."""
        if self._size is None:
            return QRectF()
        scale, view = self.scale, self.viewport().rect()
        width, height = self._size[0] * scale, self._size[1] * scale
        room = self._theme.px(_ROOM)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        left = room - across.value() if across.maximum() else (view.width() - width) / 2
        top = room - down.value() if down.maximum() else (view.height() - height) / 2
        return QRectF(left, top, width, height)

    def _in_sight(self) -> Rect | None:
        page = self.page_rect()
        seen = page.intersected(QRectF(self.viewport().rect()))
        if seen.isEmpty():
            return None
        k = self.scale
        left, top = (seen.x() - page.x()) / k, (seen.y() - page.y()) / k
        return Rect(left, top, seen.width() / k, seen.height() / k)

    def _middle(self) -> tuple[float, float]:
        """The point of the page in the middle of the view, as shares of its sides."""
        page, centre = self.page_rect(), self.viewport().rect().center()
        if page.isEmpty():
            return 0.5, 0.5
        return (centre.x() - page.x()) / page.width(), (centre.y() - page.y()) / page.height()

    def _look_at(self, share: tuple[float, float]) -> None:
        if self._size is None:
            return
        room, view = self._theme.px(_ROOM), self.viewport().size()
        across = room + share[0] * self._size[0] * self.scale - view.width() / 2
        down = room + share[1] * self._size[1] * self.scale - view.height() / 2
        self.horizontalScrollBar().setValue(round(across))
        self.verticalScrollBar().setValue(round(down))

    # Qt

    def _scrolled(self) -> None:
        self._rest.start()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self._rest.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), self._theme.colour("canvas"))
        if self._size is not None:
            self._paint_page(painter)
        if self._waiting and self._whole is None:
            painter.setPen(self._theme.colour("ink.quiet"))
            painter.drawText(
                self.viewport().rect(), int(Qt.AlignmentFlag.AlignCenter), self._waiting
            )
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_page(self, painter: QPainter) -> None:
        rect = self.page_rect()
        painter.fillRect(rect.translated(0, _SHADOW), self._theme.colour("line"))
        painter.fillRect(rect, Qt.GlobalColor.white)
        if self._waiting:
            painter.setOpacity(0.45)
        if self._whole is not None:
            painter.drawImage(rect, self._whole.picture)
        sharp = self._sharp
        if sharp is not None:
            k = self.scale
            part = QRectF(
                rect.x() + sharp.rect.x * k, rect.y() + sharp.rect.y * k,
                sharp.rect.w * k, sharp.rect.h * k,
            )  # fmt: skip
            painter.drawImage(part, sharp.picture)
        painter.setOpacity(1.0)
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.drawRect(rect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _TURN:
            self.turned.emit(_TURN[key])
        elif key in _ZOOM:
            self.step_zoom(_ZOOM[key])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grabbed = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None:
            now = event.position().toPoint()
            moved = now - self._grabbed
            self._grabbed = now
            across, down = self.horizontalScrollBar(), self.verticalScrollBar()
            across.setValue(across.value() - moved.x())
            down.setValue(down.value() - moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed = None
        self.viewport().unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The page in its printed size, and fitted again."""
        self.set_zoom(1.0 if self.zoom is None else None)
