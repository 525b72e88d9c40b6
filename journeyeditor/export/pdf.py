"""Pages of a display list to a PDF: vector, fonts embedded, text that can be searched, copied and listened to.

The same pages give the same bytes. Writing them to a file is for the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from journeyeditor.export.markup import web_address
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
from journeyeditor.export.pdf_encryption import encrypted
from journeyeditor.export.pdf_font import PdfFonts
from journeyeditor.export.pdf_images import PdfImages
from journeyeditor.export.pdf_layers import Layers
from journeyeditor.export.pdf_marks import Marks
from journeyeditor.export.pdf_metadata import (
    Attachment,
    Claims,
    add_attachments,
    add_colours,
    add_labels,
    add_metadata,
)
from journeyeditor.export.pdf_outline import Entry, add_outline
from journeyeditor.export.pdf_painter import PagePainter, Place, Shared
from journeyeditor.export.pdf_structure import Element, Structure
from journeyeditor.layout.drawing import ORIGIN, Bookmark, Rect, walk
from journeyeditor.model.messages import N_, Refused

if TYPE_CHECKING:
    from journeyeditor.layout.fonts import FontStore
    from journeyeditor.layout.pages import Page
    from journeyeditor.layout.palette import Palette

__all__ = ["Attachment", "PdfInfo", "pdf_bytes"]

MOST_POINTS = 14_400
"""The longest side that readers show (ISO 32000-1, annex C.2)."""

_INTERNAL = "#"
_MOST_SAID = 200
# A language tag for “not known” (BCP 47), and what a file without any title calls itself.
_UNDETERMINED, _UNTITLED = "und", "PDF"

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
    attachments: Sequence[Attachment] = (),
    password: str = "",
    progress: Callable[[int, int], None] | None = None,
    tagged: bool = True,
) -> bytes:
    """The pages as a PDF. `image` gives a picture's bytes by its key.

    The file keeps PDF/UA-1 and PDF/A-2a, or PDF/A-3a where something is attached. With a `password` it is encrypted
    (AES-256), which gives up PDF/A and the same bytes every time. `progress` hears how many of all pages are done,
    and may raise to stop. `tagged` False leaves the structure and both claims out, for a file that is only looked at.

    Raises `Refused` where there is no page, a picture is damaged or a page too large.
    """
    if not pages:
        raise Refused(NO_PAGES)
    info = _whole(info, pages)
    file = PdfFile(info)
    shared = Shared(palette, PdfFonts(fonts), PdfImages(image))
    layers = Layers()
    structure = Structure(file, info.language) if tagged else None
    sheets = _painted(file, pages, shared, structure, layers, progress)
    resources = file.add(_resources(file, shared, layers))
    _Sheets(file, sheets, structure).add(resources)
    add_outline(file, list(_entries(sheets)))
    add_labels(file, [page.label for page in pages])
    add_attachments(file, attachments, info)
    if structure is not None:
        structure.write()
        archive = 0 if password else 3 if attachments else 2
        add_metadata(file, info, Claims(archive))
        add_colours(file)
    data = file.data()
    return encrypted(data, password) if password else data


def _whole(info: PdfInfo, pages: Sequence[Page]) -> PdfInfo:
    """The information with a title and a language, which accessible files can't do without."""
    title = info.title.strip() or next(_titles(pages), "") or info.creator or _UNTITLED
    return replace(info, title=title, language=info.language or _UNDETERMINED).held()


def _titles(pages: Sequence[Page]) -> Iterator[str]:
    for page in pages:
        for leaf, _spot in walk(page.group):
            if isinstance(leaf, Bookmark) and leaf.title.strip():
                yield leaf.title


class Sheet(NamedTuple):
    """A page painted: what it was, its content, and the number of its object."""

    page: Page
    content: Value
    object: int
    painter: PagePainter


def _painted(
    file: PdfFile,
    pages: Sequence[Page],
    shared: Shared,
    structure: Structure | None,
    layers: Layers,
    progress: Callable[[int, int], None] | None,
) -> list[Sheet]:
    sheets: list[Sheet] = []
    for number, page in enumerate(pages):
        if max(page.width, page.height) > MOST_POINTS:
            raise Refused(TOO_LARGE, width=round(page.width), height=round(page.height))
        key = file.reserve_page()
        marks = None
        if structure is not None:
            marks = partial(Marks, structure=structure, layers=layers, page=key)
        painter = PagePainter(page.width, page.height, shared, marks)
        painter.paint(page.group, ORIGIN)
        content = file.stream(painter.content(), {"Filter": name("FlateDecode")}, packed=True)
        sheets.append(Sheet(page, content, key, painter))
        if progress is not None:
            progress(number + 1, len(pages))
    return sheets


