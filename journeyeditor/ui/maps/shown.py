"""A menu of what of a map is shown: whose feelings, which lanes, and the saved views of it.

It stays open while things are ticked, as hardly ever one of them is all that a person wants.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidgetAction

from journeyeditor.editing.operations.views import is_shown
from journeyeditor.model.entities import Map
from journeyeditor.model.messages import N_
from journeyeditor.model.saved_views import saved_views
from journeyeditor.ui.widgets.build import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from journeyeditor.ui.actions import ActionSet
    from journeyeditor.ui.maps.shown_commands import ShownCommands
    from journeyeditor.ui.theme import Look

PERSONAS, LANES, VIEWS = N_("Personas"), N_("Lanes"), N_("Saved views")
EVERYONE, ONLY = N_("Everyone"), N_("Only {name}")
NOBODY = N_("None yet: add a persona from the Insert menu")
NO_LANES = N_("None yet: add a lane from the Insert menu")
NO_VIEWS = N_("None yet: save what is shown as a view")
UNNAMED, UNTITLED = N_("Unnamed"), N_("Untitled lane")
_LONGEST = 40
_STAYING = frozenset({"persona", "everyone", "lane", "view"})
"""What leaves the menu open when it is chosen."""

_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Select})


class ShownMenu(QMenu):
    """Made for the map of the moment, each time it opens; `commands` do what is chosen."""

    def __init__(
        self, parent: QWidget, look: Look, actions: ActionSet, commands: ShownCommands
    ) -> None:
        super().__init__(parent)
        self._look, self._actions, self._commands = look, actions, commands
        self._run: dict[str, Callable[[str], None]] = {
            "persona": commands.toggle_persona,
            "only": commands.only_persona,
            "everyone": commands.every_persona,
            "lane": commands.toggle_lane,
            "view": commands.apply_view,
        }
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """The rows as the document is now."""
        self.clear()
        document, map_id = self._commands.place()
        shown = document.find(Map, map_id) if document is not None else None
        if document is None or shown is None:
            return
        self._head(PERSONAS)
        people = document.personas
        for persona in people:
            name = self._short(persona.name, UNNAMED)
            self._row("persona", persona.id, name, persona.id in shown.personas)
        if len(people) > 1:
            self._some_only([(p.id, self._short(p.name, UNNAMED)) for p in people])
            self._row("everyone", map_id, self._look.tr_(EVERYONE), None)
        elif not people:
            self._note(NOBODY)
        self._head(LANES)
        lanes = document.lanes(map_id)
        for lane in lanes:
            self._row("lane", lane.id, self._short(lane.title, UNTITLED), not lane.hidden)
        if not lanes:
            self._note(NO_LANES)
        self._head(VIEWS)
        views = saved_views(document, map_id)
        for view in views:
            self._row("view", view.id, self._short(view.name, ""), is_shown(document, view))
        if not views:
            self._note(NO_VIEWS)
        self.addSeparator()
        for name in ("save-view", "manage-views"):
            self.addAction(self._actions[name])

    def _head(self, words: str) -> None:
        """A heading that can't be chosen; the style sheet's menus show none of their own."""
        head = label(self._look.tr_(words), "fieldLabel")
        head.setContentsMargins(*map(self._look.px, (12, 8, 12, 2)))
        row = QWidgetAction(self)
        row.setDefaultWidget(head)
        row.setEnabled(False)
        self.addAction(row)

    def _some_only(self, people: list[tuple[str, str]]) -> None:
        """A menu of its own for showing one persona alone."""
        menu = self.addMenu(self._look.tr_(N_("Only one of them")))
        for key, name in people:
            self._row("only", key, self._look.tr_(ONLY, name=name), None, menu)

    def _short(self, text: str, otherwise: str) -> str:
        words = " ".join(text.split()) or self._look.tr_(otherwise)
        short = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
        return short.replace("&", "&&")

    def _row(
        self, what: str, key: str, text: str, checked: bool | None, menu: QMenu | None = None
    ) -> None:
        action = QAction(text, self)
        action.setData((what, key))
        if checked is not None:
            action.setCheckable(True)
            action.setChecked(checked)
        action.triggered.connect(self._chosen)
        (menu or self).addAction(action)

    def _note(self, words: str) -> None:
        action = self.addAction(self._look.tr_(words))
        action.setEnabled(False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not self._tick(action):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _KEYS or not self._tick(self.activeAction()):
            super().keyPressEvent(event)

    def _tick(self, action: QAction | None) -> bool:
        """Does what a row stands for without closing; False where it is none of those that stay."""
        data = action.data() if action is not None and action.isEnabled() else None
        if action is None or not isinstance(data, tuple) or data[0] not in _STAYING:
            return False
        action.trigger()
        self._tick_anew()
        return True

    def _tick_anew(self) -> None:
        """The rows are ticked as the document is now, which may not be as they were asked to be."""
        document, map_id = self._commands.place()
        shown = document.find(Map, map_id) if document is not None else None
        if document is None or shown is None:
            return
        views = {view.id: is_shown(document, view) for view in saved_views(document, map_id)}
        lanes = {lane.id: not lane.hidden for lane in document.lanes(map_id)}
        people = dict.fromkeys(shown.personas, True)
        for action in self.actions():
            data = action.data()
            if isinstance(data, tuple) and action.isCheckable():
                action.setChecked((people | lanes | views).get(data[1], False))

    def _chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            what, key = action.data()
            self._run[what](key)
