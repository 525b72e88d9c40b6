"""What the glyphs of a run say, so that a reader of the PDF gets back the text that was written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeyeditor.layout.drawing import Glyphs
    from journeyeditor.layout.fonts import Face
    from journeyeditor.layout.text.shaping import Unit

# Readers show the number of a glyph that has no text at all, so one whose text is told elsewhere is a blank.
_NOTHING = " "
# PDF/A wants a meaning for every glyph; this one takes no room and parts no words.
ADDS_NOTHING = "\u2060"
_MIRRORED = dict(zip("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤", strict=True))


def glyph_texts(run: Glyphs | Unit, face: Face) -> tuple[list[str], bool]:
    """What each glyph of a run shows, and whether some glyphs show one text together.

    Those have its characters in their order. In a right-to-left run, which can't have a replacement text for the
    whole (readers would turn it round again), each of them gets the character it is the plain glyph of.
    """
    text, clusters = run.text, run.clusters
    if clusters == tuple(range(len(text))):
        return list(text), False
    starts = sorted(set(clusters))
    if len(starts) == len(text) == len(clusters):
        return [text[start] for start in clusters], False
    if not starts:
        return [], False
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    parts = {start: text[start:end] for start, end in ends.items()}
    parts[starts[0]] = text[: ends[starts[0]]]
    if len(starts) == len(clusters):
        return [parts[start] for start in clusters], False
    return _shared_texts(run, parts, face), True


def _shared_texts(run: Glyphs | Unit, parts: dict[int, str], face: Face) -> list[str]:
    made = [""] * len(run.gids)
    for start, part in parts.items():
        members = [i for i, cluster in enumerate(run.clusters) if cluster == start]
        if run.rtl:
            first, rest = members[-1], part
            for i in members:
                own = next((c for c in rest if face.glyph(c) == run.gids[i]), "")
                if own and i != first:
                    made[i], rest = own, rest.replace(own, "", 1)
            made[first] = rest
        else:
            _deal_out(part, members, made)
    return made


def _deal_out(part: str, members: list[int], made: list[str]) -> None:
    """Give each of these glyphs a character of their text, the last one what is left; where there are more glyphs
    than characters, the later ones say that they add nothing."""
    for place, i in enumerate(members):
        last = place == len(members) - 1
        made[i] = (part[place:] if last else part[place : place + 1]) or ADDS_NOTHING


def mirrored(text: str, gid: int, face: Face) -> str:
    """A bracket in a right-to-left run as it looks: readers that turn the run round turn brackets, too."""
    other = _MIRRORED.get(text)
    return other if other and face.glyph(other) == gid else text


def marks_last(run: Glyphs, texts: list[str], face: Face) -> tuple[Glyphs, list[str]]:
    """A right-to-left run with its marks (vowel signs, points) behind all letters, without their texts.

    Readers take a glyph at another height for another line, and a step aside for a gap between words, so the
    letter that a mark belongs to, the next one to the right, brings the mark's text along.
    """
    count = len(run.gids)
    heights = run.dy or (0.0,) * count
    marks = [bool(heights[i]) or not face.advance(run.gids[i]) for i in range(count)]
    if not any(marks):
        return run, texts
    told = list(texts)
    for i in reversed(range(count)):
        letter = next((j for j in range(i + 1, count) if not marks[j]), None)
        if marks[i] and letter is not None:
            told[letter] += told[i]
            told[i] = _NOTHING
    order = sorted(range(count), key=marks.__getitem__)
    moved = replace(
        run,
        gids=tuple(run.gids[i] for i in order),
        dx=tuple(run.dx[i] for i in order),
        dy=tuple(heights[i] for i in order) if any(heights) else (),
        clusters=tuple(run.clusters[i] for i in order),
    )
    return moved, [told[i] for i in order]
