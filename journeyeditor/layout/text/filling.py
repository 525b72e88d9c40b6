"""Filling lines: as many segments into each as the width allows, from first to last (greedy).

Nothing is left out and nothing overflows: a segment wider than the whole line is parted at its separators, else
between syllables with a hyphen, else between grapheme clusters. Only a single cluster that is wider than the line may
stand out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from journeyeditor.layout.text.hyphenation import reads_as_address, separated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeyeditor.layout.text.hyphenation import Break
    from journeyeditor.layout.text.segments import Segment, Setter

# Sums of the same advances in another order differ in the last bits.
SLACK = 1e-6
# Shaping takes what stands around into account; in parts, even a book without a blank takes moderate time.
_LONG = 400
# What is remembered is dropped as a whole beyond this.
_REMEMBERED = 2_000


def fill(
    segments: Sequence[Segment], setter: Setter, width: float, looked: bool = False
) -> list[list[Segment]]:
    """The segments of each line for a width in points; a text of none makes one empty line. `looked` says that
    segments in addresses are known as such, which only matters where one is too wide."""
    lines: list[list[Segment]] = []
    line: list[Segment] = []
    used = 0.0
    limit = width + SLACK
    queue = list(reversed(segments))
    while queue:
        segment = queue.pop()
        over = used + segment.width > limit
        if (over or segment.soft) and not _fits(segment, queue, setter, limit - used):
            if line:
                lines.append(_ended(line, setter))
                line, used = [], 0.0
                queue.append(segment)
                continue
            if not looked and segment.width > limit:
                return fill(_addressed(segments), setter, width, True)
            if len(segment.core) > _LONG:
                queue.extend(reversed(_halves(segment, setter)))
                continue
            heads, segment = _remembered(segment, setter, limit)
            if heads:
                lines += [[head] for head in heads]
                queue.append(segment)
                continue
        line.append(segment)
        used += segment.width + segment.blank_width
    lines.append(line)
    return lines


def _ended(line: list[Segment], setter: Setter) -> list[Segment]:
    return [*line[:-1], setter.hyphenated(line[-1])] if line and line[-1].soft else line


def _fits(segment: Segment, queue: list[Segment], setter: Setter, room: float) -> bool:
    """Whether a segment may stand here; one with a soft hyphen needs room for it, or for the word's rest."""
    if segment.width > room:
        return False
    if not segment.soft or not queue:
        return True
    return setter.hyphenated(segment).width <= room or _word_fits(segment, queue, room)


def _word_fits(segment: Segment, queue: list[Segment], room: float) -> bool:
    width = segment.width + segment.blank_width
    for following in reversed(queue):
        if width + following.width > room:
            return False
        if not following.soft:
            return True
        width += following.width + following.blank_width
    return True


def _addressed(segments: Sequence[Segment]) -> list[Segment]:
    """The segments, with those of words that read as addresses marked."""
    made: list[Segment] = []
    word: list[Segment] = []
    for i, segment in enumerate(segments, 1):
        word.append(segment)
        if len(segment.text) > len(segment.core) or i == len(segments):
            marked = reads_as_address("".join([one.text for one in word]))
            made += [one._replace(address=True) for one in word] if marked else word
            word = []
    return made


def _halves(segment: Segment, setter: Setter) -> list[Segment]:
    """A very long segment in parts that are not, cut at separators or between clusters; a cluster stays whole."""
    ends = setter.clusters.ends(segment.core)
    good = sorted(set(separated(segment.core)).intersection(ends))
    *cuts, _end = _halved((0, *ends), good)
    starts, ends = [0, *cuts], [*cuts, len(segment.text)]
    parts = [setter.part(segment, start, end) for start, end in zip(starts, ends, strict=True)]
    return [part._replace(core="") if len(part.core) > _LONG else part for part in parts]


def _halved(places: Sequence[int], good: Sequence[int]) -> list[int]:
    """The ends of the parts when stretches of more than `_LONG` are halved until none is left; by preference at a
    good place, if there is one not far from the middle."""
    if places[-1] - places[0] <= _LONG or len(places) < 3:
        return [places[-1]]
    middle, quarter = len(places) // 2, len(places) // 4
    after = bisect_left(good, places[middle])
    for place in good[max(after - 1, 0) : after + 1]:
        if places[quarter] < place < places[-1 - quarter]:
            middle = bisect_left(places, place)
    return [*_halved(places[: middle + 1], good), *_halved(places[middle:], good)]


def _remembered(segment: Segment, setter: Setter, limit: float) -> tuple[list[Segment], Segment]:
    """The same as `_forced`, once for each word and width: titles are set again and again while pages are planned."""
    known = setter.forced
    key = (segment.text, segment.levels, segment.before, segment.after, segment.soft, segment.address, limit)  # fmt: skip
    found = known.get(key)
    if found is None:
        if len(known) > _REMEMBERED:
            known.clear()
        found = known[key] = _forced(segment, setter, limit)
    return found


def _forced(segment: Segment, setter: Setter, limit: float) -> tuple[list[Segment], Segment]:
    """An overlong segment as heads that take a line each (at least one cluster), and what is left of it."""
    if segment.soft and segment.width <= limit:
        return [], segment._replace(soft=False)
    ends = setter.clusters.ends(segment.core)
    breaks = setter.hyphenation.breaks(segment.core, segment.address)
    heads: list[Segment] = []
    first, start, count = 0, 0, 1
    while len(ends) - first > 1:
        count, head = _longest(segment, setter, (start, *ends[first:]), limit, count)
        if first + count == len(ends):
            break
        reach = ends[first + count - 1]
        start, head = next(_parted(segment, setter, breaks, start, reach, limit), (reach, head))
        heads.append(head)
        first = bisect_right(ends, start)
    return heads, setter.part(segment, start, len(segment.text)) if heads else segment


def _parted(
    segment: Segment, setter: Setter, breaks: Sequence[Break], start: int, reach: int, limit: float
) -> Iterator[tuple[int, Segment]]:
    """The heads from `start` on that end at a break not beyond `reach` and fit, with their ends: separators before
    syllables, the longest first."""
    for hyphen in (False, True):
        for end, hyphenated in reversed(breaks):
            if start < end <= reach and hyphenated == hyphen:
                head = setter.parted(segment, start, end, hyphen)
                if head.width <= limit:
                    yield end, head


def _longest(
    segment: Segment, setter: Setter, ends: Sequence[int], limit: float, guess: int
) -> tuple[int, Segment]:
    """How many clusters from `ends[0]` on fit, at least one, and their segment; sought from a guess outwards."""
    low, high, count, step = 0, len(ends), min(guess, len(ends) - 1), 1
    best = segment
    while high - low > 1:
        head = setter.part(segment, ends[0], ends[count])
        if head.width <= limit:
            low, best = count, head
        else:
            high = count
        if high == len(ends):
            count = min(low + step, high - 1)
        else:
            count = (low + high) // 2 if low else max(high - step, 1)
        step *= 2
    return (low, best) if low else (1, setter.part(segment, ends[0], ends[1]))
