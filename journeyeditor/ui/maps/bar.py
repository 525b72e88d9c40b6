"""The maps of a document in the top bar: tabs, a new one, all of them at a glance, and what of one is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from journeyeditor.model.messages import N_
from journeyeditor.ui.maps.tabs import MapTabs, Tab
from journeyeditor.ui.widgets.build import row
from journeyeditor.ui.widgets.buttons import IconButton

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from journeyeditor.model.document import Document
    from journeyeditor.ui.actions import ActionSet
    from journeyeditor.ui.theme import Look

ADD = N_("Add a map")
_NEW = ("add-map", "add-map-template", None, "duplicate-map", "to-be-map")
_TAB = (
    "rename-map",
    "duplicate-map",
    "to-be-map",
    None,
    "map-earlier",
    "map-later",
    None,
    "map-settings",
    None,
    "delete-map",
)


class MapBar(QWidget):
    """The tabs with their buttons. `tabs` tells what is done with them; the buttons call actions."""

    def __init__(self, look: Look, actions: ActionSet) -> None:
        super().__init__()
        self._look, self._actions = look, actions
        self.tabs = MapTabs(look)
        self.add = IconButton(look, "plus", look.tr_(ADD), "ink.quiet", 18)
        self.add.setObjectName("menuButton")
        self.add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.add.setMenu(self._menu(_NEW))
        self.all = _called(look, actions["overview"], "overview")
        self.shown = _called(look, actions["shown"], "eye")
        line = self._line = row(self, 2)
        for widget in (self.tabs, self.add, self.all, self.shown):
            line.addWidget(widget)
        self.tabs.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def _menu(self, names: tuple[str | None, ...]) -> QMenu:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        for name in names:
            if name is None:
                menu.addSeparator()
            else:
                menu.addAction(self._actions[name])
        return menu

    def show_maps(self, document: Document, current: str) -> None:
        """A tab for each map of the document."""
        self.tabs.show_maps([Tab(one.id, one.title) for one in document.maps], current)
        self.tabs.updateGeometry()

    def wanted(self) -> QSize:
        """The room that all tabs and the buttons would take."""
        return self._line.sizeHint()

    def map_at(self, place: QPoint) -> str:
        """The map whose tab is at a point of the screen, "" for none."""
        return self.tabs.map_at(place)

    def pop_up(self, at: QPoint) -> None:
        """What can be done with the chosen map."""
        menu = self._menu(_TAB)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)


def _called(look: Look, action: QAction, icon: str) -> IconButton:
    """A button with an action's words and keys that does what the action does."""
    made = IconButton(look, icon, action.text(), "ink.quiet", 18)
    made.setToolTip(action.toolTip())
    made.clicked.connect(action.trigger)
    return made
