"""The fields that lie over a card or a head while its texts are edited."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPalette,
    QPen,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from journeyeditor.layout.text.engine import LEADING
from journeyeditor.ui.canvas.marks import RING, RING_GAP
from journeyeditor.ui.widgets.leaning import lean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QFont, QPaintEvent

    from journeyeditor.layout.drawing import Group, Rect
    from journeyeditor.layout.fonts import Style
    from journeyeditor.layout.palette import Palette
    from journeyeditor.model.messages import Translate
    from journeyeditor.ui.canvas.field_keys import FieldKeys
    from journeyeditor.ui.canvas.text_fonts import TextFonts
    from journeyeditor.ui.painting.painter import MapPainter

RIM = 6
"""Pixels round the card in which the ring is drawn."""

# A style sheet of the window would dress these fields as form fields; this one wins over it.
_SHEET = """
QTextEdit, QTextEdit:focus, QTextEdit:hover {{
    border: none; border-radius: 0; padding: 0; margin: 0; min-height: 0; max-height: 99999px;
    background: transparent; color: {ink}; font-size: {size}px;
}}
"""
# A menu is no place to go to: who calls up Paste from it wants to go on typing.
_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)


@dataclass(frozen=True, slots=True)
class FieldLook:
    """A field by the entity's attribute it edits, its style on the map, and what it says while empty."""

    name: str
    style: Style
    hint: str
    centred: bool = False


class Insets(NamedTuple):
    """Where a text begins and ends within the rectangle that is edited, in pixels from its edges, and how high it is."""

    left: float
    top: float
    right: float
    height: float


