"""What the keyboard and the add buttons do to the document: verbs on what is selected or under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.editing.operations.blocks import CellGrid, Shift
from journeyeditor.editing.operations.cards import (
    add_card,
    duplicate_cards,
    move_all,
    move_cards,
)
from journeyeditor.editing.operations.columns import add_stage, add_step
from journeyeditor.editing.operations.deletion import delete
from journeyeditor.editing.operations.lanes import add_lane
from journeyeditor.editing.operations.ratings import rate, step_rating
from journeyeditor.editing.patch import Patch
from journeyeditor.model import scale as scales
from journeyeditor.model.entities import Card, Lane, LaneKind, Map, Persona, Rating, Stage, Step
from journeyeditor.model.messages import N_, message
from journeyeditor.ui.canvas.cursor import Grid
from journeyeditor.ui.canvas.moving_heads import move_heads
from journeyeditor.ui.canvas.tools.palette import ADD_CARD
from journeyeditor.ui.canvas.tools.rate import RATE
from journeyeditor.ui.lane_kinds import CARDLESS, LANE_TITLES
from journeyeditor.ui.moments import isolated

if TYPE_CHECKING:
    from journeyeditor.model.messages import Message
    from journeyeditor.ui.canvas.view import Canvas

ADD_STAGE, ADD_STEP, ADD_LANE = N_("Add stage"), N_("Add step"), N_("Add lane")
DELETE, DUPLICATE = N_("Delete"), N_("Duplicate")
DELETE_WITH_ONE, DELETE_WITH = N_("Delete with 1 card"), N_("Delete with {count} cards")
MOVE = N_("Move cards")
CLEAR = N_("Clear rating")
NO_CARDS_HERE = N_("This lane holds no cards. Choose a cell of another lane.")
NO_PLACE = N_("There is no cell on that side to move the cards to.")
NOT_A_TOUCHPOINT = N_("Only touchpoints are rated. Select one in a touchpoint lane.")
FELT_BY = N_("{persona}: {rated}")
RATES_FOR = N_("The keys rate for {name} now.")
NOBODY_ELSE = N_("This map shows nobody else to rate for. Add a persona first.")


class Commands:
    """The verbs of one canvas. What can't be done is told through the canvas's `message` signal."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def add_card(self, lane: str, step: str, at: int | None = None, typed: str = "") -> None:
        """A new card in a cell, its title open for editing; `typed` is what was typed to start it."""
        canvas = self._canvas
        document = canvas.editor.document
        if document.one(Lane, lane).kind in CARDLESS:
            canvas.message.emit(message(NO_CARDS_HERE))
            return
        patch = add_card(document, canvas.ids, lane, step, at)
        canvas.add(message(ADD_CARD), patch, patch.added()[0].id, typed)

    def add_card_below(self, card: str) -> None:
        """A new card right under this one in its cell."""
        document = self._canvas.editor.document
        owner = document.find(Card, card)
        if owner is not None:
            cell = [other.id for other in document.cell(owner.lane, owner.step)]
            self.add_card(owner.lane, owner.step, cell.index(card) + 1)

    def add_stage(self) -> None:
        """A new stage at the end, its title open for editing."""
        canvas = self._canvas
        if canvas.map_id is None:
            return
        with canvas.reporting():
            patch = add_stage(canvas.editor.document, canvas.ids, canvas.map_id)
            self._added(patch, ADD_STAGE, Stage)

    def add_step(self, stage: str) -> None:
        """A new step at the end of a stage, its title open for editing."""
        canvas = self._canvas
        with canvas.reporting():
            self._added(add_step(canvas.editor.document, canvas.ids, stage), ADD_STEP, Step)

    def add_lane(self, kind: LaneKind) -> None:
        """A new lane at the bottom, its title open for editing."""
        canvas = self._canvas
        if canvas.map_id is None:
            return
        title = canvas.translate(LANE_TITLES[kind])
        with canvas.reporting():
            patch = add_lane(canvas.editor.document, canvas.ids, canvas.map_id, kind, title)
            self._added(patch, ADD_LANE, Lane)

    def _added(self, patch: Patch, label: str, kind: type[Stage | Step | Lane]) -> None:
        key = next(entity.id for entity in patch.added() if isinstance(entity, kind))
        self._canvas.add(message(label), patch, key)

    def delete_selection(self) -> None:
        """What is selected is gone; the cursor stays in its cell."""
        canvas = self._canvas
        if not canvas.editor.selection:
            return
        with canvas.reporting():
            patch = delete(canvas.editor.document, canvas.editor.selection)
            canvas.commit(self._deletion(patch), patch, select=())

    def _deletion(self, patch: Patch) -> Message:
        """What a deletion is called in the list of steps; cards that go along with their column or lane are counted."""
        chosen = self._canvas.editor.selection
        along = [
            key
            for key, (before, after) in patch.changes.items()
            if after is None and isinstance(before, Card) and key not in chosen
        ]
        if not along:
            return message(DELETE)
        return message(DELETE_WITH, count=len(along)) if along[1:] else message(DELETE_WITH_ONE)

    def duplicate_selection(self) -> None:
        """A copy of each selected card right behind it."""
        canvas = self._canvas
        cards = self.selected_cards()
        if cards:
            patch = duplicate_cards(canvas.editor.document, canvas.ids, cards)
            added = [entity.id for entity in patch.added() if isinstance(entity, Card)]
            canvas.keyboard.held.commit(message(DUPLICATE), patch, select=added)

    def selected_cards(self) -> list[str]:
        """The selected cards in reading order; those of hidden lanes, which are selected beside the map, come last."""
        canvas = self._canvas
        if canvas.hits is None:
            return []
        chosen = canvas.editor.selection
        seen = Grid(canvas.hits).reading_order(chosen)
        return [*seen, *self._hidden_cards()] if len(seen) < len(chosen) else seen

    def _hidden_cards(self) -> list[str]:
        """The selected cards of this map's hidden lanes."""
        document, chosen = self._canvas.editor.document, self._canvas.editor.selection
        hidden = [lane.id for lane in document.lanes(self._canvas.map_id or "") if lane.hidden]
        return [card.id for lane in hidden for card in document.cards(lane) if card.id in chosen]

    def select_all(self) -> None:
        canvas = self._canvas
        if canvas.hits is not None:
            canvas.editor.select(Grid(canvas.hits).reading_order())

    def move_selection(self, steps: int, lanes: int) -> None:
        """Each selected card goes one cell further; lanes without cards and collapsed ones are stepped over. All or none."""
        canvas = self._canvas
        cards = self.selected_cards()
        if not cards:
            move_heads(canvas, steps, lanes)
            return
        document = canvas.editor.document
        goings = CellGrid(document, canvas.map_id or "").goings(cards, Shift(steps, lanes))
        if goings is None:
            canvas.message.emit(message(NO_PLACE))
            return
        patch = move_all(document, canvas.ids, goings)
        canvas.keyboard.held.commit(message(MOVE), patch, select=cards)

    def reorder_selection(self, by: int) -> None:
        """The selected card goes up or down among the cards of its cell."""
        canvas = self._canvas
        document = canvas.editor.document
        patch = Patch({})
        cards = self.selected_cards()
        if not cards:
            return
        for key in cards if by < 0 else reversed(cards):
            card = document.one(Card, key)
            cell = [other.id for other in document.cell(card.lane, card.step)]
            at = cell.index(key) + by
            if not 0 <= at < len(cell) or cell[at] in cards:
                continue
            step = move_cards(document, canvas.ids, [key], card.lane, card.step, at)
            document, patch = step.apply(document), patch.then(step)
        canvas.keyboard.held.commit(message(MOVE), patch, select=cards)

    def _touchpoints(self) -> list[str]:
        document = self._canvas.editor.document
        return [
            key
            for key in self.selected_cards()
            if document.one(Lane, document.one(Card, key).lane).kind is LaneKind.TOUCHPOINT
        ]

    def rate_digit(self, digit: int) -> None:
        """The digit's level, counted from the lowest, for the selected touchpoints and the canvas's persona."""
        canvas = self._canvas
        cards = self._rateable()
        if not cards or canvas.map_id is None:
            return
        scale = canvas.editor.document.one(Map, canvas.map_id).scale
        level = scales.level_for_digit(scale, digit)
        if level is not None:
            patch = rate(canvas.editor.document, cards, canvas.persona, float(level))
            canvas.commit(message(RATE), patch)

    def rate_step(self, up: bool) -> None:
        """One level better or worse."""
        cards = self._rateable()
        if cards:
            document = self._canvas.editor.document
            patch = step_rating(document, cards, self._canvas.persona, up)
            self._canvas.keyboard.held.commit(message(RATE), patch)

    def rate_for_next(self) -> None:
        """The rating keys set the ratings of the next persona on the map, after the last one those of the first."""
        canvas = self._canvas
        shown = canvas.editor.document.find(Map, canvas.map_id)
        people = shown.personas if shown is not None else ()
        if len(people) < 2 or canvas.persona not in people:
            canvas.message.emit(message(NOBODY_ELSE))
            return
        canvas.persona = people[(people.index(canvas.persona) + 1) % len(people)]
        # The mouse may rest where the dots of the one before stand.
        canvas.mouse.look_again()
        canvas.refresh_marks()
        name = canvas.editor.document.one(Persona, canvas.persona).name
        canvas.message.emit(message(RATES_FOR, name=name))

    def clear_rating(self) -> bool:
        """Takes the persona's rating of the selected touchpoints away; False where there is none."""
        canvas = self._canvas
        patch = rate(canvas.editor.document, self._touchpoints(), canvas.persona, None)
        return bool(patch) and canvas.commit(message(CLEAR), patch)

    def _rateable(self) -> list[str]:
        cards = self._touchpoints()
        if not cards and self._canvas.editor.selection:
            self._canvas.message.emit(message(NOT_A_TOUCHPOINT))
        return cards

    def rating_words(self, card: str) -> str:
        """How the canvas's persona feels at a touchpoint, whose name is said among several; "" where not rated."""
        canvas = self._canvas
        rating: Rating | None = canvas.editor.document.rating(card, canvas.persona)
        owner = canvas.editor.document.find(Map, canvas.map_id)
        if rating is None or rating.value is None or owner is None:
            return ""
        rated = scales.named_value(owner.scale, rating.value, canvas.translate)
        persona = canvas.editor.document.find(Persona, canvas.persona)
        if persona is None or len(owner.personas) < 2:
            return rated
        return canvas.translate(FELT_BY).format(
            persona=isolated(persona.name), rated=isolated(rated)
        )
