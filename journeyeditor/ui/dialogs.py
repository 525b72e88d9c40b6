"""All that stops and asks: one calm look for every question, behind a protocol that tests can answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QScrollArea, QWidget

import journeyeditor
from journeyeditor.app.asking import Choice as OnChange
from journeyeditor.model.messages import N_
from journeyeditor.ui.widgets.build import button, column, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeyeditor.app.settings import Settings
    from journeyeditor.app.versions import Version
    from journeyeditor.ui.export_dialog import ExportChoice, Sizes
    from journeyeditor.ui.rescuing import OnDamage, OnVersion
    from journeyeditor.ui.theme import Look

OPENABLE = ("*.journey", "*.mmd", "*.mermaid", "*.md", "*.json")
IMPORTABLE = OPENABLE[1:]


class Answer(StrEnum):
    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"


class Asking(Protocol):
    """Everything that a person may be asked or told while nothing else can go on."""

    def save_first(self, name: str) -> Answer:
        """Unsaved changes of this document would be lost."""

    def revert(self, name: str) -> bool:
        """Whether to go back to what the file holds."""

    def discard_lost(self, name: str, changes: int) -> bool:
        """Whether to remove work that was not saved when the program ended."""

    def changed_on_disk(self, name: str, sentence: str) -> OnChange:
        """What to do about a file that somebody else saved; `sentence` says who and when."""

    def write_over(self, sentence: str) -> bool:
        """Whether to write over a file that can't be swapped for a new one; `sentence` says why."""

    def damaged(self, sentence: str, kept: str, salvageable: bool) -> OnDamage:
        """What to do about a damaged file; `kept` tells the last version kept here, "" for none."""

    def earlier_version(self, versions: Sequence[Version]) -> tuple[OnVersion, Version] | None:
        """Which earlier version to open or to restore."""

    def fault(self, safe: str, details: str) -> None:
        """Something went wrong in the program itself; `safe` says what is safe and where."""

    def open_path(self, folder: Path, importing: bool) -> Path | None:
        """Which file to open or to import."""

    def save_path(self, suggestion: Path) -> Path | None:
        """Where to save; a file that is there was agreed to be replaced."""

    def export(self, sizes: Sizes, settings: Settings) -> ExportChoice | None:
        """How to put the map on paper."""

    def export_path(self, suggestion: Path) -> Path | None:
        """Where to write the PDF; a file that is there was agreed to be replaced."""

    def tell(self, title: str, sentence: str) -> None:
        """One thing that went wrong or is to be known."""

    def report(self, title: str, sentences: Sequence[str]) -> None:
        """A list of things to be known about a file."""

    def about(self) -> None:
        """What program this is."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A button of a question: what it answers, its words, and its looks."""

    answer: str
    text: str
    style: str = ""


