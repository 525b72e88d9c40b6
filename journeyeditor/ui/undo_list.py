"""The list of undo steps: what was done, and when; picking one goes back or forward to it."""

from __future__ import annotations

from collections import ChainMap
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QWidget

from journeyeditor.editing.subjects import KINDS, named, subjects
from journeyeditor.model.messages import N_
from journeyeditor.ui.moments import in_digits_order, side_by_side
from journeyeditor.ui.widgets.build import button, column, label, row
from journeyeditor.ui.widgets.pick_list import Pick, PickList
from journeyeditor.ui.widgets.sizes import resize_within

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeyeditor.editing.editor import Editor
    from journeyeditor.editing.history import History, Step
    from journeyeditor.model.document import Document
    from journeyeditor.model.entities import Entity
    from journeyeditor.model.messages import Translate
    from journeyeditor.ui.bridge import Bridge
    from journeyeditor.ui.theme import Look

TITLE, CLOSE = N_("History"), N_("Close")
HOW = N_("Choose a step to go back to it, or forward again. Nothing is lost before the next edit.")
BEGINNING, EARLIEST = N_("As it was opened"), N_("The earliest step that is kept")
HERE, TAKEN_BACK = N_("now"), N_("taken back")
WIDTH, HEIGHT = 460, 520
LONGEST = 60
"""So many characters of a title are said."""

_SEPARATOR = " · "


def time_of(step: Step) -> str:
    """When a step was done, as a UTC text; "" where nothing tells."""
    stamps = (after.modified for _before, after in step.patch.changes.values() if after is not None)
    return step.time or max(stamps, default="")


def shown_time(at: str, now: datetime) -> str:
    """A UTC text as the time of day, with the date in front unless it is today's; "" where it is no time."""
    try:
        moment = datetime.fromisoformat(at).astimezone()
    except ValueError:
        return ""
    form = "%H:%M" if moment.date() == now.date() else "%Y-%m-%d %H:%M"
    return in_digits_order(moment.strftime(form))


def known(history: History, document: Document) -> Mapping[str, Entity]:
    """What the steps of a history may be about: what the document holds, and what it held before they took it away."""
    gone: dict[str, Entity] = {}
    for step in (*history.done, *history.undone):
        for key, change in step.patch.changes.items():
            entity = change[0] or change[1]
            if key not in document and type(entity) in KINDS and entity is not None:
                gone[key] = entity
    return ChainMap(gone, dict(document.items())) if gone else document


def titled(step: Step, entities: Mapping[str, Entity], translate: Translate) -> str:
    """What a step is called, with the title of the one thing that it was about unless that is said already."""
    name, about = step.label.text(translate), _about(step, entities)
    if not about or about in name:
        return name
    short = about if len(about) <= LONGEST else f"{about[:LONGEST].rstrip()}…"
    return side_by_side((name, short), _SEPARATOR)


def _about(step: Step, entities: Mapping[str, Entity]) -> str:
    """The title of what a step changed, or, where it took that away, had."""
    for patch in (step.patch, step.patch.inverse()):
        keys = subjects(patch)
        there = {key: entities[key] for key in keys if key in entities}
        own = {key: after for key, (_before, after) in patch.changes.items() if after is not None}
        if found := named(keys, {**there, **own}):
            return found
    return ""


class UndoList(QDialog):
    """The steps from the first to the last, those that were taken back below the present one."""

    def __init__(
        self, parent: QWidget, look: Look, editor: Editor, bridge: Bridge, limit: int
    ) -> None:
        super().__init__(parent)
        self._look, self._editor, self._limit = look, editor, limit
        tr = look.tr_
        self.setWindowTitle(tr(TITLE))
        self.setModal(True)
        self.list = PickList(look, tr(TITLE))
        box = column(self, 12, (26, 24, 26, 22))
        box.addWidget(label(tr(TITLE), "heading"))
        box.addWidget(label(tr(HOW), "quiet", wrap=True))
        box.addWidget(self.list, 1)
        line = row()
        line.addStretch(1)
        close = button(tr(CLOSE), "primary", self.accept)
        close.setAutoDefault(False)
        line.addWidget(close)
        box.addLayout(line)
        self.list.activated.connect(self._go)
        bridge.changed.connect(self._show)
        resize_within(self, look.size(QSize(WIDTH, HEIGHT)))
        self._show()
        self.list.setFocus()

    def _show(self) -> None:
        history, tr = self._editor.history, self._look.tr_
        done, undone = history.done, history.undone
        first = tr(EARLIEST if len(done) >= self._limit else BEGINNING)
        entities = known(history, self._editor.document)
        names = [(first, "")] + [self._words(step, entities) for step in (*done, *undone)]
        here = len(done)
        self.list.show_picks(
            [
                Pick(
                    str(place),
                    name,
                    tr(HERE) if place == here else tr(TAKEN_BACK) if place > here else "",
                    (time,) if time else (),
                    usable=place <= here,
                    strong=place == here,
                    framed=False,
                )
                for place, (name, time) in enumerate(names)
            ],
            chosen=str(here),
        )

    def _words(self, step: Step, entities: Mapping[str, Entity]) -> tuple[str, str]:
        name = titled(step, entities, self._look.translate)
        return name, shown_time(time_of(step), datetime.now().astimezone())

    def _go(self) -> None:
        if self.list.current is not None:
            go_to(self._editor, int(self.list.current.key))


def go_to(editor: Editor, place: int) -> None:
    """Undoes or redoes until so many steps are done, or one is called off."""
    if editor.in_gesture:
        editor.cancel()
    while len(editor.history.done) > place and editor.undo() is not None:
        pass
    while len(editor.history.done) < place and editor.redo() is not None:
        pass
