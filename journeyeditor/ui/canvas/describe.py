"""Where the cursor is, in words: for the status bar and for screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.model.entities import Card, Lane, Stage, Step
from journeyeditor.model.messages import N_
from journeyeditor.ui.canvas.cursor import Cursor, Grid

if TYPE_CHECKING:
    from journeyeditor.ui.canvas.view import Canvas

SELECTED = N_("{count} selected")
OF = N_("{place} of {count}")
UNTITLED = N_("Untitled")
EMPTY = N_("Empty cell")
_SEPARATOR = " · "


def describe(canvas: Canvas) -> str:
    """The selection and its place in one line, such as `Leasing form · Purchase · Orders · 1 of 1 · Frustrated −2`."""
    chosen = canvas.editor.selection
    if len(chosen) > 1:
        return canvas.translate(SELECTED).format(count=len(chosen))
    if chosen and canvas.cell.card not in chosen:
        return _entity(canvas, next(iter(chosen)))
    return describe_cell(canvas, canvas.cell)


def describe_cell(canvas: Canvas, cursor: Cursor, with_lane: bool = False) -> str:
    """A cell or the card in it: title, lane where asked for, stage, step, which of how many, rating."""
    document, translate = canvas.editor.document, canvas.translate
    step, lane = document.find(Step, cursor.step), document.find(Lane, cursor.lane)
    if step is None or lane is None or canvas.hits is None:
        return ""
    stage = document.find(Stage, step.stage)
    card = document.find(Card, cursor.card)
    words = [_title(canvas, card) if card else translate(EMPTY)]
    words += [lane.title] if with_lane or card is None else []
    words += [stage.title if stage else "", step.title]
    if card is not None:
        place, count = Grid(canvas.hits).place_of(cursor)
        words.append(translate(OF).format(place=place, count=count))
        words.append(canvas.commands.rating_words(card.id))
    return _SEPARATOR.join(word for word in words if word)


def _title(canvas: Canvas, card: Card) -> str:
    return " ".join((card.title or card.text).split())[:80] or canvas.translate(UNTITLED)


def _entity(canvas: Canvas, key: str) -> str:
    entity = canvas.editor.document.get(key)
    if isinstance(entity, Card):
        return _title(canvas, entity)
    if isinstance(entity, Stage | Step | Lane):
        return entity.title or canvas.translate(UNTITLED)
    return ""
