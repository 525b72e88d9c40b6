"""The common ground of the editors of what belongs to the whole document: a sheet whose changes count at once."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from journeyeditor.editing.editor import Cause
from journeyeditor.model.messages import N_
from journeyeditor.ui.inspector.subject import Desk
from journeyeditor.ui.widgets.build import button, column, label, row
from journeyeditor.ui.widgets.sizes import resize_within

if TYPE_CHECKING:
    from journeyeditor.editing.editor import Changed
    from journeyeditor.model.document import Document
    from journeyeditor.model.messages import Message
    from journeyeditor.ui.bridge import Bridge
    from journeyeditor.ui.inspector.panel import Inspector

DONE = N_("Done")


class CollectionEditor(QDialog):
    """A title, `body` for what is edited, a line for what is refused, and Done; undo and redo work in it too.

    It is modal and not waited for: `open` shows it, and it deletes itself when it is closed.
    """

    def __init__(self, parent: QWidget, bridge: Bridge, inspector: Inspector, title: str) -> None:
        super().__init__(parent)
        self.look = inspector.desk.look
        self.setWindowTitle(self.look.tr_(title))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        desk = inspector.desk
        self.desk = Desk(self.look, desk.editor, desk.ids, self, desk.around)
        self.desk.settling.connect(inspector.settling)
        self.desk.said.connect(self._say)
        # Esc goes from a field to the button first, and from there out.
        self.desk.left.connect(self._leave_field)
        box = column(self, 14, (24, 20, 24, 18))
        box.addWidget(label(self.look.tr_(title), "heading"))
        self.body = column(spacing=12)
        box.addLayout(self.body, 1)
        self.said = label("", "warning", wrap=True)
        self.done_button = button(self.look.tr_(DONE), "primary", self.accept)
        self.done_button.setAutoDefault(False)
        line = row(spacing=12)
        line.addWidget(self.said, 1)
        line.addWidget(self.done_button)
        box.addLayout(line)
        for key, called in (
            (QKeySequence.StandardKey.Undo, self._undo),
            (QKeySequence.StandardKey.Redo, self._redo),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(called)
        bridge.changed.connect(self._changed)

    def take_size(self, width: int, height: int) -> None:
        """As large as this at 100 %, but never larger than the screen."""
        resize_within(self, self.look.size(QSize(width, height)))

    def _leave_field(self) -> None:
        self.done_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def document(self) -> Document:
        return self.desk.document

    @abstractmethod
    def refresh(self) -> None:
        """Shows what the document holds now."""

    @abstractmethod
    def commit_pending(self) -> None:
        """Text that is being typed becomes part of the document."""

    def _changed(self, event: Changed) -> None:
        if event.cause is not Cause.PREVIEW:
            self.said.setText("")
            self.refresh()

    def _say(self, said: Message) -> None:
        self.said.setText(said.text(self.look.translate))

    def _undo(self) -> None:
        self.commit_pending()
        self.desk.editor.undo()

    def _redo(self) -> None:
        self.commit_pending()
        self.desk.editor.redo()

    def done(self, answer: int) -> None:
        self.commit_pending()
        super().done(answer)
