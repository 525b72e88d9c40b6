"""Large steps are worked out beside the window: seen after half a second, and called off without a trace.

What a step comes to is a pure function of the document: the patch that is kept, the document after it, how the maps
look then, and the line for the journal. All of that is found on another thread, for the one choke point that every
edit passes through; what is left for the window is to show it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from journeyeditor.editing.editor import Cause, Changed, Worked, at_once
from journeyeditor.editing.patch import to_json
from journeyeditor.model.entities import DocumentInfo, Map
from journeyeditor.model.messages import N_, message
from journeyeditor.ui.jobs import Cancelled
from journeyeditor.ui.maps.glance import shown_after
from journeyeditor.ui.maps.tabs import UNTITLED
from journeyeditor.ui.soon import soon
from journeyeditor.ui.waiting import PATIENCE_MS, Waiting

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.editing.editor import Task
    from journeyeditor.layout.placed import PlacedMap
    from journeyeditor.model.document import Document
    from journeyeditor.model.entities import Entity
    from journeyeditor.ui.editor_page import EditorPage
    from journeyeditor.ui.jobs import Progress

T = TypeVar("T")

MANY = 1_000
"""So many changed entities take a moment."""

LARGE = 3_000
"""In a document of so many entities a step takes a moment too that changes how all of a map looks."""

CALLED_OFF = N_("Cancelled. Nothing was changed.")
SHOWING = N_("Showing “{title}”")
TITLES = {Cause.UNDO: N_("Undo: {step}"), Cause.REDO: N_("Redo: {step}")}

# How far the work is once each part is done, as it was measured with 10,000 cards.
_APPLIED, _LAID_OUT = 0.4, 0.85


def takes_a_moment(task: Task) -> bool:
    """Whether a step is worth another thread: a switch to one costs more than most steps do."""
    changes = task.patch.changes
    if len(changes) >= MANY:
        return True
    return len(task.before) >= LARGE and any(
        _shapes_all(entity) for pair in changes.values() for entity in pair
    )


def _shapes_all(entity: Entity | None) -> bool:
    return isinstance(entity, Map | DocumentInfo)


class Ahead:
    """Works out the steps of one page's editor. `under_way` while a person waits, who sees nothing for `patience_ms`."""

    def __init__(self, page: EditorPage) -> None:
        self._page = page
        self._layout = page.world.layout
        self.patience_ms = PATIENCE_MS
        self.under_way = False

    def begin(self) -> None:
        """Every step of the page's editor comes by here from now on."""
        self._page.session.editor.work_out = self.work_out

    def stop(self) -> None:
        self._page.session.editor.work_out = at_once

    def work_out(self, task: Task) -> Worked | None:
        """What a step comes to; None where it was called off. Raises what its work raises."""
        if self.under_way or not takes_a_moment(task):
            return at_once(task)
        page = self._page
        map_id, placed = page.map_id, page.placed

        def work(progress: Progress) -> tuple[Worked, tuple[PlacedMap, ...]]:
            progress.reached(0.0)
            worked = task.work(task.before)
            progress.reached(_APPLIED)
            maps = self._laid_out(task, worked, map_id, placed)
            progress.reached(_LAID_OUT)
            written = to_json(worked.patch)
            progress.reached(1.0)
            return Worked(worked.patch, worked.after, written), maps

        try:
            worked, maps = self._until(self._title(task), work)
        except Cancelled:
            self._called_off()
            return None
        self._expect(worked.after, maps)
        return worked

    def made(self, title: str, make: Callable[[], T]) -> T:
        """What a pure function of a large document gives, such as a patch. Raises `Cancelled`, which is told."""
        if self.under_way or len(self._page.session.editor.document) < LARGE:
            return make()
        try:
            return self._until(title, lambda _progress: make())
        except Cancelled:
            self._called_off()
            raise

    def show(self, map_id: str) -> bool:
        """Lays a large map out ahead of its being shown; False where that was called off."""
        page = self._page
        document = page.session.editor.document
        if self.under_way or map_id == page.map_id or len(document) < LARGE:
            return True
        tr = page.world.look.translate
        name = document.one(Map, map_id).title or tr(UNTITLED)
        try:
            placed = self._until(
                message(SHOWING, title=name).text(tr),
                lambda _progress: self._layout.place(document, map_id),
            )
        except Cancelled:
            return False
        self._expect(document, (placed,))
        return True

    def _title(self, task: Task) -> str:
        tr = self._page.world.look.translate
        step, words = task.label.text(tr), TITLES.get(task.cause)
        return message(words, step=step).text(tr) if words else step

    def _laid_out(
        self, task: Task, worked: Worked, map_id: str, placed: PlacedMap | None
    ) -> tuple[PlacedMap, ...]:
        """The maps that are asked for once the step is done: the one that is shown, and the one to be shown then."""
        before, after, patch = task.before, worked.after, worked.patch
        if not after.maps:
            return ()
        wanted = [shown_after(Changed(before, after, patch, task.cause), map_id)]
        wanted += [entity.id for entity in patch.added() if isinstance(entity, Map)][:1]
        if after.find(Map, map_id) is None:
            # Until the window shows another one, the canvas shows the first.
            wanted.append(after.maps[0].id)
        else:
            wanted.append(map_id)
        layout = self._layout
        return tuple(
            layout.replace(placed, before, after, patch.touched())
            if placed is not None and placed.map == key == map_id
            else layout.place(after, key)
            for key in dict.fromkeys(wanted)
        )

    def _until(self, title: str, work: Callable[[Progress], T]) -> T:
        page = self._page
        self.under_way = True
        try:
            return Waiting(page.window(), self.patience_ms).until(page.world.look, title, work)
        finally:
            self.under_way = False

    def _expect(self, document: Document, maps: tuple[PlacedMap, ...]) -> None:
        self._layout.expect(document, maps)
        # Whatever asks for them does so before the next event.
        soon(self._page, self._layout.forget)

    def _called_off(self) -> None:
        """Fields that show what was wanted show what is again."""
        self._page.inspector.refresh()
        self._page.tell(message(CALLED_OFF))
