"""Templates of a person's own: kept whole, without personal data where that is asked, loaded as new documents."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from journeyeditor.app.beginning import new_session
from journeyeditor.app.library import load_sample, sample
from journeyeditor.app.own_templates import (
    Wanted,
    delete_own,
    own_entries,
    rename_own,
    save_own,
)
from journeyeditor.app.resources import Resources
from journeyeditor.model import rules
from journeyeditor.model.document import Document
from journeyeditor.model.entities import DOCUMENT_KEY, Card, Comment, Map, Quote
from journeyeditor.model.messages import Refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from journeyeditor.app.services import Services


@pytest.fixture
def document(services: Services) -> Document:
    made = load_sample(sample(Resources.find().samples, "first-e-bike"), services.maker)
    info = replace(made.info, client="Client Ltd", author="Anna")
    card = next(made.all(Card))
    comment = Comment(id=services.ids.new(), about=card.id, author="Bob", text="secret")
    owned = replace(card, owner="Carla")
    return made.replaced({DOCUMENT_KEY: info, comment.id: comment, card.id: owned})


def kept(services: Services, document: Document, wanted: Wanted) -> str:
    return save_own(services.own_templates, document, wanted, services.ids).id


def shape(document: Document) -> list[list[str]]:
    return [[stage.title for stage in document.stages(one.id)] for one in document.maps]


def test_there_are_none_at_first(services: Services) -> None:
    assert own_entries(services.own_templates) == ()


def test_a_template_begins_a_document_of_its_own(services: Services, document: Document) -> None:
    made = kept(services, document, Wanted("Ours", "For every bike", impersonal=False))
    (entry,) = own_entries(services.own_templates)
    assert (entry.name, entry.description, entry.own) == ("Ours", "For every bike", True)
    first = new_session(services, made).editor.document
    second = new_session(services, made).editor.document
    rules.check_all(first)
    assert shape(first) == shape(document)
    assert len(list(first.all(Card))) == len(list(document.all(Card)))
    assert first.info.title == "Ours"
    # Nothing is shared with the document it was made of, nor between two made of it; images are their content.
    images = {image.id for image in document.images}
    assert set(first) & set(document) <= {DOCUMENT_KEY, *images}
    assert set(first) & set(second) <= {DOCUMENT_KEY, *images}
    assert len({first.info.id, second.info.id, document.info.id}) == 3


def test_personal_data_stays_out_where_that_is_asked(
    services: Services, document: Document
) -> None:
    made = kept(services, document, Wanted("Ours"))
    text = (services.own_templates / f"{made}.json").read_text(encoding="utf-8")
    assert next(document.all(Quote)).text not in text
    for word in ("Client Ltd", "Anna", "Bob", "secret", "Carla"):
        assert word not in text
    loaded = new_session(services, made).editor.document
    assert not list(loaded.all(Quote)) and not list(loaded.all(Comment))
    assert all(not persona.portrait for persona in loaded.personas)


def test_the_frame_alone_can_be_kept(services: Services, document: Document) -> None:
    made = kept(services, document, Wanted("Frame", cards=False))
    loaded = new_session(services, made).editor.document
    rules.check_all(loaded)
    assert shape(loaded) == shape(document)
    assert not list(loaded.all(Card))
    assert len(list(loaded.all(Map))) == len(list(document.all(Map)))


def test_the_newest_stands_first_and_can_be_renamed_and_deleted(
    services: Services, document: Document
) -> None:
    first, second = (kept(services, document, Wanted(name)) for name in ("One", "Two"))
    folder = services.own_templates
    assert [entry.name for entry in own_entries(folder)] == ["Two", "One"]
    rename_own(folder, first, "Eins", "neu")
    assert [entry.description for entry in own_entries(folder)] == ["", "neu"]
    delete_own(folder, second)
    assert [entry.name for entry in own_entries(folder)] == ["Eins"]
    assert [path.name for path in folder.glob("own-*")] == [f"{first}.json"]
    attempts: list[Callable[[], None]] = [
        lambda: delete_own(folder, second),
        lambda: rename_own(folder, second, "x", ""),
    ]
    for gone in attempts:
        with pytest.raises(Refused, match="no template"):
            gone()
    with pytest.raises(Refused, match="no template"):
        new_session(services, second)


def test_a_template_needs_a_name(services: Services, document: Document) -> None:
    with pytest.raises(Refused, match="needs a name"):
        kept(services, document, Wanted("  "))
    assert not services.own_templates.exists()


@pytest.mark.parametrize("index", ["", "{", "{}", '[{"id": 1}]', "[1, {}]"])
def test_a_damaged_index_hides_templates_but_stops_nothing(
    services: Services, document: Document, index: str
) -> None:
    kept(services, document, Wanted("Ours"))
    (services.own_templates / "index.json").write_text(index, encoding="utf-8")
    assert own_entries(services.own_templates) == ()
    kept(services, document, Wanted("Next"))
    assert [entry.name for entry in own_entries(services.own_templates)] == ["Next"]


def test_where_it_cannot_be_kept_it_is_said(
    services: Services, document: Document, tmp_path: Path
) -> None:
    (tmp_path / "data").write_text("a file", encoding="utf-8")
    with pytest.raises(Refused, match="can't be kept"):
        kept(services, document, Wanted("Ours"))
