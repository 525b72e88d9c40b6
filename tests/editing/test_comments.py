"""Comments: said, answered, changed by their author, settled, deleted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.editing.operations.comments import (
    add_comment,
    answers,
    delete_comment,
    edit_comment,
    in_time,
    open_comments,
    resolve_comment,
)
from journeyeditor.editing.operations.deletion import delete
from journeyeditor.model.document import Document
from journeyeditor.model.entities import DOCUMENT_KEY, Comment
from journeyeditor.model.messages import Refused
from tests.editing.documents import back_again, new_keys, plain_document
from tests.support.sources import fixed_ids

BASE = plain_document()
NOW, LATER = "2026-03-01T09:30:00Z", "2026-03-01T10:00:00Z"


def commented(about: str = "one") -> tuple[Document, str, str]:
    """A comment of Ann's with an answer of Bob's, and their keys."""
    ids = fixed_ids(5)
    first = add_comment(BASE, ids, about, "Ann", NOW, "Is this so?")
    document = back_again(BASE, first)
    key = new_keys(first, Comment)[0]
    second = add_comment(document, ids, about, "Bob", LATER, "It is.", key)
    return back_again(document, second), key, new_keys(second, Comment)[0]


@given(st.sampled_from(["one", "t", "m", "A", "a1", "ann", DOCUMENT_KEY]))
def test_anything_can_be_spoken_about(about: str) -> None:
    document, key, answer = commented(about)
    assert [one.id for one in in_time(document.comments(about))] == [key, answer]
    assert document.one(Comment, key).author == "Ann"
    assert [one.id for one in answers(document, key)] == [answer]
    assert open_comments(document) == 1


@given(st.booleans())
def test_settling_takes_the_answers_along(resolved: bool) -> None:
    document, key, answer = commented()
    after = back_again(document, resolve_comment(document, key, resolved))
    assert after.one(Comment, key).resolved is after.one(Comment, answer).resolved is resolved
    assert open_comments(after) == (0 if resolved else 1)


def test_only_its_author_changes_a_comment() -> None:
    document, key, _answer = commented()
    after = back_again(document, edit_comment(document, key, "Ann", " Is it? "))
    assert after.one(Comment, key).text == "Is it?"
    with pytest.raises(Refused, match="Only Ann"):
        edit_comment(document, key, "Bob", "No")


@pytest.mark.parametrize("text", ["", "  \n "])
def test_a_comment_needs_words(text: str) -> None:
    document, key, _answer = commented()
    with pytest.raises(Refused, match="words"):
        add_comment(document, fixed_ids(), "one", "Ann", NOW, text)
    with pytest.raises(Refused, match="words"):
        edit_comment(document, key, "Ann", text)


def test_what_is_gone_takes_its_comments_along() -> None:
    document, key, answer = commented()
    assert key not in back_again(document, delete(document, ["one"]))
    left = back_again(document, delete_comment(document, key))
    assert key not in left and answer not in left
    with pytest.raises(KeyError):
        add_comment(document, fixed_ids(), "nowhere", "Ann", NOW, "Hello")
