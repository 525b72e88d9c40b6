"""Verbs of measures: figures that are known of a whole stage."""

from __future__ import annotations

from journeyeditor.editing.operations.places import keys_at
from journeyeditor.editing.patch import Draft, Patch
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Measure, Stage
from journeyeditor.model.ids import IdSource
from journeyeditor.model.plain import clean_text


def add_measure(
    document: Document, ids: IdSource, stage: str, name: str = "", at: int | None = None
) -> Patch:
    """A new measure of a stage, before the one at index `at` (None: behind the others).

    Raises KeyError where there is no such stage.
    """
    document.one(Stage, stage)
    order = keys_at(document.measures(stage), at, 1, ids)[0]
    draft = Draft(document)
    draft.put(Measure(id=ids.new(), stage=stage, order=order, name=clean_text(name)))
    return draft.patch()
