"""Exporting and printing from the window: kinds of files, what can be done with them, what goes wrong."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from journeyeditor.app import output
from journeyeditor.app.export_choices import ExportChoice, Kind
from journeyeditor.app.exporting import Handover, Printed
from journeyeditor.app.picturing import PictureOptions
from journeyeditor.export.kinds import Slides, SvgText
from journeyeditor.layout.pages import PageMode, PageOptions, Part
from journeyeditor.layout.sheets import parse_sheet
from journeyeditor.ui.exporting import commands as exporting_commands
from journeyeditor.ui.exporting.commands import DONE, FOLDER, OPEN, TOLD, TOPIC, ExportCommands
from tests.ui.doing import page_of
from tests.ui.exporting.conftest import WAIT

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.main_window import MainWindow
    from tests.ui.conftest import Answers

CHOICE = ExportChoice(PageOptions(sheet=parse_sheet("A4")), all_maps=False)


def commands(window: MainWindow) -> ExportCommands:
    found: ExportCommands = window.groups["exports"]
    return found


def finish(window: MainWindow, qtbot: QtBot) -> None:
    """Until the files or pages are written, which takes its time beside other work."""
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=WAIT)


def export(window: MainWindow, answers: Answers, qtbot: QtBot, choice: ExportChoice) -> None:
    answers.export_choice = choice
    window.actions_["export-pdf"].trigger()
    finish(window, qtbot)


@pytest.mark.parametrize(
    ("kind", "begins"),
    [
        (Kind.PDF, b"%PDF"),
        (Kind.PNG, b"\x89PNG"),
        (Kind.SVG, b"<?xml"),
        (Kind.PPTX, b"PK"),
    ],
)
def test_each_kind_of_file(
    editor: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot, kind: Kind, begins: bytes
) -> None:
    answers.export_file = tmp_path / f"bike.{kind}"
    export(editor, answers, qtbot, replace(CHOICE, kind=kind))
    assert answers.told == []
    assert answers.export_file.read_bytes().startswith(begins)
    assert any(
        asked.startswith("export as") and asked.endswith(f".{kind}") for asked in answers.asked
    )


def test_what_was_written_can_be_opened_and_shown(
    editor: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    opened: list[Path] = []

    def open_path(path: Path) -> bool:
        opened.append(path)
        return len(opened) < 3

    commands(editor).open_path = open_path
    answers.export_file = tmp_path / "bike.pdf"
    for answer in (OPEN, FOLDER, OPEN):
        export(editor, answers, qtbot, CHOICE)
        bar = page_of(editor).notices.bar(TOPIC)
        assert bar is not None and "bike.pdf" in bar.notice.sentence
        bar.buttons[answer].click()  # type: ignore[attr-defined]
        assert page_of(editor).notices.bar(TOPIC) is None
    assert opened == [answers.export_file, tmp_path, answers.export_file]
    assert "No program opens" in page_of(editor).status.words.toolTip()


def test_what_there_is_to_know_is_told_on_request(
    editor: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.export_file = tmp_path / "bike.pdf"
    export(editor, answers, qtbot, CHOICE)
    bar = page_of(editor).notices.bar(TOPIC)
    assert bar is not None and set(bar.buttons) == {OPEN, FOLDER, TOLD, DONE}
    assert answers.reported == []
    bar.buttons[TOLD].click()  # type: ignore[attr-defined]
    assert answers.reported[0] == "bike.pdf" and len(answers.reported) > 1


@pytest.mark.parametrize("way", ["cancel", "full"])
def test_the_file_that_was_there_stays(
    editor: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch, way: str,
) -> None:  # fmt: skip
    answers.export_file = tmp_path / "out" / "bike.pdf"
    answers.export_file.parent.mkdir()
    answers.export_file.write_bytes(b"before")

    def full(*_given: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    if way == "full":
        monkeypatch.setattr(output, "_write_new", full)
    answers.export_choice = replace(CHOICE, options=replace(CHOICE.options, parts=tuple(Part)))
    editor.actions_["export-pdf"].trigger()
    if way == "cancel":
        page_of(editor).status.cancel.click()
    finish(editor, qtbot)
    assert [path.name for path in answers.export_file.parent.iterdir()] == ["bike.pdf"]
    assert answers.export_file.read_bytes() == b"before"
    assert bool(answers.told) is (way == "full")


def test_printing_writes_the_pages(
    editor: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    editor.settings.put("paper", "A4")
    editor.settings.put("pages", "stages")
    commands(editor).printers = lambda: ["Office"]
    answers.print_to = tmp_path / "printed.pdf"
    editor.actions_["print"].trigger()
    assert editor.jobs.running
    finish(editor, qtbot)
    assert any(asked.startswith("printer First e-bike") for asked in answers.asked)
    read = pypdfium2.PdfDocument(str(answers.print_to))
    assert f"{len(read)} pages went" in page_of(editor).status.words.toolTip()
    read.close()


def test_the_preview_leads_to_the_printer(
    editor: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    commands(editor).printers = lambda: ["Office"]
    answers.print_to = tmp_path / "printed.pdf"
    options = PageOptions(sheet=parse_sheet("A5"), pages=PageMode.ONE)
    answers.export_choice = ExportChoice(options, all_maps=False)
    editor.actions_["print-preview"].trigger()
    finish(editor, qtbot)
    assert answers.asked[-2] == "print"
    read = pypdfium2.PdfDocument(str(answers.print_to))
    width, height = read[0].get_size()
    assert (len(read), sorted((round(width), round(height)))) == (1, [420, 595])
    read.close()
    assert editor.settings.text("paper") == "A5"


def test_without_a_printer_one_sentence_says_so(editor: MainWindow, answers: Answers) -> None:
    commands(editor).printers = list
    editor.actions_["print"].trigger()
    assert len(answers.told) == 1 and "knows no printer" in answers.told[0]
    assert not any(asked.startswith("printer") for asked in answers.asked)


def test_a_print_that_is_not_wanted_prints_nothing(editor: MainWindow, answers: Answers) -> None:
    commands(editor).printers = lambda: ["Office"]
    editor.actions_["print"].trigger()
    assert not editor.jobs.running and answers.told == []


def test_all_that_was_chosen_is_handed_over(
    editor: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    given: dict[str, Any] = {}

    def heard(document: object, path: Path, options: object, *_rest: object, **kw: Any) -> Printed:
        given.update(kw, path=path, options=options)
        return Printed(1, (), (path,))

    monkeypatch.setattr(exporting_commands, "export_pages", heard)
    pictures = PictureOptions(scale=3.0, transparent=True, text=SvgText.TEXT, whole_page=True)
    choice = replace(
        CHOICE, attach=True, attach_hidden=True, password="secret", pictures=pictures, slides=Slides.STAGES,
    )  # fmt: skip
    for kind, closed in ((Kind.PDF, True), (Kind.PNG, False), (Kind.PPTX, False)):
        answers.export_file = tmp_path / f"bike.{kind}"
        export(editor, answers, qtbot, replace(choice, kind=kind))
        told = Handover(closed, closed, "secret" if closed else "", pictures, Slides.STAGES)
        assert given["handover"] == told
        assert (given["path"], given["options"]) == (answers.export_file, choice.options)
        assert given["maps"] == (page_of(editor).map_id,)
