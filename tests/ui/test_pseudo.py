"""Every screen in a language that nobody speaks: what is not a message shows, and what has too little room.

The document has titles of digits only, so that every letter that is seen comes from the program.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QColorDialog, QDialog, QFileDialog, QMenu

from journeyeditor.app.beginning import new_session
from journeyeditor.app.resources import Resources
from journeyeditor.layout.grid import MapLayout
from journeyeditor.layout.icons import IconSet
from journeyeditor.layout.sheets import SHEETS
from journeyeditor.layout.text.engine import TextEngine
from journeyeditor.model.entities import (
    DOCUMENT_KEY,
    Card,
    DocumentInfo,
    Entity,
    Lane,
    LaneKind,
    Map,
    Persona,
    Stage,
    Step,
)
from journeyeditor.model.frozen import FrozenMap
from journeyeditor.model.prompts import PROMPT
from journeyeditor.ui.dialogs import Dialogs
from journeyeditor.ui.exporting.subject import Subject
from journeyeditor.ui.lane_kinds import CARDLESS
from journeyeditor.ui.main_window import MainWindow
from journeyeditor.ui.start_page import RecentRow
from journeyeditor.ui.theme import PLAIN, Look, Manner, chosen_language_name
from journeyeditor.ui.world import World
from tests.support.pseudo import OPEN, accented, outside, pseudo
from tests.ui.painted import painted_texts
from tests.ui.reading import Text, arranged, clipped, outside_parent, texts, windows
from tests.ui.screens.modes import SIZES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from journeyeditor.app.services import Services
    from journeyeditor.model.document import Document

WORD = re.compile(r"[^\W\d_]{2,}")

# Names, units, keys and file names, which no language changes.
NAMES = {
    *("JourneyEditor", "PDF", "pt", "mm", "in", "px", "cm", "MB", "KB", "ms"),
    *(part for sheet in SHEETS for part in sheet.name.split()),
    *("Ctrl", "Shift", "Alt", "Del", "Ins", "PgUp", "PgDown", "Esc", "Home", "End", "Tab"),
    *("Return", "Enter", "Space", "Backspace", "Up", "Down", "Left", "Right", "Meta", "Menu"),
    *("English", "Deutsch", "Mermaid", "Markdown", "JSON", "journey", "Tester", "en", "de"),
}
_KEY = re.compile(r"F\d+")
_CUT_WORD = re.compile(r"\w*…$")


@pytest.fixture(scope="module")
def foreign_look(application: QApplication) -> Look:
    resources = Resources.find()
    return Look.load(resources.themes, IconSet.load(resources.icons), pseudo)


@dataclass(frozen=True, slots=True)
class Room:
    """How large the window is, in logical pixels, and its text (1.0 is 100 %)."""

    size: tuple[int, int]
    text: float = 1.0


PLENTY = Room((1600, 1000))
TIGHT = {
    "screen at 200 %": Room(SIZES[200]),
    "text at 150 %": Room(SIZES[100], 1.5),
}


@pytest.fixture
def room(
    request: pytest.FixtureRequest, foreign_look: Look, application: QApplication
) -> Iterator[Room]:
    """Plenty, unless a test asks for less."""
    wanted: Room = getattr(request, "param", PLENTY)
    foreign_look.behave(Manner(wanted.text), application)
    yield wanted
    foreign_look.behave(PLAIN, application)


@pytest.fixture
def foreign(world: World, foreign_look: Look, layout: MapLayout) -> World:
    """A world that speaks the pseudo language."""
    own = MapLayout(layout.engine, foreign_look.icons, pseudo)
    services = replace(world.services, translate=pseudo)
    # The style sheet of the light theme is that of the application already.
    return replace(
        world, services=services, look=foreign_look, layout_of=lambda: own, asking=Dialogs
    )


@pytest.fixture
def seen(
    foreign: World, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, room: Room
) -> Iterator[MainWindow]:
    """The window with a document; modal dialogs are read and called off."""
    patched(monkeypatch)
    window = MainWindow(foreign)
    window.resize(*room.size)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.jobs.wait()
    window.errands.wait()
    window.close_session()
    window.close()
    window.deleteLater()
    # What Qt's platform without a screen holds in its clipboard at the end kills the process.
    QApplication.clipboard().clear()


FOUND: list[str] = []


def patched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dialogs that stop the program are shown, read and closed."""
    FOUND.clear()

    def read(dialog: QDialog) -> int:
        dialog.show()
        QApplication.processEvents()
        FOUND.extend(faults_of(dialog))
        dialog.close()
        return 0

    def nothing(*_args: object) -> tuple[str, str]:
        return "", ""

    monkeypatch.setattr(QDialog, "exec", read)
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: 0)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", nothing)
    monkeypatch.setattr(QColorDialog, "exec", lambda _dialog: 0)


