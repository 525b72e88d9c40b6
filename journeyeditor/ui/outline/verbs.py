"""What the keys of the outline do: rows come, go and move, and the keyboard goes on from cell to cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QObject, Signal
from PySide6.QtWidgets import QTreeView

from journeyeditor.editing.operations.cards import add_card
from journeyeditor.editing.operations.moving import move_beside, row_of
from journeyeditor.model.entities import Card, Comment, Connector, Entity, Lane, Stage, Step
from journeyeditor.model.messages import N_, Refused, message
from journeyeditor.model.plain import key_of
from journeyeditor.ui.edits import ADD_CARD, cell_for
from journeyeditor.ui.outline.adding import PARTS, addition, removal
from journeyeditor.ui.outline.table import TableModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.ui.canvas.view import Canvas
    from journeyeditor.ui.outline.panel import Outline

MOVE_HEAD = N_("Move")
SORTED = N_("The rows are sorted by “{column}”. Show them in the order of the map to move them.")
_HEADS = (Stage, Step, Lane)
_HERE = QItemSelectionModel.SelectionFlag.NoUpdate


class Verbs(QObject):
    """`said` carries a `Message`; `talk` asks for comments about the selected thing, `left` for the canvas."""

    said = Signal(object)
    talk = Signal()
    left = Signal()

    def __init__(self, outline: Outline, canvas: Canvas) -> None:
        super().__init__(outline)
        self._outline, self._canvas = outline, canvas

    def do(self, what: str, way: int) -> None:
        """What a key asks for, and which way."""
        verbs: dict[str, Callable[[int], None]] = {
            "across": self._across,
            "down": self._down,
            "reorder": self._reorder,
            "add": self.add,
            "delete": self._delete,
            "leave": self._leave,
            "next": self._next,
        }
        verbs[what](way)

    # Moving

    def _head(self) -> str:
        """The stage, step or lane that the keyboard is on, "" on anything else."""
        name = self._outline.link.current
        found = self._canvas.editor.document.get(name[0]) if len(name) == 1 else None
        return found.id if isinstance(found, _HEADS) else ""

    def _on_card(self) -> bool:
        name = self._outline.link.current
        return len(name) == 1 and self._canvas.editor.document.find(Card, name[0]) is not None

    def _across(self, way: int) -> None:
        mirrored = self._canvas.placed is not None and self._canvas.placed.rtl
        steps = -way if mirrored else way
        if self._head():
            self._move_head(steps)
        elif self._on_card():
            self._canvas.commands.move_selection(steps, 0)

    def _down(self, way: int) -> None:
        if self._head():
            self._move_head(way)
        elif self._on_card():
            self._canvas.commands.move_selection(0, way)

    def _reorder(self, way: int) -> None:
        if self._outline.model.sorting is not None:
            self._say_sorted()
        elif self._head():
            self._move_head(way)
        elif self._on_card():
            self._canvas.commands.reorder_selection(way)

    def _say_sorted(self) -> None:
        """Rows that are sorted would stay where they are."""
        model = self._outline.model
        if model.sorted_by is not None and model.scene is not None:
            self.said.emit(message(SORTED, column=model.sorted_by.title(model.scene)))

    def _move_head(self, by: int) -> None:
        """A stage, step or lane changes places with the one before or behind it."""
        key, document = self._head(), self._canvas.editor.document
        if self._outline.model.sorting is not None:
            self._say_sorted()
            return
        others = row_of(document, key)
        at = others.index(key) + by
        if not 0 <= at < len(others):
            return
        with self._canvas.reporting():
            patch = move_beside(document, self._canvas.ids, [key], others[at], by > 0)
            self._canvas.commit(message(MOVE_HEAD), patch)

    # Coming and going

    def add(self, _way: int = 1) -> None:
        """A new row after the present one, what it is called open for typing."""
        model = self._outline.model
        try:
            if isinstance(model, TableModel) and model.records.kind is not Card:
                self._add_row(model)
            else:
                self._add_card()
        except Refused as refused:
            self.said.emit(refused.message)

    def _add_card(self) -> None:
        canvas = self._canvas
        if canvas.map_id is None:
            return
        lane, step, at = self._outline.link.cell()
        document = canvas.editor.document
        place = cell_for(document, canvas.map_id, None, lane, step or canvas.cell.step)
        patch = add_card(document, canvas.ids, *place, at if place[0] == lane else None)
        key = patch.added()[0].id
        if canvas.commit(message(ADD_CARD), patch, select=[key]):
            self._outline.edit_cell(key, "title")

    def _add_row(self, model: TableModel) -> None:
        scene, kind = model.scene, model.records.kind
        if scene is None:
            return
        if kind is Comment:
            self.talk.emit()
            return
        name = self._outline.link.current
        current = scene.entity(name[0]) if name else None
        document = self._canvas.editor.document
        selected = [document[key] for key in self._canvas.editor.selection]
        made = addition(scene, kind, current, selected)
        key = next(key_of(one) for one in made.patch.added() if isinstance(one, kind))
        canvas = self._canvas
        # Only what the inspector can show is selected.
        chosen = [key] if issubclass(kind, Stage | Step | Lane | Connector) else None
        if canvas.commit(message(made.label), made.patch, select=chosen):
            self._outline.edit_cell(key, made.column)

    def _rows(self) -> list[Entity]:
        """The entities of the rows that are chosen, where they are no entities of the canvas."""
        scene = self._outline.model.scene
        if scene is None:
            return []
        found = [scene.entity(name[0]) for name in self._outline.link.names() if len(name) == 1]
        return [one for one in found if isinstance(one, PARTS)]

    def _delete(self, _way: int) -> None:
        """What is chosen goes; the keyboard goes to the row that takes its place."""
        view, model = self._outline.view, self._outline.model
        at = view.currentIndex()
        row, parent = at.row(), at.parent()
        rows, scene = self._rows(), model.scene
        if rows and scene is not None:
            try:
                label, patch = removal(scene, rows)
                self._canvas.commit(message(label), patch)
            except Refused as refused:
                self.said.emit(refused.message)
        else:
            self._canvas.commands.delete_selection()
        left = model.rowCount(parent)
        if not view.currentIndex().isValid() and left:
            beside = model.index(min(row, left - 1), at.column(), parent)
            view.selectionModel().setCurrentIndex(beside, _HERE)

    def _leave(self, _way: int) -> None:
        self.left.emit()

    # Going on

    def _next(self, way: int) -> None:
        """To the next cell in the row that is in sight, then to the row below; the other way with -1."""
        view = self._outline.view
        at = view.currentIndex()
        order = self._outline.columns_in_order()
        if not at.isValid() or at.column() not in order:
            return
        place = order.index(at.column()) + way
        if 0 <= place < len(order):
            view.setCurrentIndex(at.siblingAtColumn(order[place]))
            return
        if isinstance(view, QTreeView):
            beside = view.indexBelow(at) if way > 0 else view.indexAbove(at)
        else:
            beside = at.siblingAtRow(at.row() + way)
        if beside.isValid():
            view.setCurrentIndex(beside.siblingAtColumn(order[0 if way > 0 else -1]))
