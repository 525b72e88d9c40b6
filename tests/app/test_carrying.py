"""A PDF that carries its own map: what goes into it, and that exactly this comes out again."""

from __future__ import annotations

import io
import struct
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import PIL.Image
import PIL.ImageOps
import PIL.ImageSequence
import PIL.PngImagePlugin
import pypdfium2
import pytest

from journeyeditor.app.carrying import clean_copy, journey_bytes
from journeyeditor.app.exporting import Handover, export_pages
from journeyeditor.app.opening import read_document
from journeyeditor.app.services import Services
from journeyeditor.export.bare import bare_picture
from journeyeditor.layout.pages import PageOptions
from journeyeditor.model import rules
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Card, Comment, Foreign, Image, Lane
from journeyeditor.model.messages import Refused
from journeyeditor.model.plain import key_of
from tests.support.exports import sample_document
from tests.support.photos import SECRETS, told_jpeg

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


def photos(turned: int) -> dict[str, bytes]:
    """A photo in every form that tells of more than its pixels, held as a camera was."""
    exif = PIL.Image.Exif()
    exif[0x0112], exif[0x010F] = turned, "Camera of Anna"
    exif.get_ifd(0x8825)[0x001C] = b"52N 13E"
    text = PIL.PngImagePlugin.PngInfo()
    text.add_text("Comment", "secret remark")
    text.add_itxt("XML:com.adobe.xmp", "by Anna")
    made = {"image/jpeg": told_jpeg((32, 16), turned)}
    settings: dict[str, dict[str, Any]] = {
        "PNG": {"pnginfo": text},
        "WEBP": {"xmp": b"by Anna", "lossless": True},
    }
    for form, more in settings.items():
        file = io.BytesIO()
        gradient = PIL.Image.linear_gradient("L").resize((32, 16)).convert("RGB")
        gradient.save(file, form, exif=exif, **more)
        made[f"image/{form.lower()}"] = file.getvalue() + b"small picture"
    return made


def with_photos(turned: int) -> Document:
    """A sample with told photos on a card, as a portrait, and as the logo."""
    document = sample_document("first-e-bike")
    card = document.cards(document.lanes(document.maps[0].id)[0].id)[0]
    shown = [
        Image(
            id=sha256(data).hexdigest(), media_type=form, width=32, height=16, alt=form, data=data
        )
        for form, data in photos(turned).items()
    ]
    users = (
        replace(card, image=shown[0].id),
        replace(document.personas[0], portrait=shown[1].id),
        replace(document.info, logo=shown[2].id),
    )
    return document.replaced({key_of(one): one for one in (*shown, *users)})


def seen(data: bytes) -> bytes:
    with PIL.Image.open(io.BytesIO(data)) as picture:
        return PIL.ImageOps.exif_transpose(picture).convert("RGB").tobytes()


@pytest.mark.parametrize("turned", [1, 6])
def test_pictures_go_out_as_their_pixels_alone(
    turned: int, services: Services, tmp_path: Path
) -> None:
    document, target = with_photos(turned), tmp_path / "a.pdf"
    copy = clean_copy(document)
    assert not rules.check_all(copy)
    assert clean_copy(copy) == copy
    before = {image.alt: image for image in document.all(Image)}
    after = {image.alt: image for image in copy.all(Image) if image.alt in before}
    assert len(after) == 3
    for alt, image in after.items():
        assert image.id == sha256(image.data).hexdigest() != before[alt].id
        assert not [secret for secret in SECRETS if secret in image.data]
        assert seen(image.data) == seen(before[alt].data)
    assert copy.info.logo == after["image/webp"].id
    assert copy.personas[0].portrait == after["image/png"].id
    assert after["image/jpeg"].id in {card.image for card in copy.all(Card)}
    export_pages(document, target, PageOptions(), services, attach=True)
    assert came_back(services, target, tmp_path / "in") == copy
    with pikepdf.open(target) as pdf:
        (carried,) = pdf.attachments.values()
        inside = carried.get_file().read_bytes()
    assert not [secret for secret in SECRETS if secret in inside]


def test_a_picture_that_was_there_bare_is_kept_once() -> None:
    document = with_photos(1)
    told = next(image for image in document.all(Image) if image.media_type == "image/jpeg")
    data = bare_picture(told.data)
    bare = replace(told, id=sha256(data).hexdigest(), data=data, alt="bare")
    other = next(card for card in document.all(Card) if not card.image)
    both = document.replaced({bare.id: bare, other.id: replace(other, image=bare.id)})
    copy = clean_copy(both)
    assert copy.one(Image, bare.id) == bare
    assert [card.image for card in copy.all(Card) if card.image] == [bare.id] * 2


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF1234WEBPVP8X", b"x"]
)
def test_what_is_no_whole_picture_is_left_as_it_is(data: bytes) -> None:
    assert bare_picture(data) == data


def frames(data: bytes) -> list[tuple[bytes, Any]]:
    """The pixels of each frame and how long it stands."""
    with PIL.Image.open(io.BytesIO(data)) as picture:
        shown = [*PIL.ImageSequence.Iterator(picture)]
        return [(one.convert("RGBA").tobytes(), one.info.get("duration")) for one in shown]


def test_gifs_keep_their_frames_and_how_often_they_are_repeated() -> None:
    file = io.BytesIO()
    first, *others = [PIL.Image.new("RGB", (9, 7), colour) for colour in ("red", "lime", "blue")]
    first.save(
        file, "GIF", save_all=True, append_images=others, loop=3, duration=70, comment=SECRETS[2]
    )
    told = file.getvalue() + b"small picture"
    bare = bare_picture(told)
    assert SECRETS[2] in told and not [secret for secret in SECRETS if secret in bare]
    assert len(frames(bare)) == 3 and frames(bare) == frames(told)
    assert b"NETSCAPE2.0" in bare
    for end in range(len(told)):
        assert bare_picture(told[:end]) is not None


@pytest.mark.parametrize("kind", [5, 11])
def test_a_turn_that_is_told_as_a_fraction_is_kept(kind: int) -> None:
    """Kinds 5 and 11 of a field (TIFF 6.0, section 2): a fraction behind the block, a floating number in it."""
    value = {5: (26).to_bytes(4, "big"), 11: struct.pack(">f", 6)}[kind]
    field = b"\x01\x12" + kind.to_bytes(2, "big") + b"\0\0\0\1" + value
    block = b"Exif\0\0MM\0*\0\0\0\x08\0\1" + field + bytes(4) + struct.pack(">II", 6, 1)
    file = io.BytesIO()
    PIL.Image.linear_gradient("L").resize((32, 16)).save(file, "JPEG")
    plain = file.getvalue()
    told = plain[:2] + b"\xff\xe1" + (len(block) + 2).to_bytes(2, "big") + block + plain[2:]
    with PIL.Image.open(io.BytesIO(bare_picture(told))) as picture:
        assert picture.getexif()[0x0112] == 6


def test_a_webp_with_an_empty_head_is_no_mishap() -> None:
    data = b"RIFF" + (52).to_bytes(4, "little") + b"WEBPVP8X" + bytes(44)
    assert bare_picture(data).startswith(b"RIFF")


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
