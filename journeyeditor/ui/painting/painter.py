"""Paints a display list with QPainter: the window's picture, PNG files and thumbnails alike.

Text is drawn as glyph runs at the layout engine's own positions, so that the screen shows what the paper shows.
The painter passed in is left as it was found. One unit of the list is one logical pixel at scale 1.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QTransform

from journeyeditor.layout.drawing import Box, Drawn, Glyphs, Group, Picture, Rect, Shape
from journeyeditor.layout.icons import GRID
from journeyeditor.ui.painting.across import Across, in_sight, is_long
from journeyeditor.ui.painting.caches import ByIdentity, RawFonts, path_of
from journeyeditor.ui.painting.colours import NO_BRUSH, NO_PEN, Colours
from journeyeditor.ui.painting.dashes import Dashes, Stretches, rounded
from journeyeditor.ui.painting.patches import Patches
from journeyeditor.ui.painting.slabs import SLACK, Slabs, Strip
from journeyeditor.ui.painting.spots import stand
from journeyeditor.ui.painting.stock import Stock

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QGlyphRun

    from journeyeditor.layout.drawing import Item, Outline
    from journeyeditor.layout.fonts import FontStore
    from journeyeditor.layout.palette import Palette

LEGIBLE = 6.0
"""Text that would stand smaller than so many pixels is shown as a bar."""

FINELY_LEGIBLE, FINE_RATIO = 4.5, 1.5
"""And so it is on screens that have at least so many dots to a pixel, as there are more dots to each letter."""

VISIBLE = 1.6
"""Below so many pixels of text nothing is shown for it at all."""

TALLEST = 60.0
"""From so many dots of the device on type is filled as outlines: Qt keeps no pictures of glyphs over 64 dots, and draws
nothing for such a run of a font that it was given as a file."""

TALL = TALLEST / 4
"""Smaller type is below that on every screen, whose dots are at most four to a pixel."""

BLOCKS = 0.14
"""Below this scale a card is painted as a plain block."""

OVERVIEW = 0.3
"""Below this scale whole lanes are kept as pictures, unless they are longer than `LONGEST` pixels, from it on their
cards."""

LONGEST = 3200.0

KEPT = frozenset({"card", "corner", "curve", "label", "stage", "step"})
WIDEST = 1200.0
"""The parts that pictures are kept of, unless they are wider than so many map units.

Which of them are painted by a picture must not depend on what is exposed, or painting in parts would come out
otherwise: two blends are not rounded as one is. Slabs of lanes may, for they are put together of these pictures.
"""

FINE = 2.0
"""Dashes and gaps that take fewer pixels together can't be told apart: a line as faint as they are stands for them."""

BAR_OPACITY = 0.32
WASH = 0.2
"""What is fainter than this is left out in themes with firm edges, which have no tints."""

RUNS, PATHS, DASHED, LONG = 20_000, 4_000, 1_000, 96
_HINTS = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform


