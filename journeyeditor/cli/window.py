"""Opening the window, and saying in one sentence what a machine lacks for it.

Qt ends the process where it can't reach a display or load its plugin for one, so that is tried beforehand.
"""

from __future__ import annotations

import ctypes
import importlib.util
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from journeyeditor.cli.words import BadUsage
from journeyeditor.model.messages import N_

_NO_DISPLAY = N_(
    "There is no display to open a window on. Start it in a desktop session, or work without a window: “journeyeditor --help” lists the commands."
)
_UNREACHABLE = N_(
    "The display {display} can't be reached. Start it in a desktop session, or work without a window: “journeyeditor --help” lists the commands."
)
_NO_LIBRARY = N_(
    "The system library {library} is missing. On Debian and Ubuntu: sudo apt-get install {package}"
)
_NO_LIBRARY_KNOWN = N_(
    "The system library {library} is missing. Install the package that holds it."
)
_NO_PLUGIN = N_("Qt can't open windows on this machine: {reason}.")
_NO_QT = N_("PySide6 is missing. Install it with: pip install PySide6-Essentials")

# Qt's platforms that need no display.
_WITHOUT_DISPLAY = frozenset(
    {"offscreen", "minimal", "minimalegl", "vnc", "linuxfb", "eglfs", "vkkhrdisplay"}
)

# Which package of Debian 12 and 13 holds what Qt 6 needs (`ldd` on its libraries, apt-file).
PACKAGES: Mapping[str, str] = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzstd.so.1": "libzstd1",
}

_LIBRARY = re.compile(r"lib[\w.+-]+?\.so(?:\.\d+)*")

RunWindow = Callable[[Path | None], int]


def open_window(path: Path | None, environment: Mapping[str, str]) -> int:
    """Opens the editor with this file and returns when it is closed.

    Raises `BadUsage` with one sentence where this machine can't open a window.
    """
    require_display(environment, sys.platform)
    run_window = _application()
    if sys.platform.startswith("linux") and uses_xcb(environment):
        require_xcb(environment.get("DISPLAY", ""))
    return run_window(path)


def require_display(environment: Mapping[str, str], platform: str) -> None:
    """Raises `BadUsage` on a system with displays of its own where there is none to be seen."""
    wanted = environment.get("QT_QPA_PLATFORM", "").split(":")[0]
    shown = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    if platform.startswith("linux") and not shown and wanted not in _WITHOUT_DISPLAY:
        raise BadUsage(_NO_DISPLAY)


def uses_xcb(environment: Mapping[str, str]) -> bool:
    """Whether Qt will open its windows through X11."""
    wanted = environment.get("QT_QPA_PLATFORM", "").split(":")[0]
    return wanted == "xcb" or (not wanted and not environment.get("WAYLAND_DISPLAY"))


def _application() -> RunWindow:
    try:
        from journeyeditor.ui.application import run
    except ImportError as error:
        raise missing_part(error) from error
    return run


def missing_part(error: Exception) -> Exception:
    """The sentence for a library that can't be loaded; any other error stays what it is."""
    found = _LIBRARY.search(str(error))
    if found is not None and "cannot open shared object file" in str(error):
        package = PACKAGES.get(found[0])
        if package is None:
            return BadUsage(_NO_LIBRARY_KNOWN, library=found[0])
        return BadUsage(_NO_LIBRARY, library=found[0], package=package)
    if isinstance(error, ModuleNotFoundError) and (error.name or "").startswith("PySide6"):
        return BadUsage(_NO_QT)
    return error


def require_xcb(display: str, load: Callable[[str], ctypes.CDLL] = ctypes.CDLL) -> None:
    """Raises `BadUsage` where Qt's plugin for X11 can't be loaded or the display can't be reached."""
    plugin = _plugin()
    if plugin is None:
        return
    try:
        load(str(plugin))
        library = load("libxcb.so.1")
    except OSError as error:
        found = missing_part(error)
        raise (
            found if isinstance(found, BadUsage) else BadUsage(_NO_PLUGIN, reason=error)
        ) from error
    if not _reachable(library):
        raise BadUsage(_UNREACHABLE, display=display)


def _plugin() -> Path | None:
    package = importlib.util.find_spec("PySide6")
    if package is None or package.origin is None:
        return None
    path = Path(package.origin).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    return path if path.is_file() else None


def _reachable(library: ctypes.CDLL) -> bool:
    """Whether a connection to the display of the environment can be made (xcb's own functions)."""
    library.xcb_connect.restype = ctypes.c_void_p
    library.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    library.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = library.xcb_connect(None, None)
    try:
        return not library.xcb_connection_has_error(connection)
    finally:
        library.xcb_disconnect(connection)
