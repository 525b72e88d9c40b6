"""The personas of a map: who is shown and in which order, and the way to each one's own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from journeyeditor.editing.operations.deletion import delete
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.people import show_personas
from journeyeditor.layout.curve import series_style
from journeyeditor.layout.palette import hue_role
from journeyeditor.model.entities import Lane, Map, Persona
from journeyeditor.model.hues import known_hue
from journeyeditor.model.messages import N_, message
from journeyeditor.ui.inspector.part import SpecialPart
from journeyeditor.ui.widgets.build import at_start, button, label, row
from journeyeditor.ui.widgets.buttons import IconButton, Sample, explain
from journeyeditor.ui.widgets.fields import Elided

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from journeyeditor.ui.inspector.subject import Subject

SHOWN, REORDER, DELETE = (
    N_("Change shown personas"),
    N_("Reorder personas"),
    N_("Delete persona {name}"),
)
NONE_YET = N_("Nobody yet: ratings belong to no one in particular.")
UNNAMED = N_("Unnamed")
NOT_SHOWN, FIRST_ONE = N_("Not shown on this map."), N_("This is the first one.")
SHOW_LANE = N_("Show lane")


class People(SpecialPart):
    """A row for each persona: line sample, name, up, shown or not, edit."""

    def shape(self, subject: Subject) -> Hashable:
        people = tuple((p.id, p.name, p.hue) for p in subject.document.personas)
        brand = subject.document.info.brand
        return subject.map_id, subject.shown_map.personas, people, brand

    def build(self) -> None:
        tr = self.desk.look.tr_
        self.box.addWidget(label(tr(N_("Personas")), "fieldLabel"))
        document, shown = self.subject.document, self.subject.shown_map
        others = [p.id for p in document.personas if p.id not in shown.personas]
        for index, key in enumerate(shown.personas):
            self.box.addWidget(self._row(document.one(Persona, key), index, shown))
        for key in others:
            self.box.addWidget(self._row(document.one(Persona, key), None, shown))
        if not document.personas:
            self.box.addWidget(label(tr(NONE_YET), "quiet", wrap=True))
        self.add = button(tr(N_("+ Add a persona")), "link", self._add)
        line = row()
        line.addWidget(self.add)
        self.all = button(tr(N_("All personas…")), "link", self._all)
        line.addWidget(self.all)
        line.addStretch(1)
        self.box.addLayout(line)
        # With a parent, or it would be a window of its own for a moment, and take the focus.
        self.all.setVisible(bool(document.personas))

    def _all(self) -> None:
        self.desk.called.emit("personas")

    def _row(self, persona: Persona, index: int | None, shown: Map) -> QWidget:
        look, widget = self.desk.look, QWidget()
        line = row(widget, 2)
        if index is None:
            line.addSpacing(28)
        else:
            own = known_hue(self.subject.document, persona.hue)
            role, dash = series_style(index)
            line.addWidget(Sample(look, hue_role(own) if own else role, dash))
            line.addSpacing(6)
        name = Elided(
            look, persona.name or look.tr_(UNNAMED), "ink" if index is not None else "ink.quiet"
        )
        line.addWidget(name, 1)
        up = self._icon("arrow-up", N_("Further up"), persona, self._up)
        hidden = index is None
        explain(up, bool(index), look.tr_(NOT_SHOWN if hidden else FIRST_ONE))
        eye = (
            ("eye", N_("Hide on this map"))
            if index is not None
            else ("eye-off", N_("Show on this map"))
        )
        line.addWidget(up)
        line.addWidget(self._icon(*eye, persona, self._toggle))
        line.addWidget(self._icon("edit", N_("Edit the persona"), persona, self._edit))
        return widget

    def _icon(
        self, icon: str, text: str, persona: Persona, clicked: Callable[[], None]
    ) -> IconButton:
        made = IconButton(self.desk.look, icon, self.desk.look.tr_(text), "ink.quiet", 16)
        made.setProperty("persona", persona.id)
        made.clicked.connect(clicked)
        return made

    def _key(self) -> str:
        return str(self.sender().property("persona"))

    def _up(self) -> None:
        key, row_ = self._key(), list(self.subject.shown_map.personas)
        place = row_.index(key)
        row_[place - 1], row_[place] = row_[place], row_[place - 1]
        self._show(REORDER, row_)

    def _toggle(self) -> None:
        key, row_ = self._key(), list(self.subject.shown_map.personas)
        self._show(SHOWN, [k for k in row_ if k != key] if key in row_ else [*row_, key])

    def _show(self, step: str, keys: list[str]) -> None:
        map_id = self.subject.map_id
        self.desk.commit(step, lambda document: show_personas(document, map_id, keys))

    def _edit(self) -> None:
        self.desk.editor.select([self._key()])

    def _add(self) -> None:
        self.desk.called.emit("add-persona")


class DeletePersona(SpecialPart):
    """The way to delete the persona; its ratings go along, which the words say."""

    def shape(self, subject: Subject) -> Hashable:
        return ()

    def build(self) -> None:
        tr = self.desk.look.tr_
        self.box.addLayout(at_start(button(tr(N_("Delete persona")), "link", self._delete)))
        words = N_("All its ratings go with it, on every map; undo brings them back.")
        self.box.addWidget(label(tr(words), "quiet", wrap=True))

    def _delete(self) -> None:
        key = self.subject.keys[0]
        persona = self.desk.document.one(Persona, key)
        step = message(DELETE, name=persona.name)
        self.desk.commit(step, lambda document: delete(document, [key]), select=())


class HiddenLanes(SpecialPart):
    """Lanes that are hidden can only be brought back from here."""

    def shape(self, subject: Subject) -> Hashable:
        return tuple((lane.id, lane.title) for lane in self._hidden(subject))

    @staticmethod
    def _hidden(subject: Subject) -> list[Lane]:
        return [lane for lane in subject.document.lanes(subject.map_id) if lane.hidden]

    def build(self) -> None:
        lanes = self._hidden(self.subject)
        self.setVisible(bool(lanes))
        if not lanes:
            return
        look = self.desk.look
        self.box.addWidget(label(look.tr_(N_("Hidden lanes")), "fieldLabel"))
        for lane in lanes:
            line = row(spacing=2)
            line.addWidget(Elided(look, lane.title or look.tr_(UNNAMED), "ink.quiet"), 1)
            show = IconButton(look, "eye-off", look.tr_(SHOW_LANE), "ink.quiet", 16)
            show.setProperty("lane", lane.id)
            show.clicked.connect(self._show)
            line.addWidget(show)
            self.box.addLayout(line)

    def _show(self) -> None:
        key = str(self.sender().property("lane"))
        self.desk.commit(SHOW_LANE, lambda document: set_fields(document, key, hidden=False))
