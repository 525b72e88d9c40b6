"""Shapes and texts of a slide as DrawingML (ECMA-376 part 1, chapters 19 and 20).

Lengths are given in points of the slide, y down, and written in EMU. User text only ever becomes text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

from journeyeditor.export.markup import attribute, content
from journeyeditor.layout.drawing import Rect, Segment, Verb

EMU = 12_700
"""English metric units of a point."""

_LEAST_SIZE, _MOST_SIZE = 1.0, 4000.0
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


@dataclass(frozen=True, slots=True)
class Pen:
    """How a shape is filled and drawn: colours as `#rrggbb` (None: not), width and dashes in points."""

    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph or several (line ends part them) in one manner; indents and size in points."""

    text: str
    size: float
    colour: str
    bold: bool = False
    italic: bool = False
    align: str = "l"
    left: float = 0.0
    right: float = 0.0


@dataclass(frozen=True, slots=True)
class Frame:
    """A text in a shape: its paragraphs, what is kept free inside the edges (left, top, right, bottom) in points,
    where it stands ("t", "ctr", "b"), and whether it breaks into lines."""

    words: tuple[Words, ...]
    inset: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    anchor: str = "t"
    wraps: bool = True
    rtl: bool = False
    language: str = ""
    line: float = 1.18
    shrinks: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """What a shape is called and what it shows for those who can't see it; without both it is decoration.

    `link` is the id of a relationship that it leads to.
    """

    name: str = ""
    alt: str = ""
    link: str = ""


DECORATION = About()


class ShapeWriter:
    """Writes shapes one after another with ids of their own, the first of them `first`."""

    def __init__(self, first: int) -> None:
        self._ids = count(first)

    def preset(
        self,
        form: str,
        rect: Rect,
        pen: Pen,
        *,
        about: About = DECORATION,
        frame: Frame | None = None,
        radius: float = 0.0,
        flipped: bool = False,
    ) -> str:
        """A shape of one of PowerPoint's forms, with a text in it where there is one."""
        shown = _body(frame) if frame is not None else ""
        return (
            f"<p:sp><p:nvSpPr>{self._named(about, form)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f"<p:spPr>{_place(rect, flipped)}{_form(form, rect, radius)}{_paint(pen)}</p:spPr>{shown}</p:sp>"
        )

    def text_box(self, rect: Rect, frame: Frame, about: About) -> str:
        """A text without a ground."""
        return (
            f'<p:sp><p:nvSpPr>{self._named(about, "Text")}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
            f"<p:spPr>{_place(rect)}{_form('rect', rect)}<a:noFill/></p:spPr>{_body(frame)}</p:sp>"
        )

    def freeform(
        self, segments: Sequence[Segment], pen: Pen, about: About = DECORATION, kind: str = "Line"
    ) -> str:
        """An outline in points of the slide, "" for one without points."""
        rect = bounds_of(segments)
        if rect is None:
            return ""
        fill = ' fill="none"' if pen.fill is None else ""
        steps = "".join(_step(segment, rect) for segment in segments)
        size = f'w="{_emu(rect.w)}" h="{_emu(rect.h)}"'
        form = (
            "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
            '<a:rect l="0" t="0" r="r" b="b"/>'
            f"<a:pathLst><a:path {size}{fill}>{steps}</a:path></a:pathLst></a:custGeom>"
        )
        return (
            f"<p:sp><p:nvSpPr>{self._named(about, kind)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f"<p:spPr>{_place(rect)}{form}{_paint(pen)}</p:spPr></p:sp>"
        )

    def group(self, shapes: Iterable[str], rect: Rect, about: About) -> str:
        """Shapes that are moved together; "" where there are none."""
        inside = "".join(shapes)
        if not inside:
            return ""
        ends = f"<a:chOff {_at(rect)}/><a:chExt {_size(rect)}/>"
        place = f"<a:xfrm><a:off {_at(rect)}/><a:ext {_size(rect)}/>{ends}</a:xfrm>"
        return (
            f"<p:grpSp><p:nvGrpSpPr>{self._named(about, 'Group')}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
            f"<p:grpSpPr>{place}</p:grpSpPr>{inside}</p:grpSp>"
        )

    def picture(self, rect: Rect, relation: str, about: About, radius: float = 0.0) -> str:
        """A picture that the slide's relationship of this id holds."""
        form = "roundRect" if radius else "rect"
        return (
            f"<p:pic><p:nvPicPr>{self._named(about, 'Picture')}<p:cNvPicPr>"
            '<a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>'
            f'<p:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
            f"<p:spPr>{_place(rect)}{_form(form, rect, radius)}</p:spPr></p:pic>"
        )

    def _named(self, about: About, usual: str) -> str:
        number = next(self._ids)
        name = attribute(_one_line(about.name) or f"{usual} {number}")
        alt = f" descr={attribute(about.alt)}" if about.alt else ""
        inside = f'<a:hlinkClick r:id="{about.link}"/>' if about.link else ""
        if about == DECORATION:
            inside = _DECORATIVE
        return f'<p:cNvPr id="{number}" name={name}{alt}>{inside}</p:cNvPr>'


