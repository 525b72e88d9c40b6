"""What the window is in the midst of, as plain values: enough to say which actions there are and why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeyeditor.app.undescribed import any_pictures
from journeyeditor.model.entities import Card, Connector, Lane, LaneKind, Persona, Stage, Step
from journeyeditor.model.messages import N_
from journeyeditor.model.saved_views import saved_views
from journeyeditor.ui.lane_kinds import CARDLESS

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.app.session import Session
    from journeyeditor.model.messages import Message

MOVABLE = (Card, Stage, Step, Lane)
DELETABLE = (Card, Connector, Stage, Step, Lane, Persona)


@dataclass(frozen=True, slots=True)
class State:
    """`open`: whether there is a document. Counts are of what is selected, but those of maps, and of views of the map.

    `place` is that of the map among the others, from 0.
    """

    open: bool = False
    modified: bool = False
    has_file: bool = False
    busy: bool = False
    undo: Message | None = None
    redo: Message | None = None
    cards: int = 0
    touchpoints: int = 0
    deletable: int = 0
    movable: bool = False
    selected: int = 0
    arrows: int = 0
    any_card: bool = False
    lanes_for_cards: bool = False
    maps: int = 0
    place: int = 0
    lanes: int = 0
    links: int = 0
    views: int = 0
    pictures: bool = False


def state_of(session: Session | None, map_id: str = "", busy: bool = False) -> State:
    """The state of a window with this document."""
    if session is None:
        return State()
    editor = session.editor
    document, history = editor.document, editor.history
    chosen = [document[key] for key in editor.selection]
    cards = [entity for entity in chosen if isinstance(entity, Card)]
    lanes = document.lanes(map_id)
    undo, redo = history.undo_step, history.redo_step
    return State(
        open=True,
        modified=session.modified,
        has_file=session.path is not None,
        busy=busy,
        undo=undo.label if undo else None,
        redo=redo.label if redo else None,
        cards=len(cards),
        touchpoints=sum(_kind(document.find(Lane, c.lane)) is LaneKind.TOUCHPOINT for c in cards),
        selected=len(chosen),
        movable=len({type(entity) for entity in chosen if isinstance(entity, MOVABLE)}) == 1,
        deletable=sum(isinstance(entity, DELETABLE) for entity in chosen),
        arrows=sum(isinstance(entity, Connector) for entity in chosen),
        any_card=any(document.cards(lane.id) for lane in lanes),
        lanes_for_cards=any(takes_cards(lane.kind) and not lane.hidden for lane in lanes),
        maps=len(document.maps),
        place=next((at for at, one in enumerate(document.maps) if one.id == map_id), 0),
        lanes=sum(isinstance(entity, Lane) for entity in chosen) + len(cards),
        links=sum(bool(card.link) for card in cards),
        views=len(saved_views(document, map_id)),
        pictures=any_pictures(document),
    )


def _kind(lane: Lane | None) -> LaneKind | None:
    return lane.kind if lane else None


def takes_cards(kind: LaneKind) -> bool:
    """Whether cards can stand in lanes of a kind."""
    return kind not in CARDLESS


@dataclass(frozen=True, slots=True)
class Condition:
    """When an action can be used, and what to say where it can't."""

    holds: Callable[[State], bool]
    why_not: str = ""


CONDITIONS: dict[str, Condition] = {
    "maps": Condition(lambda state: state.maps > 1, N_("The document has one map only.")),
    "not-first": Condition(
        lambda state: state.open and state.place > 0, N_("This is the first map.")
    ),
    "not-last": Condition(lambda state: state.place + 1 < state.maps, N_("This is the last map.")),
    "lane": Condition(
        lambda state: state.lanes > 0 and state.maps > 1,
        N_("Select a lane, or a card in it, and have another map to copy it to."),
    ),
    "lanes-chosen": Condition(
        lambda state: state.lanes > 0, N_("Select a lane, or a card in it, first.")
    ),
    "link": Condition(
        lambda state: state.links > 0, N_("Select a card that leads somewhere first.")
    ),
    "views": Condition(lambda state: state.views > 0, N_("Save what is shown as a view first.")),
    "pictures": Condition(lambda state: state.pictures, N_("There are no pictures yet.")),
    "always": Condition(lambda state: True),
    "open": Condition(lambda state: state.open, N_("No document is open.")),
    "idle": Condition(
        lambda state: state.open and not state.busy,
        N_("No document is open, or it is being saved or exported right now."),
    ),
    "undo": Condition(lambda state: state.undo is not None, N_("Nothing has been done yet.")),
    "redo": Condition(lambda state: state.redo is not None, N_("Nothing has been undone.")),
    "revert": Condition(
        lambda state: state.modified and not state.busy, N_("There are no unsaved changes.")
    ),
    "deletable": Condition(
        lambda state: state.deletable > 0,
        N_("Select cards, stages, steps, lanes or personas first."),
    ),
    "movable": Condition(
        lambda state: state.movable,
        N_("Select cards first, or stages, steps or lanes (only one of these kinds)."),
    ),
    "cards": Condition(lambda state: state.cards > 0, N_("Select one or more cards first.")),
    "two_cards": Condition(
        lambda state: state.cards == 2, N_("Select the two cards to connect first.")
    ),
    "arrows": Condition(lambda state: state.arrows > 0, N_("Select an arrow first.")),
    "selected": Condition(lambda state: state.selected > 0, N_("Select something first.")),
    "touchpoints": Condition(
        lambda state: state.touchpoints > 0, N_("Select one or more touchpoints first.")
    ),
    "any_card": Condition(lambda state: state.any_card, N_("This map has no cards yet.")),
    "lanes": Condition(
        lambda state: state.lanes_for_cards, N_("This map has no lane for cards. Add one first.")
    ),
}
