"""Fixtures of the storage room."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The user's own folder; workspaces stand beside it, never in it."""
    made = tmp_path / "user"
    made.mkdir()
    return made
