"""A document handed over: as PDF pages, as pictures and slides, and as text in the open form.

The layout is imported where it is used, so that a window that only shows a start page does not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from journeyeditor.app.output import require_free, write_whole, write_wholes
from journeyeditor.app.picturing import USUAL_PICTURES, PictureOptions, Work
from journeyeditor.app.services import Services
from journeyeditor.export.kinds import Slides, password_complaint
from journeyeditor.model.document import Document
from journeyeditor.model.entities import Image
from journeyeditor.model.messages import N_, Message, Refused, message

if TYPE_CHECKING:
    from journeyeditor.export.pdf_adapter import PdfInfo
    from journeyeditor.layout.grid import MapLayout
    from journeyeditor.layout.pages import Page, PageOptions, Part

PDF, PNG, SVG, PPTX, JSON = ".pdf", ".png", ".svg", ".pptx", ".json"
_PICTURES = (PNG, SVG)
KINDS = (PDF, PNG, SVG, PPTX, JSON)
"""What can be written, by the suffix of the file."""

_SHOWN = 12

_NO_KIND = N_("{path} should end in .pdf, .png, .svg, .pptx or .json.")
_NO_MAPS = N_("There is no map in this document, so there is nothing to print.")
_BOXES = N_("No font holds these characters, so they print as boxes: {characters}")
_MORE_BOXES = N_(
    "No font holds these characters and {count} more, so they print as boxes: {characters}"
)
PROTECTED = N_(
    "The PDF opens with the password only. It therefore does not claim PDF/A, and no two exports are equal byte by byte."
)

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Printed:
    """What an export made: how many pages (pictures, slides), sentences to tell about them, and the files."""

    pages: int
    warnings: tuple[Message, ...] = ()
    files: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Handover:
    """What goes with the pages: whether a PDF carries its own map, with its hidden lanes too, the password that it
    opens with ("": none), how pictures are made, and what a slide shows."""

    attach: bool = False
    attach_hidden: bool = False
    password: str = ""
    pictures: PictureOptions = USUAL_PICTURES
    slides: Slides = Slides.MAP


def unheard(_done: int, _total: int) -> None:
    """For an export that nobody waits for."""


def map_layout(document: Document, services: Services) -> MapLayout:
    """The layout of a document's maps on paper, with the words of its own language."""
    from journeyeditor.layout.fonts import FontStore
    from journeyeditor.layout.icons import IconSet
    from journeyeditor.layout.kept import KeptLayout
    from journeyeditor.layout.text.engine import TextEngine

    resources = services.resources
    engine = TextEngine(FontStore(resources.fonts))
    words = services.words(document.info.language)
    return KeptLayout(engine, IconSet.load(resources.icons), words)


def export_pages(
    document: Document,
    target: Path,
    options: PageOptions,
    services: Services,
    *,
    maps: Sequence[str] | None = None,
    force: bool = False,
    original: Path | None = None,
    attach: bool = False,
    password: str = "",
    progress: Progress | None = None,
    handover: Handover | None = None,
) -> Printed:
    """Writes these maps (None: all) as the kind of file that `target` is named as, whole or not at all.

    Of pictures there is one for each map or page; further ones are named `name-2.png` and so on. `original` is the
    file that the document was read from: it is never replaced, another existing file only with `force`.
    `progress(done, total)` hears how far it is and may raise to call it off; then every file is as it was.
    `handover` says more than `attach` and `password`, and counts instead of them. Raises `Refused` in words.
    """
    kind = target.suffix.lower()
    if kind not in KINDS:
        raise Refused(_NO_KIND, path=target)
    require_free(target, original, force=force)
    chosen = tuple(shown.id for shown in document.maps) if maps is None else tuple(maps)
    if not chosen and kind != JSON:
        raise Refused(_NO_MAPS)
    more = handover or Handover(attach, password=password)
    if kind in _PICTURES and not more.pictures.whole_page:
        # So many there will be; it is told before they are made.
        _require_all_free(target, len(chosen), original, force)

    def made(of: Document) -> _Made:
        if kind == JSON:
            return _json(of, chosen)
        work = _work(of, chosen, options, services, progress or unheard)
        return _MAKERS[kind](work, more, services)

    return _written(_with_clean_texts(made, document), target, original, force)


def _with_clean_texts(make: Callable[[Document], _Made], document: Document) -> _Made:
    """What `make` makes of a document; of its texts as files keep them where they hold what no file can."""
    try:
        return make(document)
    except UnicodeEncodeError:
        from journeyeditor.storage.writer import cleaned

        return make(cleaned(document))


@dataclass(frozen=True, slots=True)
class _Made:
    """Finished files that are still to be written, in order, and what to tell about them."""

    files: Sequence[bytes]
    pages: int
    warnings: tuple[Message, ...] = ()


def _written(made: _Made, target: Path, original: Path | None, force: bool) -> Printed:
    # Again, as making many pages takes its time.
    paths = _require_all_free(target, len(made.files), original, force)
    write_wholes(list(zip(paths, made.files, strict=True)))
    return Printed(made.pages, made.warnings, tuple(paths))


def _require_all_free(target: Path, count: int, original: Path | None, force: bool) -> list[Path]:
    paths = [numbered(target, number) for number in range(1, count + 1)]
    for path in paths:
        require_free(path, original, force=force)
    return paths


def numbered(target: Path, number: int) -> Path:
    """The name of one of several files: the first is `target` itself, the second `name-2`."""
    return target if number == 1 else target.with_name(f"{target.stem}-{number}{target.suffix}")


