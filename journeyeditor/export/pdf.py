"""Pages of a display list to a PDF: vector, fonts embedded, text that can be searched and copied.

The same pages give the same bytes. Writing them to a file is for the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from journeyeditor.export.pdf_adapter import (
    PdfFile,
    PdfInfo,
    Value,
    array,
    dictionary,
    dictionary_of,
    name,
    string,
)
from journeyeditor.export.pdf_font import PdfFonts
from journeyeditor.export.pdf_images import PdfImages
from journeyeditor.export.pdf_outline import Entry, add_outline
from journeyeditor.export.pdf_painter import PagePainter, Place, Shared
from journeyeditor.layout.drawing import ORIGIN
from journeyeditor.model.messages import N_, Refused

if TYPE_CHECKING:
    from journeyeditor.layout.fonts import FontStore
    from journeyeditor.layout.pages import Page
    from journeyeditor.layout.palette import Palette

__all__ = ["PdfInfo", "pdf_bytes"]

MOST_POINTS = 14_400
"""The longest side that readers show (ISO 32000-1, annex C.2)."""

_SCHEMES = frozenset({"http", "https", "mailto"})
_INTERNAL = "#"
# What a web address may hold as it is; everything else is percent-encoded.
_URL_SAFE = ";/?:@&=+$,#[]!'()*%~-._"

TOO_LARGE = N_(
    "A page of {width} x {height} pt is larger than a PDF can be (14400 pt, 5.08 m). Choose a smaller sheet."
)
NO_PAGES = N_("There is nothing to print, because the document has no map. Add a map first.")


def pdf_bytes(
    pages: Sequence[Page],
    *,
    fonts: FontStore,
    palette: Palette,
    image: Callable[[str], bytes | None],
    info: PdfInfo,
) -> bytes:
    """The pages as a PDF. `image` gives a picture's bytes by its key.

    Raises `Refused` where there is no page, a picture is damaged or a page too large.
    """
    if not pages:
        raise Refused(NO_PAGES)
    file = PdfFile(info)
    shared = Shared(palette, PdfFonts(fonts), PdfImages(image))
    painted = _painted(pages, shared)
    resources = file.add(_resources(file, shared))
    places = {
        entity: (number, y)
        for number, painter in reversed(list(enumerate(painted)))
        for entity, y in painter.places.items()
    }
    for page, painter in zip(pages, painted, strict=True):
        _add_page(file, page, painter, resources, places)
    add_outline(file, list(_entries(painted)))
    return file.data()


def _painted(pages: Sequence[Page], shared: Shared) -> list[PagePainter]:
    painted: list[PagePainter] = []
    for page in pages:
        if max(page.width, page.height) > MOST_POINTS:
            raise Refused(TOO_LARGE, width=round(page.width), height=round(page.height))
        painter = PagePainter(page.width, page.height, shared)
        painter.paint(page.group, ORIGIN)
        painted.append(painter)
    return painted


def _resources(file: PdfFile, shared: Shared) -> Value:
    opacities = {
        key: dictionary(ca=opacity, CA=opacity) for opacity, key in shared.opacities.items()
    }
    return dictionary(
        Font=dictionary_of(shared.fonts.embed(file)),
        XObject=dictionary_of(shared.images.embed(file)),
        ExtGState=dictionary_of({**opacities, shared.opacity(1.0): dictionary(ca=1, CA=1)}),
    )


def _add_page(
    file: PdfFile,
    page: Page,
    painter: PagePainter,
    resources: Value,
    places: dict[str, tuple[int, float]],
) -> None:
    content = "\n".join(painter.operators).encode("ascii")
    box = array([0, 0, page.width, page.height])
    entries = {
        "MediaBox": box,
        "TrimBox": box,
        "Resources": resources,
        "Contents": file.stream(content, {}),
    }
    links = [link for place in painter.links if (link := _link(file, place, places)) is not None]
    if links:
        entries["Annots"] = array([file.add(link) for link in links])
    file.add_page(entries)


def _link(file: PdfFile, place: Place, places: dict[str, tuple[int, float]]) -> Value | None:
    """The annotation of a link, or None where it leads nowhere that a reader may be sent to."""
    corners = [place.rect.x, place.rect.y, place.rect.right, place.rect.bottom]
    entries: dict[str, Value] = {
        "Type": name("Annot"),
        "Subtype": name("Link"),
        "Rect": array([round(corner, 3) for corner in corners]),
        "Border": array([0, 0, 0]),
        "F": 4,
    }
    if place.target.startswith(_INTERNAL):
        found = places.get(place.target.removeprefix(_INTERNAL))
        if found is None:
            return None
        number, y = found
        where = [file.refer(file.page_key(number)), name("XYZ"), 0, round(y, 3), b"null"]
        return dictionary_of({**entries, "Dest": array(where)})
    address = _address(place.target)
    if address is None:
        return None
    action = dictionary(S=name("URI"), URI=string(address), Type=name("Action"))
    return dictionary_of({**entries, "A": action})


def _address(target: str) -> str | None:
    """A web or mail address in ASCII, or None for any other kind of target."""
    try:
        scheme = urlsplit(target.strip()).scheme.lower()
    except ValueError:
        return None
    return quote(target.strip(), safe=_URL_SAFE) if scheme in _SCHEMES else None


def _entries(painted: Sequence[PagePainter]) -> Iterable[Entry]:
    for number, painter in enumerate(painted):
        for bookmark, y in painter.bookmarks:
            yield Entry(bookmark.title, bookmark.level, number, y)
