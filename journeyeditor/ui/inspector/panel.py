"""The inspector: shows the fields of what is selected, of the map and document when nothing is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from journeyeditor.editing.editor import Cause
from journeyeditor.model.entities import (
    DOCUMENT_KEY,
    Card,
    Connector,
    Entity,
    Lane,
    Map,
    Persona,
    Stage,
    Step,
)
from journeyeditor.model.messages import N_, message
from journeyeditor.ui.inspector.comments import Comments
from journeyeditor.ui.inspector.controls import Control, TextControl
from journeyeditor.ui.inspector.fields import Group, Special
from journeyeditor.ui.inspector.form import SPACING, Form, Forms
from journeyeditor.ui.inspector.head import DOCUMENT, Head
from journeyeditor.ui.inspector.subject import Around, Desk, Subject
from journeyeditor.ui.inspector.tables import visible_parts
from journeyeditor.ui.soon import soon
from journeyeditor.ui.widgets.build import column, hairline, label, scrolling

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from journeyeditor.editing.editor import Changed
    from journeyeditor.model.ids import IdSource
    from journeyeditor.ui.bridge import Bridge
    from journeyeditor.ui.inspector.part import SpecialPart
    from journeyeditor.ui.theme import Look

WIDTH = 304
DRAG_MS = 40
"""How often, in milliseconds, the fields follow a drag."""

PUT_ASIDE = N_(
    "What you typed was not taken; it is on the clipboard. Shorten it and paste it again."
)
ALL_COMMENTS = N_("All comments")

_ORDER: tuple[type[Entity], ...] = (Card, Stage, Step, Lane, Connector, Persona)


def _comments_page(_subject: Subject) -> tuple[Group, ...]:
    return (Special("all-comments"),)


class Narrow(QWidget):
    """As wide as there is room: no long word pushes the rest out of sight."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())


