"""The line above the outline: the ways to look, which table, what to filter, how it is sorted, which columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from journeyeditor.model.entities import LaneKind
from journeyeditor.model.messages import N_
from journeyeditor.ui.find_bar import SearchField
from journeyeditor.ui.lane_kinds import CARDLESS, LANE_TITLES
from journeyeditor.ui.outline.column_menu import COLUMNS
from journeyeditor.ui.outline.filter import Filter
from journeyeditor.ui.outline.records import RECORDS
from journeyeditor.ui.widgets.build import button, column, label, px, row
from journeyeditor.ui.widgets.buttons import IconButton
from journeyeditor.ui.widgets.clearing import ClearButton
from journeyeditor.ui.widgets.fields import Quiet
from journeyeditor.ui.widgets.rows import segmented, widest_segment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from journeyeditor.ui.theme import Look

OUTLINE, CLOSE = N_("Outline"), N_("Close the outline")
NARROWEST, GAP = 96, 8
"""The least width of the fields above the outline, and the room between them, in pixels at 100 %."""

FILTER, ALL_LANES, WHICH = N_("Filter"), N_("All lanes"), N_("Which lanes")
WHICH_ROWS, ADD = N_("Which rows"), N_("Add a row (Ctrl+Enter)")
SORTED = N_("Sorted by “{column}”")
UNSORT = N_("Back to the order of the map")
WAYS: tuple[tuple[str, str], ...] = (
    ("stages", N_("By stage")),
    ("lanes", N_("By lane")),
    ("table", N_("Table")),
)
"""The ways to look at a map in the outline."""

FILTER_MS = 120


class OutlineHead(QWidget):
    """`filtered` tells, a moment after typing, that other rows are wanted."""

    way_picked = Signal(str)
    table_picked = Signal(str)
    filtered = Signal()
    unsorted = Signal()
    columns_wanted = Signal()
    added = Signal()
    closed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._sorting = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(FILTER_MS)
        self._soon.timeout.connect(self.filtered)
        self._make()
        self._lay_out()

    def _make(self) -> None:
        tr, look = self._look.tr_, self._look
        self.name = label(tr(OUTLINE), "heading")
        self.ways = segmented(look, [(way, tr(words)) for way, words in WAYS])
        self.ways.setAccessibleName(tr(OUTLINE))
        self.ways.setMinimumWidth(3 * widest_segment([tr(words) for _way, words in WAYS]) + 20)
        self.ways.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.ways.picked.connect(self._way_picked)
        self.table = self._list(WHICH_ROWS)
        self.table.set_choices([(one.name, tr(one.title), one.icon) for one in RECORDS])
        self.table.picked.connect(self._table_picked)
        self.field = SearchField(tr(FILTER))
        self.field.setMinimumWidth(look.px(NARROWEST))
        self.field.setMaximumWidth(look.px(190))
        ClearButton(look, self.field)
        self.field.textChanged.connect(self._soon.start)
        self.kind = self._list(WHICH)
        self.kind.set_choices(
            [
                (None, tr(ALL_LANES), ""),
                *(
                    (kind, tr(title), str(kind))
                    for kind, title in LANE_TITLES.items()
                    if kind not in CARDLESS
                ),
            ]
        )
        self.kind.setCurrentIndex(0)
        self.kind.picked.connect(self._kind_picked)
        self.sorted = button("", "link")
        self.sorted.clicked.connect(self.unsorted)
        self.sorted.setAccessibleDescription(tr(UNSORT))
        self.count = label("", "quiet")
        self.add = IconButton(look, "plus", tr(ADD), "ink.quiet", 18)
        self.add.clicked.connect(self.added)
        self.columns = IconButton(look, "eye", tr(COLUMNS), "ink.quiet", 18)
        self.columns.clicked.connect(self.columns_wanted)
        self.close_button = IconButton(look, "close", tr(CLOSE))
        self.close_button.clicked.connect(self.closed)

    def _way_picked(self, way: object) -> None:
        self.way_picked.emit(str(way))

    def _table_picked(self, table: object) -> None:
        self.table_picked.emit(str(table))

    def _kind_picked(self) -> None:
        self.filtered.emit()

    def _list(self, name: str) -> Quiet:
        made = Quiet(self._look)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        made.setMinimumWidth(self._look.px(NARROWEST))
        made.setMaximumWidth(self._look.px(170))
        made.setMaxVisibleItems(16)
        made.setAccessibleName(self._look.tr_(name))
        return made

    def _lay_out(self) -> None:
        self.filters = QWidget()
        self._row = row(self.filters, GAP)
        # Fields and lists give way where the panel is narrow, before they would lie over each other.
        for asked in (self.table, self.field, self.kind):
            self._row.addWidget(asked, 4)
        self._row.addWidget(self.sorted)
        self._row.addStretch(1)
        self._line = row(spacing=GAP)
        for told, share in ((self.name, 0), (self.ways, 0), (self.filters, 12), (self.count, 0)):
            self._line.addWidget(told, share)
        self._line.addStretch(1)
        for made in (self.add, self.columns, self.close_button):
            self._line.addWidget(made)
        self._box = column(self, 6, (14, 6, 8, 6))
        self._box.addLayout(self._line)
        self._rows = 1

    def show_count(self, words: str) -> None:
        """How many rows there are."""
        self.count.setText(words)
        self._fit()

    def show_way(self, way: str, table: str) -> None:
        """The way to look and, in tables, what its rows are; lanes are asked for where the rows stand in some."""
        self.ways.show_value(way)
        self.table.show_value(table)
        self.table.setVisible(way == "table")
        self.kind.setVisible(way != "table" or table == "cards")
        self._fit()

    def show_sorting(self, column: str) -> None:
        """By which column the rows are sorted, "" for by none."""
        self._sorting = bool(column)
        self.sorted.setText(self._look.tr_(SORTED, column=column).replace("&", "&&") + "  ✕")
        self.sorted.setAccessibleName(self._look.tr_(SORTED, column=column))
        self.sorted.setToolTip(self._look.tr_(UNSORT))
        self._fit()

    @property
    def wanted(self) -> Filter:
        kind = self.kind.value if not self.kind.isHidden() else None
        return Filter(self.field.text(), kind if isinstance(kind, LaneKind) else None)

    def clear(self) -> None:
        """Nothing is filtered any more."""
        self.field.clear()
        self.kind.setCurrentIndex(0)
        self._soon.stop()
        self.filtered.emit()

    def settle(self) -> None:
        """What is typed counts now."""
        self._soon.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is too little room the count goes, which the status line tells too, then the name of the panel;
        the fields stand in a line of their own where not even they have room."""
        room, shown = self.width(), [self.ways, self.add, self.columns, self.close_button]
        asked: tuple[QWidget, ...] = (self.table, self.field, self.kind)
        fields = [one for one in asked if not one.isHidden()]
        self.sorted.setVisible(self._sorting)
        fields += [self.sorted] if self._sorting else []
        rows = 1 if _width([*shown, *fields]) <= room else 2
        beside = [*shown, *(fields if rows == 1 else ())]
        self.count.setVisible(_width([*beside, self.name, self.count]) <= room)
        self.name.setVisible(_width([*beside, self.name]) <= room)
        if rows != self._rows:
            self._rows = rows
            if rows == 1:
                self._line.insertWidget(2, self.filters, 12)
            else:
                self._box.addWidget(self.filters)


def _width(widgets: Sequence[QWidget]) -> int:
    """What widgets need side by side, with the room between them and at the ends."""
    least = (one.minimumWidth() or one.minimumSizeHint().width() for one in widgets)
    return sum(least) + (len(widgets) + 4) * px(GAP)
