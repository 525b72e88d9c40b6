"""Journeys out of Markdown and HTML pages, in every fence in which they are published."""

from __future__ import annotations

import pytest

from journeyeditor.interchange.markdown import read_markdown
from journeyeditor.interchange.report import Imported
from journeyeditor.model.messages import Refused
from tests.corpus.comparing import tasks_of
from tests.support.sources import fixed_clock, fixed_ids

JOURNEY = "journey\n  title Out\n  section Walk\n    Sit: 4: Ana\n"


def read(text: str) -> Imported:
    return read_markdown(text, fixed_ids(), fixed_clock, "page.md")


def fenced(opening: str, closing: str, indent: str = "") -> str:
    lines = f"{opening}\n{JOURNEY}{closing}".split("\n")
    return "# A page\n\nWords.\n\n" + "".join(f"{indent}{line}\n" for line in lines) + "\nMore.\n"


@pytest.mark.parametrize(
    "page",
    [
        fenced("```mermaid", "```"),
        fenced("``` mermaid", "```"),
        fenced("```mermaid ", "``` "),
        fenced("```Mermaid", "```"),
        fenced("```mermaid-example", "```"),
        fenced("```mermaid title='x'", "```"),
        fenced("```{mermaid}", "```"),
        fenced("```{.mermaid}", "```"),
        fenced("```{mermaid, echo=FALSE}", "```"),
        fenced("````mermaid", "````"),
        fenced("~~~mermaid", "~~~"),
        fenced("~~~ {.mermaid}", "~~~~"),
        fenced("::: mermaid", ":::"),
        fenced(":::mermaid", ":::"),
        fenced("::::{mermaid}", "::::"),
        fenced('<div class="mermaid">', "</div>"),
        fenced("<div class='mermaid' id='x'>", "</div>"),
        fenced("<pre class=mermaid>", "</pre>"),
        fenced('<pre id="a" class="big mermaid">', "</pre>"),
        fenced('<pre><code class="language-mermaid">', "</code></pre>"),
        fenced('<pre class="mermaid"><code>', "</code></pre>"),
        fenced("```", "```"),
        fenced("```journey", "```"),
        fenced("```text", "```"),
        fenced("```mermaid", "```", "    "),
        fenced("```mermaid", "```", "\t"),
        fenced("```mermaid", "```", "> "),
        fenced("```mermaid", "```", ">"),
        fenced("- ```mermaid", "  ```"),
        fenced("1. ```mermaid", "   ```"),
        fenced("```mermaid\n---\ntitle: Unseen\n---", "```"),
        fenced("```mermaid", "```").replace("\n", "\r\n"),
        "::: tip\n" + fenced("```mermaid", "```") + ":::\n",
        f'<html><body><div class="mermaid">{JOURNEY}</div></body></html>',
        JOURNEY,
    ],
)
def test_a_journey_is_found_in_its_fence(page: str) -> None:
    document = read(page).document
    assert [the_map.title for the_map in document.maps] == ["Out"]
    assert [(t.section, t.name, t.score, t.people) for t in tasks_of(document)] == [
        ("Walk", "Sit", 4, ("Ana",))
    ]


def test_several_journeys_are_maps_of_one_document_and_share_people() -> None:
    page = (
        fenced("```mermaid", "```")
        + "```mermaid\nflowchart TD\n A --> B\n```\n"
        + fenced("~~~mermaid", "~~~").replace("Out", "Back").replace("Ana", "Ana, Ben")
        + "```python\njourney = 1\n```\n```mermaid\nmystery\n```\n```\njust text\n```\n"
    )
    found = read(page)
    document = found.document
    assert document.info.title == "Out"
    assert [the_map.title for the_map in document.maps] == ["Out", "Back"]
    assert [persona.name for persona in document.personas] == ["Ana", "Ben"]
    assert [len(the_map.personas) for the_map in document.maps] == [1, 2]
    assert [notice.sentence() for notice in found.report] == [
        "line 14: A flowchart was left out; only journeys are read. [flowchart TD]",
        "line 33: A Mermaid block that holds no known diagram was left out. [mystery]",
    ]


def test_lines_are_counted_in_the_page() -> None:
    page = "# A\n\n```mermaid\njourney\nStand\n```\n\n<pre class='mermaid'>journey\nGo\n</pre>\n"
    assert [(n.line, n.text) for n in read(page).report if n.line] == [(5, "Stand"), (9, "Go")]


def test_html_entities_are_those_of_the_page() -> None:
    found = read('<div class="mermaid">\njourney\nSit &amp; rest: 3: O&#39;Hara\n</div>')
    (task,) = tasks_of(found.document)
    assert (task.name, task.people) == ("Sit & rest", ("O'Hara",))


def test_elements_may_follow_each_other_on_a_line() -> None:
    page = '<p><div>x</div><div class="mermaid">journey\nSit: 3</div><div class="mermaid">journey\nGo: 2\n</div>'
    document = read(page).document
    names = [[s.title for s in document.map_steps(the_map.id)] for the_map in document.maps]
    assert names == [["Sit"], ["Go"]]


def test_a_block_that_never_ends_is_read_and_named() -> None:
    found = read(f"```mermaid\n{JOURNEY}")
    assert [task.name for task in tasks_of(found.document)] == ["Sit"]
    assert [n.line for n in found.report] == [1]


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("how the\njourney\nbegan\n", "holds no Mermaid journey"),
        ("# Notes\n", "holds no Mermaid journey"),
        ("", "holds no Mermaid journey"),
        ("```mermaid\nsequenceDiagram\n```\n", "holds a sequence diagram, not a journey"),
        ("```python\njourney\n```\n", "holds no Mermaid journey"),
        ("```\nhow the\njourney\nbegan\n```\n", "holds no Mermaid journey"),
        ("````md\n```mermaid\njourney\n```\n````\n", "holds no Mermaid journey"),
    ],
)
def test_a_page_without_a_journey_is_refused(page: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        read(page)
