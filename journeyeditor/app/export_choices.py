"""What a person chooses of an export, as plain values that settings and documents keep, and ways that come with the program."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from journeyeditor.app.exporting import Handover
from journeyeditor.app.picturing import USUAL_PICTURES, PictureOptions
from journeyeditor.export.kinds import Slides, SvgText
from journeyeditor.layout.paper.options import PageMode, PageOptions, Part, Poster
from journeyeditor.layout.paper.tiling import MARGIN
from journeyeditor.layout.sheets import MM, Orientation, parse_sheet
from journeyeditor.model.document import Document
from journeyeditor.model.messages import N_, Message, Refused, message
from journeyeditor.model.saved_views import SavedView, saved_views


class Kind(StrEnum):
    """What kind of file is made; the value is its suffix."""

    PDF = "pdf"
    PNG = "png"
    SVG = "svg"
    PPTX = "pptx"


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """How maps are exported: the pages, whether all maps are, the kind of file, whether a PDF carries its own map,
    how pictures are made, and what a slide shows.

    `password` ("": none) and `attach_hidden`, whether hidden lanes go with the map that is carried, are never kept
    anywhere.
    """

    options: PageOptions
    all_maps: bool = True
    kind: Kind = Kind.PDF
    attach: bool = False
    attach_hidden: bool = False
    password: str = ""
    pictures: PictureOptions = USUAL_PICTURES
    slides: Slides = Slides.MAP

    @property
    def suffix(self) -> str:
        return f".{self.kind}"

    @property
    def on_paper(self) -> bool:
        """Whether whole pages are made, and not maps by themselves."""
        pictures = self.kind in {Kind.PNG, Kind.SVG}
        return self.kind is Kind.PDF or (pictures and self.pictures.whole_page)

    @property
    def handover(self) -> Handover:
        """What goes with the pages."""
        attach = self.attach and self.kind is Kind.PDF
        return Handover(
            attach,
            attach and self.attach_hidden,
            password=self.password if self.kind is Kind.PDF else "",
            pictures=self.pictures,
            slides=self.slides,
        )


LESS_MARGIN = N_(
    "The sheets of a poster take at most {most} of the margin, the pages beside them all of it."
)


def wide_for_posters(options: PageOptions) -> bool:
    """Whether the sheets of a poster have less of a margin than is chosen."""
    return options.pages is PageMode.POSTER and options.margin > POSTER_MARGIN + 0.01


ALL_PARTS = tuple(Part)
MOST_SHEETS, LEAST_SCALE, MOST_SCALE, MOST_OVERLAP = 50, 0.05, 4.0, 50 * MM
LEAST_MARGIN, MOST_MARGIN = 3 * MM, 50 * MM
LEAST_TEXT, MOST_TEXT = 3.0, 24.0
POSTER_MARGIN = MARGIN
"""What the sheets of a poster take of a margin at most."""
LEAST_PIXELS, MOST_PIXELS = 0.1, 20.0
VIEW, VIEW_NAME = "view", "view_name"

_NO_VIEW = N_(
    "This document has no saved view “{name}”, which the preset asks for, so the maps are shown as they are."
)


def plain_choice(choice: ExportChoice) -> dict[str, Any]:
    """A choice as plain values for JSON, without the password, the date and the view of one document."""
    options, poster = choice.options, choice.options.poster
    return {
        "kind": str(choice.kind),
        "paper": options.sheet.name,
        "orientation": str(options.orientation),
        "pages": str(options.pages),
        "min_text": options.min_text,
        "parts": [str(part) for part in options.parts],
        "overlap": poster.overlap,
        "scale": poster.scale,
        "across": poster.across,
        "down": poster.down,
        "margin": options.margin,
        "titles": options.titles,
        "save_ink": options.save_ink,
        "all_maps": choice.all_maps,
        "attach": choice.attach,
        "picture_scale": choice.pictures.scale,
        "transparent": choice.pictures.transparent,
        "svg_text": str(choice.pictures.text),
        "whole_page": choice.pictures.whole_page,
        "slides": str(choice.slides),
    }


def preset_plain(choice: ExportChoice, document: Document) -> dict[str, Any]:
    """A choice as plain values for a preset, with the id of the view ("": none) and its name, by which other documents
    know it."""
    view = choice.options.view
    name = next((one.name for one in saved_views(document) if one.id == view), "")
    return {**plain_choice(choice), VIEW: view, VIEW_NAME: name}


def preset_choice(
    plain: Mapping[str, Any], base: ExportChoice, document: Document, map_id: str = ""
) -> tuple[ExportChoice, Message | None]:
    """A choice from the plain values of a preset, and what to tell about it. Its view is that of this document with
    its id, else one with its name, of this map where several have it; one that is not there gives way to the whole
    maps, one that nothing is said of to that of `base`."""
    choice = choice_of(plain, base)
    if VIEW not in plain and VIEW_NAME not in plain:
        return choice, None
    name = plain.get(VIEW_NAME, "")
    name = name if isinstance(name, str) else ""
    of_map = "" if choice.all_maps else map_id
    found = _view_of(saved_views(document, of_map or None), plain.get(VIEW, ""), name, map_id)
    said = message(_NO_VIEW, name=name) if name and found is None else None
    return _with(choice, view=found.id if found else ""), said


def _view_of(views: Iterable[SavedView], key: object, name: str, map_id: str) -> SavedView | None:
    known = list(views)
    named = [view for view in known if view.name == name]
    ways = (
        [view for view in known if view.id == key],
        [view for view in named if view.map == map_id],
        named,
    )
    return next((found[0] for found in ways if found), None)


def choice_of(plain: Mapping[str, Any], base: ExportChoice) -> ExportChoice:
    """A choice from plain values; what is missing or makes no sense is as in `base`."""
    choice = base
    for name, take in _TAKE.items():
        if name in plain:
            # A file may hold anything; what can't be taken leaves the choice as it is.
            with suppress(Refused, ValueError, TypeError):
                choice = take(choice, plain[name])
    return choice


def _with(choice: ExportChoice, **changes: Any) -> ExportChoice:
    return replace(choice, options=replace(choice.options, **changes))


def _poster(choice: ExportChoice, **changes: Any) -> ExportChoice:
    return _with(choice, poster=replace(choice.options.poster, **changes))


def _pictures(choice: ExportChoice, **changes: Any) -> ExportChoice:
    return replace(choice, pictures=replace(choice.pictures, **changes))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _number(value: Any, least: float, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    if not least <= value <= most:
        raise ValueError
    return float(value)


def _count(value: Any) -> int | None:
    return None if value is None else int(_number(value, 1, MOST_SHEETS))


def _scale(value: Any) -> float | None:
    return None if value is None else _number(value, LEAST_SCALE, MOST_SCALE)


def _picture_scale(value: Any) -> float | None:
    return None if value is None else _number(value, LEAST_PIXELS, MOST_PIXELS)


def _parts(value: Any) -> tuple[Part, ...]:
    """Those of the parts that there are, each once, in their order."""
    if not isinstance(value, Iterable) or isinstance(value, str):
        raise TypeError
    return tuple(dict.fromkeys(Part(part) for part in value if part in set(Part)))


_TAKE: dict[str, Callable[[ExportChoice, Any], ExportChoice]] = {
    "kind": lambda choice, value: replace(choice, kind=Kind(_text(value))),
    "paper": lambda choice, value: _with(choice, sheet=parse_sheet(_text(value))),
    "orientation": lambda c, value: _with(c, orientation=Orientation(_text(value))),
    "pages": lambda choice, value: _with(choice, pages=PageMode(_text(value))),
    "min_text": lambda c, value: _with(c, min_text=_number(value, LEAST_TEXT, MOST_TEXT)),
    "parts": lambda choice, value: _with(choice, parts=_parts(value)),
    "overlap": lambda c, value: _poster(c, overlap=_number(value, 0.0, MOST_OVERLAP)),
    "scale": lambda choice, value: _poster(choice, scale=_scale(value)),
    "across": lambda choice, value: _poster(choice, across=_count(value)),
    "down": lambda choice, value: _poster(choice, down=_count(value)),
    "margin": lambda c, value: _with(c, margin=_number(value, LEAST_MARGIN, MOST_MARGIN)),
    "titles": lambda choice, value: _with(choice, titles=_flag(value)),
    "save_ink": lambda choice, value: _with(choice, save_ink=_flag(value)),
    "all_maps": lambda choice, value: replace(choice, all_maps=_flag(value)),
    "attach": lambda choice, value: replace(choice, attach=_flag(value)),
    "picture_scale": lambda c, value: _pictures(c, scale=_picture_scale(value)),
    "transparent": lambda c, value: _pictures(c, transparent=_flag(value)),
    "svg_text": lambda c, value: _pictures(c, text=SvgText(_text(value))),
    "whole_page": lambda c, value: _pictures(c, whole_page=_flag(value)),
    "slides": lambda choice, value: replace(choice, slides=Slides(_text(value))),
}
"""How each plain value is taken over; raises what `choice_of` passes over."""


def rows_of(parts: Iterable[Part]) -> tuple[Part, ...]:
    """All parts in the order in which they are listed: the chosen ones in theirs, the others where they usually stand."""
    chosen = tuple(parts)
    usual = [part for part in ALL_PARTS if part in chosen]
    if tuple(usual) == chosen:
        return ALL_PARTS
    rows = list(chosen)
    for part in ALL_PARTS:
        if part not in chosen:
            before = [p for p in ALL_PARTS[: ALL_PARTS.index(part)] if p in rows]
            rows.insert(rows.index(before[-1]) + 1 if before else 0, part)
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A way that comes with the program: its name, a word on it, and the values it sets; others stay as they are."""

    id: str
    name: str
    note: str
    values: Mapping[str, Any]


