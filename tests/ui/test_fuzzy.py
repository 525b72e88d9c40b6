"""What fits what was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.ui.fuzzy import fit, plain


def best(query: str, *texts: str) -> list[str]:
    fits = [
        (worth, text) for text in texts if (worth := fit(plain(query), plain(text))) is not None
    ]
    return [text for _worth, text in sorted(fits, reverse=True)]


@pytest.mark.parametrize(
    ("query", "texts", "found"),
    [
        ("dup", ("Add a lane", "Duplicate", "Lane: Duplicates"), ["Duplicate", "Lane: Duplicates"]),
        ("nft", ("New from template…", "Next map"), ["New from template…"]),
        ("expdf", ("Export PDF…", "Open…"), ["Export PDF…"]),
        ("lane pain", ("Lane: Pain points", "Lane: Notes"), ["Lane: Pain points"]),
        ("duplcate", ("Duplicate", "Delete"), ["Duplicate"]),
        ("loschen", ("Löschen",), ["Löschen"]),
        ("STRASSE", ("Straße",), ["Straße"]),
        ("lane", ("Map, people and scale",), []),
        ("", ("Anything",), ["Anything"]),
    ],
)
def test_what_is_found_and_in_which_order(
    query: str, texts: tuple[str, ...], found: list[str]
) -> None:
    assert best(query, *texts) == found


@given(st.text(max_size=20))
def test_a_text_fits_itself(text: str) -> None:
    assert fit(plain(text), plain(text)) is not None
