"""Asks for the words of pictures, for who can't see them: a sheet beside the map, filled in or left as one likes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QSizePolicy, QWidget

from journeyeditor.app.undescribed import all_pictures, pictures_of, wordless
from journeyeditor.editing.operations.images import describe_images
from journeyeditor.model.entities import Card, Image
from journeyeditor.model.messages import N_, message
from journeyeditor.model.pictures import safe_to_decode
from journeyeditor.ui.inspector.wordless import DESCRIBE, told
from journeyeditor.ui.notices import Notice, Offer
from journeyeditor.ui.widgets.build import button, column, label, row, scrolling
from journeyeditor.ui.widgets.fields import TextField
from journeyeditor.ui.widgets.sizes import resize_within

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QKeyEvent

    from journeyeditor.ui.editor_page import EditorPage
    from journeyeditor.ui.theme import Look

TITLE, DONE = N_("Describe the pictures"), N_("Done")
HOW = N_(
    "What they show, in a few words, for who can’t see them. Leave those empty that are only decoration."
)
HINT, NAMED = N_("What the picture shows"), N_("What picture {number} shows")
STEP, NOT_NOW = N_("Describe pictures"), N_("Not now")
TOPIC = "pictures"
THUMBNAIL = QSize(96, 72)
WIDTH, HEIGHT, ROW = 520, 560, 96


class WordsField(TextField):
    """What is typed here stays: Esc is the sheet's, which takes it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class Words(QFrame):
    """One picture and its words."""

    def __init__(self, look: Look, image: Image, number: int) -> None:
        super().__init__()
        self.key, self._before = image.id, image.alt
        line = row(self, 14, (0, 4, 0, 4))
        line.addWidget(_thumbnail(look, image), 0, Qt.AlignmentFlag.AlignTop)
        self.field = WordsField(look.tr_(HINT), 2)
        self.field.setAccessibleName(look.tr_(NAMED, number=number))
        self.field.show_value(image.alt)
        line.addWidget(self.field, 1, Qt.AlignmentFlag.AlignTop)

    @property
    def text(self) -> str | None:
        """What was typed, None where it is as it was."""
        text = self.field.text()
        return None if text == self._before else text

    def taken(self) -> None:
        """What stands here is in the document: undo may take it back there."""
        self._before = self.field.text()


def _thumbnail(look: Look, image: Image) -> QLabel:
    made = QLabel()
    size = look.size(THUMBNAIL)
    made.setFixedSize(size)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    # A decoder never sees what isn't a plain picture of a sensible size.
    found = QImage.fromData(image.data) if safe_to_decode(image.data) else QImage()
    if not found.isNull():
        ratio = made.devicePixelRatioF()
        small = found.scaled(
            size * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        small.setDevicePixelRatio(ratio)
        made.setPixmap(QPixmap.fromImage(small))
    return made


class DescribeSheet(QDialog):
    """Pictures with a field each. `given` carries what was typed, by the keys of the pictures, when it is closed."""

    given = Signal(dict)

    def __init__(self, parent: QWidget, look: Look, pictures: Sequence[Image]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(look.tr_(TITLE))
        box = column(self, 12, (26, 24, 26, 22))
        box.addWidget(label(look.tr_(TITLE), "heading", wrap=True))
        box.addWidget(label(look.tr_(HOW), "quiet", wrap=True))
        self.rows = [Words(look, image, i) for i, image in enumerate(pictures, 1)]
        box.addWidget(self._list(), 1)
        line = row(spacing=8)
        line.addStretch(1)
        self.done_button = button(look.tr_(DONE), "primary", self.accept)
        line.addWidget(self.done_button)
        box.addLayout(line)
        wanted = QSize(WIDTH, min(HEIGHT, 176 + ROW * len(self.rows)))
        resize_within(self, look.size(wanted))
        self.rows[0].field.setFocus()

    def _list(self) -> QWidget:
        inner = QWidget()
        lines = column(inner, 6, (0, 0, 6, 0))
        for made in self.rows:
            lines.addWidget(made)
        lines.addStretch(1)
        area = scrolling(inner)
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        return area

    def words(self) -> dict[str, str]:
        """What was typed, by the keys of the pictures."""
        return {made.key: made.text for made in self.rows if made.text is not None}

    def done(self, result: int) -> None:
        # However it is closed: nothing that was typed is lost.
        self.given.emit(self.words())
        super().done(result)


class Describing(QObject):
    """The sheet of a page, and the bar that leads back to it."""

    def __init__(self, page: EditorPage) -> None:
        super().__init__(page)
        self._page = page
        self._left_out: tuple[str, ...] = ()
        self._later = False
        self.sheet: DescribeSheet | None = None
        page.notices.answered.connect(self._answered)

    def ask(self, pictures: Iterable[Image], later: bool = False) -> None:
        """Shows the sheet for these pictures; `later` leaves a bar for those that get no words."""
        if self.sheet is not None:
            self.sheet.close()
        found = tuple(pictures)
        if not found:
            return
        self._later = later
        self._page.notices.drop(TOPIC)
        self.sheet = DescribeSheet(self._page, self._page.world.look, found)
        self.sheet.given.connect(self._given)
        self.sheet.show()

    def take(self) -> None:
        """What is typed becomes part of the document."""
        if self.sheet is not None and self._put(self.sheet.words()):
            for made in self.sheet.rows:
                made.taken()

    def _given(self, words: dict[str, str]) -> None:
        assert self.sheet is not None
        asked = [made.key for made in self.sheet.rows]
        self.sheet = None
        self._put(words)
        document = self._page.session.editor.document
        found = (document.find(Image, key) for key in asked)
        left = wordless(image for image in found if image is not None)
        if self._later and left:
            self._offer(left)

    def _put(self, words: dict[str, str]) -> bool:
        patch = describe_images(self._page.session.editor.document, words)
        return bool(patch) and self._page.canvas.commit(message(STEP), patch)

    def _offer(self, left: Sequence[Image]) -> None:
        look = self._page.world.look
        self._left_out = tuple(image.id for image in left)
        offers = Offer("describe", look.tr_(DESCRIBE)), Offer("", look.tr_(NOT_NOW))
        sentence = told(len(left)).text(look.translate)
        self._page.notices.show_notice(Notice(TOPIC, sentence, offers, "image"))

    def _answered(self, topic: str, answer: str) -> None:
        if topic == TOPIC and answer:
            document = self._page.session.editor.document
            found = (document.find(Image, key) for key in self._left_out)
            self.ask((image for image in found if image is not None), later=True)


def describing_of(page: EditorPage) -> Describing:
    """The one of a page, made when it is first needed."""
    if page.describing is None:
        page.describing = Describing(page)
    return page.describing


def describe_dropped(page: EditorPage, cards: Iterable[str]) -> None:
    """Asks for the words of several pictures that just became cards; a single one's field is beside the map."""
    found = wordless(pictures_of(page.session.editor.document, cards))
    if len(found) > 1:
        describing_of(page).ask(found, later=True)


def describe_chosen(page: EditorPage) -> None:
    """Asks for the words of the selected cards' pictures, else of all; of those without words, where there are any."""
    editor = page.session.editor
    page.commit_pending()
    chosen = [key for key in editor.selection if isinstance(editor.document[key], Card)]
    found = pictures_of(editor.document, sorted(chosen)) or all_pictures(editor.document)
    describing_of(page).ask(wordless(found) or found)
