"""What a file says of itself as a whole: metadata, boxes, labels, layers, attachments, a password."""

from __future__ import annotations

import hashlib
import io
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import Any

import pikepdf
import pypdfium2
import pytest

from journeyeditor.export.pdf import Attachment, PdfInfo
from journeyeditor.layout.drawing import Bookmark, Box, Group, Picture, Rect, Tag
from journeyeditor.layout.pages import Page, PageMode, PageOptions, compose_document
from journeyeditor.layout.sheets import parse_sheet
from journeyeditor.model.entities import Lane
from journeyeditor.model.messages import untranslated
from tests.support.conformance import broken_rules
from tests.support.maps import small_document
from tests.support.paper import INFO, map_layout, opened, page, pdf_of, set_texts, squeezed, text_of
from tests.support.png import png

HELLO = page(set_texts(["Hello"]))
FILES = [
    Attachment("ü map.journey", "application/vnd.sqlite3", b"one" * 99, "The map itself"),
    Attachment("a.json", "application/json", b"{}"),
]


def metadata(data: bytes) -> ET.Element:
    with opened(data) as pdf:
        stream = pdf.Root.Metadata
        assert "/Filter" not in stream
        return ET.fromstring(stream.read_bytes())


def said(data: bytes, name: str) -> str:
    found = next(node for node in metadata(data).iter() if node.tag.endswith("}" + name))
    return "".join(found.itertext()).strip()


def test_the_metadata_say_what_the_information_says() -> None:
    info = PdfInfo("<Tïtle> & 漢", "Ån", "About", "de-AT", "2026-03-01T10:30:00+01:00", "us")
    data = pdf_of(HELLO, info=info)
    names = ("title", "creator", "description", "language", "CreatorTool", "CreateDate")
    assert [said(data, name) for name in names] == [
        "<Tïtle> & 漢", "Ån", "About", "de-AT", "us", "2026-03-01T09:30:00Z",
    ]  # fmt: skip
    with opened(data) as pdf:
        assert str(pdf.docinfo.Title) == said(data, "title")
        assert str(pdf.docinfo.Producer) == said(data, "Producer")
        assert str(pdf.docinfo.ModDate) == "D:20260301093000+00'00'"
        assert said(data, "ModifyDate") == "2026-03-01T09:30:00Z"


@pytest.mark.parametrize("title", ["a\x00b\x07c", "()\\ \r\n", "\u202eevil\u2066"])
def test_no_title_breaks_the_file(title: str) -> None:
    data = pdf_of(HELLO, info=replace(INFO, title=title, author=title))
    assert broken_rules(data) == []


def test_a_file_without_title_or_language_still_has_both() -> None:
    titled = replace(HELLO, group=replace(HELLO.group, items=(Bookmark("The map", 0),)))
    data = pdf_of(titled, info=PdfInfo())
    assert broken_rules(data) == []
    assert said(data, "title") == "The map"
    with opened(data) as pdf:
        assert pdf.Root.Lang == "und"


@pytest.mark.parametrize(
    ("more", "part"), [({}, "2"), ({"attachments": FILES}, "3"), ({"password": "x"}, "")]
)
def test_it_claims_what_it_keeps(more: dict[str, Any], part: str) -> None:
    data = pdf_of(HELLO, **more)
    with pikepdf.open(io.BytesIO(data), password=more.get("password", "")) as pdf:
        packet = pdf.Root.Metadata.read_bytes().decode()
    assert "<pdfuaid:part>1<" in packet
    assert (f"<pdfaid:part>{part}<" in packet) == bool(part)
    assert ("pdfaid:conformance" in packet) == bool(part)


def test_attached_files_come_back_as_they_were() -> None:
    data = pdf_of(HELLO, attachments=FILES)
    assert pdf_of(HELLO, attachments=FILES) == data
    with opened(data) as pdf:
        assert {name: bytes(spec.get_file().read_bytes()) for name, spec in pdf.attachments.items()} == {
            one.name: one.data for one in FILES
        }  # fmt: skip
        (first, second) = pdf.Root.AF
        assert first.AFRelationship == second.AFRelationship == "/Source"
        assert str(first.Desc) == "The map itself"
        stream = first.EF.F
        assert stream.Subtype == "/application/vnd.sqlite3"
        assert bytes(stream.Params.CheckSum) == hashlib.md5(FILES[0].data).digest()


def test_with_a_password_nobody_reads_it_without() -> None:
    data = pdf_of(HELLO, password="käse")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(data))
    with pikepdf.open(io.BytesIO(data), password="käse") as pdf:
        assert pdf.encryption.R == 6
        assert pdf.encryption.bits == 256
        assert pdf.check_pdf_syntax() == []
    read = pypdfium2.PdfDocument(data, password="käse")
    assert squeezed(read[0].get_textpage().get_text_range()) == "Hello"
    read.close()


