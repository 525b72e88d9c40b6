"""The bar at the top: the document, its maps, undo and redo, zoom, and the way to paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from journeyeditor.model.messages import N_
from journeyeditor.ui.maps.bar import MapBar
from journeyeditor.ui.moments import in_digits_order
from journeyeditor.ui.widgets.build import button, label, row
from journeyeditor.ui.widgets.buttons import IconButton

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QAction, QResizeEvent
    from PySide6.QtWidgets import QPushButton

    from journeyeditor.model.document import Document
    from journeyeditor.ui.actions import ActionSet
    from journeyeditor.ui.theme import Look

HEIGHT = 56
WIDEST_NAME, NARROWEST = 260, 44
"""Most and least of the document's name in logical pixels at 100 %."""

READABLE, GAP = 110, 6
"""So much of a long name stays before anything folds; room between what is in the bar, in pixels."""

TABS = 300
"""So much of the tabs stays in sight before anything folds, in pixels at 100 %."""

NAME_SHARE = 0.3
"""So much of the room is the name's where tabs would take all of it."""

_EDGES = 132
"""What of the bar's width is neither name nor maps nor tools, at 100 %, the logo included."""

_LOGO, _BESIDE_LOGO = 28, 6

_ROOMY = frozenset({"undo", "present", "export", "overview", "shown", "logo"})
LEVELS: tuple[frozenset[str], ...] = (
    _ROOMY | {"zoom"},
    _ROOMY | {"more"},
    _ROOMY - {"present"} | {"more", "present-short"},
    _ROOMY - {"present", "export"} | {"more", "present-short", "export-short"},
    frozenset({"more", "export-short", "overview", "shown", "logo"}),
    frozenset({"more", "export-short", "logo"}),
    frozenset({"more", "export-short"}),
)
"""What stands in the bar, from much room to little; what does not is in a menu at its end."""

_BARE = 5
"""The level at which the tabs have to make do with the least."""

_TOOLS = {"undo", "zoom", "present", "present-short", "export", "export-short", "more"}
_FOLDED: dict[str, tuple[str, ...]] = {
    "undo": ("undo", "redo"),
    "zoom": ("zoom-out", "zoom-in", "zoom-100", "zoom-fit"),
    "overview": ("overview",),
    "shown": ("shown",),
    "present": ("present",),
}
"""What the menu at the end has for a part that is not there."""

MORE = N_("More")
_THIN = "\u2009"
_HOME = N_("Start page")
_UNSAVED = N_("There are unsaved changes")


