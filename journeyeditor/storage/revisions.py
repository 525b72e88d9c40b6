"""Who saved what and when: the revisions that a file keeps, oldest first; the last is what the file holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from journeyeditor.model.messages import N_, Refused

_NOT_A_REVISION = N_("The history in this file is damaged: a revision has no list of parents.")


@dataclass(frozen=True, slots=True)
class Revision:
    """One save. `format` is the format number that the writing program knew best; `at` is a UTC text."""

    id: str
    parents: tuple[str, ...]
    author: str
    at: str
    app: str
    format: int
    content_hash: str


def revision_row(number: int, revision: Revision) -> tuple[Any, ...]:
    parents = json.dumps(list(revision.parents))
    return (
        number,
        revision.id,
        parents,
        revision.author,
        revision.at,
        revision.app,
        revision.format,
        revision.content_hash,
    )


def history_hash(rows: Iterable[Sequence[Any]]) -> str:
    """The sha256 over all rows of the history in order, each as a line of JSON: it tells whether one was changed.

    `rows` have the columns of format 1.0, in every format 1. Raises UnicodeEncodeError for text that UTF-8 can't hold.
    """
    lines = [
        json.dumps(list(row), ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows
    ]
    return hashlib.sha256("".join(lines).encode("utf-8")).hexdigest()


def revision_from_row(row: Sequence[Any]) -> Revision:
    """The revision of a row. Raises `Refused` where the parents are not a list of texts."""
    _, identifier, parents, author, at, app, number, content_hash = row
    try:
        listed = json.loads(parents)
    except (ValueError, RecursionError):
        listed = None
    if not isinstance(listed, list) or not all(isinstance(parent, str) for parent in listed):
        raise Refused(_NOT_A_REVISION)
    return Revision(identifier, tuple(listed), author, at, app, number, content_hash)
