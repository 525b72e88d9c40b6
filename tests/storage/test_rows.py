"""The rows of a document and its hash, made quicker than by the model but the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from journeyeditor.model.document import Document, content_hash
from journeyeditor.model.entities import DOCUMENT_KEY, Card, Entity, Measure, Rating
from journeyeditor.model.frozen import FrozenMap
from journeyeditor.model.plain import from_plain, key_of
from journeyeditor.storage.carried import Row
from journeyeditor.storage.document_file import open_document
from journeyeditor.storage.mapping import KIND_ROWS, KindRows
from journeyeditor.storage.rows import RowMemory, fingerprint, lay_out
from tests.storage.doors import reopen, save
from tests.support.make_frozen_file import sample
from tests.support.maps import generated_document, small_document


def odd() -> Document:
    """Values that are written in more than one way if one does not look out."""
    document = sample()
    cards = sorted(document.all(Card), key=lambda card: card.id)
    rating = next(document.all(Rating))
    measure = next(document.all(Measure))
    changed = [
        replace(cards[0], title='"quo\\ted"\n\t\u2028 😀%s%d', value=-0.0, target=1e22),
        replace(cards[1], value=3, tags=("ü", '"'), link="%(x)s"),
        replace(cards[2], extras=FrozenMap({"aaa": 1, "zzz": FrozenMap({"b": (None, True)})})),
        replace(cards[3], locked=True, hue="brand-2"),
        replace(document.lanes(document.maps[0].id)[0], locked=True),
        replace(rating, value=1e-7, extras=FrozenMap({"id2": "x"})),
        replace(measure, over_time=(1, 2.5, FrozenMap({"b": 1, "a": None}))),
        from_plain("aardvark", {"id": "a" * 32, "x": [1]}),
        from_plain("zebra", {"id": "b" * 32}),
    ]
    return document.replaced({key_of(entity): entity for entity in changed})


@pytest.mark.parametrize("make", [small_document, sample, odd, lambda: generated_document(200)])
def test_the_hash_is_that_of_the_model(make: object) -> None:
    document = make()  # type: ignore[operator]
    assert fingerprint(document) == content_hash(document)


def test_text_that_no_file_can_hold_is_told_apart() -> None:
    document = small_document()
    document = document.replaced({DOCUMENT_KEY: replace(document.info, title="\ud800")})
    with pytest.raises(UnicodeEncodeError):
        fingerprint(document)


def test_what_is_remembered_is_what_would_be_made_anew() -> None:
    memory = RowMemory()
    document = odd()
    assert memory.lay_out(document, KIND_ROWS) == lay_out(document)
    card = next(document.all(Card))
    gone = next(document.all(Measure)).id
    changed = document.replaced({card.id: replace(card, title="New"), gone: None})
    assert memory.lay_out(changed, KIND_ROWS) == lay_out(changed)
    assert len(memory) == len(changed)
    assert memory.lay_out(document, KIND_ROWS) == lay_out(document)


def test_an_equal_but_other_entity_is_not_mistaken() -> None:
    memory = RowMemory()
    for number in range(50):
        document = generated_document(20, seed=number)
        assert memory.lay_out(document, KIND_ROWS) == lay_out(document)
        del document


def test_only_what_changed_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = RowMemory()
    document = generated_document(50)
    memory.lay_out(document, KIND_ROWS)
    made: list[str] = []
    real = KindRows.to_rows

    def noted(rows: KindRows, entities: Sequence[Entity]) -> list[Row]:
        made.extend(entity.id for entity in entities)
        return real(rows, entities)

    monkeypatch.setattr(KindRows, "to_rows", noted)
    card = next(document.all(Card))
    memory.lay_out(document.replaced({card.id: replace(card, title="New")}), KIND_ROWS)
    assert made == [card.id]


def test_saving_with_a_memory_gives_the_same_file(folder: Path) -> None:
    memory = RowMemory()
    document = odd()
    save(document, folder / "a.journey", memory=memory)
    again = save(document, folder / "b.journey", memory=memory)
    assert (folder / "a.journey").read_bytes() == (folder / "b.journey").read_bytes()
    assert reopen(folder / "b.journey").warnings == ()
    assert again.revision.content_hash == content_hash(document)


def test_opening_remembers_for_the_first_save(folder: Path) -> None:
    memory = RowMemory()
    save(odd(), folder / "a.journey")
    opened = open_document(folder / "a.journey", folder / "w", memory=memory)
    assert len(memory) == len(opened.document)
    again = save(opened.document, folder / "b.journey", 5, history=opened.revisions, memory=memory)
    assert again.revision.content_hash == content_hash(odd())
