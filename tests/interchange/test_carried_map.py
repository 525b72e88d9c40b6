"""Taking the map out of a PDF of ours, and one sentence for every other PDF."""

from __future__ import annotations

import io
import tracemalloc
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import settings

from journeyeditor.interchange import carried_map as module
from journeyeditor.interchange.carried_map import (
    DAMAGED,
    LOCKED,
    MIME,
    NAME,
    NO_MAP,
    WRONG,
    carried_map,
)
from journeyeditor.model.messages import Refused

MAP = b"SQLite format 3\0" + bytes(range(256)) * 40
Change = Callable[[pikepdf.Stream], None]


def pdf_with(
    data: bytes = MAP,
    name: str = NAME,
    mime: str = MIME,
    password: str = "",
    change: Change | None = None,
) -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, data, mime_type=mime)  # type: ignore[call-arg]
        if change is not None:
            change(pdf.attachments[name].get_file().obj)  # type: ignore[arg-type]
        return saved(pdf, password)


def saved(pdf: pikepdf.Pdf, password: str = "") -> bytes:
    file = io.BytesIO()
    if password:
        pdf.save(file, encryption=pikepdf.Encryption(owner=password, user=password, R=6))
    else:
        # Streams stay packed as they are.
        as_they_are = pikepdf.StreamDecodeLevel.none
        pdf.save(file, compress_streams=False, stream_decode_level=as_they_are)
    return file.getvalue()


def refusal(data: bytes, password: str = "") -> str:
    with pytest.raises(Refused) as refused:
        carried_map(data, password)
    return refused.value.message.key


def test_the_map_comes_out_as_it_went_in() -> None:
    assert carried_map(pdf_with()) == MAP


def test_a_locked_pdf_opens_with_its_password_only() -> None:
    data = pdf_with(password="pässword")
    assert carried_map(data, "pässword") == MAP
    assert (refusal(data), refusal(data, "other")) == (LOCKED, WRONG)


def test_only_our_name_and_kind_count() -> None:
    assert refusal(pdf_with(name="other.journey")) == NO_MAP
    assert refusal(pdf_with(mime="application/x-sh")) == NO_MAP
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        assert refusal(saved(pdf)) == NO_MAP


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-", b"%PDF-1.7\n%%EOF", b"no PDF at all", b"\0" * 5000]
)
def test_what_is_no_pdf_is_damaged(data: bytes) -> None:
    assert refusal(data) == DAMAGED


def test_a_cut_pdf_ends_in_a_sentence() -> None:
    whole = pdf_with()
    for cut in range(0, len(whole), max(1, len(whole) // 25)):
        try:
            assert carried_map(whole[:cut]) == MAP
        except Refused as refused:
            assert refused.message.key in {DAMAGED, NO_MAP}


def deflated_twice(stream: pikepdf.Stream) -> None:
    filters = pikepdf.Array([pikepdf.Name.FlateDecode] * 2)
    stream.write(zlib.compress(zlib.compress(b"x" * 99)), filter=filters)


def foreign_filter(stream: pikepdf.Stream) -> None:
    stream.write(b"80800100>", filter=pikepdf.Name.ASCIIHexDecode)


def no_deflated_data(stream: pikepdf.Stream) -> None:
    stream.write(b"this is no deflated data", filter=pikepdf.Name.FlateDecode)


@pytest.mark.parametrize("change", [deflated_twice, foreign_filter, no_deflated_data])
def test_other_ways_of_packing_are_not_taken(change: Change) -> None:
    assert refusal(pdf_with(change=change)) == DAMAGED


def a_bomb(stream: pikepdf.Stream) -> None:
    stream.write(zlib.compress(bytes(64 * 2**20)), filter=pikepdf.Name.FlateDecode)


def test_no_more_is_unpacked_than_a_map_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 2**20)
    data = pdf_with(change=a_bomb)
    assert len(data) < 2**17
    tracemalloc.start()
    try:
        assert refusal(data) == module.TOO_BIG
        assert tracemalloc.get_traced_memory()[1] < 16 * 2**20
    finally:
        tracemalloc.stop()


def test_the_limits_of_others_stay_as_they_were() -> None:
    before = settings.get_qpdf_limits()
    carried_map(pdf_with())
    refusal(b"")
    assert settings.get_qpdf_limits() == before


def test_a_tree_of_names_that_bites_its_tail_ends() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        node = pdf.make_indirect(pikepdf.Dictionary())
        node.Kids = pikepdf.Array([node])
        pdf.Root.Names = pikepdf.Dictionary(EmbeddedFiles=node)
        assert refusal(saved(pdf)) in {NO_MAP, DAMAGED}
