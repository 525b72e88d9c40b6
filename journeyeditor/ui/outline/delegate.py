"""How the outline's cells are painted and edited: lines, texts, choices, marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
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
from journeyeditor.ui.moments import in_own_direction
from journeyeditor.ui.outline.cells import (
    CHOICES_ROLE,
    FIELD_ROLE,
    GOODNESS_ROLE,
    HUE_ROLE,
    KEY_ROLE,
    OFFERED_ROLE,
    PROBLEM_ROLE,
    WAY_ROLE,
    Role,
)
from journeyeditor.ui.outline.column import TURNED, Way
from journeyeditor.ui.soon import soon
from journeyeditor.ui.widgets.dates import DateField
from journeyeditor.ui.widgets.fields import LineField, Quiet, TextField
from journeyeditor.ui.widgets.tags import TagsField

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QAbstractItemModel

    from journeyeditor.model.messages import Message
    from journeyeditor.ui.theme import Look

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT = 30
"""Of each row, in logical pixels at 100 %."""

MARK, LINES = 9, 4
"""Radius of a face or star in logical pixels at 100 %; how many lines a text has room for while it is edited."""

BOX, DOT = 16, 6
"""Side of a tick's box and radius of a dot of colour in logical pixels at 100 %."""

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_TABS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}


class CellDelegate(QStyledItemDelegate):
    """Paints and edits the cells of one view.

    `refused` carries why what was typed can't be; `panel_wanted` that the present cell is edited in a panel beside
    it. `left_for` tells, after an edit, that the keyboard goes on to the next cell (1) or the one before (-1), and
    `added` that a new row is to follow.
    """

    refused = Signal(object)
    panel_wanted = Signal()
    left_for = Signal(int)
    added = Signal()

    def __init__(self, look: Look, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._look, self._view = look, view
        self._open: QWidget | None = None
        self._problem: Callable[[str], Message | None] | None = None

    # Painting

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideRight
        option.state &= ~QStyle.StateFlag.State_HasFocus
        marked = index.data(GOODNESS_ROLE) is not None or bool(index.data(HUE_ROLE))
        if self._mirrored and option.text:
            # Each text runs in its own direction, its full stop at its own end.
            option.text = in_own_direction(option.text)
        if index.data(WAY_ROLE) in TURNED:
            # The mark says it; the words are for sorting and screen readers.
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
        self._mark(painter, option.rect, index)
        if self._view.currentIndex() == index and self._view.hasFocus():
            painter.save()
            painter.setPen(QPen(self._look.colour("accent"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
            painter.restore()

    def _mark(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """The face, star, tick or dot of colour at the beginning of a cell."""
        way, goodness, hue = (index.data(role) for role in (WAY_ROLE, GOODNESS_ROLE, HUE_ROLE))
        if goodness is not None:
            x, y = self._mark_at(rect)
            self._look.paint.shapes(painter, face(goodness, x, y, self._look.px(MARK)))
        elif way == Way.STAR:
            self._star(painter, rect, index.data(Role.CheckStateRole))
        elif way == Way.CHECK:
            self._tick(painter, rect, index.data(Role.CheckStateRole) == Qt.CheckState.Checked)
        elif hue:
            self._dot(painter, rect, str(hue))

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

    def _tick(self, painter: QPainter, rect: QRect, on: bool) -> None:
        x, y = self._mark_at(rect)
        half = self._look.px(BOX) / 2
        box = QRectF(x - half, y - half, 2 * half, 2 * half)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour("accent" if on else "field.line"), 1.5))
        painter.setBrush(self._look.colour("accent" if on else "field"))
        painter.drawRoundedRect(box, 4, 4)
        painter.restore()
        if on:
            inner = 2 * half - 4
            self._look.paint.paint(painter, "check", box.x() + 2, box.y() + 2, inner, "accent.ink")

    def _dot(self, painter: QPainter, rect: QRect, hue: str) -> None:
        x, y = self._mark_at(rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour(f"hue.{hue}"), 1.5))
        painter.setBrush(self._look.colour(f"hue.{hue}"))
        radius = self._look.px(DOT)
        painter.drawEllipse(QPointF(x, y), radius, radius)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), self._look.px(ROW_HEIGHT))

    # Editing

    def createEditor(  # type: ignore[override]
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget | None:
        way = index.data(WAY_ROLE)
        if way == Way.PANEL:
            # The view is in the middle of opening an editor.
            soon(self, self.panel_wanted.emit)
            return None
        made = self._made(way, index)
        if made is None:
            return None
        if isinstance(made, LineField | TextField):
            made.place = (index.data(KEY_ROLE),), index.data(FIELD_ROLE)
            self._problem = index.data(PROBLEM_ROLE)
        made.setParent(parent)
        self._open = made
        header = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        made.setAccessibleName(str(header))
        return made

    def _made(self, way: Way, index: Index) -> QWidget | None:
        if way == Way.CHOICE:
            chooser = Quiet(self._look)
            chooser.picked.connect(self._picked)
            soon(chooser, chooser.showPopup)
            return chooser
        if way == Way.TEXT:
            return TextField(lines=LINES, most=2 * LINES)
        if way == Way.DATE:
            dated = DateField(self._look)
            dated.picked.connect(self._picked)
            return dated
        if way == Way.TAGS:
            return TagsField(index.data(OFFERED_ROLE)())
        return LineField() if way in {Way.LINE, Way.NUMBER} else None

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = index.data(Role.EditRole)
        if isinstance(editor, Quiet):
            if not editor.values:
                choices = index.data(CHOICES_ROLE)
                editor.set_choices(choices() if choices is not None else ())
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
        elif isinstance(editor, DateField | TagsField):
            rect.setWidth(max(rect.width(), self._look.px(150)))
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

    def _wrong(self, editor: QWidget) -> bool:
        """Whether what is typed can't be; then it stays, marked, and why is said."""
        if not isinstance(editor, LineField | TextField) or self._problem is None:
            return False
        problem = self._problem(editor.text())
        if problem is not None:
            self.refused.emit(problem)
        editor.setProperty("invalid", problem is not None)
        editor.style().unpolish(editor)
        editor.style().polish(editor)
        return problem is not None

    def _picked(self) -> None:
        editor = self.sender()
        if isinstance(editor, QWidget):
            self._end(editor)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter ends an edit at once; in a text it breaks the line with Shift. Tab goes on to the next cell."""
        if (
            isinstance(editor, QWidget)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and not self._completing(editor)
            and self._ends(editor, event)
        ):
            return True
        return bool(super().eventFilter(editor, event))

    @staticmethod
    def _completing(editor: QWidget) -> bool:
        return isinstance(editor, TagsField) and editor.offering

    def _ends(self, editor: QWidget, event: QKeyEvent) -> bool:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        key = Qt.Key(event.key())
        on = _TABS.get(key, 0)
        if not on and (key not in _ENTER or shift):
            return False
        if self._wrong(editor):
            return True
        self._end(editor)
        if on:
            self.left_for.emit(-1 if shift else on)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.added.emit()
        return True

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """A click on the mark, or Space, turns it over."""
        if index.data(WAY_ROLE) not in TURNED:
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
