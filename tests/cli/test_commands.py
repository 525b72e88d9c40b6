"""Each command: exit codes, what it writes, and the sentence it says where it can't."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from journeyeditor.app.resources import Resources
from journeyeditor.interchange.json_document import read_json
from journeyeditor.model import rules
from journeyeditor.model.messages import message
from journeyeditor.model.rules import Finding
from tests.cli.conftest import Program
from tests.support.sources import fixed_clock, fixed_ids

SAMPLE = Resources.find().samples / "first-e-bike.json"
TWO_JOURNEYS = """# Two
```mermaid
journey
  title Morning
  section Wake
    Make tea: 5: Me
    Do work: 1: Me, Cat
```
text
```mermaid
journey
  title Evening
  section Home
    Sit down: 4: Me
```
"""


@pytest.fixture
def sample(program: Program) -> Path:
    """A document with two maps, as our own file."""
    assert program("import", SAMPLE, "sample.journey").code == 0
    return Path("sample.journey")


def test_templates_prints_id_tab_name(program: Program) -> None:
    ran = program("templates")
    rows = [line.split("\t") for line in ran.out.splitlines()]
    assert ran.code == 0
    assert ["service-blueprint", "Service blueprint"] in rows
    assert all(len(row) == 2 for row in rows)


def test_templates_in_german(program: Program) -> None:
    assert "blank\tLeer\n" in program("templates", LANG="de_DE.UTF-8").out


@pytest.mark.parametrize("template", ["customer-journey", "saas", "blank"])
def test_new_makes_each_template(program: Program, template: str) -> None:
    assert program("new", "a.journey", "--template", template).code == 0
    assert program("check", "a.journey").code == 0


def test_new_takes_the_default_stage_set_and_the_user(program: Program) -> None:
    assert program("new", "a.journey", USER="anna").code == 0
    plain = json.loads(program("info", "a.journey", "--json").out)
    assert [stage["title"] for stage in plain["maps"][0]["stages"]] == [
        "Awareness",
        "Consideration",
        "Purchase",
        "Retention",
        "Advocacy",
    ]
    assert plain["author"] == "anna"


def test_new_in_german_words_the_template(program: Program) -> None:
    program("new", "a.journey", LANG="de_DE.UTF-8")
    plain = json.loads(program("info", "a.journey", "--json").out)
    assert plain["language"] == "de-DE"
    assert plain["maps"][0]["stages"][2]["title"] == "Kauf"


def test_two_new_documents_share_no_id(program: Program) -> None:
    found = []
    for name in ("a.journey", "b.journey"):
        program("new", name)
        found.append(set(re.findall(r'"id": "(\w{32})"', program("info", name, "--json").out)))
    assert found[0]
    assert not found[0] & found[1]


def test_json_goes_out_and_comes_back_equal(program: Program, sample: Path) -> None:
    assert program("export", sample, "a.json").code == 0
    assert program("import", "a.json", "b.journey").code == 0
    assert program("export", "b.journey", "b.json").code == 0
    assert Path("a.json").read_bytes() == Path("b.json").read_bytes()
    assert program("info", sample, "--json").out.encode() == Path("a.json").read_bytes()


def test_export_of_one_map_as_json_holds_only_that(program: Program, sample: Path) -> None:
    assert program("export", sample, "a.json", "--map", "2").code == 0
    whole = json.loads(program("info", sample, "--json").out)
    part = json.loads(Path("a.json").read_text(encoding="utf-8"))
    assert [m["title"] for m in part["maps"]] == [whole["maps"][1]["title"]]
    read_json(json.dumps(part), fixed_ids(), fixed_clock)


@pytest.mark.parametrize(
    ("options", "pages"),
    [([], 2), (["--all"], 2), (["--map", "2"], 1), (["--paper", "A4", "--map", "1"], 1)],
)
def test_export_of_pages(program: Program, sample: Path, options: list[str], pages: int) -> None:
    import pypdfium2

    ran = program("export", sample, "a.pdf", *options)
    assert ran.code == 0
    with pypdfium2.PdfDocument("a.pdf") as pdf:
        assert len(pdf) == pages


def test_export_split_between_stages_in_the_asked_orientation(
    program: Program, sample: Path
) -> None:
    import pypdfium2

    options = ["--pages", "stages", "--orientation", "portrait", "--paper", "A4", "--map", "1"]
    assert program("export", sample, "a.pdf", *options, "--min-text", "9pt").code == 0
    with pypdfium2.PdfDocument("a.pdf") as pdf:
        assert len(pdf) > 1
        width, height = pdf[0].get_size()
        assert width < height


def test_too_small_text_is_a_warning(program: Program, sample: Path) -> None:
    ran = program("export", sample, "a.pdf", "--paper", "A5", "--map", "1")
    assert ran.code == 0
    assert "On A5 the smallest text prints at" in ran.err


def test_import_of_markdown_makes_a_map_of_each_journey(program: Program) -> None:
    Path("two.md").write_text(TWO_JOURNEYS, encoding="utf-8")
    assert program("import", "two.md", "two.journey").code == 0
    plain = json.loads(program("info", "two.journey", "--json").out)
    assert [m["title"] for m in plain["maps"]] == ["Morning", "Evening"]
    assert program("info", "two.journey").out.count("Map ") == 2


def test_import_from_standard_input(program: Program) -> None:
    diagram = b"journey\n  title T\n  section S\n    Task: 3: Me\n"
    ran = program("import", "-", "a.journey", "--format", "mermaid", stdin=diagram)
    assert ran.code == 0
    assert "Task" in program("info", "a.journey", "--json").out


def test_import_of_a_journey_from_standard_input(program: Program, sample: Path) -> None:
    data = sample.read_bytes()
    assert program("import", "-", "b.journey", "--format", "journey", stdin=data).code == 0
    assert program("info", "b.journey", "--json").out == program("info", sample, "--json").out


def test_info_tells_what_is_in_a_file(program: Program, sample: Path) -> None:
    ran = program("info", sample)
    assert ran.code == 0
    assert "First e-bike" in ran.out
    assert "Map 2: " in ran.out


def test_check_finds_characters_that_no_font_holds(program: Program) -> None:
    diagram = b"journey\n  section S\n    Rune \xf0\x92\x80\x80: 3: Me\n"
    program("import", "-", "a.journey", "--format", "mermaid", stdin=diagram)
    ran = program("check", "a.journey")
    assert (ran.code, "U+12000" in ran.out) == (3, True)
    found = json.loads(program("check", "a.journey", "--json").out)
    assert found["clean"] is False
    assert {row["kind"] for row in found["findings"]} == {"characters"}
    assert "U+12000" in program("export", "a.journey", "a.pdf").only_line


def test_check_finds_a_change_from_outside(program: Program, sample: Path) -> None:
    with closing(sqlite3.connect(sample)) as connection, connection:
        connection.execute("UPDATE card SET title = 'Other' WHERE rowid = 1")
    ran = program("check", sample)
    assert (ran.code, ran.err) == (3, "")
    assert "changed outside the program" in ran.out


def test_check_tells_as_json_why_a_file_is_refused_and_what_sqlite_said(
    program: Program, sample: Path
) -> None:
    data = bytearray(sample.read_bytes())
    data[4096::4096] = b"\x77" * len(data[4096::4096])
    sample.write_bytes(data)
    ran = program("check", sample, "--json")
    assert ran.code == 1
    told = json.loads(ran.out)
    (found,) = told["findings"]
    assert not told["clean"] and found["kind"] == "refused" and found["place"] == sample.name
    assert found["message"] == ran.err.strip().removeprefix("journeyeditor: ")
    assert found["details"] and found["details"] not in found["message"]


def test_check_finds_broken_rules(
    program: Program, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = Finding("document", message("A {kind} is wrong.", kind="card"))
    monkeypatch.setattr(rules, "check_all", lambda _: [finding])
    ran = program("check", sample)
    assert ran.code == 3
    assert ran.out == "First e-bike: A card is wrong.\n"


def test_reading_leaves_the_file_and_its_folder_alone(program: Program, sample: Path) -> None:
    before = {path.name: path.read_bytes() for path in Path().iterdir()}
    for command in ("info", "check"):
        program(command, sample)
    assert {path.name: path.read_bytes() for path in Path().iterdir()} == before


def test_force_replaces_the_output(program: Program, sample: Path) -> None:
    for name, words in {
        "a.pdf": ["export", str(sample)],
        "a.json": ["export", str(sample)],
        "a.journey": ["import", str(sample)],
    }.items():
        Path(name).write_text("other", encoding="utf-8")
        assert "exists already" in program(*words, name).only_line
        assert Path(name).read_text(encoding="utf-8") == "other"
        assert program(*words, name, "--force").code == 0
        assert Path(name).read_bytes() != b"other"
    Path("n.journey").write_text("other", encoding="utf-8")
    assert program("new", "n.journey").code == 1
    assert program("new", "n.journey", "--force").code == 0


def test_the_input_is_never_the_output(program: Program, sample: Path) -> None:
    program("export", sample, "a.json")
    Path("link.json").symlink_to("a.json")
    before = Path("a.json").read_bytes(), sample.read_bytes()
    for words in (
        ["export", "a.json", "a.json"],
        ["export", "a.json", "link.json"],
        ["import", "sample.journey", "./sample.journey"],
    ):
        assert "is the file that is read" in program(*words, "--force").only_line
    assert (Path("a.json").read_bytes(), sample.read_bytes()) == before


BAD_INPUT = [
    (["new", "x.journey", "--template", "nope"], "There is no template “nope”; there are "),
    (["new", "no/where.journey"], "The folder no does not exist"),
    (["new", "folder.journey"], "folder.journey is a folder"),
    (["export", "gone.journey", "x.pdf"], "gone.journey was not found"),
    (["export", "gone.md", "x.pdf"], "gone.md was not found"),
    (["export", "folder.journey", "x.pdf"], "folder.journey is a folder"),
    (["export", "empty.journey", "x.pdf"], "This file is empty"),
    (["export", "empty.md", "x.pdf"], "This file is empty"),
    (["export", "text.journey", "x.pdf"], "This is a text file, not a journey map. If"),
    (["export", "text.md", "x.pdf"], "This file holds no Mermaid journey"),
    (["export", "bad.json", "x.pdf"], "This file is not valid JSON"),
    (["export", "newer.json", "x.pdf"], "This JSON file has version 99"),
    (["export", "table.csv", "x.pdf"], "table.csv is a CSV file, which can't be imported yet"),
    (["export", "good.mmd", "x.pdf", "--map", "2"], "There is no map 2 in this document; it has 1"),
    (["export", "good.mmd", "no/x.pdf"], "The folder no does not exist"),
    (["export", "good.mmd", "a\nb/x.pdf"], "The folder a⏎b does not exist"),
    (["import", "gone.md", "x.journey"], "gone.md was not found"),
    (["import", "good.mmd", "x.journey", "--format", "json"], "This file is not valid JSON"),
    (["info", "text.journey"], "This is a text file, not a journey map. If"),
    (["check", "text.journey"], "This is a text file, not a journey map. If"),
    (["check", "gone.journey"], "gone.journey was not found"),
    (["gone.journey"], "gone.journey was not found"),
    (["info", "nul\0.journey"], "is not a name that a file can have"),
    (["new", "nul\0.journey"], "is not a name that a file can have"),
]
BAD_USAGE = [
    (["frob"], "“frob” is neither a command nor a file."),
    (["frob", "a", "b"], "“frob” is no command"),
    (["--frob"], "There is no option --frob."),
    (["new"], "required: OUT"),
    (["new", "x.txt"], "x.txt should end in .journey."),
    (["new", "x.journey", "--frob"], "unrecognized arguments: --frob"),
    (["export", "good.mmd"], "required: OUT"),
    (["export", "good.mmd", "x"], "x should end in .pdf, .png, .svg, .pptx or .json."),
    (["export", "good.mmd", "x.csv"], "Writing CSV isn't built yet"),
    (["export", "good.mmd", "x.md"], "Writing MD isn't built yet"),
    (["export", "good.mmd", "x.pdf", "--paper", "B99"], "There is no paper called “B99”"),
    (["export", "good.mmd", "x.pdf", "--map", "0"], "--map takes the number of a map"),
    (["export", "good.mmd", "x.pdf", "--map", "two"], "--map takes the number of a map"),
    (["export", "good.mmd", "x.pdf", "--map", "1", "--all"], "can't be used together"),
    (["export", "good.mmd", "x.pdf", "--min-text", "tiny"], "--min-text takes a size"),
    (["export", "good.mmd", "x.pdf", "--orientation", "up"], "invalid choice: 'up'"),
    (["export", "good.mmd", "x.json", "--paper", "A4"], "--paper does not go with JSON, only"),
    (["import", "-", "x.journey"], "Say with --format which form standard input has"),
    (["import", "good.mmd", "x.journey", "--format", "docx"], "“docx” is no form"),
    *(([name], f"“{name}” isn't built yet") for name in ("diff", "merge", "log")),
    *(([name, "a"], f"“{name}” isn't built yet") for name in ("log", "dump", "insights")),
]


@pytest.fixture
def bad_files(program: Program) -> None:
    Path("folder.journey").mkdir()
    for name, text in {
        "empty.journey": "",
        "empty.md": "",
        "text.journey": "Hello",
        "text.md": "Hello",
        "bad.json": "{",
        "newer.json": '{"format": "journey", "version": 99}',
        "table.csv": "a,b\n",
        "good.mmd": "journey\n  section S\n    Task: 3: Me\n",
    }.items():
        Path(name).write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("bad_files")
@pytest.mark.parametrize(
    ("words", "sentence", "code"),
    [(w, s, 1) for w, s in BAD_INPUT] + [(w, s, 2) for w, s in BAD_USAGE],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_can_t_be_done_is_one_sentence_and_changes_nothing(
    program: Program, words: list[str], sentence: str, code: int
) -> None:
    before = sorted(path.name for path in Path().iterdir())
    ran = program(*words)
    assert sentence in ran.only_line
    assert ran.code == code
    assert not ran.out
    assert sorted(path.name for path in Path().iterdir()) == before


def test_a_folder_that_can_t_be_written(
    program: Program, monkeypatch: pytest.MonkeyPatch, sample: Path
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refused)
    for name in ("x.json", "x.pdf"):
        ran = program("export", sample, name)
        assert ran.code == 1
        assert "Permission denied" in ran.only_line
    assert [path.name for path in Path().iterdir()] == ["sample.journey"]


def test_errors_are_in_the_user_s_language(program: Program) -> None:
    ran = program("info", "weg.journey", LC_ALL="de_AT.UTF-8")
    assert "wurde nicht gefunden" in ran.only_line
