"""The persona editor: all personas in a list, the chosen one with portrait and everything that is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QScrollArea, QVBoxLayout, QWidget

from journeyeditor.editing.operations.deletion import delete
from journeyeditor.editing.operations.people import add_persona, move_persona
from journeyeditor.layout.curve import series_style
from journeyeditor.layout.palette import hue_role
from journeyeditor.model.entities import Image, Map, Persona, Rating
from journeyeditor.model.hues import known_hue
from journeyeditor.model.messages import N_, message
from journeyeditor.model.pictures import safe_to_decode
from journeyeditor.ui.collection_editor import CollectionEditor
from journeyeditor.ui.edits import ADD_PERSONA, NEW_PERSONA
from journeyeditor.ui.inspector.form import Form
from journeyeditor.ui.inspector.people import DELETE, REORDER, UNNAMED
from journeyeditor.ui.inspector.people_parts import SHOWN_ON, WHAT, WHO
from journeyeditor.ui.inspector.subject import Subject
from journeyeditor.ui.widgets.build import button, column, label, row, scrolling
from journeyeditor.ui.widgets.buttons import IconButton, explain
from journeyeditor.ui.widgets.reading import ReadingDelegate

if TYPE_CHECKING:
    from journeyeditor.model.document import Document
    from journeyeditor.ui.bridge import Bridge
    from journeyeditor.ui.inspector.fields import Group
    from journeyeditor.ui.inspector.panel import Inspector
    from journeyeditor.ui.theme import Look

TITLE = N_("Personas")
NOBODY = N_("No personas yet. Add one: whose journey is it?")
FIRST, LAST = N_("This is the first one."), N_("This is the last one.")
CHOOSE_ONE = N_("Choose a persona first.")
DELETES = N_("Delete {name} and {n} ratings on all maps")
PORTRAIT = 34
"""Side of a portrait in the list, in logical pixels."""


def _who(_subject: Subject) -> tuple[Group, ...]:
    return (*WHO, SHOWN_ON)


def _what(_subject: Subject) -> tuple[Group, ...]:
    return WHAT


class PeopleEditor(CollectionEditor):
    """Every change is a step of its own at once; closing only closes."""

    def __init__(
        self, parent: QWidget, bridge: Bridge, inspector: Inspector, map_id: str, chosen: str = ""
    ) -> None:
        super().__init__(parent, bridge, inspector, TITLE)
        self._map = map_id
        self.take_size(940, 700)
        middle = row(spacing=18)
        middle.addLayout(self._left())
        middle.addWidget(self._right(), 1)
        self.body.addLayout(middle, 1)
        self.refresh()
        self.choose(chosen)
        self.list.setFocus()

    # What it is made of

    def _left(self) -> QVBoxLayout:
        look, tr = self.look, self.look.tr_
        side = column(spacing=8)
        self.list = QListWidget()
        self.list.setObjectName("people")
        self.list.setItemDelegate(ReadingDelegate(self.list))
        self.list.setFixedWidth(look.px(232))
        self.list.setIconSize(look.size(QSize(PORTRAIT, PORTRAIT)))
        self.list.setAccessibleName(tr(TITLE))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._chosen)
        side.addWidget(self.list, 1)
        line = row(spacing=2)
        self.add = button(tr(N_("+ Add a persona")), "link", self._add)
        self.up = IconButton(look, "arrow-up", tr(N_("Further up")), "ink.quiet", 16)
        self.down = IconButton(look, "arrow-down", tr(N_("Further down")), "ink.quiet", 16)
        self.bin = IconButton(look, "trash", tr(N_("Delete the persona")), "ink.quiet", 16)
        for made, clicked in ((self.up, self._up), (self.down, self._down), (self.bin, self._bin)):
            made.clicked.connect(clicked)
        line.addWidget(self.add)
        line.addStretch(1)
        for made in (self.up, self.down, self.bin):
            line.addWidget(made)
        side.addLayout(line)
        return side

    def _right(self) -> QScrollArea:
        inner = QWidget()
        both = row(inner, 28, (4, 2, 16, 8))
        self.who = Form(self.desk, {}, _who)
        self.what = Form(self.desk, {}, _what)
        for form in (self.who, self.what):
            held = column()
            held.addWidget(form)
            held.addStretch(1)
            both.addLayout(held, 1)
        self.empty = label(self.look.tr_(NOBODY), "lead", wrap=True)
        both.addWidget(self.empty, 2)
        return scrolling(inner)

    # What is shown

    @property
    def chosen(self) -> str:
        """The persona whose fields are shown, "" for none."""
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def choose(self, key: str) -> None:
        """Shows a persona, the first one where there is no such."""
        keys = [persona.id for persona in self.document.personas]
        self.list.setCurrentRow(keys.index(key) if key in keys else 0 if keys else -1)

    def refresh(self) -> None:
        kept = self.chosen
        people = self.document.personas
        self.list.blockSignals(True)
        self._list(people)
        keys = [persona.id for persona in people]
        place = keys.index(kept) if kept in keys else min(self._place, len(keys) - 1)
        self.list.setCurrentRow(place)
        self.list.blockSignals(False)
        self._show(place)

    _place = 0

    def _list(self, people: tuple[Persona, ...]) -> None:
        while self.list.count() > len(people):
            self.list.takeItem(self.list.count() - 1)
        for place, persona in enumerate(people):
            if place == self.list.count():
                self.list.addItem(QListWidgetItem())
            item = self.list.item(place)
            name = persona.name or self.look.tr_(UNNAMED)
            item.setText(f"{name}\n{persona.role}" if persona.role else name)
            item.setData(Qt.ItemDataRole.UserRole, persona.id)
            item.setIcon(_as_it_is(portrait_of(self.look, self.document, persona, place)))

    def _chosen(self, place: int) -> None:
        self.commit_pending()
        self._show(place)

    def _show(self, place: int) -> None:
        self._place = max(0, place)
        key, tr = self.chosen, self.look.tr_
        persona = self.document.find(Persona, key)
        for form in (self.who, self.what):
            form.setVisible(persona is not None)
            if persona is not None:
                form.show_subject(Subject(self.document, self._map_id(), (key,)))
        self.empty.setVisible(persona is None)
        last = place == self.list.count() - 1
        explain(self.up, persona is not None and place > 0, tr(FIRST if persona else CHOOSE_ONE))
        explain(self.down, persona is not None and not last, tr(LAST if persona else CHOOSE_ONE))
        explain(self.bin, persona is not None, tr(CHOOSE_ONE))
        if persona is not None:
            ratings = sum(one.persona == key for one in self.document.all(Rating))
            self.bin.setToolTip(tr(DELETES, name=persona.name or tr(UNNAMED), n=ratings))

    def _map_id(self) -> str:
        there = self.document.find(Map, self._map) is not None
        return self._map if there else self.document.maps[0].id

    def commit_pending(self) -> None:
        for form in (self.who, self.what):
            form.commit_pending()

    # What can be done

    def _add(self) -> None:
        self.commit_pending()
        desk, map_id = self.desk, self._map_id()
        name = self.look.tr_(NEW_PERSONA, number=len(self.document.personas) + 1)
        if desk.commit(ADD_PERSONA, lambda document: add_persona(document, desk.ids, name, map_id)):
            self.list.setCurrentRow(self.list.count() - 1)
            field = self.who.texts()[0].input
            field.setFocus()
            field.selectAll()

    def _up(self) -> None:
        self._move(-1)

    def _down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        key, ids, at = self.chosen, self.desk.ids, self.list.currentRow() + by
        self.commit_pending()
        self.desk.commit(REORDER, lambda document: move_persona(document, ids, key, at))

    def _bin(self) -> None:
        persona = self.document.find(Persona, self.chosen)
        if persona is not None:
            key = persona.id
            step = message(DELETE, name=persona.name)
            self.desk.commit(step, lambda document: delete(document, [key]))


def _as_it_is(picture: QPixmap) -> QIcon:
    """An icon that Qt does not tint where its row is chosen."""
    icon = QIcon(picture)
    icon.addPixmap(picture, QIcon.Mode.Selected)
    return icon


def portrait_of(look: Look, document: Document, persona: Persona, place: int) -> QPixmap:
    """A round portrait, or the first letter of the name on the colour of the persona's line."""
    side, ratio = look.px(PORTRAIT), 2.0
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    circle = QPainterPath()
    circle.addEllipse(0, 0, side, side)
    image = document.find(Image, persona.portrait)
    picture = QImage()
    if image is not None and safe_to_decode(image.data):
        picture = QImage.fromData(image.data)
    if picture.isNull():
        own = known_hue(document, persona.hue)
        role = hue_role(own) if own else series_style(place)[0]
        _initial(painter, look, circle, persona, role)
    else:
        painter.setClipPath(circle)
        shown = picture.scaled(
            pixmap.size(),
            Qt.AspectRatioMode.KeepAspectRatioByExpanding,
            Qt.TransformationMode.SmoothTransformation,
        )
        width, height = shown.width() / ratio, shown.height() / ratio
        shown.setDevicePixelRatio(ratio)
        painter.drawImage(round((side - width) / 2), round((side - height) / 2), shown)
    painter.end()
    return pixmap


def _initial(
    painter: QPainter, look: Look, circle: QPainterPath, persona: Persona, role: str
) -> None:
    painter.fillPath(circle, look.colour(role))
    font = painter.font()
    font.setPixelSize(look.px(14))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(look.colour("panel"))
    painter.drawText(
        circle.boundingRect(), Qt.AlignmentFlag.AlignCenter, (persona.name or "?")[:1].upper()
    )
