"""Whatever can be chosen of an export can be chosen in the dialog and on the command line, and is kept in presets."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from journeyeditor.app.export_choices import ExportChoice, Kind, plain_choice
from journeyeditor.app.picturing import PictureOptions
from journeyeditor.cli.export_options import OPTIONS
from journeyeditor.cli.words import COMMANDS, command_parser
from journeyeditor.export.kinds import Slides, SvgText
from journeyeditor.layout.pages import PageMode, PageOptions, Part, Poster
from journeyeditor.layout.sheets import Orientation, parse_sheet
from journeyeditor.model.messages import untranslated
from journeyeditor.model.saved_views import SavedView, with_views
from journeyeditor.ui.exporting.dialog import ExportDialog
from journeyeditor.ui.exporting.tables import SCALED, TILES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.exporting.choices import Choices
    from journeyeditor.ui.exporting.subject import Subject
    from journeyeditor.ui.world import World

NESTED = {"options": PageOptions, "options.poster": Poster, "pictures": PictureOptions}
"""Fields that are choices of several things."""

FROM_DOCUMENT = {"options.date": "the date is that of the document's last change"}
BY_OTHER_WORDS = {"kind": "the suffix of OUT", "all_maps": "--map and --all"}
"""What the command line says in another way than by an option of its own."""

NOT_KEPT = {"options.date", "options.view", "password", "attach_hidden"}
"""What is not among the plain values of a preset: a view is kept by its name, secrets are not kept."""

PLAIN = {
    "options.sheet": "paper", "options.poster.overlap": "overlap", "options.poster.scale": "scale",
    "options.poster.across": "across", "options.poster.down": "down", "pictures.scale": "picture_scale",
    "pictures.text": "svg_text",
}  # fmt: skip
"""Plain values whose names differ from those of the fields."""


def fields(kind: type[Any], path: str = "") -> Iterator[str]:
    for field in dataclasses.fields(kind):
        here = f"{path}{field.name}"
        if here in NESTED:
            yield from fields(NESTED[here], f"{here}.")
        else:
            yield here


FIELDS = tuple(fields(ExportChoice))


def value(choice: ExportChoice, path: str) -> Any:
    found: Any = choice
    for name in path.split("."):
        found = getattr(found, name)
    return found


def tick_cover(choices: Choices) -> None:
    choices.parts.tick(choices.parts.rows.index(Part.COVER))


def set_size(choices: Choices) -> None:
    choices.paper.picked.emit("own")
    choices.width_.setValue(500.0)


def as_kind(kind: Kind) -> Callable[[Choices], None]:
    return lambda choices: choices.kind.buttons[kind].click()


def as_poster(choices: Choices) -> None:
    choices.mode.buttons[PageMode.POSTER].click()


DIALOG: dict[str, list[Callable[[Choices], object]]] = {
    "options.sheet": [set_size],
    "options.orientation": [lambda c: c.orientation.buttons[Orientation.PORTRAIT].click()],
    "options.pages": [as_poster],
    "options.margin": [lambda c: c.margin.setValue(20.0)],
    "options.min_text": [
        lambda c: c.mode.buttons[PageMode.STAGES].click(),
        lambda c: c.least.setValue(9.0),
    ],
    "options.parts": [tick_cover],
    "options.titles": [lambda c: c.titles.click()],
    "options.poster.overlap": [as_poster, lambda c: c.overlap.setValue(20.0)],
    "options.poster.scale": [as_poster, lambda c: c.poster.buttons[SCALED].click()],
    "options.poster.across": [as_poster, lambda c: c.poster.buttons[TILES].click()],
    "options.poster.down": [as_poster, lambda c: c.poster.buttons[TILES].click()],
    "options.view": [lambda c: c.view.picked.emit("v1")],
    "options.save_ink": [lambda c: c.save_ink.click()],
    "all_maps": [lambda c: c.maps.picked.emit(False)],
    "kind": [as_kind(Kind.PNG)],
    "attach": [lambda c: c.attach.click()],
    "attach_hidden": [lambda c: c.attach.click(), lambda c: c.hidden.click()],
    "password": [lambda c: c.protect.click(), lambda c: c.password.setText("secret")],
    "pictures.scale": [as_kind(Kind.PNG), lambda c: c.sharpness.buttons[4.0].click()],
    "pictures.transparent": [as_kind(Kind.PNG), lambda c: c.transparent.click()],
    "pictures.text": [as_kind(Kind.SVG), lambda c: c.svg_text.buttons[SvgText.TEXT].click()],
    "pictures.whole_page": [as_kind(Kind.PNG), lambda c: c.whole.buttons[True].click()],
    "slides": [as_kind(Kind.PPTX), lambda c: c.slides.buttons[Slides.STAGES].click()],
}
"""What a person does in the dialog to choose something else."""


@pytest.fixture
def still(subject: Subject, world: World, qtbot: QtBot) -> ExportDialog:
    """A dialog over a map with a view, that is not shown, so that it makes no pages."""
    document = subject.document
    view = SavedView("v1", "Client", subject.map_id)
    subject.editor.reset(document.replaced({"document": with_views(document.info, [view])}))
    made = ExportDialog(None, world.look, subject)
    qtbot.addWidget(made)
    return made


def test_it_is_said_that_posters_take_less_of_a_margin(still: ExportDialog) -> None:
    choices = still.choices
    note = choices.margin_note
    choices.margin.setValue(10.0)
    assert note.isHidden()
    as_poster(choices)
    assert not note.isHidden() and "at most 5 mm" in note.text()
    choices.margin.setValue(5.0)
    assert note.isHidden()


def test_the_dialog_offers_each_field(still: ExportDialog) -> None:
    choices, first = still.choices, still.choice
    offered = {name for name in FIELDS if name not in FROM_DOCUMENT}
    assert set(DIALOG) == offered
    missed = []
    for field in sorted(offered):
        choices.take(first)
        for act in DIALOG[field]:
            act(choices)
        if value(choices.choice, field) == value(first, field):
            missed.append(field)
    assert missed == []


def test_the_command_line_offers_each_field_by_an_option() -> None:
    options = {path for option in OPTIONS for path in option.sets.split()}
    assert options | {*BY_OTHER_WORDS} | {*FROM_DOCUMENT} == set(FIELDS)


def test_every_option_is_one_of_the_commands_and_the_other_way_round() -> None:
    command = next(one for one in COMMANDS if one.name == "export")
    known = {name for argument in command.arguments for name in argument.names}
    apart = {"source", "target", "--map", "--all", "--force"}
    assert {option.name for option in OPTIONS} == known - apart
    parsed = vars(command_parser(command, untranslated).parse_args(["a.journey", "b.pdf"]))
    assert {option.dest for option in OPTIONS} <= set(parsed)


def test_a_preset_keeps_each_field() -> None:
    names = {PLAIN.get(path, path.rpartition(".")[2]) for path in FIELDS if path not in NOT_KEPT}
    assert names == set(plain_choice(ExportChoice(PageOptions())))


def test_another_value_of_each_field_is_another_preset() -> None:
    options = PageOptions(
        parse_sheet("A4"), Orientation.PORTRAIT, PageMode.POSTER, 1.0, 9.0, "", (Part.COVER,),
        Poster(1.0, 2.0, 3, 4), "", True, False,
    )  # fmt: skip
    pictures = PictureOptions(4.0, True, SvgText.TEXT, True)
    other = replace(
        ExportChoice(options), all_maps=False, kind=Kind.PPTX, attach=True, pictures=pictures,
        slides=Slides.STAGES,
    )  # fmt: skip
    usual, changed = plain_choice(ExportChoice(PageOptions())), plain_choice(other)
    assert {name for name in usual if usual[name] == changed[name]} == set()
