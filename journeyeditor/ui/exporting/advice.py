"""What a choice means on paper, in plain words, and what would be better."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from journeyeditor.app.exporting import box_warnings
from journeyeditor.app.unprinted import unprinted
from journeyeditor.layout.pages import (
    Page,
    PageMode,
    PageOptions,
    Part,
    Poster,
    density_hints,
    left_out,
)
from journeyeditor.layout.paper.shown import seen_through
from journeyeditor.layout.sheets import SHEETS, Sheet
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Map
from journeyeditor.model.messages import N_, Message, message

LEGIBLE, EASY = 6.0, 8.0
"""From so many points on printed text can be read in the hand, and read with ease."""

A_SERIES = ("A5", "A4", "A3", "A2", "A1", "A0")
US_SERIES = ("Letter", "Legal", "Tabloid", "ARCH C", "ARCH D", "ARCH E")

_EASY = N_("The smallest text prints at {size} pt, which is easy to read.")
_READABLE = N_("The smallest text prints at {size} pt: small, but readable in the hand.")
_SMALL = N_("The smallest text prints at {size} pt, which is too small to read.")
_USE, _SPLIT = N_("Use {paper}"), N_("Split it between stages")
_POSTER, _TRUE = N_("Make a poster"), N_("Print in true scale")
_EMPTY = N_("“{map}” has no cards yet: its page shows the empty map.")
_NO_PARTS = N_("Nothing is chosen to go on paper. Tick the map or another part.")


@dataclass(frozen=True, slots=True)
class Offer:
    """A better choice, by the words of its button."""

    words: Message
    options: PageOptions


@dataclass(frozen=True, slots=True)
class Advice:
    """A sentence on the smallest text, whether it is cause for alarm, and better choices, the best one first."""

    sentence: Message
    alarming: bool = False
    offers: tuple[Offer, ...] = ()


def larger_sheets(options: PageOptions) -> tuple[Sheet, ...]:
    """The sheets of the same series that are larger than the one that is chosen, the smallest first."""
    by_name = {sheet.name: sheet for sheet in SHEETS}
    series = US_SERIES if options.sheet.name in (*US_SERIES, "Ledger", "ARCH E1") else A_SERIES
    area = options.sheet.width * options.sheet.height
    sheets = (by_name[name] for name in series)
    return tuple(sheet for sheet in sheets if sheet.width * sheet.height > area * 1.01)


def smallest_of(pages: Iterable[Page]) -> float | None:
    """The smallest text on the pages of maps, in points; None where there is none yet."""
    sizes = [page.smallest_text for page in pages if page.part is Part.MAP and page.smallest_text]
    return min(sizes, default=None)


def advice_on(options: PageOptions, smallest: float, sizes: Mapping[str, float]) -> Advice:
    """What to say of a smallest text of so many points; `sizes` are those on one of each larger sheet, by name."""
    # What is said and what is measured must not differ by rounding.
    size = round(smallest, 1)
    if size >= LEGIBLE or (options.pages is PageMode.STAGES and size >= options.min_text):
        return Advice(message(_EASY if size >= EASY else _READABLE, size=size))
    return Advice(message(_SMALL, size=size), alarming=True, offers=_offers(options, sizes))


def _offers(options: PageOptions, sizes: Mapping[str, float]) -> tuple[Offer, ...]:
    if options.pages is PageMode.POSTER:
        true = replace(options.poster, scale=None, across=None, down=None)
        return (Offer(message(_TRUE), replace(options, poster=true)),)
    poster = Offer(
        message(_POSTER),
        replace(options, pages=PageMode.POSTER, poster=Poster(options.poster.overlap)),
    )
    split = Offer(message(_SPLIT), replace(options, pages=PageMode.STAGES))
    larger = _larger(options, sizes)
    if options.pages is PageMode.STAGES:
        return (*larger, poster)
    return (*larger, split, poster)


def _larger(options: PageOptions, sizes: Mapping[str, float]) -> tuple[Offer, ...]:
    """The smallest sheet on which the text can be read; for a map in parts the next larger one."""
    for sheet in larger_sheets(options):
        if options.pages is PageMode.STAGES or sizes.get(sheet.name, 0.0) >= LEGIBLE:
            return (Offer(message(_USE, paper=sheet.name), replace(options, sheet=sheet)),)
    return ()


def nothing_chosen(options: PageOptions) -> bool:
    """Whether no part is chosen."""
    return not options.parts


def page_hints(pages: Sequence[Page], options: PageOptions) -> tuple[Message, ...]:
    """How full the pages are, and which parts have nothing to show, once all pages are made."""
    if nothing_chosen(options):
        return (message(_NO_PARTS),)
    return (*density_hints(pages, options), *left_out(pages, options))


def not_printed(
    document: Document,
    options: PageOptions,
    maps: Sequence[str],
    missing: Iterable[tuple[str, str]] = (),
) -> tuple[Message, ...]:
    """What of these maps does not go on paper: hidden lanes, comments, characters that no font holds."""
    seen = seen_through(document, options.view) if options.view else document
    return (
        *unprinted(seen, maps),
        *box_warnings(missing),
        *(message(_EMPTY, map=document.one(Map, key).title) for key in maps if _empty(seen, key)),
    )


def _empty(document: Document, map_id: str) -> bool:
    return not any(document.cards(lane.id) for lane in document.lanes(map_id))
