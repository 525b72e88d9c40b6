"""What an export is about, as the dialog needs to know it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from journeyeditor.app.export_choices import Kind
from journeyeditor.export.kinds import Slides
from journeyeditor.ui.printing.composing import Form, PrintJob

if TYPE_CHECKING:
    from journeyeditor.app.export_choices import ExportChoice
    from journeyeditor.app.services import Services
    from journeyeditor.app.settings import Settings
    from journeyeditor.editing.editor import Editor
    from journeyeditor.layout.icons import IconSet
    from journeyeditor.model.document import Document


class Purpose(Enum):
    """What the dialog is opened for: a file, or paper on a printer."""

    EXPORT = "export"
    PRINT = "print"


@dataclass(frozen=True, slots=True)
class Subject:
    """The document of an editor, the map that is shown, and what the program has to work with.

    Presets are saved through the editor, each as one step.
    """

    editor: Editor
    map_id: str
    services: Services
    settings: Settings
    icons: IconSet
    purpose: Purpose = Purpose.EXPORT

    @property
    def document(self) -> Document:
        return self.editor.document

    @property
    def several(self) -> bool:
        """Whether there are more maps than the one that is shown."""
        return len(self.document.maps) > 1

    def maps(self, choice: ExportChoice) -> tuple[str, ...]:
        """The ids of the maps that are chosen."""
        if choice.all_maps or not self.map_id:
            return tuple(one.id for one in self.document.maps)
        return (self.map_id,)

    def hides(self, choice: ExportChoice) -> bool:
        """Whether there are hidden lanes in the maps that are chosen."""
        document = self.document
        return any(lane.hidden for key in self.maps(choice) for lane in document.lanes(key))

    def job(self, choice: ExportChoice) -> PrintJob:
        """The pages of a choice."""
        form = Form.PAGES if choice.on_paper else Form.MAPS
        if choice.kind is Kind.PPTX:
            form = Form.STAGES if choice.slides is Slides.STAGES else Form.SLIDES
        return PrintJob(self.document, choice.options, self.maps(choice), form)
