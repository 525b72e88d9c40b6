"""The bidirectional algorithm (UAX #9, Unicode 16): embedding levels of the characters of one paragraph.

Only the levels are found here; each line is put into visual order after the lines are broken (rules L1, L2).
The rule numbers in the code are those of UAX #9.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

from journeyeditor.layout.text.brackets import bracket_pairs

_RTL = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})
_EMBEDDINGS = {"RLE": 1, "RLO": 1, "LRE": 0, "LRO": 0}
_OVERRIDES = {"RLO": "R", "LRO": "L"}
_STRONG = frozenset({"L", "R", "AL"})
_ISOLATES = frozenset({"LRI", "RLI", "FSI"})
_REMOVED = frozenset({"RLE", "LRE", "RLO", "LRO", "PDF", "BN"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"})
_EXPLICIT = _REMOVED | _ISOLATES | {"PDI"}
# A paragraph of these alone runs in one direction from end to end.
_ALL_LEFT = _NEUTRAL - _EXPLICIT | {"L", "EN", "ES", "ET", "CS", "NSM"}
_ALL_RIGHT = _NEUTRAL - _EXPLICIT | {"R", "AL", "ES", "ET", "CS", "NSM"}
_TRAILING = frozenset({"WS", "LRI", "RLI", "FSI", "PDI"}) | _REMOVED
_MAX_DEPTH = 125


def has_rtl(text: str) -> bool:
    """Whether any character can make the order of the line other than the order of the text."""
    if text.isascii():
        return False
    return any(c > "\u0590" and unicodedata.bidirectional(c) in _RTL for c in text)


def direction(text: str) -> int | None:
    """The level that the first strong character gives (P2, P3): 0, 1, or None where there is none."""
    depth = 0
    for character in text:
        kind = unicodedata.bidirectional(character)
        if not depth and kind in _STRONG:
            return int(kind != "L")
        if kind in _ISOLATES:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
    return None


def levels(text: str, base: int) -> bytes:
    """The embedding level of each character of a paragraph whose own level is `base` (0 or 1)."""
    kinds = _kinds(text)
    present = frozenset(kinds)
    if present <= (_ALL_RIGHT if base else _ALL_LEFT):
        return bytes([base]) * len(kinds)
    if present.isdisjoint(_EXPLICIT):
        found, types = [base] * len(kinds), list(kinds)
    else:
        found, types = _explicit(text, kinds, base)
    kept = [i for i, kind in enumerate(kinds) if kind not in _REMOVED]
    for sequence in _sequences(kinds, found, kept, base):
        _weak(sequence, types)
        _paired(sequence, types, text, kinds)
        _neutral(sequence, types)
    for i in kept:
        found[i] += _implicit(found[i], types[i])
    return bytes(_finished(kinds, found, base))


def _kinds(text: str) -> list[str]:
    return [unicodedata.bidirectional(c) or "L" for c in text]


def _matching_pdi(kinds: list[str]) -> dict[int, int]:
    """Where each isolate that is closed ends (BD9)."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for i, kind in enumerate(kinds):
        if kind in _ISOLATES:
            opened.append(i)
        elif kind == "PDI" and opened:
            found[opened.pop()] = i
    return found


@dataclass(slots=True)
class _Status:
    level: int
    override: str = ""
    isolate: bool = False


class _Stack:
    """The directional status of X1 to X8."""

    def __init__(self, base: int) -> None:
        self._entries = [_Status(base)]
        self._overflow_isolates = 0
        self._overflow_embeddings = 0
        self._isolates = 0

    @property
    def top(self) -> _Status:
        return self._entries[-1]

    def embed(self, kind: str) -> None:
        level = _next_level(self.top.level, _EMBEDDINGS[kind])
        if level <= _MAX_DEPTH and not self._overflow_isolates and not self._overflow_embeddings:
            self._entries.append(_Status(level, _OVERRIDES.get(kind, "")))
        elif not self._overflow_isolates:
            self._overflow_embeddings += 1

    def isolate(self, odd: int) -> None:
        level = _next_level(self.top.level, odd)
        if level <= _MAX_DEPTH and not self._overflow_isolates and not self._overflow_embeddings:
            self._isolates += 1
            self._entries.append(_Status(level, "", True))
        else:
            self._overflow_isolates += 1

    def end_isolate(self) -> None:
        if self._overflow_isolates:
            self._overflow_isolates -= 1
        elif self._isolates:
            self._overflow_embeddings = 0
            while not self.top.isolate:
                self._entries.pop()
            self._entries.pop()
            self._isolates -= 1

    def end_embedding(self) -> None:
        if self._overflow_isolates:
            return
        if self._overflow_embeddings:
            self._overflow_embeddings -= 1
        elif not self.top.isolate and len(self._entries) > 1:
            self._entries.pop()


def _next_level(level: int, odd: int) -> int:
    return level + 1 if (level + 1) % 2 == odd else level + 2


def _explicit(text: str, kinds: list[str], base: int) -> tuple[list[int], list[str]]:
    """Levels and types after the explicit codes (X1 to X8)."""
    found, types = [base] * len(kinds), list(kinds)
    closing = _matching_pdi(kinds)
    stack = _Stack(base)
    for i, kind in enumerate(kinds):
        if kind in _EMBEDDINGS:
            stack.embed(kind)
        elif kind == "PDF":
            stack.end_embedding()
        elif kind == "PDI":
            stack.end_isolate()
        found[i] = stack.top.level
        if stack.top.override and kind not in _REMOVED:
            types[i] = stack.top.override
        if kind in _ISOLATES:
            stack.isolate(_isolate_direction(text, i, kind, closing.get(i, len(kinds))))
    return found, types


