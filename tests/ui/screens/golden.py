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
WIDEST, HIGHEST = 480, 960
"""Most of a kept picture's width and height in pixels."""

COLOURS, ROUNDS = 256, 2
"""Of a kept picture, which is a third as large with so few, and how often they are put right."""

BLOCK = 6
"""Side of the blocks whose mean colours are compared, in pixels of a kept picture."""

FAR, OFF = 44, 5
"""Steps of 0 to 255 by which the mean of a block may differ: in none more than FAR, in few more than OFF."""

FEW = 0.04
"""The share of blocks that may differ by more than OFF."""

GOLDENS: dict[str, tuple[str, ...]] = {
    "light-100-ltr": (
        "start-search-nothing",
        "editor",
        "editor-empty",
        "editor-one-stage",
        "editor-forty-stages",
        "editor-arabic-card",
        "editor-long-words",
        "editor-five-personas",
    ),
    "light-100-ltr-text150": ("select-card", "personas", "settings"),
    "light-100-rtl": (
        "start-search-nothing",
        "editor",
        "outline-stages",
        "find",
        "palette-search",
        "inspector-map",
        "settings",
    ),
    "light-200-ltr": ("editor", "outline-table", "move-card", "personas", "export"),
    "dark-100-ltr": (
        "start-search",
        "editor-kinds",
        "inspector-card",
        "inspector-cards",
        "presenting-stage",
        "export",
    ),
    "dark-100-rtl": ("select-card", "overview", "personas", "editor-arabic", "context-card"),
    "dark-200-rtl": ("editor-long-words", "inspector-five-personas", "shortcuts"),
    "high-contrast-100-ltr": (
        "select-cards",
        "shortcuts",
        "start-search-nothing",
        "inspector-map",
        "settings",
        "context-card",
    ),
    "high-contrast-200-ltr": ("editor-forty-stages", "presenting-map"),
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
    if image.width() <= WIDEST and image.height() <= HIGHEST:
        return image
    ways = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(QSize(WIDEST, HIGHEST), *ways)


def keep(picture: QImage, path: Path) -> None:
    """Writes a picture to be kept, in as few colours and bytes as it needs."""
    from PIL import Image

    shown = small(picture)
    rows = bytes(shown.constBits())
    whole = Image.frombytes("RGB", (shown.width(), shown.height()), rows, "raw", "BGRX")
    few = whole.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=ROUNDS)
    few.save(path, optimize=True)


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
