"""Saved views of maps: which lanes and personas are shown, under a name, kept in the document's presets.

Presets are plain values that other programs may have written, so what is no view is passed over when reading, and
kept when writing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from journeyeditor.model.document import Document
from journeyeditor.model.entities import DocumentInfo, Layer
from journeyeditor.model.frozen import FrozenMap, freeze
from journeyeditor.model.plain import clean_text

VIEWS = "views"

NO_LAYERS: FrozenMap[str, tuple[str, ...]] = FrozenMap()


@dataclass(frozen=True, slots=True)
class SavedView:
    """How a map is shown. Lanes and personas are ids and may be gone by now.

    `personas` are those the map shows, in order. `layers` tells for emotion lanes which layers they show where
    that is not all of them.
    """

    id: str
    name: str
    map: str
    lanes_hidden: tuple[str, ...] = ()
    lanes_collapsed: tuple[str, ...] = ()
    personas: tuple[str, ...] = ()
    layers: FrozenMap[str, tuple[str, ...]] = NO_LAYERS


def saved_views(document: Document, map_id: str | None = None) -> tuple[SavedView, ...]:
    """The views of a map (None: of all maps) in the order of their saving; foreign content is passed over."""
    views = (view for _, view in _entries(document.info) if view is not None)
    return tuple(view for view in views if map_id in {None, view.map})


def with_views(info: DocumentInfo, views: Iterable[SavedView]) -> DocumentInfo:
    """The document's data with exactly these views; what stands among them and is no view stays."""
    foreign = [raw for raw, view in _entries(info) if view is None]
    kept = [*foreign, *(_plain(view) for view in views)]
    presets = dict(info.presets)
    presets.pop(VIEWS, None)
    if kept:
        presets[VIEWS] = freeze(kept)
    return replace(info, presets=FrozenMap(presets))


def _entries(info: DocumentInfo) -> Iterator[tuple[Any, SavedView | None]]:
    raw = info.presets.get(VIEWS, ())
    if not isinstance(raw, tuple):
        yield raw, None
        return
    seen: set[str] = set()
    for entry in raw:
        view = _read(entry)
        # Of two with one id only the first could be named.
        if view is not None and view.id in seen:
            view = None
        seen |= {view.id} if view is not None else set()
        yield entry, view


def _read(raw: Any) -> SavedView | None:
    if not isinstance(raw, FrozenMap):
        return None
    texts = [raw.get(name) for name in ("id", "name", "map")]
    if not all(isinstance(text, str) and text for text in texts):
        return None
    view, name, map_id = (clean_text(str(text)) for text in texts)
    return SavedView(
        view,
        name,
        map_id,
        _texts(raw.get("lanes_hidden")),
        _texts(raw.get("lanes_collapsed")),
        _texts(raw.get("personas")),
        _layers(raw.get("layers")),
    )


def _texts(raw: Any) -> tuple[str, ...]:
    return tuple(item for item in raw if isinstance(item, str)) if isinstance(raw, tuple) else ()


def _layers(raw: Any) -> FrozenMap[str, tuple[str, ...]]:
    if not isinstance(raw, FrozenMap):
        return NO_LAYERS
    known = {
        lane: tuple(x for x in _texts(layers) if x in set(Layer)) for lane, layers in raw.items()
    }
    return FrozenMap({lane: layers for lane, layers in known.items() if layers})


def _plain(view: SavedView) -> dict[str, Any]:
    return {
        "id": view.id,
        "name": view.name,
        "map": view.map,
        "lanes_hidden": list(view.lanes_hidden),
        "lanes_collapsed": list(view.lanes_collapsed),
        "personas": list(view.personas),
        "layers": {lane: list(layers) for lane, layers in view.layers.items()},
    }
