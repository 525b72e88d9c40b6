"""Hypothesis plays with the window of an open document; after each act the canvas shows what one made afresh shows.

`run` needs no screen (`QT_QPA_PLATFORM=offscreen` is set where nothing else is).
"""

from __future__ import annotations

import os
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from hypothesis import HealthCheck, Phase, settings, strategies
from hypothesis import seed as seeded
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from journeyeditor.app.opening import Opened
from journeyeditor.app.resources import Resources
from journeyeditor.app.services import Services
from journeyeditor.app.session import Session
from journeyeditor.app.settings import Settings as AppSettings
from journeyeditor.model.document import Document
from journeyeditor.model.messages import untranslated
from journeyeditor.model.rules import check_all
from journeyeditor.ui.application import make_application
from journeyeditor.ui.main_window import MainWindow
from journeyeditor.ui.theme import ThemeChoice, load_fonts, window_font
from journeyeditor.ui.world import World, make_world
from tests.reliability.afresh import Anew, wrong
from tests.reliability.hands import (
    KEYS,
    LEFT,
    MODIFIERS,
    NO,
    NONE,
    TARGETS,
    TYPED,
    Aim,
    Hands,
    mimes,
)
from tests.reliability.rows import Row, Settings
from tests.support.maps import generated_document, small_document
from tests.support.sources import fixed_clock, fixed_ids
from tests.ui.conftest import Answers

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtWidgets import QWidget

    from journeyeditor.ui.theme import Look

STEPS = 50
"""Acts on one document before the next one."""

PLAYED = 10
"""Documents with one seed, in the order of which a run can be played again."""


def _mirrored() -> Document:
    document = generated_document(25)
    return document.replaced({"document": replace(document.info, language="ar")})


DOCUMENTS: tuple[Callable[[], Document], ...] = (
    lambda: generated_document(20),
    small_document,
    _mirrored,
    lambda: generated_document(60, stages=8, steps=3, personas=3),
    lambda: generated_document(0, stages=1, steps=1, personas=0),
)
SAMPLES = ("first-e-bike", "moving-flat-blueprint")


def the_application() -> QApplication:
    """The one of this process, with the program's own faces."""
    there = QApplication.instance()
    if isinstance(there, QApplication):
        return there
    made = make_application()
    load_fonts(Resources.find().fonts)
    made.setFont(window_font())
    return made


def world_in(folder: Path) -> World:
    """A world of its own in a folder, where every question is answered at once."""
    application = the_application()
    services = Services(
        resources=Resources.find(),
        ids=fixed_ids(99),
        clock=fixed_clock,
        author="Tester",
        workspace=folder / "workspace",
        language="en",
        translate=untranslated,
        app="journeyeditor test",
    )
    kept = AppSettings(folder / "settings.json")
    kept.put("theme", "light")
    kept.put("show_minimap", False)

    def asking(_window: QWidget, _look: Look) -> Answers:
        return Answers()

    world = make_world(services, kept, asking, lambda: "10:14")
    world.look.choose(ThemeChoice.LIGHT, application)
    return world


def session_of(world: World, document: Document) -> Session:
    return Session(world.services, Opened(document), name="Played")


