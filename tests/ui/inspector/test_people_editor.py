"""The persona editor: all personas, in order, with all that is known of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from journeyeditor.editing.operations.images import put_image
from journeyeditor.model.entities import Persona, Rating
from journeyeditor.model.messages import message
from journeyeditor.ui.inspector.controls import TextControl
from journeyeditor.ui.inspector.shown_on import ShownOn
from journeyeditor.ui.people_editor import PeopleEditor, portrait_of
from tests.support.png import png
from tests.ui.inspector.bench import Bench, type_into

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def people(bench: Bench, qtbot: QtBot) -> Iterator[PeopleEditor]:
    """Open over the inspector, at the second persona."""
    second = bench.map.personas[1]
    made = PeopleEditor(bench.panel, bench.bridge, bench.panel, bench.map.id, second)
    made.show()
    qtbot.waitExposed(made)
    yield made
    if isValid(made):
        made.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def field(people: PeopleEditor, name: str) -> TextControl:
    found = [*people.who.texts(), *people.what.texts()]
    return next(part for part in found if part.objectName() == name)


def names(people: PeopleEditor) -> list[str]:
    return [persona.name for persona in people.document.personas]


def test_it_opens_at_the_persona_that_was_asked_for(bench: Bench, people: PeopleEditor) -> None:
    assert people.chosen == bench.map.personas[1]
    assert field(people, "name").input.text() == "Persona 2"
    people.list.setCurrentRow(0)
    assert field(people, "name").input.text() == "Persona 1"


def test_typing_counts_at_once_and_is_undone_here_too(bench: Bench, people: PeopleEditor) -> None:
    role = field(people, "role")
    type_into(role, "Buyer")
    people.list.setCurrentRow(0)
    assert bench.document.personas[1].role == "Buyer"
    assert people.list.item(1).text() == "Persona 2\nBuyer"
    people.list.setFocus()
    QTest.keySequence(people, QKeySequence(QKeySequence.StandardKey.Undo))
    assert bench.document.personas[1].role == ""
    QTest.keySequence(people, QKeySequence(QKeySequence.StandardKey.Redo))
    assert bench.document.personas[1].role == "Buyer"


def test_personas_are_added_moved_and_deleted(bench: Bench, people: PeopleEditor) -> None:
    people.add.click()
    assert names(people) == ["Persona 1", "Persona 2", "Persona 3"]
    assert people.list.currentRow() == 2 and field(people, "name").input.hasFocus()
    assert not people.down.isEnabled() and people.down.toolTip() == "This is the last one."
    people.up.click()
    people.up.click()
    assert names(people) == ["Persona 3", "Persona 1", "Persona 2"]
    assert people.list.currentRow() == 0 and not people.up.isEnabled()
    people.list.setCurrentRow(1)
    gone = people.chosen
    assert "ratings on all maps" in people.bin.toolTip()
    people.bin.click()
    assert names(people) == ["Persona 3", "Persona 2"]
    assert not any(rating.persona == gone for rating in bench.document.all(Rating))
    assert people.list.currentRow() == 1


def test_without_personas_it_says_what_to_do(bench: Bench, people: PeopleEditor) -> None:
    for _ in range(2):
        people.bin.click()
    assert not people.document.personas
    assert not people.empty.isHidden() and people.who.isHidden()
    assert not people.bin.isEnabled()
    assert people.bin.accessibleDescription() == "Choose a persona first."


def test_one_persona_serves_all_maps(bench: Bench, people: PeopleEditor) -> None:
    part = next(p for p in people.who.parts if isinstance(p, ShownOn))
    switch = part.switches[bench.map.id]
    assert switch.isChecked()
    switch.click()
    assert people.chosen not in bench.map.personas
    switch.click()
    assert bench.map.personas[-1] == people.chosen


def test_what_is_typed_counts_when_it_is_closed(bench: Bench, people: PeopleEditor) -> None:
    type_into(field(people, "goals"), "- Save time")
    people.done_button.click()
    assert bench.document.personas[1].goals == "- Save time"


def test_what_is_refused_is_said_here(bench: Bench, people: PeopleEditor) -> None:
    field(people, "bio").input.setPlainText("x" * 20_001)  # type: ignore[union-attr]
    people.commit_pending()
    assert "20000" in people.said.text() or "20,000" in people.said.text()
    assert bench.document.personas[1].bio == ""


def test_a_portrait_is_round_and_a_name_has_its_first_letter(
    bench: Bench, people: PeopleEditor
) -> None:
    persona = bench.document.personas[0]
    letter = portrait_of(people.look, bench.document, persona, 0).toImage()
    patch = put_image(bench.document, persona.id, "portrait", png(30, 30, 200))
    bench.editor.commit(message("x"), patch)
    picture = portrait_of(
        people.look, bench.document, bench.document.one(Persona, persona.id), 0
    ).toImage()
    middle = picture.pixelColor(picture.width() // 2, picture.height() // 2)
    assert (middle.red(), picture.pixelColor(1, 1).alpha()) == (200, 0)
    assert letter.pixelColor(8, letter.height() // 2) == people.look.colour("persona.1")


def test_escape_leaves_the_field_first_and_then_the_editor(people: PeopleEditor) -> None:
    role = field(people, "role")
    type_into(role, "Never mind")
    QTest.keyClick(role.input, Qt.Key.Key_Escape)
    assert role.input.text() == "" and people.done_button.hasFocus()
    QTest.keyClick(people.done_button, Qt.Key.Key_Escape)
    assert not isValid(people) or not people.isVisible()


def test_it_is_never_larger_than_the_screen(people: PeopleEditor) -> None:
    people.take_size(9_000, 9_000)
    room = people.screen().availableGeometry().size()
    assert people.width() < room.width() and people.height() < room.height()
