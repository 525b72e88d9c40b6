"""The menu bar of a window, from the table of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup

from journeyeditor.app.catalogue import available_languages
from journeyeditor.ui.action_table import MENUS
from journeyeditor.ui.soon import soon
from journeyeditor.ui.theme import chosen_language_name
from journeyeditor.ui.widgets.menu import add_menu

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QMenu

    from journeyeditor.ui.main_window import MainWindow


class WindowMenus(QObject):
    """The menus of one window; filled anew with each set of actions."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def fill(self) -> None:
        """Every action of the window in its menu, and its shortcut in force."""
        window = self._window
        for title, items in MENUS:
            self._fill(add_menu(window.menuBar(), window.look.tr_(title)), items)
        window.tools.use_keys(window.actions_)
        # Shortcuts hold wherever the focus is, also while the menu bar is hidden.
        window.addActions(list(window.actions_.actions.values()))

    def clear(self) -> None:
        """No menus and no shortcuts, before other actions come."""
        window = self._window
        for action in window.actions():
            window.removeAction(action)
        window.menuBar().clear()

    def _fill(self, menu: QMenu, items: Iterable[object]) -> None:
        menu.setToolTipsVisible(True)
        for item in items:
            if item is None:
                menu.addSeparator()
            elif item == "languages":
                self._languages(menu)
            elif isinstance(item, tuple):
                self._fill(add_menu(menu, self._window.look.tr_(item[0])), item[1])
            else:
                menu.addAction(self._window.actions_[str(item)])

    def _languages(self, menu: QMenu) -> None:
        services = self._window.world.services
        group = QActionGroup(menu)
        for code in available_languages(services.resources):
            action = QAction(chosen_language_name(code), menu)
            action.setCheckable(True)
            action.setChecked(code == services.language)
            action.setData(code)
            action.triggered.connect(self._language_chosen)
            group.addAction(action)
            menu.addAction(action)

    def _language_chosen(self) -> None:
        action, window = self.sender(), self._window
        if isinstance(action, QAction):
            window.keep("language", action.data())
            # The menu that was chosen from is taken away by this.
            soon(window, window.rebuild)
