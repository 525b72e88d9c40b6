"""Cards: their fields, ratings, evidence, quotes and links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from journeyeditor.editing.operations.connectors import connect
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.ratings import rate
from journeyeditor.model.entities import (
    Card,
    Evidence,
    LaneKind,
    Layer,
    Map,
    Quote,
    Scale,
    Stage,
    Status,
    Step,
)
from journeyeditor.model.messages import message
from journeyeditor.ui.inspector.controls import (
    ChoiceControl,
    RowControl,
    StepperControl,
    TextControl,
)
from journeyeditor.ui.inspector.evidence import EvidencePart
from journeyeditor.ui.inspector.feelings import Feelings
from journeyeditor.ui.inspector.links import LinkRow, Links
from journeyeditor.ui.inspector.quotes import Quotes
from journeyeditor.ui.widgets.buttons import Sample
from journeyeditor.ui.widgets.rows import RatingSlider
from tests.support.sources import fixed_ids

if TYPE_CHECKING:
    pass

from dataclasses import replace

import pytest

from journeyeditor.editing.patch import Draft, Patch
from journeyeditor.model.entities import Channel, Connector, ConnectorKind, LineStyle
from journeyeditor.ui.inspector.controls import HueControl, TagsControl
from journeyeditor.ui.inspector.ends import Ends
from journeyeditor.ui.inspector.link import LinkPart, with_scheme
from journeyeditor.ui.inspector.links import USUAL
from journeyeditor.ui.state import takes_cards
from journeyeditor.ui.widgets.section import SectionHead
from tests.ui.inspector.bench import Bench, type_into


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


def test_each_line_has_its_figure_where_no_faces_tell_it(bench: Bench) -> None:
    bench.select(bench.card().id)
    first, second = (line.findChildren(Sample)[0] for line in faces(bench).lines[:2])
    assert (len(first.marks), len(second.marks)) == (0, 1)


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
    bench.panel.head.star.click()
    assert bench.document.one(Card, card.id).moment_of_truth is not card.moment_of_truth
    bench.select(bench.card(LaneKind.PAIN).id)
    assert bench.panel.head.star.isHidden()


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


@pytest.mark.parametrize("kind", [one for one in LaneKind if takes_cards(one)])
def test_every_card_has_its_evidence_and_quotes(bench: Bench, kind: LaneKind) -> None:
    card = bench.card()
    lane = set_fields(bench.document, card.lane, kind=kind)
    bench.editor.commit(message("Kind"), lane)
    bench.select(card.id)
    bench.control("evidence", EvidencePart).levels.buttons[Evidence.BACKED].click()
    assert bench.document.one(Card, card.id).evidence is Evidence.BACKED
    before = len(bench.document.quotes(card.id))
    bench.control("quotes", Quotes).add.click()
    assert len(bench.document.quotes(card.id)) == before + 1


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
    impact = bench.control("impact", RowControl)
    assert impact.input.accessibleDescription() == "Several values"
    assert "Several values" in [one.text() for one in impact.findChildren(QLabel)]
    impact.input.buttons[3].click()
    assert "Several values" not in [one.text() for one in impact.findChildren(QLabel)]
    assert impact.input.accessibleDescription() == ""
    type_into(owner, "Ada")
    owner.commit_pending()
    assert {bench.document.one(Card, card.id).owner for card in pains} == {"Ada"}


def test_evidence_that_differs_is_said_to(bench: Bench) -> None:
    first, second = bench.cards(LaneKind.TOUCHPOINT)[:2]
    for card, level in ((first, Evidence.BACKED), (second, Evidence.ASSUMPTION)):
        bench.editor.commit(message("x"), set_fields(bench.document, card.id, evidence=level))
    bench.select(first.id, second.id)
    part = bench.control("evidence", EvidencePart)
    assert part.note.text() == part.levels.accessibleDescription() == "Several values"
    bench.editor.commit(
        message("x"), set_fields(bench.document, second.id, evidence=Evidence.BACKED)
    )
    assert part.note.isHidden()
    assert part.levels.accessibleDescription() == ""


def test_ratings_that_differ_are_said_to(bench: Bench) -> None:
    first, second = bench.cards(LaneKind.TOUCHPOINT)[:2]
    persona = bench.map.personas[0]
    for card, value in ((first, 1.0), (second, 5.0)):
        bench.editor.commit(message("x"), rate(bench.document, [card.id], persona, value))
    bench.select(first.id, second.id)
    line = faces(bench).lines[0]
    assert line.value.text() == "Several values"
    assert line.faces.accessibleDescription() == "Several values"
    bench.editor.commit(message("x"), rate(bench.document, [first.id], persona, 5.0))
    assert line.value.text() not in {"", "Several values"}
    assert line.faces.accessibleDescription() == ""


def test_a_rating_has_more_to_it_than_a_face(bench: Bench) -> None:
    card = bench.card()
    bench.select(card.id)
    line = faces(bench).lines[0]
    line.more.click()
    assert line.details is not None
    for name, text in (("word", "Frustrated+"), ("n", "12"), ("low", "-2"), ("high", "1,5")):
        line.details.inputs[name].setText(text.replace(",", "."))
        line.details.inputs[name].commit()
    rating = bench.document.rating(card.id, line.series.persona)
    assert rating is not None
    assert (rating.word, rating.n, rating.low, rating.high) == ("Frustrated+", 12, -2.0, 1.5)
    assert line.value.text() == "Frustrated+ · n 12"
    line.details.inputs["n"].setText("1.5")
    line.details.inputs["n"].commit()
    line.details.inputs["low"].setText("9")
    line.details.inputs["low"].commit()
    assert "whole number" in bench.said[0] and "within the scale" in bench.said[1]


def test_ratings_of_several_cards_change_hands_in_one_step(bench: Bench) -> None:
    keys = [card.id for card in bench.cards(LaneKind.TOUCHPOINT)[:2]]
    first, second = bench.map.personas
    patch = rate(bench.document, keys, first, 2.0).then(Patch({}))
    bench.editor.commit(message("x"), patch)
    steps = bench.steps()
    bench.select(*keys)
    line = faces(bench).lines[0]
    line.more.click()
    assert line.details is not None and line.details.inputs == {}
    line.details.owner.picked.emit(second)
    values = [bench.document.rating(key, second) for key in keys]
    assert [rating.value for rating in values if rating] == [2.0, 2.0]
    assert bench.steps() == steps + 1


def test_what_is_aimed_at_can_be_rated(bench: Bench) -> None:
    card = bench.card()
    bench.select(card.id)
    before = len(faces(bench).lines)
    faces(bench).aim.click()
    assert len(faces(bench).lines) == 2 * before
    line = faces(bench).lines[1]
    assert line.series.layer is Layer.TARGET
    line.faces.buttons[2.0].click()  # type: ignore[union-attr]
    rating = bench.document.rating(card.id, line.series.persona, Layer.TARGET)
    assert rating is not None and rating.value == 2.0


def test_tags_are_words_between_commas(bench: Bench) -> None:
    card = bench.card()
    bench.select(card.id)
    tags = bench.control("tags", TagsControl)
    type_into(tags, " summer, second-hand ,, summer")
    tags.commit_pending()
    assert bench.document.one(Card, card.id).tags == ("summer", "second-hand")
    assert tags.input.text() == "summer, second-hand"


def test_a_card_leads_to_an_address_or_a_map(bench: Bench) -> None:
    card = bench.card()
    bench.select(card.id)
    link = bench.control("link", LinkPart)
    assert link.address.isHidden() and link.go.isHidden()
    link.where.picked.emit("address")
    link.address.setText("example.org/a")
    link.address.commit()
    assert bench.document.one(Card, card.id).link == "https://example.org/a"
    assert not link.go.isHidden()
    link.address.setText("javascript:alert(1)")
    link.address.commit()
    assert bench.document.one(Card, card.id).link == "https://example.org/a"
    assert "is no address" in bench.said[-1]
    link.where.picked.emit("")
    assert bench.document.one(Card, card.id).link == ""


def test_a_card_leads_to_another_map(bench: Bench) -> None:
    ids = fixed_ids(9)
    other = Map(id=ids.new(), order="b0V", title="After the sale")
    stage = Stage(id=ids.new(), map=other.id, order="a0V")
    draft = Draft(bench.document)
    draft.put(other, stage, Step(id=ids.new(), stage=stage.id, order="a0V"))
    bench.editor.commit(message("Map"), draft.patch())
    card = bench.card()
    bench.select(card.id)
    link = bench.control("link", LinkPart)
    assert other.id in link.where.values and bench.map.id not in link.where.values
    link.where.picked.emit(other.id)
    assert bench.document.one(Card, card.id).link == other.id
    assert link.where.value == other.id and link.address.isHidden()
    wanted: list[str] = []
    bench.panel.wanted.connect(wanted.append)
    link.go.click()
    assert wanted == [other.id]


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://a.org", "https://a.org"),
        ("a.org/x", "https://a.org/x"),
        ("ann@a.org", "mailto:ann@a.org"),
        ("file:///etc", "file:///etc"),
        ("words", "words"),
        (" ", ""),
    ],
)
def test_addresses_as_people_write_them(typed: str, address: str) -> None:
    assert with_scheme(typed) == address


def test_colour_evidence_and_channel_of_several_cards_change_in_one_step_each(
    bench: Bench,
) -> None:
    cards = bench.cards(LaneKind.TOUCHPOINT)[:2]
    bench.select(*(card.id for card in cards))
    hues = bench.control("hue", HueControl).input
    assert hues is not None
    hues.buttons["teal"].click()
    bench.control("evidence", EvidencePart).levels.buttons[Evidence.BACKED].click()
    bench.control("channel", ChoiceControl).input.picked.emit("phone")
    after = [bench.document.one(Card, card.id) for card in cards]
    assert {(c.hue, c.evidence, c.channel) for c in after} == {("teal", Evidence.BACKED, "phone")}
    assert bench.steps() == 3


def test_an_arrow_has_its_own_fields(bench: Bench) -> None:
    arrow = next(bench.document.all(Connector))
    bench.select(arrow.id)
    label = bench.control("label", TextControl)
    type_into(label, "makes")
    label.commit_pending()
    bench.control("kind", RowControl).input.buttons[ConnectorKind.CAUSES].click()
    bench.control("style", RowControl).input.buttons[LineStyle.DOTTED].click()
    ends = bench.control("ends", Ends)
    ends.turn.click()
    after = bench.document.one(Connector, arrow.id)
    assert (after.start, after.end) == (arrow.end, arrow.start)
    assert (after.label, after.kind, after.style) == (
        "makes",
        ConnectorKind.CAUSES,
        LineStyle.DOTTED,
    )
    bench.control("ends", Ends).bin.click()
    assert bench.document.find(Connector, arrow.id) is None


def test_sections_remember_whether_they_are_open(bench: Bench) -> None:
    bench.select(bench.card().id)
    more = bench.panel.form.open_section("more")
    assert more is not None
    more.head.click()
    bench.select(bench.card(LaneKind.PAIN).id)
    names = [part.objectName() for part in bench.panel.parts]
    assert "tags" not in names
    head = bench.panel.form.findChild(SectionHead, "more")
    assert head is not None and not head.isChecked()
    head.click()
    assert "tags" in [part.objectName() for part in bench.panel.parts]


def test_an_own_channel_has_its_icon_and_one_nobody_knows_does_no_harm(bench: Bench) -> None:
    card = bench.card()
    for icon, shown in (("train", "train"), ("sparkle", USUAL), ("", USUAL)):
        draft = Draft(bench.document)
        draft.put(Channel(id="own", order="a0V", name="Tram", icon=icon))
        draft.put(replace(bench.document.one(Card, card.id), channel="own"))
        bench.editor.commit(message("x"), draft.patch())
        bench.select(card.id)
        assert bench.panel.head.icon_name == shown
        assert bench.control("channel", ChoiceControl).input.currentText() == "Tram"
        bench.select()


def test_the_row_of_whom_the_digits_rate_says_so(bench: Bench) -> None:
    bench.select(bench.card().id)
    one, two = bench.map.personas[:2]
    for persona in (one, two):
        bench.panel.desk.rate_for(persona)
        shown = [line.series.persona for line in faces(bench).lines if not line.keys.isHidden()]
        assert shown == [persona]
    assert faces(bench).lines[0].keys.text() == "1–5"
    bench.editor.commit(message("One"), set_fields(bench.document, bench.map.id, personas=(two,)))
    assert all(line.keys.isHidden() for line in faces(bench).lines)
