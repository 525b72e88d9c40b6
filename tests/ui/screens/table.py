"""Every screen by name, and how to come to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.model.entities import LaneKind
from journeyeditor.ui.canvas.hit import Part
from tests.ui.screens import documents as made
from tests.ui.screens import makers as to

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage

    from tests.ui.screens.studio import Studio

_MENU_PARTS = {
    "card": Part.CARD,
    "rating": Part.POINT,
    "cell": Part.CELL,
    "column": Part.STAGE,
    "step-edge": Part.STEP_EDGE,
    "lane": Part.LANE,
    "arrow": Part.CONNECTOR,
    "empty": Part.NOTHING,
}

_SENTENCE = "notes.journey is no journey: it does not begin as one. Choose another file."
_REPORT = tuple(f"Line {n}: “{made.LONG}” was read as a touchpoint." for n in range(1, 15))

SCREENS: dict[str, Callable[[Studio], QImage]] = {
    "start": to.start,
    "start-recent": to.start_recent,
    "start-search": to.start_search,
    "start-search-nothing": to.start_search_nothing,
    "start-lost": to.start_lost,
    "editor": to.of(made.bike),
    "editor-kinds": to.of(made.kinds),
    "editor-empty": to.of(made.empty),
    "editor-one-stage": to.of(made.one_stage),
    "editor-forty-stages": to.of(made.forty_stages),
    "editor-forty-fitted": to.fitted(made.forty_stages),
    "editor-long-words": to.of(made.long_words),
    "editor-five-personas": to.of(made.five_personas),
    "editor-arabic": to.of(made.arabic),
    "editor-arabic-card": to.selected(to.a_card, made.arabic),
    "editor-hints": to.hints,
    "editor-narrow": to.narrow,
    "editor-without-panels": to.without_panels,
    "editing": to.editing,
    "select-card": to.selected(to.a_card),
    "select-cards": to.selected(to.some_cards),
    "select-stage": to.selected(to.a_stage),
    "select-lane": to.selected(to.lane_of(LaneKind.TOUCHPOINT)),
    "inspector-card": to.unrolled(to.a_card),
    "inspector-cards": to.unrolled(to.some_cards),
    "inspector-stage": to.unrolled(to.a_stage),
    "inspector-step": to.unrolled(to.a_step),
    "inspector-lane": to.unrolled(to.lane_of(LaneKind.TOUCHPOINT)),
    "inspector-emotion-lane": to.unrolled(to.lane_of(LaneKind.EMOTION)),
    "inspector-persona": to.unrolled(to.a_persona),
    "inspector-map": to.unrolled(to.nothing),
    "inspector-arrow": to.unrolled(to.an_arrow),
    "inspector-pain": to.unrolled(to.card_of(LaneKind.PAIN)),
    "inspector-image": to.unrolled(to.card_of(LaneKind.IMAGE), made.kinds),
    "inspector-metric": to.unrolled(to.card_of(LaneKind.METRIC), made.kinds),
    "inspector-five-personas": to.unrolled(to.a_card, made.five_personas),
    "inspector-long-words": to.unrolled(to.a_card, made.long_words),
    "inspector-long-map": to.unrolled(to.nothing, made.long_words),
    "comments": to.doing("comments"),
    "overview": to.doing("overview"),
    "overview-long": to.doing("overview", document=made.long_words),
    "outline-stages": to.outline("stages"),
    "outline-lanes": to.outline("lanes"),
    "outline-table": to.outline("table"),
    "find": to.finding,
    "find-nothing": to.finding_nothing,
    "palette": to.palette(""),
    "palette-search": to.palette("add"),
    "palette-nothing": to.palette("xyzzy"),
    "presenting-map": to.presenting(0),
    "presenting-stage": to.presenting(2),
    "changed-on-disk": to.changed_on_disk,
    "trouble": to.lost_on_this,
    "settings": to.dialog("settings"),
    "shortcuts": to.dialog("shortcuts"),
    "personas": to.dialog("personas"),
    "personas-five": to.dialog("personas", made.five_personas),
    "personas-long": to.dialog("personas", made.long_words),
    "channels": to.dialog("channels"),
    "history": to.history,
    "versions": to.versions,
    "icons": to.icons,
    "export": to.asking("export-pdf"),
    "export-poster": to.exporting(pages="poster", paper="A4"),
    "export-slides": to.exporting(export='{"kind": "pptx"}'),
    "print-preview": to.asking("print-preview"),
    "move-card": to.asking("move-to"),
    "move-stage": to.asking("move-to", to.a_stage),
    "save-template": to.asking("save-template"),
    "save-view": to.asking("save-view"),
    "add-map-template": to.asking("add-map-template"),
    "copy-lane": to.asking("copy-lane", to.lane_of(LaneKind.TOUCHPOINT)),
    "about": to.asking("about"),
    "refusal": to.refusal,
    "report": to.question(lambda s: s.window.asking.report("How “notes.mmd” was read", _REPORT)),
    "save-first": to.question(lambda s: s.window.asking.save_first("First e-bike")),
    "save-first-long": to.question(lambda s: s.window.asking.save_first(made.LONGER)),
    "fault": to.question(lambda s: s.window.asking.fault("Your work is safe.", "x")),
    "damaged": to.question(
        lambda s: s.window.asking.damaged(_SENTENCE, "2026-03-01 09:30 · Kim · First · 12 kB", True)
    ),
    "ask-changed": to.question(lambda s: s.window.asking.changed_on_disk("bike", "Ben saved it.")),
    "menu-file": to.bar_menu(0),
    "menu-edit": to.bar_menu(1),
    "menu-insert": to.bar_menu(2),
    "menu-view": to.bar_menu(3),
    "menu-map": to.bar_menu(4),
    "menu-help": to.bar_menu(5),
    "menu-shown": to.shown_menu,
    **{f"context-{name}": to.part_menu(part) for name, part in _MENU_PARTS.items()},
}
"""By name: what shows the screen in a fresh window and gives its picture."""
