"""The export command: which options go with which kind of file, and what they mean."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from journeyeditor.app.output import require_free
from journeyeditor.cli.passwords import password_in
from journeyeditor.cli.program import DONE, Run
from journeyeditor.cli.saving import told
from journeyeditor.cli.words import BadUsage, Fit
from journeyeditor.model.document import Document
from journeyeditor.model.messages import N_, Refused

if TYPE_CHECKING:
    from journeyeditor.app.exporting import Handover, Printed
    from journeyeditor.layout.pages import PageOptions, Part, Poster
    from journeyeditor.layout.sheets import Sheet
    from journeyeditor.model.saved_views import SavedView

_NO_FORM = N_("{path} should end in .pdf, .png, .svg, .pptx or .json.")
_FORM_LATER = N_(
    "Writing {form} isn't built yet in this version; there are PDF, PNG, SVG, PPTX and JSON."
)
_BOTH = N_("{first} and {second} can't be used together.")
_NOT_WITH = N_("{option} does not go with {form}, only with {forms}.")
_NEEDS_POSTER = N_("{option} goes with --pages poster only.")
_NO_PART = N_("There is no part called “{name}”. There are {names}.")
_NEEDS_ATTACH = N_("--attach-hidden goes with --attach only.")
_NO_MAP = N_("There is no map {number} in this document; it has {count}.")
_NO_MAPS = N_("There is no map in this document, so there is nothing to print.")
_NO_VIEW = N_("There is no saved view “{name}” in this document. There are: {names}.")
_NO_VIEWS = N_("There is no saved view “{name}” in this document; it has none.")
_OTHER_MAP = N_("The saved view “{name}” is of map {number}.")

_WROTE = N_("{path} is written.")
_WROTE_PAGES = N_("{path} is written, {count} pages.")
_WROTE_PAGE = N_("{path} is written, one page.")
_WROTE_SLIDES = N_("{path} is written, {count} slides.")
_WROTE_SLIDE = N_("{path} is written, one slide.")

# Forms of export that later versions will write.
_LATER_FORMS = ("csv", "xlsx", "mmd", "md")
_PDF, _PNG, _SVG, _PPTX, _JSON = "pdf", "png", "svg", "pptx", "json"
_FORMS = (_PDF, _PNG, _SVG, _PPTX, _JSON)
_PICTURES = (_PNG, _SVG)
_PAGES = (_PDF, *_PICTURES)


@dataclass(frozen=True, slots=True)
class _Option:
    """An option: where argparse keeps it, its name, and the forms that it means something for."""

    dest: str
    name: str
    forms: tuple[str, ...]


_OPTIONS = (
    _Option("paper", "--paper", (*_PAGES, _PPTX)),
    _Option("orientation", "--orientation", (*_PAGES, _PPTX)),
    _Option("pages", "--pages", _PAGES),
    _Option("overlap", "--overlap", _PAGES),
    _Option("fit", "--fit", _PAGES),
    _Option("true_scale", "--true-scale", _PAGES),
    _Option("min_text", "--min-text", _PAGES),
    _Option("extra", "--with", _PAGES),
    _Option("save_ink", "--save-ink", (*_PAGES, _PPTX)),
    _Option("view", "--view", (*_PAGES, _PPTX)),
    _Option("password_file", "--password-file", (_PDF,)),
    _Option("attach", "--attach", (_PDF,)),
    _Option("attach_hidden", "--attach-hidden", (_PDF,)),
    _Option("scale", "--scale", (_PNG,)),
    _Option("transparent", "--transparent", _PICTURES),
    _Option("svg_text", "--svg-text", (_SVG,)),
    _Option("slides", "--slides", (_PPTX,)),
)
# With any of these a picture is of the page rather than of the map alone.
_OF_PAGES = ("paper", "orientation", "pages", "overlap", "fit", "true_scale", "min_text", "extra")
_OF_POSTERS = ("overlap", "fit", "true_scale")
_POSTER = "poster"


def export(run: Run) -> int:
    """A document as pages, pictures, slides, or in the open JSON form."""
    options = run.options
    target = Path(options.target)
    form = target.suffix.lower().removeprefix(".")
    if form in _LATER_FORMS:
        raise BadUsage(_FORM_LATER, form=form.upper())
    if form not in _FORMS:
        raise BadUsage(_NO_FORM, path=target)
    _refuse_options(run, form)
    # Before the work begins, so that a mistake is told at once.
    pages, handover = _page_options(run, form), _handover(run)
    source = Path(options.source)
    require_free(target, source, force=options.force)
    document = _read(run, source)
    printed = _export(run, document, target, pages, handover)
    for warning in printed.warnings:
        run.warn(warning)
    _say(run, form, printed)
    return DONE


def _read(run: Run, source: Path) -> Document:
    from journeyeditor.app.opening import read_document

    return told(run, read_document(run.services, source, run.folder / "in")).document


def _export(
    run: Run, document: Document, target: Path, pages: PageOptions, handover: Handover
) -> Printed:
    from journeyeditor.app.exporting import export_pages

    if not document.maps and target.suffix.lower() != f".{_JSON}":
        raise Refused(_NO_MAPS)
    view = _view(run, document)
    return export_pages(
        document,
        target,
        pages if view is None else replace(pages, view=view.id),
        run.services,
        maps=_maps(run, document, view),
        force=run.options.force,
        original=Path(run.options.source),
        handover=handover,
    )


def _say(run: Run, form: str, printed: Printed) -> None:
    one, many = {_PDF: (_WROTE_PAGE, _WROTE_PAGES), _PPTX: (_WROTE_SLIDE, _WROTE_SLIDES)}.get(
        form, (_WROTE, _WROTE)
    )
    for path in printed.files:
        run.say(one if printed.pages == 1 else many, path=path, count=printed.pages)


def _given(run: Run, dest: str) -> bool:
    return getattr(run.options, dest) not in {None, False} or (
        dest == "attach" and run.options.attach is False
    )


def _refuse_options(run: Run, form: str) -> None:
    options = run.options
    if options.all and options.map_number is not None:
        raise BadUsage(_BOTH, first="--map", second="--all")
    if options.fit is not None and options.true_scale:
        raise BadUsage(_BOTH, first="--fit", second="--true-scale")
    for option in _OPTIONS:
        if form not in option.forms and _given(run, option.dest):
            forms = ", ".join(name.upper() for name in option.forms)
            raise BadUsage(_NOT_WITH, option=option.name, form=form.upper(), forms=forms)
        if option.dest in _OF_POSTERS and _given(run, option.dest) and options.pages != _POSTER:
            raise BadUsage(_NEEDS_POSTER, option=option.name)
    if options.attach_hidden and not options.attach:
        raise BadUsage(_NEEDS_ATTACH)


def _page_options(run: Run, form: str) -> PageOptions:
    from journeyeditor.layout.pages import PageMode, PageOptions
    from journeyeditor.layout.sheets import Orientation

    options, usual = run.options, PageOptions()
    return PageOptions(
        sheet=_sheet(run, form),
        orientation=Orientation(options.orientation or usual.orientation),
        pages=PageMode(options.pages or usual.pages),
        min_text=usual.min_text if options.min_text is None else options.min_text,
        parts=usual.parts if options.extra is None else _parts(options.extra),
        poster=_poster(run, usual.poster),
        save_ink=options.save_ink,
    )


def _sheet(run: Run, form: str) -> Sheet:
    from journeyeditor.layout.sheets import DEFAULT_SHEET, INCH, Sheet, parse_sheet

    if run.options.paper is None:
        # What presentations have by themselves; paper goes on desks.
        wide = Sheet("16:9", 7.5 * INCH, 40 / 3 * INCH)
        return wide if form == _PPTX else DEFAULT_SHEET
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
    from journeyeditor.layout.pages import Poster

    options = run.options
    fit: Fit | None = options.fit
    return Poster(
        overlap=usual.overlap if options.overlap is None else options.overlap,
        scale=1.0 if options.true_scale else None,
        across=None if fit is None else fit.across,
        down=None if fit is None else fit.down,
    )


def _handover(run: Run) -> Handover:
    from journeyeditor.app.exporting import Handover
    from journeyeditor.app.picturing import PictureOptions
    from journeyeditor.export.kinds import Slides, SvgText

    options = run.options
    pictures = PictureOptions(
        scale=options.scale,
        transparent=options.transparent,
        text=SvgText(options.svg_text or SvgText.PATHS),
        whole_page=any(_given(run, dest) for dest in _OF_PAGES),
    )
    return Handover(
        attach=bool(options.attach),
        attach_hidden=options.attach_hidden,
        password=password_in(run),
        pictures=pictures,
        slides=Slides(options.slides or Slides.MAP),
    )


def _view(run: Run, document: Document) -> SavedView | None:
    """The saved view of this name, or id; with --map that of this map."""
    from journeyeditor.model.saved_views import saved_views

    name: str | None = run.options.view
    if name is None:
        return None
    views = saved_views(document)
    chosen = _chosen_map(run, document)
    found = [view for view in views if name in {view.name, view.id}]
    if not found:
        if not views:
            raise Refused(_NO_VIEWS, name=name)
        raise Refused(_NO_VIEW, name=name, names=", ".join(view.name for view in views))
    fitting = [view for view in found if chosen in {None, view.map}]
    if not fitting:
        numbers = [shown.id for shown in document.maps]
        raise Refused(_OTHER_MAP, name=name, number=numbers.index(found[0].map) + 1)
    return fitting[0]


def _maps(run: Run, document: Document, view: SavedView | None) -> list[str] | None:
    """The maps to export; a view is of one map, so without --all it is this one."""
    chosen = _chosen_map(run, document)
    if chosen is None and view is not None and not run.options.all:
        chosen = view.map
    return None if chosen is None else [chosen]


def _chosen_map(run: Run, document: Document) -> str | None:
    number: int | None = run.options.map_number
    if number is None:
        return None
    if number > len(document.maps):
        raise Refused(_NO_MAP, number=number, count=len(document.maps))
    return document.maps[number - 1].id
