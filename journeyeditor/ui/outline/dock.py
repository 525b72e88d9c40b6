"""Where the outline is: under the canvas, made when it is first opened, its height a person's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QSplitter

from journeyeditor.model.messages import N_, Refused
from journeyeditor.ui.drafts import typing_in
from journeyeditor.ui.inspector.subject import Desk

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from journeyeditor.app.settings import Settings
    from journeyeditor.editing.editor import Changed
    from journeyeditor.ui.canvas.view import Canvas
    from journeyeditor.ui.editor_page import EditorPage
    from journeyeditor.ui.outline.panel import Outline

LEAST_HEIGHT, LEAST_CANVAS = 150, 120
"""Least heights of the outline and of the canvas above it, in logical pixels at 100 %."""


_SETTLE_MS = 400
_NAME = N_("Height of the outline")


class OutlineDock(QSplitter):
    """The canvas of a page with the outline under it. `outline` is None until it was first wanted.

    `called` carries the name of an action to be called.
    """

    called = Signal(str)

    def __init__(self, page: EditorPage, canvas: Canvas) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.setObjectName("outlineDock")
        self._page, self._canvas = page, canvas
        self.outline: Outline | None = None
        self.setChildrenCollapsible(False)
        self.addWidget(canvas)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SETTLE_MS)
        self._soon.timeout.connect(self._keep_height)
        self.splitterMoved.connect(self._resized)
        page.bridge.changed.connect(self._changed)
        page.bridge.selected.connect(self._selected)

    @property
    def _settings(self) -> Settings:
        return self._page.world.settings

    @property
    def open(self) -> bool:
        return self.outline is not None and not self.outline.isHidden()

    def set_wanted(self, wanted: bool) -> None:
        """Shows or hides the outline; hidden it costs nothing."""
        if wanted == self.open:
            return
        if wanted:
            self._show()
        elif self.outline is not None:
            held = self.outline.isAncestorOf(QApplication.focusWidget() or self)
            self.outline.commit_pending()
            self.outline.panel.close_panel()
            self.outline.hide()
            if held:
                self._canvas.setFocus()

    def _show(self) -> None:
        if self.outline is None:
            self.outline = self._made()
        self.outline.show()
        tall = round(self._settings.number("outline_height"))
        self.setSizes([max(self.height() - tall, 1), tall])
        self.outline.refresh()

    def _made(self) -> Outline:
        from journeyeditor.ui.outline.panel import Outline
        from journeyeditor.ui.outline.shown import ShownColumns

        page, settings = self._page, self._settings
        look = page.world.look
        chosen = ShownColumns(settings.text("outline_columns"), self._keep_columns)
        made = Outline(
            self._desk(),
            self._canvas,
            page,
            chosen,
            settings.text("outline_view"),
            settings.text("outline_table"),
        )
        made.setMinimumHeight(look.px(LEAST_HEIGHT))
        self._canvas.setMinimumHeight(look.px(LEAST_CANVAS))
        made.said.connect(self._page.said)
        made.left.connect(self._canvas.setFocus)
        made.way_chosen.connect(self._way_chosen)
        made.table_chosen.connect(self._table_chosen)
        made.closed.connect(self._closed)
        self.addWidget(made)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.handle(1).setAccessibleName(look.tr_(_NAME))
        return made

    def _desk(self) -> Desk:
        """As that of the inspector, but that who leaves a field stays in the outline."""
        page, other = self._page, self._page.inspector.desk
        made = Desk(page.world.look, other.editor, other.ids, self, other.around)
        made.drafts = other.drafts
        made.said.connect(page.said)
        made.settling.connect(self._canvas.settle)
        made.typed.connect(page.drafts.typed)
        made.wanted.connect(page.go_to)
        made.called.connect(self.called)
        return made

    def _closed(self) -> None:
        self.called.emit("panel-outline")

    def _way_chosen(self, way: str) -> None:
        self._keep("outline_view", way)

    def _table_chosen(self, table: str) -> None:
        self._keep("outline_table", table)

    def _keep_columns(self, text: str) -> None:
        self._keep("outline_columns", text)

    def _resized(self) -> None:
        self._soon.start()

    def _keep_height(self) -> None:
        if self.open:
            self._keep("outline_height", float(self.sizes()[1]))

    def _keep(self, key: str, value: str | float) -> None:
        try:
            self._settings.put(key, value)
        except Refused as refused:
            self._page.said.emit(refused.message)

    def _changed(self, event: Changed) -> None:
        if self.outline is not None and self.open:
            self.outline.changed(event)

    def _selected(self) -> None:
        if self.outline is not None and self.open:
            self.outline.selected()

    @property
    def panels(self) -> tuple[QWidget, ...]:
        """The outline as a place for the keyboard, where it is open."""
        return (self.outline,) if self.outline is not None and self.open else ()

    def show_map(self) -> None:
        """Another map is the one of the canvas."""
        if self.outline is not None and self.open:
            self.outline.refresh()

    def typing(self) -> dict[tuple[str, str], str]:
        """The texts that are being typed in the outline and beside its cells."""
        found: dict[tuple[str, str], str] = {}
        for widget in self.outline.typed_in() if self.outline is not None else ():
            found.update(typing_in(widget))
        return found

    def commit_pending(self) -> None:
        if self.outline is not None:
            self.outline.commit_pending()
