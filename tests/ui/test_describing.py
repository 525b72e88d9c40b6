"""Pictures are asked for their words: after a drop of several, and whenever a person wants to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from journeyeditor.editing.operations.images import put_image
from journeyeditor.model.entities import Card, Image, LaneKind
from journeyeditor.model.messages import message
from journeyeditor.ui.describing import TOPIC, DescribeSheet
from journeyeditor.ui.inspector.wordless import Wordless
from tests.support.png import png

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.editor_page import EditorPage
    from journeyeditor.ui.main_window import MainWindow


@pytest.fixture
def page(editor: MainWindow) -> EditorPage:
    assert editor.page is not None
    return editor.page


def sheet(page: EditorPage) -> DescribeSheet:
    assert page.describing is not None and page.describing.sheet is not None
    return page.describing.sheet


def paste(page: EditorPage, editor: MainWindow, folder: Path, count: int) -> None:
    urls = []
    for i in range(count):
        path = folder / f"shot {i}.png"
        path.write_bytes(png(4, 4, 10 + i))
        urls.append(QUrl.fromLocalFile(str(path)))
    mime = QMimeData()
    mime.setUrls(urls)
    QGuiApplication.clipboard().setMimeData(mime)
    page.canvas.setFocus()
    QTest.keyClick(page.canvas, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    editor.actions_["paste"].trigger()


def alts(page: EditorPage) -> list[str]:
    return sorted(image.alt for image in page.session.editor.document.all(Image))


def steps(page: EditorPage) -> int:
    return len(page.session.editor.history.done)


def with_pictures(page: EditorPage, *words: str) -> list[str]:
    """As many cards with a picture each as there are words for them."""
    editor = page.session.editor
    lane = next(o for o in editor.document.lanes(page.map_id) if o.kind is LaneKind.TOUCHPOINT)
    cards = [card.id for card in editor.document.cards(lane.id)][: len(words)]
    for i, (card, alt) in enumerate(zip(cards, words, strict=True)):
        data = png(3, 3, 10 + i)
        editor.commit(message(""), put_image(editor.document, card, "image", data, alt))
    return cards


def test_several_pasted_pictures_are_asked_for_their_words_in_one_step(
    page: EditorPage, editor: MainWindow, tmp_path: Path
) -> None:
    paste(page, editor, tmp_path, 3)
    made, before = sheet(page), steps(page)
    assert not made.isModal()
    assert made.isVisible()
    assert len(made.rows) == 3
    assert made.rows[0].field.hasFocus() or made.focusWidget() is made.rows[0].field
    made.rows[0].field.setPlainText("A queue at the till")
    made.rows[2].field.setPlainText("An empty shelf")
    assert alts(page) == ["", "", ""]
    made.done_button.click()
    assert alts(page) == ["", "A queue at the till", "An empty shelf"]
    assert steps(page) == before + 1
    page.session.editor.undo()
    assert alts(page) == ["", "", ""]


def test_those_left_out_can_be_come_back_to(
    page: EditorPage, editor: MainWindow, tmp_path: Path
) -> None:
    paste(page, editor, tmp_path, 2)
    made = sheet(page)
    QTest.keyClicks(made.rows[0].field, "A door")
    QTest.keyClick(made.rows[0].field, Qt.Key.Key_Escape)
    assert page.describing is not None and page.describing.sheet is None
    assert alts(page) == ["", "A door"]
    bar = page.notices.bar(TOPIC)
    assert bar is not None
    assert bar.notice.sentence == "1 picture has no words for who can’t see it."
    left = bar.buttons["describe"]
    assert isinstance(left, QPushButton)
    left.click()
    assert page.notices.bar(TOPIC) is None
    assert len(sheet(page).rows) == 1
    sheet(page).rows[0].field.setPlainText("A window")
    sheet(page).close()
    assert alts(page) == ["A door", "A window"]
    assert page.notices.bar(TOPIC) is None


def test_one_picture_is_asked_for_beside_the_map(
    page: EditorPage, editor: MainWindow, tmp_path: Path
) -> None:
    paste(page, editor, tmp_path, 1)
    assert page.describing is None


def test_saving_meanwhile_takes_what_is_typed(page: EditorPage, editor: MainWindow) -> None:
    with_pictures(page, "", "")
    editor.actions_["describe-pictures"].trigger()
    sheet(page).rows[0].field.setPlainText("A door")
    page.commit_pending()
    assert alts(page) == ["", "A door"]
    before = steps(page)
    page.session.editor.undo()
    page.commit_pending()
    assert alts(page) == ["", ""]
    page.session.editor.redo()
    sheet(page).close()
    assert steps(page) == before


def test_pictures_that_are_gone_meanwhile_are_passed_over(
    page: EditorPage, editor: MainWindow, tmp_path: Path
) -> None:
    paste(page, editor, tmp_path, 2)
    sheet(page).rows[0].field.setPlainText("A door")
    page.session.editor.undo()
    sheet(page).close()
    assert alts(page) == []
    assert page.notices.bar(TOPIC) is None


def test_the_selected_cards_pictures_come_first(page: EditorPage, editor: MainWindow) -> None:
    cards = with_pictures(page, "", "", "A door")
    page.session.editor.select(cards[1:])
    editor.actions_["describe-pictures"].trigger()
    document = page.session.editor.document
    assert [row.key for row in sheet(page).rows] == [document.one(Card, cards[1]).image]
    page.session.editor.select(cards[2:])
    editor.actions_["describe-pictures"].trigger()
    # All have words: then these can be changed.
    assert [row.field.text() for row in sheet(page).rows] == ["A door"]


def test_the_inspector_counts_and_leads_to_them(page: EditorPage, qtbot: QtBot) -> None:
    cards = with_pictures(page, "", "", "A door")
    page.session.editor.select(cards)
    found = page.inspector.findChild(Wordless)
    assert isinstance(found, Wordless)
    assert found.words.text() == "2 pictures have no words for who can’t see them."
    found.describe.click()
    assert len(sheet(page).rows) == 2
    sheet(page).close()
    page.session.editor.select(cards[:1])
    assert not any(isinstance(part, Wordless) for part in page.inspector.parts)
    page.session.editor.select(())
    shown = [part for part in page.inspector.parts if isinstance(part, Wordless)]
    assert [part.words.text() for part in shown] == [
        "2 pictures have no words for who can’t see them."
    ]


def test_without_pictures_there_is_nothing_to_describe(editor: MainWindow) -> None:
    action = editor.actions_["describe-pictures"]
    assert not action.isEnabled()
    assert action.toolTip() == "There are no pictures yet."
