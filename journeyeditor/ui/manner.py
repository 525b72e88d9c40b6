"""Language, size and direction of the window, as the settings and the system ask for: applied at start and at once."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator

from journeyeditor.app.catalogue import load_catalogue, spoken
from journeyeditor.app.services import system_language
from journeyeditor.ui.theme import Manner, system_still

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from journeyeditor.app.settings import Settings
    from journeyeditor.layout.grid import MapLayout
    from journeyeditor.ui.world import World


def manner_of(settings: Settings, language: str) -> Manner:
    """How the window is set in this language."""
    chosen = settings.text("direction")
    natural = QLocale(language).textDirection() is Qt.LayoutDirection.RightToLeft
    motion = settings.text("motion")
    return Manner(
        scale=int(settings.text("text_size")) / 100,
        mirrored=natural if chosen == "auto" else chosen == "rtl",
        still=system_still() if motion == "system" else motion == "off",
    )


def in_language(world: World) -> World:
    """The world in the language that the settings ask for; the same one where it speaks that already."""
    services = world.services
    wanted = spoken(services.resources, world.settings.text("language") or system_language())
    author = world.settings.text("author") or services.author
    if wanted == services.language and author == services.author:
        return world
    if wanted == services.language:
        return replace(world, services=replace(services, author=author))
    translate = load_catalogue(services.resources, wanted)
    world.look.translate = translate

    @cache
    def layout() -> MapLayout:
        from journeyeditor.layout.grid import MapLayout

        before = world.layout
        return MapLayout(before.engine, before.icons, translate)

    fresh = replace(services, language=wanted, translate=translate, author=author)
    return replace(world, services=fresh, layout_of=layout)


class QtTexts:
    """Qt's own texts (file dialogs, context menus of fields) in one language at a time."""

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._translator: QTranslator | None = None

    def speak(self, language: str) -> None:
        """In this language from now on; in English where Qt has no texts in it."""
        self.remove()
        translator = QTranslator(self._application)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(QLocale(language), "qtbase", "_", folder):
            self._application.installTranslator(translator)
            self._translator = translator

    def remove(self) -> None:
        if self._translator is not None:
            self._application.removeTranslator(self._translator)
            self._translator = None
