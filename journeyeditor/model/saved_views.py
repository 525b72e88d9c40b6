"""Saved views of maps: which lanes and personas are shown, under a name, kept in the document's presets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from journeyeditor.model.document import Document
from journeyeditor.model.entities import DocumentInfo, Entity, Layer, Map, Persona
from journeyeditor.model.frozen import FrozenMap
from journeyeditor.model.plain import clean_text
from journeyeditor.model.preset_lists import entries, with_entries

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
    views = (view for _, view in entries(document.info, VIEWS, _read) if view is not None)
    return tuple(view for view in views if map_id in {None, view.map})


def seen(document: Document, view: SavedView) -> tuple[Entity, ...]:
    """The view's map and its lanes as the view shows them, lanes that came since included; none where it is gone."""
    shown = document.find(Map, view.map)
    if shown is None:
        return ()
    people = tuple(key for key in view.personas if document.find(Persona, key) is not None)
    lanes = (
        replace(
            lane,
            hidden=lane.id in view.lanes_hidden,
            collapsed=lane.id in view.lanes_collapsed,
            layers=view.layers.get(lane.id, ()),
        )
        for lane in document.lanes(view.map)
    )
    return replace(shown, personas=people), *lanes


def with_views(info: DocumentInfo, views: Iterable[SavedView]) -> DocumentInfo:
    """The document's data with exactly these views; what stands among them and is no view stays."""
    return with_entries(info, VIEWS, _read, [_plain(view) for view in views])


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
