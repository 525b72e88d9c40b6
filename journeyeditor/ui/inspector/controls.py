"""The controls of the inspector's fields: one for each way of editing, all shown and read in the same way."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from journeyeditor.editing.operations.searching import TAGS_BETWEEN, tags_in
from journeyeditor.model.messages import N_, message
from journeyeditor.model.numbers import to_be_typed
from journeyeditor.ui.inspector.fields import Field, Kind
from journeyeditor.ui.inspector.numbers import (
    NO_LENGTH,
    NO_NUMBER,
    OUT_OF_RANGE,
    read_length,
    read_number,
)
from journeyeditor.ui.inspector.subject import MIXED, Desk, Subject
from journeyeditor.ui.lengths import FINER, length_words
from journeyeditor.ui.widgets.build import column, label, row
from journeyeditor.ui.widgets.buttons import IconButton, Switch, explain
from journeyeditor.ui.widgets.dates import DateField
from journeyeditor.ui.widgets.fields import LineField, Quiet, TextField
from journeyeditor.ui.widgets.rows import ChoiceRow, hue_row, number_row, segmented, widest_segment

if TYPE_CHECKING:
    from collections.abc import Callable

SEVERAL = N_("Several values")
SEGMENTS_WIDTH = 262
"""What a row of segments has in the panel, in logical pixels."""

LEAST = N_("It can't be less.")
FEWER, MORE = N_("One step less"), N_("One step more")


class Control(QWidget):
    """A labelled field on its subject. Shows what the document holds and commits what a person makes of it."""

    def __init__(self, desk: Desk, field: Field, subject: Subject) -> None:
        super().__init__()
        self.desk, self.field, self.subject = desk, field, subject
        self.box = column(self, 5)
        self.title = desk.look.tr_(field.label)
        self.build()
        self.refresh(subject)

    @abstractmethod
    def build(self) -> None:
        """Makes the widgets; each kind in its own way."""

    @abstractmethod
    def show_value(self, value: object) -> None:
        """Shows a value, which may be `MIXED`."""

    def refresh(self, subject: Subject) -> None:
        """Shows what the document holds now."""
        self.subject = subject
        self.show_value(subject.value(self.field.name))

    def commit_pending(self) -> None:
        """Hands over what is being typed."""

    def add_titled(self, widget: QWidget) -> None:
        """The widget under its label, and named so for screen readers."""
        self.box.addWidget(label(self.title, "fieldLabel"))
        widget.setAccessibleName(self.title)
        self.box.addWidget(widget)

    def add_title(self) -> None:
        """The label, and beside it room to say that values differ, where the field itself can't."""
        self._several = label("", "quiet")
        line = row(spacing=8)
        line.addWidget(label(self.title, "fieldLabel"))
        line.addStretch(1)
        line.addWidget(self._several)
        self.box.addLayout(line)

    def say_several(self, value: object, field: QWidget) -> None:
        """Says so beside the label, and of the field to screen readers, where a value is `MIXED`."""
        words = self.desk.look.tr_(SEVERAL) if value is MIXED else ""
        self._several.setText(words)
        field.setAccessibleDescription(words)

    def put(self, value: object) -> bool:
        """One step that gives the subject this value; False where it is refused."""
        keys = self.subject.keys
        return self.desk.commit(
            self.field.step, lambda document: self.field.patch(document, keys, value)
        )


class TextControl(Control):
    """A line or several of text."""

    def build(self) -> None:
        hint = self.desk.look.tr_(self.field.hint) if self.field.hint else ""
        self.input = self.make_input(hint)
        self._hint = hint
        self.add_titled(self.input)
        self.setFocusProxy(self.input)
        self.input.textChanged.connect(self.desk.typed)
        self.input.committed.connect(self.take)
        self.input.left.connect(self.desk.left)

    def make_input(self, hint: str) -> LineField | TextField:
        """The field that is typed in."""
        return TextField(hint) if self.field.kind is Kind.TEXT else LineField(hint)

    def show_value(self, value: object) -> None:
        mixed = value is MIXED
        self.input.setPlaceholderText(self.desk.look.tr_(SEVERAL) if mixed else self._hint)
        self.input.show_value("" if mixed else str(value))

    def take(self, text: str) -> None:
        if self.put(text):
            self.input.restore()

    def commit_pending(self) -> None:
        self.input.commit()

    @property
    def pending(self) -> str:
        """What is typed and the document does not hold, "" for nothing: after a commit, what it refused."""
        return self.input.pending


