"""The settings as one sheet, made from a table; what is chosen counts at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from journeyeditor.app.catalogue import available_languages
from journeyeditor.app.settings import setting_of
from journeyeditor.layout.sheets import SHEETS
from journeyeditor.model.messages import N_
from journeyeditor.ui.lengths import size_words
from journeyeditor.ui.theme import chosen_language_name
from journeyeditor.ui.widgets.build import button, clear, column, label, row
from journeyeditor.ui.widgets.fields import LineField, Quiet
from journeyeditor.ui.widgets.rows import segmented
from journeyeditor.ui.widgets.sizes import resize_within

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent
    from PySide6.QtWidgets import QVBoxLayout

    from journeyeditor.app.settings import Settings
    from journeyeditor.layout.sheets import Sheet
    from journeyeditor.model.messages import Translate
    from journeyeditor.ui.theme import Look
    from journeyeditor.ui.world import World

WIDTH, HEIGHT = 620, 700
"""Size of the sheet in logical pixels, at 100 %."""

_TITLE, _DONE = N_("Settings"), N_("Done")
_SYSTEM = N_("As the system")
_AT_ONCE = N_("What you choose counts at once.")


@dataclass(frozen=True, slots=True)
class Item:
    """One setting by its key, how it is chosen (`segments`, `list` or `line`), and a word of explanation."""

    key: str
    control: str = "segments"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    items: tuple[Item, ...]


SECTIONS: tuple[Section, ...] = (
    Section(
        N_("Appearance"),
        (
            Item("theme"),
            Item("text_size", note=N_("Of the window. The map has its own zoom.")),
            Item("motion", note=N_("Nothing moves longer than a sixth of a second.")),
        ),
    ),
    Section(N_("Language"), (Item("language", "list"), Item("direction"))),
    Section(
        N_("You"),
        (Item("author", "line", N_("Stands with your documents, changes and comments.")),),
    ),
    Section(
        N_("Paper"),
        (
            Item("paper", "list", N_("For new exports, and for the size told in the status line.")),
            Item("units"),
        ),
    ),
)

_SAFE = N_("Kept safe")
_JOURNAL = N_(
    "Every change is recorded at once, so there is nothing to switch on: should the program end, the start page offers your work again. The record is in {folder}."
)
_VERSIONS = N_("Earlier versions are kept on this computer, under File, Earlier versions.")
_HELP, _AGAIN = N_("Help"), N_("Show the hints again")
_SHOWN = N_("The hints on the canvas are shown again.")


class SettingsDialog(QDialog):
    """`chosen` carries the key of a setting and its new value; whoever listens keeps and applies it."""

    chosen = Signal(str, str)
    hints_wanted = Signal()

    def __init__(self, parent: QWidget | None, world: World) -> None:
        super().__init__(parent)
        self._world = world
        self.controls: dict[str, QWidget] = {}
        self._box = column(self, 0)
        self._inner: QWidget | None = None
        self.build()

    @property
    def _look(self) -> Look:
        return self._world.look

    @property
    def _settings(self) -> Settings:
        return self._world.settings

    def use(self, world: World) -> None:
        """Another language or size counts from now on."""
        self._world = world
        self.build()

    def build(self) -> None:
        """Makes what there is to see anew, as after a change of language or size; the focus stays where it was."""
        focused = next((key for key, made in self.controls.items() if _holds_focus(made)), "")
        clear(self._box)
        look, tr = self._look, self._look.tr_
        self.setWindowTitle(tr(_TITLE))
        self.setLayoutDirection(_direction(look))
        resize_within(self, look.size(QSize(WIDTH, HEIGHT)))
        self.controls = {}
        self._box.addWidget(self._area(), 1)
        line = row(spacing=8, margins=(26, 12, 26, 18))
        line.addWidget(label(tr(_AT_ONCE), "quiet", wrap=True), 1)
        done = button(tr(_DONE), "primary", self.accept)
        done.setDefault(True)
        line.addWidget(done)
        self._box.addLayout(line)
        (self.controls[focused] if focused else done).setFocus()

    def _area(self) -> QScrollArea:
        inner = QWidget()
        inner.setObjectName("sidePanel")
        box = column(inner, 8, (26, 24, 26, 12))
        for section in SECTIONS:
            self._add(box, section)
        self._facts(box)
        box.addStretch(1)
        area = QScrollArea()
        area.setObjectName("sidePanel")
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _add(self, box: QVBoxLayout, section: Section) -> None:
        tr = self._look.tr_
        if box.count():
            box.addSpacing(10)
        box.addWidget(label(tr(section.title), "heading"))
        for number, item in enumerate(section.items):
            if number:
                box.addSpacing(6)
            title = tr(setting_of(item.key).label)
            made = _CONTROLS[item.control](self, item.key)
            made.setAccessibleName(title)
            self.controls[item.key] = made
            box.addWidget(label(title, "fieldLabel"))
            box.addWidget(made)
            if item.note:
                box.addWidget(label(tr(item.note), "quiet", wrap=True))

    def _facts(self, box: QVBoxLayout) -> None:
        tr = self._look.tr_
        box.addSpacing(10)
        box.addWidget(label(tr(_SAFE), "heading"))
        where = self._world.services.workspace
        for words in (tr(_JOURNAL, folder=where), tr(_VERSIONS)):
            text = label(words, "quiet", wrap=True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            box.addWidget(text)
        box.addSpacing(10)
        box.addWidget(label(tr(_HELP), "heading"))
        line = row(spacing=10)
        line.addWidget(button(tr(_AGAIN), "", self._hints))
        self._said = label("", "quiet", wrap=True)
        line.addWidget(self._said, 1)
        box.addLayout(line)

    def _hints(self) -> None:
        self._said.setText(self._look.tr_(_SHOWN))
        self.hints_wanted.emit()

    # Controls

    def _segments(self, key: str) -> QWidget:
        setting, look = setting_of(key), self._look
        words = [look.tr_(words) for words in setting.choice_labels]
        made = segmented(look, list(zip(setting.choices, words, strict=True)))
        made.show_value(self._settings.text(key))
        made.setProperty("key", key)
        made.picked.connect(self._picked)
        return made

    def _list(self, key: str) -> QWidget:
        made = Quiet(self._look)
        made.set_choices([(value, words, "") for value, words in _CHOICES[key](self)])
        made.show_value(self._settings.text(key))
        made.setProperty("key", key)
        made.picked.connect(self._picked)
        return made

    def _line(self, key: str) -> QWidget:
        # Who says no name is known by the system's.
        made = LineField(self._world.services.author if key == "author" else "")
        made.show_value(self._settings.text(key))
        made.setProperty("key", key)
        made.committed.connect(self._picked)
        return made

    def _picked(self, value: object) -> None:
        key = self.sender().property("key")
        if value is not None and str(value) != self._settings.text(key):
            self.chosen.emit(key, str(value))
            self._refresh()

    def _refresh(self) -> None:
        """Shows what is kept now: a choice that could not be kept goes back."""
        for key, made in self.controls.items():
            if isinstance(made, LineField):
                made.show_value(self._settings.text(key))
            else:
                made.show_value(self._settings.text(key))  # type: ignore[attr-defined]
        paper = self.controls["paper"]
        assert isinstance(paper, Quiet)
        paper.set_choices([(value, words, "") for value, words in self._papers()])
        paper.show_value(self._settings.text("paper"))

    def _languages(self) -> list[tuple[str, str]]:
        codes = available_languages(self._world.services.resources)
        named = [(code, chosen_language_name(code)) for code in codes]
        return [("", self._look.tr_(_SYSTEM)), *named]

    def _papers(self) -> list[tuple[str, str]]:
        units = self._settings.text("units")
        listed = [(sheet.name, sheet_words(sheet, units, self._look.translate)) for sheet in SHEETS]
        chosen = self._settings.text("paper")
        known = chosen in {name for name, _words in listed}
        return listed if known else [*listed, (chosen, chosen)]

    def commit(self) -> None:
        """What is being typed counts."""
        for made in self.controls.values():
            if isinstance(made, LineField):
                made.commit()

    def done(self, result: int) -> None:
        self.commit()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.commit()
        super().closeEvent(event)


def sheet_words(sheet: Sheet, units: str, translate: Translate) -> str:
    """A sheet's name and size: `A3 · 297 × 420 mm`."""
    return f"{sheet.name} · {size_words(sheet.width, sheet.height, units, translate)}"


def _holds_focus(made: QWidget) -> bool:
    focused = made.window().focusWidget()
    return focused is not None and (focused is made or made.isAncestorOf(focused))


def _direction(look: Look) -> Qt.LayoutDirection:
    mirrored = look.manner.mirrored
    return Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight


_CONTROLS: dict[str, Callable[[SettingsDialog, str], QWidget]] = {
    "segments": SettingsDialog._segments,
    "list": SettingsDialog._list,
    "line": SettingsDialog._line,
}
_CHOICES: dict[str, Callable[[SettingsDialog], list[tuple[str, str]]]] = {
    "language": SettingsDialog._languages,
    "paper": SettingsDialog._papers,
}
