"""The command line's grammar: commands, their options, and one-line errors for what it does not know."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from journeyeditor import __version__
from journeyeditor.app.library import DEFAULT_TEMPLATE
from journeyeditor.cli.terminal import PROGRAM
from journeyeditor.model.messages import N_, Message, Translate, message

Options = argparse.Namespace

_USAGE = N_("{problem}. Try “{program} --help”.")
_NUMBER = N_("--map takes the number of a map, counted from 1, not “{value}”.")
_LENGTH = N_("--min-text takes a size such as 6pt or 2mm, not “{value}”.")
_MARGIN = N_("--margin takes a length from 3 to 50 mm, such as 10mm, 1cm or 0.5in, not “{value}”.")
_POSTER_SCALE = N_("--poster-scale takes a percentage from 5 to 400, such as 50%, not “{value}”.")
_OVERLAP = N_("--overlap takes a length up to 50 mm, such as 10mm, 1cm or 0.5in, not “{value}”.")
_FIT = N_("--fit takes sheets across and down, up to 50 each, such as 3x2, not “{value}”.")
_SCALE = N_("--scale takes a number from 0.1 to 20, such as 2 or 1.5, not “{value}”.")

_LENGTH_FORM = re.compile(r"(\d{1,3}(?:[.,]\d{1,3})?)\s*(pt|mm|cm|in|)")
_POINTS = {"pt": 1.0, "": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0}
_LARGEST_TEXT = 72.0
_LEAST_MARGIN = 3 * 72 / 25.4 - 0.01
_LARGEST_LENGTH = 50 * 72 / 25.4 + 0.01
_FIT_FORM = re.compile(r"([1-9]\d?)\s*[x×*]\s*([1-9]\d?)")
_MOST_SHEETS = 50
_SCALE_FORM = re.compile(r"(\d{1,2}(?:[.,]\d{1,3})?)x?")
_SCALES = (0.1, 20.0)
_PERCENT_FORM = re.compile(r"(\d{1,3}(?:[.,]\d{1,3})?)\s*%?")
_PERCENTS = (5.0, 400.0)


class BadUsage(Exception):
    """The words of the command line make no sense; the message is the sentence to show."""

    def __init__(self, key: str | Message, **values: object) -> None:
        self.message = key if isinstance(key, Message) else message(key, **values)
        super().__init__(self.message.text())


@dataclass(frozen=True, slots=True)
class Argument:
    """One word or option of a command; `settings` go to argparse."""

    names: tuple[str, ...]
    help: str
    settings: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, what it does in a sentence, and its words."""

    name: str
    help: str
    arguments: tuple[Argument, ...] = ()


def map_number(text: str) -> int:
    """A map's number, counted from 1."""
    if not re.fullmatch(r"[0-9]{1,6}", text) or int(text) < 1:
        raise BadUsage(_NUMBER, value=text)
    return int(text)


def points(text: str) -> float:
    """A size of text in points, from `6pt`, `6` or `2mm`."""
    found = _LENGTH_FORM.fullmatch(text.strip().lower())
    size = float(found[1].replace(",", ".")) * _POINTS[found[2]] if found else 0.0
    if not 0 < size <= _LARGEST_TEXT:
        raise BadUsage(_LENGTH, value=text)
    return size


def overlap(text: str) -> float:
    """By how much sheets of a poster overlap, in points, from `10mm`, `1cm`, `0.5in` or `28pt`."""
    return _length(text, _OVERLAP)


def margin(text: str) -> float:
    """What is left free around pages, in points, from the same forms."""
    return _length(text, _MARGIN, _LEAST_MARGIN)


def _length(text: str, wrong: str, least: float = 0.0) -> float:
    found = _LENGTH_FORM.fullmatch(text.strip().lower())
    size = float(found[1].replace(",", ".")) * _POINTS[found[2]] if found and found[2] else -1.0
    if not least <= size <= _LARGEST_LENGTH:
        raise BadUsage(wrong, value=text)
    return size


def poster_scale(text: str) -> float:
    """The size of a poster, 1.0 for true scale, from `50%` or `50`."""
    found = _PERCENT_FORM.fullmatch(text.strip())
    percent = float(found[1].replace(",", ".")) if found else 0.0
    if not _PERCENTS[0] <= percent <= _PERCENTS[1]:
        raise BadUsage(_POSTER_SCALE, value=text)
    return percent / 100


@dataclass(frozen=True, slots=True)
class Fit:
    """How many sheets a poster is made of."""

    across: int
    down: int


def fit(text: str) -> Fit:
    """Sheets across and down, from `3x2`."""
    found = _FIT_FORM.fullmatch(text.strip().lower())
    made = Fit(int(found[1]), int(found[2])) if found else None
    if made is None or max(made.across, made.down) > _MOST_SHEETS:
        raise BadUsage(_FIT, value=text)
    return made


