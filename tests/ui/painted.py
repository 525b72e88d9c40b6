"""Reads what widgets paint by themselves: every text with the place where it stands, by a device that only listens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QPaintDevice, QPaintEngine, QPainter, QRegion
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QWidget,
)

from journeyeditor.ui.canvas.view import Canvas
from tests.ui.reading import SLACK, items, path_of, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QPaintEngineState, QTextItem

_METRIC = QPaintDevice.PaintDeviceMetric
_DPI, _SIDE = 96, 4000


@dataclass(frozen=True, slots=True)
class Painted:
    """A text and the rectangle that its letters take, in logical pixels of its widget."""

    text: str
    box: QRectF


class _Engine(QPaintEngine):
    """Notes texts and paints nothing."""

    def __init__(self, found: list[Painted]) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self._found = found

    def begin(self, device: QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def updateState(self, state: QPaintEngineState) -> None:
        pass

    def drawPixmap(self, *_args: object) -> None:
        pass

    def drawImage(self, *_args: object) -> None:
        pass

    def drawPath(self, *_args: object) -> None:
        pass

    def drawPolygon(self, *_args: object) -> None:
        pass

    def drawTextItem(self, at: QPointF, item: QTextItem) -> None:  # type: ignore[override]
        box = QRectF(at.x(), at.y() - item.ascent(), item.width(), item.ascent() + item.descent())
        painter = self.painter()
        self._found.append(Painted(item.text(), painter.combinedTransform().mapRect(box)))

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User


class _Listener(QPaintDevice):
    """A large sheet at 96 dpi."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Painted] = []
        self._engine = _Engine(self.found)

    def paintEngine(self) -> QPaintEngine:
        return self._engine

    def metric(self, metric: QPaintDevice.PaintDeviceMetric) -> int:
        if metric in {
            _METRIC.PdmDpiX,
            _METRIC.PdmDpiY,
            _METRIC.PdmPhysicalDpiX,
            _METRIC.PdmPhysicalDpiY,
        }:
            return _DPI
        if metric is _METRIC.PdmDevicePixelRatio:
            return 1
        if metric is _METRIC.PdmDevicePixelRatioScaled:
            return int(QPaintDevice.devicePixelRatioFScale())
        return _SIDE


def painted(widget: QWidget) -> Iterator[Painted]:
    """What a widget itself paints, without those that lie in it."""
    listener = _Listener()
    painter = QPainter(listener)
    widget.render(painter, QPoint(), QRegion(), QWidget.RenderFlag(0))
    painter.end()
    yield from listener.found


@dataclass(frozen=True, slots=True)
class Seen:
    """A painted text, and what is wrong with the room that it has: "" for nothing."""

    where: str
    text: str
    fault: str


def painted_texts(root: QWidget) -> Iterator[Seen]:
    """What the widgets of a window paint by themselves, cut off or not."""
    for widget in visible(root):
        if isinstance(widget, Canvas) or not paints_itself(widget):
            continue
        for one in painted(widget):
            yield Seen(path_of(widget), one.text, _fault(widget, one))


def paints_itself(widget: QWidget) -> bool:
    """Whether the program paints a widget, or the rows of a list, and not Qt alone, whose texts can be asked for."""
    own = any("paintEvent" in vars(kind) for kind in type(widget).__mro__ if _ours(kind))
    holder = widget.parentWidget()
    return own or (isinstance(holder, QAbstractItemView) and holder.viewport() is widget)


def _ours(kind: type) -> bool:
    return kind.__module__.startswith("journeyeditor.")


def _fault(widget: QWidget, one: Painted) -> str:
    """A text that is shortened, or sticks out of its widget, while nothing tells all of it."""
    begun = one.text.rstrip("…").strip()
    if not begun.isprintable():
        # A mark of direction.
        return ""
    if one.text.endswith("…") and not _told(widget, begun):
        return "shortened"
    holder = widget.parentWidget()
    if isinstance(holder, QAbstractScrollArea) and holder.viewport() is widget:
        return ""
    room = QRectF(widget.rect()).adjusted(-SLACK, -SLACK, SLACK, SLACK)
    if begun and not room.contains(one.box) and not _told(widget, begun):
        return f"at {one.box.getRect()} in {widget.size().toTuple()}"
    return ""


def _told(widget: QWidget, begun: str) -> bool:
    """Whether a tooltip of the widget, or of an item in it, has the text."""
    holder = widget.parentWidget()
    view = holder if isinstance(holder, QAbstractItemView) else None
    tips = [widget.toolTip()]
    if view is not None:
        tips += [words for kind, words in items(view.model()) if "tooltip" in kind]
    return any(begun in tip for tip in tips)
