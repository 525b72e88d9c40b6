"""Files of other forms: which reader, which letters."""

from __future__ import annotations

import codecs

import pytest

from journeyeditor.interchange.importing import import_file
from journeyeditor.interchange.json_document import write_json
from journeyeditor.interchange.report import Imported
from journeyeditor.model.messages import Refused
from tests.corpus.comparing import tasks_of
from tests.support.maps import small_document
from tests.support.sources import fixed_clock, fixed_ids

JOURNEY = "journey\nsection Café\nRésumé: 4: Zoë\n"
FENCED = f"# Page\n```mermaid\n{JOURNEY}```\n"


def load(data: bytes, name: str, form: str | None = None) -> Imported:
    return import_file(data, name, form, fixed_ids(), fixed_clock)


@pytest.mark.parametrize(
    ("text", "name", "form"),
    [
        (JOURNEY, "a.mmd", None),
        (JOURNEY, "A.MERMAID", None),
        (JOURNEY, "a.md", None),
        (JOURNEY, "a.txt", None),
        (JOURNEY, "-", "mmd"),
        (JOURNEY, "-", None),
        (JOURNEY, "a.json", ".mermaid"),
        (FENCED, "a.md", None),
        (FENCED, "a.markdown", None),
        (FENCED, "a.mmd", None),
        (FENCED, "a.html", None),
        (FENCED, "notes", None),
        (FENCED, "-", "md"),
    ],
)
def test_form_by_name_option_or_content(text: str, name: str, form: str | None) -> None:
    found = load(text.encode(), name, form)
    assert [(t.section, t.name, t.people) for t in tasks_of(found.document)] == [
        ("Café", "Résumé", ("Zoë",))
    ]
    assert found.report == ()


@pytest.mark.parametrize(("name", "form"), [("a.json", None), ("a", None), ("a.mmd", "json")])
def test_json_is_read(name: str, form: str | None) -> None:
    document = small_document()
    assert load(write_json(document).encode(), name, form) == Imported(document)


@pytest.mark.parametrize(
    ("data", "noted"),
    [
        (JOURNEY.encode(), 0),
        (JOURNEY.encode("utf-8-sig"), 0),
        (JOURNEY.encode("utf-16"), 0),
        (codecs.BOM_UTF16_BE + JOURNEY.encode("utf-16-be"), 0),
        (JOURNEY.encode("cp1252"), 1),
        (JOURNEY.encode("cp1252") + b"%% \x81", 2),
    ],
)
def test_letters(data: bytes, noted: int) -> None:
    found = load(data, "a.mmd")
    assert [t.name for t in tasks_of(found.document)] == ["Résumé"]
    assert len(found.report) == noted
    assert all("Windows-1252" in n.sentence() for n in found.report if not n.line)


@pytest.mark.parametrize(
    ("data", "name", "form", "sentence"),
    [
        (b"journey\0", "a.mmd", None, "This file is no text file."),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x41", "a.mmd", None, "begins as UTF-16"),
        (b"x", "a", "pdf", "“pdf” is no form that can be imported; there are mermaid, mmd, md"),
        (b"pie\n", "a.mmd", None, "This file holds a pie chart, not a journey."),
        (b"{}", "a", None, "should be “journey”"),
        (b"", "a.json", None, "not valid JSON"),
        (b"", "a.mmd", None, "holds no Mermaid journey"),
    ],
)
def test_what_can_not_be_read_is_refused(
    data: bytes, name: str, form: str | None, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        load(data, name, form)
