"""Brings the message catalogue up to date: `python -m tests.support.catalogue`.

Extracts every message of the program and every text of the templates to `journeyeditor.pot`, takes new ones into
the catalogues of all languages and drops those that are gone, and compiles them. Names what has no translation.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from journeyeditor.app.catalogue import DOMAIN
from journeyeditor.app.library import entries, texts_of
from journeyeditor.interchange.json_document import read_json
from tests.support.sources import fixed_clock, fixed_ids

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "journeyeditor"
RESOURCES = ROOT / "resources"
TRANSLATIONS = RESOURCES / "translations"
POT = TRANSLATIONS / f"{DOMAIN}.pot"

# What marks a message; `None` means: the first argument is the text.
KEYWORDS = {"N_": None, "_": None, "translate": None}
# Lines of the header that differ from run to run or tell nothing.
_NOISE = tuple(
    f'"{name}:'.encode()
    for name in (
        "Generated-By",
        "Language-Team",
        "Last-Translator",
        "PO-Revision-Date",
        "POT-Creation-Date",
        "Project-Id-Version",
        "Report-Msgid-Bugs-To",
    )
)
_NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
_HEADER = (
    "# The messages of journeyeditor; `python -m tests.support.catalogue` brings them up to date."
)


def extracted() -> Catalog:
    """All messages of the program and the templates, with the files they stand in."""
    catalogue = Catalog(charset="utf-8", header_comment=_HEADER, fuzzy=False)
    found = extract_from_dir(PACKAGE, keywords=KEYWORDS, comment_tags=())
    for path, _line, text, _comments, _context in found:
        if isinstance(text, str) and text:
            catalogue.add(text, locations=[(f"journeyeditor/{path}".replace("\\", "/"), 0)])
    for text, name in _template_texts():
        catalogue.add(text, locations=[(f"resources/templates/{name}", 0)])
    return catalogue


def _template_texts() -> list[tuple[str, str]]:
    found = []
    for entry in entries(RESOURCES / "templates"):
        text = entry.path.read_text(encoding="utf-8")
        document = read_json(text, fixed_ids(), fixed_clock)
        found += [(message, entry.path.name) for message in texts_of(document)]
    return found


def messages(catalogue: Catalog) -> dict[str, str]:
    """The messages of a catalogue with their translations ("" for none), without its header."""
    return {str(m.id): str(m.string or "") for m in catalogue if m.id and not m.fuzzy}


def po_path(language: str) -> Path:
    return TRANSLATIONS / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def languages() -> list[str]:
    return sorted(path.parents[1].name for path in TRANSLATIONS.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def load(path: Path, language: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def compiled(catalogue: Catalog) -> bytes:
    """What the compiled catalogue of this one holds."""
    catalogue.creation_date = catalogue.revision_date = _NO_DATE
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def written(catalogue: Catalog) -> bytes:
    """The catalogue as a text file, the same for the same messages."""
    buffer = io.BytesIO()
    write_po(
        buffer, catalogue, width=100, sort_output=True, include_lineno=False, ignore_obsolete=True
    )
    lines = buffer.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(_NOISE))


def update() -> dict[str, list[str]]:
    """Writes template, catalogues and compiled catalogues; returns the untranslated messages by language."""
    template = extracted()
    POT.write_bytes(written(template))
    missing = {}
    for language in languages():
        path = po_path(language)
        catalogue = load(path, language)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.header_comment = _HEADER
        path.write_bytes(written(catalogue))
        path.with_suffix(".mo").write_bytes(compiled(load(path, language)))
        missing[language] = [key for key, text in messages(catalogue).items() if not text]
    return missing


def main() -> int:
    missing = update()
    for language, keys in missing.items():
        sys.stdout.write(f"{language}: {len(keys)} without translation\n")
        for key in keys:
            sys.stdout.write(f"  {key}\n")
    return 1 if any(missing.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
