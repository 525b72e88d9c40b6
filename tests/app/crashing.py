"""Programs that end in the middle of their work: `python -m tests.app.crashing SCENE FOLDER`.

Each scene edits in a process of its own, writes what it had done as JSON, and is killed without any warning.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from journeyeditor.app.beginning import new_session, open_session
from journeyeditor.app.recovery import lost_sessions, recover
from journeyeditor.app.services import Services
from journeyeditor.app.session import Session
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.document import content_hash
from journeyeditor.model.entities import DOCUMENT_KEY
from journeyeditor.model.messages import message
from journeyeditor.storage import document_file, overwriting
from tests.app.conftest import services_in
from tests.support.sources import fixed_ids

ROOT = Path(__file__).parents[2]


def titled(session: Session, title: str) -> None:
    """An edit: the document's title."""
    patch = set_fields(session.editor.document, DOCUMENT_KEY, title=title)
    assert session.editor.commit(message("Rename"), patch)


def services_of(folder: Path, seed: int) -> Services:
    """Services of another process: the same folders, other ids."""
    return replace(services_in(folder / "workspace"), ids=fixed_ids(seed))


def untitled(services: Services, folder: Path) -> Session:
    session = new_session(services)
    for number in range(5):
        titled(session, f"Edit {number}")
    session.editor.undo()
    return session


def opened(services: Services, folder: Path) -> Session:
    session = open_session(services, folder / "a.journey")
    titled(session, "One")
    session.save()
    titled(session, "Two")
    titled(session, "Three")
    return session


def within_gesture(services: Services, folder: Path) -> Session:
    session = untitled(services, folder)
    shown = session.editor.document
    session.editor.begin(message("Drag"))
    session.editor.preview(set_fields(shown, DOCUMENT_KEY, title="On the way"))
    session.editor.undo()
    return session


def typing(services: Services, folder: Path) -> Session:
    session = untitled(services, folder)
    session.draft(DOCUMENT_KEY, "title", "Half a ti")
    return session


def again(services: Services, folder: Path) -> Session:
    """Recovers what another one left, works on, and is killed too."""
    session = recover(services, lost_sessions(services)[0])
    titled(session, "After the first crash")
    return session


def while_recovering(services: Services, folder: Path) -> Session:
    """Is killed before anything is done with what was recovered."""
    return recover(services, lost_sessions(services)[0])


def swapped_in(services: Services, folder: Path) -> Session:
    """Is killed when the file is in place, but nothing has been noted of it."""
    session = open_session(services, folder / "a.journey")
    titled(session, "Saved, but not noted")

    def killed(*_: object) -> None:
        report(session)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(document_file, "keep_as", killed)  # noqa: B010
    session.save()
    return session


def swapped_in_while_edited(services: Services, folder: Path) -> Session:
    """Is killed as `swapped_in`, after edits that went on while it was saved."""
    session = open_session(services, folder / "a.journey")
    titled(session, "Saved, but not noted")

    def killed(*_: object) -> None:
        for number in range(3):
            titled(session, f"Meanwhile {number}")
        session.draft(DOCUMENT_KEY, "client", "Half a cl")
        report(session)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(document_file, "keep_as", killed)  # noqa: B010
    session.save()
    return session


def written_over(services: Services, folder: Path) -> Session:
    """Is killed while half of the file is written over, as nothing can be renamed there."""
    session = open_session(services, folder / "a.journey")
    # So long that all that follows moves.
    titled(session, "Half written over".ljust(9_000, "x"))

    def half(source: Path, descriptor: int) -> None:
        data = source.read_bytes()
        os.write(descriptor, data[: len(data) // 2])
        report(session)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(overwriting, "copied_into", half)  # noqa: B010
    session.save(in_place=True)
    return session


def filled(services: Services) -> tuple[Session, Callable[[], None]]:
    """A session whose disk became full after one edit and stayed so for some; and what makes room again."""
    session = new_session(services)
    titled(session, "Recorded")
    told: list[str] = []
    session.when_troubled(lambda trouble: told.append(trouble.text()))
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, unlimited[1]))
    for number in range(20):
        titled(session, f"Not recorded {number}")
    session.sync()
    assert len(told) == 1
    assert "would lose it" in told[0]
    assert "is safe" in told[0]
    return session, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)


def full_disk(services: Services, folder: Path) -> Session:
    """The journal's disk is full for some edits, and has room again at the next pause."""
    session, make_room = filled(services)
    make_room()
    session.sync()
    assert session.trouble is None
    titled(session, "Recorded again")
    session.editor.undo()
    session.editor.undo()
    return session


def full_to_the_end(services: Services, folder: Path) -> Session:
    """The journal's disk stays full, whatever is tried."""
    session, _ = filled(services)
    session.editor.undo()
    session.draft(DOCUMENT_KEY, "title", "x" * 100_000)
    session.sync()
    assert session.trouble is not None
    return session


SCENES: dict[str, Callable[[Services, Path], Session]] = {
    scene.__name__: scene
    for scene in (
        untitled,
        opened,
        within_gesture,
        typing,
        again,
        while_recovering,
        swapped_in,
        swapped_in_while_edited,
        written_over,
        full_disk,
        full_to_the_end,
    )
}


def report(session: Session) -> None:
    document = session.editor.document
    said = {
        "title": document.info.title,
        "hash": content_hash(document),
        "modified": session.modified,
    }
    sys.stdout.write(json.dumps(said))
    sys.stdout.flush()


def crash(scene: Callable[..., Session], folder: Path, seed: int = 11) -> dict[str, Any]:
    """Plays a scene in another process until it is killed; returns what it had done."""
    command = [sys.executable, "-m", "tests.app.crashing", scene.__name__, str(folder), str(seed)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    said: dict[str, Any] = json.loads(ended.stdout)
    return said


def main(scene: str, folder: str, seed: str) -> None:
    session = SCENES[scene](services_of(Path(folder), int(seed)), Path(folder))
    report(session)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(*sys.argv[1:])