class TopBar(QWidget):
    """`map_chosen` carries the id of the map whose tab was clicked, `home` asks for the start page."""

    map_chosen = Signal(str)

    def __init__(self, look: Look, actions: ActionSet) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(look.px(HEIGHT))
        self._look, self._actions = look, actions
        self.logo = QLabel()
        self.name = label("", "documentName")
        # Its words must not keep the bar from becoming narrower: they are shortened then.
        self.setMinimumWidth(1)
        self.dot = label("•", "dot")
        self.dot.setToolTip(look.tr_(_UNSAVED))
        # The tabs stand still when the dot comes and goes.
        kept = self.dot.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.dot.setSizePolicy(kept)
        self.maps = MapBar(look, actions)
        self.maps.tabs.chosen.connect(self.map_chosen)
        self._title = ""
        self.zoom = button("100 %", "plain")
        self.zoom.clicked.connect(actions["zoom-100"].trigger)
        self.present, self.present_short = self._ways(N_("Present"), "", actions["present"])
        self.export, self.export_short = self._ways(
            N_("Export PDF"), "primary", actions["export-pdf"]
        )
        self.more = IconButton(look, "more", look.tr_(MORE), "ink.quiet", 18)
        self.more.setObjectName("menuButton")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.folded = QMenu(self)
        self.folded.setToolTipsVisible(True)
        self.folded.aboutToShow.connect(self.fill_folded)
        self.more.setMenu(self.folded)
        self.undo_tools, self.zoom_tools = self._undo_tools(), self._zoom_tools()
        self.tools = self._tools()
        self._parts = self._named_parts()
        self._level = -1
        self._lay_out()
        look.changed.connect(self._restyle)
        self._restyle()
        self._fold(0)

    def _ways(self, key: str, style: str, action: QAction) -> tuple[QPushButton, QPushButton]:
        """A way out of the editor as a button with words, and as one that is only an icon."""
        words = self._look.tr_(key)
        long, short = button(words, style), button("", style)
        short.setProperty("short", True)
        short.setToolTip(words)
        for made in (long, short):
            made.setAccessibleName(words)
            made.setIconSize(self._look.size(QSize(16, 16)))
            made.clicked.connect(action.trigger)
        return long, short

    def _named_parts(self) -> dict[str, QWidget]:
        return {
            "undo": self.undo_tools,
            "zoom": self.zoom_tools,
            "present": self.present,
            "present-short": self.present_short,
            "export": self.export,
            "export-short": self.export_short,
            "more": self.more,
            "overview": self.maps.all,
            "shown": self.maps.shown,
            "logo": self.logo,
        }

    def _lay_out(self) -> None:
        line = row(self, 6, (16, 0, 18, 0))
        line.addWidget(self.logo)
        line.addSpacing(_BESIDE_LOGO)
        line.addWidget(self.name)
        line.addWidget(self.dot)
        line.addSpacing(22)
        line.addWidget(self.maps)
        line.addStretch(1)
        line.addSpacing(8)
        line.addWidget(self.tools)

    def _undo_tools(self) -> QWidget:
        made = QWidget()
        line = row(made, GAP, (0, 0, 10 - GAP, 0))
        for name in ("undo", "redo"):
            line.addWidget(_tool(self._actions[name], self._look.px(20)))
        return made

    def _zoom_tools(self) -> QWidget:
        px, actions = self._look.px, self._actions
        made = QWidget()
        line = row(made, GAP, (0, 0, 8 - GAP, 0))
        line.addWidget(_tool(actions["zoom-out"], px(16)))
        line.addWidget(self.zoom)
        line.addWidget(_tool(actions["zoom-in"], px(16)))
        fit = button(self._look.tr_(N_("Fit")), "plain")
        fit.setToolTip(actions["zoom-fit"].toolTip())
        fit.clicked.connect(actions["zoom-fit"].trigger)
        line.addWidget(fit)
        self.zoom.setFixedWidth(self.zoom.fontMetrics().horizontalAdvance("400 %") + px(20))
        return made

    def _tools(self) -> QWidget:
        """What is never made narrower: undo and redo, zoom, and where the map goes."""
        made = QWidget()
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        line = row(made, GAP)
        for widget in (
            self.undo_tools, self.zoom_tools, self.present, self.present_short,
            self.export, self.export_short, self.more,
        ):  # fmt: skip
            line.addWidget(widget)
        return made

    def _restyle(self) -> None:
        self.logo.setPixmap(self._look.paint.logo(self._look.px(_LOGO), self.devicePixelRatioF()))
        # Qt sets icon and words of a button closely.
        self.present.setText(f"{_THIN}{self.present.accessibleName()}")
        for made in (self.present, self.present_short):
            made.setIcon(self._look.icon("present"))
        self.export_short.setIcon(self._look.icon("export", "accent.ink"))

    def show_name(self, name: str, modified: bool) -> None:
        self.dot.setVisible(modified)
        if name != self._title:
            self._title = name
            self.name.setToolTip(name)
            self._fit()

    def show_zoom(self, zoom: float) -> None:
        """1.0 is 100 %."""
        self.zoom.setText(in_digits_order(f"{round(zoom * 100)} %"))

    def show_maps(self, document: Document, current: str) -> None:
        """A tab for each map."""
        self.maps.show_maps(document, current)
        self._fit()

    def map_at(self, place: QPoint) -> str:
        """The map whose tab is at a point of the screen, "" for none."""
        return self.maps.map_at(place)

    def event(self, event: QEvent) -> bool:
        # What stands in the bar has come to want another width.
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Folds what has no room, and shortens the document's name to the room beside the tabs."""
        px = self._look.px
        self._fold(self._level_for(self.width()))
        free = self.width() - self._beside(self._level)
        maps = self._least_maps(self._level)
        fair = max(round(free * NAME_SHARE), free - self.maps.wanted().width())
        name = min(px(WIDEST_NAME), max(px(NARROWEST), min(fair, free - maps)))
        words = _elided(self.name, self._title, name)
        self.name.setText(words)
        used = self.name.fontMetrics().horizontalAdvance(words) + 2
        self.name.setMinimumWidth(used)
        self.maps.setMaximumWidth(max(maps, free - used))

    def _level_for(self, width: int) -> int:
        """How far the bar folds in this width: the least at which name and tabs can be read."""
        whole = self.name.fontMetrics().horizontalAdvance(self._title) + 2
        name = min(whole, self._look.px(READABLE))
        last = len(LEVELS) - 1
        return next(
            (at for at in range(last) if self._beside(at) + name + self._fair_maps(at) <= width),
            last,
        )

    def _fair_maps(self, level: int) -> int:
        """As `_least_maps`, with more of the tabs as long as there is something left to fold."""
        tabs, least = self.maps.tabs, self._least_maps(level)
        if level >= _BARE:
            return least
        more = min(tabs.sizeHint().width(), self._look.px(TABS))
        return least + max(0, more - tabs.minimumSizeHint().width())

    def _beside(self, level: int) -> int:
        """What neither name nor maps have of the bar's width at a level."""
        here = [self._parts[name] for name in LEVELS[level] if name in _TOOLS]
        tools = sum(widget.sizeHint().width() + GAP for widget in here) - GAP
        gone = 0 if "logo" in LEVELS[level] else self._look.px(_LOGO) + _BESIDE_LOGO
        return self._look.px(_EDGES) + tools - gone

    def _least_maps(self, level: int) -> int:
        """The least width of the tabs with their buttons at a level."""
        here = [self._parts[name] for name in ("overview", "shown") if name in LEVELS[level]]
        tabs = self.maps.tabs.minimumSizeHint().width()
        buttons = [self.maps.add, *here]
        return tabs + sum(widget.sizeHint().width() + 2 for widget in buttons)

    def _fold(self, level: int) -> None:
        """Shows what stands in the bar at a level; the rest is in the menu at its end."""
        if level == self._level:
            return
        self._level = level
        for name, widget in self._parts.items():
            widget.setVisible(name in LEVELS[level])

    def fill_folded(self) -> None:
        """Puts what has no room in the bar into the menu at its end."""
        self.folded.clear()
        for name, actions in _FOLDED.items():
            if not {name, f"{name}-short"} & LEVELS[self._level]:
                self._add_folded(actions)

    def _add_folded(self, actions: tuple[str, ...]) -> None:
        if not self.folded.isEmpty():
            self.folded.addSeparator()
        for action in actions:
            self.folded.addAction(self._actions[action])

    def shown_from(self) -> QWidget:
        """The button under which the menu of what is shown comes up."""
        return self.more if self.maps.shown.isHidden() else self.maps.shown


def _elided(widget: QWidget, text: str, width: int) -> str:
    return widget.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)


def _tool(action: QAction, size: int = 20) -> QToolButton:
    tool = QToolButton()
    tool.setDefaultAction(action)
    tool.setIconSize(QSize(size, size))
    tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    tool.setCursor(Qt.CursorShape.PointingHandCursor)
    return tool
