"""One open document from New or Open to its last Save: the editor, the file it belongs to, and what may be asked.

No dialogs here: what a person has to decide is asked through `Questions`, and what can't be done is `Refused`.
Every change is kept in a folder of the session's own (see `keeping`), from which `recovery` brings it back.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from journeyeditor.app import versions
from journeyeditor.app.asking import Answered, ChangedOnDisk, Choice, Questions, name_of_copy
from journeyeditor.app.keeping import Keeper, Trouble
from journeyeditor.app.lineage import Lineage, Recovered, Theirs, carried_by, lineage_of
from journeyeditor.app.opening import SUFFIX, Opened, is_journey_name, read_document
from journeyeditor.app.services import Services, default_services
from journeyeditor.app.versions import Version
from journeyeditor.app.watching import Courtesy, OnDisk, Seen, Watch
from journeyeditor.editing.editor import Editor
from journeyeditor.editing.patch import difference
from journeyeditor.model.messages import N_, Message, Refused, message
from journeyeditor.storage.progress import Reached, unheard

if TYPE_CHECKING:
    from journeyeditor.app.keeping import Mark
    from journeyeditor.model.document import Document
    from journeyeditor.storage.changes import Sibling
    from journeyeditor.storage.document_file import OpenedDocument, Saved
    from journeyeditor.storage.locks import Found
    from journeyeditor.storage.private_copy import Identity
    from journeyeditor.storage.revisions import Revision
    from journeyeditor.storage.rows import RowMemory
    from journeyeditor.storage.session_folder import SessionFacts, SessionFolder

__all__ = [
    "Answered",
    "ChangedOnDisk",
    "Choice",
    "Questions",
    "Services",
    "Session",
    "default_services",
]

_UNTITLED = N_("Untitled")
_NO_PATH = N_("This document has no file yet. Use Save As to choose one.")
_THERE = N_("{path} exists already. Choose another name; nothing was changed.")
_TOOK_OVER = N_("Take over the file's version")
_RESTORED = N_("Back to the version of {at}")
_COPIED = N_("Your version is saved as {path}. The other one stays as it is.")
_NEWER_FORMAT = N_(
    "This file was made by a newer version of the program, and saving it here may lose what only that version knows. Save As keeps the original."
)


Later = Callable[[Callable[[], None]], object]


def _at_once(work: Callable[[], None]) -> None:
    work()


class Session:
    """One open document. `behind` is how many steps of a recovered one are not in its file. `report` are sentences about how it was read; show them once. `nowhere` where no file of
    the user's holds what it begins with, so that it counts as unsaved.

    `save` and `save_as` may run on another thread while editing goes on; all else belongs to the editor's thread.
    """

    def __init__(
        self,
        services: Services,
        opened: Opened,
        path: Path | None = None,
        folder: SessionFolder | None = None,
        name: str = "",
        recovered: Recovered | None = None,
        nowhere: bool = False,
    ) -> None:
        self._services = services
        self._name = name
        self._nowhere = nowhere
        self._beginning = opened.document
        self._opened_at = folder.facts.opened if recovered and folder else services.clock()
        self._lineage = lineage_of(opened.file)
        self._memory = opened.memory
        self._saving = threading.Lock()
        self._courtesy: Courtesy | None = None
        self._watch: Watch | None = None
        self.path = path
        self.report = opened.warnings
        self.behind = 0
        self.editor = recovered.editor if recovered else Editor(opened.document, services.clock)
        if nowhere:
            self.editor.mark_unsaved()
        file = opened.file
        identity = recovered.identity if recovered else file.identity if file else None
        if path is not None and identity is not None:
            self._watch_from(identity)
        self._keeper = Keeper(
            services,
            self._beginning,
            self.facts,
            folder,
            recovered.mark if recovered else None,
            recovered.editor.history.copy() if recovered else None,
        )
        self.editor.subscribe(self._keeper.heard)
        if folder is not None:
            self._keeper.prepare()
        self._be_courteous()

    # What it is

    @property
    def name(self) -> str:
        """What the window's title says: the file's name without its suffix, else the document's title."""
        if self.path is not None:
            return self.path.stem
        title = self.editor.document.info.title or self._name
        return title or self._services.translate(_UNTITLED)

    @property
    def modified(self) -> bool:
        return self.editor.modified

    @property
    def banner(self) -> Message | None:
        """A sentence to show as long as the document is open: it comes from a newer version of the program."""
        return message(_NEWER_FORMAT) if self.prefers_save_as else None

    @property
    def prefers_save_as(self) -> bool:
        """Whether Save should offer Save As first, as the file knows more than this program."""
        if self._lineage is None:
            return False
        from journeyeditor.storage.schema import FORMAT

        return self._lineage.carried.format > FORMAT

    @property
    def revision(self) -> Revision | None:
        """The version in the file that this document goes on from: by whom and when it was saved."""
        return self._lineage.revisions[-1] if self._lineage and self._lineage.revisions else None

    def facts(self) -> SessionFacts:
        """What this session belongs to, as its folder notes it for a recovery."""
        from journeyeditor.storage.session_folder import SessionFacts

        return SessionFacts(
            title=self.name,
            app=self._services.app,
            opened=self._opened_at,
            document=self.editor.document.info.id,
            path=self.path.absolute() if self.path else None,
            identity=self._watch.identity if self._watch else None,
            revision=self._lineage.head if self._lineage else "",
            nowhere=self._nowhere and self.path is None,
        )

    # Kept against crashes

    def prepare(self) -> None:
        """Makes the session's folder before the first edit needs it; call it on any thread once the window shows."""
        self._keeper.prepare()

    def sync(self) -> None:
        """Makes all edits outlive a power cut; call it every two seconds when nothing else happens."""
        self._keeper.sync()

    def draft(self, key: str, field: str, text: str) -> None:
        """Keeps text that is being typed into a field of an entity; call it after half a second of pause."""
        self._keeper.put_draft(key, field, text)

    def settle_draft(self, key: str, field: str) -> None:
        """Forgets typed text: it was committed or given up."""
        self._keeper.drop_draft(key, field)

    @property
    def trouble(self) -> Message | None:
        """Why changes can't be kept against a crash at the moment, and what is safe; None where all is well."""
        return self._keeper.trouble

    def count_behind(self) -> None:
        """Counts the steps that are not in the file, as after a crash; reads the whole record."""
        with suppress(Refused):
            self.behind = self._keeper.unsaved()

    def when_troubled(self, listener: Trouble) -> Callable[[], None]:
        """Calls `listener` once when changes can't be kept any more, on whichever thread; returns what ends that."""
        return self._keeper.subscribe(listener)

    # The file

    def look(self) -> Seen:
        """What the file holds by now. For activation, a signal of the folder, a poll; on any thread.

        Never in the way of a save, as a share may take long to answer: what is seen around one counts for nothing.
        """
        watch = self._watch
        if watch is None or self._saving.locked():
            return Seen(OnDisk.SAME)
        saw = watch.look()
        ours = watch is not self._watch or self._saving.locked()
        return Seen(OnDisk.SAME) if ours else saw

    def siblings(self) -> tuple[Sibling, ...]:
        """Other files of this document beside its own, with work that is not in it; reads the folder."""
        return self._watch.siblings() if self._watch else ()

    @property
    def others(self) -> Found | None:
        """Who else had the document open at the last `beat`, or when it was opened."""
        return self._courtesy.others if self._courtesy else None

    def beat(self) -> Found | None:
        """Tells others that we still work, and returns who else has the document open; call it every minute."""
        return self._courtesy.beat() if self._courtesy else None

    def save(
        self,
        ask: Questions | None = None,
        *,
        in_place: bool = False,
        reached: Reached = unheard,
    ) -> tuple[str, ...]:
        """Writes the document to its file; returns sentences to tell about it.

        `reached` hears how far it is, 0 to 1, and calls it off by raising, until it heard 1; then nothing is changed.

        Raises `Refused` without a file and where it can't be written, which is then as it was, and
        `ChangedOnDisk` where the file holds something else and `ask` did not say what to do. Where it raises
        `NotReplaceable`, a person may choose `in_place`. The answer RELOAD is for the editor's thread only.
        """
        if self.path is None:
            raise Refused(_NO_PATH)
        seen = self._watch.look(closely=True) if self._watch else Seen(OnDisk.SAME)
        if not seen.changed:
            return self._write(self.path, in_place, reached)
        choice = (ask or Answered()).changed_on_disk(self.path, seen)
        return self._despite(choice, self.path, seen, in_place, reached)

    def _despite(
        self, choice: Choice, path: Path, seen: Seen, in_place: bool, reached: Reached
    ) -> tuple[str, ...]:
        if choice is Choice.OVER:
            self._keep_theirs(path)
            return self._write(path, in_place, reached)
        if choice is Choice.COPY:
            return self.save_copy(reached)
        if choice is Choice.RELOAD:
            return self.reload()
        raise ChangedOnDisk(path, seen, seen.sentence(path).text(self._services.translate))

    def save_as(
        self, path: Path, *, in_place: bool = False, reached: Reached = unheard
    ) -> tuple[str, ...]:
        """Writes the document to another file, which becomes its own; replaces what is there.

        A name without `.journey` gets it; where that leads to another file that exists, it is refused, as
        nobody was asked about that one. `NotReplaceable`, `in_place` and `reached` as for `save`.
        """
        target = path if is_journey_name(path) else path.with_name(path.name + SUFFIX)
        if target != path and target.exists():
            raise Refused(_THERE, path=target)
        return self._write(target, in_place, reached)

    def save_copy(self, reached: Reached = unheard) -> tuple[str, ...]:
        """Writes the document beside its file under a name that says whose it is, and goes on with that one."""
        path = self.path or Path(self.name + SUFFIX)
        target = name_of_copy(path, self._services.author, self._services)
        told = self.save_as(target, reached=reached)
        return (message(_COPIED, path=target).text(self._services.translate), *told)

    def theirs(self, reached: Reached = unheard) -> Theirs:
        """What the file holds now, for `reload` and `revert`; on any thread. `reached` as for `open_session`.

        Raises `Refused` if it can't be read.
        """
        if self.path is None:
            raise Refused(_NO_PATH)
        with ExitStack() as folders:
            folder = folders.enter_context(self._keeper.workspace())
            inner = Path(folders.enter_context(TemporaryDirectory(dir=folder)))
            opened = read_document(self._services, self.path, inner, reached=reached)
            return Theirs(opened, folders.pop_all())

    def reload(self, theirs: Theirs | None = None) -> tuple[str, ...]:
        """Takes over what the file holds now, as one step that can be undone. Raises `Refused` if it can't be read."""
        with theirs or self.theirs() as opened:
            change = difference(self.editor.document, opened.document)
            self.editor.commit(message(_TOOK_OVER), change)
            self._saved_there(opened)
        return opened.warnings

    def note_saved(self, mark: Mark) -> None:
        """Notes that the file holds the marked state, as after a crash in the middle of a save."""
        with self.theirs() as opened:
            self._saved_there(opened, mark)

    def _saved_there(self, opened: Opened, mark: Mark | None = None) -> None:
        mark = mark or self._keeper.mark
        self.editor.mark_saved(mark.document)
        if opened.file is not None:
            self._adopt(opened.file)
            self._keeper.saved(mark, self.facts().revision, opened.file.base)
            if opened.file.torn:
                self.editor.mark_unsaved()

    def revert(self, theirs: Theirs | None = None) -> None:
        """Goes back to what the file holds, or to the beginning where there is no file; can't be undone."""
        if self.path is None:
            self.editor.reset(self._beginning)
            if self._nowhere:
                self.editor.mark_unsaved()
            return
        with theirs or self.theirs() as opened:
            self.editor.reset(opened.document)
            self._saved_there(opened)

    def close(self, *, keep: bool = False, later: Later | None = None) -> None:
        """Ends the session. Unsaved edits are gone with it, unless `keep` leaves them to be recovered.

        `later` is given what is left to do in the file's folder, on any thread: a share may take long to answer.
        """
        self._keeper.close(keep=keep)
        if self._courtesy is not None:
            (later or _at_once)(self._courtesy.release)

    # Earlier versions

    def versions(self) -> tuple[Version, ...]:
        """The versions of this document that this computer kept, the one saved last first."""
        return versions.kept_versions(self._services, self.editor.document.info.id)

    def restore(self, version: Version, document: Document | None = None) -> None:
        """Brings back an earlier version's content, as one step that can be undone; `document` is it, where it was
        read already. Raises `Refused`."""
        found = document or versions.content_of(self._services, version)
        label = message(_RESTORED, at=version.at)
        self.editor.commit(label, difference(self.editor.document, found))

    # Within

    def _write(self, path: Path, in_place: bool, reached: Reached) -> tuple[str, ...]:
        from journeyeditor.storage.document_file import save_document
        from journeyeditor.storage.private_copy import PUBLISHED_NAME

        services, lineage = self._services, self._lineage
        with self._saving, self._keeper.workspace() as workspace:
            self._keep_old_format()
            cache = versions.revision_cache(services)
            mark = self._keeper.mark
            saved = save_document(
                mark.document,
                path,
                workspace=workspace,
                author=services.author,
                app=services.app,
                ids=services.ids,
                clock=services.clock,
                history=lineage.revisions if lineage else (),
                carried=carried_by(lineage),
                cache=cache,
                over=cache if in_place else None,
                memory=self._remembered(),
                reached=reached,
            )
            self._noted(saved, path)
            self.editor.mark_saved(mark.document)
            self._keeper.saved(mark, saved.revision.id, workspace / PUBLISHED_NAME)
        return tuple(warning.text(services.translate) for warning in saved.warnings)

    def _noted(self, saved: Saved, path: Path) -> None:
        self._lineage = Lineage(saved.revisions, carried_by(self._lineage))
        self.path = path
        self._watch_from(saved.identity)
        self._be_courteous()

    def _adopt(self, file: OpenedDocument) -> None:
        """Goes on from what the file holds now."""
        self._lineage = lineage_of(file)
        self._watch_from(file.identity)

    def _watch_from(self, identity: Identity) -> None:
        if self.path is None:
            return
        revisions = self._lineage.revisions if self._lineage else ()
        document = self.editor.document.info.id
        self._watch = Watch(self.path, document, identity, revisions)
        versions.remember_place(self._services, self.path, document)

    def _be_courteous(self) -> None:
        """Has our name beside the file that the document is in now, and nowhere else."""
        old = self._courtesy
        if old is not None and old.path == self.path:
            return
        if old is not None:
            old.release()
        session = self._keeper.session_id
        self._courtesy = None
        if self.path is not None and session:
            self._courtesy = Courtesy(self._services, self.path, session, self._opened_at)

    def _keep_theirs(self, path: Path) -> None:
        """Puts what the file holds among the earlier versions before it is replaced."""
        from journeyeditor.storage.changes import head_of

        head = head_of(path)
        if head is not None and head.revision is not None:
            versions.keep_version(self._services, head.document, head.revision.id, path)

    def _keep_old_format(self) -> None:
        """Puts the file as an older program wrote it among the earlier versions, before ours replaces it."""
        from journeyeditor.storage.first_bytes import check_header
        from journeyeditor.storage.private_copy import glanced
        from journeyeditor.storage.schema import FORMAT

        if self.path is None:
            return
        with suppress(Refused):
            start, identity = glanced(self.path)
            if check_header(start, identity.size) < FORMAT:
                self._keep_theirs(self.path)

    def _remembered(self) -> RowMemory:
        from journeyeditor.storage.rows import RowMemory

        if self._memory is None:
            self._memory = RowMemory()
        return self._memory
