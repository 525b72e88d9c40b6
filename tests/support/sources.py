"""Ids and time that are the same in every run."""

from __future__ import annotations

import random

from journeyeditor.model.ids import IdSource


def fixed_ids(seed: int = 1) -> IdSource:
    return IdSource(random.Random(seed))


def fixed_clock() -> str:
    return "2026-03-01T09:30:00Z"