def scale(text: str) -> float:
    """Pixels to a point, from `2`, `1.5` or `2x`."""
    found = _SCALE_FORM.fullmatch(text.strip().lower())
    size = float(found[1].replace(",", ".")) if found else 0.0
    if not _SCALES[0] <= size <= _SCALES[1]:
        raise BadUsage(_SCALE, value=text)
    return size


def _switch(name: str, help_text: str) -> Argument:
    """An option that also has a form with `--no-`, which counts against a preset."""
    return Argument((name,), help_text, (("action", argparse.BooleanOptionalAction),))


def _argument(name: str, help_text: str, **settings: Any) -> Argument:
    return Argument((name,), help_text, tuple(settings.items()))


_FORCE = _argument("--force", N_("replace OUT if it exists"), action="store_true")
_FILE = _argument("file", N_("any file that can be opened or imported"), metavar="FILE")
_JSON = _argument("--json", N_("write JSON"), action="store_true")
_IN = _argument("source", N_("any file that can be opened or imported"), metavar="IN")
_OUT = _argument("target", N_("the new file, NAME.journey"), metavar="OUT")

_WHICH = (
    Argument(
        ("--map",),
        N_("only this map, counted from 1"),
        (("metavar", "N"), ("type", map_number), ("dest", "map_number")),
    ),
    _argument("--all", N_("all maps (as without --map)"), action="store_true"),
    _argument("--view", N_("as this saved view shows its map"), metavar="NAME"),
)
_PRESET = _argument(
    "--preset",
    N_(
        "as this preset of the document, yourself or the program says; other options count before it"
    ),
    metavar="NAME",
)
_ON_PAPER = (
    _argument(
        "--paper",
        N_("A4, A3, Letter, 900x600mm ..., or map for a sheet of the map's size (A3; slides 16:9)"),
        metavar="PAPER",
    ),
    _argument(
        "--orientation", N_("how the sheet lies (auto)"), choices=("auto", "portrait", "landscape")
    ),
    _argument(
        "--pages",
        N_("one sheet for a map, pages split between stages, or sheets of a poster (one)"),
        choices=("one", "stages", "poster"),
    ),
    Argument(
        ("--overlap",),
        N_("by how much sheets of a poster overlap (10mm)"),
        (("metavar", "LENGTH"), ("type", overlap)),
    ),
    Argument(
        ("--fit",),
        N_("a poster of so many sheets across and down, such as 3x2"),
        (("metavar", "NxM"), ("type", fit)),
    ),
    _argument("--true-scale", N_("a poster in true scale (as without --fit)"), action="store_true"),
    Argument(
        ("--poster-scale",),
        N_("a poster of another scale, such as 50%%"),
        (("metavar", "PERCENT"), ("type", poster_scale)),
    ),
    Argument(
        ("--margin",),
        N_("what is left free around the pages (10mm; posters at most 5mm)"),
        (("metavar", "LENGTH"), ("type", margin)),
    ),
    Argument(
        ("--min-text",),
        N_("the smallest text to print: one sheet warns, stages keep it (6pt)"),
        (("metavar", "SIZE"), ("type", points), ("dest", "min_text")),
    ),
    Argument(
        ("--with",),
        N_(
            "the map with these, in this order: legend,cover,persona,curve,insights,appendix,blank (legend); right after the map the legend is at the foot of its pages, else a page"
        ),
        (("metavar", "PARTS"), ("dest", "extra")),
    ),
    _switch("--title", N_("a title block on every page, slim on those that go on (with)")),
    _switch("--save-ink", N_("tinted areas are left out (not)")),
)
_PASSWORD = Argument(
    ("--password-file",),
    N_("the PDF opens with the password in the first line of this file"),
    (("metavar", "FILE"),),
)
_AS_PDF = (
    _PASSWORD,
    _switch("--attach", N_("the PDF carries its map, so that it can be opened here again (not)")),
    _argument("--attach-hidden", N_("with --attach: hidden lanes go with it"), action="store_true"),
)
_AS_PICTURE = (
    Argument(
        ("--scale",),
        N_("pixels of a PNG to a point of the map (2)"),
        (("metavar", "N"), ("type", scale)),
    ),
    _switch("--transparent", N_("PNG and SVG without a ground (not)")),
    _switch(
        "--whole-page",
        N_("PNG and SVG of whole pages (with any option of pages), or of the map alone"),
    ),
    _argument(
        "--svg-text",
        N_("text of an SVG as outlines or as text (paths)"),
        choices=("paths", "text"),
    ),
    _argument("--slides", N_("a slide for a map or for a stage (map)"), choices=("map", "stages")),
)

