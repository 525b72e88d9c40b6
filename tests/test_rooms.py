"""The pure rooms can be imported where the window's library is absent; the core where nothing else is installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import journeyeditor

PACKAGE = Path(journeyeditor.__file__).parent
STANDARD_ONLY = ("model", "editing")
WITHOUT_QT = ("layout", "storage", "interchange", "export", "app")

IMPORT_ALL = """
import importlib, pkgutil, sys

room, standard_only = sys.argv[1], sys.argv[2] == "standard"


class Absent:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        outside = top != "journeyeditor" and top not in sys.stdlib_module_names
        if top in ("PySide6", "shiboken6") or (standard_only and outside):
            raise ModuleNotFoundError(f"{name} is not installed here", name=name)
        return None


sys.meta_path.insert(0, Absent())
package = importlib.import_module(f"journeyeditor.{room}")
names = [found.name for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
for name in names:
    importlib.import_module(name)
print(len(names))
"""


def import_all(room: str, kind: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, room, kind],
        cwd=PACKAGE.parent,
        capture_output=True,
        text=True,
        check=False,
    )


def modules_in(room: str) -> int:
    """All modules and packages under a room, the room itself not counted."""
    files = list((PACKAGE / room).rglob("*.py"))
    return len(files) - 1


@pytest.mark.parametrize("room", STANDARD_ONLY)
def test_the_core_needs_the_standard_library_only(room: str) -> None:
    done = import_all(room, "standard")
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == modules_in(room)


@pytest.mark.parametrize("room", WITHOUT_QT)
def test_a_pure_room_needs_no_window(room: str) -> None:
    done = import_all(room, "qt")
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == modules_in(room)


def test_the_guard_notices_a_window() -> None:
    """What is absent for the rooms is absent indeed."""
    code = IMPORT_ALL.replace("package = ", "import PySide6\npackage = ")
    done = subprocess.run(
        [sys.executable, "-c", code, "model", "qt"],
        cwd=PACKAGE.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "PySide6 is not installed here" in done.stderr
