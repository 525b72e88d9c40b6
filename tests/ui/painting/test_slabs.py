"""Slabs of lanes: the same picture with them as without, made once, and given up when something else stands there."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QImage, QPainter

from journeyeditor.editing.editor import Editor
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.layout.drawing import Rect
from journeyeditor.layout.palette import Palette
from journeyeditor.layout.placed import PlacedLane, PlacedMap
from journeyeditor.model.messages import message
from journeyeditor.ui.painting import slabs
from journeyeditor.ui.painting.painter import MapPainter
from journeyeditor.ui.painting.slabs import Slabs, Strip
from tests.support.canvases import RESOURCES, make_layout
from tests.support.maps import generated_document
from tests.support.sources import fixed_clock

pytestmark = pytest.mark.usefixtures("qapp")

WIDTH, HEIGHT = 900, 500
LAYOUT = make_layout()
CASES = [
    (0, 0.0, 5.0, 1.0, 1),
    (1, -333.0, 5.4, 1.0, 1),
    (2, -700.0, -120.3, 1.37, 1),
    (3, -90.0, 12.6, 0.43, 1),
    (1, -100.0, 4.0, 0.8, 2),
]


class Counted(MapPainter):
    """Counts how often something of a lane is painted as it is."""

    plain = 0

    def _strip(self, painter: QPainter, strip: Strip, exposed: Rect) -> None:
        self.plain += 1
        super()._strip(painter, strip, exposed)


@pytest.fixture
def painter() -> Counted:
    return new_painter()


def new_painter(theme: str = "light") -> Counted:
    palette = Palette.load(RESOURCES / "themes" / f"{theme}.json")
    return Counted(palette, LAYOUT.engine.fonts, lambda _key: None)


DOCUMENT = generated_document(120)


@pytest.fixture(scope="module")
def placed() -> PlacedMap:
    return LAYOUT.place(DOCUMENT, DOCUMENT.maps[0].id)


def strip_of(placed: PlacedMap, lane: PlacedLane, frozen: bool = False) -> Strip:
    edge = placed.label_x + placed.label_w
    return Strip(lane.block.body, lane.block.label if frozen else None, edge)


def picture(
    painter: Counted,
    strip: Strip,
    x: float = 0.0,
    y: float = 5.0,
    zoom: float = 1.0,
    much: bool = True,
    ratio: int = 1,
    wide: int = WIDTH,
) -> QImage:
    """A strip whose origin lies at (x, y), in pixels, on the canvas's colour."""
    image = QImage(wide * ratio, HEIGHT * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(painter.colours.colour("canvas"))
    onto = QPainter(image)
    onto.translate(x, y)
    onto.scale(zoom, zoom)
    seen = Rect(-x / zoom, -y / zoom, wide / zoom, HEIGHT / zoom)
    if much:
        # Nothing is kept of what is painted for the first time.
        before = painter.plain
        painter.paint_strip(onto, strip, seen, zoom, False)
        painter.plain = before
    painter.paint_strip(onto, strip, seen, zoom, much)
    onto.end()
    return image


def apart(one: QImage, other: QImage) -> int:
    """How far two pictures are apart where they differ most, in levels of 255."""
    if one == other:
        return 0
    first, second = bytes(one.constBits()), bytes(other.constBits())
    return max((abs(a - b) for a, b in zip(first, second, strict=True) if a != b), default=0)


@pytest.mark.parametrize(("index", "x", "y", "zoom", "ratio"), CASES)
@pytest.mark.parametrize("theme", ["light", "high-contrast"])
def test_with_slabs_it_is_the_same_picture(
    placed: PlacedMap, index: int, x: float, y: float, zoom: float, ratio: int, theme: str
) -> None:
    strip = strip_of(placed, placed.lanes[index])
    painter = new_painter(theme)
    plain = picture(painter, strip, x, y, zoom, much=False, ratio=ratio)
    painter.plain = 0
    first = picture(painter, strip, x, y, zoom, ratio=ratio)
    made = painter.plain
    assert made
    assert apart(first, plain) <= 1
    assert apart(picture(painter, strip, x, y, zoom, ratio=ratio), plain) <= 1
    assert painter.plain == made


def test_what_is_painted_once_has_no_slabs(painter: Counted, placed: PlacedMap) -> None:
    kept = Slabs(painter._strip, lambda group, _rect: group.items, painter._beneath)
    onto = QPainter(image := QImage(400, 300, QImage.Format.Format_RGB32))
    strip, seen = strip_of(placed, placed.lanes[0]), Rect(0, 0, 400, 300)
    assert not kept.paint(onto, strip, seen, True)
    assert len(kept) == 0
    assert kept.paint(onto, strip, seen, True)
    onto.scale(1.5, 1.5)
    assert not kept.paint(onto, strip, Rect(0, 0, 260, 200), True)
    onto.end()
    assert not image.isNull()


def test_a_lane_that_moved_by_whole_pixels_is_not_painted_again(
    painter: Counted, placed: PlacedMap
) -> None:
    strip = strip_of(placed, placed.lanes[0])
    picture(painter, strip, y=5.25)
    made = painter.plain
    below = picture(painter, strip, y=105.25)
    assert painter.plain == made
    assert apart(below, picture(new_painter(), strip, y=105.25)) == 0
    picture(painter, strip, y=105.5)
    assert painter.plain > made


def test_what_comes_into_sight_of_a_slab_is_added_to_it(
    painter: Counted, placed: PlacedMap
) -> None:
    strip = strip_of(placed, placed.lanes[0])
    picture(painter, strip, -40.0)
    further = picture(painter, strip, -90.0)
    made = painter.plain
    assert apart(further, picture(new_painter(), strip, -90.0, much=False)) <= 1
    picture(painter, strip, -40.0)
    assert painter.plain == made


def test_after_an_edit_only_what_changed_is_painted_again(
    painter: Counted, placed: PlacedMap
) -> None:
    lane = placed.lanes[0]
    picture(painter, strip_of(placed, lane))
    made, painter.plain = painter.plain, 0
    editor = Editor(DOCUMENT, fixed_clock)
    card = next(card for card in lane.block.cards if card.rect.x < 200)
    title = DOCUMENT[card.id].title[:-1] + "x"  # type: ignore[attr-defined]
    editor.commit(message("x"), set_fields(DOCUMENT, card.id, title=title))
    after = LAYOUT.replace(placed, DOCUMENT, editor.document, [card.id])
    other = strip_of(after, after.lanes[0])
    assert other.body is not lane.block.body
    shown = picture(painter, other)
    assert 0 < painter.plain < made
    assert apart(shown, picture(new_painter(), other, much=False)) <= 1


def test_a_frozen_label_stands_on_its_lane(painter: Counted, placed: PlacedMap) -> None:
    strip = strip_of(placed, placed.lanes[0], frozen=True)
    wide = round(placed.label_w)
    plain = picture(painter, strip, much=False, wide=wide)
    painter.plain = 0
    assert apart(picture(painter, strip, wide=wide), plain) <= 1
    made = painter.plain
    assert apart(picture(painter, strip, wide=wide), plain) <= 1
    assert painter.plain == made
    bare = strip_of(placed, placed.lanes[0])
    assert apart(picture(painter, bare, wide=wide), plain) > 20


def test_other_colours_and_small_parts_need_slabs_of_their_own(
    painter: Counted, placed: PlacedMap
) -> None:
    strip = strip_of(placed, placed.lanes[0])
    picture(painter, strip)
    made, painter.plain = painter.plain, 0
    painter.set_palette(Palette.load(RESOURCES / "themes" / "dark.json"))
    shown = picture(painter, strip)
    assert painter.plain == made
    assert apart(shown, picture(new_painter("dark"), strip, much=False)) <= 1


def test_a_screen_of_other_pixels_needs_slabs_of_its_own(
    painter: Counted, placed: PlacedMap
) -> None:
    strip = strip_of(placed, placed.lanes[0])
    picture(painter, strip, zoom=2.0)
    shown = picture(painter, strip, ratio=2)
    assert apart(shown, picture(new_painter(), strip, much=False, ratio=2)) <= 1


def test_slabs_stay_within_their_bounds(
    painter: Counted, placed: PlacedMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slabs, "LEAST_PIXELS", 200_000)
    kept = Slabs(painter._strip, lambda group, _rect: group.items, painter._beneath)
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    onto = QPainter(image)
    for i in range(12):
        onto.resetTransform()
        onto.translate(-200.0 * i, 0)
        seen = Rect(200.0 * i, 0, 400, 300)
        assert kept.paint(onto, strip_of(placed, placed.lanes[0]), seen, True) is (i > 0)
    onto.end()
    assert 0 < kept.pixels <= 200_000
    kept.clear()
    assert len(kept) == kept.pixels == 0


def test_a_lane_without_a_ground_and_a_turned_one_are_painted_as_they_are(
    painter: Counted, placed: PlacedMap
) -> None:
    lane = placed.lanes[0]
    empty = replace(strip_of(placed, lane), body=replace(lane.block.body, items=()))
    kept = Slabs(painter._strip, lambda group, _rect: group.items, painter._beneath)
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    onto = QPainter(image)
    assert not kept.paint(onto, empty, Rect(0, 0, 400, 300), True)
    onto.rotate(10)
    assert not kept.paint(onto, strip_of(placed, lane), Rect(0, 0, 400, 300), True)
    onto.end()
