"""The window follows the desktop's colours and contrast where a person chose that."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from journeyeditor.app.resources import Resources
from journeyeditor.ui import theme
from journeyeditor.ui.theme import Look, ThemeChoice, system_theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPalette

Scheme = Qt.ColorScheme


@dataclass
class Desktop:
    """Style hints of a desktop that changes its mind; `contrast` None is one that does not say."""

    scheme: Qt.ColorScheme = Scheme.Light
    contrast: str | None = "NoPreference"

    def colorScheme(self) -> Qt.ColorScheme:
        return self.scheme

    def accessibility(self) -> object:
        if self.contrast is None:
            return SimpleNamespace()
        return SimpleNamespace(contrastPreference=self._preference)

    def _preference(self) -> str:
        return f"ContrastPreference.{self.contrast}"


@dataclass
class Dressed:
    """An application that keeps what it is told to look like."""

    sheets: list[str] = field(default_factory=list)

    def setPalette(self, palette: QPalette) -> None:
        return

    def setStyleSheet(self, sheet: str) -> None:
        self.sheets.append(sheet)


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Desktop:
    made = Desktop()
    monkeypatch.setattr(theme, "QGuiApplication", SimpleNamespace(styleHints=lambda: made))
    return made


def own(look: Look) -> Look:
    """A look of its own, for others go on with the shared one."""
    return Look.load(Resources.find().themes, look.icons, look.translate)


def follow(look: Look, application: Dressed) -> str:
    look.follow_system(application)  # type: ignore[arg-type]
    return look.palette.name


@pytest.mark.parametrize(
    ("scheme", "contrast", "expected"),
    [
        (Scheme.Light, "NoPreference", ThemeChoice.LIGHT),
        (Scheme.Dark, "NoPreference", ThemeChoice.DARK),
        (Scheme.Unknown, "NoPreference", ThemeChoice.LIGHT),
        (Scheme.Light, "HighContrast", ThemeChoice.HIGH_CONTRAST),
        (Scheme.Dark, "HighContrast", ThemeChoice.HIGH_CONTRAST),
        (Scheme.Dark, None, ThemeChoice.DARK),
    ],
)
def test_the_desktop_is_asked_for_colours_and_contrast(
    desktop: Desktop, scheme: Qt.ColorScheme, contrast: str | None, expected: ThemeChoice
) -> None:
    desktop.scheme, desktop.contrast = scheme, contrast
    assert system_theme() is expected


def test_a_desktop_without_hints_is_light(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "QGuiApplication", SimpleNamespace(styleHints=lambda: None))
    assert system_theme() is ThemeChoice.LIGHT


def test_the_window_follows_the_desktop(look: Look, desktop: Desktop) -> None:
    desktop.scheme = Scheme.Dark
    mine, application = own(look), Dressed()
    assert mine.palette.name == "dark"
    desktop.scheme = Scheme.Light
    assert follow(mine, application) == "light"
    desktop.contrast = "HighContrast"
    assert follow(mine, application) == "high-contrast"
    desktop.scheme, desktop.contrast = Scheme.Dark, "NoPreference"
    assert follow(mine, application) == "dark"
    assert len(set(application.sheets)) == 3
    assert mine.choice is ThemeChoice.SYSTEM


def test_a_theme_that_was_chosen_stays_whatever_the_desktop_does(
    look: Look, desktop: Desktop
) -> None:
    mine, application = own(look), Dressed()
    mine.choose(ThemeChoice.LIGHT, application)  # type: ignore[arg-type]
    desktop.scheme, desktop.contrast = Scheme.Dark, "HighContrast"
    assert follow(mine, application) == "light"
    assert len(application.sheets) == 1
