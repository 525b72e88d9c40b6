"""The groups of commands that actions name, each made when it is first called."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from journeyeditor.ui.main_window import MainWindow

FOLDER = "journeyeditor.ui"

# By name: the module below `FOLDER` and the class. What needs a document need not be there before one is open.
GROUPS: dict[str, tuple[str, str]] = {
    "files": ("files", "FileCommands"),
    "exports": ("exporting.commands", "ExportCommands"),
    "edits": ("edits", "EditCommands"),
    "arrows": ("arrows", "ArrowCommands"),
    "views": ("views", "ViewCommands"),
    "parts": ("parts", "PartCommands"),
    "maps": ("maps.commands", "MapCommands"),
    "shown": ("maps.shown_commands", "ShownCommands"),
    "tools": ("tools", "ToolCommands"),
    "clips": ("clipboard.commands", "ClipCommands"),
}


class CommandGroups:
    """The groups of one window, by name. Raises KeyError for a name that `GROUPS` doesn't have."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            module, kind = GROUPS[name]
            make: Callable[[MainWindow], object] = getattr(
                import_module(f"{FOLDER}.{module}"), kind
            )
            self._made[name] = make(self._window)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(GROUPS)
