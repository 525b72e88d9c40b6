"""Lists of named things in a document's presets: read tolerantly, written without loss of what is foreign.

Presets are plain values that other programs may have written, so what makes no sense is passed over when reading,
and kept when writing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from journeyeditor.model.entities import DocumentInfo
from journeyeditor.model.frozen import FrozenMap, freeze


class Named(Protocol):
    """What stands in such a list."""

    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=Named)


def entries(
    info: DocumentInfo, name: str, read: Callable[[Any], T | None]
) -> Iterator[tuple[Any, T | None]]:
    """What stands under a name of the presets, each with what it is read as; None for what is foreign."""
    raw = info.presets.get(name, ())
    if not isinstance(raw, tuple):
        yield raw, None
        return
    seen: set[str] = set()
    for entry in raw:
        found = read(entry)
        # Of two with one id only the first could be named.
        if found is not None and found.id in seen:
            found = None
        seen |= {found.id} if found is not None else set()
        yield entry, found


def with_entries(
    info: DocumentInfo,
    name: str,
    read: Callable[[Any], T | None],
    plain: Iterable[dict[str, Any]],
) -> DocumentInfo:
    """The document's data with exactly these under a name of the presets; what is foreign there stays."""
    foreign = [raw for raw, found in entries(info, name, read) if found is None]
    kept = [*foreign, *plain]
    presets = dict(info.presets)
    presets.pop(name, None)
    if kept:
        presets[name] = freeze(kept)
    return replace(info, presets=FrozenMap(presets))
