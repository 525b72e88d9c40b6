"""What a screen reader gets to know of the canvas."""

import gc
import weakref
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
)
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from journeyeditor.editing.editor import Changed
from journeyeditor.editing.operations.columns import move_stage
from journeyeditor.editing.operations.connectors import connect
from journeyeditor.editing.operations.deletion import delete
from journeyeditor.editing.operations.locks import set_locked
from journeyeditor.model.entities import Card, Lane, LaneKind, Persona, Stage, Step
from journeyeditor.model.messages import message, untranslated
from journeyeditor.ui.application import accessible_interface
from journeyeditor.ui.canvas.accessible import EDIT, CanvasInterface, interface_for
from journeyeditor.ui.canvas.announcer import Announcer
from journeyeditor.ui.canvas.contents import Sort, Thing
from journeyeditor.ui.canvas.view import Canvas
from tests.support.canvases import make_canvas
from tests.support.maps import generated_document
from tests.ui.canvas.conftest import Hand
from tests.ui.canvas.test_drag_cards import first_card

NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def tree(canvas: Canvas) -> Iterator[CanvasInterface]:
    QAccessible.installFactory(accessible_interface)
    made = QAccessible.queryAccessibleInterface(canvas)
    assert isinstance(made, CanvasInterface)
    yield made
    made.release()


