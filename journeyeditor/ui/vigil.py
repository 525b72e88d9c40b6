"""Watching over an open document: edits are made to outlive a power cut, its file and colleagues are looked at.

The file and its folder may lie on a share that answers late or never, so all looking goes on beside the window, and
apart from what keeps edits on this computer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QFileSystemWatcher, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from journeyeditor.app.shares import on_share
from journeyeditor.ui.jobs import Jobs, Lookout

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.app.session import Session
    from journeyeditor.app.watching import Seen
    from journeyeditor.model.messages import Message
    from journeyeditor.ui.bridge import Bridge
    from journeyeditor.ui.jobs import Outcome, Progress

SYNC_MS, LOOK_MS, BEAT_MS = 2_000, 15_000, 60_000
PATIENCE_MS = 50
"""So long closing waits for a look at the file that is under way: one at this computer's disk is over by then."""

SETTLE_MS = 300
"""How long after a signal of the folder the file is looked at: a save makes several."""


class Vigil(QObject):
    """The timers and signals of one session.

    `seen` carries the `Seen` of a look, `others` who else has the document open (`Found` or None), `troubled` the
    `Message` about edits that can't be kept, and None when they can be again; `siblings` the other files of this
    document beside its own with work that is not in it, as storage's `Sibling`.
    """

    seen = Signal(object)
    others = Signal(object)
    troubled = Signal(object)
    siblings = Signal(object)

    def __init__(self, session: Session, bridge: Bridge, errands: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._errands = session, errands
        self._looking = Jobs(self)
        self._file = Lookout(self._looking, session.look, self._saw)
        self._colleagues = Lookout(self._looking, session.beat, self.others.emit)
        self._folder = Lookout(self._looking, session.siblings, self.siblings.emit)
        self._place = Lookout(self._looking, self._to_be_watched, self._watch)
        self._unsynced = False
        self._was_troubled = False
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._something_happened)
        self._watcher.directoryChanged.connect(self._something_happened)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLE_MS)
        self._soon.timeout.connect(self._look_around)
        self._timers = tuple(
            self._timer(every, call)
            for every, call in (
                (SYNC_MS, self.sync),
                (LOOK_MS, self._file.poll),
                (BEAT_MS, self._colleagues.poll),
            )
        )
        bridge.changed.connect(self._changed)
        self._end = session.when_troubled(self._trouble)

    def _timer(self, every: int, call: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(every)
        timer.timeout.connect(call)
        timer.start()
        return timer

    def begin(self) -> None:
        """The session's folder is made beside the window, and the file and its surroundings are looked at."""
        self._errands.run("", self._prepare, self._kept)
        self._place.ask()
        self.others.emit(self._session.others)
        self.look_for_siblings()

    def stop(self) -> None:
        """Nothing is watched any more."""
        self._end()
        self._soon.stop()
        for timer in self._timers:
            timer.stop()
        self._unwatch()
        for lookout in (self._file, self._colleagues, self._folder, self._place):
            lookout.stop()
        if not self._looking.wait(PATIENCE_MS):
            # A share that does not answer keeps nobody from closing a document.
            self._looking.retire(self._owner())

    def _owner(self) -> QObject:
        """What stays when the document is closed: its window."""
        parent = self.parent()
        window = parent.window() if isinstance(parent, QWidget) else parent
        if window is not None and window is not parent:
            return window
        application = QCoreApplication.instance()
        assert application is not None
        return application

    # Kept against crashes

    def _prepare(self, _progress: Progress) -> None:
        self._session.prepare()

    def _sync(self, _progress: Progress) -> None:
        self._session.sync()

    def _changed(self) -> None:
        self._unsynced = True

    def sync(self) -> None:
        """Writes edits through to the disk beside the window, where there are any."""
        troubled = self._session.trouble is not None
        if (self._unsynced or troubled) and not self._errands.running:
            self._unsynced = False
            self._errands.run("", self._sync, self._kept)

    def _kept(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            raise outcome.error
        if self._was_troubled and self._session.trouble is None:
            self._was_troubled = False
            self.troubled.emit(None)

    def _trouble(self, said: Message) -> None:
        # On whichever thread it happened; the signal brings it to the window's.
        self._was_troubled = True
        self.troubled.emit(said)

    # The file and who else has it open

    def look(self) -> None:
        """Looks at the file; `seen` tells what it is like."""
        self._file.ask()

    def saved(self) -> None:
        """The file is as it is because of us: what an earlier look at it still has to tell counts no more."""
        self._place.ask_anew()
        self._file.ask_anew()
        self._folder.ask_anew()

    def _saw(self, seen: Seen) -> None:
        self._place.ask()
        self.seen.emit(seen)

    def _look_around(self) -> None:
        self._file.ask()
        self.look_for_siblings()

    def look_for_siblings(self) -> None:
        """Looks for conflicted copies and the like in the document's folder."""
        self._folder.ask()

    def beat(self) -> None:
        """Says that we still work, and hears who else does."""
        self._colleagues.ask()

    def _something_happened(self) -> None:
        self._soon.start()

    def _to_be_watched(self) -> frozenset[str]:
        """The document's file, as far as it is there, and its folder; nothing on a share. May take for ever."""
        path = self._session.path
        if path is None or on_share(path.parent):
            return frozenset()
        return frozenset(str(place) for place in (path, path.parent) if place.exists())

    def _watch(self, wanted: frozenset[str]) -> None:
        """Watches these places: a file that is replaced is no longer watched by itself.

        Watching touches the disk, on the window's thread: so only where one answered just now that is of this computer.
        """
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if gone := sorted(watched - wanted):
            self._watcher.removePaths(gone)
        if missing := sorted(wanted - watched):
            self._watcher.addPaths(missing)

    def _unwatch(self) -> None:
        watched = [*self._watcher.files(), *self._watcher.directories()]
        if watched:
            self._watcher.removePaths(watched)
