"""Offering lost work: found beside the start page, opened in the window, or removed once a person agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.app.opening import same_file
from journeyeditor.app.recovery import (
    discard,
    lost_sessions,
    recover,
    recovered_content,
    tidy,
)
from journeyeditor.model.messages import N_, Refused, message
from journeyeditor.ui.expecting import OPENING
from journeyeditor.ui.jobs import Cancelled, Jobs
from journeyeditor.ui.lost_work import LostMap, OnLost, facts_of
from journeyeditor.ui.sketch import Sketch
from journeyeditor.ui.waiting import Waiting

if TYPE_CHECKING:
    from pathlib import Path

    from journeyeditor.app.recovery import LostSession
    from journeyeditor.app.services import Services
    from journeyeditor.app.session import Session
    from journeyeditor.ui.jobs import Outcome, Progress
    from journeyeditor.ui.main_window import MainWindow

MOST_PICTURES = 12
"""So many lost sessions get a picture: each has to be read for it."""

CANT_RECOVER, CANT_DISCARD = N_("The work could not be opened"), N_("Nothing was discarded")
RECOVERED_SO = N_("“{name}” is back")
TAKEN_OVER = N_("Another window of the program has opened “{name}” by now.")


class Recovery:
    """The lost work that a window offers."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        # Nobody shall wait for it behind other errands: who sees no offer may believe that all is lost.
        self.jobs = Jobs(window)
        # A share that does not answer shall keep no lost work from being offered, opened or discarded.
        self._comparing = Jobs(window)
        self._turn = 0
        self._waiting = Waiting(window)
        self._offered: tuple[LostMap, ...] = ()

    def look(self) -> None:
        """Looks for lost work beside the window, and offers what there is; the pictures follow."""
        services = self._window.world.services
        if not services.workspace.is_dir():
            return

        self._turn += 1
        turn = self._turn

        def work(_progress: Progress) -> tuple[int, tuple[LostSession, ...]]:
            return turn, lost_sessions(services)

        self.jobs.run("", work, self._found)

    def _found(self, outcome: Outcome) -> None:
        if outcome.error is None:
            turn, lost = outcome.value
            if turn == self._turn:
                self._offer(lost)
        elif isinstance(outcome.error, Refused | OSError):
            self._window.start.show_lost(())
        else:
            raise outcome.error

    def _offer(self, lost: tuple[LostSession, ...]) -> None:
        self._offered = tuple(LostMap(one, Sketch()) for one in lost)
        self._window.start.show_lost(self._offered)
        self._tell_of_open_document(lost)
        self._draw(lost)

    def _draw(self, lost: tuple[LostSession, ...]) -> None:
        services = self._window.world.services

        def work(progress: Progress) -> dict[str, Sketch]:
            tidy(services)
            return sketches(services, lost, progress)

        self.jobs.run("", work, self._drawn)

    def _drawn(self, outcome: Outcome) -> None:
        if outcome.error is None:
            drawn: dict[str, Sketch] = outcome.value
            self._offered = tuple(
                LostMap(one.session, drawn.get(one.session.id, one.sketch)) for one in self._offered
            )
            self._window.start.lost.show_sketches(drawn)
        elif not isinstance(outcome.error, Refused | OSError | Cancelled):
            raise outcome.error

    def _settle(self) -> None:
        """Nothing of the lost work is being read any more, which would keep it from being opened or discarded."""
        self._unsettle()
        self.jobs.wait()

    def _unsettle(self) -> None:
        """What was found until now is offered no more: it tells of work that is being taken over."""
        self._turn += 1
        self.jobs.cancel()

    def _tell_of_open_document(self, found: tuple[LostSession, ...]) -> None:
        """Whoever opens a file shall know that there is newer work on it than it holds."""
        session = self._window.session
        place = session.path if session is not None else None
        if place is None:
            return

        def work(_progress: Progress) -> tuple[Session | None, LostSession | None]:
            return session, _work_on(place, found)

        self._comparing.run("", work, self._compared)

    def _compared(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            raise outcome.error
        session, lost = outcome.value
        attention = self._window.attention
        if lost is not None and attention is not None and session is self._window.session:
            attention.lost(facts_of(self._window.look, lost))

    def open(self, lost: LostSession) -> None:
        """Goes on with lost work; it stays on offer where that can't be done."""
        window, services = self._window, self._window.world.services
        self._unsettle()

        def work(_progress: Progress) -> Session:
            self.jobs.wait()
            return recover(services, lost)

        title = window.look.tr_(OPENING, name=lost.title)
        try:
            session = self._waiting.until(window.look, title, work, _left_again)
        except Cancelled:
            self.look()
            return
        except Refused as refused:
            self._tell(CANT_RECOVER, refused)
            self.look()
            return
        window.start.show_lost(())
        window.show_session(session)
        if session.report:
            window.asking.report(window.look.tr_(RECOVERED_SO, name=session.name), session.report)

    def show(self) -> None:
        """Shows what is offered over the open document, which stays."""
        answer = self._window.asking.lost_work(self._offered)
        if answer is None:
            return
        what, lost = answer
        if what is OnLost.OPEN:
            self._window.files.open_lost(lost)
        else:
            self.discard(lost)

    def discard(self, lost: LostSession) -> None:
        """Removes lost work for good, after asking."""
        window = self._window
        if not window.asking.discard_lost(lost.title, lost.changes):
            return
        self._settle()
        try:
            gone = discard(window.world.services, lost)
        except OSError as error:
            reason = error.strerror or str(error)
            window.asking.tell(window.look.tr_(CANT_DISCARD), reason)
        else:
            if not gone:
                window.tell(message(TAKEN_OVER, name=lost.title))
        self.look()

    def _tell(self, title: str, refused: Refused) -> None:
        look = self._window.look
        said = refused.message
        self._window.asking.tell(look.tr_(title), said.text(look.translate), said.details)


def _work_on(place: Path, found: tuple[LostSession, ...]) -> LostSession | None:
    """The lost work on a file, the one changed last; asks the disk, so call it beside the window."""
    return next((one for one in found if one.path and same_file(one.path, place)), None)


def _left_again(session: Session) -> None:
    """Work that was called off while it was read stays on offer."""
    session.close(keep=True)


def sketches(
    services: Services, lost: tuple[LostSession, ...], progress: Progress
) -> dict[str, Sketch]:
    """The drawings of the first ones' maps by session; reads files, so call it beside the window."""
    drawn: dict[str, Sketch] = {}
    for one in lost[:MOST_PICTURES]:
        progress.reached(len(drawn) / MOST_PICTURES)
        drawn[one.id] = _sketch(services, one)
    return drawn


def _sketch(services: Services, lost: LostSession) -> Sketch:
    """The drawing of its first map; empty where it can't be read, which opening it will tell."""
    try:
        return Sketch.of(recovered_content(services, lost).document)
    except (Refused, OSError):
        return Sketch()
