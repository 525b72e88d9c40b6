"""The whole program making a PDF of a page, against Inkscape and LibreOffice Draw making one of the same page.

The page is a plain SVG with the same boxes, icons and broken lines, so all three draw the same; ours is made from the
document, laid out, tagged and archivable. Figures are the processor's time of whole processes with all that they
start, loading included; each has made a small page before, so that nobody pays for a first start, and what Python
compiles then is kept, as it is of an installed program. Peers that are not installed are left out, which is said.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from xml.sax.saxutils import escape

from journeyeditor.interchange.json_document import write_json
from journeyeditor.layout.pages import PageOptions, compose_document
from journeyeditor.layout.sheets import parse_sheet
from journeyeditor.model.messages import untranslated
from tests.bench.common import Row
from tests.bench.pdf import Seen, fresh_layout, seen
from tests.support.maps import generated_document

ROOT = Path(__file__).resolve().parents[2]
LEAST = {2_000: 2.0, 10_000: 4.0}
"""How many times less than either peer the program may take, by the number of cards."""

ROUNDS = 3
PATIENCE_S = 900
_SIDE = "5000mm"


@dataclass(frozen=True, slots=True)
class Peer:
    """A program that makes PDFs of SVGs: its name, its command, and what to hand it."""

    name: str
    command: str
    arguments: Callable[[Path, Path], Sequence[str]]

    def call(self, page: Path, folder: Path) -> list[str]:
        return [self.command, *self.arguments(page, folder)]


PEERS = (
    Peer(
        "Inkscape",
        "inkscape",
        lambda page, folder: [str(page), f"--export-filename={folder / 'inkscape.pdf'}"],
    ),
    Peer(
        "LibreOffice Draw",
        "soffice",
        lambda page, folder: [
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless", "--convert-to", "pdf:draw_pdf_Export",
            "--outdir", str(folder / "office"), str(page),
        ],
    ),
)  # fmt: skip


def run(cards: list[int]) -> list[Row]:
    """The rows for each number of cards, one for each peer that is installed."""
    present = [peer for peer in PEERS if shutil.which(peer.command)]
    for peer in PEERS:
        if peer not in present:
            print(f"pdf: {peer.name} is not installed, so it is not measured", file=sys.stderr)
    if not present:
        return []
    with tempfile.TemporaryDirectory(prefix="journeyeditor-bench-") as folder:
        _warm(present, Path(folder))
        return [row for count in cards for row in _rows(count, present, Path(folder))]


def _rows(count: int, peers: Sequence[Peer], folder: Path) -> list[Row]:
    source, page = _page(count, folder)
    own = median(_busy(_own(source, folder / "own.pdf"), folder) for _ in range(ROUNDS))
    rows = []
    for peer in peers:
        theirs = _busy(peer.call(page, folder), folder)
        goal = theirs / LEAST[count] if count in LEAST else 0.0
        rows.append(Row("pdf, whole process", count, own, peer.name, theirs, goal))
    return rows


def _warm(peers: Sequence[Peer], folder: Path) -> None:
    source, page = _page(5, folder)
    _busy(_own(source, folder / "own.pdf"), folder)
    for peer in peers:
        _busy(peer.call(page, folder), folder)


def _page(count: int, folder: Path) -> tuple[Path, Path]:
    """A document of so many cards, and the page of its map as SVG."""
    source, page = folder / f"{count}.json", folder / f"{count}.svg"
    document = generated_document(count, stages=10, steps=max(2, min(20, count // 60)))
    source.write_text(write_json(document), "utf-8")
    options = PageOptions(parse_sheet(f"{_SIDE[:-2]}x{_SIDE}"), date="2026-03-01")
    (made,) = compose_document(document, fresh_layout(), options, untranslated)
    page.write_text(plain_svg(made.width, made.height, seen(made)), "utf-8")
    return source, page


def plain_svg(width: float, height: float, page: Seen) -> str:
    """Boxes, figures and lines of a page as an SVG that asks of programs no more than it must."""
    lines, boxes, figures = page
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" '
        f'viewBox="0 0 {width} {height}">'
    ]
    parts += [
        f'<rect x="{box.x:.2f}" y="{box.y:.2f}" width="{box.w:.2f}" height="{box.h:.2f}" '
        f'rx="{box.radius:.2f}" {_ink(box.paint)}/>'
        for box in boxes
    ]
    for figure in figures:
        path = " ".join(
            verb + " ".join(f"{value:.2f}" for value in points) for verb, points in figure.outline
        )
        place = f"translate({figure.x:.2f} {figure.y:.2f}) scale({figure.scale:.4f})"
        parts.append(f'<path d="{path}" transform="{place}" {_ink(figure.paint)}/>')
    parts += [
        f'<text x="{line.x:.2f}" y="{line.y:.2f}" font-family="Noto Sans" '
        f'font-size="{line.size:.2f}">{escape(line.text)}</text>'
        for line in lines
    ]
    return "\n".join([*parts, "</svg>"])


def _ink(paint: str) -> str:
    """Fill and stroke, by the operator that paints them in a PDF."""
    fill = "#eee" if paint in ("f", "B") else "none"
    return f'fill="{fill}" stroke="{"#444" if paint in ("S", "B") else "none"}"'


def _own(source: Path, target: Path) -> list[str]:
    return [
        sys.executable, str(ROOT / "main.py"), "export", str(source), str(target), "--force",
        "--paper", f"{_SIDE[:-2]}x{_SIDE}",
    ]  # fmt: skip


def _busy(command: Sequence[str], folder: Path) -> float:
    """How long a command and all that it starts keep the processor, in milliseconds."""
    given = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    given.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, capture_output=True, check=True, timeout=PATIENCE_S, env=given)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent * 1000
