"""The program ends without a crash, in a process of its own, whatever was open."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from journeyeditor.ui.application import make_application, run
from journeyeditor.ui.main_window import MainWindow

def window():
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))

def act():
    if what != "start":
        window().files.sample("first-e-bike")
        for action in acts[what]:
            window().actions_[action].trigger()
    timer.timeout.disconnect(act)
    timer.timeout.connect(leave)

def leave():
    if window().page is None or window().page.placed is not None:
        timer.stop()
        window().close()
        QApplication.quit()

acts = {"dialog": ["shortcuts"], "presenting": ["present"], "copying": ["select-all", "copy"]}
what = sys.argv[1]
make_application()
timer = QTimer()
timer.timeout.connect(act)
timer.start(50)
code = run(None)
print("ended", code, flush=True)
sys.exit(code)
"""


@pytest.mark.parametrize("what", ["start", "dialog", "presenting", "copying"])
def test_the_program_ends_well(tmp_path: Path, what: str) -> None:
    homes = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    surroundings = {
        **os.environ,
        **{name: str(tmp_path) for name in homes},
        "QT_QPA_PLATFORM": "offscreen",
    }
    ended = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", PROGRAM, what],
        capture_output=True, text=True, check=False, env=surroundings, timeout=120,
    )  # fmt: skip
    assert (ended.returncode, ended.stdout) == (0, "ended 0\n"), ended.stderr
    assert "Traceback" not in ended.stderr
