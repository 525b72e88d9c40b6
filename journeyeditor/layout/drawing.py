"""The display list: what a map or a page looks like, as data that any painter can draw.

Units are points, y runs downwards, colours are roles (`ink`, `card`, `level.2`) that a palette resolves at
painting time. Everything is frozen, so a lane that did not change keeps its very group object, and a painter
may cache by identity. A group carries what later readers need beyond the ink: the entity it shows, its tag for
an accessible PDF, its language, and the layer it belongs to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, overload

if TYPE_CHECKING:
    from journeyeditor.layout.text.shaping import Unit

Role = str
SOFT_HYPHEN = "\u00ad"


class Rect(NamedTuple):
    """A rectangle in points: left, top, width, height."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def centre(self) -> tuple[float, float]:
        return self.x + self.w / 2, self.y + self.h / 2

    def moved(self, dx: float, dy: float) -> Rect:
        return Rect(self.x + dx, self.y + dy, self.w, self.h)

    def grown(self, by: float) -> Rect:
        return Rect(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)

    def contains(self, x: float, y: float) -> bool:
        return self.x <= x < self.right and self.y <= y < self.bottom

    def meets(self, other: Rect) -> bool:
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )

    def united(self, other: Rect) -> Rect:
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)


class Verb(StrEnum):
    """One step of an outline; the number of points each takes is in `Segment`."""

    MOVE = "M"
    LINE = "L"
    CURVE = "C"
    CLOSE = "Z"


class Segment(NamedTuple):
    """A step of an outline: MOVE and LINE take x, y; CURVE takes two control points and an end; CLOSE none."""

    verb: Verb
    points: tuple[float, ...] = ()


Outline = tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, rounded where `radius` > 0, filled and stroked in roles (None: not)."""

    rect: Rect
    fill: Role | None = None
    stroke: Role | None = None
    stroke_width: float = 1.0
    radius: float = 0.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline placed at (x, y) and scaled: icons, faces, curves. The stroke width is in points on the map, not scaled."""

    outline: Outline
    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    fill: Role | None = None
    stroke: Role | None = None
    stroke_width: float = 1.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0
    mirrored: bool = False


@dataclass(frozen=True, slots=True)
class Glyphs:
    """A run of shaped glyphs of one font face on one baseline.

    `x`, `y` is the run's left end on the baseline. `dx[i]`, `dy[i]` is where glyph i stands relative to it, in
    points (`dy` is empty when all are 0; positive is down). `clusters[i]` is the index in `text` of the first
    character that glyph i shows; `text` is the source in logical order. Glyphs stand in visual order, left to
    right, also in a right-to-left run. `level` is the run's embedding level (UAX #9), by which a reader gets back
    the logical order of a line's runs. `units` are the words that it was put together from, in visual order, for
    painters that write each of them once.
    """

    font: str
    size: float
    x: float
    y: float
    gids: tuple[int, ...]
    dx: tuple[float, ...]
    text: str
    clusters: tuple[int, ...]
    colour: Role = "ink"
    dy: tuple[float, ...] = ()
    width: float = 0.0
    rtl: bool = False
    embolden: float = 0.0
    level: int = 0
    units: tuple[Unit, ...] = field(default=(), compare=False, repr=False)

    @classmethod
    def of_units(
        cls, font: str, size: float, x: float, y: float, text: str, units: tuple[Unit, ...],
        colour: Role, embolden: float,
    ) -> Glyphs:  # fmt: skip
        """The run of such units from left to right; their glyphs are only put together for who asks for them."""
        made = _new(cls)
        _set(made, "font", font)
        _set(made, "size", size)
        _set(made, "x", x)
        _set(made, "y", y)
        _set(made, "text", text)
        _set(made, "colour", colour)
        _set(made, "rtl", False)
        _set(made, "embolden", embolden)
        _set(made, "level", 0)
        _set(made, "units", units)
        return made

    if not TYPE_CHECKING:

        def __getattr__(self, name):
            # Only what is not there yet is asked for here.
            if name not in _JOINED:
                raise AttributeError(name)
            from journeyeditor.layout.text.shaping import joined

            unit = joined(self.units)
            for joint in _JOINED:
                _set(self, joint, getattr(unit, joint))
            return getattr(unit, name)

    def seen(self, start: int = 0, end: int | None = None) -> str:
        """The text, or a part of it, as it is seen: a soft hyphen is a hyphen where it shows, and else nothing."""
        part = self.text[start:end]
        if SOFT_HYPHEN not in part:
            return part
        signs = ("-" if i in self.clusters else "" for i in range(start, start + len(part)))
        return "".join(
            [c if c != SOFT_HYPHEN else sign for c, sign in zip(part, signs, strict=True)]
        )

    def moved(self, dx: float, dy: float, colour: Role | None = None) -> Glyphs:
        """The same glyphs elsewhere, in another colour where asked for."""
        x, y, role = self.x + dx, self.y + dy, colour or self.colour
        try:
            gids = _GIDS(self)
        except AttributeError:
            return Glyphs.of_units(
                self.font, self.size, x, y, self.text, self.units, role, self.embolden
            )
        # Spelt out, as every line of a map passes here and `replace` takes several times as long.
        return Glyphs(
            self.font,
            self.size,
            x,
            y,
            gids,
            self.dx,
            self.text,
            self.clusters,
            role,
            self.dy,
            self.width,
            self.rtl,
            self.embolden,
            self.level,
            self.units,
        )


