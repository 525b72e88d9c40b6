"""Maps as slides with shapes and texts that can be edited, by python-pptx.

The same document gives the same bytes: dates come from it, and the archive's entries carry none.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from journeyeditor.export.markup import clean
from journeyeditor.export.pptx_map import MapShapes, Media
from journeyeditor.export.pptx_shapes import EMU, About, Frame, ShapeWriter, Words
from journeyeditor.export.rasters import Raster, Rasters
from journeyeditor.layout.slide import SlideFrame

if TYPE_CHECKING:
    from journeyeditor.layout.palette import Palette
    from journeyeditor.layout.placed import PlacedMap
    from journeyeditor.model.document import Document

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide to make: its title, the part of a map that it shows, and what its speaker may say."""

    title: str
    placed: PlacedMap
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """A whole presentation: the size of its slides in points, what its properties and the foot of each slide say."""

    width: float
    height: float
    title: str
    author: str = ""
    subject: str = ""
    foot: str = ""
    created: str = ""
    modified: str = ""


_FIXED = (1980, 1, 1, 0, 0, 0)
_TITLE_ONLY = 5
_FIRST_ID = 100
_FONT = "Arial"
_TYPEFACE = re.compile(rb'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*(")')
_NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
# Parts of python-pptx's own template that say nothing here.
_UNUSED = ("/thumbnail", "/printerSettings")


def deck_bytes(
    slides: Sequence[Slide],
    deck: Deck,
    *,
    document: Document,
    palette: Palette,
    image: Callable[[str], bytes | None],
    progress: Progress | None = None,
) -> bytes:
    """The slides as a PPTX file. `image` gives a picture's bytes by its key.

    `progress(done, total)` is called per slide and may raise to cancel. Raises `Refused` for damaged pictures.
    """
    maker = _Maker(deck, document, palette, Rasters(image))
    for number, slide in enumerate(slides):
        if progress is not None:
            progress(number, len(slides))
        maker.add(slide)
    return maker.data()


class _Maker:
    """Makes one presentation."""

    def __init__(self, deck: Deck, document: Document, palette: Palette, rasters: Rasters) -> None:
        import pptx

        self._deck = deck
        self._document = document
        self._palette = palette
        self._rasters = rasters
        self._made = pptx.Presentation()
        self._frame = SlideFrame.of(deck.width, deck.height)
        self._prepare()

    def _prepare(self) -> None:
        made: Any = self._made
        wide, high = round(self._frame.width * EMU), round(self._frame.height * EMU)
        kx, ky = wide / made.slide_width, high / made.slide_height
        made.slide_width, made.slide_height = wide, high
        for page in (made.slide_master, *made.slide_layouts):
            for shape in page.placeholders:
                if shape._element.spPr.find(".//{*}xfrm") is not None:
                    _stretch(shape, kx, ky)
        _drop_unused(made.part.package, made.part)
        _set_fonts(made.part.package)
        self._tell()

    def _tell(self) -> None:
        """What the file says of itself."""
        deck, told = self._deck, self._made.core_properties
        told.title, told.author = clean(deck.title)[:255], clean(deck.author)[:255]
        told.subject, told.last_modified_by = clean(deck.subject)[:255], clean(deck.author)[:255]
        told.language = clean(self._document.info.language)[:255]
        told.revision, told.keywords, told.comments = 1, "", ""
        modified = _moment(deck.modified)
        told.modified, told.created = modified, _moment(deck.created or deck.modified)

    def add(self, slide: Slide) -> None:
        """Makes a slide and its notes."""
        from pptx.oxml import parse_xml

        made = self._made.slides.add_slide(self._made.slide_layouts[_TITLE_ONLY])
        self._set_title(made, slide)
        writer = ShapeWriter(_FIRST_ID)
        media = Media(lambda key: self._picture(made.part, key), lambda to: _address(made.part, to))
        spot = self._frame.spot(slide.placed)
        shapes = MapShapes(
            self._document, slide.placed, spot, self._palette, writer, media
        ).shapes()
        inside = "".join((*shapes, self._foot(writer, slide.placed.rtl)))
        for element in list(parse_xml(f"<p:spTree {_NAMESPACES}>{inside}</p:spTree>")):
            made.shapes._spTree.append(element)
        if slide.notes:
            made.notes_slide.notes_text_frame.text = clean(slide.notes)

    def _set_title(self, made: Any, slide: Slide) -> None:
        from pptx.util import Emu, Pt

        title, place = made.shapes.title, self._frame.title
        title.left, title.top = Emu(round(place.x * EMU)), Emu(round(place.y * EMU))
        title.width = Emu(round(place.w * EMU))
        title.height = Emu(round(place.h * EMU))
        frame = title.text_frame
        frame.text = clean(" ".join(slide.title.split()))
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
        paragraph = frame.paragraphs[0]
        paragraph._p.get_or_add_pPr().set("algn", "r" if slide.placed.rtl else "l")
        if slide.placed.rtl:
            paragraph._p.get_or_add_pPr().set("rtl", "1")
        for run in paragraph.runs:
            run.font.size, run.font.bold = Pt(round(self._frame.title_size, 1)), True

    def _foot(self, writer: ShapeWriter, rtl: bool) -> str:
        if not self._deck.foot:
            return ""
        colour, align = self._palette.hex("ink.quiet"), "r" if rtl else "l"
        words = Words(self._deck.foot, self._frame.foot_size, colour, align=align)
        frame = Frame((words,), rtl=rtl, language=self._document.info.language)
        return writer.text_box(self._frame.foot, frame, About(self._deck.foot))

    def _picture(self, part: Any, key: str) -> tuple[str, Raster] | None:
        raster = self._rasters.raster(key)
        if raster is None:
            return None
        _image, relation = part.get_or_add_image_part(io.BytesIO(raster.data))
        return relation, raster

    def data(self) -> bytes:
        """The file's bytes, without the time at which they were made."""
        made = io.BytesIO()
        self._made.save(made)
        return _without_times(made)


