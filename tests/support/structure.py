"""Reads the structure of a PDF as those do who listen to it: roles, texts, alternative texts, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from tests.support.paper import opened, to_unicode


@dataclass(slots=True)
class Node:
    """An element: its role, its own text in pieces between its children, and what else is written of it."""

    role: str
    parts: list[str | Node] = field(default_factory=list)
    alt: str = ""
    actual: str = ""
    scope: str = ""
    span: int = 1
    language: str = ""
    links: int = 0

    @property
    def children(self) -> list[Node]:
        return [part for part in self.parts if isinstance(part, Node)]

    @property
    def text(self) -> str:
        """All that is read out of it, alternative texts left out."""
        if self.actual:
            return self.actual
        if self.role == "Figure":
            return ""
        return "".join(part.text if isinstance(part, Node) else part for part in self.parts)

    def every(self, role: str) -> Iterator[Node]:
        """All elements of a role within, in the order of reading."""
        for child in self.children:
            if child.role == role:
                yield child
            yield from child.every(role)


def structure(data: bytes) -> Node:
    """The structure of a file, from its Document element."""
    with opened(data) as pdf:
        texts = {page.obj.objgen: page_texts(page)[0] for page in pdf.pages}
        return _node(pdf.Root.StructTreeRoot.K, texts)


def unmarked(data: bytes) -> list[str]:
    """What is shown outside of all marked content, by page."""
    with opened(data) as pdf:
        return [page_texts(page)[1] for page in pdf.pages]


Texts = dict[tuple[int, int], dict[int, str]]


def _node(element: Any, texts: Texts) -> Node:
    made = Node(str(element.S).removeprefix("/"))
    made.alt, made.actual, made.language = (
        str(element.get(key, "")) for key in ("/Alt", "/ActualText", "/Lang")
    )
    attributes = element.get("/A", pikepdf.Dictionary())
    made.scope = str(attributes.get("/Scope", "")).removeprefix("/")
    made.span = int(attributes.get("/ColSpan", 1))
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            made.parts.append(texts[element.Pg.objgen][kid])
        elif "/S" in kid:
            assert kid.P.objgen == element.objgen
            made.parts.append(_node(kid, texts))
        elif kid.Type == "/MCR":
            made.parts.append(texts[kid.Pg.objgen][int(kid.MCID)])
        else:
            assert kid.Obj.Subtype == "/Link"
            made.links += 1
    return made


def page_texts(page: Any) -> tuple[dict[int, str], str]:
    """What each marked content of a page shows, by its number, and what is shown outside of any."""
    found: dict[int, str] = {}
    outside: list[str] = []
    open_: list[tuple[str, int | None]] = []
    codes: dict[int, str] = {}
    for step in pikepdf.parse_content_stream(page):
        operands: Any = step.operands
        match str(step.operator):
            case "BMC":
                open_.append((str(operands[0]), None))
            case "BDC":
                open_.append(_opened(operands, found))
                if open_[-1][0].startswith("="):
                    _show(open_[-1][0][1:], open_, found, outside)
            case "EMC":
                open_.pop()
            case "Tf":
                codes = to_unicode(page.Resources.Font[str(operands[0])])
            case "TJ":
                replaced = any(role.startswith("=") for role, _number in open_)
                text = "" if replaced else _shown(operands[0], codes)
                _show(text, open_, found, outside)
            case "f" | "S" | "B" | "Do":
                _show("", open_, found, outside)
    return found, "".join(outside)


def _opened(operands: Any, found: dict[int, str]) -> tuple[str, int | None]:
    role, properties = str(operands[0]), operands[1]
    if role == "/OC":
        return role, None
    if "/ActualText" in properties:
        return f"={properties.ActualText}", None
    number = int(properties.MCID)
    assert number not in found
    found[number] = ""
    return role, number


def _shown(parts: Any, codes: dict[int, str]) -> str:
    content = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    pairs = (content[i : i + 2] for i in range(0, len(content), 2))
    return "".join(codes.get(int.from_bytes(pair, "big"), "") for pair in pairs)


def _show(
    text: str, open_: list[tuple[str, int | None]], found: dict[int, str], outside: list[str]
) -> None:
    marked = [(role, number) for role, number in open_ if role != "/OC" and role[0] != "="]
    if not marked:
        outside.append(text or "(figure)")
        return
    role, number = marked[-1]
    assert len(marked) == 1 or role != "/Artifact"
    if number is not None:
        found[number] += text
