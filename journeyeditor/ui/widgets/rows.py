"""Rows of buttons of which one is chosen: segments, faces, hues, numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLabel, QSlider, QWidget

from journeyeditor.layout.palette import HUES
from journeyeditor.model import scale as scales
from journeyeditor.model.brand import BRAND_HUES
from journeyeditor.model.messages import N_
from journeyeditor.ui.widgets.build import row
from journeyeditor.ui.widgets.buttons import FaceButton, HueButton, PointButton, Segment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QWheelEvent
    from PySide6.QtWidgets import QAbstractButton

    from journeyeditor.model.entities import Scale
    from journeyeditor.ui.theme import Look

MOST_FACES = 7

HUE_NAMES: dict[str, str] = {
    "": N_("Automatic"),
    "indigo": N_("Indigo"),
    "teal": N_("Teal"),
    "amber": N_("Amber"),
    "rose": N_("Rose"),
    "green": N_("Green"),
    "blue": N_("Blue"),
    "violet": N_("Violet"),
    "slate": N_("Slate"),
}

OWN_COLOUR = N_("Own colour {number}, {colour}")
HUES_A_ROW = 9

_NUMBERS = range(1, 6)


class ChoiceRow(QFrame):
    """Buttons side by side for values; `picked` tells the one that a person chose, None for none.

    With `optional`, choosing the chosen one again takes the choice back.
    """

    picked = Signal(object)

    def __init__(self, optional: bool = False, spacing: int = 2) -> None:
        super().__init__()
        self._optional = optional
        self._buttons: list[tuple[object, QAbstractButton]] = []
        self.line = row(self, spacing)

    def add(self, value: object, made: QAbstractButton, stretch: int = 0) -> None:
        self._buttons.append((value, made))
        self.place(made, stretch)
        made.clicked.connect(self._clicked)

    def place(self, made: QAbstractButton, stretch: int) -> None:
        """Where a button goes: behind the others."""
        self.line.addWidget(made, stretch)

    @property
    def buttons(self) -> dict[object, QAbstractButton]:
        return dict(self._buttons)

    def show_value(self, value: object) -> None:
        for own, made in self._buttons:
            made.setChecked(value is not None and own == value)

    def _clicked(self) -> None:
        sender = self.sender()
        value, made = next((own, one) for own, one in self._buttons if one is sender)
        taken_back = self._optional and not made.isChecked()
        self.show_value(None if taken_back else value)
        self.picked.emit(None if taken_back else value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        on = -1 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 1
        steps = {Qt.Key.Key_Left: -on, Qt.Key.Key_Right: on, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        order = [made for _value, made in self._buttons]
        focused = self.focusWidget()
        if step is None or focused not in order:
            super().keyPressEvent(event)
            return
        order[(order.index(focused) + step) % len(order)].setFocus(Qt.FocusReason.TabFocusReason)


def segmented(look: Look, choices: Sequence[tuple[object, str]]) -> ChoiceRow:
    """A row of words in one quiet block."""
    made = ChoiceRow(spacing=0)
    made.setObjectName("block")
    made.line.setContentsMargins(3, 3, 3, 3)
    for value, words in choices:
        made.add(value, Segment(look, words), 1)
    return made


def widest_segment(words: Sequence[str]) -> int:
    """How wide each of some segments has to be, in logical pixels: as wide as the longest, in bold."""
    font = QApplication.font()
    font.setBold(True)
    font.setPixelSize(round(font.pixelSize() * 11 / 12))
    metrics = QFontMetrics(font)
    return max(metrics.horizontalAdvance(word) for word in words) + 12


def hue_row(look: Look, brand: Sequence[str] = ()) -> ChoiceRow:
    """Automatic, the theme's hues, and in a second row the document's own colours (`#RRGGBB`)."""
    made = HueRow()
    for hue in ("", *HUES):
        made.add(hue, HueButton(look, hue, look.tr_(HUE_NAMES[hue])))
    for place, colour in enumerate(brand[: len(BRAND_HUES)]):
        words = look.tr_(OWN_COLOUR, number=place + 1, colour=colour)
        made.add(BRAND_HUES[place], HueButton(look, colour.lower(), words))
    return made


class HueRow(ChoiceRow):
    """Dots of colour, nine in a row."""

    def __init__(self) -> None:
        super().__init__(spacing=0)
        self._grid = QGridLayout()
        self._grid.setSpacing(3)
        self.line.addLayout(self._grid)
        self.line.addStretch(1)

    def place(self, made: QAbstractButton, stretch: int) -> None:
        at = len(self.buttons) - 1
        self._grid.addWidget(made, at // HUES_A_ROW, at % HUES_A_ROW)


def number_row(look: Look) -> ChoiceRow:
    """1 to 5, or none."""
    made = ChoiceRow(optional=True, spacing=5)
    for number in _NUMBERS:
        made.add(number, PointButton(look, str(number)))
    made.line.addStretch(1)
    return made


def rating_row(look: Look, scale: Scale, ring: str) -> ChoiceRow | RatingSlider:
    """A face for each level from the worst to the best, or a slider where there are too many for faces."""
    if scale.max - scale.min >= MOST_FACES:
        return RatingSlider(look, scale)
    made = ChoiceRow(optional=True, spacing=0)
    levels = list(scales.levels(scale))
    size = 32 if len(levels) <= 5 else 26
    for level in levels if scale.high_is_good else reversed(levels):
        words = scales.named_value(scale, level)
        made.add(float(level), FaceButton(look, words, scales.goodness(scale, level), ring, size))
    made.line.addStretch(1)
    return made


class RatingSlider(QWidget):
    """A rating on a scale of many levels: a slider, with the level in words beside it."""

    picked = Signal(object)

    def __init__(self, look: Look, scale: Scale) -> None:
        super().__init__()
        self._look, self._scale = look, scale
        self._slider = _Still(Qt.Orientation.Horizontal)
        self._slider.setRange(scale.min, scale.max)
        self._slider.setInvertedAppearance(not scale.high_is_good)
        self._words = QLabel()
        self._words.setMinimumWidth(look.px(34))
        line = row(self, 6)
        line.addWidget(self._slider, 1)
        line.addWidget(self._words)
        self._slider.valueChanged.connect(self._say)
        self._slider.sliderReleased.connect(self._pick)
        self._slider.actionTriggered.connect(self._stepped)

    @property
    def slider(self) -> QSlider:
        return self._slider

    def show_value(self, value: object) -> None:
        rated = isinstance(value, int | float)
        number = scales.neutral(self._scale) if not isinstance(value, int | float) else value
        self._slider.blockSignals(True)
        self._slider.setValue(scales.nearest_level(self._scale, number))
        self._slider.blockSignals(False)
        self._words.setText(scales.value_text(number, self._look.translate) if rated else "–")

    def _say(self, value: int) -> None:
        self._words.setText(scales.value_text(value))
        self.setToolTip(scales.named_value(self._scale, value))

    def _pick(self) -> None:
        self.picked.emit(float(self._slider.value()))

    def _stepped(self, action: int) -> None:
        if action != QSlider.SliderAction.SliderMove.value:
            self.picked.emit(float(self._slider.sliderPosition()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self.picked.emit(None)
            return
        super().keyPressEvent(event)


class _Still(QSlider):
    """A slider that the wheel does not move while the panel is scrolled."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
