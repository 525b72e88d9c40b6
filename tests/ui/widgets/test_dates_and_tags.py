"""Dates and tags are typed, stepped through and completed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest

from journeyeditor.ui.widgets.dates import Calendar, DateField, date_in, stepped
from journeyeditor.ui.widgets.tags import TagsField, word_at

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.theme import Look

Key = Qt.Key


@pytest.mark.parametrize(
    ("text", "days", "months", "expected"),
    [
        ("2026-02-28", 1, 0, "2026-03-01"),
        ("2024-02-28", 1, 0, "2024-02-29"),
        ("2026-01-31", 0, 1, "2026-02-28"),
        (" 2026-01-01 ", -1, 0, "2025-12-31"),
        ("Q2", 1, 0, None),
        ("2026-02-30", 1, 0, None),
        ("", 1, 0, None),
    ],
)
def test_a_day_is_stepped_through_and_a_word_stays(
    text: str, days: int, months: int, expected: str | None
) -> None:
    assert stepped(text, days, months) == expected


def test_arrows_go_on_by_days_and_leave_words_alone(look: Look, qtbot: QtBot) -> None:
    field = DateField(look)
    qtbot.addWidget(field)
    field.put("2026-12-31")
    QTest.keyClick(field, Key.Key_Up)
    assert field.text() == "2027-01-01"
    QTest.keyClick(field, Key.Key_PageDown)
    assert field.text() == "2026-12-01"
    field.put("Q2")
    QTest.keyClick(field, Key.Key_Up)
    assert field.text() == "Q2"


def test_a_day_is_picked_from_the_calendar_by_keys(look: Look, qtbot: QtBot) -> None:
    field = DateField(look)
    qtbot.addWidget(field)
    field.show()
    field.put("2026-03-31")
    picked: list[str] = []
    field.picked.connect(lambda: picked.append(field.text()))
    QTest.keyClick(field, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = field.calendar
    assert isinstance(calendar, Calendar)
    assert calendar.days.selectedDate() == QDate(2026, 3, 31)
    calendar.days.setSelectedDate(QDate(2026, 4, 2))
    calendar.days.activated.emit(calendar.days.selectedDate())
    assert (field.text(), picked) == ("2026-04-02", ["2026-04-02"])
    assert date_in(field.text()) == QDate(2026, 4, 2)


def test_escape_closes_the_calendar_and_changes_nothing(look: Look, qtbot: QtBot) -> None:
    field = DateField(look)
    qtbot.addWidget(field)
    field.show()
    field.put("Q2")
    field.open_calendar()
    assert field.calendar is not None
    grid = field.calendar.focusWidget() or field.calendar
    QTest.keyClick(grid, Key.Key_Escape)
    qtbot.waitUntil(lambda: field.calendar is None)
    assert field.text() == "Q2"


@pytest.mark.parametrize(
    ("text", "at", "word"),
    [
        ("a, bc, d", 4, "bc"),
        ("a, bc, d", 0, "a"),
        ("a,", 2, ""),
        ("", 0, ""),
        ("one two", 3, "one two"),
    ],
)
def test_the_word_at_the_cursor(text: str, at: int, word: str) -> None:
    first, last = word_at(text, at)
    assert text[first:last] == word


def test_tags_are_completed_but_those_that_stand_there(qtbot: QtBot) -> None:
    field = TagsField(["price", "print", "people"])
    qtbot.addWidget(field)
    field.show()
    QTest.keyClicks(field, "price, pr")
    assert field.offering
    assert field.completer_.completionCount() == 1
    field.completer_.activated.emit("print")
    assert field.text() == "price, print, "
    QTest.keyClicks(field, "x")
    assert not field.offering
