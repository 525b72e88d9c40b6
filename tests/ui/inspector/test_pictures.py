"""Pictures: chosen, dropped, pasted and described; nothing that is none gets in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import Image, LaneKind, Persona
from journeyeditor.model.messages import message
from journeyeditor.ui.inspector.brand import Brand
from journeyeditor.ui.inspector.pictures import Logo, PicturePart, Portrait
from tests.support.png import png
from tests.ui.inspector.bench import Bench

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.conftest import Answers


@pytest.fixture
def picture(bench: Bench) -> PicturePart:
    """The picture of the first touchpoint."""
    bench.select(bench.card().id)
    return bench.control("picture", PicturePart)


def shown(bench: Bench) -> Image | None:
    return bench.document.find(Image, bench.card().image)


def test_a_picture_is_chosen_and_asked_for_its_words(
    bench: Bench, picture: PicturePart, answers: Answers, tmp_path: Path
) -> None:
    answers.picture = tmp_path / "door.png"
    answers.picture.write_bytes(png(4, 3))
    picture.choose_button.click()
    image = shown(bench)
    assert image is not None and (image.width, image.height) == (4, 3)
    assert not picture.area.empty
    assert not picture.wanted.isHidden()
    picture.words.setPlainText("A shop door")
    picture.commit_pending()
    after = shown(bench)
    assert after is not None and after.alt == "A shop door"
    assert picture.wanted.isHidden()
    assert picture.area.accessibleName() == "A shop door"
    picture.remove_button.click()
    assert shown(bench) is None and picture.area.empty
    assert bench.steps() == 3


def test_nothing_chosen_changes_nothing(bench: Bench, picture: PicturePart) -> None:
    picture.area.click()
    assert bench.steps() == 0


def drop(part: PicturePart, mime: QMimeData) -> None:
    enter = QDragEnterEvent(
        QPoint(20, 20),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(part.area, enter)
    assert enter.isAccepted()
    event = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(part.area, event)


def test_a_file_is_dropped(bench: Bench, picture: PicturePart, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(png(2, 2))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    drop(picture, mime)
    assert shown(bench) is not None


@pytest.mark.parametrize("data", [b"<svg><image href='file:///etc/passwd'/></svg>", b"text"])
def test_what_is_no_picture_stays_outside(
    bench: Bench, picture: PicturePart, tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / "a.svg"
    path.write_bytes(data)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    drop(picture, mime)
    picture.take_file(tmp_path / "gone.png")
    assert shown(bench) is None
    assert "is no picture" in bench.said[0] and "can't be read" in bench.said[1]


def test_a_picture_is_pasted_by_key_and_by_button(bench: Bench, picture: PicturePart) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("words")
    assert not picture.paste_button.isEnabled()
    assert picture.paste_button.accessibleDescription() == "There is no picture on the clipboard."
    picture.area.setFocus()
    QTest.keySequence(picture.area, QKeySequence(QKeySequence.StandardKey.Paste))
    assert shown(bench) is None and "no picture" in bench.said[-1]
    image = QImage(5, 4, QImage.Format.Format_RGB32)
    image.fill(0)
    clipboard.setImage(image)
    assert picture.paste_button.isEnabled()
    picture.paste_button.click()
    found = shown(bench)
    assert found is not None and (found.width, found.height) == (5, 4)
    QTest.keyClick(picture.area, Qt.Key.Key_Delete)
    assert shown(bench) is None
    clipboard.clear()


def test_personas_and_the_document_have_pictures_too(
    bench: Bench, answers: Answers, tmp_path: Path
) -> None:
    answers.picture = tmp_path / "face.png"
    answers.picture.write_bytes(png(3, 3))
    bench.control("logo", Logo).choose()
    key = bench.map.personas[0]
    bench.select(key)
    bench.control("portrait", Portrait).choose()
    assert bench.document.one(Persona, key).portrait == bench.document.info.logo
    assert len(bench.document.images) == 1


def test_a_picture_card_shows_its_picture_first(
    bench: Bench, answers: Answers, tmp_path: Path
) -> None:
    answers.picture = tmp_path / "door.png"
    answers.picture.write_bytes(png(4, 3))
    card = bench.card(LaneKind.PAIN)
    bench.select(card.id)
    names = [part.objectName() for part in bench.panel.parts]
    assert names.index("picture") > names.index("tags")
    bench.control("picture", PicturePart).choose()
    lane = set_fields(bench.document, card.lane, kind=LaneKind.IMAGE)
    bench.editor.commit(message("Kind"), lane)
    bench.select()
    bench.select(card.id)
    names = [part.objectName() for part in bench.panel.parts]
    assert names[:3] == ["title", "text", "picture"]
    assert names.count("picture") == 1
    assert not bench.control("picture", PicturePart).area.empty


def test_own_colours_are_kept_in_one_place(bench: Bench, answers: Answers) -> None:
    brand = bench.control("brand", Brand)
    answers.new_colour = "#FFD200"
    brand.add.click()
    assert bench.document.info.brand == ("#FFD200",)
    row = brand.rows[0]
    assert "can be read" in row.note.text() and not row.note.isHidden()
    row.digits.setText("1b2130")
    row.digits.commit()
    assert bench.document.info.brand == ("#1B2130",)
    brand.rows[0].digits.setText("blue")
    brand.rows[0].digits.commit()
    assert "is no colour" in bench.said[-1]
    answers.new_colour = "#1B2130"
    brand.add.click()
    assert "already" in bench.said[-1]
    brand.rows[0].bin.click()
    QApplication.processEvents()
    assert not bench.document.info.brand
