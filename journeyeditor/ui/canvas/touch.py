"""Wheel and fingers on the canvas: they zoom and move the map; a finger that rests asks for the context menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QInputDevice, QNativeGestureEvent
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QMouseEvent, QWheelEvent

    from journeyeditor.ui.canvas.view import Canvas

GESTURES = frozenset({QEvent.Type.Gesture, QEvent.Type.NativeGesture})
"""The events that `Touch.event` knows."""

WHEEL_STEP = 1.1
"""By how much one notch of the wheel zooms."""

LONG_MS = 550
"""How long a finger rests before that asks for the context menu."""

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Touch:
    """Turns gestures of fingers, on a screen or on a touchpad, into movements of one canvas."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        canvas.viewport().setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        canvas.viewport().grabGesture(Qt.GestureType.PinchGesture)

    def wheel(self, event: QWheelEvent) -> None:
        """Scrolls, with Shift sideways; with Ctrl zooms at the pointer."""
        canvas = self._canvas
        canvas.commit_pending()
        pixels, degrees = event.pixelDelta(), event.angleDelta()
        if event.modifiers() & _CTRL:
            notches = (degrees.y() or degrees.x()) / 120
            at = event.position()
            canvas.zoom_at(WHEEL_STEP**notches, at.x(), at.y(), stretch=True)
        else:
            delta = pixels if not pixels.isNull() else degrees / 2
            dx, dy = delta.x(), delta.y()
            if event.modifiers() & _SHIFT and not dx:
                dx, dy = dy, 0
            canvas.scroll_by(dx, dy)
        event.accept()
        canvas.mouse.again()

    def event(self, event: QEvent) -> bool:
        """Does what a gesture means; False for any other event."""
        if isinstance(event, QNativeGestureEvent):
            return self.native(event)
        return self.gesture(event)

    def gesture(self, event: QEvent) -> bool:
        """Two fingers on a screen."""
        pinch = (
            event.gesture(Qt.GestureType.PinchGesture) if isinstance(event, QGestureEvent) else None
        )
        if not isinstance(pinch, QPinchGesture):
            return False
        self.pinched(pinch)
        event.accept()
        return True

    def pinched(self, pinch: QPinchGesture) -> None:
        """The map follows both fingers."""
        canvas = self._canvas
        canvas.cancel_gesture()
        changed = pinch.changeFlags()
        centre = canvas.viewport().mapFromGlobal(pinch.centerPoint())
        if changed & QPinchGesture.ChangeFlag.CenterPointChanged:
            moved = pinch.centerPoint() - pinch.lastCenterPoint()
            canvas.scroll_by(moved.x(), moved.y())
        if changed & QPinchGesture.ChangeFlag.ScaleFactorChanged and pinch.scaleFactor() > 0:
            canvas.zoom_at(pinch.scaleFactor(), centre.x(), centre.y(), stretch=True)

    def native(self, event: QNativeGestureEvent) -> bool:
        """Two fingers on a touchpad; False for what means nothing here."""
        canvas, at = self._canvas, event.position()
        kind = event.gestureType()
        if kind == Qt.NativeGestureType.ZoomNativeGesture:
            canvas.zoom_at(max(0.1, 1 + event.value()), at.x(), at.y(), stretch=True)
        elif kind == Qt.NativeGestureType.PanNativeGesture:
            canvas.scroll_by(event.delta().x(), event.delta().y())
        elif kind == Qt.NativeGestureType.SmartZoomNativeGesture:
            canvas.fit_map()
        else:
            return False
        return True


class LongPress:
    """Calls `held` where a finger (not a mouse) rests after it was put down."""

    def __init__(self, canvas: Canvas, held: Callable[[QPointF], None]) -> None:
        self._held = held
        self._at: QPointF | None = None
        self._timer = QTimer(canvas)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LONG_MS)
        self._timer.timeout.connect(self._ring)

    def press(self, event: QMouseEvent) -> None:
        if by_finger(event):
            self._at = event.position()
            self._timer.start()

    def move(self, event: QMouseEvent) -> None:
        if self._at is not None:
            far = (event.position() - self._at).manhattanLength()
            if far >= QApplication.startDragDistance():
                self.stop()

    def stop(self) -> None:
        self._at = None
        self._timer.stop()

    def _ring(self) -> None:
        at, self._at = self._at, None
        if at is not None:
            self._held(at)


def by_finger(event: QMouseEvent) -> bool:
    """Whether a mouse event was made from a touch."""
    return event.device().type() == QInputDevice.DeviceType.TouchScreen