def bounds_of(segments: Sequence[Segment]) -> Rect | None:
    """The rectangle around all points of an outline, those beside a curve included; None where there are none."""
    xs = [value for segment in segments for value in segment.points[0::2]]
    ys = [value for segment in segments for value in segment.points[1::2]]
    if not xs:
        return None
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _one_line(text: str) -> str:
    return " ".join(text.split())[:120]


def _emu(points: float) -> int:
    return round(points * EMU)


def _at(rect: Rect) -> str:
    return f'x="{_emu(rect.x)}" y="{_emu(rect.y)}"'


def _size(rect: Rect) -> str:
    return f'cx="{max(0, _emu(rect.w))}" cy="{max(0, _emu(rect.h))}"'


def _place(rect: Rect, flipped: bool = False) -> str:
    turned = ' flipH="1"' if flipped else ""
    return f"<a:xfrm{turned}><a:off {_at(rect)}/><a:ext {_size(rect)}/></a:xfrm>"


def _form(form: str, rect: Rect, radius: float = 0.0) -> str:
    guide = ""
    if form == "roundRect":
        # The corner's radius in 100,000ths of the shorter side, half of which is the most.
        share = radius / max(min(rect.w, rect.h), 0.01)
        guide = f'<a:gd name="adj" fmla="val {round(min(share, 0.5) * 100_000)}"/>'
    if form == "homePlate":
        share = radius / max(min(rect.w, rect.h), 0.01)
        guide = f'<a:gd name="adj" fmla="val {round(min(share, 1.0) * 100_000)}"/>'
    return f'<a:prstGeom prst="{form}"><a:avLst>{guide}</a:avLst></a:prstGeom>'


def _step(segment: Segment, rect: Rect) -> str:
    if segment.verb is Verb.CLOSE:
        return "<a:close/>"
    pairs = zip(segment.points[0::2], segment.points[1::2], strict=True)
    points = "".join(f'<a:pt x="{_emu(x - rect.x)}" y="{_emu(y - rect.y)}"/>' for x, y in pairs)
    name = _STEPS[segment.verb]
    return f"<a:{name}>{points}</a:{name}>"


_STEPS = {Verb.MOVE: "moveTo", Verb.LINE: "lnTo", Verb.CURVE: "cubicBezTo"}


def _paint(pen: Pen) -> str:
    fill = "<a:noFill/>" if pen.fill is None else _solid(pen.fill, pen.opacity)
    if pen.stroke is None:
        return f"{fill}<a:ln><a:noFill/></a:ln>"
    return f"{fill}{_line(pen, pen.stroke)}"


def _line(pen: Pen, stroke: str) -> str:
    dash = ""
    if pen.dash and pen.width > 0:
        rows = (*pen.dash, *pen.dash) if len(pen.dash) % 2 else pen.dash
        stops = "".join(
            f'<a:ds d="{_share(on, pen.width)}" sp="{_share(off, pen.width)}"/>'
            for on, off in zip(rows[0::2], rows[1::2], strict=True)
        )
        dash = f"<a:custDash>{stops}</a:custDash>"
    width = max(1, _emu(pen.width))
    return f'<a:ln w="{width}" cap="rnd">{_solid(stroke, pen.opacity)}{dash}<a:round/></a:ln>'


def _share(length: float, width: float) -> int:
    return max(1, round(length / width * 100_000))


def _solid(colour: str, opacity: float = 1.0) -> str:
    alpha = f'<a:alpha val="{round(opacity * 100_000)}"/>' if opacity < 1 else ""
    return f'<a:solidFill><a:srgbClr val="{colour.removeprefix("#").upper()}">{alpha}</a:srgbClr></a:solidFill>'


def _body(frame: Frame) -> str:
    left, top, right, bottom = (_emu(value) for value in frame.inset)
    wrap = "square" if frame.wraps else "none"
    fit = "<a:normAutofit/>" if frame.shrinks else "<a:noAutofit/>"
    paragraphs = "".join(
        _paragraph(line, words, frame)
        for words in frame.words
        for line in words.text.splitlines() or [""]
    )
    return (
        f'<p:txBody><a:bodyPr wrap="{wrap}" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" '
        f'anchor="{frame.anchor}">{fit}</a:bodyPr><a:lstStyle/>{paragraphs or "<a:p/>"}</p:txBody>'
    )


def _paragraph(line: str, words: Words, frame: Frame) -> str:
    size = round(min(max(words.size, _LEAST_SIZE), _MOST_SIZE) * 10) * 10
    manner = (
        (f" lang={attribute(frame.language)}" if frame.language else "")
        + f' sz="{size}"'
        + (' b="1"' if words.bold else "")
        + (' i="1"' if words.italic else "")
    )
    indents = (f' marL="{_emu(words.left)}"' if words.left else "") + (
        f' marR="{_emu(words.right)}"' if words.right else ""
    )
    way = ' rtl="1"' if frame.rtl else ""
    spacing = f'<a:lnSpc><a:spcPct val="{round(frame.line * 100_000)}"/></a:lnSpc>'
    look = f'<a:pPr{indents} indent="0" algn="{words.align}"{way}>{spacing}<a:buNone/></a:pPr>'
    colour = _solid(words.colour)
    if not line.strip():
        return f"<a:p>{look}<a:endParaRPr{manner}>{colour}</a:endParaRPr></a:p>"
    return f"<a:p>{look}<a:r><a:rPr{manner}>{colour}</a:rPr><a:t>{content(line)}</a:t></a:r></a:p>"
