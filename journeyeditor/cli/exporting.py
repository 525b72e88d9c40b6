"""The export command: a document as pages, pictures, slides, or in the open JSON form."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from journeyeditor.app.output import require_free
from journeyeditor.cli.export_options import (
    FORMS,
    JSON,
    PDF,
    PPTX,
    given,
    preset_choice_of,
    refuse_options,
    refuse_poster_options,
    usual_choice,
    with_options,
)
from journeyeditor.cli.program import DONE, Run
from journeyeditor.cli.saving import told
from journeyeditor.cli.words import BadUsage
from journeyeditor.model.document import Document
from journeyeditor.model.messages import N_, Refused

if TYPE_CHECKING:
    from journeyeditor.app.export_choices import ExportChoice
    from journeyeditor.app.exporting import Printed
    from journeyeditor.model.saved_views import SavedView

_NO_FORM = N_("{path} should end in .pdf, .png, .svg, .pptx or .json.")
_FORM_LATER = N_(
    "Writing {form} isn't built yet in this version; there are PDF, PNG, SVG, PPTX and JSON."
)
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


def export(run: Run) -> int:
    """A document as pages, pictures, slides, or in the open JSON form."""
    options = run.options
    target = Path(options.target)
    form = target.suffix.lower().removeprefix(".")
    if form in _LATER_FORMS:
        raise BadUsage(_FORM_LATER, form=form.upper())
    if form not in FORMS:
        raise BadUsage(_NO_FORM, path=target)
    refuse_options(run, form)
    choice = usual_choice(form)
    if options.preset is None:
        # Before the work begins, so that a mistake is told at once.
        choice = with_options(run, choice)
    source = Path(options.source)
    require_free(target, source, force=options.force)
    document = _read(run, source)
    if options.preset is not None:
        choice = _as_preset(run, document, choice)
    _tell_of_margin(run, choice)
    printed = _export(run, document, target, choice)
    for warning in printed.warnings:
        run.warn(warning)
    _say(run, form, printed)
    return DONE


def _tell_of_margin(run: Run, choice: ExportChoice) -> None:
    """Says so where a margin is named of which posters take less."""
    from journeyeditor.app.export_choices import LESS_MARGIN, POSTER_MARGIN, wide_for_posters
    from journeyeditor.layout.sheets import MM

    if given(run, "margin") and wide_for_posters(choice.options):
        run.warn(LESS_MARGIN, most=f"{POSTER_MARGIN / MM:g} mm")


def _read(run: Run, source: Path) -> Document:
    from journeyeditor.app.opening import read_document

    return told(run, read_document(run.services, source, run.folder / "in")).document


def _as_preset(run: Run, document: Document, base: ExportChoice) -> ExportChoice:
    """The choice that the preset and the options before it make."""
    chosen = _chosen_map(run, document) or ""
    choice, said = preset_choice_of(run, document, base, chosen)
    if said is not None:
        run.warn(said)
    refuse_poster_options(run, run.options.pages or choice.options.pages)
    return with_options(run, choice)


def _export(run: Run, document: Document, target: Path, choice: ExportChoice) -> Printed:
    from journeyeditor.app.exporting import export_pages

    if not document.maps and target.suffix.lower() != f".{JSON}":
        raise Refused(_NO_MAPS)
    view, pages = _view(run, document, choice), choice.options
    return export_pages(
        document,
        target,
        pages if view is None else replace(pages, view=view.id),
        run.services,
        maps=_maps(run, document, choice, view),
        force=run.options.force,
        original=Path(run.options.source),
        handover=choice.handover,
    )


def _say(run: Run, form: str, printed: Printed) -> None:
    one, many = {PDF: (_WROTE_PAGE, _WROTE_PAGES), PPTX: (_WROTE_SLIDE, _WROTE_SLIDES)}.get(
        form, (_WROTE, _WROTE)
    )
    for path in printed.files:
        run.say(one if printed.pages == 1 else many, path=path, count=printed.pages)


def _view(run: Run, document: Document, choice: ExportChoice) -> SavedView | None:
    """The saved view of this name, or id, with --map that of this map; without a name that of the preset."""
    from journeyeditor.model.saved_views import saved_views

    name: str | None = run.options.view
    views = saved_views(document)
    if name is None:
        return next((view for view in views if view.id == choice.options.view), None)
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


def _maps(
    run: Run, document: Document, choice: ExportChoice, view: SavedView | None
) -> list[str] | None:
    """The maps to export; a view is of one map, so without --all it is this one, unless it is the view of a preset for
    all maps."""
    chosen = _chosen_map(run, document)
    every = run.options.all or (run.options.view is None and choice.all_maps)
    if chosen is None and view is not None and not every:
        chosen = view.map
    return None if chosen is None else [chosen]


def _chosen_map(run: Run, document: Document) -> str | None:
    number: int | None = run.options.map_number
    if number is None:
        return None
    if number > len(document.maps):
        raise Refused(_NO_MAP, number=number, count=len(document.maps))
    return document.maps[number - 1].id
