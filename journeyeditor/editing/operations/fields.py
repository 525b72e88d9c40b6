"""Setting fields of what is there already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from journeyeditor.editing.patch import Patch
from journeyeditor.model.document import Document
from journeyeditor.model.plain import clean_text


def set_fields(document: Document, keys: str | Iterable[str], **values: Any) -> Patch:
    """These fields have these values on each of these entities; texts are cleaned as `clean_text` does."""
    keys = (keys,) if isinstance(keys, str) else tuple(keys)
    cleaned = clean_fields(values)
    changes = {}
    for key in keys:
        before = document[key]
        after = replace(before, **cleaned)
        if after != before:
            changes[key] = (before, after)
    return Patch(changes)


def clean_fields(values: dict[str, Any]) -> dict[str, Any]:
    """Fields as they may be stored: texts cleaned, enumerations and all else as they are."""
    return {name: _clean(value) for name, value in values.items()}


def _clean(value: Any) -> Any:
    if type(value) is tuple:
        return tuple(_clean(item) for item in value)
    return clean_text(value) if type(value) is str else value
