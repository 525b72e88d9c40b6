"""Writing the file: the same bytes every time, never half a file, and clear sentences where it can't be."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from journeyeditor.export.pdf import PdfInfo, write_pdf
from journeyeditor.layout.pages import Page
from journeyeditor.model.messages import Refused
from tests.support.paper import INFO, fonts, page, palette, pdf_of, set_texts

HELLO = page(set_texts(["Hello мир"]))


def write(target: Path | io.BytesIO, *pages: Page) -> None:
    write_pdf(
        pages or (HELLO,),
        target,
        fonts=fonts(),
        palette=palette(),
        image=lambda _k: None,
        info=INFO,
    )


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_a_file_and_a_stream_get_the_same_bytes(tmp_path: Path) -> None:
    stream = io.BytesIO()
    write(stream)
    write(tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == stream.getvalue() == pdf_of(HELLO)
    assert names(tmp_path) == ["a.pdf"]


def test_other_information_gives_another_file() -> None:
    assert pdf_of(HELLO) != pdf_of(HELLO, info=PdfInfo("Other"))


def test_the_bytes_do_not_depend_on_the_process() -> None:
    code = (
        "import hashlib; from tests.support.paper import *;"
        "print(hashlib.sha256(pdf_of(page(set_texts(TEXTS)))).hexdigest())"
    )
    seen = set()
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC{seed}"}
        ran = subprocess.run(
            [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
        )
        seen.add(ran.stdout)
    assert len(seen) == 1


def test_a_file_that_is_there_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_text("old")
    write(target)
    assert target.read_bytes().startswith(b"%PDF-1.7")


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"can't be written to .*nowhere") as caught:
        write(tmp_path / "nowhere" / "a.pdf")
    assert "\n" not in str(caught.value)
    assert names(tmp_path) == []


def test_a_target_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(Refused, match="can't be written"):
        write(tmp_path / "a.pdf")
    assert names(tmp_path) == ["a.pdf"]


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.pdf"
    target.write_text("old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="No space left on device"):
        write(target)
    assert target.read_text() == "old"
    assert names(tmp_path) == ["a.pdf"]


def test_no_pages_are_refused() -> None:
    with pytest.raises(Refused, match="no map"):
        pdf_of()


def test_a_page_larger_than_readers_show_is_refused() -> None:
    with pytest.raises(Refused, match="larger than a PDF can be"):
        pdf_of(page([], (20_000, 100)))


def test_every_page_of_the_paper_is_there() -> None:
    data = pdf_of(HELLO, page(set_texts(["two"]), (300, 200)))
    assert data.count(b"/Type /Page\n") == 2
