"""What the inspector is about at a moment, and the one way in which its parts change the document."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from journeyeditor.editing.locks import require_unlocked
from journeyeditor.editing.patch import STALE, Stale
from journeyeditor.model.entities import Card, Entity, Lane, LaneKind, Map
from journeyeditor.model.ids import Clock, utc_now
from journeyeditor.model.messages import Message, Refused, message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from journeyeditor.editing.editor import Editor
    from journeyeditor.editing.patch import Patch
    from journeyeditor.model.document import Document
    from journeyeditor.model.ids import IdSource
    from journeyeditor.ui.theme import Look

ORIGIN = "inspector"


@dataclass(frozen=True)
class Subject:
    """These entities, of one kind or several, of a document of which this map is shown.

    There may be thousands of them, and every field asks: what all fields ask for is looked up once.
    """

    document: Document
    map_id: str
    keys: tuple[str, ...]

    @cached_property
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
        return self._lane_kinds

    @cached_property
    def _lane_kinds(self) -> frozenset[LaneKind]:
        lanes = {entity.lane for entity in self.entities if isinstance(entity, Card)}
        return frozenset(self.document.one(Lane, lane).kind for lane in lanes)

    def value(self, name: str) -> object:
        """The value that all entities share in a field, `MIXED` where they differ."""
        values = [getattr(entity, name) for entity in self.entities]
        return values[0] if all(value == values[0] for value in values) else MIXED


class _Mixed:
    """The value of a field that differs among what is selected."""


MIXED = _Mixed()


def nobody() -> str:
    """Who has not told their name."""
    return ""


def millimetres() -> str:
    """Where nobody chose another unit."""
    return "mm"


def no_picture(_over: QWidget) -> Path | None:
    """Where nobody can be asked."""
    return None


def no_colour(_over: QWidget, _now: str) -> str | None:
    """Where nobody can be asked."""
    return None


@dataclass(frozen=True, slots=True)
class Around:
    """What the inspector needs of the world: who is at work, the time, and the ways out of the window.

    `pick_picture` and `pick_colour` ask for a picture's file and for a colour (`#RRGGBB`, beginning with the one
    given), over a widget; `visit` opens a web address, and tells whether it could. `units` is the unit of lengths.
    """

    author: Callable[[], str] = nobody
    clock: Clock = utc_now
    pick_picture: Callable[[QWidget], Path | None] = no_picture
    pick_colour: Callable[[QWidget, str], str | None] = no_colour
    visit: Callable[[str], bool] = QDesktopServices.openUrl
    units: Callable[[], str] = millimetres


class Desk(QObject):
    """What the inspector's parts work with. `said` carries a `Message`, `left` asks to go back to the canvas.

    `settling` tells, before a step, that what is open elsewhere has to become a step of its own now; `typed` that
    the text in a field is another one; `wanted` asks to be shown an entity, `called` to call an action by its name.
    `rater` is whom the canvas's digits rate for, None for nobody in particular; `rater_changed` tells of another.
    `drafts` holds comments that are written and not yet made, by what they are about.
    """

    said = Signal(object)
    left = Signal()
    settling = Signal()
    typed = Signal()
    wanted = Signal(str)
    called = Signal(str)
    rater_changed = Signal()

    def __init__(
        self, look: Look, editor: Editor, ids: IdSource, parent: QObject, around: Around
    ) -> None:
        super().__init__(parent)
        self.look, self.editor, self.ids, self.around = look, editor, ids, around
        self.drafts: dict[str, str] = {}
        self.rater: str | None = None

    def rate_for(self, persona: str | None) -> None:
        """The digits rate for this persona from now on."""
        self.rater = persona
        self.rater_changed.emit()

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
            patch = make(self.document)
            require_unlocked(self.document, patch)
            self.editor.commit(step, patch, ORIGIN, select)
        except Refused as refused:
            self.said.emit(refused.message)
        except (Stale, KeyError):
            self.said.emit(message(STALE))
        else:
            return True
        return False
