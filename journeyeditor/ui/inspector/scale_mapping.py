"""What another scale would make of a map's ratings, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from journeyeditor.model import scale as scales
from journeyeditor.model.messages import N_
from journeyeditor.ui.widgets.build import clear, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeyeditor.model.entities import Scale
    from journeyeditor.ui.theme import Look

AND_MORE = N_("… and {n} more values")
_MOST_PAIRS = 12


class Mapping(QWidget):
    """A table of what becomes of which value: old, new, and how many ratings have it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(2, 1)

    def show_pairs(self, old: Scale, new: Scale, pairs: Sequence[tuple[float, float, int]]) -> None:
        """Each value with its level's name where it has one, most of them; the rest is counted."""
        clear(self._grid)
        self.setVisible(bool(pairs))
        tr, shown = self._look.tr_, pairs[:_MOST_PAIRS]
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        arrow = "←" if rtl else "→"
        self._line(0, (tr(N_("Now")), "", tr(N_("Then")), tr(N_("Ratings"))), "quiet")
        for line, (before, after, count) in enumerate(shown, 1):
            say = self._look.translate
            named = (
                scales.named_value(old, before, say),
                scales.named_value(new, after, say),
            )
            self._line(line, (named[0], arrow, named[1], str(count)), "")
        if len(pairs) > len(shown):
            rest = label(tr(AND_MORE, n=len(pairs) - len(shown)), "quiet")
            self._grid.addWidget(rest, len(shown) + 1, 0, 1, 4)

    def _line(self, line: int, words: Sequence[str], style: str) -> None:
        for place, word in enumerate(words):
            self._grid.addWidget(label(word, style), line, place)
