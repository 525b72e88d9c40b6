"""Pictures: kept once, refused where no decoder should see them, described in words."""

from __future__ import annotations

import hashlib
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.editing.operations import images
from journeyeditor.editing.operations.images import describe_image, describe_images, put_image
from journeyeditor.model.entities import DOCUMENT_KEY, Card, Image, Persona
from journeyeditor.model.messages import Refused
from tests.editing.documents import back_again, plain_document
from tests.support.png import png

BASE = plain_document()
PLACES = (("one", "image"), ("ann", "portrait"), (DOCUMENT_KEY, "logo"))


@given(st.sampled_from(PLACES), st.integers(1, 5), st.integers(1, 5))
def test_a_picture_is_shown_where_it_was_put(
    place: tuple[str, str], width: int, height: int
) -> None:
    data = png(width, height)
    after = back_again(BASE, put_image(BASE, place[0], place[1], data, "A door\r"))
    image = after.one(Image, hashlib.sha256(data).hexdigest())
    assert getattr(after[place[0]], place[1]) == image.id
    assert (image.media_type, image.width, image.height) == ("image/png", width, height)
    assert (image.alt, image.data) == ("A door\n", data)


def test_the_same_picture_is_kept_once_with_its_own_words() -> None:
    first = put_image(BASE, "one", "image", png(), "A door").apply(BASE)
    second = back_again(first, put_image(first, "ann", "portrait", png(), "Something else"))
    assert second.one(Persona, "ann").portrait == second.one(Card, "one").image
    assert len(second.images) == len(first.images)
    assert second.one(Image, second.one(Card, "one").image or "").alt == "A door"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'><image href='http://x/y.png'/></svg>",
            "no picture",
        ),
        (b"\x89PNG\r\n\x1a\n", "no picture"),
        (b"GIF89a" + struct.pack("<HH", 0, 5), "no picture"),
        (b"GIF89a" + struct.pack("<HH", 60_000, 1_000), "60 megapixels"),
        (b"", "no picture"),
    ],
)
def test_what_no_decoder_should_see_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        put_image(BASE, "one", "image", data)


def test_too_many_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "MOST_BYTES", 10)
    with pytest.raises(Refused, match="at most 0 MB"):
        put_image(BASE, "one", "image", png())


def test_a_picture_gets_its_words() -> None:
    document = put_image(BASE, "one", "image", png()).apply(BASE)
    key = document.one(Card, "one").image or ""
    after = back_again(document, describe_image(document, key, "A shop door"))
    assert after.one(Image, key).alt == "A shop door"
    assert not describe_image(after, key, "A shop door")


def test_words_of_several_pictures_are_one_patch() -> None:
    one = put_image(BASE, "one", "image", png()).apply(BASE)
    document = put_image(one, "ann", "portrait", png(3, 3)).apply(one)
    first, second = (
        document.one(Card, "one").image or "",
        document.one(Persona, "ann").portrait or "",
    )
    patch = describe_images(document, {first: "A door", second: "", "gone": "Nothing"})
    after = back_again(document, patch)
    assert after.one(Image, first).alt == "A door"
    assert set(patch.changes) == {first}
    assert not describe_images(after, {first: "A door"})
