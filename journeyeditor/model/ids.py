"""Ids and time, which are always arguments: a document made with the same sources is the same document."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

Id = str
Clock = Callable[[], str]

_ID = re.compile(r"[0-9a-f]{32}")


class IdSource:
    """Makes uuid4 ids of 32 hex digits, and the random characters of order keys, from one generator."""

    def __init__(self, generator: random.Random | None = None) -> None:
        self._random = generator or random.SystemRandom()

    def new(self) -> Id:
        return UUID(int=self._random.getrandbits(128), version=4).hex

    def characters(self, alphabet: str, count: int) -> str:
        return "".join(self._random.choice(alphabet) for _ in range(count))


def is_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None


def utc_now() -> str:
    """Now as the document writes it: UTC, whole seconds, `2026-03-01T09:30:00Z`."""
    return utc_text(datetime.now(UTC))


def utc_text(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
