"""What is saved is what is opened, whatever it is, and the same content makes the same bytes."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeyeditor.model.document import Document, content_hash
from journeyeditor.model.entities import DOCUMENT_KEY, Card, Image, Persona, Rating, rating_key
from journeyeditor.model.frozen import FrozenMap
from journeyeditor.model.kinds import KINDS
from journeyeditor.model.messages import Refused
from journeyeditor.model.plain import fields_of, from_plain, key_of, kind_name, to_plain
from journeyeditor.model.rules import check_all
from journeyeditor.storage.schema import FORMAT
from tests.storage.doors import reopen, save
from tests.support.maps import generated_document, small_document

PIXEL = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
NASTY = [
    "",
    "👩🏽‍🚀 Zoë \N{RIGHT-TO-LEFT OVERRIDE}abc\N{POP DIRECTIONAL FORMATTING}",
    "مرحبا بالعالم",
    "ครับ\nline\ttab",
    "e\N{COMBINING ACUTE ACCENT}" * 30,
    "'; DROP TABLE card; --",
    '{"a": [1]}',
    "\N{REPLACEMENT CHARACTER}\N{ZERO WIDTH SPACE}",
]
texts = st.one_of(st.sampled_from(NASTY), st.text(max_size=40))
values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**53), 2**53), st.floats(-1e9, 1e9), texts),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=6,
)
unknown = st.dictionaries(texts.map(lambda text: "x " + text), values, max_size=3)
foreign_kinds = st.sampled_from(["segment", "hypothesis", "order", "card tag"])


def picture(data: bytes = PIXEL) -> Image:
    key = hashlib.sha256(data).hexdigest()
    return Image(id=key, media_type="image/png", width=1, height=1, alt="A dot", data=data)


def nasty_plain(draw: st.DrawFn, plain: dict[str, Any], fields: set[str]) -> dict[str, Any]:
    """The fields of an entity with some texts replaced and unknown ones added."""
    changed = {name: draw(texts) for name in sorted(fields) if draw(st.booleans())}
    return {**draw(unknown), **plain, **changed}


@st.composite
def documents(draw: st.DrawFn) -> Document:
    document = small_document()
    keys = draw(st.lists(st.sampled_from(sorted(document)), max_size=6, unique=True))
    free = {"title", "text", "goal", "note", "word", "name", "quote", "label", "author", "unit"}
    edits = {}
    for key in keys:
        entity = document[key]
        own = {field.name for field in fields_of(type(entity))} & free
        plain = nasty_plain(draw, to_plain(entity), own)
        edits[key] = from_plain(kind_name(entity), plain)
    for number in range(draw(st.integers(0, 3))):
        kind = draw(foreign_kinds)
        edits[f"f{number}"] = from_plain(
            kind, {"id": f"f{number}", "modified": "", **draw(unknown)}
        )
    return document.replaced({key: edits[key] for key in edits})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=documents())
def test_an_edited_document_comes_back_equal(document: Document) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "user" / "a.journey"
        path.parent.mkdir()
        saved = save(document, path)
        opened = reopen(path)
    assert opened.document == document
    assert opened.warnings == ()
    assert opened.revisions == (saved.revision,)
    assert content_hash(opened.document) == saved.revision.content_hash == content_hash(document)


def full_document() -> Document:
    """One that has something in every table and every field."""
    document = small_document()
    image = picture()
    info = replace(
        document.info, logo=image.id, presets=FrozenMap({"view": FrozenMap({"zoom": 1.5})})
    )
    extra = from_plain(
        "segment", {"id": "s1", "modified": "", "name": "Young", "deep": [1, {"a": None}]}
    )
    person = replace(document.personas[0], portrait=image.id, extras=FrozenMap({"age": 40}))
    channel = from_plain("channel", {"id": "c" * 32, "order": "a0V", "name": "Fair"})
    card = next(document.all(Card))
    anybody = Rating(id=rating_key(card.id, None), card=card.id, value=1.0, n=12, low=0.5, high=2.0)
    added = [image, info, extra, person, channel, anybody]
    return document.replaced({key_of(entity): entity for entity in added})


def test_every_kind_is_in_the_file_and_comes_back(folder: Path) -> None:
    document = full_document()
    assert {type(entity) for entity in document.values()} == {kind.cls for kind in KINDS}
    assert check_all(document) == []
    save(document, folder / "a.journey")
    opened = reopen(folder / "a.journey")
    assert opened.document == document
    assert [kind_name(e) for e in opened.document.values() if kind_name(e) == "segment"] == [
        "segment"
    ]


def test_the_same_content_makes_the_same_bytes(folder: Path) -> None:
    document = full_document()
    shuffled = Document(reversed(list(document.values())))
    save(document, folder / "a.journey")
    save(generated_document(300), folder / "between.journey")
    save(shuffled, folder / "b.journey")
    assert (folder / "a.journey").read_bytes() == (folder / "b.journey").read_bytes()


def test_a_different_text_makes_different_bytes(folder: Path) -> None:
    document = full_document()
    save(document, folder / "a.journey")
    changed = replace(document.info, title="Other")
    save(document.replaced({DOCUMENT_KEY: changed}), folder / "b.journey")
    assert (folder / "a.journey").read_bytes() != (folder / "b.journey").read_bytes()


def test_the_file_is_a_plain_sqlite_file_of_ours(folder: Path) -> None:
    save(small_document(), folder / "a.journey")
    start = (folder / "a.journey").read_bytes()[:100]
    assert start[:16] == b"SQLite format 3\x00"
    assert start[18:20] == b"\x01\x01"
    assert int.from_bytes(start[60:64]) == FORMAT
    assert start[68:72] == b"JRNY"


def test_saving_adds_a_revision_whose_parent_is_what_was_opened(folder: Path) -> None:
    path = folder / "a.journey"
    first = save(small_document(), path, seed=1)
    opened = reopen(path)
    second = save(opened.document, path, seed=2, history=opened.revisions)
    assert reopen(path).revisions == (first.revision, second.revision) == second.revisions
    assert first.revision.parents == ()
    assert second.revision.parents == (first.revision.id,)
    assert second.revision.author == "Anna"
    assert second.revision.at == "2026-03-01T09:30:00Z"


def test_a_merge_names_both_parents(folder: Path) -> None:
    saved = save(small_document(), folder / "a.journey", parents=("p1", "p2"))
    assert saved.revision.parents == ("p1", "p2")
    assert reopen(folder / "a.journey").revisions[-1].parents == ("p1", "p2")


def test_without_history_only_the_head_is_kept(folder: Path) -> None:
    path = folder / "a.journey"
    first = save(small_document(), path, seed=1)
    info = replace(first.document.info, keep_history=False)
    second = save(
        first.document.replaced({DOCUMENT_KEY: info}), path, seed=2, history=first.revisions
    )
    assert reopen(path).revisions == (second.revision,)


def test_an_image_that_nothing_uses_is_dropped_and_used_ones_stay(folder: Path) -> None:
    used, unused = picture(), picture(b"unused")
    hinted = picture(b"named by a field that only a newer program knows")
    document = small_document()
    person = document.personas[0]
    person = replace(person, portrait=used.id, extras=FrozenMap({"photos": (hinted.id,)}))
    full = document.replaced({e.id: e for e in (used, unused, hinted, person)})
    saved = save(full, folder / "a.journey")
    opened = reopen(folder / "a.journey")
    assert {image.id for image in opened.document.images} == {used.id, hinted.id}
    assert opened.document == saved.document
    (warning,) = opened.warnings
    assert "Pictures that are not shown" in warning.text()


def test_texts_that_no_file_can_hold_are_cleaned_instead_of_lost(folder: Path) -> None:
    document = small_document()
    card = replace(next(document.all(Card)), title="a\ud800b")
    save(document.replaced({card.id: card}), folder / "a.journey")
    opened = reopen(folder / "a.journey")
    assert opened.document.one(Card, card.id).title == "a\N{REPLACEMENT CHARACTER}b"
    assert opened.warnings == ()


def test_whole_numbers_and_minus_nought_in_number_fields_change_no_hash(folder: Path) -> None:
    document = small_document()
    rating = next(document.all(Rating))
    changed = document.replaced({rating.id: replace(rating, value=-0.0, low=-1)})
    save(changed, folder / "a.journey")
    assert reopen(folder / "a.journey").warnings == ()


def test_an_image_too_big_to_open_again_is_refused(folder: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("journeyeditor.storage.writer.MOST_BYTES", 100)
    document = small_document()
    person = replace(next(document.all(Persona)), portrait=picture().id)
    with pytest.raises(Refused, match="pictures of at most"):
        save(document.replaced({person.id: person, picture().id: picture()}), folder / "a.journey")
    assert list(folder.iterdir()) == []


def test_opening_and_saving_leave_only_the_base_behind(folder: Path) -> None:
    path = folder / "a.journey"
    save(small_document(), path)
    opened = reopen(path)
    assert [p.name for p in folder.iterdir()] == ["a.journey"]
    assert [p.name for p in opened.base.parent.iterdir()] == ["base.journey"]
    assert opened.base.read_bytes() == path.read_bytes()
    assert [p.name for p in path.parent.with_name("user-work").iterdir()] == ["published.journey"]


def test_identity_is_the_same_after_saving_and_after_opening(folder: Path) -> None:
    path = folder / "a.journey"
    saved = save(small_document(), path)
    assert reopen(path).identity == saved.identity
    assert saved.identity.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
