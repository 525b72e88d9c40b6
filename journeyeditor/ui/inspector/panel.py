"""The inspector: shows the fields of what is selected, of the map and document when nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from journeyeditor.editing.editor import Cause
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import (
    DOCUMENT_KEY,
    Card,
    Entity,
    Lane,
    LaneKind,
    Map,
    Persona,
    Stage,
    Step,
)
from journeyeditor.model.messages import N_, message
from journeyeditor.ui.edits import MARK, UNMARK
from journeyeditor.ui.inspector.controls import CONTROLS, Control, TextControl
from journeyeditor.ui.inspector.evidence import EvidencePart
from journeyeditor.ui.inspector.feelings import Feelings
from journeyeditor.ui.inspector.fields import Field, Part, visible_parts
from journeyeditor.ui.inspector.links import Links, icon_of
from journeyeditor.ui.inspector.part import SpecialPart
from journeyeditor.ui.inspector.people import DeletePersona, HiddenLanes, People
from journeyeditor.ui.inspector.quotes import Quotes
from journeyeditor.ui.inspector.scale import ScaleEditor
from journeyeditor.ui.inspector.subject import Desk, Subject
from journeyeditor.ui.widgets.build import clear, column, hairline, label, row
from journeyeditor.ui.widgets.buttons import IconButton, StarButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.editing.editor import Changed
    from journeyeditor.model.document import Document
    from journeyeditor.model.ids import IdSource
    from journeyeditor.ui.bridge import Bridge
    from journeyeditor.ui.theme import Look

WIDTH = 304
DRAG_MS = 40
"""How often, in milliseconds, the fields follow a drag."""

SPECIALS: dict[str, Callable[[Desk, Subject], SpecialPart]] = {
    "feelings": Feelings,
    "evidence": EvidencePart,
    "quotes": Quotes,
    "links": Links,
    "people": People,
    "scale": ScaleEditor,
    "hidden-lanes": HiddenLanes,
    "delete-persona": DeletePersona,
}

# What one and what several of a kind are called, and their icon.
_NAMES: dict[type[Entity], tuple[str, str, str]] = {
    Stage: (N_("Stage"), N_("{n} stages"), "stage"),
    Step: (N_("Step"), N_("{n} steps"), "step"),
    Lane: (N_("Lane"), N_("{n} lanes"), "layers"),
    Map: (N_("Map"), N_("{n} maps"), "map"),
    Persona: (N_("Persona"), N_("{n} personas"), "persona"),
    Card: (N_("Card"), N_("{n} cards"), "text"),
}
CARD_NAMES: dict[LaneKind, str] = {
    LaneKind.TOUCHPOINT: N_("Touchpoint"),
    LaneKind.TEXT: N_("Text"),
    LaneKind.QUOTE: N_("Quote"),
    LaneKind.PAIN: N_("Pain point"),
    LaneKind.OPPORTUNITY: N_("Opportunity"),
    LaneKind.SOLUTION: N_("Solution"),
    LaneKind.CHANNEL: N_("Channel"),
    LaneKind.IMAGE: N_("Image"),
    LaneKind.METRIC: N_("Metric"),
    LaneKind.EVIDENCE: N_("Physical evidence"),
    LaneKind.FRONTSTAGE: N_("Frontstage"),
    LaneKind.BACKSTAGE: N_("Backstage"),
    LaneKind.SUPPORT: N_("Support process"),
}
_DOCUMENT = N_("Document")
_MOMENT = N_("Moment of truth")
_BACK = N_("Back to the map")
PUT_ASIDE = N_(
    "What you typed was not taken; it is on the clipboard. Shorten it and paste it again."
)

# Which kind counts where things of several kinds are selected.
_FIRST: tuple[type[Entity], ...] = (Card, Stage, Step, Lane, Persona)


class Inspector(QWidget):
    """`said` carries a `Message` to be shown, `left` asks for the focus to go back to the canvas, `settling` and `typed` are the desk's."""

    said = Signal(object)
    left = Signal()
    settling = Signal()
    typed = Signal()

    def __init__(self, look: Look, bridge: Bridge, ids: IdSource) -> None:
        super().__init__()
        self.setObjectName("rightPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._look = look
        self.desk = Desk(look, bridge.editor, ids, self)
        self._map = ""
        self._built: object = None
        self.parts: list[Control | SpecialPart] = []
        self._while_dragging = QTimer(self)
        self._while_dragging.setSingleShot(True)
        self._while_dragging.setInterval(DRAG_MS)
        self._while_dragging.timeout.connect(self.refresh)
        self._lay_out()
        bridge.changed.connect(self._changed)
        bridge.selected.connect(self._selected)
        self.desk.said.connect(self.said)
        self.desk.left.connect(self.left)
        self.desk.settling.connect(self.settling)
        self.desk.typed.connect(self.typed)
        look.changed.connect(self._restyle)

    def _lay_out(self) -> None:
        self._header = column(spacing=0, margins=(18, 14, 12, 4))
        inner = QWidget()
        inner.setObjectName("sidePanel")
        self._body = column(inner, 13, (18, 6, 16, 18))
        self._area = QScrollArea()
        self._area.setObjectName("sidePanel")
        self._area.setWidget(inner)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box = column(self, 0)
        box.addLayout(self._header)
        box.addWidget(self._area, 1)

    # What is shown

    def show_map(self, map_id: str) -> None:
        """The map that counts when nothing is selected."""
        self.commit_pending()
        self._map = map_id
        self.refresh()

    def commit_pending(self) -> None:
        """Text that is being typed becomes part of the document."""
        for part in self.parts:
            part.commit_pending()

    def typing(self) -> dict[tuple[str, str], str]:
        """The texts in fields of one entity that are typed and not in the document, by entity and field."""
        return {
            (part.subject.keys[0], part.field.name): part.input.pending
            for part in self.parts
            if isinstance(part, TextControl) and part.subject.single and part.input.pending
        }

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
        self.refresh()
        self._put_aside([text for text in refused if text])

    def _put_aside(self, refused: list[str]) -> None:
        """Texts that the document did not take and whose fields are gone are kept on the clipboard."""
        if refused:
            QGuiApplication.clipboard().setText("\n".join(refused))
            self.said.emit(message(PUT_ASIDE))

    def subjects(self) -> tuple[Subject, ...]:
        """What is selected, of one kind; else the map and the document."""
        document = self.desk.document
        if document.find(Map, self._map) is None:
            return ()
        for kind in _FIRST:
            keys = [k for k in self.desk.editor.selection if isinstance(document[k], kind)]
            if keys:
                return (Subject(document, self._map, tuple(sorted(keys, key=self._place))),)
        return (
            Subject(document, self._map, (self._map,)),
            Subject(document, self._map, (DOCUMENT_KEY,)),
        )

    def _place(self, key: str) -> tuple[str, str]:
        return str(getattr(self.desk.document[key], "order", "")), key

    def refresh(self) -> None:
        """Shows what is selected as it is now; builds anew only where other fields are needed."""
        subjects = self.subjects()
        plan = tuple((s.keys, visible_parts(s), header_of(s)) for s in subjects)
        if plan != self._built:
            self._built = plan
            self._build(subjects)
            return
        found = iter(self.parts)
        for subject in subjects:
            for _part in visible_parts(subject):
                next(found).refresh(subject)
        self._show_star(subjects)

    def _build(self, subjects: tuple[Subject, ...]) -> None:
        bar = self._area.verticalScrollBar()
        # What is made here has its places only after Qt has laid it out: until then the old picture stands.
        self.setUpdatesEnabled(False)
        QTimer.singleShot(0, self, self._show_built)
        self.parts = []
        clear(self._header)
        clear(self._body)
        for index, subject in enumerate(subjects):
            if index == 0:
                self._header.addWidget(self._head(subject))
            else:
                self._body.addWidget(hairline())
                self._body.addWidget(label(self._look.tr_(_DOCUMENT), "heading"))
            for part in visible_parts(subject):
                self._body.addWidget(self._made(part, subject))
        self._body.addStretch(1)
        texts = [part.input for part in self.parts if isinstance(part, TextControl)]
        # Without a text field the panel itself takes the focus, and Tab goes on from there.
        self.setFocusProxy(texts[0] if texts else None)  # type: ignore[arg-type]
        self._show_star(subjects)
        bar.setValue(0)

    def _show_built(self) -> None:
        self.setUpdatesEnabled(True)

    def _made(self, part: Part, subject: Subject) -> QWidget:
        made: Control | SpecialPart
        if isinstance(part, Field):
            made = CONTROLS[part.kind](self.desk, part, subject)
        else:
            made = SPECIALS[part.name](self.desk, subject)
        made.setObjectName(part.name)
        self.parts.append(made)
        return made

    # The head

    def _head(self, subject: Subject) -> QWidget:
        look, widget = self._look, QWidget()
        text, icon, role = header_of(subject)
        line = row(widget, 8)
        widget.setMinimumHeight(34)
        if isinstance(subject.first, Persona):
            back = IconButton(look, "arrow-left", look.tr_(_BACK), "ink.quiet", 18)
            back.clicked.connect(self._back)
            line.addWidget(back)
        self._icon, self._icon_name, self._icon_role = QLabel(), icon, role
        title = label(look.tr_(text, n=len(subject.keys)), "heading")
        line.addWidget(self._icon)
        line.addWidget(title)
        line.addStretch(1)
        self.star = StarButton(look, look.tr_(_MOMENT))
        self.star.clicked.connect(self._mark)
        line.addWidget(self.star)
        self._restyle()
        return widget

    def _restyle(self) -> None:
        if self._built is not None and hasattr(self, "_icon"):
            ratio = self.devicePixelRatioF()
            pixmap = self._look.paint.pixmap(self._icon_name, 20, self._icon_role, ratio)
            self._icon.setPixmap(pixmap)

    def _show_star(self, subjects: tuple[Subject, ...]) -> None:
        cards = [e for s in subjects for e in s.entities if isinstance(e, Card)]
        touchpoints = bool(cards) and subjects[0].lane_kinds() == {LaneKind.TOUCHPOINT}
        self.star.setVisible(touchpoints)
        self.star.setChecked(touchpoints and all(card.moment_of_truth for card in cards))

    def _mark(self, on: bool) -> None:
        keys = self.subjects()[0].keys
        self.desk.commit(
            MARK if on else UNMARK,
            lambda document: set_fields(document, keys, moment_of_truth=on),
        )

    def _back(self) -> None:
        self.commit_pending()
        self.desk.editor.select(())


def header_of(subject: Subject) -> tuple[str, str, str]:
    """The words for what is shown (`{n}` is how many), its icon and the icon's role."""
    first = subject.first
    if isinstance(first, Card) and subject.single:
        return _card_header(subject.document, first)
    one, several, icon = _NAMES.get(type(first), (_DOCUMENT, _DOCUMENT, "file"))
    if isinstance(first, Lane) and subject.single:
        icon = str(first.kind)
    return one if subject.single else several, icon, "ink.quiet"


def _card_header(document: Document, card: Card) -> tuple[str, str, str]:
    kind = document.one(Lane, card.lane).kind
    icon, role = icon_of(document, card)
    return CARD_NAMES.get(kind, N_("Card")), icon, role
