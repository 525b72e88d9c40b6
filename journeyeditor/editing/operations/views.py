"""Verbs of saved views: what of a map is shown, kept under a name, and shown again.

Hidden and collapsed lanes and the personas of a map are part of the document, as it prints what it shows: applying
a view is an edit like any other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from journeyeditor.editing.patch import Draft, Patch
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Map
from journeyeditor.model.frozen import FrozenMap
from journeyeditor.model.ids import IdSource
from journeyeditor.model.messages import N_, Refused
from journeyeditor.model.plain import clean_text
from journeyeditor.model.saved_views import SavedView, saved_views, seen, with_views

NO_NAME = N_("Give the view a name.")
GONE = N_("This view is no longer there.")


def view_now(document: Document, map_id: str, key: str = "", name: str = "") -> SavedView:
    """What a map shows at present, as a view."""
    lanes = document.lanes(map_id)
    return SavedView(
        key,
        name,
        map_id,
        tuple(lane.id for lane in lanes if lane.hidden),
        tuple(lane.id for lane in lanes if lane.collapsed),
        document.one(Map, map_id).personas,
        FrozenMap({lane.id: lane.layers for lane in lanes if lane.layers}),
    )


def save_view(document: Document, ids: IdSource, map_id: str, name: str) -> Patch:
    """What the map shows now is kept under this name, in the place of a view of the map that has it.

    Raises `Refused` for an empty name.
    """
    words = _name(name)
    views = list(saved_views(document))
    same = next((v for v in views if v.map == map_id and v.name == words), None)
    made = view_now(document, map_id, same.id if same else ids.new(), words)
    return _kept(
        document, [made if view is same else view for view in views] + ([] if same else [made])
    )


def rename_view(document: Document, key: str, name: str) -> Patch:
    """Raises `Refused` for an empty name, or where the view is gone."""
    renamed = replace(_view(document, key), name=_name(name))
    return _kept(document, (renamed if v.id == key else v for v in saved_views(document)))


def delete_view(document: Document, key: str) -> Patch:
    """The view is gone; what is shown stays as it is. Raises `Refused` where it is gone already."""
    _view(document, key)
    return _kept(document, (view for view in saved_views(document) if view.id != key))


def apply_view(document: Document, key: str) -> Patch:
    """The map shows what the view says, in one step. Lanes that came since are shown. Raises `Refused` where it is gone."""
    view = _view(document, key)
    wanted = seen(document, view)
    if not wanted:
        raise Refused(GONE)
    draft = Draft(document)
    draft.put(*(entity for entity in wanted if entity != document[entity.id]))
    return draft.patch()


def is_shown(document: Document, view: SavedView) -> bool:
    """Whether the map shows just what the view says."""
    return document.find(Map, view.map) is not None and not apply_view(document, view.id)


def _view(document: Document, key: str) -> SavedView:
    found = next((view for view in saved_views(document) if view.id == key), None)
    if found is None:
        raise Refused(GONE)
    return found


def _name(name: str) -> str:
    words = " ".join(clean_text(name).split())
    if not words:
        raise Refused(NO_NAME)
    return words


def _kept(document: Document, views: Iterable[SavedView]) -> Patch:
    draft = Draft(document)
    draft.put(with_views(document.info, views))
    return draft.patch()
