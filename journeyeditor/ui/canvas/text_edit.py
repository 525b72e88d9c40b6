"""Editing texts in place: a native text field over what is edited, in the map's own type.

Nothing in the document changes while a text is typed. Leaving the field makes one patch if a text differs; Esc
leaves everything as it was. Ctrl+Z inside the field is the field's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.layout.drawing import Rect
from journeyeditor.layout.fonts import Style
from journeyeditor.layout.metrics import CARD_TITLE, SMALL_BOLD, STAGE_TITLE, TEXT
from journeyeditor.model.entities import Card, Entity, Lane, Stage, Step
from journeyeditor.model.messages import N_, message
from journeyeditor.model.plain import clean_text
from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.field_box import FieldBox, FieldLook
from journeyeditor.ui.canvas.text_fonts import TextFonts

if TYPE_CHECKING:
    from journeyeditor.editing.editor import Changed
    from journeyeditor.layout.palette import Palette
    from journeyeditor.layout.placed import PlacedHead, PlacedMap
    from journeyeditor.ui.canvas.view import Canvas

EDIT_TEXT = N_("Edit text")
TITLE_HINT, TEXT_HINT, GOAL_HINT = N_("Title"), N_("What happens"), N_("What this stage needs")
SMALLEST = 0.6
"""Below this zoom texts are edited at 100 % in a field that stands out over the map."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where an entity's texts are edited: the strip, the rectangle in map units, and its fields from the top."""

    strip: Strip
    rect: Rect
    fields: tuple[FieldLook, ...]


_CARD = (
    FieldLook("title", CARD_TITLE, TITLE_HINT),
    FieldLook("text", TEXT, TEXT_HINT),
)
_STAGE = (FieldLook("title", STAGE_TITLE, TITLE_HINT), FieldLook("goal", TEXT, GOAL_HINT))
_STEP = (FieldLook("title", SMALL_BOLD, TITLE_HINT),)
_LANE = (FieldLook("title", Style(12, bold=True), TITLE_HINT),)


class TextEditing:
    """The one text under edit of a canvas, if any."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._fonts = TextFonts(canvas.fonts)
        self._key = ""
        self.box: FieldBox | None = None

    @property
    def key(self) -> str:
        """The entity whose text is under edit, "" for none."""
        return self._key if self.box is not None else ""

    def open(self, key: str, field: str = "title", typed: str = "") -> None:
        """Lays fields over an entity, the cursor in `field`; `typed` goes to its end."""
        self.commit()
        canvas = self._canvas
        entity = canvas.editor.document.get(key)
        if entity is None or not canvas.reveal_entity(key):
            return
        site = self._site(key, entity)
        if site is None:
            return
        values = {look.name: str(getattr(entity, look.name)) for look in site.fields}
        self._key = key
        self.box = FieldBox(canvas.viewport(), site.fields, values, self._fonts, canvas.translate)
        self.box.set_palette(canvas.palette_in_use)
        self.box.finished.connect(self.commit)
        self.box.cancelled.connect(self.cancel)
        self.box.went_on.connect(self._go_on)
        self.box.add_below.connect(self._add_below)
        self.place()
        self.box.begin(field, typed)
        canvas.refresh_marks()

    def commit(self) -> None:
        """Texts that differ become one patch, and the fields go."""
        box, key = self.box, self._key
        if box is None:
            return
        values = {name: clean_text(text) for name, text in box.texts().items()}
        self.box = None
        document = self._canvas.editor.document
        if key in document and not self._canvas.editor.in_gesture:
            patch = set_fields(document, key, **values)
            if patch and not self._canvas.commit(message(EDIT_TEXT), patch):
                # Refused, and said so: what was typed stays in the field.
                self.box = box
                return
        self._close(box)

    def cancel(self) -> None:
        """The fields go, and the texts are as before."""
        if self.box is not None:
            self._close(self.box)

    def abandon(self) -> None:
        """What is under edit is no more."""
        self.cancel()

    def follow(self, event: Changed) -> None:
        """After a change of the document the fields stay over their entity, or go with it."""
        if self.box is None:
            return
        if self._key not in event.after:
            self.abandon()
        else:
            self.place()

    def set_palette(self, palette: Palette) -> None:
        if self.box is not None:
            self.box.set_palette(palette)

    def place(self) -> None:
        """The fields lie over what they edit, wherever that is now."""
        box, canvas = self.box, self._canvas
        if box is None:
            return
        entity = canvas.editor.document.get(self._key)
        site = self._site(self._key, entity) if entity is not None else None
        if site is None:
            return
        zoom = canvas.zoom if canvas.zoom >= SMALLEST else 1.0
        at = canvas.to_view(site.strip, site.rect)
        box.lay(Rect(at.x, at.y, site.rect.w * zoom, site.rect.h * zoom), zoom)

    def _close(self, box: FieldBox) -> None:
        self.box, self._key = None, ""
        had_focus = box.has_focus()
        box.dismiss()
        if had_focus:
            self._canvas.setFocus()
        self._canvas.refresh_marks()

    def _go_on(self, by: int) -> None:
        """Tab: what was typed is kept, and the cursor goes to the next step's cell."""
        canvas = self._canvas
        key = self._key
        self.commit()
        if isinstance(canvas.editor.document.get(key), Card):
            canvas.keyboard.across(by)

    def _add_below(self) -> None:
        key = self._key
        self.commit()
        if isinstance(self._canvas.editor.document.get(key), Card):
            self._canvas.commands.add_card_below(key)

    def _site(self, key: str, entity: Entity) -> Site | None:
        placed = self._canvas.placed
        if placed is None:
            return None
        if isinstance(entity, Card):
            rect = placed.card_rect(key)
            return Site(Strip.BODY, rect, _CARD) if rect is not None else None
        if isinstance(entity, Lane):
            return _lane_site(placed, key)
        if isinstance(entity, Stage):
            return _head_site(placed.stages, key, _STAGE)
        if isinstance(entity, Step):
            return _head_site(placed.steps, key, _STEP)
        return None


def _lane_site(placed: PlacedMap, key: str) -> Site | None:
    lane = placed.lane(key)
    if lane is None:
        return None
    title = lane.block.label_title
    rect = Rect(title.x - 8, lane.y + title.y - 6, title.w + 12, title.h + 12)
    return Site(Strip.LABELS, rect, _LANE)


def _head_site(
    heads: tuple[PlacedHead, ...], key: str, fields: tuple[FieldLook, ...]
) -> Site | None:
    head = next((head for head in heads if head.id == key), None)
    return Site(Strip.HEAD, head.rect, fields) if head is not None else None
