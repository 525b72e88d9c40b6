"""Marked content of a page: which operators belong to which element of the structure, and which to none.

What is drawn is marked in stretches as long as can be: a card's ground and icons are one artifact, all its text one
piece of content. Shapes amid text (the box of a chip) stay with the text, so that a card needs no more than two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from journeyeditor.layout.drawing import SOFT_HYPHEN, Tag

if TYPE_CHECKING:
    from journeyeditor.export.pdf_layers import Layers
    from journeyeditor.export.pdf_structure import Element, Structure
    from journeyeditor.layout.drawing import Glyphs, Group, Picture

_FIGURE = "Figure"


class _Nothing:
    """Stands for: no marked content is open."""


NOTHING = _Nothing()


class Said(NamedTuple):
    """A run that was shown, and whether something stands between it and the one before."""

    run: Glyphs
    apart: bool


class Before(NamedTuple):
    """What held before a group was entered."""

    element: Element
    content: Element | None
    whole: bool
    said: list[Said]
    turned: bool
    layer: str | None
    aside: bool
    opened: bool


class Marks:
    """The marked content of one page, whose object has the number `page`.

    `element` is the element that we are in, `content` the one that text belongs to (None: it is an artifact), `open`
    what the operators written now belong to. `whole` says that shapes belong to the element, too, `aside` that we are
    in an artifact, whose parts are none but artifacts.
    """

    def __init__(
        self, operators: list[str], structure: Structure, layers: Layers, page: int
    ) -> None:
        self._operators = operators
        self._structure = structure
        self._layers = layers
        self._page = page
        self.element = structure.document
        self.content: Element | None = None
        self.open: Element | _Nothing | None = NOTHING
        self.whole = False
        self.said: list[Said] = []
        self.turned = False
        self.layer: str | None = None
        self.aside = False
        self.marked: list[Element] = []

    def enters(self, group: Group) -> bool:
        """Whether a group changes what is marked."""
        return group.tag is not None or (group.layer is not None and group.layer != self.layer)

    def enter(self, group: Group) -> Before:
        """Begin a group; `leave` ends it with what this gives."""
        opened = group.layer is not None and group.layer != self.layer
        before = self._now(opened)
        if opened:
            self._enter_layer(group)
        if group.tag is not None:
            self._enter_element(group.tag, group.entity, group.language)
        return before

    def _now(self, opened: bool) -> Before:
        return Before(
            self.element, self.content, self.whole, self.said, self.turned, self.layer, self.aside,
            opened,
        )  # fmt: skip

    def _enter_layer(self, group: Group) -> None:
        self.close()
        assert group.layer is not None
        self.layer = group.layer
        title = group.tag.title if group.tag else ""
        self._operators.append(f"/OC /{self._layers.resource(group.layer, title)} BDC")

    def _enter_element(self, tag: Tag, entity: str | None, language: str) -> None:
        if self.open is not None and self.open is not NOTHING:
            self.close()
        if self.aside:
            return
        found = self._structure.open(self.element, tag, entity, language)
        if found is None:
            self.content, self.whole, self.aside = None, False, True
            return
        self.element = found
        self.content = found if found.holds_content else None
        self.whole = tag.role == _FIGURE
        self.said, self.turned = [], False

    def leave(self, before: Before) -> None:
        """End a group."""
        if self.element is not before.element:
            if self.open is not None:
                self.close()
            if self.turned and self.content is self.element:
                self._structure.say(self.element, logical(self.said))
        if before.opened:
            self.close()
            self._operators.append("EMC")
        (
            self.element, self.content, self.whole, self.said, self.turned, self.layer, self.aside,
            _opened,
        ) = before  # fmt: skip

    def picture(self, picture: Picture) -> Before:
        """Begin a picture: a figure where it has an alternative text, else an artifact."""
        before = self._now(False)
        if not self.whole:
            self._enter_element(Tag(_FIGURE, alt=picture.alt), None, "")
        self.turn()
        return before

    def frame(self, box: tuple[float, float, float, float]) -> None:
        """Say where on the page the figure stands that was entered."""
        if self.whole:
            self._structure.frame(self.element, box)

    def turn(self) -> None:
        """Open marked content of what text now belongs to, unless it is open."""
        if self.open is self.content:
            return
        self.close()
        self.open = content = self.content
        if content is None:
            self._operators.append("/Artifact BMC")
            return
        number = len(self.marked)
        self.marked.append(content)
        self._structure.mark(content, number, self._page)
        self._operators.append(f"/{content.role} <</MCID {number}>> BDC")

    def turn_shape(self) -> None:
        """The same for a shape, which is an artifact unless it stands in a figure or amid text."""
        if self.whole:
            self.turn()
        elif self.open is NOTHING:
            self.open = None
            self._operators.append("/Artifact BMC")

    def close(self) -> None:
        """Close what is open."""
        if self.open is not NOTHING:
            self._operators.append("EMC")
            self.open = NOTHING


def logical(said: list[Said]) -> str:
    """The text of runs that were shown from left to right, line by line, in the order in which it was written."""
    lines: list[list[Said]] = []
    for one in said:
        if lines and not one.apart and lines[-1][-1].run.y == one.run.y:
            lines[-1].append(one)
        else:
            lines.append([one])
    whole, between = "", ""
    for line in lines:
        ordered = _logical_runs([one.run for one in line])
        whole += between + "".join(run.text for run in ordered).strip()
        between = " "
        # A soft hyphen shows only where it parts a word.
        if ordered[-1].text.endswith(SOFT_HYPHEN) and ordered[-1].seen().endswith("-"):
            whole, between = whole[:-1], ""
    return whole.strip()


def _logical_runs(shown: list[Glyphs]) -> list[Glyphs]:
    """The runs of a line in logical order: what UAX #9, rule L2 reversed, from the lowest level to the highest."""
    ordered = list(shown)
    for level in range(1, max(run.level for run in shown) + 1):
        start: int | None = None
        for i in range(len(ordered) + 1):
            inside = i < len(ordered) and ordered[i].level >= level
            if inside and start is None:
                start = i
            elif not inside and start is not None:
                ordered[start:i] = ordered[start:i][::-1]
                start = None
    return ordered
