"""Where screens are shown to be pictured: a window of its own for each, the same in every run."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QColorDialog, QDialog, QFileDialog, QMenu, QWidget

from journeyeditor.app.beginning import new_session
from journeyeditor.app.catalogue import load_catalogue
from journeyeditor.app.resources import Resources
from journeyeditor.app.services import Services
from journeyeditor.app.settings import Settings
from journeyeditor.ui.application import dress, make_application
from journeyeditor.ui.dialogs import Dialogs
from journeyeditor.ui.exporting.preview import Preview
from journeyeditor.ui.main_window import MainWindow
from journeyeditor.ui.world import make_world
from tests.support.sources import fixed_clock, fixed_ids
from tests.ui.reading import arranged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from journeyeditor.model.document import Document
    from journeyeditor.ui.editor_page import EditorPage
    from journeyeditor.ui.world import World
    from tests.ui.screens.modes import Mode

AT_MOST_S = 30.0

SOON_MS = 400
"""Timers up to this wait for something to come to rest; longer ones are the person's."""

HINTS = "write,rate,show"


class Studio:
    """Shows screens in one mode. `window` is there between `open` and `close`."""

    def __init__(self, mode: Mode, folder: Path) -> None:
        os.environ["TZ"] = "UTC"
        time.tzset()
        self.mode, self.folder = mode, folder
        self.application = make_application()
        self.world = self._world(folder)
        # Looks begin plain, and leave alone what is not to change.
        self.application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        dress(self.application, self.world)
        # A caret that blinks is there in one picture and not in the next.
        self.application.setCursorFlashTime(0)
        self.window: MainWindow
        self.runs = 0

    def _world(self, folder: Path) -> World:
        resources = Resources.find()
        services = Services(
            resources=resources,
            ids=fixed_ids(),
            clock=fixed_clock,
            author="Kim",
            workspace=folder / "sessions",
            language="en",
            translate=load_catalogue(resources, "en"),
            app="journeyeditor",
            cache=folder / "cache",
        )
        return make_world(services, self._settings(folder), Dialogs, lambda: "10:14")

    def _settings(self, folder: Path) -> Settings:
        settings = Settings(folder / "settings.json")
        chosen = {
            "theme": self.mode.theme,
            "language": "en",
            "author": "Kim",
            "direction": "rtl" if self.mode.mirrored else "ltr",
            "text_size": str(self.mode.text),
            "motion": "off",
            "hints_seen": HINTS,
        }
        for key, value in chosen.items():
            settings.put(key, value)
        return settings

    # One screen

    def open(self) -> None:
        """A window with folders and settings of its own, at the start page."""
        self.runs += 1
        own = self.folder / f"run-{self.runs}"
        own.mkdir()
        services = replace(
            self.world.services, ids=fixed_ids(), workspace=own / "sessions", data=own / "data"
        )
        world = replace(self.world, services=services, settings=self._settings(own))
        self.window = MainWindow(world)
        self.window.resize(*self.mode.size)
        self.window.show()
        self.window.activateWindow()
        self.settle()
        # Only screens that show them wait for pictures of templates.
        self.window.starting._settle.stop()

    def close(self) -> None:
        window = self.window
        for other in QApplication.topLevelWidgets():
            if other is not window and other.isVisible():
                other.close()
        window.jobs.wait()
        window.errands.wait()
        window.close_session()
        window.hide()
        window.deleteLater()
        self.spin()
        QApplication.clipboard().clear()

    def show(self, document: Document) -> EditorPage:
        """The document in the window, as it is first seen."""
        session = new_session(self.window.world.services, "blank")
        session.editor.reset(document)
        self.window.show_session(session)
        assert self.window.page is not None
        self.settle()
        self.window.page.canvas.show_first()
        self.settle()
        return self.window.page

    @property
    def page(self) -> EditorPage:
        assert self.window.page is not None
        return self.window.page

    def do(self, action: str) -> None:
        """Calls an action of the window."""
        self.window.actions_[action].trigger()
        self.settle()

    # Pictures

    def picture(self, widget: QWidget | None = None) -> QImage:
        """What a widget shows once it has come to rest; the window without one."""
        shown = widget or self.window
        self.settle(shown)
        return photograph(shown) if on_display() and shown.isWindow() else shown.grab().toImage()

    def asked(self, call: Callable[[], object]) -> QImage:
        """The first dialog that stops what is called, which is called off."""
        found: list[QImage] = []

        def catch(dialog: QDialog) -> int:
            dialog.show()
            if not found:
                found.append(self.picture(dialog))
            dialog.close()
            return 0

        kinds: tuple[type[QDialog], ...] = (QDialog, QFileDialog, QColorDialog)
        before = [kind.exec for kind in kinds]
        try:
            for kind in kinds:
                kind.exec = catch  # type: ignore[method-assign]
            call()
            self.settle()
        finally:
            for kind, kept in zip(kinds, before, strict=True):
                kind.exec = kept  # type: ignore[method-assign]
        return found[0]

    def dialog(self, action: str) -> QImage:
        """The dialog that an action opens beside the window."""
        self.do(action)
        shown = [one for one in self.tops() if isinstance(one, QDialog)]
        return self.picture(shown[-1])

    def menu(self, menu: QMenu) -> QImage:
        menu.popup(self.window.mapToGlobal(QPoint(200, 60)))
        found = self.picture(menu)
        menu.close()
        return found

    def tops(self) -> Iterator[QWidget]:
        """The windows beside the one, in sight."""
        return (
            one
            for one in QApplication.topLevelWidgets()
            if one is not self.window and one.isVisible()
        )

    # Waiting

    def spin(self) -> None:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()

    def until(self, done: Callable[[], bool]) -> None:
        """Lets the program work until this is so. Raises TimeoutError where it never is."""
        end = time.monotonic() + AT_MOST_S
        while not done():
            if time.monotonic() > end:
                raise TimeoutError(f"the screen does not come to rest ({self.mode.name})")
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def settle(self, widget: QWidget | None = None) -> None:
        """Until nothing works or moves any more."""
        shown = widget or self.window
        seen: list[object] = []

        def rests() -> bool:
            window = self.window
            if window.jobs.running or window.errands.running or window.recovery.jobs.running:
                return False
            if any(soon(timer) for timer in window.findChildren(QTimer)):
                return False
            if any(under_way(one) for one in shown.findChildren(Preview)):
                return False
            handle = shown.window().windowHandle()
            if handle is None or not handle.isExposed():
                return False
            seen.append(arranged(shown))
            return len(seen) > 3 and seen[-1] == seen[-2] == seen[-3]

        self.until(rests)


def on_display() -> bool:
    """Whether windows are shown on a screen that can be photographed."""
    return QGuiApplication.platformName() != "offscreen"


def photograph(window: QWidget) -> QImage:
    """What the screen shows where a window lies, whatever lies over it."""
    at = window.geometry()
    photo = window.screen().grabWindow(0, at.x(), at.y(), at.width(), at.height())
    return photo.toImage()


def under_way(preview: Preview) -> bool:
    """Whether pages are still being made."""
    return not preview.complete or preview.view.shown is None


def soon(timer: QTimer) -> bool:
    """Whether something will have changed in a moment."""
    return timer.isActive() and timer.isSingleShot() and timer.interval() <= SOON_MS
