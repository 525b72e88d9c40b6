"""The scroll bars of a surface, which follow the camera a moment later: painting them takes longer than moving the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

    from journeyeditor.ui.canvas.camera import Camera, Span

BARS_MS = 60
"""How long after the last movement the scroll bars follow."""

_LINE = 24


class Bars:
    """The two scroll bars. `follow` is called when it is time to `sync` them after movements."""

    def __init__(self, area: QAbstractScrollArea, follow: Callable[[], None]) -> None:
        self._area = area
        # It counts from the left in every window; mirrored it would show the other end of the map.
        area.horizontalScrollBar().setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._follow = follow
        self.syncing = False
        self._rest = QTimer(area)
        self._rest.setSingleShot(True)
        self._rest.setInterval(BARS_MS)
        self._rest.timeout.connect(self._show)

    def hold(self) -> None:
        """They stay as they are until the map has been at rest for a moment, but for one in the person's hand."""
        if not self._rest.isActive():
            for bar in self._both():
                bar.setUpdatesEnabled(bar.isSliderDown())
        self._rest.start()

    def _show(self) -> None:
        self._follow()
        for bar in self._both():
            bar.setUpdatesEnabled(True)

    def sync(self, across: Span, down: Span, camera: Camera) -> None:
        """Shows where the camera is within these spans. Changes that come of it are none of the person's."""
        self.syncing = True
        size = self._area.viewport().size()
        first, second = self._both()
        _show_span(first, across, camera.x, size.width())
        _show_span(second, down, camera.y, size.height())
        self.syncing = False

    def place(self) -> tuple[int, int]:
        """Where the bars have the map's origin, in pixels of the viewport."""
        first, second = self._both()
        return -first.value(), -second.value()

    def _both(self) -> tuple[QScrollBar, QScrollBar]:
        return self._area.horizontalScrollBar(), self._area.verticalScrollBar()


def _show_span(bar: QScrollBar, span: Span, at: float, page: int) -> None:
    reach = span.reaching(at)
    bar.setRange(round(-reach.most), round(-reach.least))
    bar.setPageStep(page)
    bar.setSingleStep(_LINE)
    bar.setValue(round(-at))
