"""What the windows of one run share: services, settings, looks, typefaces and the questions to a person."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from journeyeditor.layout.icons import IconSet
from journeyeditor.ui.theme import Look, ThemeChoice

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from journeyeditor.app.services import Services
    from journeyeditor.app.settings import Settings
    from journeyeditor.layout.fonts import FontStore
    from journeyeditor.layout.grid import MapLayout
    from journeyeditor.ui.dialogs import Asking


def nobody(_said: object) -> None:
    """Who keeps no log, and who has no texts of Qt's."""


@dataclass(frozen=True, slots=True)
class World:
    """Made once per run.

    `layout_of` makes what lays maps out, or gives it again: not before a map is shown, for it takes its time.
    `asking` makes the questions of a window; `local_time` gives the time of day, `10:14`;
    `note_fault` logs an error of our own that is told to the person otherwise; `speak` puts Qt's own texts into a language.
    """

    services: Services
    settings: Settings
    look: Look
    layout_of: Callable[[], MapLayout]
    asking: Callable[[QWidget, Look], Asking]
    local_time: Callable[[], str]
    note_fault: Callable[[BaseException], None] = nobody
    speak: Callable[[str], None] = nobody

    @property
    def layout(self) -> MapLayout:
        return self.layout_of()

    @property
    def fonts(self) -> FontStore:
        return self.layout.engine.fonts


def make_world(
    services: Services,
    settings: Settings,
    asking: Callable[[QWidget, Look], Asking],
    local_time: Callable[[], str],
) -> World:
    """The world of these services. Raises OSError and ValueError where the program's own files are damaged."""
    resources = services.resources
    icons = IconSet.load(resources.icons)
    look = Look.load(resources.themes, icons, services.translate)

    @cache
    def layout() -> MapLayout:
        from journeyeditor.layout.fonts import FontStore
        from journeyeditor.layout.grid import MapLayout
        from journeyeditor.layout.text.engine import TextEngine

        return MapLayout(TextEngine(FontStore(resources.fonts)), icons, services.translate)

    return World(services, settings, look, layout, asking, local_time)


def chosen_theme(settings: Settings) -> ThemeChoice:
    return ThemeChoice(settings.text("theme"))
