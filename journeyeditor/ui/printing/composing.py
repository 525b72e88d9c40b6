"""The pages of a print job with what lays them out, made for one thread and kept while choices change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, overload

from journeyeditor.layout.alone import map_page
from journeyeditor.layout.fonts import FontStore
from journeyeditor.layout.grid import MapLayout, View
from journeyeditor.layout.kept import KeptLayout
from journeyeditor.layout.pages import LazyPages, compose_lazily
from journeyeditor.layout.palette import Palette
from journeyeditor.layout.paper.shown import seen_through
from journeyeditor.layout.slide import (
    SlideFrame,
    on_slide,
    slide_foot,
    slide_page,
    slide_sheet,
    slide_title,
    slide_views,
)
from journeyeditor.layout.text.engine import TextEngine
from journeyeditor.model.entities import Map
from journeyeditor.ui.painting.painter import MapPainter
from journeyeditor.ui.painting.patches import Patches
from journeyeditor.ui.painting.pictures import Pictures

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QBrush, QImage, QPainter, QPen

    from journeyeditor.app.services import Services
    from journeyeditor.layout.drawing import Rect
    from journeyeditor.layout.icons import IconSet
    from journeyeditor.layout.pages import Page, PageOptions
    from journeyeditor.model.document import Document
    from journeyeditor.model.messages import Translate


class Form(StrEnum):
    """Whole pages, or each map by itself as pictures show it, or slides, of which each shows a map or a stage."""

    PAGES = "pages"
    MAPS = "maps"
    SLIDES = "slides"
    STAGES = "stages"


@dataclass(frozen=True, slots=True)
class PrintJob:
    """What goes on paper: a snapshot of a document, the pages' options, which maps (None: all), and in what form."""

    document: Document
    options: PageOptions
    maps: tuple[str, ...] | None = None
    form: Form = Form.PAGES


class Alone(Sequence["Page"]):
    """Maps by themselves, or slides, each laid out when it is first asked for."""

    def __init__(self, job: PrintJob, layout: MapLayout) -> None:
        options, document = job.options, job.document
        self._document = seen_through(document, options.view) if options.view else document
        self._layout, self._job = layout, job
        by_stage = job.form is Form.STAGES
        self._views = [
            (key, view)
            for key in maps_of(document, job.maps)
            for view in slide_views(self._document, key, by_stage)
        ]
        self._made: dict[int, Page] = {}
        self.counted = True

    @property
    def planned(self) -> int:
        """How many there are, all of which are known from the start."""
        return len(self._views)

    def plan_next(self) -> bool:
        """There is nothing left to plan."""
        return False

    def early(self, index: int) -> Page | None:
        """One of them, None where there is no such."""
        return self[index] if index < len(self) else None

    def __len__(self) -> int:
        return len(self._views)

    @overload
    def __getitem__(self, index: int) -> Page: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Page, ...]: ...
    def __getitem__(self, index: int | slice) -> Page | tuple[Page, ...]:
        if isinstance(index, slice):
            return tuple(self[at] for at in range(*index.indices(len(self))))
        at = range(len(self))[index]
        if at not in self._made:
            self._made[at] = self._page(*self._views[at], label=str(at + 1))
        return self._made[at]

    def _page(self, key: str, view: View, label: str) -> Page:
        document, layout, options = self._document, self._layout, self._job.options
        if self._job.form is Form.MAPS:
            return map_page(layout.place(document, key, view), label=label)
        size = slide_sheet(options)
        placed = on_slide(document, layout, key, view, size)
        title = slide_title(document, document.one(Map, key), view)
        foot, frame = slide_foot(document, options), SlideFrame.of(*size)
        return slide_page(placed, layout.engine, frame, title, foot, label)


class Whole(Patches):
    """No corners are kept: on paper a box that is put together of pictures would be no vector any more."""

    def paint(
        self,
        painter: QPainter,
        rect: Rect,
        radius: float,
        pen: QPen,
        brush: QBrush,
        exposed: Rect | None = None,
    ) -> bool:
        return False


class VectorPainter(MapPainter):
    """Paints for a printer: what is no picture is painted as vectors."""

    def __init__(
        self, palette: Palette, fonts: FontStore, images: Callable[[str], QImage | None]
    ) -> None:
        super().__init__(palette, fonts, images)
        self._patches = Whole()


class Composer:
    """Composes and paints pages. Fonts belong to the thread that uses them first, so it stays in one thread.

    `vectors` is for printers: it takes longer on a screen.
    """

    def __init__(self, services: Services, icons: IconSet, *, vectors: bool = False) -> None:
        self._services, self._icons = services, icons
        self._kind = VectorPainter if vectors else MapPainter
        self.fonts = FontStore(services.resources.fonts)
        self._engine = TextEngine(self.fonts)
        self._layouts: dict[str, KeptLayout] = {}
        self._painters: dict[str, MapPainter] = {}
        self._document: Document | None = None

    def layout(self, document: Document) -> MapLayout:
        """What lays a document out, with the words of its own language."""
        language = document.info.language
        if language not in self._layouts:
            made = KeptLayout(self._engine, self._icons, self.words(document))
            self._layouts[language] = made
        return self._layouts[language]

    def words(self, document: Document) -> Translate:
        """The words of a document's language."""
        return self._services.words(document.info.language)

    def pages(self, job: PrintJob) -> LazyPages | Alone:
        """The pages of a job, to be drawn one by one."""
        if job.form is not Form.PAGES:
            return Alone(job, self.layout(job.document))
        layout, words = self.layout(job.document), self.words(job.document)
        return compose_lazily(job.document, layout, job.options, words, job.maps)

    def paint(
        self,
        painter: QPainter,
        job: PrintJob,
        page: Page,
        scale: float,
        exposed: Rect | None = None,
        *,
        detail: bool = True,
    ) -> None:
        """Paints what of a page meets `exposed` (points; None: all) on a painter that is scaled by `scale` already."""
        self._painter(job).paint(painter, page.group, exposed, scale, detail=detail)

    def _painter(self, job: PrintJob) -> MapPainter:
        if self._document is not job.document:
            self._document = job.document
            self._painters = {}
        theme = job.options.theme
        if theme not in self._painters:
            document = job.document
            palette = Palette.load(self._services.resources.theme(theme))
            self._painters[theme] = self._kind(palette, self.fonts, Pictures(lambda: document))
        return self._painters[theme]


def maps_of(document: Document, maps: Sequence[str] | None) -> tuple[str, ...]:
    """The ids of the maps that a job prints."""
    return tuple(one.id for one in document.maps) if maps is None else tuple(maps)
