"""A small drawing of a template or sample, made of its own stages, lanes and cards."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from journeyeditor.layout.faces import level_role
from journeyeditor.layout.palette import HUES

if TYPE_CHECKING:
    from pathlib import Path

    from journeyeditor.model.document import Document
    from journeyeditor.ui.theme import Look

MOST_LANES = 5
_TINTED = frozenset({"pain", "opportunity", "solution", "quote", "metric"})
_HEAD, _GAP, _LABELS = 14.0, 4.0, 28.0
_CURVE_WEIGHT = 2.2
_DOT = 2.6


@dataclass(frozen=True, slots=True)
class Sketch:
    """`stages`: steps of each. `lanes`: kind of each with the steps, counted from 0, that have cards there.

    `curve`: (step, how good from 0 to 1) of each rated touchpoint of the first persona.
    """

    stages: tuple[int, ...] = ()
    hues: tuple[str, ...] = ()
    lanes: tuple[tuple[str, frozenset[int]], ...] = ()
    curve: tuple[tuple[int, float], ...] = ()
    rtl: bool = False

    @classmethod
    def read(cls, path: Path) -> Sketch:
        """The sketch of a document in the open JSON form; empty where the file can't be read."""
        try:
            plain = json.loads(path.read_text(encoding="utf-8"))
            return _sketch(plain, plain["maps"][0])
        except (OSError, ValueError, KeyError, TypeError, IndexError):
            return cls()

    @classmethod
    def of(cls, document: Document) -> Sketch:
        """The sketch of a document's first map; empty where it has none that can be drawn."""
        from journeyeditor.interchange.json_write import plain_document

        try:
            plain = plain_document(document)
            return _sketch(plain, plain["maps"][0])
        except (ValueError, KeyError, TypeError, IndexError):
            return cls()


def _sketch(document: dict[str, Any], shown: dict[str, Any]) -> Sketch:
    stages = shown["stages"]
    steps = [step["id"] for stage in stages for step in stage["steps"]]
    lanes = [lane for lane in shown.get("lanes", ()) if lane["kind"] != "divider"]
    cards = shown.get("cards", ())
    filled = {
        lane["id"]: frozenset(steps.index(c["step"]) for c in cards if c["lane"] == lane["id"])
        for lane in lanes
    }
    return Sketch(
        tuple(len(stage["steps"]) for stage in stages),
        tuple(stage.get("hue") or HUES[i % len(HUES)] for i, stage in enumerate(stages)),
        tuple((lane["kind"], filled[lane["id"]]) for lane in lanes)[:MOST_LANES],
        _curve(shown, steps),
        str(document.get("language", "")).split("-", maxsplit=1)[0] in {"ar", "he", "fa", "ur"},
    )


def _curve(shown: dict[str, Any], steps: list[str]) -> tuple[tuple[int, float], ...]:
    scale = shown.get("scale", {"min": -2, "max": 2})
    people = shown.get("personas") or [None]
    found: dict[int, float] = {}
    for card in shown.get("cards", ()):
        for rating in card.get("ratings", ()):
            if rating.get("persona") == people[0] and rating.get("value") is not None:
                share = (rating["value"] - scale["min"]) / (scale["max"] - scale["min"])
                good = share if scale.get("high_is_good", True) else 1 - share
                found.setdefault(steps.index(card["step"]), good)
    return tuple(sorted(found.items()))


def draw(painter: QPainter, look: Look, sketch: Sketch, room: QRectF) -> None:
    """Draws a sketch into a rectangle, in the colours of the theme."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if sketch.rtl:
        painter.translate(2 * room.center().x(), 0)
        painter.scale(-1, 1)
    total = sum(sketch.stages) or 1
    grid = room.adjusted(_LABELS, 0, 0, 0)
    unit = grid.width() / total
    _heads(painter, look, sketch, grid, unit)
    weights = [_CURVE_WEIGHT if kind == "emotion" else 1.0 for kind, _filled in sketch.lanes]
    share = (room.height() - _HEAD - _GAP * len(weights)) / (sum(weights) or 1)
    top = room.top() + _HEAD + _GAP
    for (kind, filled), weight in zip(sketch.lanes, weights, strict=True):
        band = QRectF(room.left(), top, room.width(), share * weight)
        _band(painter, look, band)
        cells = band.adjusted(_LABELS, 0, 0, 0)
        if kind == "emotion":
            _draw_curve(painter, look, sketch, cells, unit)
        else:
            _cells(painter, look, kind, filled, cells, unit)
        top += share * weight + _GAP
    painter.restore()


def _band(painter: QPainter, look: Look, band: QRectF) -> None:
    """A lane with the stroke that stands for its label."""
    painter.setPen(QPen(look.colour("lane.line"), 1))
    painter.setBrush(look.colour("panel"))
    painter.drawRoundedRect(band, 4, 4)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("ink.disabled"))
    painter.drawRoundedRect(QRectF(band.left() + 6, band.top() + 5, 15, 2.5), 1.2, 1.2)


def _heads(painter: QPainter, look: Look, sketch: Sketch, room: QRectF, unit: float) -> None:
    x = room.left()
    for steps, hue in zip(sketch.stages, sketch.hues, strict=True):
        known = hue if hue in HUES else HUES[0]
        painter.setPen(QPen(look.colour(f"hue.{known}.line"), 1))
        painter.setBrush(look.colour(f"hue.{known}.tint"))
        block = QRectF(x + 1, room.top(), steps * unit - 2, _HEAD)
        painter.drawRoundedRect(block, 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(f"hue.{known}"))
        painter.drawRoundedRect(
            QRectF(x + 6, room.top() + 5.5, min(block.width() * 0.5, 26), 3), 1.5, 1.5
        )
        x += steps * unit


def _cells(
    painter: QPainter, look: Look, kind: str, filled: frozenset[int], band: QRectF, unit: float
) -> None:
    known = kind if kind in _TINTED else "card"
    painter.setPen(QPen(look.colour(f"{known}.line"), 1))
    painter.setBrush(look.colour(known))
    for step in filled:
        cell = QRectF(band.left() + step * unit + 3, band.top() + 3, unit - 6, band.height() - 6)
        painter.drawRoundedRect(cell, 3, 3)


def _draw_curve(painter: QPainter, look: Look, sketch: Sketch, band: QRectF, unit: float) -> None:
    """The ratings as a soft line; without any, the line that waits for them."""
    total = sum(sketch.stages)
    points = [
        QPointF(band.left() + (step + 0.5) * unit, band.bottom() - 4 - good * (band.height() - 8))
        for step, good in sketch.curve
    ]
    pen = QPen(look.colour("persona.1"), 1.6)
    if not points:
        pen = QPen(look.colour("ink.disabled"), 1.2, Qt.PenStyle.DashLine)
        middle = band.center().y()
        points = [QPointF(band.left() + unit / 2, middle)]
        points.append(QPointF(band.left() + (total - 0.5) * unit, middle))
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath(points[0])
    for before, after in pairwise(points):
        third = (after.x() - before.x()) / 2
        path.cubicTo(
            before.x() + third, before.y(), after.x() - third, after.y(), after.x(), after.y()
        )
    painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
    for point, (_step, good) in zip(points, sketch.curve, strict=False):
        painter.setBrush(look.colour(level_role(good)))
        painter.drawEllipse(point, _DOT, _DOT)
