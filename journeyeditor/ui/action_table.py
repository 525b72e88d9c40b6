"""Everything a person can call: one table, from which menus, buttons, shortcuts and tooltips are made."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from journeyeditor.model.messages import N_
from journeyeditor.ui.lane_kinds import LANE_TITLES
from journeyeditor.ui.theme import THEME_NAMES, ThemeChoice

Key = QKeySequence.StandardKey
Shortcut = QKeySequence.StandardKey | str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One action. `handler` is `group.method` of the commands it is handed to, called with `argument` if there is one.

    `needs` names the condition under which it can be used; `group` makes one choice of several checkable ones;
    `also` are further keys; `known_as` is another name that it is found by.
    """

    id: str
    text: str
    handler: str
    shortcut: Shortcut = None
    icon: str = ""
    needs: str = "open"
    argument: str = ""
    checkable: bool = False
    group: str = ""
    also: tuple[str, ...] = ()
    known_as: str = ""


LANE_STATES: tuple[tuple[str, str, str | None, str], ...] = (
    ("collapsed", N_("Collapse or open the lane"), "Ctrl+Shift+U", "layers"),
    ("pinned", N_("Pin or release the lane"), None, "pin"),
    ("hidden", N_("Hide the lane"), None, "eye-off"),
)
"""Fields of a lane that are on or off: what turns them over, its key and icon."""

