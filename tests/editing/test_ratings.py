"""Feelings: rating, stepping, and what another scale makes of them."""

from __future__ import annotations

import pytest

from journeyeditor.editing.operations.ratings import (
    mapped_values,
    rate,
    set_scale,
    step_rating,
)
from journeyeditor.editing.patch import Draft
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Layer, Map, Rating, Scale, rating_key
from journeyeditor.model.frozen import FrozenMap
from journeyeditor.model.rules import check_all
from journeyeditor.model.scale import clamp, convert, level_for_digit, nearest_level
from tests.editing.documents import plain_document

BASE = plain_document()


def rated(value: float, **more: object) -> Document:
    draft = Draft(BASE)
    key = rating_key("one", "ann")
    draft.put(Rating(id=key, card="one", persona="ann", value=value, **more))  # type: ignore[arg-type]
    return draft.patch().apply(BASE)


def value_of(document: Document, card: str = "one") -> float | None:
    found = document.rating(card, "ann")
    return found.value if found else None


@pytest.mark.parametrize(
    ("wanted", "held"), [(1, 1.0), (0.5, 0.5), (7, 2.0), (-7, -2.0), (None, None)]
)
def test_rating_keeps_within_the_scale(wanted: float | None, held: float | None) -> None:
    document = rated(-1, word="Meh", n=4, low=-2.0, high=0.0, note="kept")
    after = rate(document, ["one", "two"], "ann", wanted).apply(document)
    assert value_of(after) == value_of(after, "two") == held
    if held is not None:
        rating = after.ratings("one")[0]
        assert (rating.word, rating.n, rating.low, rating.note) == ("", None, None, "kept")
        assert type(rating.value) is float


def test_the_same_value_again_changes_nothing() -> None:
    assert not rate(rated(2, word="Great"), ["one"], "ann", 9)
    assert not rate(BASE, ["one"], "ann", None)
    assert rate(rated(2), ["one"], "ann", 2, Layer.TARGET)


@pytest.mark.parametrize(
    ("value", "up", "next_value"),
    [(0, True, 1), (0, False, -1), (2, True, 2), (0.5, True, 1), (0.5, False, 0), (-2, False, -2)],
)
def test_stepping_goes_to_the_next_level(value: float, up: bool, next_value: float) -> None:
    document = rated(value)
    assert value_of(step_rating(document, ["one"], "ann", up).apply(document)) == next_value


def test_stepping_starts_in_the_middle_and_up_is_better() -> None:
    started = step_rating(BASE, ["one", "far"], "ann", True).apply(BASE)
    assert (value_of(started), value_of(started, "far")) == (0, 3)
    better = step_rating(started, ["one", "far"], "ann", True).apply(started)
    # On map `n` low is good.
    assert (value_of(better), value_of(better, "far")) == (1, 2)


@pytest.mark.parametrize(
    ("scale", "value"),
    [
        (Scale(0, 10), 7.5),
        (Scale(0, 10, high_is_good=False), 2.5),
        (Scale(1, 4), 3.25),
        (Scale(-2, 2, high_is_good=False), -1.0),
        (Scale(-2, 2, FrozenMap({2: "Great", 5: "Outside"})), 1.0),
    ],
)
def test_another_scale_maps_linearly_without_rounding(scale: Scale, value: float) -> None:
    document = rated(1, low=0.0, high=2.0, n=5)
    after = set_scale(document, "m", scale).apply(document)
    rating = after.ratings("one")[0]
    assert rating.value == value
    assert rating.n == 5
    assert rating.low is not None
    assert rating.high is not None
    assert rating.low <= value <= rating.high
    assert 5 not in after.one(Map, "m").scale.names
    assert mapped_values(document, "m", scale) == [(1, value)]
    assert check_all(after) == []


def test_the_same_scale_again_changes_nothing() -> None:
    assert not set_scale(BASE, "m", Scale())
    assert not set_scale(BASE, "m", Scale(names=FrozenMap({9: "Outside"})))


def test_there_and_back_is_where_it_was() -> None:
    old, new = Scale(-2, 2), Scale(1, 7, high_is_good=False)
    for value in (-2.0, -1.5, 0.0, 2.0):
        assert convert(convert(value, old, new), new, old) == pytest.approx(value)


def test_digits_set_levels_from_the_lowest() -> None:
    assert [level_for_digit(Scale(), digit) for digit in (1, 2, 5, 6, 0)] == [-2, -1, 2, None, None]
    assert level_for_digit(Scale(0, 10), 0) == 9
    assert level_for_digit(Scale(0, 10), 1) == 0


def test_a_clamped_value_is_a_real_number() -> None:
    assert [type(clamp(Scale(), v)) for v in (-9, 0, 9)] == [float] * 3


@pytest.mark.parametrize(
    ("value", "level"), [(-1.6, -2), (-1.4, -1), (0.5, 0), (0.6, 1), (9.0, 2), (-9.0, -2)]
)
def test_a_value_between_levels_snaps_to_the_nearest(value: float, level: int) -> None:
    assert nearest_level(Scale(-2, 2), value) == level
