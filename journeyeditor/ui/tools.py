"""The verbs that open something to work with: find, palette, shortcuts, history, and “Move to”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from journeyeditor.app.catalogue import available_languages
from journeyeditor.editing.history import LIMIT
from journeyeditor.editing.operations.blocks import block
from journeyeditor.editing.operations.cards import move_all
from journeyeditor.editing.operations.moving import move_beside
from journeyeditor.model.entities import Card, Entity, Lane, Map, Stage, Step
from journeyeditor.model.messages import N_, Refused, message
from journeyeditor.ui.move_dialog import Goal, ToCell, map_of, movable, others_of
from journeyeditor.ui.shortcuts.bindings import CANVAS, Bindings, keep, stored
from journeyeditor.ui.soon import soon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeyeditor.editing.patch import Patch
    from journeyeditor.model.document import Document
    from journeyeditor.model.messages import Message
    from journeyeditor.ui.actions import ActionSet
    from journeyeditor.ui.canvas.view import Canvas
    from journeyeditor.ui.command_palette import CommandPalette
    from journeyeditor.ui.editor_page import EditorPage
    from journeyeditor.ui.main_window import MainWindow

MOVED: dict[type[Entity], str] = {
    Card: N_("Move cards"),
    Stage: N_("Move stage"),
    Step: N_("Move step"),
    Lane: N_("Move lane"),
}
LANGUAGE_KEY = "language:"
"""Before the code of a language, in the keys of the palette's lines."""

ALONE = N_("There is no other one on this map to move it beside.")


