"""What a person can choose of the kinds of files that are no PDF; light, so that it costs a window nothing."""

from __future__ import annotations

from enum import StrEnum

from journeyeditor.model.messages import N_, Message, message

MOST_PASSWORD = 127
"""Bytes of a PDF's password (ISO 32000-2, 7.6.4.3.3): longer ones are cut off, so that others would open the file, too."""

_TOO_LONG = N_("Shorten the password: a PDF takes {most} bytes, and this one has {count}.")


class SvgText(StrEnum):
    """How an SVG holds its text: outlines are exact, text can be searched and edited."""

    PATHS = "paths"
    TEXT = "text"


class Slides(StrEnum):
    """What a slide shows: a whole map, or a stage of it."""

    MAP = "map"
    STAGES = "stages"


def password_complaint(password: str) -> Message | None:
    """What is wrong with a password for a PDF, None where nothing is."""
    count = len(password.encode("utf-8", "surrogatepass"))
    return message(_TOO_LONG, most=MOST_PASSWORD, count=count) if count > MOST_PASSWORD else None
