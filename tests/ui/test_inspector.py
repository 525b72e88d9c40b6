"""The inspector: one step for each edit, no fight with its own echo, everything of the selection in reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from journeyeditor.editing.editor import Editor
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.people import connect
from journeyeditor.editing.operations.ratings import rate
from journeyeditor.model.entities import (
    DOCUMENT_KEY,
    Card,
    Evidence,
    Lane,
    LaneKind,
    Layer,
    Map,
    Persona,
    Quote,
    Scale,
    Stage,
    Status,
)
from journeyeditor.model.frozen import FrozenMap
from journeyeditor.model.messages import message
from journeyeditor.model.rules import MAX_TEXT
from journeyeditor.ui.bridge import Bridge
from journeyeditor.ui.inspector.controls import (
    ChoiceControl,
    Control,
    NumberControl,
    RowControl,
    StepperControl,
    SwitchControl,
    TextControl,
    read_number,
)
from journeyeditor.ui.inspector.evidence import EvidencePart
from journeyeditor.ui.inspector.feelings import Feelings
from journeyeditor.ui.inspector.links import LinkRow, Links
from journeyeditor.ui.inspector.panel import PUT_ASIDE, Inspector
from journeyeditor.ui.inspector.people import HiddenLanes, People
from journeyeditor.ui.inspector.quotes import Quotes
from journeyeditor.ui.inspector.scale import ScaleEditor, moved_names
from journeyeditor.ui.widgets.fields import TextField
from journeyeditor.ui.widgets.rows import RatingSlider
from tests.support.maps import small_document
from tests.support.sources import fixed_clock, fixed_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from journeyeditor.model.document import Document
    from journeyeditor.ui.world import World

W = TypeVar("W", bound=QWidget)


@dataclass
class Bench:
    """An inspector over a small document, and what is looked at in it."""

    editor: Editor
    panel: Inspector
    said: list[str]

    @property
    def document(self) -> Document:
        return self.editor.document

    @property
    def map(self) -> Map:
        return self.document.maps[0]

    def cards(self, kind: LaneKind) -> list[Card]:
        lane = next(ln for ln in self.document.lanes(self.map.id) if ln.kind is kind)
        return list(self.document.cards(lane.id))

    def card(self, kind: LaneKind = LaneKind.TOUCHPOINT) -> Card:
        return self.cards(kind)[0]

    def select(self, *keys: str) -> None:
        self.editor.select(keys)

    def control(self, name: str, kind: type[W]) -> W:
        found = next(part for part in self.panel.parts if part.objectName() == name)
        assert isinstance(found, kind)
        return found

    def steps(self) -> int:
        """How many steps can be undone."""
        count = 0
        while self.editor.undo() is not None:
            count += 1
        for _ in range(count):
            self.editor.redo()
        return count


@pytest.fixture
def bench(world: World, qtbot: QtBot) -> Iterator[Bench]:
    editor = Editor(small_document(), fixed_clock)
    bridge = Bridge(editor)
    panel = Inspector(world.look, bridge, fixed_ids(7))
    bridge.setParent(panel)
    said: list[str] = []
    panel.said.connect(lambda one: said.append(one.text()))
    panel.show_map(editor.document.maps[0].id)
    panel.resize(304, 900)
    panel.show()
    qtbot.waitExposed(panel)
    panel.activateWindow()
    yield Bench(editor, panel, said)
    panel.close()
    panel.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def type_into(control: TextControl, text: str) -> None:
    control.input.setFocus()
    control.input.selectAll()
    QTest.keyClicks(control.input, text)


def test_nothing_selected_shows_the_map_and_the_document(bench: Bench) -> None:
    names = [part.objectName() for part in bench.panel.parts]
    assert names.count("title") == 2
    assert {"scenario", "people", "scale", "density", "client", "language"} <= set(names)


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


def faces(bench: Bench) -> Feelings:
    return bench.control("feelings", Feelings)


def test_faces_rate_and_take_back(bench: Bench) -> None:
    card = bench.card()
    bench.select(card.id)
    series, row = faces(bench).rows[0]
    row.buttons[-2.0].click()  # type: ignore[union-attr]
    rating = bench.document.rating(card.id, series.persona)
    assert rating is not None and rating.value == -2.0
    assert row.buttons[-2.0].isChecked()  # type: ignore[union-attr]
    row.buttons[-2.0].click()  # type: ignore[union-attr]
    assert bench.document.rating(card.id, series.persona) is None


def test_faces_say_their_level(bench: Bench) -> None:
    bench.select(bench.card().id)
    names = [b.accessibleName() for b in faces(bench).rows[0][1].buttons.values()]  # type: ignore[union-attr]
    assert names == ["Frustrated −2", "Annoyed −1", "Neutral 0", "Pleased 1", "Delighted 2"]


def test_the_worst_is_left_where_low_is_good(bench: Bench) -> None:
    scale = Scale(1, 5, high_is_good=False)
    patch = set_fields(bench.document, bench.map.id, scale=scale)
    for rating in list(bench.document.all(type(bench.document.ratings(bench.card().id)[0]))):
        patch = patch.then(rate(bench.document, [rating.card], rating.persona, None))
    bench.editor.commit(message("x"), patch)
    bench.select(bench.card().id)
    assert list(faces(bench).rows[0][1].buttons) == [5.0, 4.0, 3.0, 2.0, 1.0]  # type: ignore[union-attr]


def test_many_levels_have_a_slider(bench: Bench) -> None:
    bench.editor.commit(
        message("x"), set_fields(bench.document, bench.map.id, scale=Scale(-10, 10))
    )
    card = bench.card()
    bench.select(card.id)
    series, row = faces(bench).rows[0]
    assert isinstance(row, RatingSlider)
    row.slider.setSliderPosition(7)
    row.slider.sliderReleased.emit()
    rating = bench.document.rating(card.id, series.persona)
    assert rating is not None and rating.value == 7.0


def test_several_cards_are_rated_together(bench: Bench) -> None:
    keys = [card.id for card in bench.cards(LaneKind.TOUCHPOINT)[:2]]
    bench.select(*keys)
    series, row = faces(bench).rows[0]
    row.buttons[1.0].click()  # type: ignore[union-attr]
    for key in keys:
        rating = bench.document.rating(key, series.persona)
        assert rating is not None and rating.value == 1.0
    assert bench.steps() == 1


def test_a_layer_that_is_used_has_a_row_of_its_own(bench: Bench) -> None:
    card, persona = bench.card(), bench.map.personas[0]
    bench.select(card.id)
    before = len(faces(bench).rows)
    patch = rate(bench.document, [card.id], persona, 1.0, Layer.TARGET)
    bench.editor.commit(message("x"), patch)
    assert len(faces(bench).rows) == before + 1


def test_the_star_marks_a_moment_of_truth(bench: Bench) -> None:
    card = bench.card()
    bench.select(card.id)
    bench.panel.star.click()
    assert bench.document.one(Card, card.id).moment_of_truth is not card.moment_of_truth
    bench.select(bench.card(LaneKind.PAIN).id)
    assert bench.panel.star.isHidden()


def test_choices_and_rows_set_their_fields(bench: Bench) -> None:
    card = bench.card()
    bench.select(card.id)
    channel = bench.control("channel", ChoiceControl)
    index = channel.input.values.index("phone")
    channel.input.activated.emit(index)
    assert bench.document.one(Card, card.id).channel == "phone"
    pain = bench.card(LaneKind.PAIN)
    bench.select(pain.id)
    bench.control("impact", RowControl).input.buttons[4].click()
    bench.control("status", ChoiceControl).input.picked.emit(Status.DOING)
    after = bench.document.one(Card, pain.id)
    assert (after.impact, after.status) == (4, Status.DOING)
    bench.control("impact", RowControl).input.buttons[4].click()
    assert bench.document.one(Card, pain.id).impact is None


def test_evidence_follows_the_quotes_until_it_is_set(bench: Bench) -> None:
    card = next(c for c in bench.document.all(Card) if bench.document.quotes(c.id))
    bench.select(card.id)
    part = bench.control("evidence", EvidencePart)
    assert not part.note.isHidden() and part.automatic.isHidden()
    assert part.levels.buttons[Evidence.PARTLY].isChecked()
    part.levels.buttons[Evidence.BACKED].click()
    assert bench.document.one(Card, card.id).evidence is Evidence.BACKED
    assert part.note.isHidden()
    part.automatic.click()
    assert bench.document.one(Card, card.id).evidence is None


def test_quotes_are_added_edited_and_removed(bench: Bench) -> None:
    card = bench.card()
    bench.select(card.id)
    before = len(bench.document.quotes(card.id))
    bench.control("quotes", Quotes).add.click()
    QApplication.processEvents()
    added = bench.control("quotes", Quotes).cards[-1]
    assert len(bench.document.quotes(card.id)) == before + 1
    QTest.keyClicks(added.inputs["text"], "Too slow")
    QTest.keyClicks(added.inputs["participant"], "P9")
    added.commit_pending()
    quote = bench.document.quotes(card.id)[-1]
    assert (quote.text, quote.participant) == ("Too slow", "P9")
    added.bin.click()
    assert bench.document.find(Quote, quote.id) is None


def test_linked_cards_are_listed_and_a_click_selects(bench: Bench) -> None:
    first, second = bench.card(), bench.card(LaneKind.PAIN)
    bench.editor.commit(message("x"), connect(bench.document, fixed_ids(9), second.id, first.id))
    bench.select(first.id)
    rows = bench.control("links", Links).findChildren(LinkRow)
    row = next(r for r in rows if r.property("card") == second.id)
    row.click()
    assert bench.editor.selection == {second.id}


def test_width_steps_and_stays_on_the_map(bench: Bench) -> None:
    card = bench.card()
    bench.select(card.id)
    stepper = bench.control("span", StepperControl)
    assert not stepper.less.isEnabled()
    stepper.more.click()
    assert bench.document.one(Card, card.id).span == 2
    stepper.less.click()
    assert bench.document.one(Card, card.id).span == 1


def test_a_number_that_is_none_is_said_and_kept_in_the_field(bench: Bench) -> None:
    width = bench.control("step_width", NumberControl)
    for wrong, words in (("wide", "is not a number"), ("20", "is from 96 to 480")):
        type_into(width, wrong)
        width.commit_pending()
        assert width.input.property("invalid") is True
        assert width.input.text() == wrong
        assert words in bench.said[-1]
    assert bench.map.step_width == 168
    type_into(width, "200")
    width.commit_pending()
    assert bench.map.step_width == 200
    assert width.input.property("invalid") is False


@pytest.mark.parametrize(
    ("text", "number"),
    [("3.5", 3.5), (" 12 ", 12.0), ("-4", -4.0), ("x", None), ("", None), ("nan", None)],
)
def test_reading_numbers(text: str, number: float | None) -> None:
    assert read_number(text) == number


def test_stages_have_goal_and_hue(bench: Bench) -> None:
    stage = bench.document.stages(bench.map.id)[0]
    bench.select(stage.id)
    bench.control("hue", RowControl).input.buttons["rose"].click()
    goal = bench.control("goal", TextControl)
    type_into(goal, "Be found")
    goal.commit_pending()
    after = bench.document.one(Stage, stage.id)
    assert (after.hue, after.goal) == ("rose", "Be found")


def test_a_hidden_lane_can_be_brought_back(bench: Bench) -> None:
    lane = bench.document.lanes(bench.map.id)[2]
    bench.select(lane.id)
    bench.control("hidden", SwitchControl).input.click()
    assert bench.document.one(Lane, lane.id).hidden
    bench.select()
    part = bench.control("hidden-lanes", HiddenLanes)
    next(b for b in part.findChildren(QWidget) if b.property("lane") == lane.id).click()  # type: ignore[attr-defined]
    assert not bench.document.one(Lane, lane.id).hidden


def test_a_lane_with_cards_is_not_offered_to_hold_none(bench: Bench) -> None:
    lane = next(ln for ln in bench.document.lanes(bench.map.id) if bench.document.cards(ln.id))
    bench.select(lane.id)
    offered = bench.control("kind", ChoiceControl).input.values
    assert LaneKind.PAIN in offered
    assert LaneKind.EMOTION not in offered and LaneKind.DIVIDER not in offered


def persona_button(bench: Bench, key: str, words: str) -> QWidget:
    part = bench.control("people", People)
    return next(
        b
        for b in part.findChildren(QWidget)
        if b.property("persona") == key and b.accessibleName() == words
    )


def test_personas_are_added_reordered_hidden_and_edited(bench: Bench) -> None:
    first, second = bench.map.personas
    persona_button(bench, second, "Further up").click()  # type: ignore[attr-defined]
    assert list(bench.map.personas) == [second, first]
    persona_button(bench, first, "Hide on this map").click()  # type: ignore[attr-defined]
    assert list(bench.map.personas) == [second]
    persona_button(bench, first, "Show on this map").click()  # type: ignore[attr-defined]
    persona_button(bench, first, "Edit the persona").click()  # type: ignore[attr-defined]
    assert bench.editor.selection == {first}
    role = bench.control("role", TextControl)
    type_into(role, "Buyer")
    role.commit_pending()
    assert bench.document.one(Persona, first).role == "Buyer"


def test_a_persona_can_be_deleted_with_its_ratings(bench: Bench) -> None:
    key = bench.map.personas[0]
    bench.select(key)
    part = next(p for p in bench.panel.parts if p.objectName() == "delete-persona")
    part.findChildren(QPushButton)[0].click()
    assert bench.document.find(Persona, key) is None
    assert all(
        rating.persona != key
        for c in bench.document.all(Card)
        for rating in bench.document.ratings(c.id)
    )


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


def test_the_scale_says_what_becomes_of_ratings_before_it_does_it(bench: Bench) -> None:
    before = bench.document
    scale = bench.control("scale", ScaleEditor)
    scale.lowest.setValue(0)
    scale.highest.setValue(10)
    assert not scale.notice.isHidden()
    words = scale.words.text().replace("\N{NO-BREAK SPACE}", " ")
    assert words == "Ratings become: −2 → 0, −1 → 2.5"
    assert bench.document is before
    scale.apply.click()
    assert (bench.map.scale.min, bench.map.scale.max) == (0, 10)
    assert bench.map.scale.names[10] == "Delighted"
    assert bench.steps() == 1


def test_a_scale_change_can_be_called_off(bench: Bench) -> None:
    before = bench.document
    scale = bench.control("scale", ScaleEditor)
    scale.highest.setValue(7)
    scale.cancel.click()
    assert scale.notice.isHidden()
    assert scale.highest.value() == 2
    assert bench.document is before


def test_a_scale_that_can_not_be_is_not_applied(bench: Bench) -> None:
    scale = bench.control("scale", ScaleEditor)
    scale.highest.setValue(-5)
    assert not scale.apply.isEnabled()
    assert "at most 20 apart" in scale.words.text()


def test_levels_are_named_at_once(bench: Bench) -> None:
    scale = bench.control("scale", ScaleEditor)
    field = scale.names[2]
    field.setText("Overjoyed")
    field.commit()
    assert bench.map.scale.names[2] == "Overjoyed"


def test_names_move_with_their_levels() -> None:
    old = Scale(-2, 2, FrozenMap({-2: "bad", 0: "so so", 1: "fine", 2: "good"}))
    assert moved_names(old, Scale(1, 5)) == {1: "bad", 3: "so so", 4: "fine", 5: "good"}
    assert moved_names(old, Scale(0, 6)) == {0: "bad", 3: "so so", 6: "good"}


def test_several_values_are_shown_as_such(bench: Bench) -> None:
    pains = bench.cards(LaneKind.PAIN)[:2]
    bench.editor.commit(
        message("x"), set_fields(bench.document, pains[0].id, owner="Kim", impact=2)
    )
    bench.select(*(card.id for card in pains))
    owner = bench.control("owner", TextControl)
    assert owner.input.placeholderText() == "Several values"
    assert not any(
        b.isChecked() for b in bench.control("impact", RowControl).input.buttons.values()
    )
    type_into(owner, "Ada")
    owner.commit_pending()
    assert {bench.document.one(Card, card.id).owner for card in pains} == {"Ada"}


def test_document_fields_are_there(bench: Bench) -> None:
    client = bench.control("client", TextControl)
    type_into(client, "ACME")
    client.commit_pending()
    assert bench.document.info.client == "ACME"
    assert DOCUMENT_KEY in bench.document


def test_every_control_can_be_named_by_a_screen_reader(bench: Bench) -> None:
    controls = [part for part in bench.panel.parts if isinstance(part, Control)]
    unnamed = [
        part.objectName()
        for part in controls
        if hasattr(part, "input") and not part.input.accessibleName()
    ]
    assert unnamed == []


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
