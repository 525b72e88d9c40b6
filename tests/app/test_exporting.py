"""One door for all kinds of files: what is written, what is told, and that nothing partial is ever left."""

from __future__ import annotations

import errno
import io
import os
from dataclasses import replace
from pathlib import Path

import pikepdf
import PIL.Image
import pptx
import pypdfium2
import pytest

from journeyeditor.app.exporting import KINDS, Handover, export_pages
from journeyeditor.app.picturing import PictureOptions
from journeyeditor.app.services import Services
from journeyeditor.export.kinds import Slides, SvgText
from journeyeditor.interchange.json_document import read_json
from journeyeditor.layout.pages import PageMode, PageOptions
from journeyeditor.layout.sheets import parse_sheet
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card
from journeyeditor.model.messages import Refused
from tests.support.exports import elements_of, sample_document
from tests.support.maps import generated_document, small_document
from tests.support.sources import fixed_clock, fixed_ids

A4 = PageOptions(sheet=parse_sheet("A4"))
PICTURES = {".png", ".svg"}


class CalledOff(Exception):
    pass


def texts(document: Document, target: Path, services: Services, **settings: object) -> str:
    printed = export_pages(document, target, A4, services, **settings)  # type: ignore[arg-type]
    return "\n".join(warning.text() for warning in printed.warnings)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_what_its_name_says(kind: str, services: Services, tmp_path: Path) -> None:
    target = tmp_path / f"a{kind.upper()}"
    printed = export_pages(small_document(), target, A4, services)
    assert printed.files == (target,) and printed.pages == 1
    data = target.read_bytes()
    if kind == ".pdf":
        assert len(pypdfium2.PdfDocument(data)) == 1
    elif kind == ".png":
        assert PIL.Image.open(io.BytesIO(data)).format == "PNG"
    elif kind == ".svg":
        assert elements_of(data)[0].tag.endswith("svg")
    elif kind == ".pptx":
        assert len(pptx.Presentation(io.BytesIO(data)).slides) == 1
    else:
        assert read_json(data.decode(), fixed_ids(), fixed_clock) == small_document()


@pytest.mark.parametrize("name", ["a", "a.docx", "a.pdf.exe"])
def test_another_kind_is_refused_in_words(name: str, services: Services, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"should end in \.pdf"):
        export_pages(small_document(), tmp_path / name, A4, services)
    assert not list(tmp_path.glob("a*"))


@pytest.mark.parametrize("kind", sorted(PICTURES))
def test_further_maps_are_files_of_their_own(kind: str, services: Services, tmp_path: Path) -> None:
    document = sample_document("first-e-bike")
    small = Handover(pictures=PictureOptions(scale=0.3 if kind == ".png" else None))
    printed = export_pages(document, tmp_path / f"a{kind}", A4, services, handover=small)
    assert [path.name for path in printed.files] == [f"a{kind}", f"a-2{kind}"]
    assert sorted(path.name for path in tmp_path.glob("a*")) == [f"a-2{kind}", f"a{kind}"]
    second = document.maps[1].id
    export_pages(document, tmp_path / f"b{kind}", A4, services, maps=[second], handover=small)
    assert (tmp_path / f"b{kind}").read_bytes() == (tmp_path / f"a-2{kind}").read_bytes()


def test_one_of_several_files_that_is_there_stops_all(services: Services, tmp_path: Path) -> None:
    (tmp_path / "a-2.png").write_bytes(b"other")
    with pytest.raises(Refused, match=r"a-2\.png exists already"):
        export_pages(sample_document("first-e-bike"), tmp_path / "a.png", A4, services)
    assert [path.name for path in tmp_path.glob("a*")] == ["a-2.png"]


def test_a_picture_is_of_the_map_alone_or_of_the_page(services: Services, tmp_path: Path) -> None:
    document = small_document()
    whole = Handover(pictures=PictureOptions(scale=1.0, whole_page=True))
    export_pages(document, tmp_path / "page.png", A4, services, handover=whole)
    alone = Handover(pictures=PictureOptions(scale=1.0))
    export_pages(document, tmp_path / "map.png", A4, services, handover=alone)
    files = [(tmp_path / f"{name}.png").read_bytes() for name in ("page", "map")]
    sizes = [PIL.Image.open(io.BytesIO(file)).size for file in files]
    assert sizes[0] == (842, 595) != sizes[1]


@pytest.mark.parametrize("whole_page", [False, True])
def test_a_transparent_picture_has_no_ground(
    whole_page: bool, services: Services, tmp_path: Path
) -> None:
    pictures = PictureOptions(scale=1.0, transparent=True, whole_page=whole_page)
    chosen = Handover(pictures=pictures)
    export_pages(small_document(), tmp_path / "a.png", A4, services, handover=chosen)
    with PIL.Image.open(tmp_path / "a.png") as picture:
        assert picture.getpixel((1, 1))[3] == 0  # type: ignore[index]


def test_an_svg_holds_text_as_asked_for(services: Services, tmp_path: Path) -> None:
    for text in SvgText:
        chosen = Handover(pictures=PictureOptions(text=text))
        export_pages(small_document(), tmp_path / f"{text}.svg", A4, services, handover=chosen)
    tags = {t: {e.tag for e in elements_of((tmp_path / f"{t}.svg").read_bytes())} for t in SvgText}
    assert any(tag.endswith("}text") for tag in tags[SvgText.TEXT])
    assert not any(tag.endswith("}text") for tag in tags[SvgText.PATHS])


