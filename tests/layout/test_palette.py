"""Themes: the same roles everywhere, and colours that can be told apart on the grounds they stand on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeyeditor.layout.faces import LEVEL_ROLES
from journeyeditor.layout.palette import HUES, PERSONAS, Palette, contrast, luminance, rgb

FOLDER = Path(__file__).parents[2] / "resources" / "themes"
NAMES = ("dark", "high-contrast", "light", "print", "print-save-ink")
KINDS = (
    "touchpoint", "text", "quote", "pain", "opportunity", "solution", "channel", "image", "metric",
    "evidence", "frontstage", "backstage", "support",
)  # fmt: skip
TINTS = tuple(f"hue.{hue}.tint" for hue in HUES)
WINDOW = ("canvas", "panel", "panel.quiet", "field", "hover", "pressed", "accent.tint", "drop")
GROUNDS = ("card", "lane", *WINDOW, *KINDS, *TINTS)

TEXT = (
    *((ink, ground) for ink in ("ink", "ink.quiet") for ground in GROUNDS),
    *((f"hue.{hue}", f"hue.{hue}.tint") for hue in HUES),
    *(("accent", ground) for ground in ("canvas", "panel", "lane", "panel.quiet", "accent.tint")),
    *((role, ground) for role in ("warning", "error", "success") for ground in ("panel", "canvas")),
    ("error", "field"),
    ("accent.ink", "accent"),
    ("chip.ink", "chip"),
    ("tooltip.ink", "tooltip"),
    ("missing.ink", "missing"),
    ("paper.ink", "paper"),
)
MARKS = (
    *((level, ground) for level in LEVEL_ROLES for ground in ("lane", "card", "panel", "canvas")),
    *(("face.ink", level) for level in LEVEL_ROLES),
    *((persona, ground) for persona in PERSONAS for ground in ("lane", "canvas", "panel")),
    *((f"{kind}.ink", ground) for kind in KINDS for ground in (kind, "lane", "panel")),
    *(("selection", ground) for ground in ("lane", "canvas", "panel", "card")),
    *(("evidence.on", ground) for ground in KINDS),
    *(("moment.line", ground) for ground in ("card", "panel", "touchpoint")),
    ("accent", "canvas"),
    ("second", "lane"),
    ("drop.line", "drop"),
    ("minimap.view", "minimap"),
    ("ink.quiet", "lane"),
)


@pytest.fixture(params=NAMES)
def theme(request: pytest.FixtureRequest) -> Palette:
    return load(request.param)


def load(name: str) -> Palette:
    return Palette.load(FOLDER / f"{name}.json")


def too_weak(theme: Palette, pairs: tuple[tuple[str, str], ...], least: float) -> list[str]:
    ratios = {pair: contrast(theme.hex(pair[0]), theme.hex(pair[1])) for pair in pairs}
    return [f"{a} on {b}: {ratio:.2f}" for (a, b), ratio in ratios.items() if ratio < least]


def test_every_theme_is_there_and_has_the_same_roles() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == sorted(NAMES)
    roles = {name: list(load(name).colours) for name in NAMES}
    assert all(found == roles["light"] for found in roles.values())


def test_text_stands_out_from_its_ground(theme: Palette) -> None:
    assert too_weak(theme, TEXT, 4.5) == []


def test_marks_stand_out_from_their_ground(theme: Palette) -> None:
    assert too_weak(theme, MARKS, 3) == []


@given(st.integers(0, 0xFFFFFF), st.sampled_from(NAMES))
@settings(max_examples=150, deadline=None)
def test_texts_stand_out_in_the_documents_own_colours_in_every_theme(
    number: int, name: str
) -> None:
    theme, hue = load(name), f"hue.#{number:06x}"
    tint = f"{hue}.tint"
    pairs = ((hue, tint), (hue, "lane"), (hue, "card"), ("ink", tint), ("ink.quiet", tint))
    assert too_weak(theme, pairs, 4.5) == []
    assert too_weak(theme, (("evidence.on", tint),), 3) == []
    if name in {"print", "print-save-ink"}:
        assert 1 - min(theme.rgb(tint)) <= 0.12


@pytest.mark.parametrize("name", ["high-contrast", "print-save-ink"])
def test_own_colours_keep_to_a_theme_without_tints(name: str) -> None:
    theme = load(name)
    assert theme.hex("hue.#e4002b.tint") == theme.hex("hue.teal.tint")
    assert contrast(theme.hex("hue.#e4002b.line"), theme.hex("hue.#e4002b.tint")) >= 1.5


def test_high_contrast_has_firm_edges_and_none_of_its_own_colours_are_strange() -> None:
    theme = load("high-contrast")
    assert theme.edge == 2
    assert all(load(name).edge == 0 for name in NAMES if name != "high-contrast")
    own = {theme.hex(f"hue.#e4002b{part}") for part in ("", ".tint", ".line")}
    assert own <= set(theme.colours.values())


def test_high_contrast_text_is_far_above_the_least() -> None:
    assert too_weak(load("high-contrast"), TEXT, 7) == []


def test_high_contrast_has_four_colours_and_greys_for_states() -> None:
    colours = load("high-contrast").colours.values()
    hued = {colour for colour in colours if len(set(rgb(colour))) > 1}
    assert hued == {"#ffff00", "#00ffff"}
    assert {"#000000", "#ffffff"} <= set(colours)


def test_print_grounds_are_white_and_tints_take_little_ink() -> None:
    theme = load("print")
    assert {theme.hex(role) for role in ("canvas", "lane", "card", "paper")} == {"#ffffff"}
    ink = {role: 1 - min(theme.rgb(role)) for role in (*KINDS, *TINTS, "chip", "missing")}
    assert {role: part for role, part in ink.items() if part > 0.12} == {}


def test_saving_ink_leaves_every_ground_white() -> None:
    theme = load("print-save-ink")
    assert {theme.hex(role) for role in (*GROUNDS, "chip", "missing", "paper")} == {"#ffffff"}


@pytest.mark.parametrize("name", ["high-contrast", "print-save-ink"])
def test_blocks_without_a_fill_have_an_edge(name: str) -> None:
    theme = load(name)
    edges = [(f"hue.{hue}.line", f"hue.{hue}.tint") for hue in HUES]
    edges += [("chip.line", "chip"), *((f"{kind}.line", kind) for kind in KINDS)]
    assert too_weak(theme, tuple(edges), 1.5) == []


def test_first_two_personas_are_accent_and_second() -> None:
    for theme in map(load, NAMES):
        assert theme.hex("persona.1") == theme.hex("accent")
        assert theme.hex("persona.2") == theme.hex("second")


@pytest.mark.parametrize("name", ["light", "dark"])
def test_hues_and_personas_are_all_different_on_screen(name: str) -> None:
    theme = load(name)
    for roles in (TINTS, tuple(f"hue.{hue}" for hue in HUES), PERSONAS, LEVEL_ROLES):
        assert len({theme.hex(role) for role in roles}) == len(roles)


def test_contrast_follows_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#777777") == pytest.approx(4.48, abs=0.005)
    assert contrast("#123456", "#123456") == 1
    assert luminance("#ff0000") == pytest.approx(0.2126)


def test_rgb_is_in_parts_of_one() -> None:
    theme = Palette("mine", {"ink": "#3300FF"})
    assert theme.rgb("ink") == pytest.approx((0.2, 0, 1))
    assert theme.hex("ink") == "#3300FF"


def test_an_unknown_role_is_named_with_the_theme() -> None:
    with pytest.raises(KeyError, match="'mine' has no colour for 'inc'"):
        Palette("mine", {"ink": "#000000"}).rgb("inc")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not JSON"),
        ("[]", "object of roles"),
        (json.dumps({"ink": "black"}), "ink should be a colour"),
        (json.dumps({"ink": 7}), "ink should be a colour"),
        (json.dumps({"edge.width": "2"}), "edge.width should be a number"),
        (json.dumps({"ink": "#1b21304"}), "ink should be a colour"),
    ],
)
def test_a_broken_theme_is_refused_in_one_sentence(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "broken.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        Palette.load(path)