@contextmanager
def open_window(world: World) -> Iterator[MainWindow]:
    """A window that is seen and has the focus, closed afterwards."""
    window = MainWindow(world)
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    try:
        yield window
    finally:
        window.jobs.wait()
        window.close_session()
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@contextmanager
def faults() -> Iterator[list[str]]:
    """The errors that code called by Qt raises meanwhile; Qt itself only prints them."""
    found: list[str] = []
    before = sys.excepthook

    def note(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        found.append("".join(traceback.format_exception(kind, error, trace)))

    sys.excepthook = note
    try:
        yield found
    finally:
        sys.excepthook = before


@dataclass
class Tally:
    """How often each act was done, over all examples; `faults` are errors that were raised meanwhile."""

    acts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def steps(self) -> int:
        return sum(self.acts.values())


AIMS = strategies.builds(
    Aim,
    strategies.sampled_from(TARGETS),
    strategies.integers(0, 30),
    strategies.integers(1, 31).map(lambda n: n / 32),
    strategies.integers(1, 31).map(lambda n: n / 32),
)
HOLDING = strategies.sampled_from(MODIFIERS)
NUMBERS = strategies.integers(0, 200)
MIMES = strategies.sampled_from(mimes())


def machine(window: MainWindow, tally: Tally, looks: int) -> type[RuleBasedStateMachine]:
    """The machine that plays with this window; pixels are compared after each so many acts, and at the end."""

    class CanvasMachine(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.hands = Hands(window)
            self.before: Document | None = None
            self.layout: Anew | None = None
            self.looks, self.fine = 0, True

        @initialize(n=strategies.integers(0, len(DOCUMENTS) + len(SAMPLES) - 1))
        def open(self, n: int) -> None:
            window.resize(1440, 900)
            window.choose_theme(ThemeChoice.LIGHT)
            if n < len(DOCUMENTS):
                window.show_session(session_of(window.world, DOCUMENTS[n]()))
            else:
                window.files.sample(SAMPLES[n - len(DOCUMENTS)])
            self.before = self.hands.canvas.editor.document
            self.hands.canvas.setFocus()
            QApplication.processEvents()
            self.hands.calm()

        def done(self, act: str) -> None:
            tally.acts[act] += 1

        @rule(aim=AIMS, holding=HOLDING)
        def click(self, aim: Aim, holding: Qt.KeyboardModifier) -> None:
            self.hands.release()
            self.hands.click(aim, holding)
            self.done("click")

        @rule(aim=AIMS, n=NUMBERS)
        def ask_for_menu(self, aim: Aim, n: int) -> None:
            self.hands.release()
            self.hands.click(aim, NO, Qt.MouseButton.RightButton)
            self.hands.answer(n)
            self.done("menu")

        @rule(aim=AIMS)
        def double_click(self, aim: Aim) -> None:
            self.hands.release()
            self.hands.double_click(aim)
            self.done("double click")

        @rule(start=AIMS, end=AIMS, holding=HOLDING)
        def drag(self, start: Aim, end: Aim, holding: Qt.KeyboardModifier) -> None:
            self.hands.release()
            self.hands.drag(start, end, holding)
            self.done("drag")

        @precondition(lambda self: self.hands.held is NONE)
        @rule(aim=AIMS, middle=strategies.booleans())
        def press(self, aim: Aim, middle: bool) -> None:
            self.hands.press(aim, Qt.MouseButton.MiddleButton if middle else LEFT, NO)
            self.done("press")

        @rule(aim=AIMS, holding=HOLDING)
        def move(self, aim: Aim, holding: Qt.KeyboardModifier) -> None:
            self.hands.move(aim, holding)
            self.hands.canvas.mouse.tick()
            self.done("move")

        @precondition(lambda self: self.hands.held is not NONE)
        @rule(holding=HOLDING)
        def release(self, holding: Qt.KeyboardModifier) -> None:
            self.hands.release(holding)
            self.done("release")

        @rule(aim=AIMS, notches=strategies.integers(-3, 3), holding=HOLDING)
        def wheel(self, aim: Aim, notches: int, holding: Qt.KeyboardModifier) -> None:
            self.hands.wheel(aim, notches, holding)
            self.done("wheel")

        @rule(aim=AIMS, by=strategies.sampled_from((-0.3, -0.05, 0.1, 0.4)))
        def pinch(self, aim: Aim, by: float) -> None:
            self.hands.pinch(aim, by)
            self.done("pinch")

        @rule(keys=strategies.sampled_from(KEYS), n=NUMBERS)
        def key(self, keys: str, n: int) -> None:
            self.hands.key(keys)
            self.hands.answer(n)
            self.done("key")

        @rule(
            keys=strategies.sampled_from(("Right", "Down", "Tab", "Ctrl+Right", "Return", "Ctrl+Z"))
        )
        def common_key(self, keys: str) -> None:
            self.hands.key(keys)
            self.done("key")

        @rule(text=strategies.sampled_from(TYPED))
        def type(self, text: str) -> None:
            self.hands.type(text)
            self.hands.answer(0)
            self.done("type")

        @rule(text=strategies.sampled_from(("に", "é", "😀")), sure=strategies.booleans())
        def compose(self, text: str, sure: bool) -> None:
            self.hands.compose(text, sure)
            self.done("input method")

        @rule(aim=AIMS, mime=MIMES, lets_go=strategies.booleans(), holding=HOLDING)
        def drop(
            self, aim: Aim, mime: Callable[[], object], lets_go: bool, holding: Qt.KeyboardModifier
        ) -> None:
            self.hands.release()
            self.hands.drop(aim, mime(), lets_go, holding)  # type: ignore[arg-type]
            self.done("drop")

        @rule(mime=MIMES)
        def paste(self, mime: Callable[[], object]) -> None:
            self.hands.paste(mime())  # type: ignore[arg-type]
            self.done("paste")

        @rule(n=NUMBERS, choice=NUMBERS)
        def act(self, n: int, choice: int) -> None:
            self.hands.release()
            name = self.hands.act(n)
            self.hands.answer(choice)
            self.done(f"action {name}")

        @rule(n=NUMBERS, what=strategies.sampled_from(("hidden", "collapsed", "pinned", "locked")))
        def set_lane(self, n: int, what: str) -> None:
            self.hands.set_lane(n, what)
            self.done(f"lane {what}")

        @rule(back=strategies.booleans(), times=strategies.integers(1, 4))
        def travel(self, back: bool, times: int) -> None:
            self.hands.release()
            for _ in range(times):
                window.actions_["undo" if back else "redo"].trigger()
            self.done("undo" if back else "redo")

        @rule(n=NUMBERS)
        def resize(self, n: int) -> None:
            self.hands.resize(n)
            self.done("resize")

        @rule()
        def leave(self) -> None:
            self.hands.leave()
            self.done("leave")

        @rule()
        def escape(self) -> None:
            self.hands.key("Esc")
            self.done("key")

        @invariant()
        def shows_the_document(self) -> None:
            if self.before is None:
                return
            canvas = self.hands.canvas
            QApplication.processEvents()
            self.hands.calm()
            raised, tally.faults[:] = "".join(tally.faults), []
            self.fine = not raised
            assert not raised, raised
            self.looks += 1
            self.compare(self.looks % looks == 0)
            assert check_all(canvas.editor.document) == []

        def compare(self, pixels: bool) -> None:
            self.layout = self.layout or Anew(self.hands.canvas)
            difference = wrong(self.hands.canvas, self.hands.at, pixels, self.layout)
            self.fine = not difference
            assert not difference, difference

        def teardown(self) -> None:
            if self.before is None or window.page is None:
                return
            if self.fine:
                self.compare(True)
            self.hands.let_go()
            editor = self.hands.canvas.editor
            while editor.undo() is not None:
                pass
            assert editor.document == self.before
            window.close_session()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QApplication.processEvents()

    return CanvasMachine


def play(
    window: MainWindow,
    examples: int,
    seed: int,
    steps: int = STEPS,
    shrink: bool = False,
    looks: int = 1,
    tally: Tally | None = None,
) -> Tally:
    """Plays with so many documents. Raises AssertionError, with the acts that lead there, where something is wrong.

    Acts are counted in `tally` where one is handed in, so that those before a fault count too.
    """
    how = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        print_blob=False,
        phases=(Phase.generate, Phase.shrink) if shrink else (Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    tally = tally or Tally()
    with faults() as found:
        tally.faults = found
        run_state_machine_as_test(seeded(seed)(machine(window, tally, looks)), settings=how)
    return tally


def run(settings: Settings) -> list[Row]:
    """10,000 acts in the full form, with one seed after another; what goes wrong with one does not end the others."""
    wanted, tally, seed = settings.amount(100, 10_000), Tally(), settings.seed
    wrong_ones: list[str] = []
    world = world_in(settings.folder)
    while (left := wanted - tally.steps) > 0:
        found = played(world, min(PLAYED, -(-left // STEPS)), seed, tally)
        wrong_ones += [f"seed {seed}: {found}"] if found else []
        # Where a process ends all at once, this is what is left of it.
        sys.stderr.write(f"seed {seed}: {tally.steps} acts, {len(wrong_ones)} wrong\n")
        seed += 1
    note = "\n".join(wrong_ones)
    acts = dict(tally.acts)
    return [
        Row("canvas", "acts, canvas as made afresh", tally.steps, len(wrong_ones), acts, note=note)
    ]


def played(world: World, examples: int, seed: int, tally: Tally) -> str:
    """What went wrong with one seed in a window of its own, with the acts that led there; "" where nothing did."""
    with open_window(world) as window:
        try:
            play(window, examples, seed, tally=tally)
        except Exception as found:
            # What a key or a click raised comes through here as it is.
            return "\n".join(_told(found))
    return ""


def _told(found: BaseException) -> Iterator[str]:
    """A fault with its notes and those that it holds: what failed only the first time is found nowhere else."""
    yield f"{type(found).__name__}: {found}"
    yield from getattr(found, "__notes__", ())
    for inner in getattr(found, "exceptions", ()):
        yield from _told(inner)
