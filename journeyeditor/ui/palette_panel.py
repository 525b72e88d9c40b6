"""The panel on the left: channels and kinds of cards as tiles, to drag into the map or to add by a key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDrag, QFont, QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from journeyeditor.model.channels import BUILT_IN
from journeyeditor.model.entities import LaneKind
from journeyeditor.model.messages import N_
from journeyeditor.ui.canvas.tools.palette import MIME, PaletteItem
from journeyeditor.ui.widgets.build import clear, column, label, scrolling
from journeyeditor.ui.widgets.buttons import PaintedButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from journeyeditor.model.document import Document
    from journeyeditor.ui.theme import Look

WIDE, NARROW = 228, 104
"""Width of the panel in logical pixels, with words and with icons only: the tiles have room beside a scroll bar too."""

TILE, SMALL_TILE = QSize(64, 56), QSize(36, 34)
TEXT_SIZES = (10.5, 9.5)
"""Pixels of the words on a tile: as large as they fit in."""

_CARDS: tuple[tuple[LaneKind, str], ...] = (
    (LaneKind.TEXT, N_("Text")),
    (LaneKind.QUOTE, N_("Quote")),
    (LaneKind.PAIN, N_("Pain")),
    (LaneKind.OPPORTUNITY, N_("Opportunity")),
    (LaneKind.SOLUTION, N_("Solution")),
    (LaneKind.IMAGE, N_("Image")),
    (LaneKind.METRIC, N_("Metric")),
)
_HOW = N_("{name}: drag it into the map, or press Enter to add it at the cursor")


@dataclass(frozen=True, slots=True)
class Item:
    """What a tile makes: a kind of card, and a touchpoint's channel."""

    kind: LaneKind
    name: str
    icon: str
    channel: str | None = None

    def mime(self) -> QMimeData:
        data = QMimeData()
        data.setData(MIME, PaletteItem(self.kind, self.channel).to_bytes())
        return data


class Tile(PaintedButton):
    """One item to drag. `chosen` when it is called by Enter or a double click."""

    chosen = Signal(object)

    def __init__(self, look: Look, item: Item) -> None:
        super().__init__(look, item.name, TILE)
        self.setCheckable(False)
        self.setToolTip(look.tr_(_HOW, name=item.name))
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.item = item
        self.narrow = False
        self._pressed_at: QPoint | None = None

    def set_narrow(self, narrow: bool) -> None:
        self.narrow = narrow
        self.setFixedSize(self.look.size(SMALL_TILE if narrow else TILE))

    def draw(self, painter: QPainter) -> None:
        hot = self.underMouse() or self.hasFocus()
        self.ground(painter, "hover" if hot else "panel.quiet", 9)
        if self.look.outlined:
            self.ring(painter, "line")
        self._face(painter, self.width(), self.height())
        if self.hasFocus():
            self.ring(painter, "accent", 9)

    def _face(self, painter: QPainter, width: float, height: float) -> None:
        role = "ink" if self.item.channel else f"{self.item.kind}.ink"
        px = self.look.px
        size = px(20)
        top = (height - size) / 2 if self.narrow else px(9)
        self.look.paint.paint(painter, self.item.icon, (width - size) / 2, top, size, role)
        if self.narrow:
            return
        edge = px(3) if self.look.outlined else 1
        room = QRectF(edge, px(33), width - 2 * edge, px(18))
        painter.setFont(self._fitting_font(room.width()))
        painter.setPen(self.look.colour("ink.quiet"))
        words = painter.fontMetrics().elidedText(
            self.item.name, Qt.TextElideMode.ElideRight, round(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)

    def _fitting_font(self, room: float) -> QFont:
        font = self.font()
        for size in TEXT_SIZES:
            # Qt takes whole pixels only; points of a screen of 96 dpi are three quarters of one.
            font.setPointSizeF(size * self.look.manner.scale * 72 / self.logicalDpiY())
            if QFontMetricsF(font).horizontalAdvance(self.item.name) <= room:
                break
        return font

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        start = self._pressed_at
        here = event.position().toPoint()
        far = QApplication.startDragDistance()
        if start is not None and (here - start).manhattanLength() >= far:
            self._pressed_at = None
            self.setDown(False)
            self.make_drag().exec(Qt.DropAction.CopyAction)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = None
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self.item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit(self.item)
            return
        super().keyPressEvent(event)

    def make_drag(self) -> QDrag:
        """The drag of this item, with a small card as its picture."""
        drag = QDrag(self)
        drag.setMimeData(self.item.mime())
        picture = self.picture()
        drag.setPixmap(picture)
        drag.setHotSpot(QPoint(24, 20))
        return drag

    def picture(self) -> QPixmap:
        """A small card with the item's icon and name."""
        ratio = self.devicePixelRatioF()
        width = 56 + self.fontMetrics().horizontalAdvance(self.item.name)
        pixmap = QPixmap(round(width * ratio), round(44 * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.look.colour("accent"), 1.5))
        painter.setBrush(self.look.colour("card"))
        painter.drawRoundedRect(QRectF(2, 2, width - 4, 40), 10, 10)
        self.look.paint.paint(painter, self.item.icon, 14, 13, 18, "accent")
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self.look.colour("ink"))
        painter.drawText(
            QRectF(40, 2, width - 44, 40), Qt.AlignmentFlag.AlignVCenter, self.item.name
        )
        painter.end()
        return pixmap


class PalettePanel(QWidget):
    """Both sections of tiles. `chosen` carries the item that a person called by key or double click."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("leftPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self._narrow = False
        self._own: tuple[tuple[str, str, str], ...] = ()
        self.tiles: list[Tile] = []
        inner = QWidget()
        self._sections = column(inner, 8, (14, 14, 2, 14))
        column(self, 0, (0, 0, 2, 0)).addWidget(scrolling(inner))
        self._build()

    @property
    def narrow(self) -> bool:
        return self._narrow

    def set_narrow(self, narrow: bool) -> None:
        """Icons only, where the window is narrow."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._build()

    def show_channels(self, document: Document) -> None:
        """The document's own channels stand behind the built-in ones."""
        icons = self._look.icons
        own = tuple(
            (one.id, one.name, one.icon if one.icon in icons else "channel")
            for one in document.channels
        )
        if own != self._own:
            self._own = own
            self._build()

    def _build(self) -> None:
        clear(self._sections)
        self.tiles = []
        self.setFixedWidth(self._look.px(NARROW if self._narrow else WIDE))
        self._section(N_("TOUCHPOINTS"), self._touchpoints())
        self._sections.addSpacing(10)
        self._section(N_("CARDS"), self._cards())
        self._sections.addStretch(1)
        self.setFocusProxy(self.tiles[0])

    def _touchpoints(self) -> list[Item]:
        named = [(one.id, self._look.tr_(one.name), one.id) for one in BUILT_IN]
        named += self._own
        return [Item(LaneKind.TOUCHPOINT, name, icon, key) for key, name, icon in named]

    def _cards(self) -> list[Item]:
        return [Item(kind, self._look.tr_(name), str(kind)) for kind, name in _CARDS]

    def _section(self, title: str, items: Sequence[Item]) -> None:
        if not self._narrow:
            self._sections.addWidget(label(self._look.tr_(title), "section"))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        columns = 2 if self._narrow else 3
        for index, item in enumerate(items):
            tile = Tile(self._look, item)
            tile.set_narrow(self._narrow)
            tile.chosen.connect(self.chosen)
            self.tiles.append(tile)
            grid.addWidget(tile, index // columns, index % columns)
        grid.setColumnStretch(columns, 1)
        self._sections.addLayout(grid)
