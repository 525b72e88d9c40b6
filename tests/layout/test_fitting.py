"""Step widths that fit titles, and lanes that change alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journeyeditor.layout.fitting import fitting_step_width
from journeyeditor.layout.metrics import CARD_TITLE
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Lane, LaneKind, Map, Step
from journeyeditor.model.rules import MAX_STEP_WIDTH, MIN_STEP_WIDTH
from tests.support.canvases import make_layout
from tests.support.maps import generated_document

DOCUMENT = generated_document(60)
MAP = DOCUMENT.maps[0].id
LAYOUT = make_layout()


def fitted(document: Document) -> Document:
    width = fitting_step_width(document, MAP, LAYOUT.engine)
    return document.replaced({MAP: replace(document.one(Map, MAP), step_width=width)})


def titled(title: str) -> Document:
    """The document with one card called so."""
    card = next(iter(DOCUMENT.all(Card)))
    return DOCUMENT.replaced({card.id: replace(card, title=title)})


def test_at_the_fitting_width_titles_take_at_most_two_lines() -> None:
    document = fitted(DOCUMENT)
    two = LAYOUT.engine.wrap("a\nb", CARD_TITLE, 100, "en").height
    for lane in LAYOUT.place(document, MAP).lanes:
        assert all(card.title.h <= two + 0.1 for card in lane.block.cards)


def test_a_long_word_makes_the_steps_wider_within_the_limits() -> None:
    plain = fitting_step_width(DOCUMENT, MAP, LAYOUT.engine)
    wide = fitting_step_width(titled("Arbeitgeberbescheinigung"), MAP, LAYOUT.engine)
    assert MIN_STEP_WIDTH < plain < wide < MAX_STEP_WIDTH
    assert fitting_step_width(titled("x" * 500), MAP, LAYOUT.engine) == MAX_STEP_WIDTH


def test_without_titles_the_steps_are_as_narrow_as_can_be() -> None:
    steps = {s.id: replace(s, title="") for s in DOCUMENT.all(Step)}
    cards = {c.id: replace(c, title="") for c in DOCUMENT.all(Card)}
    assert fitting_step_width(DOCUMENT.replaced({**steps, **cards}), MAP, LAYOUT.engine) == (
        MIN_STEP_WIDTH
    )


def changed(lane: Lane, change: str) -> Lane:
    """The lane after one change of it."""
    return {
        "height": replace(lane, min_height=300.0, modified="now"),
        "collapsed": replace(lane, collapsed=True),
        "kind": replace(lane, kind=LaneKind.SUPPORT),
        "hidden": replace(lane, hidden=True),
    }[change]


@pytest.mark.parametrize("kind", [LaneKind.TOUCHPOINT, LaneKind.EMOTION, LaneKind.PAIN])
@pytest.mark.parametrize("change", ["height", "collapsed", "kind", "hidden"])
def test_a_lane_that_is_only_higher_or_collapsed_is_laid_out_alone(
    kind: LaneKind, change: str
) -> None:
    lane = next(x for x in DOCUMENT.lanes(MAP) if x.kind is kind)
    after = DOCUMENT.replaced({lane.id: changed(lane, change)})
    before = LAYOUT.place(DOCUMENT, MAP)
    placed = LAYOUT.replace(before, DOCUMENT, after, [lane.id])
    assert placed == LAYOUT.place(after, MAP)
    if change in {"height", "collapsed"}:
        others = [row.block for row in before.lanes if row.id != lane.id]
        kept = [row.block for row in placed.lanes if row.id != lane.id]
        assert all(a is b for a, b in zip(others, kept, strict=True))
