"""A column of titled fields, each of which is shown or not as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractSpinBox, QLabel, QLineEdit, QWidget

from journeyeditor.ui.widgets.build import column, label, row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

    from journeyeditor.ui.theme import Look


class Rows(QWidget):
    """The column. Rows are added from top to bottom, each under a name by which it is shown."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._rows: dict[str, QWidget] = {}
        self._box = column(self, 12)

    def show_rows(self, seen: Mapping[str, bool]) -> None:
        """Shows and hides rows by their names; those that are not named stay as they are."""
        for name, shown in seen.items():
            if name in self._rows:
                self._rows[name].setVisible(shown)

    def is_shown(self, name: str) -> bool:
        """Whether there is a row of this name, in sight."""
        return name in self._rows and not self._rows[name].isHidden()

    def heading(self, name: str, title: str, *beside: QWidget) -> None:
        holder = self._holder(name)
        line = row(spacing=2, margins=(0, 10, 0, 0))
        line.addWidget(label(self._look.tr_(title), "heading"), 1)
        for made in beside:
            line.addWidget(made)
        holder.addLayout(line)

    def _holder(self, name: str) -> QVBoxLayout:
        """A row of its own, which is shown or not as a whole."""
        holder = QWidget()
        self._box.addWidget(holder)
        self._rows[name] = holder
        return column(holder, 5)

    def add(self, name: str, title: str, made: QWidget) -> None:
        box = self._holder(name)
        if title:
            words = self._look.tr_(title)
            made.setAccessibleName(words)
            box.addWidget(label(words, "fieldLabel"))
        box.addWidget(made)

    def add_line(self, name: str, title: str, *made: QWidget) -> None:
        """Several fields beside each other under one title."""
        holder = QWidget()
        line: QHBoxLayout = row(holder, 6)
        for one in made:
            line.addWidget(one, int(_wide(one)))
        self.add(name, title, holder)

    def note(self, name: str, words: str) -> QLabel:
        made = label(words, "quiet", wrap=True)
        box = self._rows[name].layout()
        assert box is not None
        box.addWidget(made)
        return made


def _wide(made: QWidget) -> bool:
    """Whether a field of a line takes what room there is."""
    return isinstance(made, QAbstractSpinBox | QLineEdit)
