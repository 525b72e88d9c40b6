"""Presets of an export: those that come with the program, the user's own, and the document's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QToolButton, QWidget

from journeyeditor.app.export_choices import ExportChoice, preset_choice, preset_plain
from journeyeditor.app.export_presets import (
    DOCUMENT,
    OURS,
    OWN,
    Preset,
    all_presets,
    delete_own,
    rename_own,
    save_own,
)
from journeyeditor.editing.operations.export_presets import (
    delete_preset,
    rename_preset,
    save_preset,
)
from journeyeditor.model.messages import N_, Message, Refused, message
from journeyeditor.ui.dialogs import Choice, Dialogs, Sheet
from journeyeditor.ui.widgets.build import label, row
from journeyeditor.ui.widgets.buttons import IconButton
from journeyeditor.ui.widgets.fields import Quiet
from journeyeditor.ui.widgets.rows import segmented

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.editing.patch import Patch
    from journeyeditor.model.document import Document
    from journeyeditor.ui.exporting.subject import Subject
    from journeyeditor.ui.theme import Look

MOST = 120
"""So many characters a name may have."""

_ICONS = {OURS: "template", OWN: "person", DOCUMENT: "file"}
_CHOOSE = N_("Choose a preset…")
_SAVED, _RENAMED = N_("Save the preset “{name}”"), N_("Rename the preset")
_DELETED = N_("Delete the preset “{name}”")
_NOT_OURS = N_("This preset comes with the program. Save it under a name to change it.")
_NONE = N_("Choose a preset first.")

_SAVE_AS = N_("Save as preset")
_HOMES = N_(
    "In the document it goes along with the file, for everyone who opens it; saving it there is one step that undo takes back."
)


class PresetSheet(Sheet):
    """A name for a preset, and where a new one is kept. Nobody leaves it with an empty name."""

    def __init__(
        self, parent: QWidget | None, look: Look, name: str = "", home: str | None = OWN
    ) -> None:
        new = home is not None
        super().__init__(parent, look, look.tr_(_SAVE_AS if new else N_("Rename the preset")))
        self.name = QLineEdit(name)
        self.name.setMaxLength(MOST)
        self.name.setAccessibleName(look.tr_(N_("Name")))
        self.body.addWidget(self.name)
        homes = [
            (OWN, look.tr_(N_("For all my documents"))),
            (DOCUMENT, look.tr_(N_("In this document"))),
        ]
        self.home = segmented(look, homes)
        self.home.setAccessibleName(look.tr_(N_("Where it is kept")))
        self.home.show_value(home or OWN)
        self._home = home or OWN
        self.home.picked.connect(self._picked)
        if new:
            self.body.addWidget(self.home)
            self.body.addWidget(label(look.tr_(_HOMES), "quiet", wrap=True))
        go = look.tr_(N_("Save") if new else N_("Rename"))
        self.choices(Choice("go", go, "primary"), Choice("", look.tr_(N_("Cancel"))))
        self._go = next(b for b in self.findChildren(QPushButton) if b.property("answer") == "go")
        self.name.textChanged.connect(self._typed)
        self.name.selectAll()
        self.name.setFocus()
        self._typed(name)

    def _picked(self, value: str) -> None:
        self._home = value

    def _typed(self, text: str) -> None:
        named = bool(text.strip())
        self._go.setEnabled(named)
        self._go.setToolTip("" if named else self._look.tr_(N_("Type a name first.")))

    def typed(self) -> tuple[str, str]:
        """The name and where it is kept; "" where it was called off."""
        return (self.name.text().strip(), self._home) if self.ask() else ("", self._home)


class PresetRow(QWidget):
    """The list of presets with what can be done to them. `chosen` carries a choice made by one, `told` a `Message` of
    what one asks for and this document has not, or of what can't be kept."""

    chosen = Signal(object)
    told = Signal(object)

    def __init__(self, look: Look, subject: Subject, choice: ExportChoice) -> None:
        super().__init__()
        self._look, self._subject, self._choice = look, subject, choice
        self.list = Quiet(look)
        self.list.setAccessibleName(look.tr_(N_("Preset")))
        self.list.setPlaceholderText(look.tr_(_CHOOSE))
        self.list.picked.connect(self._picked)
        self.save = IconButton(look, "save", look.tr_(N_("Save as preset…")), "ink.quiet", 18)
        self.save.clicked.connect(self.save_as)
        self.more = IconButton(
            look, "more", look.tr_(N_("Rename or delete the preset")), "ink.quiet", 18
        )
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setObjectName("menuButton")
        self.menu = QMenu(self)
        self.menu.setToolTipsVisible(True)
        self.rename_action = self.menu.addAction(look.tr_(N_("Rename…")))
        self.delete_action = self.menu.addAction(look.tr_(N_("Delete")))
        self.rename_action.triggered.connect(self.rename)
        self.delete_action.triggered.connect(self.delete)
        self.more.setMenu(self.menu)
        line = row(self, 2)
        line.addWidget(self.list, 1)
        line.addSpacing(4)
        line.addWidget(self.save)
        line.addWidget(self.more)
        self.show_choice(choice)

    @property
    def presets(self) -> tuple[Preset, ...]:
        """All there are, in the order of the list."""
        subject = self._subject
        return all_presets(subject.settings, subject.document, self._look.tr_)

    def show_choice(self, choice: ExportChoice) -> None:
        """Shows the preset that a choice is just that of, or none."""
        self._choice = choice
        presets = self.presets
        listed = [((p.home, p.id), p.name, _ICONS[p.home]) for p in presets]
        if self.list.values != [value for value, *_ in listed] or self._names() != [
            preset.name for preset in presets
        ]:
            self.list.set_choices(listed)
        now = self.current
        tried = [*([now] if now is not None else []), *presets]
        found = next((one for one in tried if self._made_by(one, choice)[0] == choice), None)
        self.list.show_value((found.home, found.id) if found else None)
        self._explain(found)

    def _names(self) -> list[str]:
        return [self.list.itemText(at) for at in range(self.list.count())]

    def _explain(self, now: Preset | None) -> None:
        """What can be done to the preset, and why not."""
        why = "" if now is not None and now.home != OURS else _NOT_OURS if now else _NONE
        for action in (self.rename_action, self.delete_action):
            action.setEnabled(not why)
            action.setToolTip(self._look.tr_(why) if why else action.text())
        self.list.setToolTip(now.note if now is not None else "")

    @property
    def current(self) -> Preset | None:
        """The preset that is shown, None for none."""
        return next((p for p in self.presets if (p.home, p.id) == self.list.value), None)

    def _picked(self, _value: object) -> None:
        now = self.current
        if now is not None:
            self._explain(now)
            choice, said = self._made_by(now, self._choice)
            self.chosen.emit(choice)
            if said is not None:
                self.told.emit(said)

    def _made_by(self, preset: Preset, base: ExportChoice) -> tuple[ExportChoice, Message | None]:
        """The choice that a preset makes of another, and what to tell about it."""
        subject = self._subject
        return preset_choice(preset.values, base, subject.document, subject.map_id)

    # What is done to them

    def save_as(self) -> None:
        """Keeps the choice under a name."""
        now = self.current
        name = now.name if now is not None and now.home != OURS else ""
        home = now.home if now is not None and now.home != OURS else OWN
        words, where = PresetSheet(self.window(), self._look, name, home).typed()
        if not words:
            return
        subject, ids = self._subject, self._subject.services.ids
        values = preset_plain(self._choice, subject.document)
        if where == OWN:
            self._own(lambda: save_own(subject.settings, ids, words, values))
        else:
            step = message(_SAVED, name=words)
            self._edit(step, lambda document: save_preset(document, ids, words, values))
        made = [p for p in self.presets if p.home == where and p.name == " ".join(words.split())]
        self._anew(made[0] if made else None)

    def rename(self) -> None:
        """Another name for the preset."""
        now = self.current
        if now is None:
            return
        words, _home = PresetSheet(self.window(), self._look, now.name, None).typed()
        if not words:
            return
        if now.home == OWN:
            self._own(lambda: rename_own(self._subject.settings, now.id, words))
        else:
            self._edit(message(_RENAMED), lambda document: rename_preset(document, now.id, words))
        self._anew(now)

    def delete(self) -> None:
        """The preset is gone; what is chosen stays as it is."""
        now = self.current
        if now is None:
            return
        if now.home == OWN:
            if self._agreed(now):
                self._own(lambda: delete_own(self._subject.settings, now.id))
        else:
            step = message(_DELETED, name=now.name)
            self._edit(step, lambda document: delete_preset(document, now.id))
        self._anew(None)

    def _agreed(self, preset: Preset) -> bool:
        """What is not in the document no undo brings back."""
        tr = self._look.tr_
        title = tr(N_("Delete the preset “{name}”?"), name=preset.name)
        words = tr(N_("Documents stay as they are. The preset can't be brought back."))
        return Dialogs(self.window(), self._look).agree(title, words, tr(N_("Delete")))

    def _anew(self, shown: Preset | None) -> None:
        self.list.set_choices([])
        self.show_choice(self._choice)
        if shown is not None:
            self.list.show_value((shown.home, shown.id))
            self._explain(self.current)

    def _own(self, do: Callable[[], object]) -> None:
        try:
            do()
        except Refused as refused:
            self.told.emit(refused.message)

    def _edit(self, step: Message, make: Callable[[Document], Patch]) -> None:
        editor = self._subject.editor
        try:
            editor.commit(step, make(editor.document))
        except Refused as refused:
            self.told.emit(refused.message)
