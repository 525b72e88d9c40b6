"""Paints a display list as the operators of a PDF page.

The list's y runs down, a page's up; every coordinate is worked out here, so no transformation stands between an
operator and the page but those of repeated figures. The state that PDF keeps (colours, widths, font) is written
only when it changes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from journeyeditor.export.pdf_marks import NOTHING, Said
from journeyeditor.export.pdf_objects import Deflating
from journeyeditor.layout.drawing import (
    ARTIFACT,
    Bookmark,
    Box,
    Drawn,
    Glyphs,
    Group,
    Link,
    Outline,
    Picture,
    Rect,
    Shape,
    Spot,
    Verb,
)
from journeyeditor.layout.icons import GRID

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from journeyeditor.export.pdf_font import PdfFont, PdfFonts
    from journeyeditor.export.pdf_images import PdfImages
    from journeyeditor.export.pdf_marks import Marks
    from journeyeditor.export.pdf_structure import Element
    from journeyeditor.layout.drawing import Role
    from journeyeditor.layout.palette import Palette

# The handle of a cubic that stands for a quarter of a circle: 4/3 (sqrt(2) - 1).
_ARC = 0.5522847498
# What strokes may reach beyond a group's bounds, in its own points.
_SLACK = 2.0
_MOST_WAITING = 4_000
_ROUND_LINES = "1 J 1 j"
_BOX_PEN = 0.06
_TEXT_END, _ROW_END = " ET", "] TJ"
# What the mark before an item of a list stands for.
_BULLET = "- "
_MISSING_FILL, _MISSING_STROKE = "chip", "line"


@dataclass(slots=True)
class _State:
    """What the page's graphics state holds at this point of the stream."""

    fill: Role = ""
    stroke: Role = ""
    width: float = -1.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0
    font: PdfFont | None = None
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class Place:
    """Something of a page that leads elsewhere: its rectangle on the page, from the bottom, and in a tagged file
    the element that it stands in and what that says."""

    rect: Rect
    target: str
    element: Element | None = None
    said: Sequence[Said] = ()


class Shared:
    """What the pages of a file have in common: fonts, pictures, colours, opacities, outlines made before."""

    def __init__(self, palette: Palette, fonts: PdfFonts, images: PdfImages) -> None:
        self.palette = palette
        self.fonts = fonts
        self.images = images
        self.opacities: dict[float, str] = {}
        self._colours: dict[Role, str] = {}
        self._outlines: dict[tuple[int, float, bool], tuple[Outline, str]] = {}
        self._corners: dict[tuple[float, float, float], str] = {}

    def colour(self, role: Role) -> str:
        found = self._colours.get(role)
        if found is None:
            red, green, blue = self.palette.rgb(role)
            found = self._colours[role] = f"{red:.4g} {green:.4g} {blue:.4g}"
        return found

    def opacity(self, opacity: float) -> str:
        """The name of the graphics state with this opacity."""
        return self.opacities.setdefault(opacity, f"A{len(self.opacities) + 1}")

    def outline(self, outline: Outline, scale: float, mirrored: bool) -> str:
        """An outline's path around its own origin."""
        key = (id(outline), scale, mirrored)
        found = self._outlines.get(key)
        if found is None:
            # The outline is kept beside its path, so that its id can't become another's.
            found = self._outlines[key] = (outline, _path(outline, scale, mirrored))
        return found[1]

    def box(self, w: float, h: float, radius: float) -> str:
        """A box's path with its top left corner at the origin."""
        key = (w, h, radius)
        found = self._corners.get(key)
        if found is None:
            found = self._corners[key] = _box_path(w, h, radius)
        return found


