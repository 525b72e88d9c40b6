"""The choices of an export, from the kind of file to the password; each counts at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractSpinBox, QWidget

from journeyeditor.app.export_choices import (
    LEAST_MARGIN,
    LEAST_SCALE,
    LEAST_TEXT,
    LESS_MARGIN,
    MOST_MARGIN,
    MOST_OVERLAP,
    MOST_SCALE,
    MOST_SHEETS,
    MOST_TEXT,
    POSTER_MARGIN,
    ExportChoice,
    Kind,
    wide_for_posters,
)
from journeyeditor.layout.pages import PageMode
from journeyeditor.layout.sheets import MAP_SHEET, MM, SHEETS, Orientation, Sheet, parse_sheet
from journeyeditor.model.entities import Map
from journeyeditor.model.messages import N_, Refused
from journeyeditor.model.saved_views import saved_views
from journeyeditor.ui.exporting.form import Rows
from journeyeditor.ui.exporting.parts_list import PartsList
from journeyeditor.ui.exporting.subject import Purpose
from journeyeditor.ui.exporting.tables import (
    ATTACHED,
    KIND_NOTES,
    KINDS,
    MODE_NOTES,
    MODES,
    OF_MAP,
    ORIENTATIONS,
    OWN,
    OWN_SIZE,
    POSTERS,
    SCALED,
    SECRET,
    SHARPNESSES,
    SHOWS,
    SLIDES,
    STEPS,
    SVG_NOTES,
    SVG_TEXTS,
    TILES,
    TITLES,
    TRUE,
)
from journeyeditor.ui.lengths import UNITS, length_words
from journeyeditor.ui.settings_dialog import sheet_words
from journeyeditor.ui.widgets.build import label
from journeyeditor.ui.widgets.buttons import IconButton, Switch
from journeyeditor.ui.widgets.fields import Quiet, StillSpinBox
from journeyeditor.ui.widgets.numbers import StillNumber
from journeyeditor.ui.widgets.password import PasswordField
from journeyeditor.ui.widgets.rows import segmented

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeyeditor.export.kinds import Slides, SvgText
    from journeyeditor.ui.exporting.subject import Subject
    from journeyeditor.ui.theme import Look
    from journeyeditor.ui.widgets.rows import ChoiceRow

LEAST_SIDE, MOST_SIDE = 50 * MM, 5080 * MM


class Choices(Rows):
    """`changed` carries the `ExportChoice` after a person chose something. Rows that mean nothing are not shown."""

    changed = Signal(object)

    def __init__(self, look: Look, subject: Subject, choice: ExportChoice) -> None:
        super().__init__(look)
        self._subject, self.choice = subject, choice
        self._units = subject.settings.text("units")
        self._unit = UNITS[self._units]
        self._make()
        self._lay_out()
        self._connect()
        self.show_choice(choice)

    # What it is made of

    def _make(self) -> None:
        look, unit = self._look, self._unit
        self.kind = self._segments(KINDS)
        self.paper = Quiet(look)
        self.width_, self.height_ = (self._length(LEAST_SIDE, MOST_SIDE) for _ in range(2))
        self.orientation = self._segments(ORIENTATIONS)
        self.mode = self._segments(MODES)
        self.poster = self._segments(POSTERS)
        self.scale = StillNumber(LEAST_SCALE * 100, MOST_SCALE * 100, 5, " %", 0)
        self.across, self.down = StillSpinBox(), StillSpinBox()
        for made in (self.across, self.down):
            made.setRange(1, MOST_SHEETS)
            made.setKeyboardTracking(False)
        self.overlap = StillNumber(
            0, MOST_OVERLAP / unit.points, STEPS[self._units] / 5, f" {unit.sign}", unit.places
        )
        self.least = StillNumber(LEAST_TEXT, MOST_TEXT, 0.5, " pt", 1)
        self.margin = self._length(LEAST_MARGIN, MOST_MARGIN)
        self.margin.setSingleStep(STEPS[self._units] / 5)
        self.parts = PartsList(look, look.tr_(N_("Parts, in the order of the pages")))
        count = len(self._subject.document.maps)
        this, every = look.tr_(N_("This map")), look.tr_(N_("All {count} maps"), count=count)
        self.maps = segmented(look, [(False, this), (True, every)])
        self.titles = Switch(look, look.tr_(N_("Title block on every page")))
        self.titles.setToolTip(look.tr_(TITLES))
        self.view = Quiet(look)
        self.whole = self._segments(SHOWS)
        self.svg_text = self._segments(SVG_TEXTS)
        self.sharpness = self._segments(SHARPNESSES)
        self.transparent = Switch(look, look.tr_(N_("Transparent ground")))
        self.slides = self._segments(SLIDES)
        self.save_ink = Switch(look, look.tr_(N_("Save ink: no tinted areas")))
        self.attach = Switch(look, look.tr_(N_("The PDF carries its own map")))
        self.hidden = Switch(look, look.tr_(N_("Hidden lanes go with it")))
        self.protect = Switch(look, look.tr_(N_("Protect with a password")))
        self.password = PasswordField(look)

    def _segments(self, choices: Sequence[tuple[object, str]]) -> ChoiceRow:
        return segmented(self._look, [(value, self._look.tr_(words)) for value, words in choices])

    def _length(self, least: float, most: float) -> StillNumber:
        unit = self._unit
        ends = least / unit.points, most / unit.points
        return StillNumber(*ends, STEPS[self._units], f" {unit.sign}", unit.places)

    def _lay_out(self) -> None:
        if self._subject.purpose is Purpose.EXPORT:
            self.add("kind", N_("Kind of file"), self.kind)
            self.kind_note = self.note("kind", "")
            self._pictures_section()
        self.heading("paper-head", N_("Paper"))
        self.add("paper", N_("Sheet"), self.paper)
        self.add_line("own", N_("Width and height"), self.width_, label("×"), self.height_)
        self.add("orientation", N_("Orientation"), self.orientation)
        self.add("pages", N_("Pages"), self.mode)
        self.mode_note = self.note("pages", "")
        self.add("poster", N_("Size of the poster"), self.poster)
        self.add("scale", N_("Scale"), self.scale)
        self.add_line("tiles", N_("Sheets across and down"), self.across, label("×"), self.down)
        self.add("overlap", N_("Overlap"), self.overlap)
        self.add("least", N_("Smallest text"), self.least)
        self.add("margin", N_("Margin"), self.margin)
        most = length_words(POSTER_MARGIN, self._units, self._look.translate, 1)
        self.margin_note = self.note("margin", self._look.tr_(LESS_MARGIN, most=most))
        self._name_fields()
        self._parts_section()
        self._maps_section()
        self.add("ink", "", self.save_ink)
        if self._subject.purpose is Purpose.EXPORT:
            self._pdf_section()
        self._box.addStretch(1)

    def _name_fields(self) -> None:
        """What stands beside another in one line is named by itself."""
        names: tuple[tuple[QWidget, str], ...] = (
            (self.width_, N_("Width")),
            (self.height_, N_("Height")),
            (self.across, N_("Sheets across")),
            (self.down, N_("Sheets down")),
            (self.password, N_("Password")),
        )
        for made, name in names:
            made.setAccessibleName(self._look.tr_(name))

    def _pictures_section(self) -> None:
        self.add("shows", N_("The picture shows"), self.whole)
        self.add("svg_text", N_("Text"), self.svg_text)
        self.svg_note = self.note("svg_text", "")
        self.add("sharpness", N_("Sharpness"), self.sharpness)
        self.add("transparent", "", self.transparent)
        self.add("slides", N_("Slides"), self.slides)

    def _parts_section(self) -> None:
        tr = self._look.tr_
        up = IconButton(self._look, "arrow-up", tr(N_("Move up (Alt+Up)")), "ink.quiet", 16)
        down = IconButton(self._look, "arrow-down", tr(N_("Move down (Alt+Down)")), "ink.quiet", 16)
        up.clicked.connect(self._part_up)
        down.clicked.connect(self._part_down)
        self.heading("parts", N_("What goes in"), up, down)
        self.add("parts-list", "", self.parts)
        self.add("titles", "", self.titles)

    def _maps_section(self) -> None:
        views = saved_views(self._subject.document)
        if self._subject.several or views:
            self.heading("maps-head", N_("Maps"))
        if self._subject.several:
            self.add("maps", "", self.maps)
            self.maps.setAccessibleName(self._look.tr_(N_("Maps")))
        if views:
            self.add("view", N_("Lanes and personas"), self.view)

    def _pdf_section(self) -> None:
        self.add("attach", "", self.attach)
        self.note("attach", self._look.tr_(ATTACHED))
        self.add("hidden", "", self.hidden)
        self.add("protect", "", self.protect)
        self.add_line("password", N_("Password"), self.password, self.password.reveal)
        self.note("password", self._look.tr_(SECRET))

    def _connect(self) -> None:
        self.kind.picked.connect(self._kind_picked)
        self.whole.picked.connect(self._whole_picked)
        self.svg_text.picked.connect(self._svg_picked)
        self.sharpness.picked.connect(self._sharpness_picked)
        self.transparent.clicked.connect(self._transparent_clicked)
        self.slides.picked.connect(self._slides_picked)
        self.paper.picked.connect(self._paper_picked)
        for made in (self.width_, self.height_):
            made.valueChanged.connect(self._own_size)
        self.orientation.picked.connect(self._orientation_picked)
        self.mode.picked.connect(self._mode_picked)
        self.poster.picked.connect(self._poster_picked)
        self.scale.valueChanged.connect(self._scaled)
        self.across.valueChanged.connect(self._tiled)
        self.down.valueChanged.connect(self._tiled)
        self.overlap.valueChanged.connect(self._overlapped)
        self.least.valueChanged.connect(self._least_chosen)
        self.margin.valueChanged.connect(self._margin_chosen)
        self.titles.clicked.connect(self._titles_clicked)
        self.parts.chosen.connect(self._parts_chosen)
        self.maps.picked.connect(self._maps_picked)
        self.view.picked.connect(self._view_picked)
        self.save_ink.clicked.connect(self._ink_clicked)
        self.attach.clicked.connect(self._attach_clicked)
        self.hidden.clicked.connect(self._hidden_clicked)
        self.protect.clicked.connect(self._protect_clicked)
        self.password.textChanged.connect(self._password_typed)

    # What is chosen

    def _take(self, **changes: Any) -> None:
        self.take(replace(self.choice, **changes))

    def _options(self, **changes: Any) -> None:
        self._take(options=replace(self.choice.options, **changes))

    def _poster_options(self, **changes: Any) -> None:
        self._options(poster=replace(self.choice.options.poster, **changes))

    def take(self, choice: ExportChoice) -> None:
        """This choice from now on, as if a person had made it."""
        if choice != self.choice:
            self.show_choice(choice)
            self.changed.emit(choice)

    def _kind_picked(self, value: Kind) -> None:
        self._take(kind=value)

    def _pictures(self, **changes: Any) -> None:
        self._take(pictures=replace(self.choice.pictures, **changes))

    def _whole_picked(self, value: bool) -> None:
        self._pictures(whole_page=value)

    def _svg_picked(self, value: SvgText) -> None:
        self._pictures(text=value)

    def _sharpness_picked(self, value: float) -> None:
        self._pictures(scale=value or None)

    def _transparent_clicked(self) -> None:
        self._pictures(transparent=self.transparent.isChecked())

    def _slides_picked(self, value: Slides) -> None:
        self._take(slides=value)

    def _paper_picked(self, value: object) -> None:
        if value != OWN:
            self._options(sheet=parse_sheet(str(value)))
            return
        sheet = self.choice.options.sheet
        usual = SHEETS[3]
        self._options(sheet=self._own(sheet if not sheet.of_map else usual))
        self.width_.setFocus()

    def _own(self, sheet: Sheet) -> Sheet:
        """A sheet as its own size, in the unit in which lengths are typed, lying as it is wide."""
        unit = self._unit
        wide, high = (
            round(side / unit.points, unit.places) for side in (sheet.width, sheet.height)
        )
        return parse_sheet(f"{wide:g}x{high:g}{unit.sign}")

    def _own_size(self) -> None:
        wide, high = self.width_.value(), self.height_.value()
        try:
            self._options(sheet=parse_sheet(f"{wide:g}x{high:g}{self._unit.sign}"))
        except Refused:
            # The fields hold nothing that can't be, but for rounding at their ends.
            self.show_choice(self.choice)

    def _orientation_picked(self, value: Orientation) -> None:
        self._options(orientation=value)

    def _mode_picked(self, value: PageMode) -> None:
        self._options(pages=value)

    def _poster_picked(self, value: str) -> None:
        poster: dict[str, dict[str, Any]] = {
            TRUE: {"scale": None, "across": None, "down": None},
            SCALED: {"scale": self.scale.value() / 100, "across": None, "down": None},
            TILES: {"scale": None, "across": self.across.value(), "down": self.down.value()},
        }
        self._poster_options(**poster[value])

    def _scaled(self, value: float) -> None:
        self._poster_options(scale=value / 100)

    def _tiled(self) -> None:
        self._poster_options(across=self.across.value(), down=self.down.value())

    def _overlapped(self, value: float) -> None:
        self._poster_options(overlap=value * self._unit.points)

    def _least_chosen(self, value: float) -> None:
        self._options(min_text=value)

    def _margin_chosen(self, value: float) -> None:
        self._options(margin=value * self._unit.points)

    def _titles_clicked(self) -> None:
        self._options(titles=self.titles.isChecked())

    def _part_up(self) -> None:
        self.parts.move_by(-1)

    def _part_down(self) -> None:
        self.parts.move_by(1)

    def _parts_chosen(self, parts: object) -> None:
        self._options(parts=parts)

    def _maps_picked(self, value: bool) -> None:
        view = self.choice.options.view
        of_map = {one.id: one.map for one in saved_views(self._subject.document)}
        kept = view if value or of_map.get(view) == self._subject.map_id else ""
        self._take(all_maps=value, options=replace(self.choice.options, view=kept))

    def _view_picked(self, value: object) -> None:
        self._options(view=str(value))

    def _ink_clicked(self) -> None:
        self._options(save_ink=self.save_ink.isChecked())

    def _attach_clicked(self) -> None:
        self._take(attach=self.attach.isChecked(), attach_hidden=False)

    def _hidden_clicked(self) -> None:
        self._take(attach_hidden=self.hidden.isChecked())

    def _protect_clicked(self) -> None:
        if not self.protect.isChecked():
            self.password.clear()
        self.show_choice(self.choice)
        if self.protect.isChecked():
            self.password.setFocus()
        self.changed.emit(self.choice)

    def _password_typed(self, text: str) -> None:
        self._take(password=text)

    @property
    def lacks_password(self) -> bool:
        """Whether a password is wanted and none is typed."""
        return self.protect.isChecked() and not self.password.text()

    # What is shown of it

    def show_choice(self, choice: ExportChoice) -> None:
        """Shows a choice, and only the rows that mean something with it."""
        self.choice = choice
        options, poster = choice.options, choice.options.poster
        for made in self._numbers():
            made.blockSignals(True)
        self.kind.show_value(choice.kind)
        self._show_pictures(choice)
        self._show_paper(options.sheet)
        self.orientation.show_value(options.orientation)
        self.mode.show_value(options.pages)
        self.poster.show_value(self._poster_way())
        self.scale.setValue((poster.scale or 1.0) * 100)
        self.across.setValue(poster.across or 3)
        self.down.setValue(poster.down or 2)
        self.overlap.setValue(poster.overlap / self._unit.points)
        self.least.setValue(options.min_text)
        self.margin.setValue(options.margin / self._unit.points)
        self.titles.setChecked(options.titles)
        self.parts.show_parts(options.parts)
        self.maps.show_value(choice.all_maps)
        self._show_views()
        self.save_ink.setChecked(options.save_ink)
        self.attach.setChecked(choice.attach)
        self.hidden.setChecked(choice.attach_hidden)
        for made in self._numbers():
            made.blockSignals(False)
        self._show_rows()

    def _numbers(self) -> tuple[QAbstractSpinBox, ...]:
        return (
            self.width_, self.height_, self.scale, self.across, self.down, self.overlap, self.least,
            self.margin,
        )  # fmt: skip

    def _poster_way(self) -> str:
        poster = self.choice.options.poster
        if poster.across is not None or poster.down is not None:
            return TILES
        return TRUE if poster.scale is None else SCALED

    def _show_paper(self, sheet: Sheet) -> None:
        listed: list[tuple[object, str, str]] = [
            (one.name, sheet_words(one, self._units, self._look.translate), "") for one in SHEETS
        ]
        listed.append((MAP_SHEET.name, self._look.tr_(OF_MAP), ""))
        listed.append((OWN, self._look.tr_(OWN_SIZE), ""))
        if self.paper.values != [value for value, _words, _icon in listed]:
            self.paper.set_choices(listed)
        known = sheet.name in self.paper.values
        self.paper.show_value(sheet.name if known else OWN)
        if not known:
            self.width_.setValue(sheet.width / self._unit.points)
            self.height_.setValue(sheet.height / self._unit.points)

    def _show_views(self) -> None:
        document, all_maps = self._subject.document, self.choice.all_maps
        listed: list[tuple[object, str, str]] = [("", self._look.tr_(N_("As shown now")), "eye")]
        for view in saved_views(document, None if all_maps else self._subject.map_id):
            shown = document.find(Map, view.map)
            named = f"{view.name} · {shown.title}" if shown and self._subject.several else view.name
            listed.append((view.id, named, "layers"))
        if [self.view.itemText(at) for at in range(self.view.count())] != [
            w for _v, w, _i in listed
        ]:
            self.view.set_choices(listed)
        self.view.show_value(self.choice.options.view)

    def _show_pictures(self, choice: ExportChoice) -> None:
        pictures = choice.pictures
        self.whole.show_value(pictures.whole_page)
        self.svg_text.show_value(pictures.text)
        self.sharpness.show_value(pictures.scale or 0.0)
        self.transparent.setChecked(pictures.transparent)
        self.slides.show_value(choice.slides)

    def _show_rows(self) -> None:
        choice, tr = self.choice, self._look.tr_
        self.show_rows(self._seen(choice))
        self.mode_note.setText(tr(MODE_NOTES[choice.options.pages]))
        self.margin_note.setVisible(wide_for_posters(choice.options))
        if self._subject.purpose is Purpose.EXPORT:
            self.kind_note.setText(tr(KIND_NOTES[choice.kind]))
            self.svg_note.setText(tr(SVG_NOTES[choice.pictures.text]))

    def _seen(self, choice: ExportChoice) -> dict[str, bool]:
        """Which rows mean something with a choice; those that are not named always do."""
        options, kind, paper = choice.options, choice.kind, choice.on_paper
        poster = paper and options.pages is PageMode.POSTER
        picture, pdf, sized = kind in {Kind.PNG, Kind.SVG}, kind is Kind.PDF, options.sheet.of_map
        sheet = paper or kind is Kind.PPTX
        return {
            "shows": picture,
            "transparent": picture,
            "sharpness": kind is Kind.PNG,
            "svg_text": kind is Kind.SVG,
            "slides": kind is Kind.PPTX,
            "paper-head": sheet,
            "paper": sheet,
            "own": sheet and self.paper.value == OWN,
            "orientation": sheet and not sized,
            "pages": paper,
            "poster": poster,
            "scale": poster and self._poster_way() == SCALED,
            "tiles": poster and self._poster_way() == TILES,
            "overlap": poster,
            "least": paper and options.pages is PageMode.STAGES and not sized,
            "parts": paper,
            "parts-list": paper,
            "margin": paper,
            "titles": paper,
            "attach": pdf,
            "hidden": pdf and choice.attach and self._subject.hides(choice),
            "protect": pdf,
            "password": pdf and self.protect.isChecked(),
        }
