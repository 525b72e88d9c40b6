"""The emotion scale: what a change does is shown before it happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from journeyeditor.model.entities import (
    Scale,
)
from journeyeditor.model.frozen import FrozenMap
from journeyeditor.ui.inspector.scale import PRESETS, ScaleEditor, moved_names

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

from tests.ui.inspector.bench import Bench


def test_the_scale_says_what_becomes_of_ratings_before_it_does_it(bench: Bench) -> None:
    before = bench.document
    scale = bench.control("scale", ScaleEditor)
    scale.lowest.setValue(0)
    scale.highest.setValue(10)
    assert not scale.notice.isHidden()
    words = [found.text() for found in scale.mapping.findChildren(QLabel)]
    assert words == [
        *("Now", "", "Then", "Ratings"),
        *("Frustrated −2", "→", "Frustrated 0", "2"),
        *("Annoyed −1", "→", "2.5", "3"),
    ]
    assert bench.document is before
    scale.apply.click()
    assert (bench.map.scale.min, bench.map.scale.max) == (0, 10)
    assert bench.map.scale.names[10] == "Delighted"
    assert bench.steps() == 1


def test_a_scale_change_can_be_called_off(bench: Bench) -> None:
    before = bench.document
    scale = bench.control("scale", ScaleEditor)
    scale.highest.setValue(7)
    scale.cancel.click()
    assert scale.notice.isHidden()
    assert scale.highest.value() == 2
    assert bench.document is before


def test_a_scale_that_can_not_be_is_not_applied(bench: Bench) -> None:
    scale = bench.control("scale", ScaleEditor)
    scale.highest.setValue(-5)
    assert not scale.apply.isEnabled()
    assert "at most 20 apart" in scale.words.text()


def test_which_end_is_good_is_chosen(bench: Bench) -> None:
    scale = bench.control("scale", ScaleEditor)
    assert scale.good.isChecked()
    scale.good.click()
    assert not scale.notice.isHidden() and bench.map.scale.high_is_good
    scale.apply.click()
    assert not bench.map.scale.high_is_good
    assert bench.steps() == 1


def preset(scale: ScaleEditor, ends: tuple[int, int]) -> QPushButton:
    chips = scale.findChildren(QPushButton)
    return next(chip for chip in chips if chip.property("ends") == list(ends))


@pytest.mark.parametrize("ends", [(1, 5), (0, 10), (-5, 5)])
def test_a_usual_range_is_one_click(bench: Bench, ends: tuple[int, int]) -> None:
    scale = bench.control("scale", ScaleEditor)
    preset(scale, ends).click()
    assert (scale.lowest.value(), scale.highest.value()) == ends
    assert not scale.notice.isHidden()
    preset(scale, (-2, 2)).click()
    assert scale.notice.isHidden()
    preset(scale, ends).click()
    scale.apply.click()
    assert (bench.map.scale.min, bench.map.scale.max) == ends
    assert bench.steps() == 1


def test_usual_ranges_are_as_high_as_each_other(bench: Bench, qtbot: QtBot) -> None:
    scale = bench.control("scale", ScaleEditor)
    chips = [preset(scale, ends) for ends in PRESETS]
    qtbot.waitUntil(chips[0].isVisible)
    assert len({(chip.y(), chip.height()) for chip in chips}) == 1


def test_levels_are_named_at_once(bench: Bench) -> None:
    scale = bench.control("scale", ScaleEditor)
    field = scale.names[2]
    field.setText("Overjoyed")
    field.commit()
    assert bench.map.scale.names[2] == "Overjoyed"


def test_names_move_with_their_levels() -> None:
    old = Scale(-2, 2, FrozenMap({-2: "bad", 0: "so so", 1: "fine", 2: "good"}))
    assert moved_names(old, Scale(1, 5)) == {1: "bad", 3: "so so", 4: "fine", 5: "good"}
    assert moved_names(old, Scale(0, 6)) == {0: "bad", 3: "so so", 6: "good"}
