"""Export presets: ways to put maps on paper under names, kept in the document's presets.

What a way is made of (paper, pages, parts, …) is for whoever exports to read: here it is a map of plain values.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from journeyeditor.model.entities import DocumentInfo
from journeyeditor.model.frozen import FrozenMap, thaw
from journeyeditor.model.plain import clean_text
from journeyeditor.model.preset_lists import entries, with_entries

EXPORTS = "exports"

NO_VALUES: FrozenMap[str, Any] = FrozenMap()


@dataclass(frozen=True, slots=True)
class ExportPreset:
    """A way to export under a name. `values` are plain: texts, numbers, yes or no, and tuples of them."""

    id: str
    name: str
    values: FrozenMap[str, Any] = NO_VALUES


def export_presets(info: DocumentInfo) -> tuple[ExportPreset, ...]:
    """The presets in the order of their saving; foreign content is passed over."""
    return tuple(found for _, found in entries(info, EXPORTS, read_preset) if found is not None)


def with_export_presets(info: DocumentInfo, presets: Iterable[ExportPreset]) -> DocumentInfo:
    """The document's data with exactly these presets; what stands among them and is none stays."""
    return with_entries(info, EXPORTS, read_preset, [plain_preset(preset) for preset in presets])


def read_preset(raw: Any) -> ExportPreset | None:
    """A preset from plain frozen values, None where they are none."""
    if not isinstance(raw, FrozenMap):
        return None
    key, name, values = raw.get("id"), raw.get("name"), raw.get("values")
    if not (isinstance(key, str) and isinstance(name, str) and isinstance(values, FrozenMap)):
        return None
    key, name = clean_text(key), clean_text(name)
    return ExportPreset(key, name, values) if key and name else None


def plain_preset(preset: ExportPreset) -> dict[str, Any]:
    """A preset as plain values for JSON."""
    return {"id": preset.id, "name": preset.name, "values": thaw(preset.values)}