def _stretch(shape: Any, kx: float, ky: float) -> None:
    from pptx.util import Emu

    left, top, width, height = shape.left, shape.top, shape.width, shape.height
    shape.left, shape.width = Emu(round(left * kx)), Emu(round(width * kx))
    shape.top, shape.height = Emu(round(top * ky)), Emu(round(height * ky))


def _address(part: Any, target: str) -> str:
    from pptx.opc.constants import RELATIONSHIP_TYPE

    return str(part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))


def _drop_unused(package: Any, presentation: Any) -> None:
    for owner in (package._rels, presentation.rels):
        for key in [key for key, relation in owner.items() if relation.reltype.endswith(_UNUSED)]:
            owner.pop(key)


def _set_fonts(package: Any) -> None:
    """A face that every office program has, narrow enough for what was laid out with ours."""
    for part in package.iter_parts():
        if part.partname.startswith("/ppt/theme/"):
            part._blob = _TYPEFACE.sub(rb"\g<1>" + _FONT.encode() + rb"\g<2>", part.blob)


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return datetime(*_FIXED[:3])


def _without_times(made: io.BytesIO) -> bytes:
    file = io.BytesIO()
    with (
        zipfile.ZipFile(made) as source,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            fixed = zipfile.ZipInfo(entry.filename, _FIXED)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(fixed, source.read(entry))
    return file.getvalue()


def notes_of(document: Document, placed: PlacedMap) -> str:
    """What can be said about a part of a map: step by step what stands in the cards, with its quotes."""
    return "\n\n".join(part for part in _told(document, placed) if part)


def _told(document: Document, placed: PlacedMap) -> Iterable[str]:
    from journeyeditor.model.entities import Lane, Step

    for column in placed.columns:
        rows = []
        for lane in placed.lanes:
            name = document.one(Lane, lane.id).title
            for card in document.cell(lane.id, column.step):
                said = ": ".join(text for text in (name, card.title) if text)
                rows.append(" – ".join(text for text in (said, card.text) if text))
                rows += [
                    _quoted(quote.text, quote.participant) for quote in document.quotes(card.id)
                ]
        if rows:
            yield "\n".join((document.one(Step, column.step).title, *rows))


def _quoted(text: str, participant: str) -> str:
    return f"“{text}” {participant}".strip()
