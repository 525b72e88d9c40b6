"""The start of the window: one application, the program's own looks, one main window."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QThreadPool
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication
from shiboken6 import createdByPython

from journeyeditor.app.collector import ease_collector
from journeyeditor.app.services import default_services, log_path, settings_path, system_author
from journeyeditor.app.settings import Settings
from journeyeditor.model.messages import N_, Refused
from journeyeditor.ui.dialogs import Dialogs
from journeyeditor.ui.faults import Faults
from journeyeditor.ui.main_window import PROGRAM, MainWindow
from journeyeditor.ui.manner import QtTexts, manner_of
from journeyeditor.ui.soon import soon
from journeyeditor.ui.theme import load_fonts, window_font
from journeyeditor.ui.world import World, chosen_theme, make_world

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QMimeData

    from journeyeditor.app.services import Services
    from journeyeditor.ui.faults import Fault

_CANVAS = "journeyeditor.ui.canvas.view"
_SOON_MS = 200
_PATIENCE_MS = 3000
_DAMAGED = N_("The program's own files can't be read ({reason}); install the program again.")


def run(path: Path | None) -> int:
    """Opens the window, with a file if one is given, and returns the exit code when it is closed.

    Raises `Refused` where the program's own files are damaged.
    """
    ease_collector()
    application = make_application()
    settings = Settings(settings_path())
    author = settings.text("author") or system_author()
    services = default_services(language=settings.text("language"), author=author)
    world = _world(services, settings)
    texts = QtTexts(application)
    texts.speak(services.language)
    dress(application, world)
    window, faults = _guarded_window(replace(world, speak=texts.speak), path)
    if settings.warning is not None:
        window.tell(settings.warning)
    code = application.exec()
    faults.remove()
    texts.remove()
    window.recovery.jobs.cancel()
    if not threads_ended(window, _PATIENCE_MS):
        # A thread that hangs on a dead disk must not keep the process; all that is to be kept is on a disk by now.
        os._exit(code)
    put_away(window)
    return code


def put_away(window: QObject) -> None:
    """Deletes the window while there is an application: at its own end Python deletes things in no order."""
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def threads_ended(owner: QObject, patience_ms: int) -> bool:
    """Whether all that runs beside the window below an object has ended, after waiting so long for each."""
    return all(pool.waitForDone(patience_ms) for pool in owner.findChildren(QThreadPool))


def _guarded_window(world: World, path: Path | None) -> tuple[MainWindow, Faults]:
    """The window, with what catches errors from before it was made on."""
    windows: list[MainWindow] = []

    def tell(fault: Fault) -> None:
        if windows:
            windows[0].tell_fault(fault)

    faults = Faults(log_path(), tell)
    faults.install()
    windows.append(open_window(replace(world, note_fault=faults.note), path))
    return windows[0], faults


def _world(services: Services, settings: Settings) -> World:
    try:
        return make_world(services, settings, Dialogs, local_time)
    except (OSError, ValueError) as error:
        raise Refused(_DAMAGED, reason=error) from error


def make_application() -> QApplication:
    """The one application of the process, with a style that the style sheet can dress on every system."""
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else _first_application()
    application.setApplicationName(PROGRAM)
    application.setApplicationDisplayName(PROGRAM)
    QGuiApplication.setDesktopFileName("journeyeditor")
    application.setStyle("Fusion")
    QAccessible.installFactory(accessible_interface)
    return application


def _first_application() -> QApplication:
    made = QApplication(sys.argv[:1])
    atexit.register(let_go_of_clipboard)
    return made


def let_go_of_clipboard() -> None:
    """Empties a clipboard that ends with the process; one that other programs share is left as it is.

    Where there is no screen, Qt holds what was copied until after Python has ended, which kills the process: what was
    made by Python can't be deleted then. That clipboard never says that it owns anything.
    """
    if QApplication.instance() is None:
        return
    clipboard = QGuiApplication.clipboard()
    held: QMimeData | None = clipboard.mimeData()
    if held is not None and createdByPython(held) and not clipboard.ownsClipboard():
        clipboard.clear()


def accessible_interface(class_name: str, thing: QObject) -> QAccessibleInterface | None:
    """Makes canvases visible to screen readers, without loading them before there is one."""
    if _CANVAS not in sys.modules:
        return None
    from journeyeditor.ui.canvas.accessible import interface_for

    return interface_for(class_name, thing)


def dress(application: QApplication, world: World) -> None:
    """Gives the application the program's typeface, theme and sign. Raises `Refused` without the typeface."""
    load_fonts(world.services.resources.fonts)
    application.setFont(window_font())
    world.look.behave(manner_of(world.settings, world.services.language), application)
    world.look.choose(chosen_theme(world.settings), application)
    application.setWindowIcon(QIcon(world.look.paint.logo(128)))
    hints = application.styleHints()
    if hints is not None:
        hints.colorSchemeChanged.connect(lambda: world.look.follow_system(application))
        hints.accessibility().contrastPreferenceChanged.connect(
            lambda: world.look.follow_system(application)
        )


def open_window(world: World, path: Path | None) -> MainWindow:
    """The window, shown; the file is read after it was first painted."""
    window = MainWindow(world)
    if path is not None:
        window.expect(path)
    window.show()
    if path is not None:
        soon(window, lambda: _begin_with(window, path))
    else:
        soon(window, window.look_for_lost)
        soon(window, load_editor, _SOON_MS)
    return window


def _begin_with(window: MainWindow, path: Path) -> None:
    window.files.load(path)
    if window.page is None:
        window.look_for_lost()


def load_editor() -> None:
    """Loads what a document will need while the start page is being read, so that the first one opens at once."""
    import journeyeditor.ui.attention
    import journeyeditor.ui.clipboard.commands
    import journeyeditor.ui.editor_page
    import journeyeditor.ui.files
    import journeyeditor.ui.maps.commands  # noqa: F401


def local_time() -> str:
    """The time of day here, `10:14`."""
    return datetime.now().astimezone().strftime("%H:%M")
