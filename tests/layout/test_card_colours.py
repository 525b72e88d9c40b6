"""Cards of every kind have a ground, an edge and an ink of their own."""

from __future__ import annotations

from itertools import combinations

import pytest

from journeyeditor.layout.drawing import Box, Group, Shape, groups, walk
from journeyeditor.layout.palette import Palette
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Lane, LaneKind
from tests.support.canvases import RESOURCES
from tests.support.kinds import every_kind
from tests.support.layouts import map_layout

KINDS = tuple(kind for kind in LaneKind if kind not in {LaneKind.EMOTION, LaneKind.DIVIDER})
TOLD_APART = (
    LaneKind.TEXT,
    LaneKind.QUOTE,
    LaneKind.PAIN,
    LaneKind.OPPORTUNITY,
    LaneKind.SOLUTION,
    LaneKind.EVIDENCE,
    LaneKind.FRONTSTAGE,
    LaneKind.BACKSTAGE,
    LaneKind.SUPPORT,
)


def drawn(document: Document, kind: LaneKind) -> Group:
    """The picture of a lane's first card."""
    lane = next(one for one in document.all(Lane) if one.kind is kind)
    card = document.cards(lane.id)[0].id
    placed = map_layout().place(document, document.maps[0].id)
    found = (group for group, _spot in groups(placed.picture()))
    return next(group for group in found if group.part == "card" and group.entity == card)


@pytest.mark.parametrize("kind", KINDS)
def test_a_card_has_the_ground_the_edge_and_the_ink_of_its_kind(kind: LaneKind) -> None:
    leaves = [leaf for leaf, _spot in walk(drawn(every_kind(), kind))]
    ground = next(one for one in leaves if isinstance(one, Box) and one.stroke)
    assert (ground.fill, ground.stroke) == (kind.value, f"{kind.value}.line")
    fills = {leaf.fill for leaf in leaves if isinstance(leaf, Box | Shape)}
    strokes = {leaf.stroke for leaf in leaves if isinstance(leaf, Box | Shape)}
    inks = {
        role
        for role in fills | strokes
        if role and role.endswith(".ink") and role.removesuffix(".ink") in tuple(LaneKind)
    }
    assert inks <= {f"{kind.value}.ink"}
    assert inks or kind not in {LaneKind.TOUCHPOINT, LaneKind.QUOTE, LaneKind.METRIC}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_kinds_that_mean_something_else_are_told_apart_by_colour(theme: str) -> None:
    palette = Palette.load(RESOURCES / "themes" / f"{theme}.json")
    looks = {
        kind: tuple(palette.hex(f"{kind.value}{part}") for part in ("", ".line", ".ink"))
        for kind in TOLD_APART
    }
    alike = [(a, b) for a, b in combinations(TOLD_APART, 2) if looks[a] == looks[b]]
    assert not alike
