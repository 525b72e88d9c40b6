"""All that stops and asks: one calm look for every question, behind a protocol that tests can answer."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QColorDialog, QFileDialog, QWidget

import journeyeditor
from journeyeditor.app.asking import Choice as OnChange
from journeyeditor.model.messages import N_
from journeyeditor.ui.reports import report_list
from journeyeditor.ui.sheet import Choice, Sheet
from journeyeditor.ui.widgets.build import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtPrintSupport import QPrinter

    from journeyeditor.app.export_choices import ExportChoice
    from journeyeditor.app.own_templates import Wanted
    from journeyeditor.app.recovery import LostSession
    from journeyeditor.app.versions import Version
    from journeyeditor.model.document import Document
    from journeyeditor.ui.exporting.subject import Subject
    from journeyeditor.ui.lost_work import LostMap, OnLost
    from journeyeditor.ui.move_dialog import Goal
    from journeyeditor.ui.rescuing import OnDamage, OnVersion
    from journeyeditor.ui.theme import Look
    from journeyeditor.ui.widgets.pick_list import Pick

__all__ = ["Answer", "Asking", "Choice", "Dialogs", "Sheet"]

OPENABLE = ("*.journey", "*.mmd", "*.mermaid", "*.md", "*.json", "*.pdf")
IMPORTABLE = OPENABLE[1:]
PICTURES = ("*.png", "*.jpg", "*.jpeg", "*.gif", "*.webp")
EXPORTABLE = {
    ".pdf": N_("PDF files"),
    ".png": N_("PNG pictures"),
    ".svg": N_("SVG drawings"),
    ".pptx": N_("PowerPoint files"),
}
"""By suffix: what can be exported, in words."""


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

    def not_saved(self, sentence: str) -> bool:
        """Whether to save somewhere else, as saving failed; `sentence` says why."""

    def damaged(self, sentence: str, kept: str, salvageable: bool, details: str = "") -> OnDamage:
        """What to do about a damaged file; `kept` tells the last version kept here, "" for none.

        `details` is what the sentence leaves unsaid, for whoever looks into it.
        """

    def earlier_version(self, versions: Sequence[Version]) -> tuple[OnVersion, Version] | None:
        """Which earlier version to open or to restore."""

    def lost_work(self, found: Sequence[LostMap]) -> tuple[OnLost, LostSession] | None:
        """What to do with which lost work; None for nothing now."""

    def fault(self, safe: str, details: str) -> None:
        """Something went wrong in the program itself; `safe` says what is safe and where."""

    def open_path(self, folder: Path, importing: bool) -> Path | None:
        """Which file to open or to import."""

    def password(self, name: str, wrong: str) -> str:
        """The password of a file, "" where it was called off; `wrong` says what is wrong with the one before."""

    def save_path(self, suggestion: Path) -> Path | None:
        """Where to save; a file that is there was agreed to be replaced."""

    def export(self, subject: Subject) -> ExportChoice | None:
        """How to put the maps on paper, or into other files."""

    def export_path(self, suggestion: Path) -> Path | None:
        """Where to write the file; one that is there was agreed to be replaced."""

    def printer(self, printer: QPrinter) -> bool:
        """Which printer to take, and how, in the system's own dialog; the answer is set on `printer`."""

    def save_template(self, name: str) -> Wanted | None:
        """What a template made of the open document shall be called."""

    def rename_template(self, name: str, description: str) -> tuple[str, str] | None:
        """Another name and description of a template of one's own."""

    def delete_template(self, name: str) -> bool:
        """Whether to remove a template for good."""

    def paste(self, title: str, sentences: Sequence[str]) -> bool:
        """Whether to paste so much, and what that adds."""

    def move_to(self, document: Document, keys: Sequence[str]) -> Goal | None:
        """Where to move cards, stages, steps or lanes."""

    def picture_path(self, folder: Path) -> Path | None:
        """Which picture to show."""

    def colour(self, now: str) -> str | None:
        """Which colour to take, `#RRGGBB`; `now` is the one there is."""

    def pick(
        self, title: str, sentence: str, picks: Sequence[Pick], verbs: Sequence[tuple[str, str]]
    ) -> tuple[str, str] | None:
        """Which one of these, and what to do with it: the answer of one of the `verbs` (answer, words), and its key."""

    def name(self, title: str, sentence: str, text: str, go: str) -> str:
        """What something is to be called, `text` at first; "" where it was called off. `go` is the button's words."""

    def agree(self, title: str, sentence: str, go: str) -> bool:
        """Whether to do what was asked for, once it is said what that is."""

    def tell(self, title: str, sentence: str, details: str = "") -> None:
        """One thing that went wrong or is to be known; `details` are shown on request."""

    def report(self, title: str, sentences: Sequence[str]) -> None:
        """A list of things to be known about a file."""

    def about(self) -> None:
        """What program this is."""


