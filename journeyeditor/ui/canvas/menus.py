"""The menus of the canvas: the one it opens itself, for kinds of lanes, and what that of the cursor is asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.hit import Hit, Part, add_lane_rect
from journeyeditor.ui.lane_kinds import LANE_TITLES

if TYPE_CHECKING:
    from journeyeditor.ui.canvas.view import Canvas


def offer_lanes(canvas: Canvas) -> None:
    """Opens the kinds of lanes under the add button; the chosen one is added."""
    if canvas.placed is None:
        return
    menu = QMenu(canvas)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for kind, title in LANE_TITLES.items():
        action = menu.addAction(canvas.translate(title))
        action.triggered.connect(partial(canvas.commands.add_lane, kind))
    at = canvas.to_view(Strip.LABELS, add_lane_rect(canvas.placed))
    menu.popup(canvas.viewport().mapToGlobal(QPoint(round(at.x), round(at.bottom))))


def context_of(canvas: Canvas) -> tuple[Hit, QPoint] | None:
    """What the cursor is on, and a point of it on the screen; None where it is nowhere."""
    cell = canvas.cell
    rect = canvas.cursor_rect(cell)
    if rect is None:
        return None
    at = canvas.to_view(Strip.BODY, rect)
    part = Part.CARD if cell.card else Part.CELL
    hit = Hit(part, Strip.BODY, cell.card, rect, cell.lane, cell.step)
    return hit, canvas.viewport().mapToGlobal(QPoint(round(at.x + 12), round(at.y + 12)))
