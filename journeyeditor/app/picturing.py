"""Maps as files that are no PDF: pictures (PNG, SVG) and slides (PPTX), made of the same layout as the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from journeyeditor.export.kinds import Slides, SvgText
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Entity, Map
from journeyeditor.model.messages import N_, Message, Translate, message

if TYPE_CHECKING:
    from journeyeditor.export.pdf_adapter import PdfInfo
    from journeyeditor.export.pptx import Deck, Slide
    from journeyeditor.layout.grid import MapLayout, View
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
# How much wider than on the map a step may get to fill a slide.
_WIDEST = 2.2

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
    return files, (message(_SMALLER, scale=f"{less:g}"),) if warned else ()


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

    told = work.document.info
    sheet = _sheet(work)
    date = work.options.date or work.document.last_change[:10]
    foot = (told.client, told.project, told.version_label, date, told.confidentiality)
    return Deck(
        *sheet,
        title=told.title,
        author=told.author,
        subject=told.project,
        foot=" · ".join(text for text in foot if text),
        created=told.created,
        modified=work.document.last_change,
    )


def _sheet(work: Work) -> tuple[float, float]:
    """The size of the slides: the sheet's, lying unless it is asked to stand."""
    from journeyeditor.layout.sheets import Orientation

    options = work.options
    way = options.orientation
    if way is Orientation.AUTO:
        way = Orientation.LANDSCAPE
    sheet = options.sheet.turned(way)
    return sheet.width, sheet.height


def _slides(work: Work, key: str, slides: Slides) -> Iterator[Slide]:
    from journeyeditor.export.pptx import Slide, notes_of
    from journeyeditor.layout.grid import View

    document = work.document
    shown = document.one(Map, key)
    title = shown.title or document.info.title
    stages = document.stages(key) if slides is Slides.STAGES else ()
    if not stages:
        placed = work.layout.place(document, key)
        yield Slide(title, placed, notes_of(document, placed))
    for stage in stages:
        placed = _widened(work, shown, View(stages=(stage.id,)))
        named = ": ".join(text for text in (title, stage.title) if text)
        yield Slide(named, placed, notes_of(document, placed))


def _widened(work: Work, shown: Map, view: View) -> PlacedMap:
    """A stage laid out with steps so wide that it fills the slide, as far as it reads well."""
    placed = work.layout.place(work.document, shown.id, view)
    width, height = _sheet(work)
    steps = len(placed.columns)
    rest = placed.width - steps * shown.step_width
    wanted = (placed.height * width / height - rest) / max(steps, 1)
    step = min(max(wanted, shown.step_width), shown.step_width * _WIDEST)
    if step == shown.step_width:
        return placed
    wider: dict[str, Entity | None] = {shown.id: replace(shown, step_width=step)}
    return work.layout.place(work.document.replaced(wider), shown.id, view)
