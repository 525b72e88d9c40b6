"""Keeps what is selected in the outline and on the canvas the same."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QObject

from journeyeditor.model.entities import Card, Lane, Step
from journeyeditor.ui.canvas.cursor import Grid
from journeyeditor.ui.outline.table import TableModel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtWidgets import QAbstractItemView

    from journeyeditor.ui.canvas.view import Canvas
    from journeyeditor.ui.outline.forest import Name
    from journeyeditor.ui.outline.tree import TreeModel

_SET = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_HERE = QItemSelectionModel.SelectionFlag.NoUpdate


class Following(QObject):
    """Between one view and the canvas of its page; neither answers what it was told by the other."""

    def __init__(
        self, view: QAbstractItemView, model: TableModel | TreeModel, canvas: Canvas
    ) -> None:
        super().__init__(view)
        self._view, self._model, self._canvas = view, model, canvas
        self._telling = False
        view.selectionModel().selectionChanged.connect(self._chosen)

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """What happens inside says nothing of what a person chose."""
        before, self._telling = self._telling, True
        try:
            yield
        finally:
            self._telling = before

    def show_selection(self) -> None:
        """Selects in the view what is selected on the canvas, and scrolls it into sight."""
        if self._telling:
            return
        keys = self._canvas.editor.selection
        with self.quiet():
            found = self._rows(keys)
            self._view.selectionModel().select(found, _SET)
            self._go_to(found)

    def _go_to(self, found: QItemSelection) -> None:
        """The row of the canvas's cursor is the current one, in the column in which the keyboard is."""
        if self._about(self.current) in self._canvas.editor.selection:
            self._view.scrollTo(self._view.currentIndex())
            return
        key = self._canvas.cell.card
        at = self._index(key) if key in self._canvas.editor.selection else QModelIndex()
        if not at.isValid() and not found.isEmpty():
            top = found.first()
            at = self._model.index(top.top(), 0, top.parent())
        if at.isValid():
            column = max(self._view.currentIndex().column(), 0)
            beside = at.siblingAtColumn(column)
            self._view.selectionModel().setCurrentIndex(beside, _HERE)
            self._view.scrollTo(beside)

    def _rows(self, keys: frozenset[str]) -> QItemSelection:
        """The rows of these entities, neighbours together."""
        found = QItemSelection()
        if isinstance(self._model, TableModel):
            rows = sorted(
                row for key in self._keys(keys) if (row := self._model.row(key)) is not None
            )
            for first, last in runs(rows):
                found.select(self._model.index(first, 0), self._model.index(last, 0))
            return found
        for key in keys:
            at = self._index(key)
            if at.isValid():
                found.select(at, at)
        return found

    def _keys(self, selected: Iterable[str]) -> Iterable[str]:
        """The rows of a table that tell of what is selected on the canvas."""
        model = self._model
        if not isinstance(model, TableModel) or model.scene is None:
            return selected
        found: dict[str, None] = {}
        for key in selected:
            if model.row(key) is not None:
                found[key] = None
            else:
                beside = model.records.showing(model.scene, model.scene.document.get(key))
                found.update(dict.fromkeys(one for one in beside if self._about((one,)) == key))
        return found

    def _about(self, name: Name) -> str:
        """What is selected on the canvas with a row, "" for nothing."""
        if len(name) != 1:
            return ""
        model, scene = self._model, self._model.scene
        if not isinstance(model, TableModel) or scene is None:
            return name[0]
        entity = scene.entity(name[0])
        return model.records.anchor(scene, entity) if entity is not None else ""

    def _index(self, key: str) -> QModelIndex:
        if isinstance(self._model, TableModel):
            row = self._model.row(key)
            return QModelIndex() if row is None else self._model.index(row, 0)
        at = self._model.find((key,))
        if at.isValid() or self._canvas.editor.document.find(Lane, key) is None:
            return at
        return self._model.find((key, self._canvas.cell.step))

    def _chosen(self) -> None:
        """A person chose rows."""
        if self._telling:
            return
        with self.quiet():
            names = self.names()
            if len(names) == 1:
                about = self._about(names[0])
                self._show((about,) if about else names[0] if len(names[0]) == 2 else ())
            else:
                about_all = (self._about(name) for name in names)
                self._canvas.editor.select(key for key in about_all if key)

    def names(self) -> list[Name]:
        """What is chosen."""
        picked = self._view.selectionModel().selection()
        chosen = [picked.at(place) for place in range(picked.count())]
        if isinstance(self._model, TableModel):
            keys = (self._model.keys(one.top(), one.bottom()) for one in chosen)
            return [(key,) for some in keys for key in some]
        return [
            self._model.name(self._model.index(row, 0, one.parent()))
            for one in chosen
            for row in range(one.top(), one.bottom() + 1)
        ]

    def _show(self, name: Name) -> None:
        """The canvas goes to the one thing that is chosen: a card, a cell, a stage, step or lane."""
        canvas, document = self._canvas, self._canvas.editor.document
        if not name:
            canvas.editor.select(())
            return
        grid = Grid(canvas.hits) if canvas.hits is not None else None
        card = document.find(Card, name[0])
        cursor = grid.of_card(name[0]) if grid is not None and card is not None else None
        if cursor is not None:
            canvas.go_to(cursor)
        elif len(name) == 2 and grid is not None:
            # A lane within a step is a cell: its lane must not be deleted with it.
            canvas.editor.select(())
            canvas.go_to(type(canvas.cell)(*name))
        else:
            canvas.editor.select([name[0]])
            canvas.reveal_entity(name[0])

    def cell(self) -> tuple[str, str, int | None]:
        """Lane, step and place in the cell of a card that is to come after the current row; "" where none is named."""
        at = self._view.currentIndex()
        document = self._canvas.editor.document
        name = self._name_at(at)
        card = document.find(Card, name[0]) if len(name) == 1 else None
        if card is not None:
            cell = [one.id for one in document.cell(card.lane, card.step)]
            return card.lane, card.step, cell.index(card.id) + 1
        if len(name) == 2:
            return name[0], name[1], None
        key = name[0] if name else ""
        lane = key if document.find(Lane, key) is not None else ""
        step = key if document.find(Step, key) is not None else ""
        return lane, step, None

    def _name_at(self, at: QModelIndex) -> Name:
        if not at.isValid():
            return ()
        if isinstance(self._model, TableModel):
            return (self._model.key(at.row()),)
        return self._model.name(at)

    @property
    def current(self) -> Name:
        """What the keyboard is on."""
        return self._name_at(self._view.currentIndex())

    def go_to(self, key: str, column: int) -> None:
        """The keyboard goes to a cell of a card."""
        at = self._index(key)
        if at.isValid():
            # Asked of the view, the selection would depend on the keys that happen to be held.
            chosen = at.siblingAtColumn(column)
            self._view.selectionModel().setCurrentIndex(chosen, _SET)


def runs(rows: list[int]) -> list[tuple[int, int]]:
    """Rising numbers as (first, last) of those that follow one another."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = found[-1][0], row
        else:
            found.append((row, row))
    return found
