"""How maps are exported or printed: the choices, the pages as they will be, and what a choice means in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QWidget

from journeyeditor.app.export_choices import ExportChoice, Kind
from journeyeditor.app.export_presets import last_choice
from journeyeditor.app.undescribed import undescribed
from journeyeditor.export.kinds import password_complaint
from journeyeditor.layout.pages import PageMode, lying, printed_text_size
from journeyeditor.model.messages import N_, message
from journeyeditor.ui.exporting.advice import (
    LEGIBLE,
    Advice,
    advice_on,
    larger_sheets,
    not_printed,
    nothing_chosen,
    page_hints,
    smallest_of,
)
from journeyeditor.ui.exporting.choices import Choices
from journeyeditor.ui.exporting.presets import PresetRow
from journeyeditor.ui.exporting.preview import Preview
from journeyeditor.ui.exporting.subject import Purpose
from journeyeditor.ui.printing.press import Verdict
from journeyeditor.ui.widgets.build import (
    breakable,
    button,
    clear,
    column,
    hairline,
    label,
    row,
    scrolling,
)
from journeyeditor.ui.widgets.buttons import explain
from journeyeditor.ui.widgets.sizes import resize_within

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QShowEvent
    from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

    from journeyeditor.model.messages import Message
    from journeyeditor.ui.exporting.subject import Subject
    from journeyeditor.ui.printing.composing import Composer, PrintJob
    from journeyeditor.ui.theme import Look

WIDTH, HEIGHT, SIDE = 1180, 780, 376
"""Size of the dialog, and width of the choices, in logical pixels at 100 %."""

_TITLES = {Purpose.EXPORT: N_("Export"), Purpose.PRINT: N_("Print")}
_GO = {Purpose.EXPORT: N_("Choose a file…"), Purpose.PRINT: N_("Choose a printer…")}
_TYPE = N_("Type a password first, or switch the protection off.")
_NOTHING = N_("Tick a part first; nothing would go on paper.")
_PAGES = (N_("1 page"), N_("{count} pages"))
_PICTURES = (N_("1 picture"), N_("{count} pictures"))
_COUNTED: dict[Kind, tuple[str, str]] = {
    Kind.PDF: _PAGES,
    Kind.PNG: _PICTURES,
    Kind.SVG: _PICTURES,
    Kind.PPTX: (N_("1 slide"), N_("{count} slides")),
}
_MEASURING = N_("The smallest text is being measured…")


class Facts(QFrame):
    """What a choice means in words, with better choices as buttons. `taken` carries the options of one."""

    taken = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("block")
        self._offered: list[object] = []
        self.sentence = label("", "", wrap=True)
        self.rest = label("", "quiet", wrap=True)
        self._offers: QHBoxLayout = row(spacing=8)
        box = column(self, 6, (14, 10, 14, 10))
        box.addWidget(self.sentence)
        box.addLayout(self._offers)
        box.addWidget(self.rest)

    def show_facts(self, advice: Advice | None, others: tuple[Message, ...]) -> None:
        """The advice, None while it is not known, and what else there is to know."""
        look = self._look
        words = look.tr_(_MEASURING) if advice is None else advice.sentence.text(look.translate)
        alarming = advice is not None and advice.alarming
        _say(self.sentence, words, "warningLine" if alarming else "strong")
        offers = advice.offers if advice is not None else ()
        if [offer.options for offer in offers] != self._offered:
            self._offered = [offer.options for offer in offers]
            clear(self._offers)
            for at, offer in enumerate(offers):
                made = button(offer.words.text(look.translate), "", self._clicked)
                made.setProperty("at", at)
                self._offers.addWidget(made)
            if offers:
                self._offers.addStretch(1)
        said = "\n".join(breakable(other.text(look.translate)) for other in others)
        self.rest.setText(said)
        self.rest.setVisible(bool(said))

    def _clicked(self) -> None:
        self.taken.emit(self._offered[self.sender().property("at")])


class ExportDialog(QDialog):
    """Starts with what was chosen last. `choice` is what is chosen now."""

    def __init__(self, parent: QWidget | None, look: Look, subject: Subject) -> None:
        super().__init__(parent)
        self._look, self._subject = look, subject
        self._sizes: dict[str, float] = {}
        self._verdict: Verdict | None = None
        self._shown: PrintJob | None = None
        self._preset_said: tuple[Message, ...] = ()
        title = look.tr_(_TITLES[subject.purpose])
        self.setWindowTitle(title)
        first = self._first()
        self.presets = PresetRow(look, subject, first)
        self.choices = Choices(look, subject, first)
        self.preview = Preview(look, subject)
        self.facts = Facts(look)
        self.count = label("", "quiet")
        self._lay_out(title)
        self._connect()
        resize_within(self, look.size(QSize(WIDTH, HEIGHT)))
        self.go.setFocus()
        self.presets.show_choice(first)
        self._explain_go()

    def _first(self) -> ExportChoice:
        choice = last_choice(self._subject.settings)
        if self._subject.purpose is Purpose.PRINT:
            return replace(choice, kind=Kind.PDF)
        return choice

    @property
    def choice(self) -> ExportChoice:
        """What is chosen now, for the maps of this document."""
        return self.choices.choice

    # What it is made of

    def _lay_out(self, title: str) -> None:
        box = column(self, 0)
        middle = row(spacing=0)
        middle.addWidget(self._side(title))
        right = QWidget()
        inner = column(right, 10, (18, 16, 22, 12))
        inner.addWidget(self.preview, 1)
        inner.addWidget(self.facts)
        middle.addWidget(right, 1)
        box.addLayout(middle, 1)
        box.addWidget(hairline())
        box.addLayout(self._buttons())

    def _side(self, title: str) -> QWidget:
        side = QWidget()
        side.setObjectName("leftPanel")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(self._look.px(SIDE))
        box = column(side, 10, (0, 18, 2, 0))
        head: QVBoxLayout = column(spacing=8, margins=(24, 0, 20, 0))
        head.addWidget(label(title, "heading"))
        head.addWidget(self.presets)
        box.addLayout(head)
        inner = QWidget()
        column(inner, 0, (24, 4, 14, 20)).addWidget(self.choices)
        self.area: QScrollArea = scrolling(inner)
        box.addWidget(self.area, 1)
        return side

    def _buttons(self) -> QHBoxLayout:
        tr = self._look.tr_
        line = row(spacing=8, margins=(24, 12, 22, 14))
        line.addWidget(self.count, 1)
        line.addWidget(button(tr(N_("Cancel")), "", self.reject))
        self.go = button(tr(_GO[self._subject.purpose]), "primary", self.accept)
        self.go.setDefault(True)
        line.addWidget(self.go)
        return line

    def _connect(self) -> None:
        self.choices.changed.connect(self._changed)
        self.presets.chosen.connect(self.choices.take)
        self.presets.told.connect(self._preset_told)
        self.facts.taken.connect(self._better)
        self.preview.paged.connect(self._tell)
        self.preview.sized.connect(self._sized)
        self.preview.judged.connect(self._judged)
        self.finished.connect(self._over)

    # What happens

    def _changed(self, choice: ExportChoice) -> None:
        self.presets.show_choice(choice)
        self._explain_go()
        if self._preset_said:
            self._preset_said = ()
            self._tell()
        job = self._subject.job(choice)
        if job == self._shown or not self.isVisible():
            return
        self._shown = job
        self._sizes, self._verdict = {}, None
        self.preview.show_job(job, weigh_sheets)
        self._tell()

    def _explain_go(self) -> None:
        lacking = self._lacking()
        said = lacking.text(self._look.tr_) if lacking else ""
        explain(self.go, not lacking, said)
        self.count.setText(said or self._counted)

    def _lacking(self) -> Message | None:
        """What has to be mended before anything can be made."""
        if self.choices.lacks_password:
            return message(_TYPE)
        if self.choice.on_paper and nothing_chosen(self.choice.options):
            return message(_NOTHING)
        return password_complaint(self.choice.handover.password)

    def _better(self, options: object) -> None:
        self.choices.take(replace(self.choice, options=options))  # type: ignore[arg-type]

    def _sized(self, sizes: object) -> None:
        self._sizes = dict(sizes)  # type: ignore[call-overload]
        self._tell()

    def _judged(self, verdict: Verdict) -> None:
        self._verdict = verdict
        self._tell()

    def _preset_told(self, said: Message) -> None:
        self._preset_said = (said,)
        self._tell()

    def _tell(self) -> None:
        """What is known of the pages by now."""
        pages, options = self.preview.pages, self.choice.options
        smallest = smallest_of(pages)
        measured = smallest is not None and self.choice.on_paper
        advice = advice_on(options, smallest or 0.0, self._sizes) if measured else None
        others = self._preset_said
        if self._verdict is not None:
            others += page_hints(pages, options) if self.choice.on_paper else ()
        missing = self._verdict.missing if self._verdict is not None else ()
        maps = self._subject.maps(self.choice)
        others += not_printed(self._subject.document, options, maps, missing)
        if self.choice.kind is Kind.PDF and self._subject.purpose is Purpose.EXPORT:
            others += undescribed(self._subject.document, maps)
        silent = advice is None and (self._verdict is not None or not self.choice.on_paper)
        self.facts.sentence.setVisible(not silent)
        self.facts.setVisible(bool(others) or not silent)
        self.facts.show_facts(advice, others)
        self._explain_go()

    @property
    def _counted(self) -> str:
        """How much will be made, "" while it is not known."""
        count = self.preview.count
        words = _COUNTED[self.choice.kind][count != 1]
        return self._look.tr_(words, count=count) if count else ""

    def _over(self) -> None:
        self.preview.stop()

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._shown is None:
            self._changed(self.choice)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.preview.stop()


def weigh_sheets(composer: Composer, job: PrintJob) -> dict[str, float]:
    """The smallest text of the maps on one of each larger sheet, up to the first on which it can be read."""
    found: dict[str, float] = {}
    options = replace(job.options, pages=PageMode.ONE)
    layout = composer.layout(job.document)
    words = composer.words(job.document)
    placed = [layout.place(job.document, key) for key in job.maps or ()]
    for sheet in larger_sheets(options):
        on = lying(job.document, layout, replace(options, sheet=sheet), words, job.maps)
        sizes = [printed_text_size(job.document, one, layout, on, words) for one in placed]
        found[sheet.name] = min(sizes, default=0.0)
        if found[sheet.name] >= LEGIBLE:
            break
    return found


def _say(made: QLabel, words: str, style: str) -> None:
    made.setText(words)
    if made.objectName() != style:
        made.setObjectName(style)
        made.style().polish(made)
