"""A long group's items by where they lie across: none that can be seen is left out, and their order stays."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.layout.drawing import Box, Group, Rect
from journeyeditor.ui.painting.across import LONG, WIDE, Across, is_long

PLACES = st.floats(-4 * WIDE, 12 * WIDE)
GROUPS = st.builds(
    lambda x, w, dx, k: Group((), Rect(x, 0, w, 10), dx=dx, scale=k),
    PLACES,
    st.floats(0, 2 * WIDE),
    st.floats(-WIDE, WIDE),
    st.sampled_from([0.5, 1.0, 2.0]),
)
ITEMS = st.lists(GROUPS | st.just(Box(Rect(0, 0, 1, 1), "line")), max_size=60)


def _meets(item: object, exposed: Rect) -> bool:
    if not isinstance(item, Group):
        return True
    left = item.dx + item.bounds.x * item.scale
    return left < exposed.right and left + item.bounds.w * item.scale > exposed.x


@given(items=ITEMS, x=PLACES, w=st.floats(1, 4 * WIDE))
def test_all_that_can_be_seen_is_found_in_its_order(
    items: list[Group | Box], x: float, w: float
) -> None:
    exposed = Rect(x, 0, w, 10)
    group = Group(tuple(items), Rect(-9 * WIDE, 0, 30 * WIDE, 10))
    found = [id(item) for item in Across(group).within(exposed)]
    wanted = [id(item) for item in items if _meets(item, exposed)]
    assert [key for key in found if key in set(wanted)] == wanted


def test_of_a_long_lane_only_what_is_near_is_gone_through() -> None:
    cells = tuple(Group((), Rect(0, 0, 200, 10), dx=i * 200.0) for i in range(500))
    across = Across(Group(cells, Rect(0, 0, 100_000, 10)))
    assert len(across.within(Rect(40_000, 0, 1_400, 10))) <= 13
    assert across.within(Rect(40_001, 0, 1_400, 10)) is across.within(Rect(40_002, 0, 1_400, 10))
    assert across.within(Rect(0, 0, 100_000, 10)) is cells


def test_short_groups_are_not_divided() -> None:
    cell = Group((), Rect(0, 0, 10, 10))
    assert not is_long(Group((cell,) * LONG, Rect(0, 0, 10, 10)))
    assert is_long(Group((cell,) * (LONG + 1), Rect(0, 0, 10, 10)))
