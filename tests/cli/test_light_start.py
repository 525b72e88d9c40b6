"""An export of a file of another form loads no database, which takes longer than a small map takes to be printed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from journeyeditor.interchange.json_document import write_json
from tests.support.maps import small_document

_EXPORT = """
import sys
from journeyeditor.cli.program import run
code = run(["export", sys.argv[1], sys.argv[2]])
sys.exit(code or "sqlalchemy" in sys.modules)
"""


def test_printing_a_map_in_the_open_form_loads_no_database(tmp_path: Path) -> None:
    source, target = tmp_path / "a.json", tmp_path / "a.pdf"
    source.write_text(write_json(small_document()), "utf-8")
    command = [sys.executable, "-c", _EXPORT, str(source), str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert target.read_bytes().startswith(b"%PDF-")
