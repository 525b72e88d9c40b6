"""The first page of a long document is there before what comes behind it is made."""

from __future__ import annotations

import pytest

from journeyeditor.layout.grid import WHOLE, MapLayout, View
from journeyeditor.layout.icons import IconSet
from journeyeditor.layout.kept import KeptLayout
from journeyeditor.layout.pages import PageMode, PageOptions, Part, compose_lazily
from journeyeditor.layout.paper.insights import _Insights
from journeyeditor.layout.placed import PlacedMap
from journeyeditor.layout.sheets import parse_sheet
from journeyeditor.layout.text import TextEngine
from journeyeditor.model.document import Document
from journeyeditor.model.messages import untranslated
from tests.support.maps import generated_document
from tests.support.paper import RESOURCES, fonts

A4 = parse_sheet("A4")
MANY = generated_document(400, 6, 5)


class Counting(KeptLayout):
    """Counts which maps are laid out."""

    def __init__(self) -> None:
        super().__init__(TextEngine(fonts()), IconSet.load(RESOURCES / "icons"), untranslated)
        self.laid_out: list[View] = []

    def place(self, document: Document, map_id: str, view: View = WHOLE) -> PlacedMap:
        placed = super().place(document, map_id, view)
        self.laid_out.append(view)
        return placed


@pytest.mark.parametrize("mode", list(PageMode))
def test_of_all_parts_one_page_is_planned_for_the_first(mode: PageMode) -> None:
    pages = compose_lazily(
        MANY, Counting(), PageOptions(A4, pages=mode, parts=tuple(Part)), untranslated
    )
    first = pages.early(0)
    assert first is not None and first.part is Part.COVER
    assert pages.planned == 1 and not pages.counted
    assert len(pages) > 10


def test_of_many_insights_only_those_of_a_page_are_set_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[str] = []
    insight = _Insights._insight

    def counted(self: _Insights, column: object, one: object) -> object:
        made.append(one.card.id)  # type: ignore[attr-defined]
        return insight(self, column, one)  # type: ignore[arg-type]

    monkeypatch.setattr(_Insights, "_insight", counted)
    options = PageOptions(A4, parts=(Part.INSIGHTS,))
    pages = compose_lazily(MANY, Counting(), options, untranslated)
    assert pages.early(0) is not None
    on_first = len(made)
    assert on_first < 30
    assert len(pages) > 3
    assert len(made) > 100
    assert len(set(made)) == len(made)


def test_a_map_is_laid_out_once_for_all_parts() -> None:
    layout = Counting()
    one = layout.place(MANY, MANY.maps[0].id)
    assert layout.place(MANY, MANY.maps[0].id) is one
    part = View((MANY.stages(MANY.maps[0].id)[0].id,), None)
    assert layout.place(MANY, MANY.maps[0].id, part) is not one
    changed = generated_document(5)
    assert layout.place(changed, changed.maps[0].id) is not one


def test_a_layout_for_work_keeps_nothing() -> None:
    layout = MapLayout(TextEngine(fonts()), IconSet.load(RESOURCES / "icons"), untranslated)
    small = generated_document(5)
    key = small.maps[0].id
    assert layout.place(small, key) is not layout.place(small, key)
