"""The channels editor: own ones with icon, name, order; what becomes of the cards of one that goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from journeyeditor.editing.operations.channels import add_channel
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.channels import BUILT_IN_IDS
from journeyeditor.model.entities import Card
from journeyeditor.ui.channels_editor import ChannelsEditor
from journeyeditor.ui.icon_picker import ICON_NAMES, IconPicker
from tests.support.sources import fixed_ids
from tests.ui.inspector.bench import Bench

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def channels(bench: Bench, qtbot: QtBot) -> Iterator[ChannelsEditor]:
    """Over a document with two channels of its own, of which one card has the first."""
    document, ids = bench.document, fixed_ids(21)
    for name in ("Tram", "Ferry"):
        document = add_channel(document, ids, name, "train").apply(document)
    patch = set_fields(document, bench.card().id, channel=document.channels[0].id)
    bench.editor.reset(patch.apply(document))
    made = ChannelsEditor(bench.panel, bench.bridge, bench.panel)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def names(bench: Bench) -> list[str]:
    return [channel.name for channel in bench.document.channels]


def test_channels_are_added_named_and_moved(bench: Bench, channels: ChannelsEditor) -> None:
    channels.add.click()
    row = channels.rows[-1]
    assert row.name.text() == "Channel 3" and row.name.hasFocus()
    row.name.setText("Bike courier")
    row.name.commit()
    assert not row.down.isEnabled()
    row.up.click()
    assert names(bench) == ["Tram", "Bike courier", "Ferry"]
    assert [one.name.text() for one in channels.rows] == names(bench)
    assert bench.steps() == 3


def test_an_icon_is_picked_with_keys(bench: Bench, channels: ChannelsEditor, qtbot: QtBot) -> None:
    row = channels.rows[0]
    row.icon.click()
    picker = row.findChild(IconPicker)
    assert picker is not None
    qtbot.waitExposed(picker)
    assert picker.buttons["train"].hasFocus()
    QTest.keyClick(picker, Qt.Key.Key_Right)
    assert picker.buttons["bike"].hasFocus()
    picker.buttons["bike"].click()
    assert bench.document.channels[0].icon == "bike"
    assert row.icon.accessibleName() == "Choose an icon, now: Bicycle"


def test_every_icon_that_can_be_picked_is_there(channels: ChannelsEditor) -> None:
    assert set(ICON_NAMES) <= set(channels.look.icons)
    assert set(ICON_NAMES) >= BUILT_IN_IDS


def test_a_channel_without_cards_goes_at_once(bench: Bench, channels: ChannelsEditor) -> None:
    assert channels.rows[1].used.accessibleName() == "0 cards"
    channels.rows[1].bin.click()
    assert names(bench) == ["Tram"] and bench.steps() == 1


def test_a_channel_with_cards_asks_what_they_have_then(
    bench: Bench, channels: ChannelsEditor
) -> None:
    row = channels.rows[0]
    row.bin.click()
    assert not row.asked.isHidden() and names(bench) == ["Tram", "Ferry"]
    assert row.words.text() == "1 card has this channel. From then on it has:"
    row.keep.click()
    assert row.asked.isHidden()
    row.bin.click()
    row.instead.setCurrentIndex(row.instead.values.index("phone"))
    row.delete.click()
    assert names(bench) == ["Ferry"] and bench.steps() == 1
    assert bench.document.one(Card, bench.card().id).channel == "phone"
    bench.editor.undo()
    assert [one.name.text() for one in channels.rows] == ["Tram", "Ferry"]
