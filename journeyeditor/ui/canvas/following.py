"""A canvas that follows its editor: what it shows is the document as it is now, its cursor what is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.editing.editor import Cause
from journeyeditor.model.entities import Map
from journeyeditor.ui.canvas.cursor import Grid
from journeyeditor.ui.canvas.staying import in_sight, persona_after, touched_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.editing.editor import Changed
    from journeyeditor.ui.canvas.view import Canvas


class Following:
    """Hears of changes and of the selection until it ends."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._subscriptions: tuple[Callable[[], None], ...] = (
            canvas.editor.subscribe(self._changed),
            canvas.editor.subscribe_selection(self._selected),
        )

    def end(self) -> None:
        """Hears of nothing any more."""
        for end in self._subscriptions:
            end()
        self._subscriptions = ()

    def _changed(self, event: Changed) -> None:
        canvas = self._canvas
        if canvas.map_id is None or canvas.placed is None:
            return
        if event.after.find(Map, canvas.map_id) is None:
            self._map_gone()
            return
        placed = canvas.map_layout.replace(
            canvas.placed, event.before, event.after, event.patch.touched()
        )
        canvas.show_placed(placed)
        canvas.persona = persona_after(event, canvas.map_id, canvas.persona)
        self._check_cell()
        canvas.texts.follow(event)
        canvas.mouse.look_again()
        canvas.refresh_marks()
        canvas.describe()
        if event.cause in {Cause.UNDO, Cause.REDO}:
            any(canvas.reveal_entity(key) for key in touched_on(event))
        elif event.cause is Cause.EDIT:
            canvas.editor.select(in_sight(event, canvas.editor.selection))

    def _map_gone(self) -> None:
        canvas = self._canvas
        canvas.cancel_gesture()
        canvas.texts.abandon()
        maps = canvas.editor.document.maps
        if maps:
            canvas.show_map(maps[0].id)

    def _check_cell(self) -> None:
        """The cursor follows a card that moved, and stays in the cell of one that went."""
        canvas = self._canvas
        assert canvas.hits is not None
        cell, grid = canvas.cell, Grid(canvas.hits)
        if cell.card:
            canvas.cell = grid.of_card(cell.card) or grid.cell(cell.lane, cell.step)

    def _selected(self, keys: frozenset[str]) -> None:
        canvas = self._canvas
        if len(keys) == 1:
            key = next(iter(keys))
            found = Grid(canvas.hits).of_card(key) if canvas.hits is not None else None
            if found is not None and found.card != canvas.cell.card:
                canvas.cell = found
        canvas.mouse.look_again()
        canvas.refresh_marks()
        canvas.describe()
