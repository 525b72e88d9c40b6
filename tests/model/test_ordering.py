"""Order keys: there is always room, and appending does not lengthen them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.model.ordering import DIGITS, in_order, is_order_key, key_between, sequence
from tests.support.sources import fixed_ids

keys = st.from_regex(r"[0-9A-Za-z]{0,6}[1-9A-Za-z]", fullmatch=True)


@given(keys, keys)
def test_a_key_lies_between_any_two(a: str, b: str) -> None:
    low, high = sorted((a, b))
    made = key_between(low, high, fixed_ids())
    assert low < made
    assert is_order_key(made)
    if low < high:
        assert made < high


@given(keys)
def test_a_key_lies_before_and_after_any(key: str) -> None:
    ids = fixed_ids()
    assert key_between(None, key, ids) < key < key_between(key, None, ids)


def test_appending_and_prepending_do_not_lengthen() -> None:
    ids = fixed_ids()
    appended = sequence(3_000, ids)
    assert in_order(appended)
    assert max(map(len, appended)) <= 7
    first = appended[0]
    for _ in range(3_000):
        first = key_between(None, first, ids)
    assert len(first) <= 8


@given(st.lists(st.integers(0, 30), max_size=60))
def test_inserting_anywhere_keeps_the_order(places: list[int]) -> None:
    ids, row = fixed_ids(), list[str]()
    for place in places:
        at = min(place, len(row))
        before = row[at - 1] if at else None
        after = row[at] if at < len(row) else None
        row.insert(at, key_between(before, after, ids))
    assert in_order(row)


def test_two_people_inserting_at_one_place_get_different_keys() -> None:
    made = {key_between("a0V1", "a1V1", fixed_ids(seed)) for seed in range(500)}
    assert len(made) > 495


def test_digits_sort_byte_by_byte() -> None:
    assert sorted(DIGITS) == list(DIGITS)
