"""Feelings: rating, stepping, and what another scale makes of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.editing.operations.ratings import (
    describe_rating,
    give_ratings,
    mapped_counts,
    mapped_values,
    rate,
    set_scale,
    step_rating,
)
from journeyeditor.editing.patch import Draft
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Layer, Map, Rating, Scale, rating_key
from journeyeditor.model.frozen import FrozenMap
from journeyeditor.model.messages import Refused
from journeyeditor.model.rules import check_all
from journeyeditor.model.scale import clamp, convert, level_for_digit, nearest_level
from tests.editing.documents import back_again, plain_document

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


@given(st.none() | st.integers(-2, 2), st.none() | st.integers(-2, 2), st.sampled_from(Layer))
def test_feelings_change_hands_and_nothing_is_lost(
    ann: int | None, bob: int | None, layer: Layer
) -> None:
    document = rate(BASE, ["one"], "ann", ann, layer).apply(BASE)
    document = rate(document, ["one"], "bob", bob, layer).apply(document)
    after = back_again(document, give_ratings(document, ["one", "two"], "ann", "bob", layer))

    def value(persona: str) -> float | None:
        found = after.rating("one", persona, layer)
        return found.value if found else None

    assert (value("ann"), value("bob")) == (bob, ann)
    assert not give_ratings(document, ["one"], "ann", "ann", layer)


@given(
    st.none() | st.integers(-2, 2),
    st.none() | st.floats(-2, 2),
    st.none() | st.floats(-2, 2),
    st.none() | st.integers(1, 99),
    st.sampled_from(["", "Frustrated+"]),
)
def test_a_rating_says_more_than_its_number(
    value: int | None, low: float | None, high: float | None, n: int | None, word: str
) -> None:
    document = rate(BASE, ["one"], "ann", value).apply(BASE)
    if low is not None and high is not None:
        low, high = sorted((low, high))
    patch = describe_rating(document, "one", "ann", low=low, high=high, n=n, word=word)
    after = back_again(document, patch).rating("one", "ann")
    if (value, low, high, n, word) == (None, None, None, None, ""):
        assert after is None
    else:
        assert after is not None
        assert (after.value, after.low, after.high, after.n, after.word) == (
            value,
            low,
            high,
            n,
            word,
        )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"low": -3.0}, "from −2 to 2"),
        ({"low": 1.0, "high": 0.0}, "above"),
        ({"n": 0}, "At least one"),
    ],
)
def test_what_makes_no_sense_is_refused(fields: dict[str, float], words: str) -> None:
    with pytest.raises(Refused, match=words):
        describe_rating(rated(1), "one", "ann", **fields)  # type: ignore[arg-type]


def test_a_rating_that_says_nothing_any_more_is_gone() -> None:
    document = describe_rating(BASE, "one", "ann", word="Meh").apply(BASE)
    after = back_again(document, describe_rating(document, "one", "ann", word=""))
    assert after.rating("one", "ann") is None
    assert not describe_rating(BASE, "one", "ann", word="")


def test_how_many_ratings_a_scale_changes_is_told() -> None:
    document = rate(BASE, ["one", "two", "three"], "ann", 1).apply(BASE)
    document = rate(document, ["two"], "bob", -2).apply(document)
    assert mapped_counts(document, "m", Scale(0, 10)) == [(-2, 0, 1), (1, 7.5, 3)]
    assert mapped_counts(document, "n", Scale(0, 10)) == []
