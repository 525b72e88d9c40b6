"""Makes pictures of all screens: `python -m tests.ui.screens OUT [WORD...]`.

Each is called `SCREEN.MODE.png`; with words, only those whose name has one of them, or is it after a `=`. Every scale
is a process of its own, as that of a screen can't be changed in a running one. `python -m tests.ui.screens --renew` makes the kept
pictures in tests/ui/goldens anew: look at them before they are kept. With `--seen` the screens are shown in windows of
the X display there is, of 1920 to 1080 pixels and with a window manager, and photographed from it.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from tests.ui.screens.modes import MODES, SCALES, Mode, environment

if TYPE_CHECKING:
    from collections.abc import Iterable

_ONLY, _RENEW, _SEEN = "--mode", "--renew", "--seen"


def main(arguments: list[str]) -> int:
    """Does what the command line says; exit codes as argparse has them: 2 for what makes no sense."""
    parser = _parser()
    given = parser.parse_intermixed_args(arguments)
    if given.renew == (given.out is not None):
        parser.error(f"give a folder for the pictures, or {_RENEW} alone")
    if given.renew:
        return renew()
    if given.mode:
        return max(picture_all(mode, given.out, given.words) for mode in given.mode)
    found = by_scale(MODES.values())
    return max(in_process(modes, given.out, given.words, given.seen) for modes in found)


def _parser() -> argparse.ArgumentParser:
    about, _, details = (__doc__ or "").partition("\n\n")
    parser = argparse.ArgumentParser(
        prog="python -m tests.ui.screens", description=about, epilog=details, allow_abbrev=False
    )
    parser.add_argument("out", metavar="OUT", type=Path, nargs="?", help="folder of the pictures")
    parser.add_argument(
        "words", metavar="WORD", nargs="*", help="part of a name, such as dark-200-rtl; or =NAME"
    )
    parser.add_argument(
        _RENEW, action="store_true", help="make the kept pictures in tests/ui/goldens anew"
    )
    parser.add_argument(_SEEN, action="store_true", help="in windows of the X display, not unseen")
    # What a process of one scale is started with.
    parser.add_argument(_ONLY, type=_modes, help=argparse.SUPPRESS)
    return parser


def _modes(names: str) -> list[Mode]:
    unknown = [name for name in names.split(",") if name not in MODES]
    if unknown:
        raise argparse.ArgumentTypeError(f"there is no mode {unknown[0]!r}")
    return [MODES[name] for name in names.split(",")]


def by_scale(modes: Iterable[Mode]) -> list[list[Mode]]:
    """Modes that can be shown in one process."""
    found = list(modes)
    return [[mode for mode in found if mode.scale == scale] for scale in SCALES]


def in_process(modes: list[Mode], out: Path, words: list[str], seen: bool = False) -> int:
    """Makes the pictures of modes of one scale in a process with a screen of that; its exit code."""
    from tests.ui.screens.table import SCREENS

    chosen = [m for m in modes if any(wanted(f"{name}.{m.name}", words) for name in SCREENS)]
    if not chosen:
        return 0
    names = ",".join(mode.name for mode in chosen)
    out.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "tests.ui.screens", _ONLY, names, str(out), *words]
    return subprocess.run(command, env=environment(chosen[0], seen), check=False).returncode


def wanted(name: str, words: list[str]) -> bool:
    return not words or any(
        name == word[1:] if word.startswith("=") else word in name for word in words
    )


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
        modes = by_scale(MODES[mode] for mode in golden.GOLDENS)
        if any(in_process(some, Path(folder), golden.words()) for some in modes):
            return 1
        for mode, screen in golden.names():
            made = QImage(str(Path(folder) / f"{screen}.{mode}.png"))
            golden.keep(made, golden.path_of(mode, screen))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
