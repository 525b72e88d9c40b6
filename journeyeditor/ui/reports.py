"""A list of sentences about a file, in a dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from journeyeditor.ui.widgets.build import column, label, px

if TYPE_CHECKING:
    from collections.abc import Sequence

HIGHEST, BAR, EDGE = 400, 14, 4
"""The greatest height of a list of sentences, and the widths of its scroll bar and of its edge with what is free
inside it, in logical pixels."""


class ReportArea(QScrollArea):
    """A list of sentences that is as high as they are, up to a point."""

    def fit(self, width: int) -> None:
        """In so many logical pixels of width."""
        inner = self.widget()
        lines = inner.layout() if inner is not None else None
        wanted = lines.totalHeightForWidth(width - px(BAR) - 2 * EDGE) if lines is not None else 0
        self.setFixedHeight(min(px(HIGHEST), wanted + 4 + 2 * EDGE))


def report_list(sentences: Sequence[str]) -> ReportArea:
    """Sentences one below the other, to be read and copied."""
    inner = QWidget()
    lines = column(inner, 6, (2, 2, 8, 2))
    for sentence in sentences:
        block = QFrame()
        block.setObjectName("block")
        text = label(sentence, wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column(block, 0, (12, 9, 12, 9)).addWidget(text)
        lines.addWidget(block)
    lines.addStretch(1)
    area = ReportArea()
    area.setObjectName("report")
    area.setWidget(inner)
    inner.setObjectName("sidePanel")
    area.setWidgetResizable(True)
    return area