ROWS: tuple[Row, ...] = (
    Row("new", N_("New"), "files.new", Key.New, "new", "always"),
    Row(
        "start", N_("New from template…"), "files.start_page", "Ctrl+Shift+N", "template", "always"
    ),
    Row("open", N_("Open…"), "files.open", Key.Open, "open", "always"),
    Row("import", N_("Import…"), "files.import_file", "Ctrl+Shift+I", "import", "always"),
    Row("save", N_("Save"), "files.save", Key.Save, "save", "idle"),
    Row("save-as", N_("Save as…"), "files.save_as", "Ctrl+Shift+S", "save", "idle"),
    Row("revert", N_("Revert to saved"), "files.revert", None, "recent", "revert"),
    Row("save-template", N_("Save as template…"), "files.save_template", None, "template"),
    Row("versions", N_("Earlier versions…"), "files.earlier_versions", None, "recent", "idle"),
    Row("export-pdf", N_("Export…"), "exports.export", "Ctrl+E", "export", "idle"),
    Row("print-preview", N_("Print preview…"), "exports.preview", None, "print", "idle"),
    Row("print", N_("Print…"), "exports.print_", Key.Print, "print", "idle"),
    Row("close", N_("Close document"), "files.close", Key.Close, "close", "open"),
    Row("quit", N_("Quit"), "files.quit", "Ctrl+Q", "", "always"),
    Row("undo", N_("Undo"), "edits.undo", Key.Undo, "undo", "undo"),
    Row("redo", N_("Redo"), "edits.redo", "Ctrl+Shift+Z", "redo", "redo", also=("Ctrl+Y",)),
    Row(
        "history",
        N_("History…"),
        "tools.history",
        "Ctrl+Shift+H",
        "recent",
        known_as=N_("Undo list"),
    ),
    Row("cut", N_("Cut"), "clips.cut", "Ctrl+X", "cut", "cards", also=("Shift+Del",)),
    Row("copy", N_("Copy"), "clips.copy", "Ctrl+C", "duplicate", "cards", also=("Ctrl+Ins",)),
    Row("copy-picture", N_("Copy the map as a picture"), "clips.copy_picture", None, "image"),
    Row("paste", N_("Paste"), "clips.paste", "Ctrl+V", "paste", also=("Shift+Ins",)),
    Row("paste-plain", N_("Paste as text"), "clips.paste_plain", "Ctrl+Shift+V"),
    Row("move-to", N_("Move to…"), "tools.move_to", "Ctrl+Shift+M", "go", "movable"),
    Row("find", N_("Find…"), "tools.find", "Ctrl+F", "search"),
    Row("replace", N_("Find and replace…"), "tools.replace", "Ctrl+H"),
    Row("find-next", N_("Find next"), "tools.find_next", "F3"),
    Row("find-previous", N_("Find previous"), "tools.find_previous", "Shift+F3"),
    Row("delete", N_("Delete"), "edits.delete", Key.Delete, "trash", "deletable"),
    Row("duplicate", N_("Duplicate"), "edits.duplicate", "Ctrl+D", "duplicate", "cards"),
    Row("select-all", N_("Select all cards"), "edits.select_all", Key.SelectAll, "", "any_card"),
    Row("moment", N_("Moment of truth"), "edits.toggle_moment", "Ctrl+M", "star", "touchpoints"),
    Row("add-card", N_("Add card"), "edits.add_card", "Ctrl+Shift+C", "plus", "lanes"),
    Row("add-step", N_("Add step"), "edits.add_step", "Ctrl+Shift+T", "step"),
    Row("add-stage", N_("Add stage"), "edits.add_stage", "Ctrl+Shift+G", "stage"),
    Row("add-persona", N_("Add persona"), "edits.add_persona", "Ctrl+Shift+P", "persona"),
    Row("lock", N_("Lock or unlock"), "parts.toggle_lock", "Ctrl+Shift+L", "lock"),
    Row("comment", N_("Comment…"), "parts.comment", "Ctrl+Shift+K", "comment"),
    Row("comments", N_("All comments"), "parts.comments", None, "comment"),
    Row(
        "describe-pictures",
        N_("Describe the pictures…"),
        "parts.describe_pictures",
        None,
        "image",
        "pictures",
    ),
    Row("personas", N_("Personas…"), "parts.personas", None, "persona"),
    Row("channels", N_("Channels…"), "parts.channels", None, "channel"),
    Row("connect", N_("Connect two cards"), "arrows.connect", None, "", "two_cards"),
    Row("reverse-arrow", N_("Reverse arrow"), "arrows.reverse", None, "", "arrows"),
    Row("edit-label", N_("Edit the arrow’s label"), "arrows.edit_label", None, "", "arrows"),
    *(
        Row(f"lane-{field}", name, "parts.toggle_lane", keys, icon, "lanes-chosen", argument=field)
        for field, name, keys, icon in LANE_STATES
    ),
    Row("fit-steps", N_("Fit step width to the titles"), "arrows.fit_steps"),
    Row("fit-lanes", N_("Automatic lane height"), "arrows.fit_lanes"),
    *(
        Row(f"add-lane-{kind}", name, "edits.add_lane", None, str(kind), argument=str(kind))
        for kind, name in LANE_TITLES.items()
    ),
    Row("zoom-in", N_("Zoom in"), "views.zoom_in", Key.ZoomIn, "plus"),
    Row("zoom-out", N_("Zoom out"), "views.zoom_out", Key.ZoomOut, "minus"),
    Row("zoom-100", N_("Actual size"), "views.actual_size", "Ctrl+0", ""),
    Row("zoom-fit", N_("Fit the map"), "views.fit", "Ctrl+1", "fit"),
    Row("zoom-selection", N_("Fit the selection"), "views.fit_selection", "Ctrl+2", "", "selected"),
    Row("panel-left", N_("Palette"), "views.toggle_left", "F9", "panel-left", checkable=True),
    Row("panel-right", N_("Inspector"), "views.toggle_right", "F10", "panel-right", checkable=True),
    Row("panel-minimap", N_("Minimap"), "views.toggle_minimap", "F8", "map", checkable=True),
    Row(
        "panel-outline", N_("Outline"), "views.toggle_outline", "F7", "panel-bottom", checkable=True
    ),
    Row("present", N_("Present"), "views.present", "F5", "present"),
    Row("next-panel", N_("Go to the next panel"), "views.next_panel", "F6"),
    Row("previous-panel", N_("Go to the previous panel"), "views.previous_panel", "Shift+F6"),
    *(
        Row(
            f"theme-{choice}",
            THEME_NAMES[choice],
            "views.theme",
            needs="always",
            argument=str(choice),
            checkable=True,
            group="theme",
        )
        for choice in ThemeChoice
    ),
    Row("add-map", N_("Add a blank map"), "maps.add_blank", "Ctrl+Shift+B", "plus"),
    Row(
        "add-map-template",
        N_("Add a map from a template…"),
        "maps.add_from_template",
        None,
        "template",
    ),
    Row("duplicate-map", N_("Duplicate the map"), "maps.duplicate", None, "duplicate"),
    Row("to-be-map", N_("Duplicate as to-be"), "maps.to_be", "Ctrl+Shift+D", "solution"),
    Row("rename-map", N_("Rename the map"), "maps.rename", None, "edit"),
    Row(
        "map-earlier",
        N_("Move the map forward"),
        "maps.earlier",
        "Ctrl+Shift+PgUp",
        needs="not-first",
    ),
    Row("map-later", N_("Move the map back"), "maps.later", "Ctrl+Shift+PgDown", needs="not-last"),
    Row("delete-map", N_("Delete the map"), "maps.delete", None, "trash", "maps"),
    Row("overview", N_("All maps"), "maps.overview", "Ctrl+Shift+O", "overview"),
    Row("copy-lane", N_("Copy the lane to another map…"), "maps.copy_lane", None, "layers", "lane"),
    Row("follow-link", N_("Follow the card’s link"), "maps.follow_link", "Ctrl+L", "link", "link"),
    Row("shown", N_("What is shown"), "shown.shown", "Ctrl+Shift+E", "eye"),
    Row("save-view", N_("Save what is shown as a view…"), "shown.save_view", None, "save"),
    Row("manage-views", N_("Saved views…"), "shown.manage_views", None, "layers", "views"),
    Row("next-map", N_("Next map"), "views.next_map", "Ctrl+PgDown", "arrow-right"),
    Row("previous-map", N_("Previous map"), "views.previous_map", "Ctrl+PgUp", "arrow-left"),
    Row("settings", N_("Settings…"), "views.settings", "Ctrl+,", "settings", "always"),
    Row("map-settings", N_("Map, people and scale"), "views.map_settings", "Ctrl+I", "settings"),
    Row(
        "palette",
        N_("Commands…"),
        "tools.palette",
        "Ctrl+K",
        "search",
        "always",
        also=("Ctrl+/",),
    ),
    Row("shortcuts", N_("Keyboard shortcuts…"), "tools.shortcuts", "F1", "help", "always"),
    Row("about", N_("About JourneyEditor"), "views.about", None, "info", "always"),
)

