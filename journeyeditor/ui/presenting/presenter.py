"""The window that presents a map on the whole screen, by keys, read-only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QPalette
from PySide6.QtWidgets import QWidget

from journeyeditor.model.entities import Map, Persona
from journeyeditor.model.messages import N_
from journeyeditor.ui.painting.painter import MapPainter
from journeyeditor.ui.painting.pictures import Pictures
from journeyeditor.ui.presenting.slides import slides_of
from journeyeditor.ui.presenting.stage_view import StageView
from journeyeditor.ui.widgets.build import column, label, row
from journeyeditor.ui.widgets.fields import Elided

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent
    from PySide6.QtWidgets import QHBoxLayout

    from journeyeditor.layout.fonts import FontStore
    from journeyeditor.layout.placed import PlacedMap
    from journeyeditor.model.document import Document
    from journeyeditor.ui.theme import Look

STRIP = 56
"""Height of the strip below the map in logical pixels, at 100 %."""

SCROLL = 120
"""By so many pixels a stage higher than the screen moves at a key."""

_TITLE, _WHOLE = N_("Presenting: {title}"), N_("The whole map")
_KEYS_HELP = N_("Arrows: next, back · digits: stage · 0: whole map · B: blank · Esc: end")
_BLANK = N_("The screen is blank; press B to go on.")
_NUMBER, _UNTITLED = N_("{number} of {count}"), N_("Untitled map")
_FEELS = N_("{title}, {number} of {count}. {goal}")

_NEXT = (Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_N)
_BACK = (Qt.Key.Key_Backspace, Qt.Key.Key_PageUp, Qt.Key.Key_P)
_BLANKS = (Qt.Key.Key_B, Qt.Key.Key_Period)


class Presenter(QWidget):
    """Shows a map as it was when presenting began. `ended` when the person leaves it."""

    ended = Signal()

    def __init__(self, look: Look, document: Document, placed: PlacedMap, fonts: FontStore) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._look, self._document = look, document
        self._map = document.one(Map, placed.map)
        self.slides = slides_of(document, placed)
        self.at = 0
        painter = MapPainter(look.palette, fonts, Pictures(lambda: document))
        self.view = StageView(painter, placed, look.manner.still)
        self.title = Elided(look, self._map.title or look.tr_(_UNTITLED), "ink", 14, bold=True)
        self.people = Elided(look, self._people(), "ink.quiet", 11)
        self.stage = Elided(look, "", "ink", 14, bold=True)
        self.goal = Elided(look, "", "ink.quiet", 11)
        self.number = label("", "quiet")
        self.blank = self._blank()
        self.setWindowTitle(look.tr_(_TITLE, title=self._map.title or look.tr_(_UNTITLED)))
        self._lay_out()
        self.go_to(0, at_once=True)

    def _people(self) -> str:
        found = (self._document.find(Persona, key) for key in self._map.personas)
        return " · ".join(persona.name for persona in found if persona and persona.name)

    def _blank(self) -> QWidget:
        """Black over everything, and nothing else."""
        blank = QWidget(self)
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Window, QColor(Qt.GlobalColor.black))
        blank.setPalette(palette)
        blank.setStyleSheet("background: black;")
        blank.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        blank.setAccessibleName(self._look.tr_(_BLANK))
        blank.setCursor(Qt.CursorShape.BlankCursor)
        blank.hide()
        return blank

    def _lay_out(self) -> None:
        box = column(self, 0)
        box.addWidget(self.view, 1)
        strip = QWidget()
        strip.setObjectName("statusBar")
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        strip.setFixedHeight(self._look.px(STRIP))
        strip.setLayout(self._strip())
        box.addWidget(strip)
        self.blank.raise_()

    def _strip(self) -> QHBoxLayout:
        line = row(spacing=24, margins=(24, 6, 24, 6))
        for upper, lower in ((self.title, self.people), (self.stage, self.goal)):
            words = column(spacing=0)
            words.addStretch(1)
            words.addWidget(upper)
            words.addWidget(lower)
            words.addStretch(1)
            line.addLayout(words, 1)
        line.addWidget(self.number)
        return line

    # What is shown

    def start(self, beside: QWidget) -> None:
        """Fills the screen on which another window is."""
        self.setGeometry(beside.screen().geometry())
        self.showFullScreen()
        self.activateWindow()
        self.setFocus()

    def go_to(self, at: int, *, at_once: bool = False) -> None:
        """The slide of this number, 0 for the whole map; the nearest one where there is none."""
        self.at = min(max(0, at), len(self.slides) - 1)
        slide = self.slides[self.at]
        tr, count = self._look.tr_, len(self.slides) - 1
        self.stage.set_text(slide.title if slide.stage else tr(_WHOLE))
        self.goal.set_text(slide.goal if slide.stage else tr(_KEYS_HELP))
        number = tr(_NUMBER, number=self.at, count=count) if self.at else ""
        self.number.setText(number)
        self.view.show_slide(slide, at_once=at_once)
        self._announce()

    def _announce(self) -> None:
        slide, tr = self.slides[self.at], self._look.tr_
        words = tr(_WHOLE)
        if slide.stage:
            count = len(self.slides) - 1
            words = tr(_FEELS, title=slide.title, number=self.at, count=count, goal=slide.goal)
        self.setAccessibleName(words)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def next(self) -> None:
        self.go_to(self.at + 1)

    def back(self) -> None:
        self.go_to(self.at - 1)

    def toggle_blank(self) -> None:
        """Black, or the map again."""
        self.blank.setGeometry(self.rect())
        self.blank.setVisible(self.blank.isHidden())
        self.blank.raise_()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _BLANKS or (key == Qt.Key.Key_Escape and not self.blank.isHidden()):
            self.toggle_blank()
        elif key in {Qt.Key.Key_Escape, Qt.Key.Key_F5}:
            self.close()
        elif self.blank.isHidden() and not self._walk(key, event):
            super().keyPressEvent(event)

    def _walk(self, key: Qt.Key, event: QKeyEvent) -> bool:
        """Goes where a key leads; False for other keys."""
        digit = key.value - Qt.Key.Key_0.value
        if key in {self._forward, *_NEXT}:
            back = key is Qt.Key.Key_Space and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.go_to(self.at + (-1 if back else 1))
        elif key in {self._backward, *_BACK}:
            self.back()
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.go_to(0 if key == Qt.Key.Key_Home else len(self.slides))
        elif 0 <= digit <= 9:
            self.go_to(digit)
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.view.scroll_by(0, SCROLL if key == Qt.Key.Key_Up else -SCROLL)
        else:
            return False
        return True

    @property
    def _rtl(self) -> bool:
        """Whether the map runs from right to left, and its arrows with it."""
        return self.view.placed is not None and self.view.placed.rtl

    @property
    def _forward(self) -> Qt.Key:
        return Qt.Key.Key_Left if self._rtl else Qt.Key.Key_Right

    @property
    def _backward(self) -> Qt.Key:
        return Qt.Key.Key_Right if self._rtl else Qt.Key.Key_Left

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.blank.isHidden():
            self.toggle_blank()
        elif event.button() is Qt.MouseButton.LeftButton:
            self.next()
        elif event.button() is Qt.MouseButton.RightButton:
            self.back()

    def event(self, event: QEvent) -> bool:
        # Tab has nowhere to go, and no shortcut of the editor may change the document behind.
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return bool(super().event(event))

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.ended.emit()
