"""Rows of lists in their own direction of reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from journeyeditor.ui.moments import in_own_direction

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView

    Index = QModelIndex | QPersistentModelIndex


class ReadingDelegate(QStyledItemDelegate):
    """Each line of a row runs in its own direction: signs at its ends, and the ellipsis of a cut one, stay there."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        view.setTextElideMode(Qt.TextElideMode.ElideRight)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if option.direction is Qt.LayoutDirection.RightToLeft:
            option.text = in_own_direction(option.text)
