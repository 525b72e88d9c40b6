"""The only mutable holder: the document of the moment, its history and what is selected."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

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
    `label` names the step that was done, undone or redone; `written` is `lasting` as JSON, where it was written ahead.
    """

    before: Document
    after: Document
    patch: Patch
    cause: Cause
    origin: str = ""
    lasting: Patch = NOTHING
    label: Message = UNNAMED
    written: str = ""


@dataclass(frozen=True, slots=True)
class Worked:
    """What a step comes to: its patch as it is kept, the document after it, and the patch as JSON where it was written."""

    patch: Patch
    after: Document
    written: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A step that is to be worked out for a document: `patch` as it was asked for. `work` is pure, for any thread.

    `work` raises `Stale` or `RuleBroken`.
    """

    before: Document
    label: Message
    patch: Patch
    cause: Cause
    work: Callable[[Document], Worked]


WorkOut = Callable[[Task], "Worked | None"]


def at_once(task: Task) -> Worked:
    """Works a step out where it was asked for."""
    return task.work(task.before)


Listener = Callable[[Changed], None]
SelectionListener = Callable[[frozenset[str]], None]


class GestureError(Exception):
    """A gesture was begun in another, or ended without having begun: a fault of the program."""


class Editor:
    """One open document under edit. All changes pass through here; listeners hear of each once.

    `clock` gives the time that changed entities are stamped with. `work_out` works out what a step comes to; who has
    large ones worked out elsewhere sets it, and has it return None where a person called that off.
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
        self.work_out: WorkOut = at_once
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
        """Applies a patch as one undo step; False, and no step, if it changes nothing or was called off.

        Raises `Stale` or `RuleBroken`, and then nothing has changed. `select` names what is selected afterwards.
        """
        if self._gesture is not None:
            raise GestureError("commit during a gesture")
        worked = self._worked(label, patch, Cause.EDIT, partial(self._edited, patch))
        if worked is None:
            return False
        stamped = worked.patch
        if stamped:
            self.history.push(Step(label, stamped, stamped.touched(), self._clock()))
            self._moved(worked, Cause.EDIT, origin, label)
        if select is not None:
            self.select(select)
        return bool(stamped)

    def _worked(
        self, label: Message, patch: Patch, cause: Cause, work: Callable[[Document], Worked]
    ) -> Worked | None:
        """What a step comes to, None where it was called off. What was done meanwhile counts: then it is worked out anew."""
        before = self._document
        task = Task(before, label, patch, cause, work)
        worked = at_once(task) if self._telling else self.work_out(task)
        return worked if worked is None or self._document is before else work(self._document)

    def _edited(self, patch: Patch, document: Document) -> Worked:
        stamped = self._stamped(patch)
        return Worked(stamped, stamped.apply(document) if stamped else document)

    def _moved(self, worked: Worked, cause: Cause, origin: str, label: Message) -> None:
        before, after, patch = self._document, worked.after, worked.patch
        self._move_to(Changed(before, after, patch, cause, origin, patch, label, worked.written))

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
        """Takes back the last step, or cancels a gesture that is under way; returns the step taken back.

        None where there is none, or where that was called off.
        """
        if self._gesture is not None:
            self.cancel()
            return None
        step = self.history.undo_step
        if step is None:
            return None
        back = step.patch.inverse()
        return step if self._travel(step, back, Cause.UNDO, self.history.went_back) else None

    def redo(self) -> Step | None:
        step = self.history.redo_step
        if step is None or self._gesture is not None:
            return None
        forward = self.history.went_forward
        return step if self._travel(step, step.patch, Cause.REDO, forward) else None

    def _travel(self, step: Step, patch: Patch, cause: Cause, went: Callable[[], None]) -> bool:
        worked = self._worked(
            step.label, patch, cause, lambda document: Worked(patch, patch.apply(document))
        )
        # What was done meanwhile may have come upon the step, or begun another history.
        top = self.history.undo_step if cause is Cause.UNDO else self.history.redo_step
        if worked is None or step is not top:
            return False
        after = worked.after
        went()
        chosen = chosen_after(patch, self._selection)
        self._moved(worked, cause, "", step.label)
        self.select(key for key in chosen if not isinstance(after.get(key), Map | DocumentInfo))
        return True

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
