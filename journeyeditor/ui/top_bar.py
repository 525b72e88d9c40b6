"""The bar at the top: the document, its maps, undo and redo, zoom, and the way to paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QPushButton, QToolButton, QWidget

from journeyeditor.model.messages import N_
from journeyeditor.ui.widgets.build import button, clear, label, row

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from journeyeditor.model.document import Document
    from journeyeditor.ui.actions import ActionSet
    from journeyeditor.ui.theme import Look

HEIGHT = 56
_UNTITLED = N_("Untitled map")
_HOME = N_("Start page")
_UNSAVED = N_("There are unsaved changes")


class TopBar(QWidget):
    """`map_chosen` carries the id of the map whose tab was clicked, `home` asks for the start page."""

    map_chosen = Signal(str)

    def __init__(self, look: Look, actions: ActionSet) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self._look = look
        self.logo = QLabel()
        self.name = label("", "documentName")
        self.dot = label("•", "dot")
        self.dot.setToolTip(look.tr_(_UNSAVED))
        # The tabs stand still when the dot comes and goes.
        kept = self.dot.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.dot.setSizePolicy(kept)
        self.tabs = QWidget()
        self._tab_row = row(self.tabs, 4)
        self._group = QButtonGroup(self)
        self._shown: tuple[tuple[str, str], ...] = ()
        self.zoom = button("100 %", "plain")
        self.zoom.clicked.connect(actions["zoom-100"].trigger)
        self.export = button(look.tr_(N_("Export PDF")), "primary")
        self.export.clicked.connect(actions["export-pdf"].trigger)
        self._lay_out(actions)
        look.changed.connect(self._restyle)
        self._restyle()

    def _lay_out(self, actions: ActionSet) -> None:
        line = row(self, 6, (16, 0, 18, 0))
        line.addWidget(self.logo)
        line.addSpacing(6)
        line.addWidget(self.name)
        line.addWidget(self.dot)
        line.addSpacing(28)
        line.addWidget(self.tabs)
        line.addStretch(1)
        for name in ("undo", "redo"):
            line.addWidget(_tool(actions[name]))
        line.addSpacing(16)
        line.addWidget(_tool(actions["zoom-out"], 16))
        line.addWidget(self.zoom)
        line.addWidget(_tool(actions["zoom-in"], 16))
        fit = button(self._look.tr_(N_("Fit")), "plain")
        fit.clicked.connect(actions["zoom-fit"].trigger)
        line.addWidget(fit)
        line.addSpacing(14)
        line.addWidget(self.export)
        actions["zoom-out"].changed.connect(self.update)

    def _restyle(self) -> None:
        self.logo.setPixmap(self._look.paint.logo(28, self.devicePixelRatioF()))

    def show_name(self, name: str, modified: bool) -> None:
        shown = self.name.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, 260)
        self.name.setText(shown)
        self.name.setToolTip(name)
        self.dot.setVisible(modified)

    def show_zoom(self, zoom: float) -> None:
        """1.0 is 100 %."""
        self.zoom.setText(f"{round(zoom * 100)} %")

    def show_maps(self, document: Document, current: str) -> None:
        """A tab for each map where there are several."""
        maps = tuple((one.id, one.title) for one in document.maps)
        if maps != self._shown:
            self._shown = maps
            self._build_tabs()
        for tab in self._group.buttons():
            tab.setChecked(tab.property("map") == current)

    def _build_tabs(self) -> None:
        clear(self._tab_row)
        self._group = QButtonGroup(self)
        if len(self._shown) < 2:
            return
        for key, title in self._shown:
            tab = self._tab(key, title or self._look.tr_(_UNTITLED))
            self._group.addButton(tab)
            self._tab_row.addWidget(tab)

    def _tab(self, key: str, title: str) -> QPushButton:
        tab = button("", "mapTab", self._clicked)
        shown = tab.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, 180)
        tab.setText(shown.replace("&", "&&"))
        tab.setToolTip(title)
        tab.setCheckable(True)
        tab.setProperty("map", key)
        return tab

    def _clicked(self) -> None:
        self.map_chosen.emit(self.sender().property("map"))


def _tool(action: QAction, size: int = 20) -> QToolButton:
    tool = QToolButton()
    tool.setDefaultAction(action)
    tool.setIconSize(QSize(size, size))
    tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    tool.setCursor(Qt.CursorShape.PointingHandCursor)
    return tool
