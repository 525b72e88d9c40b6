"""A field for a date: typed, stepped through by keys, or picked from a calendar; a word such as “Q2” is as good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QWidget

from journeyeditor.model.messages import LANGUAGE, N_
from journeyeditor.ui.widgets.build import column
from journeyeditor.ui.widgets.fields import LineField

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from journeyeditor.ui.theme import Look

CALENDAR, OPEN = N_("Calendar"), N_("Open the calendar (Alt+Down)")
WIDTH, HEIGHT = 272, 220
"""Of a month, in pixels at 100 %."""

ISO = "yyyy-MM-dd"
"""How a date that was picked is written (ISO 8601); what a person types stays as it is."""

_DAYS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_MONTHS = {Qt.Key.Key_PageUp: 1, Qt.Key.Key_PageDown: -1}


def date_in(text: str) -> QDate | None:
    """The day that a text names in ISO 8601; None for a word, a quarter, or no day at all."""
    found = QDate.fromString(text.strip(), ISO)
    return found if found.isValid() else None


def stepped(text: str, days: int, months: int) -> str | None:
    """The text of the day so much later; None where the text is no day."""
    day = date_in(text)
    return None if day is None else day.addMonths(months).addDays(days).toString(ISO)


class Calendar(QFrame):
    """A month to pick a day from. `picked` carries the day in ISO 8601; Esc and a click elsewhere only close it."""

    picked = Signal(str)

    def __init__(self, parent: QWidget, look: Look, shown: QDate) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.days = QCalendarWidget()
        self.days.setAccessibleName(look.tr_(CALENDAR))
        self.days.setLocale(QLocale(look.translate(LANGUAGE)))
        self.days.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.days.setGridVisible(False)
        self.days.setSelectedDate(shown)
        self.days.setMinimumSize(look.px(WIDTH), look.px(HEIGHT))
        plain = QTextCharFormat()
        plain.setForeground(look.colour("ink.quiet"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.days.setWeekdayTextFormat(day, plain)
        names = QTextCharFormat()
        names.setForeground(look.colour("ink.quiet"))
        names.setBackground(look.colour("panel"))
        self.days.setHeaderTextFormat(names)
        for name, icon in (("prev", "chevron-left"), ("next", "chevron-right")):
            button = self.days.findChild(QToolButton, f"qt_calendar_{name}month")
            if button is not None:
                button.setIcon(look.icon(icon, "ink.quiet"))
        self.days.activated.connect(self._pick)
        self.days.clicked.connect(self._pick)
        column(self, 0, (6, 6, 6, 6)).addWidget(self.days)
        self._grid = self.days.findChild(QWidget, "qt_calendar_calendarview") or self.days
        self._grid.installEventFilter(self)

    def show_beside(self, widget: QWidget) -> None:
        """Opens under a field, or above it where the screen ends."""
        self.adjustSize()
        at = widget.mapToGlobal(QPoint(0, widget.height() + 2))
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            at.setX(at.x() + widget.width() - self.width())
        room = widget.screen().availableGeometry()
        if at.y() + self.height() > room.bottom():
            at.setY(at.y() - widget.height() - self.height() - 4)
        at.setX(max(room.left(), min(at.x(), room.right() - self.width())))
        self.move(at)
        self.show()
        self._grid.setFocus()

    def _pick(self, day: QDate) -> None:
        self.close()
        self.picked.emit(day.toString(ISO))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            self.close()
            return True
        return super().eventFilter(watched, event)


class DateField(LineField):
    """One line with a calendar at its end. Up and Down go on by a day, with the page keys by a month.

    `picked` tells that a day was chosen in the calendar.
    """

    picked = Signal()

    def __init__(self, look: Look, hint: str = "") -> None:
        super().__init__(hint)
        self._look = look
        self._opener = QAction(look.icon("calendar", "ink.quiet"), look.tr_(OPEN), self)
        self._opener.triggered.connect(self.open_calendar)
        self.addAction(self._opener, LineField.ActionPosition.TrailingPosition)
        self.calendar: Calendar | None = None

    def open_calendar(self) -> None:
        """The month of the date that stands here, else this month."""
        shown = date_in(self.text()) or QDate.currentDate()
        self.calendar = Calendar(self, self._look, shown)
        self.calendar.picked.connect(self._picked)
        self.calendar.destroyed.connect(self._closed)
        self.calendar.show_beside(self)

    def _picked(self, day: str) -> None:
        self.setText(day)
        self.commit()
        self.picked.emit()

    def _closed(self) -> None:
        self.calendar = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_F4 or (
            key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            self.open_calendar()
            return
        later = stepped(self.text(), _DAYS.get(key, 0), _MONTHS.get(key, 0))
        if later is not None and (key in _DAYS or key in _MONTHS):
            self.setText(later)
            return
        super().keyPressEvent(event)
