"""From the words of the command line to an exit code; no error leaves here as a traceback."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from journeyeditor.app.collector import ease_collector
from journeyeditor.app.services import Services, author_of, default_services, log_path
from journeyeditor.cli import words
from journeyeditor.cli.terminal import Terminal
from journeyeditor.cli.words import BadUsage, Options
from journeyeditor.model.messages import N_, Message, Refused, Translate, message, untranslated

DONE, BAD_INPUT, BAD_USAGE, FINDINGS, INTERRUPTED, NOBODY_READS = 0, 1, 2, 3, 130, 141

_NOT_YET = N_("“{name}” isn't built yet in this version.")
_NEITHER = N_("“{name}” is neither a command nor a file. Try “journeyeditor --help”.")
_TOO_MANY = N_("“{name}” is no command, and only one file can be opened at a time.")
_UNKNOWN = N_("There is no option {name}. Try “journeyeditor --help”.")
_NOT_FOUND = N_("{path} was not found. It may have been moved, renamed or deleted.")
_FAULT = N_("Something went wrong in the program itself ({problem}); details are in {path}.")
_FAULT_ALONE = N_("Something went wrong in the program itself ({problem}).")


@dataclass(frozen=True, slots=True)
class Run:
    """What a command is given: its options, the services, the streams, and a folder of its own."""

    options: Options
    services: Services
    terminal: Terminal
    folder: Path

    def say(self, key: str | Message, **values: object) -> None:
        """Writes a line of the result in the user's language."""
        self.terminal.line(self.text(key, **values))

    def warn(self, key: str | Message, **values: object) -> None:
        """Writes a line about the work, which does not end it."""
        self.terminal.tell(self.text(key, **values))

    def text(self, key: str | Message, **values: object) -> str:
        said = key if isinstance(key, Message) else message(key, **values)
        return said.text(self.services.translate)


Handler = Callable[[Run], int]


def run(
    arguments: Sequence[str] | None = None,
    terminal: Terminal | None = None,
    environment: Mapping[str, str] = os.environ,
) -> int:
    """Does what the words ask for (those of the process unless given) and returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    streams = terminal or Terminal.of_process()
    ease_collector()
    try:
        return _guarded(given, streams, environment)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        streams.quiet()
        return NOBODY_READS


def _guarded(given: list[str], streams: Terminal, environment: Mapping[str, str]) -> int:
    translate: Translate = untranslated
    try:
        services = default_services(environment=environment)
        translate = services.translate
        code = _dispatch(given, services, streams, environment)
        streams.finish()
        return code
    except BadUsage as problem:
        streams.tell(problem.message.text(translate))
        return BAD_USAGE
    except Refused as problem:
        streams.tell(problem.message.text(translate))
        return BAD_INPUT
    except BrokenPipeError:
        raise
    except Exception as fault:
        streams.tell(_fault(fault, translate))
        return BAD_INPUT


def _dispatch(
    given: list[str], services: Services, streams: Terminal, environment: Mapping[str, str]
) -> int:
    first = given[0] if given else ""
    command = next((c for c in words.COMMANDS if c.name == first), None)
    if command is not None:
        return _command(command, given[1:], services, streams, environment)
    if first in words.NOT_YET:
        raise BadUsage(_NOT_YET, name=first)
    if first in {"-h", "--help", "--version"}:
        is_version = first == "--version"
        streams.line(words.version() if is_version else words.program_help(services.translate))
        return DONE
    return _window(given, environment)


def _command(
    command: words.Command,
    rest: list[str],
    services: Services,
    streams: Terminal,
    environment: Mapping[str, str],
) -> int:
    parsed = words.parse(command, rest, services.translate)
    if isinstance(parsed, str):
        streams.line(parsed.rstrip("\n"))
        return DONE
    import tempfile

    from journeyeditor.cli.commands import HANDLERS

    services = replace(services, author=author_of(environment))
    with tempfile.TemporaryDirectory(prefix="journeyeditor-") as folder:
        return HANDLERS[command.name](Run(parsed, services, streams, Path(folder)))


def _window(given: list[str], environment: Mapping[str, str]) -> int:
    names = given[1:] if given[:1] == ["--"] else given
    path = _file_to_open(names, dashed=names is given)
    from journeyeditor.cli.window import open_window

    return open_window(path, environment)


def _file_to_open(names: list[str], *, dashed: bool) -> Path | None:
    if not names:
        return None
    name = names[0]
    if dashed and name.startswith("-"):
        raise BadUsage(_UNKNOWN, name=name)
    if len(names) > 1:
        raise BadUsage(_TOO_MANY, name=name)
    path = Path(name)
    if "\0" not in name and os.path.lexists(path):
        return path
    if not path.suffix and len(path.parts) == 1:
        raise BadUsage(_NEITHER, name=name)
    raise Refused(_NOT_FOUND, path=path)


def _fault(fault: Exception, translate: Translate) -> str:
    """The line about a fault of our own; the traceback goes to the log."""
    problem = f"{type(fault).__name__}: {fault}"
    with suppress(OSError):
        path = log_path()
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write("".join(traceback.format_exception(fault)))
        return message(_FAULT, problem=problem, path=path).text(translate)
    return message(_FAULT_ALONE, problem=problem).text(translate)
