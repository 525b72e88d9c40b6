"""Presets on the command line, and the options that count before them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import PIL.Image
import pypdfium2
import pytest

from journeyeditor.app.export_choices import ExportChoice, plain_choice, preset_plain
from journeyeditor.app.export_presets import save_own
from journeyeditor.app.services import settings_path
from journeyeditor.app.settings import Settings
from journeyeditor.cli.words import BadUsage, margin, poster_scale
from journeyeditor.editing.operations.maps import duplicate_map
from journeyeditor.interchange.json_document import write_json
from journeyeditor.layout.pages import PageMode, PageOptions, Part, Poster
from journeyeditor.layout.sheets import Orientation, parse_sheet
from journeyeditor.model.document import Document
from journeyeditor.model.export_presets import ExportPreset, with_export_presets
from journeyeditor.model.frozen import freeze
from journeyeditor.model.ids import IdSource
from journeyeditor.model.saved_views import SavedView, with_views
from tests.cli.conftest import Program
from tests.support.maps import generated_document

LANE = "Uncommon"
A5 = PageOptions(parse_sheet("A5"), Orientation.LANDSCAPE, parts=(Part.MAP,))


def document_with(name: str, *presets: ExportPreset) -> Document:
    """A map with a view of this name that hides its first lane, and these presets."""
    document = generated_document(12, 3, 1)
    shown = document.maps[0]
    lane = replace(document.lanes(shown.id)[0], title=LANE)
    view = SavedView(f"id of {name}", name, shown.id, (lane.id,), personas=shown.personas)
    info = with_export_presets(with_views(document.info, [view]), presets)
    return document.replaced({"document": info, lane.id: lane})


def written(document: Document) -> Path:
    path = Path("map.json")
    path.write_text(write_json(document), encoding="utf-8")
    return path


def own(name: str, options: PageOptions = A5, **changes: object) -> None:
    """A preset of the person's own; views are those of `document_with("Client")`."""
    choice = replace(ExportChoice(options), **changes)  # type: ignore[arg-type]
    values = preset_plain(choice, document_with("Client"))
    save_own(Settings(settings_path()), IdSource(), name, values)


def pages(name: str) -> tuple[int, tuple[int, int]]:
    """How many pages a PDF has, and the size of the first in millimetres."""
    with pikepdf.open(name) as pdf:
        box = [float(side) / 72 * 25.4 for side in pdf.pages[0].mediabox]
        return len(pdf.pages), (round(box[2]), round(box[3]))


def text(name: str) -> str:
    with pypdfium2.PdfDocument(name) as pdf:
        return " ".join(page.get_textpage().get_text_range() for page in pdf)


def test_ones_own_preset_is_found_by_its_name_and_options_count_before_it(program: Program) -> None:
    own("My way")
    path = written(document_with("Client"))
    assert program("export", path, "a.pdf", "--preset", "my  WAY").code == 0
    assert pages("a.pdf") == (1, (210, 148))
    ran = program(
        "export", path, "b.pdf", "--preset", "My way", "--paper", "A4", "--orientation", "portrait"
    )
    assert (ran.code, pages("b.pdf")) == (0, (1, (210, 297)))


def test_the_documents_preset_comes_before_ones_own_of_the_same_name(program: Program) -> None:
    own("Same")
    plain = plain_choice(ExportChoice(replace(A5, sheet=parse_sheet("150x100mm"))))
    path = written(document_with("Client", ExportPreset("p", "Same", freeze(plain))))
    assert program("export", path, "a.pdf", "--preset", "Same").code == 0
    assert pages("a.pdf") == (1, (150, 100))


@pytest.mark.parametrize("name", ["client", "For a client"])
def test_those_of_the_program_are_known_by_name_and_id(program: Program, name: str) -> None:
    path = written(document_with("Client"))
    assert program("export", path, "a.pdf", "--preset", name, "--paper", "A4").code == 0
    said = text("a.pdf")
    assert "Appendix: " in said and "Curve: " in said


def test_an_unknown_preset_is_told_with_those_there_are(program: Program) -> None:
    own("Mine")
    path = written(
        document_with("Client", ExportPreset("p", "Theirs", freeze(plain_choice(ExportChoice(A5)))))
    )
    ran = program("export", path, "a.pdf", "--preset", "Nothing")
    assert ran.code == 1
    assert ran.only_line == (
        "There is no preset “Nothing”. There are: “For a client”, “For the workshop wall”, "
        "“For sharing (carries its map)”, “Mine”, “Theirs”."
    )
    assert not Path("a.pdf").exists()


def test_a_preset_shows_its_view_by_name_and_says_where_there_is_none(program: Program) -> None:
    own("Viewed", replace(A5, view="id of Client"))
    here = written(document_with("Client"))
    ran = program("export", here, "a.pdf", "--preset", "Viewed")
    assert (ran.code, LANE in text("a.pdf"), "saved view" in ran.err) == (0, False, False)
    there = written(document_with("Board"))
    ran = program("export", there, "b.pdf", "--preset", "Viewed")
    assert (ran.code, LANE in text("b.pdf")) == (0, True)
    assert "no saved view “Client”, which the preset asks for" in ran.err
    ran = program("export", there, "c.pdf", "--preset", "Viewed", "--view", "Board")
    assert (ran.code, LANE in text("c.pdf"), "saved view" in ran.err) == (0, False, False)


