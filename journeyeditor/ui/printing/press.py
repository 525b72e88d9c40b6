"""Makes the pages of a preview in a thread of its own; a new order throws the old work away.

What the window asks for last counts. The thread does the most urgent thing first: the part of a page that is looked
at, then the pages in their order, then what there is to say about all of them.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPainter

from journeyeditor.layout.drawing import Rect
from journeyeditor.layout.pages import missing_characters
from journeyeditor.ui.printing.composing import Composer, Form, PrintJob, maps_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

    from journeyeditor.app.services import Services
    from journeyeditor.layout.icons import IconSet
    from journeyeditor.layout.pages import LazyPages, Page
    from journeyeditor.ui.printing.composing import Alone

THUMBNAIL = 220
"""The longer side of a page's small picture, in pixels."""

SEEN = 2.0
"""Of so many pixels on text is painted as text in a picture that is looked at, and not as bars, as in small ones."""

HEAD_START, TURN = 0.05, 0.1
"""So many seconds are pages planned before the first is painted, and each time before it is looked whether something
else is more urgent."""

LARGEST_PICTURE = 6_000
"""No side of a picture has more pixels."""


@dataclass(frozen=True, slots=True)
class Look:
    """A part of a page that is looked at: the page's index, the part in points, and pixels per point.

    Without a part (None) it is the whole page, as large as it fits into `room`, width and height in pixels.
    """

    index: int
    rect: Rect | None = None
    scale: float = 1.0
    room: tuple[int, int] = (1, 1)

    def of(self, page: Page) -> tuple[Rect, float]:
        """Which part of a page that is, and at how many pixels per point."""
        if self.rect is not None:
            return self.rect, self.scale
        scale = min(self.room[0] / page.width, self.room[1] / page.height)
        return Rect(0, 0, page.width, page.height), scale


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page as the window knows it, without what is drawn on it, and a small picture."""

    index: int
    page: Page
    picture: QImage


@dataclass(frozen=True, slots=True)
class Looked:
    """A part of a page (points) as a picture."""

    index: int
    page: Page
    rect: Rect
    picture: QImage


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known once all pages are made: characters that no font holds."""

    missing: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class _Order:
    """An order under way: its number, the job, the pages so far, whether the window knows how many there are, which
    is the next to be made, and whether all is said about them."""

    number: int
    job: PrintJob
    pages: LazyPages | Alone | None = None
    told: bool = False
    next: int = 0
    judged: bool = False


