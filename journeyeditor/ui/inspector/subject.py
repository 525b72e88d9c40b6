"""What the inspector is about at a moment, and the one way in which its parts change the document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from journeyeditor.editing.patch import Stale
from journeyeditor.model.entities import Card, Entity, Lane, LaneKind, Map
from journeyeditor.model.messages import N_, Message, Refused, message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from journeyeditor.editing.editor import Editor
    from journeyeditor.editing.patch import Patch
    from journeyeditor.model.document import Document
    from journeyeditor.model.ids import IdSource
    from journeyeditor.ui.theme import Look

ORIGIN = "inspector"
STALE = N_("The document changed in the meantime; look at it and try again.")


@dataclass(frozen=True, slots=True)
class Subject:
    """These entities, all of one kind, of a document of which this map is shown."""

    document: Document
    map_id: str
    keys: tuple[str, ...]

    @property
    def entities(self) -> tuple[Entity, ...]:
        return tuple(self.document[key] for key in self.keys)

    @property
    def first(self) -> Entity:
        return self.document[self.keys[0]]

    @property
    def single(self) -> bool:
        return len(self.keys) == 1

    @property
    def shown_map(self) -> Map:
        return self.document.one(Map, self.map_id)

    def lane_kinds(self) -> frozenset[LaneKind]:
        """The kinds of the lanes that the cards stand in."""
        cards = (entity for entity in self.entities if isinstance(entity, Card))
        return frozenset(self.document.one(Lane, card.lane).kind for card in cards)

    def value(self, name: str) -> object:
        """The value that all entities share in a field, `MIXED` where they differ."""
        values = [getattr(entity, name) for entity in self.entities]
        return values[0] if all(value == values[0] for value in values) else MIXED


class _Mixed:
    """The value of a field that differs among what is selected."""


MIXED = _Mixed()


class Desk(QObject):
    """What the inspector's parts work with. `said` carries a `Message`, `left` asks to go back to the canvas.

    `settling` tells, before a step, that what is open elsewhere has to become a step of its own now; `typed` that
    the text in a field is another one.
    """

    said = Signal(object)
    left = Signal()
    settling = Signal()
    typed = Signal()

    def __init__(self, look: Look, editor: Editor, ids: IdSource, parent: QObject) -> None:
        super().__init__(parent)
        self.look, self.editor, self.ids = look, editor, ids

    @property
    def document(self) -> Document:
        return self.editor.document

    def commit(
        self,
        label: str | Message,
        make: Callable[[Document], Patch],
        select: Iterable[str] | None = None,
    ) -> bool:
        """One step from what a verb makes of the present document; False where that is refused, which is said."""
        step = label if isinstance(label, Message) else message(label)
        self.settling.emit()
        try:
            self.editor.commit(step, make(self.document), ORIGIN, select)
        except Refused as refused:
            self.said.emit(refused.message)
        except (Stale, KeyError):
            self.said.emit(message(STALE))
        else:
            return True
        return False
