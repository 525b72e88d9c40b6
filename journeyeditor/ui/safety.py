"""What to say of a person's work when something went wrong in the program itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.model.messages import N_, message

if TYPE_CHECKING:
    from pathlib import Path

    from journeyeditor.app.session import Session
    from journeyeditor.model.messages import Translate
    from journeyeditor.ui.faults import Fault

NOTHING_OPEN = N_("No document is open, so nothing is lost ({fault}).")
ALL_SAFE = N_(
    "Your work is safe: every change is recorded in {folder}, and is offered again should the program end ({fault}). You can go on working."
)
NOT_ALL_SAFE = N_("{trouble} Save the document now ({fault}).")


def safety(session: Session | None, fault: Fault, folder: Path, translate: Translate) -> str:
    """What is safe, and where: `folder` is where every change is recorded."""
    if session is None:
        return message(NOTHING_OPEN, fault=fault.name).text(translate)
    if session.trouble is None:
        return message(ALL_SAFE, fault=fault.name, folder=folder).text(translate)
    trouble = session.trouble.text(translate)
    return message(NOT_ALL_SAFE, fault=fault.name, trouble=trouble).text(translate)
