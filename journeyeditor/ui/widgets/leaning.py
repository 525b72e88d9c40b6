"""To which side a text field sets its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPlainTextEdit, QTextEdit


def lean(field: QPlainTextEdit | QTextEdit) -> None:
    """A text that begins in a right-to-left script stands at the right: Qt leaves it at the left."""
    # The text engine is loaded with the first document, not with the start page.
    # The start page, which has no such field, is shown without loading this.
    from journeyeditor.layout.text.bidi import direction

    document = field.document()
    option = document.defaultTextOption()
    rtl = direction(document.firstBlock().text()) == 1
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    if option.alignment() != side:
        option.setAlignment(side)
        document.setDefaultTextOption(option)
