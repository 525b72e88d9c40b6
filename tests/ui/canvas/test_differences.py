"""What of two pictures differs: among thousands of cards only the few parts with structure are looked for one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journeyeditor.layout.drawing import Box, Group, Rect
from journeyeditor.ui.canvas import differences
from journeyeditor.ui.canvas.differences import STRUCTURES, changed_items


def card(n: int, colour: str = "paper") -> Group:
    rect = Rect(10.0 * n, 0, 8, 8)
    return Group((Box(rect, fill=colour),), rect, entity=f"card {n}")


def curve(*items: Group) -> Group:
    return Group(items, Rect(0, 0, 1000, 10), part=next(iter(STRUCTURES)))


def test_equal_pictures_that_were_drawn_anew_do_not_differ() -> None:
    assert changed_items([card(n) for n in range(5)], [card(n) for n in range(5)]) == []


def test_what_one_of_two_pictures_lacks_differs() -> None:
    found = changed_items([card(1), card(2)], [card(2), card(3)])
    assert sorted(found) == [card(1).bounds, card(3).bounds]


def test_of_structures_only_what_is_in_them_differs() -> None:
    old = [card(0), curve(card(1), card(2))]
    new = [card(0), curve(card(1), card(2, "ink"))]
    assert set(changed_items(old, new)) == {card(2).bounds}


def test_structures_in_other_places_are_others() -> None:
    old, new = curve(card(1)), replace(curve(card(1)), dx=5.0)
    assert len(changed_items([old], [new])) == 2


def test_cards_are_not_compared_with_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[object] = []
    real = differences._same_structure

    def same(old: Group, new: Group) -> bool:
        compared.append(old)
        return real(old, new)

    monkeypatch.setattr(differences, "_same_structure", same)
    old = [*(card(n) for n in range(50)), curve(card(1))]
    new = [*(card(n) for n in range(50, 100)), curve(card(1))]
    assert len(changed_items(old, new)) == 100
    assert len(compared) == 1
