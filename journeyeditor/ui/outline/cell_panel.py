"""What is too large for a cell is edited beside it, with the inspector's own parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from journeyeditor.model.messages import N_
from journeyeditor.ui.inspector.form import Form
from journeyeditor.ui.soon import soon
from journeyeditor.ui.widgets.build import column, row, scrolling
from journeyeditor.ui.widgets.buttons import IconButton
from journeyeditor.ui.widgets.fields import Elided

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from journeyeditor.ui.inspector.fields import Group
    from journeyeditor.ui.inspector.subject import Desk, Subject

CLOSE = N_("Close")
WIDTH, MOST_HEIGHT, LEAST_HEIGHT, HEAD, EDGE = 330, 420, 96, 48, 8
"""Width and heights of the panel and of its head, and what it keeps from the edges of the window, in pixels at
100 %."""


class CellPanel(QFrame):
    """Lies over a page. Esc and going elsewhere close it; what is typed in it is handed over then.

    The keyboard goes back to `home`, where it came from, unless it went elsewhere.
    """

    def __init__(self, desk: Desk, over: QWidget, home: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("popup")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._desk, self._over, self._home = desk, over, home
        self._part: Group | None = None
        self.subject: Subject | None = None
        look = desk.look
        self.title = Elided(look, "", size=14, bold=True)
        self.close_button = IconButton(look, "close", look.tr_(CLOSE), "ink.quiet", 16)
        self.close_button.clicked.connect(self.leave)
        line = row(spacing=6, margins=(14, 10, 8, 2))
        line.addWidget(self.title, 1)
        line.addWidget(self.close_button)
        self._body = column(spacing=0, margins=(14, 4, 14, 12))
        inner = QWidget()
        inner.setLayout(self._body)
        inner.installEventFilter(self)
        self._cell = QRect()
        self._area: QScrollArea = scrolling(inner)
        box = column(self, 0)
        box.addLayout(line)
        box.addWidget(self._area, 1)
        self.form: Form | None = None
        desk.left.connect(self.leave)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focused)
        self.hide()

    @property
    def open(self) -> bool:
        return self._part is not None

    def show_part(self, subject: Subject, part: Group, title: str, cell: QRect) -> None:
        """One part of the inspector for an entity, beside a cell (in the coordinates of the page)."""
        self.close_panel()
        self._part, self.subject = part, subject
        self.form = Form(self._desk, {}, self._groups)
        self._body.addWidget(self.form)
        self._body.addStretch(1)
        self.form.show_subject(subject)
        self.title.set_text(title)
        self.setAccessibleName(title)
        self._cell = cell
        self._place()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        # What is made here has its places only after Qt has laid it out.
        soon(self, self._begin)

    def _groups(self, _subject: Subject) -> tuple[Group, ...]:
        return (self._part,) if self._part is not None else ()

    def _begin(self) -> None:
        """The first thing that can be typed in or chosen has the keyboard."""
        if not self.open or self.form is None:
            return
        self._place()
        first = next((one for one in self.form.findChildren(QWidget) if _takes_keys(one)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is edited may need more room, or less, while it is."""
        if event.type() == QEvent.Type.LayoutRequest and self.open:
            soon(self, self._place)
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        look, room, cell = self._desk.look, self._over.rect(), self._cell
        edge = look.px(EDGE)
        wide = min(look.px(WIDTH), room.width() - 2 * edge)
        wanted = self._body.sizeHint().height() + look.px(HEAD)
        tall = min(
            max(wanted, look.px(LEAST_HEIGHT)), look.px(MOST_HEIGHT), room.height() - 2 * edge
        )
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = cell.right() - wide if rtl else cell.left()
        y = cell.bottom() + 2
        if y + tall > room.bottom() - edge:
            y = cell.top() - tall - 2
        x = max(edge, min(x, room.width() - wide - edge))
        y = max(edge, min(y, room.height() - tall - edge))
        self.setGeometry(x, y, wide, tall)

    def refresh(self, subject: Subject) -> None:
        """The document is another one; where the entity is gone there is nothing to edit."""
        if self.form is None or self.subject is None:
            return
        if any(key not in subject.document for key in subject.keys):
            self.close_panel()
            return
        self.subject = subject
        self.form.show_subject(subject)

    def commit_pending(self) -> None:
        if self.form is not None:
            self.form.commit_pending()

    def close_panel(self) -> None:
        """Hands over what is typed, and is gone."""
        if self._part is None:
            return
        self.commit_pending()
        self._part, self.subject = None, None
        self.hide()
        while (item := self._body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.form = None

    def leave(self) -> None:
        """Closes, the keyboard back where it came from."""
        if self.open:
            self._home.setFocus(Qt.FocusReason.OtherFocusReason)
            self.close_panel()

    def _focused(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Who goes elsewhere in the window has done here; a dialog or a list over it is not elsewhere."""
        if self.open and new is not None and new.window() is self.window() and not self._holds(new):
            self.close_panel()

    def _holds(self, widget: QWidget) -> bool:
        at: QWidget | None = widget
        while at is not None and at is not self:
            at = at.parentWidget()
        return at is self

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (enter and control):
            self.leave()
            return
        super().keyPressEvent(event)


def _takes_keys(widget: QWidget) -> bool:
    tabbed = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tabbed and widget.isEnabled() and widget.isVisible() and widget.focusProxy() is None