class Press(QObject):
    """Makes pages until `stop` is called. Every signal carries the number of the order that it is about.

    `counted` tells how many pages are planned so far, `planned` how many there are, `made` a `MadePage`, `looked` a `Looked`, `sized` the
    smallest text in points on one of each of the sheets that `weigh` asked for, by their names, `done` a `Verdict`,
    `failed` what went wrong; `ended` that
    there is no thread any more.
    """

    counted = Signal(int, int)
    planned = Signal(int, int)
    made = Signal(int, object)
    looked = Signal(int, object)
    sized = Signal(int, object)
    done = Signal(int, object)
    failed = Signal(int, object)
    ended = Signal()

    def __init__(self, services: Services, icons: IconSet, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._icons = services, icons
        self._wake = threading.Condition()
        self._order: _Order | None = None
        self._look: Look | None = None
        self._weigh: Callable[[Composer, PrintJob], object] | None = None
        self._stopped = False
        self._number = 0
        self._thread: threading.Thread | None = None

    # For the window's thread

    @property
    def number(self) -> int:
        """The number of the order that counts."""
        return self._number

    def begin(self, job: PrintJob) -> int:
        """Makes these pages from now on, and no others; the order's number."""
        with self._wake:
            self._number += 1
            self._order, self._look, self._weigh = _Order(self._number, job), None, None
            self._wake.notify()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="preview")
            self._thread.start()
        return self._number

    def look(self, look: Look) -> None:
        """Paints this part of a page next."""
        with self._wake:
            self._look = look
            self._wake.notify()

    def weigh(self, work: Callable[[Composer, PrintJob], object]) -> None:
        """Works something out of the job when nothing is looked at; `sized` carries it."""
        with self._wake:
            self._weigh = work
            self._wake.notify()

    def stop(self) -> None:
        """Ends the thread after what it is at, which nobody waits for: until then the press lives by itself."""
        with self._wake:
            self._stopped = True
            self._order = self._look = self._weigh = None
            self._wake.notify()
        if self.busy:
            # It must not go with its window while its thread uses it.
            self.setParent(QCoreApplication.instance())
            self.ended.connect(self.deleteLater)

    @property
    def busy(self) -> bool:
        """Whether there is a thread."""
        return self._thread is not None and self._thread.is_alive()

    # In the thread

    def _run(self) -> None:
        self._work()
        self.ended.emit()

    def _work(self) -> None:
        composer = Composer(self._services, self._icons)
        while True:
            with self._wake:
                work = self._next()
                while work is None and not self._stopped:
                    self._wake.wait()
                    work = self._next()
                if self._stopped:
                    return
                order = self._order
            if work is not None and order is not None:
                self._do(work, composer, order)

    def _next(self) -> Callable[[Composer, _Order], None] | None:
        """The most urgent thing to do; the lock is held."""
        order = self._order
        if order is None:
            return None
        if order.pages is None:
            return self._start
        if self._look is not None:
            look, self._look = self._look, None
            return lambda composer, order: self._paint_look(composer, order, look)
        if not order.told:
            return self._plan
        if self._weigh is not None and order.next > 0:
            weigh, self._weigh = self._weigh, None
            return lambda composer, order: self.sized.emit(order.number, weigh(composer, order.job))
        if order.next < order.pages.planned:
            return self._make
        return None if order.judged else self._judge

    def _do(
        self, work: Callable[[Composer, _Order], None], composer: Composer, order: _Order
    ) -> None:
        try:
            work(composer, order)
        except Exception as error:
            # Whatever went wrong is for the window to tell; a thread that dies in silence helps nobody.
            with self._wake:
                if self._order is order:
                    self._order = None
            self._tell(self.failed, order.number, error)

    def _tell(self, signal: SignalInstance, *said: object) -> None:
        if not self._stopped:
            signal.emit(*said)

    @staticmethod
    def _start(composer: Composer, order: _Order) -> None:
        """The first pages planned; most often that is all, and the one that is looked at can say of how many it is."""
        order.pages = composer.pages(order.job)
        plan_on(order.pages, HEAD_START)

    def _plan(self, _composer: Composer, order: _Order) -> None:
        """Some pages planned: so long that the window hears of it now and then, and what it asks for comes soon."""
        pages = _pages(order)
        plan_on(pages, TURN)
        order.told = pages.counted
        told = self.planned if order.told else self.counted
        self._tell(told, order.number, pages.planned)

    def _make(self, composer: Composer, order: _Order) -> None:
        index = order.next
        page = _pages(order)[index]
        order.next += 1
        picture = self._small(composer, order, page)
        self._tell(self.made, order.number, MadePage(index, _facts(page), picture))

    @staticmethod
    def _small(composer: Composer, order: _Order, page: Page) -> QImage:
        scale = THUMBNAIL / max(page.width, page.height)
        return painted(composer, order.job, page, page.group.bounds, scale, detail=False)

    def _paint_look(self, composer: Composer, order: _Order, look: Look) -> None:
        found = looked_at(composer, order.job, _pages(order), look)
        if found is not None:
            self._tell(self.looked, order.number, found)

    def _judge(self, composer: Composer, order: _Order) -> None:
        order.judged = True
        job = order.job
        layout = composer.layout(job.document)
        keys = maps_of(job.document, job.maps)
        parts = job.options.parts if job.form is Form.PAGES else ()
        missing = missing_characters(job.document, layout, keys, parts)
        self._tell(self.done, order.number, Verdict(missing))


def plan_on(pages: LazyPages | Alone, seconds: float) -> None:
    """Plans pages until all are planned or so many seconds are over."""
    until = monotonic() + seconds
    while pages.plan_next() and monotonic() < until:
        pass


def looked_at(
    composer: Composer, job: PrintJob, pages: LazyPages | Alone, look: Look
) -> Looked | None:
    """The part of a page that is looked at; None where there is no such page."""
    page = pages.early(look.index)
    if page is None:
        return None
    rect, scale = look.of(page)
    seen = not page.smallest_text or page.smallest_text * scale >= SEEN
    picture = painted(composer, job, page, rect, scale, detail=seen)
    return Looked(look.index, _facts(page), rect, picture)


def _facts(page: Page) -> Page:
    """A page without its display list, which stays with the thread that made it."""
    return replace(page, group=replace(page.group, items=()))


def _pages(order: _Order) -> LazyPages | Alone:
    assert order.pages is not None
    return order.pages


def painted(
    composer: Composer, job: PrintJob, page: Page, rect: Rect, scale: float, *, detail: bool = True
) -> QImage:
    """A part of a page (points) as a picture of `scale` pixels per point, on white."""
    k = min(scale, LARGEST_PICTURE / max(rect.w, rect.h))
    size = max(1, round(rect.w * k)), max(1, round(rect.h * k))
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.scale(k, k)
    painter.translate(-rect.x, -rect.y)
    painter.setClipRect(QRectF(*rect))
    composer.paint(painter, job, page, k, rect, detail=detail)
    painter.end()
    return image