def english(window: QWidget) -> list[str]:
    return [f"{one.where}: {one.text!r}" for one in texts(window) if strange(one)]


def strange(one: Text) -> bool:
    """Whether letters stand in a text that are no message's and no name's."""
    words = WORD.findall(outside(one.text))
    return any(word not in NAMES and not _KEY.fullmatch(word) for word in words)


def faults_of(window: QWidget) -> list[str]:
    return [*english(window), *clipped(window), *outside_parent(window), *painted_faults(window)]


def painted_faults(window: QWidget) -> Iterator[str]:
    """Texts that widgets paint by themselves: plain ones among the accented, and those that are cut off."""
    for one in painted_texts(window):
        if plain(one.text):
            yield f"{one.where} paints {one.text!r}"
        elif one.fault:
            yield f"{one.where} paints {one.text!r}: {one.fault}"


def plain(painted: str) -> bool:
    """Whether a word stands in a text as it is in English. Texts come in pieces, without their brackets."""
    painted = _CUT_WORD.sub("", painted)
    words = [word for word in WORD.findall(painted) if accented(word) != word and word.isascii()]
    return any(word not in NAMES and not _KEY.fullmatch(word) for word in words)


def settle(qtbot: QtBot, window: QWidget) -> None:
    """Until nothing moves any more."""
    seen: list[object] = []

    def rests() -> bool:
        seen.append(arranged(window))
        return len(seen) > 2 and seen[-1] == seen[-2] == seen[-3]

    qtbot.waitUntil(rests)


def numbered(document: Document) -> Document:
    """The document with digits in the place of every text of its own."""
    changed: dict[str, Entity] = {}
    for number, (key, entity) in enumerate(document.items()):
        words = str(1000 + number)
        if isinstance(entity, Lane):
            extras = FrozenMap({k: v for k, v in entity.extras.items() if k != PROMPT})
            changed[key] = replace(entity, title=words, extras=extras)
        elif isinstance(entity, Map):
            names = {level: str(level) for level in entity.scale.names}
            scale = replace(entity.scale, names=FrozenMap(names))
            changed[key] = replace(entity, title=words, scenario="", scale=scale)
        elif isinstance(entity, Stage):
            changed[key] = replace(entity, title=words, goal="")
        elif isinstance(entity, Step | Card):
            changed[key] = replace(entity, title=words)
        elif isinstance(entity, Persona):
            changed[key] = replace(entity, name=words, role="")
        elif isinstance(entity, DocumentInfo):
            changed[DOCUMENT_KEY] = replace(entity, title=words, author="")
    return document.replaced(changed)


def with_every_kind(document: Document) -> Document:
    """A lane of every kind, with a card in its first cell where it takes cards."""
    shown = document.maps[0]
    step = document.map_steps(shown.id)[0]
    made: dict[str, Entity] = {}
    have = {lane.kind for lane in document.lanes(shown.id)}
    last = document.lanes(shown.id)[-1].order
    for number, kind in enumerate(LaneKind):
        lane_id, card_id = f"{number:032x}", f"{number + 100:032x}"
        if kind not in have:
            made[lane_id] = Lane(
                id=lane_id, map=shown.id, order=f"{last}{chr(97 + number)}V", kind=kind
            )
        else:
            lane_id = next(ln.id for ln in document.lanes(shown.id) if ln.kind is kind)
        if kind not in CARDLESS:
            made[card_id] = Card(id=card_id, lane=lane_id, step=step.id, order="a0V")
    return document.replaced(made)


def opened(window: MainWindow) -> Document:
    """Shows a document without letters, with a lane of every kind."""
    services: Services = window.world.services
    session = new_session(services, "as-is-to-be")
    session.editor.reset(numbered(with_every_kind(session.editor.document)))
    window.show_session(session)
    QApplication.processEvents()
    return session.editor.document


