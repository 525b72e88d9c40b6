"""The document's own channels: added, ordered, and gone with something in their place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.editing.operations.channels import (
    add_channel,
    cards_of,
    delete_channel,
    move_channel,
)
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Channel
from tests.editing.documents import back_again, plain_document
from tests.support.sources import fixed_ids

BASE = plain_document()


def four() -> Document:
    document, ids = BASE, fixed_ids(6)
    for name in ("Bus", "Ferry", "Bike\n"):
        document = back_again(document, add_channel(document, ids, name, "truck"))
    return document


def test_new_channels_come_last() -> None:
    assert [one.name for one in four().channels] == ["Tram", "Bus", "Ferry", "Bike\n"]
    assert four().channels[1].icon == "truck"


@given(st.integers(0, 3), st.integers(-1, 5))
def test_a_channel_goes_where_it_is_put(which: int, at: int) -> None:
    document = four()
    moving = document.channels[which]
    others = [one.id for one in document.channels if one.id != moving.id]
    after = back_again(document, move_channel(document, fixed_ids(7), moving.id, at))
    place = max(0, min(at, 3))
    assert [one.id for one in after.channels] == [*others[:place], moving.id, *others[place:]]


@given(st.sampled_from([None, "web", "bus"]))
def test_cards_of_a_channel_that_goes_get_another_one_or_none(instead: str | None) -> None:
    document = four()
    key = document.channels[1].id if instead == "bus" else instead
    assert cards_of(document, "tram") == ("wide",)
    after = back_again(document, delete_channel(document, "tram", key))
    assert after.one(Card, "wide").channel == key
    assert after.find(Channel, "tram") is None


def test_what_is_not_there_can_not_go_nor_come_instead() -> None:
    for channel, instead in (("web", None), ("tram", "nowhere")):
        with pytest.raises(KeyError):
            delete_channel(BASE, channel, instead)
