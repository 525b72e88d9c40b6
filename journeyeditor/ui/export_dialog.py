"""How a map goes on paper: sheet, one page or several, and what that makes of the smallest text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDoubleSpinBox, QGridLayout, QHBoxLayout, QWidget

from journeyeditor.layout.pages import PageMode, PageOptions
from journeyeditor.layout.sheets import SHEETS, Orientation, Sheet, parse_sheet
from journeyeditor.model.messages import N_, Refused
from journeyeditor.ui.widgets.build import button, column, label, row
from journeyeditor.ui.widgets.fields import Quiet
from journeyeditor.ui.widgets.rows import segmented

if TYPE_CHECKING:
    from journeyeditor.app.settings import Settings
    from journeyeditor.ui.theme import Look

_ORIENTATIONS: tuple[tuple[Orientation, str], ...] = (
    (Orientation.AUTO, N_("Automatic")),
    (Orientation.LANDSCAPE, N_("Landscape")),
    (Orientation.PORTRAIT, N_("Portrait")),
)
_MODES: tuple[tuple[PageMode, str], ...] = (
    (PageMode.ONE, N_("One sheet")),
    (PageMode.STAGES, N_("Split between stages")),
)
_ALL_MAPS, _THIS_MAP = N_("All maps"), N_("This map")
_PRINTS = N_("The smallest text prints at {size} pt.")
_SMALL = N_(
    "The smallest text prints at {size} pt, which is hard to read. Take {better}, or split the map between stages."
)
_SMALL_LAST = N_(
    "The smallest text prints at {size} pt, which is hard to read. Split the map between stages."
)
_SPLIT = N_(
    "The smallest text prints at {size} pt; stage heads and lane labels stand on every page."
)
LEGIBLE = 6.0


@dataclass(frozen=True, slots=True)
class Sizes:
    """`smallest(options)` is the size in points of the smallest text on one sheet; `several` whether there are more maps."""

    smallest: Callable[[PageOptions], float]
    several: bool = False


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What was chosen: the pages, and whether all maps go on paper."""

    options: PageOptions
    all_maps: bool = True


