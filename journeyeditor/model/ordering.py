"""Order keys: short texts that sort byte by byte, with room for a new one between any two.

A key is an integer part whose first letter gives its length (so that appending and prepending do not lengthen
it), a fraction of base-62 digits, and in both cases a random tail of three characters, so that two people who
insert at the same place make different keys. After the scheme of David Greenspan's "Implementing Fractional
Indexing" (2021); equal neighbours are accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from journeyeditor.model.ids import IdSource

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
TAIL = 3

# Nothing can stand before a key that ends in the lowest digit, so such keys are made anew when read.
_VALID = re.compile(r"[0-9A-Za-z]{0,199}[1-9A-Za-z]")


def is_order_key(text: str) -> bool:
    return _VALID.fullmatch(text) is not None


def key_between(before: str | None, after: str | None, ids: IdSource) -> str:
    """A new key after `before` and before `after` (None: the end on that side).

    Where the neighbours are equal or the wrong way round no key lies between; the new one then comes right
    behind `before`.
    """
    if before is not None and after is not None and before >= after:
        after = None
        return _between(before, _successor(before), ids)
    if before is None and after is None:
        return _with_tail("a0", ids)
    if before is None:
        assert after is not None
        return _below(after, ids)
    if after is None:
        return _above(before, ids)
    return _between(before, after, ids)


def keys_between(before: str | None, after: str | None, count: int, ids: IdSource) -> list[str]:
    """`count` new keys in a row between two neighbours."""
    keys: list[str] = []
    for _ in range(count):
        before = key_between(before, after, ids)
        keys.append(before)
    return keys


def sequence(count: int, ids: IdSource) -> list[str]:
    """The keys of `count` things that stand in a row from the start."""
    return keys_between(None, None, count, ids)


def in_order(keys: Iterable[str]) -> bool:
    listed = list(keys)
    return all(a < b for a, b in pairwise(listed))


def _with_tail(stem: str, ids: IdSource) -> str:
    # The last character must not be the lowest digit, or nothing could stand before the key.
    return stem + ids.characters(DIGITS, TAIL - 1) + ids.characters(DIGITS[1:], 1)


def _integer_length(head: str) -> int | None:
    if "a" <= head <= "z":
        return ord(head) - ord("a") + 2
    if "A" <= head <= "Z":
        return ord("Z") - ord(head) + 2
    return None


def _integer_part(key: str) -> str | None:
    """The integer part of a key of this scheme, None for a key that another writer made."""
    length = _integer_length(key[:1])
    return key[:length] if length is not None and len(key) >= length else None


def _above(before: str, ids: IdSource) -> str:
    integer = _integer_part(before)
    following = _step(integer, 1) if integer else None
    return _with_tail(following, ids) if following else _with_tail(before, ids)


def _below(after: str, ids: IdSource) -> str:
    integer = _integer_part(after)
    preceding = _step(integer, -1) if integer else None
    return _with_tail(preceding, ids) if preceding else _between("", after, ids)


def _step(integer: str, by: int) -> str | None:
    """The integer part one above or below, None where the scheme ends."""
    head, digits = integer[0], [DIGITS.index(c) for c in integer[1:]]
    for place in range(len(digits) - 1, -1, -1):
        digits[place] += by
        if 0 <= digits[place] < 62:
            return head + "".join(DIGITS[d] for d in digits)
        digits[place] %= 62
    return _longer(head, by)


def _longer(head: str, by: int) -> str | None:
    neighbour = {("Z", 1): "a", ("a", -1): "Z", ("z", 1): "", ("A", -1): ""}.get((head, by))
    following = chr(ord(head) + by) if neighbour is None else neighbour
    if not following:
        return None
    length = _integer_length(following)
    assert length is not None
    return following + (DIGITS[0] if by > 0 else DIGITS[-1]) * (length - 1)


def _successor(key: str) -> str:
    """A bound above `key` and below anything that sorts after it and does not begin with it."""
    return key + DIGITS[-1] * (TAIL + 1)


def _between(low: str, high: str, ids: IdSource) -> str:
    stem = _midpoint(low, high)
    key = _with_tail(stem, ids)
    # A stem that is a prefix of `high` may get a tail that sorts behind it: take a lower stem then.
    while not key < high:
        stem = _midpoint(low, stem)
        key = _with_tail(stem, ids)
    return key


def _midpoint(low: str, high: str) -> str:
    """A text strictly between two, as short as it can be; both are read as fractions in base 62."""
    common = 0
    while common < len(high) and (low[common] if common < len(low) else DIGITS[0]) == high[common]:
        common += 1
    if common:
        return high[:common] + _midpoint(low[common:], high[common:])
    first = DIGITS.index(low[0]) if low else 0
    last = DIGITS.index(high[0]) if high else 62
    if last - first > 1:
        return DIGITS[(first + last) // 2]
    if len(high) > 1:
        return high[0]
    return DIGITS[first] + _midpoint(low[1:], "")
