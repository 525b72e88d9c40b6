"""Colours of a theme by role, and how well one colour stands out from another."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from journeyeditor.layout.drawing import Role

HUES = ("indigo", "teal", "amber", "rose", "green", "blue", "violet", "slate")
"""Hues of stages in the order they take them.

`hue.<name>` is the ink, `hue.<name>.tint` the ground and `hue.<name>.line` its edge, which equals the ground except
where grounds have no colour (high contrast, saving ink).
"""

PERSONAS: tuple[Role, ...] = tuple(f"persona.{i}" for i in range(1, 7))
"""Line colours of personas in the order they take them."""

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme, `#rrggbb` in sRGB for each role."""

    name: str
    colours: Mapping[Role, str]

    @classmethod
    def load(cls, path: Path) -> Palette:
        """Read a theme, a JSON object of role and `#rrggbb`; the theme is named as its file.

        Raises OSError when the file can't be read and ValueError when it is not a theme.
        """
        try:
            colours = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise ValueError(f"{path.name} is not a theme: it is not JSON ({error}).") from error
        if not isinstance(colours, dict):
            raise ValueError(f"{path.name} is not a theme: it should be an object of roles.")
        for role, colour in colours.items():
            if not (isinstance(colour, str) and _HEX.fullmatch(colour)):
                raise ValueError(f"{path.name}: {role} should be a colour such as #1b2130.")
        return cls(path.stem, colours)

    def hex(self, role: Role) -> str:
        """The colour of a role as `#rrggbb`; raises KeyError for a role that the theme does not have."""
        try:
            return self.colours[role]
        except KeyError:
            raise KeyError(f"The theme {self.name!r} has no colour for {role!r}.") from None

    def rgb(self, role: Role) -> tuple[float, float, float]:
        """The colour of a role as red, green, blue of 0 to 1; raises KeyError like `hex`."""
        return rgb(self.hex(role))


def rgb(colour: str) -> tuple[float, float, float]:
    """`#rrggbb` as red, green, blue of 0 to 1."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 (black) to 1 (white), as WCAG 2.2 defines it for sRGB."""
    red, green, blue = (_linear(part) for part in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def contrast(a: str, b: str) -> float:
    """Contrast ratio of two colours, 1 to 21: (L1 + 0.05) / (L2 + 0.05) of WCAG 2.2, the lighter one as L1."""
    dark, light = sorted((luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)
