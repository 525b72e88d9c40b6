"""What stands around the window of a poster's sheet: marks to trim and glue by, its code, a line of 100 mm."""

from __future__ import annotations

from collections.abc import Iterator

from journeyeditor.layout.drawing import ARTIFACT, Group, Item, Outline, Rect, Segment, Shape, Verb
from journeyeditor.layout.fonts import Style
from journeyeditor.layout.furniture import Strip
from journeyeditor.layout.paper.tiling import Tiling
from journeyeditor.layout.sheets import MM
from journeyeditor.model.messages import N_

CHECK_LENGTH = 100 * MM
CHECK = N_("100 mm")
SHEET_OF = N_("sheet {number} of {count}")

_CODE, _SMALL = Style(10, bold=True), Style(7.5)
_CLEAR = 1.0
_LINE = 0.4
_GAP = 6.0
_TICK = 3.0
# A sheet too narrow for the whole line has none, rather than a wrong one.
_BESIDE = 110.0


def tile_marks(strip: Strip, tiling: Tiling, column: int, row: int, name: str) -> Group:
    """The marks of a sheet in its coordinates; `name` is what the sheet is called."""
    window = Rect(tiling.left, tiling.top, tiling.width, tiling.height)
    items: list[Item] = [*_trim(window, tiling)]
    items += _glue(window, tiling, column, row)
    items += _foot(strip, tiling, (column, row), name)
    bounds = Rect(0, 0, tiling.sheet.width, tiling.sheet.height)
    return Group(tuple(items), bounds, part="marks", tag=ARTIFACT, language=strip.language)


def _trim(window: Rect, tiling: Tiling) -> Iterator[Shape]:
    """Two lines at each corner of the window, a hair off it."""
    long = max(min(tiling.left, tiling.top) - 2 * _CLEAR, 2.0)
    for x, out_x in ((window.x, -1), (window.right, 1)):
        for y, out_y in ((window.y, -1), (window.bottom, 1)):
            yield _line((x + out_x * _CLEAR, y), (x + out_x * (_CLEAR + long), y))
            yield _line((x, y + out_y * _CLEAR), (x, y + out_y * (_CLEAR + long)))


def _glue(window: Rect, tiling: Tiling, column: int, row: int) -> Iterator[Shape]:
    """Dashed marks up to where the next sheets are laid over this one."""
    long = max(min(tiling.left, tiling.top) - 2 * _CLEAR, 2.0)
    if column + 1 < tiling.across:
        x = window.x + tiling.overlap if tiling.rtl else window.right - tiling.overlap
        for y, out in ((window.y, -1), (window.bottom, 1)):
            yield _line((x, y + out * _CLEAR), (x, y + out * (_CLEAR + long)), (1.5, 1.5))
    if row + 1 < tiling.down:
        y = window.bottom - tiling.overlap
        for x, out in ((window.x, -1), (window.right, 1)):
            yield _line((x + out * _CLEAR, y), (x + out * (_CLEAR + long), y), (1.5, 1.5))


def _foot(strip: Strip, tiling: Tiling, sheet: tuple[int, int], called: str) -> list[Item]:
    """What is written below the window, clear of the mark that shows how far the next sheet reaches."""
    column, row = sheet
    number = row * tiling.across + column + 1
    glued = tiling.overlap + _GAP if column + 1 < tiling.across else _GAP
    left, right = (glued, _GAP) if tiling.rtl else (_GAP, glued)
    window = Rect(tiling.left, tiling.top, tiling.width, tiling.height)
    y = window.bottom + _GAP
    name = strip.engine.line(called, _CODE, strip.language, colour="ink")
    told = strip.translate(SHEET_OF).format(number=number, count=tiling.count)
    words = strip.engine.line(told, _SMALL, strip.language, colour="ink.quiet")
    x = window.x + left
    items: list[Item] = [*name.glyphs(x, y)]
    items += words.glyphs(x + name.width + 6, y + (name.height - words.height) * 0.6)
    taken = max(x + name.width + 6 + words.width + 3 * _GAP - window.x, _BESIDE)
    if window.w >= CHECK_LENGTH + taken + right - _GAP:
        items += check_line(strip, window.right - right - CHECK_LENGTH, y + name.height * 0.6)
    return items


def check_line(strip: Strip, x: float, y: float) -> list[Item]:
    """A line of 100 mm with ticks at its ends, and what it is above its middle."""
    words = strip.engine.line(strip.translate(CHECK), _SMALL, strip.language, colour="ink.quiet")
    end = x + CHECK_LENGTH
    left = x + (CHECK_LENGTH - words.width) / 2
    return [
        _line((x, y), (left - 4, y)),
        _line((left + words.width + 4, y), (end, y)),
        _line((x, y - _TICK), (x, y + _TICK)),
        _line((end, y - _TICK), (end, y + _TICK)),
        *words.glyphs(left, y - words.height / 2),
    ]


def _line(
    start: tuple[float, float], end: tuple[float, float], dash: tuple[float, ...] = ()
) -> Shape:
    outline: Outline = (Segment(Verb.MOVE, start), Segment(Verb.LINE, end))
    return Shape(outline, stroke="ink", stroke_width=_LINE, dash=dash)