class MapPainter:
    """Paints display lists in the colours of a palette.

    `images` gives the picture of a key, or None while there is none.
    """

    def __init__(
        self, palette: Palette, fonts: FontStore, images: Callable[[str], QImage | None]
    ) -> None:
        self.colours = Colours(palette)
        self.raw_fonts = RawFonts(fonts)
        self._images = images
        self._runs: ByIdentity[Glyphs, QGlyphRun] = ByIdentity(self.raw_fonts.run, RUNS)
        self._paths: ByIdentity[Outline, tuple[QPainterPath, Rect]] = ByIdentity(_path, PATHS)
        self._dashes: ByIdentity[Box | Shape, Dashes] = ByIdentity(_dashes, DASHED)
        self._stretches: ByIdentity[Shape, Stretches] = ByIdentity(Stretches, DASHED)
        self._across: ByIdentity[Group, Across] = ByIdentity(Across, LONG)
        self._patches = Patches()
        self._stock = Stock(self._picture_of)
        self._slabs = Slabs(self._strip, self._within, self._beneath)
        self._keeping = self._passing = False
        self._scale = self._ratio = 1.0
        self._legible = LEGIBLE
        self._draw: dict[type, Callable[[QPainter, Any, float, Rect | None], None]] = {
            Box: self._box,
            Shape: self._shape,
            Glyphs: self._glyphs,
            Picture: self._picture,
        }

    def set_palette(self, palette: Palette) -> None:
        """Other colours from now on; fonts and paths stay."""
        self.colours = Colours(palette)
        self._stock.clear()
        self._patches.clear()
        self._slabs.clear()

    def _keep_for(self, painter: QPainter, scale: float) -> None:
        """Pictures are kept from now on, of this device: others may be as large and have other pixels."""
        ratio = painter.device().devicePixelRatio()
        if ratio != self._ratio:
            self._ratio = ratio
            self._legible = FINELY_LEGIBLE if ratio >= FINE_RATIO else LEGIBLE
            self._stock.clear()
            self._slabs.clear()
        self._keeping, self._scale = True, scale

    def paint(
        self,
        painter: QPainter,
        group: Group,
        exposed: Rect | None,
        scale: float,
        detail: bool = False,
        keep: bool = False,
    ) -> None:
        """Paints what of a group meets `exposed` (in the coordinates around the group; None: all of it).

        `scale` is how many pixels one unit takes on the painter, which must be scaled already; it decides what
        is too small to be read. `detail` paints everything however small, as files and paper want it. `keep` is for
        what is painted again and again: pictures of its cards are kept, where they are small of all of it.
        """
        painter.save()
        painter.setRenderHints(_HINTS)
        if exposed is None or in_sight(group, exposed):
            if keep:
                self._keep_for(painter, scale)
            small = keep and scale < OVERVIEW and group.bounds.w * scale <= LONGEST and group.items
            if not (small and self._stock.paint(painter, group)):
                self._group(painter, group, exposed, float("inf") if detail else scale)
            self._keeping = False
        painter.restore()

    def paint_passing(self, painter: QPainter, group: Group, scale: float) -> None:
        """Paints all of something that is there for a moment, such as a mark: large boxes as Qt does, which is sooner."""
        self._passing = True
        self.paint(painter, group, None, scale)
        self._passing = False

    def paint_strip(
        self, painter: QPainter, strip: Strip, exposed: Rect, scale: float, much: bool
    ) -> None:
        """Paints what of a lane meets a rectangle of whole pixels, in the lane's units, by pictures that are kept.

        The canvas's colour is beneath it already. `scale` as above; `much` where most of a window is painted.
        """
        if scale < OVERVIEW:
            for group in (strip.body, strip.label):
                if group is not None:
                    self.paint(painter, group, exposed.grown(SLACK / scale), scale, keep=True)
            return
        painter.save()
        painter.setRenderHints(_HINTS)
        self._keep_for(painter, scale)
        stand(painter)
        if not self._slabs.paint(painter, strip, exposed, much):
            self._strip(painter, strip, exposed.grown(SLACK / scale))
        self._keeping = False
        painter.restore()

    def _strip(self, painter: QPainter, strip: Strip, exposed: Rect) -> None:
        """A lane as it is, its label over it."""
        for group in (strip.body, strip.label):
            if group is not None and in_sight(group, exposed):
                self._group(painter, group, exposed, self._scale)

    def _beneath(self) -> tuple[QColor, float]:
        return self.colours.colour("canvas"), self.colours.palette.edge

    def _within(self, group: Group, exposed: Rect) -> Sequence[Item]:
        """The items of a group that may meet a rectangle."""
        return self._across(group).within(exposed) if is_long(group) else group.items

    def _picture_of(self, painter: QPainter, group: Group) -> None:
        """All of a group, for its picture."""
        keeping, self._keeping = self._keeping, False
        self._plain(painter, group, None, self._scale)
        self._keeping = keeping

    def _group(self, painter: QPainter, group: Group, exposed: Rect | None, scale: float) -> None:
        if scale < BLOCKS and group.part == "card":
            self._block(painter, group)
            return
        if self._keeping and group.part in KEPT and self._kept(painter, group, scale):
            return
        self._plain(painter, group, exposed, scale)

    def _plain(self, painter: QPainter, group: Group, exposed: Rect | None, scale: float) -> None:
        inner = _inside(group, exposed)
        if not (group.dx or group.dy or group.scale != 1 or group.clip):
            self._items(painter, group, inner, scale)
            return
        painter.save()
        painter.translate(group.dx, group.dy)
        if group.scale != 1:
            painter.scale(group.scale, group.scale)
        if group.clip:
            painter.setClipRect(QRectF(*group.clip), Qt.ClipOperation.IntersectClip)
        self._items(painter, group, inner, scale * group.scale)
        painter.restore()

    def _kept(self, painter: QPainter, group: Group, scale: float) -> bool:
        """Paints a part by its picture, however little of it is seen."""
        if scale < OVERVIEW or not group.items or group.bounds.w > WIDEST:
            return False
        if group.part == "curve" and _holds_curves(group):
            return False
        return self._stock.paint(painter, group)

    def _block(self, painter: QPainter, group: Group) -> None:
        """A card so small that only its ground can be told: one rectangle."""
        items = group.items.first if type(group.items) is Drawn else group.items
        ground = next((i for i in items if type(i) is Box and i.fill and i.opacity == 1), None)
        if ground is not None and ground.fill is not None:
            rect = QRectF(*ground.rect.moved(group.dx, group.dy))
            painter.fillRect(rect, self.colours.brush(ground.stroke or ground.fill))
            painter.fillRect(rect.adjusted(2, 2, -2, -2), self.colours.brush(ground.fill))

    def _items(self, painter: QPainter, group: Group, exposed: Rect | None, scale: float) -> None:
        draw = self._draw
        items = group.items if exposed is None else self._within(group, exposed)
        for item in items:
            if type(item) is Group:
                if exposed is None or in_sight(item, exposed):
                    self._group(painter, item, exposed, scale)
                continue
            paint = draw.get(type(item))
            if paint is not None:
                paint(painter, item, scale, exposed)

    def _box(self, painter: QPainter, box: Box, scale: float, exposed: Rect | None) -> None:
        rect = QRectF(*box.rect)
        if box.stroke is None and box.radius * scale < 1 and box.opacity == 1:
            if box.fill is not None:
                painter.fillRect(rect, self.colours.brush(box.fill))
            return
        width = max(box.stroke_width, self.colours.palette.edge)
        pen = NO_PEN if box.dash else self.colours.pen(box.stroke, width)
        brush = self.colours.brush(box.fill)
        radius = box.radius if box.radius * scale >= 1 else 0.0
        if box.opacity != 1:
            painter.setOpacity(box.opacity)
        if (pen is not NO_PEN or brush is not NO_BRUSH) and (
            self._passing or not self._patches.paint(painter, box.rect, radius, pen, brush, exposed)
        ):
            painter.setPen(pen)
            painter.setBrush(brush)
            painter.drawRoundedRect(rect, radius, radius)
        if box.dash and box.stroke is not None:
            self._edge(painter, box, self.colours.pen(box.stroke, width))
        if box.opacity != 1:
            painter.setOpacity(1.0)

    def _edge(self, painter: QPainter, box: Box, pen: QPen) -> None:
        """A box's dashed edge."""
        share = _blurred(painter, box.dash, box.stroke_width)
        if share is None:
            painter.strokePath(self._dashes(box).path, pen)
            return
        painter.setOpacity(box.opacity * share)
        painter.setPen(pen)
        painter.setBrush(NO_BRUSH)
        painter.drawRoundedRect(QRectF(*box.rect), box.radius, box.radius)
        painter.setOpacity(box.opacity)

    def _shape(self, painter: QPainter, shape: Shape, scale: float, exposed: Rect | None) -> None:
        path, bounds = self._paths(shape.outline)
        k = shape.scale
        if exposed is not None and not _reaches(shape, bounds, exposed):
            return
        if shape.opacity < WASH and self.colours.palette.edge:
            return
        dashed = bool(shape.dash) and shape.stroke is not None
        share = _blurred(painter, shape.dash, shape.stroke_width) if dashed else None
        if dashed and share is None and Stretches.suit(shape):
            self._long(painter, shape, scale, exposed)
            return
        # The outline is scaled by the painter, and the pen with it, so the pen is made thinner beforehand.
        pen = self.colours.pen(shape.stroke, shape.stroke_width / k)
        if shape.opacity != 1:
            painter.setOpacity(shape.opacity)
        if dashed:
            self._dashed(painter, path, shape, pen, share)
        else:
            painter.setPen(pen)
            painter.setBrush(self.colours.brush(shape.fill))
            self._placed(painter, path, shape)
        if shape.opacity != 1:
            painter.setOpacity(1.0)

    def _dashed(
        self, painter: QPainter, path: QPainterPath, shape: Shape, pen: QPen, share: float | None
    ) -> None:
        """A dashed shape; where its dashes are too fine to be seen, its line is as faint as their share."""
        if shape.fill is not None:
            painter.setPen(NO_PEN)
            painter.setBrush(self.colours.brush(shape.fill))
            self._placed(painter, path, shape)
        painter.setPen(pen)
        painter.setBrush(NO_BRUSH)
        if share is None:
            self._placed(painter, self._dashes(shape).path, shape)
            return
        painter.setOpacity(shape.opacity * share)
        self._placed(painter, path, shape)
        painter.setOpacity(shape.opacity)

    def _long(self, painter: QPainter, shape: Shape, scale: float, exposed: Rect | None) -> None:
        """A dashed line many windows long: thousands of dashes, so pictures are kept of what is seen."""
        keep = self._keeping and scale >= OVERVIEW
        for group in self._stretches(shape).within(exposed):
            if not (keep and self._stock.paint(painter, group)):
                self._plain(painter, group, exposed, scale)

    @staticmethod
    def _placed(painter: QPainter, path: QPainterPath, shape: Shape) -> None:
        k = shape.scale
        if k == 1 and not (shape.x or shape.y or shape.mirrored):
            painter.drawPath(path)
            return
        before = painter.worldTransform()
        place = QTransform(k, 0, 0, k, shape.x, shape.y)
        if shape.mirrored:
            place = QTransform(-k, 0, 0, k, shape.x + GRID * k, shape.y)
        painter.setWorldTransform(place, combine=True)
        painter.drawPath(path)
        painter.setWorldTransform(before)

    def _thicken(self, painter: QPainter, glyphs: Glyphs, colour: QColor) -> None:
        """A stroke around the glyphs, where their face has no bold."""
        pen = QPen(colour, glyphs.embolden)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(self._outline(glyphs), pen)

    def _outline(self, glyphs: Glyphs) -> QPainterPath:
        run = self._runs(glyphs)
        font = run.rawFont()
        outline = QPainterPath()
        outline.setFillRule(Qt.FillRule.WindingFill)
        for gid, place in zip(run.glyphIndexes(), run.positions(), strict=True):
            outline.addPath(font.pathForGlyph(gid).translated(place))
        return outline.translated(glyphs.x, glyphs.y)

    def _glyphs(
        self, painter: QPainter, glyphs: Glyphs, scale: float, _exposed: Rect | None
    ) -> None:
        height = glyphs.size * scale
        colour = self.colours.colour(glyphs.colour)
        if height >= self._legible:
            painter.setPen(colour)
            if height < TALL or glyphs.size * painter.deviceTransform().m22() < TALLEST:
                painter.drawGlyphRun(QPointF(glyphs.x, glyphs.y), self._runs(glyphs))
            else:
                painter.fillPath(self._outline(glyphs), colour)
            if glyphs.embolden:
                self._thicken(painter, glyphs, colour)
        elif height >= VISIBLE and glyphs.text.strip():
            top, tall = glyphs.y - glyphs.size * 0.5, glyphs.size * 0.42
            painter.setOpacity(BAR_OPACITY)
            painter.fillRect(QRectF(glyphs.x, top, _width(glyphs), tall), colour)
            painter.setOpacity(1.0)

    def _picture(
        self, painter: QPainter, picture: Picture, scale: float, exposed: Rect | None
    ) -> None:
        rect = QRectF(*picture.rect)
        image = self._images(picture.key)
        if image is None or image.isNull():
            self._box(
                painter, Box(picture.rect, "chip", "line", radius=picture.radius), scale, exposed
            )
            return
        painter.save()
        if picture.radius:
            clip = QPainterPath()
            clip.addRoundedRect(rect, picture.radius, picture.radius)
            painter.setClipPath(clip, Qt.ClipOperation.IntersectClip)
        painter.setPen(NO_PEN)
        painter.drawImage(_fitted(rect, image), image)
        painter.restore()


