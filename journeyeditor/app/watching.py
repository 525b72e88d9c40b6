"""Whether a document's file holds something else by now, and who else has it open.

Told by revision, never by time stamps. Nothing here asks or decides: what is seen is data for whoever shows it.
"""

from __future__ import annotations

import getpass
import threading
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from journeyeditor.app.services import Services
from journeyeditor.model.messages import N_, Message, message

if TYPE_CHECKING:
    from journeyeditor.storage.changes import Head, Sibling
    from journeyeditor.storage.locks import Found
    from journeyeditor.storage.private_copy import Identity
    from journeyeditor.storage.revisions import Revision


class OnDisk(StrEnum):
    """What the file holds, compared with the revision that was opened or saved here last.

    NEWER goes on from ours. EARLIER is one that ours went on from: somebody put it back. PARTED goes on from
    another one: ours was overwritten. UNKNOWN keeps no history back to where it could be told. ANOTHER is another
    document.
    """

    SAME = "same"
    NEWER = "newer"
    EARLIER = "earlier"
    PARTED = "parted"
    UNKNOWN = "unknown"
    ANOTHER = "another"
    GONE = "gone"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look saw. `author` and `at` (UTC) are those of the file's last revision, where it could be read;
    `ahead` is how many revisions it has that are not ours."""

    found: OnDisk
    author: str = ""
    at: str = ""
    ahead: int = 0

    @property
    def changed(self) -> bool:
        """Whether saving would replace something that nobody here has seen."""
        return self.found not in {OnDisk.SAME, OnDisk.GONE}

    def sentence(self, path: Path) -> Message:
        """What to tell about it."""
        who = self.author or "?"
        return message(_WORDS[self.found], path=path, author=who, at=self.at, count=self.ahead)


_WORDS = {
    OnDisk.SAME: N_("{path} holds what was opened or saved here last."),
    OnDisk.NEWER: N_("{path} was saved by {author} at {at}, after it was opened here."),
    OnDisk.EARLIER: N_(
        "{path} holds an earlier version again (saved by {author} at {at}): somebody or a sync program put it back."
    ),
    OnDisk.PARTED: N_(
        "{path} was overwritten with another version (saved by {author} at {at}) that does not hold what was saved here."
    ),
    OnDisk.UNKNOWN: N_(
        "{path} was saved by {author} at {at}. It keeps no history, so nobody can tell whether it holds what was saved here."
    ),
    OnDisk.ANOTHER: N_("{path} holds another document by now, saved by {author} at {at}."),
    OnDisk.GONE: N_("{path} is no longer there. Saving writes it anew."),
    OnDisk.UNREADABLE: N_("{path} can't be read any more, or another program is writing it."),
}


class Watch:
    """Looks at one file. `revisions` are its history as it was opened or saved here last."""

    def __init__(
        self, path: Path, document: str, identity: Identity, revisions: tuple[Revision, ...]
    ) -> None:
        from journeyeditor.storage.changes import glance_of

        self.path = path
        self.identity = identity
        self.revisions = revisions
        self._document = document
        self._glance = glance_of(identity)

    @property
    def revision(self) -> str:
        """The id of the revision that was opened or saved last; "" where the file named none."""
        return self.revisions[-1].id if self.revisions else ""

    def look(self, *, closely: bool = False) -> Seen:
        """What the file holds now. Microseconds where nothing happened; `closely` reads its revision all the same,
        as size, time and place of another version can be those of ours (FAT keeps two seconds, and no place)."""
        from journeyeditor.storage.changes import Seen as Raw
        from journeyeditor.storage.changes import look

        saw = look(self.path, None if closely else self._glance, self.revision)
        if saw.seen is Raw.TOUCHED and saw.glance is not None:
            self._glance = saw.glance
        if saw.head is None or saw.seen is not Raw.CHANGED:
            return Seen(_PLAIN[str(saw.seen)])
        return self._compared(saw.head)

    def siblings(self) -> tuple[Sibling, ...]:
        """Other files of this document beside it, with work that is not in ours: conflicted copies and the like.

        The one that was saved last comes first.
        """
        from journeyeditor.storage.changes import siblings

        found = siblings(self.path, self._document, _named(self.revisions))
        return tuple(sorted(found, key=_saved_at, reverse=True))

    def _compared(self, head: Head) -> Seen:
        ours = {one.id for one in self.revisions}
        ahead = sum(1 for one in head.revisions if one.id not in ours)
        last = head.revision
        if last is None:
            return Seen(OnDisk.UNKNOWN)
        return Seen(self._relation(head, last.id), last.author, last.at, ahead)

    def _relation(self, head: Head, last: str) -> OnDisk:
        if head.document != self._document:
            return OnDisk.ANOTHER
        # A file without its history still names the revision that it went on from.
        if last in _named(self.revisions):
            return OnDisk.EARLIER
        if self.revision in _named(head.revisions):
            return OnDisk.NEWER
        return OnDisk.PARTED if _complete(head.revisions) else OnDisk.UNKNOWN


def _saved_at(sibling: Sibling) -> str:
    last = sibling.head.revision
    return last.at if last is not None else ""


def _named(revisions: tuple[Revision, ...]) -> frozenset[str]:
    """The ids of a history, and those that it went on from."""
    return frozenset(name for one in revisions for name in (one.id, *one.parents))


def _complete(revisions: tuple[Revision, ...]) -> bool:
    """Whether a history reaches back to its beginning."""
    return _named(revisions) == {one.id for one in revisions}


_PLAIN = {
    "same": OnDisk.SAME,
    "touched": OnDisk.SAME,
    "gone": OnDisk.GONE,
    "changed": OnDisk.UNREADABLE,
    "unreadable": OnDisk.UNREADABLE,
}

_OPEN_THERE = N_("{who} has this document open on {host} since {time}. You can edit it too.")
_SILENT_THERE = N_(
    "{who} had this document open on {host} at {time}; that computer may have crashed. You can edit it."
)


class Courtesy:
    """Our name beside a document, for colleagues on the same share. It never keeps anybody from anything.

    Its calls may come from any thread; after `release` none of them puts our name back.
    """

    def __init__(self, services: Services, path: Path, session: str, opened: str) -> None:
        from journeyeditor.storage.locks import CourtesyLock, Holder, this_place

        now = services.clock()
        holder = Holder(services.author, _login(), this_place(), session, opened, now, services.app)
        self.path = path
        self._clock = services.clock
        self._lock = CourtesyLock(path, holder, services.clock)
        self._turn = threading.Lock()
        self._released = False
        self.others: Found | None = self._lock.take(_seconds(now))

    def beat(self) -> Found | None:
        """Says that we still work; call it every minute. Returns who else has the document open."""
        with self._turn:
            if not self._released:
                self._lock.beat()
                self.others = self._lock.take(_seconds(self._clock()))
            return self.others

    def release(self) -> None:
        with self._turn:
            self._released = True
            self._lock.release()


def open_elsewhere(found: Found) -> Message:
    """Who else has a document open, as a sentence."""
    from journeyeditor.storage.locks import Standing

    holder = found.holder
    words = _SILENT_THERE if found.standing is Standing.SILENT else _OPEN_THERE
    who = holder.user or holder.login or "?"
    return message(words, who=who, host=holder.place.host or "?", time=holder.opened)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _seconds(at: str) -> float:
    return datetime.fromisoformat(at).timestamp()
