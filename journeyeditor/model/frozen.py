"""Immutable stand-ins for JSON values, so that entities can carry them and still be compared and shared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class FrozenMap(Mapping[K, V]):
    """A mapping that can't change after it was made. Equal to any mapping with the same items."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[K, V] | None = None) -> None:
        self._items: dict[K, V] = dict(items or {})

    def __getitem__(self, key: K) -> V:
        return self._items[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mapping) and self._items == dict(other)

    def __repr__(self) -> str:
        return f"FrozenMap({self._items!r})"

    def with_item(self, key: K, value: V) -> FrozenMap[K, V]:
        return FrozenMap({**self._items, key: value})

    def without(self, key: K) -> FrozenMap[K, V]:
        return FrozenMap({k: v for k, v in self._items.items() if k != key})


DEEPEST = 100


def freeze(value: Any, depth: int = 0) -> Any:
    """JSON as read by `json` -> the same, made of FrozenMap and tuple, lone surrogates replaced.

    Raises ValueError for what can't be written again as JSON in UTF-8: NaN and infinities, and values nested
    more than `DEEPEST` deep.
    """
    if depth > DEEPEST:
        raise ValueError("nested too deeply")
    if isinstance(value, Mapping):
        return FrozenMap({_whole(key): freeze(item, depth + 1) for key, item in value.items()})
    if isinstance(value, list | tuple):
        return tuple([freeze(item, depth + 1) for item in value])
    if isinstance(value, float) and not isfinite(value):
        raise ValueError("not a number of JSON")
    return _whole(value)


def _whole(value: Any) -> Any:
    """A text that UTF-8 can hold; all else as it is."""
    if not isinstance(value, str) or value.isascii():
        return value
    return "".join("\N{REPLACEMENT CHARACTER}" if "\ud800" <= c <= "\udfff" else c for c in value)


def thaw(value: Any) -> Any:
    """The inverse of `freeze`: dictionaries and lists, ready for `json`."""
    if isinstance(value, Mapping):
        return {key: thaw(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [thaw(item) for item in value]
    return value
