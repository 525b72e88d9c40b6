"""The colours of a palette as Qt wants them, each made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen

if TYPE_CHECKING:
    from journeyeditor.layout.drawing import Role
    from journeyeditor.layout.palette import Palette

NO_PEN = QPen(Qt.PenStyle.NoPen)
NO_BRUSH = QBrush(Qt.BrushStyle.NoBrush)

PenKey = tuple[str, float, tuple[float, ...]]


class Colours:
    """Colours, brushes and pens by role. A pen's width and dashes are in points of the map."""

    def __init__(self, palette: Palette) -> None:
        self.palette = palette
        self._colours: dict[Role, QColor] = {}
        self._brushes: dict[Role, QBrush] = {}
        self._pens: dict[PenKey, QPen] = {}

    def colour(self, role: Role) -> QColor:
        """The colour of a role; raises KeyError for one that the palette does not have."""
        found = self._colours.get(role)
        if found is None:
            found = self._colours[role] = QColor(self.palette.hex(role))
        return found

    def brush(self, role: Role | None) -> QBrush:
        if role is None:
            return NO_BRUSH
        found = self._brushes.get(role)
        if found is None:
            found = self._brushes[role] = QBrush(self.colour(role))
        return found

    def pen(self, role: Role | None, width: float, dash: tuple[float, ...] = ()) -> QPen:
        """A pen with round caps and joins."""
        if role is None or width <= 0:
            return NO_PEN
        key = (role, width, dash)
        found = self._pens.get(key)
        if found is None:
            found = self._pens[key] = self._new_pen(role, width, dash)
        return found

    def _new_pen(self, role: Role, width: float, dash: tuple[float, ...]) -> QPen:
        pen = QPen(self.colour(role), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if dash:
            # Qt counts dashes in pen widths, and wants an even number of them.
            even = dash if len(dash) % 2 == 0 else dash * 2
            pen.setDashPattern([part / width for part in even])
        return pen
