"""Maps that were laid out, kept for who asks for them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.layout.grid import WHOLE, MapLayout, View

if TYPE_CHECKING:
    from journeyeditor.layout.icons import IconSet
    from journeyeditor.layout.placed import PlacedMap
    from journeyeditor.layout.text.engine import TextEngine
    from journeyeditor.model.document import Document
    from journeyeditor.model.messages import Translate


class KeptLayout(MapLayout):
    """A layout for paper that keeps whole maps, so that another part or another paper does not lay them out again."""

    def __init__(self, engine: TextEngine, icons: IconSet, translate: Translate) -> None:
        super().__init__(engine, icons, translate, working=False)
        self._kept: dict[str, tuple[Document, PlacedMap]] = {}

    def place(self, document: Document, map_id: str, view: View = WHOLE) -> PlacedMap:
        if view is not WHOLE:
            return super().place(document, map_id, view)
        kept = self._kept.get(map_id)
        if kept is None or kept[0] is not document:
            kept = self._kept[map_id] = document, super().place(document, map_id)
        return kept[1]
