"""A whole map without the mouse: from the blank template to the exported PDF, by key events to the real window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu, QWidget

from journeyeditor.layout.pages import PageMode, Part
from journeyeditor.model.entities import Card, LaneKind
from journeyeditor.ui.dialogs import Dialogs
from journeyeditor.ui.exporting.dialog import ExportDialog
from journeyeditor.ui.main_window import MainWindow
from journeyeditor.ui.move_dialog import LANE, STAGE, MoveDialog
from journeyeditor.ui.start_cards import EntryCard
from tests.support.typing_hands import TypingHands

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from journeyeditor.model.document import Document
    from journeyeditor.ui.editor_page import EditorPage
    from journeyeditor.ui.world import World

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
K = Qt.Key
A4 = frozenset((595, 842))
"""The sides of the sheet in whole points."""


@pytest.fixture
def window(world: World, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window with its real dialogs, of which the file dialogs are Qt's own, as offscreen there are no others."""
    made = MainWindow(replace(world, asking=Dialogs))
    made.resize(1440, 900)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.jobs.wait()
    made.close_session()
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def hands(window: MainWindow) -> TypingHands:
    return TypingHands(window)


def page_of(window: MainWindow) -> EditorPage:
    assert window.page is not None
    return window.page


def document_of(window: MainWindow) -> Document:
    return page_of(window).session.editor.document


def titles(window: MainWindow, kind: LaneKind) -> list[list[str]]:
    """The cards' titles of the first lane of a kind, step by step."""
    document, map_id = document_of(window), page_of(window).map_id
    lane = next(lane for lane in document.lanes(map_id) if lane.kind is kind)
    return [
        [card.title for card in document.cell(lane.id, step.id)]
        for step in document.map_steps(map_id)
    ]


def is_blank_template(widget: QWidget) -> bool:
    return isinstance(widget, EntryCard) and widget.entry.id == "blank"


def choose_blank(hands: TypingHands) -> None:
    """From the start page to an empty map."""
    hands.tab_to(lambda widget: isinstance(widget, EntryCard))
    for _ in range(40):
        if is_blank_template(hands.focus()):
            break
        hands.press(K.Key_Right)
    assert is_blank_template(hands.focus())
    hands.press(K.Key_Return)


def write_columns(hands: TypingHands) -> None:
    """Two stages with their names and steps."""
    hands.press(K.Key_Home, CTRL)
    hands.press(K.Key_Up, times=2)
    hands.press(K.Key_F2)
    hands.type("Find out")
    hands.press(K.Key_Down)
    hands.type("Know what it costs")
    hands.press(K.Key_Return)
    hands.press(K.Key_Down)
    hands.press(K.Key_F2)
    hands.type("Reads")
    hands.press(K.Key_Return)
    hands.press(K.Key_T, CTRL | SHIFT)
    hands.type("Asks")
    hands.press(K.Key_Return)
    hands.press(K.Key_G, CTRL | SHIFT)
    hands.type("Buy")
    hands.press(K.Key_Return)


def write_touchpoints(hands: TypingHands) -> None:
    """Typing on an empty cell, Ctrl+Enter for the next card, Tab for the next step."""
    hands.press(K.Key_Escape)
    hands.press(K.Key_Home, CTRL)
    hands.type("Website")
    hands.press(K.Key_Return, CTRL)
    hands.type("Leaflet")
    hands.press(K.Key_Tab)
    hands.type("Hotline")
    hands.press(K.Key_Tab)
    hands.type("Shop")
    hands.press(K.Key_Return)


def add_people(hands: TypingHands, window: MainWindow) -> None:
    """A persona with a name, and ratings by digits and signs."""
    hands.press(K.Key_P, CTRL | SHIFT)
    hands.press(K.Key_A, CTRL)
    hands.type("Marta")
    hands.press(K.Key_Return)
    hands.press(K.Key_Escape)
    hands.tab_to(lambda widget: widget is page_of(window).canvas)
    hands.press(K.Key_Home, CTRL)
    hands.type("2")
    hands.press(K.Key_Right)
    hands.type("5")
    hands.press(K.Key_Right)
    hands.type("4-")


def add_lane(hands: TypingHands) -> None:
    """A lane by its name in the palette, with a block from a spreadsheet."""
    hands.press(K.Key_K, CTRL)
    hands.type("lane pain")
    hands.press(K.Key_Return)
    hands.type("What hurts")
    hands.press(K.Key_Return)
    hands.press(K.Key_Right)
    QGuiApplication.clipboard().setText("Too long\tNo answer\tQueue")
    hands.press(K.Key_V, CTRL)


def file_named(hands: TypingHands, path: Path) -> None:
    """Types a path into a file dialog."""
    assert isinstance(hands.focus(), QLineEdit), hands.focus()
    hands.press(K.Key_A, CTRL)
    hands.type(str(path))
    hands.press(K.Key_Return)


