"""The painter alone: what it draws, what it leaves out, and what it leaves behind (nothing)."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from journeyeditor.layout.drawing import (
    Box,
    Drawn,
    Group,
    Item,
    Picture,
    Rect,
    Segment,
    Shape,
    Verb,
)
from journeyeditor.layout.fonts import FontStore, Style
from journeyeditor.layout.palette import Palette
from journeyeditor.layout.text.engine import TextEngine
from journeyeditor.ui.painting.caches import ByIdentity
from journeyeditor.ui.painting.painter import MapPainter
from tests.support.canvases import RESOURCES, make_layout
from tests.support.maps import small_document

pytestmark = pytest.mark.usefixtures("qapp")

PALETTE = Palette.load(RESOURCES / "themes" / "light.json")
WHITE = QColor("#ffffff")
SQUARE = (
    Segment(Verb.MOVE, (0.0, 0.0)),
    Segment(Verb.LINE, (5.0, 0.0)),
    Segment(Verb.LINE, (5.0, 20.0)),
    Segment(Verb.LINE, (0.0, 20.0)),
    Segment(Verb.CLOSE),
)


def make_painter(images: Callable[[str], QImage | None] = lambda _key: None) -> MapPainter:
    return MapPainter(PALETTE, FontStore(RESOURCES / "fonts"), images)


def draw(
    *items: Item,
    painter: MapPainter | None = None,
    exposed: Rect | None = None,
    scale: float = 1.0,
    detail: bool = False,
) -> QImage:
    image = QImage(100, 60, QImage.Format.Format_RGB32)
    image.fill(WHITE)
    qt = QPainter(image)
    qt.scale(scale, scale)
    (painter or make_painter()).paint(qt, Group(items, Rect(0, 0, 100, 60)), exposed, scale, detail)
    qt.end()
    return image


def colour(image: QImage, x: int, y: int) -> str:
    return image.pixelColor(x, y).name()


def inked(image: QImage) -> bool:
    return any(
        image.pixelColor(x, y) != WHITE for x in range(image.width()) for y in range(image.height())
    )


def test_a_box_is_filled_in_its_role() -> None:
    image = draw(Box(Rect(10, 10, 20, 20), fill="accent"))
    assert colour(image, 20, 20) == PALETTE.hex("accent")
    assert colour(image, 40, 20) == "#ffffff"


def test_a_group_is_moved_scaled_and_clipped() -> None:
    box = Box(Rect(0, 0, 20, 20), fill="accent")
    group = Group((box,), Rect(0, 0, 20, 20), 10, 10, 2.0, clip=Rect(0, 0, 10, 20))
    image = draw(group)
    assert colour(image, 12, 12) == PALETTE.hex("accent")
    assert colour(image, 28, 48) == PALETTE.hex("accent")
    assert colour(image, 35, 20) == "#ffffff"


def test_what_is_out_of_sight_is_not_painted() -> None:
    box = Box(Rect(0, 0, 100, 60), fill="accent")
    far = Group((box,), Rect(0, 0, 10, 10), 50, 0)
    assert not inked(draw(far, exposed=Rect(0, 0, 40, 40)))
    shape = Shape(SQUARE, 60, 10, fill="accent")
    assert not inked(draw(shape, exposed=Rect(0, 0, 40, 40)))
    assert inked(draw(shape, exposed=Rect(50, 0, 40, 40)))


def test_a_mirrored_icon_is_turned_about_the_middle_of_its_grid() -> None:
    plain = draw(Shape(SQUARE, 10, 10, fill="accent"))
    mirrored = draw(Shape(SQUARE, 10, 10, fill="accent", mirrored=True))
    assert colour(plain, 12, 20) == colour(mirrored, 27, 20) == PALETTE.hex("accent")
    assert colour(mirrored, 12, 20) == "#ffffff"


def test_a_stroke_keeps_its_width_at_every_scale_of_the_outline() -> None:
    line = (Segment(Verb.MOVE, (0.0, 1.0)), Segment(Verb.LINE, (8.0, 1.0)))
    image = draw(Shape(line, 10, 10, 10.0, stroke="accent", stroke_width=4))
    column = [colour(image, 50, y) == PALETTE.hex("accent") for y in range(60)]
    assert sum(column) == 4


def test_small_text_becomes_bars_but_not_in_files() -> None:
    engine = TextEngine(FontStore(RESOURCES / "fonts"))
    text = engine.line("Illegible", Style(12)).glyphs(5, 5)
    small = draw(*text, scale=0.3)
    exact = draw(*text, scale=0.3, detail=True)
    assert inked(small)
    assert inked(exact)
    assert small != exact
    assert not inked(draw(*text, scale=0.1))


def test_a_screen_with_more_dots_shows_smaller_text() -> None:
    text = TextEngine(FontStore(RESOURCES / "fonts")).line("Chatbot", Style(11)).glyphs(4, 4)
    group = Group(tuple(text), Rect(0, 0, 100, 60))
    painter = make_painter()

    def shades(ratio: float) -> int:
        image = QImage(200, 120, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(WHITE)
        qt = QPainter(image)
        qt.scale(0.5, 0.5)
        painter.paint(qt, group, None, 0.5, keep=True)
        qt.end()
        return len({colour(image, x, y) for x in range(200) for y in range(120)})

    # A bar has its own shade and those of its soft rim.
    assert shades(1.0) < 8 < shades(2.0)
    assert shades(1.0) < 8


def test_the_painter_is_left_as_it_was_found() -> None:
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    qt = QPainter(image)
    qt.translate(3, 4)
    before = qt.worldTransform()
    box = Box(Rect(0, 0, 9, 9), fill="accent", opacity=0.5)
    group = Group((box, Shape(SQUARE, 1, 1, 2.0)), Rect(0, 0, 99, 99), 5, 5, 3.0)
    make_painter().paint(qt, group, None, 1.0)
    assert qt.worldTransform() == before
    assert qt.opacity() == 1.0
    assert not qt.hasClipping()
    qt.end()


def test_a_picture_keeps_its_proportions_and_a_missing_one_leaves_a_frame() -> None:
    red = QImage(10, 5, QImage.Format.Format_RGB32)
    red.fill(QColor("#ff0000"))
    picture = Picture(Rect(10, 10, 40, 40), "key")
    image = draw(picture, painter=make_painter(lambda _key: red))
    assert colour(image, 30, 30) == "#ff0000"
    assert colour(image, 30, 15) == "#ffffff"
    assert inked(draw(picture))


def test_painting_leaks_no_reference_to_none() -> None:
    document = small_document()
    group = make_layout().place(document, document.maps[0].id).picture()
    painter = make_painter()
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    qt = QPainter(image)
    painter.paint(qt, group, None, 1.0)
    before = sys.getrefcount(None)
    for _ in range(10):
        painter.paint(qt, group, None, 1.0)
    after = sys.getrefcount(None)
    qt.end()
    assert abs(after - before) < 50


def test_a_cache_keeps_what_it_made_and_stays_bounded() -> None:
    made: list[object] = []

    def make(key: object) -> int:
        made.append(key)
        return len(made)

    cache: ByIdentity[object, int] = ByIdentity(make, 10)
    keys = [object() for _ in range(25)]
    assert cache(keys[0]) == cache(keys[0]) == 1
    for key in keys:
        cache(key)
    assert len(cache) <= 10
    assert cache(keys[24]) == 25


@pytest.mark.parametrize("place", [(0, 0), (310, 170), (457, 333), (1200, 600)])
def test_what_is_in_sight_looks_as_if_all_were_painted(place: tuple[int, int]) -> None:
    document = small_document()
    group = make_layout().place(document, document.maps[0].id).picture()
    painter = make_painter()
    pictures = []
    for exposed in (None, Rect(*place, 200, 150)):
        image = QImage(200, 150, QImage.Format.Format_RGB32)
        image.fill(WHITE)
        qt = QPainter(image)
        qt.translate(-place[0], -place[1])
        painter.paint(qt, group, exposed, 1.0)
        qt.end()
        pictures.append(image)
    assert inked(pictures[0])
    assert pictures[0] == pictures[1]


class _Shown(QWidget):
    """Shows a card by its picture."""

    painter: MapPainter | None = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        box = Box(Rect(0, 0, 30, 20), fill="accent")
        card = Group((box,), Rect(0, 0, 30, 20), 12, 8, part="card")
        qt = QPainter(self)
        assert self.painter is not None
        self.painter.paint(qt, Group((card,), Rect(0, 0, 100, 60)), None, 1.0, keep=True)
        qt.end()


def test_in_a_widget_a_picture_that_is_kept_stands_where_its_card_would(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(200, 160)
    shown = _Shown(window)
    shown.setGeometry(40, 60, 100, 60)
    shown.painter = make_painter()
    image = window.grab().toImage()
    k = round(image.devicePixelRatio())
    left, top = (40 + 12) * k, (60 + 8) * k
    assert colour(image, left, top) == PALETTE.hex("accent")
    assert colour(image, left + 30 * k - 1, top + 20 * k - 1) == PALETTE.hex("accent")
    assert colour(image, left - 1, top) != PALETTE.hex("accent")
    assert colour(image, left + 30 * k, top) != PALETTE.hex("accent")


def test_a_theme_with_firm_edges_has_two_pixels_of_edge_and_no_washes() -> None:
    painter = make_painter()
    painter.set_palette(Palette.load(RESOURCES / "themes" / "high-contrast.json"))
    boxed = draw(Box(Rect(20, 20, 40, 20), "card", "pain.line"), painter=painter)
    found = [colour(boxed, 40, y) for y in (18, 19, 20, 21)]
    assert found == ["#ffffff", "#ffff00", "#ffff00", "#000000"]
    washed = draw(Shape(SQUARE, 20, 20, fill="persona.1", opacity=0.08), painter=painter)
    assert not inked(washed)
    assert inked(draw(Shape(SQUARE, 20, 20, fill="persona.1", opacity=0.08)))


def test_a_card_shown_as_a_block_is_not_drawn_for_it() -> None:
    def make() -> tuple[Item, ...]:
        raise AssertionError("It was drawn.")

    ground = Box(Rect(0, 0, 99, 59), fill="accent")
    card = Group(Drawn(make, (ground,)), Rect(0, 0, 99, 59), part="card")
    assert inked(draw(card, scale=0.1))