class ExportDialog(QDialog):
    """Starts with what was chosen last and says at once what a choice means for the smallest text."""

    def __init__(
        self, parent: QWidget | None, look: Look, sizes: Sizes, settings: Settings
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(look.tr_(N_("Export PDF")))
        self.setMinimumWidth(look.px(460))
        self._look, self._sizes = look, sizes
        self.paper = Quiet(look)
        self.orientation = segmented(look, [(o, look.tr_(name)) for o, name in _ORIENTATIONS])
        self.mode = segmented(look, [(m, look.tr_(name)) for m, name in _MODES])
        self.maps = segmented(look, [(True, look.tr_(_ALL_MAPS)), (False, look.tr_(_THIS_MAP))])
        self.least = QDoubleSpinBox()
        self.result_line = label("", "quiet", wrap=True)
        self._values = _Values.of(settings)
        self._fill()
        self._lay_out()
        self._show()

    def _fill(self) -> None:
        names = [sheet.name for sheet in SHEETS]
        if self._values.sheet.name not in names:
            names.append(self._values.sheet.name)
        self.paper.set_choices([(name, name, "") for name in names])
        self.least.setRange(3, 24)
        self.least.lineEdit().setTextMargins(8, 0, 8, 0)
        self.least.setSingleStep(0.5)
        self.least.setDecimals(1)
        self.least.setSuffix(" pt")
        self.least.setValue(self._values.least)
        self.least.valueChanged.connect(self._least_chosen)
        self.paper.picked.connect(self._paper_chosen)
        self.orientation.picked.connect(self._orientation_chosen)
        self.mode.picked.connect(self._mode_chosen)
        self.maps.picked.connect(self._maps_chosen)

    def _lay_out(self) -> None:
        box = column(self, 14, (26, 24, 26, 22))
        tr = self._look.tr_
        box.addWidget(label(tr(N_("Export PDF")), "heading"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        rows: list[tuple[str, QWidget]] = [
            (N_("Paper"), self.paper),
            (N_("Orientation"), self.orientation),
            (N_("Pages"), self.mode),
            (N_("Smallest text"), self.least),
        ]
        if self._sizes.several:
            rows.append((N_("Maps"), self.maps))
        for index, (name, field) in enumerate(rows):
            title = label(tr(name), "fieldLabel")
            field.setAccessibleName(tr(name))
            grid.addWidget(title, index, 0)
            grid.addWidget(field, index, 1)
        box.addLayout(grid)
        box.addWidget(self.result_line)
        box.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        line = row(spacing=8)
        line.addStretch(1)
        line.addWidget(button(self._look.tr_(N_("Cancel")), "", self.reject))
        go = button(self._look.tr_(N_("Choose a file…")), "primary", self.accept)
        go.setDefault(True)
        line.addWidget(go)
        return line

    def choice(self) -> ExportChoice:
        return ExportChoice(self._values.options(), self._values.all_maps)

    def _paper_chosen(self, name: str) -> None:
        self._take(sheet=parse_sheet(name))

    def _orientation_chosen(self, value: Orientation) -> None:
        self._take(orientation=value)

    def _mode_chosen(self, value: PageMode) -> None:
        self._take(mode=value)

    def _maps_chosen(self, value: bool) -> None:
        self._take(all_maps=value)

    def _least_chosen(self, value: float) -> None:
        self._take(least=value)

    def _take(self, **changes: object) -> None:
        self._values = replace(self._values, **changes)  # type: ignore[arg-type]
        self._show()

    def _show(self) -> None:
        values = self._values
        self.paper.show_value(values.sheet.name)
        self.orientation.show_value(values.orientation)
        self.mode.show_value(values.mode)
        self.maps.show_value(values.all_maps)
        self.least.setEnabled(values.mode is PageMode.STAGES)
        words, alarming = self._result(values)
        self.result_line.setText(words)
        self.result_line.setObjectName("warning" if alarming else "quiet")
        self.result_line.style().polish(self.result_line)

    def _result(self, values: _Values) -> tuple[str, bool]:
        tr = self._look.tr_
        size = self._sizes.smallest(values.options())
        if values.mode is PageMode.STAGES and size < values.least:
            return tr(_SPLIT, size=f"{values.least:.1f}"), False
        if size >= LEGIBLE:
            return tr(_PRINTS, size=f"{size:.1f}"), False
        better = self._better(values)
        if better is None:
            return tr(_SMALL_LAST, size=f"{size:.1f}"), True
        return tr(_SMALL, size=f"{size:.1f}", better=better), True

    def _better(self, values: _Values) -> str | None:
        """The smallest sheet of the A series on which the text is legible, None where there is none."""
        for sheet in reversed(SHEETS[:5]):
            if self._sizes.smallest(replace(values.options(), sheet=sheet)) >= LEGIBLE:
                return sheet.name
        return None


@dataclass(frozen=True, slots=True)
class _Values:
    sheet: Sheet
    orientation: Orientation
    mode: PageMode
    least: float
    all_maps: bool = True

    @classmethod
    def of(cls, settings: Settings) -> _Values:
        """What was chosen last; a paper that is no longer understood gives way to A3."""
        try:
            sheet = parse_sheet(settings.text("paper"))
        except Refused:
            sheet = PageOptions().sheet
        return cls(
            sheet,
            Orientation(settings.text("orientation")),
            PageMode(settings.text("pages")),
            settings.number("min_text"),
        )

    def options(self) -> PageOptions:
        return PageOptions(
            sheet=self.sheet,
            orientation=self.orientation,
            pages=self.mode,
            min_text=self.least,
        )


def keep(choice: ExportChoice, settings: Settings) -> None:
    """Remembers a choice for the next time. Raises `Refused` where it can't be kept."""
    options = choice.options
    settings.put("paper", options.sheet.name)
    settings.put("orientation", str(options.orientation))
    settings.put("pages", str(options.pages))
    settings.put("min_text", options.min_text)
