"""What menus and keys do to the view: zoom, panels, themes, maps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.ui.theme import ThemeChoice

if TYPE_CHECKING:
    from journeyeditor.ui.main_window import MainWindow


class ViewCommands:
    """The verbs of View, Map and Help, on one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def zoom_in(self) -> None:
        if (page := self._window.page) is not None:
            page.canvas.zoom_in()

    def zoom_out(self) -> None:
        if (page := self._window.page) is not None:
            page.canvas.zoom_out()

    def actual_size(self) -> None:
        if (page := self._window.page) is not None:
            page.canvas.actual_size()

    def fit(self) -> None:
        if (page := self._window.page) is not None:
            page.fit()

    def fit_selection(self) -> None:
        if (page := self._window.page) is not None:
            page.canvas.zoom_to_selection()

    def toggle_left(self) -> None:
        self._window.toggle_panel("show_palette")

    def toggle_right(self) -> None:
        self._window.toggle_panel("show_inspector")

    def toggle_minimap(self) -> None:
        self._window.toggle_panel("show_minimap")

    def toggle_outline(self) -> None:
        """Opens the outline, the keyboard in it, or closes it."""
        self._window.toggle_panel("show_outline")
        page = self._window.page
        if page is not None and page.dock.open and page.dock.outline is not None:
            page.dock.outline.view.setFocus()

    def present(self) -> None:
        """The map that is shown, on the whole screen."""
        if (page := self._window.page) is not None:
            page.present()

    def next_panel(self) -> None:
        if (page := self._window.page) is not None:
            page.next_panel()

    def previous_panel(self) -> None:
        if (page := self._window.page) is not None:
            page.next_panel(-1)

    def theme(self, choice: str) -> None:
        self._window.choose_theme(ThemeChoice(choice))

    def next_map(self) -> None:
        if (page := self._window.page) is not None:
            page.next_map(1)

    def previous_map(self) -> None:
        if (page := self._window.page) is not None:
            page.next_map(-1)

    def map_settings(self) -> None:
        """The map's own settings in the inspector: people, scale, density."""
        page = self._window.page
        if page is None:
            return
        page.session.editor.select(())
        if not page.inspector.isVisibleTo(page):
            self._window.toggle_panel("show_inspector")
        page.inspector.edit_first()

    def settings(self) -> None:
        self._window.choosing.open()

    def about(self) -> None:
        self._window.asking.about()