_new, _set = object.__new__, object.__setattr__
_GIDS = Glyphs.__dict__["gids"].__get__
_JOINED = ("gids", "dx", "clusters", "dy", "width")
"""What of a run is put together of its units."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A raster image of the document, by its key, fitted into a rectangle."""

    rect: Rect
    key: str
    alt: str = ""
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Link:
    """A place that leads somewhere: an http, https or mailto address, or `#` and an entity's id."""

    rect: Rect
    target: str


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline of a PDF, leading to this height."""

    title: str
    y: float
    level: int = 0


class Told:
    """A text that is worked out when it is first asked for, as that of a long curve seldom is; `str()` gives it."""

    __slots__ = ("_make", "_text")

    def __init__(self, make: Callable[[], str]) -> None:
        self._make: Callable[[], str] | None = make
        self._text = ""

    def __str__(self) -> str:
        # Taken once, as another thread may have made it a moment later.
        make = self._make
        if make is not None:
            self._text, self._make = make(), None
        return self._text

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Told | str) and str(self) == str(other))

    def __hash__(self) -> int:
        return hash(str(self))


@dataclass(frozen=True, slots=True)
class Tag:
    """What a group is to a reader who cannot see it: a PDF structure role with its attributes.

    `scope` says what a heading of a table heads: "Column", "Row" or "Both"; `span` over how many columns a cell
    goes. A group with the same role and `key` elsewhere in the document, as on the next page, carries on the same
    element. `title` is a name for the element, and for the layer where it is a layer's first.
    """

    role: str
    alt: str | Told = ""
    scope: str = ""
    span: int = 1
    key: str = ""
    title: str = ""


ARTIFACT = Tag("Artifact")


class Drawn(Sequence["Item"]):
    """Items that are made when they are first looked at: most of a large map is laid out long before it is seen."""

    __slots__ = ("_items", "_make")

    def __init__(self, make: Callable[[], tuple[Item, ...]], first: tuple[Item, ...] = ()) -> None:
        self._make: Callable[[], tuple[Item, ...]] | None = make
        self._items: tuple[Item, ...] = first

    @property
    def first(self) -> tuple[Item, ...]:
        """What is known of the items without making them: the first ones, or all where they were made."""
        return self._items

    @property
    def items(self) -> tuple[Item, ...]:
        # Taken once, as another thread may have made them a moment later.
        make = self._make
        if make is not None:
            self._items, self._make = make(), None
        return self._items

    def passing(self) -> tuple[Item, ...]:
        """The items for one look, not kept where they were not made before: for who sees all of a large map once."""
        make = self._make
        return self._items if make is None else make()

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        return self.items[index]

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Sequence) and self.items == tuple(other))

    def __hash__(self) -> int:
        return hash(self.items)


@dataclass(frozen=True, slots=True)
class Group:
    """Items that belong together, in coordinates of their own: they stand at (dx, dy) of their parent and are
    scaled by `scale` from there.

    `bounds` encloses all that the items paint, in the group's own coordinates, so that painters can leave out
    what is not in sight. `part` says which part of the map it is (`card`, `lane`, `stage`, `step`, `face`, …).
    """

    items: Sequence[Item]
    bounds: Rect
    dx: float = 0.0
    dy: float = 0.0
    scale: float = 1.0
    entity: str | None = None
    part: str = ""
    tag: Tag | None = None
    layer: str | None = None
    language: str = ""
    clip: Rect | None = None


Item = Box | Shape | Glyphs | Picture | Link | Bookmark | Group


Leaf = Box | Shape | Glyphs | Picture | Link | Bookmark


@dataclass(frozen=True, slots=True)
class Spot:
    """Where coordinates of a group lie in those of the caller: times `scale`, plus (x, y)."""

    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0

    def into(self, group: Group) -> Spot:
        """The spot of a group that stands here."""
        return Spot(
            self.x + group.dx * self.scale,
            self.y + group.dy * self.scale,
            self.scale * group.scale,
        )

    def rect(self, rect: Rect) -> Rect:
        k = self.scale
        return Rect(self.x + rect.x * k, self.y + rect.y * k, rect.w * k, rect.h * k)

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.x + x * self.scale, self.y + y * self.scale


ORIGIN = Spot()


def walk(group: Group, spot: Spot = ORIGIN) -> Iterator[tuple[Leaf, Spot]]:
    """Every leaf of a group in painting order, with its spot in the caller's coordinates."""
    here = spot.into(group)
    for item in group.items:
        if isinstance(item, Group):
            yield from walk(item, here)
        else:
            yield item, here


def groups(group: Group, spot: Spot = ORIGIN) -> Iterator[tuple[Group, Spot]]:
    """Every group within (itself first), with the spot of its own coordinates in the caller's."""
    here = spot.into(group)
    yield group, here
    for item in group.items:
        if isinstance(item, Group):
            yield from groups(item, here)