COMMANDS: tuple[Command, ...] = (
    Command(
        "new",
        N_("make a document from a template"),
        (
            _OUT,
            _argument(
                "--template",
                N_("which one; “templates” lists them"),
                metavar="ID",
                default=DEFAULT_TEMPLATE,
            ),
            _FORCE,
        ),
    ),
    Command("templates", N_("list the templates, one per line: ID, a tab, the name")),
    Command(
        "export",
        N_("write a document as PDF, picture, slides or JSON"),
        (
            _IN,
            _argument(
                "target",
                N_("the new file: NAME.pdf, .png, .svg, .pptx or .json"),
                metavar="OUT",
            ),
            *_WHICH,
            _PRESET,
            *_ON_PAPER,
            *_AS_PDF,
            *_AS_PICTURE,
            _FORCE,
        ),
    ),
    Command(
        "import",
        N_(
            "make a document from a Mermaid, Markdown, JSON or journey file, or a PDF that carries one"
        ),
        (
            _argument("source", N_("the file to read; - reads standard input"), metavar="IN"),
            _OUT,
            Argument(
                ("--format",),
                N_("the form of IN: mermaid, md, json, journey or pdf (by name and content)"),
                (("metavar", "FORMAT"), ("dest", "form")),
            ),
            _PASSWORD,
            _FORCE,
        ),
    ),
    Command("info", N_("say what is in a file; --json writes all of it"), (_FILE, _JSON)),
    Command(
        "check",
        N_("look for damage, broken rules and what can't be printed"),
        (
            _FILE,
            _JSON,
            _argument(
                "--salvage",
                N_("write what is left of a damaged FILE to OUT, and list what is missing"),
                metavar="OUT",
            ),
            _FORCE,
        ),
    ),
    Command(
        "recover",
        N_("list unsaved work after a crash, or write it to a file"),
        (
            _argument("id", N_("which work; its first characters do"), metavar="ID", nargs="?"),
            _argument(
                "--list",
                N_("one per line: ID, title, file, time, changes, with tabs (as without ID)"),
                action="store_true",
            ),
            Argument(
                ("-o", "--output"),
                N_("the new file, NAME.journey"),
                (("metavar", "OUT"), ("dest", "target")),
            ),
            _FORCE,
        ),
    ),
)

# Words of the design that later versions will know.
NOT_YET = ("diff", "merge", "log", "dump", "insights")

_DESCRIPTION = N_("The offline desktop editor for customer journey maps.")
_WINDOW = N_(
    "Without a command the window opens, with FILE if one is named. Exit codes: 0 done, 1 bad input, 2 bad usage, 3 findings."
)


class _Parser(argparse.ArgumentParser):
    """argparse, but for its errors, which are one sentence."""

    def error(self, message: str) -> NoReturn:
        raise BadUsage(_USAGE, problem=message, program=PROGRAM)


def _formatter(translate: Translate) -> Callable[[str], argparse.HelpFormatter]:
    class Formatter(argparse.HelpFormatter):
        def add_usage(
            self, usage: Any, actions: Any, groups: Any, prefix: str | None = None
        ) -> None:
            super().add_usage(usage, actions, groups, translate(N_("usage: ")))

    return lambda prog: Formatter(prog, max_help_position=28, width=100)


def _bare(prog: str, description: str, epilog: str, translate: Translate) -> _Parser:
    parser = _Parser(
        prog=prog,
        description=description,
        epilog=epilog,
        add_help=False,
        allow_abbrev=False,
        formatter_class=_formatter(translate),  # type: ignore[arg-type]
    )
    parser._positionals.title = translate(N_("what to name"))
    parser._optionals.title = translate(N_("options"))
    help_text = translate(N_("show this and end"))
    parser.add_argument("-h", "--help", action="store_true", help=help_text)
    return parser


def command_parser(command: Command, translate: Translate) -> argparse.ArgumentParser:
    """The grammar of one command."""
    parser = _bare(f"{PROGRAM} {command.name}", translate(command.help), "", translate)
    for argument in command.arguments:
        shown = argument.help
        text = shown if shown == argparse.SUPPRESS else translate(shown)
        parser.add_argument(*argument.names, help=text, **dict(argument.settings))
    return parser


def parse(command: Command, words: Sequence[str], translate: Translate) -> Options | str:
    """The options that these words mean, or the command's help where that was asked for.

    Raises `BadUsage` with one sentence.
    """
    parser = command_parser(command, translate)
    asked = words[: words.index("--")] if "--" in words else words
    if "-h" in asked or "--help" in asked:
        return parser.format_help()
    return parser.parse_args(words)


def program_help(translate: Translate) -> str:
    """What `--help` shows: the window, and every command with a sentence."""
    parser = _bare(PROGRAM, translate(_DESCRIPTION), translate(_WINDOW), translate)
    parser.usage = f"{PROGRAM} [FILE]\n       {PROGRAM} COMMAND ..."
    group = parser.add_argument_group(
        translate(N_("commands")), translate(N_("“COMMAND --help” says more about each"))
    )
    for command in COMMANDS:
        group.add_argument(command.name, nargs="?", help=translate(command.help))
    parser.add_argument("--version", action="store_true", help=translate(N_("show the version")))
    return parser.format_help()


def version() -> str:
    return f"{PROGRAM} {__version__}"
