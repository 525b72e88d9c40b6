"""The canvas as screen readers see it: a list of all that is on the map, each with its words, states and actions.

Qt asks the factory for an interface when a screen reader first looks at a canvas; until then nothing is made. The
things are kept as they are asked for, by what they stand for, so that a reader may hold on to them over edits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import ref

from PySide6.QtCore import QObject, QPoint, QRect, QRectF
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import VoidPtr, getCppPointer, isValid

from journeyeditor.editing.operations.ratings import step_rating
from journeyeditor.model.entities import Map
from journeyeditor.model.locks import locked
from journeyeditor.model.messages import N_, message
from journeyeditor.ui.canvas.contents import Contents, Sort, Spot, Thing
from journeyeditor.ui.canvas.describe import describe_more, describe_thing
from journeyeditor.ui.canvas.hit import Part
from journeyeditor.ui.canvas.tools.rate import RATE
from journeyeditor.ui.canvas.view import Canvas

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QWindow

    from journeyeditor.ui.canvas.hit import Hit

NAME = N_("Journey map {title}")
EDIT_NAME = N_("Edit")
EDIT = "Edit"
Action = QAccessibleActionInterface
Text = QAccessible.Text

_ROLES: dict[Sort, QAccessible.Role] = {
    Sort.STAGE: QAccessible.Role.ColumnHeader,
    Sort.STEP: QAccessible.Role.ColumnHeader,
    Sort.LANE: QAccessible.Role.RowHeader,
    Sort.CARD: QAccessible.Role.ListItem,
    Sort.POINT: QAccessible.Role.ListItem,
    Sort.ARROW: QAccessible.Role.ListItem,
}
_SORTS: dict[Part, Sort] = {
    Part.STAGE: Sort.STAGE,
    Part.STEP: Sort.STEP,
    Part.LANE: Sort.LANE,
    Part.CARD: Sort.CARD,
    Part.CONNECTOR: Sort.ARROW,
}
_NO_ADDRESS = VoidPtr(0)
_TITLED = frozenset({Sort.STAGE, Sort.STEP, Sort.LANE, Sort.CARD, Sort.ARROW})


class Actions(QAccessibleActionInterface):
    """What can be done with one thing: press (select it), focus, edit, its menu; a point goes up and down."""

    def __init__(self, item: ThingInterface) -> None:
        super().__init__()
        self._item = item

    def actionNames(self) -> list[str]:
        names = [Action.pressAction(), Action.setFocusAction()]
        if self._item.thing.sort in _TITLED:
            names.append(EDIT)
        if self._item.thing.sort is Sort.CARD:
            names.append(Action.showMenuAction())
        if self._item.thing.sort is Sort.POINT:
            names += [Action.increaseAction(), Action.decreaseAction()]
        return names

    def doAction(self, name: str) -> None:
        verbs: dict[str, Callable[[], None]] = {
            Action.pressAction(): self._item.select,
            Action.setFocusAction(): self._item.focus,
            Action.showMenuAction(): self._item.open_menu,
            Action.increaseAction(): self._item.better,
            Action.decreaseAction(): self._item.worse,
            EDIT: self._item.edit,
        }
        if name in self.actionNames() and self._item.isValid():
            verbs[name]()

    def keyBindingsForAction(self, name: str) -> list[str]:
        return {EDIT: ["F2"], Action.showMenuAction(): ["Shift+F10"]}.get(name, [])

    def localizedActionName(self, name: str) -> str:
        if name == EDIT:
            return self._item.tree.canvas.translate(EDIT_NAME)
        return str(super().localizedActionName(name))


class ThingInterface(QAccessibleInterface):
    """One thing of the map as an item of the list. It lives as long as its canvas's list keeps it."""

    def __init__(self, tree: CanvasInterface, thing: Thing) -> None:
        super().__init__()
        self.tree = tree
        self.thing = thing
        self._actions = Actions(self)
        self._address = VoidPtr(getCppPointer(self._actions)[0])

    def _spot(self) -> Spot | None:
        return self.tree.spot(self.thing)

    # What it says

    def isValid(self) -> bool:
        return self._spot() is not None

    def text(self, kind: QAccessible.Text) -> str:
        spot = self._spot()
        if spot is None:
            return ""
        if kind == Text.Name:
            return describe_thing(self.tree.canvas, self.thing, spot)
        if kind == Text.Description:
            return describe_more(self.tree.canvas, self.thing)
        return ""

    def rect(self) -> QRect:
        spot = self._spot()
        return self.tree.on_screen(spot) if spot is not None else QRect()

    def role(self) -> QAccessible.Role:
        return _ROLES[self.thing.sort]

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        spot = self._spot()
        if spot is None:
            state.invalid = 1
            return state
        canvas = self.tree.canvas
        held = not canvas.editable or locked(canvas.editor.document, self.thing.key)
        state.focusable = state.selectable = state.multiSelectable = 1
        state.selected = int(self.thing.key in canvas.editor.selection)
        state.focused = int(canvas.hasFocus() and self.tree.focused() == self.thing)
        state.editable = int(not held)
        state.readOnly = int(held)
        seen = self.tree.on_screen(spot).intersects(self.tree.rect())
        state.offscreen = int(not seen)
        return state

    def interface_cast(self, kind: QAccessible.InterfaceType) -> VoidPtr:  # type: ignore[override]
        # The stubs say int; None and numbers both end the process as soon as a screen reader asks.
        return self._address if kind == QAccessible.InterfaceType.ActionInterface else _NO_ADDRESS

    # What can be done with it

    def select(self) -> None:
        self.tree.show(self.thing)

    def focus(self) -> None:
        self.select()
        self.tree.canvas.setFocus()

    def edit(self) -> None:
        self.focus()
        field = "label" if self.thing.sort is Sort.ARROW else "title"
        self.tree.canvas.edit(self.thing.key, field)

    def open_menu(self) -> None:
        self.focus()
        self.tree.canvas.request_context()

    def better(self) -> None:
        self._rate(up=True)

    def worse(self) -> None:
        self._rate(up=False)

    def _rate(self, up: bool) -> None:
        spot, canvas = self._spot(), self.tree.canvas
        if spot is not None and spot.point is not None:
            document, point = canvas.editor.document, spot.point
            patch = step_rating(document, [point.card], point.persona, up, point.layer)
            canvas.commit(message(RATE), patch)

    # Where it stands in Qt's tree

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        return self.tree.window()

    def relations(self, match: Any = None) -> list[Any]:
        return []

    def parent(self) -> QAccessibleInterface:
        return self.tree

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Texts are edited in their fields only."""


class CanvasInterface(QAccessibleWidget):
    """A canvas as a list of what its map holds, in reading order: heads, lanes with their cards, arrows."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, QAccessible.Role.List, "")
        # Qt may keep the interface longer than its canvas; it must not keep the canvas then.
        self._canvas = ref(canvas)
        self._contents: Contents | None = None
        self._items: dict[Thing, tuple[ThingInterface, int]] = {}

    @property
    def canvas(self) -> Canvas:
        """The canvas, of which no thing asks that is not valid any more."""
        canvas = self._canvas()
        assert canvas is not None
        return canvas

    def contents(self) -> Contents | None:
        """What there is on the map now, None where the canvas is gone or shows nothing."""
        canvas = self._canvas()
        if canvas is None or not isValid(canvas) or canvas.hits is None:
            return None
        if self._contents is None or self._contents.placed is not canvas.hits.placed:
            self._contents = Contents(canvas.hits)
        return self._contents

    def things(self) -> tuple[Thing, ...]:
        contents = self.contents()
        return contents.things if contents is not None else ()

    def spot(self, thing: Thing) -> Spot | None:
        """Where a thing is, None where it is gone."""
        contents = self.contents()
        return contents.spots.get(thing) if contents is not None else None

    def item(self, thing: Thing) -> ThingInterface:
        """The interface of a thing, made when it is first asked for."""
        found = self._items.get(thing)
        if found is None:
            made = ThingInterface(self, thing)
            found = self._items[thing] = made, QAccessible.registerAccessibleInterface(made)
        return found[0]

    def known(self, thing: Thing) -> ThingInterface | None:
        """The interface of a thing, if a screen reader has asked for it before."""
        found = self._items.get(thing)
        return found[0] if found is not None else None

    def card(self, key: str) -> ThingInterface:
        return self.item(Thing(Sort.CARD, key))

    def release(self) -> None:
        """Gives back all interfaces: the canvas is about to go."""
        items, self._items, self._contents = self._items, {}, None
        for _item, number in items.values():
            QAccessible.deleteAccessibleInterface(number)

    def text(self, kind: QAccessible.Text) -> str:
        if kind != Text.Name:
            return ""
        if self.contents() is None:
            return ""
        shown = self.canvas.editor.document.find(Map, self.canvas.map_id)
        return self.canvas.translate(NAME).format(title=shown.title if shown else "")

    def childCount(self) -> int:
        return len(self.things())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        things = self.things()
        return self.item(things[index]) if 0 <= index < len(things) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        contents, thing = self.contents(), getattr(child, "thing", None)
        return contents.place.get(thing, -1) if contents is not None and thing else -1

    def focused(self) -> Thing | None:
        """What the keyboard is on: the one stage, step, lane or arrow that is selected, else the cursor's card."""
        canvas, contents = self.canvas, self.contents()
        if contents is None:
            return None
        chosen = canvas.editor.selection
        if len(chosen) == 1 and canvas.cell.card not in chosen:
            key = next(iter(chosen))
            sorts = (Sort.STAGE, Sort.STEP, Sort.LANE, Sort.ARROW, Sort.CARD)
            found = (thing for sort in sorts if (thing := Thing(sort, key)) in contents.spots)
            return next(found, None)
        card = Thing(Sort.CARD, canvas.cell.card)
        return card if card in contents.spots else None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        thing = self.focused()
        return self.item(thing) if thing is not None else None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        if self.contents() is None:
            return None
        at = self.canvas.viewport().mapFromGlobal(QPoint(x, y))
        thing = thing_at(self.canvas.mouse.pointer(at).hit)
        return self.item(thing) if thing is not None and self.spot(thing) is not None else None

    def on_screen(self, spot: Spot) -> QRect:
        """Where a spot lies on the screen, in pixels."""
        seen = QRectF(*self.canvas.to_view(spot.strip, spot.rect)).toAlignedRect()
        return QRect(self.canvas.viewport().mapToGlobal(seen.topLeft()), seen.size())

    def show(self, thing: Thing) -> None:
        """Selects a thing and scrolls it into sight; whose point it is, the rating keys rate for from then on."""
        canvas, spot = self.canvas, self.spot(thing)
        if spot is None:
            return
        if spot.point is not None:
            canvas.persona = spot.point.persona
        cell = spot.cell if spot.cell.card else self._cell_of(thing)
        if cell is not None:
            canvas.go_to(cell)
        else:
            canvas.editor.select([thing.key])
            canvas.reveal_entity(thing.key)

    def _cell_of(self, thing: Thing) -> Any:
        card = self.spot(Thing(Sort.CARD, thing.key))
        return card.cell if card is not None else None


def thing_at(hit: Hit) -> Thing | None:
    """The thing that was pointed at, None where there is none."""
    if hit.part is Part.POINT and hit.point is not None:
        more = f"{hit.lane}:{hit.point.persona or ''}:{hit.point.layer}"
        return Thing(Sort.POINT, hit.entity, more)
    sort = _SORTS.get(hit.part)
    return Thing(sort, hit.entity) if sort is not None and hit.entity else None


def interface_for(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    """The interface of a canvas, None for everything else: Qt asks its other factories then."""
    if not isinstance(thing, Canvas):
        return None
    if thing.accessible is None:
        # Kept with the canvas, for Qt does not keep the Python side alive.
        thing.accessible = CanvasInterface(thing)
    return thing.accessible