def _work(
    document: Document,
    maps: tuple[str, ...],
    options: PageOptions,
    services: Services,
    progress: Progress,
) -> Work:
    from journeyeditor.layout.palette import Palette
    from journeyeditor.layout.paper.shown import seen_through

    return Work(
        seen_through(document, options.view) if options.view else document,
        maps,
        map_layout(document, services),
        options,
        services.words(document.info.language),
        Palette.load(services.resources.theme(options.theme)),
        image_of(document),
        pdf_info(document, services),
        progress,
    )


def pdf_info(document: Document, services: Services) -> PdfInfo:
    """What a PDF of a document says about itself."""
    from journeyeditor.export.pdf_adapter import PdfInfo

    info = document.info
    return PdfInfo(
        title=info.title,
        author=info.author,
        subject=info.project,
        language=info.language,
        created=document.last_change,
        creator=services.app,
    )


def _pdf(work: Work, more: Handover, services: Services) -> _Made:
    from journeyeditor.app.carrying import carried_attachment, clean_copy
    from journeyeditor.app.undescribed import undescribed
    from journeyeditor.export.pdf import pdf_bytes
    from journeyeditor.layout.pages import page_messages

    complaint = password_complaint(more.password)
    if complaint is not None:
        raise Refused(complaint)
    pages = _composed(work, 2)
    copy = clean_copy(work.document, work.maps, hidden=more.attach_hidden) if more.attach else None
    data = pdf_bytes(
        pages,
        fonts=work.layout.engine.fonts,
        palette=work.palette,
        image=work.image,
        info=work.info,
        attachments=() if copy is None else (carried_attachment(copy, services),),
        password=more.password,
        progress=lambda done, total: work.progress(total + done, 2 * total),
    )
    said = [*page_messages(pages, work.options), *_left_out(work, work.options.parts)]
    said += undescribed(work.document, work.maps)
    if more.password:
        said.append(message(PROTECTED))
    return _Made([data], len(pages), tuple(said))


def _composed(work: Work, share: int) -> list[Page]:
    """The pages, whose composing is one of so many equal shares of the work."""
    from journeyeditor.layout.pages import compose_lazily

    job = (work.document, work.layout, work.options, work.translate, work.maps)
    found = compose_lazily(*job)
    while found.plan_next():
        # Planning a long appendix takes a while, and may be called off too.
        work.progress(0, 1)
    pages = []
    for number in range(len(found)):
        work.progress(number, share * len(found))
        pages.append(found.page(number))
    return pages


def _left_out(work: Work, parts: Sequence[Part]) -> tuple[Message, ...]:
    """What can't be seen in what is made: hidden lanes, comments, characters that no font holds."""
    from journeyeditor.app.unprinted import unprinted
    from journeyeditor.layout.pages import missing_characters

    missing = missing_characters(work.document, work.layout, work.maps, parts)
    return (*unprinted(work.document, work.maps), *box_warnings(missing))


def _pictures(work: Work, more: Handover, _services: Services, kind: str) -> _Made:
    from journeyeditor.app.picturing import alone, png_files, svg_files
    from journeyeditor.layout.alone import without_paper
    from journeyeditor.layout.pages import page_messages

    chosen = more.pictures
    pages: Sequence[Page]
    parts: Sequence[Part] = ()
    if chosen.whole_page:
        parts = work.options.parts
        pages = _composed(work, 2)
        said = page_messages(pages, work.options)
        if chosen.transparent:
            pages = [without_paper(page) for page in pages]
    else:
        pages, said = alone(work, chosen.transparent), ()
    make = png_files if kind == PNG else svg_files
    files, more_said = make(work, pages, chosen)
    return _Made(files, len(files), (*said, *more_said, *_left_out(work, parts)))


def _png(work: Work, more: Handover, services: Services) -> _Made:
    return _pictures(work, more, services, PNG)


def _svg(work: Work, more: Handover, services: Services) -> _Made:
    return _pictures(work, more, services, SVG)


def _pptx(work: Work, more: Handover, _services: Services) -> _Made:
    from journeyeditor.app.picturing import deck_file
    from journeyeditor.app.unprinted import unprinted

    data, count, said = deck_file(work, more.slides)
    return _Made([data], count, (*said, *unprinted(work.document, work.maps)))


_MAKERS: dict[str, Callable[[Work, Handover, Services], _Made]] = {
    PDF: _pdf,
    PNG: _png,
    SVG: _svg,
    PPTX: _pptx,
}


def _json(document: Document, maps: Sequence[str]) -> _Made:
    from journeyeditor.editing.operations.deletion import delete
    from journeyeditor.interchange.json_document import write_json

    others = [shown.id for shown in document.maps if shown.id not in maps]
    kept = delete(document, others).apply(document) if others else document
    return _Made([write_json(kept).encode("utf-8")], len(maps))


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
    """Writes these maps (None: all) as a PDF whatever `target` is called; else as `export_pages`."""
    require_free(target, original, force=force)
    chosen = tuple(shown.id for shown in document.maps) if maps is None else tuple(maps)
    work = _work(document, chosen, options, services, unheard)
    return _written(_pdf(work, Handover(), services), target, original, force)


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
    """Writes a document in the open JSON form, as UTF-8. Refuses what `export_pages` refuses."""
    from journeyeditor.interchange.json_document import write_json

    require_free(target, original, force=force)
    write_whole(write_json(document).encode("utf-8"), target)
