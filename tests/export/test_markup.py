"""Text and numbers of XML."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.export.markup import attribute, clean, content, number, web_address

ANY = st.text(st.characters(exclude_categories=()))


@given(ANY)
def test_any_text_comes_back_as_text(text: str) -> None:
    element = ElementTree.fromstring(f"<a b={attribute(text)}>{content(text)}</a>")
    # Readers of XML turn each end of a line into a line feed, and those in attributes into spaces.
    wanted = clean(text).replace("\r\n", "\n").replace("\r", "\n")
    assert (element.text or "") == wanted
    assert len(element) == 0


def test_numbers_are_short() -> None:
    assert [number(v) for v in (1.0, 0.1 + 0.2, -0.0001, 1234.5678, -3.5)] == [
        "1",
        "0.3",
        "0",
        "1234.568",
        "-3.5",
    ]


def test_only_addresses_of_the_web_and_of_mail_are_links() -> None:
    assert web_address(" HTTPS://example.org/ü ") == "HTTPS://example.org/%C3%BC"
    assert web_address("mailto:a@b.org") == "mailto:a@b.org"
    for target in ("javascript:x", "file:///x", "#id", "x", "http://[", "data:text/html,x", ""):
        assert web_address(target) is None
    assert web_address("http://a/\ud800") == "http://a/?"
