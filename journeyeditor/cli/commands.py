"""What each command does. Handlers return the exit code and raise `Refused` or `BadUsage` in one sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from journeyeditor.app import library
from journeyeditor.app.opening import (
    MAX_IMPORT,
    Opened,
    import_bytes,
    read_document,
)
from journeyeditor.app.output import require_free
from journeyeditor.cli.program import DONE, FINDINGS, Handler, Run
from journeyeditor.cli.rescuing import recover, salvage
from journeyeditor.cli.saving import journey_target, save_opened
from journeyeditor.cli.words import BadUsage
from journeyeditor.model.document import Document
from journeyeditor.model.entities import DOCUMENT_KEY, Card, Map, Rating
from journeyeditor.model.messages import N_, Message, Refused, message

if TYPE_CHECKING:
    from journeyeditor.layout.pages import PageOptions

STDIN = "-"
JOURNEY = "journey"

_NO_FORM = N_("{path} should end in .pdf or .json.")
_FORM_LATER = N_("Writing {form} isn't built yet in this version; there are PDF and JSON.")
_OPTION_LATER = N_("{option} isn't built yet in this version.")
_BOTH = N_("--map and --all can't be used together.")
_ONLY_PDF = N_("{option} goes with a PDF only.")
_NEEDS_FORMAT = N_("Say with --format which form standard input has, for example --format mermaid.")
_UNKNOWN_FORMAT = N_("“{form}” is no form that can be imported; there are {known}.")
_NO_MAP = N_("There is no map {number} in this document; it has {count}.")
_NO_MAPS = N_("There is no map in this document, so there is nothing to print.")
_STDIN_TOO_BIG = N_("Standard input is too big to import: more than {most} MB.")

_WROTE = N_("{path} is written.")
_WROTE_PAGES = N_("{path} is written, {count} pages.")
_WROTE_PAGE = N_("{path} is written, one page.")

# Forms of export that later versions will write.
_LATER_FORMS = ("png", "svg", "csv", "xlsx", "mmd", "md", "pptx")
# Options of export that mean something for pages only.
_PAGE_OPTIONS = {"paper": "--paper", "orientation": "--orientation", "pages": "--pages"}


def new(run: Run) -> int:
    """A document from a template, into a file."""
    target = journey_target(run)
    services = run.services
    entry = library.template(services.resources.templates, run.options.template, services.language)
    require_free(target, None, force=run.options.force)
    save_opened(run, Opened(library.load_template(entry, services.maker)), target)
    return DONE


def templates(run: Run) -> int:
    """One line for each template: ID, a tab, the name."""
    for entry in library.entries(run.services.resources.templates, run.services.language):
        run.terminal.line(f"{entry.id}\t{entry.name}")
    return DONE


def export(run: Run) -> int:
    """A document as PDF or in the open JSON form."""
    options = run.options
    target = Path(options.target)
    form = target.suffix.lower().removeprefix(".")
    if form in _LATER_FORMS:
        raise BadUsage(_FORM_LATER, form=form.upper())
    if form not in _EXPORTS:
        raise BadUsage(_NO_FORM, path=target)
    _refuse_options(run, form)
    source = Path(options.source)
    require_free(target, source, force=options.force)
    opened = _read(run, source)
    return _EXPORTS[form](run, opened.document, target)


def _refuse_options(run: Run, form: str) -> None:
    options = run.options
    later = {
        "--pages poster": options.pages == "poster",
        "--overlap": options.overlap is not None,
        "--with": options.extra is not None,
    }
    for option, given in later.items():
        if given:
            raise BadUsage(_OPTION_LATER, option=option)
    if options.all and options.map_number is not None:
        raise BadUsage(_BOTH)
    if form != "pdf":
        for name, option in {**_PAGE_OPTIONS, "min_text": "--min-text"}.items():
            if getattr(options, name) is not None:
                raise BadUsage(_ONLY_PDF, option=option)


def _export_pdf(run: Run, document: Document, target: Path) -> int:
    from journeyeditor.app.exporting import export_pdf

    options = _page_options(run)
    if not document.maps:
        raise Refused(_NO_MAPS)
    chosen = _chosen_map(run, document)
    printed = export_pdf(
        document,
        target,
        options,
        run.services,
        maps=None if chosen is None else [chosen.id],
        force=run.options.force,
        original=Path(run.options.source),
    )
    for warning in printed.warnings:
        run.warn(warning)
    run.say(_WROTE_PAGE if printed.pages == 1 else _WROTE_PAGES, path=target, count=printed.pages)
    return DONE


def _page_options(run: Run) -> PageOptions:
    from journeyeditor.layout.pages import PageMode, PageOptions
    from journeyeditor.layout.sheets import Orientation, parse_sheet

    options, usual = run.options, PageOptions()
    try:
        sheet = parse_sheet(options.paper) if options.paper is not None else usual.sheet
    except Refused as problem:
        raise BadUsage(problem.message) from problem
    return PageOptions(
        sheet=sheet,
        orientation=Orientation(options.orientation or usual.orientation),
        pages=PageMode(options.pages or usual.pages),
        min_text=usual.min_text if options.min_text is None else options.min_text,
    )


def _export_json(run: Run, document: Document, target: Path) -> int:
    from journeyeditor.app.exporting import export_json

    chosen = _chosen_map(run, document)
    if chosen is not None:
        document = _only(document, chosen)
    source = Path(run.options.source)
    export_json(document, target, force=run.options.force, original=source)
    run.say(_WROTE, path=target)
    return DONE


_EXPORTS = {"pdf": _export_pdf, "json": _export_json}


def _chosen_map(run: Run, document: Document) -> Map | None:
    number: int | None = run.options.map_number
    if number is None:
        return None
    if number > len(document.maps):
        raise Refused(_NO_MAP, number=number, count=len(document.maps))
    return document.maps[number - 1]


def _only(document: Document, chosen: Map) -> Document:
    from journeyeditor.editing.operations.deletion import delete

    others = [shown.id for shown in document.maps if shown.id != chosen.id]
    return delete(document, others).apply(document)


def import_(run: Run) -> int:
    """A document from a file of another form, or a copy of one of ours."""
    target = journey_target(run)
    options = run.options
    _require_form(options.form)
    if options.source == STDIN:
        require_free(target, None, force=options.force)
        opened = _read_stdin(run)
    else:
        source = Path(options.source)
        require_free(target, source, force=options.force)
        opened = _read(run, source, options.form)
    save_opened(run, opened, target)
    return DONE


def _require_form(form: str | None) -> None:
    from journeyeditor.interchange.importing import FORMATS

    known = (*FORMATS, JOURNEY)
    if form is not None and form.lower().removeprefix(".") not in known:
        raise BadUsage(_UNKNOWN_FORMAT, form=form, known=", ".join(known))


def _read_stdin(run: Run) -> Opened:
    form = run.options.form
    if form is None:
        raise BadUsage(_NEEDS_FORMAT)
    data = run.terminal.source.read(MAX_IMPORT + 1)
    if len(data) > MAX_IMPORT:
        raise Refused(_STDIN_TOO_BIG, most=MAX_IMPORT >> 20)
    if form.lower().removeprefix(".") == JOURNEY:
        copy = run.folder / "stdin.journey"
        copy.write_bytes(data)
        return _read(run, copy)
    return _told(run, import_bytes(run.services, data, "", form))


def _read(run: Run, path: Path, form: str | None = None) -> Opened:
    return _told(run, read_document(run.services, path, run.folder / "in", form))


def _told(run: Run, opened: Opened) -> Opened:
    for sentence in opened.warnings:
        run.terminal.tell(sentence)
    return opened


def info(run: Run) -> int:
    """What is in a file: a summary, or all of it in the open JSON form."""
    opened = _read(run, Path(run.options.file))
    if run.options.json:
        from journeyeditor.interchange.json_document import write_json

        run.terminal.utf8(write_json(opened.document))
        return DONE
    for line in _summary(opened):
        run.say(line)
    return DONE


def _summary(opened: Opened) -> list[Message]:
    document, file = opened.document, opened.file
    lines = [message(key, value=value) for key, value in _facts(document).items() if value]
    if file is not None and file.revisions:
        last = file.revisions[-1]
        lines.append(
            message(
                N_("Saved: {count} times, last {at} by {author}"),
                count=len(file.revisions),
                at=last.at,
                author=last.author or "?",
            )
        )
    return [*lines, *(_map_line(document, n, m) for n, m in enumerate(document.maps, 1))]


def _facts(document: Document) -> Mapping[str, str]:
    shown = document.info
    return {
        N_("Title: {value}"): shown.title,
        N_("Client: {value}"): shown.client,
        N_("Project: {value}"): shown.project,
        N_("Author: {value}"): shown.author,
        N_("Organisation: {value}"): shown.organisation,
        N_("Version: {value}"): shown.version_label,
        N_("Language: {value}"): shown.language,
        N_("Created: {value}"): shown.created,
        N_("Personas: {value}"): ", ".join(persona.name for persona in document.personas),
    }


def _map_line(document: Document, number: int, shown: Map) -> Message:
    lanes = document.lanes(shown.id)
    cards = [card for lane in lanes for card in document.cards(lane.id)]
    return message(
        N_(
            "Map {number}: {title} ({state}), stages: {stages}, steps: {steps}, lanes: {lanes}, cards: {cards}, ratings: {ratings}"
        ),
        number=number,
        title=shown.title,
        state=shown.state,
        stages=len(document.stages(shown.id)),
        steps=len(document.map_steps(shown.id)),
        lanes=len(lanes),
        cards=len(cards),
        ratings=sum(len(document.ratings(card.id)) for card in cards),
    )


def check(run: Run) -> int:
    """Integrity by opening, then the rules, then what can't be printed."""
    if run.options.salvage is not None:
        return salvage(run)
    opened = read_document(run.services, Path(run.options.file), run.folder / "in")
    document = opened.document
    if opened.file is None:
        _told(run, opened)
    found = [
        *_doubts(opened),
        *_broken_rules(run, document),
        *_unprintable(run, document),
    ]
    if run.options.json:
        text = json.dumps({"clean": not found, "findings": found}, ensure_ascii=False, indent=1)
        run.terminal.utf8(text + "\n")
    elif found:
        for finding in found:
            run.terminal.line(f"{finding['place']}: {finding['message']}")
    else:
        cards = sum(1 for _ in document.all(Card))
        ratings = sum(1 for _ in document.all(Rating))
        run.say(
            N_("No findings in {cards} cards and {ratings} ratings."), cards=cards, ratings=ratings
        )
    return FINDINGS if found else DONE


