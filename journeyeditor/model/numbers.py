"""Numbers as people of a language read and write them."""

from __future__ import annotations

from unicodedata import bidirectional

from journeyeditor.model.messages import Translate, decimal_sign, plainly, untranslated

MINUS = "\N{MINUS SIGN}"
LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT MARK}"


def in_digits(value: float, translate: Translate = untranslated, places: int | None = None) -> str:
    """A number to be read: with so many decimal places, or without needless zeros; with a real minus."""
    text = plainly(value) if places is None else f"{value:.{places}f}"
    return text.replace("-", MINUS).replace(".", decimal_sign(translate))


def sign_kept(before: str, figures: str) -> str:
    """Figures that follow a text: after letters from right to left a mark keeps a minus before them, where it is read.

    Among such letters a sign is turned about with its figures (UAX 9, W2 and N2): `−2` would be shown as `2−`.
    """
    signed = figures.startswith(MINUS)
    return f"{LEFT_TO_RIGHT}{figures}" if signed and from_right(before) else figures


def from_right(text: str) -> bool:
    """Whether letters of a text are read from right to left."""
    return not text.isascii() and any(bidirectional(one) in {"R", "AL"} for one in text)


def to_be_typed(value: float, translate: Translate = untranslated) -> str:
    """A number as it stands in a field, with the minus of the keyboard."""
    return plainly(value).replace(".", decimal_sign(translate))
