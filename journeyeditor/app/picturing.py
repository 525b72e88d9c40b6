"""Maps as files that are no PDF: pictures (PNG, SVG) and slides (PPTX), made of the same layout as the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeyeditor.export.kinds import Slides, SvgText
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Map
from journeyeditor.model.messages import N_, Message, Translate, message

if TYPE_CHECKING:
    from journeyeditor.export.pdf_adapter import PdfInfo
    from journeyeditor.export.pptx import Deck, Slide
    from journeyeditor.layout.grid import MapLayout
    from journeyeditor.layout.pages import Page, PageOptions
    from journeyeditor.layout.palette import Palette
    from journeyeditor.layout.placed import PlacedMap

USUAL_SCALE = 2.0
"""Pixels to a map unit: sharp on screens of today, and in slides that fill one."""

_SMALLER = N_(
    "The picture is made at scale {scale}, because the map is large. Choose a scale to have it otherwise."
)
_MANY_SHAPES = N_(
    "A slide holds {count} cards, with which presentation programs become slow. Export a slide per stage."
)
_MOST_CARDS = 1500
_MODERATE_PIXELS = 80_000_000

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PictureOptions:
    """How maps become pictures: pixels to a point for PNG (None: as sharp as is usual, less for huge maps), whether
    the ground is left out, how an SVG holds its text, and whether whole pages are wanted rather than the map alone."""

    scale: float | None = None
    transparent: bool = False
    text: SvgText = SvgText.PATHS
    whole_page: bool = False


USUAL_PICTURES = PictureOptions()


@dataclass(frozen=True, slots=True)
class Work:
    """What one export is made of: the document as its view shows it, the maps of it, and what draws them."""

    document: Document
    maps: tuple[str, ...]
    layout: MapLayout
    options: PageOptions
    translate: Translate
    palette: Palette
    image: Callable[[str], bytes | None]
    info: PdfInfo
    progress: Progress


def alone(work: Work, transparent: bool) -> tuple[Page, ...]:
    """Each map by itself, as large as it is."""
    from journeyeditor.layout.alone import map_page

    placed = (work.layout.place(work.document, key) for key in work.maps)
    return tuple(map_page(one, ground=not transparent) for one in placed)


def png_files(
    work: Work, pages: Sequence[Page], pictures: PictureOptions
) -> tuple[list[bytes], tuple[Message, ...]]:
    """The pages as PNG files, and what to say about them. Raises `Refused` where there would be too many pixels."""
    from journeyeditor.export.png import png_bytes, png_size

    scales = [pictures.scale or min(USUAL_SCALE, _usual_scale(page)) for page in pages]
    for page, scale in zip(pages, scales, strict=True):
        png_size(page, scale)
    files = []
    for number, (page, scale) in enumerate(zip(pages, scales, strict=True)):
        made = png_bytes(
            page,
            fonts=work.layout.engine.fonts,
            palette=work.palette,
            image=work.image,
            info=work.info,
            scale=scale,
            transparent=pictures.transparent,
            progress=_part(work.progress, number, len(pages)),
        )
        files.append(made)
    less = min(scales, default=USUAL_SCALE)
    warned = pictures.scale is None and less < USUAL_SCALE
    return files, (message(_SMALLER, scale=float(less)),) if warned else ()


def _usual_scale(page: Page) -> float:
    """The scale, in hundredths, at which a large page is a picture that is made and opened in moderate time."""
    from journeyeditor.export.png import largest_scale

    moderate = (_MODERATE_PIXELS / (page.width * page.height)) ** 0.5
    return min(max(int(moderate * 100) / 100, 0.01), largest_scale(page))


def svg_files(
    work: Work, pages: Sequence[Page], pictures: PictureOptions
) -> tuple[list[bytes], tuple[Message, ...]]:
    """The pages as SVG files, and what to say about them."""
    from journeyeditor.export.svg import SvgInfo, svg_bytes

    files = []
    for number, page in enumerate(pages):
        work.progress(number, len(pages))
        shown = work.document.find(Map, page.map or None)
        info = SvgInfo(
            work.info.title if shown is None else shown.title or work.info.title,
            shown.scenario if shown is not None else "",
            work.info.language,
        )
        made = svg_bytes(
            page,
            fonts=work.layout.engine.fonts,
            palette=work.palette,
            image=work.image,
            info=info,
            text=pictures.text,
        )
        files.append(made)
    return files, ()


def _part(progress: Progress, number: int, count: int) -> Progress:
    """For one of several pictures: its share of the whole, in thousandths."""

    def heard(done: int, total: int) -> None:
        progress(round(1000 * (number + done / max(total, 1))), 1000 * count)

    return heard


def deck_file(work: Work, slides: Slides) -> tuple[bytes, int, tuple[Message, ...]]:
    """The maps as slides, how many there are, and what to say about them."""
    from journeyeditor.export.pptx import deck_bytes

    made = [slide for key in work.maps for slide in _slides(work, key, slides)]
    data = deck_bytes(
        made,
        _deck(work),
        document=work.document,
        palette=work.palette,
        image=work.image,
        progress=work.progress,
    )
    most = max((_cards(slide.placed) for slide in made), default=0)
    said = (message(_MANY_SHAPES, count=most),) if most > _MOST_CARDS else ()
    return data, len(made), said


def _cards(placed: PlacedMap) -> int:
    return sum(len(lane.block.cards) for lane in placed.lanes)


def _deck(work: Work) -> Deck:
    from journeyeditor.export.pptx import Deck
    from journeyeditor.layout.slide import slide_foot, slide_sheet

    told = work.document.info
    return Deck(
        *slide_sheet(work.options),
        title=told.title,
        author=told.author,
        subject=told.project,
        foot=slide_foot(work.document, work.options),
        created=told.created,
        modified=work.document.last_change,
    )


def _slides(work: Work, key: str, slides: Slides) -> Iterator[Slide]:
    from journeyeditor.export.pptx import Slide, notes_of
    from journeyeditor.layout.slide import on_slide, slide_sheet, slide_title, slide_views

    document, size = work.document, slide_sheet(work.options)
    shown = document.one(Map, key)
    for view in slide_views(document, key, slides is Slides.STAGES):
        placed = on_slide(document, work.layout, key, view, size)
        yield Slide(slide_title(document, shown, view), placed, notes_of(document, placed))
