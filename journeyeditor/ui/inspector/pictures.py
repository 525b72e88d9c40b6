"""Pictures: a card's, a persona's portrait, the document's logo. Chosen, dropped or pasted, and told in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.images import describe_image, put_image
from journeyeditor.model.entities import Image
from journeyeditor.model.messages import N_, Refused
from journeyeditor.model.pictures import safe_to_decode
from journeyeditor.ui.clipboard.reading import picture_file, picture_from
from journeyeditor.ui.inspector.part import SpecialPart
from journeyeditor.ui.widgets.build import at_start, button, label
from journeyeditor.ui.widgets.buttons import explain
from journeyeditor.ui.widgets.fields import TextField

if TYPE_CHECKING:
    from collections.abc import Hashable
    from pathlib import Path

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import (
        QDragEnterEvent,
        QDragLeaveEvent,
        QDropEvent,
        QKeyEvent,
        QPaintEvent,
    )

    from journeyeditor.ui.inspector.subject import Subject
    from journeyeditor.ui.theme import Look

CHANGE, REMOVE, DESCRIBE = N_("Change picture"), N_("Remove picture"), N_("Describe picture")
EMPTY = N_("Drop a picture here, or click to choose one")
CHOOSE, PASTE, TAKE_AWAY = N_("Choose…"), N_("Paste"), N_("Remove")
NOTHING_COPIED = N_("There is no picture on the clipboard.")
NO_PICTURE_THERE = N_(
    "There is no picture in what was dropped or copied. Copy a picture or its file."
)
WORDS = N_("In words, for who can't see it")
WORDS_HINT = N_("What the picture shows")
WANTED = N_("Still wanted: screen readers and the PDF tell these words.")
TALL, LOW = 132, 58
"""Height of a picture, and of the place for one, in logical pixels."""


class PictureArea(QAbstractButton):
    """The picture, or the place where one can be dropped. A click asks to choose one.

    `dropped` carries what was dropped or pasted, as long as the call lasts; `removed` that the key to delete was hit.
    """

    dropped = Signal(object)
    removed = Signal()

    def __init__(self, look: Look, words: str, round_: bool = False) -> None:
        super().__init__()
        self._look, self._words, self._round = look, words, round_
        self._image = QImage()
        self._over = False
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        look.repaints(self)
        self.show_picture(None)

    def show_picture(self, image: Image | None) -> None:
        """A picture of the document, None for none."""
        data = image.data if image is not None else b""
        # A decoder never sees what isn't a plain picture of a sensible size.
        found = QImage.fromData(data) if safe_to_decode(data) else QImage()
        most = self._look.px(2 * TALL)
        if found.height() > most:
            found = found.scaledToHeight(most, Qt.TransformationMode.SmoothTransformation)
        self._image = found
        said = (image.alt if image is not None else "") or self._words
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.setFixedHeight(self._look.px(LOW if found.isNull() else TALL))
        self.update()

    @property
    def empty(self) -> bool:
        return self._image.isNull()

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        self._ground(painter, frame)
        if self.empty:
            self._invite(painter)
        else:
            self._picture(painter, frame.adjusted(4, 4, -4, -4))
        painter.end()

    def _ground(self, painter: QPainter, frame: QRectF) -> None:
        look, lit = self._look, self._over or self.hasFocus()
        pen = QPen(look.colour("accent" if lit else "field.line"), 2 if lit else look.edge)
        if self.empty and not lit:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(look.colour("hover" if self.underMouse() or self._over else "panel.quiet"))
        painter.drawRoundedRect(frame, 8, 8)

    def _invite(self, painter: QPainter) -> None:
        look = self._look
        side = look.px(20)
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = self.width() - side - 14 if rtl else 14
        look.paint.paint(painter, "image", x, (self.height() - side) / 2, side, "ink.quiet")
        room: QRect = self.rect().adjusted(
            12 if rtl else side + 24, 4, -(side + 24) if rtl else -12, -4
        )
        font = self.font()
        font.setPixelSize(look.px(11))
        painter.setFont(font)
        painter.setPen(look.colour("ink.quiet"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(flags), self._words)

    def _picture(self, painter: QPainter, frame: QRectF) -> None:
        size = self._image.size().toSizeF()
        size.scale(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(frame.center())
        path = QPainterPath()
        if self._round:
            side = min(place.width(), place.height())
            square = QRectF(0, 0, side, side)
            square.moveCenter(place.center())
            path.addEllipse(square)
        else:
            path.addRoundedRect(place, 5, 5)
        painter.setClipPath(path)
        painter.drawImage(place, self._image)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.dropped.emit(QGuiApplication.clipboard().mimeData())
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and not self.empty:
            self.removed.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            self._light(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._light(False)
        self.dropped.emit(event.mimeData())
        event.acceptProposedAction()

    def _light(self, on: bool) -> None:
        self._over = on
        self.update()


class PicturePart(SpecialPart):
    """The picture that one field of the subject names, with the ways to get another one and its words."""

    attribute, title, empty = "image", N_("Picture"), EMPTY
    round_ = False
    words_wanted = True

    def shape(self, subject: Subject) -> Hashable:
        return self._key_of(subject)

    def _key_of(self, subject: Subject) -> str | None:
        value = getattr(subject.first, self.attribute)
        return value if isinstance(value, str) else None

    def build(self) -> None:
        tr = self.desk.look.tr_
        self.box.addWidget(label(tr(self.title), "fieldLabel"))
        self.area = PictureArea(self.desk.look, tr(self.empty), self.round_)
        self.area.clicked.connect(self.choose)
        self.area.dropped.connect(self.take)
        self.area.removed.connect(self.remove)
        self.box.addWidget(self.area)
        self.choose_button = button(tr(CHOOSE), "link", self.choose)
        self.paste_button = button(tr(PASTE), "link", self.paste)
        self.remove_button = button(tr(TAKE_AWAY), "link", self.remove)
        self.box.addLayout(at_start(self.choose_button, self.paste_button, self.remove_button))
        self._build_words()
        clipboard = QGuiApplication.clipboard()
        clipboard.dataChanged.connect(self._look_at_clipboard)
        self._look_at_clipboard()

    def _build_words(self) -> None:
        tr = self.desk.look.tr_
        self.words_label = label(tr(WORDS), "fieldLabel")
        self.words = TextField(tr(WORDS_HINT), 1)
        self.words.setAccessibleName(tr(WORDS))
        self.wanted = label(tr(WANTED), "quiet", wrap=True)
        for widget in (self.words_label, self.words, self.wanted):
            self.box.addWidget(widget)
        self.words.committed.connect(self._describe)
        self.words.left.connect(self.desk.left)

    def show_values(self) -> None:
        image = self.subject.document.find(Image, self._key_of(self.subject))
        self.area.show_picture(image)
        there = image is not None
        self.remove_button.setVisible(there)
        self.words.setVisible(there)
        self.words_label.setVisible(there)
        self.wanted.setVisible(there and self.words_wanted and not (image and image.alt))
        self.words.show_value(image.alt if image else "")
        self.words.place = ((image.id,), "alt") if image else None
        self.words.place = ((image.id,), "alt") if image else None

    def commit_pending(self) -> None:
        self.words.commit()

    def choose(self) -> None:
        """Asks for a file."""
        path = self.desk.around.pick_picture(self)
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        try:
            self._put(picture_file(path))
        except Refused as refused:
            self.desk.said.emit(refused.message)

    def paste(self) -> None:
        self.take(QGuiApplication.clipboard().mimeData())

    def take(self, mime: QMimeData) -> None:
        """What was dropped or pasted."""
        try:
            data = picture_from(mime)
            if data is None:
                raise Refused(NO_PICTURE_THERE)
            self._put(data)
        except Refused as refused:
            self.desk.said.emit(refused.message)

    def _put(self, data: bytes) -> None:
        keys, field = self.subject.keys, self.attribute
        self.desk.commit(CHANGE, lambda document: put_image(document, keys, field, data))

    def remove(self) -> None:
        keys, field = self.subject.keys, self.attribute
        self.desk.commit(REMOVE, lambda document: set_fields(document, keys, **{field: None}))

    def _describe(self, text: str) -> None:
        key = self._key_of(self.subject)
        if key is not None and self.desk.commit(
            DESCRIBE, lambda document: describe_image(document, key, text)
        ):
            self.words.restore()

    def _look_at_clipboard(self) -> None:
        mime = QGuiApplication.clipboard().mimeData()
        usable = mime is not None and (mime.hasImage() or mime.hasUrls())
        explain(self.paste_button, usable, self.desk.look.tr_(NOTHING_COPIED))


class Portrait(PicturePart):
    """A persona's portrait: her name says who it shows, so words are welcome but not asked for."""

    attribute, title, empty = (
        "portrait",
        N_("Portrait picture"),
        N_("Drop a portrait here, or click to choose one"),
    )
    round_ = True
    words_wanted = False


class Logo(PicturePart):
    """The logo: in the corner of the map, and in the title block of every page."""

    attribute, title, empty = (
        "logo",
        N_("Logo"),
        N_("Drop a logo here (PNG), or click to choose one"),
    )
