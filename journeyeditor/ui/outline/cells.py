"""One cell of the outline as Qt asks for it: its words, its state, and what setting it does to the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from journeyeditor.model.locks import locking, sentence
from journeyeditor.model.messages import Message, Refused, message
from journeyeditor.model.plain import key_of
from journeyeditor.ui.outline.column import TURNED, TYPED, Way
from journeyeditor.ui.outline.fields import hue_of
from journeyeditor.ui.outline.own import LevelColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from journeyeditor.editing.patch import Patch
    from journeyeditor.model.entities import Entity
    from journeyeditor.ui.outline.column import Choice, Column
    from journeyeditor.ui.outline.scene import Scene

_USER = int(Qt.ItemDataRole.UserRole)
CHOICES_ROLE = _USER + 1
"""A function that gives what can be chosen in a cell."""

WAY_ROLE = _USER + 2
GOODNESS_ROLE = _USER + 3
KEY_ROLE = _USER + 4
"""The way in which a cell is edited; how good its rating is, 0 to 1; the key of its row's entity."""

FIELD_ROLE = _USER + 5
"""The field that a cell of text edits."""

HUE_ROLE = _USER + 6
"""The hue that a cell shows, "" for an automatic one."""

PROBLEM_ROLE = _USER + 7
"""A function that tells what is wrong with a typed text, None for nothing."""

OFFERED_ROLE = _USER + 8
"""A function that gives words to complete what is typed from."""

COLUMN_ROLE = _USER + 9
"""The name of a cell's column."""

Role = Qt.ItemDataRole
Flag = Qt.ItemFlag
FIXED = Flag.ItemIsEnabled | Flag.ItemIsSelectable


class Cells:
    """The cells of all rows. `commit` applies a patch as one undo step, and tells what can't be done."""

    def __init__(
        self, commit: Callable[[Message, Patch], bool], say: Callable[[Message], None]
    ) -> None:
        self._commit, self._say = commit, say

    def data(self, scene: Scene, entity: Entity, column: Column, role: int) -> Any:
        """What one cell of a row says for one of Qt's roles."""
        if role == Role.DisplayRole:
            return column.words(scene, entity) if column.applies(scene, entity) else ""
        if role == KEY_ROLE:
            return key_of(entity)
        if role == COLUMN_ROLE:
            return column.name
        if role in _READERS and column.applies(scene, entity):
            return _READERS[role](scene, entity, column)
        return None

    def flags(self, scene: Scene, entity: Entity, column: Column) -> Flag:
        if self.why_fixed(scene, entity, column) is not None:
            return FIXED
        if column.way in TURNED:
            return FIXED | Flag.ItemIsUserCheckable
        return FIXED | Flag.ItemIsEditable

    def why_fixed(self, scene: Scene, entity: Entity, column: Column) -> Message | None:
        """Why a cell can't be edited, None where it can."""
        why = column.why_not(scene, entity)
        if why is not None or column.free:
            return why
        lock = locking(scene.document, key_of(entity)) or _held(scene, entity)
        return sentence(lock) if lock is not None else None

    def put(self, scene: Scene, entity: Entity, column: Column, value: Any) -> bool:
        """The entity has this value, as one undo step; False where it had it already or where that is refused."""
        if not column.applies(scene, entity):
            return False
        try:
            meant = self._meant(scene, entity, column, value)
        except Refused as refused:
            self._say(refused.message)
            return False
        if meant == column.value(scene, entity):
            return False
        step = message(column.step(meant))
        return self.change(step, lambda: column.patch(scene, entity, meant))

    @staticmethod
    def _meant(scene: Scene, entity: Entity, column: Column, value: Any) -> Any:
        """What is typed, as the value that it means."""
        if column.way not in TYPED:
            return value
        return column.read(scene, entity, value) if isinstance(value, str) else value

    def change(self, label: Message, make: Callable[[], Patch]) -> bool:
        """One step of what `make` gives; what it refuses is told."""
        try:
            return self._commit(label, make())
        except Refused as refused:
            self._say(refused.message)
            return False

    def tell(self, said: Message) -> None:
        self._say(said)


def _held(scene: Scene, entity: Entity) -> Any:
    """What locks something that is not in the document yet, such as a rating that nobody gave."""
    return locking(scene.document, entity.id.partition(":")[0])


def _edited(scene: Scene, entity: Entity, column: Column) -> Any:
    if column.way in TYPED:
        return column.typed(scene, entity)
    return column.value(scene, entity)


def _choices(scene: Scene, entity: Entity, column: Column) -> Callable[[], Sequence[Choice]] | None:
    if column.way is not Way.CHOICE:
        return None
    return lambda: column.choices(scene, entity)


def _checked(scene: Scene, entity: Entity, column: Column) -> Qt.CheckState | None:
    if column.way not in TURNED:
        return None
    return Qt.CheckState.Checked if column.value(scene, entity) else Qt.CheckState.Unchecked


def _goodness(scene: Scene, entity: Entity, column: Column) -> float | None:
    return column.goodness(scene, entity) if isinstance(column, LevelColumn) else None


def _problem(scene: Scene, entity: Entity, column: Column) -> Callable[[str], Message | None]:
    def problem(text: str) -> Message | None:
        try:
            column.read(scene, entity, text)
        except Refused as refused:
            return refused.message
        return None

    return problem


def _tip(scene: Scene, entity: Entity, column: Column) -> str | None:
    """The whole of what its cell may be too narrow for."""
    text = column.typed(scene, entity) if column.way is Way.TEXT else column.words(scene, entity)
    return text or None


def _spoken(scene: Scene, entity: Entity, column: Column) -> str:
    """A cell with its column's name, for screen readers."""
    return f"{column.title(scene)}: {column.words(scene, entity)}"


def _aligned(_scene: Scene, _entity: Entity, column: Column) -> int | None:
    """Numbers stand below one another by their ends."""
    if column.way is not Way.NUMBER:
        return None
    return int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)


_READERS: dict[int, Callable[[Scene, Entity, Column], Any]] = {
    int(Role.EditRole): _edited,
    int(Role.CheckStateRole): _checked,
    int(Role.ToolTipRole): _tip,
    int(Role.AccessibleDescriptionRole): _spoken,
    int(Role.TextAlignmentRole): _aligned,
    CHOICES_ROLE: _choices,
    GOODNESS_ROLE: _goodness,
    WAY_ROLE: lambda _scene, _entity, column: column.way,
    FIELD_ROLE: lambda _scene, entity, column: column.attribute(entity),
    HUE_ROLE: lambda scene, entity, column: hue_of(column, scene, entity),
    PROBLEM_ROLE: _problem,
    OFFERED_ROLE: lambda scene, _entity, column: lambda: column.offered(scene),
}
