"""The ways in which every screen is shown: theme, scale of the screen, direction of reading."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import product
from pathlib import Path

THEMES = ("light", "dark", "high-contrast")
SCALES = (100, 200)

# The window as it is first seen, and what a panel of the desktop leaves of a full HD screen at 200 %.
SIZES = {100: (1440, 900), 200: (960, 500)}


@dataclass(frozen=True, slots=True)
class Mode:
    """One way. `scale` is that of the screen in per cent; `text` that of the window's own text."""

    theme: str
    scale: int = 100
    mirrored: bool = False
    text: int = 100

    @property
    def name(self) -> str:
        side = "rtl" if self.mirrored else "ltr"
        return f"{self.theme}-{self.scale}-{side}" + (
            f"-text{self.text}" if self.text > 100 else ""
        )

    @property
    def size(self) -> tuple[int, int]:
        """Of the window, in logical pixels."""
        return SIZES[self.scale]


MODES = {
    mode.name: mode
    for mode in (
        *(Mode(theme, scale, rtl) for theme, scale, rtl in product(THEMES, SCALES, (False, True))),
        Mode("light", text=150),
    )
}
"""All of them by name."""

_SCREEN = Path(__file__).with_name("screen.json")


def environment(mode: Mode, seen: bool = False) -> dict[str, str]:
    """Of a process with a full HD screen that nobody sees, or with the display there is, in this scale."""
    platform = "xcb" if seen else f"offscreen:configfile={_SCREEN}"
    scale = str(mode.scale / 100)
    return {**os.environ, "QT_QPA_PLATFORM": platform, "QT_SCALE_FACTOR": scale}
