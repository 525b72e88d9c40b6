"""Two small questions: which one of these, and what is it to be called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from journeyeditor.model.messages import N_
from journeyeditor.ui.dialogs import Choice, Sheet
from journeyeditor.ui.widgets.build import label
from journeyeditor.ui.widgets.pick_list import ROW, PickList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeyeditor.ui.theme import Look
    from journeyeditor.ui.widgets.pick_list import Pick

MOST_SHOWN = 8
MOST = 120
"""So many characters a name may have."""

_CANCEL, _NEEDS_NAME = N_("Cancel"), N_("Type a name first.")


class PickSheet(Sheet):
    """A list to choose one of; `verbs` are what can be done with it (answer, words), the first by Enter as well."""

    def __init__(
        self,
        parent: QWidget | None,
        look: Look,
        title: str,
        sentence: str,
        picks: Sequence[Pick],
        verbs: Sequence[tuple[str, str]],
    ) -> None:
        super().__init__(parent, look, title)
        if sentence:
            self.body.addWidget(label(sentence, wrap=True))
        self.list = PickList(look, title, at_once=False)
        self.list.show_picks(picks)
        rows = min(max(len(picks), 2), MOST_SHOWN)
        self.list.setFixedHeight(look.px(ROW * rows + 16))
        self.body.addWidget(self.list)
        styles = ("primary", *("" for _ in verbs[1:]))
        choices = [Choice(a, words, style) for (a, words), style in zip(verbs, styles, strict=True)]
        self.choices(*choices, Choice("", look.tr_(_CANCEL)))
        self._first = verbs[0][0]
        self.list.activated.connect(self._picked)
        self.list.setFocus()

    def _picked(self) -> None:
        self.answer = self._first
        self.accept()

    def choose(self) -> tuple[str, str] | None:
        """The answer and the key of what was chosen, None where it was called off."""
        answer = self.ask()
        pick = self.list.current
        return (answer, pick.key) if answer and pick is not None else None


class NameSheet(Sheet):
    """A name to be typed; it can't be empty."""

    def __init__(
        self, parent: QWidget | None, look: Look, title: str, sentence: str, text: str, go: str
    ) -> None:
        super().__init__(parent, look, title)
        if sentence:
            self.body.addWidget(label(sentence, wrap=True))
        self.name = QLineEdit(text)
        self.name.setMaxLength(MOST)
        self.name.setAccessibleName(look.tr_(N_("Name")))
        self.body.addWidget(self.name)
        self.choices(Choice("go", go, "primary"), Choice("", look.tr_(_CANCEL)))
        self._go = next(b for b in self.findChildren(QPushButton) if b.property("answer") == "go")
        self.name.textChanged.connect(self._typed)
        self.name.selectAll()
        self.name.setFocus()
        self._typed(text)

    def _typed(self, text: str) -> None:
        named = bool(text.strip())
        self._go.setEnabled(named)
        self._go.setToolTip("" if named else self._look.tr_(_NEEDS_NAME))

    def typed(self) -> str:
        """The name, "" where it was called off."""
        return self.name.text().strip() if self.ask() else ""
