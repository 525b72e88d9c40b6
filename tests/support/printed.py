"""What tests of printed pages share: composing them, and reading what stands where on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from journeyeditor.layout.drawing import ORIGIN, Box, Glyphs, Group, Rect, Spot, groups, walk
from journeyeditor.layout.pages import Page, PageOptions, compose_document
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Direction, LaneKind, Quote, Rating, rating_key
from journeyeditor.model.messages import untranslated
from tests.support.maps import generated_document
from tests.support.paper import map_layout

DATE = "2026-03-01"


def pages_of(document: Document, options: PageOptions) -> tuple[Page, ...]:
    return compose_document(document, map_layout(), options, untranslated)


def running(document: Document, rtl: bool) -> Document:
    """The document with its maps running this way."""
    way = Direction.RTL if rtl else Direction.LTR
    return document.replaced({one.id: replace(one, direction=way) for one in document.maps})


def parts(page: Page, part: str) -> list[tuple[Group, Rect]]:
    """The groups of a part with their rectangles on the page."""
    return [(g, spot.rect(g.bounds)) for g, spot in groups(page.group) if g.part == part]


def cards(page: Page) -> list[tuple[str, Rect]]:
    """Cards by id with the rectangles of what they paint on the page."""
    found = []
    for group, spot in groups(page.group):
        if group.part == "card" and group.entity is not None:
            boxes = [item.rect for item in group.items if isinstance(item, Box) and item.stroke]
            found.append((group.entity, spot.rect(boxes[0])))
    return found


def texts(page: Page | Group) -> list[str]:
    group = page.group if isinstance(page, Page) else page
    return [leaf.text for leaf, _ in walk(group) if isinstance(leaf, Glyphs)]


def runs(group: Group, spot: Spot = ORIGIN) -> Iterator[Rect]:
    """Roughly the ink of every run of text: without blanks at its ends, as high as capitals."""
    for leaf, here in walk(group, spot):
        if isinstance(leaf, Glyphs) and leaf.text.strip():
            yield ink(leaf, here)


def ink(run: Glyphs, here: Spot) -> Rect:
    """Roughly the ink of a run that shows something."""
    inked = [i for i, c in enumerate(run.clusters) if not run.text[c].isspace()]
    ends = (*run.dx, run.width)
    left, right = run.dx[inked[0]], ends[inked[-1] + 1]
    height = run.size * 0.7
    return here.rect(Rect(run.x + left, run.y - height, right - left, height))


def overlapping(rects: list[Rect]) -> list[tuple[Rect, Rect]]:
    return [(a, b) for a, b in combinations(rects, 2) if a.grown(-0.05).meets(b.grown(-0.05))]


def within(inner: Rect, outer: Rect, slack: float = 0.01) -> bool:
    return (
        inner.x >= outer.x - slack
        and inner.y >= outer.y - slack
        and inner.right <= outer.right + slack
        and inner.bottom <= outer.bottom + slack
    )


def printable(page: Page, margin: float) -> Rect:
    return Rect(0, 0, page.width, page.height).grown(-margin)


def said(*pages: Page) -> str:
    return " ".join(" ".join(text for page in pages for text in texts(page)).split())


def document_with_insights() -> Document:
    """A map whose first touchpoint feels worst and has a quote, and whose first pain point and opportunities are rated."""
    document = generated_document(40, 3, 2)
    shown = document.maps[0]
    lanes = {lane.kind: lane for lane in document.lanes(shown.id)}
    pain = document.cards(lanes[LaneKind.PAIN].id)[0]
    chances = document.cards(lanes[LaneKind.OPPORTUNITY].id)
    touch = document.cards(lanes[LaneKind.TOUCHPOINT].id)[0]
    quote = Quote(
        id="a" * 32, card=touch.id, order="a0", text="Never again", participant="P7", source="Diary"
    )
    worst = Rating(
        id=rating_key(touch.id, shown.personas[0]),
        card=touch.id,
        persona=shown.personas[0],
        value=-2,
    )
    people = {
        p.id: replace(
            p, role="Role", quote="I want it", goals="- one\n- two", needs="need", bio="Bio"
        )
        for p in document.personas
    }
    return document.replaced(
        {
            pain.id: replace(pain, title="The pain", impact=5, effort=2),
            chances[0].id: replace(chances[0], title="Small win", impact=2, effort=1),
            chances[1].id: replace(chances[1], title="Great win", impact=5, effort=2, owner="Ann"),
            touch.id: replace(touch, title="First touch"),
            quote.id: quote,
            worst.id: worst,
            **people,
        }
    )
