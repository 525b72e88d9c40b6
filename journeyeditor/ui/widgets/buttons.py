"""Buttons that draw an icon in the colours of the theme."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QToolButton, QWidget

from journeyeditor.layout.curve import LINE_WIDTH
from journeyeditor.layout.drawing import Shape
from journeyeditor.layout.faces import face
from journeyeditor.layout.outlines import star
from journeyeditor.ui.widgets.eliding import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from journeyeditor.ui.theme import Look


SAMPLE, MARK_AT = QSize(32, 12), (26.0, 6.0)
"""Size of a sample of a persona's line, which holds a bit more than each dash once, and where its mark stands."""

DISABLED = 0.5
"""How much is left of the colours of what can't be used."""


class IconButton(QToolButton):
    """A button that is only an icon; its text is what screen readers and the tooltip say."""

    def __init__(self, look: Look, icon: str, text: str, role: str = "ink", size: int = 20) -> None:
        super().__init__()
        self._look, self._name, self._role = look, icon, role
        self.setText(text)
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.setIconSize(look.size(QSize(size, size)))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._restyle()
        look.changed.connect(self._restyle)

    def show_as(self, icon: str, text: str, role: str | None = None) -> None:
        """Another icon, and what it says now."""
        self._name, self._role = icon, role or self._role
        self.setText(text)
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._restyle()

    def _restyle(self) -> None:
        self.setIcon(self._look.icon(self._name, self._role))


def explain(made: QAbstractButton, usable: bool, why_not: str) -> None:
    """A button that can be used, or says why it can't."""
    made.setEnabled(usable)
    said = "" if usable else why_not
    made.setAccessibleDescription(said)
    made.setToolTip(said or made.text())


class PaintedButton(QAbstractButton):
    """A checkable button that paints itself: a ground, and a ring where it is checked or has the focus."""

    def __init__(self, look: Look, text: str, size: QSize) -> None:
        super().__init__()
        self.look = look
        self.setText(text)
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFixedSize(look.size(size))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        look.repaints(self)

    def ring(self, painter: QPainter, role: str, radius: float = 8) -> None:
        """The outline of what is chosen."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.look.colour(role), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)

    def ground(self, painter: QPainter, role: str, radius: float = 8) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.look.colour(role))
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(DISABLED)
        self.draw(painter)
        painter.end()

    @abstractmethod
    def draw(self, painter: QPainter) -> None:
        """Paints the button; painted by each kind in its own way."""


class FaceButton(PaintedButton):
    """A level of a scale as a face. `goodness` is how good it is, 0 to 1; `ring_role` the persona's colour."""

    def __init__(
        self, look: Look, text: str, goodness: float, ring_role: str, size: int = 34
    ) -> None:
        super().__init__(look, text, QSize(size, size))
        self._goodness, self._ring = goodness, ring_role

    def draw(self, painter: QPainter) -> None:
        side = self.width()
        if self.underMouse() and not self.isChecked():
            self.ground(painter, "hover")
        muted = not self.isChecked() and not self.underMouse()
        self.look.paint.shapes(
            painter, face(self._goodness, side / 2, side / 2, side * 0.31, muted)
        )
        if self.isChecked() or self.hasFocus():
            chosen = self._ring if self.isChecked() else "ink.quiet"
            self.ring(painter, "ink" if self.isChecked() and self.hasFocus() else chosen)


