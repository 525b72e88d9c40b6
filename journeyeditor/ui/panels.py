"""The parts of a window as places for the keyboard: F6 goes from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

_BY_KEY = Qt.FocusReason.TabFocusReason


def go_round(*panels: QWidget, by: int) -> None:
    """The focus goes to the next (1) or previous (-1) panel that is in sight and has something for it."""
    ring = [panel for panel in panels if panel.isVisible() and entrance(panel) is not None]
    focus = QApplication.focusWidget()
    here = next((i for i, panel in enumerate(ring) if _holds(panel, focus)), None)
    if not ring:
        return
    place = (here + by) % len(ring) if here is not None else 0
    found = entrance(ring[place])
    assert found is not None
    found.setFocus(_BY_KEY)


def _holds(panel: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (panel is focus or panel.isAncestorOf(focus))


def entrance(panel: QWidget) -> QWidget | None:
    """What gets the focus when a panel does: itself, else the first of its parts that can have it."""
    if panel.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return panel
    if panel.focusProxy() is not None:
        return panel.focusProxy()
    return next((one for one in _chain(panel) if _takes(one, panel)), None)


def _takes(widget: QWidget, panel: QWidget) -> bool:
    inside = panel.isAncestorOf(widget) and widget.isVisibleTo(panel) and widget.isEnabled()
    return inside and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _chain(start: QWidget) -> Iterator[QWidget]:
    """The widgets that Tab would go through, once round."""
    at = start.nextInFocusChain()
    while at is not None and at is not start:
        yield at
        at = at.nextInFocusChain()
