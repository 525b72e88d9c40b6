"""What the inspector may ask of the world around its document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from journeyeditor.model.messages import Refused
from journeyeditor.ui.inspector.subject import Around

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from journeyeditor.ui.world import World

FOLDER = "folder"


def around_of(world: World) -> Around:
    """The person at work, the time, and the questions of this world."""

    def author() -> str:
        return world.settings.text("author") or world.services.author

    def pick_picture(over: QWidget) -> Path | None:
        folder = Path(world.settings.text(FOLDER) or Path.home())
        chosen = world.asking(over.window(), world.look).picture_path(folder)
        if chosen is not None:
            _keep_folder(world, chosen.parent)
        return chosen

    def pick_colour(over: QWidget, now: str) -> str | None:
        return world.asking(over.window(), world.look).colour(now)

    def units() -> str:
        return world.settings.text("units")

    return Around(author, world.services.clock, pick_picture, pick_colour, visit, units)


def visit(address: str) -> bool:
    """Opens a web or mail address with what the system has for it; False where it has nothing."""
    return QDesktopServices.openUrl(QUrl(address))


def _keep_folder(world: World, folder: Path) -> None:
    try:
        world.settings.put(FOLDER, str(folder))
    except Refused:
        # The picture matters, not where the next one is looked for.
        return
