"""Every statement and every edge of it: what Mermaid reads, and what it refuses or loses."""

from __future__ import annotations

import pytest

from tests.interchange.mermaid.reading import read, seen, texts_of_cards

HEAD = "journey\nsection Walk\n"
One = tuple[str, float | None, tuple[str, ...]]

# A task line -> name, score, people, and whether a notice names the line.
TASKS: list[tuple[str, str, float | None, tuple[str, ...], bool]] = [
    ("Find a bench: 4: Ana", "Find a bench", 4, ("Ana",), False),
    ("Find a bench:4:Ana,Ben", "Find a bench", 4, ("Ana", "Ben"), False),
    ("  Find a bench  :  4  :  Ana ,  Ben  ", "Find a bench", 4, ("Ana", "Ben"), False),
    ("\tFind a bench: 4", "Find a bench", 4, (), False),
    ("Find a bench: 4:", "Find a bench", 4, (), False),
    ("Find a bench: 4: Ana,,Ben,", "Find a bench", 4, ("Ana", "Ben"), False),
    ("Find a bench: 4: Ana, Ana", "Find a bench", 4, ("Ana",), False),
    ("Sit: 4: Ana, ana, ANA", "Sit", 4, ("Ana", "ana", "ANA"), False),
    ("Sit: 3.5: Ana", "Sit", 3.5, ("Ana",), False),
    ("Sit: -2: Ana", "Sit", -2, ("Ana",), False),
    ("Sit: 0: Ana", "Sit", 0, ("Ana",), False),
    ("Sit: 10: Ana", "Sit", 10, ("Ana",), False),
    ("Sit: +4: Ana", "Sit", 4, ("Ana",), False),
    ("Sit: 0x5: Ana", "Sit", 5, ("Ana",), False),
    ("Sit: 0b11", "Sit", 3, (), False),
    ("Sit: 1e1: Ana", "Sit", 10, ("Ana",), False),
    ("Sit: .5", "Sit", 0.5, (), False),
    ("Sit: 4.", "Sit", 4, (), False),
    ("Sit: ", "Sit", 0, (), True),
    ("Sit: : Ana", "Sit", 0, ("Ana",), True),
    ("Sit::Ana", "Sit", 0, ("Ana",), True),
    ("Sit:", "Sit", None, (), True),
    ("Sit", "Sit", None, (), True),
    (": 5: Ana", "", 5, ("Ana",), True),
    ("Sit: glad: Ana", "Sit", None, ("Ana",), True),
    ("Sit: Infinity: Ana", "Sit", None, ("Ana",), True),
    ("Sit: 1e999: Ana", "Sit", None, ("Ana",), True),
    ("Sit: 4/5: Ana", "Sit", 4, ("Ana",), True),
    ("Sit: 2,5: Ana", "Sit", 2.5, ("Ana",), True),
    ("Sit: ３: Ana", "Sit", 3, ("Ana",), True),
    ("坐下：4：安娜，本", "坐下", 4, ("安娜", "本"), True),
    ("Sit: 5: Ana: in the rain", "Sit", 5, ("Ana",), True),
    ("07:45 Leave home: 2: Ana", "07:45 Leave home", 2, ("Ana",), True),
    ("Leave at 7:45: 2: Ana", "Leave at 7:45", 2, ("Ana",), True),
    ('Says: "hello": 4: Ana, Ben', 'Says: "hello"', 4, ("Ana", "Ben"), True),
    ("Note: rest: 4", "Note: rest", 4, (), True),
    ("Sit: 5: Ana;", "Sit", 5, ("Ana",), True),
    ("Sit; then stand: 5: Ana", "Sit; then stand", 5, ("Ana",), True),
    ("Meet: 3: Ana, Guest#1, Ben", "Meet", 3, ("Ana", "Guest#1", "Ben"), True),
    ("Take bus #7: 3: Ana", "Take bus #7", 3, ("Ana",), True),
    ("#1 rule: 3: Ana", "#1 rule", 3, ("Ana",), True),
    ("Sit: 5: Ana # in a while", "Sit", 5, ("Ana",), True),
    ("Sit: 5: Ana %% in a while", "Sit", 5, ("Ana",), True),
    ("% of walkers: 5: Ana", "% of walkers", 5, ("Ana",), True),
    ("A%%b: 5: Ana", "A%%b", 5, ("Ana",), True),
    ("AB%%c: 5: Ana", "AB%%c", 5, ("Ana",), False),
    ("Walk 50% more: 5: Ana", "Walk 50% more", 5, ("Ana",), False),
    ("Titles: 5: Ana", "Titles", 5, ("Ana",), False),
    ("titled bench: 5: Ana", "titled bench", 5, ("Ana",), False),
    ("Sections: 5: Ana", "Sections", 5, ("Ana",), False),
    ("title: 5: Ana", "title", 5, ("Ana",), False),
    ("Title page: 5: Ana", "Title page", 5, ("Ana",), True),
    ("Section talk: 5: Ana", "Section talk", 5, ("Ana",), True),
    ("section talk: 5: Ana", "section talk", 5, ("Ana",), True),
    ("Journey planning: 5: Ana", "Journey planning", 5, ("Ana",), False),
    ("Plan journey: 5: Ana", "Plan journey", 5, ("Ana",), False),
    ("- Sit: 5: Ana", "- Sit", 5, ("Ana",), False),
    ('"Sit" {x} [y]: 5: "Ana", O\'Hara', '"Sit" {x} [y]', 5, ('"Ana"', "O'Hara"), False),
    ("<i>Sit</i>: 5: Ana", "<i>Sit</i>", 5, ("Ana",), False),
    ("Sit<br>down<br/>now: 5: Ana", "Sit\ndown\nnow", 5, ("Ana",), False),
    ("Größe 喜び 😀: 5: Zoë, 李", "Größe 喜び 😀", 5, ("Zoë", "李"), False),
    ("07#58;45 bus #35;7#59; go: 4: Ana#44; Jr", "07:45 bus #7; go", 4, ("Ana, Jr",), False),
    ("#84;itle page: 4: Ana", "Title page", 4, ("Ana",), False),
    ("Say #quot;hi#quot; #nosuch;: 4", 'Say "hi" #nosuch;', 4, (), False),
    ("Sit<script>x()</script>: 4", "Sit", 4, (), True),
]


