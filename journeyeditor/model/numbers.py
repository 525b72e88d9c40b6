"""Numbers as people of a language read and write them."""

from __future__ import annotations

from journeyeditor.model.messages import Translate, decimal_sign, plainly, untranslated

MINUS = "\N{MINUS SIGN}"


def in_digits(value: float, translate: Translate = untranslated, places: int | None = None) -> str:
    """A number to be read: with so many decimal places, or without needless zeros; with a real minus."""
    text = plainly(value) if places is None else f"{value:.{places}f}"
    return text.replace("-", MINUS).replace(".", decimal_sign(translate))


def to_be_typed(value: float, translate: Translate = untranslated) -> str:
    """A number as it stands in a field, with the minus of the keyboard."""
    return plainly(value).replace(".", decimal_sign(translate))
