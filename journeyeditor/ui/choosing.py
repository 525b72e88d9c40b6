"""Applies what a person chooses in the settings, at once and to the whole window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from journeyeditor.ui.manner import in_language, manner_of
from journeyeditor.ui.theme import ThemeChoice

if TYPE_CHECKING:
    from journeyeditor.ui.main_window import MainWindow
    from journeyeditor.ui.settings_dialog import SettingsDialog

_ANEW = frozenset({"language", "direction", "text_size"})
"""Settings that all of the window is made anew for."""


class Choosing(QObject):
    """The settings of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: SettingsDialog | None = None

    def open(self) -> None:
        """Shows the sheet over the window, or brings it to the front."""
        if self.dialog is None:
            from journeyeditor.ui.settings_dialog import SettingsDialog

            self._window.commit_pending()
            self.dialog = SettingsDialog(self._window, self._window.world)
            self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.dialog.chosen.connect(self.choose)
            self.dialog.hints_wanted.connect(self.show_hints)
            self.dialog.finished.connect(self._closed)
            self.dialog.open()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def _closed(self) -> None:
        self.dialog = None

    def choose(self, key: str, value: str) -> None:
        """Keeps a setting and applies it."""
        window = self._window
        window.keep(key, value)
        if window.settings.text(key) != value:
            return
        if key == "theme":
            window.choose_theme(ThemeChoice(value))
        elif key in _ANEW:
            self._anew()
        elif key == "motion":
            self._behave()
        elif key == "author":
            window.world = in_language(window.world)
        elif key == "paper" and window.page is not None:
            window.page.refresh_facts()
        elif key == "units" and window.page is not None:
            window.page.show_lengths()

    def _anew(self) -> None:
        self._window.rebuild()
        if self.dialog is not None:
            self.dialog.use(self._window.world)

    def _behave(self) -> None:
        application = QApplication.instance()
        language = self._window.world.services.language
        if isinstance(application, QApplication):
            self._window.look.behave(manner_of(self._window.settings, language), application)

    def show_hints(self) -> None:
        """The hints on the canvas begin again."""
        self._window.keep("hints_seen", "")
        if self._window.page is not None:
            self._window.page.hints.begin()
