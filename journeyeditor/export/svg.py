"""A page of a display list as SVG 1.1: one file without scripts and without anything from elsewhere.

Numbers are written with fixed digits and names are counted, so the same page gives the same bytes.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from journeyeditor.export.kinds import SvgText
from journeyeditor.export.markup import attribute, content, number, web_address
from journeyeditor.export.rasters import Raster, Rasters
from journeyeditor.export.svg_text import GlyphOutlines, text_element
from journeyeditor.layout.drawing import (
    ARTIFACT,
    Bookmark,
    Box,
    Glyphs,
    Group,
    Link,
    Outline,
    Picture,
    Rect,
    Shape,
    Spot,
    groups,
)
from journeyeditor.layout.icons import GRID

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.layout.fonts import FontStore
    from journeyeditor.layout.pages import Page
    from journeyeditor.layout.palette import Palette

_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
_SLACK = 2.0
_MISSING_FILL, _MISSING_STROKE = "chip", "line"


@dataclass(frozen=True, slots=True)
class SvgInfo:
    """What a picture says of itself: its title, what it shows in a sentence, and the language of its texts."""

    title: str = ""
    description: str = ""
    language: str = ""


def svg_bytes(
    page: Page,
    *,
    fonts: FontStore,
    palette: Palette,
    image: Callable[[str], bytes | None],
    info: SvgInfo,
    text: SvgText = SvgText.PATHS,
) -> bytes:
    """A page as an SVG file in UTF-8, a point of the page one unit. `image` gives a picture's bytes by its key.

    Raises `Refused` where a picture is damaged.
    """
    writer = _Writer(page, fonts, palette, Rasters(image), text)
    body = writer.body()
    size = f'width="{number(page.width)}" height="{number(page.height)}"'
    box = f'viewBox="0 0 {number(page.width)} {number(page.height)}"'
    language = f" xml:lang={attribute(info.language)}" if info.language else ""
    title = f"<title>{content(info.title)}</title>" if info.title else ""
    told = f"<desc>{content(info.description)}</desc>" if info.description else ""
    head = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'version="1.1" {size} {box}{language} stroke-linecap="round" stroke-linejoin="round">'
    )
    parts = ('<?xml version="1.0" encoding="UTF-8"?>', head, title, told, writer.definitions, body)
    return "\n".join(part for part in (*parts, "</svg>\n") if part).encode("utf-8")


class _Writer:
    """Writes one page; what is used more than once is gathered in its definitions."""

    def __init__(
        self, page: Page, fonts: FontStore, palette: Palette, rasters: Rasters, text: SvgText
    ) -> None:
        self._page = page
        self._palette = palette
        self._rasters = rasters
        self._as_text = text is SvgText.TEXT
        self._outlines = GlyphOutlines(fonts)
        self._pictures: dict[str, str] = {}
        self._defined: list[str] = []
        self._paths: dict[tuple[int, float, bool], tuple[Outline, str]] = {}
        self._named: set[str] = set()
        self._targets = {g.entity for g, _ in groups(page.group) if g.entity is not None}
        self._visible = Rect(0, 0, page.width, page.height)
        self._draw: dict[type, Callable[[Any, Spot], str]] = {
            Glyphs: self._glyphs,
            Group: self._group,
            Box: self._box,
            Shape: self._shape,
            Picture: self._picture,
            Link: self._link,
            Bookmark: lambda _item, _spot: "",
        }

    @property
    def definitions(self) -> str:
        defined = [*self._defined, *self._outlines.definitions]
        return "\n".join(("<defs>", *defined, "</defs>")) if defined else ""

    def body(self) -> str:
        return self._group(self._page.group, Spot())

    def _group(self, group: Group, around: Spot) -> str:
        spot = around.into(group)
        clip = spot.rect(group.clip) if group.clip is not None else None
        if not self._sees(group.bounds, spot) or (clip and not clip.meets(self._visible)):
            return ""
        inside = "".join(self._draw[type(item)](item, spot) for item in group.items)
        if not inside:
            return ""
        clipped = f' clip-path="url(#{self._clip(group.clip)})"' if group.clip is not None else ""
        about = self._about(group) + _place(group) + clipped
        return f"<g{about}>{inside}</g>\n" if about else inside

    def _sees(self, bounds: Rect, spot: Spot) -> bool:
        return spot.rect(bounds.grown(_SLACK)).meets(self._visible)

    def _about(self, group: Group) -> str:
        """What a group is: its name to be linked to, its language, and what readers aloud say of it."""
        told = ""
        name = f"e-{group.entity}"
        if group.entity and name not in self._named and _NAME.fullmatch(group.entity):
            self._named.add(name)
            told += f' id="{name}"'
        if group.language:
            told += f" xml:lang={attribute(group.language)}"
        if group.tag == ARTIFACT:
            told += ' aria-hidden="true"'
        elif group.tag is not None and str(group.tag.alt):
            told += f' role="img" aria-label={attribute(str(group.tag.alt))}'
        return told

    def _clip(self, rect: Rect, radius: float = 0.0) -> str:
        name = f"c{len(self._defined) + 1}"
        self._defined.append(
            f'<clipPath id="{name}"><rect {_rect(rect)}{_round(radius)}/></clipPath>'
        )
        return name

    def _glyphs(self, run: Glyphs, _spot: Spot) -> str:
        colour = self._palette.hex(run.colour)
        return text_element(run, colour) if self._as_text else self._outlines.uses(run, colour)

    def _box(self, box: Box, _spot: Spot) -> str:
        paint = self._paint(box)
        return f"<rect {_rect(box.rect)}{_round(box.radius)}{paint}/>" if paint else ""

    def _shape(self, shape: Shape, _spot: Spot) -> str:
        paint = self._paint(shape)
        if not paint or not shape.outline:
            return ""
        place = _moved(shape.x, shape.y)
        return f'<path d="{self._path(shape)}"{place}{paint}/>'

    def _path(self, shape: Shape) -> str:
        # By identity, as icons are the same outlines many times; kept beside its path, so that no other gets its id.
        key = (id(shape.outline), shape.scale, shape.mirrored)
        found = self._paths.get(key)
        if found is None:
            found = self._paths[key] = (shape.outline, _steps(shape))
        return found[1]

    def _paint(self, item: Box | Shape) -> str:
        """The colours and the pen of an item, "" where it shows nothing."""
        if item.fill is None and item.stroke is None:
            return ""
        fill = "none" if item.fill is None else self._palette.hex(item.fill)
        paint = f' fill="{fill}"'
        if item.stroke is not None:
            width = number(item.stroke_width)
            paint += f' stroke="{self._palette.hex(item.stroke)}" stroke-width="{width}"'
            if item.dash:
                paint += f' stroke-dasharray="{" ".join(map(number, item.dash))}"'
        return paint + (f' opacity="{number(item.opacity)}"' if item.opacity != 1.0 else "")

    def _picture(self, picture: Picture, spot: Spot) -> str:
        raster = self._rasters.raster(picture.key)
        if raster is None:
            frame = Box(picture.rect, _MISSING_FILL, _MISSING_STROKE, radius=picture.radius)
            return self._box(frame, spot)
        name = self._pictures.get(picture.key) or self._define(picture.key, raster)
        rect = picture.rect
        k = min(rect.w / raster.width, rect.h / raster.height)
        x = rect.x + (rect.w - raster.width * k) / 2
        y = rect.y + (rect.h - raster.height * k) / 2
        place = f"translate({number(x)} {number(y)}) scale({k:.6g})"
        told = f' role="img" aria-label={attribute(picture.alt)}' if picture.alt else ""
        clip = self._clip(rect, picture.radius)
        shown = f'<use xlink:href="#{name}" transform="{place}"/>'
        return f'<g clip-path="url(#{clip})"{told}>{shown}</g>'

    def _define(self, key: str, raster: Raster) -> str:
        name = self._pictures[key] = f"i{len(self._pictures) + 1}"
        data = base64.b64encode(raster.data).decode("ascii")
        self._defined.append(
            f'<image id="{name}" width="{raster.width}" height="{raster.height}" '
            f'xlink:href="data:{raster.media_type};base64,{data}"/>'
        )
        return name

    def _link(self, link: Link, _spot: Spot) -> str:
        address = self._address(link.target)
        if address is None:
            return ""
        area = f'<rect {_rect(link.rect)} fill="none" pointer-events="all"/>'
        return f"<a xlink:href={attribute(address)}>{area}</a>"

    def _address(self, target: str) -> str | None:
        if not target.startswith("#"):
            return web_address(target)
        key = target.removeprefix("#")
        return f"#e-{key}" if key in self._targets and _NAME.fullmatch(key) else None


def _place(group: Group) -> str:
    if group.scale == 1.0:
        return _moved(group.dx, group.dy)
    at = f"translate({number(group.dx)} {number(group.dy)}) " if group.dx or group.dy else ""
    return f' transform="{at}scale({group.scale:.6g})"'


def _moved(x: float, y: float) -> str:
    return f' transform="translate({number(x)} {number(y)})"' if x or y else ""


def _rect(rect: Rect) -> str:
    x, y, w, h = (number(value) for value in (rect.x, rect.y, max(rect.w, 0), max(rect.h, 0)))
    return f'x="{x}" y="{y}" width="{w}" height="{h}"'


def _round(radius: float) -> str:
    return f' rx="{number(radius)}"' if radius > 0 else ""


def _steps(shape: Shape) -> str:
    k = shape.scale
    kx, left = (-k, GRID * k) if shape.mirrored else (k, 0.0)
    return "".join(
        verb
        + " ".join(
            number(left + value * kx if i % 2 == 0 else value * k) for i, value in enumerate(points)
        )
        for verb, points in shape.outline
    )
