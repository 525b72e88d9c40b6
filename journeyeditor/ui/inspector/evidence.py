"""How well a card is backed: by its quotes, or as a person says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import Card, Evidence
from journeyeditor.model.evidence import evidence_of
from journeyeditor.model.messages import N_
from journeyeditor.ui.inspector.controls import SEVERAL
from journeyeditor.ui.inspector.part import SpecialPart
from journeyeditor.ui.widgets.build import button, label, row
from journeyeditor.ui.widgets.rows import segmented

if TYPE_CHECKING:
    from collections.abc import Hashable

    from journeyeditor.ui.inspector.subject import Subject

STEP = N_("Change evidence")
NAMES: tuple[tuple[Evidence, str], ...] = (
    (Evidence.ASSUMPTION, N_("Assumption")),
    (Evidence.PARTLY, N_("Partly")),
    (Evidence.BACKED, N_("Backed")),
)
FROM_QUOTES, USE_QUOTES = N_("from its quotes"), N_("From the quotes")


class EvidencePart(SpecialPart):
    """Three levels; without a choice of a person's own the level follows from the quotes, and that is said."""

    def shape(self, subject: Subject) -> Hashable:
        return ()

    def build(self) -> None:
        look = self.desk.look
        head = row(spacing=6)
        head.addWidget(label(look.tr_(N_("Evidence")), "fieldLabel"))
        head.addStretch(1)
        self.note = label(look.tr_(FROM_QUOTES), "quiet")
        self.automatic = button(look.tr_(USE_QUOTES), "link", self._automatic)
        head.addWidget(self.note)
        head.addWidget(self.automatic)
        self.box.addLayout(head)
        self.levels = segmented(look, [(level, look.tr_(name)) for level, name in NAMES])
        self.levels.setAccessibleName(look.tr_(N_("Evidence")))
        self.levels.picked.connect(self._picked)
        self.box.addWidget(self.levels)

    def show_values(self) -> None:
        cards = [self.subject.document.one(Card, key) for key in self.subject.keys]
        levels = {evidence_of(self.subject.document, card) for card in cards}
        own = any(card.evidence is not None for card in cards)
        several = self.desk.look.tr_(SEVERAL) if len(levels) > 1 else ""
        self.levels.show_value(None if several else levels.pop())
        self.levels.setAccessibleDescription(several)
        self.note.setText(several or self.desk.look.tr_(FROM_QUOTES))
        self.note.setVisible(bool(several) or not own)
        self.automatic.setVisible(own)

    def _picked(self, level: Evidence) -> None:
        self._put(level)

    def _automatic(self) -> None:
        self._put(None)

    def _put(self, level: Evidence | None) -> None:
        keys = self.subject.keys
        self.desk.commit(STEP, lambda document: set_fields(document, keys, evidence=level))
