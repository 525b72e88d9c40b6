"""Files of typefaces that Qt knows: each is made known once, however many windows and canvases ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontDatabase

if TYPE_CHECKING:
    from pathlib import Path


def families_in(path: Path) -> tuple[str, ...]:
    """The families in a font file by Qt's names, none where it can't be read.

    Qt keeps such a file for as long as there is an application and reads it again each time it is asked to; so the
    application remembers what it was told. Needs a `QGuiApplication`.
    """
    application = QCoreApplication.instance()
    assert application is not None
    name = f"typeface {path}"
    known = application.property(name)
    if not known:
        number = QFontDatabase.addApplicationFont(str(path))
        known = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
        application.setProperty(name, known)
    return tuple(known)
