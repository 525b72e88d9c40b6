"""All pages small, one below the other, to be gone through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from journeyeditor.ui.moments import as_read_here

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from journeyeditor.ui.printing.press import MadePage
    from journeyeditor.ui.theme import Look

Index = QModelIndex | QPersistentModelIndex
WIDTH = 128
"""Of the whole list in logical pixels, at 100 %."""

_SIDE, _WORDS, _PAD = 84, 18, 8
_PAGE = Qt.ItemDataRole.UserRole


class PagesModel(QAbstractListModel):
    """The pages that there will be, those that are made with their pictures. `name` tells a page in words."""

    def __init__(self, name: Callable[[int, MadePage | None], str], parent: QObject) -> None:
        super().__init__(parent)
        self._name = name
        self.pages: list[MadePage | None] = []

    def plan(self, count: int) -> None:
        """So many pages, none made yet."""
        self.beginResetModel()
        self.pages = [None] * count
        self.endResetModel()

    def put(self, made: MadePage) -> None:
        self.pages[made.index] = made
        at = self.index(made.index)
        self.dataChanged.emit(at, at)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self.pages)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        page = self.pages[index.row()]
        if role == _PAGE:
            return page
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._name(index.row(), page)
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        page: MadePage | None = index.data(_PAGE)
        side, high = self._look.px(_SIDE), self._look.px(_SIDE) * 0.71
        if page is not None:
            high = page.picture.height() * side / max(page.picture.width(), page.picture.height())
        return QSize(side, round(high) + self._look.px(_WORDS) + 2 * self._look.px(_PAD))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect = self._look, option.rect
        pad, words = look.px(_PAD), look.px(_WORDS)
        painter.save()
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(look.colour("accent"), 1.5) if chosen else Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent.tint" if chosen else "hover"))
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 1, -2, -1), 6, 6)
        self._paper(painter, index.data(_PAGE), QRectF(rect).adjusted(0, pad, 0, -pad - words))
        painter.setPen(look.colour("ink" if chosen else "ink.quiet"))
        font = painter.font()
        font.setPixelSize(look.px(11))
        painter.setFont(font)
        under = rect.adjusted(pad, rect.height() - words - pad // 2, -pad, 0)
        page: MadePage | None = index.data(_PAGE)
        label = page.page.label if page is not None and page.page.label else str(index.row() + 1)
        painter.drawText(under, int(Qt.AlignmentFlag.AlignHCenter), as_read_here(label))
        painter.restore()

    def _paper(self, painter: QPainter, page: MadePage | None, room: QRectF) -> None:
        """The page, or an empty sheet while it is made."""
        image = page.picture if page is not None else QImage()
        ratio = image.height() / image.width() if not image.isNull() else 0.71
        width = self._look.px(_SIDE) / max(1.0, ratio)
        sheet = QRectF(0, 0, width, width * ratio)
        sheet.moveCenter(room.center())
        painter.fillRect(sheet, Qt.GlobalColor.white)
        if not image.isNull():
            painter.drawImage(sheet, image)
        painter.setPen(QPen(self._look.colour("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(sheet)


class Thumbnails(QListView):
    """The list of pages; the current one is the one that is shown large."""

    def __init__(self, look: Look, title: str, name: Callable[[int, MadePage | None], str]) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.pages = PagesModel(name, self)
        self.setModel(self.pages)
        self._delegate = _Delegate(look, self)
        self.setItemDelegate(self._delegate)
        self.setFixedWidth(look.px(WIDTH))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        look.repaints(self.viewport())

    def choose(self, row: int) -> None:
        """Makes a page the current one, in sight."""
        index = self.pages.index(row)
        if index.isValid() and index.row() != self.currentIndex().row():
            self.setCurrentIndex(index)
            self.scrollTo(index)
