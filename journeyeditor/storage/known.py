"""Values of a column that are worked out once for all that are equal: most columns hold few different ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any


class _Known(dict[Any, Any]):
    def __init__(self, work_out: Callable[[Any], Any]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, value: Any) -> Any:
        found = self[value] = self._work_out(value)
        return found


def each_once(work_out: Callable[[Any], Any], column: Iterable[Any]) -> Iterator[Any]:
    """What `work_out` gives for each value of a column, the same object for equal ones, which must be of one type."""
    return map(_Known(work_out).__getitem__, column)
