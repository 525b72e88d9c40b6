"""The two cards that an arrow joins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.editing.operations.connectors import reverse
from journeyeditor.editing.operations.deletion import delete
from journeyeditor.model.entities import Card, Connector
from journeyeditor.model.messages import N_
from journeyeditor.ui.inspector.links import UNTITLED, LinkRow, icon_of
from journeyeditor.ui.inspector.part import SpecialPart
from journeyeditor.ui.widgets.build import at_start, button, label

if TYPE_CHECKING:
    from collections.abc import Hashable

    from journeyeditor.ui.inspector.subject import Subject

REVERSE, REMOVE = N_("Turn arrow round"), N_("Delete arrow")


class Ends(SpecialPart):
    """From which card to which; a click goes there. Several arrows can be turned round or deleted at once."""

    def shape(self, subject: Subject) -> Hashable:
        arrow = subject.first
        assert isinstance(arrow, Connector)
        cards = (subject.document.find(Card, key) for key in (arrow.start, arrow.end))
        return subject.single, tuple((card.id, card.title) for card in cards if card)

    def build(self) -> None:
        tr = self.desk.look.tr_
        if self.subject.single:
            self._rows()
        self.turn = button(tr(N_("Turn round")), "link", self._reverse)
        self.bin = button(tr(N_("Delete")), "link", self._delete)
        self.box.addLayout(at_start(self.turn, self.bin))

    def _rows(self) -> None:
        look, arrow, document = self.desk.look, self.subject.first, self.subject.document
        assert isinstance(arrow, Connector)
        for words, key in ((N_("From"), arrow.start), (N_("To"), arrow.end)):
            card = document.find(Card, key)
            if card is not None:
                self.box.addWidget(label(look.tr_(words), "fieldLabel"))
                line = LinkRow(look, card, icon_of(document, card), look.tr_(UNTITLED))
                line.clicked.connect(self._go)
                self.box.addWidget(line)

    def _go(self) -> None:
        self.desk.wanted.emit(self.sender().property("card"))

    def _reverse(self) -> None:
        keys = self.subject.keys
        self.desk.commit(REVERSE, lambda document: reverse(document, keys))

    def _delete(self) -> None:
        keys = self.subject.keys
        self.desk.commit(REMOVE, lambda document: delete(document, keys), select=())
