"""Words and figures in a window that is read from the right."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QTextLayout
from PySide6.QtWidgets import (
    QApplication,
    QListWidget,
    QStyleOptionMenuItem,
    QStyleOptionViewItem,
)
from pytestqt.qtbot import QtBot

from journeyeditor.model.entities import Scale
from journeyeditor.model.frozen import FrozenMap
from journeyeditor.model.scale import named_value, value_text
from journeyeditor.ui.moments import (
    from_the_left,
    in_digits_order,
    in_own_direction,
    local_moment,
)
from journeyeditor.ui.theme import Look
from journeyeditor.ui.widgets.eliding import shortened
from journeyeditor.ui.widgets.menu import Menu
from journeyeditor.ui.widgets.reading import ReadingDelegate


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
    at: dict[int, float] = {}
    for run in line.glyphRuns(-1, -1, every):
        for index, point in zip(run.stringIndexes(), run.positions(), strict=True):
            # Qt begins again with the first one where the typeface changes within a piece.
            free = next(one for one in range(index, len(text)) if one not in at)
            at[free] = point.x()
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


@pytest.mark.parametrize("name", ["محبط", "Frustrated", "מתוסכל", ""])
@pytest.mark.parametrize("value", [-2.0, -1.5])
def test_a_rating_keeps_its_minus_before_it(
    application: QApplication, name: str, value: float
) -> None:
    scale = Scale(-2, 2, FrozenMap({-2: name, -1: name} if name else {}))
    shown = seen(in_own_direction(named_value(scale, value)))
    figures = value_text(value)
    assert figures in shown


@pytest.mark.usefixtures("mirrored")
def test_a_cut_row_of_a_list_ends_where_it_is_read_to(qtbot: QtBot) -> None:
    view = QListWidget()
    qtbot.addWidget(view)
    view.setItemDelegate(ReadingDelegate(view))
    view.addItem("Project planner, commutes every day\nNurse on shifts, in the morning")
    option = QStyleOptionViewItem()
    option.direction = Qt.LayoutDirection.RightToLeft
    view.itemDelegate().initStyleOption(option, view.model().index(0, 0))  # type: ignore[attr-defined]
    assert view.textElideMode() is Qt.TextElideMode.ElideRight
    for line in option.text.split("\n"):
        cut = view.fontMetrics().elidedText(line, view.textElideMode(), 80)
        assert "…" in cut
        assert seen(cut).endswith("…")


def test_from_left_to_right_rows_stay_as_they_are(qtbot: QtBot) -> None:
    view = QListWidget()
    qtbot.addWidget(view)
    view.addItem("Open…")
    option = QStyleOptionViewItem()
    ReadingDelegate(view).initStyleOption(option, view.model().index(0, 0))
    assert option.text == "Open…"
