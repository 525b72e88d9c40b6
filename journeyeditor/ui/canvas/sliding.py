"""Scrolling by moving the pixels that a widget shows already, which takes a third of painting them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from journeyeditor.ui.canvas.backing import clip_of, origin

if TYPE_CHECKING:
    from journeyeditor.ui.canvas.camera import Pane


def slide(viewport: QWidget, old: tuple[Pane, ...], new: tuple[Pane, ...]) -> bool:
    """Moves what is seen of each pane to where the map is now; what comes into sight is asked to be painted.

    False where nothing was moved: other parts of the viewport, pixels that are none of the screen's, or a field over
    them that would be smeared along.
    """
    ratio = viewport.devicePixelRatioF()
    if same_places(old, new) and ratio == int(ratio) and not _covered(viewport):
        for before, after in zip(old, new, strict=True):
            by, clip = origin(after) - origin(before), clip_of(after)
            if not by.isNull() and not clip.isEmpty():
                viewport.scroll(by.x(), by.y(), clip)
        return True
    return False


def same_places(old: tuple[Pane, ...], new: tuple[Pane, ...]) -> bool:
    """Whether the same panes take the same parts of the viewport."""
    return [_place(pane) for pane in old] == [_place(pane) for pane in new]


def _place(pane: Pane) -> tuple[object, ...]:
    return pane.strip, pane.lane, pane.zoom, pane.clip


def _covered(viewport: QWidget) -> bool:
    children = viewport.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return any(child.isVisible() for child in children)
