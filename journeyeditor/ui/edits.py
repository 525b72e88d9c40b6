"""What menus and keys do to the document: each is one verb, committed as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.editing.operations.cards import add_card
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.people import add_persona
from journeyeditor.model.entities import Card, Lane, LaneKind, Persona, Stage, Step
from journeyeditor.model.messages import N_, Refused, message
from journeyeditor.ui.state import takes_cards

if TYPE_CHECKING:
    from journeyeditor.model.document import Document
    from journeyeditor.ui.canvas.view import Canvas
    from journeyeditor.ui.main_window import MainWindow

ADD_CARD, ADD_PERSONA = N_("Add card"), N_("Add persona")
LOCK, UNLOCK = N_("Lock"), N_("Unlock")
MARK, UNMARK = N_("Mark moment of truth"), N_("Unmark moment of truth")
NEW_PERSONA = N_("Persona {number}")
NO_LANE = N_("This map has no {kind} lane. Add one with Insert, Lane; then add the card again.")
NO_CARD_LANE = N_("This map has no lane for cards. Add one with Insert, Lane.")


def cell_for(
    document: Document, map_id: str, kind: LaneKind | None, lane: str, step: str
) -> tuple[str, str]:
    """The cell that a new card of a kind goes to: the one given if it suits, else the first suiting lane.

    `lane` and `step` may be empty. Raises `Refused` where the map has no lane for it.
    """
    steps = [one.id for one in document.map_steps(map_id)]
    column = step if step in steps else steps[0]
    here = document.find(Lane, lane)
    if here is not None and takes_cards(here.kind) and kind in {None, here.kind}:
        return here.id, column
    for row in document.lanes(map_id):
        if not row.hidden and takes_cards(row.kind) and kind in {None, row.kind}:
            return row.id, column
    raise Refused(NO_LANE if kind else NO_CARD_LANE, kind=kind or "")


def add_item(canvas: Canvas, kind: LaneKind | None, channel: str | None = None) -> None:
    """A new card of a kind (None: of the lane at the cursor) at the cursor, open for typing its title."""
    if canvas.map_id is None:
        return
    document = canvas.editor.document
    lane, step = chosen_cell(canvas)
    place = cell_for(document, canvas.map_id, kind, lane, step)
    patch = add_card(document, canvas.ids, *place, channel=channel)
    canvas.add(message(ADD_CARD), patch, patch.added()[0].id)


def chosen_cell(canvas: Canvas) -> tuple[str, str]:
    """Lane and step of what is selected, else of the cursor; "" where there is none."""
    document = canvas.editor.document
    for key in canvas.editor.selection:
        entity = document[key]
        if isinstance(entity, Card):
            return entity.lane, entity.step
        if isinstance(entity, Lane):
            return entity.id, canvas.cell.step
        if isinstance(entity, Step):
            return canvas.cell.lane, entity.id
    return canvas.cell.lane, canvas.cell.step


class EditCommands:
    """The verbs of Edit and Insert, on the document that a window has open."""

    def __init__(self, window: MainWindow) -> None:
        self._page = window.page_now
        self._tell = window.tell

    def undo(self) -> None:
        """Takes back a drag that is under way, else what is being typed or was done last."""
        if (page := self._page()) is not None and not page.canvas.cancel_gesture():
            page.commit_pending()
            page.session.editor.undo()

    def redo(self) -> None:
        if (page := self._page()) is not None:
            page.commit_pending()
            page.session.editor.redo()

    def delete(self) -> None:
        if (page := self._page()) is not None:
            page.commit_pending()
            page.canvas.commands.delete_selection()

    def duplicate(self) -> None:
        if (page := self._page()) is not None:
            page.commit_pending()
            page.canvas.commands.duplicate_selection()

    def select_all(self) -> None:
        if (page := self._page()) is not None:
            page.canvas.commands.select_all()
            page.canvas.setFocus()

    def toggle_moment(self) -> None:
        """Marks the selected touchpoints, or unmarks them where all of them are marked."""
        page = self._page()
        if page is None:
            return
        page.commit_pending()
        editor = page.session.editor
        cards = touchpoints(editor.document, editor.selection)
        on = not all(card.moment_of_truth for card in cards)
        keys = [card.id for card in cards]
        patch = set_fields(editor.document, keys, moment_of_truth=on)
        page.canvas.commit(message(MARK if on else UNMARK), patch)

    def add_card(self) -> None:
        page = self._page()
        if page is None:
            return
        page.commit_pending()
        try:
            add_item(page.canvas, None)
        except Refused as refused:
            self._tell(refused.message)

    def add_step(self) -> None:
        """At the end of the stage of what is selected, else of the last stage."""
        if (page := self._page()) is not None:
            page.commit_pending()
            page.canvas.commands.add_step(stage_at(page.canvas, page.map_id))

    def add_stage(self) -> None:
        if (page := self._page()) is not None:
            page.commit_pending()
            page.canvas.commands.add_stage()

    def add_lane(self, kind: str) -> None:
        if (page := self._page()) is not None:
            page.commit_pending()
            page.canvas.commands.add_lane(LaneKind(kind))

    def add_persona(self) -> None:
        """A new persona on this map, its name open in the inspector."""
        page = self._page()
        if page is None:
            return
        page.commit_pending()
        document = page.session.editor.document
        name = page.world.look.tr_(NEW_PERSONA, number=len(document.personas) + 1)
        patch = add_persona(document, page.world.services.ids, name, page.map_id)
        added = [entity.id for entity in patch.added() if isinstance(entity, Persona)]
        if page.canvas.commit(message(ADD_PERSONA), patch, select=added):
            page.inspector.edit_first()


def touchpoints(document: Document, keys: frozenset[str]) -> list[Card]:
    """Those of these entities that are touchpoints."""
    cards = (document.find(Card, key) for key in keys)
    return [
        card
        for card in cards
        if card is not None and document.one(Lane, card.lane).kind is LaneKind.TOUCHPOINT
    ]


def stage_at(canvas: Canvas, map_id: str) -> str:
    """The stage of what is selected or under the cursor, else the map's last one."""
    document = canvas.editor.document
    for key in canvas.editor.selection:
        if document.find(Stage, key) is not None:
            return key
    step = document.find(Step, chosen_cell(canvas)[1])
    return step.stage if step is not None else document.stages(map_id)[-1].id
