"""Text that is being typed, kept against a crash after each pause; no step to undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from journeyeditor.editing.editor import Cause

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from journeyeditor.app.session import Session
    from journeyeditor.editing.editor import Changed

PAUSE_MS = 500


class Drafts(QObject):
    """`typing` gives the texts that are typed and not in the document, by entity and field."""

    def __init__(
        self,
        session: Session,
        typing: Callable[[], Mapping[tuple[str, str], str]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._typing = session, typing
        self._kept: dict[tuple[str, str], str] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep)

    def typed(self) -> None:
        """Something was typed, or a field is gone."""
        self._pause.start()

    def changed(self, event: Changed) -> None:
        """The document changed: what it holds by now is no draft any more."""
        if event.cause is not Cause.PREVIEW and self._kept:
            self._settle(self._typing())

    def keep(self) -> None:
        """Hands over what is being typed now, and forgets what is not any more."""
        texts = dict(self._typing())
        self._settle(texts)
        for (key, field), text in texts.items():
            if self._kept.get((key, field)) != text:
                self._session.draft(key, field, text)
                self._kept[key, field] = text

    def _settle(self, texts: Mapping[tuple[str, str], str]) -> None:
        for key, field in [place for place in self._kept if place not in texts]:
            del self._kept[key, field]
            self._session.settle_draft(key, field)

    def stop(self) -> None:
        """No text is typed any more."""
        self._pause.stop()
        self._settle({})
