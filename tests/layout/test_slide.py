"""Slides: sizes that PowerPoint takes, with the map between title and foot."""

from __future__ import annotations

import pytest

from journeyeditor.layout.drawing import Rect
from journeyeditor.layout.pages import PageOptions
from journeyeditor.layout.sheets import Orientation, parse_sheet
from journeyeditor.layout.slide import (
    SlideFrame,
    on_slide,
    slide_foot,
    slide_page,
    slide_sheet,
    slide_title,
    slide_views,
)
from tests.support.maps import generated_document
from tests.support.paper import map_layout
from tests.support.printed import DATE, cards, overlapping, parts, running, said, within


@pytest.mark.parametrize("paper", ["A4", "960x540pt", "A0", "50x50mm"])
@pytest.mark.parametrize("way", Orientation)
@pytest.mark.parametrize("rtl", [False, True])
def test_the_map_stands_between_title_and_foot(paper: str, way: Orientation, rtl: bool) -> None:
    document, layout = running(generated_document(24, 3, 2), rtl), map_layout()
    options = PageOptions(parse_sheet(paper), way, date=DATE)
    frame, shown = SlideFrame.of(*slide_sheet(options)), document.maps[0]
    views = slide_views(document, shown.id, by_stage=True)
    assert [view.stages for view in views] == [(s.id,) for s in document.stages(shown.id)]
    for view in views:
        placed = on_slide(document, layout, shown.id, view, slide_sheet(options))
        title = slide_title(document, shown, view)
        foot = slide_foot(document, options)
        page = slide_page(placed, layout.engine, frame, title, foot)
        ((_map, rect),) = parts(page, "map")
        room = Rect(0, frame.title.bottom, frame.width, frame.foot.y - frame.title.bottom)
        assert within(rect, room, 0.5)
        found = [at for _card, at in cards(page)]
        assert found
        assert not overlapping(found)
        words = said(page)
        assert "Generated journey" in words
        assert DATE in words


def test_a_stage_takes_wider_steps_where_the_slide_has_room() -> None:
    document, layout = generated_document(24, 3, 2), map_layout()
    key = document.maps[0].id
    (view, *_others) = slide_views(document, key, by_stage=True)
    wide = on_slide(document, layout, key, view, (960, 540))
    plain = layout.place(document, key, view)
    assert wide.width > plain.width
    assert on_slide(document, layout, key, view, (300, 1200)).width == plain.width
