"""Nothing that is put together in the window is a window of its own for a moment: that would take the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from journeyeditor.model.entities import Card, Connector, Entity, Lane, Persona, Stage, Step

if TYPE_CHECKING:
    from journeyeditor.ui.main_window import MainWindow

KINDS: tuple[type[Entity], ...] = (Card, Stage, Step, Lane, Persona, Connector)


class Watch(QObject):
    """Notes every widget that is shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(repr(watched))
        return False


def test_selecting_anything_opens_no_window(editor: MainWindow) -> None:
    assert editor.page is not None
    engine = editor.page.session.editor
    document = engine.document
    watch = Watch()
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(watch)
    try:
        for kind in KINDS:
            keys = [entity.id for entity in document.all(kind)]
            for key in keys[:12]:
                engine.select([key])
            engine.select(keys)
        engine.select(())
    finally:
        application.removeEventFilter(watch)
    assert watch.seen == []
