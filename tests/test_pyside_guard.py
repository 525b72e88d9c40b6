"""The installed PySide6 keeps its hands off the count of references to None.

Some releases lose one with every call that returns nothing, until the interpreter dies ("none_dealloc"; upstream
PYSIDE-3474). From Python 3.12 on None is immortal and its count does not move at all.
"""

from __future__ import annotations

import os
import subprocess
import sys

CALLS = 10_000
# What else happens in between may hold a few more or fewer.
SLACK = 100

COUNT = f"""
import sys
from PySide6.QtGui import QColor, QImage, QPainter

image = QImage(8, 8, QImage.Format.Format_ARGB32_Premultiplied)
painter = QPainter(image)
colour = QColor(1, 2, 3)
# The first call makes PySide6 load what it knows of signatures, which holds some references for good.
painter.setPen(colour)
before = sys.getrefcount(None)
for _ in range({CALLS}):
    painter.setPen(colour)
after = sys.getrefcount(None)
painter.end()
print(after - before)
"""


def test_void_calls_keep_the_count_of_none() -> None:
    done = subprocess.run(
        [sys.executable, "-c", COUNT],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    drift = int(done.stdout)
    allowed = 0 if sys.version_info >= (3, 12) else SLACK
    assert abs(drift) <= allowed
