"""From the rows of a journal back to an editor: the document, what was saved of it, and the steps to undo."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeyeditor.editing.editor import Cause
from journeyeditor.editing.history import History, Step
from journeyeditor.editing.patch import Patch, Stale, from_json
from journeyeditor.model.document import Document
from journeyeditor.model.messages import Message, Refused
from journeyeditor.model.rules import require

if TYPE_CHECKING:
    from journeyeditor.storage.journal import Entry


# A save takes a moment, in which nobody makes more changes than this.
MOST_RECENT = 200


@dataclass(frozen=True, slots=True)
class Replayed:
    """Where a journal leads. `saved` is the state that the user's file held last, None where no row tells;
    `row` is the last row that was followed, `lost` how many after it could not be. `recent` are the last states on
    the way there, the latest first, each with its row."""

    document: Document
    saved: Document | None
    history: History
    row: int
    lost: int
    recent: tuple[tuple[int, Document], ...] = ()


class Recorded:
    """The steps that are on record, as `Replay` will find them."""

    def __init__(self, history: History | None = None) -> None:
        self.history = history or History()

    def counts_as(self, cause: Cause, patch: Patch) -> Cause:
        """As what a row is recorded: taking back a step that is not on record is an edit."""
        if cause is Cause.UNDO and _same(self.history.undo_step, patch.inverse()):
            return cause
        if cause is Cause.REDO and _same(self.history.redo_step, patch):
            return cause
        return Cause.EDIT

    def take(self, cause: Cause, label: Message, patch: Patch, at: str) -> None:
        """Follows one row, recorded at this time."""
        counts_as = self.counts_as(cause, patch)
        if counts_as is Cause.UNDO:
            self.history.went_back()
        elif counts_as is Cause.REDO:
            self.history.went_forward()
        else:
            self.history.push(Step(label, patch, patch.touched(), at))


class Replay:
    """Follows the rows after a base, one by one."""

    def __init__(self, base: Document, row: int = 0) -> None:
        self.document = base
        self.recorded = Recorded()
        self.saved: Document | None = None
        self.row = row
        self._states: dict[int, Document] = {row: base}
        self._recent: deque[tuple[int, Document]] = deque([(row, base)], MOST_RECENT)

    def follow(self, entries: Iterable[Entry]) -> Replayed:
        """All rows, up to the first that can't be followed any more."""
        rows = tuple(entries)
        asked = {entry.of for entry in rows}
        followed = 0
        for entry in rows:
            try:
                self._follow(entry)
            except (Refused, ValueError, TypeError, KeyError):
                break
            followed += 1
            self._recent.appendleft((self.row, self.document))
            if entry.sequence in asked:
                self._states[entry.sequence] = self.document
        lost = len(rows) - followed
        history, recent = self.recorded.history, tuple(self._recent)
        return Replayed(self.document, self.saved, history, self.row, lost, recent)

    def _follow(self, entry: Entry) -> None:
        cause = str(entry.cause)
        if cause in _STEPS:
            patch = from_json(entry.patch)
            self.document = _applied(patch, self.document)
            self.recorded.take(Cause(cause), entry.label, patch, entry.at)
        elif entry.of in self._states:
            self.saved = self._states[entry.of]
        self.row = entry.sequence


_STEPS = frozenset({Cause.EDIT, Cause.UNDO, Cause.REDO})


def _same(step: Step | None, patch: Patch) -> bool:
    return step is not None and step.patch.changes == patch.changes


def _applied(patch: Patch, document: Document) -> Document:
    """The document after a row. What a file can't hold was replaced on record, so *before* may differ a little."""
    try:
        return patch.apply(document)
    except Stale:
        changed = document.replaced({key: after for key, (_, after) in patch.changes.items()})
        require(changed, patch.changes, document)
        return changed
