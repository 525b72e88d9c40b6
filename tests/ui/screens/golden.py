"""Pictures that are kept to compare with: small, and compared by blocks, so that another rendering of the same letters passes.

The window's typeface is the program's own, so a bare machine shows the same words; what its libraries do at the edges
of letters is less than the tolerance.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

FOLDER = Path(__file__).parent.parent / "goldens"
WIDEST = 640
"""Most of a kept picture's width in pixels."""

BLOCK = 8
"""Side of the blocks whose mean colours are compared, in pixels of a kept picture."""

FAR, OFF = 44, 5
"""Steps of 0 to 255 by which the mean of a block may differ: in none more than FAR, in few more than OFF."""

FEW = 0.04
"""The share of blocks that may differ by more than OFF."""

GOLDENS: dict[str, tuple[str, ...]] = {
    "light-100-ltr": (
        "start-search-nothing",
        "editor",
        "editor-arabic-card",
        "editor-long-words",
        "outline-table",
        "export",
        "context-card",
    ),
    "dark-100-rtl": ("select-card", "overview", "personas"),
    "high-contrast-100-ltr": ("select-cards", "shortcuts"),
    "light-200-ltr": ("editor", "move-card"),
}
"""The screens that are kept, by mode. None shows a path or a time of this machine."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How far two pictures are apart: the largest step between blocks, and the share of those that are off."""

    furthest: float
    share: float

    @property
    def seen(self) -> bool:
        return self.furthest > FAR or self.share > FEW


def names() -> list[tuple[str, str]]:
    """Mode and screen of all that are kept."""
    return [(mode, screen) for mode, screens in GOLDENS.items() for screen in screens]


def words() -> list[str]:
    """What names all that are kept, and nothing else."""
    return [f"={screen}.{mode}" for mode, screen in names()]


def path_of(mode: str, screen: str) -> Path:
    return FOLDER / f"{screen}.{mode}.png"


def small(picture: QImage) -> QImage:
    """A picture as it is kept."""
    image = QImage(picture).convertToFormat(QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(1)
    if image.width() <= WIDEST:
        return image
    return image.scaledToWidth(WIDEST, Qt.TransformationMode.SmoothTransformation)


def compared(one: QImage, other: QImage) -> Difference:
    """How far two pictures of one size are apart; as far as can be where their sizes differ."""
    if one.size() != other.size():
        return Difference(255.0, 1.0)
    steps = [abs(a - b) for a, b in zip(_means(one), _means(other), strict=True)]
    # Three colours of a block, and one byte that tells nothing.
    blocks = [max(steps[at : at + 3]) for at in range(0, len(steps), 4)]
    return Difference(max(blocks), sum(block > OFF for block in blocks) / len(blocks))


def _means(image: QImage) -> bytes:
    size = QSize(-(-image.width() // BLOCK), -(-image.height() // BLOCK))
    means = image.scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    ).convertToFormat(QImage.Format.Format_RGB32)
    return bytes(means.constBits())
