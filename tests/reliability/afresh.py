"""What a canvas shows against what a canvas shows that is made anew of the same document.

The picture is taken from the window, as the person sees it: what was never painted anew is old there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from journeyeditor.editing.editor import Editor
from journeyeditor.layout.drawing import Rect
from journeyeditor.layout.grid import WHOLE, MapLayout, View
from journeyeditor.ui.canvas.describe import describe
from journeyeditor.ui.canvas.differences import differences
from journeyeditor.ui.canvas.hit import NOTHING
from journeyeditor.ui.canvas.view import Canvas
from tests.support.sources import fixed_clock, fixed_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyeditor.layout.placed import PlacedMap
    from journeyeditor.model.document import Document

SLACK = 4
"""Levels of 255 that may lie between two pictures. Soft edges may be rounded once more in a picture that is kept, by 2,
and Qt itself paints the soft edge of a round box up to 3 levels otherwise where only a part of it is exposed (4,000
boxes and parts were tried)."""

_EVERYWHERE = Rect(-1e6, -1e6, 2e6, 2e6)
_TURNS = 5


class Afresh(Canvas):
    """A canvas that nobody sees, which takes itself for focused when told so."""

    focused = False

    def hasFocus(self) -> bool:
        return self.focused


class Anew(MapLayout):
    """Lays every document out anew; for the very one of the last time it gives what it gave, which takes no time."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas.map_layout.engine, canvas.icons, canvas.translate)
        self._last: tuple[Document, str, PlacedMap] | None = None
        self.agreed: PlacedMap | None = None
        """What a canvas shows that was compared with the last one, and is the same."""

    def place(self, document: Document, map_id: str, view: View = WHOLE) -> PlacedMap:
        last = self._last
        if last is None or last[0] is not document or last[1] != map_id:
            # What a layout keeps of cards may be what is wrong.
            layout = MapLayout(self.engine, self.icons, self.translate)
            self._last = last = (document, map_id, layout.place(document, map_id, view))
            self.agreed = None
        return last[2]


def made_afresh(canvas: Canvas, at: tuple[float, float] | None, layout: MapLayout) -> Afresh:
    """A new canvas on the same document, with camera, selection, cursor and mouse as there. `at` is in the viewport."""
    editor = Editor(canvas.editor.document, fixed_clock)
    made = Afresh(
        editor, layout, canvas.palette_in_use, canvas.icons, canvas.fonts, canvas.translate, fixed_ids(9)
    )  # fmt: skip
    made.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setLayoutDirection(canvas.layoutDirection())
    made.resize(canvas.viewport().size())
    made.show()
    made.show_map(canvas.map_id or "")
    made.persona, made.found = canvas.persona, canvas.found
    editor.select(canvas.editor.selection)
    made.cell, made.focused, made.editable = canvas.cell, canvas.hasFocus(), canvas.editable
    made.set_camera(canvas.camera, free=True)
    if at is not None and canvas.hover != NOTHING:
        _come_over(made, canvas.hover.entity)
        _point(made, at)
    made.refresh_marks()
    return made


def _come_over(canvas: Canvas, key: str) -> None:
    """The mouse was over this before: then its handles are there to be pointed at."""
    place = canvas.place_of(key)
    if place is not None and canvas.hits is not None:
        canvas.hover = canvas.hits.at(place[0], *place[1].centre, canvas.zoom)


def _point(canvas: Canvas, at: tuple[float, float]) -> None:
    far = QPointF(canvas.viewport().mapToGlobal(QPoint(round(at[0]), round(at[1]))))
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(*at), far, none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(canvas.viewport(), event)


def thrown_away(widget: Canvas) -> None:
    widget.release()
    widget.close()
    widget.deleteLater()
    QApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete)


def settle(canvas: Canvas) -> None:
    """Until all that is out of date is painted, and nothing else: what nobody asked to paint anew stays as it is.

    Qt paints some milliseconds after it was asked to; the request itself is sent here, so that no clock is waited for.
    """
    canvas.refine()
    for _ in range(_TURNS):
        QApplication.processEvents()
        QApplication.sendEvent(canvas.window(), QEvent(QEvent.Type.UpdateRequest))
        if canvas.stale.isEmpty():
            return


def wrong(
    canvas: Canvas,
    at: tuple[float, float] | None,
    pixels: bool = True,
    layout: Anew | None = None,
) -> str:
    """What this canvas shows otherwise than one made afresh, "" where nothing is. `at` is where the mouse is.

    Without `pixels` only layout, cursor and marks are compared. A `layout` that is handed in again and again saves half
    of the time.
    """
    anew = layout or Anew(canvas)
    if pixels:
        # A bar that comes or goes moves the map a moment later.
        settle(canvas)
    fresh = made_afresh(canvas, at, anew)
    try:
        found = _wrong_places(canvas, fresh, anew)
        return found or (_wrong_pixels(canvas, fresh) if pixels else "")
    finally:
        thrown_away(fresh)