def _isolate_direction(text: str, start: int, kind: str, end: int) -> int:
    if kind == "FSI":
        return direction(text[start + 1 : end]) or 0
    return int(kind == "RLI")


@dataclass(slots=True)
class _Sequence:
    """An isolating run sequence (BD13): its characters, and the types before and after it (X10)."""

    at: list[int]
    before: str
    after: str
    direction: str


def _sequences(kinds: list[str], found: list[int], kept: list[int], base: int) -> list[_Sequence]:
    closing = _matching_pdi(kinds)
    opener = {end: start for start, end in closing.items()}
    runs = _level_runs(found, kept)
    starting = {run[0]: run for run in runs}
    made: list[_Sequence] = []
    for run in runs:
        if run[0] in opener:
            continue
        at = list(run)
        while closing.get(at[-1]) in starting:
            at += starting[closing[at[-1]]]
        made.append(_bounded(at, kinds, found, kept, base))
    return made


def _level_runs(found: list[int], kept: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for i in kept:
        if runs and found[runs[-1][-1]] == found[i]:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _bounded(
    at: list[int], kinds: list[str], found: list[int], kept: list[int], base: int
) -> _Sequence:
    own = found[at[0]]
    first, last = bisect_left(kept, at[0]), bisect_left(kept, at[-1])
    left = found[kept[first - 1]] if first else base
    open_end = kinds[at[-1]] in _ISOLATES or last + 1 == len(kept)
    right = base if open_end else found[kept[last + 1]]
    return _Sequence(at, _side(max(own, left)), _side(max(own, right)), _side(own))


def _side(level: int) -> str:
    return "R" if level % 2 else "L"


def _weak(sequence: _Sequence, types: list[str]) -> None:
    """W1 to W7: marks, numbers and what belongs to them."""
    _marks_and_numbers(sequence, types)
    _separators(sequence, types)
    _terminators(sequence, types)
    strong = sequence.before
    for i in sequence.at:
        if types[i] in ("ES", "ET", "CS"):
            types[i] = "ON"  # W6
        elif types[i] in ("L", "R"):
            strong = types[i]
        elif types[i] == "EN" and strong == "L":
            types[i] = "L"  # W7


def _marks_and_numbers(sequence: _Sequence, types: list[str]) -> None:
    previous = strong = sequence.before
    for i in sequence.at:
        if types[i] == "NSM":
            types[i] = "ON" if previous in _ISOLATES or previous == "PDI" else previous  # W1
        previous = types[i]
        if types[i] in ("L", "R", "AL"):
            strong = types[i]
        elif types[i] == "EN" and strong == "AL":
            types[i] = "AN"  # W2
    for i in sequence.at:
        if types[i] == "AL":
            types[i] = "R"  # W3


def _separators(sequence: _Sequence, types: list[str]) -> None:
    at = sequence.at
    for left, i, right in zip(at, at[1:], at[2:], strict=False):
        pair = (types[left], types[right])
        if pair == ("EN", "EN") and types[i] in ("ES", "CS"):
            types[i] = "EN"  # W4
        elif pair == ("AN", "AN") and types[i] == "CS":
            types[i] = "AN"  # W4


def _terminators(sequence: _Sequence, types: list[str]) -> None:
    for order in (sequence.at, sequence.at[::-1]):  # W5
        number = False
        for i in order:
            if types[i] == "ET" and number:
                types[i] = "EN"
            number = types[i] == "EN"


def _strong(kind: str) -> str:
    """The direction of a type for neutrals: numbers count as R."""
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind, "")


def _paired(sequence: _Sequence, types: list[str], text: str, kinds: list[str]) -> None:
    """N0: both brackets of a pair get the direction of what they enclose."""
    own = sequence.direction
    for first, last in bracket_pairs([text[i] if types[i] == "ON" else "" for i in sequence.at]):
        inside = {_strong(types[i]) for i in sequence.at[first + 1 : last]} - {""}
        if not inside:
            continue
        chosen = own
        if own not in inside:
            before = [_strong(types[i]) for i in sequence.at[:first]]
            context = next((s for s in reversed(before) if s), sequence.before)
            chosen = context
        for place in (first, last):
            _set_bracket(sequence.at, place, chosen, types, kinds)


def _set_bracket(
    at: list[int], place: int, chosen: str, types: list[str], kinds: list[str]
) -> None:
    types[at[place]] = chosen
    for i in at[place + 1 :]:
        if kinds[i] != "NSM":
            return
        types[i] = chosen


def _neutral(sequence: _Sequence, types: list[str]) -> None:
    """N1, N2: neutrals between the same directions take it, others that of the embedding."""
    at, start = sequence.at, 0
    while start < len(at):
        end = start
        while end < len(at) and types[at[end]] in _NEUTRAL:
            end += 1
        if end > start:
            left = _strong(types[at[start - 1]]) if start else sequence.before
            right = _strong(types[at[end]]) if end < len(at) else sequence.after
            for i in at[start:end]:
                types[i] = left if left == right else sequence.direction
        start = end + 1


def _implicit(level: int, kind: str) -> int:
    """How much a type raises its level (I1, I2)."""
    if level % 2:
        return int(kind in ("L", "EN", "AN"))
    return {"R": 1, "EN": 2, "AN": 2}.get(kind, 0)


def _finished(kinds: list[str], found: list[int], base: int) -> list[int]:
    """Removed characters take the level before them; separators and the blanks before them the base (L1)."""
    for i, kind in enumerate(kinds):
        if kind in _REMOVED:
            found[i] = found[i - 1] if i else base
    trailing = True
    for i in range(len(kinds) - 1, -1, -1):
        trailing = kinds[i] in ("S", "B") or (trailing and kinds[i] in _TRAILING)
        if trailing:
            found[i] = base
    return found
