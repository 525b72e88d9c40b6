"""How the window looks: the palette of the chosen theme, the program's own typeface, and icons in its colours.

The system's palette is never used: every widget takes its colours from the one style sheet and palette made here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from weakref import WeakSet

from PySide6.QtCore import QLocale, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPalette, QPen
from PySide6.QtWidgets import QAbstractScrollArea
from shiboken6 import isValid

from journeyeditor.layout.palette import Palette
from journeyeditor.model.messages import N_, Refused
from journeyeditor.ui.faces import families_in
from journeyeditor.ui.icons import IconPainter
from journeyeditor.ui.moments import as_read_here
from journeyeditor.ui.stylesheet import stylesheet

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QWidget

    from journeyeditor.layout.icons import IconSet
    from journeyeditor.model.messages import Translate

FAMILY = "Noto Sans"
FONT_FILES = (
    "noto-sans/NotoSans-Regular.ttf",
    "noto-sans/NotoSans-Bold.ttf",
    "noto-sans/NotoSans-Italic.ttf",
    "noto-sans/NotoSans-BoldItalic.ttf",
    "noto-sans-arabic/NotoSansArabic-Regular.ttf",
    "noto-sans-hebrew/NotoSansHebrew-Regular.ttf",
    "noto-sans-devanagari/NotoSansDevanagari-Regular.ttf",
    "noto-sans-thai/NotoSansThai-Regular.ttf",
    "wenquanyi/WenQuanYiMicroHei.ttf",
    "dejavu/DejaVuSans.ttf",
    "noto-emoji/NotoEmoji-Regular.ttf",
)


FAMILIES = (
    FAMILY,
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
    "WenQuanYi Micro Hei",
    "DejaVu Sans",
    "Noto Emoji",
)


class ThemeChoice(StrEnum):
    """What a person may choose; SYSTEM follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"


THEME_NAMES: dict[ThemeChoice, str] = {
    ThemeChoice.SYSTEM: N_("Like the system"),
    ThemeChoice.LIGHT: N_("Light"),
    ThemeChoice.DARK: N_("Dark"),
    ThemeChoice.HIGH_CONTRAST: N_("High contrast"),
}

# Role of the system's palette: role of ours. Disabled text comes on top.
_QT_ROLES: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (QPalette.ColorRole.Window, "panel"),
    (QPalette.ColorRole.WindowText, "ink"),
    (QPalette.ColorRole.Base, "field"),
    (QPalette.ColorRole.AlternateBase, "panel.quiet"),
    (QPalette.ColorRole.Text, "ink"),
    (QPalette.ColorRole.PlaceholderText, "ink.quiet"),
    (QPalette.ColorRole.Button, "panel"),
    (QPalette.ColorRole.ButtonText, "ink"),
    (QPalette.ColorRole.BrightText, "accent.ink"),
    (QPalette.ColorRole.Highlight, "accent"),
    (QPalette.ColorRole.HighlightedText, "accent.ink"),
    (QPalette.ColorRole.Link, "accent"),
    (QPalette.ColorRole.LinkVisited, "accent"),
    (QPalette.ColorRole.ToolTipBase, "tooltip"),
    (QPalette.ColorRole.ToolTipText, "tooltip.ink"),
    (QPalette.ColorRole.Light, "panel"),
    (QPalette.ColorRole.Midlight, "hover"),
    (QPalette.ColorRole.Mid, "line"),
    (QPalette.ColorRole.Dark, "field.line"),
    (QPalette.ColorRole.Shadow, "card.shadow"),
    (QPalette.ColorRole.Accent, "accent"),
)
_TEXTS = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


def qt_palette(palette: Palette) -> QPalette:
    """The palette for those parts of Qt that a style sheet does not reach."""
    made = QPalette()
    for role, name in _QT_ROLES:
        made.setColor(role, QColor(palette.hex(name)))
    for role in _TEXTS:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.hex("ink.disabled")))
    return made


def load_fonts(folder: Path) -> None:
    """Makes the program's own typefaces known to Qt. Raises `Refused` where the base face can't be read."""
    found = [families_in(folder / name) for name in FONT_FILES]
    if not found[0]:
        raise Refused(
            N_("The typeface {file} can't be read; install the program again."),
            file=folder / FONT_FILES[0],
        )


BASE = 12
"""Size of the window's text in logical pixels, at 100 %."""


def window_font(scale: float = 1.0) -> QFont:
    """The window's base type: 12 px at 100 %, with faces of other scripts behind it."""
    font = QFont(FAMILY)
    font.setFamilies(FAMILIES)
    font.setPixelSize(round(BASE * scale))
    # As on the map: letters keep their widths on every system, whatever its settings for hinting.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@dataclass(frozen=True, slots=True)
class Manner:
    """How the window is set: sizes of its text and controls (1.0 is 100 %), direction of reading, no motion."""

    scale: float = 1.0
    mirrored: bool = False
    still: bool = False


PLAIN = Manner()


