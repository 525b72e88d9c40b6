"""Kills the whole program but its window, again and again: whatever it acknowledged must be had back.

Each process goes on as a person would: it opens the lost work, else the file, else begins anew; then it edits, undoes,
redoes, types, syncs, and saves on another thread while editing goes on. The rig recovers what is left after each
kill, through `app.recovery` alone, and leaves that to be recovered once more.
"""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from journeyeditor.app.beginning import open_session
from journeyeditor.app.keeping import Keeper
from journeyeditor.app.opening import Opened
from journeyeditor.app.recovery import discard, lost_sessions, recover, tidy
from journeyeditor.app.services import Services, default_services
from journeyeditor.app.session import Session
from journeyeditor.editing.editor import Changed, Editor
from journeyeditor.model.document import Document
from journeyeditor.model.entities import DOCUMENT_KEY
from journeyeditor.model.messages import Refused
from journeyeditor.storage.document_file import open_document
from tests.reliability.children import Child
from tests.reliability.loop import CARDS, LABEL, renaming, state_of
from tests.reliability.rows import Case, Row, Settings, counted
from tests.support.maps import generated_document

RIG = "session"
LONGEST = 0.5
KILLS_A_DOCUMENT = 20
# An edit is what a die shows above the last of these.
UNDO, REDO, TYPE, SETTLE, SAVE, SYNC = 0.08, 0.12, 0.25, 0.28, 0.33, 0.36
TYPED = "client"
Say = Callable[..., None]


def run(settings: Settings) -> list[Row]:
    what = "the program killed while it is worked with"
    kills = settings.amount(25, 500)
    return [
        _kills(settings, kills, 1, what),
        _kills(settings, 12, 10, "records every tenth edit", control=True),
    ]


def _kills(settings: Settings, kills: int, every: int, what: str, control: bool = False) -> Row:
    bench = Bench(settings.fresh(f"session-{every}"), every, settings.random(RIG, every))
    cases = [case for number in range(kills) for case in bench.killed(number)]
    told = bench.told
    note = f"{told.edits} edits, {told.drafts} texts, {told.saves} saves acknowledged"
    return counted(RIG, what, cases, control=control, note=note)


@dataclass(slots=True)
class Told:
    """What the processes acknowledged. `begun` was announced only: it may have happened or not.

    `saved` are the states that the file may hold, `saving` those of a save under way; empty before the first one.
    """

    last: str = ""
    typed: str = ""
    begun: str = ""
    saved: set[str] = field(default_factory=set)
    saving: set[str] = field(default_factory=set)
    failed: list[str] = field(default_factory=list)
    edits: int = 0
    drafts: int = 0
    saves: int = 0

    def hear(self, lines: str) -> None:
        # The last line may have been cut by the kill; it was not heard then.
        for line in lines.split("\n")[:-1]:
            word, _, value = line.partition(" ")
            getattr(self, f"_{word}")(value)

    def _begins(self, what: str) -> None:
        self.begun = what

    def _edited(self, state: str) -> None:
        self.edits += 1
        self.last, self.typed, self.begun = state, "", ""
        self._may_hold(state)

    def _may_hold(self, state: str) -> None:
        for states in (self.saved, self.saving):
            if states:
                states.add(state)

    def _typed(self, text: str) -> None:
        self.drafts += 1
        self.typed, self.begun = text, ""

    def _saving(self, state: str) -> None:
        self.saving = {state}

    def _saved(self, _: str) -> None:
        self.saves += 1
        self.saved, self.saving = self.saving, set()

    def _failed(self, problem: str) -> None:
        self.failed.append(problem)

    def went_on(self, state: str) -> None:
        """The rig recovered: what was typed is a step by now, and a save that was killed is over."""
        self.last, self.typed, self.begun = state, "", ""
        self._may_hold(state)
        self.saving = set()

    def anew(self) -> None:
        """Another document follows."""
        self.last = self.typed = self.begun = ""
        self.saved, self.saving = set(), set()


