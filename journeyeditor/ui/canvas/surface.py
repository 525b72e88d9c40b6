"""A scrolling widget that shows one placed map: zoom, pan, frozen strips, partial updates. It edits nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from journeyeditor.layout.drawing import Rect
from journeyeditor.ui.canvas import camera as cameras
from journeyeditor.ui.canvas.backing import Backing, clip_of, origin, seen_of
from journeyeditor.ui.canvas.bars import Bars
from journeyeditor.ui.canvas.camera import (
    Camera,
    Pane,
    Strip,
    pane_at,
    pane_for,
    pane_of,
    panes,
)
from journeyeditor.ui.canvas.differences import differences
from journeyeditor.ui.canvas.hit import HitMap
from journeyeditor.ui.canvas.marking import Marking, in_view
from journeyeditor.ui.canvas.pixels import outer, plain, scaled
from journeyeditor.ui.canvas.sheets import SheetPainter
from journeyeditor.ui.canvas.sliding import same_places, slide

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QPixmap, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from journeyeditor.layout.placed import PlacedMap
    from journeyeditor.ui.canvas.marks import Mark
    from journeyeditor.ui.painting.painter import MapPainter

REFINE_MS = 90
"""How long after the last step of a zoom the stretched picture is painted sharp."""

AHEAD_MS = 8
"""How long after something was painted what may come into sight is painted, a little at a time."""

STEP = 1.1


class Surface(QAbstractScrollArea):
    """Shows a placed map and the marks over it. All coordinates of the public methods are viewport pixels."""

    zoom_changed = Signal(float)
    view_changed = Signal()

    def __init__(self, painter: MapPainter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.map_painter = painter
        self.placed: PlacedMap | None = None
        self.hits: HitMap | None = None
        self.camera = Camera()
        self.panes: tuple[Pane, ...] = ()
        self._marking = Marking(painter)
        self._sheets = SheetPainter(painter)
        self._backing = Backing()
        self._stretched: tuple[Pane, ...] | None = None
        self.as_first = False
        self._refine = QTimer(self)
        self._refine.setSingleShot(True)
        self._refine.setInterval(REFINE_MS)
        self._refine.timeout.connect(self.refine)
        self._bars = Bars(self, self._sync_bars)
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.timeout.connect(self._go_ahead)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setMouseTracking(True)

    # What is shown

    def show_placed(self, placed: PlacedMap) -> None:
        """Another picture; only where it differs from the one before is painted anew."""
        before, self.placed = self.placed, placed
        self._sheets.placed = placed
        self.hits = HitMap(placed, self.hits)
        if before is None or before.map != placed.map:
            self.set_camera(self._home())
            self.repaint_all()
            return
        seen = self._seen()
        changes = differences(before, placed, seen)
        self._settle()
        if changes is None:
            self.repaint_all()
            return
        for strip, rect in changes:
            self._repaint(strip, rect)

    def _home(self) -> Camera:
        assert self.placed is not None
        return cameras.framed(
            self.placed, Rect(0, 0, 0, 0), self.camera.zoom, self.viewport().width()
        )

    def _seen(self) -> Rect:
        """All of the map that is painted for any pane."""
        rect = Rect(0, 0, 0, 0)
        for i, pane in enumerate(self.panes):
            here = scaled(plain(self._backing.painted(pane)), 1 / pane.zoom)
            rect = here if i == 0 else rect.united(here)
        return rect

    def set_marks(self, marks: tuple[Mark, ...]) -> None:
        """Other marks over the map; only where they differ is painted anew."""
        for rect in self._marking.change(marks, self.panes):
            self.viewport().update(rect)

    @property
    def marks(self) -> tuple[Mark, ...]:
        return self._marking.marks

    def repaint_all(self) -> None:
        """Everything is painted anew, as after a change of colours."""
        self._stretched = None
        self._backing.clear()
        self._cover()
        self.viewport().update()

    def _repaint(self, strip: Strip, rect: Rect) -> None:
        strips = {strip, Strip.LABELS} if strip is Strip.BODY else {strip}
        for pane in self.panes:
            if pane.strip in strips:
                area = outer(scaled(rect, pane.zoom))
                self._backing.invalidate(pane, area)
                seen = area & seen_of(pane)
                if not seen.isEmpty():
                    self.viewport().update(seen.translated(origin(pane)))

    def _cover(self) -> None:
        """Has pictures of what the panes show now."""
        if self._stretched is None:
            self._backing.cover(self.panes, self._reach, self.viewport().devicePixelRatioF())

    def _reach(self) -> QRect:
        """Where the map can be scrolled to, in pixels from its origin."""
        if self.placed is None:
            return QRect()
        k, beyond = self.camera.zoom, cameras.BEYOND + cameras.PAD
        w, h = self.placed.width + beyond, self.placed.height + beyond
        return outer(Rect(-beyond * k, -beyond * k, (w + beyond) * k, (h + beyond) * k))

    def spoil(self, rect: QRect) -> None:
        """A rectangle of the viewport is out of date, for those who test what painting in parts makes of it."""
        self._backing.spoil(rect)
        self.viewport().update(rect)

    @property
    def stale(self) -> QRect:
        """What of the viewport is out of date, for those who test that little is."""
        return self._backing.stale().boundingRect()

    def paint_ahead(self) -> bool:
        """Paints a little of what may come into sight; False where there is nothing left to paint."""
        if self.placed is None or self._stretched is not None or not self.isVisible():
            return False
        self._cover()
        if self._backing.rested:
            return False
        return self._backing.ahead(self._reach(), self._sheets.paint)

    def _go_ahead(self) -> None:
        if self.paint_ahead():
            self._ahead.start(0)

    def snapshot(self, strip: Strip, rect: Rect) -> tuple[QRect, QPixmap] | None:
        """What is painted of a rectangle of the map, and where it lies in the viewport; None unless all of it is."""
        area = QRectF(*self.to_view(strip, rect)).toAlignedRect()
        pane = pane_of(self.panes, strip)
        if (
            self._stretched is not None
            or not clip_of(pane).contains(area)
            or self._backing.stale().intersects(area)
        ):
            return None
        return area, self._backing.copy(pane, area)

    # Coordinates

    def to_view(self, strip: Strip, rect: Rect) -> Rect:
        """Where a rectangle of a strip lies in the viewport."""
        return in_view(self.panes, strip, rect)

    def to_map(self, x: float, y: float) -> tuple[Strip, float, float]:
        """The strip under a point of the viewport, and the point in map units."""
        pane = pane_at(self.panes, x, y)
        return pane.strip, *pane.to_map(x, y)

    # Camera

    @property
    def zoom(self) -> float:
        """1.0 is 100 %."""
        return self.camera.zoom

    def zoom_at(self, factor: float, x: float, y: float, stretch: bool = False) -> None:
        """Zooms by a factor; the point of the map at (x, y) stays there as far as the map's edges allow.

        `stretch` is for zooming by hand: sharp only a moment later, and beyond the edges where the point wants it.
        """
        wanted = self.camera.zoomed(self.camera.zoom * factor, x, y)
        self.set_camera(wanted, stretch, free=stretch)

    def set_zoom(self, zoom: float) -> None:
        """This zoom, about the middle of the viewport."""
        middle = self.viewport().rect().center()
        self.zoom_at(zoom / self.camera.zoom, middle.x(), middle.y())

    def zoom_in(self) -> None:
        self.set_zoom(self.camera.zoom * STEP)

    def zoom_out(self) -> None:
        self.set_zoom(self.camera.zoom / STEP)

    def actual_size(self) -> None:
        self.set_zoom(1.0)

    def fit_map(self) -> None:
        """The whole map in sight, at most at 100 %."""
        if self.placed is not None:
            size = self.maximumViewportSize()
            self.set_camera(cameras.fitting(self.placed, size.width(), size.height()))

    def show_first(self) -> None:
        """The map as it is seen first: its width in sight, also in another room, until it is zoomed or scrolled."""
        if self.placed is None:
            return
        # Whether there are scroll bars now must not count: they come and go with the zoom.
        room, bar = self.maximumViewportSize(), self.verticalScrollBar().sizeHint().width()
        zoom = cameras.first_zoom(self.placed, room.width(), room.height(), bar)
        top = Rect(0, 0, 0, 0)
        self.set_camera(cameras.framed(self.placed, top, zoom, self.viewport().width()))
        self.as_first = True

    def zoom_to(self, strip: Strip, rect: Rect) -> None:
        """A part of the map in sight, as large as it goes, at most at 200 %."""
        if self.placed is None:
            return
        room = self.viewport().size()
        zoom = cameras.filling(self.placed, self.camera, rect, 2.0, room.width(), room.height())
        self.set_zoom(zoom)
        self.reveal(strip, rect)

    def reveal(self, strip: Strip, rect: Rect) -> None:
        """Scrolls as little as needed to bring a rectangle into sight."""
        pane = pane_for(self.panes, strip, rect)
        at = pane.to_view(rect.grown(8))
        dx = _nudge(at.x, at.right, pane.clip.x, pane.clip.right)
        dy = _nudge(at.y, at.bottom, pane.clip.y, pane.clip.bottom)
        if strip is Strip.HEAD or pane.lane:
            dy = 0.0
        if strip is Strip.LABELS:
            dx = 0.0
        if dx or dy:
            self.scroll_by(dx, dy)

    def scroll_by(self, dx: float, dy: float) -> None:
        """The map moves by so many pixels, as far as its edges allow."""
        if self.placed is not None:
            self.set_camera(self.camera.moved(dx, dy))

    def set_camera(self, wanted: Camera, stretch: bool = False, free: bool = False) -> None:
        """Shows the map from here. `free` lets it go beyond its edges, which zooming at a point may need."""
        self.as_first = False
        if self.placed is None:
            self.camera = wanted
            return
        camera = wanted if free else self._held(wanted)
        before, self.camera = self.camera, camera
        old = self.panes
        self._update_panes()
        self._bars.hold()
        if camera.zoom != before.zoom:
            self._sync_bars()
            self._zoomed(old, stretch)
            self.zoom_changed.emit(camera.zoom)
        else:
            self._cover()
            self._slide(old)
        self.view_changed.emit()

    def _slide(self, old: tuple[Pane, ...]) -> None:
        """What is seen moves to where the panes are now, or is painted there."""
        if self._stretched is not None or not slide(self.viewport(), old, self.panes):
            self.viewport().update()
            return
        for rect in self._marking.displaced(old, self.panes):
            self.viewport().update(rect)

    def _held(self, camera: Camera) -> Camera:
        across, down = self._spans(camera.zoom)
        if camera.zoom == self.camera.zoom:
            across, down = across.reaching(self.camera.x), down.reaching(self.camera.y)
        return Camera(camera.zoom, across.held(camera.x), down.held(camera.y))

    def _spans(self, zoom: float) -> tuple[cameras.Span, cameras.Span]:
        assert self.placed is not None
        size = self.viewport().size()
        return cameras.spans(self.placed, zoom, size.width(), size.height())

    def _update_panes(self) -> None:
        if self.placed is not None:
            size = self.viewport().size()
            self.panes = panes(self.placed, self.camera, size.width(), size.height())

    def _zoomed(self, old: tuple[Pane, ...], stretch: bool) -> None:
        if stretch and old:
            self._stretched = self._stretched or old
            self._refine.start()
            self.viewport().update()
        else:
            self.repaint_all()

    def refine(self) -> None:
        """The picture is painted sharp after a stretched zoom."""
        self._refine.stop()
        if self._stretched is not None:
            self.repaint_all()

    def _settle(self) -> None:
        """After another layout: panes and scroll bars anew, the map where it was."""
        old = self.panes
        self._update_panes()
        self._cover()
        if not same_places(old, self.panes):
            self.viewport().update()
        if self._stretched is not None:
            self.repaint_all()
        self._sync_bars()

    def _sync_bars(self) -> None:
        self._bars.sync(*self._spans(self.camera.zoom), self.camera)

    # Qt

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if not self._bars.syncing:
            self.set_camera(Camera(self.camera.zoom, *self._bars.place()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.placed is None:
            return
        if self.as_first:
            self.show_first()
        else:
            self.set_camera(self._resized(event))

    def _resized(self, event: QResizeEvent) -> Camera:
        assert self.placed is not None
        if not self.placed.rtl or event.oldSize().width() <= 0:
            return self.camera
        return self.camera.moved(event.size().width() - event.oldSize().width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._stretched is None:
            self._cover()
            self._backing.refresh(self._sheets.paint)
            if not self._backing.rested:
                self._ahead.start(AHEAD_MS)
        painter = QPainter(self.viewport())
        try:
            if not self.panes:
                painter.fillRect(event.rect(), self.map_painter.colours.colour("canvas"))
            elif self._stretched is None:
                self._backing.blit(painter, event.region())
            else:
                self._stretch(painter, self._stretched)
            self._marking.paint(painter, self.panes, event.region())
        finally:
            painter.end()

    def _stretch(self, painter: QPainter, old: tuple[Pane, ...]) -> None:
        """The old picture, each pane of it stretched to where it lies now."""
        painter.fillRect(self.viewport().rect(), self.map_painter.colours.colour("canvas"))
        for after in self.panes:
            before = pane_of(old, after.strip, after.lane)
            seen = seen_of(before)
            if seen.isEmpty():
                continue
            sheet = self._backing.sheet(before)
            target = after.to_view(before.visible())
            painter.setClipRect(QRectF(*after.clip))
            painter.drawPixmap(QRectF(*target), sheet.pixmap, sheet.source(seen))
        painter.setClipping(False)


def _nudge(start: float, end: float, low: float, high: float) -> float:
    """How far something from start to end must move to be between low and high; its start wins."""
    if end > high:
        end_move = high - end
        return max(end_move, low - start) if start + end_move < low else end_move
    return max(0.0, low - start)
