"""What the options of the export command mean: which go with which kind of file, and the choice that they make."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from journeyeditor.cli.passwords import password_in
from journeyeditor.cli.program import Run
from journeyeditor.cli.words import BadUsage
from journeyeditor.model.messages import N_, Message, Refused

if TYPE_CHECKING:
    from journeyeditor.app.export_choices import ExportChoice
    from journeyeditor.layout.pages import PageOptions, Part, Poster
    from journeyeditor.layout.sheets import Sheet
    from journeyeditor.model.document import Document

_BOTH = N_("{first} and {second} can't be used together.")
_NOT_WITH = N_("{option} does not go with {form}, only with {forms}.")
_NEEDS_POSTER = N_("{option} goes with --pages poster only.")
_NO_PART = N_("There is no part called “{name}”. There are {names}.")
_NEEDS_ATTACH = N_("--attach-hidden goes with --attach only.")

PDF, PNG, SVG, PPTX, JSON = "pdf", "png", "svg", "pptx", "json"
FORMS = (PDF, PNG, SVG, PPTX, JSON)
_PICTURES = (PNG, SVG)
_PAGES = (PDF, *_PICTURES)
_DRAWN = (*_PAGES, PPTX)


@dataclass(frozen=True, slots=True)
class Option:
    """An option: where argparse keeps it, its name, the forms that it means something for, and what of a choice it
    sets, as a path of fields ("": nothing that is kept)."""

    dest: str
    name: str
    forms: tuple[str, ...]
    sets: str = ""


OPTIONS = (
    Option("preset", "--preset", _DRAWN),
    Option("paper", "--paper", _DRAWN, "options.sheet"),
    Option("orientation", "--orientation", _DRAWN, "options.orientation"),
    Option("pages", "--pages", _PAGES, "options.pages"),
    Option("overlap", "--overlap", _PAGES, "options.poster.overlap"),
    Option("fit", "--fit", _PAGES, "options.poster.across options.poster.down"),
    Option("true_scale", "--true-scale", _PAGES, "options.poster.scale"),
    Option("poster_scale", "--poster-scale", _PAGES, "options.poster.scale"),
    Option("margin", "--margin", _PAGES, "options.margin"),
    Option("min_text", "--min-text", _PAGES, "options.min_text"),
    Option("extra", "--with", _PAGES, "options.parts"),
    Option("title", "--title", _PAGES, "options.titles"),
    Option("save_ink", "--save-ink", _DRAWN, "options.save_ink"),
    Option("view", "--view", _DRAWN, "options.view"),
    Option("password_file", "--password-file", (PDF,), "password"),
    Option("attach", "--attach", (PDF,), "attach"),
    Option("attach_hidden", "--attach-hidden", (PDF,), "attach_hidden"),
    Option("scale", "--scale", (PNG,), "pictures.scale"),
    Option("transparent", "--transparent", _PICTURES, "pictures.transparent"),
    Option("svg_text", "--svg-text", (SVG,), "pictures.text"),
    Option("whole_page", "--whole-page", _PICTURES, "pictures.whole_page"),
    Option("slides", "--slides", (PPTX,), "slides"),
)
"""All that go with some kinds of files only; the suffix of the file is its kind, `--map` and `--all` say which maps."""

# With any of these a picture is of the page rather than of the map alone.
_OF_PAGES = (
    "paper", "orientation", "pages", "overlap", "fit", "true_scale", "poster_scale", "margin",
    "min_text", "extra", "title",
)  # fmt: skip
_OF_POSTERS = ("overlap", "fit", "true_scale", "poster_scale")
_APART = (("fit", "true_scale"), ("fit", "poster_scale"), ("true_scale", "poster_scale"))
_POSTER = "poster"


def given(run: Run, dest: str) -> bool:
    """Whether an option was named, be it with `--no-`."""
    value = getattr(run.options, dest)
    return value is not None and not (value is False and dest in {"true_scale", "attach_hidden"})


def refuse_options(run: Run, form: str) -> None:
    """Raises `BadUsage` for options that don't go together, or not with this kind of file."""
    options = run.options
    if options.all and options.map_number is not None:
        raise BadUsage(_BOTH, first="--map", second="--all")
    names = {option.dest: option.name for option in OPTIONS}
    for first, second in _APART:
        if given(run, first) and given(run, second):
            raise BadUsage(_BOTH, first=names[first], second=names[second])
    for option in OPTIONS:
        if form not in option.forms and given(run, option.dest):
            forms = ", ".join(name.upper() for name in option.forms)
            raise BadUsage(_NOT_WITH, option=_typed(run, option), form=form.upper(), forms=forms)
    if options.preset is None or options.pages is not None:
        refuse_poster_options(run, options.pages)


def _typed(run: Run, option: Option) -> str:
    """An option's name as it was typed: what is turned off is named with `--no-`."""
    off = getattr(run.options, option.dest) is False
    return option.name.replace("--", "--no-", 1) if off else option.name