def _wrong_places(canvas: Canvas, fresh: Afresh, anew: Anew) -> str:
    if canvas.placed is None or fresh.placed is None:
        return "" if canvas.placed is fresh.placed else "one of them shows no map"
    if canvas.placed is not anew.agreed:
        found = differences(canvas.placed, fresh.placed, _EVERYWHERE)
        if found != []:
            return f"laid out otherwise: {found if found is None else found[:4]}"
        anew.agreed = canvas.placed
    if describe(canvas) != describe(fresh):
        return f"the cursor is at {describe(canvas)!r}, not {describe(fresh)!r}"
    if not _busy(canvas) and _told(canvas) != _told(fresh):
        return f"marked otherwise: {_told(canvas) ^ _told(fresh)}; over {canvas.hover}, not {fresh.hover}"
    return ""


def _busy(canvas: Canvas) -> bool:
    """Whether something is dragged or typed: then the marks are the gesture's."""
    return canvas.mouse.gesture is not None or bool(canvas.texts.key)


def _told(canvas: Canvas) -> set[tuple[str, tuple[float, ...]]]:
    """Where the marks of a canvas lie, to a thousandth of a unit."""
    return {
        (mark.strip.value, tuple(round(side, 3) for side in mark.rect)) for mark in canvas.marks
    }


def _wrong_pixels(canvas: Canvas, fresh: Afresh) -> str:
    """During a drag and while a text is typed only the map is compared."""
    if not canvas.isVisible():
        return "not to be seen at all"
    busy, kept = _busy(canvas), canvas.marks
    if busy:
        canvas.set_marks(())
        fresh.set_marks(())
    settle(canvas)
    shown, wanted = seen(canvas), _plain(fresh.viewport().grab().toImage())
    if busy:
        canvas.set_marks(kept)
    hide(shown, wanted, list(_over(canvas)))
    where = unequal(shown, wanted)
    return f"painted otherwise in {where}" if where is not None else ""


def seen(canvas: Canvas) -> QImage:
    """What of the canvas's viewport is on the screen."""
    window, viewport = canvas.window(), canvas.viewport()
    at, size = viewport.mapTo(window, QPoint(0, 0)), viewport.size()
    grabbed = canvas.screen().grabWindow(
        window.winId(), at.x(), at.y(), size.width(), size.height()
    )
    return _plain(grabbed.toImage())


def _plain(image: QImage) -> QImage:
    return image.convertToFormat(QImage.Format.Format_RGB32)


def _over(canvas: Canvas) -> Iterator[QRect]:
    """What lies over the map: fields, hints, the minimap."""
    viewport = canvas.viewport()
    for parent in (viewport, canvas):
        for child in parent.findChildren(
            QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly
        ):
            if child is not viewport and child.isVisible() and not child.isWindow():
                origin = child.mapTo(canvas, QPoint(0, 0)) - viewport.mapTo(canvas, QPoint(0, 0))
                yield QRect(origin, child.size()).adjusted(-16, -16, 16, 16)


def hide(first: QImage, second: QImage, rects: list[QRect]) -> None:
    """The same black rectangles over both pictures."""
    for image in (first, second):
        painter = QPainter(image)
        for rect in rects:
            painter.fillRect(rect, Qt.GlobalColor.black)
        painter.end()


def unequal(first: QImage, second: QImage, slack: int = SLACK) -> QRect | None:
    """Around the pixels that are further apart than `slack` levels, None where there are none."""
    if first.size() != second.size():
        return QRect(QPoint(0, 0), first.size())
    if first == second:
        return None
    one, two, stride = bytes(first.constBits()), bytes(second.constBits()), first.bytesPerLine()
    found = QRect()
    for at in _apart(one, two, stride, slack):
        found = found.united(QRect(at % stride // 4, at // stride, 1, 1))
    return None if found.isNull() else found


def _apart(one: bytes, two: bytes, stride: int, slack: int) -> Iterator[int]:
    """The places of bytes that are further apart, looking closely only at rows that differ."""
    for start in range(0, len(one), stride):
        a, b = one[start : start + stride], two[start : start + stride]
        if a != b:
            yield from (
                start + i for i, (x, y) in enumerate(zip(a, b, strict=True)) if abs(x - y) > slack
            )
