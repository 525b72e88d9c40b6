"""The rig of the accessibility bus says why it can't run, and sees what a mute canvas leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.reliability import reader
from tests.reliability.__main__ import told, tried

if TYPE_CHECKING:
    import pytest

CARD = {
    "role": "list item",
    "name": "Leasing form · Touchpoints · Purchase · Orders · 1 of 1",
    "size": [80, 60],
    "selectable": True,
    "actions": ["Press", "Edit"],
}
HEARD = {
    "things": [CARD] * 40 + [CARD | {"role": "row header"}, CARD | {"role": "column header"}],
    "pressed": "Leasing form",
    "focused": ["one", "two"],
    "announced": [
        "Marta: Rated Delighted, 5 of 5",
        "Moved to Purchase",
        "Undone: Move",
        "Deleted: 1 card",
    ],
}
NOTHING: dict[str, Any] = {"things": [], "pressed": "", "focused": [], "announced": []}


def heard(mute: bool) -> dict[str, Any]:
    return NOTHING if mute else HEARD


def test_it_says_in_a_line_which_package_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "missing", lambda: "pyatspi is missing (package)")
    outcome = tried("reader", full=False, seed=1)
    assert not outcome.rows
    assert told([outcome]) == (
        ["skipped reader: pyatspi is missing (package)", "0 passed, 0 failed, 1 skipped"],
        True,
    )


def test_what_is_read_passes_and_a_mute_canvas_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "missing", lambda: "")
    monkeypatch.setattr(reader, "found", heard)
    whole, mute = tried("reader", full=False, seed=1).rows
    assert (whole.passed, whole.bad, whole.control) == (True, 0, False)
    assert mute.passed and mute.bad and mute.control


def test_a_mute_program_fails_where_the_real_one_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reader, "found", lambda _mute: NOTHING)
    row = reader.row(control=False)
    assert not row.passed
    assert "Marta" in row.note or "the canvas and 0 things" in row.note


def test_what_can_not_be_read_is_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_mute: bool) -> dict[str, Any]:
        raise ValueError("Expecting value")

    monkeypatch.setattr(reader, "found", broken)
    assert not reader.row(control=False).passed