def _doubts(opened: Opened) -> list[dict[str, str]]:
    """What opening a file of ours said about it; the notices of an import are no findings."""
    said = opened.warnings if opened.file is not None else ()
    return [_finding("file", opened.document, DOCUMENT_KEY, text) for text in said]


def _broken_rules(run: Run, document: Document) -> list[dict[str, str]]:
    from journeyeditor.model.rules import check_all

    return [
        _finding("rule", document, finding.key, run.text(finding.message))
        for finding in check_all(document)
    ]


def _unprintable(run: Run, document: Document) -> list[dict[str, str]]:
    from journeyeditor.app.exporting import box_warnings, map_layout
    from journeyeditor.layout.pages import missing_characters

    missing = missing_characters(document, map_layout(document, run.services))
    return [
        _finding("characters", document, key, run.text(box_warnings([(key, characters)])[0]))
        for key, characters in missing
    ]


def _finding(kind: str, document: Document, key: str, text: str) -> dict[str, str]:
    entity = document.get(key)
    title = getattr(entity, "title", "") or getattr(entity, "name", "") or key
    return {"kind": kind, "id": key, "place": title, "message": text}


HANDLERS: Mapping[str, Handler] = {
    "new": new,
    "templates": templates,
    "export": export,
    "import": import_,
    "info": info,
    "check": check,
    "recover": recover,
}
