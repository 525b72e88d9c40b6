"""A document that says something in every field that prints, and texts that have broken programs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    Card,
    Channel,
    Connector,
    DocumentInfo,
    Entity,
    Lane,
    LaneKind,
    Map,
    Measure,
    Persona,
    Quote,
    Rating,
    Stage,
    Step,
)
from journeyeditor.model.plain import key_of
from tests.support.paper import squeezed
from tests.support.printed import document_with_insights
from tests.support.printing import unhyphenated

PRINTED: tuple[tuple[type[Entity], tuple[str, ...]], ...] = (
    (DocumentInfo, ("title", "client", "project", "author", "organisation", "version_label", "confidentiality")),
    (Persona, ("name", "role", "quote", "goals", "needs", "frustrations", "expectations", "bio")),
    (Channel, ("name",)),
    (Map, ("title", "scenario")),
    (Stage, ("title", "goal")),
    (Step, ("title",)),
    (Lane, ("title",)),
    (Card, ("title", "text", "owner", "unit", "tags", "due", "confidence", "link")),
    (Rating, ("word", "note")),
    (Quote, ("text", "participant", "method", "source", "date")),
    (Connector, ("label",)),
    (Measure, ("name", "unit")),
)  # fmt: skip
"""The texts of people that stand on some page when all parts are printed."""


class Harmful(NamedTuple):
    """A text that has to print letter by letter, or as boxes that are told of, and how a reader gives it who goes by
    what is seen ("": by itself)."""

    text: str
    seen: str = ""


HARMFUL: dict[str, Harmful] = {
    "markup": Harmful("<b>bold</b> <i>it <img src=/etc/passwd> </b> <para> <a href='javascript:x'>a</a>"),
    "ampersand": Harmful("& &amp; &lt; &#65; &nbsp; && &"),
    "operators": Harmful("(a\\(b) Tj ET Q endstream endobj %PDF /Name <</A 1>>"),
    "format": Harmful("{name} {0} %s %(x)s ${HOME} \\n \\u0041"),
    "nul": Harmful("a\0b\x01c\x1b[31m\x7fd\uffffe", "a\ufffdb\x01c\x1b[31m\x7fd\ufffde"),
    "override": Harmful(
        "\u202eevil\u202c \u202aabc\u202c \u202bdef\u202c \u202dghi\u202c", "live abc def ghi"
    ),
    "isolates": Harmful("\u2066abc\u2069 \u2067def\u2069 \u2068ghi\u2069 \u202eab\u2066cd\u2069\u202c", "abc def ghi cdba"),
    "unclosed": Harmful("\u202e\u202e\u2067evil"),
    "marks": Harmful("e" + "\u0301" * 300),
    "word": Harmful("Wort" * 50),
}  # fmt: skip
BOXED = "\0\x01\x1b\x7f"
"""Characters of them that no font holds."""

_CONTROLS = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def plain(text: str) -> str:
    """A text as tests compare it: without blanks, hyphens, and what steers its direction."""
    return unhyphenated(squeezed(text.translate(_CONTROLS)))


def unsaid(harmful: Harmful, names: dict[str, str], read: str) -> list[str]:
    """The fields that say such a text and that what was read does not hold as it is seen."""
    wanted, whole = plain(harmful.seen or harmful.text), plain(read)
    return [field for name, field in names.items() if name + wanted not in whole]


def speaking(*texts: str) -> tuple[Document, dict[str, str]]:
    """A document whose fields say these texts in turn, each behind a name of its own; and what each of these names
    stands for."""
    document = _full()
    changed: dict[str, Entity] = {}
    names: dict[str, str] = {}
    for kind, fields in PRINTED:
        entity = _one(document, kind)
        said: dict[str, Any] = {}
        for field in fields:
            name = f"Q{len(names)}z"
            text = name + texts[len(names) % len(texts)]
            names[name] = f"{kind.__name__}.{field}"
            said[field] = (text,) if field == "tags" else text
        changed[key_of(entity)] = replace(entity, **said)
    return document.replaced(changed), names


def _one(document: Document, kind: type[Entity]) -> Entity:
    """The entity of a kind that speaks; of cards one with a figure."""
    found = sorted(document.all(kind), key=key_of)
    return next((one for one in found if isinstance(one, Card) and one.value is not None), found[0])


def _full() -> Document:
    """A document with something of every kind that prints."""
    document = document_with_insights()
    shown = document.maps[0]
    lane = next(one for one in document.lanes(shown.id) if one.kind is LaneKind.TEXT)
    first, second = document.cards(lane.id)[:2]
    stage = document.stages(shown.id)[0]
    made: tuple[Entity, ...] = (
        replace(lane, kind=LaneKind.METRIC),
        replace(first, value=3.0, target=5.0, channel="c" * 32),
        Channel(id="c" * 32, order="a0"),
        Connector(id="d" * 32, start=first.id, end=second.id),
        Measure(id="e" * 32, stage=stage.id, order="a0", value=2.0),
    )
    return document.replaced({key_of(one): one for one in made})