class PagePainter:
    """Paints one page, `height` points high, into `operators`; gathers what an outline and links need.

    `marks` says what belongs to which element of the structure (None: the file has none).
    """

    def __init__(
        self,
        width: float,
        height: float,
        shared: Shared,
        marks: Callable[[list[str]], Marks] | None = None,
    ) -> None:
        self.operators: list[str] = [_ROUND_LINES]
        self._written = Deflating()
        self.marks = marks(self.operators) if marks else None
        self.links: list[Place] = []
        self.bookmarks: list[tuple[Bookmark, float]] = []
        self.places: dict[str, float] = {}
        self._height = height
        self._shared = shared
        self._state = _State()
        self._scale = 1.0, "1 0 0 1"
        self._gap = False
        self._last_text = -1
        self._last_run: Glyphs | None = None
        self._visible = Rect(0, 0, width, height)
        self._draw: dict[type, Callable[[Any, Spot], None]] = {
            Glyphs: self._glyphs,
            Group: self.paint,
            Box: self._box,
            Shape: self._shape,
            Picture: self._picture,
            Link: self._link,
            Bookmark: self._bookmark,
        }

    def content(self) -> bytes:
        """All that was painted, compressed; nothing can be painted after it."""
        if self.marks is not None:
            self.marks.close()
        self._write(len(self.operators))
        return self._written.data()

    def _write(self, count: int) -> None:
        """Compress the first operators and let go of them."""
        self._written.add("\n".join([*self.operators[:count], ""]).encode("ascii"))
        del self.operators[:count]
        self._last_text -= count

    def paint(self, group: Group, around: Spot) -> None:
        """Paint what of a group lies on the page."""
        spot = around.into(group)
        if not self._sees(group.bounds, spot):
            return
        if len(self.operators) > _MOST_WAITING:
            self._write(_MOST_WAITING)
        if group.entity is not None and self._leads_to(group):
            self.places[group.entity] = self._height - spot.y - group.bounds.y * spot.scale
        marks = self.marks
        if marks is None or not marks.enters(group):
            self._inside(group, spot)
            return
        before = marks.enter(group)
        if marks.whole and marks.element is not before.element:
            marks.frame(self._corners(_common(spot.rect(group.bounds), self._visible)))
        self._inside(group, spot)
        marks.leave(before)

    def _leads_to(self, group: Group) -> bool:
        """Whether links to what it shows lead here: to the first place, on a poster to the one where it is read."""
        return group.entity not in self.places and group.tag is not ARTIFACT

    def _inside(self, group: Group, spot: Spot) -> None:
        if group.clip is None:
            self._items(group, spot)
        else:
            self._clipped(group, spot, spot.rect(group.clip))

    def _sees(self, bounds: Rect, spot: Spot) -> bool:
        """Whether anything of these bounds can be seen, strokes that reach beyond them included."""
        x, y, w, h = bounds
        k, seen = spot.scale, self._visible
        left, top = spot.x + (x - _SLACK) * k, spot.y + (y - _SLACK) * k
        return (
            left < seen.x + seen.w
            and top < seen.y + seen.h
            and left + (w + 2 * _SLACK) * k > seen.x
            and top + (h + 2 * _SLACK) * k > seen.y
        )

    def _clipped(self, group: Group, spot: Spot, clip: Rect) -> None:
        before = self._visible
        if not clip.meets(before):
            return
        kept = replace(self._state)
        self._visible = _common(before, clip)
        self.operators.append(f"q {self._rectangle(clip)} W n")
        self._items(group, spot)
        self.operators.append("Q")
        self._state, self._visible = kept, before

    def _items(self, group: Group, spot: Spot) -> None:
        draw, items = self._draw, group.items
        for item in items.passing() if isinstance(items, Drawn) else items:
            draw[type(item)](item, spot)

    def _link(self, link: Link, spot: Spot) -> None:
        place = Place(self._upright(spot.rect(link.rect)), link.target)
        if self.marks is not None:
            place = replace(place, element=self.marks.element, said=self.marks.said)
        self.links.append(place)

    def _bookmark(self, bookmark: Bookmark, spot: Spot) -> None:
        self.bookmarks.append((bookmark, self._height - spot.point(0, bookmark.y)[1]))

    def _glyphs(self, run: Glyphs, spot: Spot) -> None:
        font = self._shared.fonts.font(run.font)
        words = font.words(run)
        if not words and not run.gids:
            return
        if self.marks is not None:
            self._mark_text(run, self.marks)
        state, k = self._state, spot.scale
        if state.fill != run.colour:
            self._fill(run.colour)
        if state.opacity != 1.0:
            self._opacity(1.0)
        if state.font is not font or state.size != run.size:
            state.font, state.size = font, run.size
            self.operators.append(f"/{font.resource} {run.size:g} Tf")
        x, y = spot.x + run.x * k, self._height - spot.y - run.y * k
        if self._scale[0] != k:
            self._scale = k, f"{k:.6g} 0 0 {k:.6g}"
        shown = f"BT {self._scale[1]} {x:.3f} {y:.3f} Tm {words or font.glyphs(run)} ET"
        if run.embolden:
            self._stroke(run.colour, run.embolden * k, ())
            shown = f"2 Tr {shown} 0 Tr"
        self._last_text = len(self.operators)
        self.operators.append(shown)
        # What no face holds is never written as a word.
        if not words and 0 in run.gids:
            self._boxes(font.boxes(run), run, spot)

    def _boxes(self, boxes: list[Rect], run: Glyphs, spot: Spot) -> None:
        """Draw what stands for characters that no font holds."""
        pen = run.size * _BOX_PEN
        self._stroke(run.colour, pen * spot.scale, ())
        for x, y, w, h in boxes:
            box = Rect(run.x + x + pen / 2, run.y + y + pen / 2, w - pen, h - pen)
            self.operators.append(f"{self._rectangle(spot.rect(box))} S")

    def _mark_text(self, run: Glyphs, marks: Marks) -> None:
        """Open the marked content of a run. Where something stands between it and the run before, a blank is put
        behind that one, since readers who go by the characters alone would read two words as one."""
        if marks.open is not marks.content:
            if marks.said and marks.said[-1].run is self._last_run:
                self._part(self._last_run)
            marks.turn()
            self._gap = False
            marks.said.append(Said(run, True))
        else:
            said = marks.said
            before = said[-1].run if said else run
            below = run.y != before.y and (_look(run) != _look(before) or run.text == _BULLET)
            apart = self._gap or below
            if apart and marks.content is not None:
                self._gap = False
                self._part(before)
            said.append(Said(run, apart))
        if run.rtl:
            marks.turned = True
        self._last_run = run

    def _part(self, before: Glyphs) -> None:
        """Put a blank behind the run that was shown last, where it has none."""
        shown = self.operators
        if before is not self._last_run or before.rtl or before.text[-1:].isspace():
            return
        if self._last_text < 0:
            return
        # Not the font of the state, which a clip's end may have set back.
        blank = self._shared.fonts.font(before.font).blank
        if blank:
            shown[self._last_text] = _with_blank(shown[self._last_text], blank)

    def _box(self, box: Box, spot: Spot) -> None:
        k = spot.scale
        paint = self._paint(box, box.stroke_width, k)
        if not paint:
            return
        left, top, w, h = box.rect
        path = self._shared.box(round(w * k, 3), round(h * k, 3), round(box.radius * k, 3))
        x, y = spot.x + left * k, self._height - spot.y - top * k
        self.operators.append(f"q 1 0 0 1 {x:.3f} {y:.3f} cm {path} {paint} Q")

    def _shape(self, shape: Shape, spot: Spot) -> None:
        k = spot.scale
        paint = self._paint(shape, shape.stroke_width, k)
        if not paint or not shape.outline:
            return
        path = self._shared.outline(shape.outline, shape.scale * k, shape.mirrored)
        x, y = spot.x + shape.x * k, self._height - spot.y - shape.y * k
        self.operators.append(f"q 1 0 0 1 {x:.3f} {y:.3f} cm {path} {paint} Q")

    def _paint(self, item: Box | Shape, width: float, k: float) -> str:
        """Set the colours and the pen of an item; the result is the operator that paints its path."""
        fill, stroke, state, marks = item.fill, item.stroke, self._state, self.marks
        if marks is not None:
            if marks.open is NOTHING or marks.whole:
                marks.turn_shape()
            self._gap = True
        if state.opacity != item.opacity and (fill is not None or stroke is not None):
            self._opacity(item.opacity)
        if fill is not None and state.fill != fill:
            self._fill(fill)
        if stroke is None:
            return "" if fill is None else "f"
        self._stroke(stroke, width * k, item.dash if k == 1 else tuple(d * k for d in item.dash))
        return "S" if fill is None else "B"

    def _picture(self, picture: Picture, spot: Spot) -> None:
        if self.marks is None:
            self._raster(picture, spot)
            return
        before = self.marks.picture(picture)
        if self.marks.element is not before.element:
            self.marks.frame(self._corners(spot.rect(picture.rect)))
        self._raster(picture, spot)
        self.marks.leave(before)
        self._gap = True

    def _raster(self, picture: Picture, spot: Spot) -> None:
        rect = spot.rect(picture.rect)
        image = self._shared.images.image(picture.key, rect.w, rect.h)
        if image is None:
            frame = Box(picture.rect, _MISSING_FILL, _MISSING_STROKE, radius=picture.radius)
            self._box(frame, spot)
            return
        fitted = _fitted(rect, image.width, image.height)
        if self._state.opacity != 1.0:
            self._opacity(1.0)
        corners = _box_path(rect.w, rect.h, picture.radius * spot.scale)
        self.operators.append(
            f"q 1 0 0 1 {rect.x:.3f} {self._height - rect.y:.3f} cm {corners} W n "
            f"{fitted.w:.3f} 0 0 {fitted.h:.3f} {fitted.x - rect.x:.3f} {rect.y - fitted.bottom:.3f} cm "
            f"/{image.resource} Do Q"
        )

    def _fill(self, role: Role) -> None:
        self._state.fill = role
        self.operators.append(f"{self._shared.colour(role)} rg")

    def _stroke(self, role: Role, width: float, dash: tuple[float, ...]) -> None:
        state = self._state
        if state.stroke != role:
            state.stroke = role
            self.operators.append(f"{self._shared.colour(role)} RG")
        if state.width != width:
            state.width = width
            self.operators.append(f"{width:.3f} w")
        if state.dash != dash:
            state.dash = dash
            self.operators.append(f"[{' '.join(f'{part:.3f}' for part in dash)}] 0 d")

    def _opacity(self, opacity: float) -> None:
        self._state.opacity = opacity
        self.operators.append(f"/{self._shared.opacity(opacity)} gs")

    def _corners(self, rect: Rect) -> tuple[float, float, float, float]:
        """The left, lower, right and upper edge of a rectangle, from the page's bottom."""
        return rect.x, self._height - rect.bottom, rect.right, self._height - rect.y

    def _upright(self, rect: Rect) -> Rect:
        """The rectangle with its y from the page's bottom, at its lower edge."""
        return Rect(rect.x, self._height - rect.bottom, rect.w, rect.h)

    def _rectangle(self, rect: Rect) -> str:
        return f"{rect.x:.3f} {self._height - rect.bottom:.3f} {rect.w:.3f} {rect.h:.3f} re"


