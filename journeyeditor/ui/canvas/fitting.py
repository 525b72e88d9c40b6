"""Sizes that follow the texts: what a double click on an edge that can be dragged does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.editing.operations.sizes import set_lane_height, set_step_width
from journeyeditor.layout.fitting import fitting_step_width
from journeyeditor.model.entities import Lane
from journeyeditor.model.messages import message
from journeyeditor.ui.canvas.tools.sizes import LANE_HEIGHT, STEP_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeyeditor.ui.canvas.view import Canvas


class Fitting:
    """Sizes of one canvas's map that are worked out, not set by hand."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def fit_steps(self) -> None:
        """The steps of the map are as wide as the titles need."""
        canvas = self._canvas
        if canvas.map_id is None:
            return
        document = canvas.editor.document
        width = fitting_step_width(document, canvas.map_id, canvas.map_layout.engine)
        canvas.commit(message(STEP_WIDTH), set_step_width(document, canvas.map_id, width))

    def fit_lanes(self, lanes: Iterable[str]) -> None:
        """These lanes are as high as what is in them needs."""
        canvas = self._canvas
        document = canvas.editor.document
        keys = [key for key in lanes if document.find(Lane, key) is not None]
        canvas.commit(message(LANE_HEIGHT), set_lane_height(document, keys, None))
