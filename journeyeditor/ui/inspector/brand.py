"""The document's own colours, in one place: each with how well it can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.layout.palette import contrast, hue_role
from journeyeditor.model.brand import MAX_COLOURS, clean_brand
from journeyeditor.model.entities import DOCUMENT_KEY
from journeyeditor.model.messages import N_, message
from journeyeditor.model.numbers import in_digits
from journeyeditor.ui.inspector.part import SpecialPart
from journeyeditor.ui.soon import soon
from journeyeditor.ui.widgets.build import at_start, button, column, label, row
from journeyeditor.ui.widgets.buttons import IconButton, explain
from journeyeditor.ui.widgets.fields import LineField

if TYPE_CHECKING:
    from collections.abc import Hashable

    from PySide6.QtGui import QPaintEvent

    from journeyeditor.ui.inspector.subject import Desk, Subject
    from journeyeditor.ui.theme import Look

CHANGE, TITLE = N_("Change own colours"), N_("Own colours")
HINT = N_("Stages, lanes, cards and personas can have them, on screen and in print.")
NO_COLOUR = N_("“{text}” is no colour. Write six digits such as #0B7A6F.")
THERE_ALREADY = N_("The document has {colour} already.")
ADJUSTED = N_(
    "Contrast {ratio} : 1. Texts and lines in it are drawn as {colour} here, so that they can be read."
)
THEMED = N_("This theme draws it as {colour}.")
READABLE = 4.5
ENOUGH = N_("At most {most} colours.")
FIRST = "#0B7A6F"


class Swatch(QWidget):
    """A colour as it is."""

    def __init__(self, look: Look, colour: str) -> None:
        super().__init__()
        self._look, self._colour = look, colour
        side = look.px(22)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour("field.line"), self._look.edge))
        painter.setBrush(QColor(self._colour))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        painter.end()


class Brand(SpecialPart):
    """A row for each colour: how it looks, its digits, what becomes of it where it could not be read."""

    def shape(self, subject: Subject) -> Hashable:
        return subject.document.info.brand

    def build(self) -> None:
        tr = self.desk.look.tr_
        self.colours = list(self.subject.document.info.brand)
        self.box.addWidget(label(tr(TITLE), "fieldLabel"))
        if not self.colours:
            self.box.addWidget(label(tr(HINT), "quiet", wrap=True))
        self.rows = [ColourRow(self, place) for place in range(len(self.colours))]
        for made in self.rows:
            self.box.addWidget(made)
        self.add = button(tr(N_("+ Add a colour")), "link", self._add)
        explain(self.add, len(self.colours) < MAX_COLOURS, tr(ENOUGH, most=MAX_COLOURS))
        self.box.addLayout(at_start(self.add))

    def show_values(self) -> None:
        for made in self.rows:
            made.tell()

    def commit_pending(self) -> None:
        for made in self.rows:
            made.digits.commit()

    def _add(self) -> None:
        colour = self.desk.around.pick_colour(self, FIRST)
        if colour is not None:
            self.put([*self.colours, colour])

    def put(self, colours: list[str]) -> bool:
        """The document has these colours from now on; said where one of them is there twice."""
        cleaned = clean_brand(colours)
        if len(cleaned) < len(colours):
            self.desk.said.emit(message(THERE_ALREADY, colour=colours[-1]))
            return False
        return self.desk.commit(
            CHANGE, lambda document: set_fields(document, DOCUMENT_KEY, brand=cleaned)
        )


class ColourRow(QWidget):
    """One colour: swatch, digits, pick, remove, and a word about contrast."""

    def __init__(self, part: Brand, place: int) -> None:
        super().__init__()
        self._part, self._place = part, place
        self._desk: Desk = part.desk
        look, tr = self._desk.look, self._desk.look.tr_
        self.colour = part.colours[place]
        box, line = column(self, 2), row(spacing=6)
        self.digits = LineField("#0B7A6F")
        self.digits.setAccessibleName(tr(N_("Own colour {number}"), number=place + 1))
        self.digits.show_value(self.colour)
        self.digits.committed.connect(self._typed)
        self.digits.left.connect(self._desk.left)
        self.pick = IconButton(look, "edit", tr(N_("Pick a colour")), "ink.quiet", 16)
        self.bin = IconButton(look, "trash", tr(N_("Remove the colour")), "ink.quiet", 16)
        self.pick.clicked.connect(self._pick)
        self.bin.clicked.connect(self._remove)
        line.addWidget(Swatch(look, self.colour))
        line.addWidget(self.digits, 1)
        line.addWidget(self.pick)
        line.addWidget(self.bin)
        box.addLayout(line)
        self.note = label("", "quiet", wrap=True)
        box.addWidget(self.note)
        look.changed.connect(self.tell)

    def tell(self) -> None:
        """Says what becomes of a colour that could not be read in the present theme."""
        palette = self._desk.look.palette
        drawn = palette.hex(hue_role(self.colour.lower()))
        grounds = (f"{hue_role(self.colour.lower())}.tint", "lane", "card")
        ratio = min(contrast(self.colour, palette.hex(ground)) for ground in grounds)
        adjusted = drawn.lower() != self.colour.lower()
        self.note.setVisible(adjusted)
        words = ADJUSTED if ratio < READABLE else THEMED
        said = self._desk.look.tr_(
            words, ratio=in_digits(ratio, self._desk.look.translate, 1), colour=drawn.upper()
        )
        self.note.setText(said if adjusted else "")

    def _typed(self, text: str) -> None:
        read = clean_brand([text])
        if not read:
            self._desk.said.emit(message(NO_COLOUR, text=text.strip()))
        elif not self._put(read[0]):
            self.digits.restore()

    def _pick(self) -> None:
        colour = self._desk.around.pick_colour(self, self.colour)
        if colour is not None:
            self._put(colour)

    def _put(self, colour: str) -> bool:
        colours = list(self._part.colours)
        colours[self._place] = colour
        return colours == self._part.colours or self._part.put(colours)

    def _remove(self) -> None:
        colours = [c for i, c in enumerate(self._part.colours) if i != self._place]
        # The row goes with it: not before its own click has ended.
        soon(self._part, lambda: self._part.put(colours))
