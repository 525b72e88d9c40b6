"""What painting makes once and uses often: fonts, glyph runs and paths, each bounded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QGlyphRun, QPainterPath, QRawFont

from journeyeditor.layout.drawing import Glyphs, Outline, Verb

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.layout.fonts import FontStore

K = TypeVar("K")
V = TypeVar("V")


class ByIdentity(Generic[K, V]):
    """Values made from frozen objects, by the object's identity.

    Keeps the objects alive, so that an identity is never used again. When `limit` is reached the older half goes.
    """

    def __init__(self, make: Callable[[K], V], limit: int) -> None:
        self._make = make
        self._limit = limit
        self._kept: dict[int, tuple[K, V]] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def clear(self) -> None:
        self._kept.clear()

    def __call__(self, key: K) -> V:
        found = self._kept.get(id(key))
        if found is not None:
            return found[1]
        if len(self._kept) >= self._limit:
            self._forget_older_half()
        value = self._make(key)
        self._kept[id(key)] = (key, value)
        return value

    def _forget_older_half(self) -> None:
        for key in list(self._kept)[: self._limit // 2]:
            del self._kept[key]


class RawFonts:
    """The faces of the store as Qt's raw fonts, by face and size in points of the map."""

    def __init__(self, fonts: FontStore) -> None:
        self._fonts = fonts
        self._made: dict[tuple[str, float], QRawFont] = {}

    def font(self, key: str, size: float) -> QRawFont:
        """Raises FileNotFoundError where the face's file can't be read."""
        found = self._made.get((key, size))
        if found is None:
            found = self._made[key, size] = self._load(key, size)
        return found

    def _load(self, key: str, size: float) -> QRawFont:
        path = self._fonts.face(key).path
        raw = QRawFont(str(path), size, QFont.HintingPreference.PreferNoHinting)
        if not raw.isValid():
            raise FileNotFoundError(
                f"The font file {path} can't be read; install the program again."
            )
        return raw

    def run(self, glyphs: Glyphs) -> QGlyphRun:
        """The glyphs with our own positions, relative to the run's start."""
        run = QGlyphRun()
        run.setRawFont(self.font(glyphs.font, glyphs.size))
        run.setGlyphIndexes(list(glyphs.gids))
        dy = glyphs.dy or (0.0,) * len(glyphs.dx)
        run.setPositions([QPointF(x, y) for x, y in zip(glyphs.dx, dy, strict=True)])
        return run


def path_of(outline: Outline) -> QPainterPath:
    """An outline as a path, filled by the even-odd rule as on paper."""
    path = QPainterPath()
    for verb, points in outline:
        if verb is Verb.MOVE:
            path.moveTo(*points)
        elif verb is Verb.LINE:
            path.lineTo(*points)
        elif verb is Verb.CURVE:
            path.cubicTo(*points)
        else:
            path.closeSubpath()
    return path
