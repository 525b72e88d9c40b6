"""Menus whose keys can be read in a window that is read from the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from journeyeditor.ui.moments import as_read_here

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenuBar, QStyleOptionMenuItem


def add_menu(above: QMenuBar | QMenu, title: str) -> Menu:
    """A new menu below another, or in a bar."""
    menu = Menu(title, above)
    above.addMenu(menu)
    return menu


class Menu(QMenu):
    """Qt's own turns the signs of keys about there: `Ctrl++` would be shown as `++Ctrl`."""

    def initStyleOption(self, option: QStyleOptionMenuItem, action: QAction) -> None:
        super().initStyleOption(option, action)
        words, tab, keys = option.text.partition("\t")
        if keys:
            option.text = words + tab + as_read_here(keys)
