"""Hands that do anything to the window of an open document, by the events that a person's would make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QEvent,
    QIODevice,
    QMimeData,
    QPoint,
    QPointF,
    Qt,
    QTimer,
)
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QInputMethodEvent,
    QKeySequence,
    QMouseEvent,
    QNativeGestureEvent,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from journeyeditor.layout.drawing import Rect
from journeyeditor.model.entities import Lane, LaneKind
from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.keys import CANVAS_KEYS
from journeyeditor.ui.canvas.tools.palette import MIME, PaletteItem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from journeyeditor.ui.canvas.view import Canvas
    from journeyeditor.ui.editor_page import EditorPage
    from journeyeditor.ui.main_window import MainWindow

NO = Qt.KeyboardModifier.NoModifier
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
MODIFIERS = (NO, NO, NO, SHIFT, CTRL, ALT, CTRL | SHIFT)

TARGETS = (
    "card", "card", "point", "stage", "step", "lane", "cell", "cell", "step edge", "lane edge",
    "arrow", "anywhere",
)  # fmt: skip
"""What is aimed at; twice what a person aims at oftener."""

KEYS = tuple(
    dict.fromkeys(
        [keys for key in CANVAS_KEYS if key.id not in {"help"} for keys in key.keys]
        + ["Tab", "Shift+Tab", "Space", "Ctrl+Z", "Ctrl+Y", "Ctrl+X", "Ctrl+C", "Ctrl+V", "F6", "Shift", "Ctrl"]
    )
)  # fmt: skip
TYPED = ("5", "1", "+", "-", "word", "two words", "a" * 60, "שלום", "😀", "!", '"')
LEAVES = frozenset(
    [
        "new",
        "start",
        "open",
        "import",
        "save",
        "save-as",
        "revert",
        "save-template",
        "versions",
        "export-pdf",
        "print-preview",
        "print",
        "close",
        "quit",
        "present",
        "settings",
        "shortcuts",
        "about",
        "palette",
        "history",
        "comments",
        "overview",
    ]
)
"""Actions that leave the map: their dialogs, files and pages are others' to try."""

SIZES = ((1440, 900), (1100, 700), (900, 600))


@dataclass(frozen=True, slots=True)
class Aim:
    """Somewhere on the canvas: the nth thing of a kind, and where in it, from 0 to 1 across and down."""

    kind: str
    n: int
    x: float
    y: float


