"""First-run help: three quiet hints on the canvas, one after another, each gone for good once it was understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QLabel, QWidget

from journeyeditor.editing.editor import Cause
from journeyeditor.model.entities import Card, Entity, Rating
from journeyeditor.model.messages import N_, Refused
from journeyeditor.ui.widgets.build import button, label, row

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QKeyEvent

    from journeyeditor.app.settings import Settings
    from journeyeditor.editing.editor import Changed
    from journeyeditor.ui.actions import ActionSet
    from journeyeditor.ui.theme import Look

WIDTH, FROM_EDGE = 420, 16
LEAST_ROOM, LEAST_HEIGHT = 500, 340
"""Pixels: how wide a hint is at 100 %, how far from the edge, and how wide and high the canvas must be for it."""

KEY = "hints_seen"
_GOT_IT, _HINT = N_("Got it"), N_("Hint {number} of {count}")


@dataclass(frozen=True, slots=True)
class Hint:
    """What is said, with the keys of actions in its places; `done` by making one of these, where there is one."""

    name: str
    text: str
    done: type[Entity] | None = None


HINTS: tuple[Hint, ...] = (
    Hint(
        "write",
        N_(
            "Double-click a cell, or press Enter in it, to write a card. Tab goes on to the next step."
        ),
        Card,
    ),
    Hint(
        "rate",
        N_("Say how a touchpoint feels: press a digit on its card, or drag its face on the curve."),
        Rating,
    ),
    Hint(
        "show",
        N_("{present} presents the map stage by stage, {export} puts it on paper."),
    ),
)
_DEEDS = frozenset({Cause.EDIT, Cause.PREVIEW})
_KEYS = {"present": "present", "export": "export-pdf"}


def keys_of(action: QAction) -> str:
    """The keys of an action as they are called here, "" for none."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


class Bubble(QFrame):
    """One hint over the canvas; never takes the focus from it by itself."""

    understood = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._look = look
        self._icon = QLabel()
        self._words = label("", wrap=True)
        self._count = label("", "quiet")
        self.close_button = button(look.tr_(_GOT_IT), "link", self.understood.emit)
        line = row(self, 10, (14, 10, 10, 10))
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words, 1)
        line.addWidget(self._count)
        line.addWidget(self.close_button)
        look.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def _restyle(self) -> None:
        side, ratio = self._look.px(18), self.devicePixelRatioF()
        self._icon.setPixmap(self._look.paint.pixmap("opportunity", side, "accent", ratio))

    def say(self, text: str, number: int, count: int) -> None:
        self._words.setText(text)
        self._count.setText(f"{number}/{count}")
        self.setAccessibleName(self._look.tr_(_HINT, number=number, count=count))
        self.setAccessibleDescription(text)
        self.close_button.setAccessibleDescription(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.understood.emit()
            return
        super().keyPressEvent(event)


class Hints(QObject):
    """Shows what has not been understood yet. A hint is done with when it is closed, or when its deed was done."""

    def __init__(
        self,
        look: Look,
        canvas: QAbstractScrollArea,
        settings: Settings,
        actions: ActionSet,
        overview: QWidget,
    ) -> None:
        super().__init__(canvas)
        self._look, self._canvas, self._overview = look, canvas, overview
        self._settings, self._actions = settings, actions
        self.bubble = Bubble(look, canvas)
        self.bubble.understood.connect(self._understood)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.begin)
        canvas.installEventFilter(self)

    @property
    def _seen(self) -> list[str]:
        return [name for name in self._settings.text(KEY).split(",") if name]

    @property
    def current(self) -> Hint | None:
        """The hint to show now, None when all are understood."""
        seen = self._seen
        return next((hint for hint in HINTS if hint.name not in seen), None)

    def begin(self) -> None:
        """Shows the first hint that is not understood yet, if there is room for it."""
        hint = self.current
        room = self._canvas.width() >= LEAST_ROOM and self._canvas.height() >= LEAST_HEIGHT
        if hint is None or not room:
            self.bubble.hide()
            return
        keys = {place: self._key(action) for place, action in _KEYS.items()}
        words = self._look.tr_(hint.text, **keys)
        self.bubble.say(words, HINTS.index(hint) + 1, len(HINTS))
        self._place()
        self.bubble.show()
        self.bubble.raise_()

    def _key(self, action: str) -> str:
        return keys_of(self._actions[action]) or self._actions[action].text()

    def _place(self) -> None:
        """Below in the middle: the add buttons are at the side, the overview is in the corner."""
        bubble, canvas = self.bubble, self._canvas
        width = min(self._look.px(WIDTH), canvas.width() - 2 * FROM_EDGE)
        bar = canvas.height() - canvas.viewport().geometry().bottom()
        bubble.setFixedWidth(width)
        layout = bubble.layout()
        height = layout.totalHeightForWidth(width) if layout is not None else 0
        bubble.setFixedHeight(height)
        bubble.move(self._left(width), canvas.height() - bar - bubble.height() - FROM_EDGE)

    def _left(self, width: int) -> int:
        """In the middle, or as far from there as leaves the overview free."""
        room, taken = self._canvas.width(), self._overview.geometry()
        left = (room - width) // 2
        if self._overview.isHidden():
            return left
        if taken.center().x() > room // 2:
            return max(FROM_EDGE, min(left, taken.left() - FROM_EDGE - width))
        return min(room - FROM_EDGE - width, max(left, taken.right() + FROM_EDGE))

    def _understood(self) -> None:
        hint = self.current
        if hint is not None:
            self._note(hint)
        if self.bubble.isHidden():
            self._canvas.setFocus()

    def _note(self, hint: Hint) -> None:
        try:
            self._settings.put(KEY, ",".join([*self._seen, hint.name]))
        except Refused:
            # Where nothing can be kept the hints must not stay in the way either.
            self.bubble.hide()
            return
        had_focus = self.bubble.close_button.hasFocus()
        self.begin()
        if had_focus and self.current is not None:
            self.bubble.close_button.setFocus()

    def changed(self, event: Changed) -> None:
        """The deed of the hint that is shown may have been done."""
        hint = self.current
        if hint is None or hint.done is None or event.cause not in _DEEDS:
            return
        made = (key for key in event.patch.touched() if key not in event.before)
        if any(isinstance(event.after.get(key), hint.done) for key in made):
            self._note(hint)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            # The canvas has not arranged its own parts yet.
            self._soon.start()
        return False
