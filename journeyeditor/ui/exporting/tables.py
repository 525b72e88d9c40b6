"""What there is to choose from in an export, with the words for it."""

from __future__ import annotations

from journeyeditor.app.export_choices import Kind
from journeyeditor.export.kinds import Slides, SvgText
from journeyeditor.layout.pages import PageMode
from journeyeditor.layout.sheets import Orientation
from journeyeditor.model.messages import N_

KINDS: tuple[tuple[Kind, str], ...] = (
    (Kind.PDF, N_("PDF")),
    (Kind.PNG, N_("PNG")),
    (Kind.SVG, N_("SVG")),
    (Kind.PPTX, N_("PowerPoint")),
)
KIND_NOTES: dict[Kind, str] = {
    Kind.PDF: N_("Text stays text; accessible and archivable."),
    Kind.PNG: N_("Pictures of the pages, for slides and web pages."),
    Kind.SVG: N_("Drawings that other programs can take apart."),
    Kind.PPTX: N_("Slides with shapes and text that can be edited."),
}
ORIENTATIONS: tuple[tuple[Orientation, str], ...] = (
    (Orientation.AUTO, N_("Automatic")),
    (Orientation.LANDSCAPE, N_("Landscape")),
    (Orientation.PORTRAIT, N_("Portrait")),
)
MODES: tuple[tuple[PageMode, str], ...] = (
    (PageMode.ONE, N_("One sheet")),
    (PageMode.STAGES, N_("By stages")),
    (PageMode.POSTER, N_("Poster")),
)
MODE_NOTES: dict[PageMode, str] = {
    PageMode.ONE: N_("Each map whole on one sheet."),
    PageMode.STAGES: N_("Broken only between stages; heads and labels on every page."),
    PageMode.POSTER: N_("Sheets to be glued together, with trim marks and codes."),
}
SHOWS: tuple[tuple[bool, str], ...] = (
    (False, N_("The map alone")),
    (True, N_("Whole pages")),
)
SVG_TEXTS: tuple[tuple[SvgText, str], ...] = (
    (SvgText.PATHS, N_("As outlines")),
    (SvgText.TEXT, N_("As text")),
)
SVG_NOTES: dict[SvgText, str] = {
    SvgText.PATHS: N_("Looks the same everywhere."),
    SvgText.TEXT: N_("Can be searched and edited; other programs may set it in other type."),
}
SHARPNESSES: tuple[tuple[float, str], ...] = (
    (0.0, N_("Automatic")),
    (1.0, "1×"),
    (2.0, "2×"),
    (4.0, "4×"),
)
"""Pixels to a map unit; 0 is as sharp as is usual."""

SLIDES: tuple[tuple[Slides, str], ...] = (
    (Slides.MAP, N_("One for each map")),
    (Slides.STAGES, N_("One for each stage")),
)
TRUE, SCALED, TILES = "true", "scaled", "tiles"
POSTERS: tuple[tuple[str, str], ...] = (
    (TRUE, N_("True scale")),
    (SCALED, N_("Scaled")),
    (TILES, N_("So many sheets")),
)
OWN = "own"
OWN_SIZE, OF_MAP = N_("Own size…"), N_("Size of the map")
TITLES = N_(
    "Title, client, personas, version, date, author and confidentiality: in full above a map’s first page, in a slim strip above all others."
)
ATTACHED = N_(
    "Inside is the document as it is now: opened here, the PDF gives the map back to edit. Left out are its history, comments, hidden lanes, and maps that are not exported."
)
SECRET = N_(
    "Whoever opens the PDF needs it, and nobody can get it back. A PDF with a password is no PDF/A for archives, and no two exports of it are the same bytes."
)

STEPS: dict[str, float] = {"mm": 5, "in": 0.25}
"""By what a key changes a length, by unit."""
