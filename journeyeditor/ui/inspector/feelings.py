"""How it feels: for each persona a row of faces, one per level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout

from journeyeditor.editing.operations.ratings import rate
from journeyeditor.layout.curve import Series, series_of
from journeyeditor.model.entities import Layer, Persona
from journeyeditor.model.messages import N_
from journeyeditor.ui.inspector.part import SpecialPart
from journeyeditor.ui.inspector.subject import MIXED
from journeyeditor.ui.widgets.build import label
from journeyeditor.ui.widgets.buttons import Sample
from journeyeditor.ui.widgets.fields import Elided
from journeyeditor.ui.widgets.rows import ChoiceRow, RatingSlider, rating_row

if TYPE_CHECKING:
    from collections.abc import Hashable

    from journeyeditor.ui.inspector.subject import Subject

RATE, CLEAR = N_("Rate"), N_("Clear rating")
ANYBODY, AIM = N_("Anybody"), N_("{name}, aim")


class Feelings(SpecialPart):
    """Ratings of the selected touchpoints by each persona and layer of the map."""

    def shape(self, subject: Subject) -> Hashable:
        shown = subject.shown_map
        series = series_of(subject.document, shown)
        names = tuple(self._name(subject, one) for one in series)
        return shown.scale, series, names

    def _name(self, subject: Subject, series: Series) -> str:
        tr = self.desk.look.tr_
        persona = subject.document.find(Persona, series.persona)
        name = persona.name if persona else tr(ANYBODY)
        return tr(AIM, name=name) if series.layer is Layer.TARGET else name

    def build(self) -> None:
        look, subject = self.desk.look, self.subject
        self.box.addWidget(label(look.tr_(N_("How it feels")), "fieldLabel"))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        self.rows: list[tuple[Series, ChoiceRow | RatingSlider]] = []
        for index, series in enumerate(series_of(subject.document, subject.shown_map)):
            name = self._name(subject, series)
            faces = rating_row(look, subject.shown_map.scale, series.role)
            faces.setAccessibleName(name)
            faces.setProperty("series", index)
            faces.picked.connect(self._picked)
            self.rows.append((series, faces))
            grid.addWidget(Sample(look, series.role, series.dash), index, 0)
            grid.addWidget(Elided(look, name), index, 1)
            grid.addWidget(faces, index, 2)
        self.box.addLayout(grid)

    def show_values(self) -> None:
        for series, faces in self.rows:
            faces.show_value(self._value(series))

    def _value(self, series: Series) -> object:
        document = self.subject.document
        found = [document.rating(key, series.persona, series.layer) for key in self.subject.keys]
        values = [rating.value if rating else None for rating in found]
        same = all(value == values[0] for value in values)
        return values[0] if same else MIXED

    def _picked(self, value: float | None) -> None:
        series = self.rows[self.sender().property("series")][0]
        keys = self.subject.keys
        self.desk.commit(
            RATE if value is not None else CLEAR,
            lambda document: rate(document, keys, series.persona, value, series.layer),
        )
        self.refresh(type(self.subject)(self.desk.document, self.subject.map_id, keys))
