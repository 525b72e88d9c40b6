"""The client: reads the tree, does an action, and writes down what it hears. Run by the system's Python with pyatspi."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import pyatspi  # type: ignore[import-not-found]
from gi.repository import GLib  # type: ignore[import-not-found]

PROGRAM = "JourneyEditor"
heard: dict[str, list[str]] = {"announced": [], "focused": []}


def note(event: Any) -> None:
    """Writes down one event."""
    try:
        if event.type.startswith("object:announcement"):
            heard["announced"].append(str(event.any_data))
        elif event.detail1:
            heard["focused"].append(event.source.name)
    except Exception as fault:
        heard.setdefault("faults", []).append(repr(fault))


def application(until: float) -> Any:
    """The program on the bus, as soon as it has a window."""
    while time.monotonic() < until:
        for one in pyatspi.Registry.getDesktop(0):
            if one is not None and one.name == PROGRAM and one.childCount:
                return one
        time.sleep(0.2)
    return None


def canvas_of(node: Any) -> Any:
    """The canvas somewhere below a node."""
    if node.getRole() == pyatspi.ROLE_LIST and node.name.startswith("Journey map"):
        return node
    for child in node:
        found = canvas_of(child) if child is not None else None
        if found is not None:
            return found
    return None


def thing(node: Any) -> dict[str, Any]:
    """What the client gets to know of one thing on the map."""
    states = node.getState()
    kinds = pyatspi.listInterfaces(node)
    box = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS) if "Component" in kinds else None
    actions = node.queryAction() if "Action" in kinds else None
    return {
        "role": node.getRoleName(),
        "name": node.name,
        "description": node.description,
        "size": [box.width, box.height] if box is not None else [0, 0],
        "selectable": states.contains(pyatspi.STATE_SELECTABLE),
        "editable": states.contains(pyatspi.STATE_EDITABLE),
        "actions": [actions.getName(i) for i in range(actions.nActions)]
        if actions is not None
        else [],
    }


def main() -> None:
    pyatspi.Registry.registerEventListener(
        note, "object:state-changed:focused", "object:announcement"
    )
    program = application(time.monotonic() + 20)
    canvas = canvas_of(program) if program is not None else None
    found: dict[str, Any] = {"things": [], "pressed": ""}
    if canvas is not None:
        found["canvas"] = canvas.name
        found["things"] = [thing(node) for node in canvas]
        card = next(node for node in canvas if node.getRoleName() == "list item")
        card.queryAction().doAction(0)
        time.sleep(0.5)
        if card.getState().contains(pyatspi.STATE_SELECTED):
            found["pressed"] = card.name
    GLib.timeout_add(8_000, pyatspi.Registry.stop)
    pyatspi.Registry.start()
    json.dump({**found, **heard}, sys.stdout, ensure_ascii=False)


main()
