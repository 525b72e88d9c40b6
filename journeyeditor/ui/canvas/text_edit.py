"""Editing texts in place: a native text field over what is edited, in the map's own type.

Nothing in the document changes while a text is typed. Leaving the field makes one patch if a text differs; Esc
leaves everything as it was. Ctrl+Z inside the field is the field's.

What is new is shown by a gesture that stays open while its title is typed, so that adding and naming it is one step;
Esc takes it back while it has no title.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.layout.drawing import Group, Rect, Shape
from journeyeditor.layout.fonts import Style
from journeyeditor.layout.lanes import HINTS
from journeyeditor.layout.metrics import CARD_TITLE, SMALL, SMALL_BOLD, STAGE_TITLE, TEXT
from journeyeditor.model.entities import Card, Connector, Entity, Lane, Stage, Step
from journeyeditor.model.messages import N_, message
from journeyeditor.model.plain import clean_text
from journeyeditor.model.rules import RuleBroken
from journeyeditor.ui.canvas.camera import Strip
from journeyeditor.ui.canvas.field_box import FieldBox, FieldLook, Insets
from journeyeditor.ui.canvas.field_keys import CARD_HINTS, ONE_HINTS, SEVERAL_HINTS
from journeyeditor.ui.canvas.text_fonts import TextFonts

if TYPE_CHECKING:
    from journeyeditor.editing.editor import Changed
    from journeyeditor.editing.patch import Patch
    from journeyeditor.layout.palette import Palette
    from journeyeditor.layout.placed import PlacedHead, PlacedMap
    from journeyeditor.model.messages import Message
    from journeyeditor.ui.canvas.view import Canvas

EDIT_TEXT = N_("Edit text")
TITLE_HINT, TEXT_HINT, GOAL_HINT = N_("Title"), N_("What happens"), N_("What this stage needs")
LABEL_HINT = N_("Label")
SMALLEST = 0.6
"""Below this zoom texts are edited at 100 % in a field that stands out over the map."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where an entity's texts are edited: the strip, the rectangle in map units, and its fields from the top.

    `places` is where the texts stand, field by field; `beside` is what stays in sight, in coordinates of `rect`.
    """

    strip: Strip
    rect: Rect
    fields: tuple[FieldLook, ...]
    places: tuple[Rect, ...]
    beside: Group | None = None


_CARD = (
    FieldLook("title", CARD_TITLE, TITLE_HINT),
    FieldLook("text", TEXT, TEXT_HINT),
)
_STAGE = (FieldLook("title", STAGE_TITLE, TITLE_HINT), FieldLook("goal", SMALL, GOAL_HINT))
_STEP = (FieldLook("title", SMALL_BOLD, TITLE_HINT, centred=True),)
_LANE = (FieldLook("title", Style(12, bold=True), TITLE_HINT),)
_ARROW = (FieldLook("label", SMALL, LABEL_HINT, centred=True),)
_LABEL_WIDTH = 168.0


class TextEditing:
    """The one text under edit of a canvas, if any."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._fonts = TextFonts(canvas.map_layout.engine)
        self._key = ""
        self._added: Patch | None = None
        self.box: FieldBox | None = None

    @property
    def key(self) -> str:
        """The entity whose text is under edit, "" for none."""
        return self._key if self.box is not None else ""

    @property
    def added(self) -> Patch | None:
        """What is just being added and not in the document for good; None where what is edited is there."""
        return self._added if self.box is not None else None

    def typing(self) -> dict[tuple[str, str], str]:
        """The texts under edit that differ from the document's, by entity and field."""
        box, entity = self.box, self._canvas.editor.document.get(self._key)
        if box is None or entity is None:
            return {}
        return {
            (self._key, name): text
            for name, text in box.texts().items()
            if text != getattr(entity, name)
        }

    def open_new(self, label: Message, patch: Patch, key: str, typed: str = "") -> None:
        """Adds what a patch makes and opens the title of `key` among it. Raises `RuleBroken`, and adds nothing."""
        self.commit()
        editor = self._canvas.editor
        editor.begin(label)
        try:
            editor.preview(patch, self._canvas.origin)
        except RuleBroken:
            editor.cancel()
            raise
        self._added = patch
        editor.select([key])
        self._open(key, "title", typed)
        if self.box is None:
            self._keep_added()

    def open(self, key: str, field: str = "title", typed: str = "") -> None:
        """Lays fields over an entity, the cursor in `field`; `typed` goes to its end."""
        self.commit()
        self._open(key, field, typed)

    def _open(self, key: str, field: str, typed: str) -> None:
        canvas = self._canvas
        entity = canvas.editor.document.get(key)
        if entity is None or not canvas.reveal_entity(key):
            return
        site = self._site(key, entity)
        if site is None:
            return
        values = {look.name: str(getattr(entity, look.name)) for look in site.fields}
        self._key = key
        self.box = FieldBox(
            canvas.viewport(),
            site.fields,
            values,
            self._fonts,
            canvas.translate,
            canvas.map_painter,
            canvas.keyboard.in_field,
        )
        self.box.set_palette(canvas.palette_in_use)
        self.box.typed.connect(canvas.typed)
        self.box.finished.connect(self.commit)
        self.box.cancelled.connect(self.cancel)
        self.box.went_on.connect(self._go_on)
        self.box.add_below.connect(self._add_below)
        self.place()
        self.box.begin(field, typed)
        canvas.refresh_marks()
        canvas.cursor_described.emit(self._hints(site))

    def _hints(self, site: Site) -> str:
        """Which keys mean what meanwhile."""
        several = SEVERAL_HINTS if len(site.fields) > 1 else ONE_HINTS
        told = CARD_HINTS if site.fields is _CARD else several
        return self._canvas.keyboard.in_field.told(told, self._canvas.translate)

    def commit(self) -> None:
        """Texts that differ become one patch, and the fields go."""
        box, key = self.box, self._key
        if box is None:
            return
        values = {name: clean_text(text) for name, text in box.texts().items()}
        self.box = None
        if not self._take(key, values):
            # Refused, and said so: what was typed stays in the field.
            self.box = box
            return
        self._close(box)

    def _take(self, key: str, values: dict[str, str]) -> bool:
        """The document takes these texts; False where it refuses them, which is said."""
        editor = self._canvas.editor
        if key not in editor.document:
            return True
        if self._added is not None:
            return self._take_new(self._added, set_fields(editor.document, key, **values))
        if editor.in_gesture:
            return True
        patch = set_fields(editor.document, key, **values)
        return not patch or self._canvas.commit(message(EDIT_TEXT), patch)

    def _take_new(self, added: Patch, texts: Patch) -> bool:
        taken = True
        if texts and self._canvas.editor.in_gesture:
            try:
                self._canvas.editor.preview(added.then(texts), self._canvas.origin)
            except RuleBroken as broken:
                self._canvas.message.emit(broken.message)
                taken = False
        self._keep_added()
        return taken

    def _keep_added(self) -> None:
        """What is new stays, as one step."""
        self._added = None
        if self._canvas.editor.in_gesture:
            self._canvas.editor.end(self._canvas.origin)

    def cancel(self) -> None:
        """The fields go, the texts are as before, and what is new and has no title yet goes too."""
        box, key = self.box, self._key
        if box is None:
            return
        self.box = None
        if self._added is not None:
            self._cancel_added(key)
        self._close(box)

    def _cancel_added(self, key: str) -> None:
        editor = self._canvas.editor
        entity = editor.document.get(key)
        if editor.in_gesture and not getattr(entity, "title", ""):
            self._added = None
            editor.cancel()
        else:
            self._keep_added()

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
        insets = tuple(
            Insets(
                (place.x - site.rect.x) * zoom,
                (place.y - site.rect.y) * zoom,
                (site.rect.right - place.right) * zoom,
                place.h * zoom,
            )
            for place in site.places
        )
        box.show_beside(site.beside)
        box.lay(Rect(at.x, at.y, site.rect.w * zoom, site.rect.h * zoom), zoom, insets)

    def _close(self, box: FieldBox) -> None:
        self.box, self._key = None, ""
        had_focus = box.has_focus()
        box.dismiss()
        if had_focus:
            self._canvas.setFocus()
        self._canvas.typed.emit()
        self._canvas.refresh_marks()
        self._canvas.describe()

    def _go_on(self, by: int) -> None:
        """Tab: what was typed is kept, and the cursor goes to the next step's cell."""
        canvas = self._canvas
        key = self._key
        self.commit()
        if isinstance(canvas.editor.document.get(key), Card):
            canvas.keyboard.onward(by)

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
            return _card_site(placed, key)
        if isinstance(entity, Lane):
            return _lane_site(placed, key)
        if isinstance(entity, Stage):
            return _head_site(placed.stages, key, _STAGE)
        if isinstance(entity, Step):
            return _head_site(placed.steps, key, _STEP)
        if isinstance(entity, Connector):
            return self._arrow_site(key)
        return None

    def _arrow_site(self, key: str) -> Site | None:
        """Where a connector's label stands, or would stand, with room for a line of words."""
        hits = self._canvas.hits
        place = hits.arrows.places.get(key) if hits is not None else None
        if place is None:
            return None
        x, y = place.label.centre if place.label is not None else place.middle
        high = max(place.label.h if place.label is not None else 0.0, 24.0)
        rect = Rect(x - _LABEL_WIDTH / 2, y - high / 2, _LABEL_WIDTH, high)
        return Site(Strip.BODY, rect, _ARROW, (rect.grown(-5),))


