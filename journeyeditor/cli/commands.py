"""What each command does. Handlers return the exit code and raise `Refused` or `BadUsage` in one sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from journeyeditor.app import library
from journeyeditor.app.opening import (
    MAX_IMPORT,
    PDF,
    Opened,
    import_bytes,
    import_pdf,
    is_pdf_form,
    read_document,
)
from journeyeditor.app.output import require_free
from journeyeditor.cli.exporting import export
from journeyeditor.cli.passwords import password_in
from journeyeditor.cli.program import DONE, FINDINGS, Handler, Run
from journeyeditor.cli.rescuing import recover, salvage
from journeyeditor.cli.saving import journey_target, save_opened, told
from journeyeditor.cli.words import BadUsage
from journeyeditor.model.document import Document
from journeyeditor.model.entities import DOCUMENT_KEY, Card, Map, Rating
from journeyeditor.model.messages import N_, Message, Refused, message

STDIN = "-"
JOURNEY = "journey"

_NEEDS_FORMAT = N_("Say with --format which form standard input has, for example --format mermaid.")
_UNKNOWN_FORMAT = N_("“{form}” is no form that can be imported; there are {known}.")
_STDIN_TOO_BIG = N_("Standard input is too big to import: more than {most} MB.")


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

    known = (*FORMATS, JOURNEY, PDF)
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
    if is_pdf_form(form):
        return told(run, import_pdf(run.services, data, run.folder / "in", password_in(run)))
    return told(run, import_bytes(run.services, data, "", form))


def _read(run: Run, path: Path, form: str | None = None) -> Opened:
    password = password_in(run)
    return told(run, read_document(run.services, path, run.folder / "in", form, password=password))


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
    try:
        opened = read_document(run.services, Path(run.options.file), run.folder / "in")
    except Refused as refused:
        if run.options.json:
            _write_findings(run, [_refusal(run, refused)])
        raise
    document = opened.document
    if opened.file is None:
        told(run, opened)
    found = [
        *_doubts(opened),
        *_broken_rules(run, document),
        *_unprintable(run, document),
    ]
    if run.options.json:
        _write_findings(run, found)
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


def _write_findings(run: Run, found: list[dict[str, str]]) -> None:
    text = json.dumps({"clean": not found, "findings": found}, ensure_ascii=False, indent=1)
    run.terminal.utf8(text + "\n")


def _refusal(run: Run, refused: Refused) -> dict[str, str]:
    """Why a file can't be opened, with what the sentence leaves unsaid."""
    said = refused.message
    place = Path(run.options.file).name
    told = {"kind": "refused", "id": "", "place": place, "message": run.text(said)}
    return {**told, "details": said.details} if said.details else told


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
