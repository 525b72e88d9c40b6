"""Canvases to test with."""

from __future__ import annotations

from pathlib import Path

from journeyeditor.editing.editor import Editor
from journeyeditor.layout.fonts import FontStore
from journeyeditor.layout.grid import MapLayout
from journeyeditor.layout.icons import IconSet
from journeyeditor.layout.palette import Palette
from journeyeditor.layout.text.engine import TextEngine
from journeyeditor.model.document import Document
from journeyeditor.model.messages import untranslated
from journeyeditor.ui.canvas.view import Canvas
from tests.support.sources import fixed_clock, fixed_ids

RESOURCES = Path(__file__).parents[2] / "resources"


def make_canvas(
    document: Document, theme: str = "light", layout: MapLayout | None = None
) -> Canvas:
    """A canvas on a document, not shown yet; its ids and clock are the same in every run."""
    layout = layout or make_layout()
    return Canvas(
        Editor(document, fixed_clock),
        layout,
        Palette.load(RESOURCES / "themes" / f"{theme}.json"),
        layout.icons,
        layout.engine.fonts,
        untranslated,
        fixed_ids(7),
    )


def make_layout() -> MapLayout:
    """A layout engine with the program's own fonts and icons, in English."""
    fonts = FontStore(RESOURCES / "fonts")
    return MapLayout(TextEngine(fonts), IconSet.load(RESOURCES / "icons"), untranslated)
