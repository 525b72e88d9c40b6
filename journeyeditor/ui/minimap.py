"""The overview in the canvas's corner: the whole map small, with a frame round what is in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from journeyeditor.model.entities import LaneKind
from journeyeditor.model.messages import N_
from journeyeditor.ui.canvas.camera import Camera, Strip, pane_of
from journeyeditor.ui.soon import soon

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from journeyeditor.layout.placed import PlacedLane, PlacedMap
    from journeyeditor.ui.canvas.view import Canvas
    from journeyeditor.ui.theme import Look

LARGEST = QSize(190, 116)
"""Most of the map's picture in logical pixels, at 100 %."""

FROM_EDGE, AROUND = 16, 6
LEAST_ROOM = QSize(620, 420)
"""In a smaller canvas the overview would be in the way, so it is not shown."""

LEAST = 6
"""The frame is never smaller than so many pixels, or it could not be taken hold of."""

_SETTLE_MS = 250
_NAME = N_("Overview of the map")
_HOW = N_("Drag the frame, or click where you want to go. Hide it with {shortcut}.")
_KIND_ROLES = {
    LaneKind.PAIN: "minimap.pain",
    LaneKind.OPPORTUNITY: "minimap.opportunity",
    LaneKind.SOLUTION: "minimap.opportunity",
}


class Minimap(QWidget):
    """Lies over the canvas; hidden while all of the map is in sight. `wanted` is whether the person wants it at all."""

    def __init__(self, look: Look, canvas: Canvas, key: str) -> None:
        super().__init__(canvas)
        self._look, self._canvas = look, canvas
        self._placed: PlacedMap | None = None
        self._picture = QPixmap()
        self._scale = 1.0
        self._grip: QPointF | None = None
        self._wanted = True
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.refresh)
        self.setAccessibleName(look.tr_(_NAME))
        self.setToolTip(look.tr_(_HOW, shortcut=key))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        canvas.installEventFilter(self)
        canvas.view_changed.connect(self._view_moved)
        look.changed.connect(self._restyle)
        self.hide()

    def set_wanted(self, wanted: bool) -> None:
        """Whether it is shown where there is room and need."""
        self._wanted = wanted
        self._show_or_hide()

    def _restyle(self) -> None:
        self._placed = None
        self._view_moved()

    def _view_moved(self) -> None:
        if self._canvas.placed is not self._placed:
            self._settle.start()
        self._show_or_hide()
        self.update()

    def changed(self) -> None:
        """The document is another one; the picture follows a moment later."""
        self._settle.start()

    def refresh(self) -> None:
        """Paints the picture anew."""
        self._settle.stop()
        self._placed = placed = self._canvas.placed
        if placed is not None:
            # A picture without words, which larger text makes no larger: there is less room beside it then.
            across, down = LARGEST.width() / placed.width, LARGEST.height() / placed.height
            self._scale = min(across, down)
            wide, tall = round(placed.width * self._scale), round(placed.height * self._scale)
            self.resize(wide + 2 * AROUND, max(tall, 12) + 2 * AROUND)
            self._picture = self._painted(placed, QSize(wide, max(tall, 12)))
        self._show_or_hide()
        self.update()

    def _painted(self, placed: PlacedMap, size: QSize) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(size.width() * ratio), round(size.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(self._look.colour("minimap"))
        painter = QPainter(picture)
        painter.scale(self._scale, self._scale)
        for stage in placed.stages:
            self._fill(painter, "minimap.card", QRectF(*stage.rect))
        for lane in placed.lanes:
            self._paint_lane(painter, placed, lane)
        painter.end()
        return picture

    def _paint_lane(self, painter: QPainter, placed: PlacedMap, lane: PlacedLane) -> None:
        band = QRectF(0, lane.y, placed.width, lane.block.height)
        self._fill(painter, "minimap.lane", band)
        role = _KIND_ROLES.get(lane.block.kind, "minimap.card")
        brush = self._look.colour(role)
        for card in lane.block.cards:
            painter.fillRect(QRectF(*card.rect.moved(0, lane.y)), brush)
        self._paint_curve(painter, lane)

    def _paint_curve(self, painter: QPainter, lane: PlacedLane) -> None:
        """The first persona's ratings as a line."""
        rated = [point for point in lane.block.points if point.first and point.value is not None]
        if len(rated) < 2:
            return
        path = QPainterPath(QPointF(rated[0].x, lane.y + rated[0].y))
        for point in rated[1:]:
            path.lineTo(point.x, lane.y + point.y)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour("persona.1"), 1.5 / self._scale))
        painter.drawPath(path)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _fill(self, painter: QPainter, role: str, rect: QRectF) -> None:
        painter.fillRect(rect, self._look.colour(role))

    # Where it is

    def _show_or_hide(self) -> None:
        canvas, placed = self._canvas, self._placed
        room = canvas.viewport().size()
        enough = room.width() >= LEAST_ROOM.width() and room.height() >= LEAST_ROOM.height()
        show = self._wanted and enough and placed is not None and not self._all_in_sight()
        if show:
            self._place()
        self.setVisible(show)

    def _all_in_sight(self) -> bool:
        placed, canvas = self._canvas.placed, self._canvas
        if placed is None:
            return True
        zoom, size = canvas.camera.zoom, canvas.viewport().size()
        left, top = canvas.camera.x, canvas.camera.y
        across = left >= -1 and left + placed.width * zoom <= size.width() + 1
        return across and top >= -1 and top + placed.height * zoom <= size.height() + 1

    def _place(self) -> None:
        """In the corner below where the map goes on to: at its beginning it would hide what the lanes are called."""
        room = self._canvas.viewport().geometry()
        left = room.right() - FROM_EDGE - self.width()
        if self._placed is not None and self._placed.rtl:
            left = room.left() + FROM_EDGE
        self.move(left, room.bottom() - FROM_EDGE - self.height())

    def frame(self) -> QRectF:
        """The frame in this widget's pixels: what of the map the canvas shows beside heads and labels."""
        seen = pane_of(self._canvas.panes, Strip.BODY).visible()
        k = self._scale
        rect = QRectF(seen.x * k, seen.y * k, max(seen.w * k, LEAST), max(seen.h * k, LEAST))
        inner = QRectF(0, 0, self.width() - 2 * AROUND, self.height() - 2 * AROUND)
        return (rect & inner).translated(AROUND, AROUND)

    def show_at(self, point: QPointF) -> None:
        """Brings what lies here in the overview to the middle of the canvas."""
        canvas = self._canvas
        x, y = (point.x() - AROUND) / self._scale, (point.y() - AROUND) / self._scale
        body, zoom = pane_of(canvas.panes, Strip.BODY).clip, canvas.camera.zoom
        left = body.x + body.w / 2 - x * zoom
        top = body.y + body.h / 2 - y * zoom
        canvas.set_camera(Camera(zoom, round(left), round(top)))

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            # The canvas has not arranged its own parts yet.
            soon(self, self._show_or_hide)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._placed is None or not self._canvas.panes:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = self._look.edge
        painter.setPen(QPen(self._look.colour("minimap.line"), edge))
        painter.setBrush(self._look.colour("minimap"))
        room = QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
        painter.drawRoundedRect(room, 8, 8)
        painter.drawPixmap(AROUND, AROUND, self._picture)
        painter.setPen(QPen(self._look.colour("minimap.view"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.frame().adjusted(-1, -1, 1, 1), 4, 4)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        at, frame = event.position(), self.frame()
        if not frame.contains(at):
            self.show_at(at)
            frame = self.frame()
        self._grip = at - frame.center()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self.show_at(event.position() - self._grip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
