"""Small pictures of maps for the start page: painted from the display list once, and kept as files.

A picture of a file that ships with the program, or of a template, is named by its content, so that it is painted
anew when that changes. A picture of a recent file is kept when the file is saved or closed, named by its path.
Painting waits until the window has been seen, and goes on in slices between the events of the window.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter

from journeyeditor.model.messages import Refused
from journeyeditor.ui.illustration import illustrated
from journeyeditor.ui.theme import ThemeChoice

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from journeyeditor.layout.grid import MapLayout
    from journeyeditor.layout.placed import PlacedMap
    from journeyeditor.model.document import Document
    from journeyeditor.ui.painting.painter import MapPainter
    from journeyeditor.ui.theme import Look

SIZE = QSize(300, 166)
"""Size of a picture in logical pixels, at 100 %. It is higher than its place, so that a map is cut off below, not at
its side."""

MOST_KEPT = 240
"""So many pictures are kept at most; the oldest go."""

LEAST_SCALE, MOST_SCALE = 0.125, 0.26
"""A map fills the width of its picture, but is shown neither smaller nor larger than this; its beginning is seen."""

_EDITION = b"5"
"""Part of the names: another number when pictures come to look otherwise."""

_MARGIN = 8
_SLICE_MS = 15


class Thumbnails(QObject):
    """Pictures by file. `ready` tells the path of one that is there now."""

    ready = Signal(object)

    def __init__(
        self,
        look: Look,
        folder: Path,
        layout_of: Callable[[], MapLayout],
        load: Callable[[str], Document],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._folder = look, folder
        self._layout_of, self._load = layout_of, load
        self._images: dict[tuple[Path, str], QImage] = {}
        self._failed: set[tuple[Path, str]] = set()
        self._waiting: list[Path] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_SLICE_MS)
        self._timer.timeout.connect(self._slice)
        look.changed.connect(self._restyled)

    def picture(self, path: Path) -> QImage | None:
        """The picture in the colours of the present theme, None while there is none."""
        return self._images.get((path, self._theme))

    def want(self, paths: list[Path]) -> None:
        """These files shall have pictures; `begin` makes them."""
        self._waiting = [path for path in paths if self._open(path)]

    def _open(self, path: Path) -> bool:
        key = (path, self._theme)
        return key not in self._images and key not in self._failed

    @property
    def _theme(self) -> str:
        return self._look.palette.name

    @property
    def under_way(self) -> bool:
        return self._timer.isActive()

    def begin(self) -> None:
        """Goes on with what is wanted, a picture per slice."""
        if self._waiting:
            self._timer.start()

    def pause(self) -> None:
        self._timer.stop()

    def _slice(self) -> None:
        if not self._waiting:
            self._timer.stop()
            prune(self._folder, MOST_KEPT)
            return
        path = self._waiting.pop(0)
        image = self._found_or_made(path)
        if image is None:
            self._failed.add((path, self._theme))
            return
        self._images[path, self._theme] = image
        self.ready.emit(path)

    def _found_or_made(self, path: Path) -> QImage | None:
        try:
            content = path.read_bytes()
        except OSError:
            return None
        kept = self._folder / f"{self._name(content)}.png"
        image = QImage(str(kept)) if kept.is_file() else QImage()
        if image.isNull():
            made = self._made(content)
            if made is None:
                return None
            image = made
            keep(image, kept)
        return image

    def _name(self, content: bytes) -> str:
        theme = self._theme.encode() + repr(sorted(self._look.palette.colours.items())).encode()
        digest = hashlib.sha256(_EDITION + theme + content)
        return f"map-{digest.hexdigest()[:40]}"

    def _made(self, content: bytes) -> QImage | None:
        """The picture of a document's first map; None where it can't be read, for it is told when it is opened."""
        try:
            document = illustrated(self._load(content.decode("utf-8")))
            placed = self._layout_of().place(document, document.maps[0].id)
        except (Refused, ValueError, LookupError, RecursionError):
            return None
        return self.painted(document, placed)

    def painted(self, document: Document, placed: PlacedMap) -> QImage:
        """A map as a small picture on the ground of the canvas, twice as fine as logical pixels."""
        from journeyeditor.ui.painting.painter import MapPainter
        from journeyeditor.ui.painting.pictures import Pictures

        fonts = self._layout_of().engine.fonts
        painter = MapPainter(self._look.palette, fonts, Pictures(lambda: document))
        return paint_map(painter, placed, self._look.colour("canvas"))

    # Recent files

    def recent(self, path: Path) -> QImage | None:
        """The picture that was kept of a file, in the present theme where there is one, else in another."""
        for theme in (self._theme, *ThemeChoice):
            kept = self._folder / recent_name(path, str(theme))
            image = QImage(str(kept)) if kept.is_file() else QImage()
            if not image.isNull():
                return image
        return None

    def keep_recent(self, path: Path, document: Document, placed: PlacedMap) -> None:
        """Keeps how a file's map looks now, for the list of recent files."""
        keep(self.painted(document, placed), self._folder / recent_name(path, self._theme))

    def _restyled(self) -> None:
        self._waiting = list(dict.fromkeys(path for path, _theme in self._images))
        self._waiting = [path for path in self._waiting if self._open(path)]


def recent_name(path: Path, theme: str) -> str:
    digest = hashlib.sha256(str(path.absolute()).encode("utf-8", "surrogateescape"))
    return f"recent-{digest.hexdigest()[:32]}-{theme}.png"


def paint_map(painter: MapPainter, placed: PlacedMap, ground: QColor) -> QImage:
    """A placed map in a picture of `SIZE`, from its beginning."""
    ratio = 2
    image = QImage(SIZE * ratio, QImage.Format.Format_RGB32)
    image.fill(ground)
    room = SIZE.width() - 2 * _MARGIN
    scale = min(max(room / placed.width, LEAST_SCALE), MOST_SCALE)
    left = SIZE.width() - _MARGIN - placed.width * scale if placed.rtl else _MARGIN
    if placed.width * scale < room:
        left = (SIZE.width() - placed.width * scale) / 2
    qt = QPainter(image)
    qt.scale(ratio, ratio)
    qt.translate(left, _MARGIN)
    qt.scale(scale, scale)
    painter.paint(qt, placed.picture(), None, scale * ratio)
    qt.end()
    image.setDevicePixelRatio(ratio)
    return image


def keep(image: QImage, path: Path) -> None:
    """Writes a picture whole or not at all; one that can't be kept is made again the next time."""
    fresh = path.with_name(f".{path.name}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        if image.save(str(fresh)):
            fresh.replace(path)


def prune(folder: Path, most: int) -> None:
    """Removes the oldest pictures of a folder where there are more than `most`."""
    with suppress(OSError):
        files = sorted(folder.glob("*.png"), key=lambda path: path.stat().st_mtime)
        for path in files[: max(0, len(files) - most)]:
            path.unlink(missing_ok=True)
