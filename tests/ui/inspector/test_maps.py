"""Maps, stages, lanes and the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from journeyeditor.model.entities import (
    DOCUMENT_KEY,
    Lane,
    LaneKind,
    Stage,
    Step,
)
from journeyeditor.ui.inspector.controls import (
    ChoiceControl,
    Control,
    HueControl,
    RowControl,
    SwitchControl,
    TextControl,
)
from journeyeditor.ui.inspector.people import HiddenLanes

if TYPE_CHECKING:
    pass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import Density, Direction, Layer, MapState
from journeyeditor.model.messages import message
from journeyeditor.model.rules import MIN_STEP_WIDTH
from journeyeditor.ui.inspector.controls import FactControl, LengthControl
from journeyeditor.ui.inspector.lane_people import LanePeople
from journeyeditor.ui.inspector.ways import Collections
from tests.ui.inspector.bench import Bench, type_into


def test_nothing_selected_shows_the_map_and_the_document(bench: Bench) -> None:
    names = [part.objectName() for part in bench.panel.parts]
    assert names.count("title") == 2
    assert {"scenario", "people", "scale", "density", "client", "language"} <= set(names)


def test_stages_have_goal_and_hue(bench: Bench) -> None:
    stage = bench.document.stages(bench.map.id)[0]
    bench.select(stage.id)
    hues = bench.control("hue", HueControl).input
    assert hues is not None
    hues.buttons["rose"].click()
    goal = bench.control("goal", TextControl)
    type_into(goal, "Be found")
    goal.commit_pending()
    after = bench.document.one(Stage, stage.id)
    assert (after.hue, after.goal) == ("rose", "Be found")


def test_a_step_has_its_title(bench: Bench) -> None:
    step = bench.document.map_steps(bench.map.id)[1]
    bench.select(step.id)
    assert not bench.panel.findChildren(HueControl)
    title = bench.control("title", TextControl)
    assert title.input.text() == step.title
    type_into(title, "Asks a friend")
    title.commit_pending()
    assert bench.document.one(Step, step.id).title == "Asks a friend"
    assert bench.steps() == 1


def test_a_map_has_scenario_state_and_density(bench: Bench) -> None:
    scenario = bench.control("scenario", TextControl)
    type_into(scenario, "Buys a bike")
    scenario.commit_pending()
    for name, value in (("state", MapState.TO_BE), ("density", Density.COMPACT)):
        control = next(part for part in bench.panel.parts if part.objectName() == name)
        assert isinstance(control, RowControl | ChoiceControl)
        control.input.picked.emit(value)
    assert bench.map.scenario == "Buys a bike"
    assert (bench.map.state, bench.map.density) == (MapState.TO_BE, Density.COMPACT)
    assert bench.steps() == 3


def test_a_lane_has_a_colour(bench: Bench) -> None:
    lane = bench.document.lanes(bench.map.id)[0]
    bench.select(lane.id)
    hues = bench.control("hue", HueControl).input
    assert hues is not None
    hues.buttons["teal"].click()
    assert bench.document.one(Lane, lane.id).hue == "teal"


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


def test_an_emotion_lane_chooses_whose_feelings_it_shows(bench: Bench) -> None:
    lane = next(ln for ln in bench.document.lanes(bench.map.id) if ln.kind is LaneKind.EMOTION)
    bench.select(lane.id)
    part = bench.control("lane-people", LanePeople)
    first, second = bench.map.personas
    part.switches[first].click()
    assert bench.document.one(Lane, lane.id).personas == (second,)
    part.switches[second].click()
    # Nobody would be an empty lane: the switch goes back.
    assert bench.document.one(Lane, lane.id).personas == (second,)
    assert part.switches[second].isChecked()
    part.switches[first].click()
    assert bench.document.one(Lane, lane.id).personas == ()
    part.layers.buttons[Layer.TARGET].click()
    assert bench.document.one(Lane, lane.id).layers == ("target",)
    part.layers.buttons[""].click()
    assert bench.document.one(Lane, lane.id).layers == ()


def test_a_lane_has_a_least_height_or_none(bench: Bench) -> None:
    lane = bench.document.lanes(bench.map.id)[0]
    bench.select(lane.id)
    height = bench.control("min_height", LengthControl)
    type_into(height, "240 pt")
    height.commit_pending()
    assert bench.document.one(Lane, lane.id).min_height == 240
    assert height.input.text() == "84.7 mm"
    height.input.clear()
    height.commit_pending()
    assert bench.document.one(Lane, lane.id).min_height is None
    bench.control("pinned", SwitchControl).input.click()
    assert bench.document.one(Lane, lane.id).pinned


def test_a_switch_of_lanes_that_differ_says_so_and_turns_on_with_one_click(bench: Bench) -> None:
    first, second, *_rest = bench.document.lanes(bench.map.id)
    bench.select(first.id)
    bench.control("pinned", SwitchControl).input.click()
    bench.select(first.id, second.id)
    switch = bench.control("pinned", SwitchControl).input
    assert switch.mixed and not switch.isChecked()
    assert switch.accessibleDescription() == "Several values"
    switch.click()
    assert bench.document.one(Lane, first.id).pinned
    assert bench.document.one(Lane, second.id).pinned
    switch = bench.control("pinned", SwitchControl).input
    assert switch.isChecked() and not switch.mixed
    assert not switch.accessibleDescription()
    switch.click()
    assert not bench.document.one(Lane, first.id).pinned
    assert not bench.document.one(Lane, second.id).pinned


def test_the_map_runs_as_its_document_or_as_it_is_told(bench: Bench) -> None:
    bench.control("direction", ChoiceControl).input.picked.emit(Direction.RTL)
    assert bench.map.direction is Direction.RTL


def test_the_title_block_is_there(bench: Bench) -> None:
    for name in ("client", "project", "author", "organisation", "version_label", "confidentiality"):
        control = bench.control(name, TextControl)
        type_into(control, name.title())
        control.commit_pending()
        assert getattr(bench.document.info, name) == name.title()
    bench.control("keep_history", SwitchControl).input.click()
    assert bench.document.info.keep_history is False
    assert "2026" in bench.control("created", FactControl).words.text()


def test_a_hue_can_be_one_of_the_documents_own(bench: Bench) -> None:
    patch = set_fields(bench.document, DOCUMENT_KEY, brand=("#112233", "#445566"))
    bench.editor.commit(message("x"), patch)
    stage = bench.document.stages(bench.map.id)[0]
    bench.select(stage.id)
    hues = bench.control("hue", HueControl).input
    assert hues is not None
    assert hues.buttons["brand-2"].accessibleName() == "Own colour 2, #445566"
    hues.buttons["brand-2"].click()
    assert bench.document.one(Stage, stage.id).hue == "brand-2"


def test_the_ways_to_the_collections_call_their_actions(bench: Bench) -> None:
    called: list[str] = []
    bench.panel.called.connect(called.append)
    ways = bench.control("collections", Collections).ways
    assert ways["comments"].text() == "All comments · 1 open"
    for made in ways.values():
        made.click()
    assert called == ["personas", "channels", "comments"]


def test_escape_leaves_the_panel(bench: Bench) -> None:
    left: list[bool] = []
    bench.panel.left.connect(lambda: left.append(True))
    bench.panel.head.lock.setFocus()
    QTest.keyClick(bench.panel.head.lock, Qt.Key.Key_Escape)
    assert left == [True]


def test_no_button_is_without_a_name_or_out_of_reach(bench: Bench) -> None:
    lanes = bench.document.lanes(bench.map.id)
    subjects = [(), (bench.card().id,), (lanes[1].id,), (bench.map.personas[0],)]
    for keys in subjects:
        bench.select(*keys)
        bench.panel.open_section("comments")
        found = bench.panel.findChildren(QAbstractButton)
        assert found
        assert [b for b in found if not (b.accessibleName() or b.text())] == []
        assert [b for b in found if b.focusPolicy() == Qt.FocusPolicy.NoFocus] == []


def test_long_words_do_not_push_anything_out_of_sight(bench: Bench) -> None:
    patch = set_fields(bench.document, bench.card().id, title="W" * 300, text="W" * 3_000)
    bench.editor.commit(message("x"), patch)
    bench.select(bench.card().id)
    QApplication.processEvents()
    inner = bench.panel.form.parentWidget()
    assert inner is not None and inner.width() <= bench.panel.width()
    for part in bench.panel.parts:
        assert part.mapTo(inner, part.rect().topRight()).x() <= inner.width()


@pytest.mark.parametrize(
    ("typed", "points"),
    [
        ("50", 141.73),
        ("50,5 mm", 143.15),
        ("5cm", 141.73),
        ('2"', 144),
        ("1.5 in", 108),
        ("99 pt", 99),
    ],
)
def test_a_length_is_read_in_any_unit(bench: Bench, typed: str, points: float) -> None:
    width = bench.control("step_width", LengthControl)
    type_into(width, typed)
    width.commit_pending()
    assert bench.map.step_width == points


def test_a_length_that_is_none_or_out_of_range_is_said_in_the_unit(bench: Bench) -> None:
    width = bench.control("step_width", LengthControl)
    before = bench.map
    for typed, said in (("wide", "wide"), ("5 mm", "33.9 mm to 169.3 mm")):
        type_into(width, typed)
        width.commit_pending()
        assert said in bench.said[-1]
    assert bench.map == before


def test_a_length_that_was_only_rounded_is_not_changed(bench: Bench) -> None:
    """And its limits can be typed as they are said, though they are rounded too."""
    width, before = bench.control("step_width", LengthControl), bench.map.step_width
    shown = width.input.text()
    type_into(width, f" {shown} ")
    width.commit_pending()
    assert bench.map.step_width == before
    type_into(width, "33.9 mm")
    width.commit_pending()
    assert bench.map.step_width == MIN_STEP_WIDTH
