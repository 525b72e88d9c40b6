"""The line at the bottom: where the cursor is, what the map holds, how small it prints, and whether it is saved."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from journeyeditor.model.entities import Map
from journeyeditor.model.messages import N_
from journeyeditor.model.numbers import in_digits
from journeyeditor.ui.widgets.build import button, row
from journeyeditor.ui.widgets.fields import Elided

if TYPE_CHECKING:
    from journeyeditor.model.document import Document
    from journeyeditor.model.messages import Translate
    from journeyeditor.ui.theme import Look

HEIGHT = 34
_DELAY_MS = 150
_STAYS_MS = 8_000

_COUNTS: tuple[tuple[str, str], ...] = (
    (N_("{n} card"), N_("{n} cards")),
    (N_("{n} stage"), N_("{n} stages")),
    (N_("{n} persona"), N_("{n} personas")),
)
_PRINTS = N_("on {paper} the smallest text prints at {size} pt")
_SAVED, _NEVER = N_("saved {time}"), N_("not saved yet")
_ONE_SINCE, _MORE_SINCE = N_("1 change since"), N_("{n} changes since")


def counted(translate: Translate, document: Document, map_id: str) -> str:
    """What a map holds: `17 cards, 5 stages, 2 personas`."""
    shown = document.find(Map, map_id)
    cards = sum(len(document.cards(lane.id)) for lane in document.lanes(map_id))
    people = len(shown.personas) if shown else 0
    numbers = (cards, len(document.stages(map_id)), people)
    return ", ".join(
        translate(one if number == 1 else more).format(n=number)
        for number, (one, more) in zip(numbers, _COUNTS, strict=True)
    )


def saved_words(translate: Translate, saved_at: str, changes: int, modified: bool) -> str:
    """Whether the file holds it all: `saved 10:14, 1 change since`. `saved_at` is a time of day, "" for never."""
    saved = translate(_SAVED).format(time=saved_at) if saved_at else translate(_NEVER)
    if not modified:
        return saved
    number = max(1, abs(changes))
    since = translate(_ONE_SINCE) if number == 1 else translate(_MORE_SINCE).format(n=number)
    return f"{saved}, {since}"


def file_time(path: Path | None, today: date) -> str:
    """When a file was last written, `10:14` or an earlier day's date; "" where there is none."""
    try:
        written = datetime.fromtimestamp(path.stat().st_mtime).astimezone() if path else None
    except OSError:
        return ""
    if written is None:
        return ""
    return f"{written:%H:%M}" if written.date() == today else written.date().isoformat()


def printed_words(translate: Translate, paper: str, size: float) -> str:
    return translate(_PRINTS).format(paper=paper, size=in_digits(size, translate, 1))


class StatusBar(QWidget):
    """Words of the cursor or a message in passing on the left, facts on the right; `cancelled` when work is called off."""

    cancelled = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("statusBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(look.px(HEIGHT))
        self._cursor = self._busy = ""
        self.words = Elided(look, "", "ink.quiet", 11)
        self.facts = Elided(look, "", "ink.quiet", 11)
        self.facts.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(look.px(90))
        self.progress.hide()
        self.cancel = button(look.tr_(N_("Cancel")), "link")
        self.cancel.clicked.connect(self.cancelled)
        self.cancel.hide()
        self._passing = QTimer(self)
        self._passing.setSingleShot(True)
        self._passing.timeout.connect(self._back)
        line = row(self, 12, (18, 0, 18, 0))
        line.addWidget(self.words, 1)
        line.addWidget(self.progress)
        line.addWidget(self.cancel)
        line.addWidget(self.facts)

    def show_cursor(self, words: str) -> None:
        """Where the cursor is, in words."""
        self._cursor = words
        if not self._passing.isActive():
            self.words.set_text(words)

    def say(self, sentence: str) -> None:
        """A sentence in passing, in the place of the cursor's words."""
        self.words.set_text(sentence)
        self._passing.start(_STAYS_MS)

    def show_facts(self, *facts: str) -> None:
        self.facts.set_text(" · ".join(fact for fact in facts if fact))

    def show_busy(self, name: str, cancellable: bool = False) -> None:
        """Work under way has this name; "" for none."""
        self.progress.setVisible(bool(name))
        # Without a share the bar says only that something is going on.
        self.progress.setRange(0, 0)
        self.cancel.setVisible(bool(name) and cancellable)
        self.progress.setAccessibleName(name)
        over = not name and bool(self._busy) and self.words.toolTip() == self._busy
        self._busy = name
        if name:
            self.say(name)
        elif over:
            # Whatever comes of it is said by itself.
            self._passing.stop()
            self._back()

    def show_progress(self, share: float) -> None:
        """So much of the work under way is done, 0 to 1."""
        self.progress.setRange(0, 100)
        self.progress.setValue(round(share * 100))

    def _back(self) -> None:
        self.words.set_text(self._cursor)


class Delay(QTimer):
    """Calls back once, a moment after the last of many changes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(_DELAY_MS)
