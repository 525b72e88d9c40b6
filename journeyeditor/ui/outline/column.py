"""What a column of the outline is: how a value of an entity is read, shown, found, chosen and set."""

from __future__ import annotations

from abc import ABC, abstractmethod
from enum import StrEnum
from functools import total_ordering
from typing import TYPE_CHECKING, Any

from journeyeditor.model.entities import Card
from journeyeditor.model.messages import N_, Message, message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from journeyeditor.editing.patch import Patch
    from journeyeditor.model.entities import Entity
    from journeyeditor.ui.outline.scene import Scene

Choice = tuple[object, str, str]
"""A value, its words in the language of the scene, and the name of its icon or ""."""

NOT_HERE = N_("Cards of the lane “{lane}” have no “{column}”.")
NONE_SUCH = N_("There is no “{column}” here.")
FOLLOWS = N_("“{column}” follows from the rest and can't be typed.")


class Way(StrEnum):
    """How a cell is edited. A PANEL opens the inspector's own part beside it; a FACT is only told."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    CHECK = "check"
    STAR = "star"
    NUMBER = "number"
    DATE = "date"
    TAGS = "tags"
    PANEL = "panel"
    FACT = "fact"


TYPED = frozenset({Way.LINE, Way.TEXT, Way.NUMBER, Way.DATE, Way.TAGS})
"""Ways in which a person types."""

TURNED = frozenset({Way.CHECK, Way.STAR})
"""Ways in which a value is turned over."""


class Column(ABC):
    """One column. `name` stays the same in all languages; `width` is in logical pixels at 100 %.

    `usual` ones are shown until a person chooses others; a lock leaves those that are `free`.
    """

    usual = True
    free = False

    def __init__(self, name: str, title: str, way: Way, width: int) -> None:
        self.name, self._title, self.way, self.width = name, title, way, width

    def title(self, scene: Scene) -> str:
        return scene.translate(self._title)

    def shown(self, scene: Scene) -> bool:
        """Whether the column is shown until a person chooses otherwise."""
        return self.usual

    def applies(self, scene: Scene, entity: Entity) -> bool:
        """Whether entities like this one have such a value at all."""
        return True

    def why_not(self, scene: Scene, entity: Entity) -> Message | None:
        """Why the value can't be changed, whatever is locked; None where it can."""
        if not self.applies(scene, entity):
            column = self.title(scene)
            if isinstance(entity, Card):
                return message(
                    NOT_HERE, lane=scene.titled(scene.document[entity.lane]), column=column
                )
            return message(NONE_SUCH, column=column)
        return message(FOLLOWS, column=self.title(scene)) if self.way is Way.FACT else None

    def attribute(self, entity: Entity) -> str:
        """The field of the entity that is edited."""
        return self.name

    @abstractmethod
    def value(self, scene: Scene, entity: Entity) -> Any: ...

    def words(self, scene: Scene, entity: Entity) -> str:
        """The value as it is read in its cell."""
        return str(self.value(scene, entity) or "")

    def typed(self, scene: Scene, entity: Entity) -> str:
        """The value as it is typed, for columns of such a way."""
        return str(self.value(scene, entity) or "")

    def read(self, scene: Scene, entity: Entity, text: str) -> Any:
        """The value that a typed text means. Raises `Refused` for one that means none."""
        return text

    def weight(self, scene: Scene, entity: Entity) -> Any:
        """What the rows are sorted by; "" for nothing, which goes last."""
        return self.words(scene, entity).casefold()

    def seeks(self, scene: Scene, wanted: str) -> Callable[[Entity], bool] | None:
        """Tells of an entity whether this column says a text (in lower case); None where none can."""
        return lambda entity: wanted in self.words(scene, entity).casefold()

    def choices(self, scene: Scene, entity: Entity) -> Sequence[Choice]:
        """What there is to choose from, for columns of that way."""
        return ()

    def offered(self, scene: Scene) -> Sequence[str]:
        """What has been typed in this column elsewhere, to be completed from."""
        return ()

    def step(self, value: Any) -> str:
        """The name of the undo step that sets this value."""
        return self._title

    @abstractmethod
    def patch(self, scene: Scene, entity: Entity, value: Any) -> Patch:
        """The edit that gives an entity this value."""


def names(columns: Sequence[Column]) -> list[str]:
    return [column.name for column in columns]


@total_ordering
class Falling:
    """A weight that sorts the other way round."""

    __slots__ = ("weight",)

    def __init__(self, weight: Any) -> None:
        self.weight = weight

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Falling) and bool(self.weight == other.weight)

    def __lt__(self, other: Falling) -> bool:
        return bool(other.weight < self.weight)

    __hash__ = None  # type: ignore[assignment]


Sorting = tuple[str, bool] | None
"""The name of the column that rows are sorted by, and whether falling; None for the order of the document."""


def sorted_rank(column: Column | None, falling: bool, scene: Scene, entity: Entity, at: Any) -> Any:
    """What a row is sorted by: its cell in a column, empty ones last, then its place in the document."""
    if column is None:
        return False, 0, at
    weight = column.weight(scene, entity) if column.applies(scene, entity) else ""
    empty = weight == ""
    told = 0 if empty else Falling(weight) if falling else weight
    return empty, told, at
