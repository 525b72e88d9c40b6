"""What is shown one after another, and where the map lies in the room for it. No Qt: plain arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeyeditor.layout.drawing import Rect
from journeyeditor.model.entities import Stage
from journeyeditor.ui.canvas.camera import PAD, Camera

if TYPE_CHECKING:
    from journeyeditor.layout.placed import PlacedMap
    from journeyeditor.model.document import Document

LARGEST, READABLE = 1.8, 0.9
"""A stage is shown at most at the first zoom; one higher than the screen scrolls rather than being below the second."""

BESIDE = 16.0
"""Map units of the neighbours that stay in sight beside a stage."""


@dataclass(frozen=True, slots=True)
class Slide:
    """The whole map (`stage` is ""), or one stage of it in its strip, in map units."""

    stage: str = ""
    title: str = ""
    goal: str = ""
    left: float = 0.0
    right: float = 0.0


def slides_of(document: Document, placed: PlacedMap) -> tuple[Slide, ...]:
    """The whole map, then its stages in their order."""
    return (Slide(), *(_slide(document, head.id, head.rect) for head in placed.stages))


def _slide(document: Document, key: str, rect: Rect) -> Slide:
    stage = document.one(Stage, key)
    return Slide(key, stage.title, stage.goal, rect.x, rect.right)


def camera_for(slide: Slide, placed: PlacedMap, width: float, height: float) -> Camera:
    """Where the map lies in a room of so many pixels while a slide is shown."""
    if not slide.stage:
        zoom = min((width - 2 * PAD) / placed.width, (height - 2 * PAD) / placed.height, LARGEST)
        return Camera(
            zoom,
            round((width - placed.width * zoom) / 2),
            round((height - placed.height * zoom) / 2),
        )
    labels = placed.label_w
    across = (width - 2 * PAD) / (labels + slide.right - slide.left + 2 * BESIDE)
    down = (height - 2 * PAD) / placed.height
    zoom = min(across, max(down, READABLE), LARGEST)
    free = width - 2 * PAD - labels * zoom
    start = PAD if placed.rtl else PAD + labels * zoom
    left = start + free / 2 - (slide.left + slide.right) / 2 * zoom
    return Camera(zoom, round(left), round(max(PAD, (height - placed.height * zoom) / 2)))


def between(start: Camera, end: Camera, share: float) -> Camera:
    """A camera on the way from one to the other; zoom goes by its ratio, so that it feels even."""
    zoom: float = start.zoom * (end.zoom / start.zoom) ** share
    x = start.x + (end.x - start.x) * share
    y = start.y + (end.y - start.y) * share
    return Camera(zoom, round(x), round(y))