MENUS: tuple[tuple[str, tuple[object, ...]], ...] = (
    (
        N_("&File"),
        (
            "new",
            "start",
            "open",
            "import",
            None,
            "save",
            "save-as",
            "save-template",
            "revert",
            "versions",
            None,
            "export-pdf",
            "print-preview",
            "print",
            None,
            "close",
            "quit",
        ),
    ),
    (
        N_("&Edit"),
        (
            "undo",
            "redo",
            "history",
            None,
            "cut",
            "copy",
            "copy-picture",
            "paste",
            "paste-plain",
            "duplicate",
            "delete",
            "select-all",
            None,
            "move-to",
            "moment",
            "lock",
            None,
            "find",
            "replace",
            "find-next",
            "find-previous",
            None,
            "settings",
        ),
    ),
    (
        N_("&Insert"),
        (
            "add-card",
            "add-step",
            "add-stage",
            (N_("Lane"), tuple(f"add-lane-{kind}" for kind in LANE_TITLES)),
            None,
            "connect",
            "reverse-arrow",
            "edit-label",
            None,
            "comment",
            None,
            "add-persona",
        ),
    ),
    (
        N_("&View"),
        (
            "present",
            None,
            "zoom-in",
            "zoom-out",
            "zoom-100",
            "zoom-fit",
            "zoom-selection",
            None,
            "panel-left",
            "panel-right",
            "panel-minimap",
            "panel-outline",
            "next-panel",
            "previous-panel",
            None,
            (N_("Theme"), tuple(f"theme-{choice}" for choice in ThemeChoice)),
            (N_("Language"), ("languages",)),
        ),
    ),
    (
        N_("&Map"),
        (
            "add-map",
            "add-map-template",
            "duplicate-map",
            "to-be-map",
            None,
            "rename-map",
            "map-earlier",
            "map-later",
            "delete-map",
            None,
            "map-settings",
            "personas",
            "channels",
            "comments",
            "describe-pictures",
            None,
            "fit-steps",
            "fit-lanes",
            None,
            (N_("Lane"), tuple(f"lane-{field}" for field, *_ in LANE_STATES)),
            "copy-lane",
            "follow-link",
            None,
            "shown",
            "save-view",
            "manage-views",
            None,
            "overview",
            "previous-map",
            "next-map",
        ),
    ),
    (N_("&Help"), ("palette", "shortcuts", None, "about")),
)
