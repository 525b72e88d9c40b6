"""`python -m tests.accessibility`: what a real screen reader's way into the program finds there.

The program runs on an X server and a bus of its own, and a client of AT-SPI (the desktop's accessibility bus) walks
through the canvas, does an action, and hears what is said while keys are pressed. Needs of Debian's packages: xvfb,
dbus, at-spi2-core, python3-pyatspi, gir1.2-atspi-2.0. Ends with 0 where all was found, 1 where something was missing,
and 2, with the reason, where it can't run here.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.accessibility import program

HERE = Path(__file__).parent
SYSTEM_PYTHON = "/usr/bin/python3"
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
TIME_OUT = 120
SCRIPT = """
"$LAUNCHER" --launch-immediately >/dev/null 2>&1 &
launcher=$!
"$PROGRAM_PYTHON" -X faulthandler -m tests.accessibility.program $WAY >&2 &
program=$!
"$CLIENT_PYTHON" "$CLIENT"
kill $program $launcher 2>/dev/null
wait $program 2>/dev/null
true
"""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that has to be found, in words, and whether it was."""

    words: str
    good: bool


def missing() -> str:
    """Why the rig can't run here, "" where it can."""
    for tool, package in (("Xvfb", "xvfb"), ("xvfb-run", "xvfb"), ("dbus-run-session", "dbus")):
        if shutil.which(tool) is None:
            return f"{tool} is missing (Debian's package {package})"
    if launcher() is None:
        return "at-spi-bus-launcher is missing (Debian's package at-spi2-core)"
    probe = [SYSTEM_PYTHON, "-c", "import pyatspi"]
    if (
        not Path(SYSTEM_PYTHON).exists()
        or subprocess.run(probe, check=False, capture_output=True).returncode
    ):
        return "pyatspi is missing (Debian's packages python3-pyatspi and gir1.2-atspi-2.0)"
    return ""


def launcher() -> str | None:
    return next((path for path in LAUNCHERS if Path(path).exists()), None)


def found(mute: bool = False) -> dict[str, Any]:
    """What the client wrote down; `mute` leaves out the canvas's own interface, to see that this is found out.

    Raises ValueError where it wrote nothing that can be read.
    """
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "LAUNCHER": launcher() or "",
            "PROGRAM_PYTHON": sys.executable,
            "CLIENT_PYTHON": SYSTEM_PYTHON,
            "CLIENT": str(HERE / "client.py"),
            "WAY": program.MUTE if mute else "",
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "XDG_RUNTIME_DIR": folder,
            "XDG_CONFIG_HOME": folder,
            "XDG_DATA_HOME": folder,
            "XDG_STATE_HOME": folder,
        }
        command = ["xvfb-run", "-a", "-s", "-screen 0 1440x900x24", "dbus-run-session", "--"]
        done = subprocess.run(
            [*command, "sh", "-c", SCRIPT],
            cwd=HERE.parents[1],
            env=environment,
            stdout=subprocess.PIPE,
            timeout=TIME_OUT,
            check=False,
        )
    read: dict[str, Any] = json.loads(done.stdout)
    return read


def checks(seen: dict[str, Any]) -> list[Check]:
    things, said = seen["things"], seen["announced"]
    roles = {thing["role"] for thing in things}
    cards = [thing for thing in things if thing["role"] == "list item"]
    leasing = next((one for one in cards if one["name"].startswith("Leasing form")), None)
    return [
        Check(f"the canvas and {len(things)} things on it are on the bus", len(things) > 40),
        Check("stages, steps and lanes have roles of heads", _heads(roles)),
        Check(
            "a card tells lane, stage, step, place and rating",
            leasing is not None
            and all(
                part in leasing["name"] for part in ("Touchpoints", "Purchase", "Orders", "1 of 1")
            ),
        ),
        Check(
            "everything has a name and a size", all(t["name"] and min(t["size"]) for t in things)
        ),
        Check(
            "everything can be selected and pressed",
            all(t["selectable"] and "Press" in t["actions"] for t in things),
        ),
        Check("cards can be edited by an action", all("Edit" in t["actions"] for t in cards[:3])),
        Check(f"pressing a card selects it ({seen['pressed']!r})", bool(seen["pressed"])),
        Check(f"the focus went from card to card: {seen['focused']}", len(seen["focused"]) >= 2),
        *(
            Check(f"“{words}…” was announced", any(one.startswith(words) for one in said))
            for words in ("Marta: Rated Delighted, 5 of 5", "Moved to ", "Undone: ", "Deleted: ")
        ),
    ]


def _heads(roles: set[str]) -> bool:
    return {"table column header", "column header"} & roles != set() and {
        "table row header",
        "row header",
    } & roles != set()


def main() -> int:
    why = missing()
    if why:
        sys.stdout.write(f"can't run here: {why}\n")
        return 2
    seen = found()
    results = checks(seen)
    for check in results:
        sys.stdout.write(f"{'ok  ' if check.good else 'MISS'} {check.words}\n")
    if not all(check.good for check in results):
        nameless = [t for t in seen["things"] if not t["name"] or not min(t["size"])]
        sys.stdout.write(f"without name or size: {nameless[:5]}\n")
        sys.stdout.write(f"announced: {seen['announced']}\nfaults: {seen.get('faults', [])}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
