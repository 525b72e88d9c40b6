"""Every kind of thing a document holds.

All are frozen. References go one way, from the part to the whole; `order` is a key of `ordering`; sizes are map
units (1 unit = 1 pt on paper and 1 logical pixel on screen at 100 %). Times are UTC texts of `ids.utc_text`.
`extras` are fields that a newer program wrote, kept verbatim.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from journeyeditor.model.frozen import FrozenMap

Extras = FrozenMap[str, Any]
NO_EXTRAS: Extras = FrozenMap()
NO_NAMES: FrozenMap[int, str] = FrozenMap()

DOCUMENT_KEY = "document"


class MapState(StrEnum):
    AS_IS = "as-is"
    TO_BE = "to-be"
    NONE = "none"


class Density(StrEnum):
    COMFORTABLE = "comfortable"
    COMPACT = "compact"


class Direction(StrEnum):
    """Which way a map runs; AUTO follows the document's language."""

    AUTO = "auto"
    LTR = "ltr"
    RTL = "rtl"


class LaneKind(StrEnum):
    TOUCHPOINT = "touchpoint"
    EMOTION = "emotion"
    TEXT = "text"
    QUOTE = "quote"
    PAIN = "pain"
    OPPORTUNITY = "opportunity"
    SOLUTION = "solution"
    CHANNEL = "channel"
    IMAGE = "image"
    METRIC = "metric"
    EVIDENCE = "evidence"
    FRONTSTAGE = "frontstage"
    BACKSTAGE = "backstage"
    SUPPORT = "support"
    DIVIDER = "divider"


class Evidence(StrEnum):
    ASSUMPTION = "assumption"
    PARTLY = "partly"
    BACKED = "backed"


class Layer(StrEnum):
    """Which feeling a rating tells: the one of today or the one aimed at."""

    NOW = "now"
    TARGET = "target"


class Status(StrEnum):
    OPEN = "open"
    PLANNED = "planned"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"


class LineStyle(StrEnum):
    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"


class Heads(StrEnum):
    NONE = "none"
    END = "end"
    BOTH = "both"


class ConnectorKind(StrEnum):
    FLOW = "flow"
    CAUSES = "causes"
    SOLVES = "solves"


@dataclass(frozen=True, slots=True)
class Scale:
    """How feelings are counted on a map: whole levels from `min` to `max`, some with a name."""

    min: int = -2
    max: int = 2
    names: FrozenMap[int, str] = NO_NAMES
    high_is_good: bool = True


DEFAULT_SCALE = Scale()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """What all kinds share. `id` is the key in the document, but for ratings and images (see `key_of`)."""

    id: str
    modified: str = ""
    extras: Extras = NO_EXTRAS


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentInfo(Entity):
    """The document's own data; `id` is its lineage, which Save and Save As keep.

    `brand` are its own colours, `#RRGGBB`, the first the leading one; a hue names them `brand-1` and so on.
    """

    title: str = ""
    client: str = ""
    project: str = ""
    author: str = ""
    organisation: str = ""
    version_label: str = ""
    language: str = "en"
    logo: str | None = None
    confidentiality: str = ""
    created: str = ""
    keep_history: bool = True
    presets: Extras = NO_EXTRAS
    brand: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona(Entity):
    order: str
    name: str = ""
    role: str = ""
    portrait: str | None = None
    hue: str = ""
    quote: str = ""
    goals: str = ""
    needs: str = ""
    frustrations: str = ""
    expectations: str = ""
    bio: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel(Entity):
    """A medium of the user's own; the built-in ones are `channels.BUILT_IN` and never stored."""

    order: str
    name: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Map(Entity):
    """One journey. Nothing on a `locked` one is changed by accident (see `locks`)."""

    order: str
    title: str = ""
    scenario: str = ""
    state: MapState = MapState.AS_IS
    origin: str | None = None
    scale: Scale = DEFAULT_SCALE
    personas: tuple[str, ...] = ()
    step_width: float = 168.0
    density: Density = Density.COMFORTABLE
    direction: Direction = Direction.AUTO
    locked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Entity):
    map: str
    order: str
    title: str = ""
    goal: str = ""
    hue: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Entity):
    stage: str
    order: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane(Entity):
    """A row. `min_height` None means automatic; `personas` and `layers` filter an emotion lane (empty: all)."""

    map: str
    order: str
    title: str = ""
    kind: LaneKind = LaneKind.TEXT
    hidden: bool = False
    collapsed: bool = False
    pinned: bool = False
    min_height: float | None = None
    hue: str = ""
    personas: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    locked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(Entity):
    """The smallest editable thing: stands in `lane` at `step` and covers `span` steps from there.

    `evidence` None means: worked out from its quotes. `impact` and `effort` run from 1 to 5.
    """

    lane: str
    step: str
    order: str
    span: int = 1
    title: str = ""
    text: str = ""
    channel: str | None = None
    moment_of_truth: bool = False
    evidence: Evidence | None = None
    tags: tuple[str, ...] = ()
    image: str | None = None
    link: str = ""
    origin: str | None = None
    impact: int | None = None
    effort: int | None = None
    confidence: str = ""
    owner: str = ""
    status: Status = Status.OPEN
    due: str = ""
    value: float | None = None
    target: float | None = None
    unit: str = ""
    locked: bool = False
    hue: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating(Entity):
    """How a persona (None: anybody) feels at a touchpoint. Its id is made of what it is about: `rating_key`."""

    card: str
    persona: str | None = None
    layer: Layer = Layer.NOW
    value: float | None = None
    word: str = ""
    note: str = ""
    n: int | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Entity):
    card: str
    order: str = ""
    text: str = ""
    participant: str = ""
    method: str = ""
    source: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Connector(Entity):
    """An arrow between two cards."""

    start: str
    end: str
    label: str = ""
    style: LineStyle = LineStyle.SOLID
    heads: Heads = Heads.END
    kind: ConnectorKind = ConnectorKind.FLOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment(Entity):
    about: str
    parent: str | None = None
    author: str = ""
    time: str = ""
    text: str = ""
    resolved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Image(Entity):
    """A picture by its content: `id` is the sha256 of `data`, in hex."""

    media_type: str = ""
    width: int = 0
    height: int = 0
    alt: str = ""
    data: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Entity):
    stage: str
    order: str = ""
    name: str = ""
    value: float | None = None
    target: float | None = None
    unit: str = ""
    over_time: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign(Entity):
    """An entity of a kind that only a newer program knows; all its fields are in `extras`, kept verbatim."""

    kind_name: str = ""


def rating_key(card: str, persona: str | None, layer: Layer | str = Layer.NOW) -> str:
    """The id of the one rating of this card by this persona in this layer."""
    return f"{card}:{persona or ''}:{layer}"
