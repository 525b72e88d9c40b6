"""A window over a folder of its own, with somebody who answers every question as told."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from journeyeditor.app.asking import Choice
from journeyeditor.app.export_choices import ExportChoice
from journeyeditor.app.resources import Resources
from journeyeditor.app.services import Services
from journeyeditor.app.settings import Settings
from journeyeditor.layout.fonts import FontStore
from journeyeditor.layout.grid import MapLayout
from journeyeditor.layout.icons import IconSet
from journeyeditor.layout.text.engine import TextEngine
from journeyeditor.model.messages import untranslated
from journeyeditor.ui.application import make_application
from journeyeditor.ui.dialogs import Answer
from journeyeditor.ui.main_window import MainWindow
from journeyeditor.ui.rescuing import OnDamage, OnVersion
from journeyeditor.ui.theme import Look, ThemeChoice, load_fonts, window_font
from journeyeditor.ui.world import World
from tests.support.sources import fixed_clock, fixed_ids

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from pytestqt.qtbot import QtBot

    from journeyeditor.app.own_templates import Wanted
    from journeyeditor.app.recovery import LostSession
    from journeyeditor.app.versions import Version
    from journeyeditor.model.document import Document
    from journeyeditor.ui.exporting.subject import Subject
    from journeyeditor.ui.lost_work import LostMap, OnLost
    from journeyeditor.ui.move_dialog import Goal
    from journeyeditor.ui.widgets.pick_list import Pick


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """Widgets that a test closed go with it: without an event loop Qt would keep them all to the end."""
    yield
    if QApplication.instance() is not None:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@dataclass
class Answers:
    """Answers questions from what the test says, and notes what was asked and told."""

    leave: Answer = Answer.CANCEL
    yes: bool = True
    elsewhere: Path | None = None
    on_change: Choice = Choice.CANCEL
    on_damage: OnDamage = OnDamage.CANCEL
    on_version: OnVersion | None = None
    on_lost: OnLost | None = None
    open_file: Path | None = None
    save_file: Path | None = None
    export_file: Path | None = None
    export_choice: ExportChoice | None = None
    print_to: Path | None = None
    template: Wanted | None = None
    picture: Path | None = None
    new_colour: str | None = None
    goal: Goal | None = None
    picked: str = ""
    verb: str = ""
    named: str = ""
    passwords: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    reported: list[str] = field(default_factory=list)
    details: list[str] = field(default_factory=list)

    def save_first(self, name: str) -> Answer:
        self.asked.append(f"save {name}")
        return self.leave

    def revert(self, name: str) -> bool:
        self.asked.append(f"revert {name}")
        return self.yes

    def discard_lost(self, name: str, changes: int) -> bool:
        self.asked.append(f"discard {name} {changes}")
        return self.yes

    def changed_on_disk(self, name: str, sentence: str) -> Choice:
        self.asked.append(f"changed {name}: {sentence}")
        return self.on_change

    def write_over(self, sentence: str) -> bool:
        self.asked.append(f"write over: {sentence}")
        return self.yes

    def not_saved(self, sentence: str) -> bool:
        self.told.append(f"The document was not saved: {sentence}")
        self.save_file = self.elsewhere or self.save_file
        return self.elsewhere is not None

    def damaged(self, sentence: str, kept: str, salvageable: bool, details: str = "") -> OnDamage:
        self.asked.append(f"damaged {kept} {salvageable}: {sentence}")
        self.details += [details] if details else []
        return self.on_damage

    def earlier_version(self, versions: Sequence[Version]) -> tuple[OnVersion, Version] | None:
        self.asked += [f"version {version.title}" for version in versions]
        return (self.on_version, versions[-1]) if self.on_version else None

    def lost_work(self, found: Sequence[LostMap]) -> tuple[OnLost, LostSession] | None:
        self.asked += [f"lost {one.session.title}" for one in found]
        return (self.on_lost, found[0].session) if self.on_lost else None

    def fault(self, safe: str, details: str) -> None:
        self.told.append(safe)

    def open_path(self, folder: Path, importing: bool) -> Path | None:
        self.asked.append("import" if importing else "open")
        return self.open_file

    def password(self, name: str, wrong: str) -> str:
        self.asked.append(f"password {name}: {wrong}")
        return self.passwords.pop(0) if self.passwords else ""

    def save_path(self, suggestion: Path) -> Path | None:
        self.asked.append(f"save as {suggestion.name}")
        return self.save_file

    def export(self, subject: Subject) -> ExportChoice | None:
        self.asked.append(subject.purpose.value)
        return self.export_choice

    def export_path(self, suggestion: Path) -> Path | None:
        self.asked.append(f"export as {suggestion.name}")
        return self.export_file

    def printer(self, printer: QPrinter) -> bool:
        self.asked.append(f"printer {printer.docName()}")
        if self.print_to is not None:
            printer.setOutputFileName(str(self.print_to))
        return self.print_to is not None

    def save_template(self, name: str) -> Wanted | None:
        self.asked.append(f"template {name}")
        return self.template

    def rename_template(self, name: str, description: str) -> tuple[str, str] | None:
        self.asked.append(f"rename {name}")
        return (self.template.name, self.template.description) if self.template else None

    def delete_template(self, name: str) -> bool:
        self.asked.append(f"delete {name}")
        return self.yes

    def paste(self, title: str, sentences: Sequence[str]) -> bool:
        self.asked += [title, *sentences]
        return self.yes

    def move_to(self, document: Document, keys: Sequence[str]) -> Goal | None:
        self.asked.append(f"move {len(keys)}")
        return self.goal

    def picture_path(self, folder: Path) -> Path | None:
        self.asked.append("picture")
        return self.picture

    def colour(self, now: str) -> str | None:
        self.asked.append(f"colour {now}")
        return self.new_colour

    def pick(
        self, title: str, sentence: str, picks: Sequence[Pick], verbs: Sequence[tuple[str, str]]
    ) -> tuple[str, str] | None:
        self.asked.append(f"pick {title}: {', '.join(pick.text for pick in picks)}")
        found = next((pick.key for pick in picks if pick.text == self.picked), None)
        return (self.verb or verbs[0][0], found) if found is not None else None

    def name(self, title: str, sentence: str, text: str, go: str) -> str:
        self.asked.append(f"name {title}: {text}")
        return self.named

    def agree(self, title: str, sentence: str, go: str) -> bool:
        self.asked.append(f"agree {title} {sentence}")
        return self.yes

    def tell(self, title: str, sentence: str, details: str = "") -> None:
        self.told.append(f"{title}: {sentence}")
        self.details += [details] if details else []

    def report(self, title: str, sentences: Sequence[str]) -> None:
        self.reported += [title, *sentences]

    def about(self) -> None:
        self.asked.append("about")


@pytest.fixture(scope="session")
def application() -> QApplication:
    made = make_application()
    load_fonts(Resources.find().fonts)
    made.setFont(window_font())
    return made


@pytest.fixture(autouse=True)
def no_keys_held(application: QApplication) -> None:
    """Qt takes for held what the last event of the test before held, such as Ctrl of a click."""
    if application.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyRelease(QWidget(), Qt.Key.Key_Control)


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture(scope="session")
def look(application: QApplication) -> Look:
    """The looks that all tests share; each starts in the light theme."""
    resources = Resources.find()
    icons = IconSet.load(resources.icons)
    made = Look.load(resources.themes, icons, untranslated)
    made.choose(ThemeChoice.LIGHT, application)
    return made


@pytest.fixture(scope="session")
def layout(look: Look) -> MapLayout:
    return MapLayout(TextEngine(FontStore(Resources.find().fonts)), look.icons, untranslated)


@pytest.fixture
def world(
    application: QApplication, look: Look, layout: MapLayout, tmp_path: Path, answers: Answers
) -> Iterator[World]:
    """The world of one test: ids, time, settings and folders of its own."""
    services = Services(
        resources=Resources.find(),
        ids=fixed_ids(),
        clock=fixed_clock,
        author="Tester",
        workspace=tmp_path / "workspace",
        language="en",
        translate=untranslated,
        app="journeyeditor test",
    )
    settings = Settings(tmp_path / "settings.json")
    settings.put("theme", "light")

    def asking(_window: QWidget, _look: Look) -> Answers:
        return answers

    yield World(services, settings, look, lambda: layout, asking, lambda: "10:14")
    if look.choice is not ThemeChoice.LIGHT:
        look.choose(ThemeChoice.LIGHT, application)


@pytest.fixture
def window(world: World, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window as it is first seen."""
    made = MainWindow(world)
    made.resize(1440, 900)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.jobs.wait()
    made.close_session()
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def editor(window: MainWindow) -> MainWindow:
    """The window with a sample that has two personas and two maps."""
    window.files.sample("first-e-bike")
    QApplication.processEvents()
    return window
