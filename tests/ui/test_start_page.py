"""The start page: pictures after the first paint, search, keys, templates of one's own, recent files."""

from __future__ import annotations

from itertools import pairwise
from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from journeyeditor.app.beginning import new_session
from journeyeditor.app.own_templates import Wanted
from journeyeditor.ui import presence
from journeyeditor.ui.illustration import illustrated
from journeyeditor.ui.start_page import EntryCard, RecentRow
from journeyeditor.ui.theme import ThemeChoice
from journeyeditor.ui.thumbnails import SIZE, keep, prune

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.main_window import MainWindow
    from journeyeditor.ui.starting import Starting
    from tests.ui.conftest import Answers


@pytest.fixture
def starting(window: MainWindow) -> Starting:
    # Only what a test asks for is pictured.
    window.starting._settle.stop()
    return window.starting


def two(starting: Starting) -> list[Path]:
    """The files of two templates, which are pictured sooner than all of them."""
    return starting.page.pictured()[:2]


def pictured(starting: Starting, qtbot: QtBot) -> list[QImage]:
    paths = two(starting)
    starting.thumbnails.want(paths)
    starting.thumbnails.begin()
    qtbot.waitUntil(lambda: not starting.thumbnails.under_way)
    found = [starting.thumbnails.picture(path) for path in paths]
    return [image for image in found if image is not None]


def test_nothing_is_pictured_before_the_page_was_seen(starting: Starting) -> None:
    assert not starting.thumbnails.under_way
    assert starting.thumbnails.picture(two(starting)[0]) is None
    assert not starting.page.isHidden()


def test_pictures_are_painted_once_and_kept(
    window: MainWindow, starting: Starting, qtbot: QtBot
) -> None:
    images = pictured(starting, qtbot)
    assert [image.size() for image in images] == [SIZE * 2] * 2
    assert images[0] != images[1]
    folder = window.world.services.pictures
    kept = {path: path.stat().st_mtime_ns for path in folder.glob("map-*.png")}
    assert len(kept) == 2
    window.starting.thumbnails._images.clear()
    assert len(pictured(starting, qtbot)) == 2
    assert {path: path.stat().st_mtime_ns for path in folder.glob("map-*.png")} == kept


def test_another_theme_has_other_pictures(
    starting: Starting, window: MainWindow, qtbot: QtBot, application: QApplication
) -> None:
    (light, _other) = pictured(starting, qtbot)
    window.look.choose(ThemeChoice.DARK, application)
    (dark, _other) = pictured(starting, qtbot)
    assert light.pixelColor(2, 2) != dark.pixelColor(2, 2)


def test_what_cannot_be_read_has_no_picture_and_stops_nothing(
    starting: Starting, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    starting.thumbnails.want([broken, tmp_path / "gone.json", *two(starting)])
    starting.thumbnails.begin()
    qtbot.waitUntil(lambda: not starting.thumbnails.under_way)
    assert starting.thumbnails.picture(broken) is None
    assert starting.thumbnails.picture(two(starting)[0]) is not None


def test_an_empty_template_is_pictured_filled(starting: Starting) -> None:
    text = two(starting)[0].read_text(encoding="utf-8")
    document = starting._read(text)
    filled = illustrated(document)
    assert len(filled) > len(document) + 10
    assert illustrated(filled) is filled


def test_a_map_ends_below_its_picture_and_not_at_its_side(
    window: MainWindow, starting: Starting, qtbot: QtBot
) -> None:
    picture = QImage(SIZE, QImage.Format.Format_RGB32)
    picture.fill("white")
    for y in range(SIZE.height()):
        picture.setPixelColor(SIZE.width() - 3, y, "red")
    entry = next(card.entry for card in starting.page.templates.shown if not card.entry.own)
    card = EntryCard(window.look, entry, lambda _path: picture)
    qtbot.addWidget(card)
    card.resize(card.minimumSize())
    seen = card.grab().toImage()
    row = [seen.pixelColor(x, 60) for x in range(seen.width() - 20, seen.width())]
    assert any(one.red() > 150 > one.green() for one in row)


def test_old_pictures_go(tmp_path: Path) -> None:
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    for number in range(5):
        keep(image, tmp_path / f"{number}.png")
    prune(tmp_path, 3)
    assert len(list(tmp_path.glob("*.png"))) == 3


def test_a_search_shows_what_says_all_the_words(window: MainWindow) -> None:
    page = window.start
    whole = len(page.templates.shown)
    page.search.setText("SERVICE line")
    assert page.templates.shown == []
    assert page._nothing.isVisible()
    page.search.setText("blueprint")
    assert [card.entry.id for card in page.templates.shown] == ["service-blueprint"]
    assert not page._nothing.isVisible()
    page.search.clear()
    assert len(page.templates.shown) == whole == 15


def test_enter_in_the_search_opens_the_first_found_and_down_goes_there(window: MainWindow) -> None:
    page = window.start
    chosen: list[str] = []
    page.templates.chosen.disconnect()
    page.templates.chosen.connect(chosen.append)
    page.search.setFocus()
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    page.search.setText("no template says so")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    assert chosen == [] and page.search.hasFocus()
    page.search.setText("blueprint")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    first = page.templates.shown[0]
    assert chosen == [first.entry.id]
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    assert first.hasFocus()


def test_arrow_keys_walk_the_cards_and_enter_opens(window: MainWindow, qtbot: QtBot) -> None:
    cards = window.start.templates
    first = cards.shown[0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert window.focusWidget() is cards.shown[1]
    QTest.keyClick(cards.shown[1], Qt.Key.Key_Down)
    assert window.focusWidget() is cards.shown[1 + cards._columns]
    QTest.keyClick(cards.shown[1 + cards._columns], Qt.Key.Key_Up)
    QTest.keyClick(cards.shown[1], Qt.Key.Key_Left)
    QTest.keyClick(first, Qt.Key.Key_Left)
    assert window.focusWidget() is first
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert window.page is not None


def test_a_template_of_ones_own_stands_first(editor: MainWindow, answers: Answers) -> None:
    answers.template = Wanted("Ours", "For bikes")
    editor.actions_["save-template"].trigger()
    assert answers.asked[-1] == "template First e-bike"
    first = editor.start.templates.shown[0]
    assert (first.entry.name, first.entry.own) == ("Ours", True)
    editor.files.new_from(first.entry.id)
    assert editor.session is not None
    assert editor.session.editor.document.info.title == "Ours"


def test_it_is_renamed_and_deleted_by_keys(editor: MainWindow, answers: Answers) -> None:
    answers.template = Wanted("Ours")
    editor.actions_["save-template"].trigger()
    editor.close_session()
    answers.template = Wanted("Theirs")
    card = editor.start.templates.shown[0]
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_F2)
    card = editor.start.templates.shown[0]
    assert card.entry.name == "Theirs"
    answers.yes = False
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Delete)
    assert editor.start.templates.shown[0].entry.name == "Theirs"
    answers.yes = True
    QTest.keyClick(card, Qt.Key.Key_Delete)
    assert not editor.start.templates.shown[0].entry.own
    shipped = editor.start.templates.shown[0]
    shipped.setFocus()
    QTest.keyClick(shipped, Qt.Key.Key_Delete)
    assert editor.start.templates.shown[0] is shipped