def _with_blank(shown: str, blank: str) -> str:
    """The operators of a text with a blank at its end: behind what has a replacement text or stands raised."""
    text, end, behind = shown.rpartition(_TEXT_END)
    row = text.endswith(_ROW_END)
    parted = f"{text[: -len(_ROW_END)]}{blank}]" if row else f"{text} [{blank}]"
    return f"{parted} TJ{end}{behind}"


def _look(run: Glyphs) -> tuple[object, ...]:
    """What tells one text from another that stands below it."""
    return run.font, run.size, run.colour, run.embolden


def _common(one: Rect, other: Rect) -> Rect:
    x, y = max(one.x, other.x), max(one.y, other.y)
    return Rect(x, y, min(one.right, other.right) - x, min(one.bottom, other.bottom) - y)


def _fitted(rect: Rect, width: float, height: float) -> Rect:
    """The largest rectangle of these proportions in the middle of `rect`."""
    scale = min(rect.w / width, rect.h / height)
    w, h = width * scale, height * scale
    return Rect(rect.x + (rect.w - w) / 2, rect.y + (rect.h - h) / 2, w, h)


_OPERATORS = {Verb.MOVE: "m", Verb.LINE: "l", Verb.CURVE: "c", Verb.CLOSE: "h"}


def _path(outline: Outline, scale: float, mirrored: bool) -> str:
    kx, left = (-scale, GRID * scale) if mirrored else (scale, 0.0)
    steps: list[str] = []
    for verb, points in outline:
        placed = [
            _short(left + value * kx if i % 2 == 0 else -value * scale)
            for i, value in enumerate(points)
        ]
        steps.append(" ".join([*placed, _OPERATORS[verb]]))
    return " ".join(steps)


def _box_path(w: float, h: float, radius: float) -> str:
    """A rectangle with its top left corner at the origin; a radius over half of a side is cut to that half."""
    r = max(0.0, min(radius, w / 2, h / 2))
    if r == 0:
        return f"0 {_short(-h)} {_short(w)} {_short(h)} re"
    a = r * (1 - _ARC)
    steps: tuple[tuple[str, tuple[float, ...]], ...] = (
        ("m", (r, 0)), ("l", (w - r, 0)),
        ("c", (w - a, 0, w, -a, w, -r)), ("l", (w, r - h)),
        ("c", (w, a - h, w - a, -h, w - r, -h)), ("l", (r, -h)),
        ("c", (a, -h, 0, a - h, 0, r - h)), ("l", (0, -r)),
        ("c", (0, -a, a, 0, r, 0)),
    )  # fmt: skip
    return " ".join(" ".join([*map(_short, points), step]) for step, points in steps) + " h"


def _short(value: float) -> str:
    """A number to a hundredth of a point without needless zeros: figures need no more, and files get smaller."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
