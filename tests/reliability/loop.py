"""Kills an editor again and again while it edits, saves and recovers: every edit it acknowledged must come back.

The process goes on with the session of the one killed before it, so that recovering is killed as well.
"""

from __future__ import annotations

import hashlib
import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from journeyeditor.editing.editor import Cause as Why
from journeyeditor.editing.editor import Changed, Editor
from journeyeditor.editing.patch import NOTHING, Patch, Stale, from_json, to_json
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card
from journeyeditor.model.messages import N_, Refused, message
from journeyeditor.storage.document_file import Writer, open_document, open_private, write_private
from journeyeditor.storage.journal import Cause, Journal
from journeyeditor.storage.session_folder import (
    SessionFacts,
    SessionFolder,
    attach_session,
    create_session,
    dead_sessions,
)
from tests.reliability import savers
from tests.reliability.children import Child
from tests.reliability.rows import Case, Row, Settings, counted
from tests.support.maps import generated_document
from tests.support.sources import fixed_clock, fixed_ids

RIG = "loop"
CARDS = 60
LONGEST = 0.4
# A journal grows with every kill; after so many the session ends in order and another begins.
KILLS_A_SESSION = 20
SAVE_SHARE = 0.03
LABEL = message(N_("Rename {kind}"), kind="card")
RECORDED = {Why.EDIT: Cause.EDIT, Why.UNDO: Cause.UNDO, Why.REDO: Cause.REDO}


@dataclass(slots=True)
class Told:
    """What the process acknowledged: the state after the last edit, and those that the file may hold."""

    last: str = ""
    saved: set[str] = field(default_factory=set)


class Recorder:
    """Listens to an editor and puts what happened into the journal, `every` so many changes at once."""

    def __init__(self, journal: Journal, every: int) -> None:
        self._journal, self._every = journal, every
        self._waiting: list[tuple[Cause, Patch]] = []

    def __call__(self, change: Changed) -> None:
        cause = RECORDED.get(change.cause)
        if cause is None or change.lasting == NOTHING:
            return
        self._waiting.append((cause, change.lasting))
        if len(self._waiting) >= self._every:
            for waiting, patch in self._waiting:
                self._journal.append(waiting, LABEL, to_json(patch), fixed_clock())
            self._waiting.clear()


def run(settings: Settings) -> list[Row]:
    kills = settings.amount(40, 500)
    row = _kills(settings, kills, 1, "killed while editing")
    return [row, _kills(settings, 20, 10, "records every tenth edit", control=True)]


def _kills(settings: Settings, kills: int, every: int, what: str, control: bool = False) -> Row:
    bench = Bench(settings.fresh(f"loop-{every}"), every, settings.random(RIG, every))
    cases = [case for number in range(kills) for case in bench.killed(number)]
    note = f"{bench.acknowledged} edits acknowledged, {bench.saves} saves"
    return counted(RIG, what, cases, control=control, note=note)


class Bench:
    """The folders of the sessions and of the user's file, and what was acknowledged so far."""

    def __init__(self, folder: Path, every: int, chance: random.Random) -> None:
        self._root, self._user, self._work = (folder / name for name in ("root", "user", "work"))
        self._user.mkdir()
        self._work.mkdir()
        self._target = self._user / "map.journey"
        self._every, self._chance = every, chance
        self._told = Told()
        self.acknowledged = self.saves = 0

    def killed(self, number: int) -> Iterator[Case]:
        """Starts the editor, kills it at some moment, and says whether all that it acknowledged is there."""
        if number % KILLS_A_SESSION == 0:
            self._end_session()
        self._run(number)
        yield self.recovered(f"kill {number}")
        yield self._file(f"kill {number}")

    def _run(self, seed: int) -> None:
        reading, writing = os.pipe()
        with Child(lambda: self._edit(writing, seed)) as child:
            os.close(writing)
            child.go()
            time.sleep(self._chance.random() * LONGEST)
            child.kill()
            child.ending()
        with os.fdopen(reading) as source:
            self.hear(source.read())

    def _edit(self, channel: int, seed: int) -> None:
        session = self._session()
        with closing(session.journal):
            edit_for_ever(session, self._every, random.Random(seed), Voice(channel, self._save))

    def _session(self) -> SessionFolder:
        dead = dead_sessions(self._root)
        return attach_session(dead[0].folder) if dead else begun(self._root)

    def _save(self, document: Document) -> None:
        savers.program(document, self._target, self._work)

    def hear(self, lines: str) -> None:
        # The last line may have been cut by the kill; it was not heard then.
        for line in lines.split("\n")[:-1]:
            word, state = line.split()
            if word == "edit":
                self.acknowledged += 1
                self._told.last = state
                # A save that was killed may have put any later state in place.
                self._told.saved |= {state} if self._told.saved else set()
            else:
                self.saves += 1
                self._told.saved = {state}

    def recovered(self, where: str) -> Case:
        if not self._told.last:
            return Case("nothing was acknowledged yet")
        dead = dead_sessions(self._root)
        if len(dead) != 1:
            return Case("no session to recover", True, f"{where}: {len(dead)}")
        try:
            session = attach_session(dead[0].folder)
            states = last_states(session)
            session.close(keep=True)
        except (Refused, Stale, ValueError) as error:
            return Case("recovery failed", True, f"{where}: {error}")
        lost = self._told.last not in states
        return Case("an acknowledged edit lost" if lost else "all edits back", lost, where)

    def _file(self, where: str) -> Case:
        if not self._told.saved:
            return Case("not saved yet")
        try:
            opened = open_document(self._target, self._work / "open")
        except (Refused, OSError) as error:
            return Case("the file is lost", True, f"{where}: {error}")
        if opened.warnings:
            return Case("the file is damaged", True, where)
        older = state_of(opened.document) not in self._told.saved
        return Case("the file is older" if older else "the file is whole", older, where)

    def _end_session(self) -> None:
        for dead in dead_sessions(self._root):
            attach_session(dead.folder).close()
        self._told = Told()
        with suppress(FileNotFoundError):
            self._target.unlink()