@pytest.mark.parametrize(("line", "name", "score", "people", "noted"), TASKS)
def test_task(
    line: str, name: str, score: float | None, people: tuple[str, ...], noted: bool
) -> None:
    found = seen(f"{HEAD}{line}\nStand: 3: Ana")
    assert found.tasks == (("Walk", name, score, people), ("Walk", "Stand", 3, ("Ana",)))
    assert {place for place, _ in found.notices} == ({3} if noted else set())
    assert {text for _, text in found.notices} <= {line}


def test_semicolons_between_statements_separate_them() -> None:
    found = seen("journey\ntitle Out; section Walk; Sit: 5: Ana; Stand: 1: Ben;")
    assert (found.title, found.stages) == ("Out", ("Walk",))
    assert [task[1:] for task in found.tasks] == [("Sit", 5, ("Ana",)), ("Stand", 1, ("Ben",))]
    assert [line for line, _ in found.notices] == [2]


def test_text_without_a_place_is_kept_with_the_card() -> None:
    found = read(f"{HEAD}Sit: soon: Ana: in the rain")
    assert texts_of_cards(found.document) == ["soon\nin the rain"]


@pytest.mark.parametrize(
    ("text", "title", "noted"),
    [
        ("title A walk", "A walk", []),
        ("title  A walk  ", "A walk", []),
        ("TITLE A walk", "A walk", []),
        ("title Hotel: the stay", "Hotel: the stay", []),
        ("title Ticket #42 flow", "Ticket #42 flow", [2]),
        ("title A walk # draft", "A walk", [2]),
        ("title S#58; one #quot;x#quot;", 'S: one "x"', []),
        ("title First\ntitle Second", "Second", [2]),
        ("title Same\ntitle Same", "Same", []),
        ("title: A walk", "A walk", [2]),
        ("title\nA walk", "A walk", []),
        ("title\nsection Walk", "", [2]),
        ("title", "", [2]),
        ("title Out; and back", "Out; and back", [2]),
        ("title <script>x()</script>Hi", "Hi", [2]),
    ],
)
def test_title(text: str, title: str, noted: list[int]) -> None:
    found = seen(f"journey\n{text}\nsection Walk\nSit: 3: Ana")
    assert found.title == title
    assert [line for line, _ in found.notices] == noted
    assert found.tasks == (("Walk", "Sit", 3, ("Ana",)),)


