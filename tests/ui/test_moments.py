"""Words and figures in a window that is read from the right."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QTextLayout
from PySide6.QtWidgets import QApplication, QStyleOptionMenuItem

from journeyeditor.ui.moments import from_the_left, in_digits_order, local_moment
from journeyeditor.ui.theme import Look
from journeyeditor.ui.widgets.eliding import shortened
from journeyeditor.ui.widgets.menu import Menu


@pytest.fixture
def mirrored(application: QApplication) -> Iterator[None]:
    application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def seen(text: str) -> str:
    """The visible characters of a line in the order in which they stand there from left to right."""
    layout = QTextLayout(text)
    option = layout.textOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    every = QTextLayout.GlyphRunRetrievalFlag.RetrieveAll
    at = {
        index: point.x()
        for run in line.glyphRuns(-1, -1, every)
        for index, point in zip(run.stringIndexes(), run.positions(), strict=True)
    }
    return "".join(
        text[index] for index in sorted(at, key=lambda i: at[i]) if text[index].isprintable()
    )


@pytest.mark.parametrize(
    "text", ["Open…", "63 %", "(none)", "- one goal a line", "1 · Awareness", "Ctrl++", "“bike”?"]
)
def test_signs_stay_at_their_own_ends(application: QApplication, text: str) -> None:
    assert seen(text) != text
    assert seen(from_the_left(text)) == text


def test_words_from_right_to_left_are_left_alone() -> None:
    for text in ("افتح…", "شارع 12", "", "Open", "Stage 3"):
        assert from_the_left(text) == text


@pytest.mark.usefixtures("mirrored")
def test_dates_and_shares_keep_their_order() -> None:
    assert seen(in_digits_order("2026-03-01 09:30")) == "2026-03-01 09:30"
    assert "2026-03-01" in seen("حفظ " + local_moment("2026-03-01T12:30:00Z"))
    assert local_moment("soon") == "soon"


@pytest.mark.usefixtures("mirrored")
def test_the_window_s_words_are_put_in_order(look: Look) -> None:
    assert seen(look.tr_("Open…")) == "Open…"
    metrics = QFontMetrics(QApplication.font())
    cut = shortened(metrics, "Awareness, consideration, purchase", 90)
    assert seen(cut) == "".join(c for c in cut if c.isprintable()) and "…" in cut


@pytest.mark.usefixtures("mirrored")
def test_menus_show_keys_as_they_are_pressed() -> None:
    menu = Menu("View")
    action = menu.addAction("Zoom in")
    action.setShortcut(QKeySequence("Ctrl++"))
    option = QStyleOptionMenuItem()
    menu.initStyleOption(option, action)
    assert seen(option.text.partition("\t")[2]) == "Ctrl++"
    menu.deleteLater()


def test_a_window_that_is_read_from_the_left_adds_nothing(look: Look) -> None:
    assert in_digits_order("63 %") == "63 %"
    assert look.tr_("Open…") == "Open…"
