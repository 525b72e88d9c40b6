"""The fields of one subject, one below the other: made from the tables, kept while the same fields are needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from journeyeditor.model.locks import locking
from journeyeditor.ui.inspector.controls import CONTROLS, Control, TextControl
from journeyeditor.ui.inspector.fields import Field, Group, Part, Section
from journeyeditor.ui.inspector.specials import SPECIALS
from journeyeditor.ui.inspector.tables import visible_parts
from journeyeditor.ui.widgets.build import clear, column
from journeyeditor.ui.widgets.section import Section as SectionWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.ui.inspector.part import SpecialPart
    from journeyeditor.ui.inspector.subject import Desk, Subject

    Groups = Callable[[Subject], tuple[Group, ...]]

SPACING = 13

MOST_FORMS = 8

FREE = frozenset(
    [
        "comments",
        "all-comments",
        "collections",
        "links",
        "hidden",
        "collapsed",
        "pinned",
        "lane-people",
        "people",
        "hidden-lanes",
    ]
)
"""Parts that a lock leaves free: talk about a thing, the ways from it, and how a map is looked at."""


class Form(QWidget):
    """Shows a subject's fields. What a closed section holds is made when it is opened.

    `opened` remembers, by name, which sections a person opened or closed; it is shared by those who shall agree.
    """

    def __init__(self, desk: Desk, opened: dict[str, bool], groups: Groups = visible_parts) -> None:
        super().__init__()
        self._desk, self._opened, self._groups = desk, opened, groups
        self.box = column(self, SPACING)
        self._plan: tuple[Group, ...] | None = None
        self._sections: list[tuple[Section, SectionWidget]] = []
        self.subject: Subject | None = None
        self.parts: list[Control | SpecialPart] = []

    def show_subject(self, subject: Subject) -> bool:
        """Shows a subject as it is now; True where other fields were needed and made."""
        plan = self._groups(subject)
        moved = self.subject is not None and self.subject.keys != subject.keys
        self.subject = subject
        if plan != self._plan:
            self._plan = plan
            self._build(plan, subject)
            self._lock(subject)
            return True
        if moved:
            self.drop_typed()
        self._agree()
        for part in self.parts:
            part.refresh(subject)
        self._count(subject)
        self._lock(subject)
        return False

    def _lock(self, subject: Subject) -> None:
        """What is locked can be read and not changed; the head says why."""
        held = any(locking(subject.document, key) is not None for key in subject.keys)
        for part in self.parts:
            part.setEnabled(not held or part.objectName() in FREE)

    def commit_pending(self) -> None:
        """Text that is being typed becomes part of the document."""
        for part in self.parts:
            part.commit_pending()

    def drop_typed(self) -> None:
        """The fields show what the document holds, whatever was typed."""
        for text in self.texts():
            text.input.restore()

    def texts(self) -> list[TextControl]:
        return [part for part in self.parts if isinstance(part, TextControl)]

    def _build(self, plan: tuple[Group, ...], subject: Subject) -> None:
        self.parts, self._sections = [], []
        clear(self.box)
        for group in plan:
            if isinstance(group, Section):
                self.box.addWidget(self._section(group, subject))
            else:
                self.box.addWidget(self._made(group, subject))
        self._count(subject)

    def _section(self, group: Section, subject: Subject) -> SectionWidget:
        opened = self._opened.get(group.name, group.opened)
        made = SectionWidget(self._desk.look, self._desk.look.tr_(group.title), opened)
        made.setObjectName(f"section-{group.name}")
        made.head.setObjectName(group.name)
        made.toggled.connect(self._toggled)
        self._sections.append((group, made))
        if opened:
            self._fill(group, made, subject)
        return made

    def _fill(self, group: Section, widget: SectionWidget, subject: Subject) -> None:
        for part in group.parts:
            widget.body.addWidget(self._made(part, subject))

    def _toggled(self, opened: bool) -> None:
        group, widget = next(pair for pair in self._sections if pair[1] is self.sender())
        self._opened[group.name] = opened
        if opened and widget.body.count() == 0 and self.subject is not None:
            self._fill(group, widget, self.subject)
            self._lock(self.subject)

    def _agree(self) -> None:
        """Sections are open as they were left, wherever that was."""
        for group, widget in self._sections:
            widget.head.setChecked(self._opened.get(group.name, group.opened))

    def open_section(self, name: str) -> SectionWidget | None:
        """Opens a section, and gives it; None where this subject has no such one."""
        for group, widget in self._sections:
            if group.name == name:
                widget.head.setChecked(True)
                return widget
        return None

    def _count(self, subject: Subject) -> None:
        for group, widget in self._sections:
            if group.count is not None:
                widget.head.show_count(group.count(subject))

    def _made(self, part: Part, subject: Subject) -> QWidget:
        made: Control | SpecialPart
        if isinstance(part, Field):
            made = CONTROLS[part.kind](self._desk, part, subject)
        else:
            made = SPECIALS[part.name](self._desk, subject)
        made.setObjectName(part.name)
        self.parts.append(made)
        return made


class Forms:
    """The forms that were made, each for its own fields: going back to a kind of thing only shows other values."""

    def __init__(self, make: Callable[[], Form], most: int = MOST_FORMS) -> None:
        self._make, self._most = make, most
        self._made: dict[tuple[Group, ...], Form] = {}

    def form_for(self, plan: tuple[Group, ...]) -> Form:
        """The form that shows these fields, made where there is none; the one that rested longest is given up."""
        form = self._made.pop(plan, None) or self._make()
        if len(self._made) >= self._most:
            rested = self._made.pop(next(iter(self._made)))
            rested.hide()
            rested.deleteLater()
        self._made[plan] = form
        return form
