"""A journey diagram as it was read, before it becomes a map."""

from __future__ import annotations

from dataclasses import dataclass, field

from journeyeditor.interchange.report import Notice
from journeyeditor.model.messages import Message, message


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source: its number from 1, as it stands there, and what is left to read of it."""

    number: int
    text: str
    rest: str


def together(lines: list[Line]) -> Line | None:
    """Several lines as one for a notice, None if they are all blank."""
    spoken = [line for line in lines if line.text.strip()]
    text = "\n".join(line.text for line in spoken)
    return Line(spoken[0].number, text, "") if spoken else None


@dataclass(frozen=True, slots=True)
class Task:
    """A task with its score (None: no number) and people; `more` is text that has no place of its own."""

    line: Line
    name: str
    score: float | None = None
    people: tuple[str, ...] = ()
    more: str = ""


@dataclass(slots=True)
class Section:
    name: str
    tasks: list[Task] = field(default_factory=list)


@dataclass(slots=True)
class Heading:
    """A text that is given once for a diagram; the last one counts."""

    text: str = ""
    line: Line | None = None


@dataclass(slots=True)
class Diagram:
    """What one diagram says, and the notices about its lines."""

    title: Heading = field(default_factory=Heading)
    acc_title: Heading = field(default_factory=Heading)
    acc_description: Heading = field(default_factory=Heading)
    sections: list[Section] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def tasks(self) -> list[Task]:
        return [task for section in self.sections for task in section.tasks]

    def note(self, line: Line | None, key: str, **values: object) -> None:
        self.say(line, message(key, **values))

    def say(self, line: Line | None, said: Message) -> None:
        place = (line.number, line.text) if line else (0, "")
        self.notices.append(Notice(*place, said))

    def start_section(self, name: str) -> None:
        """Begins a section; neighbours of the same name are one."""
        if not self.sections or self.sections[-1].name != name:
            self.sections.append(Section(name))

    def add_task(self, task: Task) -> None:
        if not self.sections:
            self.sections.append(Section(""))
        self.sections[-1].tasks.append(task)
