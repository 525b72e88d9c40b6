"""Fields that are typed into: one step for each edit, no fight with its own echo, nothing lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import (
    Card,
    LaneKind,
)
from journeyeditor.model.messages import message
from journeyeditor.model.rules import MAX_TEXT
from journeyeditor.ui.inspector.controls import (
    NumberControl,
    TextControl,
)
from journeyeditor.ui.inspector.numbers import read_number
from journeyeditor.ui.inspector.panel import PUT_ASIDE
from journeyeditor.ui.widgets.fields import TextField

if TYPE_CHECKING:
    pass

from tests.ui.inspector.bench import Bench, type_into


def test_typing_is_one_step_on_leaving(bench: Bench) -> None:
    bench.select(bench.card().id)
    title = bench.control("title", TextControl)
    type_into(title, "Signs at last")
    assert bench.steps() == 0
    title.input.clearFocus()
    assert bench.document.one(Card, bench.card().id).title == "Signs at last"
    assert bench.steps() == 1


def test_escape_restores_and_makes_no_step(bench: Bench) -> None:
    bench.select(bench.card().id)
    title = bench.control("title", TextControl)
    before = bench.card().title
    type_into(title, "Never mind")
    QTest.keyClick(title.input, Qt.Key.Key_Escape)
    title.input.clearFocus()
    assert title.input.text() == before
    assert bench.steps() == 0


def test_undo_in_a_field_is_the_fields_own(bench: Bench) -> None:
    bench.select(bench.card().id)
    title = bench.control("title", TextControl)
    before = bench.card().title
    type_into(title, "x")
    QTest.keyClick(title.input, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert title.input.text() == before


def test_a_change_from_elsewhere_never_overwrites_what_is_typed(bench: Bench) -> None:
    card = bench.card()
    bench.select(card.id)
    title = bench.control("title", TextControl)
    type_into(title, "Mine")
    bench.editor.commit(message("x"), set_fields(bench.document, card.id, text="Theirs"), "other")
    assert title.input.text() == "Mine"
    assert bench.control("text", TextControl).input.text() == "Theirs"


def test_selecting_something_else_commits_to_what_was_edited(bench: Bench) -> None:
    first, second = bench.cards(LaneKind.TOUCHPOINT)[:2]
    bench.select(first.id)
    type_into(bench.control("title", TextControl), "First")
    bench.select(second.id)
    assert bench.document.one(Card, first.id).title == "First"
    assert bench.document.one(Card, second.id).title == second.title


def test_undo_shows_in_the_field(bench: Bench) -> None:
    card = bench.card()
    bench.select(card.id)
    title = bench.control("title", TextControl)
    type_into(title, "New")
    title.commit_pending()
    bench.editor.undo()
    assert bench.control("title", TextControl).input.text() == card.title


def test_an_edit_builds_nothing_anew(bench: Bench) -> None:
    bench.select(bench.card().id)
    title = bench.control("title", TextControl)
    type_into(title, "Same widgets")
    title.commit_pending()
    assert bench.control("title", TextControl) is title


def test_a_number_that_is_none_is_said_and_kept_in_the_field(bench: Bench) -> None:
    width = bench.control("step_width", NumberControl)
    for wrong, words in (("wide", "is not a length"), ("20", "is from 33.9 mm to")):
        type_into(width, wrong)
        width.commit_pending()
        assert width.input.property("invalid") is True
        assert width.input.text() == wrong
        assert words in bench.said[-1]
    assert bench.map.step_width == 168
    type_into(width, "200 pt")
    width.commit_pending()
    assert bench.map.step_width == 200
    assert width.input.property("invalid") is False


@pytest.mark.parametrize(
    ("text", "number"),
    [("3.5", 3.5), (" 12 ", 12.0), ("-4", -4.0), ("x", None), ("", None), ("nan", None)],
)
def test_reading_numbers(text: str, number: float | None) -> None:
    assert read_number(text) == number


def test_a_refused_text_is_on_the_clipboard_when_its_field_goes(bench: Bench) -> None:
    cards = list(bench.document.all(Card))
    bench.select(cards[0].id)
    long = "x" * (MAX_TEXT + 1)
    bench.control("text", TextControl).input.setPlainText(long)  # type: ignore[union-attr]
    bench.select(cards[1].id)
    assert QGuiApplication.clipboard().text() == long
    assert bench.document.one(Card, cards[0].id) == cards[0]
    assert bench.said[-1] == PUT_ASIDE


def test_a_text_in_a_right_to_left_script_stands_at_the_right(bench: Bench) -> None:
    bench.select(bench.card().id)
    field = bench.control("text", TextControl).input
    assert isinstance(field, TextField)
    field.setPlainText("يظهر رسم الخدمة")
    assert field.document().defaultTextOption().alignment() == Qt.AlignmentFlag.AlignRight
    field.setPlainText("A fee")
    assert field.document().defaultTextOption().alignment() == Qt.AlignmentFlag.AlignLeft


def test_too_long_a_text_is_refused_in_one_sentence_and_stays(bench: Bench) -> None:
    card = bench.card()
    bench.select(card.id)
    text = bench.control("text", TextControl)
    text.input.setFocus()
    text.input.setPlainText("x" * 20_001)  # type: ignore[union-attr]
    text.commit_pending()
    assert bench.document.one(Card, card.id).text == card.text
    assert len(bench.said) == 1
    assert len(text.input.text()) == 20_001
