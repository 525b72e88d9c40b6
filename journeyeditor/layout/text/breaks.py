"""Where a line may end."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORDS = re.compile(r"[^ ]+ *| +")


class Breaker:
    """Finds the places where a line may end."""

    def segments(self, text: str) -> Iterator[str]:
        """The text cut at every place where a line may end; the pieces joined are the text."""
        yield from _WORDS.findall(text)
