"""The menu that tells which columns are shown; it stays open while they are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction

from journeyeditor.model.messages import N_
from journeyeditor.ui.outline.shown import ALWAYS
from journeyeditor.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent
    from PySide6.QtWidgets import QWidget

    from journeyeditor.ui.outline.column import Column
    from journeyeditor.ui.outline.scene import Scene

COLUMNS, USUAL = N_("Columns"), N_("The usual columns")
STAYS = N_("This column tells what a row is.")
AS_USUAL = N_("These are the usual columns.")
_TOGGLES = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


class ColumnMenu(Menu):
    """`toggled` carries a column's name and whether it is to be shown; `usual` asks for the usual ones."""

    toggled = Signal(str, bool)
    usual = Signal()

    def __init__(
        self,
        parent: QWidget,
        scene: Scene,
        columns: Sequence[Column],
        shown: Collection[str],
        changed: bool,
    ) -> None:
        super().__init__(scene.translate(COLUMNS), parent)
        self.setAccessibleName(scene.translate(COLUMNS))
        self.setToolTipsVisible(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.columns: dict[str, QAction] = {}
        for column in columns:
            made = QAction(column.title(scene).replace("&", "&&"), self)
            made.setCheckable(True)
            made.setChecked(column.name in shown)
            made.setEnabled(column.name not in ALWAYS)
            made.setToolTip(scene.translate(STAYS) if column.name in ALWAYS else "")
            made.setProperty("column", column.name)
            made.toggled.connect(self._toggled)
            self.columns[column.name] = made
            self.addAction(made)
        self.addSeparator()
        self.reset = self.addAction(scene.translate(USUAL))
        self.reset.setEnabled(changed)
        self.reset.setToolTip("" if changed else scene.translate(AS_USUAL))
        self.reset.triggered.connect(self.usual)

    def _toggled(self, on: bool) -> None:
        self.toggled.emit(str(self.sender().property("column")), on)
        # The menu stays open: what is other than usual by now can be taken back at once.
        self.reset.setEnabled(True)
        self.reset.setToolTip("")

    def _turn(self, action: QAction | None) -> bool:
        """Turns a column over without closing; False for what is none."""
        if action is None or not action.isCheckable():
            return False
        if action.isEnabled():
            action.toggle()
        return True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._turn(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _TOGGLES or not self._turn(self.activeAction()):
            super().keyPressEvent(event)
