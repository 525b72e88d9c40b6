"""Icons: the data agrees with its pictures, every name is there, outlines stay on the grid; plain figures."""

from __future__ import annotations

import re
from math import hypot, pi
from pathlib import Path

import pytest

from journeyeditor.layout.drawing import Box, Outline, Rect, Segment, Shape, Verb
from journeyeditor.layout.icons import FILE_NAME, GRID, IconSet
from journeyeditor.layout.outlines import (
    arc,
    bounds,
    circle,
    polyline,
    rounded_rectangle,
    star,
)
from tests.support import make_icons

FOLDER = make_icons.FOLDER
CHANNELS = "web phone shop email chat chatbot app social letter event self-service person"
LANES = (
    "touchpoint emotion text quote pain opportunity solution channel image metric evidence "
    "frontstage backstage support divider"
)
WINDOW = (
    "undo redo plus minus search fit present share export open save new import close check trash more "
    "chevron-down chevron-up chevron-right chevron-left eye eye-off star drag help settings sun moon "
    "persona stage step map duplicate pin lock link calendar warning info zoom-in zoom-out panel-left panel-bottom "
    "panel-right arrow-up arrow-down arrow-left arrow-right edit recent template folder file logo "
    "curve cut paste print layers flag split merge unlock comment resolved swap go overview"
)
OWN_CHANNELS = (
    "truck car train plane bus bike tv radio newspaper book gift payment coffee tools hotline megaphone qr-code "
    "home health campus office mic video contract form place"
)


@pytest.fixture(scope="module")
def icons() -> IconSet:
    return IconSet.load(FOLDER)


def test_the_data_is_what_the_pictures_give() -> None:
    assert (FOLDER / FILE_NAME).read_text(encoding="utf-8") == make_icons.icons(FOLDER)


def test_every_name_has_a_picture_and_no_picture_is_unknown(icons: IconSet) -> None:
    names = set(f"{CHANNELS} {LANES} {WINDOW} {OWN_CHANNELS}".split())
    assert set(icons) == names == {path.stem for path in FOLDER.glob("*.svg")}


def test_every_picture_from_elsewhere_is_named_with_its_licence() -> None:
    listed = re.findall(r"^\| ([a-z-]+) \| [a-z-]", (FOLDER / "README.md").read_text("utf-8"), re.M)
    own = {"logo", "curve", "self-service"}
    assert set(listed) | own == {path.stem for path in FOLDER.glob("*.svg")}
    assert (FOLDER / "LICENSE-lucide.txt").read_text(encoding="utf-8").startswith("ISC License")


def test_outlines_stay_on_the_grid_and_fill_it(icons: IconSet) -> None:
    for name in icons:
        box = bounds(icons[name])
        assert min(box.x, box.y) >= -0.01, name
        assert max(box.right, box.bottom) <= GRID + 0.01, name
        assert max(box.w, box.h) > GRID / 4, name
        assert icons[name][0].verb is Verb.MOVE, name


def test_no_two_icons_of_channels_and_lanes_look_the_same(icons: IconSet) -> None:
    names = f"{CHANNELS} {LANES}".split()
    assert len({icons[name] for name in names}) == len(names)


def test_a_shape_is_scaled_to_the_size_asked_for(icons: IconSet) -> None:
    shape = icons.shape("emotion", 10, 20, 14, "pain.ink")
    assert (shape.x, shape.y, shape.scale) == (10, 20, 0.7)
    assert (shape.stroke, shape.stroke_width, shape.fill) == ("pain.ink", 1.5, None)
    filled = icons.shape("star", 0, 0, 20, "moment.line", 1, fill="moment", mirrored=True)
    assert (filled.fill, filled.stroke_width, filled.mirrored) == ("moment", 1, True)


def test_the_same_icon_is_the_same_object(icons: IconSet) -> None:
    assert icons.shape("pain", 0, 0, 20, "ink").outline is icons.shape("pain", 9, 9, 9, "x").outline


def test_the_logo_is_a_curve_on_a_square(icons: IconSet) -> None:
    square, curve = icons.logo(5, 6, 40)
    assert isinstance(square, Box)
    assert isinstance(curve, Shape)
    assert square.rect == Rect(5, 6, 40, 40)
    assert square.fill == "accent"
    assert (curve.stroke, curve.scale) == ("accent.ink", 2)
    steps = icons["logo"]
    assert steps[-len(curve.outline) :] == curve.outline


