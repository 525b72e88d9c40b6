"""What people type into the fields over the map, as systems send it: input methods, dead keys, emoji, menus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from journeyeditor.model.entities import Card
from journeyeditor.ui.canvas.field_box import FieldBox, TextField
from journeyeditor.ui.canvas.view import Canvas
from tests.ui.canvas.conftest import Hand
from tests.ui.canvas.test_drag_cards import first_card

CTRL = Qt.KeyboardModifier.ControlModifier
FAMILY = "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}"


def title_field(canvas: Canvas) -> TextField:
    canvas.edit(first_card(canvas).id)
    box = canvas.texts.box
    assert isinstance(box, FieldBox)
    return box.fields["title"]


def compose(field: TextField, *preedit: str, commit: str = "") -> None:
    """What an input method sends while somebody composes, and at the end."""
    underlined = QTextCharFormat()
    underlined.setFontUnderline(True)
    for text in preedit:
        kind = QInputMethodEvent.AttributeType.TextFormat
        attribute = QInputMethodEvent.Attribute(kind, 0, len(text), underlined)
        QApplication.sendEvent(field, QInputMethodEvent(text, [attribute]))
    event = QInputMethodEvent()
    event.setCommitString(commit)
    QApplication.sendEvent(field, event)


def title(canvas: Canvas) -> str:
    return canvas.editor.document.one(Card, first_card(canvas).id).title


@pytest.mark.parametrize(
    ("preedit", "commit"),
    [(("に", "にほ", "日本"), "日本"), (("´",), "é"), ((), FAMILY), (("ㅎ", "하", "한"), "한")],
)
def test_what_is_composed_comes_in_as_one(
    canvas: Canvas, hand: Hand, preedit: tuple[str, ...], commit: str
) -> None:
    field = title_field(canvas)
    assert field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    compose(field, *preedit, commit=commit)
    assert field.toPlainText() == commit
    hand.key(Qt.Key.Key_Return)
    assert title(canvas) == commit
    assert canvas.editor.history.undo_step is not None
    canvas.editor.undo()
    assert canvas.editor.history.undo_step is None


def test_what_is_being_composed_is_no_part_of_the_text(canvas: Canvas, hand: Hand) -> None:
    before = title(canvas)
    field = title_field(canvas)
    field.moveCursor(field.textCursor().MoveOperation.End)
    event = QInputMethodEvent("にほ", [])
    QApplication.sendEvent(field, event)
    assert field.toPlainText() == before
    QApplication.sendEvent(field, QInputMethodEvent())
    hand.key(Qt.Key.Key_Return)
    assert title(canvas) == before


def test_the_field_has_an_undo_of_its_own(canvas: Canvas) -> None:
    field = title_field(canvas)
    before = field.toPlainText()
    QTest.keyClicks(field, "new")
    assert field.toPlainText() == "new"
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.toPlainText() == before
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert field.toPlainText() == "new"
    assert canvas.editor.history.undo_step is None


@pytest.mark.parametrize(
    "reason", [Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason]
)
def test_going_to_a_menu_ends_nothing(canvas: Canvas, reason: Qt.FocusReason) -> None:
    field = title_field(canvas)
    QTest.keyClicks(field, "new")
    QApplication.sendEvent(field, QFocusEvent(QFocusEvent.Type.FocusOut, reason))
    assert canvas.texts.box is not None
    assert canvas.editor.history.undo_step is None


def test_going_elsewhere_keeps_the_text(canvas: Canvas) -> None:
    field = title_field(canvas)
    QTest.keyClicks(field, "new")
    canvas.setFocus()
    assert canvas.texts.box is None
    assert title(canvas) == "new"


def test_the_field_has_the_type_of_the_map(canvas: Canvas) -> None:
    """At 100 % the words in the field are as large and as far apart as on the card."""
    canvas.actual_size()
    field = title_field(canvas)
    assert canvas.placed is not None
    found = canvas.placed.card(first_card(canvas).id)
    assert found is not None
    _lane, placed = found
    assert abs(field.text_height - placed.title.h) <= 0.5
    assert abs(field.viewport().width() - placed.title.w) <= 4


def test_below_sixty_percent_it_is_typed_at_full_size(canvas: Canvas) -> None:
    canvas.actual_size()
    large = title_field(canvas).font().pixelSize()
    canvas.commit_pending()
    while canvas.zoom >= 0.6:
        canvas.zoom_out()
    field = title_field(canvas)
    assert field.font().pixelSize() == large
    assert canvas.viewport().rect().intersects(field.parentWidget().geometry())  # type: ignore[union-attr]


def test_the_keys_of_the_field_are_told(canvas: Canvas, hand: Hand) -> None:
    told: list[str] = []
    canvas.cursor_described.connect(told.append)
    hand.click(hand.card(first_card(canvas).id))
    title_field(canvas)
    assert "Down: the text below" in told[-1]
    hand.key(Qt.Key.Key_Escape)
    assert told[-1].startswith(title(canvas))


def test_the_text_is_reached_at_once_by_keys(canvas: Canvas, hand: Hand) -> None:
    hand.click(hand.card(first_card(canvas).id))
    hand.key(Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    box = canvas.texts.box
    assert box is not None
    assert box.fields["text"].hasFocus()