def test_the_language_itself() -> None:
    said = pseudo("{n} cards, &Open…")
    assert "{n}" in said and "&" in said
    assert len(said) >= 1.3 * len("{n} cards, &Open…")
    assert outside(f"7 {said} pt") == "7  pt"
    assert not WORD.search(outside(pseudo("Undo: {step}").format(step=pseudo("Move"))))


def named(window: MainWindow) -> None:
    """What comes from files is in their language: templates, samples, paths."""
    for entry in (*window.start.templates.cards, *window.start.samples.cards):
        for words in (entry.entry.name, entry.entry.description):
            NAMES.update(WORD.findall(words))
    NAMES.update(WORD.findall(str(window.world.services.workspace)))


def test_the_start_page(seen: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    named(seen)
    gone = tmp_path / "11" / "22.journey"
    NAMES.update(WORD.findall(str(gone)))
    seen.settings.add_recent(gone)
    seen.starting.show_recent()
    qtbot.waitUntil(lambda: any(row.note for row in seen.start.findChildren(RecentRow)))
    found = faults_of(seen)
    assert not found, "\n".join(found)


def test_every_menu(seen: MainWindow) -> None:
    opened(seen)
    NAMES.update(chosen_language_name(code) for code in ("en", "de"))
    found = []
    for menu in seen.menuBar().findChildren(QMenu):
        menu.popup(seen.pos())
        QApplication.processEvents()
        found += faults_of(menu)
        menu.close()
    for action in seen.actions_.actions.values():
        for words in (action.text(), action.toolTip(), action.statusTip()):
            found += [words] if strange(Text("", words)) else []
    assert not found, "\n".join(found)


def test_the_editor_with_every_subject_in_the_inspector(seen: MainWindow, qtbot: QtBot) -> None:
    document = opened(seen)
    page = seen.page
    assert page is not None
    subjects: list[tuple[str, ...]] = [()]
    subjects += [(key,) for key, one in document.items() if isinstance(one, Card | Lane)]
    for cls in (Stage, Step, Persona, Map):
        subjects.append((next(document.all(cls)).id,))
    cards = [card.id for card in document.all(Card)]
    subjects += [tuple(cards[:2]), tuple(cards)]
    found: dict[str, None] = {}
    for keys in subjects:
        page.session.editor.select(keys)
        page.refresh_facts()
        settle(qtbot, seen)
        found |= dict.fromkeys(faults_of(seen))
    assert not found, "\n".join(found)


# What leaves the document, or opens what belongs to the system.
LEFT_OUT = {"quit", "close", "new", "start", "revert", "save"}


def test_everything_that_can_be_called(seen: MainWindow, qtbot: QtBot) -> None:
    named(seen)
    document = opened(seen)
    page = seen.page
    assert page is not None
    found: dict[str, None] = {}
    for name in list(seen.actions_.actions):
        if name in LEFT_OUT or name.startswith("theme-"):
            continue
        cards = [card.id for card in page.session.editor.document.all(Card)]
        page.session.editor.select(cards[:1])
        seen.actions_[name].trigger()
        QApplication.processEvents()
        for window in windows():
            if window is seen:
                found |= {f"{name}: {one}": None for one in english(window)}
                continue
            settle(qtbot, window)
            found |= {f"{name}: {one}": None for one in faults_of(window)}
            window.close()
        found |= {f"{name}: {one}": None for one in FOUND}
        FOUND.clear()
        if seen.actions_[name].isCheckable():
            # What is shown now is not read again with every action to come.
            seen.actions_[name].trigger()
        page.commit_pending()
        if page.session.editor.document is not document:
            page.session.editor.reset(document)
            QApplication.processEvents()
    assert not found, "\n".join(found)


def exporting(dialogs: Dialogs) -> None:
    """How to export a document of the window's own."""
    world = dialogs._window.world  # type: ignore[attr-defined]
    session = new_session(world.services, "blank")
    editor = session.editor
    subject = Subject(
        editor, editor.document.maps[0].id, world.services, world.settings, world.look.icons
    )
    dialogs.export(subject)
    session.close()


QUESTIONS: dict[str, Callable[[Dialogs], object]] = {
    "save_first": lambda d: d.save_first("11"),
    "revert": lambda d: d.revert("11"),
    "discard_lost": lambda d: (d.discard_lost("11", 1), d.discard_lost("11", 7)),
    "changed_on_disk": lambda d: d.changed_on_disk("11", pseudo("Somebody saved it.")),
    "write_over": lambda d: d.write_over(pseudo("It can't be replaced.")),
    "not_saved": lambda d: d.not_saved(pseudo("The disk is full.")),
    "damaged": lambda d: d.damaged(pseudo("The file is damaged."), "11", True),
    "earlier_version": lambda d: d.earlier_version(()),
    "fault": lambda d: d.fault(pseudo("Your work is safe."), "11"),
    "export": exporting,
    "save_template": lambda d: d.save_template("11"),
    "rename_template": lambda d: d.rename_template("11", "22"),
    "delete_template": lambda d: d.delete_template("11"),
    "tell": lambda d: d.tell(pseudo("Title"), pseudo("A sentence that is told.")),
    "report": lambda d: d.report(pseudo("Title"), [pseudo("A sentence.")] * 3),
    "about": lambda d: d.about(),
}


LICENCES = WORD.findall("Lucide ISC Noto SIL OFL DejaVu WenQuanYi dev")


def test_every_question(seen: MainWindow) -> None:
    NAMES.update(LICENCES)
    asking = seen.asking
    assert isinstance(asking, Dialogs)
    for ask in QUESTIONS.values():
        ask(asking)
    assert not FOUND, "\n".join(FOUND)


def test_the_settings_in_every_size(seen: MainWindow) -> None:
    seen.choosing.open()
    dialog = seen.choosing.dialog
    assert dialog is not None
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    named(seen)
    QApplication.processEvents()
    found = faults_of(dialog)
    assert not found, "\n".join(found)
    dialog.close()


WINDOWS = (
    "settings",
    "personas",
    "channels",
    "shortcuts",
    "history",
    "palette",
    "find",
    "comments",
)
"""Actions that open what has the most words."""


@pytest.mark.parametrize("room", TIGHT.values(), ids=list(TIGHT), indirect=True)
def test_little_room(seen: MainWindow, qtbot: QtBot) -> None:
    named(seen)
    found = {f"start: {one}": None for one in faults_of(seen)}
    document = opened(seen)
    page = seen.page
    assert page is not None
    card = next(document.all(Card))
    for keys in ((), (card.id,), (next(document.all(Lane)).id,)):
        page.session.editor.select(keys)
        page.refresh_facts()
        settle(qtbot, seen)
        found |= {f"{keys}: {one}": None for one in faults_of(seen)}
    for name in WINDOWS:
        seen.actions_[name].trigger()
        for window in windows():
            settle(qtbot, window)
            found |= {f"{name}: {one}": None for one in faults_of(window)}
            if window is not seen:
                window.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("room", TIGHT.values(), ids=list(TIGHT), indirect=True)
def test_questions_in_little_room(seen: MainWindow) -> None:
    NAMES.update(LICENCES)
    asking = seen.asking
    assert isinstance(asking, Dialogs)
    for ask in QUESTIONS.values():
        ask(asking)
    assert not FOUND, "\n".join(FOUND)


def test_the_words_on_the_canvas(seen: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that the canvas sets itself goes through one engine, which is listened to."""
    heard: dict[str, None] = {}
    for way in ("wrap", "line"):
        monkeypatch.setattr(TextEngine, way, listening(getattr(TextEngine, way), heard))
    opened(seen)
    page = seen.page
    assert page is not None
    canvas = page.canvas
    document = page.session.editor.document
    for card in list(document.all(Card))[:3]:
        page.session.editor.select([card.id])
        canvas.viewport().repaint()
    page.session.editor.select([])
    # A look at the whole, in which nothing is left out for being small.
    for name in ("zoom-100", "zoom-fit"):
        seen.actions_[name].trigger()
        canvas.viewport().repaint()
    assert any(OPEN in words for words in heard)
    assert not [words for words in heard if strange(Text("canvas", words))]


def listening(way: Callable[..., Any], heard: dict[str, None]) -> Callable[..., Any]:
    """The way in which a text is set, with every text noted."""

    def noted(engine: TextEngine, text: str, *rest: Any, **named_: Any) -> Any:
        heard[text] = None
        return way(engine, text, *rest, **named_)

    return noted