def test_of_views_of_one_name_a_preset_shows_that_of_the_map_asked_for(program: Program) -> None:
    own("Viewed", replace(A5, view="id of Client"))
    document = document_with("Other")
    first = document.maps[0]
    document = duplicate_map(document, IdSource(), first.id, "Second").apply(document)
    second = document.maps[1]
    lane = document.lanes(second.id)[0]
    views = [
        SavedView("a", "Client", first.id, personas=first.personas),
        SavedView("b", "Client", second.id, (lane.id,), personas=second.personas),
    ]
    document = document.replaced({"document": with_views(document.info, views)})
    path = written(document)
    for number, seen in (("1", True), ("2", False)):
        ran = program("export", path, "a.pdf", "--force", "--preset", "Viewed", "--map", number)
        assert (ran.code, LANE in text("a.pdf")) == (0, seen)


def test_a_view_of_another_map_than_the_one_asked_for_is_told(program: Program) -> None:
    own("Viewed", replace(A5, view="id of Client"))
    document = document_with("Other")
    first = document.maps[0]
    document = duplicate_map(document, IdSource(), first.id, "Second").apply(document)
    view = SavedView("a", "Client", first.id, personas=first.personas)
    path = written(document.replaced({"document": with_views(document.info, [view])}))
    for number, told in (("1", False), ("2", True)):
        ran = program("export", path, "a.pdf", "--force", "--preset", "Viewed", "--map", number)
        assert (ran.code, "Client" in ran.err) == (0, told)


def test_a_preset_of_a_poster_takes_options_of_posters_and_others_do_not(program: Program) -> None:
    own("Wall", replace(A5, pages=PageMode.POSTER, poster=Poster(across=1, down=1)))
    own("Sheet")
    path = written(document_with("Client"))
    assert program("export", path, "a.pdf", "--preset", "Wall").code == 0
    assert program("export", path, "b.pdf", "--preset", "Wall", "--poster-scale", "100%").code == 0
    assert pages("a.pdf")[0] == 1 < pages("b.pdf")[0]
    ran = program("export", path, "c.pdf", "--preset", "Sheet", "--overlap", "5mm")
    assert (ran.code, "--pages poster only" in ran.only_line) == (2, True)


def test_what_a_preset_switches_on_can_be_switched_off(program: Program) -> None:
    own("Shared", replace(A5, titles=False), attach=True)
    path = written(document_with("Client"))
    assert program("export", path, "a.pdf", "--preset", "Shared").code == 0
    assert (
        program("export", path, "b.pdf", "--preset", "Shared", "--no-attach", "--title").code == 0
    )
    for name, attached in (("a.pdf", True), ("b.pdf", False)):
        with pikepdf.open(name) as pdf:
            assert bool(pdf.attachments) is attached
        assert ("As-is" in text(name)) is not attached


def test_the_kind_of_file_is_that_of_its_name_whatever_the_preset_says(program: Program) -> None:
    own("Pages", A5, pictures=replace(ExportChoice(A5).pictures, whole_page=True, scale=1.0))
    path = written(document_with("Client"))
    assert program("export", path, "a.png", "--preset", "Pages").code == 0
    assert program("export", path, "b.png", "--preset", "Pages", "--no-whole-page").code == 0
    sizes = []
    for name in ("a.png", "b.png"):
        with PIL.Image.open(name) as picture:
            sizes.append(picture.size)
    assert sizes[0] == (595, 420) != sizes[1]
    assert program("export", path, "a.pptx", "--preset", "Pages").code == 0
    ran = program("export", path, "a.json", "--preset", "Pages")
    assert (ran.code, "--preset does not go with JSON" in ran.only_line) == (2, True)


def test_title_blocks_and_margins_are_options(program: Program) -> None:
    path = written(document_with("Client"))
    words = ["--paper", "A4", "--with", "map"]
    assert program("export", path, "a.pdf", *words).code == 0
    assert program("export", path, "b.pdf", *words, "--no-title", "--margin", "30mm").code == 0
    assert "As-is" in text("a.pdf") and "As-is" not in text("b.pdf")


def test_it_is_said_that_posters_take_less_of_a_margin(program: Program) -> None:
    path = written(document_with("Client"))
    words = ["export", path, "a.pdf", "--force", "--pages"]
    told = "The sheets of a poster take at most 5 mm of the margin"
    for more, wide in (
        (["poster", "--margin", "10mm"], True),
        (["poster", "--margin", "5mm"], False),
        (["poster"], False),
        (["one", "--margin", "10mm"], False),
    ):
        ran = program(*words, *more)
        assert (ran.code, told in ran.err) == (0, wide), more


def test_the_legend_stands_where_it_is_named(program: Program) -> None:
    path = written(document_with("Client"))
    for order, count in (("map,legend", 1), ("legend,map", 2), ("map,persona,legend", 4)):
        assert program("export", path, "a.pdf", "--with", order, "--force").code == 0
        assert pages("a.pdf")[0] == count, order


@pytest.mark.parametrize(
    ("words", "second"),
    [
        (["--fit", "2x2", "--poster-scale", "50%"], "--poster-scale"),
        (["--true-scale", "--poster-scale", "50"], "--poster-scale"),
    ],
)
def test_sizes_of_posters_exclude_each_other(
    program: Program, words: list[str], second: str
) -> None:
    ran = program("export", written(document_with("Client")), "a.pdf", "--pages", "poster", *words)
    assert ran.code == 2 and second in ran.only_line


def test_scales_and_margins_are_read_as_people_write_them() -> None:
    assert [poster_scale(one) for one in ("50%", "50", "12,5 %", "400%")] == [0.5, 0.5, 0.125, 4.0]
    assert margin("10mm") == pytest.approx(margin("1cm")) == pytest.approx(28.3465, abs=1e-4)
    for wrong in ("4%", "401", "x", ""):
        with pytest.raises(BadUsage, match="--poster-scale takes"):
            poster_scale(wrong)
    for wrong in ("51mm", "10", "-1mm", "2mm"):
        with pytest.raises(BadUsage, match="--margin takes"):
            margin(wrong)
