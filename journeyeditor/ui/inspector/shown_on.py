"""On which maps a persona is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.editing.operations.people import show_personas
from journeyeditor.model.entities import Map
from journeyeditor.model.messages import N_
from journeyeditor.ui.inspector.link import UNTITLED_MAP
from journeyeditor.ui.inspector.part import SpecialPart
from journeyeditor.ui.inspector.people import SHOWN
from journeyeditor.ui.widgets.build import label
from journeyeditor.ui.widgets.buttons import Switch

if TYPE_CHECKING:
    from collections.abc import Hashable

    from journeyeditor.ui.inspector.subject import Subject


class ShownOn(SpecialPart):
    """A switch for each map of the document: one persona serves them all."""

    def shape(self, subject: Subject) -> Hashable:
        return tuple((one.id, one.title) for one in subject.document.maps)

    def build(self) -> None:
        tr = self.desk.look.tr_
        self.box.addWidget(label(tr(N_("Shown on")), "fieldLabel"))
        self.switches: dict[str, Switch] = {}
        for one in self.subject.document.maps:
            switch = Switch(self.desk.look, one.title or tr(UNTITLED_MAP))
            switch.setProperty("map", one.id)
            switch.clicked.connect(self._toggled)
            self.switches[one.id] = switch
            self.box.addWidget(switch)

    def show_values(self) -> None:
        for map_id, switch in self.switches.items():
            shown = self.subject.document.one(Map, map_id).personas
            switch.setChecked(self.subject.keys[0] in shown)

    def _toggled(self, on: bool) -> None:
        key, map_id = self.subject.keys[0], str(self.sender().property("map"))
        others = [k for k in self.desk.document.one(Map, map_id).personas if k != key]
        keys = [*others, key] if on else others
        self.desk.commit(SHOWN, lambda document: show_personas(document, map_id, keys))
