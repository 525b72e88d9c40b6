"""What is left of damaged files comes back, as a whole document and with words about what does not."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

import pytest

from journeyeditor.model.document import Document
from journeyeditor.model.entities import (
    DOCUMENT_KEY,
    Card,
    DocumentInfo,
    Entity,
    Image,
    Lane,
    Map,
    Persona,
    Quote,
    Rating,
    Stage,
    Step,
)
from journeyeditor.model.messages import Refused
from journeyeditor.model.ordering import is_order_key
from journeyeditor.model.rules import check_all
from journeyeditor.storage.mapping import KIND_ROWS
from journeyeditor.storage.mending import Mended, Mender
from journeyeditor.storage.pages import BytesPages, is_leaf, leaf_records
from journeyeditor.storage.salvage import Salvaged, recognised, salvage
from tests.storage.doors import reopen, save
from tests.support.make_frozen_file import NAMES, sample, sample_file
from tests.support.maps import generated_document, small_document
from tests.support.sources import fixed_clock, fixed_ids

PAGE = 4096


def bytes_of(document: Document, folder: Path) -> bytes:
    save(document, folder / "whole.journey")
    return (folder / "whole.journey").read_bytes()


def salvaged(data: bytes, folder: Path) -> Salvaged:
    path = folder / "damaged.journey"
    path.write_bytes(data)
    found = salvage(path, folder / "w", fixed_ids(4), fixed_clock)
    assert path.read_bytes() == data
    assert list((folder / "w").iterdir()) == []
    assert check_all(found.document) == []
    return found


def told(found: Salvaged) -> list[str]:
    return [message.text() for message in found.missing]


def share(found: Salvaged, document: Document) -> float:
    """How many of the rows came back exactly as they were, in per cent."""
    same = sum(1 for key, entity in document.items() if found.document.get(key) == entity)
    return 100 * same / len(document)


def zeroed(data: bytes, page: int) -> bytes:
    return data[: page * PAGE] + bytes(PAGE) + data[(page + 1) * PAGE :]


@pytest.mark.parametrize("make", [small_document, sample, lambda: generated_document(150)])
def test_all_of_a_whole_file_comes_back(folder: Path, make: Callable[[], Document]) -> None:
    document = make()
    found = salvaged(bytes_of(document, folder), folder)
    assert found.document == document
    assert told(found) == ["Nothing is missing."]


DAMAGE: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("first page zeroed", lambda data: zeroed(data, 0)),
    ("header random", lambda data: random.Random(1).randbytes(100) + data[100:]),
    ("first page random", lambda data: random.Random(1).randbytes(PAGE) + data[PAGE:]),
    ("header of an archive", lambda data: b"PK\x03\x04" + data[4:]),
]


@pytest.mark.parametrize("damage", [d[1] for d in DAMAGE], ids=[d[0] for d in DAMAGE])
def test_a_lost_first_page_loses_no_row(folder: Path, damage: Callable[[bytes], bytes]) -> None:
    document = generated_document(60)
    data = damage(bytes_of(document, folder))
    with pytest.raises(Refused):
        (folder / "x.journey").write_bytes(data)
        reopen(folder / "x.journey")
    found = salvaged(data, folder)
    assert found.document == document
    assert "The history of the file is not carried over." not in told(found)[:-1]


@pytest.mark.parametrize("number", NAMES)
def test_files_of_every_format_are_read(folder: Path, number: int) -> None:
    found = salvaged(sample_file(number).read_bytes(), folder)
    shutil.copyfile(sample_file(number), folder / "same.journey")
    assert found.document == reopen(folder / "same.journey").document


def test_one_lost_page_anywhere(folder: Path) -> None:
    """In the median at least 99 %; documents of different sizes, each with another page lost."""
    shares = []
    chance = random.Random(7)
    for size in (60, 150, 600, 1500):
        document = generated_document(size)
        data = bytes_of(document, folder)
        for _ in range(10):
            page = chance.randrange(len(data) // PAGE)
            shares.append(share(salvaged(zeroed(data, page), folder), document))
    assert len(shares) == 40
    assert median(shares) >= 99
    assert min(shares) > 70


def rows_by_page(data: bytes) -> dict[int, list[Entity]]:
    """What each page of a whole file holds."""
    pages = BytesPages(data, PAGE)
    held: dict[int, list[Entity]] = {}
    for number in range(1, pages.count + 1):
        if is_leaf(pages.page(number), number):
            records = leaf_records(pages, number)
            kind = recognised(records)
            if kind in KIND_ROWS:
                held[number] = [KIND_ROWS[kind].to_entity(record.values) for record in records]
    return held


def key(entity: Entity) -> str:
    return DOCUMENT_KEY if isinstance(entity, DocumentInfo) else entity.id


def test_the_pages_hold_the_whole_document(folder: Path) -> None:
    document = generated_document(100)
    held = rows_by_page(bytes_of(document, folder))
    entities = [entity for page in held.values() for entity in page]
    assert {key(entity): entity for entity in entities} == dict(document)


@pytest.mark.parametrize("lost", range(1, 50, 4))
def test_every_row_of_every_page_that_survived_comes_back(folder: Path, lost: int) -> None:
    document = generated_document(150)
    data = bytes_of(document, folder)
    held = rows_by_page(data)
    found = salvaged(zeroed(data, lost - 1), folder).document
    expected = [e for number, page in held.items() if number != lost for e in page]
    # What survived may have lost a step of its span, but never itself.
    assert {key(entity) for entity in expected} <= set(found)


def test_half_of_a_file(folder: Path) -> None:
    shares = []
    for size in (12, 20, 30, 40, 50, 60, 80):
        document = generated_document(size)
        data = bytes_of(document, folder)
        found = salvaged(data[: len(data) // 2], folder)
        shares.append(share(found, document))
        assert any("is cut off" in sentence for sentence in told(found))
    assert median(shares) >= 80


def test_half_of_a_large_file_gives_what_is_in_it(folder: Path) -> None:
    document = generated_document(600)
    data = bytes_of(document, folder)
    half = data[: len(data) // 2]
    there = {key(e) for page in rows_by_page(half).values() for e in page}
    assert there <= set(salvaged(half, folder).document)


def test_a_lost_lane_is_told_and_its_cards_stand_in_another(folder: Path) -> None:
    document = generated_document(30)
    data = bytes_of(document, folder)
    (page,) = [n for n, held in rows_by_page(data).items() if isinstance(held[0], Lane)]
    found = salvaged(zeroed(data, page - 1), folder)
    assert {c.id for c in found.document.all(Card)} == {c.id for c in document.all(Card)}
    assert {lane.title for lane in found.document.all(Lane)} == {"Recovered"}
    assert any("under the title “Recovered”: 5 × lane" in sentence for sentence in told(found))


def test_where_all_steps_are_lost_every_other_row_stays_and_it_is_said(folder: Path) -> None:
    """The ids are from the same source as the document's: none may take the place of what is there."""
    document = generated_document(40)
    data = bytes_of(document, folder)
    (page,) = [n for n, held in rows_by_page(data).items() if isinstance(held[0], Step)]
    path = folder / "damaged.journey"
    path.write_bytes(zeroed(data, page - 1))
    found = salvage(path, folder / "w", fixed_ids(), fixed_clock)
    kept = {key: e for key, e in document.items() if not isinstance(e, Step | Card)}
    assert {key: found.document.get(key) for key in kept} == kept
    used = {card.step for card in document.all(Card)}
    assert used <= {step.id for step in found.document.all(Step)}
    sentences = told(found)
    assert f"Missing: {len(used)} × step." in sentences
    assert not any(sentence.startswith("Left out") for sentence in sentences)
    assert "Put in for what is missing, under the title “Recovered”: 1 × stage." in sentences
    titled = [step for step in found.document.all(Step) if step.title == "Recovered"]
    assert (
        f"Put in for what is missing, under the title “Recovered”: {len(titled)} × step."
        in sentences
    )


