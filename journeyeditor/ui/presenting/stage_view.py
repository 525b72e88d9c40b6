"""The map while it is presented: one stage in sight with its heads and labels, the rest dimmed. It edits nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, Qt, QVariantAnimation

from journeyeditor.layout.drawing import Box, Rect
from journeyeditor.layout.placed import at
from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.marks import Mark
from journeyeditor.ui.canvas.surface import Surface
from journeyeditor.ui.presenting.slides import Slide, between, camera_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QResizeEvent, QWheelEvent

    from journeyeditor.layout.placed import PlacedMap
    from journeyeditor.ui.canvas.camera import Camera
    from journeyeditor.ui.painting.painter import MapPainter

MOTION_MS = 150
DIMMED = 0.82
_FAR = 20_000.0


class StageView(Surface):
    """Shows slides of a placed map. `still`: without motion between them."""

    def __init__(self, painter: MapPainter, placed: PlacedMap, still: bool) -> None:
        super().__init__(painter)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.slide = Slide()
        self._still = still
        self._from, self._to = self.camera, self.camera
        self._motion = QVariantAnimation(self)
        self._motion.setStartValue(0.0)
        self._motion.setEndValue(1.0)
        self._motion.setDuration(MOTION_MS)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(self._moved)
        self._motion.finished.connect(self._arrived)
        self.show_placed(placed)

    def show_slide(self, slide: Slide, *, at_once: bool = False) -> None:
        """Goes to a slide."""
        self._motion.stop()
        self.slide = slide
        self._from, self._to = self.camera, self._goal()
        self.set_marks(self._dimmed())
        if self._still or at_once:
            self._arrived()
        else:
            self._motion.start()

    def _goal(self) -> Camera:
        assert self.placed is not None
        size = self.viewport().size()
        return camera_for(self.slide, self.placed, size.width(), size.height())

    def _moved(self, share: float) -> None:
        if self._motion.state() is QVariantAnimation.State.Running:
            self.set_camera(between(self._from, self._to, share), stretch=True, free=True)

    def _arrived(self) -> None:
        self.set_camera(self._to, free=True)
        self.refine()

    def _dimmed(self) -> tuple[Mark, ...]:
        """What lies beside the stage, under a veil of the ground's colour."""
        slide = self.slide
        if not slide.stage:
            return ()
        before = Rect(slide.left - _FAR, -_FAR, _FAR, 2 * _FAR)
        after = Rect(slide.right, -_FAR, _FAR, 2 * _FAR)
        veils = (
            Mark(strip, rect, (Box(rect, "canvas"),), opacity=DIMMED)
            for strip in (Strip.HEAD, Strip.BODY)
            for rect in (before, after)
        )
        return (*veils, *self._reaching(slide))

    def _reaching(self, slide: Slide) -> Iterator[Mark]:
        """Cards that begin or end beside the stage are seen whole, above the veil."""
        assert self.placed is not None
        for lane in self.placed.lanes:
            for card in lane.block.cards:
                inside = card.rect.x < slide.right and card.rect.right > slide.left
                beyond = card.rect.x < slide.left or card.rect.right > slide.right
                if inside and beyond:
                    rect = card.rect.moved(0, lane.y)
                    yield Mark(Strip.BODY, rect.grown(4), (at(card.group, 0, lane.y),))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.show_slide(self.slide, at_once=True)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.scroll_by(0, event.angleDelta().y() / 2)
        event.accept()
