"""Lines in a text field stand where those of the map do: the same leading, each on the map's baseline."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QFontInfo, QTextCursor
from PySide6.QtWidgets import QApplication

from journeyeditor.layout.drawing import Glyphs, Group, Rect, walk
from journeyeditor.layout.metrics import CARD_TITLE
from journeyeditor.layout.metrics import TEXT as TEXT_STYLE
from journeyeditor.model.entities import Card, Direction, Lane, Stage
from journeyeditor.ui.canvas.camera import Strip
from tests.support.maps import generated_document
from tests.ui.canvas.conftest import Hand, MakeCanvas
from tests.ui.canvas.test_drag_cards import first_card

if TYPE_CHECKING:
    from journeyeditor.ui.canvas.field_box import TextField
    from journeyeditor.ui.canvas.view import Canvas

SNAPPED = 0.55
"""Pixels: a field stands on whole ones, and Qt counts in 64ths."""
ZOOMS = (0.6, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0, 3.0)
TITLE, TEXT = "One\ntwo\nthree", "Alpha\nbeta\ngamma\ndelta\nepsilon"


def lines_on_map(canvas: Canvas, group: Group, strip: Strip, down: float = 0) -> list[float]:
    """The baselines of a group's texts in pixels of the viewport, from top to bottom."""
    found = {
        round(canvas.to_view(strip, spot.rect(Rect(0, leaf.y, 0, 0)).moved(0, down)).y, 3)
        for leaf, spot in walk(group)
        if isinstance(leaf, Glyphs)
    }
    return sorted(found)


def lines_in(canvas: Canvas, field: TextField) -> list[float]:
    """The baselines of a field in the same pixels."""
    document = field.document()
    top = (
        field.viewport().mapTo(canvas.viewport(), QPoint()).y() - field.verticalScrollBar().value()
    )
    found = []
    block = document.firstBlock()
    while block.isValid():
        at = document.documentLayout().blockBoundingRect(block).top()
        lines = (block.layout().lineAt(i) for i in range(block.layout().lineCount()))
        found += [top + at + line.y() + line.ascent() for line in lines]
        block = block.next()
    return found


def lines_in_fields(canvas: Canvas) -> list[float]:
    assert canvas.texts.box is not None
    return [y for field in canvas.texts.box.fields.values() for y in lines_in(canvas, field)]


def farthest(shown: list[float], wanted: list[float]) -> float:
    assert len(shown) == len(wanted) > 0
    return max(abs(a - b) for a, b in zip(shown, wanted, strict=True))


def opened(make: MakeCanvas, direction: Direction = Direction.AUTO) -> tuple[Canvas, str]:
    """A canvas with a card of several lines."""
    document = generated_document(40)
    shown = document.maps[0]
    canvas = make(document.replaced({shown.id: replace(shown, direction=direction)}), height=900)
    card = first_card(canvas)
    canvas.editor.reset(
        canvas.editor.document.replaced({card.id: replace(card, title=TITLE, text=TEXT)})
    )
    return canvas, card.id


def lines_of_card(canvas: Canvas, card: str) -> list[float]:
    assert canvas.placed is not None
    found = canvas.placed.card(card)
    assert found is not None
    lane, placed = found
    texts = placed.group
    wanted = lines_on_map(canvas, texts, Strip.BODY, lane.y)
    return wanted[: len(TITLE.split()) + len(TEXT.split())]


@pytest.mark.parametrize("direction", [Direction.LTR, Direction.RTL])
def test_every_line_of_a_card_is_on_the_maps_baseline(
    make: MakeCanvas, direction: Direction
) -> None:
    canvas, card = opened(make, direction)
    for zoom in ZOOMS:
        canvas.set_zoom(zoom)
        canvas.edit(card)
        assert farthest(lines_in_fields(canvas), lines_of_card(canvas, card)) <= SNAPPED, zoom
        canvas.texts.cancel()


def test_a_zoom_while_typing_keeps_lines_and_text(make: MakeCanvas, hand: Hand) -> None:
    canvas, card = opened(make)
    canvas.edit(card)
    Hand(canvas).type("New")
    for zoom in (1.5, 0.8):
        canvas.set_zoom(zoom)
        assert canvas.texts.typing() == {(card, "title"): "New"}
        assert canvas.texts.box is not None
        shown = lines_in(canvas, canvas.texts.box.fields["title"])
        wanted = lines_of_card(canvas, card)[:1]
        assert farthest(shown, wanted) <= SNAPPED


