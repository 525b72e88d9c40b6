"""Tells screen readers what happens on a canvas: where the cursor goes, and every change, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent

from journeyeditor.editing.editor import Cause
from journeyeditor.model.entities import Card, Connector, Lane, Rating, Stage, Step
from journeyeditor.ui.canvas.accessible import CanvasInterface
from journeyeditor.ui.canvas.contents import Sort, Thing
from journeyeditor.ui.canvas.telling import told

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.editing.editor import Changed
    from journeyeditor.model.entities import Entity
    from journeyeditor.ui.canvas.view import Canvas

Event = QAccessible.Event
_BUILDING = (Stage, Step, Lane, Card, Connector)


class Announcer(QObject):
    """Hears of one canvas. While no screen reader is there (`active`) it costs nothing.

    `send` hands an event over to the system.
    """

    def __init__(
        self,
        canvas: Canvas,
        active: Callable[[], bool] = QAccessible.isActive,
        send: Callable[[QAccessibleEvent], None] = QAccessible.updateAccessibility,
    ) -> None:
        super().__init__(canvas)
        self._canvas, self._active, self._send = canvas, active, send
        self._on: Thing | None = None
        self._shown = ""
        canvas.cursor_described.connect(self._moved)

    def say(self, words: str, urgent: bool = False) -> None:
        """Words to be read out; urgent ones interrupt what is being read."""
        if not words or not self._active():
            return
        event = QAccessibleAnnouncementEvent(self._canvas, words)
        if urgent:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        self._send(event)

    def changed(self, event: Changed) -> None:
        """The document changed: says what was done, and that names and the list may be others."""
        if not self._active():
            return
        self._tell(event)
        tree = self._tree()
        if tree is None:
            return
        for key, (before, after) in event.patch.changes.items():
            self._refresh(tree, key, before, after)
        if any(
            (b is None) != (a is None) and isinstance(b or a, _BUILDING)
            for b, a in event.patch.changes.values()
        ):
            self._send(QAccessibleEvent(self._canvas, Event.ObjectReorder))

    def _tell(self, event: Changed) -> None:
        """What was done, unless the end of a gesture says what its last state did."""
        words = told(event, self._canvas.translate)
        if event.cause is not Cause.EDIT or words != self._shown:
            self.say(words)
        self._shown = words if event.cause is Cause.PREVIEW else ""

    def _refresh(
        self, tree: CanvasInterface, key: str, before: Entity | None, after: Entity | None
    ) -> None:
        """A thing that a reader knows has another name."""
        card = after.card if isinstance(after, Rating) else key
        if before is None or after is None:
            return
        for sort in (Sort.CARD, Sort.STAGE, Sort.STEP, Sort.LANE, Sort.ARROW):
            item = tree.known(Thing(sort, card))
            if item is not None:
                self._send(QAccessibleEvent(item, Event.NameChanged))

    def _tree(self) -> CanvasInterface | None:
        found = QAccessible.queryAccessibleInterface(self._canvas)
        return found if isinstance(found, CanvasInterface) else None

    def _moved(self, words: str) -> None:
        """The cursor is elsewhere: screen readers read the thing there, or the words for an empty cell."""
        if not self._active() or not self._canvas.hasFocus():
            return
        tree = self._tree()
        thing = tree.focused() if tree is not None else None
        if len(self._canvas.editor.selection) > 1 or thing is None:
            self.say(words)
        elif tree is not None and thing != self._on:
            self._send(QAccessibleEvent(tree.item(thing), Event.Focus))
        self._on = thing

    def stop(self) -> None:
        """The canvas is about to go."""
        tree = self._canvas.accessible
        if isinstance(tree, CanvasInterface):
            tree.release()
