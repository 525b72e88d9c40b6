"""The only mutable holder: the document of the moment, its history and what is selected."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from journeyeditor.editing.history import Gesture, History, Step
from journeyeditor.editing.patch import NOTHING, Patch, difference
from journeyeditor.editing.subjects import chosen_after
from journeyeditor.model.document import Document
from journeyeditor.model.entities import DocumentInfo, Entity, Map
from journeyeditor.model.ids import Clock
from journeyeditor.model.messages import Message

UNNAMED = Message("")


class Cause(StrEnum):
    """Why a document changed."""

    EDIT = "edit"
    PREVIEW = "preview"
    UNDO = "undo"
    REDO = "redo"
    RESET = "reset"


@dataclass(frozen=True, slots=True)
class Changed:
    """A change that has happened: the snapshots on both sides, what changed, why, and who asked for it.

    `lasting` is what a journal records: nothing for previews, and for the end of a gesture all that it did.
    `label` names the step that was done, undone or redone.
    """

    before: Document
    after: Document
    patch: Patch
    cause: Cause
    origin: str = ""
    lasting: Patch = NOTHING
    label: Message = UNNAMED


Listener = Callable[[Changed], None]
SelectionListener = Callable[[frozenset[str]], None]


class GestureError(Exception):
    """A gesture was begun in another, or ended without having begun: a fault of the program."""


class Editor:
    """One open document under edit. All changes pass through here; listeners hear of each once.

    `clock` gives the time that changed entities are stamped with.
    """

    def __init__(self, document: Document, clock: Clock) -> None:
        self._document = document
        self._saved: Document | None = document
        self._clock = clock
        self._gesture: Gesture | None = None
        self._selection: frozenset[str] = frozenset()
        self._listeners: list[Listener] = []
        self._selection_listeners: list[SelectionListener] = []
        self._news: deque[Changed] = deque()
        self._telling = False
        self.history = History()

    @property
    def document(self) -> Document:
        return self._document

    @property
    def selection(self) -> frozenset[str]:
        return self._selection

    @property
    def in_gesture(self) -> bool:
        return self._gesture is not None

    @property
    def modified(self) -> bool:
        """Whether there is anything that the saved document does not hold."""
        return self._document is not self._saved and self._document != self._saved

    def mark_saved(self, document: Document | None = None) -> None:
        """This snapshot (the present one unless given: a save may run on an older one) is what the file holds."""
        self._saved = self._document if document is None else document

    def mark_unsaved(self) -> None:
        """No file holds any of this, nor what it began with: it is modified until `mark_saved`, undo or not."""
        self._saved = None

    def reset(self, document: Document) -> None:
        """Starts over from this document, as it was opened or is saved: no steps to undo, nothing modified."""
        self._gesture = None
        self.history = History()
        self._saved = document
        change = difference(self._document, document)
        self._move_to(Changed(self._document, document, change, Cause.RESET, "", change))

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Calls `listener` after each change; returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def subscribe_selection(self, listener: SelectionListener) -> Callable[[], None]:
        self._selection_listeners.append(listener)
        return lambda: self._selection_listeners.remove(listener)

    def select(self, keys: Iterable[str]) -> None:
        """Selects these entities (those of them that exist) and nothing else."""
        chosen = frozenset(key for key in keys if key in self._document)
        if chosen == self._selection:
            return
        self._selection = chosen
        for listener in tuple(self._selection_listeners):
            listener(chosen)

    def commit(
        self, label: Message, patch: Patch, origin: str = "", select: Iterable[str] | None = None
    ) -> bool:
        """Applies a patch as one undo step; False, and no step, if it changes nothing.

        Raises `Stale` or `RuleBroken`, and then nothing has changed. `select` names what is selected afterwards.
        """
        if self._gesture is not None:
            raise GestureError("commit during a gesture")
        stamped = self._stamped(patch)
        if stamped:
            after = stamped.apply(self._document)
            self.history.push(Step(label, stamped, stamped.touched(), self._clock()))
            self._move_to(
                Changed(self._document, after, stamped, Cause.EDIT, origin, stamped, label)
            )
        if select is not None:
            self.select(select)
        return bool(stamped)

    def begin(self, label: Message) -> None:
        """Starts a gesture: what follows until `end` is one undo step."""
        if self._gesture is not None:
            raise GestureError("a gesture is under way already")
        self._gesture = Gesture(label)

    def preview(self, patch: Patch, origin: str = "") -> None:
        """Shows the gesture's state: `patch` counts from the gesture's beginning and replaces what was shown."""
        gesture = self._require_gesture()
        step = gesture.patch.inverse().then(patch)
        if not step:
            return
        after = step.apply(self._document)
        gesture.patch = patch
        self._move_to(Changed(self._document, after, step, Cause.PREVIEW, origin))

    def end(self, origin: str = "", select: Iterable[str] | None = None) -> bool:
        """Ends the gesture as one undo step; False, and no step, if it came back to its beginning."""
        gesture = self._require_gesture()
        stamped = self._stamped(gesture.patch)
        last = gesture.patch.inverse().then(stamped)
        after = last.apply(self._document)
        self._gesture = None
        if stamped:
            self.history.push(Step(gesture.label, stamped, stamped.touched(), self._clock()))
            self._move_to(
                Changed(self._document, after, last, Cause.EDIT, origin, stamped, gesture.label)
            )
        if select is not None:
            self.select(select)
        return bool(stamped)

    def cancel(self) -> None:
        """Ends the gesture as if it had never begun."""
        gesture = self._require_gesture()
        self._gesture = None
        back = gesture.patch.inverse()
        if back:
            after = back.apply(self._document)
            self._move_to(Changed(self._document, after, back, Cause.PREVIEW))

    def undo(self) -> Step | None:
        """Takes back the last step, or cancels a gesture that is under way; returns the step taken back."""
        if self._gesture is not None:
            self.cancel()
            return None
        step = self.history.undo_step
        if step is not None:
            self._travel(step, step.patch.inverse(), Cause.UNDO, self.history.went_back)
        return step

    def redo(self) -> Step | None:
        step = self.history.redo_step
        if step is None or self._gesture is not None:
            return None
        self._travel(step, step.patch, Cause.REDO, self.history.went_forward)
        return step

    def _travel(self, step: Step, patch: Patch, cause: Cause, went: Callable[[], None]) -> None:
        after = patch.apply(self._document)
        went()
        chosen = chosen_after(patch, self._selection)
        self._move_to(Changed(self._document, after, patch, cause, "", patch, step.label))
        self.select(key for key in chosen if not isinstance(after.get(key), Map | DocumentInfo))

    def _require_gesture(self) -> Gesture:
        if self._gesture is None:
            raise GestureError("no gesture is under way")
        return self._gesture

    def _stamped(self, patch: Patch) -> Patch:
        """The patch with the time put on what it changes; what it does not really change drops out."""
        now = self._clock()
        changes: dict[str, tuple[Entity | None, Entity | None]] = {}
        for key, (before, after) in patch.changes.items():
            if before != after:
                changes[key] = (before, after and replace(after, modified=now))
        return Patch(changes)

    def _move_to(self, event: Changed) -> None:
        self._document = event.after
        self._news.append(event)
        if any(key not in event.after for key in self._selection):
            self.select(self._selection)
        if not self._telling:
            self._tell()

    def _tell(self) -> None:
        """Tells everyone everything in the order in which it happened, even where a listener edits or fails.

        The first failure is raised once all have heard: a fault in one view must not cost the journal an edit.
        """
        failures: list[Exception] = []
        self._telling = True
        while self._news:
            event = self._news.popleft()
            for listener in tuple(self._listeners):
                try:
                    listener(event)
                except Exception as failure:
                    failures.append(failure)
        self._telling = False
        if failures:
            raise failures[0]
