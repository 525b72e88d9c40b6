"""Where the page of a document shows one map at its canvas, or all of them at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from journeyeditor.editing.editor import Cause
from journeyeditor.model.entities import Map
from journeyeditor.ui.maps.overview import Overview
from journeyeditor.ui.widgets.build import button

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from journeyeditor.editing.editor import Changed
    from journeyeditor.model.document import Document
    from journeyeditor.ui.actions import ActionSet
    from journeyeditor.ui.editor_page import EditorPage


class Glance(QObject):
    """The overview of a page, made when it is first opened. `stack` shows it or `work`, the canvas with its panels.

    `menu_asked` carries a map and where on the screen.
    """

    menu_asked = Signal(str, QPoint)

    def __init__(self, page: EditorPage, work: QWidget, actions: ActionSet) -> None:
        super().__init__(page)
        self._page, self._work, self._actions = page, work, actions
        self.stack = QStackedWidget()
        self.stack.addWidget(work)
        self.overview: Overview | None = None
        page.bridge.changed.connect(self._changed)

    @property
    def open(self) -> bool:
        return self.overview is not None and self.stack.currentWidget() is self.overview

    @property
    def panels(self) -> tuple[QWidget, ...]:
        """What the keyboard goes to besides the panels of the page."""
        return (self.overview,) if self.open and self.overview is not None else ()

    def toggle(self) -> None:
        """Shows all maps, or again the one of the canvas."""
        if self.open:
            self.leave()
        else:
            self.show()

    def show(self) -> None:
        """Shows all maps."""
        page = self._page
        page.commit_pending()
        if self.overview is None:
            self.overview = self._made()
        self.stack.setCurrentWidget(self.overview)
        self.overview.show_document(page.session.editor.document, page.map_id)

    def leave(self) -> None:
        """Shows the map of the canvas, which has the focus again."""
        if self.open:
            self.stack.setCurrentWidget(self._work)
            self._page.canvas.setFocus()

    def refresh(self) -> None:
        """Another map is the one of the canvas."""
        if self.open and self.overview is not None:
            self.overview.update_document(self._page.session.editor.document, self._page.map_id)

    def _made(self) -> Overview:
        action = self._actions["add-map"]
        add = button(action.text(), "")
        add.setToolTip(action.toolTip())
        add.clicked.connect(action.trigger)
        overview = Overview(self._page.world.look, self._picture, add)
        overview.chosen.connect(self._page.turn_to)
        overview.left.connect(self.leave)
        overview.menu_asked.connect(self.menu_asked)
        self.stack.addWidget(overview)
        return overview

    def _picture(self, document: Document, key: str) -> QImage | None:
        from journeyeditor.ui.painting.painter import MapPainter
        from journeyeditor.ui.painting.pictures import Pictures
        from journeyeditor.ui.thumbnails import paint_map

        if document.find(Map, key) is None:
            return None
        world = self._page.world
        painter = MapPainter(world.look.palette, world.fonts, Pictures(lambda: document))
        return paint_map(painter, world.layout.place(document, key), world.look.colour("canvas"))

    def _changed(self, event: Changed) -> None:
        if event.cause is not Cause.PREVIEW:
            self.refresh()


def shown_after(event: Changed, current: str) -> str:
    """The map to be shown after a change: one where undo or redo did something, else the same, else one beside it."""
    after = [one.id for one in event.after.maps]
    if event.cause in {Cause.UNDO, Cause.REDO}:
        came = [e.id for e in event.patch.added() if isinstance(e, Map)]
        where = came or _touched(event)
        if where and (came or current not in where):
            return where[0]
    if current in after:
        return current
    before = [one.id for one in event.before.maps]
    at = before.index(current) if current in before else 0
    beside = [*before[at + 1 :], *reversed(before[:at])]
    return next((key for key in beside if key in after), after[0])


def _touched(event: Changed) -> list[str]:
    """The maps, of those that there still are, on which something changed."""
    found = set()
    for key in event.patch.changes:
        # What went to another map is where it went to; what is gone was where it stood.
        document = event.after if key in event.after else event.before
        owner = document.map_of(document[key])
        found.add(owner.id if owner is not None else "")
    return [one.id for one in event.after.maps if one.id in found]
