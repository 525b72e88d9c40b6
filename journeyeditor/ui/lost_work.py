"""Work of sessions that ended without being closed, as the start page offers it: nothing is lost in silence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QWidget

from journeyeditor.model.messages import N_
from journeyeditor.ui.dialogs import Choice, Sheet
from journeyeditor.ui.moments import local_moment
from journeyeditor.ui.sketch import Sketch, draw
from journeyeditor.ui.widgets.build import button, clear, column, label, row
from journeyeditor.ui.widgets.fields import Elided

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QPaintEvent

    from journeyeditor.app.recovery import LostSession
    from journeyeditor.ui.theme import Look

PICTURE = QSize(200, 96)
"""Size of the drawn map in logical pixels."""

MOST_ROWS = 4
"""So many are shown over a document; the start page has all."""

_TITLE = N_("Unsaved work")
_WHY = N_("The program ended before this was saved. What you did until then is kept here.")
_OPEN, _DISCARD = N_("Open"), N_("Discard…")
_ONE, _MORE = N_("1 unsaved change"), N_("{n} unsaved changes")
_TYPED = N_("with text that was being typed")
_DAMAGED = N_("the record of the changes is damaged; the document as it was saved last is here")
_NO_FILE = N_("not saved to a file yet")


@dataclass(frozen=True, slots=True)
class LostMap:
    """A lost session with the drawing of its first map."""

    session: LostSession
    sketch: Sketch


class MapPicture(QWidget):
    """A drawn map on the ground of the canvas."""

    def __init__(self, look: Look, sketch: Sketch) -> None:
        super().__init__()
        self._look, self._sketch = look, sketch
        self.setFixedSize(look.size(PICTURE))
        look.repaints(self)

    def show_sketch(self, sketch: Sketch) -> None:
        self._sketch = sketch
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("canvas"))
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        draw(painter, self._look, self._sketch, QRectF(self.rect()).adjusted(10, 9, -10, -7))
        painter.end()


class LostRow(QFrame):
    """One lost session: its map, what it is, and what can be done. `opened` and `discarded` carry it."""

    opened = Signal(object)
    discarded = Signal(object)

    def __init__(self, look: Look, lost: LostMap) -> None:
        super().__init__()
        self.setObjectName("lostWork")
        self.lost = lost
        session = lost.session
        self.open = button(look.tr_(_OPEN), "primary", self._open)
        self.discard = button(look.tr_(_DISCARD), "plain", self._discard)
        for made in (self.open, self.discard):
            made.setAccessibleDescription(session.title)
        words = column(spacing=3)
        words.addStretch(1)
        words.addWidget(Elided(look, session.title, "ink", 14, bold=True))
        where = str(session.path) if session.path else look.tr_(_NO_FILE)
        words.addWidget(Elided(look, where, "ink.quiet", 11))
        words.addWidget(label(facts_of(look, session), "quiet", wrap=True))
        words.addStretch(1)
        line = row(self, 16, (10, 10, 18, 10))
        self.picture = MapPicture(look, lost.sketch)
        line.addWidget(self.picture)
        line.addLayout(words, 1)
        line.addWidget(self.discard)
        line.addWidget(self.open)

    def show_sketch(self, sketch: Sketch) -> None:
        """Its map, once that was read."""
        self.lost = LostMap(self.lost.session, sketch)
        self.picture.show_sketch(sketch)

    def _open(self) -> None:
        self.opened.emit(self.lost.session)

    def _discard(self) -> None:
        self.discarded.emit(self.lost.session)


def facts_of(look: Look, session: LostSession) -> str:
    """When it was worked on last and how much is not in the file: `2026-11-22 10:14 · 3 unsaved changes`."""
    if not session.readable:
        return f"{local_moment(session.at)} · {look.tr_(_DAMAGED)}"
    facts = [local_moment(session.at)]
    if session.changes:
        changes = look.tr_(_ONE if session.changes == 1 else _MORE, n=session.changes)
        # A line does not end between the number and what it counts.
        facts.append(changes.replace(" ", "\N{NO-BREAK SPACE}", 1))
    if session.typing:
        facts.append(look.tr_(_TYPED))
    return " · ".join(fact for fact in facts if fact)


class OnLost(StrEnum):
    """What to do with lost work."""

    OPEN = "open"
    DISCARD = "discard"


class LostSheet(Sheet):
    """The lost work over an open document, which stays as it is until one is opened. `chosen` is what was answered."""

    def __init__(self, parent: QWidget | None, look: Look, found: Sequence[LostMap]) -> None:
        super().__init__(parent, look, look.tr_(_TITLE))
        self.setMinimumWidth(look.px(760))
        self.chosen: tuple[OnLost, LostSession] | None = None
        self.body.addWidget(label(look.tr_(_WHY), "quiet", wrap=True))
        self.rows = [LostRow(look, lost) for lost in found[:MOST_ROWS]]
        for made in self.rows:
            made.opened.connect(self._opened)
            made.discarded.connect(self._discarded)
            self.body.addWidget(made)
        self.choices(Choice("", look.tr_(N_("Close"))))

    def _opened(self, session: LostSession) -> None:
        self._choose(OnLost.OPEN, session)

    def _discarded(self, session: LostSession) -> None:
        self._choose(OnLost.DISCARD, session)

    def _choose(self, what: OnLost, session: LostSession) -> None:
        self.chosen = (what, session)
        self.accept()


class LostWork(QWidget):
    """The section above the templates; hidden while there is nothing to offer."""

    opened = Signal(object)
    discarded = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.rows: list[LostRow] = []
        box = column(self, 10, (0, 0, 0, 20))
        box.addWidget(label(look.tr_(_TITLE), "heading"))
        box.addWidget(label(look.tr_(_WHY), "quiet", wrap=True))
        self._list = column(spacing=8)
        box.addLayout(self._list)
        self.hide()

    def show_lost(self, found: Sequence[LostMap]) -> None:
        """Offers these, in this order."""
        clear(self._list)
        self.rows = [LostRow(self._look, lost) for lost in found]
        for made in self.rows:
            made.opened.connect(self.opened)
            made.discarded.connect(self.discarded)
            self._list.addWidget(made)
        self.setVisible(bool(found))

    def show_sketches(self, drawn: Mapping[str, Sketch]) -> None:
        """The maps of the sessions with these ids."""
        for made in self.rows:
            if made.lost.session.id in drawn:
                made.show_sketch(drawn[made.lost.session.id])
