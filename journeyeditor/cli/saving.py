"""Writing a document to the file that a command names."""

from __future__ import annotations

from pathlib import Path

from journeyeditor.app.opening import Opened, is_journey_name
from journeyeditor.cli.program import Run
from journeyeditor.cli.words import BadUsage
from journeyeditor.model.messages import N_

_NOT_JOURNEY = N_("{path} should end in .journey.")
_WROTE = N_("{path} is written.")


def journey_target(run: Run, name: str | None = None) -> Path:
    """The file to write: the command's OUT unless another one is named. Raises `BadUsage` for another form."""
    target = Path(run.options.target if name is None else name)
    if not is_journey_name(target):
        raise BadUsage(_NOT_JOURNEY, path=target)
    return target


def save_opened(run: Run, opened: Opened, target: Path, *, quiet: bool = False) -> None:
    """Saves a document with its history as `target`, and says so unless that would be in the way."""
    from journeyeditor.storage.carried import NOTHING_CARRIED
    from journeyeditor.storage.document_file import save_document

    services, file = run.services, opened.file
    saved = save_document(
        opened.document,
        target,
        workspace=run.folder / "out",
        author=services.author,
        app=services.app,
        ids=services.ids,
        clock=services.clock,
        history=file.revisions if file else (),
        carried=file.carried if file else NOTHING_CARRIED,
    )
    for warning in saved.warnings:
        run.warn(warning)
    if not quiet:
        run.say(_WROTE, path=target)


def told(run: Run, opened: Opened) -> Opened:
    """The same, after what there is to say about how it was read has been said."""
    for sentence in opened.warnings:
        run.terminal.tell(sentence)
    return opened
