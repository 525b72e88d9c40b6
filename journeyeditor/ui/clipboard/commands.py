"""The verbs of the clipboard, on the page of the open document.

What reads and writes is imported when it is first needed: the start page must be there at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from journeyeditor.editing.operations.deletion import delete
from journeyeditor.editing.operations.excerpt import excerpt
from journeyeditor.editing.operations.paste import Pasted, Place
from journeyeditor.model.entities import Card, Lane, Step
from journeyeditor.model.messages import N_, Refused, message
from journeyeditor.ui.canvas.cursor import Grid
from journeyeditor.ui.edits import cell_for, chosen_cell
from journeyeditor.ui.jobs import Cancelled
from journeyeditor.ui.lane_kinds import LANE_TITLES
from journeyeditor.ui.soon import soon
from journeyeditor.ui.state import takes_cards

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QImage

    from journeyeditor.model.document import Document
    from journeyeditor.model.entities import LaneKind
    from journeyeditor.model.messages import Message
    from journeyeditor.ui.canvas.view import Canvas
    from journeyeditor.ui.clipboard.reading import Clip
    from journeyeditor.ui.editor_page import EditorPage
    from journeyeditor.ui.main_window import MainWindow

MANY = 30
"""More cards than that are pasted only after asking."""

CUT, CUT_MANY = N_("Cut card"), N_("Cut {count} cards")
PASTING = N_("Pasting")
PASTE, PASTE_MANY = N_("Paste card"), N_("Paste {count} cards")
COPIED, COPIED_MANY = N_("1 card copied."), N_("{count} cards copied.")
COPIED_PICTURE = N_("The map is copied as a picture.")
ASK, ASK_ONE = N_("Paste {count} cards?"), N_("Paste this card?")
# By whether they are several lanes, and several steps.
WHERE = {
    (False, False): N_("They all go into one cell."),
    (False, True): N_("They go into one lane, over {steps} steps."),
    (True, False): N_("They go into {lanes} lanes, in one step."),
    (True, True): N_("They go into {lanes} lanes, over {steps} steps."),
}
ONE_STEP, MORE_STEPS = (
    N_("There is one column more than steps from here on: one step is added at the end."),
    N_("There are more columns than steps from here on: {count} steps are added at the end."),
)
ONE_LANE, MORE_LANES = (
    N_("There is one row more than lanes from here on: one lane is added at the bottom."),
    N_("There are more rows than lanes from here on: {count} lanes are added at the bottom."),
)
IN_ONE_STEP = N_("It is one step: undo takes all of it back.")

TextWidget = QLineEdit | QPlainTextEdit | QTextEdit


class AsksPaste(Protocol):
    """Who can ask before a large paste."""

    def paste(self, title: str, sentences: Sequence[str]) -> bool:
        """Whether to paste so much."""


class ClipCommands:
    """Cut, copy and paste, on the document that a window has open; it asks before a large paste."""

    def __init__(self, window: MainWindow) -> None:
        self._page = window.page_now
        self._tell = window.tell
        self._asking: Callable[[], AsksPaste] = window.asking_now

    def copy(self) -> None:
        """The selected cards; in a text field its text."""
        field = text_field()
        if field is not None:
            field.copy()
        elif (page := self._page()) is not None:
            page.commit_pending()
            count = self._copied(page)
            if count:
                self._tell(_counted(COPIED, COPIED_MANY, count))

    def copy_picture(self) -> None:
        """The whole map that is shown, as a picture."""
        page = self._page()
        if page is not None:
            page.commit_pending()
            self._refusable(lambda: self._copy_picture(page))

    def _copy_picture(self, page: EditorPage) -> None:
        from journeyeditor.ui.clipboard.map_picture import mime_of_map

        world = page.world
        document = page.session.editor.document
        mime = mime_of_map(document, page.map_id, world.services, world.fonts)
        QGuiApplication.clipboard().setMimeData(mime)
        self._tell(message(COPIED_PICTURE))

    def cut(self) -> None:
        field = text_field()
        page = self._page()
        if field is not None:
            field.cut()
        elif page is not None:
            page.commit_pending()
            count = self._copied(page)
            if count:
                editor = page.session.editor
                patch = delete(editor.document, page.canvas.commands.selected_cards())
                page.canvas.commit(_counted(CUT, CUT_MANY, count), patch, select=())

    def paste(self) -> None:
        """Whatever is on the clipboard, from the cursor on."""
        field = text_field()
        if field is not None:
            field.paste()
        else:
            self._paste(_on_clipboard())

    def paste_plain(self) -> None:
        """The text on the clipboard alone, a card for each line."""
        field = text_field()
        if field is not None:
            # These fields hold plain text only.
            field.paste()
        else:
            self._paste(_on_clipboard(), plain=True)

    def wants(self, mime: QMimeData) -> bool:
        """Whether what is dragged over the map can become cards; files must be pictures, or one table."""
        from journeyeditor.ui.clipboard.reading import can_drop

        return can_drop(mime)

    def drop_on(self, mime: QMimeData, lane: str, step: str, at: int) -> None:
        """Something from outside was dropped on a cell."""
        page = self._page()
        if page is not None:
            self._refusable(lambda: self._later(page, mime, Place(lane, step, at)))

    def _later(self, page: EditorPage, mime: QMimeData, place: Place) -> None:
        """What is dropped is read at once and put down when the drop has ended, for that may ask something."""
        clip = self._clip(page, mime, False)
        soon(page, lambda: self._refusable(lambda: self._put(page, clip, place)))

    def _paste(self, mime: QMimeData | None, plain: bool = False) -> None:
        page = self._page()
        if page is None or mime is None:
            return
        page.commit_pending()
        self._refusable(
            lambda: self._put(page, self._clip(page, mime, plain), place_at(page.canvas))
        )

    def _refusable(self, verb: Callable[[], None]) -> None:
        try:
            verb()
        except Refused as refused:
            self._tell(refused.message)

    def _clip(self, page: EditorPage, mime: QMimeData, plain: bool) -> Clip:
        from journeyeditor.ui.clipboard.reading import read_clip, read_plain

        services = page.world.services
        return read_plain(mime) if plain else read_clip(mime, services.ids, services.clock)

    def _copied(self, page: EditorPage) -> int:
        """Puts the selected cards on the clipboard; how many they were."""
        from journeyeditor.ui.clipboard.writing import mime_of

        cards = page.canvas.commands.selected_cards()
        if cards:
            part = excerpt(page.session.editor.document, cards)
            QGuiApplication.clipboard().setMimeData(mime_of(part, self._picture(page, cards)))
        return len(cards)

    def _picture(self, page: EditorPage, cards: Sequence[str]) -> QImage | None:
        """The cards in light colours, whatever the theme, for they go to other documents."""
        from journeyeditor.layout.palette import Palette
        from journeyeditor.ui.clipboard.writing import picture_of_cards
        from journeyeditor.ui.painting.painter import MapPainter
        from journeyeditor.ui.painting.pictures import Pictures

        placed, world = page.placed, page.world
        if placed is None:
            return None
        palette = Palette.load(world.services.resources.themes / "light.json")
        painter = MapPainter(palette, world.fonts, Pictures(lambda: page.session.editor.document))
        return picture_of_cards(placed, cards, painter, QColor(palette.hex("lane")))

    def _put(self, page: EditorPage, clip: Clip, place: Place) -> None:
        from journeyeditor.ui.clipboard.reading import Pictures
        from journeyeditor.ui.describing import describe_dropped

        document, ids = page.session.editor.document, page.world.services.ids
        try:
            pasted = page.ahead.made(
                page.world.look.tr_(PASTING),
                lambda: clip.pasted(document, ids, place, self._lane_title),
            )
        except Cancelled:
            return
        if self._agreed(pasted):
            label = _counted(PASTE, PASTE_MANY, len(pasted.cards))
            if page.canvas.commit(label, pasted.patch, select=pasted.cards):
                self._show(page.canvas, pasted)
                if isinstance(clip, Pictures):
                    describe_dropped(page, pasted.cards)

    def _show(self, canvas: Canvas, pasted: Pasted) -> None:
        """The cursor goes to the first of the new cards, all of which are selected."""
        found = Grid(canvas.hits).of_card(pasted.cards[0]) if canvas.hits is not None else None
        if found is not None:
            canvas.go_to(found, canvas.editor.selection)
        canvas.setFocus()
        for note in pasted.notes:
            self._tell(note)

    def _agreed(self, pasted: Pasted) -> bool:
        count = len(pasted.cards)
        if count <= MANY and not pasted.new_steps and not pasted.new_lanes:
            return True
        page = self._page()
        assert page is not None
        translate = page.world.look.translate
        title = _counted(ASK_ONE, ASK, count).text(translate)
        return self._asking().paste(title, [m.text(translate) for m in announced(pasted)])

    def _lane_title(self, kind: LaneKind) -> str:
        page = self._page()
        return page.world.look.tr_(LANE_TITLES[kind]) if page is not None else ""


def announced(pasted: Pasted) -> list[Message]:
    """Where the cards of a paste go, and what it does besides, sentence by sentence."""
    said = [spread(pasted)] if len(pasted.cards) > 1 else []
    if pasted.new_steps:
        said.append(_counted(ONE_STEP, MORE_STEPS, pasted.new_steps))
    if pasted.new_lanes:
        said.append(_counted(ONE_LANE, MORE_LANES, pasted.new_lanes))
    return [*said, *pasted.notes, message(IN_ONE_STEP)]


def spread(pasted: Pasted) -> Message:
    """Over how many lanes and steps the new cards go."""
    made = [card for card in pasted.patch.added() if isinstance(card, Card)]
    lanes, steps = len({card.lane for card in made}), len({card.step for card in made})
    return message(WHERE[lanes > 1, steps > 1], lanes=lanes, steps=steps)


def _counted(one: str, many: str, count: int) -> Message:
    return message(one) if count == 1 else message(many, count=count)


def place_at(canvas: Canvas) -> Place:
    """Where pasting begins: right after the card under the cursor, else in the cell of the cursor.

    Raises `Refused` where the map has no lane for cards.
    """
    document, cell = canvas.editor.document, canvas.cell
    lane, step = (cell.lane, cell.step) if cell.lane else chosen_cell(canvas)
    assert canvas.map_id is not None
    # A lane that is selected by its label alone has no step at the cursor.
    if not _for_cards(document, lane) or document.find(Step, step) is None:
        lane, step = cell_for(document, canvas.map_id, None, lane, step)
    row = [card.id for card in document.cell(lane, step)]
    return Place(lane, step, row.index(cell.card) + 1 if cell.card in row else None)


def _for_cards(document: Document, key: str) -> bool:
    lane = document.find(Lane, key)
    return lane is not None and takes_cards(lane.kind)


def _on_clipboard() -> QMimeData:
    """What the clipboard holds; some systems give nothing at all for an empty one."""
    found: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return found if found is not None else QMimeData()


def text_field() -> TextWidget | None:
    """The field that is being typed in, if there is one: the clipboard's keys and menus are its then."""
    focus = QApplication.focusWidget()
    return focus if isinstance(focus, QLineEdit | QPlainTextEdit | QTextEdit) else None
