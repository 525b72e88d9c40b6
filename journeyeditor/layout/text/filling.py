"""Filling lines: as many segments into each as the width allows, from first to last (greedy).

Nothing is left out and nothing overflows: a segment wider than the whole line is cut between grapheme clusters.
Only a single cluster that is wider than the line may stand out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeyeditor.layout.text.segments import Segment, Setter

# Sums of the same advances in another order differ in the last bits.
_SLACK = 1e-6
# Each forced break shapes what is left anew; in halves, even a book without a blank takes moderate time.
_LONG = 400


def fill(segments: Sequence[Segment], setter: Setter, limit: float) -> list[list[Segment]]:
    """The segments of each line for a width in points; a text of none makes one empty line."""
    lines: list[list[Segment]] = []
    line: list[Segment] = []
    used = 0.0
    limit += _SLACK
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
            if len(segment.core) > _LONG:
                queue.extend(reversed(_halves(segment, setter)))
                continue
            segment, rest = _forced(segment, setter, limit)
            if rest is not None:
                lines.append([segment])
                queue.append(rest)
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


def _halves(segment: Segment, setter: Setter) -> tuple[Segment, ...]:
    ends = setter.clusters.ends(segment.core)
    at = ends[(len(ends) - 1) // 2]
    return setter.cut(segment, at) if at < len(segment.core) else (segment._replace(core=""),)


def _forced(segment: Segment, setter: Setter, limit: float) -> tuple[Segment, Segment | None]:
    """The longest head of an overlong segment that fits (at least one cluster), and what is left."""
    if segment.soft and segment.width <= limit:
        return segment._replace(soft=False), None
    ends = setter.clusters.ends(segment.core)
    if len(ends) < 2:
        return segment, None
    low, high = 1, _first_too_wide(segment, setter, ends, limit)
    while high - low > 1:
        middle = (low + high) // 2
        if setter.head(segment, ends[middle - 1]).width <= limit:
            low = middle
        else:
            high = middle
    if low == len(ends):
        return segment, None
    return setter.cut(segment, ends[low - 1])


def _first_too_wide(segment: Segment, setter: Setter, ends: list[int], limit: float) -> int:
    """A number of clusters that do not fit, found by doubling; one more than there are when all fit."""
    count = 2
    while count <= len(ends) and setter.head(segment, ends[count - 1]).width <= limit:
        count *= 2
    return min(count, len(ends) + 1)
