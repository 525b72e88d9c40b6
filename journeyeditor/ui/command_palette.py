"""The command palette: everything that can be done or gone to, by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QWidget

from journeyeditor.editing.operations.excerpt import in_reading_order
from journeyeditor.model.entities import Lane
from journeyeditor.model.messages import N_
from journeyeditor.ui.action_table import MENUS, ROWS
from journeyeditor.ui.canvas.keys import CANVAS_KEYS
from journeyeditor.ui.fuzzy import fit, plain
from journeyeditor.ui.shortcuts.bindings import CANVAS, ON_CANVAS, native
from journeyeditor.ui.theme import chosen_language_name
from journeyeditor.ui.widgets.build import column, label
from journeyeditor.ui.widgets.pick_list import ROW, Pick, PickList

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from journeyeditor.model.document import Document
    from journeyeditor.ui.action_table import Row
    from journeyeditor.ui.actions import ActionSet
    from journeyeditor.ui.shortcuts.bindings import Bindings
    from journeyeditor.ui.theme import Look

HINT = N_("Type what you want to do or where to go")
NAME = N_("Commands")
NOTHING = N_("Nothing fits. Try another word.")
GO_TO_MAP, GO_TO_STAGE, GO_TO_CARD = N_("Map"), N_("Stage"), N_("Card in {lane}")
WIDTH, TOP, MOST, SHOWN = 640, 84, 60, 11
"""Width and distance from the window's top in pixels at 100 %; how many finds there are, and rows in sight at most."""

PAD, GAP, BELOW = 12, 8, 16
"""Pixels around what is in it, between field and list, and at least free below it."""

LANGUAGE_MENU, NOW = N_("Language"), N_("now")
_ELSEWHERE, _UNUSABLE = 0.9, 25.0


@dataclass(frozen=True, slots=True)
class Entry:
    """Something in the palette. `names` are what it is found by, the one in the user's language first."""

    pick: Pick
    names: tuple[str, ...]

    def fit(self, query: str) -> float | None:
        fits = [found for name in self.names if (found := fit(query, name)) is not None]
        if not fits:
            return None
        return max(fits) - (0.0 if self.pick.usable else _UNUSABLE)


def menu_paths() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every action of the menus, with the titles of the menus that it is in."""
    for title, items in MENUS:
        yield from _paths(items, (title,))


def _paths(items: Iterable[object], path: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for item in items:
        if isinstance(item, tuple):
            yield from _paths(item[1], (*path, str(item[0])))
        elif isinstance(item, str):
            yield item, path


def action_entries(look: Look, actions: ActionSet) -> list[Entry]:
    """Every action, with its keys; those that can't be used say why."""
    rows = {row.id: row for row in ROWS}
    return [
        _action_entry(look, actions, rows[name], path)
        for name, path in menu_paths()
        if name in rows
    ]


def _action_entry(look: Look, actions: ActionSet, row: Row, path: Sequence[str]) -> Entry:
    action, english = actions[row.id], row.text
    menus = [look.tr_(title).replace("&", "") for title in path]
    own = look.translate(english).rstrip("…")
    # Within a menu of choices a name says little without the menu's: “Theme: Light”.
    text = f"{menus[-1]}: {own}" if len(path) > 1 else own
    usable = action.isEnabled()
    keys = tuple(native(key.toString()) for key in action.shortcuts())
    pick = Pick(row.id, text, "" if usable else action.toolTip(), keys, usable)
    prefix = f"{path[-1].replace('&', '')}: " if len(path) > 1 else ""
    both = [text, f"{prefix}{english.rstrip('…')}", f"{menus[0]} {own}"]
    if row.known_as:
        both += [look.translate(row.known_as), row.known_as]
    return Entry(pick, tuple(dict.fromkeys(plain(one) for one in both)))


def language_entries(look: Look, prefix: str, codes: Iterable[str], now: str) -> list[Entry]:
    """The languages of the window by their own names, found by their English ones too."""
    menu = look.tr_(LANGUAGE_MENU)
    found = []
    for code in codes:
        own = chosen_language_name(code)
        english = QLocale.languageToString(QLocale(code).language())
        pick = Pick(prefix + code, f"{menu}: {own}", look.tr_(NOW) if code == now else "")
        names = (f"{menu}: {own}", own, f"Language: {english}", english)
        found.append(Entry(pick, tuple(dict.fromkeys(plain(name) for name in names))))
    return found


def canvas_entries(look: Look, bindings: Bindings) -> list[Entry]:
    """The canvas's own commands, with their keys."""
    where = look.tr_(ON_CANVAS)
    return [
        Entry(
            Pick(
                CANVAS + key.id,
                look.tr_(key.text),
                where,
                tuple(native(one) for one in bindings.keys(CANVAS + key.id)),
            ),
            tuple(dict.fromkeys((plain(look.tr_(key.text)), plain(key.text)))),
        )
        for key in CANVAS_KEYS
        if not key.action
    ]


