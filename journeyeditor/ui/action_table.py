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

    `needs` names the condition under which it can be used; `group` makes one choice of several checkable ones.
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
    Row("versions", N_("Earlier versions…"), "files.earlier_versions", None, "recent", "idle"),
    Row("export-pdf", N_("Export PDF…"), "files.export_pdf", "Ctrl+E", "export", "idle"),
    Row("close", N_("Close document"), "files.close", Key.Close, "close", "open"),
    Row("quit", N_("Quit"), "files.quit", "Ctrl+Q", "", "always"),
    Row("undo", N_("Undo"), "edits.undo", Key.Undo, "undo", "undo"),
    Row("redo", N_("Redo"), "edits.redo", "Ctrl+Shift+Z", "redo", "redo"),
    Row("delete", N_("Delete"), "edits.delete", Key.Delete, "trash", "deletable"),
    Row("duplicate", N_("Duplicate"), "edits.duplicate", "Ctrl+D", "duplicate", "cards"),
    Row("select-all", N_("Select all cards"), "edits.select_all", Key.SelectAll, "", "any_card"),
    Row("moment", N_("Moment of truth"), "edits.toggle_moment", "Ctrl+M", "star", "touchpoints"),
    Row("add-card", N_("Add card"), "edits.add_card", "Ctrl+Shift+C", "plus", "lanes"),
    Row("add-step", N_("Add step"), "edits.add_step", "Ctrl+Shift+T", "step"),
    Row("add-stage", N_("Add stage"), "edits.add_stage", "Ctrl+Shift+G", "stage"),
    Row("add-persona", N_("Add persona"), "edits.add_persona", "Ctrl+Shift+P", "persona"),
    *(
        Row(f"add-lane-{kind}", name, "edits.add_lane", None, str(kind), argument=str(kind))
        for kind, name in LANE_TITLES.items()
    ),
    Row("zoom-in", N_("Zoom in"), "views.zoom_in", Key.ZoomIn, "plus"),
    Row("zoom-out", N_("Zoom out"), "views.zoom_out", Key.ZoomOut, "minus"),
    Row("zoom-100", N_("Actual size"), "views.actual_size", "Ctrl+0", ""),
    Row("zoom-fit", N_("Fit the map"), "views.fit", "Ctrl+1", "fit"),
    Row("panel-left", N_("Palette"), "views.toggle_left", "F9", "panel-left", checkable=True),
    Row("panel-right", N_("Inspector"), "views.toggle_right", "F10", "panel-right", checkable=True),
    Row("next-panel", N_("Go to the next panel"), "views.next_panel", "F6"),
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
    Row("next-map", N_("Next map"), "views.next_map", "Ctrl+PgDown", "arrow-right"),
    Row("previous-map", N_("Previous map"), "views.previous_map", "Ctrl+PgUp", "arrow-left"),
    Row("map-settings", N_("Map, people and scale"), "views.map_settings", "Ctrl+I", "settings"),
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
            "revert",
            "versions",
            None,
            "export-pdf",
            None,
            "close",
            "quit",
        ),
    ),
    (
        N_("&Edit"),
        ("undo", "redo", None, "delete", "duplicate", "select-all", None, "moment"),
    ),
    (
        N_("&Insert"),
        (
            "add-card",
            "add-step",
            "add-stage",
            (N_("Lane"), tuple(f"add-lane-{kind}" for kind in LANE_TITLES)),
            None,
            "add-persona",
        ),
    ),
    (
        N_("&View"),
        (
            "zoom-in",
            "zoom-out",
            "zoom-100",
            "zoom-fit",
            None,
            "panel-left",
            "panel-right",
            "next-panel",
            None,
            (N_("Theme"), tuple(f"theme-{choice}" for choice in ThemeChoice)),
            (N_("Language"), ("languages",)),
        ),
    ),
    (N_("&Map"), ("map-settings", None, "previous-map", "next-map")),
    (N_("&Help"), ("about",)),
)
