"""A PDF that carries its own map: what goes into it, and that exactly this comes out again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from journeyeditor.app.carrying import clean_copy, journey_bytes
from journeyeditor.app.exporting import Handover, export_pages
from journeyeditor.app.opening import read_document
from journeyeditor.app.services import Services
from journeyeditor.layout.pages import PageOptions
from journeyeditor.model import rules
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Comment, Foreign, Image, Lane
from journeyeditor.model.messages import Refused
from tests.support.exports import sample_document

SAMPLES = ["first-e-bike", "old-town-inn"]
SECRET = "what the client must not read"


def with_secrets() -> tuple[Document, str]:
    """A sample with a hidden lane whose card has a secret and a picture, a comment, something of a newer program."""
    document = sample_document("first-e-bike")
    lane = document.lanes(document.maps[0].id)[0]
    card = document.cards(lane.id)[0]
    image = Image(id="0" * 64, media_type="image/png", width=1, height=1, data=b"\x89PNG secret")
    foreign = Foreign(id="f" * 32, kind_name="secret")
    stage = document.stages(document.maps[0].id)[0]
    comment = Comment(id="c" * 32, about=stage.id, text=SECRET)
    changed = {
        lane.id: replace(lane, hidden=True, title=SECRET),
        card.id: replace(card, text=SECRET, image=image.id),
        image.id: image,
        foreign.id: foreign,
        comment.id: comment,
    }
    return document.replaced(changed), lane.id


def came_back(services: Services, path: Path, folder: Path, password: str = "") -> Document:
    return read_document(services, path, folder, password=password).document


@pytest.mark.parametrize("sample", SAMPLES)
def test_what_is_attached_comes_back_equal(sample: str, services: Services, tmp_path: Path) -> None:
    document, target = sample_document(sample), tmp_path / "a.pdf"
    export_pages(document, target, PageOptions(), services, attach=True)
    copy = clean_copy(document)
    assert came_back(services, target, tmp_path / "in") == copy
    assert list((tmp_path / "in").iterdir()) == []
    assert not rules.check_all(copy)
    assert not list(copy.all(Comment))


def test_nothing_that_is_hidden_or_said_inside_goes_out() -> None:
    document, lane = with_secrets()
    copy = clean_copy(document)
    assert lane not in copy
    assert not [e for e in copy.values() if isinstance(e, Comment | Foreign | Image)]
    assert SECRET not in repr(list(copy.values()))
    assert not rules.check_all(copy)
    data = journey_bytes(copy, "test")
    assert SECRET.encode() not in data and b"PNG secret" not in data


def test_hidden_lanes_go_along_when_they_are_asked_for() -> None:
    document, lane = with_secrets()
    copy = clean_copy(document, hidden=True)
    assert copy.one(Lane, lane).hidden
    assert copy.find(Image, "0" * 64) is not None
    assert not list(copy.all(Comment))


def test_only_the_maps_that_are_exported_go_along() -> None:
    document = sample_document("first-e-bike")
    first, second = document.maps
    copy = clean_copy(document, [second.id])
    assert [shown.id for shown in copy.maps] == [second.id]
    assert not [card for card in copy.all(Card) if document.map_of(card) == first]
    assert not rules.check_all(copy)


def test_a_clean_document_is_its_own_copy() -> None:
    document = clean_copy(sample_document("old-town-inn"))
    assert clean_copy(document) == document


def test_the_same_document_gives_the_same_bytes(services: Services, tmp_path: Path) -> None:
    document = sample_document("first-e-bike")
    made = []
    for name in ("a.pdf", "b.pdf"):
        export_pages(document, tmp_path / name, PageOptions(), services, attach=True)
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]


def test_a_locked_pdf_comes_back_with_its_password(services: Services, tmp_path: Path) -> None:
    document, target = sample_document("first-e-bike"), tmp_path / "a.pdf"
    export_pages(document, target, PageOptions(), services, attach=True, password="pässword")
    with pytest.raises(Refused, match="protected by a password"):
        came_back(services, target, tmp_path / "in")
    assert came_back(services, target, tmp_path / "in", "pässword") == clean_copy(document)
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(target)


def test_without_being_asked_nothing_is_attached(services: Services, tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    export_pages(sample_document("first-e-bike"), target, PageOptions(), services)
    with pytest.raises(Refused, match="carries no map"):
        came_back(services, target, tmp_path / "in")


def test_a_view_hides_from_the_copy_what_it_hides_from_the_page(
    services: Services, tmp_path: Path
) -> None:
    from journeyeditor.model.saved_views import SavedView, with_views

    document = sample_document("first-e-bike")
    shown = document.maps[0]
    lane = document.lanes(shown.id)[0]
    view = SavedView("v", "Client", shown.id, lanes_hidden=(lane.id,), personas=shown.personas)
    document = document.replaced({"document": with_views(document.info, [view])})
    target, options = tmp_path / "a.pdf", PageOptions(view="v")
    export_pages(
        document, target, options, services, maps=[shown.id], handover=Handover(attach=True)
    )
    assert lane.id not in came_back(services, target, tmp_path / "in")
