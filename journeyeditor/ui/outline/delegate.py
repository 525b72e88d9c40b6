"""How the outline's cells are painted and edited: lines, texts, choices, marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from journeyeditor.layout.drawing import Shape
from journeyeditor.layout.faces import face
from journeyeditor.layout.outlines import star
from journeyeditor.ui.outline.cells import (
    CHOICES_ROLE,
    FIELD_ROLE,
    GOODNESS_ROLE,
    KEY_ROLE,
    WAY_ROLE,
    Role,
)
from journeyeditor.ui.outline.columns import Way
from journeyeditor.ui.soon import soon
from journeyeditor.ui.widgets.fields import LineField, Quiet, TextField

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtGui import QPainter

    from journeyeditor.ui.theme import Look

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT = 30
"""Of each row, in logical pixels at 100 %."""

MARK, LINES = 9, 4
"""Radius of a face or star in logical pixels at 100 %; how many lines a text has room for while it is edited."""

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class CellDelegate(QStyledItemDelegate):
    """Paints and edits the cells of one view."""

    def __init__(self, look: Look, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._look, self._view = look, view
        self._open: QWidget | None = None

    # Painting

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideRight
        option.state &= ~QStyle.StateFlag.State_HasFocus
        marked = index.data(GOODNESS_ROLE) is not None
        if self._mirrored and option.text:
            # Each text runs in its own direction, its full stop at its own end.
            option.text = f"\N{FIRST STRONG ISOLATE}{option.text}\N{POP DIRECTIONAL ISOLATE}"
        if index.data(WAY_ROLE) == Way.CHECK:
            # The star says it; the words are for sorting and screen readers.
            option.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
            option.text = ""
        elif marked:
            option.text = f"{self._room()}{option.text}"

    def _room(self) -> str:
        """Blanks as wide as a face, so that the words stand behind it in either direction of reading."""
        blank = "\N{EN SPACE}"
        wide = max(self._view.fontMetrics().horizontalAdvance(blank), 1)
        return blank * (self._look.px(2 * MARK + 4) // wide + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        rect: QRect = option.rect
        goodness = index.data(GOODNESS_ROLE)
        if goodness is not None:
            x, y = self._mark_at(rect)
            self._look.paint.shapes(painter, face(goodness, x, y, self._look.px(MARK)))
        elif index.data(WAY_ROLE) == Way.CHECK:
            self._star(painter, rect, index.data(Role.CheckStateRole))
        if self._view.currentIndex() == index and self._view.hasFocus():
            painter.save()
            painter.setPen(QPen(self._look.colour("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
            painter.restore()

    @property
    def _mirrored(self) -> bool:
        return self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _mark_at(self, rect: QRect) -> tuple[float, float]:
        in_from_edge = self._look.px(MARK + 5)
        x = rect.right() - in_from_edge if self._mirrored else rect.left() + in_from_edge
        return x, rect.center().y() + 0.5

    def _star(self, painter: QPainter, rect: QRect, state: Any) -> None:
        x, y = self._mark_at(rect)
        on = state == Qt.CheckState.Checked
        fill, line = ("moment", "moment.line") if on else (None, "ink.quiet")
        outline = star(0, 0, self._look.px(MARK))
        self._look.paint.shapes(
            painter, (Shape(outline, x, y, fill=fill, stroke=line, stroke_width=1.5),)
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), self._look.px(ROW_HEIGHT))

    # Editing

    def createEditor(  # type: ignore[override]
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget | None:
        made: QWidget
        way = index.data(WAY_ROLE)
        if way == Way.CHOICE:
            made = Quiet(self._look)
            made.picked.connect(self._picked)
            soon(made, made.showPopup)
        elif way == Way.TEXT:
            made = TextField(lines=LINES, most=2 * LINES)
        elif way == Way.LINE:
            made = LineField()
        else:
            return None
        if isinstance(made, LineField | TextField):
            made.place = (index.data(KEY_ROLE),), index.data(FIELD_ROLE)
        made.setParent(parent)
        self._open = made
        header = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        made.setAccessibleName(str(header))
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = index.data(Role.EditRole)
        if isinstance(editor, Quiet):
            if not editor.values:
                choices = index.data(CHOICES_ROLE)
                offered = choices() if choices is not None else ()
                editor.set_choices([(value, words, "") for value, words in offered])
                editor.show_value(value)
        elif isinstance(editor, LineField | TextField):
            editor.show_value(str(value or ""))
            if isinstance(editor, LineField):
                editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, Quiet):
            if editor.currentIndex() >= 0:
                model.setData(index, editor.value, Role.EditRole)
        elif isinstance(editor, LineField | TextField):
            model.setData(index, editor.text(), Role.EditRole)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rect = QRect(option.rect)
        if isinstance(editor, Quiet):
            rect.setWidth(max(rect.width(), self._look.px(160)))
        if isinstance(editor, TextField):
            rect.setHeight(editor.height())
            rect.setWidth(max(rect.width(), self._look.px(240)))
        else:
            spare = max(0, editor.sizeHint().height() - rect.height())
            rect.adjust(0, -(spare // 2), 0, spare - spare // 2)
        editor.setGeometry(self._inside(rect))

    def _inside(self, rect: QRect) -> QRect:
        """A rectangle moved so that as much of it as can is in the view."""
        room = self._view.viewport().rect()
        moved = QRect(rect)
        moved.moveBottom(min(moved.bottom(), room.bottom()))
        moved.moveRight(min(moved.right(), room.right()))
        moved.moveTop(max(moved.top(), room.top()))
        moved.moveLeft(max(moved.left(), room.left()))
        return moved

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        self._open = None
        super().destroyEditor(editor, index)

    def commit_pending(self) -> None:
        """What is typed in an open cell becomes part of the document."""
        if self._open is not None:
            self._end(self._open)

    def _end(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _picked(self) -> None:
        editor = self.sender()
        if isinstance(editor, QWidget):
            self._end(editor)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter ends an edit at once; in a text it breaks the line with Shift."""
        if (
            isinstance(editor, QWidget)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _ENTER
            and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self._end(editor)
            return True
        return bool(super().eventFilter(editor, event))

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """A click on the star, or Space, turns the mark over."""
        if index.data(WAY_ROLE) != Way.CHECK:
            return bool(super().editorEvent(event, model, option, index))
        if not index.flags() & Qt.ItemFlag.ItemIsUserCheckable or not self._turns(event, option):
            return False
        on = index.data(Role.CheckStateRole) == Qt.CheckState.Checked
        return bool(model.setData(index, not on, Role.CheckStateRole))

    def _turns(self, event: QEvent, option: QStyleOptionViewItem) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            x, y = self._mark_at(option.rect)
            at, near = event.position(), self._look.px(MARK + 5)
            return abs(at.x() - x) <= near and abs(at.y() - y) <= near
        return (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in {Qt.Key.Key_Space, *_ENTER}
        )
