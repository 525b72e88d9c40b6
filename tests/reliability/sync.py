"""Copies a file like a sync client, slowly and at any moment, while it is being saved without pause."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card
from journeyeditor.model.messages import Refused
from journeyeditor.storage.document_file import open_document
from tests.reliability import savers
from tests.reliability.children import Child
from tests.reliability.documents import edited
from tests.reliability.rows import Case, Row, Settings, counted
from tests.reliability.savers import Saver, named
from tests.support.maps import generated_document

RIG = "sync"
PIECE = 16_384
LONGEST_PAUSE = 0.002
CARDS = 60


def run(settings: Settings) -> list[Row]:
    count = settings.amount(180, 2000)
    row = _copies(settings, savers.program, count)
    return [row, _copies(settings, savers.in_place, 100, control=True)]


def _copies(settings: Settings, saver: Saver, count: int, control: bool = False) -> Row:
    folder = settings.fresh(f"sync-{saver.__name__}")
    target, work = settings.fresh(f"sync-user-{saver.__name__}") / "map.journey", folder / "work"
    work.mkdir()
    savers.program(edited(generated_document(CARDS), "0"), target, work)
    versions: set[int] = set()
    with Child(lambda: _save_for_ever(saver, target, work)) as child:
        child.go()
        cases = list(_judged(target, folder, count, settings.random(RIG), versions))
    note = f"{len(versions)} versions seen"
    return counted(RIG, f"copies while {named(saver)} saves", cases, control=control, note=note)


def _save_for_ever(saver: Saver, target: Path, work: Path) -> None:
    document, number = generated_document(CARDS), 0
    while True:
        number += 1
        saver(edited(document, str(number)), target, work)


def _judged(
    target: Path, folder: Path, count: int, chance: random.Random, versions: set[int]
) -> Iterator[Case]:
    newest = 0
    for number in range(count):
        copy = folder / "copy.journey"
        try:
            copy.write_bytes(copied(target, chance))
        except FileNotFoundError:
            yield Case("not there", True, f"copy {number}")
            continue
        case, version = judged(copy, folder / "open", newest)
        newest = max(newest, version)
        versions.add(version)
        yield case


def copied(path: Path, chance: random.Random) -> bytes:
    """The file read piece by piece with pauses, as long as there is something to read."""
    made = bytearray()
    with path.open("rb", buffering=0) as source:
        while piece := source.read(PIECE):
            made += piece
            time.sleep(chance.random() * LONGEST_PAUSE)
    return bytes(made)


def judged(copy: Path, workspace: Path, newest: int) -> tuple[Case, int]:
    """Whether a copy is one whole version, no older than one that was there before, and which it is."""
    try:
        opened = open_document(copy, workspace)
    except Refused as error:
        return Case("damaged", True, str(error)), 0
    found = versions_in(opened.document)
    if opened.warnings or len(found) != 1:
        return Case("torn", True, f"versions {sorted(found)}"), max(found)
    version = found.pop()
    if version < newest:
        return Case("older than an earlier copy", True, f"{version} after {newest}"), version
    return Case("whole"), version


def versions_in(document: Document) -> set[int]:
    """The marks of all cards: one in a whole version, more in a torn one."""
    return {int(card.title.split(maxsplit=1)[0]) for card in document.all(Card)}
