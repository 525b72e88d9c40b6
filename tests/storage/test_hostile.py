"""Every hostile or damaged file is refused in words or opened safely, stays as it was, and gets nothing beside it."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from journeyeditor.model.entities import Card, Image
from journeyeditor.model.messages import Refused
from journeyeditor.model.pictures import safe_to_decode
from journeyeditor.storage import private_copy
from journeyeditor.storage.document_file import OpenedDocument, open_document
from tests.storage.doors import reopen, saved_file
from tests.storage.hostile import CASES, NOT_SHOWN, OPENS, Case

# Seconds of the processor, as tests share a machine with others; the rig `hostile` takes those of a clock.
MOST_SECONDS, MOST_MB = 10.0, 300.0
LIGHT = [case for case in CASES if not case.heavy]
HEAVY = [case for case in CASES if case.heavy]
ALL_NUMBERS = {*range(1, 51), 53}

Fingerprint = dict[str, tuple[int, bytes]]


def fingerprint(folder: Path) -> Fingerprint:
    """What stands in a folder: kinds and bytes, pipes and devices unread."""
    found = {}
    for path in folder.iterdir():
        mode = path.lstat().st_mode
        found[path.name] = (mode, path.read_bytes() if stat.S_ISREG(mode) else b"")
    return found


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template") / "user"
    folder.mkdir()
    return saved_file(folder)


def made(case: Case, template: Path, folder: Path) -> Path:
    path = folder / "a.journey"
    shutil.copyfile(template, path)
    case.make(path)
    return path


def test_no_case_of_the_list_is_left_out() -> None:
    assert {case.number for case in CASES} == ALL_NUMBERS


@pytest.mark.parametrize("case", LIGHT, ids=lambda case: case.title)
def test_a_light_case(folder: Path, template: Path, case: Case) -> None:
    path = made(case, template, folder)
    before = fingerprint(folder)
    if case.outcome == OPENS:
        check_opened(case, reopen(path))
    else:
        with pytest.raises(Refused) as refusal:
            reopen(path)
        check_sentence(case, str(refusal.value))
    assert fingerprint(folder) == before


def check_opened(case: Case, opened: OpenedDocument) -> None:
    told = [warning.text() for warning in opened.warnings]
    assert any(case.warning in sentence for sentence in told) if case.warning else told == []
    shown = [safe_to_decode(image.data) for image in opened.document.all(Image)]
    assert (False in shown) is (case.warning == NOT_SHOWN)
    for card in opened.document.all(Card):
        assert not any(c < " " and c not in "\n\t" for c in card.title)


def check_sentence(case: Case, sentence: str) -> None:
    assert case.outcome in sentence
    assert "\n" not in sentence
    assert len(sentence) < 400


CHILD = """
import json, resource, sys, time
from pathlib import Path
from journeyeditor.model.messages import Refused
from journeyeditor.storage.document_file import open_document

def memory(name):
    for line in open("/proc/self/status"):
        if line.startswith(name):
            return int(line.split()[1]) / 1024

open_document(Path(sys.argv[1]), Path(sys.argv[2]))
base = memory("VmSize")
resource.setrlimit(resource.RLIMIT_AS, (int((base + 600) * 2**20),) * 2)
for name in sys.argv[3:]:
    open("/proc/self/clear_refs", "w").write("5")
    before, start = memory("VmRSS"), time.process_time()
    try:
        opened = open_document(Path(name), Path(sys.argv[2]))
        outcome = ["opens", [warning.text() for warning in opened.warnings]]
        opened = None
    except Refused as refusal:
        outcome = [str(refusal), []]
    took = time.process_time() - start
    print(json.dumps([*outcome, took, memory("VmHWM") - before]), flush=True)
"""


@pytest.fixture(scope="module")
def heavy(
    template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, tuple[str, list[str], float, float]]]:
    """All heavy files opened one after the other by one process with a limit of memory."""
    root = tmp_path_factory.mktemp("heavy")
    paths: dict[str, Path] = {}
    for index, case in enumerate(HEAVY):
        folder = root / str(index)
        folder.mkdir()
        paths[case.title] = made(case, template, folder)
    times = {title: path.stat().st_mtime_ns for title, path in paths.items()}
    run = subprocess.run(
        [sys.executable, "-c", CHILD, template, root / "work", *paths.values()],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=False,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    assert {title: path.stat().st_mtime_ns for title, path in paths.items()} == times
    assert all([p.name for p in path.parent.iterdir()] == ["a.journey"] for path in paths.values())
    yield dict(zip(paths, map(tuple, answers), strict=True))
    shutil.rmtree(root)


@pytest.mark.parametrize("case", HEAVY, ids=lambda case: case.title)
def test_a_heavy_case(case: Case, heavy: dict[str, tuple[str, list[str], float, float]]) -> None:
    outcome, warnings, seconds, megabytes = heavy[case.title]
    if case.outcome == OPENS:
        assert outcome == OPENS
        assert any(case.warning in sentence for sentence in warnings) or not case.warning
    else:
        check_sentence(case, outcome)
    assert seconds < MOST_SECONDS
    assert megabytes < MOST_MB


def test_54_a_file_that_grows_while_it_is_copied(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However fast it grows, copying ends where the file ended when it was opened."""
    path = saved_file(folder)
    size = path.stat().st_size
    read, taken = os.read, [0]

    def growing(descriptor: int, most: int) -> bytes:
        with path.open("ab") as file:
            file.write(b"more")
        data = read(descriptor, most)
        taken[0] += len(data)
        return data

    monkeypatch.setattr(os, "read", growing)
    monkeypatch.setattr(private_copy, "CHUNK", 50_000)
    with pytest.raises(Refused, match="being changed by another program"):
        reopen(path)
    assert taken[0] < private_copy.ATTEMPTS * (size + 1_000)
    assert list(folder.with_name("user-open").iterdir()) == []


@pytest.mark.parametrize(
    "name", [b"\xff\xfe.journey", b"m\xe4p\x01.journey", b"-rf ; $(x).journey"]
)
def test_55_a_path_that_is_no_text(folder: Path, name: bytes) -> None:
    path = saved_file(folder).rename(folder / os.fsdecode(name))
    opened = open_document(path, folder.with_name("work"))
    assert opened.warnings == ()
    assert [os.fsencode(found.name) for found in folder.iterdir()] == [name]
