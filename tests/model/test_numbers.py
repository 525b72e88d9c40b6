"""Numbers as the language writes them, alone and in messages."""

from __future__ import annotations

import pytest

from journeyeditor.model.entities import Scale
from journeyeditor.model.messages import LANGUAGE, Message, message, untranslated
from journeyeditor.model.numbers import in_digits, to_be_typed
from journeyeditor.model.scale import named_value, value_text


def german(key: str) -> str:
    return "de" if key == LANGUAGE else key


@pytest.mark.parametrize(
    ("value", "places", "english", "words"),
    [
        (7.0, 1, "7.0", "7,0"),
        (3.5, None, "3.5", "3,5"),
        (-2, None, "−2", "−2"),
        (1_500_000.0, None, "1500000", "1500000"),
    ],
)
def test_a_number_is_written_as_the_language_does(
    value: float, places: int | None, english: str, words: str
) -> None:
    assert in_digits(value, untranslated, places) == english
    assert in_digits(value, german, places) == words


def test_a_number_to_be_typed_has_the_minus_of_the_keyboard() -> None:
    assert to_be_typed(-3.5, german) == "-3,5"


def test_levels_are_written_so_too() -> None:
    scale = Scale(names={})  # type: ignore[arg-type]
    assert value_text(-1.5, german) == "−1,5"
    assert named_value(scale, 0.5, german) == "0,5"


def test_numbers_in_messages_follow_the_language_and_other_values_do_not() -> None:
    made = message("{size} of {title}", size=7.5, title="1.2")
    assert made.text() == "7.5 of 1.2"
    assert made.text(german) == "7,5 of 1.2"
    assert message("{n}", n=3.0).text() == "3"
    assert message("{n}", n=3) == Message("{n}", (("n", "3"),))