def test_what_nothing_is_put_in_for_is_told_where_others_name_it(folder: Path) -> None:
    document = sample()
    data = bytes_of(document, folder)
    (page,) = [n for n, held in rows_by_page(data).items() if isinstance(held[0], Image)]
    found = salvaged(zeroed(data, page - 1), folder)
    assert list(found.document.all(Image)) == []
    assert "Missing: 1 × image." in told(found)


def test_missing_rows_are_counted_by_their_numbers(folder: Path) -> None:
    document = generated_document(300)
    data = bytes_of(document, folder)
    cards = [n for n, held in rows_by_page(data).items() if isinstance(held[0], Card)]
    lost = len(rows_by_page(data)[cards[1]])
    found = salvaged(zeroed(data, cards[1] - 1), folder)
    assert f"Missing: {lost} × card." in told(found)
    pages = len(data) // PAGE
    assert f"1 of {pages} pages of the file hold nothing that can be read." in told(found)


@pytest.mark.parametrize("data", [b"", b"x" * 9000, bytes(3 * PAGE), b"SQLite format 3\0"])
def test_where_nothing_of_ours_is_left_it_is_said(folder: Path, data: bytes) -> None:
    path = folder / "a"
    path.write_bytes(data)
    with pytest.raises(Refused, match="Nothing of a journey map could be found"):
        salvage(path, folder / "w", fixed_ids(), fixed_clock)
    assert list((folder / "w").iterdir()) == []
    os.mkfifo(folder / "pipe")
    with pytest.raises(Refused, match="is not an ordinary file"):
        salvage(folder / "pipe", folder / "w", fixed_ids(), fixed_clock)