class Hands:
    """On one window. Points are pixels of the canvas's viewport."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.held = NONE
        self.at: tuple[float, float] | None = None

    @property
    def page(self) -> EditorPage:
        assert self.window.page is not None
        return self.window.page

    @property
    def canvas(self) -> Canvas:
        return self.page.canvas

    # Aiming

    def point(self, aim: Aim) -> tuple[float, float]:
        """Where an aim leads; anywhere where there is nothing of the kind in sight."""
        size = self.canvas.viewport().size()
        found = [
            rect for rect in self._rects(aim.kind) if _in_sight(rect, size.width(), size.height())
        ]
        if not found:
            return aim.x * (size.width() - 1), aim.y * (size.height() - 1)
        rect = found[aim.n % len(found)]
        x, y = rect.x + aim.x * rect.w, rect.y + aim.y * rect.h
        return min(max(x, 0.0), size.width() - 1.0), min(max(y, 0.0), size.height() - 1.0)

    def _rects(self, kind: str) -> Iterator[Rect]:
        canvas, placed = self.canvas, self.canvas.placed
        if placed is None:
            return
        for strip, rect in self._places(kind):
            yield canvas.to_view(strip, rect)

    def _places(self, kind: str) -> Iterator[tuple[Strip, Rect]]:
        placed, hits = self.canvas.placed, self.canvas.hits
        assert placed is not None and hits is not None
        heads = {"stage": placed.stages, "step": placed.steps}
        if kind in heads:
            yield from ((Strip.HEAD, head.rect) for head in heads[kind])
        elif kind == "step edge":
            yield from (
                (Strip.HEAD, Rect(column.right - 2, placed.head_height - 12, 4, 10))
                for column in placed.columns
            )
        elif kind == "arrow":
            yield from ((Strip.BODY, place.around) for place in hits.arrows.places.values())
        else:
            for lane in placed.lanes:
                yield from self._in_lane(kind, lane.id)

    def _in_lane(self, kind: str, key: str) -> Iterator[tuple[Strip, Rect]]:
        placed, hits = self.canvas.placed, self.canvas.hits
        assert placed is not None and hits is not None
        lane = placed.lane(key)
        assert lane is not None
        if kind == "card":
            yield from ((Strip.BODY, card.rect.moved(0, lane.y)) for card in lane.block.cards)
        elif kind == "point":
            yield from (
                (Strip.BODY, Rect(point.x - 4, lane.y + point.y - 4, 8, 8))
                for point in lane.block.points
            )
        elif kind == "lane":
            yield Strip.LABELS, Rect(placed.label_x, lane.y, placed.label_w, lane.block.height)
        elif kind == "lane edge":
            yield Strip.LABELS, Rect(placed.label_x, lane.bottom - 2, placed.label_w, 4)
        elif kind == "cell":
            yield from ((Strip.BODY, hits.cell_rect(lane, column)) for column in placed.columns)

    # Mouse

    def _mouse(
        self, kind: QEvent.Type, button: Qt.MouseButton, modifiers: Qt.KeyboardModifier
    ) -> None:
        assert self.at is not None
        viewport = self.canvas.viewport()
        far = QPointF(viewport.mapToGlobal(QPoint(round(self.at[0]), round(self.at[1]))))
        event = QMouseEvent(kind, QPointF(*self.at), far, button, self.held, modifiers)
        QApplication.sendEvent(viewport, event)

    def press(self, aim: Aim, button: Qt.MouseButton, modifiers: Qt.KeyboardModifier) -> None:
        self.at = self.point(aim)
        self._mouse(QEvent.Type.MouseMove, NONE, modifiers)
        self.held = button
        self._mouse(QEvent.Type.MouseButtonPress, button, modifiers)

    def move(self, aim: Aim, modifiers: Qt.KeyboardModifier) -> None:
        """Half way, then there."""
        there = self.point(aim)
        here = self.at or there
        for at in (((here[0] + there[0]) / 2, (here[1] + there[1]) / 2), there):
            self.at = at
            self._mouse(QEvent.Type.MouseMove, NONE, modifiers)

    def release(self, modifiers: Qt.KeyboardModifier = NO) -> None:
        button, self.held = self.held, NONE
        if button is not NONE and self.at is not None:
            self._mouse(QEvent.Type.MouseButtonRelease, button, modifiers)

    def click(
        self, aim: Aim, modifiers: Qt.KeyboardModifier, button: Qt.MouseButton = LEFT
    ) -> None:
        self.press(aim, button, modifiers)
        self.release(modifiers)

    def double_click(self, aim: Aim) -> None:
        self.click(aim, NO)
        self.held = LEFT
        self._mouse(QEvent.Type.MouseButtonDblClick, LEFT, NO)
        self.release()

    def drag(self, start: Aim, end: Aim, modifiers: Qt.KeyboardModifier) -> None:
        self.press(start, LEFT, NO)
        self.move(end, modifiers)
        self.release(modifiers)

    def wheel(self, aim: Aim, notches: int, modifiers: Qt.KeyboardModifier) -> None:
        self.move(aim, modifiers)
        assert self.at is not None
        delta = QPoint(0, 120 * notches)
        event = QWheelEvent(
            QPointF(*self.at), QPointF(*self.at), QPoint(), delta, self.held, modifiers,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(self.canvas.viewport(), event)

    def pinch(self, aim: Aim, by: float) -> None:
        self.move(aim, NO)
        assert self.at is not None
        at = QPointF(*self.at)
        event = QNativeGestureEvent(
            Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2,
            at, at, at, by, QPointF(),
        )  # fmt: skip
        QApplication.sendEvent(self.canvas.viewport(), event)

    # Keys

    def _focused(self) -> QWidget:
        """Where keys go; after a menu the window is not the active one again where there is no screen."""
        focused = QApplication.focusWidget() or self.window.focusWidget()
        return focused if focused is not None else self.canvas

    def key(self, keys: str) -> None:
        alone = {"Shift": Qt.Key.Key_Shift, "Ctrl": Qt.Key.Key_Control}
        if keys in alone:
            QTest.keyClick(self._focused(), alone[keys])
            return
        chord = QKeySequence.fromString(keys, QKeySequence.SequenceFormat.PortableText)[0]  # type: ignore[index]
        QTest.keyClick(self._focused(), chord.key(), chord.keyboardModifiers())

    def type(self, text: str) -> None:
        if text.isascii():
            QTest.keyClicks(self._focused(), text)
        else:
            self.compose(text)

    def compose(self, text: str, sure: bool = True) -> None:
        """What an input method gives: first as a guess, then for good."""
        target = self._focused()
        QApplication.sendEvent(target, QInputMethodEvent(text, []))
        done = QInputMethodEvent("", [])
        if sure:
            done.setCommitString(text)
        QApplication.sendEvent(target, done)

    # What comes from outside

    def drop(
        self, aim: Aim, mime: QMimeData, lets_go: bool, modifiers: Qt.KeyboardModifier
    ) -> None:
        """Something is dragged in from outside, and let go of or carried out again."""
        viewport = self.canvas.viewport()
        x, y = self.point(aim)
        self.at = (x, y)
        copy = Qt.DropAction.CopyAction
        enter = QDragEnterEvent(QPoint(round(x / 2), round(y / 2)), copy, mime, LEFT, modifiers)
        QApplication.sendEvent(viewport, enter)
        move = QDragMoveEvent(QPoint(round(x), round(y)), copy, mime, LEFT, modifiers)
        QApplication.sendEvent(viewport, move)
        if lets_go:
            QApplication.sendEvent(viewport, QDropEvent(QPointF(x, y), copy, mime, LEFT, modifiers))
        else:
            QApplication.sendEvent(viewport, QEvent(QEvent.Type.DragLeave))
        self._mouse(QEvent.Type.MouseMove, NONE, NO)

    def paste(self, mime: QMimeData) -> None:
        QGuiApplication.clipboard().setMimeData(mime)
        self.key("Ctrl+V")

    # The window

    def act(self, n: int) -> str:
        """Calls the nth of the actions that can be used now and stay on the map; gives its name."""
        usable = [
            (name, action)
            for name, action in self.window.actions_.actions.items()
            if action.isEnabled() and name not in LEAVES
        ]
        name, action = usable[n % len(usable)]
        action.trigger()
        return name

    def set_lane(self, n: int, field: str) -> None:
        """The nth lane of the map is hidden, collapsed, pinned or locked, or no longer."""
        from journeyeditor.editing.operations.fields import set_fields
        from journeyeditor.model.messages import message

        document, canvas = self.canvas.editor.document, self.canvas
        canvas.cancel_gesture()
        canvas.commit_pending()
        document = canvas.editor.document
        lanes = document.lanes(self.page.map_id)
        if lanes:
            lane = lanes[n % len(lanes)]
            value = not getattr(lane, field)
            canvas.commit(message("Lane"), set_fields(document, lane.id, **{field: value}))

    def resize(self, n: int) -> None:
        self.window.resize(*SIZES[n % len(SIZES)])

    def leave(self) -> None:
        if self.held is NONE:
            QApplication.sendEvent(self.canvas.viewport(), QEvent(QEvent.Type.Leave))
            self.at = None

    def answer(self, n: int) -> None:
        """A menu that came up is chosen from or, more often, closed; dialogs are closed."""
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            self._choose(menu, n)
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for dialog in self.window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()

    @staticmethod
    def _choose(menu: QMenu, n: int) -> None:
        entries = [
            action
            for action in menu.actions()
            if action.isEnabled() and not action.isSeparator() and action.objectName() not in LEAVES
        ]
        if entries and n % 2:
            menu.setActiveAction(entries[n // 2 % len(entries)])
            QTest.keyClick(menu, Qt.Key.Key_Return)

    def calm(self) -> None:
        """No clock moves anything: whoever plays the same again sees the same."""
        for timer in self.canvas.findChildren(QTimer):
            timer.blockSignals(True)

    def let_go(self) -> None:
        """Back to rest: no button held, no drag, no text open."""
        self.release()
        self.answer(0)
        self.canvas.cancel_gesture()
        self.page.commit_pending()


def _in_sight(rect: Rect, width: float, height: float) -> bool:
    x, y = rect.centre
    return 0 <= x < width and 0 <= y < height


def mimes() -> tuple[Callable[[], QMimeData], ...]:
    """What may be dropped or pasted: items of the palette, lines, a block of cells, a page, a picture, nothing known."""
    return (
        lambda: _data(MIME, PaletteItem(LaneKind.TOUCHPOINT, "web").to_bytes()),
        lambda: _data(MIME, PaletteItem(LaneKind.PAIN).to_bytes()),
        lambda: _data(MIME, b"{}"),
        lambda: _text("One\nTwo\nThree"),
        lambda: _text("a\tb\tc\nd\te\tf"),
        lambda: _text(""),
        lambda: _data("text/html", b"<table><tr><td>A<td>B<tr><td>C<td>D</table>"),
        lambda: _data("image/png", _png()),
        lambda: _data("application/x-unknown", b"?"),
    )


def _data(kind: str, content: bytes) -> QMimeData:
    made = QMimeData()
    made.setData(kind, QByteArray(content))
    return made


def _text(text: str) -> QMimeData:
    made = QMimeData()
    made.setText(text)
    return made


def _png() -> bytes:
    image = QImage(8, 6, QImage.Format.Format_RGB32)
    image.fill(QColor("steelblue"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


__all__ = ["KEYS", "MODIFIERS", "TARGETS", "TYPED", "Aim", "Hands", "Lane", "mimes"]
