"""Layers of a PDF: the lanes of a map, each of which a reader can switch off (ISO 32000-1, 8.11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.export.pdf_adapter import PdfFile, Value, array, dictionary, name, string

if TYPE_CHECKING:
    from collections.abc import Mapping

_LAYERS = "Layers"


class Layers:
    """The layers of one file, by what the display list calls them."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._titles: dict[str, str] = {}

    def resource(self, layer: str, title: str = "") -> str:
        """What pages call a layer; `title` is what people read; a layer that never gets one is told by its number."""
        found = self._names.get(layer)
        if found is None:
            found = self._names[layer] = f"L{len(self._names) + 1}"
        if title:
            self._titles.setdefault(layer, title)
        return found

    def embed(self, file: PdfFile) -> Mapping[str, Value]:
        """Add all layers, all of them shown; the result is what the pages' resources name."""
        made = {
            resource: file.add(
                dictionary(Type=name("OCG"), Name=string(self._titles.get(layer, str(number))))
            )
            for number, (layer, resource) in enumerate(self._names.items(), 1)
        }
        if made:
            every = array(list(made.values()))
            # PDF/A-2 asks for a name and for every layer in the order, and allows no automatic states.
            shown = dictionary(Name=string(_LAYERS), BaseState=name("ON"), Order=every)
            file.root["OCProperties"] = dictionary(OCGs=every, D=shown)
        return made
