"""Move to: what a drag does, by choosing where to from lists. Cards of several cells keep their arrangement."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QWidget

from journeyeditor.editing.operations.blocks import are_apart
from journeyeditor.editing.operations.moving import row_of
from journeyeditor.model.entities import Card, Entity, Lane, Map, Stage, Step
from journeyeditor.model.messages import N_
from journeyeditor.ui.state import MOVABLE, takes_cards
from journeyeditor.ui.widgets.build import button, column, label, row
from journeyeditor.ui.widgets.fields import Quiet

if TYPE_CHECKING:
    from journeyeditor.model.document import Document
    from journeyeditor.ui.theme import Look

TITLES: dict[type[Entity], tuple[str, str]] = {
    Card: (N_("Move the card to"), N_("Move {count} cards to")),
    Stage: (N_("Move the stage"), N_("Move {count} stages")),
    Step: (N_("Move the step"), N_("Move {count} steps")),
    Lane: (N_("Move the lane"), N_("Move {count} lanes")),
}
MAP, STAGE, STEP, LANE = N_("Map"), N_("Stage"), N_("Step"), N_("Lane")
POSITION, WHERE = N_("Place in the cell"), N_("Where")
FIRST, LAST, AFTER_CARD = N_("At the beginning"), N_("At the end"), N_("After “{title}”")
BEFORE, AFTER = N_("Before"), N_("After")
UNTITLED, NUMBERED = N_("Untitled"), N_("{number} · {title}")
MOVE, CANCEL = N_("Move"), N_("Cancel")
TOGETHER = N_("The first card goes there. The others stay as far from it, within the map.")
INTO_ONE = N_("On another map, all of them go into this cell.")
ONLY_MAP = N_("The document has no other map.")
WIDTH = 440


@dataclass(frozen=True, slots=True)
class ToCell:
    """Cards go into a cell, before its card at index `at` counted without those that move."""

    lane: str
    step: str
    at: int


@dataclass(frozen=True, slots=True)
class Beside:
    """Stages, steps or lanes go before or after another one."""

    key: str
    after: bool


Goal = ToCell | Beside
Choices = Sequence[tuple[object, str]]


class MoveDialog(QDialog):
    """Asks where to, in boxes one below the other. A kind of moving is a subclass."""

    def __init__(
        self, parent: QWidget | None, look: Look, document: Document, keys: Sequence[str]
    ) -> None:
        super().__init__(parent)
        self.look, self.document, self.keys = look, document, tuple(keys)
        self.setModal(True)
        self.setMinimumWidth(look.px(WIDTH))
        self.boxes: dict[str, Quiet] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(1, 1)
        one, many = TITLES[type(document[keys[0]])]
        title = look.tr_(one) if len(keys) == 1 else look.tr_(many, count=len(keys))
        self.setWindowTitle(title)
        box = column(self, 16, (26, 24, 26, 22))
        box.addWidget(label(title, "heading"))
        box.addLayout(self._grid)
        self.note = label("", "quiet", wrap=True)
        self.note.hide()
        box.addWidget(self.note)
        box.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        line = row(spacing=8)
        line.addStretch(1)
        line.addWidget(button(self.look.tr_(CANCEL), "", self.reject))
        go = button(self.look.tr_(MOVE), "primary", self.accept)
        go.setDefault(True)
        line.addWidget(go)
        return line

    def add_box(self, name: str) -> Quiet:
        """A box with its name before it."""
        made = Quiet(self.look)
        made.setAccessibleName(self.look.tr_(name))
        at = len(self.boxes)
        self._grid.addWidget(label(self.look.tr_(name), "fieldLabel"), at, 0)
        self._grid.addWidget(made, at, 1)
        self.boxes[name] = made
        return made

    def fill(self, name: str, choices: Choices, value: object) -> None:
        """What there is to choose in a box, and what is chosen in it."""
        box = self.boxes[name]
        box.blockSignals(True)
        box.set_choices([(key, words, "") for key, words in choices])
        box.show_value(value if value in box.values else choices[0][0] if choices else None)
        box.blockSignals(False)

    def value(self, name: str) -> object:
        """What is chosen in a box."""
        box = self.boxes[name]
        return box.values[box.currentIndex()] if box.currentIndex() >= 0 else None

    def numbered(self, entities: Iterable[Entity]) -> Choices:
        """Entities by their places and titles."""
        return [
            (one.id, self.look.tr_(NUMBERED, number=place, title=self.title_of(one)))
            for place, one in enumerate(entities, 1)
        ]

    def title_of(self, entity: Entity) -> str:
        title = " ".join(str(getattr(entity, "title", "")).split())
        return title or self.look.tr_(UNTITLED)

    @abstractmethod
    def goal(self) -> Goal:
        """Where to."""


class MoveCards(MoveDialog):
    """Cards go to a cell of any map; they begin where the first of them stands.

    Those of several cells are told what becomes of them, as only the first one goes to that very cell.
    """

    def __init__(
        self, parent: QWidget | None, look: Look, document: Document, keys: Sequence[str]
    ) -> None:
        super().__init__(parent, look, document, keys)
        first = document.one(Card, keys[0])
        step = document.one(Step, first.step)
        self._apart = are_apart(document, keys, first.lane)
        begin = document.one(Stage, step.stage).map
        for name in (MAP, STAGE, STEP, LANE, POSITION):
            self.add_box(name)
        self.fill(MAP, [(one.id, self.title_of(one)) for one in document.maps], begin)
        self._fill_map(step.stage, step.id, first.lane)
        self.boxes[MAP].currentIndexChanged.connect(self._map_chosen)
        self.boxes[STAGE].currentIndexChanged.connect(self._stage_chosen)
        self.boxes[STEP].currentIndexChanged.connect(self._fill_places)
        self.boxes[LANE].currentIndexChanged.connect(self._fill_places)
        several = len(document.maps) > 1
        self.boxes[MAP].setEnabled(several)
        why_not = "" if several else look.tr_(ONLY_MAP)
        self.boxes[MAP].setToolTip(why_not)
        self.boxes[MAP].setAccessibleDescription(why_not)
        (self.boxes[MAP] if several else self.boxes[STAGE]).setFocus()

    def _map_chosen(self) -> None:
        self._fill_map("", "", "")

    def _stage_chosen(self) -> None:
        self._fill_steps("")

    def _fill_map(self, stage: str, step: str, lane: str) -> None:
        map_id = str(self.value(MAP))
        lanes = [one for one in self.document.lanes(map_id) if takes_cards(one.kind)]
        self.fill(STAGE, self.numbered(self.document.stages(map_id)), stage)
        self.fill(LANE, [(one.id, self.title_of(one)) for one in lanes], lane)
        self._fill_steps(step)
        if self._apart:
            near = bool(lanes) and are_apart(self.document, self.keys, lanes[0].id)
            self.note.setText(self.look.tr_(TOGETHER if near else INTO_ONE))
            self.note.show()
            self.setAccessibleDescription(self.note.text())

    def _fill_steps(self, step: str) -> None:
        self.fill(STEP, self.numbered(self.document.steps(str(self.value(STAGE)))), step)
        self._fill_places()

    def _fill_places(self) -> None:
        tr = self.look.tr_
        cards = self._staying()
        places: list[tuple[object, str]] = [(len(cards), tr(LAST))]
        if cards:
            places.insert(0, (0, tr(FIRST)))
            places[1:1] = [
                (at, tr(AFTER_CARD, title=self.title_of(card)))
                for at, card in enumerate(cards[:-1], 1)
            ]
        self.fill(POSITION, places, len(cards))

    def _staying(self) -> list[Card]:
        cell = self.document.cell(str(self.value(LANE)), str(self.value(STEP)))
        return [card for card in cell if card.id not in self.keys]

    def goal(self) -> Goal:
        at = self.value(POSITION)
        return ToCell(str(self.value(LANE)), str(self.value(STEP)), int(str(at)))


class MoveHeads(MoveDialog):
    """Stages, steps or lanes go before or after another one of their map."""

    def __init__(
        self, parent: QWidget | None, look: Look, document: Document, keys: Sequence[str]
    ) -> None:
        super().__init__(parent, look, document, keys)
        others = others_of(document, keys)
        name = {Stage: STAGE, Step: STEP, Lane: LANE}[type(document[keys[0]])]
        self._name = name
        self.add_box(WHERE)
        self.add_box(name)
        self.fill(WHERE, [(False, look.tr_(BEFORE)), (True, look.tr_(AFTER))], True)
        self.fill(name, self._words(others), others[-1])
        self.boxes[name].setFocus()

    def _words(self, keys: Sequence[str]) -> Choices:
        entities = [self.document[key] for key in keys]
        if not isinstance(entities[0], Step):
            return self.numbered(entities)
        return [
            (step.id, f"{self.title_of(self.document[step.stage])} · {self.title_of(step)}")
            for step in entities
            if isinstance(step, Step)
        ]

    def goal(self) -> Goal:
        return Beside(str(self.value(self._name)), self.value(WHERE) is True)


def others_of(document: Document, keys: Sequence[str]) -> list[str]:
    """What stages, steps or lanes could go beside."""
    return [key for key in row_of(document, keys[0]) if key not in keys]


def movable(document: Document, keys: Iterable[str]) -> list[str]:
    """Those keys that can be moved together: all of one kind, else none."""
    chosen = [key for key in keys if isinstance(document.get(key), MOVABLE)]
    return chosen if len({type(document[key]) for key in chosen}) == 1 else []


def map_of(document: Document, goal: Goal) -> str:
    """The map on which a goal lies."""
    entity = document[goal.lane if isinstance(goal, ToCell) else goal.key]
    owner = document.map_of(entity)
    return owner.id if isinstance(owner, Map) else ""


def ask_where(
    parent: QWidget | None, look: Look, document: Document, keys: Sequence[str]
) -> Goal | None:
    """Shows the dialog for what these keys are; None where it is called off."""
    kind = MoveCards if isinstance(document[keys[0]], Card) else MoveHeads
    dialog = kind(parent, look, document, keys)
    accepted = bool(dialog.exec())
    goal = dialog.goal() if accepted else None
    dialog.deleteLater()
    return goal
