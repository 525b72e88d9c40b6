"""A saved document with somebody who may change its file meanwhile."""

from __future__ import annotations

from pathlib import Path

from journeyeditor.app.beginning import open_session
from journeyeditor.app.services import Services
from journeyeditor.app.session import Answered, Choice, Session
from tests.app.crashing import titled


def path_of(session: Session) -> Path:
    assert session.path is not None
    return session.path


def title_of(session: Session) -> str:
    return session.editor.document.info.title


def saved_by(services: Services, path: Path, title: str) -> None:
    session = open_session(services, path)
    titled(session, title)
    session.save(Answered(Choice.OVER))
    session.close()
