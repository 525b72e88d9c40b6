"""How it feels: for each persona a row of faces, one per level, and what else is known of a rating."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from journeyeditor.editing.operations.ratings import rate
from journeyeditor.layout.curve import Series, series_of
from journeyeditor.layout.heads import has_figure
from journeyeditor.layout.lines import figure
from journeyeditor.model import scale as scales
from journeyeditor.model.entities import Layer, Persona, Rating
from journeyeditor.model.messages import N_
from journeyeditor.ui.inspector.controls import SEVERAL
from journeyeditor.ui.inspector.part import SpecialPart
from journeyeditor.ui.inspector.rating_details import RatingDetails
from journeyeditor.ui.inspector.subject import MIXED, Desk
from journeyeditor.ui.widgets.build import at_start, button, column, label, row
from journeyeditor.ui.widgets.buttons import MARK_AT, IconButton, Sample
from journeyeditor.ui.widgets.fields import Elided
from journeyeditor.ui.widgets.rows import ChoiceRow, RatingSlider, rating_row

if TYPE_CHECKING:
    from collections.abc import Hashable

    from journeyeditor.layout.drawing import Shape
    from journeyeditor.model.entities import Map
    from journeyeditor.ui.inspector.subject import Subject

RATE, CLEAR = N_("Rate"), N_("Clear rating")
ANYBODY, AIM = N_("Anybody"), N_("{name}, aim")
MORE_OF = N_("More about how {name} feels")
RATED_BY_KEYS = N_("The digits rate for {name}. Ctrl+R goes on to the next persona.")
_DIGITS = 9
_VALUE = 112
"""Most of the width of a level in words, in logical pixels at 100 %."""
ADD_AIM = N_("+ Rate what is aimed at")


class Feelings(SpecialPart):
    """Ratings of the selected touchpoints by each persona and layer of the map."""

    def __init__(self, desk: Desk, subject: Subject) -> None:
        self._aims = False
        self._open: set[tuple[str | None, Layer]] = set()
        super().__init__(desk, subject)

    def shape(self, subject: Subject) -> Hashable:
        names = tuple(self.name(subject, one) for one in self._series(subject))
        return subject.shown_map.scale, self._series(subject), names, subject.single

    def _series(self, subject: Subject) -> tuple[Series, ...]:
        found = series_of(subject.document, subject.shown_map)
        return _with_aims(found) if self._aims else found

    def name(self, subject: Subject, series: Series) -> str:
        tr = self.desk.look.tr_
        persona = subject.document.find(Persona, series.persona)
        name = persona.name if persona else tr(ANYBODY)
        return tr(AIM, name=name) if series.layer is Layer.TARGET else name

    def build(self) -> None:
        tr = self.desk.look.tr_
        self.box.addWidget(label(tr(N_("How it feels")), "fieldLabel"))
        series = self._series(self.subject)
        self.lines = [FeelingRow(self, one) for one in series]
        for line in self.lines:
            self.box.addWidget(line)
        self.aim = button(tr(ADD_AIM), "link", self._add_aims)
        self.box.addLayout(at_start(self.aim))
        # Not before it has a parent, or it would be a window of its own for a moment, and take the focus.
        self.desk.rater_changed.connect(self.show_rater)
        self.aim.setVisible(not any(one.layer is Layer.TARGET for one in series))

    @property
    def shown_map(self) -> Map:
        return self.subject.shown_map

    @property
    def rows(self) -> list[tuple[Series, ChoiceRow | RatingSlider]]:
        """Each line of the curve, with its row of faces or slider."""
        return [(line.series, line.faces) for line in self.lines]

    def show_values(self) -> None:
        for line in self.lines:
            line.show_values()
        self.show_rater()

    def show_rater(self) -> None:
        """Whose row the digits rate for, where there is more than one."""
        now = [line for line in self.lines if line.series.layer is Layer.NOW]
        for line in self.lines:
            own = line in now and line.series.persona == self.desk.rater
            line.keys.setVisible(own and len(now) > 1)

    def commit_pending(self) -> None:
        for line in self.lines:
            line.commit_pending()

    def is_open(self, series: Series) -> bool:
        return (series.persona, series.layer) in self._open

    def set_open(self, series: Series, on: bool) -> None:
        """Whether the details of a line are in sight, also when the part is built anew."""
        key = (series.persona, series.layer)
        if on:
            self._open.add(key)
        else:
            self._open.discard(key)

    def _add_aims(self) -> None:
        self._aims = True
        self.refresh(self.subject)

    def rate(self, series: Series, value: float | None) -> None:
        """The selected touchpoints feel so to this persona; None takes the ratings away."""
        keys = self.subject.keys
        self.desk.commit(
            RATE if value is not None else CLEAR,
            lambda document: rate(document, keys, series.persona, value, series.layer),
        )
        self.refresh(type(self.subject)(self.desk.document, self.subject.map_id, keys))


def _with_aims(series: tuple[Series, ...]) -> tuple[Series, ...]:
    """Each persona's line of today, followed by the one of what is aimed at."""
    now = [one for one in series if one.layer is Layer.NOW]
    return tuple(replace(one, layer=layer) for one in now for layer in (Layer.NOW, Layer.TARGET))


