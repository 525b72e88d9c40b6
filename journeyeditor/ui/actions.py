"""The table of actions as Qt's actions: wired, named, and enabled where they can be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from journeyeditor.model.messages import N_
from journeyeditor.ui.action_table import ROWS, Row
from journeyeditor.ui.shortcuts.bindings import default_keys
from journeyeditor.ui.soon import soon
from journeyeditor.ui.state import CONDITIONS, State

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from journeyeditor.ui.command_groups import CommandGroups
    from journeyeditor.ui.theme import Look

_ICONS_MS = 30
_UNDO_NAMED, _REDO_NAMED = N_("Undo: {step}"), N_("Redo: {step}")


class ActionSet(QObject):
    """The table as Qt's actions, wired to the commands and kept up to date."""

    def __init__(self, look: Look, commands: CommandGroups, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._rows = {row.id: row for row in ROWS}
        self._groups: dict[str, QActionGroup] = {}
        self._commands = commands
        self.actions = {row.id: self._action(row) for row in ROWS}
        look.changed.connect(self._restyle)
        # Forty icons in eight forms each: nobody sees them before a menu opens, so the first window needn't wait.
        soon(self, self._restyle, _ICONS_MS)

    def __getitem__(self, action_id: str) -> QAction:
        return self.actions[action_id]

    def handler(self, row: Row) -> Callable[..., None]:
        """The method that an action calls. Raises AttributeError where there is none."""
        group, _, name = row.handler.partition(".")
        found: Callable[..., None] = getattr(self._commands[group], name)
        return found

    def _action(self, row: Row) -> QAction:
        action = QAction(self._look.tr_(row.text), self)
        action.setObjectName(row.id)
        action.setShortcuts([QKeySequence(keys) for keys in default_keys(row)])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(row.checkable)
        if row.group:
            self._group(row.group).addAction(action)
        action.triggered.connect(self._triggered)
        return action

    def use_keys(self, keys: Mapping[str, Sequence[str]]) -> None:
        """Actions have these keys (portable texts) from now on."""
        for name, texts in keys.items():
            self.actions[name].setShortcuts([QKeySequence(text) for text in texts])

    def _group(self, name: str) -> QActionGroup:
        if name not in self._groups:
            self._groups[name] = QActionGroup(self)
        return self._groups[name]

    def _triggered(self) -> None:
        row = self._rows[self.sender().objectName()]
        handler = self.handler(row)
        if row.argument:
            handler(row.argument)
        else:
            handler()

    def _restyle(self) -> None:
        for row in ROWS:
            if row.icon:
                self.actions[row.id].setIcon(self._look.icon(row.icon))

    def update_for(self, state: State) -> None:
        """Enables what can be used now; what can't be says why."""
        for row in ROWS:
            condition = CONDITIONS[row.needs]
            usable = condition.holds(state)
            action = self.actions[row.id]
            action.setEnabled(usable)
            said = self._said(row, action) if usable else self._look.tr_(condition.why_not)
            action.setToolTip(said)
            action.setStatusTip(said)
        self._name("undo", _UNDO_NAMED, state.undo)
        self._name("redo", _REDO_NAMED, state.redo)

    def _said(self, row: Row, action: QAction) -> str:
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        text = self._look.tr_(row.text)
        return f"{text} ({keys})" if keys else text

    def _name(self, action_id: str, key: str, step: object) -> None:
        """Undo and redo say what they would take back."""
        action = self.actions[action_id]
        if step is None:
            action.setText(self._look.tr_(self._rows[action_id].text))
            return
        words = self._look.tr_(key, step=step.text(self._look.translate))  # type: ignore[attr-defined]
        action.setText(words)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{words} ({keys})")
        action.setStatusTip(words)
