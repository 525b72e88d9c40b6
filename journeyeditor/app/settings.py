"""What a person has chosen for good: a table of settings, kept as one JSON file.

A damaged file never stops the program and is put aside before the next is written; values that make no sense give way to the defaults;
settings of a newer version are kept as they are.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from journeyeditor.model.messages import N_, Message, Refused, message

MAX_RECENT = 10
RECENT = "recent"

Value = str | bool | float

_DAMAGED = N_(
    "The settings in {path} could not be read, so they start anew; the damaged file is kept as {aside}."
)
_NOT_WRITTEN = N_("The settings can't be kept in {path}: {reason}.")
_UNKNOWN = N_("There is no setting “{name}”.")
_NO_VALUE = N_("“{label}” can't be {value}.")


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing to choose. Its type is that of the default; `choices` are all there are, none: any.

    Numbers lie from `least` to `most`.
    """

    key: str
    default: Value
    label: str
    choices: tuple[str, ...] = ()
    choice_labels: tuple[str, ...] = ()
    least: float = 0.0
    most: float = 1e9

    def accepts(self, value: object) -> bool:
        if isinstance(self.default, bool):
            return isinstance(value, bool)
        if isinstance(self.default, float):
            number = isinstance(value, int | float) and not isinstance(value, bool)
            return number and self.least <= float(value) <= self.most  # type: ignore[arg-type]
        return isinstance(value, str) and (not self.choices or value in self.choices)


TEXT_SIZES = ("100 %", "115 %", "130 %", "150 %")

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "theme",
        "system",
        N_("Theme"),
        ("system", "light", "dark", "high-contrast"),
        (N_("As the system"), N_("Light"), N_("Dark"), N_("High contrast")),
    ),
    # Empty: the language of the system.
    Setting("language", "", N_("Language")),
    Setting("author", "", N_("Your name")),
    Setting(
        "direction",
        "auto",
        N_("Reading direction"),
        ("auto", "ltr", "rtl"),
        (N_("As the language"), N_("Left to right"), N_("Right to left")),
    ),
    # Percent of the window's own sizes; the map has its zoom.
    Setting("text_size", "100", N_("Text size"), ("100", "115", "130", "150"), TEXT_SIZES),
    Setting(
        "motion",
        "system",
        N_("Motion"),
        ("system", "on", "off"),
        (N_("As the system"), N_("With motion"), N_("Without motion")),
    ),
    Setting(
        "units",
        "mm",
        N_("Lengths"),
        ("mm", "in"),
        (N_("Millimetres"), N_("Inches")),
    ),
    Setting("show_minimap", True, N_("Show the overview")),
    Setting("show_outline", False, N_("Show the outline")),
    Setting(
        "outline_view",
        "stages",
        N_("Outline"),
        ("stages", "lanes", "table"),
        (N_("By stage"), N_("By lane"), N_("Table")),
    ),
    # Which table it shows, and which columns, as JSON.
    Setting("outline_table", "cards", N_("Outline")),
    Setting("outline_columns", "", N_("Outline")),
    # In logical pixels.
    Setting("outline_height", 320.0, N_("Height of the outline"), least=100.0, most=5000.0),
    # Names of the hints that need not be shown any more, with commas between them.
    Setting("hints_seen", "", N_("Hints")),
    Setting("show_palette", True, N_("Show the palette")),
    Setting("show_inspector", True, N_("Show the inspector")),
    # A name or a size, as `layout.sheets` reads them.
    Setting("paper", "A3", N_("Paper")),
    Setting(
        "orientation",
        "auto",
        N_("Orientation"),
        ("auto", "portrait", "landscape"),
        (N_("Automatic"), N_("Portrait"), N_("Landscape")),
    ),
    Setting(
        "pages",
        "one",
        N_("Pages"),
        ("one", "stages", "poster"),
        (N_("One sheet"), N_("Split between stages"), N_("Poster")),
    ),
    Setting("min_text", 6.0, N_("Smallest printed text (pt)"), least=3.0, most=24.0),
    # What was chosen last for an export, and the user's own presets, both as JSON.
    Setting("export", "", N_("Export")),
    Setting("export_presets", "", N_("Presets")),
    Setting("folder", "", N_("Last folder")),
    # Changes to the shortcuts, as JSON.
    Setting("shortcuts", "", N_("Shortcuts")),
    # Size and place of the window, as Qt writes them, in base64.
    Setting("window", "", N_("Window")),
)

