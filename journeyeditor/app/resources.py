"""Where the files that ship with the program are: in the checkout, or inside an installed wheel."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from journeyeditor.model.messages import N_, Refused

_PACKAGE = Path(__file__).resolve().parents[1]

_MISSING = N_("The program's own files are missing at {path}; install the program again.")


@dataclass(frozen=True, slots=True)
class Resources:
    """Paths below the resources folder."""

    root: Path

    @classmethod
    def find(cls, package: Path = _PACKAGE) -> Resources:
        """The resources of this program: inside the package of a wheel, else beside that of a checkout.

        Raises `Refused` where they are in neither place.
        """
        for root in (package / "resources", package.parent / "resources"):
            if (root / "fonts").is_dir():
                return cls(root)
        raise Refused(_MISSING, path=package / "resources")

    @property
    def fonts(self) -> Path:
        return self.root / "fonts"

    @property
    def icons(self) -> Path:
        return self.root / "icons"

    @property
    def themes(self) -> Path:
        return self.root / "themes"

    def theme(self, name: str) -> Path:
        """The file of a theme: light, dark, high-contrast, print or print-save-ink."""
        return self.themes / f"{name}.json"

    @property
    def templates(self) -> Path:
        return self.root / "templates"

    @property
    def samples(self) -> Path:
        return self.root / "samples"

    @property
    def translations(self) -> Path:
        return self.root / "translations"
