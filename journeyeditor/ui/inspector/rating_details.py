"""What else is known of a rating: whose it is, the word, the spread, how many were asked, a note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QGridLayout

from journeyeditor.editing.operations.ratings import describe_rating, give_ratings
from journeyeditor.model.entities import Persona
from journeyeditor.model.messages import N_, message
from journeyeditor.model.numbers import to_be_typed
from journeyeditor.ui.inspector.numbers import NO_NUMBER, read_number
from journeyeditor.ui.widgets.build import column, label
from journeyeditor.ui.widgets.fields import LineField, Quiet

if TYPE_CHECKING:
    from journeyeditor.layout.curve import Series
    from journeyeditor.ui.inspector.subject import Desk, Subject

CHANGE, GIVE = N_("Change rating"), N_("Give ratings to another persona")
BELONGS = N_("Belongs to")
NOBODY = N_("Nobody in particular")
UNNAMED = N_("Unnamed")
NO_COUNT = N_("“{text}” is no count. Write a whole number.")


@dataclass(frozen=True, slots=True)
class Detail:
    """One field of a rating; `numeric` ones are numbers or empty, `whole` ones without a fraction."""

    name: str
    label: str
    hint: str
    numeric: bool = False
    whole: bool = False


DETAILS: tuple[Detail, ...] = (
    Detail("word", N_("In a word"), N_("Intimidated by jargon")),
    Detail("low", N_("Lowest answer"), "", numeric=True),
    Detail("high", N_("Highest answer"), "", numeric=True),
    Detail("n", N_("People asked"), "", numeric=True, whole=True),
    Detail("note", N_("Note"), N_("How this was found out")),
)


class RatingDetails(QFrame):
    """Fields for one rating; where several cards are selected, only whose ratings they are."""

    def __init__(self, desk: Desk, subject: Subject, series: Series) -> None:
        super().__init__()
        self.setObjectName("block")
        self._desk, self._subject, self._series = desk, subject, series
        box = column(self, 6, (10, 8, 10, 10))
        tr = desk.look.tr_
        self.owner = Quiet(desk.look)
        self.owner.setAccessibleName(tr(BELONGS))
        self.owner.picked.connect(self._give)
        box.addWidget(label(tr(BELONGS), "fieldLabel"))
        box.addWidget(self.owner)
        self.inputs: dict[str, LineField] = {}
        if subject.single:
            box.addLayout(self._fields())

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        grid.setColumnStretch(1, 1)
        tr = self._desk.look.tr_
        for place, detail in enumerate(DETAILS):
            field = LineField(tr(detail.hint) if detail.hint else "")
            field.setProperty("detail", place)
            field.setAccessibleName(tr(detail.label))
            field.committed.connect(self._take)
            field.left.connect(self._desk.left)
            self.inputs[detail.name] = field
            grid.addWidget(label(tr(detail.label), "quiet", wrap=True), place, 0)
            grid.addWidget(field, place, 1)
        grid.setColumnMinimumWidth(0, self._desk.look.px(84))
        return grid

    def show_subject(self, subject: Subject) -> None:
        """Shows what the document holds of these cards."""
        self._subject = subject
        look, series = self._desk.look, self._series
        tr = look.tr_
        people = [(p.id, p.name or tr(UNNAMED), "") for p in subject.document.personas]
        self.owner.set_choices([(None, tr(NOBODY), ""), *people])
        self.owner.show_value(series.persona)
        card = subject.keys[0]
        rating = subject.document.rating(card, series.persona, series.layer)
        for name, field in self.inputs.items():
            value = getattr(rating, name) if rating is not None else None
            if isinstance(value, int | float):
                value = to_be_typed(value, look.translate)
            field.show_value(value or "")
            field.place = ((rating.id,), name) if rating is not None else None

    def commit_pending(self) -> None:
        for field in self.inputs.values():
            field.commit()

    def _take(self, text: str) -> None:
        detail = DETAILS[int(self.sender().property("detail"))]
        value: object = text.strip()
        if detail.numeric:
            number = read_number(text)
            if text.strip() and (number is None or (detail.whole and number != int(number))):
                words = NO_COUNT if detail.whole else NO_NUMBER
                self._desk.said.emit(message(words, text=text.strip()))
                return
            value = int(number) if detail.whole and number is not None else number
        card, series = self._subject.keys[0], self._series
        if self._desk.commit(
            CHANGE,
            lambda document: describe_rating(
                document, card, series.persona, series.layer, **{detail.name: value}
            ),
        ):
            self.inputs[detail.name].restore()

    def _give(self, persona: str | None) -> None:
        keys, series = self._subject.keys, self._series
        shown = self._subject.document.find(Persona, persona)
        if persona is not None and shown is None:
            return
        self._desk.commit(
            GIVE,
            lambda document: give_ratings(document, keys, series.persona, persona, series.layer),
        )
