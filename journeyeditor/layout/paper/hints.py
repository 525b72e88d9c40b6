"""What to tell a person about pages before they are handed over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from journeyeditor.layout.metrics import SMALL
from journeyeditor.layout.paper.options import Page, PageMode, PageOptions, Part
from journeyeditor.model.messages import N_, Message, message

MOST_STEPS = 8
"""How many steps on one page read well."""

TOO_SMALL = N_(
    "On {sheet} the smallest text prints at {size} pt, below {least} pt. Take a larger sheet, or split the map between stages."
)
TOO_SMALL_SPLIT = N_(
    "On {sheet} the smallest text prints at {size} pt, below {least} pt, because a stage or lane is larger than the page. Take a larger sheet."
)
TOO_SMALL_POSTER = N_(
    "On this poster the smallest text prints at {size} pt, below {least} pt. Make it more sheets across or down, or take true scale."
)
TOO_DENSE = N_(
    "{count} steps stand on one page; about {most} read well. Split the map between stages, or print a view with fewer lanes."
)
TOO_DENSE_SPLIT = N_(
    "{count} steps stand on one page; about {most} read well. A smaller sheet or larger text gives more pages with less on each."
)
LARGEST_PAGE = N_(
    "The map is larger than a page can be (5.08 m), so it prints at {percent} % of its size. Make it a poster to print it in full size."
)
NO_PERSONAS = N_("There is no page about personas, because the maps show none.")
NO_LEGEND = N_("There is no page with the legend, because the maps show nothing that it explains.")
NO_CURVE = N_("There is no page with the curve, because nothing is rated or no lane shows it.")
NO_INSIGHTS = N_(
    "There is no page with insights, because there are no pain points, opportunities, moments of truth or ratings."
)
NO_APPENDIX = N_("There is no appendix, because the maps hold no text.")

_LEFT_OUT = {
    Part.LEGEND: NO_LEGEND,
    Part.PERSONA: NO_PERSONAS,
    Part.CURVE: NO_CURVE,
    Part.INSIGHTS: NO_INSIGHTS,
    Part.APPENDIX: NO_APPENDIX,
}
_MAPS = frozenset({Part.MAP, Part.BLANK})
_TOO_SMALL = {PageMode.STAGES: TOO_SMALL_SPLIT, PageMode.POSTER: TOO_SMALL_POSTER}


def size_warnings(pages: Iterable[Page], options: PageOptions) -> tuple[Message, ...]:
    """What to tell a person whose map would print too small to read: one sentence, or none."""
    sizes = [page.smallest_text for page in pages if page.part is Part.MAP and page.smallest_text]
    smallest = min(sizes, default=options.min_text)
    if options.sheet.of_map and options.pages is not PageMode.POSTER:
        percent = round(100 * smallest / SMALL.size)
        return (message(LARGEST_PAGE, percent=percent),) if sizes and percent < 100 else ()
    if smallest >= options.min_text - 0.05:
        return ()
    key = _TOO_SMALL.get(options.pages, TOO_SMALL)
    return (
        message(
            key, sheet=options.sheet.name, size=round(smallest, 1), least=float(options.min_text)
        ),
    )


def density_hints(pages: Iterable[Page], options: PageOptions) -> tuple[Message, ...]:
    """One sentence where a page holds more steps than read well, or none. A poster is read from near and far."""
    if options.pages is PageMode.POSTER:
        return ()
    count = max((page.steps for page in pages if page.part is Part.MAP), default=0)
    if count <= MOST_STEPS:
        return ()
    split = options.pages is PageMode.STAGES
    return (message(TOO_DENSE_SPLIT if split else TOO_DENSE, count=count, most=MOST_STEPS),)


def left_out(pages: Iterable[Page], options: PageOptions) -> tuple[Message, ...]:
    """A sentence for each part that was asked for and has nothing to show."""
    made = {page.part for page in pages}
    if not made & _MAPS and Part.MAP in options.parts:
        return ()
    return tuple(
        message(key)
        for part, key in _LEFT_OUT.items()
        if part in options.parts
        and part not in made
        and not (part is Part.LEGEND and options.legend_below)
    )


def page_messages(pages: Sequence[Page], options: PageOptions) -> tuple[Message, ...]:
    """All there is to tell about these pages."""
    return (
        *size_warnings(pages, options),
        *density_hints(pages, options),
        *left_out(pages, options),
    )
