"""The outline of a PDF: the tree of titles that readers show beside the pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from journeyeditor.export.pdf_adapter import PdfFile, Value, array, dictionary_of, name, string

_ROOT = "outline"


@dataclass(frozen=True, slots=True)
class Entry:
    """A title of the outline: its depth from 0, and where it leads (the number of its page's
    object, height in points from its foot)."""

    title: str
    level: int
    page: int
    y: float


@dataclass(slots=True)
class _Node:
    key: str
    entry: Entry | None = None
    parent: _Node | None = None
    children: list[_Node] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many entries show beneath when all are open."""
        return sum(1 + child.count for child in self.children)


def add_outline(file: PdfFile, entries: Sequence[Entry]) -> None:
    """Give the file an outline of these entries, in their order; none for no entries."""
    if not entries:
        return
    root, nodes = _tree(entries)
    for node in nodes:
        file.add(dictionary_of(_item(file, node)), node.key)
    inner = {"Type": name("Outlines"), **_family(file, root)}
    file.set_outline(file.add(dictionary_of(inner), root.key))


def _tree(entries: Sequence[Entry]) -> tuple[_Node, list[_Node]]:
    root = _Node(_ROOT)
    open_nodes = [root]
    nodes: list[_Node] = []
    for number, entry in enumerate(entries):
        # An entry that skips a level hangs below the last one there is.
        del open_nodes[max(0, entry.level) + 1 :]
        node = _Node(f"{_ROOT}-{number}", entry, open_nodes[-1])
        open_nodes[-1].children.append(node)
        open_nodes.append(node)
        nodes.append(node)
    return root, nodes


def _item(file: PdfFile, node: _Node) -> dict[str, Value]:
    assert node.entry is not None
    assert node.parent is not None
    page = b"%d 0 R" % node.entry.page
    siblings = node.parent.children
    at = siblings.index(node)
    made = {
        "Title": string(node.entry.title),
        "Parent": file.refer(node.parent.key),
        "Dest": array([page, name("XYZ"), 0, round(node.entry.y, 3), b"null"]),
        **_family(file, node),
    }
    if at > 0:
        made["Prev"] = file.refer(siblings[at - 1].key)
    if at + 1 < len(siblings):
        made["Next"] = file.refer(siblings[at + 1].key)
    return made


def _family(file: PdfFile, node: _Node) -> dict[str, Value]:
    if not node.children:
        return {}
    return {
        "First": file.refer(node.children[0].key),
        "Last": file.refer(node.children[-1].key),
        "Count": node.count,
    }