class Look(QObject):
    """The looks of the moment, shared by all widgets: palette, icons, language. `changed` tells of another theme.

    A change of `manner` or of the language wants the widgets built anew: they take their sizes and words when made.
    """

    changed = Signal()

    def __init__(
        self, palettes: Mapping[str, Palette], icons: IconSet, translate: Translate
    ) -> None:
        super().__init__()
        self._palettes = palettes
        self.icons = icons
        self.translate = translate
        self.choice = ThemeChoice.SYSTEM
        self.manner = PLAIN
        self._painted: WeakSet[QWidget] = WeakSet()
        self._use(system_theme())

    @classmethod
    def load(cls, themes: Path, icons: IconSet, translate: Translate) -> Look:
        """Reads the window's themes from a folder. Raises OSError and ValueError as `Palette.load`."""
        names = [choice for choice in ThemeChoice if choice is not ThemeChoice.SYSTEM]
        palettes = {name.value: Palette.load(themes / f"{name}.json") for name in names}
        return cls(palettes, icons, translate)

    def _use(self, theme: ThemeChoice) -> None:
        self.palette = self._palettes[theme.value]
        self.paint = IconPainter(self.icons, self.palette, self.manner.mirrored)
        self._made: dict[tuple[str, str], QIcon] = {}

    @property
    def outlined(self) -> bool:
        """Whether blocks and what is chosen are told by lines of 2 px, as there are no tints."""
        return self.palette.name == ThemeChoice.HIGH_CONTRAST

    @property
    def edge(self) -> int:
        """How wide the edges of painted blocks are, in pixels."""
        return 2 if self.outlined else 1

    def ring(self, role: str = "accent") -> QPen:
        """The line around a painted block that is chosen or stands out: none where a tint tells it."""
        return QPen(self.colour(role), 2) if self.outlined else QPen(Qt.PenStyle.NoPen)

    def choose(self, choice: ThemeChoice, application: QApplication) -> None:
        """Shows everything in this theme from now on."""
        self.choice = choice
        self._use(system_theme() if choice is ThemeChoice.SYSTEM else choice)
        application.setPalette(qt_palette(self.palette))
        application.setStyleSheet(stylesheet(self.palette, self.manner.scale, self.manner.mirrored))
        self.changed.emit()
        for widget in tuple(self._painted):
            if isValid(widget):
                (widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget).update()

    def repaints(self, widget: QWidget) -> None:
        """A widget that paints itself is painted anew with another theme, as long as it is there.

        Connected to Qt's own `update`, PySide would keep a little of each connection for good.
        """
        self._painted.add(widget)

    def behave(self, manner: Manner, application: QApplication) -> None:
        """Larger or smaller text, and the direction of reading, from now on; widgets that are there must be made anew."""
        if manner == self.manner:
            return
        self.manner = manner
        application.setFont(window_font(manner.scale))
        right, left = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
        application.setLayoutDirection(right if manner.mirrored else left)
        self.choose(self.choice, application)

    def px(self, pixels: float) -> int:
        """A size of the window at 100 % as it is at the chosen size of text, in whole logical pixels."""
        return round(pixels * self.manner.scale)

    def size(self, size: QSize) -> QSize:
        """Both sides of a size as `px`."""
        return QSize(self.px(size.width()), self.px(size.height()))

    def follow_system(self, application: QApplication) -> None:
        """The desktop asks for another theme; it counts where the person chose to follow it."""
        if self.choice is ThemeChoice.SYSTEM:
            self.choose(self.choice, application)

    def colour(self, role: str) -> QColor:
        return self.paint.colour(role)

    def icon(self, name: str, role: str = "ink") -> QIcon:
        """An icon in a role of the present theme; ask again after `changed`."""
        key = (name, role)
        if key not in self._made:
            self._made[key] = self.paint.icon(name, role)
        return self._made[key]

    def tr_(self, key: str, **values: object) -> str:
        """A text in the user's language with its places filled."""
        text = as_read_here(self.translate(key))
        return text.format(**values) if values else text


def system_still() -> bool:
    """Whether the desktop asks for less motion; False where it, or this Qt, does not say."""
    hints = QGuiApplication.styleHints()
    wishes = (
        hints.accessibility() if hints is not None and hasattr(hints, "accessibility") else None
    )
    asked = getattr(wishes, "motionPreference", None)
    return asked is not None and "Reduce" in str(asked())


def system_theme() -> ThemeChoice:
    """Which theme the desktop asks for; light where it does not say."""
    hints = QGuiApplication.styleHints()
    wishes = (
        hints.accessibility() if hints is not None and hasattr(hints, "accessibility") else None
    )
    asked = getattr(wishes, "contrastPreference", None)
    if asked is not None and "High" in str(asked()):
        return ThemeChoice.HIGH_CONTRAST
    dark = hints is not None and hints.colorScheme() == Qt.ColorScheme.Dark
    return ThemeChoice.DARK if dark else ThemeChoice.LIGHT


def chosen_language_name(code: str) -> str:
    """A language's name in itself: Deutsch, English."""
    # Qt calls it by the country where it is spoken most.
    name = "English" if code == "en" else QLocale(code).nativeLanguageName()
    return name[:1].upper() + name[1:] if name else code
