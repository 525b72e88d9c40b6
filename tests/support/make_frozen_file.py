"""Makes the frozen sample of this file format and its JSON twin: `python -m tests.support.make_frozen_file`.

Made once for each format, when it was fixed; every later version of the program must open it. Where there is a
sample of this format already, nothing is made.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Image, Rating, rating_key
from journeyeditor.model.frozen import FrozenMap
from journeyeditor.model.plain import from_plain, key_of, kind_name, to_plain
from journeyeditor.storage.document_file import save_document
from journeyeditor.storage.schema import FORMAT
from tests.support.maps import small_document
from tests.support.sources import fixed_clock, fixed_ids

FILES = Path(__file__).parents[1] / "files"
NAMES = {1000: "format-1", 1001: "format-1.1"}


def sample_file(number: int) -> Path:
    """The frozen file of a format."""
    return FILES / f"{NAMES[number]}.journey"


def twin_file(number: int) -> Path:
    """What the frozen file of a format holds, as JSON."""
    return FILES / f"{NAMES[number]}.json"


DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def sample() -> Document:
    """A small document with something in every table, nasty texts, and fields and kinds of a newer program."""
    document = small_document()
    image = Image(
        id=hashlib.sha256(DOT).hexdigest(),
        media_type="image/png",
        width=1,
        height=1,
        alt="·",
        data=DOT,
    )
    info = replace(
        document.info,
        title="Frozen — مرحبا 👩🏽‍🚀",
        logo=image.id,
        presets=FrozenMap({"view": FrozenMap({"zoom": 1.5})}),
    )
    person = replace(document.personas[0], portrait=image.id, extras=FrozenMap({"age": 40}))
    card = replace(next(document.all(Card)), text="- one\n- two", tags=("a", "b, c"))
    anybody = Rating(
        id=rating_key(card.id, None), card=card.id, value=1.25, n=12, low=0.5, high=2.0
    )
    channel = from_plain("channel", {"id": "c" * 32, "order": "a0V", "name": "Fair"})
    newer = from_plain("segment", {"id": "5" * 32, "name": "Young", "deep": [1, {"a": None}]})
    made = [image, info, person, card, anybody, channel, newer]
    return document.replaced({key_of(entity): entity for entity in made})


def sample_of_1_1() -> Document:
    """As `sample`, with what came with format 1.1."""
    document = sample()
    the_map = document.maps[0]
    lanes = document.lanes(the_map.id)
    card = min(document.all(Card), key=lambda card: card.id)
    made = [
        replace(document.info, brand=("#0A7D5B", "#F2A541")),
        replace(the_map, locked=True),
        replace(lanes[0], locked=True),
        replace(card, locked=True, hue="brand-2"),
    ]
    return document.replaced({key_of(entity): entity for entity in made})


def twin(document: Document, revisions: list[dict[str, Any]]) -> str:
    """A document and its history as JSON, one entity a line."""
    plain = {key: {"kind": kind_name(e), "fields": to_plain(e)} for key, e in document.items()}
    lines = [f"{json.dumps(k)}: {json.dumps(v, sort_keys=True)}" for k, v in sorted(plain.items())]
    history = ",\n".join(json.dumps(r, sort_keys=True) for r in revisions)
    return '{"entities": {\n' + ",\n".join(lines) + '\n},\n"revisions": [\n' + history + "\n]}\n"


def main() -> None:
    from dataclasses import asdict

    FILES.mkdir(exist_ok=True)
    if sample_file(FORMAT).exists():
        return
    history: tuple[Any, ...] = ()
    with tempfile.TemporaryDirectory() as workspace:
        for author, seed in (("Anna", 1), ("Bèla", 2)):
            saved = save_document(
                sample_of_1_1(),
                sample_file(FORMAT),
                workspace=Path(workspace),
                author=author,
                app="journeyeditor 0.1.0",
                ids=fixed_ids(seed),
                clock=fixed_clock,
                history=history,
            )
            history = saved.revisions
    twin_file(FORMAT).write_text(
        twin(saved.document, [asdict(r) for r in history]), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
