"""Dashes stand where they stand, whatever part of a line is painted."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from journeyeditor.layout.drawing import Box, Group, Item, Rect, Segment, Shape, Verb
from journeyeditor.layout.outlines import circle, polyline
from journeyeditor.ui.painting.dashes import SPAN, Dashes, Stretches, rounded
from tests.ui.painting.test_painter import make_painter

WHITE = QColor("#ffffff")


def starts(dashes: Dashes) -> list[tuple[float, float]]:
    path = dashes.path
    elements = [path.elementAt(i) for i in range(path.elementCount())]
    return [(round(e.x, 3), round(e.y, 3)) for e in elements if e.isMoveTo()]


def test_strokes_and_gaps_alternate_from_the_beginning() -> None:
    dashes = Dashes(polyline([(0, 0), (20, 0)]), (6, 4))
    assert starts(dashes) == [(0, 0), (10, 0)]
    assert dashes.path.boundingRect().right() == 16


def test_an_odd_number_of_parts_is_repeated() -> None:
    assert starts(Dashes(polyline([(0, 0), (12, 0)]), (3,))) == [(0, 0), (6, 0)]


def test_dashes_run_on_over_corners_and_begin_anew_after_a_jump() -> None:
    corner = polyline([(0, 0), (5, 0), (5, 20)])
    assert starts(Dashes(corner, (4, 4))) == [(0, 0), (5, 3), (5, 11), (5, 19)]
    two = (*polyline([(0, 0), (5, 0)]), *polyline([(0, 9), (5, 9)]))
    assert starts(Dashes(two, (4, 4))) == [(0, 0), (0, 9)]


def test_dashes_of_a_curve_are_as_long_as_asked_for() -> None:
    path = Dashes(circle(0, 0, 100), (10, 10)).path
    assert path.length() == pytest.approx(100 * 3.14159, rel=0.03)
    assert len(starts(Dashes(circle(0, 0, 100), (10, 10)))) == 32


def test_a_box_begins_where_that_of_a_pdf_does() -> None:
    outline = rounded(Rect(10, 20, 40, 30), 5)
    assert outline[0] == Segment(Verb.MOVE, (15, 20))
    assert outline[-1].points[-2:] == (15, 20)


@pytest.mark.parametrize("dash", [(), (0.0, 0.0), (-1.0, 3.0)])
def test_dashes_without_an_end_are_refused(dash: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="can't be drawn"):
        Dashes(polyline([(0, 0), (5, 0)]), dash)


def test_only_the_seen_part_of_a_long_line_is_made() -> None:
    line = Shape(polyline([(0, 5), (100_000, 5)]), stroke="line", dash=(2, 4))
    assert Stretches.suit(line)
    seen = [*Stretches(line).within(Rect(10_000, 0, 1000, 10))]
    assert 2 <= len(seen) <= 3
    assert seen[0].bounds.x <= 10_000
    assert seen[-1].bounds.right >= 11_000
    assert seen[0].bounds.w == pytest.approx(SPAN + 2)
    assert not Stretches.suit(Shape(polyline([(0, 0), (9e4, 9e4)]), stroke="line", dash=(2, 4)))


def painted(item: Item, exposed: Rect | None, left: float) -> QImage:
    image = QImage(200, 40, QImage.Format.Format_RGB32)
    image.fill(WHITE)
    qt = QPainter(image)
    qt.translate(-left, 0)
    if exposed is not None:
        qt.setClipRect(QRectF(*exposed))
    make_painter().paint(qt, Group((item,), Rect(-1e6, -1e6, 2e6, 2e6)), exposed, 1.0)
    qt.end()
    return image


@pytest.mark.parametrize(
    "item",
    [
        Shape(polyline([(3, 12.3), (5000, 12.3)]), stroke="line", dash=(2, 4)),
        Shape(polyline([(5000, 12.3), (3, 12.3)]), stroke="line", dash=(6, 5), stroke_width=2),
        Shape(polyline([(1190, 10), (1320, 33), (1390, 7)]), stroke="line", dash=(6, 5)),
        Box(Rect(1205, 4, 180, 30), stroke="line", dash=(4, 3), radius=8),
    ],
)
def test_a_part_of_a_line_is_what_it_is_of_the_whole(item: Item) -> None:
    whole = painted(item, None, 1200)
    assert any(whole.pixelColor(x, y) != WHITE for x in range(60, 110) for y in range(40))
    part = painted(item, Rect(1260, 0, 50, 40), 1200)
    assert part.copy(60, 0, 50, 40) == whole.copy(60, 0, 50, 40)


@pytest.mark.parametrize(
    "item",
    [
        Shape(polyline([(10, 40), (790, 40)]), stroke="ink", dash=(4, 6), stroke_width=3),
        Shape(polyline([(10, 40), (790, 40)]), stroke="ink", dash=(5,), stroke_width=3),
        Box(Rect(20, 20, 760, 120), stroke="ink", dash=(4, 6), stroke_width=3),
    ],
)
def test_dashes_too_fine_to_be_seen_are_a_line_as_faint(item: Box | Shape) -> None:
    # Every pixel of the small picture stands for a hundred of the large one.
    assert ink(painted_at(item, 0.1)) == pytest.approx(ink(painted_at(item, 1.0)) / 100, rel=0.15)


def test_fine_dashes_are_not_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(Dashes, "path")
    painted_at(Shape(polyline([(10, 40), (790, 40)]), stroke="ink", dash=(4, 6)), 0.1)
    painted_at(Box(Rect(20, 20, 760, 120), stroke="ink", dash=(4, 6)), 0.1)


def painted_at(item: Item, scale: float) -> QImage:
    image = QImage(round(800 * scale), round(160 * scale), QImage.Format.Format_RGB32)
    image.fill(WHITE)
    qt = QPainter(image)
    qt.scale(scale, scale)
    make_painter().paint(qt, Group((item,), Rect(0, 0, 800, 160)), None, scale, detail=True)
    qt.end()
    return image


def ink(image: QImage) -> int:
    """How dark a picture is altogether."""
    places = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return sum(255 - image.pixelColor(x, y).lightness() for x, y in places)
