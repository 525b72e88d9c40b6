"""The rigs' own logic: they see a torn file, a lost name, a wrong sentence, and they count rightly."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from journeyeditor.editing.editor import Editor
from journeyeditor.model.entities import Card
from journeyeditor.storage.session_folder import attach_session
from tests.reliability import (
    errors,
    flip,
    fuzz,
    guided,
    hostile,
    journal,
    loop,
    salvage,
    savers,
    sync,
)
from tests.reliability.__main__ import Outcome, apart, arguments, told, tried
from tests.reliability.children import DIED, RAISED, REFUSED, SAVED, Ending
from tests.reliability.disk import Disk, Order, named, written
from tests.reliability.documents import Change, changes, edited
from tests.reliability.judge import Verdict
from tests.reliability.logged_folder import (
    Event,
    Named,
    Removed,
    Sized,
    SyncedFile,
    SyncedFolder,
    Wrote,
)
from tests.reliability.mutations import MUTATIONS, PAGE, mutated, schema
from tests.reliability.rows import Case, Row, Settings, counted
from tests.reliability.stage import Stage
from tests.reliability.tracing import Point, points_in
from tests.storage.hostile import OPENS
from tests.storage.hostile import Case as HostileCase
from tests.support.maps import generated_document

OVER, FIRST = changes(8)
ROOM, BROKEN = errors.WORDS["ENOSPC"], errors.WORDS["EIO"]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path)


@pytest.mark.parametrize("change", [OVER, FIRST], ids=lambda change: change.name)
def test_the_judge_knows_what_a_file_holds(tmp_path: Path, change: Change) -> None:
    judge = change.judge(tmp_path / "judge")
    new = savers.bytes_of(change.new, tmp_path)
    before = Verdict.OLD if change.old else Verdict.ABSENT
    assert change.old is None or judge.of_bytes(savers.bytes_of(change.old, tmp_path)) is before
    assert judge.of_path(tmp_path / "none") is Verdict.ABSENT
    assert judge.of_bytes(new) is Verdict.NEW
    assert judge.of_bytes(b"") is Verdict.EMPTY
    assert judge.of_bytes(new[: len(new) // 2]) is Verdict.DAMAGED
    assert judge.of_bytes(savers.bytes_of(edited(change.new, "x"), tmp_path)) is Verdict.OTHER
    assert judge.fine(before)
    assert not judge.fine(before, saved=True)
    assert judge.fine(Verdict.NEW, saved=True)


def test_the_judge_sees_a_file_changed_behind_its_hash(tmp_path: Path) -> None:
    content = savers.bytes_of(OVER.new, tmp_path).replace(b"Persona 1", b"Persona 7")
    assert OVER.judge(tmp_path / "judge").of_bytes(content) is Verdict.WARNED


def test_the_points_of_a_listing_are_what_changes_something() -> None:
    lines = [
        '7 openat(AT_FDCWD, "a", O_RDONLY|O_CLOEXEC) = 3',
        '7 openat(AT_FDCWD, "b", O_RDWR|O_CREAT, 0600) = 4',
        '7 write(4, "x", 1) = 1',
        '7 openat(AT_FDCWD, ".", O_RDONLY|O_DIRECTORY) = 5',
        "7 +++ exited with 0 +++",
    ]
    assert points_in(lines) == [Point("openat", 2), Point("write", 1), Point("openat", 3)]


def test_bytes_are_safe_only_after_a_sync() -> None:
    disk = Disk(Order.STRICT, {1: b"old"}, {"/a": 1})
    events: list[Event] = [Named("/t", 2), Wrote(2, 0, b"new"), SyncedFile(2), Named("/a", 2, "/t")]
    for event in events:
        disk.note(event)
    found = {state["/a"] for state in disk.states(random.Random(1), 20)}
    assert found == {b"old", b"new"}
    disk.note(SyncedFolder())
    assert list(disk.states(random.Random(1), 0)) == [{"/a": b"new"}] * 2


def test_an_unsynced_file_may_be_empty_torn_or_whole_after_the_swap() -> None:
    disk = Disk(Order.JOURNALLED, {1: b"old"}, {"/a": 1})
    pieces = [Wrote(2, at * 1024, bytes([65 + at]) * 1024) for at in range(3)]
    events: list[Event] = [Named("/t", 2), *pieces, Named("/a", 2, "/t")]
    for event in events:
        disk.note(event)
    found = {state["/a"] for state in disk.states(random.Random(1), 3000)}
    whole = b"A" * 1024 + b"B" * 1024 + b"C" * 1024
    assert {b"old", b"", whole, whole[:1024], whole[:512]} <= found
    assert bytes(1024) + whole[1024:] in found


def test_names_and_bytes_follow_what_happened() -> None:
    assert named({"/a": 1}, [Named("/b", 2), Removed("/a"), Named("/a", 2, "/b")]) == {"/a": 2}
    assert written(b"abcdef", [Sized(1, 2), Wrote(1, 4, b"x")]) == b"ab\0\0x"


@pytest.mark.parametrize(
    ("saver", "left", "verdict"),
    [
        (savers.program, 0, "new"),
        (savers.in_place, 0, "new"),
        (savers.remove_then_create, 0, "new"),
        (savers.without_sync, 0, "new"),
        (savers.without_folder_sync, 0, "new"),
        (savers.careless, 0, "new"),
    ],
)
def test_every_saver_saves_when_nothing_goes_wrong(
    tmp_path: Path, saver: savers.Saver, left: int, verdict: str
) -> None:
    stage = Stage(tmp_path, OVER, saver)
    stage.act()
    assert stage.found(True) == Case(f"{verdict} after “saved”")
    assert len(stage.others()) == left
    assert not stage.untouched()
    stage.reset()
    assert stage.found(False) == Case("old")
    assert stage.untouched()


def test_a_stage_sees_a_loss_and_what_is_left_over(tmp_path: Path) -> None:
    stage = Stage(tmp_path, OVER, savers.program)
    stage.target.write_bytes(stage.target.read_bytes()[:5000])
    stage.target.with_name("x.tmp").write_bytes(b"")
    assert stage.found(False, "here") == Case("unreadable", True, "here")
    assert stage.left_over == 1


@pytest.mark.parametrize(
    ("text", "error", "on", "right"),
    [
        ("There is not enough room on the disk for a.", "ENOSPC", True, True),
        ("There is not enough room on the disk for a.", "EDQUOT", True, True),
        ("a could not be saved: Input/output error. Nothing was changed.", "EIO", False, True),
        ("[Errno 28] No space left on device", "ENOSPC", False, False),
        ("The program's own folder can't be written to: disk I/O error", "EDQUOT", True, False),
        ("The program's own folder can't be written to: disk I/O error", "EDQUOT", False, True),
        ("a could not be saved: unable to open database file", "EIO", True, False),
    ],
)
def test_a_sentence_names_the_fault_in_words(text: str, error: str, on: bool, right: bool) -> None:
    assert errors.in_words(text, errors.words_for(error, on)) is right


def test_an_ending_that_is_wrong_is_named(tmp_path: Path) -> None:
    stage = Stage(tmp_path, OVER, savers.program)
    fine = Ending(REFUSED, "There is not enough room on the disk.")
    assert errors.fault_of(fine, stage, False, ROOM) == ""
    assert errors.fault_of(Ending(SAVED), stage, True, ROOM) == "lost"
    assert errors.fault_of(Ending(RAISED, "OSError"), stage, False, BROKEN) == "raised"
    assert errors.fault_of(Ending(DIED), stage, False, BROKEN) == "ended without a word"
    assert errors.fault_of(Ending(REFUSED, "No."), stage, False, BROKEN) == "wrong words"
    stage.target.with_name("left").touch()
    assert errors.fault_of(fine, stage, False, ROOM) == "left a file"
    stage.target.with_name("left").unlink()
    stage.target.write_bytes(savers.bytes_of(OVER.new, tmp_path))
    assert "changed" in errors.fault_of(fine, stage, False, ROOM)


@pytest.mark.parametrize("way", sorted({way.__name__ for way in MUTATIONS}))
def test_every_mutation_takes_files_of_any_size(tmp_path: Path, way: str) -> None:
    mutation = next(each for each in MUTATIONS if each.__name__ == way)
    good = savers.bytes_of(generated_document(5), tmp_path)
    chance = random.Random(1)
    made = [bytes(mutation(bytearray(good), chance)) for _ in range(8)]
    assert any(content != good for content in made)
    for size in (1, 99, 101, 5000):
        mutation(bytearray(good[:size]), chance)


@pytest.mark.parametrize("sql", ["''", "x'6162'", "NULL"])
def test_declarations_that_were_damaged_before_are_left(tmp_path: Path, sql: str) -> None:
    path = tmp_path / "a.journey"
    path.write_bytes(savers.bytes_of(generated_document(5), tmp_path))
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA writable_schema=ON")
        raw.execute(f"UPDATE sqlite_schema SET sql = {sql}")
        raw.commit()
    content = path.read_bytes()
    assert schema(bytearray(content), random.Random(1)) == content


def test_a_mutated_file_depends_on_its_number_alone(settings: Settings) -> None:
    seeds: Sequence[bytes] = [bytes(range(256)) * 40]
    assert mutated(seeds, settings.random("fuzz", 3)) == mutated(seeds, settings.random("fuzz", 3))


def test_the_fuzzer_counts_errors_crashes_and_refusals(settings: Settings) -> None:
    cases = list(fuzz.fuzzed(settings, [b"x" * 600], 6, _opener, Counter()))
    assert len(cases) == 6
    assert {case.came_out for case in cases} <= {
        "opened",
        "refused",
        "raised ValueError",
        "crashed (signal 9)",
    }
    assert any(case.bad for case in cases)


def _opener(path: Path, workspace: Path) -> str:
    match len(path.read_bytes()) % 3:
        case 0:
            raise ValueError("a fault")
        case 1:
            os.kill(os.getpid(), 9)
    return "opened"


def test_the_fuzzer_sees_a_file_that_was_written_to(settings: Settings) -> None:
    (settings.folder / "w").mkdir()
    work = fuzz.Work(settings, [b"x" * 600], 1, _writer, settings.folder)
    case, _ = fuzz.one(work, 0, settings.folder / "w")
    assert case.came_out == "changed the file"
    assert case.bad


def _writer(path: Path, workspace: Path) -> str:
    path.write_bytes(b"mine")
    return "opened"


def test_a_torn_or_older_copy_is_seen(tmp_path: Path) -> None:
    path, document = tmp_path / "copy.journey", edited(generated_document(8), "7")
    path.write_bytes(savers.bytes_of(document, tmp_path))
    assert sync.judged(path, tmp_path / "open", 7) == (Case("whole"), 7)
    assert sync.judged(path, tmp_path / "open", 8)[0].bad
    keys = sorted(key for key in document if document[key] != generated_document(8).get(key))
    torn = document.replaced({keys[0]: edited(document, "9")[keys[0]]})
    path.write_bytes(savers.bytes_of(torn, tmp_path))
    assert sync.judged(path, tmp_path / "open", 0)[0].came_out == "torn"
    path.write_bytes(path.read_bytes()[:9000])
    assert sync.judged(path, tmp_path / "open", 0)[0].came_out == "damaged"


def test_a_silent_change_is_seen(tmp_path: Path) -> None:
    good = savers.bytes_of(generated_document(5), tmp_path)
    wanted, _ = flip.plain(good, tmp_path)
    changed = good.replace(b"Persona 1", b"Persona 7")
    assert flip.judged(good, wanted, tmp_path, flip.plain, "").came_out == "the same document"
    assert flip.judged(changed, wanted, tmp_path, flip.plain, "").bad
    wanted, _ = flip.program(good, tmp_path)
    assert not flip.judged(changed, wanted, tmp_path, flip.program, "").bad


def test_bits_of_the_history_alone_can_be_flipped(tmp_path: Path) -> None:
    good = savers.saved_often(generated_document(5), 3, tmp_path)
    way = flip.Way(flip.program, True, flip.HISTORY)
    pages = {at // PAGE * PAGE for at in way.places(good)}
    hit = b"".join(good[at : at + PAGE] for at in sorted(pages))
    assert all(f"Author {number}".encode() in hit for number in range(3))
    assert b"history_hash" in hit
    assert b"Persona 1" not in hit
    assert len(flip.Way(flip.program).places(good)) == len(good)


@pytest.mark.parametrize("lost", [b"Author 0", b"Author 2", b"history_hash", b"2026-03-01T09"])
def test_a_change_of_the_history_is_no_silent_one(tmp_path: Path, lost: bytes) -> None:
    good = savers.saved_often(generated_document(5), 3, tmp_path)
    wanted, warned = flip.program(good, tmp_path)
    assert not warned
    at = good.index(lost)
    changed = good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :]
    assert flip.judged(changed, wanted, tmp_path, flip.program, "").came_out in {
        "opened with a warning",
        "refused",
    }


def test_a_lost_edit_is_seen(tmp_path: Path) -> None:
    bench = loop.Bench(tmp_path, 1, random.Random(1))
    session = loop.begun(tmp_path / "root")
    editor = Editor(loop.recovered(session), lambda: "2026-03-01T09:30:00Z")
    editor.subscribe(loop.Recorder(session.journal, 2))
    for number in range(3):
        editor.commit(loop.LABEL, loop.renaming(editor.document, number + 1, random.Random(number)))
        bench.hear(f"edit {loop.state_of(editor.document)}\n")
        if number == 1:
            session.close(keep=True)
            assert bench.recovered("").came_out == "all edits back"
            session = attach_session(session.folder)
    session.close(keep=True)
    assert bench.recovered("").bad


@pytest.mark.parametrize(
    ("text", "bad", "cases"),
    [
        ("stat::number_of_executed_units: 40\nstat::slowest_unit_time_sec: 0", 0, 40),
        (
            " === Uncaught Python exception: ===\nValueError: no\nstat::number_of_executed_units: 3",
            1,
            4,
        ),
        ("no such module", 1, 1),
    ],
)
def test_what_the_guided_fuzzer_tells_is_read(text: str, bad: int, cases: int) -> None:
    row = guided.row_of(text, 1, "files", False)
    assert (row.bad, row.cases) == (bad, cases)


def test_a_row_passes_when_nothing_is_bad_and_a_control_when_something_is() -> None:
    fine, bad = Case("fine"), Case("lost", True, "at write 3")
    assert counted("kill", "x", [fine]).passed
    row = counted("kill", "x", [fine, bad])
    assert not row.passed
    assert "at write 3" in row.line()
    assert counted("kill", "x", [fine, bad], control=True).passed
    assert not counted("kill", "x", [fine], control=True).passed
    assert not counted("kill", "x", []).passed


def test_the_closing_lines_count_and_name_what_was_skipped() -> None:
    rows = (Row("kill", "a", 1, 0), Row("kill", "b", 1, 1))
    outcomes = [Outcome("kill", rows, "", 1.0), Outcome("power", (), "needs FUSE", 0.0)]
    assert told(outcomes) == (["skipped power: needs FUSE", "1 passed, 1 failed, 1 skipped"], False)
    assert told([Outcome("kill", rows[:1], "", 1.0)]) == (["1 passed, 0 failed, 0 skipped"], True)


def test_a_rig_that_needs_what_is_not_there_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    outcome = tried("kill", False, 1)
    assert not outcome.rows
    assert outcome.skipped.startswith("needs strace")


def test_how_the_process_of_a_rig_ends_is_a_row_of_it() -> None:
    rows = (Row("windows", "a", 1, 0),)
    for code, bad in ((0, 0), (1, 1), (-11, 1)):
        found, skipped = apart("windows", subprocess.CompletedProcess([], code, "", "x"), rows)
        assert ([row.bad for row in found], skipped) == ([0, bad], "")
    crashed = subprocess.CompletedProcess([], -11, "skipped windows: no memory\n", "")
    assert [row.bad for row in apart("windows", crashed, ())[0]] == [1]
    told_so = subprocess.CompletedProcess([], 0, "skipped windows: no memory\n", "")
    assert apart("windows", told_so, ()) == ((), "no memory")


def test_an_unknown_rig_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        arguments(["crash"])
    assert "there is no rig 'crash'" in capsys.readouterr().err
    assert arguments(["kill", "--full", "--seed", "3"]).seed == 3


def test_a_row_lost_with_two_pages_is_seen() -> None:
    assert salvage.once_lost({1: {"a", "b"}, 2: {"c"}, 3: set()}).passed
    row = salvage.once_lost({1: {"a", "b"}, 2: {"b"}})
    assert (row.bad, row.passed) == (1, False)


def test_the_rows_left_in_a_file_are_counted_by_its_pages(tmp_path: Path) -> None:
    document = generated_document(40)
    good = savers.bytes_of(document, tmp_path)
    assert salvage.rows_left(good) == len(document)
    assert 0 < salvage.rows_left(good[: len(good) // 4]) < len(document)
    assert salvage.by_sqlite(good[: len(good) // 2], tmp_path) == set()


def test_a_row_counts_as_back_only_as_it_was() -> None:
    card = min(generated_document(5).all(Card), key=lambda each: each.id)
    elsewhere = replace(card, step="", order="b0V")
    assert salvage.row_of(elsewhere) == salvage.row_of(card)
    assert salvage.row_of(replace(card, title="Other")) != salvage.row_of(card)


@pytest.mark.parametrize(
    ("ending", "size", "wrong"),
    [
        (Ending(REFUSED, "This file is damaged: x."), 10.0, ""),
        (Ending(REFUSED, "No."), 10.0, "other words"),
        (Ending(SAVED), 10.0, "opened, to be refused"),
        (Ending(RAISED, "ValueError: x"), 10.0, "raised an error"),
        (Ending(DIED), 10.0, "hung or crashed"),
        (Ending(REFUSED, "This file is damaged: x."), 400.0, "took too much memory"),
    ],
)
def test_a_hostile_file_must_end_as_listed(ending: Ending, size: float, wrong: str) -> None:
    refused = HostileCase(1, "x", lambda path: None, "This file is damaged: ")
    assert hostile.fault_of(refused, ending, size) == wrong
    opens = HostileCase(1, "x", lambda path: None, OPENS)
    assert hostile.fault_of(opens, Ending(SAVED), 1.0) == ""
    assert hostile.fault_of(opens, Ending(REFUSED, "No."), 1.0) == "refused, to be opened"


def test_a_changed_history_is_told_from_a_changed_document() -> None:
    assert flip.judged(b"", ("same", 1), Path(), lambda *_: (("same", 2), False), "").came_out == (
        "the history silently changed"
    )


def test_a_synced_row_that_is_lost_is_seen(tmp_path: Path) -> None:
    folder = tmp_path / "real"
    folder.mkdir()
    journal.write_rows(folder, 6, synced=True)
    state = {f"/{path.name}": path.read_bytes() for path in folder.iterdir()}
    checker = journal.Checker(tmp_path / "check")
    assert not checker.judged(state, 6).bad
    assert checker.judged(state, 7).came_out == "rows lost"
    assert checker.judged({}, 1).bad
    events: list[Event] = [Named("/synced-3", 5), Named("/synced-6", 6)]
    assert [journal.synced_rows(events[:count]) for count in (0, 1, 2)] == [0, 3, 6]