class ToolCommands:
    """The verbs, on one window. Its dialogs are made when they are first asked for."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.shown_palette: CommandPalette | None = None
        self.bindings = Bindings(stored(window.settings))

    # Find

    def find(self) -> None:
        if (page := self._ready()) is not None:
            page.find_bar.begin()

    def replace(self) -> None:
        if (page := self._ready()) is not None:
            page.find_bar.begin(replacing=True)

    def find_next(self) -> None:
        self._step(1)

    def find_previous(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        page = self._window.page
        if page is None:
            return
        if page.find_bar.isHidden():
            page.find_bar.begin()
        elif by > 0:
            page.find_bar.next()
        else:
            page.find_bar.previous()

    def _ready(self) -> EditorPage | None:
        """The page, with all that was typed in its document."""
        page = self._window.page
        if page is not None:
            page.commit_pending()
        return page

    # Palette

    def palette(self) -> None:
        """Everything by name, over the window."""
        from journeyeditor.ui.command_palette import (
            CommandPalette,
            action_entries,
            canvas_entries,
            language_entries,
            place_entries,
        )

        window, page = self._window, self._window.page
        services = window.world.services
        entries = action_entries(window.look, window.actions_)
        codes = available_languages(services.resources)
        entries += language_entries(window.look, LANGUAGE_KEY, codes, services.language)
        places = []
        if page is not None:
            page.commit_pending()
            entries += canvas_entries(window.look, self.bindings)
            places = place_entries(window.look, page.session.editor.document)
        self.palette_closed()
        self.shown_palette = CommandPalette(window.look, window)
        self.shown_palette.chosen.connect(self.call)
        self.shown_palette.closed.connect(self.palette_closed)
        self.shown_palette.begin(entries, places)

    def palette_closed(self) -> None:
        """The palette is gone; the keyboard is with the map again."""
        shown, self.shown_palette = self.shown_palette, None
        if shown is None:
            return
        shown.deleteLater()
        page = self._window.page
        (page.canvas if page is not None else self._window.start).setFocus()

    def call(self, key: str) -> None:
        """Does what a line of the palette is about: an action, a command of the canvas, or going somewhere."""
        page = self._window.page
        if key in self._window.actions_.actions:
            self._window.actions_[key].trigger()
        elif key.startswith(LANGUAGE_KEY):
            self._window.keep("language", key.removeprefix(LANGUAGE_KEY))
            # The palette that it was chosen in is taken away by this.
            soon(self._window, self._window.rebuild)
        elif page is not None and key.startswith(CANVAS):
            page.canvas.keyboard.run(key.removeprefix(CANVAS))
        elif page is not None and key in page.session.editor.document:
            go_to(page, key)

    # Shortcuts and history

    def shortcuts(self) -> None:
        """The page of all keys."""
        from journeyeditor.ui.shortcuts.page import ShortcutPage

        page = ShortcutPage(self._window, self._window.look, self.bindings)
        page.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page.changed.connect(self.keys_changed)
        page.open()

    def keys_changed(self) -> None:
        """Other keys hold from now on, and are kept."""
        try:
            keep(self._window.settings, self.bindings)
        except Refused as refused:
            self._window.tell(refused.message)
        self.use_keys(self._window.actions_)
        if self._window.page is not None:
            self.prepare(self._window.page)
        self._window.refresh()

    def use_keys(self, actions: ActionSet) -> None:
        """Actions have the keys of the bindings."""
        actions.use_keys(self.bindings.for_actions())

    def prepare(self, page: EditorPage) -> None:
        """A page's canvas has the keys of the bindings, and knows what to do with what is dropped on it."""
        page.canvas.keyboard.use(self.bindings.for_canvas())
        page.canvas.foreign = self._window.clips

    def history(self) -> None:
        """The undo steps, to go back to."""
        from journeyeditor.ui.undo_list import UndoList

        page = self._ready()
        if page is None:
            return
        shown = UndoList(self._window, self._window.look, page.session.editor, page.bridge, LIMIT)
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.open()

    # Move to

    def move_to(self) -> None:
        """What a drag of what is selected does, by lists."""
        page = self._ready()
        if page is None:
            return
        document = page.session.editor.document
        keys = in_order(page.canvas, movable(document, page.session.editor.selection))
        if not keys:
            return
        if not isinstance(document[keys[0]], Card) and not others_of(document, keys):
            self._window.tell(message(ALONE))
            return
        goal = self._window.asking.move_to(document, keys)
        if goal is not None:
            self._move(page, keys, goal)

    def _move(self, page: EditorPage, keys: Sequence[str], goal: Goal) -> None:
        document, canvas = page.session.editor.document, page.canvas
        with canvas.reporting():
            patch = moved(document, canvas, keys, goal)
            if canvas.commit(label_of(document, keys), patch, select=keys):
                go_to(page, keys[0], map_of(canvas.editor.document, goal))
                canvas.editor.select(keys)
        canvas.setFocus()


def moved(document: Document, canvas: Canvas, keys: Sequence[str], goal: Goal) -> Patch:
    """The patch of a move. Raises `Refused`."""
    if isinstance(goal, ToCell):
        goings = block(document, keys, keys[0], goal.lane, goal.step, goal.at)
        return move_all(document, canvas.ids, goings)
    return move_beside(document, canvas.ids, keys, goal.key, goal.after)


def label_of(document: Document, keys: Sequence[str]) -> Message:
    """What the step is called."""
    return message(MOVED[type(document[keys[0]])])


def in_order(canvas: Canvas, keys: Sequence[str]) -> list[str]:
    """Keys in reading order, as far as the canvas shows them."""
    cards = canvas.commands.selected_cards()
    return sorted(keys, key=lambda key: cards.index(key) if key in cards else -1)


def go_to(page: EditorPage, key: str, map_id: str = "") -> None:
    """Shows a map, stage, step, lane or card, and selects it."""
    entity = page.session.editor.document[key]
    owner = page.session.editor.document.map_of(entity)
    wanted = map_id or (owner.id if owner is not None else "")
    if wanted and wanted != page.map_id:
        page.show_map(wanted)
    if not isinstance(entity, Map):
        page.session.editor.select([key])
        page.canvas.reveal_entity(key)
    page.canvas.setFocus()
