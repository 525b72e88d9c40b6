"""Comments about what is shown: read, written, settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from journeyeditor.editing.operations.comments import (
    add_comment,
    answers,
    delete_comment,
    edit_comment,
    in_time,
    resolve_comment,
)
from journeyeditor.model.entities import Comment
from journeyeditor.model.messages import N_
from journeyeditor.ui.inspector.part import ListPart
from journeyeditor.ui.moments import local_moment
from journeyeditor.ui.widgets.build import button, column, label, row
from journeyeditor.ui.widgets.buttons import IconButton, explain
from journeyeditor.ui.widgets.fields import Elided, TextField

if TYPE_CHECKING:
    from collections.abc import Hashable

    from PySide6.QtGui import QKeyEvent

    from journeyeditor.ui.inspector.subject import Desk, Subject

ADD, CHANGE, REMOVE = N_("Add comment"), N_("Change comment"), N_("Delete comment")
RESOLVE, REOPEN = N_("Settle comment"), N_("Open comment again")
HINT = N_("Say something about this…")
SOMEBODY = N_("Somebody")
NO_WORDS = N_("Write something first.")
RESOLVED = N_("settled")


class Draft(TextField):
    """What is being written; it is sent by Ctrl+Enter, and kept when the field is left."""

    sent = Signal()

    def commit(self) -> None:
        """A comment is made when it is sent, not when its field is left."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.sent.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Comments(ListPart):
    """The comments about one thing, oldest first, and a field for another one."""

    def shape(self, subject: Subject) -> Hashable:
        found = subject.document.comments(subject.keys[0])
        return subject.keys, tuple((one.id, one.parent) for one in in_time(found))

    def build(self) -> None:
        document, tr = self.subject.document, self.desk.look.tr_
        self.cards: list[CommentCard] = []
        for one in in_time(document.comments(self.subject.keys[0])):
            if one.parent is None:
                self._card(one, 0)
                for answer in answers(document, one.id):
                    self._card(answer, 14)
        self.draft = Draft(tr(HINT), 1)
        self.draft.setAccessibleName(tr(N_("A new comment")))
        self.draft.put(self.desk.drafts.get(self.subject.keys[0], ""))
        self.draft.textChanged.connect(self._written)
        self.draft.sent.connect(self._add)
        self.draft.left.connect(self.desk.left)
        self.add = button(tr(N_("Comment")), "", self._add)
        line = row()
        line.addStretch(1)
        line.addWidget(self.add)
        self.box.addWidget(self.draft)
        self.box.addLayout(line)
        self._written()

    def _card(self, comment: Comment, indent: int) -> None:
        card = CommentCard(self.desk, comment.id)
        self.cards.append(card)
        line = row()
        line.addSpacing(indent)
        line.addWidget(card, 1)
        self.box.addLayout(line)

    def _written(self) -> None:
        text = self.draft.text()
        self.desk.drafts[self.subject.keys[0]] = text
        explain(self.add, bool(text.strip()), self.desk.look.tr_(NO_WORDS))

    def _add(self) -> None:
        desk, about, text = self.desk, self.subject.keys[0], self.draft.text()
        author, now = desk.around.author(), desk.around.clock()
        # The part is built anew by the step, and must not find the text again.
        desk.drafts.pop(about, None)
        made = desk.commit(
            ADD, lambda document: add_comment(document, desk.ids, about, author, now, text)
        )
        if made:
            # The field is another one by now.
            self.draft.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            desk.drafts[about] = text


class CommentCard(QFrame):
    """Who said what, and when; one's own words can be changed where they stand."""

    def __init__(self, desk: Desk, key: str) -> None:
        super().__init__()
        self.setObjectName("block")
        self._desk, self.key = desk, key
        self.place: QWidget | None = None
        look, tr = desk.look, desk.look.tr_
        self.box = column(self, 2, (10, 6, 4, 8))
        line = row(spacing=2)
        self.who = Elided(look, "", size=11, bold=True)
        self.settle = IconButton(look, "resolved", tr(RESOLVE), "ink.quiet", 16)
        self.bin = IconButton(look, "trash", tr(REMOVE), "ink.quiet", 14)
        self.settle.clicked.connect(self._settle)
        self.bin.clicked.connect(self._remove)
        line.addWidget(self.who, 1)
        line.addWidget(self.settle)
        line.addWidget(self.bin)
        self.box.addLayout(line)
        self.words = TextField("", 1, flat=True)
        self.words.place = ((key,), "text")
        self.words.committed.connect(self._take)
        self.words.left.connect(desk.left)
        self.box.addWidget(self.words)
        self.when = label("", "quiet")
        self.box.addWidget(self.when)
        self.refresh()

    @property
    def comment(self) -> Comment | None:
        return self._desk.document.find(Comment, self.key)

    def refresh(self) -> None:
        """Shows what the document holds."""
        comment = self.comment
        if comment is None:
            return
        tr = self._desk.look.tr_
        author = comment.author or tr(SOMEBODY)
        self.who.set_text(author)
        own = comment.author == self._desk.around.author()
        self.words.setReadOnly(not own)
        self.words.setAccessibleName(tr(N_("Comment of {author}"), author=author))
        self.words.show_value(comment.text)
        words = [local_moment(comment.time), tr(RESOLVED) if comment.resolved else ""]
        self.when.setText(" · ".join(word for word in words if word))
        role = "accent" if comment.resolved else "ink.quiet"
        self.settle.show_as("resolved", tr(REOPEN if comment.resolved else RESOLVE), role)
        self.settle.setVisible(comment.parent is None)

    def commit_pending(self) -> None:
        self.words.commit()

    def _take(self, text: str) -> None:
        key, author = self.key, self._desk.around.author()
        if self._desk.commit(CHANGE, lambda document: edit_comment(document, key, author, text)):
            self.words.restore()

    def _settle(self) -> None:
        comment, key = self.comment, self.key
        if comment is not None:
            on = not comment.resolved
            self._desk.commit(
                RESOLVE if on else REOPEN, lambda document: resolve_comment(document, key, on)
            )

    def _remove(self) -> None:
        key = self.key
        self._desk.commit(REMOVE, lambda document: delete_comment(document, key))
