"""Verbs of comments: what people say about a part of the document, answer, and settle."""

from __future__ import annotations

from dataclasses import replace

from journeyeditor.editing.operations.deletion import delete
from journeyeditor.editing.patch import Draft, Patch
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Comment
from journeyeditor.model.ids import IdSource
from journeyeditor.model.messages import N_, Refused
from journeyeditor.model.plain import clean_text

EMPTY = N_("A comment needs some words.")
NOT_YOURS = N_("Only {author} can change this comment; answer it instead.")


def add_comment(
    document: Document,
    ids: IdSource,
    about: str,
    author: str,
    time: str,
    text: str,
    parent: str | None = None,
) -> Patch:
    """Somebody says something about an entity, or answers a comment (`parent`). `time` is UTC as `ids.utc_text`.

    Raises `Refused` for a comment without words, and KeyError for an entity or a comment that is not there.
    """
    said = _said(text)
    _ = document[about]
    if parent is not None:
        document.one(Comment, parent)
    draft = Draft(document)
    draft.put(
        Comment(
            id=ids.new(),
            about=about,
            parent=parent,
            author=clean_text(author),
            time=time,
            text=said,
        )
    )
    return draft.patch()


def edit_comment(document: Document, comment: str, author: str, text: str) -> Patch:
    """Other words for one's own comment. Raises `Refused` for somebody else's and for none at all."""
    before = document.one(Comment, comment)
    if before.author != clean_text(author):
        raise Refused(NOT_YOURS, author=before.author)
    draft = Draft(document)
    draft.put(replace(before, text=_said(text)))
    return draft.patch()


def resolve_comment(document: Document, comment: str, resolved: bool) -> Patch:
    """A comment is settled, or open again; its answers go with it."""
    draft = Draft(document)
    for one in (document.one(Comment, comment), *answers(document, comment)):
        draft.put(replace(one, resolved=resolved))
    return draft.patch()


def delete_comment(document: Document, comment: str) -> Patch:
    """A comment goes, and its answers with it."""
    return delete(document, [comment])


def answers(document: Document, comment: str) -> tuple[Comment, ...]:
    """What was answered to a comment, oldest first."""
    about = document.one(Comment, comment).about
    return tuple(one for one in in_time(document.comments(about)) if one.parent == comment)


def in_time(comments: tuple[Comment, ...]) -> list[Comment]:
    """Oldest first; without a time first of all."""
    return sorted(comments, key=lambda comment: (comment.time, comment.id))


def open_comments(document: Document) -> int:
    """How many comments nobody has settled, answers not counted."""
    return sum(not one.resolved and one.parent is None for one in document.all(Comment))


def _said(text: str) -> str:
    said = clean_text(text).strip()
    if not said:
        raise Refused(EMPTY)
    return said
