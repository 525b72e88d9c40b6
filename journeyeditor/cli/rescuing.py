"""The commands for work that would be lost otherwise: after a crash, and in damaged files."""

from __future__ import annotations

import json
from pathlib import Path

from journeyeditor.app.output import require_free
from journeyeditor.cli.program import DONE, FINDINGS, Run
from journeyeditor.cli.saving import journey_target, save_opened
from journeyeditor.cli.words import BadUsage
from journeyeditor.model.messages import N_, Refused

_BOTH = N_("--list goes without an ID and without -o.")
_NO_TARGET = N_("Say with -o which file to write, for example -o recovered.journey.")
_NO_ID = N_("Say which work to recover; “recover --list” lists it.")
_NOTHING = N_("There is no unsaved work.")
_STAYS = N_("The unsaved work stays listed until it is opened or discarded in the window.")
_FOUND = N_("{count} entries were found.")


def recover(run: Run) -> int:
    """Lists the work of sessions that ended without being closed, or writes the one named to a file."""
    options = run.options
    if options.list and (options.id is not None or options.target is not None):
        raise BadUsage(_BOTH)
    if options.id is None:
        if options.target is not None:
            raise BadUsage(_NO_ID)
        return _list(run)
    if options.target is None:
        raise BadUsage(_NO_TARGET)
    return _write(run)


def _list(run: Run) -> int:
    from journeyeditor.app.recovery import lost_sessions

    found = lost_sessions(run.services)
    for lost in found:
        place = str(lost.path) if lost.path else ""
        values = (lost.id, lost.title, place, lost.at, str(lost.changes))
        run.terminal.line("\t".join(_cell(value) for value in values))
    if not found:
        run.warn(_NOTHING)
    return DONE


def _cell(text: str) -> str:
    """A text that can't be taken for several, or for several lines."""
    return "".join(c if c.isprintable() else " " for c in text)


def _write(run: Run) -> int:
    from journeyeditor.app.recovery import find_lost, recovered_content

    target = journey_target(run)
    lost = find_lost(run.services, run.options.id)
    require_free(target, None, force=run.options.force)
    opened = recovered_content(run.services, lost)
    for sentence in opened.warnings:
        run.terminal.tell(sentence)
    save_opened(run, opened, target)
    run.warn(_STAYS)
    return DONE


def salvage(run: Run) -> int:
    """Writes what is left of a damaged file to another one, and lists what is missing; done only if nothing was wrong."""
    from journeyeditor.app.opening import Opened
    from journeyeditor.app.versions import salvaged

    options = run.options
    source = Path(options.file)
    target = journey_target(run, options.salvage)
    require_free(target, source, force=options.force)
    found = salvaged(run.services, source, run.folder / "in")
    missing = [run.text(one) for one in found.missing]
    save_opened(run, Opened(found.document), target, quiet=options.json)
    if options.json:
        told = {"found": found.found, "missing": missing}
        run.terminal.utf8(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    else:
        run.say(_FOUND, count=found.found)
        for sentence in missing:
            run.terminal.line(sentence)
    return DONE if _is_clean(run, source) else FINDINGS


def _is_clean(run: Run, path: Path) -> bool:
    """Whether a file opens without any doubt, so that nobody had to salvage it."""
    from journeyeditor.app.opening import read_document

    try:
        return not read_document(run.services, path, run.folder / "again").warnings
    except Refused:
        return False
