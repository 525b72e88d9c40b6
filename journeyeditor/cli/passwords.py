"""Passwords of PDFs, which come from a file: what stands on a command line can be seen by everybody on the machine."""

from __future__ import annotations

from pathlib import Path

from journeyeditor.cli.program import Run
from journeyeditor.cli.words import BadUsage
from journeyeditor.export.kinds import MOST_PASSWORD, password_complaint
from journeyeditor.model.messages import N_, Refused

_NOT_READ = N_("The password file {path} can't be read: {reason}.")
_EMPTY = N_("The password file {path} holds no password in its first line.")
_TOO_LONG = N_("The password in {path} is too long: at most {most} bytes go into a PDF.")

_MOST_READ = 4096


def password_in(run: Run) -> str:
    """The password in the first line of the file that --password-file names, "" where it is not given.

    Raises `Refused` where it can't be read, and `BadUsage` where it holds none.
    """
    name: str | None = getattr(run.options, "password_file", None)
    if name is None:
        return ""
    try:
        with Path(name).open("rb") as file:
            start = file.read(_MOST_READ)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Refused(_NOT_READ, path=name, reason=reason) from error
    line = start.decode("utf-8-sig", "replace").split("\n")[0].removesuffix("\r")
    if not line:
        raise BadUsage(_EMPTY, path=name)
    if password_complaint(line) is not None:
        raise BadUsage(_TOO_LONG, path=name, most=MOST_PASSWORD)
    return line
