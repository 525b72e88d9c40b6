"""A PDF that carries its own map: the clean copy that is attached to it, and getting it back.

What a client is not meant to see is not in the copy: no history, no comments, nothing that a newer program keeps and
this one can't judge, no other maps than those that are exported, no hidden lanes unless they were asked for, and of
pictures nothing but the pixels: not where a photo was taken, nor by whom.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journeyeditor.editing.operations.deletion import delete
from journeyeditor.interchange.carried_map import MIME, NAME, carried_map
from journeyeditor.model.document import Document, content_hash
from journeyeditor.model.entities import Comment, Entity, Foreign, Image
from journeyeditor.model.ids import IdSource
from journeyeditor.model.messages import N_
from journeyeditor.model.plain import key_of
from journeyeditor.model.references import REFERRED

if TYPE_CHECKING:
    from journeyeditor.app.services import Services
    from journeyeditor.export.pdf_metadata import Attachment

DESCRIPTION = N_("The map itself. Open this PDF with JourneyEditor to edit it.")


def clean_copy(
    document: Document, maps: Sequence[str] | None = None, *, hidden: bool = False
) -> Document:
    """The document as it may be handed on, with these maps (None: all) and with hidden lanes only if asked for.

    A function of the document alone: the same document has the same copy.
    """
    from journeyeditor.storage.carried import NOTHING_CARRIED
    from journeyeditor.storage.writer import with_used_images

    kept = {shown.id for shown in document.maps} if maps is None else set(maps)
    gone = [shown.id for shown in document.maps if shown.id not in kept]
    if not hidden:
        gone += [lane.id for key in kept for lane in document.lanes(key) if lane.hidden]
    copy = delete(document, gone).apply(document) if gone else document
    copy = copy.replaced(dict.fromkeys(_unshared(copy)))
    return with_bare_images(with_used_images(copy, NOTHING_CARRIED))


def with_bare_images(document: Document) -> Document:
    """The document with the pixels of its pictures alone. They go by their content, so what names them changes too."""
    from journeyeditor.export.bare import bare_picture

    made: dict[str, Image] = {}
    for image in document.all(Image):
        data = bare_picture(image.data)
        if data != image.data:
            bare = replace(image, id=sha256(data).hexdigest(), data=data)
            made[image.id] = document.find(Image, bare.id) or bare
    if not made:
        return document
    changes: dict[str, Entity | None] = dict.fromkeys(made)
    changes |= {bare.id: bare for bare in made.values()}
    return document.replaced(changes | dict(_naming(document, made)))


def _naming(document: Document, made: dict[str, Image]) -> Iterator[tuple[str, Entity]]:
    """What names such images, with the new names."""
    for (kind, field), referred in REFERRED.items():
        if referred is Image:
            for entity in document.all(kind):
                bare = made.get(getattr(entity, field) or "")
                if bare is not None:
                    changed: Any = {field: bare.id}
                    yield key_of(entity), replace(entity, **changed)


def _unshared(document: Document) -> Iterator[str]:
    return (key for key, entity in document.items() if isinstance(entity, Comment | Foreign))


def journey_bytes(document: Document, app: str) -> bytes:
    """A document as the bytes of a file of ours, without history: the same document gives the same bytes.

    `app` is the program's name and version. Raises `Refused` where there is no room to make it.
    """
    from journeyeditor.storage.document_file import Writer, write_private

    # What a save would take from chance and the clock is taken from the content.
    ids = IdSource(random.Random(content_hash(document)))
    writer = Writer("", app, ids, lambda: document.last_change)
    with tempfile.TemporaryDirectory(prefix="journeyeditor-") as folder:
        path = Path(folder) / NAME
        write_private(document, path, writer)
        return path.read_bytes()


def carried_attachment(copy: Document, services: Services) -> Attachment:
    """A clean copy as a PDF carries it, described in the document's language."""
    from journeyeditor.export.pdf_metadata import Attachment

    said = services.words(copy.info.language)(DESCRIPTION)
    return Attachment(NAME, MIME, journey_bytes(copy, services.app), said)


@contextmanager
def unpacked(data: bytes, workspace: Path, password: str = "") -> Iterator[Path]:
    """The map that the bytes of a PDF carry, as a private file that is there for a while, to be opened like any
    foreign file.

    Raises `Refused` where there is none.
    """
    from journeyeditor.storage.private_copy import workspace_refusal

    found = carried_map(data, password)
    with ExitStack() as stack:
        try:
            workspace.mkdir(mode=0o700, parents=True, exist_ok=True)
            made = tempfile.TemporaryDirectory(prefix="pdf-", dir=workspace)
            path = Path(stack.enter_context(made)) / NAME
            path.write_bytes(found)
        except OSError as error:
            raise workspace_refusal(workspace, error) from error
        yield path