@dataclass(frozen=True, slots=True)
class Voice:
    """Says what was done, once it is done; `save` makes the user's file hold a document."""

    channel: int
    save: Callable[[Document], None]

    def say(self, word: str, document: Document) -> None:
        os.write(self.channel, f"{word} {state_of(document)}\n".encode())


def begun(root: Path) -> SessionFolder:
    """A session with a document that has no file yet."""
    facts = SessionFacts("Rig", "rig", fixed_clock())
    session = create_session(root, fixed_ids(time.monotonic_ns()), facts)
    writer = Writer("Anna", "rig", fixed_ids(), fixed_clock)
    write_private(generated_document(CARDS), session.base, writer)
    session.describe(facts)
    return session


def edit_for_ever(session: SessionFolder, every: int, chance: random.Random, voice: Voice) -> None:
    """Goes on from what the journal holds: renames, undoes, redoes, saves; says each once it is done."""
    editor = Editor(recovered(session), fixed_clock)
    editor.subscribe(Recorder(session.journal, every))
    number = 0
    while True:
        number += 1
        dice = chance.random()
        if dice < 0.1:
            done = bool(editor.undo())
        elif dice < 0.15:
            done = bool(editor.redo())
        else:
            done = editor.commit(LABEL, renaming(editor.document, number, chance))
        if done:
            voice.say("edit", editor.document)
        if chance.random() < SAVE_SHARE:
            voice.save(editor.document)
            session.journal.saved(session.journal.sequence, "r", fixed_clock())
            voice.say("saved", editor.document)
        if number % 20 == 0:
            session.journal.sync()


def state_of(document: Document) -> str:
    """A mark of the titles of all cards, all that is edited here; quick, so that much is."""
    titles = sorted((card.id, card.title) for card in document.all(Card))
    return hashlib.sha256(repr(titles).encode()).hexdigest()


def renaming(document: Document, number: int, chance: random.Random) -> Patch:
    """Renames one card, now and then many."""
    cards = sorted(document.all(Card), key=lambda card: card.id)
    chosen = chance.sample(cards, 40 if number % 10 == 0 else 1)
    title = f"{number} {chance.getrandbits(40)}"
    return Patch({card.id: (card, replace(card, title=title)) for card in chosen})


def recovered(session: SessionFolder) -> Document:
    """The document as the journal leads to it."""
    document = open_private(session.base).document
    for entry in session.changes():
        if entry.cause in RECORDED.values():
            document = from_json(entry.patch).apply(document)
    return document


def last_states(session: SessionFolder, count: int = 3) -> list[str]:
    """The marks of the last states: after the last edit, and before it, as one may be recorded unsaid."""
    document = open_private(session.base).document
    patches = [e.patch for e in session.changes() if e.cause in RECORDED.values()]
    hashes: list[str] = []
    for number, patch in enumerate(patches):
        document = from_json(patch).apply(document)
        if number >= len(patches) - count:
            hashes.append(state_of(document))
    return hashes
