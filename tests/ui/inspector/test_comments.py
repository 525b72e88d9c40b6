"""Comments: written, changed by their author, settled, deleted; all of them in one list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from journeyeditor.editing.operations.comments import add_comment
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import Card, Comment
from journeyeditor.model.messages import message
from journeyeditor.ui.inspector.all_comments import ALL, NONE, OPEN, SETTLED, AllComments
from journeyeditor.ui.inspector.comments import Comments
from journeyeditor.ui.widgets.build import ElidedLink
from tests.support.sources import fixed_clock, fixed_ids
from tests.ui.inspector.bench import Bench


@pytest.fixture
def comments(bench: Bench) -> Comments:
    """Those about the first touchpoint, of which there are none yet."""
    bench.select(bench.card().id)
    bench.panel.open_section("comments")
    return bench.control("comments", Comments)


def about(bench: Bench) -> tuple[Comment, ...]:
    return bench.document.comments(bench.card().id)


def write(comments: Comments, text: str) -> None:
    comments.draft.setFocus()
    QTest.keyClicks(comments.draft, text)


def test_a_comment_has_author_and_time(bench: Bench, comments: Comments) -> None:
    assert not comments.add.isEnabled()
    assert comments.add.toolTip() == "Write something first."
    write(comments, "Is this so?")
    comments.add.click()
    (one,) = about(bench)
    assert (one.text, one.author, one.time) == ("Is this so?", "Tester", fixed_clock())
    assert comments.draft.text() == "" and len(comments.cards) == 1


def test_ctrl_enter_sends_and_leaving_keeps(bench: Bench, comments: Comments) -> None:
    card, other = bench.card().id, bench.cards(bench.document.lanes(bench.map.id)[0].kind)[1].id
    write(comments, "Half a thought")
    bench.select(other)
    assert bench.control("comments", Comments).draft.text() == ""
    bench.select(card)
    kept = bench.control("comments", Comments)
    assert kept.draft.text() == "Half a thought" and not about(bench)
    QTest.keyClick(kept.draft, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [one.text for one in about(bench)] == ["Half a thought"]


def test_one_changes_ones_own_comments_only(bench: Bench, comments: Comments) -> None:
    key = bench.card().id
    for author in ("Tester", "Ines"):
        patch = add_comment(bench.document, fixed_ids(len(author)), key, author, "", "Hm")
        bench.editor.commit(message("x"), patch)
    mine = next(c for c in comments.cards if c.comment and c.comment.author == "Tester")
    theirs = next(c for c in comments.cards if c is not mine)
    assert theirs.words.isReadOnly() and not mine.words.isReadOnly()
    assert theirs.words.accessibleName() == "Comment of Ines"
    mine.words.setPlainText("Aha")
    comments.commit_pending()
    assert sorted(one.text for one in about(bench)) == ["Aha", "Hm"]
    theirs.settle.click()
    assert sum(one.resolved for one in about(bench)) == 1
    assert theirs.settle.text() == "Open comment again"
    mine.bin.click()
    assert [one.author for one in about(bench)] == ["Ines"]


def test_the_heading_counts_what_is_open(bench: Bench, comments: Comments) -> None:
    write(comments, "One")
    comments.add.click()
    head = bench.panel.form.open_section("comments")
    assert head is not None and head.head.text() == "Comments · 1"
    comments.cards[0].settle.click()
    assert head.head.text() == "Comments"


def test_all_comments_are_listed_filtered_and_lead_there(bench: Bench) -> None:
    bench.panel.show_comments()
    page = bench.control("all-comments", AllComments)
    # The document comes with an open one.
    assert [card.words.text() for card in page.cards] == ["Check?"]
    place = page.cards[0].place
    assert place is not None
    wanted: list[str] = []
    bench.panel.wanted.connect(wanted.append)
    place.click()  # type: ignore[attr-defined]
    key = next(bench.document.all(Comment)).about
    assert wanted == [key] and bench.document.one(Card, key)
    page.cards[0].settle.click()
    assert page.cards == []
    assert NONE[OPEN] in [found.text() for found in page.findChildren(QLabel)]
    page.filter.buttons[SETTLED].click()
    assert len(page.cards) == 1
    page.filter.buttons[ALL].click()
    assert len(page.cards) == 1


def test_the_list_stays_when_it_leads_somewhere_and_goes_when_something_is_selected(
    bench: Bench,
) -> None:
    panel = bench.panel
    panel.wanted.connect(lambda key: bench.editor.select([key]))
    panel.show_comments()
    panel.desk.wanted.emit(bench.card().id)
    assert panel.page.isVisible() and bench.editor.selection == {bench.card().id}
    panel.head.back.click()
    assert not panel.page.isVisible() and panel.form.isVisible()
    panel.show_comments()
    bench.select(bench.cards(bench.document.lanes(bench.map.id)[0].kind)[1].id)
    assert panel.form.isVisible() and not panel.page.isVisible()


def test_many_comments_come_by_portions(bench: Bench) -> None:
    document, ids = bench.document, fixed_ids(11)
    for number in range(70):
        patch = add_comment(document, ids, bench.map.id, "A", f"{number:03}", f"No {number}")
        document = patch.apply(document)
    bench.editor.reset(document)
    bench.panel.show_comments()
    page = bench.control("all-comments", AllComments)
    assert len(page.cards) == 60 and page.cards[0].words.text() == "Check?"
    more = next(b for b in page.children() if getattr(b, "text", str)() == "Show more")
    more.click()  # type: ignore[attr-defined]
    assert len(page.cards) == 71


def test_what_a_comment_is_about_is_shortened_to_the_room_and_told_in_full(bench: Bench) -> None:
    card = bench.document.one(Card, next(bench.document.all(Comment)).about)
    title = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz " * 3
    bench.editor.commit(message("Title"), set_fields(bench.document, card.id, title=title))
    bench.panel.show_comments()
    page = bench.control("all-comments", AllComments)
    place = page.cards[0].place
    assert isinstance(place, ElidedLink)
    widen(place, 200)
    assert place.text().endswith("…")
    assert place.fontMetrics().horizontalAdvance(place.text()) <= 200
    assert title.strip() in place.toolTip()
    widen(place, 4000)
    assert place.text() == place.whole and place.toolTip() == ""


def widen(widget: QWidget, width: int) -> None:
    """Gives a widget a width, of which one that is not in sight hears only when it comes there."""
    before = widget.size()
    widget.resize(width, before.height())
    QApplication.sendEvent(widget, QResizeEvent(widget.size(), before))
