"""A document handed over: as PDF pages, and as text in the open form.

The layout is imported where it is used, so that a window that only shows a start page does not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from journeyeditor.app.output import require_free, write_whole
from journeyeditor.app.services import Services
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Image
from journeyeditor.model.messages import N_, Message, message

if TYPE_CHECKING:
    from journeyeditor.layout.grid import MapLayout
    from journeyeditor.layout.pages import Page, PageOptions

PRINT_THEME = "print"
_SHOWN = 12

_BOXES = N_("No font holds these characters, so they print as boxes: {characters}")
_MORE_BOXES = N_(
    "No font holds these characters and {count} more, so they print as boxes: {characters}"
)


@dataclass(frozen=True, slots=True)
class Printed:
    """What an export made: how many pages, and sentences to tell about them."""

    pages: int
    warnings: tuple[Message, ...] = ()


def map_layout(document: Document, services: Services) -> MapLayout:
    """The layout of a document's maps on paper, with the words of its own language."""
    from journeyeditor.layout.fonts import FontStore
    from journeyeditor.layout.grid import MapLayout
    from journeyeditor.layout.icons import IconSet
    from journeyeditor.layout.text.engine import TextEngine

    resources = services.resources
    engine = TextEngine(FontStore(resources.fonts))
    words = services.words(document.info.language)
    return MapLayout(engine, IconSet.load(resources.icons), words, working=False)


def export_pdf(
    document: Document,
    target: Path,
    options: PageOptions,
    services: Services,
    *,
    maps: Sequence[str] | None = None,
    force: bool = False,
    original: Path | None = None,
) -> Printed:
    """Writes these maps (None: all) as a PDF, whole or not at all.

    `original` is the file that the document was read from: it is never replaced, another existing file only
    with `force`. Raises `Refused` in words.
    """
    from journeyeditor.layout.pages import compose_document, missing_characters, size_warnings

    require_free(target, original, force=force)
    layout = map_layout(document, services)
    translate = services.words(document.info.language)
    pages = compose_document(document, layout, options, translate, maps)
    # Again, as laying out many pages takes its time.
    require_free(target, original, force=force)
    write_whole(_pdf(document, pages, layout, services), target)
    missing = missing_characters(document, layout, maps)
    return Printed(len(pages), (*size_warnings(pages, options), *box_warnings(missing)))


def _pdf(document: Document, pages: Sequence[Page], layout: MapLayout, services: Services) -> bytes:
    from journeyeditor.export.pdf import PdfInfo, pdf_bytes
    from journeyeditor.layout.palette import Palette

    info = document.info
    return pdf_bytes(
        pages,
        fonts=layout.engine.fonts,
        palette=Palette.load(services.resources.theme(PRINT_THEME)),
        image=image_of(document),
        info=PdfInfo(
            title=info.title,
            author=info.author,
            subject=info.project,
            language=info.language,
            created=document.last_change,
            creator=services.app,
        ),
    )


def image_of(document: Document) -> Callable[[str], bytes | None]:
    """A document's pictures by their keys."""

    def found(key: str) -> bytes | None:
        image = document.find(Image, key)
        return None if image is None else image.data

    return found


def box_warnings(missing: Iterable[tuple[str, str]]) -> tuple[Message, ...]:
    """One sentence about the characters that print as boxes, or none."""
    characters = sorted({c for _, texts in missing for c in texts})
    if not characters:
        return ()
    shown = ", ".join(f"{c} (U+{ord(c):04X})" for c in characters[:_SHOWN])
    more = len(characters) - _SHOWN
    key = _MORE_BOXES if more > 0 else _BOXES
    return (message(key, characters=shown, count=more),)


def export_json(
    document: Document, target: Path, *, force: bool = False, original: Path | None = None
) -> None:
    """Writes a document in the open JSON form, as UTF-8. Refuses what `export_pdf` refuses."""
    from journeyeditor.interchange.json_document import write_json

    require_free(target, original, force=force)
    write_whole(write_json(document).encode("utf-8"), target)
