"""Sheets of paper by name and by size."""

from __future__ import annotations

import pytest

from journeyeditor.layout.sheets import DEFAULT_SHEET, MM, SHEETS, Orientation, Sheet, parse_sheet
from journeyeditor.model.messages import Refused


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_sheet_is_found_by_its_name(sheet: Sheet) -> None:
    name = sheet.name
    for written in (name, name.lower(), f" {name} ", name.replace(" ", ""), name.replace(" ", "-")):
        assert parse_sheet(written) == sheet


@pytest.mark.parametrize(
    ("text", "width", "height"),
    [
        ("A4", 595.28, 841.89),
        ("a0", 2383.94, 3370.39),
        ("Letter", 612, 792),
        ("ledger", 1224, 792),
        ("arch e1", 2160, 3024),
        ("900x600mm", 900 * MM, 600 * MM),
        ("24x36in", 1728, 2592),
        ("24 x 36 in", 1728, 2592),
        ("24in x 36in", 1728, 2592),
        ("60×40cm", 600 * MM, 400 * MM),
        ("1200*800pt", 1200, 800),
        ("210,5x297.5 mm", 210.5 * MM, 297.5 * MM),
    ],
)
def test_a_sheet_has_its_size_in_points(text: str, width: float, height: float) -> None:
    sheet = parse_sheet(text)
    assert sheet.width == pytest.approx(width, abs=0.01)
    assert sheet.height == pytest.approx(height, abs=0.01)


@pytest.mark.parametrize("text", ["", "A9", "900x600", "x", "-3x4mm", "9e9x1mm", "10x", "{name}"])
def test_what_is_no_sheet_is_refused_with_what_would_be(text: str) -> None:
    with pytest.raises(Refused, match=r"A3.*900x600mm") as caught:
        parse_sheet(text)
    assert text in str(caught.value)


@pytest.mark.parametrize("text", ["10x10mm", "6000x100mm", "0x0pt", "1x99999999999999in"])
def test_a_size_that_no_paper_has_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="between 50 mm and 5080 mm"):
        parse_sheet(text)


def test_a_sheet_can_be_turned() -> None:
    a4, ledger = parse_sheet("A4"), parse_sheet("Ledger")
    assert a4.turned(Orientation.LANDSCAPE).width == a4.height
    assert ledger.turned(Orientation.PORTRAIT).height == ledger.width
    assert a4.turned(Orientation.AUTO) == a4
    assert len(a4.ways(Orientation.AUTO)) == 2
    assert a4.ways(Orientation.PORTRAIT) == (a4,)


def test_the_usual_sheet_is_a3() -> None:
    assert DEFAULT_SHEET.name == "A3"


def test_a_sheet_of_the_maps_own_size_lies_one_way() -> None:
    sheet = parse_sheet(" Map ")
    assert sheet.of_map
    assert sheet.name == "map"
    assert sheet.ways(Orientation.AUTO) == (sheet,)
    assert not any(known.of_map for known in SHEETS)