class Dialogs:
    """The questions, asked in dialogs over a window."""

    def __init__(self, window: QWidget, look: Look) -> None:
        self._window = window
        self._look = look

    def _ask(self, title: str, sentence: str, *choices: Choice, escape: str | None = None) -> str:
        sheet = Sheet(self._window, self._look, title)
        sheet.body.addWidget(label(sentence, wrap=True))
        sheet.choices(*choices, escape=escape)
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
            escape="",
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
            escape="",
        )
        return answer == "over"

    def not_saved(self, sentence: str) -> bool:
        tr = self._look.tr_
        answer = self._ask(
            tr(N_("The document was not saved")),
            sentence,
            Choice("elsewhere", tr(N_("Save as…")), "primary"),
            Choice("", tr(N_("Not now"))),
        )
        return answer == "elsewhere"

    def damaged(self, sentence: str, kept: str, salvageable: bool, details: str = "") -> OnDamage:
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
        sheet.add_details(sentence, details)
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

    def lost_work(self, found: Sequence[LostMap]) -> tuple[OnLost, LostSession] | None:
        from journeyeditor.ui.lost_work import LostSheet

        sheet = LostSheet(self._window, self._look, found)
        sheet.ask()
        return sheet.chosen

    def fault(self, safe: str, details: str) -> None:
        tr = self._look.tr_
        title = tr(N_("Something went wrong inside the program"))
        sheet = Sheet(self._window, self._look, title)
        sheet.setMinimumWidth(self._look.px(520))
        sheet.body.addWidget(label(safe, wrap=True))
        sheet.choices(
            Choice("", tr(N_("Go on")), "primary"),
            Choice("copy", tr(N_("Copy details"))),
            escape="",
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

    def password(self, name: str, wrong: str) -> str:
        from journeyeditor.ui.password_sheet import PasswordSheet

        return PasswordSheet(self._window, self._look, name, wrong).typed()

    def picture_path(self, folder: Path) -> Path | None:
        tr = self._look.tr_
        filters = f"{tr(N_('Pictures'))} ({' '.join(PICTURES)})"
        title = tr(N_("Choose a picture"))
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, str(folder), filters)
        return Path(chosen) if chosen else None

    def colour(self, now: str) -> str | None:
        dialog = QColorDialog(QColor(now), self._window)
        dialog.setWindowTitle(self._look.tr_(N_("Pick a colour")))
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        accepted = bool(dialog.exec())
        chosen = dialog.selectedColor().name().upper()
        dialog.deleteLater()
        return chosen if accepted else None

    def save_path(self, suggestion: Path) -> Path | None:
        return self._target(N_("Save as"), suggestion, N_("Journeys"), ".journey")

    def export_path(self, suggestion: Path) -> Path | None:
        suffix = suggestion.suffix.lower()
        return self._target(N_("Export"), suggestion, EXPORTABLE[suffix], suffix)

    def printer(self, printer: QPrinter) -> bool:
        from PySide6.QtPrintSupport import QPrintDialog

        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(self._look.tr_(N_("Print")))
        accepted = bool(dialog.exec())
        dialog.deleteLater()
        return accepted

    def _target(self, title: str, suggestion: Path, kind: str, suffix: str) -> Path | None:
        dialog = QFileDialog(self._window, self._look.tr_(title), str(suggestion.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{self._look.tr_(kind)} (*{suffix})")
        dialog.setDefaultSuffix(suffix[1:])
        dialog.selectFile(suggestion.name)
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        return Path(chosen[0]) if chosen else None

    def export(self, subject: Subject) -> ExportChoice | None:
        from journeyeditor.ui.exporting.dialog import ExportDialog

        dialog = ExportDialog(self._window, self._look, subject)
        accepted = bool(dialog.exec())
        choice = dialog.choice
        dialog.deleteLater()
        return choice if accepted else None

    def save_template(self, name: str) -> Wanted | None:
        from journeyeditor.ui.template_sheet import TemplateSheet

        sheet = TemplateSheet(self._window, self._look, name)
        return sheet.wanted if sheet.ask() else None

    def rename_template(self, name: str, description: str) -> tuple[str, str] | None:
        from journeyeditor.ui.template_sheet import TemplateSheet

        sheet = TemplateSheet(self._window, self._look, name, description, new=False)
        wanted = sheet.wanted if sheet.ask() else None
        return (wanted.name, wanted.description) if wanted else None

    def delete_template(self, name: str) -> bool:
        tr = self._look.tr_
        answer = self._ask(
            tr(N_("Delete the template “{name}”?"), name=name),
            tr(N_("Documents made of it stay. The template can't be brought back.")),
            Choice("", tr(N_("Keep it")), "primary"),
            Choice("delete", tr(N_("Delete"))),
            Choice("", tr(N_("Cancel"))),
        )
        return answer == "delete"

    def paste(self, title: str, sentences: Sequence[str]) -> bool:
        tr = self._look.tr_
        sheet = Sheet(self._window, self._look, title)
        for sentence in sentences:
            sheet.body.addWidget(label(sentence, wrap=True))
        sheet.choices(Choice("paste", tr(N_("Paste")), "primary"), Choice("", tr(N_("Cancel"))))
        return sheet.ask() == "paste"

    def move_to(self, document: Document, keys: Sequence[str]) -> Goal | None:
        from journeyeditor.ui.move_dialog import ask_where

        return ask_where(self._window, self._look, document, keys)

    def pick(
        self, title: str, sentence: str, picks: Sequence[Pick], verbs: Sequence[tuple[str, str]]
    ) -> tuple[str, str] | None:
        from journeyeditor.ui.pick_sheet import PickSheet

        return PickSheet(self._window, self._look, title, sentence, picks, verbs).choose()

    def name(self, title: str, sentence: str, text: str, go: str) -> str:
        from journeyeditor.ui.pick_sheet import NameSheet

        return NameSheet(self._window, self._look, title, sentence, text, go).typed()

    def agree(self, title: str, sentence: str, go: str) -> bool:
        cancel = Choice("", self._look.tr_(N_("Cancel")))
        return self._ask(title, sentence, Choice("go", go, "primary"), cancel) == "go"

    def tell(self, title: str, sentence: str, details: str = "") -> None:
        sheet = Sheet(self._window, self._look, title)
        sheet.body.addWidget(label(sentence, wrap=True))
        sheet.add_details(sentence, details)
        sheet.choices(Choice("", self._look.tr_(N_("OK")), "primary"))
        sheet.ask()

    def report(self, title: str, sentences: Sequence[str]) -> None:
        sheet = Sheet(self._window, self._look, title)
        sheet.setMinimumWidth(self._look.px(600))
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
