"""The map's emotion scale: its ends, names, which end is good; what a change does to ratings is shown first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from journeyeditor.app.typed import level_field
from journeyeditor.editing.operations.ratings import mapped_counts, set_scale
from journeyeditor.model import scale as scales
from journeyeditor.model.entities import Scale
from journeyeditor.model.frozen import FrozenMap
from journeyeditor.model.messages import N_, message
from journeyeditor.model.scale import WIDEST
from journeyeditor.ui.inspector.part import SpecialPart
from journeyeditor.ui.inspector.scale_mapping import Mapping
from journeyeditor.ui.widgets.build import button, column, label, row
from journeyeditor.ui.widgets.buttons import Switch, explain
from journeyeditor.ui.widgets.fields import LineField, StillSpinBox

if TYPE_CHECKING:
    from collections.abc import Hashable

    from journeyeditor.ui.inspector.subject import Subject

CHANGE, NAME = N_("Change scale"), N_("Name level {level}")
MAPPED = N_("The ratings of this map change with it:")
NOTHING_RATED = N_("Nothing is rated yet, so nothing changes but the scale.")
TOO_WIDE = N_("A scale has a lowest and a higher highest level, at most {most} apart.")
# A span of numbers runs from left to right everywhere, its signs before them.
_LRM = "\N{LEFT-TO-RIGHT MARK}"

PRESETS: tuple[tuple[int, int], ...] = ((-2, 2), (1, 5), (0, 10), (-5, 5))
_LIMIT = 1_000


class ScaleEditor(SpecialPart):
    """Changes of the ends wait in a draft, with what they would do, until they are applied; names count at once."""

    def shape(self, subject: Subject) -> Hashable:
        scale = subject.shown_map.scale
        return subject.map_id, scale.min, scale.max, scale.high_is_good

    def build(self) -> None:
        look, scale = self.desk.look, self.subject.shown_map.scale
        tr = look.tr_
        self.draft = scale
        self.box.addWidget(self._presets())
        ends = row(spacing=8)
        self.lowest = self._spin(N_("Lowest"), scale.min)
        self.highest = self._spin(N_("Highest"), scale.max)
        for title, spin in ((N_("from"), self.lowest), (N_("to"), self.highest)):
            ends.addWidget(label(tr(title), "quiet"))
            ends.addWidget(spin, 1)
        self.box.addLayout(ends)
        self.good = Switch(look, tr(N_("High is good")))
        self.good.setChecked(scale.high_is_good)
        self.good.clicked.connect(self._changed)
        self.box.addWidget(self.good)
        self.notice = self._notice()
        self.box.addWidget(self.notice)
        self.box.addWidget(self._names(scale))

    def _presets(self) -> QWidget:
        widget = QWidget()
        line = row(widget, 4)
        for low, high in PRESETS:
            words = f"{_LRM}{scales.value_text(low)} …{_LRM} {scales.value_text(high)}"
            chip = button(words, "chip", self._preset)
            chip.setProperty("ends", [low, high])
            # The minus sign comes from a typeface with higher lines: all are as high as those that have one.
            chip.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
            line.addWidget(chip)
        line.addStretch(1)
        widget.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        return widget

    def _spin(self, name: str, value: int) -> StillSpinBox:
        spin = StillSpinBox()
        spin.setRange(-_LIMIT, _LIMIT)
        spin.setValue(value)
        spin.setAccessibleName(self.desk.look.tr_(name))
        spin.valueChanged.connect(self._changed)
        return spin

    def _notice(self) -> QFrame:
        notice = QFrame()
        notice.setObjectName("notice")
        box = column(notice, 8, (12, 10, 12, 10))
        self.words = label("", wrap=True)
        box.addWidget(self.words)
        self.mapping = Mapping(self.desk.look)
        box.addWidget(self.mapping)
        line = row(spacing=6)
        line.addStretch(1)
        tr = self.desk.look.tr_
        self.cancel = button(tr(N_("Cancel")), "plain", self._cancel)
        self.apply = button(tr(N_("Apply")), "primary", self._apply)
        line.addWidget(self.cancel)
        line.addWidget(self.apply)
        box.addLayout(line)
        notice.hide()
        return notice

    def _names(self, scale: Scale) -> QWidget:
        widget = QWidget()
        grid = QGridLayout(widget)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        grid.setHorizontalSpacing(8)
        self.names: dict[int, LineField] = {}
        levels = list(scales.levels(scale))
        best_first = reversed(levels) if scale.high_is_good else levels
        for index, level in enumerate(best_first):
            field = LineField(self.desk.look.tr_(N_("Name")))
            field.setProperty("level", level)
            field.place = ((self.subject.map_id,), level_field(level))
            field.setAccessibleName(scales.value_text(level))
            field.committed.connect(self._named)
            field.left.connect(self.desk.left)
            self.names[level] = field
            grid.addWidget(label(scales.value_text(level), "strong"), index, 0)
            grid.addWidget(field, index, 1)
        return widget

    def show_values(self) -> None:
        scale = self.subject.shown_map.scale
        for level, field in self.names.items():
            field.show_value(scale.names.get(level, ""))
        if self.notice.isVisibleTo(self):
            self._tell()

    def commit_pending(self) -> None:
        for field in self.names.values():
            field.commit()

    def _preset(self) -> None:
        low, high = self.sender().property("ends")
        for spin, value in ((self.lowest, low), (self.highest, high)):
            spin.blockSignals(True)
            spin.setValue(value)
            spin.blockSignals(False)
        self._changed()

    def _changed(self) -> None:
        now = self.subject.shown_map.scale
        self.draft = replace(
            now,
            min=self.lowest.value(),
            max=self.highest.value(),
            high_is_good=self.good.isChecked(),
        )
        self.notice.setVisible(self.draft != now)
        self._tell()

    def _tell(self) -> None:
        tr, draft = self.desk.look.tr_, self.draft
        sound = draft.min < draft.max <= draft.min + WIDEST
        explain(self.apply, sound, tr(TOO_WIDE, most=WIDEST))
        old = self.subject.shown_map.scale
        pairs = mapped_counts(self.desk.document, self.subject.map_id, draft) if sound else []
        self.mapping.show_pairs(old, self._wanted(), pairs)
        self.words.setText(
            tr(TOO_WIDE, most=WIDEST) if not sound else tr(MAPPED if pairs else NOTHING_RATED)
        )

    def _wanted(self) -> Scale:
        """The draft with the names of the levels that stay."""
        sound = self.draft.min < self.draft.max
        old = self.subject.shown_map.scale
        return replace(self.draft, names=moved_names(old, self.draft)) if sound else self.draft

    def _apply(self) -> None:
        wanted, map_id = self._wanted(), self.subject.map_id
        self.notice.hide()
        if not self.desk.commit(CHANGE, lambda document: set_scale(document, map_id, wanted)):
            self._cancel()

    def _cancel(self) -> None:
        self.notice.hide()
        self._shape = None
        self.refresh(self.subject)

    def _named(self, text: str) -> None:
        level, map_id = int(self.sender().property("level")), self.subject.map_id
        scale = scales.renamed(self.subject.shown_map.scale, level, text.strip())
        step = message(NAME, level=scales.value_text(level))
        if self.desk.commit(step, lambda document: set_scale(document, map_id, scale)):
            self.names[level].restore()


def moved_names(old: Scale, new: Scale) -> FrozenMap[int, str]:
    """The names of the levels, each on the level that its own value becomes, where that is a level."""
    found: dict[int, str] = {}
    for level, name in old.names.items():
        value = scales.convert(level, old, new)
        if value == round(value):
            found[round(value)] = name
    return FrozenMap(found)
