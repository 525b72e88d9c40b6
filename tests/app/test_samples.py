"""The samples and templates that ship with the program: complete, readable and by the rules."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from journeyeditor.interchange.json_document import read_json, write_json
from journeyeditor.layout.icons import FILE_NAME as ICONS
from journeyeditor.model.channels import BUILT_IN_IDS
from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    Card,
    Comment,
    Lane,
    LaneKind,
    Map,
    MapState,
    Quote,
    Rating,
)
from journeyeditor.model.prompts import PROMPT
from journeyeditor.model.rules import check_all
from tests.support.sources import fixed_clock, fixed_ids

RESOURCES = Path(__file__).parents[2] / "resources"
SAMPLES, TEMPLATES = RESOURCES / "samples", RESOURCES / "templates"
ENTRY_FIELDS = {"id", "file", "name", "description", "name_de", "description_de"}
LANGUAGES = {
    "first-e-bike": "en",
    "hospital-visit": "en",
    "moving-flat-blueprint": "en",
    "elterngeld": "de",
    "saas-onboarding": "en",
    "old-town-inn": "ar",
    "vegetable-box": "ja",
}
TEMPLATE_IDS = [
    "customer-journey",
    "customer-journey-post-purchase",
    "retail",
    "saas",
    "pre-service-post",
    "service-blueprint",
    "as-is-to-be",
    "see-think-do-care",
    "b2b-buying",
    "employee",
    "patient",
    "citizen",
    "hospitality",
    "banking",
    "blank",
]
# Invented given names, read and agreed: a new persona's name is added here only after checking that it means nobody.
INVENTED = {
    "Marta",
    "Ali",
    "Rosa",
    "Priya",
    "Jana",
    "Emre",
    "Dana",
    "Kofi",
    "سلمى",
    "يوسف",
    "はるか",
}
PLACEHOLDERS = {
    "First persona",
    "Administrator",
    "Applicant",
    "Champion",
    "End user",
    "Guest",
    "New colleague",
    "Patient",
}
SCRIPTS = {"ar": re.compile(r"[\u0600-\u06ff]"), "ja": re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")}


def index(folder: Path) -> list[dict[str, str]]:
    entries: list[dict[str, str]] = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    return entries


def raw(folder: Path, name: str) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return plain


def document(folder: Path, name: str) -> Document:
    text = (folder / f"{name}.json").read_text(encoding="utf-8")
    return read_json(text, fixed_ids(), fixed_clock)


def columns(document: Document, card: Card) -> set[str]:
    """The stages that a card reaches into."""
    the_map = document.map_of(card)
    assert the_map is not None
    steps = document.map_steps(the_map.id)
    first = [step.id for step in steps].index(card.step)
    return {step.stage for step in steps[first : first + card.span]}


def cards_of_kind(document: Document, the_map: Map, kind: LaneKind) -> list[Card]:
    lanes = [lane for lane in document.lanes(the_map.id) if lane.kind == kind]
    return [card for lane in lanes for card in document.cards(lane.id)]


every_file = pytest.mark.parametrize(
    ("folder", "name"),
    [(SAMPLES, name) for name in LANGUAGES] + [(TEMPLATES, name) for name in TEMPLATE_IDS],
    ids=lambda value: value.name if isinstance(value, Path) else value,
)
every_sample = pytest.mark.parametrize("name", LANGUAGES)
every_template = pytest.mark.parametrize("name", TEMPLATE_IDS)


@pytest.mark.parametrize(
    ("folder", "ids"),
    [(SAMPLES, list(LANGUAGES)), (TEMPLATES, TEMPLATE_IDS)],
    ids=["samples", "templates"],
)
def test_the_index_lists_every_file_and_no_other(folder: Path, ids: list[str]) -> None:
    entries = index(folder)
    assert [entry["id"] for entry in entries] == ids
    there = {path.name for path in folder.glob("*.json")} - {"index.json"}
    assert sorted(entry["file"] for entry in entries) == sorted(there)
    for entry in entries:
        assert entry.keys() == ENTRY_FIELDS
        assert all(text.strip() for text in entry.values())


@every_file
def test_it_reads_and_keeps_every_rule(folder: Path, name: str) -> None:
    found = document(folder, name)
    assert check_all(found) == []
    assert found.maps


@every_file
def test_no_field_is_unknown(folder: Path, name: str) -> None:
    found = document(folder, name)
    unknown = {
        (type(entity).__name__, field)
        for entity in found.values()
        for field, value in entity.extras.items()
        if not (isinstance(entity, Lane) and field == PROMPT and isinstance(value, str))
    }
    assert unknown == set()


@every_file
def test_writing_and_reading_gives_it_again(folder: Path, name: str) -> None:
    found = document(folder, name)
    assert read_json(write_json(found), fixed_ids(2), fixed_clock) == found


@every_file
def test_cards_stand_where_the_lane_can_show_them(folder: Path, name: str) -> None:
    found = document(folder, name)
    for the_map in found.maps:
        for kind in (LaneKind.EMOTION, LaneKind.DIVIDER):
            assert cards_of_kind(found, the_map, kind) == []


@every_file
def test_personas_are_invented(folder: Path, name: str) -> None:
    names = {persona.name for persona in document(folder, name).personas}
    assert names <= (INVENTED if folder == SAMPLES else PLACEHOLDERS)


@every_sample
def test_the_language_is_told_and_spoken(name: str) -> None:
    found = document(SAMPLES, name)
    assert found.info.language == LANGUAGES[name]
    script = SCRIPTS.get(found.info.language)
    titles = [found.info.title, *(entity.title for entity in found.all(Card))]
    if script is not None:
        assert [title for title in titles if not script.search(title)] == []


@every_sample
def test_stages_have_goals_touchpoints_pains_and_opportunities(name: str) -> None:
    found = document(SAMPLES, name)
    # The e-bike maps keep gaps on purpose, so that there is something to find.
    full = () if name == "first-e-bike" else (LaneKind.PAIN, LaneKind.OPPORTUNITY)
    for the_map in found.maps:
        stages = found.stages(the_map.id)
        assert [stage.title for stage in stages if not stage.goal] == []
        for kind in (LaneKind.TOUCHPOINT, *full):
            cards = cards_of_kind(found, the_map, kind)
            reached = {stage for card in cards for stage in columns(found, card)}
            assert reached == {stage.id for stage in stages}, kind


@every_sample
def test_touchpoints_have_a_channel_and_a_feeling(name: str) -> None:
    found = document(SAMPLES, name)
    channels = BUILT_IN_IDS | {channel.id for channel in found.channels}
    for the_map in found.maps:
        for card in cards_of_kind(found, the_map, LaneKind.TOUCHPOINT):
            assert card.channel in channels, card.title
            assert found.ratings(card.id), card.title


@every_sample
def test_everybody_shown_is_rated_somewhere(name: str) -> None:
    found = document(SAMPLES, name)
    assert {rating.persona for rating in found.all(Rating)} == {p.id for p in found.personas}
    for the_map in found.maps:
        assert the_map.personas


@every_sample
def test_evidence_is_named(name: str) -> None:
    found = document(SAMPLES, name)
    assert any(card.moment_of_truth for card in found.all(Card))
    quotes = list(found.all(Quote))
    assert len(quotes) >= 5
    for quote in quotes:
        assert quote.text and quote.participant and quote.method and quote.source, quote.text
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", quote.date), quote.text


@every_sample
def test_opportunities_can_be_ranked(name: str) -> None:
    found = document(SAMPLES, name)
    for the_map in found.maps:
        for card in cards_of_kind(found, the_map, LaneKind.OPPORTUNITY):
            assert card.impact and card.effort and card.owner, card.title
        for card in cards_of_kind(found, the_map, LaneKind.PAIN):
            assert card.impact, card.title
    assert any(found.connectors(card.id) for card in found.all(Card))


def test_the_pair_knows_where_it_comes_from() -> None:
    found = document(SAMPLES, "first-e-bike")
    as_is, to_be = found.maps
    assert (as_is.state, to_be.state, to_be.origin) == (MapState.AS_IS, MapState.TO_BE, as_is.id)
    origins = [card.origin for lane in found.lanes(to_be.id) for card in found.cards(lane.id)]
    known = [found.one(Card, origin) for origin in origins if origin]
    assert {found.map_of(card) for card in known} == {as_is}
    touchpoints = cards_of_kind(found, as_is, LaneKind.TOUCHPOINT)
    assert {card.id for card in touchpoints} <= {card.id for card in known}


def test_comments_answer_comments() -> None:
    found = document(SAMPLES, "hospital-visit")
    answers = [comment for comment in found.all(Comment) if comment.parent]
    assert [found.one(Comment, answer.parent or "").about for answer in answers] == [
        answer.about for answer in answers
    ]


def test_own_channels_have_an_icon_that_exists() -> None:
    icons = json.loads((RESOURCES / "icons" / ICONS).read_text(encoding="utf-8"))
    for name in LANGUAGES:
        for channel in document(SAMPLES, name).channels:
            assert channel.icon in icons


@every_template
def test_templates_are_empty_but_say_what_is_wanted(name: str) -> None:
    found = document(TEMPLATES, name)
    assert list(found.all(Card)) == []
    for the_map in found.maps:
        assert set(the_map.scale.names) == {-2, -1, 0, 1, 2}
        kinds = {lane.kind for lane in found.lanes(the_map.id)}
        assert {LaneKind.TOUCHPOINT, LaneKind.EMOTION} <= kinds
        for stage in found.stages(the_map.id):
            assert stage.title and (stage.goal or name == "blank")
            assert 1 <= len(found.steps(stage.id)) <= 4
            assert all(step.title for step in found.steps(stage.id))


def test_only_the_pair_has_two_maps() -> None:
    assert [name for name in TEMPLATE_IDS if len(document(TEMPLATES, name).maps) > 1] == [
        "as-is-to-be"
    ]


def test_the_blueprint_has_its_three_lines() -> None:
    (the_map,) = document(TEMPLATES, "service-blueprint").maps
    titles = [lane["title"] for lane in raw(TEMPLATES, "service-blueprint")["maps"][0]["lanes"]]
    lines = [title for title in titles if title.startswith("Line of")]
    assert lines == ["Line of interaction", "Line of visibility", "Line of internal interaction"]
    assert the_map.title == "Service blueprint"
