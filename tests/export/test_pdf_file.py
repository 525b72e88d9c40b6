"""The file as a whole: the same bytes every time, and clear sentences where there can be none."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from journeyeditor.export.pdf import PdfInfo
from journeyeditor.model.messages import Refused
from tests.support.paper import opened, page, pdf_of, set_texts

HELLO = page(set_texts(["Hello мир"]))


def test_the_same_pages_give_the_same_bytes() -> None:
    assert pdf_of(HELLO) == pdf_of(HELLO)
    assert pdf_of(HELLO).startswith(b"%PDF-1.7")


def test_other_information_gives_another_file() -> None:
    assert pdf_of(HELLO) != pdf_of(HELLO, info=PdfInfo("Other"))


def test_the_bytes_do_not_depend_on_the_process() -> None:
    code = (
        "import hashlib; from tests.support.paper import *;"
        "from tests.export.test_pdf_structure import printed, small_document;"
        "made = pdf_of(page(set_texts(TEXTS))) + printed(small_document());"
        "print(hashlib.sha256(made).hexdigest())"
    )
    seen = set()
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC{seed}"}
        ran = subprocess.run(
            [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
        )
        seen.add(ran.stdout)
    assert len(seen) == 1


def test_no_pages_are_refused() -> None:
    with pytest.raises(Refused, match="no map"):
        pdf_of()


def test_a_page_larger_than_readers_show_is_refused() -> None:
    with pytest.raises(Refused, match="larger than a PDF can be"):
        pdf_of(page([], (20_000, 100)))


def test_every_page_of_the_paper_is_there() -> None:
    data = pdf_of(HELLO, page(set_texts(["two"]), (300, 200)))
    with opened(data) as pdf:
        assert [[float(v) for v in sheet.MediaBox[2:]] for sheet in pdf.pages] == [
            [595, 842],
            [300, 200],
        ]
