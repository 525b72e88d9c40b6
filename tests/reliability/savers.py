"""Ways to save a document: the program's own, and bad ones as they are found in the wild, to prove the rigs.

A saver takes the document, the target and a folder of its own; it returns when "saved" would be said.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from journeyeditor.model.document import Document
from journeyeditor.storage import safe_save
from journeyeditor.storage.backups import RevisionCache
from journeyeditor.storage.document_file import save_document
from journeyeditor.storage.revisions import Revision
from tests.support.sources import fixed_clock, fixed_ids

Saver = Callable[[Document, Path, Path], None]
PIECE = 4096
APP = "reliability rig"


def program(document: Document, target: Path, workspace: Path) -> None:
    """The program's own way."""
    save_document(
        document,
        target,
        workspace=workspace,
        author="Anna",
        app=APP,
        ids=fixed_ids(os.getpid()),
        clock=fixed_clock,
    )


def written_over(document: Document, target: Path, workspace: Path) -> None:
    """The program's own way where the folder lets nothing be renamed and the person chose to write over the file.

    In small pieces, so that there is much between the first and the last. Nothing in the folder can be renamed.
    """
    replace, size = os.replace, vars(safe_save)["CHUNK"]

    def refused(source: str | Path, to: str | Path) -> None:
        if Path(to).parent == target.parent:
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), str(source))
        replace(source, to)

    # In a process of its own, but for the tests.
    setattr(os, "replace", refused)  # noqa: B010
    setattr(safe_save, "CHUNK", 4 * PIECE)  # noqa: B010
    try:
        save_document(
            document,
            target,
            workspace=workspace,
            author="Anna",
            app=APP,
            ids=fixed_ids(os.getpid()),
            clock=fixed_clock,
            over=kept_in(workspace),
        )
    finally:
        setattr(os, "replace", replace)  # noqa: B010
        setattr(safe_save, "CHUNK", size)  # noqa: B010


def kept_in(workspace: Path) -> RevisionCache:
    """Where `written_over` keeps its versions."""
    return RevisionCache(workspace / "revisions")


def bytes_of(document: Document, workspace: Path) -> bytes:
    """The whole file of a document, as the bad savers get it."""
    made = workspace / "whole.journey"
    program(document, made, workspace)
    content = made.read_bytes()
    made.unlink()
    return content


def saved_often(document: Document, saves: int, workspace: Path) -> bytes:
    """The whole file of a document that was saved so many times."""
    made = workspace / "often.journey"
    history: tuple[Revision, ...] = ()
    for number in range(saves):
        saved = save_document(
            document,
            made,
            workspace=workspace,
            author=f"Author {number}",
            app=APP,
            ids=fixed_ids(number),
            clock=fixed_clock,
            history=history,
        )
        history = saved.revisions
    content = made.read_bytes()
    made.unlink()
    return content


def _write(path: Path, content: bytes, *, sync: bool) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    try:
        for at in range(0, len(content), PIECE):
            os.write(descriptor, content[at : at + PIECE])
        if sync:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def in_place(document: Document, target: Path, workspace: Path) -> None:
    """Truncates the user's file and writes over it."""
    _write(target, bytes_of(document, workspace), sync=True)


def remove_then_create(document: Document, target: Path, workspace: Path) -> None:
    """Deletes the user's file, then writes a new one."""
    content = bytes_of(document, workspace)
    target.unlink(missing_ok=True)
    _write(target, content, sync=True)


def _beside(target: Path) -> Path:
    return target.with_name(f".~{target.name}.00000000.tmp")


def without_sync(document: Document, target: Path, workspace: Path) -> None:
    """Writes beside and swaps in, but syncs nothing."""
    _write(_beside(target), bytes_of(document, workspace), sync=False)
    _beside(target).replace(target)


def without_folder_sync(document: Document, target: Path, workspace: Path) -> None:
    """Writes beside, syncs the file and swaps it in, but does not sync the folder."""
    _write(_beside(target), bytes_of(document, workspace), sync=True)
    _beside(target).replace(target)


def careless(document: Document, target: Path, workspace: Path) -> None:
    """Swaps in whatever was written and says "saved" after any error; leaves its temporary file."""
    content = bytes_of(document, workspace)
    with suppress(OSError):
        _write(_beside(target), content, sync=True)
    with suppress(OSError):
        _beside(target).replace(target)


def named(saver: Saver) -> str:
    """What a saver is called in a row."""
    return saver.__name__.replace("_", " ")
