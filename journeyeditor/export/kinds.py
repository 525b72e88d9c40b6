"""What a person can choose of the kinds of files that are no PDF; light, so that it costs a window nothing."""

from __future__ import annotations

from enum import StrEnum


class SvgText(StrEnum):
    """How an SVG holds its text: outlines are exact, text can be searched and edited."""

    PATHS = "paths"
    TEXT = "text"


class Slides(StrEnum):
    """What a slide shows: a whole map, or a stage of it."""

    MAP = "map"
    STAGES = "stages"