def refuse_poster_options(run: Run, pages: str | None) -> None:
    """Raises `BadUsage` for options of posters where pages are none."""
    for option in OPTIONS:
        if option.dest in _OF_POSTERS and given(run, option.dest) and pages != _POSTER:
            raise BadUsage(_NEEDS_POSTER, option=option.name)


def usual_choice(form: str) -> ExportChoice:
    """What is made where no option is named."""
    from journeyeditor.app.export_choices import ExportChoice, Kind
    from journeyeditor.layout.pages import PageOptions
    from journeyeditor.layout.sheets import INCH, Sheet

    if form != PPTX:
        return ExportChoice(PageOptions(), kind=Kind(form) if form != JSON else Kind.PDF)
    # What presentations have by themselves; paper goes on desks.
    return ExportChoice(PageOptions(sheet=Sheet("16:9", 7.5 * INCH, 40 / 3 * INCH)), kind=Kind.PPTX)


def preset_choice_of(
    run: Run, document: Document, base: ExportChoice, map_id: str = ""
) -> tuple[ExportChoice, Message | None]:
    """What the preset that --preset names makes of a choice, and what to tell about it; of views with the name that it
    asks for that of this map counts. Raises `Refused` with the names there are where there is none of this name."""
    from journeyeditor.app.export_choices import preset_choice
    from journeyeditor.app.export_presets import named_preset
    from journeyeditor.app.services import settings_path
    from journeyeditor.app.settings import Settings

    settings = Settings(settings_path())
    found = named_preset(run.options.preset, settings, document, run.services.translate)
    # Where one map is named a preset for all of them shows no view of another.
    values = {**found.values, "all_maps": False} if map_id else found.values
    choice, said = preset_choice(values, base, document, map_id)
    return replace(choice, kind=base.kind), None if given(run, "view") else said


def with_options(run: Run, base: ExportChoice) -> ExportChoice:
    """A choice with what the options say, but for the view. Raises `BadUsage` where one makes no sense."""
    from journeyeditor.export.kinds import Slides

    options = run.options
    attach = base.attach if options.attach is None else options.attach
    if options.attach_hidden and not attach:
        raise BadUsage(_NEEDS_ATTACH)
    return replace(
        base,
        options=_page_options(run, base.options),
        attach=attach,
        attach_hidden=bool(options.attach_hidden),
        password=password_in(run),
        pictures=_pictures(run, base),
        slides=Slides(options.slides or base.slides),
    )


def _pictures(run: Run, base: ExportChoice) -> Any:
    from journeyeditor.export.kinds import SvgText

    options, usual = run.options, base.pictures
    whole = any(given(run, dest) for dest in _OF_PAGES) or usual.whole_page
    return replace(
        usual,
        scale=usual.scale if options.scale is None else options.scale,
        transparent=_either(options.transparent, usual.transparent),
        text=SvgText(options.svg_text or usual.text),
        whole_page=_either(options.whole_page, whole),
    )


def _either(given_one: bool | None, usual: bool) -> bool:
    return usual if given_one is None else given_one


def _page_options(run: Run, usual: PageOptions) -> PageOptions:
    from journeyeditor.layout.pages import PageMode
    from journeyeditor.layout.sheets import Orientation

    options = run.options
    return replace(
        usual,
        sheet=_sheet(run, usual.sheet),
        orientation=Orientation(options.orientation or usual.orientation),
        pages=PageMode(options.pages or usual.pages),
        margin=usual.margin if options.margin is None else options.margin,
        min_text=usual.min_text if options.min_text is None else options.min_text,
        parts=usual.parts if options.extra is None else _parts(options.extra),
        poster=_poster(run, usual.poster),
        titles=_either(options.title, usual.titles),
        save_ink=_either(options.save_ink, usual.save_ink),
    )


def _sheet(run: Run, usual: Sheet) -> Sheet:
    from journeyeditor.layout.sheets import parse_sheet

    if run.options.paper is None:
        return usual
    try:
        return parse_sheet(run.options.paper)
    except Refused as problem:
        raise BadUsage(problem.message) from problem


def _parts(text: str) -> tuple[Part, ...]:
    """The parts of a list such as `cover,persona`, in this order; the map, unless named, after the cover."""
    from journeyeditor.layout.pages import Part

    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in set(Part):
            raise BadUsage(_NO_PART, name=name, names=", ".join(Part))
    parts = [Part(name) for name in dict.fromkeys(names)]
    if Part.MAP not in parts:
        parts.insert(parts[:1].count(Part.COVER), Part.MAP)
    return tuple(parts)


def _poster(run: Run, usual: Poster) -> Poster:
    options = run.options
    poster = usual if options.overlap is None else replace(usual, overlap=options.overlap)
    if options.fit is not None:
        return replace(poster, scale=None, across=options.fit.across, down=options.fit.down)
    if options.true_scale or options.poster_scale is not None:
        return replace(poster, scale=options.poster_scale, across=None, down=None)
    return poster
