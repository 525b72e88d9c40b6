"""Pictures that say nothing to those who can't see them are told of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journeyeditor.app.undescribed import (
    all_pictures,
    any_pictures,
    pictures_of,
    undescribed,
    wordless,
)
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Image, Lane
from tests.support.maps import small_document
from tests.support.png import png


def pictured(alts: tuple[str, str]) -> tuple[Document, Lane]:
    """A document with a logo, and a picture on a card of this lane."""
    document = small_document()
    card = next(iter(document.all(Card)))
    images = [
        Image(id=key * 64, media_type="image/png", width=2, height=2, data=png(2, 2), alt=alt)
        for key, alt in zip("01", alts, strict=True)
    ]
    changed = document.replaced(
        {
            **{image.id: image for image in images},
            "document": replace(document.info, logo=images[0].id),
            card.id: replace(card, image=images[1].id),
        }
    )
    return changed, changed.one(Lane, card.lane)


@pytest.mark.parametrize(
    ("alts", "begins"),
    [(("", " "), "2 pictures have"), (("Logo", ""), "1 picture has"), (("Logo", "Shop"), "")],
)
def test_pictures_without_a_description_are_counted(alts: tuple[str, str], begins: str) -> None:
    document, _lane = pictured(alts)
    said = [one.text() for one in undescribed(document, [document.maps[0].id])]
    assert len(said) == bool(begins) and all(text.startswith(begins) for text in said)


def test_only_what_is_shown_counts() -> None:
    document, lane = pictured(("Logo", ""))
    assert undescribed(document, []) == ()
    hidden = document.replaced({lane.id: replace(lane, hidden=True)})
    assert undescribed(hidden, [document.maps[0].id]) == ()


def test_pictures_are_found_once_each_and_portraits_are_none_of_them() -> None:
    document, lane = pictured(("Logo", ""))
    card, other = list(document.cards(lane.id))[:2]
    twice = document.replaced({other.id: replace(other, image=card.image)})
    logo, picture = (twice.one(Image, key * 64) for key in "01")
    assert all_pictures(twice) == (logo, picture)
    assert pictures_of(twice, [card.id, other.id, "gone", lane.id]) == (picture,)
    assert wordless(all_pictures(twice)) == (picture,)
    assert any_pictures(twice) and not any_pictures(small_document())
    base = small_document()
    persona = base.personas[0]
    portrait = base.replaced(
        {picture.id: picture, persona.id: replace(persona, portrait=picture.id)}
    )
    assert not any_pictures(portrait)
    shown = next(iter(portrait.all(Card)))
    assert any_pictures(portrait.replaced({shown.id: replace(shown, image=picture.id)}))
