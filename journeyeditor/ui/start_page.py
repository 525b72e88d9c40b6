"""What is seen while no document is open: begin with a template, look at a sample, go on with a recent file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QWidget

from journeyeditor.model.messages import N_
from journeyeditor.ui.lost_work import LostWork
from journeyeditor.ui.start_cards import Cards, EntryCard, RecentRow
from journeyeditor.ui.widgets.build import button, clear, column, label, row, scrolling
from journeyeditor.ui.widgets.clearing import ClearButton

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtGui import QHideEvent, QShowEvent
    from PySide6.QtWidgets import QHBoxLayout

    from journeyeditor.app.library import Entry
    from journeyeditor.ui.actions import ActionSet
    from journeyeditor.ui.lost_work import LostMap
    from journeyeditor.ui.theme import Look
    from journeyeditor.ui.thumbnails import Thumbnails

__all__ = ["Cards", "EntryCard", "RecentRow", "StartPage"]

SIDE = 300
"""Width of the side in logical pixels, at 100 %."""

OVERHANG = 3
"""What the first letter of the program's name reaches out to the left, in the same."""

_MOST_RECENT = 6
_GONE = N_("no longer at its place")
_SEARCH, _NOTHING = N_("Search the templates"), N_("No template says “{text}”. Try another word.")


