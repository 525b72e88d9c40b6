"""The export command: what its options do, and which of them go with which kind of file."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from functools import partial
from pathlib import Path

import pikepdf
import PIL.Image
import pptx
import pypdfium2
import pytest

from journeyeditor.app import services
from journeyeditor.cli.words import BadUsage, Fit, fit, overlap, scale
from journeyeditor.interchange.json_document import write_json
from journeyeditor.model.entities import Lane
from journeyeditor.model.saved_views import SavedView, with_views
from tests.cli.conftest import Program
from tests.support.exports import sample_document
from tests.support.maps import generated_document, small_document

MM = 72 / 25.4


@pytest.fixture
def small() -> Path:
    """A small document with one map, as JSON."""
    path = Path("small.json")
    path.write_text(write_json(small_document()), encoding="utf-8")
    return path


@pytest.fixture
def viewed() -> Path:
    """Two maps, the second of which has a view that hides its first lane."""
    document = sample_document("first-e-bike")
    second = document.maps[1]
    lane = document.lanes(second.id)[0]
    view = SavedView("v1", "Client", second.id, (lane.id,), personas=second.personas)
    document = document.replaced({"document": with_views(document.info, [view])})
    path = Path("viewed.json")
    path.write_text(write_json(document), encoding="utf-8")
    return path


def page_count(name: str) -> int:
    with pypdfium2.PdfDocument(name) as pdf:
        return len(pdf)


def size_of(name: str) -> tuple[int, int]:
    with PIL.Image.open(name) as picture:
        return picture.size


def test_parts_go_where_they_are_named(program: Program, small: Path) -> None:
    ran = program("export", small, "a.pdf", "--with", "cover,appendix,blank", "--paper", "A4")
    assert (ran.code, page_count("a.pdf") >= 4) == (0, True)
    assert program("export", small, "b.pdf", "--with", "map", "--paper", "A4").code == 0
    assert page_count("b.pdf") == 1


@pytest.mark.parametrize("form", ["pdf", "pptx"])
def test_the_same_json_makes_the_same_file_whatever_the_time(
    program: Program, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    shown = {"stages": [{"title": "Before", "steps": [{}]}], "lanes": [{"kind": "pain"}]}
    plain = {"format": "journey", "created": "2026-04-14T08:00:00Z", "maps": [shown]}
    Path("a.json").write_text(json.dumps(plain), encoding="utf-8")
    made = []
    for year in (2027, 2031):
        monkeypatch.setattr(services, "utc_now", partial(str, f"{year}-01-02T03:04:05Z"))
        assert program("export", "a.json", f"{year}.{form}").code == 0
        made.append(Path(f"{year}.{form}").read_bytes())
    assert made[0] == made[1]
    if form == "pdf":
        with pikepdf.open("2027.pdf") as pdf:
            assert str(pdf.docinfo["/CreationDate"]) == "D:20260414080000+00'00'"


def test_posters_fit_on_the_sheets_asked_for(program: Program, small: Path) -> None:
    words = ["--pages", "poster", "--fit", "3x2", "--paper", "A4", "--overlap", "5mm"]
    ran = program("export", small, "a.pdf", *words)
    assert ran.code == 0
    # The six sheets, and how they go together.
    assert page_count("a.pdf") in {6, 7}


def test_pngs_have_the_scale_asked_for(program: Program, small: Path) -> None:
    assert program("export", small, "a.png").code == 0
    assert program("export", small, "b.png", "--scale", "1", "--transparent").code == 0
    twice, once = size_of("a.png"), size_of("b.png")
    assert abs(twice[0] - 2 * once[0]) <= 1 and abs(twice[1] - 2 * once[1]) <= 1
    assert program("export", small, "c.png", "--scale", "1", "--paper", "A4").code == 0
    assert sorted(size_of("c.png")) == [595, 842]


def test_svgs_hold_text_when_asked_for(program: Program, small: Path) -> None:
    assert program("export", small, "a.svg", "--svg-text", "text").code == 0
    assert "</text>" in Path("a.svg").read_text(encoding="utf-8")


def test_slides_are_wide_unless_a_paper_is_named(program: Program, small: Path) -> None:
    ran = program("export", small, "a.pptx", "--slides", "stages")
    assert "a.pptx is written, " in ran.out
    made = pptx.Presentation("a.pptx")
    assert (made.slide_width or 0) / (made.slide_height or 1) == pytest.approx(16 / 9, rel=1e-4)
    assert len(made.slides) == len(small_document().stages(small_document().maps[0].id))
    assert program("export", small, "b.pptx", "--paper", "A4").code == 0
    other = pptx.Presentation("b.pptx")
    assert (other.slide_width or 0) / (other.slide_height or 1) == pytest.approx(2**0.5, rel=0.01)


def test_a_pdf_carries_its_map_when_asked(program: Program, small: Path) -> None:
    assert program("export", small, "a.pdf", "--attach").code == 0
    assert program("export", small, "plain.pdf", "--no-attach").code == 0
    assert "carries no map" in program("import", "plain.pdf", "x.journey").only_line
    assert program("import", "a.pdf", "b.journey").code == 0
    said = program("info", "b.journey", "--json").out
    assert program("info", "a.pdf", "--json").out == said
    assert json.loads(said)["title"] == small_document().info.title
    assert program("check", "a.pdf").code == 0
    data = Path("a.pdf").read_bytes()
    assert program("import", "-", "c.journey", "--format", "pdf", stdin=data).code == 0
    assert program("info", "c.journey", "--json").out == said


def test_hidden_lanes_go_along_only_when_asked(program: Program) -> None:
    document = small_document()
    lane = next(iter(document.all(Lane)))
    hidden = document.replaced({lane.id: replace(lane, hidden=True)})
    Path("h.json").write_text(write_json(hidden), encoding="utf-8")
    ids = []
    for name, words in {"a.pdf": [], "b.pdf": ["--attach-hidden"]}.items():
        assert program("export", "h.json", name, "--attach", *words).code == 0
        plain = json.loads(program("info", name, "--json").out)
        ids.append({row["id"] for row in plain["maps"][0]["lanes"]})
    assert ids[1] - ids[0] == {lane.id}


def test_a_password_comes_from_a_file(program: Program, small: Path) -> None:
    Path("pw").write_text("pässword\nmore\n", encoding="utf-8")
    ran = program("export", small, "a.pdf", "--attach", "--password-file", "pw")
    assert ran.code == 0 and "does not claim PDF/A" in ran.err
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open("a.pdf")
    with pikepdf.open("a.pdf", password="pässword") as pdf:
        assert pdf.encryption.bits == 256
    assert "protected by a password" in program("import", "a.pdf", "b.journey").only_line
    assert program("import", "a.pdf", "b.journey", "--password-file", "pw").code == 0


def test_a_password_is_read_once_as_a_pipe_gives_it_once(program: Program, small: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"secret\n")
    os.close(writing)
    try:
        ran = program("export", small, "a.pdf", "--password-file", f"/dev/fd/{reading}")
    finally:
        os.close(reading)
    assert ran.code == 0
    with pikepdf.open("a.pdf", password="secret") as pdf:
        assert pdf.encryption.bits == 256


def test_a_password_that_can_t_be_used_is_told(program: Program, small: Path) -> None:
    Path("empty").write_text("\nsecond", encoding="utf-8")
    Path("long").write_text("x" * 200, encoding="utf-8")
    for name, sentence, code in (
        ("gone", "The password file gone can't be read", 1),
        ("empty", "holds no password", 2),
        ("long", "too long", 2),
    ):
        ran = program("export", small, "a.pdf", "--password-file", name)
        assert (ran.code, sentence in ran.only_line) == (code, True)
    assert not Path("a.pdf").exists()


def test_a_view_prints_its_own_map(program: Program, viewed: Path) -> None:
    ran = program("export", viewed, "a.svg", "--view", "Client")
    assert ran.code == 0 and ran.out == "a.svg is written.\n"
    assert "hidden lane" in ran.err
    assert program("export", viewed, "b.svg", "--view", "v1", "--map", "2").code == 0
    assert Path("a.svg").read_bytes() == Path("b.svg").read_bytes()
    assert program("export", viewed, "c.svg", "--view", "v1", "--all").out.count("written") == 2


def test_a_view_that_is_not_there_is_told(program: Program, viewed: Path, small: Path) -> None:
    for words, sentence in (
        ([viewed, "a.pdf", "--view", "Other"], "There are: Client."),
        ([viewed, "a.pdf", "--view", "Client", "--map", "1"], "“Client” is of map 2"),
        ([small, "a.pdf", "--view", "Other"], "it has none"),
    ):
        ran = program("export", *words)
        assert (ran.code, sentence in ran.only_line) == (1, True)


SENSELESS = [
    (["x.png", "--attach"], "--attach does not go with PNG, only with PDF."),
    (["x.png", "--no-attach"], "--no-attach does not go with PNG"),
    (["x.pptx", "--title"], "--title does not go with PPTX, only with PDF, PNG, SVG."),
    (["x.pptx", "--no-title"], "--no-title does not go with PPTX, only with PDF, PNG, SVG."),
    (["x.json", "--no-save-ink"], "--no-save-ink does not go with JSON"),
    (["x.pdf", "--no-transparent"], "--no-transparent does not go with PDF"),
    (["x.json", "--view", "V"], "--view does not go with JSON"),
    (["x.json", "--save-ink"], "--save-ink does not go with JSON"),
    (["x.pdf", "--scale", "2"], "--scale does not go with PDF, only with PNG."),
    (["x.svg", "--scale", "2"], "--scale does not go with SVG"),
    (["x.pdf", "--transparent"], "--transparent does not go with PDF, only with PNG, SVG."),
    (["x.png", "--svg-text", "text"], "--svg-text does not go with PNG"),
    (["x.pdf", "--slides", "map"], "--slides does not go with PDF"),
    (["x.pptx", "--pages", "one"], "--pages does not go with PPTX"),
    (["x.svg", "--password-file", "pw"], "--password-file does not go with SVG"),
    (["x.pdf", "--overlap", "1cm"], "--overlap goes with --pages poster only."),
    (["x.pdf", "--fit", "2x2", "--pages", "one"], "--fit goes with --pages poster only."),
    (
        ["x.pdf", "--fit", "2x2", "--true-scale", "--pages", "poster"],
        "--fit and --true-scale can't be used together.",
    ),
    (["x.pdf", "--attach-hidden"], "--attach-hidden goes with --attach only."),
    (["x.pdf", "--with", "cover,nonsense"], "There is no part called “nonsense”."),
    (["x.pdf", "--fit", "0x2", "--pages", "poster"], "--fit takes sheets across and down"),
    (["x.pdf", "--overlap", "9cm", "--pages", "poster"], "--overlap takes a length"),
    (["x.png", "--scale", "99"], "--scale takes a number"),
    (["x.pdf", "--slides", "all"], "invalid choice"),
]


@pytest.mark.parametrize(("words", "sentence"), SENSELESS, ids=lambda value: str(value)[:60])
def test_senseless_options_end_with_2(
    program: Program, small: Path, words: list[str], sentence: str
) -> None:
    ran = program("export", small, *words)
    assert (ran.code, sentence in ran.only_line) == (2, True), ran.err
    assert not list(Path().glob("x.*"))


@pytest.mark.parametrize(
    ("text", "points"),
    [("10mm", 10 * MM), ("1 cm", 10 * MM), ("0,5in", 36), ("20pt", 20), ("0mm", 0)],
)
def test_overlaps_are_lengths(text: str, points: float) -> None:
    assert overlap(text) == pytest.approx(points)


@pytest.mark.parametrize("text", ["10", "-1mm", "51mm", "mm", "1km", ""])
def test_other_overlaps_are_refused(text: str) -> None:
    with pytest.raises(BadUsage):
        overlap(text)


def test_fits_and_scales_are_read_as_people_write_them() -> None:
    assert (fit("3x2"), fit(" 10 × 4 ")) == (Fit(3, 2), Fit(10, 4))
    assert (scale("2"), scale("1.5x"), scale("0,5")) == (2.0, 1.5, 0.5)
    for read, texts in ((fit, ("3", "51x1", "0x1")), (scale, ("0", "21", "two"))):
        for text in texts:
            with pytest.raises(BadUsage):
                read(text)


def page_texts(name: str) -> list[str]:
    with pypdfium2.PdfDocument(name) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def test_parts_keep_the_order_in_which_they_are_named(program: Program, small: Path) -> None:
    words = ["--paper", "A4", "--with"]
    assert program("export", small, "a.pdf", *words, "appendix,map,cover").code == 0
    assert program("export", small, "b.pdf", *words, "cover,map,appendix").code == 0
    found = [
        ["Appendix:" in text for text in page_texts(name)].index(True)
        for name in ("a.pdf", "b.pdf")
    ]
    assert found == [0, 2]


@pytest.mark.parametrize(
    ("words", "option", "less", "more"),
    [
        (["--pages", "poster", "--true-scale", "--paper", "A5"], "--overlap", "0mm", "40mm"),
        (["--pages", "stages", "--paper", "A4"], "--min-text", "3", "14"),
    ],
)
def test_more_overlap_and_larger_texts_take_more_pages(
    program: Program, words: list[str], option: str, less: str, more: str
) -> None:
    document = generated_document(20, 4, 3)
    Path("map.json").write_text(write_json(document), encoding="utf-8")
    for name, value in (("a.pdf", less), ("b.pdf", more)):
        assert program("export", "map.json", name, *words, option, value).code == 0
    assert page_count("a.pdf") < page_count("b.pdf")