_BY_KEY = {setting.key: setting for setting in SETTINGS}


class Settings:
    """The settings in one file. `warning` says if it was damaged; show it once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.warning: Message | None = None
        self._damaged = False
        self._values = self._read()

    def text(self, key: str) -> str:
        return str(self._value(key))

    def flag(self, key: str) -> bool:
        return bool(self._value(key))

    def number(self, key: str) -> float:
        return float(self._value(key))

    def put(self, key: str, value: Value) -> None:
        """Chooses a value and keeps it. Raises `Refused` for a value that can't be, or a file that can't."""
        setting = setting_of(key)
        if not setting.accepts(value):
            raise Refused(_NO_VALUE, label=setting.label, value=value)
        self._keep(key, value)

    def recent(self) -> tuple[Path, ...]:
        """The files opened last, newest first. Nobody looks whether they are there, which can take for ever."""
        return tuple(self._recent())

    def add_recent(self, path: Path, gone: Collection[Path] = ()) -> None:
        """Puts a file at the head of the recent ones; those known to be `gone` are the first to drop out."""
        path = path.absolute()
        others = [other for other in self._recent() if other != path]
        while len(others) >= MAX_RECENT:
            others.remove(next((one for one in reversed(others) if one in gone), others[-1]))
        self._keep_recent([path, *others])

    def forget_recent(self, path: Path) -> None:
        path = path.absolute()
        self._keep_recent(other for other in self._recent() if other != path)

    def _value(self, key: str) -> Value:
        setting = setting_of(key)
        value = self._values.get(key, setting.default)
        return value if setting.accepts(value) else setting.default

    def _recent(self) -> list[Path]:
        listed = self._values.get(RECENT, [])
        known = listed if isinstance(listed, list) else []
        return [Path(item) for item in known if isinstance(item, str) and "\0" not in item]

    def _keep_recent(self, paths: Iterable[Path]) -> None:
        self._keep(RECENT, [str(path) for path in paths])

    def _keep(self, key: str, value: Value | list[str]) -> None:
        # Another window may have written in the meantime: only what is chosen here changes.
        self._values = {**self._read(), key: value}
        try:
            self._write()
        except OSError as error:
            raise Refused(_NOT_WRITTEN, path=self._path, reason=error.strerror or error) from error

    def _read(self) -> dict[str, Any]:
        try:
            values = json.loads(self._path.read_text(encoding="utf-8"))
        except OSError:
            return {}
        except (ValueError, RecursionError):
            values = None
        self._damaged = not isinstance(values, dict)
        if self._damaged:
            self.warning = message(_DAMAGED, path=self._path, aside=self._aside)
        return values if isinstance(values, dict) else {}

    @property
    def _aside(self) -> Path:
        return self._path.with_suffix(".damaged.json")

    def _write(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if self._damaged:
            with suppress(OSError):
                self._path.replace(self._aside)
        fresh = self._path.with_name(f"{self._path.name}.{os.getpid()}.tmp")
        try:
            text = json.dumps(self._values, ensure_ascii=True, indent=1)
            with fresh.open("w", encoding="utf-8") as file:
                file.write(text + "\n")
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._path)
        except BaseException:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
            raise


def setting_of(key: str) -> Setting:
    """The setting of this key. Raises `Refused` where there is none."""
    try:
        return _BY_KEY[key]
    except KeyError:
        raise Refused(_UNKNOWN, name=key) from None
