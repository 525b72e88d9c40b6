"""Any sequence of acts, then a crash: what comes back is equal, as modified as it was, and can be undone."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from journeyeditor.app.beginning import new_session, open_session
from journeyeditor.app.recovery import lost_sessions, recover, recovered_content
from journeyeditor.app.session import Session
from journeyeditor.editing.operations.cards import add_card
from journeyeditor.editing.operations.deletion import delete
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.patch import Patch
from journeyeditor.model.document import Document
from journeyeditor.model.entities import DOCUMENT_KEY, Card
from journeyeditor.model.messages import message
from tests.app.crashing import services_of

picks = st.integers(0, 1_000)
titles = st.text(max_size=4)


class Working(RuleBasedStateMachine):
    """A person at work on one document, whose computer crashes now and then."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.folder = Path(self._folder.name)
        self.services = services_of(self.folder, 4)
        self.session: Session
        self.reverted = False

    def teardown(self) -> None:
        self.session.close()
        self._folder.cleanup()

    @initialize(in_a_file=st.booleans())
    def begin(self, in_a_file: bool) -> None:
        self.session = new_session(self.services)
        if in_a_file:
            self.session.save_as(self.folder / "a.journey")
            self.session.close()
            self.session = open_session(self.services, self.folder / "a.journey")

    @property
    def free(self) -> bool:
        return not self.session.editor.in_gesture

    @property
    def document(self) -> Document:
        return self.session.editor.document

    def changed(self, pick: int, title: str) -> Patch:
        """One of three changes to what is there."""
        document = self.document
        cards = sorted(card.id for card in document.all(Card))
        if not cards or pick % 3 == 0:
            lane = document.lanes(document.maps[0].id)[0].id
            step = document.map_steps(document.maps[0].id)[0].id
            return add_card(document, self.services.ids, lane, step, None, title=title)
        chosen = cards[pick % len(cards)]
        return (
            delete(document, [chosen])
            if pick % 3 == 1
            else set_fields(document, [chosen, DOCUMENT_KEY], title=title)
        )

    @precondition(lambda self: self.free)
    @rule(pick=picks, title=titles)
    def edit(self, pick: int, title: str) -> None:
        self.session.editor.commit(message("Edit {n}", n=pick), self.changed(pick, title))

    @precondition(lambda self: self.free)
    @rule(shown=st.lists(titles, min_size=1, max_size=3), ends=st.booleans())
    def drag(self, shown: list[str], ends: bool) -> None:
        editor, start = self.session.editor, self.document
        editor.begin(message("Drag"))
        for title in shown:
            editor.preview(set_fields(start, DOCUMENT_KEY, client=title))
        if ends:
            editor.end()
        else:
            editor.cancel()

    @rule()
    def undo(self) -> None:
        self.session.editor.undo()

    @rule()
    def redo(self) -> None:
        self.session.editor.redo()

    @precondition(lambda self: self.free)
    @rule()
    def save(self) -> None:
        if self.session.path is None:
            self.session.save_as(self.folder / "a.journey")
        else:
            self.session.save()
        assert not self.session.modified

    @precondition(lambda self: self.free)
    @rule()
    def revert(self) -> None:
        self.session.revert()
        self.reverted = True

    @rule(text=titles)
    def pause(self, text: str) -> None:
        self.session.sync()
        self.session.draft(DOCUMENT_KEY, "title", text)
        self.session.settle_draft(DOCUMENT_KEY, "title")

    @rule()
    def crash(self) -> None:
        if self.session.editor.in_gesture:
            self.session.editor.cancel()
        before, path, modified = self.document, self.session.path, self.session.modified
        steps = self.session.editor.history
        self.session.close(keep=True)
        offered = lost_sessions(self.services)
        if not offered:
            # What is not offered is what the file holds, or what a new document began with.
            assert not modified
            self.reverted = False
            self.session = open_session(self.services, path) if path else new_session(self.services)
            return
        (lost,) = offered
        assert recovered_content(self.services, lost).document == before
        self.session = recover(self.services, lost)
        assert self.document == before
        assert (self.session.modified, self.session.path) == (modified, path)
        again = self.session.editor.history
        # After a crash even reverting can be undone.
        if not self.reverted:
            assert (again.undo_step, again.redo_step) == (steps.undo_step, steps.redo_step)
        self.walk_back_and_forth()

    def walk_back_and_forth(self) -> None:
        """All undo steps work, and lead back to where they came from."""
        editor, end, count = self.session.editor, self.document, 0
        while editor.undo() is not None:
            count += 1
        for _ in range(count):
            editor.redo()
        assert editor.document == end

    @invariant()
    def all_is_well(self) -> None:
        if hasattr(self, "session"):
            assert self.session.trouble is None


TestWorking = Working.TestCase
TestWorking.settings = settings(
    max_examples=25,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
