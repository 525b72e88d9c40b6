"""Whatever a JSON text holds: a document that keeps the rules, or one sentence."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeyeditor.interchange.json_document import read_json, write_json
from journeyeditor.model.messages import Refused
from journeyeditor.model.rules import check_all
from tests.interchange.test_json_document import by_hand, everything
from tests.support.sources import fixed_clock, fixed_ids

QUICK = settings(
    max_examples=150, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(["a", "s1", "now", "document", "journey", "", "a0V"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
WRITTEN: Any = json.loads(write_json(everything()))


def reads_or_refuses(text: str) -> None:
    try:
        document = read_json(text, fixed_ids(3), fixed_clock)
    except Refused as refused:
        assert str(refused)
        return
    assert check_all(document) == []
    assert read_json(write_json(document), fixed_ids(4), fixed_clock) == document


def places(value: Any) -> list[tuple[Any, Any]]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    found: list[tuple[Any, Any]] = []
    for key, item in items:
        found.append((value, key))
        if isinstance(item, dict | list):
            found += places(item)
    return found


@QUICK
@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    reads_or_refuses(text)


@QUICK
@given(st.dictionaries(st.text(max_size=6) | st.sampled_from(["maps", "personas"]), VALUES))
def test_any_object(plain: dict[str, Any]) -> None:
    reads_or_refuses(json.dumps({"format": "journey", **plain}))


@QUICK
@given(st.data(), st.sampled_from([WRITTEN, by_hand()]))
def test_a_file_with_any_value_in_any_place(data: st.DataObject, whole: Any) -> None:
    plain = copy.deepcopy(whole)
    for _ in range(data.draw(st.integers(1, 3))):
        everywhere = places(plain)
        if everywhere:
            place, key = everywhere[data.draw(st.integers(0, len(everywhere) - 1))]
            place[key] = data.draw(VALUES)
    reads_or_refuses(json.dumps(plain))
