"""Text that is typed and not in the document yet: how it is named while it is kept, and what it becomes afterwards.

A draft belongs to a field of an entity. Beside plain texts there are numbers, the names on a scale, and what is just
being added, of which the document knows nothing yet: that is kept whole, as the patch that adds it.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.ratings import set_scale
from journeyeditor.editing.patch import NOTHING, Patch, Stale, from_json, to_json
from journeyeditor.model import scale as scales
from journeyeditor.model.entities import Map
from journeyeditor.model.messages import N_, Message, Refused, message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeyeditor.editing.editor import Editor
    from journeyeditor.model.document import Document
    from journeyeditor.storage.journal import TypedText

ADDED = "+"
"""The field of a draft that holds what is just being added."""

_LEVEL = "names."
_TYPED = N_("Text that was being typed")
_HOMELESS = N_("Text that was being typed, but has no place any more: “{text}”")
_NOWHERE = (Refused, Stale, LookupError, AttributeError, TypeError, ValueError)


def level_field(level: int) -> str:
    """The field of a map that is the name of a level of its scale."""
    return f"{_LEVEL}{level}"


def added_text(patch: Patch) -> str:
    """What is just being added, as the text of a draft."""
    return to_json(patch)


def typed_in(document: Document, keys: Iterable[str], field: str, text: str) -> Patch:
    """What a text typed into this field of these entities becomes. Raises where it has no place there."""
    if field == ADDED:
        return from_json(text)
    if field.startswith(_LEVEL):
        (key,) = keys
        scale = document.one(Map, key).scale
        renamed = scales.renamed(scale, _level(scales.levels(scale), field), text.strip())
        return set_scale(document, key, renamed)
    keys = tuple(keys)
    return set_fields(document, keys, **{field: _value(document, keys[0], field, text)})


def _level(levels: Iterable[int], field: str) -> int:
    level = int(field.removeprefix(_LEVEL))
    if level not in levels:
        raise ValueError(field)
    return level


def _value(document: Document, key: str, field: str, text: str) -> object:
    declared = {one.name: str(one.type) for one in fields(document[key])}[field]
    if declared == "str":
        return text
    if declared.startswith("tuple[str, ...]"):
        # Words with commas between them.
        return tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))
    if "float" not in declared:
        raise TypeError(field)
    return float(text.strip().replace(",", ".")) if text.strip() else None


def put_in(editor: Editor, drafts: Iterable[TypedText]) -> tuple[list[TypedText], list[TypedText]]:
    """Puts in what was being typed, as one step; returns what is in by then, and what has no place any more.

    One step is one row of the journal, with which the drafts go: a crash leaves either them or the step.
    """
    taken: list[TypedText] = []
    homeless: list[TypedText] = []
    patch, document = NOTHING, editor.document
    for group in _together(drafts):
        try:
            step = _patch(document, group)
            document = step.apply(document)
        except _NOWHERE:
            homeless += group
        else:
            patch = patch.then(step)
            taken += group
    if patch:
        editor.commit(message(_TYPED), patch)
    return taken, homeless


def homeless_words(draft: TypedText) -> Message | None:
    """What to tell about a text that has no place any more; nothing about what it was to be typed into."""
    return None if draft.field == ADDED else message(_HOMELESS, text=draft.text)


def _together(drafts: Iterable[TypedText]) -> list[list[TypedText]]:
    """What belongs together: what is being added with what is typed into it, a text with itself elsewhere."""
    drafts = tuple(drafts)
    new = {one.key for one in drafts if one.field == ADDED}
    groups: dict[tuple[str, ...], list[TypedText]] = {}
    # What is added comes before what is typed into it.
    for one in sorted(drafts, key=lambda one: one.field != ADDED):
        place = (one.key,) if one.key in new else (one.field, one.text)
        groups.setdefault(place, []).append(one)
    return list(groups.values())


def _patch(document: Document, group: list[TypedText]) -> Patch:
    first = group[0]
    if first.field != ADDED:
        return typed_in(document, [one.key for one in group], first.field, first.text)
    patch = NOTHING
    for one in group:
        step = typed_in(document, [one.key], one.field, one.text)
        patch = patch.then(step)
        document = document.replaced({key: now for key, (_old, now) in step.changes.items()})
    return patch
