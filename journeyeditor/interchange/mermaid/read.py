"""From the text of diagrams to a document that keeps all rules."""

from __future__ import annotations

from pathlib import PurePath

from journeyeditor.interchange.mermaid.build import Builder
from journeyeditor.interchange.mermaid.diagram import Diagram, Line
from journeyeditor.interchange.mermaid.source import KINDS, Source, numbered, prepare
from journeyeditor.interchange.mermaid.statements import read_statements
from journeyeditor.interchange.report import Imported, Notice
from journeyeditor.model.ids import Clock, IdSource
from journeyeditor.model.messages import N_, Refused, Translate, untranslated
from journeyeditor.model.rules import check_all

MAX_CHARACTERS = 2_000_000

_TOO_LONG = N_("This text is longer than {most} million characters, too long for a journey.")
_OTHER = N_(
    "This file holds a {kind}, not a journey. Only Mermaid's “journey” diagrams can be opened."
)
_NONE = N_("This file holds no Mermaid journey: there is no line that says “journey”.")


def read_mermaid(
    text: str,
    ids: IdSource,
    clock: Clock,
    source_name: str = "",
    translate: Translate = untranslated,
) -> Imported:
    """The document of one Mermaid journey: a stage for each section, a step with a touchpoint for each task.

    `source_name` is the file's name, which titles a document whose diagram has no title; `translate` words
    the names of the lanes. Raises `Refused` if the text holds no journey, or one beyond a document's limits.
    """
    check_length(text)
    diagram, source = read_diagram(numbered(text))
    if source.kind != "journey":
        raise no_journey([source.kind])
    return imported([diagram], ids, clock, source_name, translate)


def check_length(text: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise Refused(_TOO_LONG, most=MAX_CHARACTERS // 1_000_000)


def read_diagram(lines: list[Line]) -> tuple[Diagram, Source]:
    """What these lines say, if they are a journey; the kind of another diagram is named in the source."""
    diagram = Diagram()
    source = prepare(lines, diagram)
    if source.kind == "journey":
        read_statements(source.lines, diagram)
    return diagram, source


def no_journey(kinds: list[str]) -> Refused:
    """The refusal of a file in which diagrams of these kinds were found ("" for none)."""
    found = list(dict.fromkeys(KINDS[kind] for kind in kinds if kind))
    return Refused(_OTHER, kind=found[0]) if found else Refused(_NONE)


def imported(
    diagrams: list[Diagram],
    ids: IdSource,
    clock: Clock,
    source_name: str,
    translate: Translate,
    more: tuple[Notice, ...] = (),
) -> Imported:
    """The document of these diagrams with all notices in order of lines."""
    builder = Builder(ids, clock(), translate)
    document = builder.document(diagrams, PurePath(source_name).stem)
    for finding in check_all(document):
        raise Refused(finding.message)
    notices = [*more, *(notice for diagram in diagrams for notice in diagram.notices)]
    return Imported(document, tuple(sorted(notices, key=lambda notice: notice.line)))
