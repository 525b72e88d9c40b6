"""The tabs of a document's maps: choose, rename in place, reorder by dragging and by keys.

Qt's own tab bar scrolls where there are more than fit, and is read by screen readers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QTabBar, QWidget

from journeyeditor.model.messages import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QMoveEvent

    from journeyeditor.ui.theme import Look

HEIGHT, PAD = 34, 16
"""Height of a tab, and the room beside its words, in logical pixels at 100 %."""

WIDEST, NARROWEST = 190, 56
"""How wide a tab is at most and at least, likewise."""

UNTITLED = N_("Untitled map")
_TABS = N_("Maps")
_HINT = N_("F2 renames, Ctrl and an arrow moves, the menu key offers more")
_RENAME = N_("Title of the map")
_FIELD = 140
_CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True, slots=True)
class Tab:
    """A map: its id and title."""

    key: str
    title: str


class MapTabs(QTabBar):
    """`chosen` carries a map's id; `moved` an id and the place among the others; `renamed` an id and a title.

    `menu_asked` carries an id and where on the screen, `delete_asked` an id; `left` asks to go to the canvas.
    """

    chosen = Signal(str)
    moved = Signal(str, int)
    renamed = Signal(str, str)
    menu_asked = Signal(str, QPoint)
    delete_asked = Signal(str)
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("mapTabs")
        self._look = look
        self._shown: tuple[Tab, ...] = ()
        self._field: TitleField | None = None
        self._dragged = ""
        self.setMovable(True)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(look.tr_(_TABS))
        self.setAccessibleDescription(look.tr_(_HINT))
        self.setFixedHeight(look.px(HEIGHT))
        self.currentChanged.connect(self._changed)
        self.tabMoved.connect(self._on_moved)

    # What is shown

    def show_maps(self, maps: Sequence[Tab], current: str) -> None:
        """A tab for each map, in order, that of the map `current` chosen."""
        self.blockSignals(True)
        if tuple(maps) != self._shown or self.keys() != [tab.key for tab in maps]:
            self._shown = tuple(maps)
            self._build()
        self.setCurrentIndex(self.place_of(current))
        self.blockSignals(False)

    def _build(self) -> None:
        self.stop_renaming()
        while self.count() > len(self._shown):
            self.removeTab(self.count() - 1)
        while self.count() < len(self._shown):
            self.addTab("")
        for place, tab in enumerate(self._shown):
            words = tab.title or self._look.tr_(UNTITLED)
            self.setTabText(place, self._elided(words).replace("&", "&&"))
            self.setAccessibleTabName(place, words)
            self.setTabToolTip(place, words)
            self.setTabData(place, tab.key)

    def _bold(self) -> QFontMetrics:
        font = self.font()
        font.setBold(True)
        return QFontMetrics(font)

    def _elided(self, words: str) -> str:
        """The words as a tab has room for, whose end often tells one map from the other."""
        # Qt's own eliding measures the plain font and cuts the bold title of the chosen tab at both ends.
        room = self._look.px(WIDEST) - 2 * self._look.px(PAD)
        line = " ".join(words.split())
        return self._bold().elidedText(line, Qt.TextElideMode.ElideMiddle, room)

    def keys(self) -> list[str]:
        """The maps in the order of their tabs."""
        return [str(self.tabData(place)) for place in range(self.count())]

    def place_of(self, key: str) -> int:
        keys = self.keys()
        return keys.index(key) if key in keys else -1

    @property
    def current(self) -> str:
        """The map whose tab is chosen, "" for none."""
        return str(self.tabData(self.currentIndex())) if self.currentIndex() >= 0 else ""

    def map_at(self, place: QPoint) -> str:
        """The map whose tab is at a point of the screen, "" for none."""
        here = self.mapFromGlobal(place)
        at = self.tabAt(here) if self.isVisible() and self.rect().contains(here) else -1
        return str(self.tabData(at)) if at >= 0 else ""

    def tabSizeHint(self, index: int) -> QSize:
        words = self.tabText(index).replace("&&", "&")
        px = self._look.px
        wide = self._bold().horizontalAdvance(words) + 2 * px(PAD)
        if self._field is not None and self.tabData(index) == self._field.key:
            wide = max(wide, px(_FIELD))
        return QSize(min(max(wide, px(NARROWEST)), px(WIDEST)), px(HEIGHT))

    def minimumTabSizeHint(self, index: int) -> QSize:
        # Tabs keep their size; where there is no room for all of them the bar scrolls.
        return self.tabSizeHint(index)

    def sizeHint(self) -> QSize:
        wide = sum(self.tabSizeHint(place).width() for place in range(self.count()))
        return QSize(wide, self._look.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self._look.px(WIDEST)), self._look.px(HEIGHT))

    # Choosing and moving

    def _changed(self, place: int) -> None:
        # While a tab is dragged past others the chosen one stays the same map.
        if place >= 0 and not self._dragged:
            self.chosen.emit(str(self.tabData(place)))

    def _on_moved(self, _start: int, _end: int) -> None:
        self._dragged = self._dragged or self.current

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        key, self._dragged = self._dragged, ""
        if key:
            self._moved(key, self.place_of(key))

    def _moved(self, key: str, place: int) -> None:
        """Asks for the new order; until that is granted the tabs stand as the document has the maps."""
        if 0 <= place < self.count():
            self.moved.emit(key, place)
        if self.keys() != [tab.key for tab in self._shown]:
            self.show_maps(self._shown, self.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, here = event.key(), self.currentIndex()
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        forward = Qt.Key.Key_Left if rtl else Qt.Key.Key_Right
        if key == Qt.Key.Key_F2:
            self.rename(self.current)
        elif key == Qt.Key.Key_Delete:
            self.delete_asked.emit(self.current)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Down}:
            self.left.emit()
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right} and event.modifiers() & _CTRL:
            self._moved(self.current, here + (1 if key == forward else -1))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        at = self.currentIndex() if by_key else self.tabAt(event.pos())
        if at >= 0:
            below = self.mapToGlobal(self.tabRect(at).bottomLeft())
            where = below if by_key else event.globalPos()
            self.menu_asked.emit(str(self.tabData(at)), where)

    # Renaming

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self.tabAt(event.position().toPoint())
        if at >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.rename(str(self.tabData(at)))
        else:
            super().mouseDoubleClickEvent(event)

    def rename(self, key: str) -> None:
        """Lays a field over a tab, with the title in it."""
        place = self.place_of(key)
        if place < 0:
            return
        self.stop_renaming()
        title = next(tab.title for tab in self._shown if tab.key == key)
        over = self.parentWidget() or self
        field = self._field = TitleField(over, key, title)
        field.setAccessibleName(self._look.tr_(_RENAME))
        field.setPlaceholderText(self._look.tr_(UNTITLED))
        field.done.connect(self._renamed)
        self._lay_anew(place)
        self._place_field()
        field.show()
        field.raise_()
        field.setFocus()
        field.selectAll()

    def _lay_anew(self, place: int) -> None:
        """A tab whose title is edited is wide enough to type in."""
        self.setTabText(place, self.tabText(place))
        self.updateGeometry()

    def _place_field(self) -> None:
        """The field lies over its tab, wherever that is now."""
        field = self._field
        if field is None:
            return
        rect = self.tabRect(self.place_of(field.key))
        rect.moveTopLeft(self.mapTo(field.parentWidget() or self, rect.topLeft()))
        field.setGeometry(rect)

    def tabLayoutChange(self) -> None:
        super().tabLayoutChange()
        self._place_field()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._place_field()

    @property
    def renaming(self) -> TitleField | None:
        return self._field

    def stop_renaming(self) -> None:
        """The field goes, and what was typed with it."""
        field, self._field = self._field, None
        if field is not None:
            field.over = True
            field.hide()
            field.deleteLater()
            if (place := self.place_of(field.key)) >= 0:
                self._lay_anew(place)

    def _renamed(self, title: str, taken: bool) -> None:
        field = self._field
        if field is None:
            return
        had_focus, key, before = field.hasFocus(), field.key, field.before
        self.stop_renaming()
        if had_focus:
            self.setFocus()
        if taken and title != before:
            self.renamed.emit(key, title)


class TitleField(QLineEdit):
    """A title under edit: Enter and leaving take it, Esc does not. `done` carries the text and whether to take it."""

    done = Signal(str, bool)

    def __init__(self, parent: QWidget, key: str, title: str) -> None:
        super().__init__(title, parent)
        self.setObjectName("tabTitle")
        self.key, self.before = key, title
        self.over = False

    def _end(self, taken: bool) -> None:
        if not self.over:
            self.over = True
            self.done.emit(self.text().strip(), taken)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._end(True)
        elif event.key() == Qt.Key.Key_Escape:
            self._end(False)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in {
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        }:
            self._end(True)