@pytest.mark.parametrize("seed", range(25))
def test_random_damage_gives_a_whole_document_or_words(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(bytes_of(small_document(), folder))
    for _ in range(chance.randrange(1, 60)):
        at = chance.randrange(len(data))
        size = chance.choice([1, 1, 8, 300])
        data[at : at + size] = chance.randbytes(size)
    try:
        salvaged(bytes(data), folder)
    except Refused as refusal:
        assert "Nothing of a journey map" in str(refusal)


# --- mending


def mended(*entities: Entity) -> Mended:
    found = Mender(fixed_ids(4), fixed_clock, "Recovered").mend(entities)
    assert check_all(found.document) == []
    return found


def without(*kinds: type[Entity]) -> Mended:
    return mended(*(e for e in small_document().values() if not isinstance(e, kinds)))


def test_nothing_is_done_to_what_is_whole() -> None:
    found = mended(*small_document().values())
    assert found.document == small_document()
    assert (found.made.total(), found.dropped.total()) == (0, 0)


@pytest.mark.parametrize(
    "lost",
    [
        (DocumentInfo,),
        (Map,),
        (Stage,),
        (Step,),
        (Stage, Step),
        (Lane,),
        (Persona,),
        (Card,),
        (Map, Stage, Step, Lane),
        (DocumentInfo, Map, Stage, Step, Lane, Card, Persona),
    ],
)
def test_whatever_is_lost_the_rest_stays(lost: tuple[type[Entity], ...]) -> None:
    found = without(*lost)
    document = small_document()
    stays = (Card, Rating, Quote, Step, Stage, Lane, Persona)
    for entity in document.values():
        if isinstance(entity, stays) and not isinstance(entity, lost):
            assert type(found.document[key(entity)]) is type(entity)


def test_quotes_and_ratings_of_a_lost_card_keep_one() -> None:
    found = without(Card)
    quote = next(found.document.all(Quote))
    card = found.document.one(Card, quote.card)
    assert card.title == "Recovered"
    assert found.document.one(Lane, card.lane).title == "Recovered"
    assert found.dropped == {"connector": 1, "comment": 1}


def test_the_scale_of_a_lost_map_holds_its_ratings() -> None:
    document = small_document()
    rating = next(document.all(Rating))
    entities = [e for e in document.values() if not isinstance(e, Map) and e is not rating]
    odd = Rating(id=rating.id, card=rating.card, persona=rating.persona, value=7.5)
    found = mended(*entities, odd)
    (the_map,) = found.document.maps
    assert (the_map.scale.min, the_map.scale.max) == (-2, 8)
    assert found.document[rating.id] == odd


def test_spans_and_places_are_mended_rather_than_their_cards_left_out() -> None:
    document = small_document()
    cards = sorted(document.all(Card), key=lambda card: card.id)
    wide, lost = replace(cards[0], span=90), replace(cards[1], order=" ")
    found = mended(*document.replaced({wide.id: wide, lost.id: lost}).values())
    assert found.document.one(Card, wide.id).span < 90
    assert is_order_key(found.document.one(Card, lost.id).order)
    assert found.dropped.total() == 0


def test_the_first_of_two_with_one_id_stays() -> None:
    entities = list(small_document().values())
    found = mended(*entities, *entities[-2:])
    assert found.document == small_document()
    assert found.dropped.total() == 2


def test_the_file_is_only_read(folder: Path) -> None:
    data = zeroed(bytes_of(small_document(), folder), 3)
    path = folder / "damaged.journey"
    path.write_bytes(data)
    path.chmod(0o444)
    before = hashlib.sha256(data).digest(), path.stat().st_mtime_ns, sorted(folder.iterdir())
    salvage(path, folder.with_name("w"), fixed_ids(), fixed_clock)
    after = path.read_bytes(), path.stat().st_mtime_ns, sorted(folder.iterdir())
    assert (hashlib.sha256(after[0]).digest(), *after[1:]) == before
