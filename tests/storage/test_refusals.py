"""Files that are not opened: each with one sentence that says why, and the file as it was."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from journeyeditor.model.messages import Refused
from journeyeditor.storage import database, private_copy
from journeyeditor.storage.database import require_sqlite
from journeyeditor.storage.document_file import open_document
from journeyeditor.storage.first_bytes import FileKind
from journeyeditor.storage.private_copy import sniff
from tests.storage.doors import changed_by_sql, changed_bytes, reopen, save, saved_file
from tests.support.maps import small_document

Maker = Callable[[Path], object]


def patched(offset: int, value: bytes) -> Maker:
    """Puts some bytes at an offset of the header."""
    return lambda path: changed_bytes(
        path, lambda data: data[:offset] + value + data[offset + len(value) :]
    )


def bytes_of(data: bytes) -> Maker:
    return lambda path: path.write_bytes(data)


def cut(share: float) -> Maker:
    return lambda path: changed_bytes(path, lambda data: data[: int(len(data) * share)])


def sql(*statements: str, schema: str = "") -> Maker:
    return lambda path: changed_by_sql(path, *statements, schema=schema)


def rewritten(table: str, old: str, new: str) -> Maker:
    """Changes what the file says about a table, behind SQLite's back."""
    return sql(
        schema=f"UPDATE sqlite_schema SET sql = replace(sql, '{old}', '{new}') WHERE name = '{table}'"
    )


def zeroed_page(path: Path) -> None:
    changed_bytes(path, lambda data: data[:8192] + bytes(4096) + data[12288:])


def same_root_page(path: Path) -> None:
    """Two tables that share their pages."""
    root = "(SELECT rootpage FROM sqlite_schema WHERE name = 'stage')"
    sql(schema=f"UPDATE sqlite_schema SET rootpage = {root} WHERE name = 'step'")(path)


