"""Which feelings an emotion lane shows: of whom, and of today or aimed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import Lane, Layer, Persona
from journeyeditor.model.messages import N_
from journeyeditor.ui.inspector.part import SpecialPart
from journeyeditor.ui.inspector.people import UNNAMED
from journeyeditor.ui.widgets.build import label
from journeyeditor.ui.widgets.buttons import Switch
from journeyeditor.ui.widgets.rows import segmented

if TYPE_CHECKING:
    from collections.abc import Hashable

    from journeyeditor.ui.inspector.subject import Subject

CHANGE = N_("Change what the lane shows")
BOTH = ""
LAYERS: tuple[tuple[str, str], ...] = (
    (BOTH, N_("Both")),
    (Layer.NOW, N_("Today")),
    (Layer.TARGET, N_("Aim")),
)


class LanePeople(SpecialPart):
    """A switch for each persona of the map; all on means: also those who come later."""

    def shape(self, subject: Subject) -> Hashable:
        people = (subject.document.find(Persona, key) for key in subject.shown_map.personas)
        return subject.keys, tuple((one.id, one.name) for one in people if one is not None)

    def build(self) -> None:
        look, document = self.desk.look, self.subject.document
        tr = look.tr_
        self.switches: dict[str, Switch] = {}
        personas = self.subject.shown_map.personas
        if len(personas) > 1:
            self.box.addWidget(label(tr(N_("Shows the feelings of")), "fieldLabel"))
        for key in personas if len(personas) > 1 else ():
            switch = Switch(look, document.one(Persona, key).name or tr(UNNAMED))
            switch.setProperty("persona", key)
            switch.clicked.connect(self._toggled)
            self.switches[key] = switch
            self.box.addWidget(switch)
        self.box.addWidget(label(tr(N_("Layers")), "fieldLabel"))
        self.layers = segmented(look, [(layer, tr(words)) for layer, words in LAYERS])
        self.layers.setAccessibleName(tr(N_("Layers")))
        self.layers.picked.connect(self._layer)
        self.box.addWidget(self.layers)

    @property
    def lane(self) -> Lane:
        return self.subject.document.one(Lane, self.subject.keys[0])

    def show_values(self) -> None:
        lane = self.lane
        for key, switch in self.switches.items():
            switch.setChecked(not lane.personas or key in lane.personas)
        self.layers.show_value(lane.layers[0] if len(lane.layers) == 1 else BOTH)

    def _toggled(self) -> None:
        shown = tuple(key for key, switch in self.switches.items() if switch.isChecked())
        if not shown:
            # A lane that shows nobody would look broken: nobody chosen means everybody.
            self.refresh(self.subject)
            return
        everybody = len(shown) == len(self.switches)
        self._put(personas=() if everybody else shown)

    def _layer(self, layer: str) -> None:
        self._put(layers=(str(layer),) if layer else ())

    def _put(self, **fields: tuple[str, ...]) -> None:
        keys = self.subject.keys
        self.desk.commit(CHANGE, lambda document: set_fields(document, keys, **fields))
