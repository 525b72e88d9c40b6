from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from journeyeditor.layout.drawing import Box
from journeyeditor.model.entities import Card, LaneKind
from journeyeditor.ui.canvas.auto_scroll import ZONE
from journeyeditor.ui.canvas.camera import Strip, pane_of
from journeyeditor.ui.canvas.tools.palette import MIME, PaletteDrag, PaletteItem, item_of
from journeyeditor.ui.canvas.view import Canvas
from tests.ui.canvas.conftest import LEFT, NO, Hand
from tests.ui.canvas.test_drag_cards import lane_of, steps_of

COPY = Qt.DropAction.CopyAction


def carried(item: PaletteItem) -> QMimeData:
    data = QMimeData()
    data.setData(MIME, QByteArray(item.to_bytes()))
    return data


def bring(canvas: Canvas, data: QMimeData, at: tuple[float, float]) -> bool:
    """Drags something over the canvas; whether it could be dropped there."""
    point = QPoint(round(at[0]), round(at[1]))
    target = canvas.viewport()
    QApplication.sendEvent(target, QDragEnterEvent(point, COPY, data, LEFT, NO))
    over = QDragMoveEvent(point, COPY, data, LEFT, NO)
    over.ignore()
    QApplication.sendEvent(target, over)
    return over.isAccepted()


def drop(canvas: Canvas, data: QMimeData, at: tuple[float, float]) -> None:
    QApplication.sendEvent(canvas.viewport(), QDropEvent(QPointF(*at), COPY, data, LEFT, NO))


def test_a_touchpoint_is_dropped_into_a_cell_and_its_title_edited(
    canvas: Canvas, hand: Hand
) -> None:
    lane, step = lane_of(canvas, LaneKind.TOUCHPOINT), steps_of(canvas)[1]
    before = {card.id for card in canvas.editor.document.all(Card)}
    data = carried(PaletteItem(LaneKind.TOUCHPOINT, "phone"))
    at = hand.cell(lane, step, 0.95)
    assert bring(canvas, data, at)
    assert any(getattr(i, "fill", None) == "drop" for m in canvas.marks for i in m.items)
    drop(canvas, data, at)
    added = next(c for c in canvas.editor.document.all(Card) if c.id not in before)
    assert (added.lane, added.step, added.channel) == (lane, step, "phone")
    assert canvas.editor.selection == {added.id}
    assert canvas.texts.key == added.id
    hand.type("call")
    hand.key(Qt.Key.Key_Return)
    assert canvas.editor.document.one(Card, added.id).title == "call"


def test_a_channel_let_go_on_a_touchpoint_becomes_its_channel(canvas: Canvas, hand: Hand) -> None:
    before = canvas.editor.document
    card = before.cell(lane_of(canvas, LaneKind.TOUCHPOINT), steps_of(canvas)[1])[0]
    channel = "phone" if card.channel != "phone" else "web"
    data, at = carried(PaletteItem(LaneKind.TOUCHPOINT, channel)), hand.card(card.id, fy=0.5)
    assert bring(canvas, data, at)
    assert isinstance(canvas.mouse.gesture, PaletteDrag)
    assert canvas.mouse.gesture.onto == card.id
    assert canvas.placed is not None
    rect = canvas.placed.card_rect(card.id)
    tints = [i for m in canvas.marks for i in m.items if getattr(i, "fill", None) == "drop"]
    assert [item.rect for item in tints if isinstance(item, Box)] == [rect]
    drop(canvas, data, at)
    assert canvas.editor.document.one(Card, card.id).channel == channel
    assert len(list(canvas.editor.document.all(Card))) == len(list(before.all(Card)))
    assert canvas.editor.selection == {card.id}
    canvas.editor.undo()
    assert canvas.editor.document == before
    bring(canvas, data, hand.card(card.id, fy=0.02))
    assert canvas.mouse.gesture.onto == ""
    canvas.mouse.cancel()


def test_a_channel_let_go_on_another_card_becomes_a_card(canvas: Canvas, hand: Hand) -> None:
    card = canvas.editor.document.cell(lane_of(canvas, LaneKind.PAIN), steps_of(canvas)[1])[0]
    canvas.reveal_entity(card.id)
    bring(canvas, carried(PaletteItem(LaneKind.TOUCHPOINT, "phone")), hand.card(card.id, fy=0.5))
    assert isinstance(canvas.mouse.gesture, PaletteDrag)
    assert canvas.mouse.gesture.onto == "" and canvas.mouse.gesture.target is not None
    canvas.mouse.cancel()


def test_what_comes_in_over_an_edge_scrolls_there_only_when_led_back_to_it(
    canvas: Canvas, hand: Hand
) -> None:
    canvas.scroll_by(-300, 0)
    data, camera = carried(PaletteItem(LaneKind.TOUCHPOINT, "phone")), canvas.camera
    clip = pane_of(canvas.panes, Strip.BODY).clip
    y = hand.cell(lane_of(canvas, LaneKind.TOUCHPOINT), steps_of(canvas)[2])[1]

    def scrolled(x: float) -> bool:
        over = QDragMoveEvent(QPoint(round(x), round(y)), COPY, data, LEFT, NO)
        QApplication.sendEvent(canvas.viewport(), over)
        canvas.mouse._timer.stop()
        canvas.mouse.tick()
        return canvas.camera != camera

    bring(canvas, data, (2, y))
    assert not scrolled(clip.x + 10)
    assert not scrolled(clip.x + ZONE + 30)
    assert scrolled(clip.x + 10)
    QApplication.sendEvent(canvas.viewport(), QDragLeaveEvent())


def test_the_curve_takes_no_cards(canvas: Canvas, hand: Hand) -> None:
    data = carried(PaletteItem(LaneKind.PAIN))
    at = hand.cell(lane_of(canvas, LaneKind.EMOTION), steps_of(canvas)[1])
    before = canvas.editor.document
    assert not bring(canvas, data, at)
    drop(canvas, data, at)
    assert canvas.editor.document is before


def test_leaving_the_canvas_takes_the_marks_away(canvas: Canvas, hand: Hand) -> None:
    data = carried(PaletteItem(LaneKind.TOUCHPOINT, "web"))
    at = hand.cell(lane_of(canvas, LaneKind.TOUCHPOINT), steps_of(canvas)[1])
    idle = canvas.marks
    bring(canvas, data, at)
    assert canvas.marks != idle
    QApplication.sendEvent(canvas.viewport(), QDragLeaveEvent())
    assert canvas.mouse.gesture is None
    assert not any(getattr(i, "fill", None) == "drop" for m in canvas.marks for i in m.items)


def test_anything_else_is_not_taken(canvas: Canvas, hand: Hand) -> None:
    data = QMimeData()
    data.setText("a text")
    at = hand.cell(lane_of(canvas, LaneKind.TOUCHPOINT), steps_of(canvas)[1])
    assert not bring(canvas, data, at)


def test_a_damaged_item_is_nothing() -> None:
    for raw in (b"", b"[]", b'{"kind": "nonsense"}', b"\xff", b'{"channel": "web"}'):
        data = QMimeData()
        data.setData(MIME, QByteArray(raw))
        assert item_of(data) is None
