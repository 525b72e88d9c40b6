"""An inspector over a small document, and short ways to what is in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from journeyeditor.editing.editor import Editor
from journeyeditor.model.entities import (
    Card,
    LaneKind,
    Map,
)
from journeyeditor.ui.inspector.controls import (
    TextControl,
)
from journeyeditor.ui.inspector.panel import Inspector

if TYPE_CHECKING:
    from journeyeditor.model.document import Document
    from journeyeditor.ui.bridge import Bridge

W = TypeVar("W", bound=QWidget)


@dataclass
class Bench:
    """An inspector over a small document, and what is looked at in it."""

    editor: Editor
    panel: Inspector
    said: list[str]
    bridge: Bridge

    @property
    def document(self) -> Document:
        return self.editor.document

    @property
    def map(self) -> Map:
        return self.document.maps[0]

    def cards(self, kind: LaneKind) -> list[Card]:
        lane = next(ln for ln in self.document.lanes(self.map.id) if ln.kind is kind)
        return list(self.document.cards(lane.id))

    def card(self, kind: LaneKind = LaneKind.TOUCHPOINT) -> Card:
        return self.cards(kind)[0]

    def select(self, *keys: str) -> None:
        self.editor.select(keys)

    def control(self, name: str, kind: type[W]) -> W:
        found = next(part for part in self.panel.parts if part.objectName() == name)
        assert isinstance(found, kind)
        return found

    def steps(self) -> int:
        """How many steps can be undone."""
        count = 0
        while self.editor.undo() is not None:
            count += 1
        for _ in range(count):
            self.editor.redo()
        return count


def type_into(control: TextControl, text: str) -> None:
    control.input.setFocus()
    control.input.selectAll()
    QTest.keyClicks(control.input, text)