class Bench:
    """The folders of the sessions and of the user's file, and what was acknowledged so far."""

    def __init__(self, folder: Path, every: int, chance: random.Random) -> None:
        self.services = default_services(workspace=folder / "sessions", author="Anna")
        self._user, self._copies = folder / "user", folder / "copies"
        self._user.mkdir()
        self.target = self._user / "map.journey"
        self._every, self._chance = every, chance
        self.told = Told()

    def killed(self, number: int) -> Iterator[Case]:
        """Starts the program, kills it at some moment, and says whether all that it acknowledged is there."""
        if number % KILLS_A_DOCUMENT == 0:
            self._begin_anew()
        self._run(number)
        where = f"kill {number}"
        yield from (Case("failed", True, f"{where}: {problem}") for problem in self.told.failed)
        self.told.failed.clear()
        yield self._file(where)
        yield self.recovered(where)

    def _run(self, seed: int) -> None:
        reading, writing = os.pipe()
        with Child(lambda: self._live(writing, seed)) as child:
            os.close(writing)
            child.go()
            time.sleep(self._chance.random() * LONGEST)
            child.kill()
            child.ending()
        with os.fdopen(reading) as source:
            self.told.hear(source.read())

    def _live(self, channel: int, seed: int) -> None:
        def say(*words: str) -> None:
            os.write(channel, (" ".join(words) + "\n").encode())

        if self._every > 1:
            setattr(Keeper, "heard", lazily(self._every))  # noqa: B010
        tidy(self.services)
        Life(begun(self.services, self.target), self.target, random.Random(seed), say).go_on()

    def recovered(self, where: str) -> Case:
        """What the program offers now, taken over as it would be, and left to be recovered again."""
        told, lost = self.told, lost_sessions(self.services)
        if not told.last and not lost:
            return Case("nothing was acknowledged yet")
        if len(lost) > 1:
            return Case("several sessions", True, where)
        if not lost:
            return self._all_saved(where)
        try:
            session = recover(self.services, lost[0])
        except Refused as error:
            return Case("recovery failed", True, f"{where}: {error}")
        try:
            problem = self._missing(session)
            told.went_on(state(session.editor.document))
        finally:
            session.close(keep=True)
        return Case(problem or "all is back", bool(problem), where)

    def _all_saved(self, where: str) -> Case:
        # Where all was undone before there was a file, a new document is as good as what was lost.
        held = self._held() if self.target.exists() else state(generated_document(CARDS))
        lost = self.told.typed or held != self.told.last
        return Case("work lost without a word" if lost else "all was saved", bool(lost), where)

    def _missing(self, session: Session) -> str:
        """What of the acknowledged is not in a recovered session; "" where all is."""
        told, document = self.told, session.editor.document
        there = states_around(session.editor) if told.begun == "edit" else {state(document)}
        # What was typed last is a step of its own by now, which changes no card.
        if told.last and told.last not in there:
            return "an acknowledged edit lost"
        if told.typed and not told.begun and document.info.client != told.typed:
            return "typed text lost"
        if told.saved and session.path != self.target:
            return "the file is forgotten"
        if not session.modified and self._held() != state(document):
            return "unsaved work counts as saved"
        return ""

    def _held(self) -> str:
        """The state that the user's file holds; "" where it can't be opened."""
        with suppress(Refused):
            return state(open_document(self.target, self._copies).document)
        return ""

    def _file(self, where: str) -> Case:
        told = self.told
        if not told.saved:
            return Case("not saved yet")
        held = self._held()
        if not held:
            return Case("the file is lost", True, where)
        # A save that was killed may have put its state in place.
        older = held not in told.saved | told.saving
        return Case("the file is older" if older else "the file is whole", older, where)

    def _begin_anew(self) -> None:
        for lost in lost_sessions(self.services):
            discard(self.services, lost)
        for path in self._user.iterdir():
            path.unlink()
        self.told.anew()


def begun(services: Services, target: Path) -> Session:
    """The lost work, else the file, else a new document."""
    lost = lost_sessions(services)
    if lost:
        return recover(services, lost[0])
    if target.exists():
        return open_session(services, target)
    return Session(services, Opened(generated_document(CARDS)))


@dataclass(slots=True)
class Life:
    """Works with a session for ever; says what it begins and what is done."""

    session: Session
    target: Path
    chance: random.Random
    say: Say
    number: int = 0
    saver: threading.Thread | None = None

    def go_on(self) -> None:
        while True:
            self.number += 1
            self._act(self.chance.random())

    def _act(self, dice: float) -> None:
        if dice < REDO or dice >= SYNC:
            self.say("begins", "edit")
            self._edit(dice)
            self.say("edited", state(self.session.editor.document))
        elif dice < SETTLE:
            self.say("begins", "typing")
            text = self._type(dice)
            self.say("typed", text)
        elif dice < SAVE:
            self._save()
        else:
            self.session.sync()

    def _edit(self, dice: float) -> None:
        editor = self.session.editor
        if dice < UNDO:
            editor.undo()
        elif dice < REDO:
            editor.redo()
        else:
            editor.commit(LABEL, renaming(editor.document, self.number, self.chance))

    def _type(self, dice: float) -> str:
        if dice >= TYPE:
            self.session.settle_draft(DOCUMENT_KEY, TYPED)
            return ""
        text = f"typed-{self.number}-{self.chance.getrandbits(40)}"
        self.session.draft(DOCUMENT_KEY, TYPED, text)
        return text

    def _save(self) -> None:
        if self.saver is not None:
            self.saver.join()
        self.say("saving", state(self.session.editor.document))
        self.saver = threading.Thread(target=self._save_beside, daemon=True)
        self.saver.start()

    def _save_beside(self) -> None:
        try:
            if self.session.path is None:
                self.session.save_as(self.target)
            else:
                self.session.save()
        except Exception as error:
            self.say("failed", f"{type(error).__name__}: {error}".replace("\n", " "))
        else:
            self.say("saved")


def lazily(every: int) -> Callable[[Keeper, Changed], None]:
    """A way to record that waits until so many changes are there, as no program should."""
    really = Keeper.heard
    waiting: list[Changed] = []

    def heard(keeper: Keeper, event: Changed) -> None:
        waiting.append(event)
        if len(waiting) >= every:
            for each in waiting:
                really(keeper, each)
            waiting.clear()

    return heard


def state(document: Document) -> str:
    """A short mark of the titles of all cards."""
    return state_of(document)[:16]


def states_around(editor: Editor) -> set[str]:
    """The states now, one step back, and one on."""
    found = {state(editor.document)}
    for way in (Editor.undo, Editor.redo):
        walker = Editor(editor.document, lambda: "")
        walker.history = editor.history.copy()
        way(walker)
        found.add(state(walker.document))
    return found