def test_a_whole_map_without_the_mouse(
    window: MainWindow, hands: TypingHands, tmp_path: Path, qtbot: QtBot
) -> None:
    choose_blank(hands)
    assert page_of(window).canvas.hasFocus()
    write_columns(hands)
    document, map_id = document_of(window), page_of(window).map_id
    stages = document.stages(map_id)
    assert [(s.title, s.goal) for s in stages] == [("Find out", "Know what it costs"), ("Buy", "")]
    assert [step.title for step in document.map_steps(map_id)][:2] == ["Reads", "Asks"]

    write_touchpoints(hands)
    assert titles(window, LaneKind.TOUCHPOINT) == [["Website", "Leaflet"], ["Hotline"], ["Shop"]]

    add_people(hands, window)
    (persona,) = document_of(window).personas
    assert persona.name == "Marta"
    values = {
        document_of(window).one(Card, rating.card).title: rating.value
        for card in document_of(window).all(Card)
        for rating in document_of(window).ratings(card.id)
    }
    assert values == {"Website": -1, "Hotline": 2, "Shop": 0}

    add_lane(hands)
    assert titles(window, LaneKind.PAIN) == [["Too long"], ["No answer"], ["Queue"]]

    rearrange(hands)
    assert titles(window, LaneKind.TOUCHPOINT) == [["Website"], ["Leaflet", "Hotline"], ["Shop"]]
    assert titles(window, LaneKind.PAIN) == [["Too long", "Queue"], ["No answer"], []]

    hands.press(K.Key_H, CTRL)
    hands.type("queue")
    hands.press(K.Key_Return)
    hands.tab_to(lambda widget: widget is page_of(window).find_bar.replacement)
    hands.type("Long queue")
    hands.press(K.Key_Return)
    hands.press(K.Key_Escape)
    assert titles(window, LaneKind.PAIN)[0] == ["Too long", "Long queue"]

    saved, printed = tmp_path / "mine.journey", tmp_path / "mine.pdf"
    hands.in_dialog(QFileDialog, lambda: file_named(hands, saved))
    hands.press(K.Key_S, CTRL)
    qtbot.waitUntil(lambda: saved.exists() and not window.jobs.running, timeout=10_000)

    hands.in_dialog(ExportDialog, lambda: choose_pages(hands))
    hands.in_dialog(QFileDialog, lambda: file_named(hands, printed))
    hands.press(K.Key_E, CTRL)
    qtbot.waitUntil(lambda: printed.exists() and not window.jobs.running, timeout=20_000)
    with closing(PdfDocument(printed)) as pdf:
        assert {frozenset(map(round, page.get_size())) for page in pdf} == {A4}
    assert not hands.waiting
    assert not window.isWindowModified()


def choose_pages(hands: TypingHands) -> None:
    """Another sheet, pages by stages, and a cover in front: all that the dialog offers is a few keys away."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExportDialog)
    choices = dialog.choices
    hands.tab_to(lambda widget: widget is choices.paper)
    hands.type("A4")
    hands.tab_to(choices.mode.isAncestorOf)
    hands.press(K.Key_Right)
    hands.press(K.Key_Space)
    hands.tab_to(lambda widget: widget is choices.parts or choices.parts.isAncestorOf(widget))
    hands.press(K.Key_Home)
    hands.press(K.Key_Space)
    assert dialog.choice.options.pages is PageMode.STAGES
    assert dialog.choice.options.parts == (Part.COVER, Part.MAP, Part.LEGEND)
    hands.tab_to(lambda widget: widget is dialog.go)
    hands.press(K.Key_Return)


def rearrange(hands: TypingHands) -> None:
    """A card by Ctrl+arrow, one by the dialog, and cards within their cell."""
    hands.press(K.Key_Home, CTRL)
    hands.press(K.Key_Down)
    hands.press(K.Key_Right, CTRL)
    hands.press(K.Key_Up, ALT)
    hands.press(K.Key_End, CTRL)

    def to_the_first_stage() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, MoveDialog)
        hands.tab_to(lambda widget: widget is dialog.boxes[STAGE])
        hands.press(K.Key_Home)
        assert dialog.boxes[LANE].currentText()
        hands.press(K.Key_Return)

    hands.in_dialog(MoveDialog, to_the_first_stage)
    hands.press(K.Key_M, CTRL | SHIFT)


def test_f6_goes_round_the_panels_and_back(editor: MainWindow, hands: TypingHands) -> None:
    page = page_of(editor)
    page.canvas.setFocus()
    seen: list[QWidget] = []
    for _ in range(4):
        hands.press(K.Key_F6)
        seen.append(hands.focus())
    assert seen[-1] is page.canvas
    panels = (page.inspector, page.bar, page.palette_panel)
    for panel, focus in zip(panels, seen, strict=False):
        assert panel is focus or panel.isAncestorOf(focus)
    hands.press(K.Key_F6, SHIFT)
    assert page.palette_panel.isAncestorOf(hands.focus())


def test_the_menu_key_opens_a_menu_that_is_worked_by_keys(
    editor: MainWindow, hands: TypingHands
) -> None:
    page = page_of(editor)
    page.canvas.setFocus()
    hands.press(K.Key_Home, CTRL)
    before = len(list(document_of(editor).all(Card)))
    hands.press(K.Key_F10, SHIFT)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    hands_in(menu, "Duplicate")
    assert len(list(document_of(editor).all(Card))) == before + 1


def hands_in(menu: QWidget, text: str) -> None:
    """Down to an entry of a menu, and Enter."""
    assert isinstance(menu, QMenu)
    for _ in range(len(menu.actions())):
        QTest.keyClick(menu, K.Key_Down)
        active = menu.activeAction()
        if active is not None and active.text() == text:
            break
    QTest.keyClick(menu, K.Key_Return)
    QApplication.processEvents()
