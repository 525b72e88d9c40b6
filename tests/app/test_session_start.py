"""Showing a new document waits for nothing: what it needs of the disk and the database comes later."""

from __future__ import annotations

import subprocess
import sys

from journeyeditor.app.beginning import new_session
from journeyeditor.app.services import Services
from tests.app.crashing import ROOT, titled

_SHOWN = """
import sys
from pathlib import Path
from journeyeditor.app.services import default_services
from journeyeditor.app.beginning import new_session
session = new_session(default_services(workspace=Path("nowhere")))
assert session.banner is None and session.others is None and not session.modified
session.look()
sys.exit("sqlalchemy" in sys.modules or Path("nowhere").exists())
"""


def test_a_new_document_loads_no_database_and_writes_nothing() -> None:
    ended = subprocess.run([sys.executable, "-c", _SHOWN], cwd=ROOT, check=False)
    assert ended.returncode == 0


def test_the_folder_is_made_by_the_first_edit_or_beforehand(services: Services) -> None:
    first, second = new_session(services), new_session(services)
    assert not services.workspace.exists()
    titled(first, "Edited")
    assert len(list(services.workspace.iterdir())) == 1
    second.prepare()
    second.prepare()
    assert len(list(services.workspace.iterdir())) == 2
