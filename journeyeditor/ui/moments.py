"""Times as people here read them."""

from __future__ import annotations

from datetime import datetime


def local_moment(at: str) -> str:
    """A UTC time in the zone of this computer, `2026-11-22 10:14`; as it is where it is no time."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return at