def test_an_unknown_icon_is_named(icons: IconSet) -> None:
    with pytest.raises(KeyError, match="no icon named 'webb'"):
        icons["webb"]
    with pytest.raises(KeyError, match="no icon named 'webb'"):
        icons.shape("webb", 0, 0, 20, "ink")
    assert "webb" not in icons


@pytest.mark.parametrize(
    "text",
    ["{", "[1]", '{"a": 1}', '{"a": [[]]}', '{"a": [["Q", 1, 2]]}', '{"a": [["L", 1]]}', '{"a": [["L", 1, "x"]]}'],
)  # fmt: skip
def test_broken_data_is_refused_in_one_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"icons\.json is not a list of icons"):
        IconSet.load(tmp_path)


def test_a_missing_folder_is_an_error_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        IconSet.load(tmp_path / "nowhere")


def points_on(outline: Outline) -> list[tuple[float, float]]:
    """Points of the painted line, 9 on each curve."""
    found: list[tuple[float, float]] = []
    for segment in outline:
        if segment.verb is Verb.CURVE:
            found += [_on_curve(found[-1], segment, i / 8) for i in range(9)]
        elif segment.points:
            found.append((segment.points[0], segment.points[1]))
    return found


def _on_curve(start: tuple[float, float], segment: Segment, t: float) -> tuple[float, float]:
    x1, y1, x2, y2, x3, y3 = segment.points
    a, b, c, d = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3
    return a * start[0] + b * x1 + c * x2 + d * x3, a * start[1] + b * y1 + c * y2 + d * y3


def test_a_circle_is_round() -> None:
    outline = circle(3, 4, 10)
    assert outline[-1].verb is Verb.CLOSE
    assert all(hypot(x - 3, y - 4) == pytest.approx(10, rel=3e-4) for x, y in points_on(outline))


@pytest.mark.parametrize(
    ("sweep", "end", "pieces"),
    [(90, (0, 1), 1), (-90, (0, -1), 1), (180, (-1, 0), 2), (270, (0, -1), 3), (0, (1, 0), 1)],
)
def test_an_arc_runs_clockwise_from_the_right(
    sweep: float, end: tuple[float, float], pieces: int
) -> None:
    outline = arc(0, 0, 1, 0, sweep)
    assert outline[0].points == pytest.approx((1, 0))
    assert outline[-1].points[-2:] == pytest.approx(end, abs=1e-12)
    assert len(outline) == pieces + 1


def test_a_rounded_rectangle_touches_its_sides_and_cuts_its_corners() -> None:
    rect = Rect(10, 20, 40, 24)
    outline = rounded_rectangle(rect, 8)
    assert bounds(outline) == pytest.approx(rect)
    corner = min(hypot(x - 10, y - 20) for x, y in points_on(outline))
    assert corner == pytest.approx(8 * (2**0.5 - 1), rel=1e-3)
    assert [segment.verb for segment in outline].count(Verb.MOVE) == 1


def test_a_radius_is_at_most_half_a_side() -> None:
    pill = rounded_rectangle(Rect(0, 0, 20, 10), 99)
    assert pill == rounded_rectangle(Rect(0, 0, 20, 10), 5)
    assert len(rounded_rectangle(Rect(0, 0, 20, 10), 0)) == 5


def test_a_star_has_five_points_and_one_up() -> None:
    outline = star(50, 50, 10, 0.5)
    ends = [segment.points for segment in outline if segment.points]
    radii = [hypot(x - 50, y - 50) for x, y in ends]
    assert radii == pytest.approx([10, 5] * 5)
    assert ends[0] == pytest.approx((50, 40))
    assert outline[-1].verb is Verb.CLOSE


def test_a_polyline_needs_a_point() -> None:
    assert polyline([(1, 2), (3, 4)]) == (
        Segment(Verb.MOVE, (1, 2)),
        Segment(Verb.LINE, (3, 4)),
    )
    with pytest.raises(ValueError, match="at least one point"):
        polyline([])


def test_bounds_of_nothing_is_empty() -> None:
    assert bounds(()) == Rect(0, 0, 0, 0)
    assert bounds(circle(0, 0, pi)) == pytest.approx(Rect(-pi, -pi, 2 * pi, 2 * pi))