def foreign_database(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t(a)")
        connection.commit()


DAMAGED = "This file is damaged: "
HUGE = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"

REFUSALS: list[tuple[str, Maker, str]] = [
    ("empty", bytes_of(b""), "This file is empty"),
    ("zip", bytes_of(b"PK\x03\x04" + b"x" * 200), "This is a ZIP archive"),
    ("sign-in page", bytes_of(b"\xef\xbb\xbf\n<!DOCTYPE html><html>"), "This is a web page"),
    ("text", bytes_of(b"journey\n  title x\n"), "This is a text file, not a journey map. If"),
    ("bytes", bytes_of(b"\x89PNG\r\n\x1a\n\0"), "This is not a journey map"),
    ("other program", foreign_database, "SQLite database of another program"),
    ("other application id", patched(68, b"GPKG"), "SQLite database of another program"),
    ("header cut", cut(0.0005), "This file is cut off: only 75 bytes"),
    ("name of the format only", bytes_of(b"SQLite for"), "cut off: only 10 bytes"),
    ("half", cut(0.5), "This file is cut off: .* of .* bytes are there"),
    (
        "newer major",
        patched(60, struct.pack(">i", 2003)),
        "newer version of the program .file format 2.3",
    ),
    ("format nought", patched(60, struct.pack(">i", 0)), "no valid format number"),
    ("negative format", patched(60, struct.pack(">i", -5)), "no valid format number"),
    ("UTF-16", patched(56, struct.pack(">i", 2)), "its first bytes are not"),
    ("page size 3", patched(16, b"\x00\x03"), "its first bytes are not"),
    ("file format 9", patched(18, b"\x09\x09"), "its first bytes are not"),
    ("reserved bytes", patched(20, b"\x08"), "its first bytes are not"),
    (
        "min reader too new",
        sql("UPDATE meta SET value = '2001'"),
        "newer version of the program .file format 2.1",
    ),
    ("min reader no number", sql("UPDATE meta SET value = 'x'"), "which versions can read it"),
    ("no min reader", sql("DELETE FROM meta"), "which versions can read it"),
    ("line ends changed", lambda p: changed_bytes(p, lambda d: d.replace(b"\n", b"\r\n")), DAMAGED),
    (
        "as Latin-1",
        lambda p: p.write_text(p.read_bytes().decode("latin-1"), "utf-8"),
        "of another program",
    ),
    ("zeroed page", zeroed_page, DAMAGED),
    ("shared root page", same_root_page, DAMAGED),
    (
        "root page one",
        sql(schema="UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'lane'"),
        DAMAGED,
    ),
    (
        "root page beyond the end",
        sql(schema="UPDATE sqlite_schema SET rootpage = 9999 WHERE name = 'lane'"),
        DAMAGED,
    ),
    (
        "schema that is no SQL",
        sql(schema="UPDATE sqlite_schema SET sql = 'gibberish' WHERE name = 'lane'"),
        DAMAGED,
    ),
    ("free list loop", patched(32, struct.pack(">ii", 2, 9)), DAMAGED),
    (
        "endless view for a table",
        sql("DROP TABLE quote", f"CREATE VIEW quote AS {HUGE} SELECT * FROM n"),
        "“quote” is not made as it should be",
    ),
    ("view", sql("CREATE VIEW spy AS SELECT * FROM card"), "holds “spy” .view."),
    (
        "trigger",
        sql("CREATE TRIGGER gone AFTER UPDATE ON card BEGIN DELETE FROM lane; END"),
        "holds “gone” .trigger.",
    ),
    (
        "virtual table",
        sql("CREATE VIRTUAL TABLE words USING fts5(a)"),
        "holds “words” .table.*which a journey map never has",
    ),
    ("index", sql("CREATE INDEX i ON card(hex(title))"), "holds “i” .index."),
    ("statistics", sql("ANALYZE"), "“sqlite_stat1”"),
    ("further table", sql("CREATE TABLE note(id TEXT) STRICT"), "holds “note” .table."),
    ("further column", sql("ALTER TABLE card ADD COLUMN more TEXT"), "“card” is not made"),
    ("missing table", sql("DROP TABLE quote"), "“quote” is missing"),
    (
        "check bomb",
        rewritten("card", "unit TEXT NOT NULL", "unit TEXT NOT NULL CHECK (zeroblob(9) IS NOT 1)"),
        "“card” is not made",
    ),
    (
        "generated column",
        rewritten("card", "unit TEXT NOT NULL", "unit TEXT AS (hex(zeroblob(9))) NOT NULL"),
        "“card” is not made",
    ),
    ("not strict", rewritten("stage", " STRICT", ""), "“stage” is not made"),
    ("primary key removed", rewritten("stage", "PRIMARY KEY (id), ", ""), DAMAGED),
    ("missing lane", sql("DELETE FROM lane"), "a card refers to a lane that is missing"),
    ("comment on nothing", sql("UPDATE comment SET about = 'x'"), "comment refers to a about"),
    ("invalid UTF-8", sql("UPDATE card SET title = CAST(x'ff' AS TEXT)"), DAMAGED),
    ("JSON that is none", sql("UPDATE map SET scale = '{'"), "“scale” of a map .* not valid JSON"),
    (
        "JSON with NaN",
        sql("""UPDATE card SET extras = '{"a": NaN}'"""),
        "“extras” of a card .* not valid JSON",
    ),
    ("JSON list for extras", sql("UPDATE card SET extras = '[1]'"), "“extras” of a card"),
    (
        "JSON 100,000 deep",
        sql(f"""UPDATE map SET extras = '{{"a": {"[" * 99_000}{"]" * 99_000}}}'"""),
        "“extras” of a map",
    ),
    (
        "JSON 500 deep",
        sql(f"""UPDATE map SET extras = '{{"a": {"[" * 500}{"]" * 500}}}'"""),
        "deep",
    ),
    ("infinite number", sql("UPDATE rating SET value = 9e999"), "“value” of a rating"),
    (
        "number off the scale",
        sql("UPDATE rating SET value = 7"),
        "rating of 7 is outside the scale",
    ),
    ("choice that is none", sql("UPDATE lane SET kind = 'wish'"), "“kind” of a lane should be"),
    ("switch at 2", sql("UPDATE card SET moment_of_truth = 2"), "should be 0 or 1, but it is 2"),
    ("huge whole number", sql("UPDATE card SET span = 9223372036854775807"), "“span” of a card"),
    ("order that is none", sql("UPDATE lane SET \"order\" = ' '"), "no valid place in its row"),
    ("long text", sql("UPDATE card SET text = printf('%.*c', 30000, 'x')"), "longer than 20000"),
    (
        "text of 90 MB",
        sql("UPDATE card SET text = printf('%.*c', 90000000, 'x') LIMIT 1"),
        "more than 80 MB in one place",
    ),
    (
        "image that is not its key",
        sql("INSERT INTO image VALUES ('00', '', 'image/png', 1, 1, '', x'00', NULL)"),
        "picture's bytes are not those",
    ),
    ("no document", sql("DELETE FROM document"), "no data about itself"),
    (
        "two documents",
        sql(
            "CREATE TEMP TABLE d AS SELECT * FROM document",
            "UPDATE d SET id = 'x'",
            "INSERT INTO document SELECT * FROM d",
        ),
        "same id",
    ),
    (
        "one id twice",
        sql("UPDATE quote SET id = (SELECT id FROM map)"),
        "Two things in this file have the same id",
    ),
    (
        "one rating twice",
        sql(
            "INSERT INTO rating SELECT modified, card, NULL, layer, 1.0, '', '', NULL, NULL, NULL,"
            " NULL FROM rating LIMIT 1",
            "INSERT INTO rating SELECT * FROM rating WHERE persona IS NULL",
        ),
        "same id",
    ),
    ("parents that are no list", sql("UPDATE revision SET parents = '7'"), "no list of parents"),
]


def as_it_was(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize(
    ("make", "sentence"), [r[1:] for r in REFUSALS], ids=[r[0] for r in REFUSALS]
)
def test_a_file_that_is_not_whole_or_not_ours(
    folder: Path, template: Path, make: Maker, sentence: str
) -> None:
    path = folder / "a.journey"
    shutil.copyfile(template, path)
    make(path)
    before = as_it_was(folder)
    with pytest.raises(Refused, match=sentence) as refused:
        reopen(path)
    text = str(refused.value)
    assert "\n" not in text
    assert len(text) < 400
    assert as_it_was(folder) == before
    workspace = folder.with_name("user-open")
    assert not workspace.exists() or list(workspace.iterdir()) == []


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template") / "user"
    folder.mkdir()
    return saved_file(folder)


def refusal(path: Path) -> str:
    with pytest.raises(Refused) as refused:
        reopen(path)
    return str(refused.value)


def test_paths_that_lead_to_no_file(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    (folder / "loop").symlink_to(folder / "loop")
    (folder / "dangling").symlink_to(folder / "nowhere")
    assert "was not found" in refusal(folder / "none.journey")
    assert "was not found" in refusal(folder / "none" / "a.journey")
    assert "was not found" in refusal(folder / "dangling")
    assert "is a folder" in refusal(folder)
    assert "is not an ordinary file" in refusal(folder / "pipe")
    assert "link that leads to itself" in refusal(folder / "loop")
    assert "not a name" in refusal(folder / ("n" * 300))
    assert "not a name" in refusal(folder / "a\0b")


def test_a_file_without_permission(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved_file(folder)

    def denied(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", denied)
    assert "you have no permission" in refusal(path)


def test_a_read_error_in_the_middle(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved_file(folder)

    def broken(*_: object) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "read", broken)
    assert refusal(path) == f"{path} can't be read: Input/output error"


def test_a_file_that_never_stands_still(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved_file(folder)
    monkeypatch.setattr(private_copy._Source, "unchanged", lambda _: False)
    assert "is being changed by another program" in refusal(path)


def test_a_workspace_that_can_not_be_made(folder: Path) -> None:
    path = saved_file(folder)
    with pytest.raises(Refused, match="program's own folder"):
        open_document(path, path / "work")


def test_too_many_rows(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved_file(folder)
    monkeypatch.setattr("journeyeditor.storage.untrusted.MAX_ROWS", 10)
    assert "This file holds too much" in refusal(path)


def test_too_much_work(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved_file(folder)
    monkeypatch.setattr(database, "MAX_LOOKS", 0)
    monkeypatch.setattr(database, "STEPS_PER_LOOK", 1)
    assert refusal(path) == "This file is damaged: interrupted. Use an earlier copy of it."


def test_a_file_too_big(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved_file(folder)
    monkeypatch.setattr("journeyeditor.storage.first_bytes.MAX_FILE", 1000)
    assert "too big to open" in refusal(path)


def test_a_flag_for_a_write_ahead_log_does_no_harm(folder: Path) -> None:
    path = saved_file(folder)
    changed_bytes(path, lambda data: data[:18] + b"\x02\x02" + data[20:])
    before = as_it_was(folder)
    reopen(path)
    assert as_it_was(folder) == before


def test_journals_of_other_databases_beside_it_are_left_alone(folder: Path) -> None:
    path = saved_file(folder)
    for suffix in ("-journal", "-wal", "-shm"):
        path.with_name(path.name + suffix).write_bytes(
            b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600)
        )
    before = as_it_was(folder)
    assert reopen(path).warnings == ()
    assert as_it_was(folder) == before


def test_content_changed_elsewhere_opens_with_a_warning(folder: Path) -> None:
    path = saved_file(folder)
    changed_by_sql(path, "UPDATE card SET title = 'Forged'")
    (warning,) = reopen(path).warnings
    assert "changed outside the program" in warning.text()


def test_a_file_without_any_revision_opens_with_a_warning(folder: Path) -> None:
    path = saved_file(folder)
    changed_by_sql(path, "DELETE FROM revision")
    (warning,) = reopen(path).warnings
    assert "changed outside the program" in warning.text()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE revision SET author = 'Mallory' WHERE number = 1",
        "UPDATE revision SET at = '2026-03-01T09:30:01Z' WHERE number = 2",
        "UPDATE revision SET app = 'other' WHERE number = 2",
        "UPDATE revision SET parents = '[]' WHERE number = 2",
        "UPDATE revision SET id = 'x' WHERE number = 1",
        "UPDATE revision SET number = 0 WHERE number = 1",
        "UPDATE revision SET format = 999 WHERE number = 1",
        "UPDATE revision SET content_hash = '' WHERE number = 1",
        "DELETE FROM revision WHERE number = 1",
        "UPDATE meta SET value = 'x' WHERE name = 'history_hash'",
        "DELETE FROM meta WHERE name = 'history_hash'",
    ],
)
def test_a_history_changed_elsewhere_opens_with_a_warning(folder: Path, statement: str) -> None:
    path = saved_file(folder)
    opened = reopen(path)
    save(opened.document, path, seed=5, history=opened.revisions)
    assert reopen(path).warnings == ()
    changed_by_sql(path, statement)
    (warning,) = reopen(path).warnings
    assert "changed outside the program" in warning.text()
    opened = reopen(path)
    save(opened.document, path, seed=6, history=opened.revisions)
    assert reopen(path).warnings == ()


def test_the_hash_of_the_history_is_that_of_the_description(folder: Path) -> None:
    path = folder / "a.journey"
    save(small_document(), path, author="Bèla “B”")
    with closing(sqlite3.connect(path)) as connection:
        (row,) = connection.execute("SELECT * FROM revision").fetchall()
        (told,) = connection.execute(
            "SELECT value FROM meta WHERE name = 'history_hash'"
        ).fetchone()
    number, identifier, _, _, at, app, form, content = row
    line = f'[{number},"{identifier}","[]","Bèla “B”","{at}","{app}",{form},"{content}"]\n'
    assert told == hashlib.sha256(line.encode("utf-8")).hexdigest()


def test_quoting_and_spacing_of_the_tables_do_not_matter(folder: Path) -> None:
    path = saved_file(folder)
    changed_by_sql(
        path, schema="UPDATE sqlite_schema SET sql = replace(sql, 'title', '\"title\"  ')"
    )
    assert reopen(path).warnings == ()


def test_sniffing_tells_ours_from_others(folder: Path) -> None:
    kinds = {
        b"": FileKind.EMPTY,
        b"PK\x03\x04": FileKind.ZIP,
        b"%PDF-1.7": FileKind.PDF,
        b" <HTML>": FileKind.HTML,
        b"journey\n": FileKind.TEXT,
        "Über 漢字".encode()[:-1]: FileKind.TEXT,
        b"\xef\xbb\xbfBOM": FileKind.TEXT,
        b"text with a \0": FileKind.OTHER,
        "Latin-1: é and more".encode("latin-1"): FileKind.OTHER,
    }
    assert sniff(saved_file(folder)) is FileKind.JOURNEY
    path = folder / "other"
    for data, kind in kinds.items():
        path.write_bytes(data)
        assert sniff(path) is kind
    foreign_database(path)
    assert sniff(path) is FileKind.OTHER_SQLITE
    with pytest.raises(Refused, match="was not found"):
        sniff(folder / "none")


def test_an_old_sqlite_is_named() -> None:
    with pytest.raises(Refused, match=r"needs SQLite 3\.37\.0 or newer, .* comes with 3\.36\.0"):
        require_sqlite((3, 36, 0))
    require_sqlite((3, 37, 0))
