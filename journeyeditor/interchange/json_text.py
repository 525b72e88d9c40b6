"""JSON text to plain values, strictly: what a reader could understand in two ways is refused."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from typing import Any, NoReturn

from journeyeditor.model.messages import N_, Refused

MAX_CHARACTERS = 256 * 1024 * 1024
MAX_DEPTH = 64

_ESCAPED = re.compile(r"\\u[dD][89a-fA-F]")
"""Half of a character outside the basic plane."""

_TOO_LONG = N_("This JSON file is larger than {most} MB.")
_TOO_DEEP = N_("This JSON file is nested more than {most} levels deep.")
_NOT_JSON = N_("This file is not valid JSON: line {line}, column {column} can't be read.")
_NO_NUMBER = N_("This JSON file holds {found}, which is not a number that can be kept.")
_TWICE = N_("An object in this JSON file has “{name}” twice.")


def parse(text: str) -> Any:
    """The value that a JSON text holds, with lone surrogates replaced.

    Raises `Refused` for text that is no JSON, for NaN, infinities, keys that stand twice in one object, and
    beyond the limits of size and depth.
    """
    if len(text) > MAX_CHARACTERS:
        raise Refused(_TOO_LONG, most=MAX_CHARACTERS // 1024 // 1024)
    try:
        value = json.loads(
            text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"),
            parse_constant=_no_number,
            parse_float=_finite,
            parse_int=_whole,
            object_pairs_hook=_unique,
        )
    except json.JSONDecodeError as error:
        raise Refused(_NOT_JSON, line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise Refused(_TOO_DEEP, most=MAX_DEPTH) from None
    _check_depth(value, MAX_DEPTH)
    return _mended(value) if _may_hold_halves(text) else value


def _no_number(text: str) -> NoReturn:
    raise Refused(_NO_NUMBER, found=text)


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _no_number(_short(text))


def _whole(text: str) -> int:
    # 300 digits are more than any float holds; Python itself refuses to read some thousands.
    return int(text) if len(text) < 300 else _no_number(_short(text))


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise Refused(_TWICE, name=_mended_text(twice))
    return found


def _may_hold_halves(text: str) -> bool:
    """Whether there may be lone surrogates in a JSON text, which most have not, so that they need not be sought."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return _ESCAPED.search(text) is not None


def _check_depth(value: Any, depth: int) -> None:
    if isinstance(value, dict | list):
        if not depth:
            raise Refused(_TOO_DEEP, most=MAX_DEPTH)
        for item in value.values() if isinstance(value, dict) else value:
            if isinstance(item, dict | list):
                _check_depth(item, depth - 1)


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return _mended_text(value)
    if isinstance(value, list):
        return [_mended(item) for item in value]
    if isinstance(value, dict):
        return {_mended_text(key): _mended(item) for key, item in value.items()}
    return value


def _mended_text(text: str) -> str:
    if text.isprintable():
        return text
    return "".join("\N{REPLACEMENT CHARACTER}" if "\ud800" <= c <= "\udfff" else c for c in text)
