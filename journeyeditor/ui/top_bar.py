"""The bar at the top: the document, its maps, undo and redo, zoom, and the way to paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QWidget

from journeyeditor.model.messages import N_
from journeyeditor.ui.maps.bar import MapBar
from journeyeditor.ui.widgets.build import button, label, row

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QAction, QResizeEvent

    from journeyeditor.model.document import Document
    from journeyeditor.ui.actions import ActionSet
    from journeyeditor.ui.theme import Look

HEIGHT = 56
WIDEST_NAME, NARROWEST = 260, 44
"""Most and least of the document's name in logical pixels at 100 %."""

READABLE, GAP = 110, 6
"""So much of a long name stays before the zoom goes; room between what is in the bar, in pixels."""

NAME_SHARE = 0.3
"""So much of the room is the name's where tabs would take all of it."""

_EDGES = 132
"""What of the bar's width is neither name nor maps nor tools, at 100 %."""

_THIN = "\u2009"
_HOME = N_("Start page")
_UNSAVED = N_("There are unsaved changes")


class TopBar(QWidget):
    """`map_chosen` carries the id of the map whose tab was clicked, `home` asks for the start page."""

    map_chosen = Signal(str)

    def __init__(self, look: Look, actions: ActionSet) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(look.px(HEIGHT))
        self._look = look
        self.logo = QLabel()
        self.name = label("", "documentName")
        # Its words must not keep the bar from becoming narrower: they are shortened then.
        self.setMinimumWidth(1)
        self.dot = label("•", "dot")
        self.dot.setToolTip(look.tr_(_UNSAVED))
        # The tabs stand still when the dot comes and goes.
        kept = self.dot.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.dot.setSizePolicy(kept)
        self.maps = MapBar(look, actions)
        self.maps.tabs.chosen.connect(self.map_chosen)
        self._title = ""
        self.tools = QWidget()
        self.zoom = button("100 %", "plain")
        self.zoom.clicked.connect(actions["zoom-100"].trigger)
        words = look.tr_(N_("Present"))
        # Qt sets icon and words of a button closely.
        self.present = button(f"{_THIN}{words}", "")
        self.present.setAccessibleName(words)
        self.present.clicked.connect(actions["present"].trigger)
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
        line.addSpacing(22)
        line.addWidget(self.maps)
        line.addStretch(1)
        line.addSpacing(8)
        line.addWidget(self.tools)
        self._lay_out_tools(actions)

    def _lay_out_tools(self, actions: ActionSet) -> None:
        """What is never made narrower: undo and redo, zoom, and where the map goes."""
        px = self._look.px
        self.tools.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        line = row(self.tools, GAP)
        for name in ("undo", "redo"):
            line.addWidget(_tool(actions[name], px(20)))
        line.addSpacing(10)
        self.zoom_tools = QWidget()
        zoom = row(self.zoom_tools, 6)
        zoom.addWidget(_tool(actions["zoom-out"], px(16)))
        zoom.addWidget(self.zoom)
        zoom.addWidget(_tool(actions["zoom-in"], px(16)))
        fit = button(self._look.tr_(N_("Fit")), "plain")
        fit.setToolTip(actions["zoom-fit"].toolTip())
        fit.clicked.connect(actions["zoom-fit"].trigger)
        zoom.addWidget(fit)
        line.addWidget(self.zoom_tools)
        line.addSpacing(8)
        line.addWidget(self.present)
        line.addWidget(self.export)
        self.present.setIconSize(self._look.size(QSize(16, 16)))
        self.zoom.setFixedWidth(self.zoom.fontMetrics().horizontalAdvance("400 %") + px(20))

    def _restyle(self) -> None:
        self.logo.setPixmap(self._look.paint.logo(self._look.px(28), self.devicePixelRatioF()))
        self.present.setIcon(self._look.icon("present"))

    def show_name(self, name: str, modified: bool) -> None:
        self.dot.setVisible(modified)
        if name != self._title:
            self._title = name
            self.name.setToolTip(name)
            self._fit()

    def show_zoom(self, zoom: float) -> None:
        """1.0 is 100 %."""
        self.zoom.setText(f"{round(zoom * 100)} %")

    def show_maps(self, document: Document, current: str) -> None:
        """A tab for each map."""
        self.maps.show_maps(document, current)
        self._fit()

    def map_at(self, place: QPoint) -> str:
        """The map whose tab is at a point of the screen, "" for none."""
        return self.maps.map_at(place)

    def event(self, event: QEvent) -> bool:
        # What stands in the bar has come to want another width.
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Shortens the document's name to the room beside the tabs; without room for both the zoom goes."""
        px = self._look.px
        maps = self.maps.minimumSizeHint().width()
        free = self.width() - px(_EDGES) - self.tools.sizeHint().width()
        gone = self.zoom_tools.sizeHint().width() + GAP if self.zoom_tools.isHidden() else 0
        whole = self.name.fontMetrics().horizontalAdvance(self._title) + 2
        self.zoom_tools.setVisible(free - gone >= min(whole, px(READABLE)) + maps)
        free = self.width() - px(_EDGES) - self.tools.sizeHint().width()
        fair = max(round(free * NAME_SHARE), free - self.maps.wanted().width())
        name = min(px(WIDEST_NAME), max(px(NARROWEST), min(fair, free - maps)))
        words = _elided(self.name, self._title, name)
        self.name.setText(words)
        used = self.name.fontMetrics().horizontalAdvance(words) + 2
        self.name.setMinimumWidth(used)
        self.maps.setMaximumWidth(max(maps, free - used))


def _elided(widget: QWidget, text: str, width: int) -> str:
    return widget.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)


def _tool(action: QAction, size: int = 20) -> QToolButton:
    tool = QToolButton()
    tool.setDefaultAction(action)
    tool.setIconSize(QSize(size, size))
    tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    tool.setCursor(Qt.CursorShape.PointingHandCursor)
    return tool
