"""What stands around the statements: header, front matter, directives, comments, line ends."""

from __future__ import annotations

import pytest

from journeyeditor.interchange.markdown import read_markdown
from journeyeditor.interchange.mermaid import read_mermaid
from journeyeditor.model.messages import Refused
from tests.interchange.mermaid.reading import read, seen
from tests.support.sources import fixed_clock, fixed_ids

BODY = "section Walk\nSit: 4: Ana\n"


@pytest.mark.parametrize(
    ("text", "title", "noted"),
    [
        (f"journey\n{BODY}", "", []),
        (f"\n\n  journey\n{BODY}", "", []),
        (f"\ufeffjourney\n{BODY}", "", []),
        (f"journey\n{BODY}".replace("\n", "\r\n"), "", []),
        (f"journey\n\n\n\t{BODY}\n\n", "", []),
        (f"journey title Out\n{BODY}", "Out", []),
        (f"journey  \n{BODY}", "", []),
        (f"journey:\n{BODY}", "", [1]),
        (f"JOURNEY\n{BODY}", "", [1]),
        (f"%% by Kim\njourney\n{BODY}", "", [1]),
        (f"# by Kim\njourney\n{BODY}", "", [1]),
        (f"mermaid\njourney\n{BODY}", "", [1]),
        (f"---\ntitle: Out\n---\njourney\n{BODY}", "Out", []),
        (f"---\r\ntitle: Out\r\n---\r\njourney\r\n{BODY}", "Out", []),
        (f"   ---\n   title: Out\n   ---\n   journey\n{BODY}", "Out", []),
        (f"\t---\n\ttitle: Out\n\t---\n\tjourney\n{BODY}", "Out", []),
        (f"\n---\ntitle: Out\n---\njourney\n{BODY}", "Out", [2]),
        (f"---\ntitle: 2024\n---\njourney\n{BODY}", "2024", []),
        (f"---\ntitle: 'Out: far'\n---\njourney\n{BODY}", "Out: far", []),
        (f"---\nnote: x\ntitle: Out\n---\njourney\n{BODY}", "Out", [2]),
        (f"---\nconfig:\n  journey:\n    width: 9\n---\njourney\n{BODY}", "", [2]),
        (f"---\ntitle: [a\n---\njourney\n{BODY}", "", [2]),
        (f"---\ntitle: {{a: b}}\n---\njourney\n{BODY}", "", [2]),
        (f"---\n---\njourney\n{BODY}", "", []),
        (f"---\njourney\n{BODY}", "", [1]),
        (f"---\njourney\n{BODY}---\n", "", [1, 5]),
        (f"---\ntitle: Out\n---\njourney\ntitle In\n{BODY}", "In", [2]),
        (f'%%{{init: {{"theme": "x"}}}}%%\njourney\n{BODY}', "", [1]),
        (f"%%{{init:\n  {{}}\n}}%%\njourney\n{BODY}", "", [1]),
        (f"%%{{init: {{}}}}%% journey\n{BODY}", "", [1]),
        (f"journey\n%%{{init: {{\n{BODY}", "", [2]),
        (f"journey\n%% one\n   %%two\n{BODY}# three\n", "", [2, 3, 6]),
    ],
)
def test_around_the_statements(text: str, title: str, noted: list[int]) -> None:
    found = seen(text)
    assert found.title == title
    assert [line for line, _ in found.notices] == noted
    assert [task for task in found.tasks if task[1] != "---"] == [("Walk", "Sit", 4, ("Ana",))]


@pytest.mark.parametrize("text", ["journey", "journey\n", "journey\ntitle Out\n"])
def test_a_journey_without_tasks_is_a_map_with_one_empty_step(text: str) -> None:
    found = read(text)
    (the_map,) = found.document.maps
    assert [step.title for step in found.document.map_steps(the_map.id)] == [""]
    assert [n.sentence() for n in found.report] == ["This journey has no tasks."]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("flowchart TD\n A --> B", "This file holds a flowchart, not a journey."),
        ("graph LR;\n A --> B", "holds a flowchart"),
        ("%% x\nsequenceDiagram\n A->>B: hi", "holds a sequence diagram"),
        ("---\ntitle: Customer journey\n---\ntimeline\n 2020 : x", "holds a timeline"),
        ("stateDiagram-v2\n", "holds a state diagram"),
        ("gantt\n section journey\n", "holds a Gantt chart"),
        ("journeyX\ntitle Y", "holds no Mermaid journey"),
        ("", "holds no Mermaid journey"),
        ("Our journey began in spring.", "holds no Mermaid journey"),
    ],
)
def test_what_is_no_journey_is_refused_kindly(text: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        read(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("journey\n" + "\n".join(f"section {i}" for i in range(201)), "at most 200 stages"),
        ("journey\n" + "Sit: 3\n" * 1001, "at most 1000 steps"),
        ("journey\ntitle " + "x" * 20_001, "longer than 20000 characters"),
        ("journey\n" + "x" * 2_000_000, "too long for a journey"),
    ],
)
def test_limits_are_stated(text: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        read(text)


def test_a_notice_says_line_and_text() -> None:
    found = read(f"---\nconfig:\n  a: b\n---\njourney\n{BODY}Stand\n")
    assert [n.sentence() for n in found.report] == [
        "line 2: Only the title is taken from front matter; the rest was left out. [config: ⏎ a: b]",
        "line 8: This task has no colon and no score; Mermaid refuses it. It stands unrated. [Stand]",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "journey\n" + "%%{ x\n" * 20_000,
        "journey\n" + "accDescr {\n" * 20_000,
        "journey\nA" + " " * 500_000 + "B: 3",
        "journey\n" + "<script>" * 100_000,
        "journey\n" + "A;" * 200_000,
        "---\n" + "- a\n" * 100_000 + "---\njourney",
        "journey\nA: " + "9" * 100_000,
        "~" * 500_000 + "`\njourney",
        "<div " * 100_000 + "class=mermaid",
    ],
    ids=lambda text: text[:14],
)
def test_hostile_texts_are_done_with_soon(text: str) -> None:
    try:
        read_markdown(text, fixed_ids(), fixed_clock)
        read_mermaid(text, fixed_ids(), fixed_clock)
    except Refused as refused:
        assert str(refused)
