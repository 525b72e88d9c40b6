"""The user's own export presets and the choice made last, in the settings."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from journeyeditor.app.export_choices import BUILT_IN, ExportChoice, choice_of, plain_choice
from journeyeditor.app.settings import Settings
from journeyeditor.editing.operations.export_presets import preset_name
from journeyeditor.layout.paper.options import PageOptions
from journeyeditor.model.document import Document
from journeyeditor.model.export_presets import (
    ExportPreset,
    export_presets,
    plain_preset,
    read_preset,
)
from journeyeditor.model.frozen import freeze
from journeyeditor.model.ids import IdSource
from journeyeditor.model.messages import N_, Refused, Translate

LAST, PRESETS = "export", "export_presets"

OURS, OWN, DOCUMENT = "ours", "own", "document"

_NO_PRESET = N_("There is no preset “{name}”. There are: {names}.")


@dataclass(frozen=True, slots=True)
class Preset:
    """A preset, whose it is (`OURS`, `OWN`, `DOCUMENT`), and its values."""

    home: str
    id: str
    name: str
    note: str
    values: Mapping[str, Any]


def all_presets(settings: Settings, document: Document, translate: Translate) -> tuple[Preset, ...]:
    """Those that come with the program, the user's own, and the document's."""
    ours = [Preset(OURS, p.id, translate(p.name), translate(p.note), p.values) for p in BUILT_IN]
    own = [Preset(OWN, p.id, p.name, "", p.values) for p in own_presets(settings)]
    kept = export_presets(document.info)
    return (*ours, *own, *(Preset(DOCUMENT, p.id, p.name, "", p.values) for p in kept))


def named_preset(name: str, settings: Settings, document: Document, translate: Translate) -> Preset:
    """The preset of this name: the document's before the user's own before one that comes with the program, which
    its id names, too. Raises `Refused` with the names there are."""
    presets = all_presets(settings, document, translate)
    wanted = " ".join(name.split()).casefold()
    for preset in reversed(presets):
        names = {preset.name.casefold(), *([preset.id] if preset.home == OURS else ())}
        if wanted in names:
            return preset
    raise Refused(_NO_PRESET, name=name, names=", ".join(f"“{one.name}”" for one in presets))


# What the settings hold by themselves, as the window tells sizes by it; it counts before what was chosen last.
_SETTINGS = ("paper", "orientation", "pages")


def last_choice(settings: Settings) -> ExportChoice:
    """What was chosen last; what is no longer understood gives way to the usual."""
    kept = _json(settings.text(LAST))
    choice = choice_of(kept if isinstance(kept, Mapping) else {}, ExportChoice(PageOptions()))
    own: dict[str, Any] = {name: settings.text(name) for name in _SETTINGS}
    return choice_of({**own, "min_text": settings.number("min_text")}, choice)


def keep_choice(choice: ExportChoice, settings: Settings) -> None:
    """Remembers a choice for the next time, without its password. Raises `Refused` where it can't be kept."""
    plain = plain_choice(choice)
    for name in (*_SETTINGS, "min_text"):
        settings.put(name, plain[name])
    settings.put(LAST, json.dumps(plain))


def own_presets(settings: Settings) -> tuple[ExportPreset, ...]:
    """The user's presets; what is none is passed over."""
    kept = _json(settings.text(PRESETS))
    with suppress(ValueError):
        found = [read_preset(freeze(raw)) for raw in kept] if isinstance(kept, list) else []
        return tuple({one.id: one for one in found if one is not None}.values())
    return ()


def save_own(
    settings: Settings, ids: IdSource, name: str, values: Mapping[str, Any]
) -> ExportPreset:
    """Keeps these values under a name, in the place of the preset that has it. Raises `Refused`."""
    words, presets = preset_name(name), own_presets(settings)
    same = next((preset for preset in presets if preset.name == words), None)
    made = ExportPreset(same.id if same else ids.new(), words, freeze(values))
    after = [made if preset is same else preset for preset in presets]
    _put(settings, after if same else [*after, made])
    return made


def rename_own(settings: Settings, key: str, name: str) -> None:
    """Raises `Refused` for an empty name, or settings that can't be kept."""
    words = preset_name(name)
    presets = own_presets(settings)
    _put(settings, [replace(one, name=words) if one.id == key else one for one in presets])


def delete_own(settings: Settings, key: str) -> None:
    """Raises `Refused` where the settings can't be kept."""
    _put(settings, [one for one in own_presets(settings) if one.id != key])


def _put(settings: Settings, presets: Sequence[ExportPreset]) -> None:
    settings.put(PRESETS, json.dumps([plain_preset(preset) for preset in presets]))


def _json(text: str) -> Any:
    with suppress(ValueError, RecursionError):
        return json.loads(text)
    return None
