"""Text that is being typed, kept against a crash after each pause; no step to undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from journeyeditor.editing.editor import Cause
from journeyeditor.ui.inspector.fields import Field
from journeyeditor.ui.inspector.subject import Subject
from journeyeditor.ui.widgets.fields import HandedOver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from journeyeditor.app.session import Session
    from journeyeditor.editing.editor import Changed

PAUSE_MS, LONGEST_MS = 500, 3_000
"""Typed text is kept after such a pause, and where there is none for so long."""

Place = tuple[tuple[str, ...], str]
"""The entities whose field it is, and the field as `app.typed` names it."""


def text_fields(within: QWidget) -> Iterator[HandedOver]:
    """All fields of text in a widget."""
    for kind in (QLineEdit, QPlainTextEdit):
        for found in within.findChildren(kind):
            if isinstance(found, HandedOver):
                yield found


NOWHERE = ""
"""The key of a text that belongs to nothing in the document: after a crash it is told, for a person to put it in."""


def place_of(field: HandedOver) -> Place:
    """What a field edits: as it says itself, or as the control that it stands in says."""
    if field.place is not None:
        return field.place
    above = field.parent() if isinstance(field, QObject) else None
    while above is not None:
        edited, subject = getattr(above, "field", None), getattr(above, "subject", None)
        if isinstance(edited, Field) and isinstance(subject, Subject):
            return subject.keys, edited.name
        above = above.parent()
    name = field.accessibleName() if isinstance(field, QWidget) else ""
    return (NOWHERE,), name


def typing_in(within: QWidget) -> dict[tuple[str, str], str]:
    """The texts in a widget's fields that are typed and not in the document, by entity and field."""
    found: dict[tuple[str, str], str] = {}
    for field in text_fields(within):
        text = field.unsaved
        if text is not None:
            keys, name = place_of(field)
            found.update({(key, name): text for key in keys if text or key != NOWHERE})
    return found


class Drafts(QObject):
    """`typing` gives the texts that are typed and not in the document, by entity and field.

    Fields of `page` are listened to once they have the focus, whoever made them.
    """

    def __init__(
        self,
        session: Session,
        typing: Callable[[], Mapping[tuple[str, str], str]],
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._session, self._typing, self._page = session, typing, page
        self._kept: dict[tuple[str, str], str] = {}
        self._pause, self._longest = self._timer(PAUSE_MS), self._timer(LONGEST_MS)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focused)

    @property
    def kept(self) -> dict[tuple[str, str], str]:
        """The texts that are on record, by entity and field."""
        return dict(self._kept)

    def _timer(self, length: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(length)
        timer.timeout.connect(self.keep)
        return timer

    def _focused(self, _old: QWidget | None, field: QWidget | None) -> None:
        if isinstance(field, HandedOver) and not field.heard and self._page.isAncestorOf(field):
            field.heard = True
            field.textChanged.connect(self.typed)

    def typed(self) -> None:
        """Something was typed, or a field is gone."""
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def changed(self, event: Changed) -> None:
        """The document changed: with its row on record all drafts are gone, also of what is still being typed."""
        if event.cause is not Cause.PREVIEW and self._kept:
            self._settle({})
            self.keep()

    def keep(self) -> None:
        """Hands over what is being typed now, and forgets what is not any more."""
        self._longest.stop()
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
        self._longest.stop()
        self._settle({})
