"""What the context menu offers for each thing on the canvas: ids of actions, None for a line between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.ui.canvas.hit import Part
from journeyeditor.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from journeyeditor.ui.actions import ActionSet

Entries = tuple[str | None, ...]

_CLIPBOARD: Entries = ("cut", "copy", "paste")
_CARD: Entries = (
    *_CLIPBOARD, "duplicate", None, "move-to", "connect", "follow-link", None, "moment", "comment",
    "lock", None, "add-card", None, "delete",
)  # fmt: skip
_POINT: Entries = ("moment", None, *_CLIPBOARD, "duplicate", None, "delete")
_CELL: Entries = ("add-card", "paste", None, "add-step", "add-stage", None, "select-all")
_COLUMN: Entries = (
    "add-step", "add-stage", None, "move-to", "fit-steps", "comment", None, "delete",
)  # fmt: skip
_LANE: Entries = (
    "add-card", None, "move-to", "lane-collapsed", "lane-pinned", "lane-hidden", "fit-lanes", "shown", "copy-lane", None, "comment", "lock", None, "delete",
)  # fmt: skip
_ARROW: Entries = ("edit-label", "reverse-arrow", None, "delete")
_EMPTY: Entries = (
    "paste", None, "add-step", "add-stage", None, "select-all", None, "zoom-fit", "zoom-selection",
    "zoom-100", None, "shown", "map-settings",
)  # fmt: skip

CONTEXT_MENUS: dict[Part, Entries] = {
    Part.CARD: _CARD,
    Part.SPAN: _CARD,
    Part.CONNECT: _CARD,
    Part.POINT: _POINT,
    Part.CELL: _CELL,
    Part.STAGE: _COLUMN,
    Part.STEP: _COLUMN,
    Part.ADD_STEP: _COLUMN,
    Part.STEP_EDGE: ("fit-steps", "map-settings"),
    Part.LANE: _LANE,
    Part.LANE_EDGE: ("fit-lanes",),
    Part.CONNECTOR: _ARROW,
    Part.CONNECTOR_END: _ARROW,
    Part.NOTHING: _EMPTY,
    Part.ADD_STAGE: _EMPTY,
    Part.ADD_LANE: _EMPTY,
}
"""Ids that a program has no action for are left out, with lines that would stand twice or at an end."""


def context_menu(part: Part, actions: ActionSet, parent: QWidget) -> Menu:
    """The menu for a thing that was pointed at. What can't be done now is there, disabled."""
    menu = Menu(parent)
    menu.setToolTipsVisible(True)
    for entry in entries_of(part, actions):
        if entry is None:
            menu.addSeparator()
        else:
            menu.addAction(actions[entry])
    return menu


def entries_of(part: Part, actions: ActionSet) -> list[str | None]:
    """The ids that there are actions for, in groups."""
    found: list[str | None] = []
    for entry in CONTEXT_MENUS[part]:
        if entry is None and found and found[-1] is not None:
            found.append(None)
        elif entry is not None and entry in actions.actions:
            found.append(entry)
    return found[:-1] if found and found[-1] is None else found
