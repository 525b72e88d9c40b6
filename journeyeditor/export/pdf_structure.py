"""The structure of a PDF: what is a heading, a table, a list, a figure, in the order of reading.

The painter opens an element for each tagged group and says which marked content of a page is its own; here the
tree is kept and written (ISO 32000-1, 14.7 and 14.8). Elements with a key are carried on where they come again, on
a further page or sheet, so that a map over many pages is one table; a heading or card that comes again in its
table is a repeat, for the eye alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.export.pdf_adapter import PdfFile, dictionary, held, text_string

if TYPE_CHECKING:
    from journeyeditor.layout.drawing import Tag

ARTIFACT_ROLE = "Artifact"
_ONCE = frozenset({"TH", "LI"})
_BODIES = {"LI": "LBody"}
_TEXTS = frozenset({"P", "LBody"})
_PARTS = frozenset({"Table", "TR", "L"})
"""Roles that hold nothing but certain elements."""

_GROUPING = _PARTS | {"Document", "Sect"}
"""Roles that hold elements but no content of their own (ISO 32000-1, 14.8.4)."""


class Element:
    """One element: its role, its parent, what it holds, and what is written of it besides.

    Of `kids`, elements are children, numbers marked content of `page`, texts anything else as PDF.
    """

    __slots__ = ("extra", "kids", "language", "number", "page", "parent", "role", "said")

    def __init__(self, role: str, parent: Element | None, number: int, language: str) -> None:
        self.role = role
        self.parent = parent
        self.number = number
        self.language = language
        self.kids: list[Element | int | str] = []
        self.page = 0
        self.extra = b""
        self.said: set[str] | None = None

    @property
    def holds_content(self) -> bool:
        """Whether text may stand in it directly."""
        return self.role not in _GROUPING


class Structure:
    """The tree of one file."""

    def __init__(self, file: PdfFile, language: str) -> None:
        self._file = file
        self._root = file.reserve()
        self.document = Element("Document", None, file.reserve(), language)
        self._elements = [self.document]
        self._keyed: dict[tuple[int, str, str], Element] = {}
        self._parents: list[bytes] = []

    def open(self, parent: Element, tag: Tag, entity: str | None, language: str) -> Element | None:
        """The element of a tagged group within another; None where it is an artifact."""
        role = tag.role
        if role == ARTIFACT_ROLE or (role == "Figure" and not str(tag.alt).strip()):
            return None
        if role == "LI" and parent.role != "L":
            role = "P"
        said = parent.said
        if said is not None and entity is not None and tag.role in _ONCE:
            if f"{tag.role}{entity}" in said:
                return None
            said.add(f"{tag.role}{entity}")
        if tag.key:
            key = (parent.number, role, tag.key)
            found = self._keyed.get(key)
            if found is None:
                found = self._keyed[key] = self._tagged(role, parent, tag, language)
            return found
        return self._tagged(role, parent, tag, language)

    def _tagged(self, role: str, parent: Element, tag: Tag, language: str) -> Element:
        made = self.add(role, parent, language)
        if tag.scope == "Row":
            # A row's head stands first, though on a poster it may be read on a later sheet than the first cells.
            parent.kids.insert(0, parent.kids.pop())
        made.extra += self._attributes(role, tag)
        body = _BODIES.get(role)
        return self.add(body, made, language) if body else made

    def add(self, role: str, parent: Element, language: str = "") -> Element:
        """A new element at the end of another."""
        made = Element(role, parent, self._file.reserve(), language or parent.language)
        made.said = set() if role == "Table" else parent.said
        if made.language != parent.language:
            made.extra = b"/Lang" + text_string(made.language)
        parent.kids.append(made)
        self._elements.append(made)
        return made

    def _attributes(self, role: str, tag: Tag) -> bytes:
        extra = b""
        if role == "Figure":
            extra += b"/Alt" + text_string(str(tag.alt))
        elif role in {"TH", "TD"}:
            scope = f"/Scope/{tag.scope}" if role == "TH" else ""
            span = f"/ColSpan {tag.span}" if tag.span > 1 else ""
            if scope or span:
                extra += f"/A<</O/Table{scope}{span}>>".encode("ascii")
        if tag.title and role == "TR":
            extra += b"/T" + text_string(tag.title)
        return extra

    def frame(self, element: Element, box: tuple[float, float, float, float]) -> None:
        """Say where on its page a figure stands: left, bottom, right, top."""
        corners = " ".join(f"{corner:.2f}" for corner in box)
        amid_text = element.parent is not None and element.parent.role in _TEXTS
        block = "" if amid_text else "/Placement/Block"
        element.extra += f"/A<</O/Layout{block}/BBox[{corners}]>>".encode("ascii")

    def say(self, element: Element, text: str) -> None:
        """Give the text that an element stands for, where readers can't take it from the glyphs; one that a string can't
        hold is left to them."""
        if held(text) == text:
            element.extra += b"/ActualText" + text_string(text)

    def mark(self, element: Element, content: int, page: int) -> None:
        """Make marked content of a page (its object's number) part of an element."""
        if not element.page:
            element.page = page
        if element.page == page:
            element.kids.append(content)
        else:
            element.kids.append(f"<</Type/MCR/Pg {page} 0 R/MCID {content}>>")

    def link(self, element: Element) -> Element:
        """A link within an element."""
        around = element
        while around.role in _PARTS and around.parent is not None:
            around = around.parent
        return self.add("Link", around if around.holds_content else self.add("P", around))

    def point(self, element: Element, annotation: int, page: int) -> None:
        """Make an annotation part of an element."""
        element.kids.append(f"<</Type/OBJR/Pg {page} 0 R/Obj {annotation} 0 R>>")

    def parents_of_page(self, marked: list[Element]) -> int:
        """Say which element each marked content of a page belongs to; the result is the page's key."""
        refs = " ".join([f"{element.number} 0 R" for element in marked])
        number = self._file.reserve()
        self._file.put(number, f"[{refs}]".encode("ascii"))
        return self._parent(number)

    def parent_of_annotation(self, element: Element) -> int:
        """Say which element an annotation belongs to; the result is the annotation's key."""
        return self._parent(element.number)

    def _parent(self, number: int) -> int:
        self._parents.append(f"{len(self._parents)} {number} 0 R".encode("ascii"))
        return len(self._parents) - 1

    def write(self) -> None:
        """Put the tree into the file."""
        file = self._file
        for element in self._elements:
            parent = element.parent.number if element.parent else self._root
            file.put(element.number, _element(element, parent))
        tree = file.reserve()
        file.put(tree, b"<</Nums[" + b" ".join(self._parents) + b"]>>")
        file.put(
            self._root,
            b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>"
            % (self.document.number, tree, len(self._parents)),
        )
        file.root["StructTreeRoot"] = b"%d 0 R" % self._root
        file.root["MarkInfo"] = dictionary(Marked=b"true")


def _element(element: Element, parent: int) -> bytes:
    kids = [f"{kid.number} 0 R" if type(kid) is Element else str(kid) for kid in element.kids]
    held = f"/K[{' '.join(kids)}]" if len(kids) != 1 else f"/K {kids[0]}"
    page = f"/Pg {element.page} 0 R" if element.page else ""
    head = f"<</S/{element.role}/P {parent} 0 R{page}{held if kids else ''}"
    return head.encode("ascii") + element.extra + b">>"