@pytest.mark.parametrize(
    ("lines", "stages", "noted"),
    [
        ("section A\nSit: 3", ("A",), []),
        ("SECTION A \nSit: 3", ("A",), []),
        ("section Part: one\nSit: 3", ("Part: one",), [2]),
        ("section Part: 2\nSit: 3", ("Part: 2",), [2]),
        ("section: A\nSit: 3", ("A",), [2]),
        ("section\nSit: 3", ("",), [2]),
        ("section \nSit: 3", ("",), [2]),
        ("section A<br>B</br />C<br\t/>D\nSit: 3", ("A\nB\nC\nD",), []),
        ("section A # why\nSit: 3", ("A",), [2]),
        ("section A {x}\nSit: 3", ("A {x}",), []),
        ("Sit: 3\nsection A\nStand: 3", ("", "A"), []),
        ("section A\nsection B\nSit: 3", ("A", "B"), []),
        ("section A\nSit: 3\nsection A\nStand: 3", ("A",), []),
        ("section A\nSit: 3\nsection B\nGo: 1\nsection A\nStand: 3", ("A", "B", "A"), []),
        ("section A\nSit: 3\njourney\nStand: 3", ("A",), [4]),
        ("section Où aller (l'été) & 50%\nSit: 3", ("Où aller (l'été) & 50%",), []),
    ],
)
def test_section(lines: str, stages: tuple[str, ...], noted: list[int]) -> None:
    found = seen(f"journey\n{lines}")
    assert found.stages == stages
    assert [line for line, _ in found.notices] == noted


def test_a_stage_without_tasks_has_one_empty_step() -> None:
    document = read("journey\nsection Empty\nsection Full\nSit: 3\nStand: 4").document
    empty, full = document.stages(document.maps[0].id)
    assert [step.title for step in document.steps(empty.id)] == [""]
    assert [step.title for step in document.steps(full.id)] == ["Sit", "Stand"]


@pytest.mark.parametrize(
    ("lines", "scenario", "noted"),
    [
        ("accDescr: Two parts: work; home #1", "Two parts: work; home #1", []),
        ("accDescr : Two parts", "Two parts", []),
        ("ACCDESCR: Two parts", "Two parts", []),
        ("accDescr {\n Two\n\n   parts }", "Two\nparts", []),
        ("accDescr{\nTwo\n}", "Two", []),
        ("accDescr { Two parts }", "Two parts", []),
        ("accDescr: {\nTwo\n}", "Two", [2]),
        ("accDescr: {x} and y", "{x} and y", []),
        ("accDescr { Two", "Two", [2]),
        ("accDescr Two parts", "Two parts", [2]),
        ("accDescr:\nsection B", "", [2]),
        ("accTitle: A walk", "A walk", []),
        ("accTitle: Out", "", []),
        ("accTitle A walk", "A walk", [2]),
        ("accTitle: 5: Ana", "5: Ana", []),
        ("accTitle:", "", [2]),
        ("accTitle: A walk\naccDescr: Two parts", "A walk\nTwo parts", []),
        ("accDescr: One\naccDescr: Two #35;1", "Two #1", [2]),
    ],
)
def test_accessible_texts_become_the_scenario(lines: str, scenario: str, noted: list[int]) -> None:
    found = read(f"journey\n{lines}\ntitle Out\nsection A\nSit: 3: Ana")
    the_map = found.document.maps[0]
    assert (the_map.title, the_map.scenario) == ("Out", scenario)
    assert [notice.line for notice in found.report] == noted


def test_a_statement_may_follow_the_closing_brace() -> None:
    found = seen("journey\naccDescr {\n Two\n parts\n }title Out\nsection A\nSit: 3")
    assert (found.title, found.stages, found.notices) == ("Out", ("A",), ())


def test_a_block_that_never_ends_takes_one_line() -> None:
    found = seen("journey\naccDescr {\nsection A\nSit: 3: Ana")
    assert found.tasks == (("A", "Sit", 3, ("Ana",)),)
    assert found.notices == ((2, "accDescr {"),)