def test_where_it_cannot_be_kept_it_is_said(editor: MainWindow, answers: Answers) -> None:
    folder = editor.world.services.own_templates
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("in the way", encoding="utf-8")
    answers.template = Wanted("Ours")
    editor.actions_["save-template"].trigger()
    assert "can't be kept" in answers.told[-1]


def test_a_saved_file_is_listed_with_its_picture(
    editor: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.save_file = tmp_path / "bike.journey"
    editor.actions_["save"].trigger()
    qtbot.waitUntil(lambda: not editor.jobs.running)
    editor.close_session()
    (row,) = [one for one in editor.start.findChildren(RecentRow) if one.path.stem == "bike"]
    assert row._image is not None and row._image.size() == SIZE * 2
    row.click()
    assert editor.session is not None and editor.session.path == answers.save_file


def test_larger_text_makes_larger_cards(starting: Starting, window: MainWindow) -> None:
    before = starting.page.templates.shown[0].minimumHeight()
    window.choosing.choose("text_size", "150")
    assert window.start.templates.shown[0].minimumHeight() == round(before * 1.5)
    window.choosing.choose("text_size", "100")


def recent_rows(window: MainWindow) -> dict[str, RecentRow]:
    """By name, those that are listed now."""
    return {row.path.stem: row for row in window.start._rows}


def test_recent_files_are_listed_at_once_and_marked_when_their_disk_answers(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, plain = Event(), presence.is_there

    def late(path: Path) -> bool:
        answers.wait(20)
        return plain(path)

    monkeypatch.setattr(presence, "is_there", late)
    (tmp_path / "there.journey").touch()
    for name in ("there", "gone"):
        window.settings.add_recent(tmp_path / f"{name}.journey")
    window.starting.show_recent()
    rows = recent_rows(window)
    assert list(rows) == ["gone", "there"]
    assert not any(row.note for row in rows.values())
    answers.set()
    qtbot.waitUntil(lambda: bool(rows["gone"].note))
    assert "no longer at its place" in rows["gone"].toolTip()
    assert not rows["there"].note
    window.starting.show_recent()
    assert list(recent_rows(window)) == ["there", "gone"]


def test_a_recent_file_that_is_back_is_opened(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "back.journey"
    window.settings.add_recent(path)
    window.starting.show_recent()
    qtbot.waitUntil(lambda: path in window.presence.gone)
    session = new_session(window.world.services, "blank")
    session.save_as(path)
    session.close()
    recent_rows(window)["back"].click()
    qtbot.waitUntil(lambda: window.session is not None)
    assert window.session is not None and window.session.path == path
    assert window.settings.recent() == (path,)


def test_recent_files_keep_their_height_on_a_low_screen(
    window: MainWindow, starting: Starting, tmp_path: Path, qtbot: QtBot
) -> None:
    """The side is scrolled, where they would lie upon each other."""
    window.resize(960, 480)
    starting.page.show_recent([tmp_path / f"{n}.journey" for n in range(6)])
    rows = starting.page.findChildren(RecentRow)
    assert len(rows) == 6

    def apart() -> bool:
        ends = sorted((row.y(), row.y() + row.height()) for row in rows)
        return all(bottom <= top for (_, bottom), (top, _) in pairwise(ends))

    qtbot.waitUntil(apart)


def test_the_first_letter_of_the_programs_name_is_whole(window: MainWindow) -> None:
    name = next(one for one in window.start.findChildren(QLabel) if one.text() == "JourneyEditor")
    reach = QFontMetricsF(name.font()).tightBoundingRect(name.text()).left()
    assert -3 <= reach < -1 and name.contentsMargins().left() + reach >= 0