def _figures(series: Series) -> tuple[Shape, ...]:
    """What stands at the ratings of a line, where no faces do, at its place in a sample."""
    return (figure(series, *MARK_AT),) if has_figure(series) else ()


class FeelingRow(QWidget):
    """One persona's feeling: name, value, faces, and the details under a pencil."""

    def __init__(self, part: Feelings, series: Series) -> None:
        super().__init__()
        self._part, self.series = part, series
        look, scale = part.desk.look, part.shown_map.scale
        name = part.name(part.subject, series)
        box, line = column(self, 2), row(spacing=8)
        # A long name of a level leaves room for the persona's.
        self.value = Elided(look, "", "ink.quiet", 11)
        self.value.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.value.setMaximumWidth(look.px(_VALUE))
        self.more = IconButton(look, "edit", look.tr_(MORE_OF, name=name), "ink.quiet", 14)
        self.more.setCheckable(True)
        self.more.clicked.connect(self._toggle)
        line.addWidget(Sample(look, series.role, series.dash, _figures(series)))
        line.addWidget(Elided(look, name), 1)
        self.keys = label(f"1–{min(scale.max - scale.min + 1, _DIGITS)}", "keys")
        self.keys.setToolTip(look.tr_(RATED_BY_KEYS, name=name))
        self.keys.setAccessibleName(look.tr_(RATED_BY_KEYS, name=name))
        self.keys.hide()
        line.addWidget(self.keys, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.value)
        line.addWidget(self.more)
        box.addLayout(line)
        self.faces = rating_row(look, scale, series.role)
        self.faces.setAccessibleName(name)
        self.faces.picked.connect(self._picked)
        box.addWidget(self.faces)
        self.details: RatingDetails | None = None
        self._box = box
        if part.is_open(series):
            self._open()

    def show_values(self) -> None:
        value = self._value()
        self.faces.show_value(value)
        self.faces.setAccessibleDescription(self._words(value) if value is MIXED else "")
        self.value.set_text(self._words(value))
        if self.details is not None:
            self.details.show_subject(self._part.subject)

    def commit_pending(self) -> None:
        if self.details is not None:
            self.details.commit_pending()

    def _ratings(self) -> list[Rating | None]:
        subject, series = self._part.subject, self.series
        return [subject.document.rating(key, series.persona, series.layer) for key in subject.keys]

    def _value(self) -> object:
        values = [rating.value if rating else None for rating in self._ratings()]
        return values[0] if all(value == values[0] for value in values) else MIXED

    def _words(self, value: object) -> str:
        """The value with its name, or what a person wrote instead; how many were asked. Or that ratings differ."""
        if value is MIXED:
            return self._part.desk.look.tr_(SEVERAL)
        rating = self._ratings()[0] if self._part.subject.single else None
        shown = rating.word if rating else ""
        if not shown and isinstance(value, int | float):
            translate = self._part.desk.look.translate
            shown = scales.named_value(self._part.shown_map.scale, value, translate)
        asked = f"n {rating.n}" if rating and rating.n else ""
        return " · ".join(word for word in (shown, asked) if word)

    def _picked(self, value: float | None) -> None:
        self._part.rate(self.series, value)

    def _toggle(self, on: bool) -> None:
        self._part.set_open(self.series, on)
        if on:
            self._open()
        elif self.details is not None:
            self.details.commit_pending()
            self.details.hide()

    def _open(self) -> None:
        self.more.setChecked(True)
        if self.details is None:
            self.details = RatingDetails(self._part.desk, self._part.subject, self.series)
            self._box.addWidget(self.details)
        self.details.show()
        self.details.show_subject(self._part.subject)
