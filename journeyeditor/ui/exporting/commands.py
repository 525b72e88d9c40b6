"""What menus and keys do with exports: into files, on paper, with progress, and what to do with the result."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from journeyeditor.app.export_presets import keep_choice, last_choice
from journeyeditor.app.exporting import Printed, export_pages
from journeyeditor.app.output import require_free
from journeyeditor.model.messages import N_, Message, Refused, message
from journeyeditor.ui.exporting.subject import Purpose, Subject
from journeyeditor.ui.files import CALLED_OFF, FAULT, NOT_WRITTEN, file_name
from journeyeditor.ui.jobs import Cancelled
from journeyeditor.ui.notices import Notice, Offer
from journeyeditor.ui.printing.composing import Composer, Form
from journeyeditor.ui.printing.on_paper import on_paper_of, prepare, print_job

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from journeyeditor.app.export_choices import ExportChoice
    from journeyeditor.ui.jobs import Outcome, Progress
    from journeyeditor.ui.main_window import MainWindow

EXPORTING, PRINTING = N_("Exporting “{name}”…"), N_("Printing…")
EXPORTED, EXPORTED_ONE = N_("Wrote {path}, {count} pages"), N_("Wrote {path}, one page")
WROTE_FILES = N_("Wrote {path} and {count} more beside it")
CANT_EXPORT = {".pdf": N_("The PDF was not written")}
CANT_WRITE, CANT_PRINT = N_("The file was not written"), N_("Nothing was printed")
PRINT_OFF = N_("Called off; the printer was told to forget it.")
PRINTED, PRINTED_ONE = N_("{count} pages went to the printer."), N_("One page went to the printer.")
NO_PRINTER = N_(
    "This computer knows no printer. Set one up in the system's settings, or export a PDF and print it elsewhere."
)
NO_OPENER = N_("No program opens {path} by itself. Open it from your file manager.")
TOPIC = "exported"
OPEN, FOLDER, TOLD, DONE = "open", "folder", "told", "done"


def opened(path: Path) -> bool:
    """Opens a file or folder with the system's program for it; whether there was one."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class ExportCommands(QObject):
    """The verbs of exporting and printing, on one window. `open_path` opens a file, `printers` names the system's."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._target = Path()
        self._warnings: tuple[Message, ...] = ()
        self._heard: object = None
        self.open_path: Callable[[Path], bool] = opened
        self.printers: Callable[[], Sequence[str]] = QPrinterInfo.availablePrinterNames

    # Into a file

    def export(self) -> None:
        """Asks how and where to, then writes while the window lives."""
        subject = self._subject(Purpose.EXPORT)
        if subject is None:
            return
        choice = self._window.asking.export(subject)
        session = self._window.session
        if choice is None or session is None:
            return
        name = session.path or self._folder / file_name(session.name)
        path = self._window.asking.export_path(name.with_suffix(choice.suffix))
        if path is not None:
            self._keep(choice)
            self._export(subject, choice, path)

    def _subject(self, purpose: Purpose) -> Subject | None:
        window = self._window
        if window.page is None or window.session is None:
            return None
        window.commit_pending()
        world = window.world
        return Subject(
            window.session.editor, window.page.map_id, world.services, window.settings, world.look.icons, purpose
        )  # fmt: skip

    def _export(self, subject: Subject, choice: ExportChoice, path: Path) -> None:
        session = self._window.session
        assert session is not None
        document, maps, original = subject.document, subject.maps(choice), session.path
        services = subject.services
        self._target = path

        def work(progress: Progress) -> Printed:
            require_free(path, original, force=True)
            return export_pages(
                document, path, choice.options, services, maps=maps, force=True, original=original,
                progress=lambda done, total: progress.reached(done / max(total, 1)),
                handover=choice.handover,
            )  # fmt: skip

        name = self._window.look.tr_(EXPORTING, name=path.name)
        self._window.jobs.run(name, work, self._exported, cancellable=True)

    def _exported(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            title = CANT_EXPORT.get(self._target.suffix.lower(), CANT_WRITE)
            self._failed(title, outcome.error, CALLED_OFF)
            return
        printed: Printed = outcome.value
        self._warnings = printed.warnings
        said = self._written(printed)
        self._window.tell(said)
        self._show_notice(said)
        self._window.refresh()

    def _written(self, printed: Printed) -> Message:
        if len(printed.files) > 1:
            return message(WROTE_FILES, path=self._target, count=len(printed.files) - 1)
        key = EXPORTED_ONE if printed.pages == 1 else EXPORTED
        return message(key, path=self._target, count=printed.pages)

    def _show_notice(self, said: Message) -> None:
        """What was written, with what can be done with it."""
        page, tr = self._window.page, self._window.look.tr_
        if page is None:
            return
        told = N_("What to know about it ({count})")
        offers = [Offer(OPEN, tr(N_("Open"))), Offer(FOLDER, tr(N_("Show in folder")))]
        if self._warnings:
            offers.append(Offer(TOLD, tr(told, count=len(self._warnings))))
        offers.append(Offer(DONE, tr(N_("OK"))))
        if self._heard is not page:
            page.notices.answered.connect(self._answered)
            self._heard = page
        sentence = said.text(self._window.look.translate)
        page.notices.show_notice(Notice(TOPIC, sentence, tuple(offers), "export"))

    def _answered(self, topic: str, answer: str) -> None:
        if topic != TOPIC:
            return
        if answer == TOLD:
            translate = self._window.look.translate
            said = [warning.text(translate) for warning in self._warnings]
            self._window.asking.report(self._target.name, said)
        elif answer in {OPEN, FOLDER}:
            path = self._target if answer == OPEN else self._target.parent
            if not self.open_path(path):
                self._window.tell(message(NO_OPENER, path=path))

    # On paper

    def print_(self) -> None:
        """Prints as was chosen last, on the printer that is chosen in the system's dialog."""
        subject = self._subject(Purpose.PRINT)
        if subject is not None and self._has_printer():
            self._print(subject, last_choice(self._window.settings))

    def preview(self) -> None:
        """Shows the pages first, and lets their paper and parts be chosen."""
        subject = self._subject(Purpose.PRINT)
        choice = self._window.asking.export(subject) if subject is not None else None
        if subject is not None and choice is not None:
            self._keep(choice)
            if self._has_printer():
                self._print(subject, choice)

    def _has_printer(self) -> bool:
        if self.printers():
            return True
        self._window.asking.tell(
            self._window.look.tr_(CANT_PRINT), self._window.look.tr_(NO_PRINTER)
        )
        return False

    def _print(self, subject: Subject, choice: ExportChoice) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        prepare(printer, choice.options, subject.document.info.title)
        if not self._window.asking.printer(printer):
            return
        options = on_paper_of(printer, choice.options)
        job = replace(subject.job(choice), options=options, form=Form.PAGES)

        def work(progress: Progress) -> int:
            composer = Composer(subject.services, subject.icons, vectors=True)
            return print_job(printer, composer, job, progress.reached)

        name = self._window.look.tr_(PRINTING)
        self._window.jobs.run(name, work, self._went, cancellable=True)

    def _went(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            self._failed(CANT_PRINT, outcome.error, PRINT_OFF)
            return
        count: Any = outcome.value
        self._window.tell(message(PRINTED_ONE if count == 1 else PRINTED, count=count))
        self._window.refresh()

    # Help

    @property
    def _folder(self) -> Path:
        """Where the person worked last."""
        folder = self._window.settings.text("folder")
        there = folder and self._window.presence.is_folder(Path(folder))
        return Path(folder) if there else Path.home()

    def _keep(self, choice: ExportChoice) -> None:
        try:
            keep_choice(choice, self._window.settings)
        except Refused as refused:
            self._window.tell(refused.message)

    def _failed(self, title: str, error: BaseException, called_off: str) -> None:
        look = self._window.look
        if isinstance(error, Cancelled):
            self._window.tell(message(called_off))
            return
        if isinstance(error, OSError):
            error = Refused(NOT_WRITTEN, path=self._target, reason=error.strerror or error)
        if isinstance(error, Refused):
            self._window.asking.tell(look.tr_(title), error.message.text(look.translate))
            return
        self._window.world.note_fault(error)
        sentence = look.tr_(FAULT, fault=f"{type(error).__name__}: {error}")
        self._window.asking.tell(look.tr_(title), sentence)