class StarButton(PaintedButton):
    """The mark of a moment of truth."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__(look, text, QSize(32, 32))

    def draw(self, painter: QPainter) -> None:
        if self.underMouse():
            self.ground(painter, "hover")
        on = self.isChecked()
        middle = self.width() / 2
        outline = star(0, 0, middle * 0.6)
        fill, line = ("moment", "moment.line") if on else (None, "ink.quiet")
        self.look.paint.shapes(
            painter,
            (Shape(outline, middle, middle + 0.5, fill=fill, stroke=line, stroke_width=1.5),),
        )
        if self.hasFocus():
            self.ring(painter, "accent")


class HueButton(PaintedButton):
    """A hue that a stage, lane or persona may have; the empty one means automatic."""

    def __init__(self, look: Look, hue: str, text: str) -> None:
        super().__init__(look, text, QSize(26, 26))
        self.hue = hue

    def draw(self, painter: QPainter) -> None:
        inner = QRectF(self.rect()).adjusted(5, 5, -5, -5)
        if self.hue:
            painter.setPen(QPen(self.look.colour(f"hue.{self.hue}"), 2))
            painter.setBrush(self.look.colour(f"hue.{self.hue}.tint"))
            painter.drawEllipse(inner)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.look.colour(f"hue.{self.hue}"))
            painter.drawEllipse(inner.adjusted(4, 4, -4, -4))
        else:
            painter.setPen(QPen(self.look.colour("ink.quiet"), 1.5, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(inner)
        if self.isChecked() or self.hasFocus():
            chosen = "accent" if self.isChecked() else "ink.quiet"
            self.ring(painter, "ink" if self.isChecked() and self.hasFocus() else chosen, 9)


class PointButton(PaintedButton):
    """A number of a short row, as for impact and effort."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__(look, text, QSize(38, 30))

    def draw(self, painter: QPainter) -> None:
        on = self.isChecked()
        self.ground(painter, "accent" if on else "hover" if self.underMouse() else "panel.quiet")
        if not on and self.look.colour("panel.quiet") == self.look.colour("panel"):
            # Without tints only a line says that there is a button.
            self.ring(painter, "chip.line")
        font = self.font()
        font.setBold(on)
        painter.setFont(font)
        painter.setPen(self.look.colour("accent.ink" if on else "ink"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            self.ring(painter, "ink" if on else "accent")


class Segment(PaintedButton):
    """One choice of a segmented row."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__(look, text, QSize(30, 28))
        self.setMinimumWidth(0)
        self.setMaximumWidth(16_777_215)
        self.setFixedHeight(look.px(28))

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 14, self.height())

    def draw(self, painter: QPainter) -> None:
        on = self.isChecked()
        if on:
            outlined = self.look.outlined
            painter.setPen(
                QPen(self.look.colour("accent" if outlined else "field.line"), 1 + outlined)
            )
            painter.setBrush(self.look.colour("panel"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        elif self.underMouse():
            self.ground(painter, "hover", 7)
        font = self.font()
        font.setBold(on)
        font.setPixelSize(self.look.px(11))
        painter.setFont(font)
        painter.setPen(self.look.colour("ink" if on else "ink.quiet"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            self.ring(painter, "accent", 7)


class Switch(PaintedButton):
    """A yes or no with its words behind it; between both where it is `mixed`: for some it is on, for others off."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__(look, text, QSize(40, 26))
        self.mixed = False
        self.setMinimumWidth(40)
        self.setMaximumWidth(16_777_215)
        self.setFixedHeight(look.px(26))

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 50, self.height())

    def show_state(self, on: bool, mixed: bool = False) -> None:
        """Shows that it is on, off, or `mixed`, from which a click switches on."""
        self.mixed = mixed
        self.setChecked(on and not mixed)
        self.update()

    def nextCheckState(self) -> None:
        self.show_state(not self.isChecked())

    def draw(self, painter: QPainter) -> None:
        on, top = self.isChecked(), (self.height() - 18) / 2
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = self.width() - 33 if rtl else 1
        painter.setPen(QPen(self.look.colour("accent" if on else "ink.quiet"), 1.5))
        painter.setBrush(self.look.colour("accent" if on else "panel.quiet"))
        painter.drawRoundedRect(QRectF(left, top, 32, 18), 9, 9)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.look.colour("accent.ink" if on else "ink.quiet"))
        knob = 10 if self.mixed else 17 if on is not rtl else 3
        painter.drawEllipse(QRectF(left + knob, top + 3, 12, 12))
        painter.setPen(self.look.colour("ink" if self.isEnabled() else "ink.disabled"))
        words = self.rect().adjusted(0, 0, -42, 0) if rtl else self.rect().adjusted(42, 0, 0, 0)
        text = shortened(painter.fontMetrics(), self.text(), words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
        if self.hasFocus():
            self.ring(painter, "accent")


class Sample(QWidget):
    """A short piece of a persona's line, as in the legend: `marks` stand at `MARK_AT`, its end beside the name."""

    def __init__(
        self, look: Look, role: str, dash: tuple[float, ...], marks: Sequence[Shape] = ()
    ) -> None:
        super().__init__()
        self._look, self._role, self._dash, self.marks = look, role, dash, tuple(marks)
        self.setFixedSize(SAMPLE)
        look.repaints(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        painter.setPen(self._pen())
        x, y = MARK_AT
        painter.drawLine(QPointF(2, y), QPointF(x if self.marks else self.width() - 2, y))
        self._look.paint.shapes(painter, self.marks)
        painter.end()

    def _pen(self) -> QPen:
        """As on the map, where the ends of dashes are round."""
        pen = QPen(self._look.colour(self._role), LINE_WIDTH)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        if self._dash:
            pen.setDashPattern([part / LINE_WIDTH for part in self._dash])
        return pen