_PLAIN_POSTER = Poster()
BUILT_IN: tuple[BuiltIn, ...] = (
    BuiltIn(
        "client",
        N_("For a client"),
        N_("Cover, map, personas, curve, insights and appendix, broken between stages"),
        {
            "kind": "pdf",
            "pages": "stages",
            "min_text": 6.0,
            "parts": ["cover", "map", "legend", "persona", "curve", "insights", "appendix"],
            "titles": True,
            "save_ink": False,
            "attach": False,
        },
    ),
    BuiltIn(
        "wall",
        N_("For the workshop wall"),
        N_("A poster in true scale, and its blank version"),
        {
            "kind": "pdf",
            "pages": "poster",
            "parts": ["map", "legend", "blank"],
            "titles": True,
            "overlap": _PLAIN_POSTER.overlap,
            "scale": None,
            "across": None,
            "down": None,
            "save_ink": False,
            "attach": False,
        },
    ),
    BuiltIn(
        "sharing",
        N_("For sharing (carries its map)"),
        N_("Map and appendix, with the map inside, so that it can be opened and edited again"),
        {
            "kind": "pdf",
            "pages": "stages",
            "min_text": 6.0,
            "parts": ["map", "legend", "appendix"],
            "titles": True,
            "attach": True,
        },
    ),
)
