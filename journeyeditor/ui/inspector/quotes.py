"""A card's quotes: what people said, and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QWidget

from journeyeditor.editing.operations.deletion import delete
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.people import add_quote
from journeyeditor.model.entities import Quote
from journeyeditor.model.messages import N_
from journeyeditor.ui.inspector.part import ListPart
from journeyeditor.ui.soon import soon
from journeyeditor.ui.widgets.build import at_start, button, column, label, row
from journeyeditor.ui.widgets.buttons import IconButton
from journeyeditor.ui.widgets.fields import LineField, TextField

if TYPE_CHECKING:
    from collections.abc import Hashable

    from journeyeditor.ui.inspector.subject import Desk, Subject

ADD, CHANGE, REMOVE = N_("Add quote"), N_("Change quote"), N_("Remove quote")
TITLE = N_("Quotes")
_DETAILS: tuple[tuple[str, str], ...] = (
    ("participant", N_("Who, such as P07")),
    ("method", N_("Interview, diary, survey")),
    ("source", N_("Source")),
    ("date", N_("When")),
)


class Quotes(ListPart):
    """The quotes one below the other; a click on the pencil opens all that is known about one."""

    def shape(self, subject: Subject) -> Hashable:
        return subject.keys, tuple(quote.id for quote in subject.document.quotes(subject.keys[0]))

    def build(self) -> None:
        tr = self.desk.look.tr_
        quotes = self.subject.document.quotes(self.subject.keys[0])
        self.cards: list[QuoteCard] = [QuoteCard(self.desk, quote.id) for quote in quotes]
        for card in self.cards:
            self.box.addWidget(card)
        self.add = button(tr(N_("+ Add a quote")), "link", self._add)
        self.box.addLayout(at_start(self.add))

    def _add(self) -> None:
        key, desk = self.subject.keys[0], self.desk
        if desk.commit(ADD, lambda document: add_quote(document, desk.ids, key, "")):
            # The inspector has built the new quote's card by then.
            soon(self, self._open_last)

    def _open_last(self) -> None:
        if self.cards:
            self.cards[-1].open()


class QuoteCard(QFrame):
    """One quote. Its text can be edited where it stands; the rest in rows that open."""

    def __init__(self, desk: Desk, key: str) -> None:
        super().__init__()
        self.setObjectName("block")
        self._desk, self._key = desk, key
        self.inputs: dict[str, LineField | TextField] = {}
        box = column(self, 2, (10, 6, 4, 8))
        line = row(spacing=2)
        tr = desk.look.tr_
        said = TextField(tr(N_("What was said, word for word")), 1, flat=True)
        self._text("text", said)
        line.addWidget(said, 1)
        self.pencil = IconButton(
            desk.look, "edit", tr(N_("Who said it, and where")), "ink.quiet", 14
        )
        self.bin = IconButton(desk.look, "trash", tr(REMOVE), "ink.quiet", 14)
        self.pencil.clicked.connect(self._toggle)
        self.bin.clicked.connect(self._remove)
        line.addWidget(self.pencil)
        line.addWidget(self.bin)
        box.addLayout(line)
        self.origin_words = label("", "quiet", wrap=True)
        box.addWidget(self.origin_words)
        self.details = QWidget()
        self.details.hide()
        box.addWidget(self.details)
        self.refresh()

    def _show_details(self, on: bool) -> None:
        """The rows behind the pencil, made when they are first wanted."""
        if on and self.details.layout() is None:
            rows = column(self.details, 4)
            for name, hint in _DETAILS:
                field = LineField(self._desk.look.tr_(hint))
                self._text(name, field)
                rows.addWidget(field)
        self.details.setVisible(on)
        self.refresh()

    def _text(self, name: str, field: LineField | TextField) -> None:
        field.setProperty("field", name)
        field.place = ((self._key,), name)
        field.setAccessibleName(self._desk.look.tr_(dict(_DETAILS).get(name, TITLE)))
        field.committed.connect(self._take)
        field.left.connect(self._desk.left)
        self.inputs[name] = field

    def refresh(self) -> None:
        """Shows what the document holds."""
        quote = self._desk.document.find(Quote, self._key)
        if quote is None:
            return
        for name, field in self.inputs.items():
            field.show_value(str(getattr(quote, name)))
        known = [quote.participant, quote.method, quote.date]
        self.origin_words.setText(" · ".join(word for word in known if word))
        self.origin_words.setVisible(any(known) and not self.details.isVisibleTo(self))

    def open(self) -> None:
        """All fields in sight, the text ready to be typed."""
        self._show_details(True)
        self.inputs["text"].setFocus()

    def _toggle(self) -> None:
        self._show_details(not self.details.isVisibleTo(self))

    def commit_pending(self) -> None:
        for field in self.inputs.values():
            field.commit()

    def _take(self, text: str) -> None:
        name = str(self.sender().property("field"))
        key = self._key
        if self._desk.commit(CHANGE, lambda document: set_fields(document, key, **{name: text})):
            self.inputs[name].restore()

    def _remove(self) -> None:
        key = self._key
        self._desk.commit(REMOVE, lambda document: delete(document, [key]))