@dataclass
class Heard:
    """What was said, and which other events were sent."""

    words: list[str] = field(default_factory=list)
    urgent: list[str] = field(default_factory=list)
    events: list[QAccessible.Event] = field(default_factory=list)
    focused: list[str] = field(default_factory=list)

    def hear(self, event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            self.words.append(event.message())
            if event.politeness() == QAccessible.AnnouncementPoliteness.Assertive:
                self.urgent.append(event.message())
            return
        self.events.append(event.type())
        if event.type() == QAccessible.Event.Focus:
            self.focused.append(event.accessibleInterface().text(NAME))


@pytest.fixture
def heard(canvas: Canvas, tree: CanvasInterface) -> Heard:
    found = Heard()
    announcer = Announcer(canvas, lambda: True, found.hear)
    canvas.editor.subscribe(announcer.changed)
    return found


def thing(tree: CanvasInterface, sort: Sort, place: int = 0) -> Thing:
    return [one for one in tree.things() if one.sort is sort][place]


def test_the_canvas_is_a_list_of_all_that_is_on_the_map(
    canvas: Canvas, tree: CanvasInterface
) -> None:
    document = canvas.editor.document
    assert tree.role() == QAccessible.Role.List
    assert "Generated journey" in tree.text(NAME)
    sorts = [one.sort for one in tree.things()]
    assert sorts.count(Sort.CARD) == len(list(document.all(Card)))
    assert sorts.count(Sort.STAGE) == len(list(document.all(Stage)))
    assert sorts.count(Sort.STEP) == len(list(document.all(Step)))
    assert sorts.count(Sort.LANE) == len(list(document.all(Lane)))
    assert sorts.count(Sort.POINT) > 0
    assert tree.childCount() == len(sorts)
    for place in range(tree.childCount()):
        item = tree.child(place)
        assert item is not None
        assert tree.indexOfChild(item) == place
        assert item.text(NAME)
        assert not item.rect().isEmpty()


def test_a_card_tells_title_lane_place_and_rating(canvas: Canvas, tree: CanvasInterface) -> None:
    card = first_card(canvas)
    canvas.editor.select([card.id])
    canvas.commands.rate_digit(1)
    item = tree.card(card.id)
    lane = canvas.editor.document.one(Lane, card.lane).title
    place = f"{card.title} · {lane} · Stage 1 · Step 1.1 · 1 of 1"
    assert item.text(NAME) == f"{place} · Persona 1: Frustrated −2"
    assert card.text.split()[0] in item.text(DESCRIPTION)
    assert item.role() == QAccessible.Role.ListItem
    assert item.parent() is tree
    assert tree.child(tree.indexOfChild(item)) is item


def test_heads_points_and_arrows_tell_what_they_are(canvas: Canvas, tree: CanvasInterface) -> None:
    cards = [one.key for one in tree.things() if one.sort is Sort.CARD]
    document = canvas.editor.document
    patch = connect(document, canvas.ids, cards[0], cards[1])
    canvas.commit(message("Connect"), patch)
    first, second = (document.one(Card, key).title for key in cards[:2])
    words = {
        sort: tree.item(thing(tree, sort)).text(NAME)
        for sort in (Sort.STAGE, Sort.STEP, Sort.LANE, Sort.POINT, Sort.ARROW)
    }
    assert words[Sort.STAGE] == "Stage Stage 1 · 1 of 5"
    assert words[Sort.STEP] == "Step Step 1.1 · Stage 1 · 1 of 2"
    assert words[Sort.LANE] == "Lane Touchpoint · 1 of 6"
    assert words[Sort.POINT].startswith(f"Persona 1 feels at “{first}” · ")
    assert words[Sort.ARROW] == f"Arrow from “{first}” to “{second}”"


def test_a_card_lies_where_it_is_seen(canvas: Canvas, hand: Hand, tree: CanvasInterface) -> None:
    card = first_card(canvas)
    at = canvas.viewport().mapToGlobal(canvas.viewport().pos())
    rect = tree.card(card.id).rect()
    x, y = hand.card(card.id)
    assert rect.contains(round(x + at.x()), round(y + at.y()))
    found = tree.childAt(rect.center().x(), rect.center().y())
    assert found is tree.card(card.id)
    assert tree.childAt(-5000, -5000) is None


@pytest.mark.parametrize("sort", [Sort.STAGE, Sort.STEP, Sort.LANE, Sort.POINT])
def test_whatever_is_seen_is_found_by_its_place(tree: CanvasInterface, sort: Sort) -> None:
    item = tree.item(thing(tree, sort))
    at = item.rect().center()
    assert tree.childAt(at.x(), at.y()) is item


def test_focus_selection_and_locks_are_told(
    canvas: Canvas, hand: Hand, tree: CanvasInterface
) -> None:
    card = first_card(canvas)
    hand.click(hand.card(card.id))
    item = tree.card(card.id)
    assert tree.focusChild() is item
    state = item.state()
    assert (state.selected, state.focusable, state.editable, state.readOnly) == (1, 1, 1, 0)
    canvas.commit(message("Lock"), set_locked(canvas.editor.document, [card.id], on=True))
    state = item.state()
    assert (state.editable, state.readOnly) == (0, 1)
    assert item.text(DESCRIPTION).endswith("Locked")


def test_the_focus_is_on_a_head_that_the_arrows_went_to(
    canvas: Canvas, hand: Hand, tree: CanvasInterface
) -> None:
    hand.click(hand.card(first_card(canvas).id))
    hand.key(Qt.Key.Key_Up)
    assert tree.focused() == thing(tree, Sort.STEP)
    hand.key(Qt.Key.Key_Up)
    assert tree.focused() == thing(tree, Sort.STAGE)
    assert tree.focusChild() is tree.item(thing(tree, Sort.STAGE))


def test_a_thing_out_of_sight_says_so(canvas: Canvas, tree: CanvasInterface) -> None:
    cards = [one for one in tree.things() if one.sort is Sort.CARD]
    canvas.actual_size()
    canvas.reveal_entity(cards[0].key)
    assert tree.item(cards[0]).state().offscreen == 0
    far = [one for one in cards if tree.item(one).state().offscreen]
    assert far
    tree.item(far[-1]).select()
    assert tree.item(far[-1]).state().offscreen == 0


def test_a_card_that_is_gone_is_invalid(canvas: Canvas, tree: CanvasInterface) -> None:
    card = first_card(canvas)
    item = tree.card(card.id)
    canvas.editor.select([card.id])
    canvas.commands.delete_selection()
    gc.collect()
    assert not item.isValid()
    assert item.text(NAME) == ""
    assert item.rect().isEmpty()
    assert item.state().invalid == 1
    canvas.editor.undo()
    assert item.isValid()


def test_other_things_have_interfaces_of_their_own(canvas: Canvas) -> None:
    assert interface_for("QWidget", canvas.viewport()) is None


# What can be done


def test_a_card_can_be_pressed_and_edited(canvas: Canvas, tree: CanvasInterface) -> None:
    item = tree.card(first_card(canvas).id)
    actions = item.actionInterface()
    assert EDIT in actions.actionNames()
    assert actions.localizedActionName(EDIT) == "Edit"
    actions.doAction(QAccessibleActionInterface.pressAction())
    assert canvas.editor.selection == {item.thing.key}
    actions.doAction(EDIT)
    assert canvas.texts.key == item.thing.key
    actions.doAction("no such thing")


def test_what_a_thing_has_not_can_be_asked_for(canvas: Canvas, tree: CanvasInterface) -> None:
    item = tree.card(first_card(canvas).id)
    asked = [item.attributesInterface(), item.valueInterface(), item.textInterface()]
    assert not any(asked)
    assert item.actionInterface() is not None


def test_a_locked_card_says_why_it_is_not_edited(canvas: Canvas, tree: CanvasInterface) -> None:
    card = first_card(canvas)
    canvas.commit(message("Lock"), set_locked(canvas.editor.document, [card.id], on=True))
    said: list[str] = []
    canvas.message.connect(lambda told: said.append(told.text()))
    tree.card(card.id).actionInterface().doAction(EDIT)
    assert canvas.texts.key == ""
    assert "is locked" in said[0]


def test_the_menu_is_asked_for_at_the_card(canvas: Canvas, tree: CanvasInterface) -> None:
    asked: list[str] = []
    canvas.context_requested.connect(lambda hit, _at: asked.append(hit.entity))
    item = tree.card(first_card(canvas).id)
    item.actionInterface().doAction(QAccessibleActionInterface.showMenuAction())
    assert asked == [item.thing.key]


def test_a_point_of_the_curve_goes_up_and_down(canvas: Canvas, tree: CanvasInterface) -> None:
    points = [one for one in tree.things() if one.sort is Sort.POINT]
    point = next(p for p in points if _value(canvas, tree, p) == -1.0)
    actions = tree.item(point).actionInterface()
    actions.doAction(QAccessibleActionInterface.increaseAction())
    assert _value(canvas, tree, point) == 0.0
    actions.doAction(QAccessibleActionInterface.decreaseAction())
    assert _value(canvas, tree, point) == -1.0
    actions.doAction(QAccessibleActionInterface.pressAction())
    assert canvas.editor.selection == {point.key}
    spot = tree.spot(point)
    assert spot is not None
    assert spot.point is not None
    assert canvas.persona == spot.point.persona


def _value(canvas: Canvas, tree: CanvasInterface, point: Thing) -> float | None:
    spot = tree.spot(point)
    return spot.point.value if spot is not None and spot.point is not None else None


# What is said


def test_the_cursor_tells_where_it_goes(canvas: Canvas, hand: Hand, heard: Heard) -> None:
    card = first_card(canvas)
    hand.click(hand.card(card.id))
    assert heard.focused[-1].startswith(f"{card.title} · ")
    count = len(heard.focused)
    hand.key(Qt.Key.Key_Right)
    assert len(heard.focused) == count + 1
    assert "Step 1.2" in heard.focused[-1]
    hand.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert heard.words[-1] == "2 selected"


def test_an_empty_cell_is_told_in_words(canvas: Canvas, heard: Heard) -> None:
    document = canvas.editor.document
    lane = next(lane for lane in document.all(Lane) if lane.kind is LaneKind.EMOTION)
    step = next(iter(document.all(Step)))
    canvas.go_to(type(canvas.cell)(lane.id, step.id))
    assert heard.words[-1].startswith("Empty cell · Emotion · ")


def test_every_verb_of_the_keyboard_is_told(canvas: Canvas, hand: Hand, heard: Heard) -> None:
    card = first_card(canvas)
    hand.click(hand.card(card.id))
    hand.key(Qt.Key.Key_5, text="5")
    assert heard.words[-1] == "Persona 1: Rated Delighted, 5 of 5"
    hand.key(Qt.Key.Key_Minus, text="-")
    assert heard.words[-1] == "Persona 1: Rated Pleased, 4 of 5"
    hand.key(Qt.Key.Key_Backspace)
    assert heard.words[-1] == "Rating cleared"
    hand.key(Qt.Key.Key_Right, CTRL)
    assert heard.words[-1] == "Moved to Stage 1, Step 1.2, lane Touchpoint, 2 of 2"
    canvas.editor.undo()
    assert heard.words[-1] == "Undone: Move cards"
    canvas.editor.redo()
    assert heard.words[-1] == "Redone: Move cards"
    canvas.editor.select([card.id])
    hand.key(Qt.Key.Key_D, CTRL)
    assert heard.words[-1] == "Added a card to Stage 1, Step 1.2, lane Touchpoint, 3 of 3"
    hand.key(Qt.Key.Key_Delete)
    assert heard.words[-1] == "Deleted: 1 card"
    assert QAccessible.Event.ObjectReorder in heard.events


def test_many_at_once_are_counted(canvas: Canvas, heard: Heard) -> None:
    lane = first_card(canvas).lane
    touchpoints = [card.id for card in canvas.editor.document.cards(lane)]
    canvas.editor.select(touchpoints)
    canvas.commands.rate_digit(3)
    assert "ratings set" in heard.words[-1]
    canvas.commands.delete_selection()
    assert f"Deleted: {len(touchpoints)} cards" in heard.words


def test_a_stage_that_goes_takes_its_cards_along(canvas: Canvas, heard: Heard) -> None:
    document = canvas.editor.document
    stage = document.stages(canvas.map_id or "")[0]
    steps = document.steps(stage.id)
    cards = sum(len(document.cards_at(step.id)) for step in steps)
    canvas.commit(message("Delete"), delete(document, [stage.id]))
    assert f"Deleted: 1 stage, {len(steps)} steps, {cards} cards" in heard.words


def test_a_head_tells_its_new_place(canvas: Canvas, heard: Heard) -> None:
    document = canvas.editor.document
    stage = document.stages(canvas.map_id or "")[0]
    canvas.commit(message("Move"), move_stage(document, canvas.ids, stage.id, 2))
    assert heard.words[-1] == "Stage 1 moved, 3 of 5"


def test_other_edits_are_told_by_their_names(canvas: Canvas, heard: Heard) -> None:
    from journeyeditor.editing.operations.fields import set_fields

    card = first_card(canvas)
    patch = set_fields(canvas.editor.document, card.id, title="Waits")
    canvas.commit(message("Change title"), patch)
    assert heard.words[-1] == "Change title: Waits"
    persona = next(iter(canvas.editor.document.all(Persona)))
    patch = set_fields(canvas.editor.document, persona.id, name="Ann")
    canvas.commit(message("Change name"), patch)
    assert heard.words[-1] == "Change name: Ann"


def test_a_known_card_says_that_its_name_is_another(
    canvas: Canvas, tree: CanvasInterface, heard: Heard
) -> None:
    from journeyeditor.editing.operations.fields import set_fields

    card = first_card(canvas)
    tree.card(card.id)
    patch = set_fields(canvas.editor.document, card.id, title="Waits")
    canvas.commit(message("Change title"), patch)
    assert QAccessible.Event.NameChanged in heard.events
    assert tree.card(card.id).text(NAME).startswith("Waits · ")


def test_nothing_is_said_while_nobody_listens(canvas: Canvas) -> None:
    found = Heard()
    announcer = Announcer(canvas, lambda: False, found.hear)
    canvas.editor.subscribe(announcer.changed)
    canvas.editor.select([first_card(canvas).id])
    canvas.commands.delete_selection()
    announcer.say("Anything")
    assert (found.words, found.events) == ([], [])


def test_a_refusal_interrupts(canvas: Canvas) -> None:
    found = Heard()
    announcer = Announcer(canvas, lambda: True, found.hear)
    announcer.say("This map is locked.", urgent=True)
    assert found.urgent == ["This map is locked."]


def test_nothing_keeps_a_canvas_that_is_gone(application: QApplication) -> None:
    QAccessible.installFactory(accessible_interface)
    canvas = make_canvas(generated_document(20))
    canvas.show()
    canvas.show_map(canvas.editor.document.maps[0].id)
    announcer = Announcer(canvas, lambda: True, lambda _event: None)
    tree = QAccessible.queryAccessibleInterface(canvas)
    assert isinstance(tree, CanvasInterface)
    items = [tree.child(place) for place in range(tree.childCount())]
    announcer.stop()
    canvas.release()
    known = weakref.ref(canvas)
    canvas.accessible = None
    canvas.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not any(isValid(item) and item.isValid() for item in items if item is not None)
    del canvas, tree, items, announcer
    gc.collect()
    assert known() is None


def test_a_telling_needs_no_window() -> None:
    from journeyeditor.editing.editor import Cause
    from journeyeditor.editing.patch import NOTHING
    from journeyeditor.ui.canvas.telling import told

    document = generated_document(5)
    event = Changed(document, document, NOTHING, Cause.RESET)
    assert told(event, untranslated) == "The document was read anew."
