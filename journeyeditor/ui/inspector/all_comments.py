"""Every comment of the document: open, settled or all, with the way to what each is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.editing.operations.comments import answers, in_time
from journeyeditor.model.entities import (
    DOCUMENT_KEY,
    Card,
    Comment,
    Connector,
    Entity,
    Lane,
    Map,
    Persona,
    Stage,
    Step,
)
from journeyeditor.model.messages import N_
from journeyeditor.ui.inspector.comments import CommentCard
from journeyeditor.ui.inspector.part import ListPart
from journeyeditor.ui.widgets.build import ElidedLink, button, label
from journeyeditor.ui.widgets.rows import segmented

if TYPE_CHECKING:
    from collections.abc import Hashable

    from journeyeditor.model.document import Document
    from journeyeditor.ui.inspector.subject import Desk, Subject
    from journeyeditor.ui.theme import Look

OPEN, SETTLED, ALL = "open", "settled", "all"
FILTERS: tuple[tuple[str, str], ...] = (
    (OPEN, N_("Open · {n}")),
    (SETTLED, N_("Settled · {n}")),
    (ALL, N_("All · {n}")),
)
NONE: dict[str, str] = {
    OPEN: N_("No comment is open. Write one under “Comments” of a card, stage or lane."),
    SETTLED: N_("No comment has been settled yet. The tick on a comment settles it."),
    ALL: N_("No comments yet. Select a card, stage or lane and write one under “Comments”."),
}
MOST = 60
"""How many comments are shown at first; more are asked for."""

_PLACES: dict[type[Entity], str] = {
    Card: N_("Card “{title}”"),
    Stage: N_("Stage “{title}”"),
    Step: N_("Step “{title}”"),
    Lane: N_("Lane “{title}”"),
    Map: N_("Map “{title}”"),
    Persona: N_("Persona “{title}”"),
}
_ARROW, _DOCUMENT, _ELSEWHERE = N_("An arrow"), N_("The document"), N_("Something else")
_UNTITLED = N_("untitled")


class AllComments(ListPart):
    """The newest first, each with what it is about; answers go with what they answer."""

    def __init__(self, desk: Desk, subject: Subject) -> None:
        self._filter, self._most = OPEN, MOST
        super().__init__(desk, subject)

    def shape(self, subject: Subject) -> Hashable:
        found = self._found(subject.document)
        return self._filter, self._most, tuple(one.id for one in found), _counts(subject.document)

    def _found(self, document: Document) -> list[Comment]:
        return [one for one in asked(document) if _passes(one, self._filter)][::-1]

    def build(self) -> None:
        tr, document = self.desk.look.tr_, self.subject.document
        counts = dict(zip((OPEN, SETTLED, ALL), _counts(document), strict=True))
        words = [(key, tr(title, n=counts[key])) for key, title in FILTERS]
        self.filter = segmented(self.desk.look, words)
        self.filter.setAccessibleName(tr(N_("Which comments")))
        self.filter.show_value(self._filter)
        self.filter.picked.connect(self._choose)
        self.box.addWidget(self.filter)
        self.cards: list[CommentCard] = []
        found = self._found(document)
        if not found:
            self.box.addWidget(label(tr(NONE[self._filter]), "quiet", wrap=True))
        for one in found[: self._most]:
            self._card(one)
        if len(found) > self._most:
            more = button(tr(N_("Show more")), "link", self._more)
            self.box.addWidget(more)

    def _card(self, comment: Comment) -> None:
        look, document = self.desk.look, self.subject.document
        card = CommentCard(self.desk, comment.id)
        place = ElidedLink(place_of(look, document, comment.about), self._go)
        place.setProperty("about", comment.about)
        card.place = place
        card.box.insertWidget(0, place)
        if said := len(answers(document, comment.id)):
            words = N_("1 answer") if said == 1 else N_("{n} answers")
            card.box.addWidget(label(look.tr_(words, n=said), "quiet"))
        self.cards.append(card)
        self.box.addWidget(card)

    def _choose(self, chosen: str) -> None:
        self._filter, self._most = chosen, MOST
        self.refresh(self.subject)

    def _more(self) -> None:
        self._most += MOST
        self.refresh(self.subject)

    def _go(self) -> None:
        self.desk.wanted.emit(str(self.sender().property("about")))


def asked(document: Document) -> list[Comment]:
    """All comments that are no answers, oldest first."""
    return in_time(tuple(one for one in document.all(Comment) if one.parent is None))


def _passes(comment: Comment, which: str) -> bool:
    return which == ALL or comment.resolved is (which == SETTLED)


def _counts(document: Document) -> tuple[int, int, int]:
    found = asked(document)
    settled = sum(one.resolved for one in found)
    return len(found) - settled, settled, len(found)


def place_of(look: Look, document: Document, key: str) -> str:
    """What a comment is about, in words."""
    entity, tr = document.get(key), look.tr_
    if key == DOCUMENT_KEY:
        return tr(_DOCUMENT)
    if isinstance(entity, Connector):
        return tr(_ARROW)
    words = _PLACES.get(type(entity)) if entity is not None else None
    if words is None:
        return tr(_ELSEWHERE)
    title = " ".join(str(getattr(entity, "title", getattr(entity, "name", ""))).split())
    return tr(words, title=title or tr(_UNTITLED))
