from PySide6.QtCore import Qt

from journeyeditor.layout.drawing import Glyphs
from journeyeditor.layout.placed import CurvePoint, PlacedLane
from journeyeditor.model import scale as scales
from journeyeditor.model.entities import LaneKind, Layer
from journeyeditor.ui.canvas.view import Canvas
from tests.ui.canvas.conftest import Hand

SHIFT = Qt.KeyboardModifier.ShiftModifier


def curve(canvas: Canvas) -> PlacedLane:
    assert canvas.placed is not None
    return next(x for x in canvas.placed.lanes if x.block.kind is LaneKind.EMOTION)


def point(canvas: Canvas, rated: bool = True, first: bool = True) -> CurvePoint:
    return next(
        p for p in curve(canvas).block.points if (p.value is not None) == rated and p.first == first
    )


def height(canvas: Canvas, hand: Hand, p: CurvePoint, level: float) -> tuple[float, float]:
    lane = curve(canvas)
    document = canvas.editor.document
    scale = document.maps[0].scale
    assert lane.block.plot is not None
    return hand.view(p.x, lane.y + lane.block.plot.y(scales.goodness(scale, level)))


def spot(canvas: Canvas, hand: Hand, p: CurvePoint) -> tuple[float, float]:
    return hand.view(p.x, curve(canvas).y + p.y)


def value(canvas: Canvas, p: CurvePoint) -> float | None:
    rating = canvas.editor.document.rating(p.card, p.persona, Layer.NOW)
    return rating.value if rating else None


def words(canvas: Canvas) -> str:
    """What the bubble says."""
    items = [item for mark in canvas.marks for item in mark.items]
    return "".join(
        item.text for item in items if isinstance(item, Glyphs) and item.colour == "tooltip.ink"
    )


def test_a_face_follows_the_mouse_from_level_to_level_and_names_it(
    canvas: Canvas, hand: Hand
) -> None:
    p = point(canvas)
    before = canvas.editor.document
    hand.press(spot(canvas, hand, p))
    shown = []
    for level in (2, 1, 0, -1, -2):
        x, y = height(canvas, hand, p, level)
        hand.move((x, y + 3))
        assert value(canvas, p) == level
        shown.append(words(canvas))
    assert shown[-1] == "−2Frustrated"
    assert shown[0] == "2Delighted"
    hand.release(height(canvas, hand, p, -2))
    assert value(canvas, p) == -2
    assert words(canvas) == ""
    canvas.editor.undo()
    assert canvas.editor.document == before
    assert canvas.editor.history.undo_step is None


def test_shift_rates_between_the_levels(canvas: Canvas, hand: Hand) -> None:
    p = point(canvas)
    end = height(canvas, hand, p, 0.52)
    hand.press(spot(canvas, hand, p))
    hand.move(height(canvas, hand, p, 2))
    hand.move(end, SHIFT)
    hand.release(end, SHIFT)
    assert value(canvas, p) == 0.5


def test_escape_gives_the_old_rating_back(canvas: Canvas, hand: Hand) -> None:
    p = point(canvas)
    before = canvas.editor.document
    end = height(canvas, hand, p, 2 if p.value != 2 else -2)
    hand.carry(spot(canvas, hand, p), end)
    assert value(canvas, p) != p.value
    hand.key(Qt.Key.Key_Escape)
    hand.release(end)
    assert canvas.editor.document == before
    assert not canvas.editor.in_gesture


def test_back_where_it_began_is_no_step(canvas: Canvas, hand: Hand) -> None:
    p = point(canvas)
    start = spot(canvas, hand, p)
    hand.press(start)
    hand.move(height(canvas, hand, p, 2 if p.value != 2 else -2))
    hand.move(start)
    hand.release(start)
    assert canvas.editor.history.undo_step is None


def test_an_unrated_touchpoint_is_rated_from_the_neutral_line(canvas: Canvas, hand: Hand) -> None:
    p = point(canvas, rated=False)
    start = spot(canvas, hand, p)
    hand.move(start, held=Qt.MouseButton.NoButton)
    assert any(getattr(item, "fill", None) == "ink.quiet" for m in canvas.marks for item in m.items)
    hand.drag(start, height(canvas, hand, p, 2))
    assert value(canvas, p) == 2


def test_grasping_another_line_chooses_its_persona(canvas: Canvas, hand: Hand) -> None:
    other = point(canvas, first=False)
    assert canvas.persona != other.persona
    hand.click(spot(canvas, hand, other))
    chosen = (
        canvas.hits.at(*canvas.to_map(*spot(canvas, hand, other))).point if canvas.hits else None
    )
    assert chosen is not None
    assert canvas.persona == chosen.persona
    assert canvas.editor.selection == {other.card}
