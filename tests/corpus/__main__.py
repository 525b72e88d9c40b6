"""The command: imports every diagram, compares, prints the warnings and the figures."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from journeyeditor.interchange.importing import import_file
from journeyeditor.model.document import Document
from journeyeditor.model.ids import IdSource, utc_now
from journeyeditor.model.messages import Refused
from tests.corpus.comparing import differences, tasks_of
from tests.support.printing import printed_text

# Makes a PDF of a document and gives back the text that can be taken out of it.
PrintedText = Callable[[Document], str]


@dataclass(slots=True)
class Figures:
    """What a run counts."""

    files: int = 0
    accepted_by_mermaid: int = 0
    equal: int = 0
    refused: int = 0
    different: int = 0
    warnings: int = 0
    printed: int = 0
    problems: list[str] = field(default_factory=list)

    def line(self) -> str:
        return (
            f"files {self.files}, ok in Mermaid {self.accepted_by_mermaid}, equal {self.equal}, "
            f"different {self.different}, refused {self.refused}, warnings {self.warnings}, "
            f"printed {self.printed}"
        )


def check_folder(
    folder: Path, say: Callable[[str], object], printed: PrintedText | None = None
) -> Figures:
    """Imports and compares all diagrams of a folder, and looks for the tasks' texts in their PDFs."""
    oracle = json.loads((folder / "oracle.json").read_text(encoding="utf-8"))
    figures = Figures()
    for path in sorted(folder.glob("*.mmd")):
        figures.files += 1
        _check_file(path, oracle.get(path.stem, {"ok": False}), figures, say, printed)
    for name in sorted(oracle.keys() - {path.stem for path in folder.glob("*.mmd")}):
        figures.problems.append(f"{name}: no such file")
    return figures


def _check_file(
    path: Path,
    oracle: dict[str, Any],
    figures: Figures,
    say: Callable[[str], object],
    printed: PrintedText | None,
) -> None:
    figures.accepted_by_mermaid += bool(oracle["ok"])
    try:
        found = import_file(path.read_bytes(), path.name, None, IdSource(), utc_now)
    except Refused as refused:
        figures.refused += 1
        figures.problems.append(f"{path.name}: refused: {refused}")
        return
    figures.warnings += len(found.report)
    for notice in found.report:
        say(f"{path.name}: {notice.sentence()}")
    problems = [*differences(found.document, oracle)] if oracle["ok"] else []
    figures.equal += bool(oracle["ok"]) and not problems
    figures.different += bool(problems)
    missing = missing_in_print(found.document, printed) if printed else []
    figures.printed += printed is not None and not missing
    figures.problems += [f"{path.name}: {problem}" for problem in (*problems, *missing)]


def missing_in_print(document: Document, printed: PrintedText) -> list[str]:
    """The tasks whose text is not in the PDF of a document, white space and breaks aside."""
    text = _squeezed(printed(document))
    return [
        f"not in the PDF: {task.name!r}"
        for task in tasks_of(document)
        if _squeezed(task.name) not in text
    ]


def _squeezed(text: str) -> str:
    return "".join(text.split()).replace("\N{SOFT HYPHEN}", "")


def main(arguments: Iterable[str], printed: PrintedText | None = None) -> int:
    """Runs the command; `printed` adds the check of the PDFs. Ends with 1 where anything differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.corpus", description=__doc__)
    parser.add_argument("folder", type=Path, help="a folder with *.mmd files and an oracle.json")
    folder: Path = parser.parse_args([*arguments]).folder
    if not (folder / "oracle.json").is_file():
        print(f"{folder} holds no oracle.json.", file=sys.stderr)
        return 2
    figures = check_folder(folder, print, printed)
    for problem in figures.problems:
        print(f"PROBLEM {problem}")
    print(figures.line())
    return 1 if figures.problems or not figures.files else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], printed_text))
