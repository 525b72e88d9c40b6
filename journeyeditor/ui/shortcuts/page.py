"""The page of shortcuts: all keys, searchable, and the place to change them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from journeyeditor.model.messages import N_, message
from journeyeditor.ui.canvas.keys import FIXED_KEYS
from journeyeditor.ui.fuzzy import fit, plain
from journeyeditor.ui.shortcuts.bindings import (
    FIXED_GROUP,
    Command,
    Keys,
    native,
    pressed,
    refusal,
)
from journeyeditor.ui.widgets.build import button, column, label, row
from journeyeditor.ui.widgets.buttons import explain
from journeyeditor.ui.widgets.pick_list import Pick, PickList
from journeyeditor.ui.widgets.sizes import resize_within

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from journeyeditor.model.messages import Message
    from journeyeditor.ui.shortcuts.bindings import Bindings
    from journeyeditor.ui.theme import Look

TITLE, SEARCH = N_("Keyboard shortcuts"), N_("Search commands or keys")
CHANGE, ADD, REMOVE, RESET = N_("Change…"), N_("Add another…"), N_("Remove"), N_("Reset")
RESET_ALL, CLOSE = N_("Reset all"), N_("Close")
ALL_RESET, UNDO_RESET = N_("All keys are as they were at first."), N_("Undo “Reset all”")
PRESS = N_("Press the new keys for “{command}”. Esc leaves it as it is.")
NOT_CHOSEN = N_("Choose a command first.")
HAS_NONE = N_("“{command}” has no keys.")
AS_FIRST = N_("The keys of “{command}” have not been changed.")
ALL_AS_FIRST = N_("No keys have been changed.")
TAKEN = N_("{keys} is “{command}” now. Press it once more to use it here instead, or other keys.")
NOW = N_("“{command}” is {keys} now.")
NONE_NOW = N_("“{command}” has no keys now.")
CHANGED = N_("Changed")
HOW = N_("Choose a command to change its keys. Enter begins.")
WIDTH, HEIGHT = 640, 640


class ShortcutPage(QDialog):
    """Shows and changes the bindings. `changed` tells that they are others now."""

    changed = Signal()

    def __init__(self, parent: QWidget, look: Look, bindings: Bindings) -> None:
        super().__init__(parent)
        self._look, self.bindings = look, bindings
        self._waiting: Command | None = None
        self._adding = False
        self._warned = ""
        self._before: dict[str, Keys] = {}
        tr = look.tr_
        self.setWindowTitle(tr(TITLE))
        self.setModal(True)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr(SEARCH))
        self.search.setAccessibleName(tr(SEARCH))
        self.list = PickList(look, tr(TITLE), at_once=False)
        self.said = label(tr(HOW), "quiet", wrap=True)
        self.said.setMinimumHeight(look.px(32))
        self.change_button = button(tr(CHANGE), "", self.begin_change)
        self.add_button = button(tr(ADD), "", self.begin_add)
        self.remove_button = button(tr(REMOVE), "", self.remove)
        self.reset_button = button(tr(RESET), "", self.reset)
        self.reset_all_button = button(tr(RESET_ALL), "", self.reset_all)
        self.undo_button = button(tr(UNDO_RESET), "link", self.undo_reset)
        self._lay_out()
        self.search.textChanged.connect(self._show)
        # Not before the Enter that begins has gone its way, or it would be the new key.
        self.list.activated.connect(self.begin_change, Qt.ConnectionType.QueuedConnection)
        self.list.selectionModel().currentChanged.connect(self._current_changed)
        self._show()
        resize_within(self, look.size(QSize(WIDTH, HEIGHT)))
        self.search.setFocus()

    def _lay_out(self) -> None:
        tr = self._look.tr_
        box = column(self, 12, (26, 24, 26, 22))
        box.addWidget(label(tr(TITLE), "heading"))
        box.addWidget(self.search)
        box.addWidget(self.list, 1)
        telling = row(spacing=8)
        telling.addWidget(self.said, 1)
        telling.addWidget(self.undo_button)
        self.undo_button.setAutoDefault(False)
        self.undo_button.hide()
        box.addLayout(telling)
        line = row(spacing=8)
        for made in (self.change_button, self.add_button, self.remove_button, self.reset_button):
            made.setAutoDefault(False)
            line.addWidget(made)
        line.addStretch(1)
        self.reset_all_button.setAutoDefault(False)
        line.addWidget(self.reset_all_button)
        close = button(tr(CLOSE), "primary", self.accept)
        close.setAutoDefault(False)
        line.addWidget(close)
        box.addLayout(line)

    # What is shown

    def _show(self) -> None:
        """The commands that fit what is searched for, under their headings; the current one stays."""
        here = self.list.current.key if self.list.current is not None else ""
        picks: list[Pick] = []
        group = ""
        for command in self.bindings.commands.values():
            if self._fits(command):
                if command.group != group:
                    group = command.group
                    picks.append(Pick("", self._look.tr_(group).replace("&", ""), heading=True))
                picks.append(self._pick(command))
        self.list.show_picks([*picks, *self._fixed_rows()], here)
        self._enable()

    def _fits(self, command: Command) -> bool:
        wanted = plain(self.search.text())
        names = (
            self._look.tr_(command.text),
            command.text,
            self._look.tr_(command.group).replace("&", ""),
        )
        keys = " ".join(native(one) for one in self.bindings.keys(command.id)).casefold()
        return wanted in keys or any(fit(wanted, plain(name)) is not None for name in names)

    def _pick(self, command: Command) -> Pick:
        keys = tuple(native(one) for one in self.bindings.keys(command.id))
        changed = self._look.tr_(CHANGED) if self.bindings.changed(command.id) else ""
        text = self._look.tr_(command.text)
        return Pick(command.id, text, changed, keys)

    def _fixed_rows(self) -> list[Pick]:
        """What nobody can change, each under its own words."""
        tr, wanted = self._look.tr_, plain(self.search.text())
        rows = [
            Pick(text, tr(text), "", (tr(keys),), usable=False)
            for text, keys, _why in FIXED_KEYS
            if fit(wanted, plain(tr(text))) is not None or wanted in tr(keys).casefold()
        ]
        return [Pick("", tr(FIXED_GROUP), heading=True), *rows] if rows else []

    def _why_fixed(self) -> str:
        """Why the keys of the chosen row can't be changed; "" where they can."""
        pick = self.list.current
        return next((why for text, _keys, why in FIXED_KEYS if pick and pick.key == text), "")

    @property
    def current(self) -> Command | None:
        """The command that is chosen."""
        pick = self.list.current
        return self.bindings.commands.get(pick.key) if pick is not None else None

    def _current_changed(self) -> None:
        if self._waiting is None:
            self._tell(message(self._why_fixed() or HOW))
            self._enable()

    def _enable(self) -> None:
        command = self.current
        fixed = self._why_fixed()
        keys = command is not None and bool(self.bindings.keys(command.id))
        other = command is not None and self.bindings.changed(command.id)
        self._explain(self.change_button, command is not None, fixed)
        self._explain(self.add_button, command is not None, fixed)
        self._explain(self.remove_button, keys, fixed or HAS_NONE)
        self._explain(self.reset_button, other, fixed or AS_FIRST)
        explain(self.reset_all_button, bool(self.bindings.changes()), self._look.tr_(ALL_AS_FIRST))

    def _explain(self, made: QPushButton, usable: bool, why_not: str) -> None:
        """A button about the chosen command."""
        name = self._name(self.current)
        explain(made, usable, self._text(message(why_not if name else NOT_CHOSEN, command=name)))

    def _name(self, command: Command | None) -> str:
        pick = self.list.current
        if command is not None:
            return self._look.tr_(command.text)
        return pick.text if pick is not None else ""

    def _text(self, said: Message) -> str:
        return said.text(self._look.translate)

    def _tell(self, said: Message, alarming: bool = False) -> None:
        self.said.setText(self._text(said))
        self.said.setObjectName("warning" if alarming else "quiet")
        self.said.style().polish(self.said)

    # What is changed

    def begin_change(self) -> None:
        """The next keys that are pressed are those of the chosen command."""
        self._begin(adding=False)

    def begin_add(self) -> None:
        """The next keys that are pressed are further ones of the chosen command."""
        self._begin(adding=True)

    def _begin(self, adding: bool) -> None:
        command = self.current
        if command is None:
            self._tell(message(self._why_fixed() or NOT_CHOSEN))
            return
        self._waiting, self._adding, self._warned = command, adding, ""
        self._tell(message(PRESS, command=self._look.tr_(command.text)))
        # No widget shall take the keys for its own.
        self.list.setFocus()
        self.grabKeyboard()

    def _end(self) -> None:
        self._waiting = None
        self.releaseKeyboard()

    def remove(self) -> None:
        """The chosen command has no keys."""
        if self.current is not None:
            self._change(self.current, ())

    def reset(self) -> None:
        """The chosen command has its first keys again."""
        if self.current is not None:
            self._change(self.current, self.current.keys)

    def reset_all(self) -> None:
        """Every command has its first keys again, which can be undone until the next change."""
        before = self.bindings.changes()
        self.bindings.reset_all()
        self._show()
        self._offer_undo(before)
        self._tell(message(ALL_RESET))
        self.changed.emit()

    def undo_reset(self) -> None:
        """The changes that were reset are there again."""
        self.bindings.put_back(self._before)
        self._show()
        self._offer_undo({})
        self._tell(message(HOW))
        self.changed.emit()

    def _offer_undo(self, before: dict[str, Keys]) -> None:
        """What can be put back from now on, {} for nothing. Whoever comes by keys stays where they are."""
        self._before = before
        self.undo_button.setVisible(bool(before))
        (self.undo_button if before else self.list).setFocus()

    def _change(self, command: Command, keys: Keys) -> None:
        self.bindings.change(command.id, keys)
        self._show()
        self._before = {}
        self.undo_button.hide()
        shown = ", ".join(native(one) for one in keys)
        self._tell(
            message(NOW if keys else NONE_NOW, command=self._look.tr_(command.text), keys=shown)
        )
        self.changed.emit()

    def _pressed(self, keys: str) -> None:
        """Keys were pressed for the command that waits for them."""
        command = self._waiting
        assert command is not None
        problem = refusal(keys, command)
        if problem is not None:
            # “Once more” means the very next keys.
            self._warned = ""
            self._tell(problem, alarming=True)
            return
        holders = self.bindings.holders(keys, command.id)
        if holders and self._warned != keys:
            self._warned = keys
            names = ", ".join(self._look.tr_(holder.text) for holder in holders)
            self._tell(message(TAKEN, keys=native(keys), command=names), alarming=True)
            return
        self._end()
        before = self.bindings.keys(command.id) if self._adding else ()
        self._change(command, tuple(dict.fromkeys((*before, keys))))

    # Qt

    def event(self, event: QEvent) -> bool:
        if self._waiting is not None and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._key(event)
                return True
        return bool(super().event(event))

    def _key(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._end()
            self._tell(message(HOW))
            return
        keys = pressed(Qt.Key(event.key()), event.modifiers(), event.text())
        if keys:
            self._pressed(keys)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self.search.hasFocus() and key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.list.step(1 if key == Qt.Key.Key_Down else -1)
            self.list.setFocus()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.search.hasFocus():
            self.list.setFocus()
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        if self._waiting is not None:
            self._end()
        super().done(result)
