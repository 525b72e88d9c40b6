"""What the start page of a window is filled with and asks for: templates, pictures, recent files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from journeyeditor.app.library import entries
from journeyeditor.app.own_templates import delete_own, own_entries, rename_own, save_own
from journeyeditor.model.ids import IdSource
from journeyeditor.model.messages import N_, Refused, message
from journeyeditor.ui.start_page import StartPage
from journeyeditor.ui.thumbnails import Thumbnails

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from journeyeditor.app.library import Entry
    from journeyeditor.model.document import Document
    from journeyeditor.ui.editor_page import EditorPage
    from journeyeditor.ui.main_window import MainWindow

SETTLE_MS = 450
"""How long after the page was first seen pictures are begun: the editor is loaded before."""

_KEPT = N_("“{name}” is kept among your templates; they stand first on the start page.")
_NO_TEMPLATE = N_("The template was not changed")
_FORGOTTEN = N_("“{name}” is not listed any more; its file was not found.")


class Starting(QObject):
    """The start page of one window, and what happens there besides opening documents."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        world = window.world
        # Documents that are only painted take no ids away from those that are edited.
        self._ids = IdSource()
        self.thumbnails = Thumbnails(
            world.look, world.services.pictures, lambda: world.layout, self._read, self
        )
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._begin)
        resources, language = world.services.resources, world.services.language
        samples = entries(resources.samples, language)
        self.page = StartPage(
            world.look, window.actions_, self._templates(), samples, self.thumbnails
        )
        self.page.rename_asked.connect(self.rename)
        self.page.delete_asked.connect(self.delete)
        self.page.forget_asked.connect(self.ask_again)
        self._doubted: set[Path] = set()
        window.presence.told.connect(self._told)
        self.page.seen.connect(self._seen)

    def _templates(self) -> list[Entry]:
        services = self._window.world.services
        shipped = entries(services.resources.templates, services.language)
        return [*own_entries(services.own_templates), *shipped]

    def _read(self, text: str) -> Document:
        from journeyeditor.interchange.json_document import read_json

        return read_json(text, self._ids, self._window.world.services.clock)

    # Pictures

    def _seen(self, shown: bool) -> None:
        if shown:
            self._settle.start()
        else:
            self._settle.stop()
            self.thumbnails.pause()

    def hold(self, still: bool = True) -> None:
        """No pictures are painted while something is opened, which would take longer; or they may be again."""
        self._seen(not still and self.page.isVisible())

    def _begin(self) -> None:
        if self.page.isVisible():
            self.thumbnails.want(self.page.pictured())
            self.thumbnails.begin()

    def keep_picture(self, page: EditorPage) -> None:
        """Keeps how a document's map looks now, for the list of recent files."""
        path, placed = page.session.path, page.placed
        if path is not None and placed is not None:
            self.thumbnails.keep_recent(path, page.session.editor.document, placed)

    # Templates of one's own

    def save_template(self) -> None:
        """Asks for a name and keeps the open document as a template."""
        window, services = self._window, self._window.world.services
        session = window.session
        if session is None:
            return
        window.commit_pending()
        wanted = window.asking.save_template(session.name)
        if wanted is not None and self._kept(
            lambda: save_own(services.own_templates, session.editor.document, wanted, services.ids)
        ):
            window.tell(message(_KEPT, name=wanted.name.strip()))

    def rename(self, entry: Entry) -> None:
        words = self._window.asking.rename_template(entry.name, entry.description)
        folder = self._window.world.services.own_templates
        if words is not None:
            self._kept(lambda: rename_own(folder, entry.id, *words))

    def delete(self, entry: Entry) -> None:
        folder = self._window.world.services.own_templates
        if self._window.asking.delete_template(entry.name):
            self._kept(lambda: delete_own(folder, entry.id))

    def _kept(self, change: Callable[[], object]) -> bool:
        try:
            change()
        except Refused as refused:
            look = self._window.look
            words = refused.message.text(look.translate)
            self._window.asking.tell(look.tr_(_NO_TEMPLATE), words)
            return False
        finally:
            self.page.show_templates(self._templates())
        self._settle.start()
        return True

    # Recent files

    def show_recent(self) -> None:
        """Lists the recent files at once; those that are gone are marked when their disks have told so."""
        presence = self._window.presence
        for path in self.page.show_recent(self._window.settings.recent(), presence.gone):
            presence.ask(path)

    def ask_again(self, path: Path) -> None:
        """Looks once more for a recent file that was gone: it is opened if it is back, else not listed any more."""
        self._doubted.add(path)
        self._window.presence.ask(path)

    def _told(self, path: Path, there: bool) -> None:
        self.page.show_presence(path, there)
        if path not in self._doubted:
            return
        self._doubted.discard(path)
        if not there:
            self.forget(path)
        elif self.page.isVisible():
            self._window.open_path(path)

    def forget(self, path: Path) -> None:
        """A recent file is not listed any more."""
        try:
            self._window.settings.forget_recent(path)
        except Refused as refused:
            self._window.tell(refused.message)
        self.show_recent()
