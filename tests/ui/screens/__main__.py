"""Makes pictures of all screens: `python -m tests.ui.screens OUT [WORD...]`.

Each is called `SCREEN.MODE.png`; with words, only those whose name has one of them. Every mode is a process of its
own, as the scale of a screen can't be changed in a running one.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

from tests.ui.screens.modes import MODES, Mode, environment

_ONLY = "--mode"


def wanted(name: str, words: list[str]) -> bool:
    return not words or any(word in name for word in words)


def main(arguments: list[str]) -> int:
    if arguments[:1] == [_ONLY]:
        return picture_all(MODES[arguments[1]], Path(arguments[2]), arguments[3:])
    if not arguments:
        print(__doc__)
        return 2
    out = Path(arguments[0])
    out.mkdir(parents=True, exist_ok=True)
    return max(_run(mode, arguments) for mode in MODES.values())


def _run(mode: Mode, arguments: list[str]) -> int:
    from tests.ui.screens.table import SCREENS

    if not any(wanted(f"{name}.{mode.name}", arguments[1:]) for name in SCREENS):
        return 0
    command = [sys.executable, "-m", "tests.ui.screens", _ONLY, mode.name, *arguments]
    return subprocess.run(command, env=environment(mode), check=False).returncode


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
            try:
                studio.open()
                make(studio).save(str(out / f"{full}.png"))
                print(full, flush=True)
            except Exception:
                failed += 1
                print(f"{full}: {traceback.format_exc()}", file=sys.stderr, flush=True)
            finally:
                studio.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
