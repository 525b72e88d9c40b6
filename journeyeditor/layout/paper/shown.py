"""The document as one of its saved views shows it."""

from __future__ import annotations

from journeyeditor.model.document import Document
from journeyeditor.model.saved_views import saved_views, seen


def seen_through(document: Document, view_id: str) -> Document:
    """The document with the lanes and personas of a saved view on its map; as it is where there is no such view."""
    view = next((view for view in saved_views(document) if view.id == view_id), None)
    if view is None:
        return document
    return document.replaced({entity.id: entity for entity in seen(document, view)})
