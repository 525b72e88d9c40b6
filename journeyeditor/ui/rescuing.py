"""Earlier versions of a document, and what is offered for a file that can't be opened."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from journeyeditor.app.recovery import open_version, salvaged_session
from journeyeditor.app.versions import Rescue, content_of, rescue
from journeyeditor.model.messages import N_, Refused, message
from journeyeditor.ui.dialogs import Choice, Sheet
from journeyeditor.ui.jobs import Cancelled
from journeyeditor.ui.moments import isolated, local_moment
from journeyeditor.ui.widgets.build import label
from journeyeditor.ui.widgets.reading import ReadingDelegate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from journeyeditor.app.session import Session
    from journeyeditor.app.versions import Version
    from journeyeditor.ui.main_window import MainWindow
    from journeyeditor.ui.theme import Look
    from journeyeditor.ui.waiting import Waiting

CANT_OPEN, CANT_RESTORE = N_("The file could not be opened"), N_("The version was not opened")
NONE_KEPT = N_(
    "No earlier versions of this document are kept on this computer yet; each save keeps one."
)
RESTORED = N_("This is the version of {at} now; undo brings the last one back.")
SALVAGED_SO = N_("What is left of “{name}”")
KEPT_SO = N_("“{name}” as it was saved at {at}")
READING = N_("Reading “{name}”…")
_VERSION = N_("{at} · {title} · {size} kB")
_VERSION_BY = N_("{at} · {author} · {title} · {size} kB")


ROW, LEAST, MOST = 32, 3, 9
"""The height of a version in the list, in logical pixels; so many are in sight at least and at most."""


class OnDamage(StrEnum):
    """What to do about a damaged file."""

    KEPT = "kept"
    SALVAGE = "salvage"
    CANCEL = "cancel"


class OnVersion(StrEnum):
    """What to do with an earlier version."""

    OPEN = "open"
    RESTORE = "restore"


def words_of(look: Look, version: Version) -> str:
    """A version as a line of a list: when, by whom, what, how large."""
    key = _VERSION_BY if version.author else _VERSION
    return look.tr_(
        key,
        at=local_moment(version.at),
        author=isolated(version.author),
        title=isolated(version.title),
        size=max(1, version.size // 1000),
    )


class VersionsSheet(Sheet):
    """The kept versions of a document; one is chosen, and what to do with it."""

    def __init__(self, parent: QWidget | None, look: Look, versions: Sequence[Version]) -> None:
        super().__init__(parent, look, look.tr_(N_("Earlier versions")))
        tr = look.tr_
        self.setMinimumWidth(look.px(560))
        why = N_(
            "Each save keeps one on this computer. Restoring is one step that undo takes back."
        )
        self.body.addWidget(label(tr(why), "quiet", wrap=True))
        self.list = QListWidget()
        self.list.setObjectName("versions")
        self.list.setItemDelegate(ReadingDelegate(self.list))
        self.list.setAccessibleName(tr(N_("Earlier versions")))
        self.list.setUniformItemSizes(True)
        self.list.setFixedHeight(look.px(ROW) * min(max(len(versions), LEAST), MOST) + look.px(12))
        for version in versions:
            item = QListWidgetItem(words_of(look, version))
            item.setToolTip(item.text())
            item.setSizeHint(QSize(0, look.px(ROW)))
            item.setData(Qt.ItemDataRole.UserRole, version.id)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.body.addWidget(self.list)
        self.choices(
            Choice(OnVersion.RESTORE, tr(N_("Restore")), "primary"),
            Choice(OnVersion.OPEN, tr(N_("Open as new document"))),
            Choice("", tr(N_("Cancel"))),
        )
        self._versions = {version.id: version for version in versions}

    @property
    def chosen(self) -> Version | None:
        item = self.list.currentItem()
        return self._versions[item.data(Qt.ItemDataRole.UserRole)] if item else None


def _closed(session: Session) -> None:
    session.close()


class Rescuing:
    """The verbs of one window. `leave` does something once what is open may be left; `show` shows a session."""

    def __init__(
        self,
        window: MainWindow,
        leave: Callable[[Callable[[], None]], None],
        waiting: Waiting,
    ) -> None:
        self._window, self._leave, self._waiting = window, leave, waiting

    # Earlier versions

    def earlier_versions(self) -> None:
        """Lists what this computer keeps of the open document."""
        window = self._window
        session = window.session
        if session is None:
            return
        window.commit_pending()
        versions = session.versions()
        if not versions:
            window.tell(message(NONE_KEPT))
            return
        answer = window.asking.earlier_version(versions)
        if answer is None:
            return
        what, version = answer
        if what is OnVersion.RESTORE:
            self._restore(session, version)
        else:
            self._leave(lambda: self._open(version))

    def _restore(self, session: Session, version: Version) -> None:
        shown = replace(version, at=local_moment(version.at))
        services, look = self._window.world.services, self._window.look
        title = look.tr_(READING, name=version.title)
        try:
            document = self._waiting.until(look, title, lambda _: content_of(services, version))
            session.restore(shown, document)
        except Cancelled:
            return
        except Refused as refused:
            self._tell(CANT_RESTORE, refused)
            return
        self._window.refresh()
        self._window.tell(message(RESTORED, at=shown.at))

    def _open(self, version: Version) -> None:
        services = self._window.world.services
        title = self._window.look.tr_(KEPT_SO, name=version.title, at=local_moment(version.at))
        self._show(lambda: open_version(services, version), title)

    # Files that can't be opened

    def offer(self, path: Path, refused: Refused) -> None:
        """Tells why a file can't be opened, with what can be done where it is one of ours."""
        window, services = self._window, self._window.world.services
        title = window.look.tr_(READING, name=path.name)
        try:
            found = self._waiting.until(
                window.look, title, lambda _: rescue(services, path, refused)
            )
        except Cancelled:
            found = Rescue(path, refused, (), salvageable=False)
        sentence = refused.message.text(window.look.translate)
        kept = found.versions[0] if found.versions else None
        if kept is None and not found.salvageable:
            window.asking.tell(window.look.tr_(CANT_OPEN), sentence, refused.message.details)
            return
        words = words_of(window.look, kept) if kept else ""
        details = refused.message.details
        answer = window.asking.damaged(sentence, words, found.salvageable, details)
        if answer is OnDamage.KEPT and kept is not None:
            self._open(kept)
        elif answer is OnDamage.SALVAGE:
            title = window.look.tr_(SALVAGED_SO, name=path.name)
            self._show(lambda: salvaged_session(window.world.services, path), title)

    def _show(self, make: Callable[[], Session], title: str) -> None:
        look = self._window.look
        try:
            session = self._waiting.until(look, title, lambda _: make(), _closed)
        except Cancelled:
            return
        except Refused as refused:
            self._tell(CANT_OPEN, refused)
            return
        self._window.show_session(session)
        if session.report:
            self._window.asking.report(title, session.report)

    def _tell(self, title: str, refused: Refused) -> None:
        look = self._window.look
        said = refused.message
        self._window.asking.tell(look.tr_(title), said.text(look.translate), said.details)
