"""Verbs of export presets that are kept in the document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from journeyeditor.editing.patch import Draft, Patch
from journeyeditor.model.document import Document
from journeyeditor.model.export_presets import ExportPreset, export_presets, with_export_presets
from journeyeditor.model.frozen import freeze
from journeyeditor.model.ids import IdSource
from journeyeditor.model.messages import N_, Refused
from journeyeditor.model.plain import clean_text

NO_NAME = N_("Give the preset a name.")
GONE = N_("This preset is no longer there.")


def save_preset(document: Document, ids: IdSource, name: str, values: Mapping[str, Any]) -> Patch:
    """These values are kept under this name, in the place of the preset that has it.

    Raises `Refused` for an empty name.
    """
    words = preset_name(name)
    presets = list(export_presets(document.info))
    same = next((preset for preset in presets if preset.name == words), None)
    made = ExportPreset(same.id if same else ids.new(), words, freeze(values))
    after = [made if preset is same else preset for preset in presets]
    return _kept(document, after if same else [*after, made])


def rename_preset(document: Document, key: str, name: str) -> Patch:
    """Raises `Refused` for an empty name, or where the preset is gone."""
    renamed = replace(_preset(document, key), name=preset_name(name))
    presets = export_presets(document.info)
    return _kept(document, (renamed if preset.id == key else preset for preset in presets))


def delete_preset(document: Document, key: str) -> Patch:
    """Raises `Refused` where the preset is gone already."""
    _preset(document, key)
    presets = export_presets(document.info)
    return _kept(document, (preset for preset in presets if preset.id != key))


def preset_name(name: str) -> str:
    """A name as it is kept. Raises `Refused` for an empty one."""
    words = " ".join(clean_text(name).split())
    if not words:
        raise Refused(NO_NAME)
    return words


def _preset(document: Document, key: str) -> ExportPreset:
    found = next((one for one in export_presets(document.info) if one.id == key), None)
    if found is None:
        raise Refused(GONE)
    return found


def _kept(document: Document, presets: Iterable[ExportPreset]) -> Patch:
    draft = Draft(document)
    draft.put(with_export_presets(document.info, presets))
    return draft.patch()