def test_slides_are_of_maps_or_of_stages(services: Services, tmp_path: Path) -> None:
    document = sample_document("first-e-bike")
    shown = document.maps[0]
    chosen = Handover(slides=Slides.STAGES)
    printed = export_pages(
        document, tmp_path / "a.pptx", A4, services, maps=[shown.id], handover=chosen
    )
    made = pptx.Presentation(str(tmp_path / "a.pptx"))
    titles = [slide.shapes.title.text_frame.text for slide in made.slides if slide.shapes.title]
    assert titles == [f"{shown.title}: {stage.title}" for stage in document.stages(shown.id)]
    assert printed.pages == len(titles)
    assert (made.slide_width or 0) / (made.slide_height or 1) == pytest.approx(2**0.5, rel=0.01)


def test_what_does_not_print_is_told(services: Services, tmp_path: Path) -> None:
    document = sample_document("first-e-bike")
    shown = document.maps[0]
    lane = document.lanes(shown.id)[0]
    hidden = document.replaced({lane.id: replace(lane, hidden=True)})
    for kind in (".pdf", ".svg", ".pptx"):
        told = texts(hidden, tmp_path / f"a{kind}", services, maps=[shown.id])
        assert f"The hidden lane “{lane.title}” does not print." in told
        assert "2 comments do not print." in told


def test_small_text_dense_pages_and_boxes_are_told(services: Services, tmp_path: Path) -> None:
    document = generated_document(30, stages=6, steps=3)
    shown = document.maps[0]
    told = texts(
        document.replaced({shown.id: replace(shown, title="\U00012000")}),
        tmp_path / "a.pdf",
        services,
    )
    assert "the smallest text prints at" in told
    assert "18 steps stand on one page" in told
    assert "U+12000" in told


def test_a_huge_map_is_a_picture_at_a_scale_that_goes(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from journeyeditor.export import png

    monkeypatch.setattr(png, "MOST_PIXELS", 200_000)
    told = texts(small_document(), tmp_path / "a.png", services)
    assert "The picture is made at scale 0." in told
    chosen = Handover(pictures=PictureOptions(scale=3.0))
    with pytest.raises(Refused, match="more than programs open"):
        texts(small_document(), tmp_path / "b.png", services, handover=chosen)
    assert not (tmp_path / "b.png").exists()


@pytest.mark.parametrize("kind", [".pdf", ".png", ".svg", ".pptx"])
def test_calling_off_leaves_every_file_as_it_was(
    kind: str, services: Services, tmp_path: Path
) -> None:
    target = tmp_path / f"a{kind}"
    target.write_bytes(b"before")
    heard: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        heard.append((done, total))
        if done:
            raise CalledOff

    with pytest.raises(CalledOff):
        export_pages(
            sample_document("first-e-bike"), target, A4, services, force=True, progress=progress
        )
    assert target.read_bytes() == b"before"
    assert list(tmp_path.glob("**/*")) == [target]
    assert all(0 <= done <= total for done, total in heard)


@pytest.mark.parametrize("kind", [".pdf", ".png", ".json"])
def test_a_full_disk_leaves_every_file_as_it_was(
    kind: str, services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / f"a{kind}"
    target.write_bytes(b"before")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="No space left on device"):
        export_pages(small_document(), target, A4, services, force=True)
    assert target.read_bytes() == b"before"
    assert list(tmp_path.glob("*")) == [target]


def test_the_original_is_never_replaced(services: Services, tmp_path: Path) -> None:
    original = tmp_path / "a-2.png"
    original.write_bytes(b"original")
    with pytest.raises(Refused, match="is the file that is read"):
        export_pages(
            sample_document("first-e-bike"),
            tmp_path / "a.png",
            A4,
            services,
            force=True,
            original=original,
        )
    assert original.read_bytes() == b"original"


def test_a_password_is_told_to_give_up_pdf_a(services: Services, tmp_path: Path) -> None:
    told = texts(small_document(), tmp_path / "a.pdf", services, password="x")
    assert "does not claim PDF/A" in told


def test_pages_of_a_poster_are_pictures_each(services: Services, tmp_path: Path) -> None:
    options = replace(A4, pages=PageMode.POSTER)
    chosen = Handover(pictures=PictureOptions(whole_page=True))
    printed = export_pages(
        sample_document("first-e-bike"), tmp_path / "a.svg", options, services, handover=chosen
    )
    assert printed.pages == len(printed.files) > 2


def test_an_exported_pdf_says_what_its_document_says(services: Services, tmp_path: Path) -> None:
    document = small_document()
    info = replace(
        document.info, title="Way home", author="Ann", project="Night", language="de", modified="2031-05-06T07:08:09Z",
    )  # fmt: skip
    export_pages(document.replaced({"document": info}), tmp_path / "a.pdf", A4, services)
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        told = {key: str(value) for key, value in pdf.docinfo.items()}
        assert str(pdf.Root.Lang) == "de"
    assert (told["/Title"], told["/Author"], told["/Subject"]) == ("Way home", "Ann", "Night")
    assert told["/Creator"] == services.app
    assert told["/CreationDate"] == "D:20310506070809+00'00'"


def test_an_exported_deck_has_the_cards_in_its_speakers_notes(
    services: Services, tmp_path: Path
) -> None:
    document = small_document()
    for slides in Slides:
        target = tmp_path / f"{slides}.pptx"
        export_pages(document, target, A4, services, handover=Handover(slides=slides))
        made = pptx.Presentation(str(target)).slides
        notes = "\n".join(
            frame.text for one in made if (frame := one.notes_slide.notes_text_frame) is not None
        )
        for card in document.all(Card):
            assert card.title in notes
