"""Contrast of everything the window shows, computed over the pairs of colours that meet: WCAG 2.2, 1.4.3 and 1.4.11.

Text of rules of the style sheet is paired with the ground of its own rule, or else with every ground that such a
thing lies on; what widgets paint by themselves is listed below. Disabled things are exempt there, but stay legible.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from journeyeditor import ui
from journeyeditor.app.resources import Resources
from journeyeditor.layout.palette import Palette, contrast
from journeyeditor.ui.stylesheet import SHEET, mixed, stylesheet

TEXT, MARK, DISABLED = 4.5, 3.0, 3.0
THEMES = ("light", "dark", "high-contrast")

RULE = re.compile(r"([^{}]+)\{([^}]*)\}")
HEX = re.compile(r"#[0-9a-f]{6}")

# Where a thing lies whose rule has no ground of its own.
GROUNDS = {
    "*": ("panel", "canvas", "panel.quiet", "field", "accent.tint"),
    "QLabel#quiet": ("panel", "canvas", "panel.quiet", "accent.tint"),
    "QLabel#warning": ("panel", "canvas"),
    # In a quiet block: what the export dialog says, comments, presets.
    "QLabel#warningLine": ("panel", "panel.quiet"),
    "QLabel#strong": ("panel", "panel.quiet"),
    "QLabel#dot": ("panel",),
    "QLabel#section": ("panel",),
    "QLabel#fieldLabel": ("panel", "canvas"),
    "QLabel#lead": ("panel",),
    "QWidget#statusBar QLabel": ("panel",),
    "QPushButton#link": ("panel", "canvas", "panel.quiet", "accent.tint"),
    "QPushButton#plain": ("panel", "canvas", "panel.quiet", "accent.tint"),
    "QPushButton#mapTab": ("panel",),
}
USUAL = ("panel",)

# What widgets paint by themselves: ink on ground.
PAINTED = (
    *((ink, ground) for ink in ("ink", "ink.quiet") for ground in ("panel", "canvas", "hover")),
    *(("ink.quiet", ground) for ground in ("panel.quiet", "hover")),
    *(("ink", ground) for ground in ("panel.quiet", "card", "field", "accent.tint", "pressed")),
    ("accent.ink", "accent"),
    ("tooltip.ink", "tooltip"),
    ("error", "panel"),
    ("error", "field"),
    ("warning", "panel"),
    ("warning", "canvas"),
    ("missing.ink", "missing"),
)
# Marks that mean something by themselves: rings of focus and selection, icons, switches, the frame of the overview.
MARKS = (
    *(("accent", ground) for ground in ("panel", "panel.quiet", "canvas", "field", "hover")),
    *(("selection", ground) for ground in ("canvas", "card", "lane", "pain", "opportunity")),
    *(("ink.quiet", ground) for ground in ("panel", "panel.quiet", "field", "canvas", "lane")),
    *(("minimap.view", ground) for ground in ("minimap", "minimap.lane")),
    *(("persona.1", ground) for ground in ("minimap", "minimap.lane")),
    ("accent.ink", "accent"),
    ("drop.line", "drop"),
    ("drop.line", "canvas"),
    ("moment.line", "panel"),
)

# Lines and grounds beside which something else stands out, what is disabled, pictures made small, words that are no roles.
UNPAIRED = frozenset({
    "card.line", "card.shadow", "chip.line", "field.line", "lane.line", "line", "ink.disabled",
    "minimap.card", "minimap.line", "minimap.opportunity", "minimap.pain",
    "backstage", "channel", "chip", "evidence", "image", "metric", "moment", "paper", "quote", "solution", "text",
    "touchpoint",
})  # fmt: skip


@pytest.fixture(params=THEMES)
def palette(request: pytest.FixtureRequest) -> Palette:
    return Palette.load(Resources.find().theme(request.param))


def rules(sheet: str) -> list[tuple[str, dict[str, str]]]:
    """Each selector of a filled sheet with what is declared for it."""
    found = []
    for selectors, body in RULE.findall(sheet):
        declared = {
            part.split(":", 1)[0].strip(): part.split(":", 1)[1].strip()
            for part in body.split(";")
            if ":" in part
        }
        found += [(selector.strip(), declared) for selector in selectors.split(",")]
    return found


def colour(value: str | None) -> str | None:
    match = HEX.search(value or "")
    return match[0] if match else None


def base(selector: str) -> str:
    return re.sub(r"::?(hover|focus|pressed|checked|selected|disabled)", "", selector)


def pairs(palette: Palette) -> list[tuple[str, str, str]]:
    """Selector, ink and ground of every rule that sets one of the two."""
    listed = rules(stylesheet(palette).lower())
    known = {key.lower(): value for key, value in GROUNDS.items()}
    own: dict[str, dict[str, str]] = {}
    for selector, declared in listed:
        if selector == base(selector):
            own.setdefault(selector, {}).update(declared)
    found = []
    for selector, declared in listed:
        whole = {**own.get(base(selector), {}), **declared}
        if not {"color", "background"} & set(declared):
            continue
        ink = colour(whole.get("color")) or palette.hex("ink").lower()
        ground = colour(whole.get("background"))
        grounds = (
            [ground] if ground else [palette.hex(role) for role in known.get(base(selector), USUAL)]
        )
        found += [(selector, ink, one.lower()) for one in grounds]
    return found


# Lines, grips and grooves, which hold no text.
_TEXTLESS = (
    "qframe#hairline",
    "qscrollbar",
    "qslider",
    "qsplitter",
    "qprogressbar",
    "qmenu::separator",
    "qmenu::indicator",
)


def too_weak(palette: Palette, found: list[tuple[str, str, str]], least: float) -> list[str]:
    return [
        f"{name}: {ink} on {ground} is {contrast(ink, ground):.2f}"
        for name, ink, ground in found
        if contrast(ink, ground) < least
    ]


def test_the_sheet_is_read_whole() -> None:
    assert len(rules(SHEET)) > 100


def test_text_of_the_style_sheet_stands_out(palette: Palette) -> None:
    found = [p for p in pairs(palette) if "disabled" not in p[0] and not p[0].startswith(_TEXTLESS)]
    assert len(found) > 60
    assert too_weak(palette, found, TEXT) == []


def test_disabled_text_stays_legible(palette: Palette) -> None:
    found = [pair for pair in pairs(palette) if "disabled" in pair[0]]
    assert len(found) >= 6
    painted = [(f"{g}", palette.hex("ink.disabled"), palette.hex(g)) for g in ("panel", "canvas")]
    assert too_weak(palette, [*found, *painted], DISABLED) == []


def named(palette: Palette, listed: tuple[tuple[str, str], ...]) -> list[tuple[str, str, str]]:
    return [(f"{a} on {b}", palette.hex(a), palette.hex(b)) for a, b in listed]


def test_every_role_that_widgets_name_is_paired_here(palette: Palette) -> None:
    """A colour that the window's code begins to use wants its pair above."""
    sources = (path.read_text("utf-8") for path in Path(ui.__path__[0]).rglob("*.py"))
    named_there = {
        node.value
        for source in sources
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    paired = {role for pair in (*PAINTED, *MARKS) for role in pair}
    assert named_there & set(palette.colours) <= paired | UNPAIRED


def test_painted_text_stands_out(palette: Palette) -> None:
    assert too_weak(palette, named(palette, PAINTED), TEXT) == []


def test_marks_stand_out(palette: Palette) -> None:
    assert too_weak(palette, named(palette, MARKS), MARK) == []


def test_grips_and_progress_stand_out(palette: Palette) -> None:
    grip = mixed(palette.hex("panel"), palette.hex("ink.quiet"), 0.45)
    found = [
        ("checked menu item", palette.hex("accent"), palette.hex("panel")),
        ("progress", palette.hex("accent"), palette.hex("pressed")),
        ("slider", palette.hex("accent"), palette.hex("panel")),
    ]
    assert too_weak(palette, found, MARK) == []
    # A grip is found by its place; under the pointer it stands out as a mark.
    hovered = palette.hex("ink.quiet")
    assert contrast(hovered, palette.hex("panel")) >= MARK
    assert contrast(grip, palette.hex("panel")) >= 1.5


def test_a_larger_text_size_leaves_lines_thin(palette: Palette) -> None:
    sheet, large = stylesheet(palette), stylesheet(palette, 1.5)
    assert "font-size: 12px" in sheet and "font-size: 18px" in large
    thin = re.compile(r"(?<![\w.])[12]px solid")
    assert thin.findall(sheet) == thin.findall(large)


def test_what_stands_in_an_empty_field_is_read_and_is_no_value(palette: Palette) -> None:
    found = re.search(r"placeholder-text-color: (#\w+)", stylesheet(palette))
    assert found is not None
    assert contrast(found[1], palette.hex("field")) >= TEXT
    assert found[1] != palette.hex("ink")
