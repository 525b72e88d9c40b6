"""Screens look as they were last looked at: compared with the pictures in tests/ui/goldens, with a tolerance.

Where a change is meant, `python -m tests.ui.screens --renew` makes the pictures anew; look at them, and at those of
all screens, which `python -m tests.ui.screens OUT` makes.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from tests.ui.screens import golden
from tests.ui.screens.__main__ import in_process
from tests.ui.screens.modes import MODES

MOST_BYTES = 1_500_000


@pytest.mark.parametrize("mode", golden.GOLDENS)
def test_screens_look_as_they_did(mode: str, tmp_path: Path) -> None:
    assert in_process([MODES[mode]], tmp_path, golden.words()) == 0
    found = {screen: difference(mode, screen, tmp_path) for screen in golden.GOLDENS[mode]}
    assert not {one: seen for one, seen in found.items() if seen.seen}, tmp_path


def difference(mode: str, screen: str, folder: Path) -> golden.Difference:
    kept = QImage(str(golden.path_of(mode, screen)))
    now = golden.small(QImage(str(folder / f"{screen}.{mode}.png")))
    return golden.compared(kept.convertToFormat(QImage.Format.Format_RGB32), now)


def test_only_what_is_compared_is_kept_and_it_is_small() -> None:
    kept = {path for path in golden.FOLDER.iterdir() if path.suffix == ".png"}
    assert kept == {golden.path_of(mode, screen) for mode, screen in golden.names()}
    assert sum(path.stat().st_size for path in kept) < MOST_BYTES
    assert all(QImage(str(path)).width() <= golden.WIDEST for path in kept)


def editor() -> QImage:
    kept = QImage(str(golden.path_of("light-100-ltr", "editor")))
    return kept.convertToFormat(QImage.Format.Format_RGB32)


def test_a_panel_that_moves_is_seen() -> None:
    kept, moved = editor(), editor()
    painter = QPainter(moved)
    painter.drawImage(3, 0, kept, 0, 0, 75, -1)
    painter.end()
    assert golden.compared(kept, moved).seen


def test_a_button_of_another_colour_is_seen() -> None:
    kept, other = editor(), editor()
    at = QRect(kept.width() - 42, 14, 34, 10)
    painter = QPainter(other)
    painter.fillRect(at, QColor("#0B7A6F"))
    painter.end()
    assert golden.compared(kept, other).seen


def test_a_ground_of_another_colour_is_seen() -> None:
    kept, other = editor(), editor()
    painter = QPainter(other)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.fillRect(other.rect(), QColor("#F4F5F8"))
    painter.end()
    assert golden.compared(kept, other).seen


def test_softer_edges_of_letters_are_not_seen() -> None:
    """Half a pixel in the window, which is more than libraries differ by."""
    kept = editor()
    size = kept.size()
    wide = kept.scaledToWidth(1440)
    soft = QImage(wide.size(), QImage.Format.Format_RGB32)
    painter = QPainter(soft)
    painter.drawImage(0, 0, wide)
    painter.setOpacity(0.5)
    painter.drawImage(1, 0, wide)
    painter.end()
    assert not golden.compared(kept, golden.small(soft).scaled(size)).seen