def _card_site(placed: PlacedMap, key: str) -> Site | None:
    found = placed.card(key)
    if found is None:
        return None
    lane, card = found
    rect = card.rect.moved(0, lane.y)
    places = card.title.moved(0, lane.y), card.text.moved(0, lane.y)
    beside = _beside(card.group, card.title.bottom - card.rect.y, 0, 0)
    return Site(Strip.BODY, rect, _CARD, places, beside)


def _lane_site(placed: PlacedMap, key: str) -> Site | None:
    """The head of the label, with the hint under the title, which shall not look out from behind the field."""
    lane = placed.lane(key)
    if lane is None:
        return None
    block = lane.block
    bottom = min(block.label_title.bottom + (22 if block.kind in HINTS else 6), block.height - 4)
    rect = Rect(placed.label_x + 4, lane.y + 4, placed.label_w - 8, bottom - 4)
    beside = _beside(block.label, block.label_title.bottom, -rect.x, -4)
    return Site(Strip.LABELS, rect, _LANE, (block.label_title.moved(0, lane.y),), beside)


def _beside(group: Group, bottom: float, dx: float, dy: float) -> Group:
    """The icon and the marks that stand beside a title that ends at `bottom`, in the group's own coordinates."""
    shapes = tuple(item for item in group.items if isinstance(item, Shape) and item.y < bottom)
    return Group(shapes, group.bounds, dx=dx, dy=dy)


def _head_site(
    heads: tuple[PlacedHead, ...], key: str, fields: tuple[FieldLook, ...]
) -> Site | None:
    head = next((head for head in heads if head.id == key), None)
    if head is None:
        return None
    places = (head.title, head.goal) if head.goal is not None else (head.title,)
    return Site(Strip.HEAD, head.rect, fields, places)