def _resources(file: PdfFile, shared: Shared, layers: Layers) -> Value:
    opacities = {
        key: dictionary(ca=opacity, CA=opacity) for opacity, key in shared.opacities.items()
    }
    return dictionary(
        Font=dictionary_of(shared.fonts.embed(file)),
        XObject=dictionary_of(shared.images.embed(file)),
        ExtGState=dictionary_of({**opacities, shared.opacity(1.0): dictionary(ca=1, CA=1)}),
        Properties=dictionary_of(layers.embed(file)),
    )


class _Sheets:
    """Puts painted pages into a file, with their links."""

    def __init__(self, file: PdfFile, sheets: Sequence[Sheet], structure: Structure | None) -> None:
        self._file = file
        self._sheets = sheets
        self._structure = structure
        self._places = {
            entity: (sheet.object, y)
            for sheet in reversed(sheets)
            for entity, y in sheet.painter.places.items()
        }

    def add(self, resources: Value) -> None:
        for sheet in self._sheets:
            self._add(sheet, resources)

    def _add(self, sheet: Sheet, resources: Value) -> None:
        page, painter = sheet.page, sheet.painter
        whole = Rect(0, 0, page.width, page.height)
        entries = {
            "MediaBox": _box(page, whole),
            "BleedBox": _box(page, page.bleed or page.trim or whole),
            "TrimBox": _box(page, page.trim or whole),
            "Resources": resources,
            "Contents": sheet.content,
        }
        if self._structure is not None and painter.marks is not None:
            entries["StructParents"] = self._structure.parents_of_page(painter.marks.marked)
            entries["Tabs"] = name("S")
        links = self._links(sheet)
        if links:
            entries["Annots"] = array(links)
        self._file.put_page(sheet.object, entries)

    def _links(self, sheet: Sheet) -> list[Value]:
        made: list[Value] = []
        last: tuple[Place, Element] | None = None
        for place in sheet.painter.links:
            entries = self._link(place)
            if entries is None:
                continue
            number = self._file.reserve()
            if self._structure is not None and place.element is not None:
                same = last and (last[0].element, last[0].target) == (place.element, place.target)
                link = last[1] if last and same else self._structure.link(place.element)
                last = place, link
                self._structure.point(link, number, sheet.object)
                entries["StructParent"] = self._structure.parent_of_annotation(link)
            self._file.put(number, self._file.written(dictionary_of(entries)))
            made.append(b"%d 0 R" % number)
        return made

    def _link(self, place: Place) -> dict[str, Value] | None:
        """The annotation of a link, or None where it leads nowhere that a reader may be sent to."""
        leads = self._destination(place.target)
        if leads is None:
            return None
        corners = [place.rect.x, place.rect.y, place.rect.right, place.rect.bottom]
        said = "".join(one.run.text for one in place.said).strip()
        inside = place.target.startswith(_INTERNAL)
        return {
            "Type": name("Annot"),
            "Subtype": name("Link"),
            "Rect": array([round(corner, 3) for corner in corners]),
            "Border": array([0, 0, 0]),
            "F": 4,
            "Contents": string((said if inside and said else place.target)[:_MOST_SAID]),
            **leads,
        }

    def _destination(self, target: str) -> dict[str, Value] | None:
        if not target.startswith(_INTERNAL):
            address = web_address(target)
            if address is None:
                return None
            return {"A": dictionary(S=name("URI"), URI=string(address), Type=name("Action"))}
        found = self._places.get(target.removeprefix(_INTERNAL))
        if found is None:
            return None
        page, y = found
        where = [b"%d 0 R" % page, name("XYZ"), 0, round(y, 3), b"null"]
        return {"Dest": array(where)}


def _box(page: Page, rect: Rect) -> Value:
    """A rectangle of a page, from its foot."""
    corners = (rect.x, page.height - rect.bottom, rect.right, page.height - rect.y)
    return array([round(corner, 3) for corner in corners])


def _entries(sheets: Sequence[Sheet]) -> Iterable[Entry]:
    for sheet in sheets:
        for bookmark, y in sheet.painter.bookmarks:
            yield Entry(bookmark.title, bookmark.level, sheet.object, y)
