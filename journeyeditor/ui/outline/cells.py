"""One cell of the outline as Qt asks for it: its words, its state, and what setting it does to the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from journeyeditor.model.locks import locking, sentence
from journeyeditor.model.messages import Message, Refused, message
from journeyeditor.ui.outline.columns import NOT_HERE, RatingColumn, Way

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from journeyeditor.editing.patch import Patch
    from journeyeditor.model.entities import Card
    from journeyeditor.ui.outline.columns import Choice, Column
    from journeyeditor.ui.outline.scene import Scene

CHOICES_ROLE = Qt.ItemDataRole.UserRole + 1
"""A function that gives what can be chosen in a cell, as (value, words)."""

WAY_ROLE = Qt.ItemDataRole.UserRole + 2
GOODNESS_ROLE = Qt.ItemDataRole.UserRole + 3
KEY_ROLE = Qt.ItemDataRole.UserRole + 4
"""The way in which a cell is edited; how good its rating is, 0 to 1; the key of its row's entity."""

FIELD_ROLE = Qt.ItemDataRole.UserRole + 5
"""The field that a cell of text edits."""

Role = Qt.ItemDataRole
Flag = Qt.ItemFlag
FIXED = Flag.ItemIsEnabled | Flag.ItemIsSelectable


class Cells:
    """The cells of cards. `commit` applies a patch as one undo step, and tells what can't be done."""

    def __init__(
        self, commit: Callable[[Message, Patch], bool], say: Callable[[Message], None]
    ) -> None:
        self._commit, self._say = commit, say

    def data(self, scene: Scene, card: Card, column: Column, role: int) -> Any:
        """What one cell of a card says for one of Qt's roles."""
        if role == Role.DisplayRole:
            return column.words(scene, card) if column.applies(scene, card) else ""
        if role == KEY_ROLE:
            return card.id
        if role in _READERS and column.applies(scene, card):
            return _READERS[role](scene, card, column)
        return None

    def flags(self, scene: Scene, card: Card, column: Column) -> Flag:
        if self.why_fixed(scene, card, column) is not None:
            return FIXED
        if column.way is Way.CHECK:
            return FIXED | Flag.ItemIsUserCheckable
        return FIXED | Flag.ItemIsEditable

    def why_fixed(self, scene: Scene, card: Card, column: Column) -> Message | None:
        """Why a cell can't be edited, None where it can."""
        if not column.applies(scene, card):
            lane = scene.titled(scene.document[card.lane])
            return message(NOT_HERE, lane=lane, column=column.title(scene))
        lock = locking(scene.document, card.id)
        return sentence(lock) if lock is not None else None

    def put(self, scene: Scene, card: Card, column: Column, value: Any) -> bool:
        """The card has this value, as one undo step; False where it had it already or where that is refused."""
        if column.way in {Way.LINE, Way.TEXT} and not isinstance(value, str):
            return False
        if value == column.value(scene, card):
            return False
        return self.change(message(column.step(value)), lambda: column.patch(scene, card, value))

    def change(self, label: Message, make: Callable[[], Patch]) -> bool:
        """One step of what `make` gives; what it refuses is told."""
        try:
            return self._commit(label, make())
        except Refused as refused:
            self._say(refused.message)
            return False

    def tell(self, said: Message) -> None:
        self._say(said)


def _edited(scene: Scene, card: Card, column: Column) -> Any:
    value = column.value(scene, card)
    return str(value or "") if column.way in {Way.LINE, Way.TEXT} else value


def _choices(scene: Scene, card: Card, column: Column) -> Callable[[], Sequence[Choice]] | None:
    if column.way is not Way.CHOICE:
        return None
    return lambda: column.choices(scene, card)


def _checked(scene: Scene, card: Card, column: Column) -> Qt.CheckState | None:
    if column.way is not Way.CHECK:
        return None
    return Qt.CheckState.Checked if column.value(scene, card) else Qt.CheckState.Unchecked


def _goodness(scene: Scene, card: Card, column: Column) -> float | None:
    return column.goodness(scene, card) if isinstance(column, RatingColumn) else None


def _tip(scene: Scene, card: Card, column: Column) -> str | None:
    """The whole of a text that its cell may be too narrow for."""
    text = str(column.value(scene, card) or "") if column.way is Way.TEXT else ""
    return text or None


def _spoken(scene: Scene, card: Card, column: Column) -> str:
    """A cell with its column's name, for screen readers."""
    return f"{column.title(scene)}: {column.words(scene, card)}"


_READERS: dict[int, Callable[[Scene, Card, Column], Any]] = {
    int(Role.EditRole): _edited,
    int(Role.CheckStateRole): _checked,
    int(Role.ToolTipRole): _tip,
    int(Role.AccessibleDescriptionRole): _spoken,
    int(CHOICES_ROLE): _choices,
    int(GOODNESS_ROLE): _goodness,
    int(WAY_ROLE): lambda _scene, _card, column: column.way,
    int(FIELD_ROLE): lambda _scene, _card, column: column.name,
}