class TextField(QTextEdit):
    """A field of plain text that grows with it and tells its keys to the box around it.

    Plain text fields of Qt have the leading of the typeface; this one has the map's.
    """

    key = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget, keys: FieldKeys) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(False)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)

    def dress(self, font: QFont, leading: float, ink: str) -> None:
        """Type and colour, in a form that a style sheet of the window can't override; `leading` in pixels."""
        self.setFont(font)
        self.setStyleSheet(_SHEET.format(ink=ink, size=font.pixelSize()))
        lines = QTextBlockFormat()
        lines.setLineHeight(leading, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        if self.textCursor().blockFormat().lineHeight() == leading:
            return
        # How lines stand is no step of the field's own undo; where another zoom changes it, that begins anew.
        blocked = self.blockSignals(True)
        self.document().setUndoRedoEnabled(False)
        everything = QTextCursor(self.document())
        everything.select(QTextCursor.SelectionType.Document)
        everything.mergeBlockFormat(lines)
        self.document().setUndoRedoEnabled(True)
        self.blockSignals(blocked)

    @property
    def text_height(self) -> float:
        """Pixels that all lines of the text take."""
        return float(self.document().size().height())

    def event(self, event: QEvent) -> bool:
        # Keys of the window shall not take from a text what a person chose for it.
        asked = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if asked and self._keys.meaning(event, self._at_edge):  # type: ignore[arg-type]  # a key event
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        meaning = self._keys.meaning(event, self._at_edge)
        if meaning == "newline":
            self.insertPlainText("\n")
        elif meaning:
            self.key.emit(meaning)
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        # Qt would paste lines with a leading of their own.
        self.insertPlainText(source.text())

    def _at_edge(self, way: QTextCursor.MoveOperation) -> bool:
        return not QTextCursor(self.textCursor()).movePosition(way)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.left.emit()


class FieldBox(QWidget):
    """The fields of one entity, one below the other, on the ground of a card with the selection ring round it."""

    finished = Signal()
    cancelled = Signal()
    went_on = Signal(int)
    add_below = Signal()
    typed = Signal()

    def __init__(
        self,
        parent: QWidget,
        looks: Sequence[FieldLook],
        values: Mapping[str, str],
        fonts: TextFonts,
        translate: Translate,
        map_painter: MapPainter,
        keys: FieldKeys,
    ) -> None:
        super().__init__(parent)
        self._map_painter = map_painter
        self._beside: Group | None = None
        self._looks = tuple(looks)
        self._centred = frozenset(look.name for look in looks if look.centred)
        self._fonts = fonts
        self._zoom = 1.0
        self._least, self._above = 0, 0.0
        self._ground, self._ring = QColor(), QColor()
        self._dismissed = self._dressed = False
        self._ink = "black"
        self._insets: tuple[Insets, ...] = ()
        self.fields: dict[str, TextField] = {}
        for look in looks:
            field = TextField(self, keys)
            field.setPlaceholderText(translate(look.hint))
            field.setAccessibleName(translate(look.hint))
            field.setPlainText(values[look.name])
            field.textChanged.connect(self._grow)
            field.textChanged.connect(self.typed)
            field.key.connect(self._key)
            field.left.connect(self._left)
            if look.centred:
                field.document().setDefaultTextOption(QTextOption(Qt.AlignmentFlag.AlignHCenter))
            self.fields[look.name] = field

    def set_palette(self, palette: Palette) -> None:
        """The colours of a theme."""
        self._ground, self._ring = QColor(palette.hex("card")), QColor(palette.hex("selection"))
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.PlaceholderText, QColor(palette.hex("ink.quiet")))
        colours.setColor(QPalette.ColorRole.Highlight, QColor(palette.hex("accent")))
        colours.setColor(QPalette.ColorRole.HighlightedText, QColor(palette.hex("accent.ink")))
        for field in self.fields.values():
            field.setPalette(colours)
        self._ink = palette.hex("ink")
        self._dress()
        self.update()

    def show_beside(self, group: Group | None) -> None:
        """What stays in sight beside the fields, in map units of what is edited."""
        self._beside = group
        self.update()

    def lay(self, rect: Rect, zoom: float, insets: Sequence[Insets]) -> None:
        """Lies over this rectangle (pixels of the parent), its type as large as the map's at a zoom.

        The fields stand where their texts do; when one grows those below it go down.
        """
        if zoom != self._zoom or not self._dressed:
            self._zoom = zoom
            self._dress()
        self._least = round(rect.h) + 2 * RIM
        self._insets = tuple(insets)
        self._above = rect.y - round(rect.y)
        self.setGeometry(
            round(rect.x) - RIM, round(rect.y) - RIM, round(rect.w) + 2 * RIM, self.height()
        )
        self._grow()

    def _dress(self) -> None:
        self._dressed = True
        for look in self._looks:
            font = self._fonts.font(look.style, self._zoom)
            leading = LEADING * look.style.size * self._zoom
            self.fields[look.name].dress(font, leading, self._ink)

    def begin(self, field: str, typed: str = "") -> None:
        """Shows the fields, the keyboard in one of them, all its text selected or replaced by what was typed."""
        self.show()
        self.raise_()
        chosen = self.fields.get(field) or self.focused()
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)
        chosen.selectAll()
        if typed:
            chosen.insertPlainText(typed)
        self._grow()

    def texts(self) -> dict[str, str]:
        """What the fields hold, by attribute."""
        return {name: field.toPlainText() for name, field in self.fields.items()}

    def focused(self) -> TextField:
        """The field that has the keyboard, the first one where none has."""
        fields = list(self.fields.values())
        return next((field for field in fields if field.hasFocus()), fields[0])

    def has_focus(self) -> bool:
        return any(field.hasFocus() for field in self.fields.values())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # What a text has no use for is nothing that the map should do while it is typed.
        event.accept()

    def dismiss(self) -> None:
        """Goes, and tells nothing more."""
        self._dismissed = True
        self.hide()
        self.deleteLater()

    def _grow(self) -> None:
        """As high as the texts need, and never lower than what is edited."""
        if not self._insets:
            return
        bottom, end = self._above, 0.0
        for look, inset in zip(self._looks, self._insets, strict=False):
            field = self.fields[look.name]
            if look.name not in self._centred:
                lean(field)
            # What is between two texts on the map stays between them.
            top = bottom + inset.top - end
            self._stand(field, top - self._fonts.lift(look.style) * self._zoom, inset)
            bottom, end = top + field.text_height, inset.top + inset.height
        pad = max(2, round(self._insets[0].top / 2))
        self.resize(self.width(), max(self._least, ceil(bottom) + 2 * RIM + pad))

    def _stand(self, field: TextField, top: float, inset: Insets) -> None:
        """A field at its place in the box, so wide that its lines have as much room as those of the map."""
        left, right = max(2, round(inset.left)), max(0, round(inset.right))
        width = max(1, self.width() - 2 * RIM - left - right)
        if field.lineWrapColumnOrWidth() != width:
            field.setLineWrapColumnOrWidth(width)
        # The cursor behind a full line has its place too, and what reaches below the last one.
        high = ceil(field.text_height) + 2
        field.setGeometry(RIM + left, RIM + round(top), width + 2, high)

    def _key(self, meaning: str) -> None:
        if meaning == "done":
            self.finished.emit()
        elif meaning == "cancel":
            self.cancelled.emit()
        elif meaning == "below":
            self.add_below.emit()
        elif meaning in {"next", "previous"}:
            self.went_on.emit(1 if meaning == "next" else -1)
        else:
            self._step(1 if meaning == "down" else -1)

    def _step(self, by: int) -> None:
        """The arrow keys lead from one field to the next at its last and first line."""
        fields = list(self.fields.values())
        place = next((i for i, field in enumerate(fields) if field.hasFocus()), 0) + by
        if 0 <= place < len(fields):
            fields[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _left(self) -> None:
        if not self._dismissed and not self.has_focus():
            self.finished.emit()

    def event(self, event: QEvent) -> bool:
        # A press between the fields belongs to the first of them, not to the map below.
        if event.type() == QEvent.Type.MouseButtonPress:
            next(iter(self.fields.values())).setFocus()
            return True
        return bool(super().event(event))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole, radius = QRectF(self.rect()), 10 * self._zoom
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ground)
        inner = whole.adjusted(RIM - 1, RIM - 1, 1 - RIM, 1 - RIM)
        painter.drawRoundedRect(inner, radius, radius)
        if self._beside is not None:
            painter.save()
            painter.translate(RIM, RIM)
            painter.scale(self._zoom, self._zoom)
            self._map_painter.paint(painter, self._beside, None, self._zoom)
            painter.restore()
        painter.setPen(QPen(self._ring, RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        edge = RING / 2 + 0.5
        outer = whole.adjusted(edge, edge, -edge, -edge)
        painter.drawRoundedRect(outer, radius + RING_GAP, radius + RING_GAP)
        painter.end()
