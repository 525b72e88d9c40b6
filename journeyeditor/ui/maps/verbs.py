"""What the commands of maps share: the document of the window, and an edit of it as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from journeyeditor.model.messages import Message, Refused, message

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.editing.patch import Patch
    from journeyeditor.model.document import Document
    from journeyeditor.ui.main_window import MainWindow


class Verbs(QObject):
    """Verbs on one window's document."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window

    def place(self) -> tuple[Document | None, str]:
        """The document and the map that are shown; None and "" without one."""
        page = self.window.page
        return (page.session.editor.document, page.map_id) if page is not None else (None, "")

    def edit(self, step: str | Message, make: Callable[[Document], Patch]) -> bool:
        """One step from what a verb makes of the document; what is refused is told."""
        page = self.window.page
        if page is None:
            return False
        page.commit_pending()
        label = step if isinstance(step, Message) else message(step)
        try:
            patch = make(page.session.editor.document)
        except Refused as refused:
            self.window.tell(refused.message)
            return False
        return page.canvas.commit(label, patch)
