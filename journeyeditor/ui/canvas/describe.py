"""Where the cursor is, in words: for the status bar and for screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.model import scale as scales
from journeyeditor.model.entities import Card, Connector, Lane, Layer, Map, Persona, Stage, Step
from journeyeditor.model.locks import locked
from journeyeditor.model.messages import N_
from journeyeditor.ui.canvas.contents import Sort
from journeyeditor.ui.canvas.cursor import Cursor, Grid
from journeyeditor.ui.moments import side_by_side

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from journeyeditor.ui.canvas.contents import Spot, Thing
    from journeyeditor.ui.canvas.view import Canvas

SELECTED = N_("{count} selected")
OF = N_("{place} of {count}")
UNTITLED = N_("Untitled")
EMPTY = N_("Empty cell")
STAGE, STEP, LANE = N_("Stage {title}"), N_("Step {title}"), N_("Lane {title}")
ARROW = N_("Arrow from “{start}” to “{end}”")
FEELS, AIMS = N_("{persona} feels at “{card}”"), N_("{persona} aims at “{card}”")
ANYBODY, NOT_RATED = N_("Anybody"), N_("Not rated")
LOCKED, MOMENT = N_("Locked"), N_("Moment of truth")
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
    return _joined(words)


def _title(canvas: Canvas, card: Card) -> str:
    return " ".join((card.title or card.text).split())[:80] or canvas.translate(UNTITLED)


def _entity(canvas: Canvas, key: str) -> str:
    entity = canvas.editor.document.get(key)
    if isinstance(entity, Card):
        return _title(canvas, entity)
    if isinstance(entity, Stage | Step | Lane):
        return entity.title or canvas.translate(UNTITLED)
    return ""


def describe_thing(canvas: Canvas, thing: Thing, spot: Spot) -> str:
    """Anything on the map in one line, as a screen reader says it."""
    return _joined(_WORDS[thing.sort](canvas, thing, spot))


def describe_more(canvas: Canvas, thing: Thing) -> str:
    """What else there is to know of a thing: the text under its title, its marks, whether it is locked."""
    entity = canvas.editor.document.get(thing.key)
    tr = canvas.translate
    text = str(getattr(entity, "goal" if thing.sort is Sort.STAGE else "text", ""))
    marked = isinstance(entity, Card) and entity.moment_of_truth and thing.sort is Sort.CARD
    held = locked(canvas.editor.document, thing.key)
    return _joined(
        [" ".join(text.split()), tr(MOMENT) if marked else "", tr(LOCKED) if held else ""]
    )


def _joined(words: Sequence[str]) -> str:
    return side_by_side(words, _SEPARATOR)


def _card(canvas: Canvas, _thing: Thing, spot: Spot) -> list[str]:
    return [describe_cell(canvas, spot.cell, with_lane=True)]


def _stage(canvas: Canvas, thing: Thing, _spot: Spot) -> list[str]:
    row = [stage.id for stage in canvas.editor.document.stages(canvas.map_id or "")]
    return [_titled(canvas, STAGE, thing.key), _of(canvas, row, thing.key)]


def _step(canvas: Canvas, thing: Thing, _spot: Spot) -> list[str]:
    document = canvas.editor.document
    step = document.find(Step, thing.key)
    stage = document.find(Stage, step.stage) if step is not None else None
    if step is None or stage is None:
        return []
    row = [one.id for one in document.steps(stage.id)]
    return [_titled(canvas, STEP, thing.key), stage.title, _of(canvas, row, thing.key)]


def _lane(canvas: Canvas, thing: Thing, _spot: Spot) -> list[str]:
    placed = canvas.placed
    row = [lane.id for lane in placed.lanes] if placed is not None else []
    return [_titled(canvas, LANE, thing.key), _of(canvas, row, thing.key)]


def _point(canvas: Canvas, thing: Thing, spot: Spot) -> list[str]:
    """Whose feeling it is, at which touchpoint, and how it is."""
    document, tr, point = canvas.editor.document, canvas.translate, spot.point
    card, owner = document.find(Card, thing.key), document.find(Map, canvas.map_id)
    if point is None or card is None or owner is None:
        return []
    persona = document.find(Persona, point.persona)
    words = tr(AIMS if point.layer is Layer.TARGET else FEELS).format(
        persona=persona.name if persona else tr(ANYBODY), card=_title(canvas, card)
    )
    rated = (
        tr(NOT_RATED) if point.value is None else scales.named_value(owner.scale, point.value, tr)
    )
    return [words, rated]


def _arrow(canvas: Canvas, thing: Thing, _spot: Spot) -> list[str]:
    document = canvas.editor.document
    arrow = document.find(Connector, thing.key)
    if arrow is None:
        return []
    words = canvas.translate(ARROW).format(
        start=_entity(canvas, arrow.start), end=_entity(canvas, arrow.end)
    )
    return [words, arrow.label]


def _titled(canvas: Canvas, key: str, entity: str) -> str:
    return canvas.translate(key).format(title=_entity(canvas, entity))


def _of(canvas: Canvas, row: Sequence[str], key: str) -> str:
    if key not in row:
        return ""
    return canvas.translate(OF).format(place=row.index(key) + 1, count=len(row))


_WORDS: dict[Sort, Callable[[Canvas, Thing, Spot], list[str]]] = {
    Sort.STAGE: _stage,
    Sort.STEP: _step,
    Sort.LANE: _lane,
    Sort.CARD: _card,
    Sort.POINT: _point,
    Sort.ARROW: _arrow,
}