class NumberControl(TextControl):
    """A number, or nothing. What is not a number stays in the field, marked, and is said."""

    no_number = NO_NUMBER

    def words(self, number: float) -> str:
        """A number as it stands in the field."""
        return to_be_typed(number, self.desk.look.translate)

    def read(self, text: str) -> float | None:
        """The number that was typed; None where it is none."""
        return read_number(text)

    def show_value(self, value: object) -> None:
        number = value if isinstance(value, int | float) else None
        super().show_value(
            MIXED if value is MIXED else "" if number is None else self.words(number)
        )
        self._mark(valid=True)

    def take(self, text: str) -> None:
        number = self.read(text)
        if text.strip() and number is None:
            self._refuse(message(self.no_number, text=text.strip()))
        elif number is not None and not self.field.least <= number <= self.field.most:
            limits = self.words(self.field.least), self.words(self.field.most)
            self._refuse(message(OUT_OF_RANGE, label=self.title, least=limits[0], most=limits[1]))
        elif number is not None or self.field.optional:
            self._mark(valid=True)
            self.put(number)
            self.input.restore()
        else:
            self.input.restore()

    def _refuse(self, said: object) -> None:
        self._mark(valid=False)
        self.desk.said.emit(said)

    def _mark(self, *, valid: bool) -> None:
        self.input.setProperty("invalid", not valid)
        self.input.style().unpolish(self.input)
        self.input.style().polish(self.input)


class LengthControl(NumberControl):
    """A length in map units, shown and typed in the unit of the settings."""

    no_number = NO_LENGTH

    def words(self, number: float) -> str:
        return length_words(number, self.desk.around.units(), self.desk.look.translate, FINER)

    def read(self, text: str) -> float | None:
        """Where the words are those of a length that is known, that length: they are rounded."""
        number = read_length(text, self.desk.around.units())
        known = (self.subject.value(self.field.name), self.field.least, self.field.most)
        same = (
            float(one)
            for one in known
            if isinstance(one, int | float) and number is not None
            if self.words(one) == self.words(number)
        )
        return next(same, number)


class TagsControl(TextControl):
    """Words with commas between them."""

    def show_value(self, value: object) -> None:
        super().show_value(TAGS_BETWEEN.join(value) if isinstance(value, tuple) else value)

    def take(self, text: str) -> None:
        if self.put(tags_in(text)):
            self.input.restore()


class DateControl(TextControl):
    """A day, or a word that stands for one; a calendar helps."""

    def make_input(self, hint: str) -> LineField | TextField:
        return DateField(self.desk.look, hint)


class FactControl(Control):
    """What is only told."""

    def build(self) -> None:
        line = row(spacing=8)
        line.addWidget(label(self.title, "fieldLabel"))
        self.words = label("")
        line.addWidget(self.words, 1)
        self.box.addLayout(line)

    def show_value(self, value: object) -> None:
        self.words.setText(self.field.shown(value))
        self.words.setAccessibleName(f"{self.title}: {self.words.text()}")


class HueControl(Control):
    """A hue of the theme's, one of the document's own colours, or none."""

    def build(self) -> None:
        self.input: ChoiceRow | None = None
        self._brand: tuple[str, ...] = ()
        self.add_title()

    def refresh(self, subject: Subject) -> None:
        brand = subject.document.info.brand
        if self.input is None or brand != self._brand:
            self._brand = brand
            self._make()
        super().refresh(subject)

    def _make(self) -> None:
        if self.input is not None:
            self.box.removeWidget(self.input)
            self.input.deleteLater()
        self.input = hue_row(self.desk.look, self._brand)
        self.input.setAccessibleName(self.title)
        self.input.picked.connect(self.put)
        self.box.addWidget(self.input)

    def show_value(self, value: object) -> None:
        if self.input is not None:
            self.input.show_value(None if value is MIXED else value)
            self.say_several(value, self.input)


