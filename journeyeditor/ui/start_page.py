"""What is seen while no document is open: begin with a template, look at a sample, go on with a recent file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from journeyeditor.model.messages import N_
from journeyeditor.ui.lost_work import LostWork
from journeyeditor.ui.sketch import Sketch, draw
from journeyeditor.ui.widgets.build import button, clear, column, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from journeyeditor.app.library import Entry
    from journeyeditor.ui.actions import ActionSet
    from journeyeditor.ui.lost_work import LostMap
    from journeyeditor.ui.theme import Look

SIDE = 300
CARD = QSize(248, 226)
_PICTURE = 104
_RADIUS = 12


class EntryCard(QAbstractButton):
    """A template or sample: its drawing, name and description."""

    def __init__(self, look: Look, entry: Entry) -> None:
        super().__init__()
        self.entry = entry
        self._look = look
        self._sketch = Sketch.read(entry.path)
        self.setText(entry.name)
        self.setAccessibleName(entry.name)
        self.setAccessibleDescription(entry.description)
        self.setToolTip(entry.description)
        self.setMinimumSize(CARD)
        self.setMaximumHeight(CARD.height())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return CARD

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        width = self.width()
        draw(painter, self._look, self._sketch, QRectF(20, 20, width - 40, _PICTURE))
        self._paint_words(painter, QRect(20, _PICTURE + 36, width - 40, 76))
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        look = self._look
        hot = self.hasFocus() or self.underMouse()
        edge = look.colour("accent" if hot else "card.line")
        painter.setPen(QPen(edge, 2 if self.hasFocus() else 1))
        painter.setBrush(look.colour("panel"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("canvas"))
        painter.drawRoundedRect(QRectF(9, 9, self.width() - 18, _PICTURE + 22), 8, 8)

    def _paint_words(self, painter: QPainter, room: QRect) -> None:
        font = self.font()
        font.setPixelSize(14)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self._look.colour("ink"))
        name = painter.fontMetrics().elidedText(
            self.entry.name, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading, name)
        font.setPixelSize(11)
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(self._look.colour("ink.quiet"))
        lines = wrapped(self.entry.description, painter, room.width(), 3)
        below = room.adjusted(0, 24, 0, 0)
        painter.drawText(below, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading, lines)


def wrapped(text: str, painter: QPainter, width: int, most: int) -> str:
    """A text in lines that fit a width; what does not go into `most` of them ends in an ellipsis."""
    metrics = painter.fontMetrics()
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most:
        line = words.pop(0)
        while words and metrics.horizontalAdvance(f"{line} {words[0]}") <= width:
            line = f"{line} {words.pop(0)}"
        if words and len(lines) == most - 1:
            line = " ".join([line, *words])
        lines.append(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width + 4))
    return "\n".join(lines)


class Cards(QWidget):
    """Entry cards in as many columns as there is room for."""

    chosen = Signal(str)

    def __init__(self, look: Look, entries: Sequence[Entry]) -> None:
        super().__init__()
        self.cards = [EntryCard(look, entry) for entry in entries]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(16)
        self._columns = 0
        for card in self.cards:
            card.clicked.connect(self._clicked)
        self._arrange(3)

    def _clicked(self) -> None:
        card = self.sender()
        if isinstance(card, EntryCard):
            self.chosen.emit(card.entry.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(max(1, (event.size().width() + 16) // (CARD.width() + 16)))

    def _arrange(self, columns: int) -> None:
        columns = min(columns, 4)
        if columns == self._columns:
            return
        self._columns = columns
        for index, card in enumerate(self.cards):
            self._grid.addWidget(card, index // columns, index % columns)
        for index in range(5):
            self._grid.setColumnStretch(index, 1 if index < columns else 0)

    def minimumSizeHint(self) -> QSize:
        # Fewer columns than now must stay possible when the window is made narrower.
        return QSize(CARD.width(), super().minimumSizeHint().height())


class RecentRow(QAbstractButton):
    """A recent file: its name, and its folder below."""

    def __init__(self, look: Look, path: Path, note: str) -> None:
        super().__init__()
        self.path = path
        self._look, self._note = look, note
        self.setText(path.stem)
        self.setAccessibleName(path.name)
        self.setToolTip(str(path))
        self.setFixedHeight(46)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, there = self._look, not self._note
        if self.underMouse() or self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        look.paint.paint(painter, "file", 10, 13, 20, "accent" if there else "ink.disabled")
        font = self.font()
        font.setBold(True)
        self._line(painter, font.pixelSize(), True, self.text(), 5, "ink" if there else "ink.quiet")
        self._line(painter, 11, False, self._note or str(self.path.parent), 23, "ink.quiet")
        painter.end()

    def _line(self, painter: QPainter, size: int, bold: bool, text: str, y: int, role: str) -> None:
        font = self.font()
        font.setPixelSize(max(size, 11))
        font.setBold(bold)
        painter.setFont(font)
        painter.setPen(self._look.colour(role))
        width = self.width() - 50
        words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, width)
        painter.drawText(QRect(40, y, width, 18), Qt.AlignmentFlag.AlignVCenter, words)


class StartPage(QWidget):
    """`template`, `sample` and `recent` carry what was chosen; `lost_opened` and `lost_discarded` a lost session."""

    template = Signal(str)
    sample = Signal(str)
    recent = Signal(object)
    lost_opened = Signal(object)
    lost_discarded = Signal(object)

    def __init__(
        self,
        look: Look,
        actions: ActionSet,
        templates: Sequence[Entry],
        samples: Sequence[Entry],
    ) -> None:
        super().__init__()
        self.setObjectName("startPage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # The page itself has the focus at first, so that no button seems to be chosen already.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._look, self._actions = look, actions
        self.templates = Cards(look, templates)
        self.samples = Cards(look, samples)
        self.templates.chosen.connect(self.template)
        self.samples.chosen.connect(self.sample)
        self.lost = LostWork(look)
        self.lost.opened.connect(self.lost_opened)
        self.lost.discarded.connect(self.lost_discarded)
        self._logo = QLabel()
        self._recent = column(spacing=2)
        line = row(self, 0)
        line.addWidget(self._side())
        line.addWidget(self._main(), 1)
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self._logo.setPixmap(self._look.paint.logo(44, self.devicePixelRatioF()))

    def _side(self) -> QWidget:
        side = QWidget()
        side.setObjectName("startSide")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(SIDE)
        tr = self._look.tr_
        box = column(side, 8, (28, 36, 24, 24))
        box.addWidget(self._logo)
        box.addSpacing(6)
        box.addWidget(label("JourneyEditor", "display"))
        box.addWidget(label(tr(N_("Customer journey maps, on your own disk.")), "lead", wrap=True))
        box.addSpacing(16)
        box.addWidget(self._button("new", N_("New journey map"), "primary"))
        box.addWidget(self._button("open", N_("Open…"), ""))
        box.addWidget(self._button("import", N_("Import…"), ""))
        box.addSpacing(20)
        box.addWidget(label(tr(N_("RECENT")), "section"))
        box.addLayout(self._recent)
        box.addStretch(1)
        hint = tr(N_("Or drop a file here: .journey, Mermaid, Markdown or JSON."))
        box.addWidget(label(hint, "quiet", wrap=True))
        return side

    def _button(self, action: str, text: str, style: str) -> QWidget:
        made = button(self._look.tr_(text), style)
        made.clicked.connect(self._actions[action].trigger)
        return made

    def _main(self) -> QWidget:
        inner = QWidget()
        inner.setObjectName("startPage")
        tr = self._look.tr_
        box = column(inner, 12, (40, 36, 40, 36))
        box.addWidget(self.lost)
        box.addWidget(label(tr(N_("Start with a template")), "heading"))
        box.addWidget(self.templates)
        box.addSpacing(20)
        box.addWidget(label(tr(N_("Look at a finished journey")), "heading"))
        box.addWidget(self.samples)
        box.addStretch(1)
        area = self._area = QScrollArea()
        area.setObjectName("startArea")
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def show_lost(self, found: Sequence[LostMap]) -> None:
        """Work that was not saved when the program ended, the one changed last first."""
        self.lost.show_lost(found)
        self._area.verticalScrollBar().setValue(0)

    def show_recent(self, paths: Sequence[Path]) -> None:
        """The files opened last, newest first."""
        clear(self._recent)
        tr = self._look.tr_
        for path in paths[:6]:
            note = "" if path.is_file() else tr(N_("not found at its place any more"))
            made = RecentRow(self._look, path, note)
            made.setEnabled(not note)
            made.clicked.connect(self._recent_clicked)
            self._recent.addWidget(made)
        if not paths:
            words = tr(N_("Files you open or save appear here."))
            self._recent.addWidget(label(words, "quiet", wrap=True))

    def _recent_clicked(self) -> None:
        made = self.sender()
        if isinstance(made, RecentRow):
            self.recent.emit(made.path)
