"""The channels editor: the document's own channels with icon, name and order, beside those that are always there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from journeyeditor.editing.operations.channels import (
    add_channel,
    cards_of,
    delete_channel,
    move_channel,
)
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.channels import BUILT_IN
from journeyeditor.model.entities import Channel
from journeyeditor.model.messages import N_, message
from journeyeditor.ui.collection_editor import CollectionEditor
from journeyeditor.ui.icon_picker import ICON_NAMES, IconPicker
from journeyeditor.ui.people_editor import FIRST, LAST
from journeyeditor.ui.widgets.build import (
    at_start,
    button,
    clear,
    column,
    hairline,
    label,
    row,
    scrolling,
)
from journeyeditor.ui.widgets.buttons import IconButton, explain
from journeyeditor.ui.widgets.fields import Elided, LineField, Quiet
from journeyeditor.ui.widgets.pictured import Pictured

if TYPE_CHECKING:
    from journeyeditor.ui.bridge import Bridge
    from journeyeditor.ui.inspector.panel import Inspector

TITLE = N_("Channels")
NONE_YET = N_("No channels of your own yet. Add one for a way of contact that is not listed below.")
ADD, RENAME, ICON = N_("Add channel"), N_("Rename channel"), N_("Change icon of channel")
REORDER, DELETE = N_("Reorder channels"), N_("Delete channel {name}")
NEW = N_("Channel {number}")
UNNAMED = N_("Unnamed")
LOSE_ONE = N_("1 card has this channel. From then on it has:")
LOSE = N_("{n} cards have this channel. From then on they have:")
DEFAULT_ICON = "channel"


class ChannelsEditor(CollectionEditor):
    """Every change is a step of its own at once; closing only closes."""

    def __init__(self, parent: QWidget, bridge: Bridge, inspector: Inspector) -> None:
        super().__init__(parent, bridge, inspector, TITLE)
        self.take_size(520, 560)
        tr = self.look.tr_
        inner = QWidget()
        box = column(inner, 10, (2, 0, 12, 2))
        self._rows = column(spacing=6)
        box.addLayout(self._rows)
        self.add = button(tr(N_("+ Add a channel")), "link", self._add)
        box.addLayout(at_start(self.add))
        box.addWidget(hairline())
        box.addWidget(label(tr(N_("Always there")), "fieldLabel"))
        box.addLayout(self._built_in())
        box.addStretch(1)
        self.body.addWidget(scrolling(inner), 1)
        self.rows: list[ChannelRow] = []
        self._shown: tuple[str, ...] | None = None
        self.refresh()

    def _built_in(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(4)
        for place, channel in enumerate(BUILT_IN):
            grid.addWidget(
                Pictured(self.look, channel.id, self.look.tr_(channel.name)),
                place // 3,
                place % 3,
            )
        return grid

    def refresh(self) -> None:
        keys = tuple(channel.id for channel in self.document.channels)
        if keys != self._shown:
            self._shown = keys
            clear(self._rows)
            self.rows = [ChannelRow(self, key) for key in keys]
            for made in self.rows:
                self._rows.addWidget(made)
            if not keys:
                self._rows.addWidget(label(self.look.tr_(NONE_YET), "quiet", wrap=True))
        for made in self.rows:
            made.refresh()

    def commit_pending(self) -> None:
        for made in self.rows:
            made.name.commit()

    def _add(self) -> None:
        self.commit_pending()
        ids = self.desk.ids
        name = self.look.tr_(NEW, number=len(self.document.channels) + 1)
        if self.desk.commit(ADD, lambda document: add_channel(document, ids, name, DEFAULT_ICON)):
            self.rows[-1].name.setFocus()
            self.rows[-1].name.selectAll()


class ChannelRow(QFrame):
    """One channel; deleting one that cards have asks which they have from then on."""

    def __init__(self, editor: ChannelsEditor, key: str) -> None:
        super().__init__()
        self.setObjectName("block")
        self._editor, self.key = editor, key
        look, tr = editor.look, editor.look.tr_
        box, line = column(self, 8, (8, 6, 6, 6)), row(spacing=4)
        self.icon = IconButton(look, DEFAULT_ICON, tr(N_("Choose an icon")), size=20)
        self.name = LineField(tr(N_("Name of the channel")))
        self.name.setAccessibleName(tr(N_("Name of the channel")))
        self.name.place = ((key,), "name")
        self.used = Elided(look, "", "ink.quiet", 11)
        self.up = IconButton(look, "arrow-up", tr(N_("Further up")), "ink.quiet", 16)
        self.down = IconButton(look, "arrow-down", tr(N_("Further down")), "ink.quiet", 16)
        self.bin = IconButton(look, "trash", tr(N_("Delete the channel")), "ink.quiet", 16)
        line.addWidget(self.icon)
        line.addWidget(self.name, 2)
        line.addWidget(self.used, 1)
        for made in (self.up, self.down, self.bin):
            line.addWidget(made)
        box.addLayout(line)
        self.asked = QWidget()
        self._ask(self.asked)
        box.addWidget(self.asked)
        self.asked.hide()
        self.icon.clicked.connect(self._pick)
        self.name.committed.connect(self._rename)
        self.up.clicked.connect(self._up)
        self.down.clicked.connect(self._down)
        self.bin.clicked.connect(self._bin)

    def _ask(self, widget: QWidget) -> None:
        tr = self._editor.look.tr_
        box = column(widget, 6, (4, 0, 4, 4))
        self.words = label("", wrap=True)
        self.instead = Quiet(self._editor.look)
        self.instead.setAccessibleName(tr(N_("The channel instead")))
        line = row(spacing=6)
        self.keep = button(tr(N_("Keep it")), "plain", self.asked.hide)
        self.delete = button(tr(N_("Delete")), "", self._delete)
        line.addWidget(self.instead, 1)
        line.addWidget(self.keep)
        line.addWidget(self.delete)
        box.addWidget(self.words)
        box.addLayout(line)

    @property
    def channel(self) -> Channel | None:
        return self._editor.document.find(Channel, self.key)

    @property
    def place(self) -> int:
        return [channel.id for channel in self._editor.document.channels].index(self.key)

    def refresh(self) -> None:
        """Shows what the document holds."""
        channel, look = self.channel, self._editor.look
        if channel is None:
            return
        tr = look.tr_
        icon = channel.icon if channel.icon in look.icons else DEFAULT_ICON
        named = tr(N_("Choose an icon, now: {name}"), name=tr(ICON_NAMES.get(icon, icon)))
        self.icon.show_as(icon, named)
        self.name.show_value(channel.name)
        count = len(cards_of(self._editor.document, self.key))
        self.used.set_text(tr(N_("1 card") if count == 1 else N_("{n} cards"), n=count))
        place, last = self.place, len(self._editor.document.channels) - 1
        explain(self.up, place > 0, tr(FIRST))
        explain(self.down, place < last, tr(LAST))
        self._say_what_goes(count)

    def _say_what_goes(self, count: int) -> None:
        tr, document = self._editor.look.tr_, self._editor.document
        self.words.setText(tr(LOSE_ONE if count == 1 else LOSE, n=count))
        own = [
            (c.id, c.name or tr(UNNAMED), c.icon or DEFAULT_ICON)
            for c in document.channels
            if c.id != self.key
        ]
        built_in = [(c.id, tr(c.name), c.id) for c in BUILT_IN]
        kept = self.instead.value
        self.instead.set_choices([(None, tr(N_("No channel")), ""), *built_in, *own])
        self.instead.show_value(kept)

    def _pick(self) -> None:
        channel = self.channel
        if channel is not None:
            picker = IconPicker(self, self._editor.look, channel.icon or DEFAULT_ICON)
            picker.picked.connect(self._take_icon)
            picker.show_below(self.icon)

    def _take_icon(self, icon: str) -> None:
        key = self.key
        self._editor.desk.commit(ICON, lambda document: set_fields(document, key, icon=icon))

    def _rename(self, text: str) -> None:
        key = self.key
        if self._editor.desk.commit(
            RENAME, lambda document: set_fields(document, key, name=text.strip())
        ):
            self.name.restore()

    def _up(self) -> None:
        self._move(self.place - 1)

    def _down(self) -> None:
        self._move(self.place + 1)

    def _move(self, at: int) -> None:
        key, ids = self.key, self._editor.desk.ids
        self._editor.commit_pending()
        self._editor.desk.commit(REORDER, lambda document: move_channel(document, ids, key, at))

    def _bin(self) -> None:
        if cards_of(self._editor.document, self.key):
            self.asked.show()
            self.instead.setFocus()
        else:
            self._delete()

    def _delete(self) -> None:
        channel, instead = self.channel, self.instead.value
        assert instead is None or isinstance(instead, str)
        if channel is not None:
            key = channel.id
            step = message(DELETE, name=channel.name)
            self._editor.desk.commit(step, lambda document: delete_channel(document, key, instead))