class Inspector(QWidget):
    """`said` carries a `Message` to be shown, `left` asks for the focus to go back to the canvas.

    `settling`, `typed`, `wanted` and `called` are the desk's.
    """

    said = Signal(object)
    left = Signal()
    settling = Signal()
    typed = Signal()
    wanted = Signal(str)
    called = Signal(str)

    def __init__(
        self, look: Look, bridge: Bridge, ids: IdSource, around: Around | None = None
    ) -> None:
        super().__init__()
        self.setObjectName("rightPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(look.px(WIDTH))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._look = look
        self.desk = Desk(look, bridge.editor, ids, self, around or Around())
        self._map = ""
        self._comments = False
        self._jumping = False
        self.opened: dict[str, bool] = {}
        self._while_dragging = QTimer(self)
        self._while_dragging.setSingleShot(True)
        self._while_dragging.setInterval(DRAG_MS)
        self._while_dragging.timeout.connect(self.refresh)
        self._lay_out()
        bridge.changed.connect(self._changed)
        bridge.selected.connect(self._selected)
        self._pass_on()

    def _pass_on(self) -> None:
        desk = self.desk
        desk.said.connect(self.said)
        desk.left.connect(self.left)
        desk.settling.connect(self.settling)
        desk.typed.connect(self.typed)
        desk.wanted.connect(self._want)
        desk.called.connect(self.called)

    def _lay_out(self) -> None:
        self.head = Head(self.desk)
        self.head.left.connect(self._back)
        self._forms_made = Forms(self._new_form)
        self.form = self._forms_made.form_for(())
        self.more = Form(self.desk, self.opened)
        self.page = Form(self.desk, self.opened, _comments_page)
        self._between: tuple[QFrame, QLabel] = (
            hairline(),
            label(self._look.tr_(DOCUMENT), "heading"),
        )
        inner = Narrow()
        body = column(inner, SPACING, (18, 6, 16, 18))
        self._body = body
        for widget in (self.form, *self._between, self.more, self.page):
            body.addWidget(widget)
        body.addStretch(1)
        self._area = scrolling(inner)
        top = column(spacing=0, margins=(18, 14, 12, 4))
        top.addWidget(self.head)
        box = column(self, 0, (2, 0, 0, 0))
        box.addLayout(top)
        box.addWidget(self._area, 1)

    # What is shown

    @property
    def parts(self) -> list[Control | SpecialPart]:
        """All that is shown, from top to bottom."""
        return [part for form in self._forms() for part in form.parts]

    def _forms(self) -> list[Form]:
        return [form for form in (self.form, self.more, self.page) if not form.isHidden()]

    def show_map(self, map_id: str) -> None:
        """The map that counts when nothing is selected."""
        self.commit_pending()
        self._map = map_id
        self.refresh()

    def show_comments(self) -> None:
        """The page of all comments; it stays until something else is selected or Back."""
        self.commit_pending()
        self._comments = True
        self.refresh()
        self._area.verticalScrollBar().setValue(0)

    def write_comment(self) -> None:
        """The field for a new comment about what is shown has the focus."""
        self.open_section("comments")
        for part in self.form.parts:
            if isinstance(part, Comments):
                part.draft.setFocus(Qt.FocusReason.OtherFocusReason)
                soon(part, partial(self._area.ensureWidgetVisible, part.add))
                return

    def open_section(self, name: str) -> None:
        """Opens a section of what is shown, scrolls to it and puts the focus there."""
        for form in self._forms():
            widget = form.open_section(name)
            if widget is not None:
                widget.head.setFocus(Qt.FocusReason.OtherFocusReason)
                # It has its place only after Qt has laid it out.
                soon(widget, partial(self._area.ensureWidgetVisible, widget))
                return

    def commit_pending(self) -> None:
        """Text that is being typed becomes part of the document."""
        for form in self._forms():
            form.commit_pending()

    def edit_first(self) -> None:
        """The first text field has the focus, its text selected."""
        for part in self.parts:
            if isinstance(part, TextControl):
                part.input.setFocus()
                part.input.selectAll()
                return

    def _changed(self, event: Changed) -> None:
        if event.cause is not Cause.PREVIEW:
            self.refresh()
        elif not self._while_dragging.isActive():
            self._while_dragging.start()

    def _selected(self, _keys: frozenset[str]) -> None:
        # What is being typed belongs to what was selected until now.
        self.commit_pending()
        refused = [part.pending for part in self.parts if isinstance(part, TextControl)]
        self._comments = self._comments and self._jumping
        self.refresh()
        self._put_aside([text for text in refused if text])

    def _put_aside(self, refused: list[str]) -> None:
        """Texts that the document did not take and whose fields are gone are kept on the clipboard."""
        if refused:
            QGuiApplication.clipboard().setText("\n".join(refused))
            self.said.emit(message(PUT_ASIDE))

    def subjects(self) -> tuple[Subject, ...]:
        """What is selected; else the map and the document."""
        document = self.desk.document
        if document.find(Map, self._map) is None:
            return ()
        keys = [key for key in self.desk.editor.selection if type(document[key]) in _ORDER]
        if keys:
            return (Subject(document, self._map, tuple(sorted(keys, key=self._place))),)
        return (
            Subject(document, self._map, (self._map,)),
            Subject(document, self._map, (DOCUMENT_KEY,)),
        )

    def _place(self, key: str) -> tuple[int, str, str]:
        entity = self.desk.document[key]
        return _ORDER.index(type(entity)), str(getattr(entity, "order", "")), key

    def refresh(self) -> None:
        """Shows what is selected as it is now; builds anew only where other fields are needed."""
        subjects = self.subjects()
        if not subjects:
            return
        if self._comments:
            self._show_page(subjects[-1])
            return
        self.head.show_subject(subjects[0])
        self.page.hide()
        shown = self.form.subject
        moved = self.form.isHidden() or shown is None or shown.keys != subjects[0].keys
        self._use(self._forms_made.form_for(visible_parts(subjects[0])))
        built = self._show_in(self.form, subjects[0])
        for widget in (*self._between, self.more):
            widget.setVisible(len(subjects) > 1)
        if len(subjects) > 1:
            built = self._show_in(self.more, subjects[1]) or built
        self._settle(built, moved)

    def _new_form(self) -> Form:
        return Form(self.desk, self.opened)

    def _use(self, form: Form) -> None:
        """This form stands at the top."""
        if form is not self.form:
            self.form.hide()
            self.form = form
            form.drop_typed()
            if self._body.indexOf(form) < 0:
                self._body.insertWidget(0, form)

    def _show_page(self, subject: Subject) -> None:
        self.head.show_page(self._look.tr_(ALL_COMMENTS), "comment")
        for widget in (self.form, *self._between, self.more):
            widget.hide()
        self.setFocusProxy(None)  # type: ignore[arg-type]
        self._show_in(self.page, subject)

    @staticmethod
    def _show_in(form: Form, subject: Subject) -> bool:
        form.show()
        return form.show_subject(subject)

    def _settle(self, built: bool, moved: bool) -> None:
        texts = [part for part in self.form.texts() if part.isEnabled()]
        # Without a text field the panel itself takes the focus, and Tab goes on from there.
        self.setFocusProxy(texts[0].input if texts else None)  # type: ignore[arg-type]
        if moved:
            self._area.verticalScrollBar().setValue(0)
        if built:
            # What is made here has its places only after Qt has laid it out: until then the old picture stands.
            self.setUpdatesEnabled(False)
            soon(self, self._show_built)

    def _show_built(self) -> None:
        self.setUpdatesEnabled(True)

    def _want(self, key: str) -> None:
        """To be shown an entity from the page of comments does not leave the page."""
        self._jumping = True
        self.wanted.emit(key)
        self._jumping = False

    def _back(self) -> None:
        self.commit_pending()
        if self._comments:
            self._comments = False
            self.refresh()
        else:
            self.desk.editor.select(())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