def _holds_curves(group: Group) -> bool:
    """Whether a group only holds the parts of a curve together."""
    first = group.items[0]
    return type(first) is Group and first.part == "curve"


def _dashes(item: Box | Shape) -> Dashes:
    if isinstance(item, Box):
        return Dashes(rounded(item.rect, item.radius), item.dash)
    return Dashes(item.outline, tuple(part / item.scale for part in item.dash))


def _blurred(painter: QPainter, dash: tuple[float, ...], width: float) -> float | None:
    """Which share of a line dashes with round ends cover that are too fine to be told apart on what is painted on;
    None where they are seen."""
    whole = dash * (1 + len(dash) % 2)
    period = sum(whole)
    if not 0 < period * abs(painter.deviceTransform().m11()) < FINE:
        return None
    ends = math.pi / 4 * width
    return min(1.0, sum(stroke + ends for stroke in whole[::2]) / period)


def _inside(group: Group, exposed: Rect | None) -> Rect | None:
    """The exposed rectangle in the coordinates of a group."""
    if exposed is None:
        return None
    k = group.scale
    return Rect(
        (exposed.x - group.dx) / k, (exposed.y - group.dy) / k, exposed.w / k, exposed.h / k
    )


def _path(outline: Outline) -> tuple[QPainterPath, Rect]:
    """An outline's path, and a rectangle around it."""
    path = path_of(outline)
    box = path.controlPointRect()
    return path, Rect(box.x(), box.y(), box.width(), box.height())


def _reaches(shape: Shape, bounds: Rect, exposed: Rect) -> bool:
    """Whether anything of a shape can be seen; `bounds` is that of its outline."""
    k = shape.scale
    reach = shape.stroke_width
    y = shape.y + bounds.y * k - reach
    if y > exposed.bottom or y + bounds.h * k + 2 * reach < exposed.y:
        return False
    if shape.mirrored:
        return True
    x = shape.x + bounds.x * k - reach
    return x <= exposed.right and x + bounds.w * k + 2 * reach >= exposed.x


def _width(glyphs: Glyphs) -> float:
    return glyphs.width or (glyphs.dx[-1] + glyphs.size / 2 if glyphs.dx else 0.0)


def _fitted(rect: QRectF, image: QImage) -> QRectF:
    """The largest rectangle of the image's proportions in the middle of `rect`."""
    size = image.size().toSizeF().scaled(rect.size(), Qt.AspectRatioMode.KeepAspectRatio)
    left = rect.x() + (rect.width() - size.width()) / 2
    top = rect.y() + (rect.height() - size.height()) / 2
    return QRectF(left, top, size.width(), size.height())