def place_entries(look: Look, document: Document) -> list[Entry]:
    """Maps, stages and cards with a title, to go to."""
    found: list[Entry] = []
    several = len(document.maps) > 1
    for one in document.maps:
        if several:
            found.append(_place(one.id, one.title, look.tr_(GO_TO_MAP)))
        stage_words = look.tr_(GO_TO_STAGE)
        found += [_place(s.id, s.title, stage_words) for s in document.stages(one.id)]
        lanes = {
            lane.id: look.tr_(GO_TO_CARD, lane=lane.title)
            for lane in document.children(Lane, one.id)
        }
        found += [
            _place(card.id, card.title, lanes[card.lane])
            for card in in_reading_order(document, one.id)
            if card.title
        ]
    return found


def _place(key: str, title: str, detail: str) -> Entry:
    return Entry(Pick(key, title, detail), (plain(title),))


class CommandPalette(QFrame):
    """A field and what fits it, over the window. `chosen` carries the key of what was picked; it closes by itself."""

    chosen = Signal(str)
    closed = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self.setAccessibleName(look.tr_(NAME))
        self._look = look
        self._entries: list[Entry] = []
        self._places: list[Entry] = []
        self.field = QLineEdit()
        self.field.setPlaceholderText(look.tr_(HINT))
        self.field.setAccessibleName(look.tr_(HINT))
        self.list = PickList(look, look.tr_(NAME))
        # The list is led from the field, which keeps the focus.
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.nothing = label(look.tr_(NOTHING), "quiet")
        box = column(self, GAP, (PAD, PAD, PAD, PAD))
        box.addWidget(self.field)
        box.addWidget(self.list)
        box.addWidget(self.nothing)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list.activated.connect(self._pick)
        self.hide()

    def begin(self, entries: list[Entry], places: list[Entry]) -> None:
        """Shows the palette; `places` are found only when something is typed."""
        self._entries, self._places = entries, places
        self.field.clear()
        self._search()
        self._lay()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _lay(self) -> None:
        width = min(self._look.px(WIDTH), self.window().width() - 40)
        self.setFixedWidth(width)
        self._fit()
        self.move((self.window().width() - width) // 2, self._look.px(TOP))

    def _search(self) -> None:
        query = plain(self.field.text())
        picks = [entry.pick for entry in self.found(query)]
        self.list.show_picks(picks)
        self.list.setVisible(bool(picks))
        self.nothing.setVisible(not picks)
        self._fit()

    def _fit(self) -> None:
        """As high as what was found, up to a limit and the window's height."""
        rows = min(SHOWN, self._fitting(), len(self.list.picks))
        self.list.setFixedHeight(rows * self._look.px(ROW) + 2 * self.list.frameWidth())
        self.adjustSize()

    def _fitting(self) -> int:
        """How many rows the window has room for below the field."""
        px, around = self._look.px, 2 * (PAD + self.frameWidth() + self.list.frameWidth())
        used = px(TOP) + around + self.field.sizeHint().height() + GAP + BELOW
        return max(1, (self.window().height() - used) // px(ROW))

    def found(self, query: str) -> list[Entry]:
        """What fits, the best first; all actions where nothing is typed."""
        if not query.strip():
            return self._entries
        fits = [(entry.fit(query), -place, entry) for place, entry in enumerate(self._entries)]
        # Places are many: they are only looked through for what stands in them as it is typed.
        words = query.split()
        fits += [
            (
                (worth * _ELSEWHERE if (worth := entry.fit(query)) is not None else None),
                -place,
                entry,
            )
            for place, entry in enumerate(self._places)
            if all(word in entry.names[0] for word in words)
        ]
        good = [(worth, place, entry) for worth, place, entry in fits if worth is not None]
        good.sort(key=lambda one: one[:2], reverse=True)
        return [entry for _worth, _place, entry in good[:MOST]]

    def _pick(self) -> None:
        """What is current is done; what can't be done stays and says why, where it stands."""
        pick = self.list.current
        if pick is not None and pick.usable:
            self.close_palette()
            self.chosen.emit(pick.key)

    def close_palette(self) -> None:
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and QApplication.activePopupWidget() is None:
            self.close_palette()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(Qt.Key(event.key()))
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            # The keys of the list are no shortcuts of the window meanwhile.
            if event.key() in _LED or event.key() in _DONE or event.key() == Qt.Key.Key_Escape:
                event.accept()
            return False
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        if key in _LED:
            self.list.step(_LED[key])
        elif key in _DONE:
            self._pick()
        elif key == Qt.Key.Key_Escape:
            self.close_palette()
        else:
            return False
        return True


_LED = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: SHOWN - 1,
    Qt.Key.Key_PageUp: 1 - SHOWN,
    Qt.Key.Key_Tab: 1,
    Qt.Key.Key_Backtab: -1,
}
_DONE = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
