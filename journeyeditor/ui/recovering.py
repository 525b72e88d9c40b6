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
from journeyeditor.ui.lost_work import LostMap, facts_of
from journeyeditor.ui.sketch import Sketch

if TYPE_CHECKING:
    from journeyeditor.app.recovery import LostSession
    from journeyeditor.app.services import Services
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

    def look(self) -> None:
        """Looks for lost work beside the window, and offers what there is."""
        services = self._window.world.services
        if not services.workspace.is_dir():
            return

        def work(_progress: Progress) -> tuple[LostMap, ...]:
            tidy(services)
            return offered(services)

        self._window.errands.run("", work, self._found)

    def _found(self, outcome: Outcome) -> None:
        if outcome.error is None:
            self._window.start.show_lost(outcome.value)
            self._tell_of_open_document(outcome.value)
        elif isinstance(outcome.error, Refused | OSError):
            self._window.start.show_lost(())
        else:
            raise outcome.error

    def _tell_of_open_document(self, found: tuple[LostMap, ...]) -> None:
        """Whoever opens a file shall know that there is newer work on it than it holds."""
        session, attention = self._window.session, self._window.attention
        if session is None or session.path is None or attention is None:
            return
        for one in found:
            path = one.session.path
            if path is not None and same_file(path, session.path):
                attention.lost(facts_of(self._window.look, one.session))
                return

    def open(self, lost: LostSession) -> None:
        """Goes on with lost work; it stays on offer where that can't be done."""
        window = self._window
        try:
            session = recover(window.world.services, lost)
        except Refused as refused:
            self._tell(CANT_RECOVER, refused)
            self.look()
            return
        window.start.show_lost(())
        window.show_session(session)
        if session.report:
            window.asking.report(window.look.tr_(RECOVERED_SO, name=session.name), session.report)

    def discard(self, lost: LostSession) -> None:
        """Removes lost work for good, after asking."""
        window = self._window
        if not window.asking.discard_lost(lost.title, lost.changes):
            return
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
        self._window.asking.tell(look.tr_(title), refused.message.text(look.translate))


def offered(services: Services) -> tuple[LostMap, ...]:
    """All lost work, the first ones with their pictures; reads files, so call it beside the window."""
    lost = lost_sessions(services)
    return tuple(
        LostMap(one, _sketch(services, one) if number < MOST_PICTURES else Sketch())
        for number, one in enumerate(lost)
    )


def _sketch(services: Services, lost: LostSession) -> Sketch:
    """The drawing of its first map; empty where it can't be read, which opening it will tell."""
    try:
        return Sketch.of(recovered_content(services, lost).document)
    except (Refused, OSError):
        return Sketch()
