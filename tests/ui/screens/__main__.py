"""Makes pictures of all screens: `python -m tests.ui.screens OUT [WORD...]`.

Each is called `SCREEN.MODE.png`; with words, only those whose name has one of them. Every mode is a process of its
own, as the scale of a screen can't be changed in a running one. `python -m tests.ui.screens --renew` makes the kept
pictures in tests/ui/goldens anew: look at them before they are kept.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

from tests.ui.screens.modes import MODES, Mode, environment

_ONLY, _RENEW = "--mode", "--renew"
BEST = 0
"""Qt's quality of a PNG that is packed as small as can be."""


def main(arguments: list[str]) -> int:
    if arguments[:1] == [_ONLY]:
        return picture_all(MODES[arguments[1]], Path(arguments[2]), arguments[3:])
    if arguments == [_RENEW]:
        return renew()
    if not arguments:
        sys.stdout.write(__doc__ or "")
        return 2
    return max(in_process(mode, Path(arguments[0]), arguments[1:]) for mode in MODES.values())


def in_process(mode: Mode, out: Path, words: list[str]) -> int:
    """Makes the pictures of a mode in a process with a screen of its scale; its exit code."""
    from tests.ui.screens.table import SCREENS

    if not any(wanted(f"{name}.{mode.name}", words) for name in SCREENS):
        return 0
    out.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "tests.ui.screens", _ONLY, mode.name, str(out), *words]
    return subprocess.run(command, env=environment(mode), check=False).returncode


def wanted(name: str, words: list[str]) -> bool:
    return not words or any(word in name for word in words)


def picture_all(mode: Mode, out: Path, words: list[str]) -> int:
    """All screens of one mode; one that fails is told and stops no other."""
    from tests.ui.screens.studio import Studio
    from tests.ui.screens.table import SCREENS

    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(mode, Path(folder))
        for name, make in SCREENS.items():
            full = f"{name}.{mode.name}"
            if not wanted(full, words):
                continue
            studio.open()
            try:
                make(studio).save(str(out / f"{full}.png"))
                sys.stdout.write(f"{full}\n")
            except Exception:
                failed += 1
                sys.stderr.write(f"{full}: {traceback.format_exc()}\n")
            finally:
                studio.close()
    return 1 if failed else 0


def renew() -> int:
    """Makes the kept pictures anew."""
    from PySide6.QtGui import QImage

    from tests.ui.screens import golden

    golden.FOLDER.mkdir(exist_ok=True)
    for old in golden.FOLDER.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        for mode, screens in golden.GOLDENS.items():
            words = [f"{screen}.{mode}" for screen in screens]
            if in_process(MODES[mode], Path(folder), words):
                return 1
            for screen in screens:
                made = QImage(str(Path(folder) / f"{screen}.{mode}.png"))
                golden.small(made).save(str(golden.path_of(mode, screen)), quality=BEST)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