def test_colours_are_meant_in_srgb() -> None:
    with opened(pdf_of(HELLO)) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFA1"
        profile = intent.DestOutputProfile.read_bytes()
        assert int(intent.DestOutputProfile.N) == 3
    assert profile[36:40] == b"acsp"
    assert int.from_bytes(profile[:4], "big") == len(profile)


def test_pages_are_labelled_as_they_say() -> None:
    labels = ["i", "1", "2", "3", "A1", "A2", "7", ""]
    pages = [replace(HELLO, label=label) for label in labels]
    read = pypdfium2.PdfDocument(pdf_of(*pages))
    assert [read.get_page_label(i) for i in range(len(labels))] == labels
    read.close()


def test_boxes_say_where_a_page_is_cut() -> None:
    trimmed = Page(
        200, 100, HELLO.group, "1", trim=Rect(20, 10, 100, 50), bleed=Rect(15, 5, 110, 60)
    )
    with opened(pdf_of(trimmed, HELLO)) as pdf:
        first, second = pdf.pages
        assert [float(v) for v in first.MediaBox] == [0, 0, 200, 100]
        assert [float(v) for v in first.TrimBox] == [20, 40, 120, 90]
        assert [float(v) for v in first.BleedBox] == [15, 35, 125, 95]
        assert list(second.TrimBox) == list(second.MediaBox) == list(second.BleedBox)


def test_every_lane_is_a_layer_that_can_be_switched_off() -> None:
    document = small_document()
    options = PageOptions(parse_sheet("A3"), pages=PageMode.ONE)
    data = pdf_of(*compose_document(document, map_layout(), options, untranslated))
    with opened(data) as pdf:
        properties = pdf.Root.OCProperties
        names = [str(layer.Name) for layer in properties.OCGs]
        assert names == [lane.title for lane in document.lanes(document.maps[0].id)]
        assert len(properties.D.Order) == len(names)
        assert "/AS" not in properties.D
        off = pdf.Root.OCProperties.OCGs[names.index("Touchpoint")]
        properties.D.OFF = pikepdf.Array([off])
        made = io.BytesIO()
        pdf.save(made)
    shown = [_ink(one) for one in (data, made.getvalue())]
    assert shown[1] < shown[0]
    assert {lane.title for lane in document.all(Lane)} == set(names)


def _ink(data: bytes) -> int:
    read = pypdfium2.PdfDocument(data)
    dark: int = sum(read[0].render(scale=0.4).to_pil().convert("L").histogram()[:200])
    read.close()
    return dark


def test_a_layer_is_called_by_its_title_or_its_number() -> None:
    boxes = (Box(Rect(0, 0, 9, 9), fill="ink"),)
    named = Group(boxes, Rect(0, 0, 9, 9), tag=Tag("P", title="Name"), layer="key")
    other = Group(boxes, Rect(0, 0, 9, 9), layer="bare")
    with opened(pdf_of(page([named, other]))) as pdf:
        assert [str(layer.Name) for layer in pdf.Root.OCProperties.OCGs] == ["Name", "2"]
        content = pdf.pages[0].Contents.read_bytes()
        assert content.count(b"/OC ") == 2
        assert content.count(b"BDC") + content.count(b"BMC") == content.count(b"EMC")


def test_progress_is_told_page_by_page_and_may_stop_it() -> None:
    heard: list[tuple[int, int]] = []
    pdf_of(HELLO, HELLO, progress=lambda done, of: heard.append((done, of)))
    assert heard == [(1, 2), (2, 2)]

    def stop(_done: int, _of: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        pdf_of(HELLO, progress=stop)


def test_the_same_picture_under_two_keys_is_stored_once() -> None:
    places = [Picture(Rect(0, 0, 9, 9), "one"), Picture(Rect(20, 0, 9, 9), "two")]
    with opened(pdf_of(page(places), images={"one": png(4, 4), "two": png(4, 4)})) as pdf:
        found = [o for o in pdf.objects if isinstance(o, pikepdf.Stream)]
        assert sum(o.get("/Subtype") == "/Image" for o in found) == 1


def test_objects_are_packed_in_streams() -> None:
    data = pdf_of(HELLO)
    assert b"/Type/ObjStm" in data
    assert b"/Type/XRef" in data
    assert b"trailer" not in data
    with opened(data) as pdf:
        assert pdf.check_pdf_syntax() == []
    assert squeezed(text_of(data)) == "Hello"
