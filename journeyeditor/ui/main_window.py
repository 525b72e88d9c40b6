"""The window: start page or one open document, menus, and what happens between them."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QStackedWidget

from journeyeditor.app.opening import READABLE
from journeyeditor.model.messages import Message, Refused
from journeyeditor.ui.actions import ActionSet
from journeyeditor.ui.choosing import Choosing
from journeyeditor.ui.command_groups import CommandGroups
from journeyeditor.ui.expecting import expecting_page
from journeyeditor.ui.jobs import Jobs
from journeyeditor.ui.manner import in_language, manner_of
from journeyeditor.ui.presence import Presence
from journeyeditor.ui.recovering import Recovery
from journeyeditor.ui.safety import safety
from journeyeditor.ui.soon import soon
from journeyeditor.ui.starting import Starting
from journeyeditor.ui.state import state_of
from journeyeditor.ui.window_menus import WindowMenus

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent

    from journeyeditor.app.recovery import LostSession
    from journeyeditor.app.session import Session
    from journeyeditor.app.settings import Settings
    from journeyeditor.ui.attention import Attention
    from journeyeditor.ui.clipboard.commands import ClipCommands
    from journeyeditor.ui.dialogs import Asking
    from journeyeditor.ui.editor_page import EditorPage
    from journeyeditor.ui.faults import Fault
    from journeyeditor.ui.files import FileCommands
    from journeyeditor.ui.jobs import Outcome
    from journeyeditor.ui.maps.commands import MapCommands
    from journeyeditor.ui.start_page import StartPage
    from journeyeditor.ui.theme import Look, ThemeChoice
    from journeyeditor.ui.tools import ToolCommands
    from journeyeditor.ui.world import World

PROGRAM = "JourneyEditor"
LEAST = (880, 460)
FIRST = (1440, 900)
"""Sizes of the window in logical pixels."""

NARROW = 1280
"""Up to this width, in logical pixels, the palette shows icons only."""

_PANELS = (
    ("panel-left", "show_palette"),
    ("panel-right", "show_inspector"),
    ("panel-minimap", "show_minimap"),
    ("panel-outline", "show_outline"),
)


class MainWindow(QMainWindow):
    """Shows the start page, or one document at a time. `page` is None while there is none.

    `jobs` is work that a person waits for, `errands` what goes on unseen, `departures` what is left to do for
    documents that were closed.
    """

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        self.page: EditorPage | None = None
        self.attention: Attention | None = None
        self.asking = world.asking(self, world.look)
        self.jobs = Jobs(self)
        self.errands = Jobs(self)
        self.departures = Jobs(self)
        self.presence = Presence(self)
        self.recovery = Recovery(self)
        self._leaving = False
        self.choosing = Choosing(self)
        self.groups = CommandGroups(self)
        self.actions_ = ActionSet(world.look, self.groups, self)
        self.menus = WindowMenus(self)
        self._pages = QStackedWidget()
        self._pages.setObjectName("pages")
        self.starting = Starting(self)
        self.start = self._start_page()
        self._pages.addWidget(self.start)
        self.setCentralWidget(self._pages)
        self.menus.fill()
        self.setAcceptDrops(True)
        self.setMinimumSize(*LEAST)
        self.jobs.busy.connect(self._busy)
        self._restore_window()
        self.refresh()
        self.start.setFocus()

    # What it is made of

    @property
    def look(self) -> Look:
        return self.world.look

    @property
    def settings(self) -> Settings:
        return self.world.settings

    @property
    def session(self) -> Session | None:
        return self.page.session if self.page is not None else None

    @property
    def files(self) -> FileCommands:
        commands: FileCommands = self.groups["files"]
        return commands

    @property
    def tools(self) -> ToolCommands:
        commands: ToolCommands = self.groups["tools"]
        return commands

    @property
    def clips(self) -> ClipCommands:
        commands: ClipCommands = self.groups["clips"]
        return commands

    @property
    def maps(self) -> MapCommands:
        commands: MapCommands = self.groups["maps"]
        return commands

    def page_now(self) -> EditorPage | None:
        return self.page

    def asking_now(self) -> Asking:
        return self.asking

    def _start_page(self) -> StartPage:
        start = self.starting.page
        start.template.connect(self.files_new_from)
        start.sample.connect(self.files_sample)
        start.recent.connect(self.open_path)
        start.lost_opened.connect(self.open_lost)
        start.lost_discarded.connect(self.discard_lost)
        self.starting.show_recent()
        return start

    def files_new_from(self, template: str) -> None:
        self.files.new_from(template)

    def files_sample(self, sample: str) -> None:
        self.files.sample(sample)

    def expect(self, path: Path) -> None:
        """Shows that a file is about to be opened, in the place of the start page."""
        page = expecting_page(self.look, path)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self._pages.currentChanged.connect(page.deleteLater)

    def show_start(self) -> None:
        """Shows the start page, unless a document is open."""
        if self.page is None:
            self._pages.setCurrentWidget(self.start)

    def open_path(self, path: Path) -> None:
        self.files.open_path(path)

    def look_for_lost(self) -> None:
        """Offers work that a session before did not save."""
        self.recovery.look()

    def open_lost(self, lost: LostSession) -> None:
        self.recovery.open(lost)

    def discard_lost(self, lost: LostSession) -> None:
        self.recovery.discard(lost)

    # Documents

    def show_session(self, session: Session) -> None:
        """Shows a document in the place of the one that is open."""
        # The start page needs nothing of all this, and is there the sooner.
        from journeyeditor.ui.attention import Attention
        from journeyeditor.ui.editor_page import EditorPage

        self._drop_page()
        self._show_page(EditorPage(self.world, session, self.actions_, self.errands))
        assert self.page is not None
        self.attention = Attention(self.page, self.files)
        self.attention.begin()
        self.page.vigil.begin()

    def _show_page(self, page: EditorPage) -> None:
        page.state_changed.connect(self.refresh)
        page.said.connect(self.tell)
        page.status.cancelled.connect(self.jobs.cancel)
        self.jobs.progressed.connect(page.status.show_progress)
        self.page = page
        self.tools.prepare(page)
        self.maps.prepare(page)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self._arrange()
        self.refresh()
        page.canvas.setFocus()

    def rebuild(self) -> None:
        """Makes all there is to see anew, in the language, size and direction that are set now; documents stay."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.world = in_language(self.world)
        language = self.world.services.language
        self.world.speak(language)
        self.look.behave(manner_of(self.settings, language), application)
        self._renew_actions()
        old = self.start
        self.starting.deleteLater()
        self.starting = Starting(self)
        self.start = self._start_page()
        self._pages.addWidget(self.start)
        self._pages.removeWidget(old)
        old.deleteLater()
        if self.page is not None:
            self._renew_page(self.page)
        self.refresh()

    def _renew_actions(self) -> None:
        self.menus.clear()
        self.actions_.deleteLater()
        self.actions_ = ActionSet(self.look, self.groups, self)
        self.menus.fill()

    def _renew_page(self, before: EditorPage) -> None:
        """The same map of the same document on a page of its own."""
        from journeyeditor.ui.attention import Attention
        from journeyeditor.ui.editor_page import EditorPage

        before.commit_pending()
        map_id, camera, first = before.map_id, before.canvas.camera, before.canvas.as_first
        self.page = None
        self._take_away(before)
        page = EditorPage(self.world, before.session, self.actions_, self.errands)
        page.saved_at, page.bridge.steps = before.saved_at, before.bridge.steps
        self._show_page(page)
        page.show_map(map_id)
        if not first and page.canvas.layoutDirection() == before.canvas.layoutDirection():
            page.canvas.set_camera(camera)
        self.attention = Attention(page, self.files)
        self.attention.begin()
        page.vigil.begin()

    def close_session(self) -> None:
        """Back to the start page; what is unsaved is gone."""
        self._drop_page()
        self.starting.show_recent()
        self.show_start()
        self.look_for_lost()
        self.refresh()

    def _drop_page(self) -> None:
        page, self.page = self.page, None
        self.attention = None
        if page is None:
            return
        for dialog in self.findChildren(QDialog):
            # What is open over a document must not go on working on it.
            dialog.close()
        self.starting.keep_picture(page)
        self._take_away(page)
        page.session.close(later=self._depart)

    def _depart(self, work: Callable[[], None]) -> None:
        """Does what is left of a closed document in its folder beside the window."""
        self.departures.run("", lambda _progress: work(), self._departed)

    def _departed(self, _outcome: Outcome) -> None:
        if self.page is not None:
            # It may be the same file, beside which our own name stood.
            self.page.vigil.beat()

    def _take_away(self, page: EditorPage) -> None:
        """A page that listens to nothing any more and is not seen."""
        page.close_document()
        self.errands.wait()
        self._pages.removeWidget(page)
        page.hide()
        page.setParent(None)
        page.deleteLater()

    def document_saved(self) -> None:
        """The file holds the document now."""
        if self.page is not None:
            self.page.saved_at = self.world.local_time()
            self.page.bridge.saved()
            self.page.vigil.saved()
            self.page.refresh_facts()
            self.starting.keep_picture(self.page)
        self.refresh()

    def commit_pending(self) -> None:
        if self.page is not None:
            self.page.commit_pending()

    # What is shown of it

    def refresh(self) -> None:
        """Title, actions and marks as they should be now."""
        session, page = self.session, self.page
        self.actions_.update_for(state_of(session, page.map_id if page else "", self.jobs.running))
        self.setWindowTitle(f"{session.name}[*] – {PROGRAM}" if session else f"{PROGRAM}[*]")
        self.setWindowModified(session is not None and session.modified)
        if page is not None:
            page.show_saved_state()
        self._check_marks()

    def _check_marks(self) -> None:
        for name, setting in _PANELS:
            self.actions_[name].setChecked(self.settings.flag(setting))
        self.actions_[f"theme-{self.settings.text('theme')}"].setChecked(True)

    def _busy(self, name: str, cancellable: bool) -> None:
        if self.page is not None:
            self.page.status.show_busy(name, cancellable)
        self.refresh()

    def tell(self, said: Message) -> None:
        """A sentence in passing; over the start page it is asked to be read."""
        if self.page is not None:
            self.page.tell(said)
        else:
            self.asking.tell(PROGRAM, said.text(self.look.translate))

    def toggle_panel(self, setting: str) -> None:
        self.keep(setting, not self.settings.flag(setting))
        self._arrange()
        self._check_marks()

    def _arrange(self) -> None:
        """Which panels there is room and wish for."""
        if self.page is not None:
            self.page.palette_panel.setVisible(self.settings.flag("show_palette"))
            self.page.inspector.setVisible(self.settings.flag("show_inspector"))
            self.page.palette_panel.set_narrow(self.width() <= NARROW)
            self.page.minimap.set_wanted(self.settings.flag("show_minimap"))
            self.page.dock.set_wanted(self.settings.flag("show_outline"))

    def choose_theme(self, choice: ThemeChoice) -> None:
        self.keep("theme", str(choice))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            self.look.choose(choice, application)
        self._check_marks()

    def tell_fault(self, fault: Fault) -> None:
        """Something went wrong in the program itself: says that the work is safe, and where."""
        folder, translate = self.world.services.workspace, self.look.translate
        self.asking.fault(safety(self.session, fault, folder, translate), fault.details)

    def keep(self, key: str, value: str | bool) -> None:
        """Keeps a setting; where that is not possible it is said, and nothing else happens."""
        try:
            self.settings.put(key, value)
        except Refused as refused:
            self.tell(refused.message)

    def _restore_window(self) -> None:
        kept = self.settings.text("window")
        if not kept or not self.restoreGeometry(QByteArray(base64.b64decode(kept, validate=False))):
            self.resize(first_size(self.screen().availableGeometry().size()))

    # Qt

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.look_at_file()

    def look_at_file(self) -> None:
        """Looks whether somebody else saved the document, except while that is done here."""
        if self.page is not None and not self.jobs.running:
            self.page.vigil.look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            # A dialog must not open before the drop has ended.
            soon(self, lambda: self.files.open_path(path))

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.page is not None and self.page.ahead.under_way:
            # The step that is waited for has to find its page again; its sheet can be called off.
            event.ignore()
            return
        if not self._leaving and not self.files.may_leave(self._leave):
            event.ignore()
            return
        self.jobs.wait()
        self.errands.wait()
        kept = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self.keep_quietly("window", kept)
        self._drop_page()
        event.accept()

    def keep_quietly(self, key: str, value: str) -> None:
        """Keeps what nobody would miss."""
        try:
            self.settings.put(key, value)
        except Refused:
            return

    def _leave(self) -> None:
        """Called once the document was saved on the way out."""
        self._leaving = True
        self.close()


def first_size(room: QSize) -> QSize:
    """How large the window is at first on a screen with so much room, which its frame needs some of."""
    return (
        QSize(*FIRST)
        .boundedTo(QSize(room.width() - 2, room.height() - 30))
        .expandedTo(QSize(*LEAST))
    )


def dropped_file(event: QDropEvent) -> Path | None:
    """The one file that is dragged over a window, if it can be opened."""
    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and path.suffix.lower() in READABLE else None
