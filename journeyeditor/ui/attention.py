"""What happens around an open document, as bars over its canvas, and what a person makes of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from journeyeditor.app.asking import Choice
from journeyeditor.app.watching import OnDisk, open_elsewhere
from journeyeditor.model.messages import N_, Message
from journeyeditor.ui.moments import isolated, local_moment
from journeyeditor.ui.notices import Notice, Offer

if TYPE_CHECKING:
    from journeyeditor.app.watching import Seen
    from journeyeditor.storage.changes import Sibling
    from journeyeditor.storage.locks import Found
    from journeyeditor.ui.editor_page import EditorPage
    from journeyeditor.ui.files import FileCommands

CHANGED, OTHERS, TROUBLE, NEWER = "changed", "others", "trouble", "newer"
LOST, SIBLING = "lost", "sibling"
KEEP_MINE, TAKE_THEIRS = N_("Keep mine as a copy"), N_("Take theirs")
NOT_NOW, SAVE_AS, GOT_IT = N_("Not now"), N_("Save as…"), N_("OK")
THEIRS_IS_A_STEP = N_("{seen} Taking theirs is one step that undo takes back.")
SHOW_LOST, OPEN_SIBLING = N_("Show it"), N_("Open it")
LOST_WORK = N_(
    "There is unsaved work on this document from before the program ended: {facts}. It is not in what you see."
)
COPY_BESIDE = N_(
    "{name} is another copy of this document, with work by {author} that is not in here."
)
COPY_OF_NOBODY = N_("{name} is another copy of this document, with work that is not in here.")
YOURS, YOURS_CHANGED = (
    N_("Yours is the version of {at} by {author}."),
    N_("Yours is the version of {at} by {author}, with {changes} since."),
)
ONE_CHANGE, MORE_CHANGES = N_("1 change"), N_("{n} changes")
LATER = "later"


class Attention(QObject):
    """The bars of one page. It tells each thing once, and again only when something else happens."""

    def __init__(self, page: EditorPage, files: FileCommands) -> None:
        super().__init__(page)
        self._page, self._files = page, files
        self._told: Seen | None = None
        self._known: str = ""
        self._copies: tuple[Path, ...] = ()
        page.notices.answered.connect(self._answered)
        page.vigil.seen.connect(self.seen)
        page.vigil.others.connect(self.others)
        page.vigil.troubled.connect(self.troubled)
        page.vigil.siblings.connect(self.siblings)

    def begin(self) -> None:
        """What is to be known about the document from the start."""
        banner = self._page.session.banner
        if banner is not None:
            self._show(NEWER, self._text(banner), SAVE_AS, icon="info")
        if self._page.session.trouble is not None:
            self.troubled(self._page.session.trouble)

    def seen(self, seen: Seen) -> None:
        """The file was looked at."""
        path = self._page.session.path
        if seen.found is OnDisk.SAME or path is None:
            self._told = None
            self._page.notices.drop(CHANGED)
        elif seen != self._told:
            self._told = seen
            self._tell_changed(seen, path)

    def _tell_changed(self, seen: Seen, path: Path) -> None:
        sentence = self.both(seen, path)
        if seen.found is OnDisk.GONE:
            self._show(CHANGED, sentence, icon="warning")
        elif seen.found is OnDisk.UNREADABLE:
            self._show(CHANGED, sentence, KEEP_MINE, icon="warning")
        else:
            tr = self._page.world.look.tr_
            self._show(
                CHANGED, tr(THEIRS_IS_A_STEP, seen=sentence), KEEP_MINE, TAKE_THEIRS, icon="warning"
            )

    def both(self, seen: Seen, path: Path) -> str:
        """What the file holds and what is open here: whose each is, and from when."""
        theirs, ours = self._text(words_of(seen, path)), self._ours()
        return f"{theirs} {ours}" if seen.changed and ours else theirs

    def _ours(self) -> str:
        session, tr = self._page.session, self._page.world.look.tr_
        if session.revision is None:
            return ""
        at, author = local_moment(session.revision.at), isolated(session.revision.author or "?")
        if not session.modified:
            return tr(YOURS, at=at, author=author)
        number = max(1, abs(self._page.bridge.steps))
        changes = tr(ONE_CHANGE if number == 1 else MORE_CHANGES, n=number)
        return tr(YOURS_CHANGED, at=at, author=author, changes=changes)

    def others(self, found: Found | None) -> None:
        """Who else has the document open by now."""
        if found is None:
            self._known = ""
            self._page.notices.drop(OTHERS)
            return
        holder = found.holder
        known = f"{holder.user}|{holder.login}|{holder.place.host}|{holder.opened}"
        if known != self._known:
            self._known = known
            shown = replace(found, holder=replace(holder, opened=local_moment(holder.opened)))
            self._show(OTHERS, self._text(open_elsewhere(shown)), icon="persona")

    def siblings(self, found: tuple[Sibling, ...]) -> None:
        """Other files of the document, which somebody or a sync program put beside it; the newest is told."""
        copies = tuple(one.path for one in found)
        if copies == self._copies:
            return
        self._copies = copies
        self._page.notices.drop(SIBLING)
        if found:
            revision = found[0].head.revision
            author = revision.author if revision else ""
            words = COPY_BESIDE if author else COPY_OF_NOBODY
            tr = self._page.world.look.tr_
            sentence = tr(words, name=copies[0].name, author=author)
            self._show(SIBLING, sentence, OPEN_SIBLING, icon="duplicate")

    def lost(self, facts: str) -> None:
        """Work on this document from before the program ended, which the file does not hold."""
        sentence = self._page.world.look.tr_(LOST_WORK, facts=facts)
        self._show(LOST, sentence, SHOW_LOST, icon="recent")

    def troubled(self, said: Message | None) -> None:
        """Edits can't be kept against a crash, or can be again."""
        if said is None:
            self._page.notices.drop(TROUBLE)
        else:
            self._show(TROUBLE, self._text(said), SAVE_AS, icon="warning")

    def _show(self, topic: str, sentence: str, *offers: str, icon: str) -> None:
        tr = self._page.world.look.tr_
        last = NOT_NOW if offers else GOT_IT
        made = (*(Offer(offer, tr(offer)) for offer in offers), Offer(LATER, tr(last)))
        self._page.notices.show_notice(Notice(topic, sentence, made, icon))

    def _answered(self, _topic: str, answer: str) -> None:
        if answer == KEEP_MINE:
            self._files.settle_changed(Choice.COPY)
        elif answer == TAKE_THEIRS:
            self._files.settle_changed(Choice.RELOAD)
        elif answer == SAVE_AS:
            self._files.save_as()
        elif answer == SHOW_LOST:
            self._files.show_lost()
        elif answer == OPEN_SIBLING and self._copies:
            self._files.open_path(self._copies[0])

    def _text(self, said: Message) -> str:
        return said.text(self._page.world.look.translate)


def words_of(seen: Seen, path: Path) -> Message:
    """What was seen, with the file's name alone and the time of this place."""
    shown = replace(seen, at=local_moment(seen.at), author=isolated(seen.author or "?"))
    return shown.sentence(Path(isolated(path.name)))
