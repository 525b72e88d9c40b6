"""The table of actions holds together: texts, handlers, reasons, menus, shortcuts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from journeyeditor.ui.action_table import MENUS, ROWS
from journeyeditor.ui.state import CONDITIONS, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from journeyeditor.ui.main_window import MainWindow


def in_menus(items: Iterable[object]) -> Iterator[str]:
    for item in items:
        if isinstance(item, tuple):
            yield from in_menus(item[1])
        elif isinstance(item, str):
            yield item


def test_every_action_has_a_text_and_a_handler(window: MainWindow) -> None:
    for row in ROWS:
        assert row.text
        assert window.actions_[row.id].text()
        assert callable(window.actions_.handler(row))


def test_every_icon_is_in_the_set(window: MainWindow) -> None:
    assert [row.id for row in ROWS if row.icon and row.icon not in window.look.icons] == []


def test_every_action_is_in_a_menu_once() -> None:
    listed = Counter(name for _title, items in MENUS for name in in_menus(items))
    del listed["languages"]
    assert listed == Counter(row.id for row in ROWS)


def test_no_shortcut_is_used_twice() -> None:
    keys = Counter(
        QKeySequence(row.shortcut).toString() for row in ROWS if row.shortcut is not None
    )
    assert {key for key, count in keys.items() if count > 1 and key} == set()


def test_what_is_disabled_says_why(window: MainWindow) -> None:
    window.actions_.update_for(State())
    for row in ROWS:
        action, condition = window.actions_[row.id], CONDITIONS[row.needs]
        assert action.isEnabled() is condition.holds(State()), row.id
        if not action.isEnabled():
            assert action.toolTip() == action.statusTip() == condition.why_not
            assert condition.why_not.endswith(".")
