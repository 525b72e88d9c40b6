"""What menus and keys do with files: new, open, save, revert, import; nothing unsaved is lost unasked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from journeyeditor.app.asking import Answered
from journeyeditor.app.beginning import new_session, open_session, sample_session
from journeyeditor.app.lineage import Theirs
from journeyeditor.app.opening import SUFFIX
from journeyeditor.app.session import ChangedOnDisk, Choice, Session
from journeyeditor.interchange.carried_map import PasswordWanted
from journeyeditor.model.messages import N_, Refused, message
from journeyeditor.ui.dialogs import Answer
from journeyeditor.ui.expecting import OPENING
from journeyeditor.ui.jobs import Cancelled
from journeyeditor.ui.rescuing import Rescuing
from journeyeditor.ui.waiting import Waiting

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.app.recovery import LostSession
    from journeyeditor.app.services import Services
    from journeyeditor.app.watching import Seen
    from journeyeditor.ui.jobs import Outcome, Progress
    from journeyeditor.ui.main_window import MainWindow

READING = N_("Reading “{name}”…")
NOT_OPENED = N_("Called off; nothing was opened.")
SAVING = N_("Saving…")
SAVED = N_("Saved as {path}")
CANT_OPEN, CANT_SAVE = N_("The file could not be opened"), N_("The document was not saved")
CANT_REVERT = N_("The document was not reverted")
READ_SO = N_("How “{name}” was read")
FAULT = N_("Something went wrong inside the program ({fault}). Your document is unchanged.")
CALLED_OFF = N_("Called off; nothing was written.")
NOT_SAVED = N_("Called off; the file is as it was, and your changes are still unsaved.")
NOT_WRITTEN = N_("{path} can't be written: {reason}. Choose another folder or make room there.")
CANT_TAKE = N_("The file's version could not be taken over")
TAKEN = N_("This is the file's version now; undo brings yours back.")
BUSY = N_("Wait until the document is saved or exported, then try again.")
PATIENCE_MS = 1000
"""So long opening a file waits for what is left to do for the one that was closed."""

_BAD_IN_NAMES = '<>:"/\\|?*\0'


class FileCommands:
    """The verbs of File, on one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._then: Callable[[], None] | None = None
        self._target: Path | None = None
        self._asked = Answered()
        self._chosen: Path | None = None
        self._waiting = Waiting(window)
        self._rescuing = Rescuing(window, self._leave, self._waiting)

    # New and open

    def new(self) -> None:
        """A new document from the default template."""
        self._leave(self._new_default)

    def _new_default(self) -> None:
        self.new_from("customer-journey")

    def new_from(self, template: str) -> None:
        """A new document from a template, in the place of the one that is open (which was asked about)."""
        self._show(lambda: new_session(self._services, template))

    def sample(self, sample: str) -> None:
        self._show(lambda: sample_session(self._services, sample))

    def start_page(self) -> None:
        self._leave(self._window.close_session)

    def open(self) -> None:
        path = self._window.asking.open_path(self._folder, importing=False)
        if path is not None:
            self.open_path(path)

    def import_file(self) -> None:
        path = self._window.asking.open_path(self._folder, importing=True)
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Opens or imports a file, after asking about unsaved changes."""
        self._leave(lambda: self.load(path))

    def load(self, path: Path) -> None:
        """Opens or imports a file in the place of what is open."""
        window = self._window
        window.starting.hold()
        try:
            opened = self._opened(path)
        except Cancelled:
            self._back_to_start()
            window.tell(message(NOT_OPENED))
            return
        except Refused as refused:
            self._back_to_start()
            self._rescuing.offer(path, refused)
            return
        if self._show(lambda: opened):
            self._remember(path)
            self._window.look_for_lost()
            session = self._window.session
            if session is not None and session.report:
                title = self._window.look.tr_(READ_SO, name=path.name)
                self._window.asking.report(title, session.report)

    def _opened(self, path: Path) -> Session:
        """What a file holds, with the password that it asks for. Raises `Refused`, and `Cancelled` where it was
        called off."""
        password = ""
        while True:
            try:
                return self._read(path, password)
            except PasswordWanted as wanted:
                wrong = wanted.message.text(self._window.look.translate) if password else ""
                password = self._window.asking.password(path.name, wrong)
            if not password:
                raise Cancelled

    def _read(self, path: Path, password: str) -> Session:
        window, services = self._window, self._services

        def work(progress: Progress) -> Session:
            # The name beside a file that was just closed here would look like somebody else's.
            window.departures.wait(PATIENCE_MS)
            return open_session(services, path, progress.reached, password)

        title = window.look.tr_(OPENING, name=path.name)
        return self._waiting.until(window.look, title, work, Session.close)

    def _back_to_start(self) -> None:
        self._window.show_start()
        self._window.starting.hold(still=False)

    def _show(self, make: Callable[[], Session]) -> bool:
        try:
            session = make()
        except Refused as refused:
            self._tell(CANT_OPEN, refused)
            return False
        self._window.show_session(session)
        return True

    # Save

    def save(self) -> None:
        session = self._window.session
        if session is None:
            return
        if session.path is None or self._needs_a_name(session):
            self.save_as()
        else:
            self._write(None, Answered())

    def _needs_a_name(self, session: Session) -> bool:
        """Whether the file knows more than this program, and nobody chose yet to save to it all the same."""
        return session.prefers_save_as and session.path != self._chosen

    def save_as(self) -> None:
        session = self._window.session
        if session is None:
            return
        suggestion = session.path or self._folder / f"{file_name(session.name)}{SUFFIX}"
        path = self._window.asking.save_path(suggestion)
        if path is None:
            self._then = None
            return
        self._write(path, Answered())

    def _write(self, path: Path | None, asked: Answered, *, in_place: bool = False) -> None:
        """Saves on another thread, to the document's file or to `path`; `in_place` writes over the file itself."""
        session = self._window.session
        if session is None:
            return
        self._window.commit_pending()
        self._target, self._asked = path, asked

        def work(progress: Progress) -> tuple[str, ...]:
            reached = progress.reached
            if path is not None:
                return session.save_as(path, in_place=in_place, reached=reached)
            return session.save(asked, in_place=in_place, reached=reached)

        self._window.jobs.run(self._window.look.tr_(SAVING), work, self._saved, cancellable=True)

    def _saved(self, outcome: Outcome) -> None:
        then, self._then = self._then, None
        session = self._window.session
        if session is None:
            return
        if outcome.error is None:
            self._window.document_saved()
            if session.path is not None:
                self._chosen = session.path
                self._remember(session.path)
                self._window.tell(message(SAVED, path=session.path))
            if outcome.value:
                self._window.asking.report(
                    self._window.look.tr_(SAVED, path=session.path), outcome.value
                )
            if then is not None:
                then()
            return
        if isinstance(outcome.error, ChangedOnDisk):
            self._ask_about_changed(outcome.error.path, outcome.error.seen, then)
            return
        if self._may_write_over(outcome.error):
            self._then = then
            self._write(self._target, self._asked, in_place=True)
            return
        self._not_saved(outcome.error, then)

    def _not_saved(self, error: BaseException, then: Callable[[], None] | None) -> None:
        """Tells why, and offers another place where that may help."""
        if isinstance(error, Cancelled):
            self._window.tell(message(NOT_SAVED))
            return
        refused = self._as_refused(error)
        if refused is None:
            self._failed(CANT_SAVE, error)
        elif self._window.asking.not_saved(refused.message.text(self._window.look.translate)):
            self._then = then
            self.save_as()

    def _may_write_over(self, error: BaseException) -> bool:
        """Whether the file can't be swapped for a new one, and the person lets it be written over instead."""
        from journeyeditor.storage.safe_save import NotReplaceable

        if not isinstance(error, NotReplaceable):
            return False
        return self._window.asking.write_over(error.message.text(self._window.look.translate))

    def _ask_about_changed(self, path: Path, seen: Seen, then: Callable[[], None] | None) -> None:
        attention = self._window.attention
        sentence = attention.both(seen, path) if attention is not None else ""
        choice = self._window.asking.changed_on_disk(path.stem, sentence)
        self.settle_changed(choice, then)

    def settle_changed(self, choice: Choice, then: Callable[[], None] | None = None) -> None:
        """Does what a person chose about a file that somebody else saved; `then` follows once mine is saved."""
        if choice is Choice.RELOAD:
            self.take_theirs()
        elif choice is not Choice.CANCEL:
            self._then = then
            self._write(None, Answered(choice))

    def take_theirs(self) -> None:
        """Takes over what the file holds now, as one step that undo takes back."""
        session = self._window.session
        if session is None or self._window.jobs.running:
            self._window.tell(message(BUSY))
            return
        self._window.commit_pending()
        try:
            told = session.reload(self._theirs(session))
        except Cancelled:
            return
        except Refused as refused:
            self._tell(CANT_TAKE, refused)
            return
        self._window.document_saved()
        self._window.tell(message(TAKEN))
        if told:
            title = self._window.look.tr_(READ_SO, name=session.name)
            self._window.asking.report(title, told)

    def save_template(self) -> None:
        """Keeps the document as a template of one's own."""
        self._window.starting.save_template()

    def earlier_versions(self) -> None:
        """The versions of the document that this computer keeps: one is opened or restored."""
        self._rescuing.earlier_versions()

    def revert(self) -> None:
        session = self._window.session
        if session is None or not self._window.asking.revert(session.name):
            return
        try:
            session.revert(self._theirs(session) if session.path else None)
        except Cancelled:
            return
        except Refused as refused:
            self._tell(CANT_REVERT, refused)
        self._window.refresh()

    def _theirs(self, session: Session) -> Theirs:
        """What the file holds now, read beside the window. Raises `Refused`, and `Cancelled` where it was called off."""
        look = self._window.look
        title = look.tr_(READING, name=session.name)
        return self._waiting.until(
            look, title, lambda progress: session.theirs(progress.reached), Theirs.close
        )

    def show_lost(self) -> None:
        """Shows the work that was lost over the open document."""
        self._window.recovery.show()

    def open_lost(self, lost: LostSession) -> None:
        """Goes on with lost work, after asking about unsaved changes."""
        self._leave(lambda: self._window.recovery.open(lost))

    # Leaving

    def close(self) -> None:
        """Closes the document and shows the start page."""
        self._leave(self._window.close_session)

    def quit(self) -> None:
        self._window.close()

    def may_leave(self, then: Callable[[], None]) -> bool:
        """Whether what is open can be left at once; where it is saved first, `then` is called afterwards."""
        session = self._window.session
        if session is None:
            return True
        if self._window.jobs.running:
            self._window.tell(message(BUSY))
            return False
        self._window.commit_pending()
        if not session.modified:
            return True
        answer = self._window.asking.save_first(session.name)
        if answer is Answer.SAVE:
            self._then = then
            self.save()
        return answer is Answer.DISCARD

    def _leave(self, then: Callable[[], None]) -> None:
        if self.may_leave(then):
            then()

    # Help

    @property
    def _services(self) -> Services:
        return self._window.world.services

    @property
    def _folder(self) -> Path:
        """Where the person worked last."""
        folder = self._window.settings.text("folder")
        there = folder and self._window.presence.is_folder(Path(folder))
        return Path(folder) if there else Path.home()

    def _remember(self, path: Path) -> None:
        try:
            self._window.settings.add_recent(path, self._window.presence.gone)
            self._window.settings.put("folder", str(path.absolute().parent))
        except Refused as refused:
            self._window.tell(refused.message)

    def _failed(self, title: str, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            self._window.tell(message(CALLED_OFF))
            return
        refused = self._as_refused(error)
        if refused is not None:
            self._tell(title, refused)
            return
        self._window.world.note_fault(error)
        sentence = self._window.look.tr_(FAULT, fault=f"{type(error).__name__}: {error}")
        self._window.asking.tell(self._window.look.tr_(title), sentence)

    def _as_refused(self, error: BaseException) -> Refused | None:
        """What went wrong outside the program, as a sentence; None for a fault of our own."""
        if isinstance(error, OSError):
            session = self._window.session
            path = self._target or (session.path if session is not None else None) or error.filename
            return Refused(NOT_WRITTEN, path=path, reason=error.strerror or error)
        return error if isinstance(error, Refused) else None

    def _tell(self, title: str, refused: Refused) -> None:
        look = self._window.look
        said = refused.message
        self._window.asking.tell(look.tr_(title), said.text(look.translate), said.details)


def file_name(title: str) -> str:
    """A title as a file may be called on every system."""
    kept = "".join(" " if c in _BAD_IN_NAMES or ord(c) < 32 else c for c in title)
    return " ".join(kept.split())[:80].rstrip(". ") or "journey"