def test_what_stands_below_goes_down_by_a_line(make: MakeCanvas) -> None:
    canvas, card = opened(make)
    canvas.edit(card)
    assert canvas.texts.box is not None
    title, text = canvas.texts.box.fields.values()
    before = lines_in(canvas, text)
    title.moveCursor(QTextCursor.MoveOperation.End)
    title.insertPlainText("\nfour")
    leading = lines_in(canvas, title)[1] - lines_in(canvas, title)[0]
    assert lines_in(canvas, text)[0] - before[0] == pytest.approx(leading, abs=1)
    gap = lines_in(canvas, text)[1] - lines_in(canvas, text)[0]
    assert gap == pytest.approx(1.3 * 11 * canvas.zoom, abs=0.05)


def test_heads_and_labels_stand_on_the_maps_baselines_too(make: MakeCanvas) -> None:
    canvas, _card = opened(make)
    document = canvas.editor.document
    stage, lane = next(document.all(Stage)), next(document.all(Lane))
    canvas.editor.reset(
        document.replaced({stage.id: replace(stage, title="One\ntwo", goal="three\nfour")})
    )
    assert canvas.placed is not None
    head = next(one for one in canvas.placed.stages if one.id == stage.id)
    assert head.group is not None
    label = canvas.placed.lane(lane.id)
    assert label is not None
    cases = (
        (stage.id, lines_on_map(canvas, head.group, Strip.HEAD), 4),
        (lane.id, lines_on_map(canvas, label.block.label, Strip.LABELS, label.y), 1),
    )
    for key, wanted, count in cases:
        canvas.edit(key)
        assert farthest(lines_in_fields(canvas), wanted[:count]) <= SNAPPED
        canvas.texts.cancel()


def test_what_is_pasted_and_broken_has_the_same_leading(make: MakeCanvas, hand: Hand) -> None:
    canvas, card = opened(make)
    canvas.edit(card)
    assert canvas.texts.box is not None
    field = canvas.texts.box.fields["title"]
    mime = QMimeData()
    mime.setHtml("<h1>Large</h1><p>and <b>bold</b></p>")
    mime.setText("Large\nand bold")
    QApplication.clipboard().setMimeData(mime)
    field.selectAll()
    field.paste()
    Hand(canvas).key(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    Hand(canvas).type("Last")
    assert field.toPlainText() == "Large\nand bold\nLast"
    shown = lines_in(canvas, field)
    steps = [b - a for a, b in itertools.pairwise(shown)]
    assert steps == pytest.approx([1.3 * 12 * canvas.zoom] * 2, abs=0.05)


def test_undo_in_a_field_is_of_what_was_typed(make: MakeCanvas) -> None:
    canvas, card = opened(make)
    canvas.edit(card)
    assert canvas.texts.box is not None
    field = canvas.texts.box.fields["title"]
    assert not field.document().isUndoAvailable()
    Hand(canvas).type("New")
    field.undo()
    assert field.toPlainText() == TITLE
    assert not field.document().isUndoAvailable()


WORDS = "Handing over the bicycle takes twenty minutes, says everybody who was asked about it"


def test_lines_are_as_long_as_the_maps_also_between_whole_pixels(make: MakeCanvas) -> None:
    canvas, card = opened(make)
    document = canvas.editor.document
    canvas.editor.reset(
        document.replaced({card: replace(document.one(Card, card), title=WORDS, text=WORDS)})
    )
    styles = {"title": CARD_TITLE, "text": TEXT_STYLE}
    for zoom in (0.75, 0.9, 1.0, 1.37, 2.0):
        canvas.set_zoom(zoom)
        canvas.edit(card)
        assert canvas.texts.box is not None
        for name, field in canvas.texts.box.fields.items():
            line = field.document().firstBlock().layout().lineAt(0)
            words = WORDS[: line.textLength()].strip()
            wanted = canvas.map_layout.engine.line(words, styles[name], colour="ink").width * zoom
            assert line.naturalTextWidth() == pytest.approx(wanted, rel=0.02)
            assert QFontInfo(field.font()).family() == "Noto Sans"
        canvas.texts.cancel()


def test_a_card_is_what_it_was_when_nothing_is_typed(make: MakeCanvas) -> None:
    canvas, card = opened(make)
    before = canvas.editor.document
    canvas.edit(card)
    canvas.set_zoom(1.5)
    canvas.texts.commit()
    assert canvas.editor.document is before
    assert canvas.editor.document.one(Card, card).title == TITLE