class Sheet(QDialog):
    """A quiet dialog: a heading, what there is to say, and buttons; Esc gives the last answer."""

    def __init__(self, parent: QWidget | None, look: Look, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(420)
        self.answer = ""
        self._look = look
        self._box = column(self, 12, (26, 24, 26, 22))
        self._box.addWidget(label(title, "heading", wrap=True))
        self.body = column(spacing=8)
        self._box.addLayout(self.body)

    def choices(self, *choices: Choice) -> None:
        """Buttons from left to right; the first one is what Enter does, the last one what Esc does."""
        line = row(spacing=8)
        line.addStretch(1)
        for choice in reversed(choices):
            made = button(choice.text, choice.style)
            made.setProperty("answer", choice.answer)
            made.clicked.connect(self._answered)
            line.addWidget(made)
            if choice is choices[0]:
                made.setDefault(True)
                made.setFocus()
        self._box.addSpacing(6)
        self._box.addLayout(line)
        self.answer = choices[-1].answer

    def _answered(self) -> None:
        self.answer = self.sender().property("answer")
        self.accept()

    def ask(self) -> str:
        """Shows the dialog until it is answered."""
        self.exec()
        self.deleteLater()
        return self.answer


class Dialogs:
    """The questions, asked in dialogs over a window."""

    def __init__(self, window: QWidget, look: Look) -> None:
        self._window = window
        self._look = look

    def _ask(self, title: str, sentence: str, *choices: Choice) -> str:
        sheet = Sheet(self._window, self._look, title)
        sheet.body.addWidget(label(sentence, wrap=True))
        sheet.choices(*choices)
        return sheet.ask()

    def save_first(self, name: str) -> Answer:
        tr = self._look.tr_
        return Answer(
            self._ask(
                tr(N_("Save the changes to “{name}”?"), name=name),
                tr(N_("What you changed since the last save is lost if you don't.")),
                Choice(Answer.SAVE, tr(N_("Save")), "primary"),
                Choice(Answer.DISCARD, tr(N_("Discard"))),
                Choice(Answer.CANCEL, tr(N_("Cancel"))),
            )
        )

    def revert(self, name: str) -> bool:
        tr = self._look.tr_
        answer = self._ask(
            tr(N_("Go back to the saved “{name}”?"), name=name),
            tr(N_("Everything since then is lost, and undo can't bring it back.")),
            Choice("revert", tr(N_("Revert")), "primary"),
            Choice("", tr(N_("Cancel"))),
        )
        return answer == "revert"

    def discard_lost(self, name: str, changes: int) -> bool:
        tr = self._look.tr_
        words = (
            N_("1 change that is in no file is lost for good.")
            if changes == 1
            else N_("{n} changes that are in no file are lost for good.")
        )
        answer = self._ask(
            tr(N_("Discard the unsaved work on “{name}”?"), name=name),
            tr(words, n=changes),
            Choice("", tr(N_("Keep it")), "primary"),
            Choice("discard", tr(N_("Discard"))),
            Choice("", tr(N_("Cancel"))),
        )
        return answer == "discard"

    def changed_on_disk(self, name: str, sentence: str) -> OnChange:
        tr = self._look.tr_
        return OnChange(
            self._ask(
                tr(N_("“{name}” was changed by somebody else"), name=name),
                sentence,
                Choice(OnChange.COPY, tr(N_("Keep mine as a copy")), "primary"),
                Choice(OnChange.RELOAD, tr(N_("Take theirs"))),
                Choice(OnChange.OVER, tr(N_("Replace theirs"))),
                Choice(OnChange.CANCEL, tr(N_("Not now"))),
            )
        )

    def write_over(self, sentence: str) -> bool:
        tr = self._look.tr_
        why = N_("Writing over it keeps a copy first, among the earlier versions on this computer.")
        answer = self._ask(
            tr(N_("The document was not saved")),
            f"{sentence}\n\n{tr(why)}",
            Choice("", tr(N_("Leave it")), "primary"),
            Choice("over", tr(N_("Write over it"))),
            Choice("", tr(N_("Cancel"))),
        )
        return answer == "over"

    def damaged(self, sentence: str, kept: str, salvageable: bool) -> OnDamage:
        from journeyeditor.ui.rescuing import OnDamage

        tr = self._look.tr_
        sheet = Sheet(self._window, self._look, tr(N_("The file could not be opened")))
        sheet.body.addWidget(label(sentence, wrap=True))
        offers = []
        if kept:
            words = N_("The last version kept on this computer: {version}")
            sheet.body.addWidget(label(tr(words, version=kept), "quiet", wrap=True))
            offers.append((OnDamage.KEPT, N_("Open the kept version")))
        if salvageable:
            words = N_(
                "What can still be read of it opens as a new document; the file stays as it is."
            )
            sheet.body.addWidget(label(tr(words), "quiet", wrap=True))
            offers.append((OnDamage.SALVAGE, N_("Salvage what is left")))
        offers.append((OnDamage.CANCEL, N_("Cancel")))
        styles = ("primary", *("" for _ in offers[1:]))
        sheet.choices(
            *(Choice(a, tr(text), style) for (a, text), style in zip(offers, styles, strict=True))
        )
        return OnDamage(sheet.ask())

    def earlier_version(self, versions: Sequence[Version]) -> tuple[OnVersion, Version] | None:
        from journeyeditor.ui.rescuing import OnVersion, VersionsSheet

        sheet = VersionsSheet(self._window, self._look, versions)
        answer = sheet.ask()
        chosen = sheet.chosen
        return (OnVersion(answer), chosen) if answer and chosen else None

    def fault(self, safe: str, details: str) -> None:
        tr = self._look.tr_
        title = tr(N_("Something went wrong inside the program"))
        sheet = Sheet(self._window, self._look, title)
        sheet.setMinimumWidth(520)
        sheet.body.addWidget(label(safe, wrap=True))
        sheet.choices(
            Choice("", tr(N_("Go on")), "primary"),
            Choice("copy", tr(N_("Copy details"))),
            Choice("", tr(N_("Close"))),
        )
        if sheet.ask() == "copy":
            QGuiApplication.clipboard().setText(details)

    def open_path(self, folder: Path, importing: bool) -> Path | None:
        tr = self._look.tr_
        title = tr(N_("Import")) if importing else tr(N_("Open"))
        kinds = IMPORTABLE if importing else OPENABLE
        filters = f"{tr(N_('Journeys'))} ({' '.join(kinds)});;{tr(N_('All files'))} (*)"
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, str(folder), filters)
        return Path(chosen) if chosen else None

    def save_path(self, suggestion: Path) -> Path | None:
        return self._target(N_("Save as"), suggestion, N_("Journeys"), ".journey")

    def export_path(self, suggestion: Path) -> Path | None:
        return self._target(N_("Export PDF"), suggestion, N_("PDF files"), ".pdf")

    def _target(self, title: str, suggestion: Path, kind: str, suffix: str) -> Path | None:
        dialog = QFileDialog(self._window, self._look.tr_(title), str(suggestion.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{self._look.tr_(kind)} (*{suffix})")
        dialog.setDefaultSuffix(suffix[1:])
        dialog.selectFile(suggestion.name)
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        return Path(chosen[0]) if chosen else None

    def export(self, sizes: Sizes, settings: Settings) -> ExportChoice | None:
        from journeyeditor.ui.export_dialog import ExportDialog

        dialog = ExportDialog(self._window, self._look, sizes, settings)
        accepted = bool(dialog.exec())
        choice = dialog.choice()
        dialog.deleteLater()
        return choice if accepted else None

    def tell(self, title: str, sentence: str) -> None:
        self._ask(title, sentence, Choice("", self._look.tr_(N_("OK")), "primary"))

    def report(self, title: str, sentences: Sequence[str]) -> None:
        sheet = Sheet(self._window, self._look, title)
        sheet.setMinimumWidth(600)
        sheet.body.addWidget(report_list(sentences))
        sheet.choices(Choice("", self._look.tr_(N_("OK")), "primary"))
        sheet.ask()

    def about(self) -> None:
        tr = self._look.tr_
        sheet = Sheet(self._window, self._look, "JourneyEditor")
        words = (
            tr(N_("Version {version}"), version=journeyeditor.__version__),
            tr(
                N_(
                    "The offline editor for customer journey maps: one file on your own disk, no account, no server."
                )
            ),
            tr(
                N_(
                    "Icons: Lucide (ISC). Typefaces: Noto (SIL OFL), DejaVu, WenQuanYi. Their licences are kept beside them."
                )
            ),
        )
        for sentence in words:
            sheet.body.addWidget(label(sentence, wrap=True))
        sheet.choices(Choice("", tr(N_("OK")), "primary"))
        sheet.ask()


def report_list(sentences: Sequence[str]) -> QScrollArea:
    """Sentences one below the other, to be read and copied."""
    inner = QWidget()
    lines = column(inner, 6, (2, 2, 12, 2))
    for sentence in sentences:
        block = QFrame()
        block.setObjectName("block")
        text = label(sentence, wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column(block, 0, (12, 9, 12, 9)).addWidget(text)
        lines.addWidget(block)
    lines.addStretch(1)
    area = QScrollArea()
    area.setObjectName("sidePanel")
    area.setWidget(inner)
    inner.setObjectName("sidePanel")
    area.setWidgetResizable(True)
    # Most sentences take two lines; a scroll bar for the last one would be silly.
    area.setFixedHeight(min(400, 12 + 62 * len(sentences)))
    return area
