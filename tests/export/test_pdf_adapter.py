"""One guard for each point of ReportLab that the adapter relies on."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab import rl_config

from journeyeditor.export import pdf_adapter
from journeyeditor.export.pdf_adapter import PdfFile, PdfInfo, array, held, name, string
from journeyeditor.layout.pages import PageMode, PageOptions, compose_document
from journeyeditor.layout.sheets import parse_sheet
from journeyeditor.model.messages import untranslated
from tests.support.conformance import broken_rules
from tests.support.maps import generated_document
from tests.support.paper import INFO, map_layout, opened, pdf_of


def one_page(info: PdfInfo = INFO) -> PdfFile:
    file = PdfFile(info)
    box = array([0, 0, 100, 200])
    content = file.stream(b"0 0 10 10 re f", {})
    file.put_page(file.reserve_page(), {"MediaBox": box, "Contents": content})
    return file


def test_pages_are_numbered_objects_that_a_reader_finds() -> None:
    with opened(one_page().data()) as pdf:
        assert len(pdf.pages) == 1
        assert [float(v) for v in pdf.pages[0].MediaBox] == [0, 0, 100, 200]
        assert pdf.pages[0].Contents.read_bytes() == b"0 0 10 10 re f"
        assert str(pdf.pdf_version) == "1.7"


def test_the_information_is_what_was_given() -> None:
    info = PdfInfo("Tïtle 漢", "Ån", "About", "de-AT", "2026-03-01T10:30:00+01:00", "us")
    with opened(one_page(info).data()) as pdf:
        said = pdf.docinfo
        assert [str(v) for v in (said.Title, said.Author, said.Subject)] == [
            "Tïtle 漢",
            "Ån",
            "About",
        ]
        assert said.Creator == "us"
        assert said.CreationDate == said.ModDate == "D:20260301093000+00'00'"
        assert pdf.Root.Lang == "de-AT"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


@pytest.mark.parametrize("created", ["", "no date"])
def test_without_a_date_it_is_a_fixed_one(created: str) -> None:
    with opened(one_page(PdfInfo(created=created)).data()) as pdf:
        assert str(pdf.docinfo.CreationDate).startswith("D:20000101")


def test_nothing_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = one_page().data()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.setattr(rl_config, "useA85", 1)
    assert one_page().data() == plain


def _streams(data: bytes) -> list[tuple[bytes, bytes]]:
    """The content of each stream as long as it says, and what follows up to the keyword."""
    found = []
    for match in re.finditer(rb"/Length (\d+)[^>]*>>\nstream\n", data):
        end = match.end() + int(match[1])
        found.append((data[match.end() : end], data[end : data.index(b"endstream", end)]))
    return found


def test_every_stream_ends_on_a_line_of_its_own() -> None:
    found = _streams(one_page().data())
    assert len(found) == 3
    assert {end for _content, end in found} <= {b"\n", b"\r\n"}


def test_a_stream_that_ends_in_a_carriage_return_is_not_taken_for_shorter() -> None:
    bad = next(
        content
        for content in (str(i).encode() for i in range(20_000))
        if zlib.compress(content, 5)[-1] == 0x0D
    )
    file = PdfFile(INFO)
    entries = {"MediaBox": array([0, 0, 9, 9]), "Contents": file.stream(bad, {})}
    file.put_page(file.reserve_page(), entries)
    found = dict(_streams(file.data()))
    assert found[zlib.compress(bad, 5)] == b"\r\n"


def test_an_object_can_be_referred_to_before_it_is_there() -> None:
    file = one_page()
    key = file.refer("later")
    root = file.add(array([key]), "root")
    file.add(string("here"), "later")
    file.set_outline(file.add(pdf_adapter.dictionary(Type=name("Outlines"), Kids=root), "top"))
    with opened(file.data()) as pdf:
        assert pdf.Root.Outlines.Kids[0] == "here"
        assert pdf.Root.PageMode == pikepdf.Name.UseOutlines


def test_the_id_depends_on_the_contents_alone() -> None:
    same, other = PdfFile(INFO), PdfFile(INFO)
    for file, content in ((same, b"0 0 10 10 re f"), (other, b"0 0 11 10 re f")):
        box = array([0, 0, 100, 200])
        entries = {"MediaBox": box, "Contents": file.stream(content, {})}
        file.put_page(file.reserve_page(), entries)
    with opened(one_page().data()) as a, opened(same.data()) as b, opened(other.data()) as c:
        assert a.trailer.ID == b.trailer.ID
        assert a.trailer.ID != c.trailer.ID


@given(st.text(max_size=40), st.integers(1, 2000))
def test_a_string_holds_what_an_archivable_file_allows(text: str, times: int) -> None:
    long = text * times
    found = held(long)
    assert len(found.encode("utf-16-be", "surrogatepass")) + 2 <= 32_767
    if found != long:
        assert len(long.encode("utf-16-be", "surrogatepass")) + 2 > 32_767
        assert found.endswith("…") and long.startswith(found[:-1])
        assert len(found) > 8_000


@pytest.mark.parametrize("letter", ["W", "ع", "漢", "😀"])
def test_titles_as_long_as_they_get_keep_the_standards(letter: str) -> None:
    document = generated_document(6, 2, 1)
    shown = document.maps[0]
    lane = document.lanes(shown.id)[0]
    title = f"{letter * 60} " * 330
    document = document.replaced(
        {
            "document": replace(document.info, title=title, author=title),
            lane.id: replace(lane, title=title),
            shown.id: replace(shown, title=title),
        }
    )
    options = PageOptions(parse_sheet("A1"), pages=PageMode.ONE, date="2026-03-01")
    pages = compose_document(document, map_layout(), options, untranslated)
    assert broken_rules(pdf_of(*pages, info=PdfInfo(title, title))) == []
