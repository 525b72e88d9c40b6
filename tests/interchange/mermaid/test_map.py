"""The map that a diagram becomes: lanes, people or tags, scale, language, titles."""

from __future__ import annotations

import pytest

from journeyeditor.interchange.mermaid.language import guessed_language
from journeyeditor.interchange.mermaid.people import are_people
from journeyeditor.interchange.mermaid.scales import scale_for
from journeyeditor.model.entities import Card, LaneKind, Rating
from tests.interchange.mermaid.reading import read, texts_of_cards


def test_a_task_is_a_step_with_one_rated_touchpoint() -> None:
    document = read("journey\ntitle Out\nsection A\nSit: 4: Ana, Ben\nGo: 2: Ana\nRest: 3").document
    (the_map,) = document.maps
    assert (document.info.title, the_map.title) == ("Out", "Out")
    assert document.info.created == "2026-03-01T09:30:00Z"
    kinds = [(lane.kind, lane.title) for lane in document.lanes(the_map.id)]
    assert kinds == [(LaneKind.TOUCHPOINT, "Touchpoints"), (LaneKind.EMOTION, "Emotions")]
    ana, ben = document.personas
    assert (ana.name, ben.name, the_map.personas) == ("Ana", "Ben", (ana.id, ben.id))
    cards = document.cards(document.lanes(the_map.id)[0].id)
    steps = document.map_steps(the_map.id)
    assert [card.title for card in cards] == ["Sit", "Go", "Rest"] == [s.title for s in steps]
    assert [card.step for card in cards] == [step.id for step in steps]
    rated = [{(r.persona, r.value) for r in document.ratings(card.id)} for card in cards]
    assert rated == [{(ana.id, 4), (ben.id, 4)}, {(ana.id, 2)}, {(None, 3)}]


def test_people_of_an_unrated_task_are_kept() -> None:
    document = read("journey\nSit: well: Ana\nGo: 3: Ana").document
    values = {rating.value for rating in document.all(Rating)}
    assert values == {None, 3}
    assert {rating.persona for rating in document.all(Rating)} == {document.personas[0].id}


@pytest.mark.parametrize(
    ("fields", "people"),
    [
        ([("Ana",)], True),
        ([("Ana",), ("Ben",), ("Cleo",)], True),
        ([("Ana", "Ben"), ("Ana",), ("Cleo", "Ben"), ("Dan", "Ana")], True),
        ([("Joy", "Mark", "Sue", "Lee"), ("Joy", "Mark", "Sue")], True),
        ([("Ana",), ("Ben",), ("Cleo",), ("Dan",)], False),
        ([("happy",), ("proud",), ("happy",)], False),
        ([("happy", "Ana", "Ben")], False),
        ([("Stolz",)], False),
        ([("开心",), ("期待",)], False),
        ([("😀",), ("😡",)], False),
        ([("Reads the menu on the wall",)], False),
        ([("Ana sits down.",)], False),
        ([("x" * 41,)], False),
        ([tuple(f"P{i}" for i in range(13))] * 5, False),
        ([()], False),
    ],
)
def test_people_look_like_people(fields: list[tuple[str, ...]], people: bool) -> None:
    assert are_people(fields) is people


def test_what_does_not_look_like_people_becomes_tags() -> None:
    found = read("journey\nSit: 4: happy, proud\nGo: 2: tired")
    assert found.document.personas == ()
    assert [card.tags for card in found.document.all(Card)] == [("happy", "proud"), ("tired",)]
    assert {rating.persona for rating in found.document.all(Rating)} == {None}
    assert "kept as the cards' tags" in found.report[0].sentence()


@pytest.mark.parametrize(
    ("scores", "bounds"),
    [
        ([], (1, 5)),
        ([1, 3.5, 5], (1, 5)),
        ([0, 5], (0, 5)),
        ([6], (0, 10)),
        ([-1, 2], (-2, 2)),
        ([-1, 3], (-5, 5)),
        ([9, 13], (9, 13)),
        ([-3.5, 7.2], (-4, 8)),
        ([0, 20], (0, 20)),
        ([1, 2, 3, 55], (1, 5)),
        ([0.5, 20.4], (0, 5)),
        ([-1e300, 2, 1e300], (1, 5)),
        ([1e300], (1, 5)),
    ],
)
def test_the_scale_is_the_narrowest_usual_one(scores: list[float], bounds: tuple[int, int]) -> None:
    scale = scale_for(scores)
    assert (scale.min, scale.max) == bounds


def test_another_scale_and_scores_outside_it_are_said() -> None:
    found = read("journey\nA: 7\nB: 9\nC: 400: Ana")
    said = [notice.sentence() for notice in found.report]
    assert said == [
        "The scores run from 7 to 400; the map's scale is 0 to 10.",
        "line 4: The score 400 is outside the map's scale. The task stands unrated. [C: 400: Ana]",
    ]
    assert {(r.value, r.word) for r in found.document.all(Rating)} == {
        (7, ""),
        (9, ""),
        (None, "400"),
    }
    assert texts_of_cards(found.document) == ["", "", ""]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Sitzen und gehen", "en"),
        ("", "en"),
        ("رحلة العميل App", "ar"),
        ("מסע הלקוח", "he"),
        ("고객 여정 App", "ko"),
        ("お客様の旅行を計画する", "ja"),
        ("顾客旅程地图", "zh"),
        ("Путь клиента", "ru"),
        ("การเดินทางของลูกค้า", "th"),
        ("ग्राहक यात्रा", "hi"),
        ("Walking with 李 and 王", "en"),
    ],
)
def test_letters_tell_the_language_where_it_is_safe(text: str, language: str) -> None:
    assert guessed_language(text) == language


def test_the_files_name_titles_a_diagram_without_one() -> None:
    found = read("journey\nSit: 3", "spring walk.mmd")
    assert found.document.info.title == "spring walk"
    assert found.document.maps[0].title == ""


def test_lane_titles_are_translated() -> None:
    from journeyeditor.interchange.mermaid import read_mermaid
    from tests.support.sources import fixed_clock, fixed_ids

    found = read_mermaid("journey", fixed_ids(), fixed_clock, "", lambda key: f"<{key}>")
    (the_map,) = found.document.maps
    assert [e.title for e in found.document.lanes(the_map.id)] == ["<Touchpoints>", "<Emotions>"]