class ChoiceControl(Control):
    """One of several named values, in a list that opens."""

    def build(self) -> None:
        self.input = Quiet(self.desk.look)
        self._listed: object = None
        self.add_titled(self.input)
        self.setFocusProxy(self.input)
        self.input.picked.connect(self.put)

    def refresh(self, subject: Subject) -> None:
        assert self.field.choices is not None
        choices = self.field.choices(subject)
        if choices != self._listed:
            self._listed = choices
            tr = self.desk.look.tr_
            self.input.set_choices(
                [(v, tr(words) if words else words, i) for v, words, i in choices]
            )
        super().refresh(subject)

    def show_value(self, value: object) -> None:
        self.input.setPlaceholderText(self.desk.look.tr_(SEVERAL) if value is MIXED else "")
        self.input.show_value(value)


class RowControl(Control):
    """One of several values, all in sight."""

    def build(self) -> None:
        self.input = self._row()
        self.add_title()
        self.input.setAccessibleName(self.title)
        self.box.addWidget(self.input)
        self.input.picked.connect(self.put)

    def _row(self) -> ChoiceRow:
        look = self.desk.look
        if self.field.kind is Kind.ONE_TO_FIVE:
            return number_row(look)
        assert self.field.choices is not None
        choices = self.field.choices(self.subject)
        return segmented(look, [(value, look.tr_(words)) for value, words, _icon in choices])

    def show_value(self, value: object) -> None:
        self.input.show_value(None if value is MIXED else value)
        self.say_several(value, self.input)


def segments_control(desk: Desk, field: Field, subject: Subject) -> Control:
    """All choices in sight where their words have room side by side, else a list that opens."""
    assert field.choices is not None
    words = [desk.look.tr_(words) for _value, words, _icon in field.choices(subject)]
    wide = len(words) * widest_segment(words) > desk.look.px(SEGMENTS_WIDTH)
    return (ChoiceControl if wide else RowControl)(desk, field, subject)


class SwitchControl(Control):
    """Yes or no."""

    def build(self) -> None:
        self.input = Switch(self.desk.look, self.title)
        self._several = label("", "quiet")
        self.box.addWidget(self.input)
        self.box.addWidget(self._several)
        self.setFocusProxy(self.input)
        self.input.clicked.connect(self.put)

    def show_value(self, value: object) -> None:
        self.input.show_state(value is True, value is MIXED)
        self.say_several(value, self.input)
        self._several.setVisible(value is MIXED)


class StepperControl(Control):
    """A whole number with less and more."""

    def build(self) -> None:
        look = self.desk.look
        self.less = IconButton(look, "minus", look.tr_(FEWER), size=16)
        self.more = IconButton(look, "plus", look.tr_(MORE), size=16)
        self.number = label("", "strong")
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number.setMinimumWidth(28)
        line = row(spacing=4)
        line.addWidget(label(self.title, "fieldLabel"), 1)
        for widget in (self.less, self.number, self.more):
            line.addWidget(widget)
        self.box.addLayout(line)
        self.less.clicked.connect(self._less)
        self.more.clicked.connect(self._more)

    def _now(self) -> int:
        value = self.subject.value(self.field.name)
        return value if isinstance(value, int) else 1

    def _less(self) -> None:
        self.put(self._now() - 1)

    def _more(self) -> None:
        self.put(self._now() + 1)

    def show_value(self, value: object) -> None:
        self.number.setText(str(value) if isinstance(value, int) else "–")
        explain(
            self.less,
            not isinstance(value, int) or value > self.field.least,
            self.desk.look.tr_(LEAST),
        )


CONTROLS: dict[Kind, Callable[[Desk, Field, Subject], Control]] = {
    Kind.LINE: TextControl,
    Kind.TEXT: TextControl,
    Kind.NUMBER: NumberControl,
    Kind.LENGTH: LengthControl,
    Kind.CHOICE: ChoiceControl,
    Kind.SEGMENTS: segments_control,
    Kind.ONE_TO_FIVE: RowControl,
    Kind.HUE: HueControl,
    Kind.TAGS: TagsControl,
    Kind.DATE: DateControl,
    Kind.FACT: FactControl,
    Kind.SWITCH: SwitchControl,
    Kind.STEPPER: StepperControl,
}
