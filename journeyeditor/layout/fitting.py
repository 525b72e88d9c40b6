"""How wide the steps of a map must be for its titles to read well."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from journeyeditor.layout.metrics import CARD_GUTTER, CARD_TITLE, ICON, SMALL_BOLD, SPACING
from journeyeditor.model.entities import Map
from journeyeditor.model.rules import MAX_STEP_WIDTH, MIN_STEP_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyeditor.layout.fonts import Style
    from journeyeditor.layout.text.engine import TextEngine
    from journeyeditor.model.document import Document
    from journeyeditor.model.entities import Card

_HEAD_INSET, _ICON_GAP, _STAR = 16.0, 6.0, 20.0
# What shaping a line as a whole may add to the words set one by one.
_SPARE = 1.5


def fitting_step_width(document: Document, map_id: str, engine: TextEngine) -> float:
    """The least width of the steps, in whole map units, at which no title of a step or card takes more than two lines
    and no word of one is broken, as far as the rules allow it. A card over several steps needs less of each.
    """
    shown = document.one(Map, map_id)
    beside = CARD_GUTTER + 2 * SPACING[shown.density].card_pad + ICON + _ICON_GAP
    titles, names = _Widths(engine, CARD_TITLE), _Widths(engine, SMALL_BOLD)
    heads = (names.in_two_lines(s.title) + _HEAD_INSET for s in document.map_steps(map_id))
    cards = (
        (titles.in_two_lines(card.title) + beside + _STAR * card.moment_of_truth) / card.span
        for card in _cards(document, map_id)
    )
    wanted = max((*heads, *cards), default=MIN_STEP_WIDTH)
    return float(ceil(min(max(wanted, MIN_STEP_WIDTH), MAX_STEP_WIDTH)))


def _cards(document: Document, map_id: str) -> Iterator[Card]:
    """The cards of the map that can be seen."""
    for lane in document.lanes(map_id):
        if not lane.hidden and not lane.collapsed:
            yield from document.cards(lane.id)


class _Widths:
    """How wide words are in one style; each is measured once."""

    def __init__(self, engine: TextEngine, style: Style) -> None:
        self._engine = engine
        self._style = style
        self._known: dict[str, float] = {}
        self._space = self._word("n n") - 2 * self._word("n")

    def _word(self, word: str) -> float:
        if word not in self._known:
            self._known[word] = self._engine.line(word, self._style).width
        return self._known[word]

    def in_two_lines(self, text: str) -> float:
        """The least width at which a text takes at most two lines, its words whole."""
        words = [self._word(word) for word in text.split()]
        if not words:
            return 0.0
        whole = sum(words) + self._space * (len(words) - 1)
        best, first = whole, 0.0
        for width in words[:-1]:
            first += width
            best = min(best, max(first, whole - first - self._space))
            first += self._space
        return best + _SPARE
