"""Colours of a theme by role, and how well one colour stands out from another."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeyeditor.model.hues import HUES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from journeyeditor.layout.drawing import Role

__all__ = ["HUES", "PERSONAS", "Palette", "contrast", "hue_role", "luminance", "rgb"]

# `hue.<name>` is the ink, `hue.<name>.tint` the ground and `hue.<name>.line` its edge, which equals the ground except
# where grounds have no colour (high contrast, saving ink). A name is one of `HUES` or `#rrggbb`, a colour of the
# document's own, whose ink, ground and edge each theme works out.

PERSONAS: tuple[Role, ...] = tuple(f"persona.{i}" for i in range(1, 7))
"""Line colours of personas in the order they take them."""

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
_OWN = re.compile(r"hue\.(#[0-9A-Fa-f]{6})(\.tint|\.line|)")
_EDGE = "edge.width"
_ON_TINT, _READABLE = ("ink", "ink.quiet"), 4.5
_STEPS = 32


def hue_role(hue: str) -> Role:
    """The role of a hue's ink; add `.tint` or `.line` for its ground and its edge."""
    return f"hue.{hue}"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme, `#rrggbb` in sRGB for each role. No edge of a block is thinner than `edge` points."""

    name: str
    colours: Mapping[Role, str]
    edge: float = 0.0

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
        edge = colours.pop(_EDGE, 0.0)
        if not isinstance(edge, int | float):
            raise ValueError(f"{path.name}: {_EDGE} should be a number of points such as 2.")
        for role, colour in colours.items():
            if not (isinstance(colour, str) and _HEX.fullmatch(colour)):
                raise ValueError(f"{path.name}: {role} should be a colour such as #1b2130.")
        return cls(path.stem, colours, float(edge))

    def hex(self, role: Role) -> str:
        """The colour of a role as `#rrggbb`; raises KeyError for a role that the theme does not have."""
        try:
            return self.colours[role]
        except KeyError:
            own = _OWN.fullmatch(role)
            if own:
                return self._own(own[1].lower(), own[2])
            raise KeyError(f"The theme {self.name!r} has no colour for {role!r}.") from None

    def rgb(self, role: Role) -> tuple[float, float, float]:
        """The colour of a role as red, green, blue of 0 to 1; raises KeyError like `hex`."""
        return rgb(self.hex(role))

    def _own(self, colour: str, part: str) -> str:
        """A colour of the document's own as ink (part ""), ground (`.tint`) or edge (`.line`) of this theme."""
        tint, ink = self._example("tint"), self._example("")
        if len(ink) < len(HUES):
            # A theme of a few fixed colours has none for a stranger.
            return self.colours[f"hue.{HUES[-1]}{part}"]
        ground = next(iter(tint)) if len(tint) == 1 else self._tint(colour)
        if part == ".tint":
            return ground
        if part == ".line":
            return self.colours[f"hue.{HUES[-1]}.line"] if len(tint) == 1 else ground
        grounds = (ground, self.colours["lane"], self.colours["card"])
        return _first(
            lambda share: mixed(colour, self.colours["ink"], share),
            lambda found: all(contrast(found, under) >= _READABLE for under in grounds),
        )

    def _example(self, part: str) -> set[str]:
        """The different colours that the theme's own hues have."""
        end = f".{part}" if part else ""
        return {self.colours[f"hue.{hue}{end}"] for hue in HUES}

    def _tint(self, colour: str) -> str:
        """As much of a colour on the ground of cards as the other tints have, and as texts stand out from."""
        card = self.colours["card"]
        texts = [self.colours[role] for role in _ON_TINT]
        most = max(_far(self.colours[f"hue.{hue}.tint"], card) for hue in HUES)
        return _first(
            lambda share: mixed(colour, card, 0.6 + 0.4 * share),
            lambda found: (
                _far(found, card) <= most
                and all(contrast(text, found) >= _READABLE for text in texts)
            ),
        )


def _far(one: str, other: str) -> float:
    """How far two colours lie apart in the part (red, green or blue) where they differ most, 0 to 1."""
    return max(abs(a - b) for a, b in zip(rgb(one), rgb(other), strict=True))


def _first(make: Callable[[float], str], good: Callable[[str], bool]) -> str:
    """The first of a row of colours that is good, from share 0 to share 1; else the last."""
    found = make(1.0)
    for step in range(_STEPS + 1):
        found = make(step / _STEPS)
        if good(found):
            break
    return found


def mixed(colour: str, other: str, share: float) -> str:
    """A colour with so much (0 to 1) of another one in it, in sRGB."""
    parts = zip(rgb(colour), rgb(other), strict=True)
    values = (round(255 * (a + (b - a) * share)) for a, b in parts)
    return "#" + "".join(f"{value:02x}" for value in values)


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