class StartPage(QWidget):
    """`template`, `sample` and `recent` carry what was chosen; `lost_opened` and `lost_discarded` a lost session.

    `rename_asked` and `delete_asked` carry a template of one's own, `forget_asked` the path of a file that is gone;
    `seen` tells that the page was painted, so that pictures can be made.
    """

    template = Signal(str)
    sample = Signal(str)
    recent = Signal(object)
    lost_opened = Signal(object)
    lost_discarded = Signal(object)
    rename_asked = Signal(object)
    delete_asked = Signal(object)
    forget_asked = Signal(object)
    seen = Signal(bool)

    def __init__(
        self,
        look: Look,
        actions: ActionSet,
        templates: Sequence[Entry],
        samples: Sequence[Entry],
        thumbnails: Thumbnails | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("startPage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # The page itself has the focus at first, so that no button seems to be chosen already.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._look, self._actions = look, actions
        self._thumbnails = thumbnails
        picture = thumbnails.picture if thumbnails else None
        self.templates = Cards(look, templates, picture)
        self.samples = Cards(look, samples, picture)
        self.templates.chosen.connect(self.template)
        self.templates.menu_asked.connect(self._menu)
        self.templates.rename_asked.connect(self.rename_asked)
        self.templates.delete_asked.connect(self.delete_asked)
        self.samples.chosen.connect(self.sample)
        if thumbnails is not None:
            thumbnails.ready.connect(self.templates.update_picture)
            thumbnails.ready.connect(self.samples.update_picture)
        self.search = self._search_field()
        self._nothing = label("", "quiet", wrap=True)
        self._nothing.hide()
        self.lost = LostWork(look)
        self.lost.opened.connect(self.lost_opened)
        self.lost.discarded.connect(self.lost_discarded)
        self._logo = QLabel()
        self._recent = column(spacing=2)
        self._rows: list[RecentRow] = []
        line = row(self, 0)
        line.addWidget(self._side())
        line.addWidget(self._main(), 1)
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self._logo.setPixmap(self._look.paint.logo(self._look.px(44), self.devicePixelRatioF()))

    def _side(self) -> QWidget:
        side = QWidget()
        tr = self._look.tr_
        box = column(side, 8, (28, 36, 24, 24))
        box.addWidget(self._logo)
        box.addSpacing(6)
        name = label("JourneyEditor", "display")
        name.setContentsMargins(self._look.px(OVERHANG), 0, 0, 0)
        box.addWidget(name)
        box.addWidget(label(tr(N_("Customer journey maps, on your own disk.")), "lead", wrap=True))
        box.addSpacing(16)
        box.addWidget(self._button("new", N_("New journey map"), "primary"))
        box.addWidget(self._button("open", N_("Open…"), ""))
        box.addWidget(self._button("import", N_("Import…"), ""))
        box.addSpacing(20)
        box.addWidget(label(tr(N_("RECENT")), "section"))
        box.addLayout(self._recent)
        box.addStretch(1)
        hint = tr(N_("Or drop a file here: .journey, Mermaid, Markdown or JSON."))
        box.addWidget(label(hint, "quiet", wrap=True))
        beside = QWidget()
        beside.setObjectName("startSide")
        beside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        beside.setFixedWidth(self._look.px(SIDE))
        # Recent files need more height than a small screen has. What is scrolled would hide an edge of its area.
        column(beside, 0, (0, 0, 2, 0)).addWidget(scrolling(side))
        return beside

    def _button(self, action: str, text: str, style: str) -> QWidget:
        made = button(self._look.tr_(text), style)
        made.clicked.connect(self._actions[action].trigger)
        return made

    def _main(self) -> QWidget:
        inner = QWidget()
        tr = self._look.tr_
        box = column(inner, 12, (40, 36, 40, 36))
        box.addWidget(self.lost)
        box.addLayout(self._heading())
        box.addWidget(self._nothing)
        box.addWidget(self.templates)
        box.addSpacing(20)
        box.addWidget(label(tr(N_("Look at a finished journey")), "heading"))
        box.addWidget(self.samples)
        box.addStretch(1)
        self._area = scrolling(inner, "startPage")
        return self._area

    def _heading(self) -> QHBoxLayout:
        line = row(spacing=16)
        line.addWidget(label(self._look.tr_(N_("Start with a template")), "heading"))
        line.addStretch(1)
        line.addWidget(self.search)
        return line

    def _search_field(self) -> QLineEdit:
        field = QLineEdit()
        words = self._look.tr_(_SEARCH)
        field.setPlaceholderText(words)
        field.setAccessibleName(words)
        field.setToolTip(words)
        ClearButton(self._look, field)
        field.setFixedWidth(self._look.px(240))
        field.textChanged.connect(self._filter)
        field.returnPressed.connect(self._take_first)
        below = QShortcut(QKeySequence(Qt.Key.Key_Down), field)
        below.setContext(Qt.ShortcutContext.WidgetShortcut)
        below.activated.connect(self.templates.focus_first)
        find = QAction(field)
        find.setShortcut(QKeySequence(QKeySequence.StandardKey.Find))
        find.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.triggered.connect(field.setFocus)
        self.addAction(find)
        return field

    def _take_first(self) -> None:
        """Enter in the search opens the first template that was found."""
        if self.search.text().strip() and self.templates.shown:
            self.templates.shown[0].click()

    def _filter(self, text: str) -> None:
        found = self.templates.filter(text)
        self._nothing.setText(self._look.tr_(_NOTHING, text=text))
        self._nothing.setVisible(not found)

    def _menu(self, entry: Entry, at: QPoint) -> None:
        """What can be done with a template of one's own."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, key, asked in (
            (N_("Rename…"), "F2", self.rename_asked),
            (N_("Delete…"), "Del", self.delete_asked),
        ):
            action = QAction(self._look.tr_(text), menu)
            action.setShortcut(QKeySequence(key))
            action.setData((entry, asked))
            action.triggered.connect(self._menu_chosen)
            menu.addAction(action)
        menu.popup(at)

    def _menu_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            entry, asked = action.data()
            asked.emit(entry)

    def show_templates(self, templates: Sequence[Entry]) -> None:
        """Other templates, as after one was kept, renamed or deleted."""
        self.templates.set_entries(templates)

    def pictured(self) -> list[Path]:
        """The files that pictures are wanted of, those seen first at first."""
        return [card.entry.path for card in (*self.templates.cards, *self.samples.cards)]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.seen.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.seen.emit(False)

    def show_lost(self, found: Sequence[LostMap]) -> None:
        """Work that was not saved when the program ended, the one changed last first."""
        self.lost.show_lost(found)
        self._area.verticalScrollBar().setValue(0)

    def show_recent(self, paths: Sequence[Path], gone: Collection[Path] = ()) -> list[Path]:
        """The files opened last, newest first, those known to be `gone` after the others. Returns those in sight."""
        clear(self._recent)
        self._rows = []
        shown = sorted(paths, key=lambda path: path in gone)[:_MOST_RECENT]
        for path in shown:
            image = self._thumbnails.recent(path) if self._thumbnails else None
            made = RecentRow(self._look, path, image)
            made.clicked.connect(self._recent_clicked)
            self._rows.append(made)
            self._recent.addWidget(made)
            self.show_presence(path, path not in gone)
        if not paths:
            words = self._look.tr_(N_("Files you open or save appear here."))
            self._recent.addWidget(label(words, "quiet", wrap=True))
        return shown

    def show_presence(self, path: Path, there: bool) -> None:
        """Whether a recent file is at its place."""
        note = "" if there else self._look.tr_(_GONE)
        for made in self._rows:
            if made.path == path and made.note != note:
                made.set_note(note)

    def _recent_clicked(self) -> None:
        made = self.sender()
        if isinstance(made, RecentRow):
            (self.forget_asked if made.note else self.recent).emit(made.path)
