"""Which columns there are for each kind of thing, made from the tables that the inspector is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.model.entities import (
    Card,
    Connector,
    DocumentInfo,
    Entity,
    Lane,
    Map,
    Persona,
    Stage,
    Step,
)
from journeyeditor.model.messages import N_
from journeyeditor.ui.inspector.fields import Field, Section, Special, single
from journeyeditor.ui.inspector.tables import PARTS
from journeyeditor.ui.outline.column import Column, names
from journeyeditor.ui.outline.details import end_columns
from journeyeditor.ui.outline.fields import FieldColumn, LockColumn
from journeyeditor.ui.outline.own import (
    EvidenceColumn,
    LaneColumn,
    MomentColumn,
    RatingColumn,
    StageColumn,
    StepColumn,
)
from journeyeditor.ui.outline.parts import TITLES, PartColumn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeyeditor.ui.outline.scene import Scene

__all__ = ["document_columns", "names", "table_columns", "tree_columns"]

_WIDTHS: dict[tuple[type[Entity], str], int] = {
    (Card, "title"): 220,
    (Card, "text"): 260,
    (Card, "channel"): 110,
    (Card, "impact"): 76,
    (Card, "effort"): 76,
    (Card, "owner"): 120,
    (Card, "status"): 104,
    (Stage, "title"): 220,
    (Stage, "goal"): 360,
    (Step, "title"): 260,
    (Lane, "title"): 220,
    (Lane, "kind"): 150,
    (Map, "title"): 240,
    (Map, "scenario"): 320,
    (Persona, "name"): 160,
}
"""Widths of columns that suit what usually stands in them, in logical pixels at 100 %."""

_RARE: dict[type[Entity], frozenset[str]] = {
    Card: frozenset({"feelings", "links", "hue", "link", "picture", "span", "confidence"}),
    Connector: frozenset({"comments"}),
    Persona: frozenset({"bio", "expectations"}),
    Map: frozenset({"density", "step_width", "direction", "hidden-lanes"}),
}
"""Columns that are there for who wants them, and out of sight until then."""

_FREE: dict[type[Entity], frozenset[str]] = {Lane: frozenset({"hidden", "collapsed", "pinned"})}
"""Fields that a lock leaves free: they only tell how a map is looked at."""

_AS: dict[tuple[type[Entity], str], str] = {(Stage, "goal"): "text", (Map, "scenario"): "text"}
"""Fields of branches that stand in a column of the cards' in the tree."""


def parts_of(kind: type[Entity]) -> Iterator[Field | Special]:
    """All that the inspector shows of a kind, each once."""
    seen: set[str] = set()
    for group in PARTS.get(kind, ()):
        for part in group.parts if isinstance(group, Section) else (group,):
            if part.name not in seen:
                seen.add(part.name)
                yield part


def _column(kind: type[Entity], part: Field | Special) -> Column | None:
    usual = part.name not in _RARE.get(kind, ())
    if isinstance(part, Field):
        free = part.name in _FREE.get(kind, ())
        width = _WIDTHS.get((kind, part.name), 0)
        return FieldColumn({kind: part}, width, usual=usual, free=free)
    if part.name in TITLES:
        # A picture stands in one of two places of the inspector; here it has one.
        shown = Special(part.name, single) if part.name == "picture" else part
        return PartColumn(part.name, {kind: shown}, usual=usual)
    return None


def columns_of(kind: type[Entity]) -> tuple[Column, ...]:
    """The columns of one kind, in the inspector's order."""
    found = (_column(kind, part) for part in parts_of(kind))
    return tuple(column for column in found if column is not None)


def _card_columns(scene: Scene) -> tuple[Column, ...]:
    """What a card says: first what happens and how it feels, then how sure that is, then what is to be done."""
    found: dict[str, Column] = {column.name: column for column in columns_of(Card)}
    first = [found.pop(name) for name in ("title", "text", "channel")]
    ratings = [RatingColumn(series) for series in scene.series]
    quotes = found.pop("quotes")
    quotes.usual = True
    return (*first, *ratings, EvidenceColumn(), MomentColumn(), *found.values(), quotes, _lock())


def _lock() -> Column:
    return LockColumn()


def _places() -> tuple[Column, ...]:
    return (
        StageColumn("stage", N_("Stage"), 130),
        StepColumn("step", N_("Step"), 150),
        LaneColumn("lane", N_("Lane"), 130),
    )


def table_columns(scene: Scene) -> tuple[Column, ...]:
    """The columns of the table of cards: where a card stands, then what it says."""
    return (*_places(), *_card_columns(scene))


def tree_columns(scene: Scene, by_stage: bool) -> tuple[Column, ...]:
    """The columns of the tree: the title first; only what the branches do not tell of the card's place."""
    title, *said = _card_columns(scene)
    columns = [title, *(() if by_stage else _places()[:2]), *said]
    for kind in (Stage, Step, Lane) if by_stage else (Map, Lane):
        _join(columns, kind, only_title=by_stage and kind is Lane)
    return tuple(columns)


def _join(columns: list[Column], kind: type[Entity], only_title: bool) -> None:
    """What a kind of branch says stands in the columns of the same name, the rest behind all others."""
    by_name = {column.name: column for column in columns}
    for part in parts_of(kind):
        if only_title and part.name != "title":
            continue
        beside = by_name.get(_AS.get((kind, part.name), part.name))
        own = _column(kind, part)
        if isinstance(beside, FieldColumn) and isinstance(part, Field):
            beside.fields[kind] = part
        elif isinstance(beside, PartColumn) and isinstance(part, Special):
            beside.parts[kind] = part
        elif beside is None and own is not None:
            own.usual = False
            columns.append(own)


_FIRST = frozenset({"title", "name"})
"""What a row is called stands first."""


def document_columns(kind: type[Entity]) -> tuple[Column, ...]:
    """The columns of a table of stages, steps, lanes, maps, personas, arrows, or of the document."""
    columns = sorted(columns_of(kind), key=lambda column: column.name not in _FIRST)
    if kind is Connector:
        return (*end_columns(), *columns)
    if kind in {Lane, Map}:
        return (*columns, _lock())
    if kind is DocumentInfo:
        return tuple(column for column in columns if column.name != "hidden-lanes")
    return tuple(columns)
