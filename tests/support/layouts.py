"""A layout engine over the fonts and icons that ship."""

from __future__ import annotations

from pathlib import Path

from journeyeditor.layout.fonts import FontStore
from journeyeditor.layout.grid import MapLayout
from journeyeditor.layout.icons import IconSet
from journeyeditor.layout.text.engine import TextEngine
from journeyeditor.model.messages import untranslated

RESOURCES = Path(__file__).parents[2] / "resources"


def map_layout(working: bool = True) -> MapLayout:
    engine = TextEngine(FontStore(RESOURCES / "fonts"))
    return MapLayout(engine, IconSet.load(RESOURCES / "icons"), untranslated, working)
