"""Any sequence of verbs, gestures, undo, redo and saves against an oracle that keeps whole copies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from journeyeditor.editing.editor import Changed, Editor
from journeyeditor.editing.history import Step as Edited
from journeyeditor.editing.operations.blocks import block
from journeyeditor.editing.operations.cards import (
    add_card,
    copy_all,
    copy_cards,
    duplicate_cards,
    move_all,
    move_cards,
    set_span,
)
from journeyeditor.editing.operations.channels import add_channel, delete_channel, move_channel
from journeyeditor.editing.operations.columns import add_stage, add_step, move_stage, move_step
from journeyeditor.editing.operations.comments import add_comment, resolve_comment
from journeyeditor.editing.operations.connectors import connect, reconnect, reverse
from journeyeditor.editing.operations.deletion import delete
from journeyeditor.editing.operations.excerpt import excerpt
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.lanes import add_lane, move_lane
from journeyeditor.editing.operations.locks import set_locked
from journeyeditor.editing.operations.maps import (
    add_map,
    copy_lane,
    delete_map,
    duplicate_as_to_be,
    duplicate_map,
    move_map,
)
from journeyeditor.editing.operations.moving import move_beside
from journeyeditor.editing.operations.paste import Place, paste_block, paste_cards, paste_lines
from journeyeditor.editing.operations.people import (
    add_persona,
    add_quote,
    show_personas,
)
from journeyeditor.editing.operations.ratings import rate, set_scale, step_rating
from journeyeditor.editing.operations.searching import Query, find, replace_found
from journeyeditor.editing.operations.sizes import set_lane_height, set_step_width, stretch_card
from journeyeditor.editing.operations.views import apply_view, save_view
from journeyeditor.editing.patch import NOTHING, Patch, Stale, from_json, to_json
from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    Card,
    Channel,
    Comment,
    Connector,
    ConnectorKind,
    Entity,
    Lane,
    LaneKind,
    Layer,
    Map,
    Persona,
    Scale,
    Stage,
    Step,
)
from journeyeditor.model.messages import Refused, message
from journeyeditor.model.plain import key_of
from journeyeditor.model.rules import check_all
from journeyeditor.model.saved_views import saved_views
from tests.editing.documents import deep, plain_document
from tests.support.sources import fixed_clock, fixed_ids

LABEL = message("Edit")
HOW = ("end", "end", "cancel", "undo")
Make = Callable[[Document], Patch]

picks = st.integers(0, 1_000)
several = st.lists(picks, min_size=1, max_size=3)
places = st.none() | st.integers(0, 4)
values = st.none() | st.floats(-6, 6).map(lambda v: round(v, 1))
scales = st.builds(
    lambda low, width, good: Scale(low, low + width, high_is_good=good),
    st.integers(-5, 5),
    st.integers(1, 20),
    st.booleans(),
)


def of(document: Document, cls: type[Entity]) -> list[str]:
    return sorted(key_of(entity) for entity in document.all(cls))


def choose(keys: list[str], pick: int) -> str:
    return keys[pick % len(keys)]


def chosen(keys: list[str], picked: list[int]) -> list[str]:
    return [choose(keys, pick) for pick in picked] if keys else []


def cell_of(document: Document, pick: int) -> tuple[str, str]:
    """Some lane, and some step of its map."""
    maps = [map_ for map_ in document.maps if document.lanes(map_.id)]
    chosen_map = maps[pick % len(maps)].id
    lanes, steps = document.lanes(chosen_map), document.map_steps(chosen_map)
    return lanes[pick // 2 % len(lanes)].id, steps[pick // 8 % len(steps)].id


def hung_document() -> Document:
    """With arrows and ratings from the start, so that deleting soon meets them."""
    document, ids = plain_document(), fixed_ids(4)
    document = connect(document, ids, "one", "two").apply(document)
    document = connect(document, ids, "far", "two").apply(document)
    return rate(document, ["one", "two", "far"], "ann", 1).apply(document)


class Editing(RuleBasedStateMachine):
    """Verbs are committed, or previewed while a gesture is under way."""

    def __init__(self) -> None:
        super().__init__()
        self.ids = fixed_ids(3)
        self.base = hung_document()
        self.editor = Editor(self.base, fixed_clock)
        self.editor.subscribe(self.hear)
        self.mirror = dict(self.base)
        self.journal: list[str] = []
        self.states = [deep(self.base)]
        self.at = 0
        self.saved = self.states[0]
        self.begun: Document | None = None

    def hear(self, event: Changed) -> None:
        for key, (before, after) in event.patch.changes.items():
            assert self.mirror.pop(key, None) == before
            if after is not None:
                self.mirror[key] = after
        assert event.after is self.editor.document
        if event.lasting:
            self.journal.append(to_json(event.lasting))

    def do(self, make: Make) -> None:
        """Commits what a verb makes of the document, or shows it where a gesture is under way."""
        source = self.begun or self.editor.document
        before = deep(source)
        try:
            patch = make(source)
        except Refused:
            return
        assert deep(source) == before
        if self.begun is None:
            self.record(self.editor.commit(LABEL, patch))
        else:
            self.editor.preview(patch)
            assert self.editor.document == patch.apply(self.begun)

    def record(self, changed: bool) -> None:
        state = deep(self.editor.document)
        assert changed == (state != self.states[self.at])
        if changed:
            self.states[self.at + 1 :] = [state]
            self.at += 1

    @rule(cell=picks, at=places, title=st.text(max_size=3))
    def add_card(self, cell: int, at: int | None, title: str) -> None:
        self.do(lambda d: add_card(d, self.ids, *cell_of(d, cell), at, title=title))

    @rule(picked=several, cell=picks, at=places)
    def move_cards(self, picked: list[int], cell: int, at: int | None) -> None:
        self.do(
            lambda d: move_cards(d, self.ids, chosen(of(d, Card), picked), *cell_of(d, cell), at)
        )

    @rule(picked=several, cell=picks, at=places)
    def copy_cards(self, picked: list[int], cell: int, at: int | None) -> None:
        self.do(
            lambda d: copy_cards(d, self.ids, chosen(of(d, Card), picked), *cell_of(d, cell), at)
        )

    @rule(picked=several, cell=picks, at=places, copies=st.booleans())
    def move_block(self, picked: list[int], cell: int, at: int | None, copies: bool) -> None:
        verb = copy_all if copies else move_all

        def make(document: Document) -> Patch:
            cards = chosen(of(document, Card), picked)
            goings = block(document, cards, cards[0], *cell_of(document, cell), at, copies)
            return verb(document, self.ids, goings)

        if of(self.begun or self.editor.document, Card):
            self.do(make)

    @rule(picked=several)
    def duplicate_cards(self, picked: list[int]) -> None:
        self.do(lambda d: duplicate_cards(d, self.ids, chosen(of(d, Card), picked)))

    @rule(picked=several, span=st.integers(-1, 6))
    def span(self, picked: list[int], span: int) -> None:
        if cards := of(self.begun or self.editor.document, Card):
            self.do(lambda d: set_span(d, choose(cards, picked[0]), span))

    @rule(picked=several, who=picks, value=values, layer=st.sampled_from(Layer))
    def rate(self, picked: list[int], who: int, value: float | None, layer: Layer) -> None:
        self.do(lambda d: rate(d, chosen(of(d, Card), picked), self.persona(d, who), value, layer))

    @rule(picked=several, who=picks, up=st.booleans())
    def step_rating(self, picked: list[int], who: int, up: bool) -> None:
        self.do(lambda d: step_rating(d, chosen(of(d, Card), picked), self.persona(d, who), up))

    @staticmethod
    def persona(document: Document, pick: int) -> str | None:
        people = of(document, Persona)
        return choose(people, pick) if people and pick % 4 else None

    @rule(pick=picks, scale=scales)
    def set_scale(self, pick: int, scale: Scale) -> None:
        self.do(lambda d: set_scale(d, d.maps[pick % len(d.maps)].id, scale))

    @rule(pick=picks, at=places)
    def add_stage(self, pick: int, at: int | None) -> None:
        self.do(lambda d: add_stage(d, self.ids, d.maps[pick % len(d.maps)].id, at, "Stage"))

    @rule(pick=picks, at=st.integers(0, 4))
    def move_stage(self, pick: int, at: int) -> None:
        self.do(lambda d: move_stage(d, self.ids, choose(of(d, Stage), pick), at))

    @rule(pick=picks, at=places)
    def add_step(self, pick: int, at: int | None) -> None:
        self.do(lambda d: add_step(d, self.ids, choose(of(d, Stage), pick), at, "Step"))

    @rule(pick=picks, stage=picks, at=st.integers(0, 4))
    def move_step(self, pick: int, stage: int, at: int) -> None:
        self.do(
            lambda d: move_step(
                d, self.ids, choose(of(d, Step), pick), choose(of(d, Stage), stage), at
            )
        )

    @rule(pick=picks, at=places, kind=st.sampled_from(LaneKind))
    def add_lane(self, pick: int, at: int | None, kind: LaneKind) -> None:
        self.do(lambda d: add_lane(d, self.ids, d.maps[pick % len(d.maps)].id, kind, "Lane", at))

    @rule(pick=picks, at=st.integers(0, 4))
    def move_lane(self, pick: int, at: int) -> None:
        self.do(lambda d: move_lane(d, self.ids, choose(of(d, Lane), pick), at))

    @rule(pick=picks)
    def add_persona(self, pick: int) -> None:
        self.do(lambda d: add_persona(d, self.ids, "Cleo", d.maps[pick % len(d.maps)].id))

    @rule(pick=picks, picked=several)
    def show_personas(self, pick: int, picked: list[int]) -> None:
        self.do(
            lambda d: show_personas(
                d, d.maps[pick % len(d.maps)].id, chosen(of(d, Persona), picked)
            )
        )

    @rule(pick=picks, text=st.text(max_size=3))
    def add_quote(self, pick: int, text: str) -> None:
        if cards := of(self.begun or self.editor.document, Card):
            self.do(lambda d: add_quote(d, self.ids, choose(cards, pick), text))

    @rule(start=picks, end=picks, kind=st.sampled_from(ConnectorKind))
    def connect(self, start: int, end: int, kind: ConnectorKind) -> None:
        if cards := of(self.begun or self.editor.document, Card):
            self.do(lambda d: connect(d, self.ids, choose(cards, start), choose(cards, end), kind))

    @rule(picked=several, title=st.text(max_size=3))
    def set_title(self, picked: list[int], title: str) -> None:
        self.do(lambda d: set_fields(d, chosen(of(d, Card), picked), title=title))

    @rule(picked=several)
    def delete(self, picked: list[int]) -> None:
        # One lane stays, for cells to choose from.
        self.do(lambda d: delete(d, set(chosen(sorted(d), picked)) - {"t", "m"}))

    def about(self, make: Callable[[Document, str], Patch], cls: type[Entity], pick: int) -> None:
        """Does a verb to one entity of a kind, where there is one."""
        if keys := of(self.begun or self.editor.document, cls):
            self.do(lambda d: make(d, choose(keys, pick)))

    @rule(pick=picks, way=st.sampled_from([duplicate_map, duplicate_as_to_be]))
    @precondition(lambda self: len(self.editor.document.maps) < 4)
    def duplicate_map(self, pick: int, way: Callable[..., Patch]) -> None:
        self.about(lambda d, key: way(d, self.ids, key, "Copy"), Map, pick)

    @rule(pick=picks)
    def add_map(self, pick: int) -> None:
        lanes = [(LaneKind.TOUCHPOINT, "T"), (LaneKind.EMOTION, "E")]
        self.about(lambda d, key: add_map(d, self.ids, "New", lanes, key), Map, pick)

    @rule(pick=picks, at=st.integers(0, 4))
    def move_map(self, pick: int, at: int) -> None:
        self.about(lambda d, key: move_map(d, self.ids, key, at), Map, pick)

    @rule(pick=picks)
    def delete_map(self, pick: int) -> None:
        self.about(lambda d, key: NOTHING if key == "m" else delete_map(d, key), Map, pick)

    @rule(pick=picks, to=picks)
    def copy_lane(self, pick: int, to: int) -> None:
        self.about(
            lambda d, key: copy_lane(d, self.ids, key, d.maps[to % len(d.maps)].id), Lane, pick
        )

    @rule(pick=picks, at=st.integers(0, 4))
    def channels(self, pick: int, at: int) -> None:
        self.do(lambda d: add_channel(d, self.ids, "Tram", "tram"))
        self.about(lambda d, key: move_channel(d, self.ids, key, at), Channel, pick)

    @rule(pick=picks, instead=st.sampled_from([None, "web"]))
    def delete_channel(self, pick: int, instead: str | None) -> None:
        self.about(lambda d, key: delete_channel(d, key, instead), Channel, pick)

    @rule(pick=picks, text=st.text(max_size=3), resolved=st.booleans())
    def comments(self, pick: int, text: str, resolved: bool) -> None:
        time = "2026-03-01T09:30:00Z"
        for cls in (Card, Map):
            self.about(lambda d, k: add_comment(d, self.ids, k, "Ann", time, text), cls, pick)
        self.about(lambda d, key: resolve_comment(d, key, resolved), Comment, pick)

    @rule(pick=picks, cls=st.sampled_from([Card, Lane, Map]), on=st.booleans())
    def lock(self, pick: int, cls: type[Entity], on: bool) -> None:
        self.about(lambda d, key: set_locked(d, [key], on), cls, pick)

    @rule(pick=picks, to=picks, start=st.booleans())
    def reconnect(self, pick: int, to: int, start: bool) -> None:
        def make(document: Document, key: str) -> Patch:
            card = choose(of(document, Card), to)
            ends = {"start": card} if start else {"end": card}
            return reconnect(document, key, **ends)

        self.about(make, Connector, pick)
        self.about(lambda d, key: reverse(d, [key]), Connector, pick)

    @rule(pick=picks, width=st.floats(90, 500), height=st.none() | st.floats(10, 5_000))
    def sizes(self, pick: int, width: float, height: float | None) -> None:
        self.about(lambda d, key: set_step_width(d, key, width), Map, pick)
        self.about(lambda d, key: set_lane_height(d, [key], height), Lane, pick)

    @rule(pick=picks, first=picks, last=picks)
    def stretch(self, pick: int, first: int, last: int) -> None:
        steps = of(self.begun or self.editor.document, Step)
        self.about(
            lambda d, key: stretch_card(
                d, self.ids, key, choose(steps, first), choose(steps, last)
            ),
            Card,
            pick,
        )

    @rule(cls=st.sampled_from([Stage, Step, Lane]), picked=several, to=picks, after=st.booleans())
    def move_beside(self, cls: type[Entity], picked: list[int], to: int, after: bool) -> None:
        keys = of(self.begun or self.editor.document, cls)
        self.about(
            lambda d, key: move_beside(d, self.ids, chosen(keys, picked), key, after), cls, to
        )

    @rule(picked=several, cell=picks, at=places)
    def paste_cards(self, picked: list[int], cell: int, at: int | None) -> None:
        source = self.editor.document
        if cards := chosen(of(source, Card), picked):
            part = excerpt(source, cards)
            self.do(lambda d: paste_cards(d, self.ids, part, Place(*cell_of(d, cell), at)).patch)

    @rule(lines=st.lists(st.text(max_size=3), max_size=3), cell=picks, at=places)
    def paste_texts(self, lines: list[str], cell: int, at: int | None) -> None:
        self.do(lambda d: paste_lines(d, self.ids, lines, Place(*cell_of(d, cell), at)).patch)
        rows = [lines, lines[:1]]
        self.do(lambda d: paste_block(d, self.ids, rows, Place(*cell_of(d, cell), at), str).patch)

    @rule(pick=picks)
    def views(self, pick: int) -> None:
        self.about(lambda d, key: save_view(d, self.ids, key, "View"), Map, pick)
        kept = saved_views(self.begun or self.editor.document)
        if kept:
            self.do(lambda d: apply_view(d, kept[pick % len(kept)].id))

    @rule(text=st.sampled_from(["o", "One", "e"]), other=st.text(max_size=3))
    def replace_all(self, text: str, other: str) -> None:
        self.do(lambda d: replace_found(d, find(d, Query(text)), other))

    @rule()
    @precondition(lambda self: self.begun is None)
    def begin(self) -> None:
        self.begun = self.editor.document
        self.editor.begin(LABEL)

    @rule()
    @precondition(lambda self: self.begun is not None)
    def back_to_the_start(self) -> None:
        self.editor.preview(NOTHING)
        assert self.editor.document == self.begun

    @rule(picked=several, cells=st.lists(picks, max_size=3), how=st.sampled_from(HOW))
    @precondition(lambda self: self.begun is None)
    def drag(self, picked: list[int], cells: list[int], how: str) -> None:
        self.begin()
        for cell in cells:
            self.move_cards(picked, cell, None)
        self.finish(how)

    @rule(picked=several)
    def delete_cards(self, picked: list[int]) -> None:
        self.do(lambda d: delete(d, chosen(of(d, Card), picked)))

    @rule(how=st.sampled_from(HOW))
    @precondition(lambda self: self.begun is not None)
    def finish(self, how: str) -> None:
        self.begun = None
        if how == "end":
            self.record(self.editor.end())
            return
        getattr(self.editor, how)()
        assert deep(self.editor.document) == self.states[self.at]

    @rule()
    @precondition(lambda self: self.begun is None)
    def undo(self) -> None:
        chosen_before = self.editor.selection
        step = self.editor.undo()
        assert (step is None) == (self.at == 0)
        if step is not None:
            self.at -= 1
            self.shows(step, chosen_before)

    @rule()
    @precondition(lambda self: self.begun is None)
    def redo(self) -> None:
        chosen_before = self.editor.selection
        step = self.editor.redo()
        assert (step is None) == (self.at == len(self.states) - 1)
        if step is not None:
            self.at += 1
            self.shows(step, chosen_before)

    def shows(self, step: Edited, chosen_before: frozenset[str]) -> None:
        """What is selected now is of what the step touched or hung on, or was selected before."""
        entities = [entity for pair in step.patch.changes.values() for entity in pair]
        owners = {getattr(e, name, "") for e in entities for name in ("card", "about")}
        assert self.editor.selection <= step.touched | owners | chosen_before

    @rule(picked=several)
    def select(self, picked: list[int]) -> None:
        self.editor.select([*chosen(sorted(self.editor.document), picked), "no such key"])

    @rule()
    @precondition(lambda self: self.begun is None)
    def save(self) -> None:
        self.editor.mark_saved()
        self.saved = self.states[self.at]

    @rule(pick=picks)
    @precondition(lambda self: self.begun is None)
    def stale_patch(self, pick: int) -> None:
        """A patch for another state is refused, and nothing has happened."""
        key = choose(of(self.editor.document, Stage), pick)
        stage = self.editor.document.one(Stage, key)
        other = replace(stage, title=stage.title + "?")
        with pytest.raises(Stale):
            self.editor.commit(LABEL, Patch({key: (other, stage)}))

    @invariant()
    def document_is_the_oracles(self) -> None:
        document = self.editor.document
        if self.begun is None:
            assert deep(document) == self.states[self.at]
        assert self.editor.modified == (deep(document) != self.saved)
        assert self.mirror == dict(document)
        assert all(key in document for key in self.editor.selection)

    @invariant()
    def rules_hold_and_indexes_are_fresh(self) -> None:
        document = self.editor.document
        assert check_all(document) == []
        fresh = Document(document.values())
        assert document._children == fresh._children
        assert document._starts_at == fresh._starts_at

    def teardown(self) -> None:
        """What a crash would leave, a base and the journal, leads to where the history stands."""
        recovered = self.base
        for line in self.journal:
            recovered = from_json(line).apply(recovered)
        assert deep(recovered) == self.states[self.at]


Editing.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestEditing = Editing.TestCase
