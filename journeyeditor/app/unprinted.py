"""What of a document does not go out with an export, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeyeditor.model.document import Document
from journeyeditor.model.entities import Comment
from journeyeditor.model.messages import N_, Message, message

_HIDDEN_ONE = N_("The hidden lane “{names}” does not print.")
_HIDDEN = N_("{count} hidden lanes do not print: {names}.")
_COMMENT, _COMMENTS = N_("1 comment does not print."), N_("{count} comments do not print.")
_NAMED = 3


def unprinted(seen: Document, maps: Sequence[str]) -> tuple[Message, ...]:
    """What does not print of these maps of a document, which is as its view shows it: hidden lanes, comments."""
    return (*_hidden(seen, maps), *_comments(seen, maps))


def _hidden(seen: Document, maps: Sequence[str]) -> Iterator[Message]:
    lanes = [lane for key in maps for lane in seen.lanes(key) if lane.hidden]
    if lanes:
        names = ", ".join(lane.title or str(lane.kind) for lane in lanes[:_NAMED])
        more = ", …" if len(lanes) > _NAMED else ""
        key = _HIDDEN_ONE if len(lanes) == 1 else _HIDDEN
        yield message(key, names=names + more, count=len(lanes))


def _comments(seen: Document, maps: Sequence[str]) -> Iterator[Message]:
    owners = (seen.map_of(comment) for comment in seen.all(Comment))
    count = sum(owner is not None and owner.id in maps for owner in owners)
    if count:
        yield message(_COMMENT if count == 1 else _COMMENTS, count=count)
