"""The pages of a choice as they will be, beside what is chosen: one of them large, all of them small."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from journeyeditor.layout.pages import Part
from journeyeditor.model.messages import N_, Refused
from journeyeditor.ui.exporting.page_view import PageView
from journeyeditor.ui.exporting.parts_list import PART_NAMES
from journeyeditor.ui.exporting.thumbnails import Thumbnails
from journeyeditor.ui.lengths import size_words
from journeyeditor.ui.printing.composing import Form
from journeyeditor.ui.printing.press import Press
from journeyeditor.ui.widgets.build import column, row
from journeyeditor.ui.widgets.buttons import IconButton, explain
from journeyeditor.ui.widgets.fields import Elided

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QHBoxLayout

    from journeyeditor.layout.pages import Page
    from journeyeditor.ui.exporting.subject import Subject
    from journeyeditor.ui.printing.composing import Composer, PrintJob
    from journeyeditor.ui.printing.press import Looked, MadePage, Verdict
    from journeyeditor.ui.theme import Look

SOON_MS = 30
"""So long several choices in a row are waited for before pages are made."""

_NUMBER, _OTHER = N_("Page {number} of {count}"), N_("{number} of {count}")
_PLANNED = N_("Page {number} · {count} pages so far…")
_MAKING = N_("The pages are being made…")
_FAILED, _NO_PAGES = N_("The pages can't be shown: {reason}"), N_("There are no pages.")
_FIRST, _LAST = N_("This is the first page."), N_("This is the last page.")


class Preview(QWidget):
    """Shows the pages of a job. `paged` tells that more pages are known, `judged` what is known once all are made,
    `sized` what was asked for by `weigh`, `failed` what went wrong."""

    paged = Signal()
    judged = Signal(object)
    sized = Signal(object)
    failed = Signal(object)

    def __init__(self, look: Look, subject: Subject) -> None:
        super().__init__()
        self._look, self._units = look, subject.settings.text("units")
        self.press = Press(subject.services, subject.icons, self)
        self._job: PrintJob | None = None
        self._weigh: Callable[[Composer, PrintJob], object] | None = None
        self.count = 0
        self._so_far = 0
        self._known = self._early = False
        self.complete = False
        self._stopped = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._begin)
        self.view = PageView(look)
        self.thumbnails = Thumbnails(look, look.tr_(N_("Pages")), self._name)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        box = column(self, 8)
        box.addLayout(self._head())
        line = row(spacing=8)
        line.addWidget(self.thumbnails)
        line.addWidget(self.view, 1)
        box.addLayout(line, 1)
        self.thumbnails.hide()

    def _head(self) -> QHBoxLayout:
        look, tr = self._look, self._look.tr_
        self.words = Elided(look, "", "ink", 12, bold=True)
        self.facts = Elided(look, "", "ink.quiet", 11)
        names = (
            ("back", "chevron-left", N_("Previous page (PgUp)"), self._back),
            ("on", "chevron-right", N_("Next page (PgDown)"), self._on),
            ("smaller", "zoom-out", N_("Smaller"), self._smaller),
            ("fit", "fit", N_("Fit the page"), self._fit),
            ("larger", "zoom-in", N_("Larger"), self._larger),
        )
        self.buttons: dict[str, IconButton] = {}
        line = row(spacing=2)
        words = column(spacing=0)
        words.addWidget(self.words)
        words.addWidget(self.facts)
        line.addLayout(words, 1)
        for name, icon, said, do in names:
            made = IconButton(look, icon, tr(said), "ink.quiet", 18)
            made.clicked.connect(do)
            self.buttons[name] = made
            if name == "smaller":
                line.addSpacing(10)
            line.addWidget(made)
        return line

    def _connect(self) -> None:
        self.press.counted.connect(self._counted)
        self.press.planned.connect(self._planned)
        self.press.made.connect(self._made)
        self.press.looked.connect(self._looked)
        self.press.sized.connect(self._sized)
        self.press.done.connect(self._done)
        self.press.failed.connect(self._failed)
        self.view.wanted.connect(self._wanted)
        self.view.turned.connect(self.turn)
        self.thumbnails.selectionModel().currentChanged.connect(self._chosen)

    # For the dialog

    def show_job(
        self, job: PrintJob, weigh: Callable[[Composer, PrintJob], object] | None = None
    ) -> None:
        """The pages of this job from now on. `weigh` is worked out beside them, and told by `sized`."""
        self._job, self._weigh = job, weigh
        self.complete = False
        if self.count:
            self._soon.start()
        else:
            self._begin()

    def stop(self) -> None:
        """No more pages are made."""
        if not self._stopped:
            self._stopped = True
            self._soon.stop()
            self.press.stop()

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages that are made so far."""
        return tuple(made.page for made in self.thumbnails.pages.pages if made is not None)

    def _begin(self) -> None:
        if self._job is None or self._stopped:
            return
        self.view.clear(self._look.tr_(_MAKING))
        self._so_far, self._known, self._early = 0, False, False
        self.press.begin(self._job)
        self.view.ask()
        if self._weigh is not None:
            self.press.weigh(self._weigh)

    # What the press tells

    def _counts(self, number: int) -> bool:
        """Whether something is about the job that is shown, and not one that was thrown away."""
        return number == self.press.number and not self._soon.isActive() and not self._stopped

    def _counted(self, number: int, count: int) -> None:
        """More pages are planned, but not yet all."""
        if self._counts(number):
            self._so_far = count
            self._tell()

    def _planned(self, number: int, count: int) -> None:
        if not self._counts(number):
            return
        early, self._early = self._early, False
        self.count, self._so_far, self._known = count, 0, True
        self.thumbnails.pages.plan(count)
        self.thumbnails.setVisible(count > 1)
        if self.view.index >= count:
            self.view.index = max(0, count - 1)
            early = True
        if early:
            # What is seen could not say yet of how many pages it is one.
            self.view.ask_again()
        self.thumbnails.choose(self.view.index)
        if not count:
            self.view.show_none(self._look.tr_(_NO_PAGES))
        self._tell()

    def _made(self, number: int, made: MadePage) -> None:
        if self._counts(number):
            self.thumbnails.pages.put(made)
            self.paged.emit()

    def _looked(self, number: int, looked: Looked) -> None:
        if self._counts(number):
            self._early = not self._known
            self.view.take(looked)
            self._tell(looked.page)

    def _sized(self, number: int, found: object) -> None:
        if self._counts(number):
            self.sized.emit(found)

    def _done(self, number: int, verdict: Verdict) -> None:
        if self._counts(number):
            self.complete = True
            self.judged.emit(verdict)

    def _failed(self, number: int, error: BaseException) -> None:
        if self._counts(number):
            self.count = 0
            self.thumbnails.pages.plan(0)
            translate = self._look.translate
            said = error.message.text(translate) if isinstance(error, Refused) else str(error)
            self.view.show_none(self._look.tr_(_FAILED, reason=said))
            self._tell()
            self.failed.emit(error)

    def _wanted(self, look: object) -> None:
        if not self._stopped:
            self.press.look(look)  # type: ignore[arg-type]

    # Going through the pages

    def turn(self, by: int) -> None:
        """So many pages on, up to the ends."""
        self.show_page(min(max(0, self.view.index + by), max(0, self.count - 1)))

    def show_page(self, index: int) -> None:
        """This page large."""
        if index == self.view.index:
            return
        self.view.show_page(index)
        self.thumbnails.choose(index)
        self._tell()

    def _chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.show_page(current.row())

    def _back(self) -> None:
        self.turn(-1)

    def _on(self) -> None:
        self.turn(1)

    def _smaller(self) -> None:
        self.view.step_zoom(-1)

    def _larger(self) -> None:
        self.view.step_zoom(1)

    def _fit(self) -> None:
        self.view.step_zoom(0)

    # In words

    def _tell(self, page: Page | None = None) -> None:
        """Which page is seen, and what it is."""
        tr, index = self._look.tr_, self.view.index
        known = self.thumbnails.pages.pages
        made = known[index].page if index < len(known) and known[index] is not None else page  # type: ignore[union-attr]
        self.words.set_text(self._numbered(index) if self.count or self._so_far else "")
        self.facts.set_text(self._facts(made) if made is not None else "")
        self.view.setAccessibleName(f"{self.words.text()}, {self.facts.text()}")
        explain(self.buttons["back"], index > 0, tr(_FIRST))
        explain(self.buttons["on"], index + 1 < self.count, tr(_LAST))

    def _facts(self, page: Page) -> str:
        size = size_words(page.width, page.height, self._units, self._look.translate)
        return f"{self._part(page)} · {size}"

    def _part(self, page: Page) -> str:
        return self._look.tr_(PART_NAMES.get(page.part, PART_NAMES[Part.MAP])[0])

    def _numbered(self, index: int) -> str:
        """Which of how many a page, picture or slide is."""
        if self._so_far:
            return self._look.tr_(_PLANNED, number=index + 1, count=self._so_far)
        pages = self._job is None or self._job.form is Form.PAGES
        key = _NUMBER if pages else _OTHER
        return self._look.tr_(key, number=index + 1, count=self.count)

    def _name(self, index: int, made: MadePage | None) -> str:
        """A page as a screen reader says it."""
        words = self._numbered(index)
        return words if made is None else f"{words}, {self._facts(made.page)}"
