"""Where a card leads: to a web address, or to another map of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.layout.links import is_address
from journeyeditor.model.entities import Map
from journeyeditor.model.messages import N_, message
from journeyeditor.ui.inspector.part import SpecialPart
from journeyeditor.ui.widgets.build import label, row
from journeyeditor.ui.widgets.buttons import IconButton
from journeyeditor.ui.widgets.fields import LineField, Quiet

if TYPE_CHECKING:
    from collections.abc import Hashable

    from journeyeditor.ui.inspector.subject import Subject

CHANGE, TITLE = N_("Change link"), N_("Leads to")
NOWHERE, ADDRESS = "", "address"
NO_ADDRESS = N_("“{text}” is no address. Write one that begins with https://, http:// or mailto:.")
NOT_OPENED = N_("Nothing on this computer opens {address}.")
UNTITLED_MAP = N_("Untitled map")


class LinkPart(SpecialPart):
    """Nothing, an address, or a map; with a way to go there."""

    def shape(self, subject: Subject) -> Hashable:
        maps = tuple((one.id, one.title) for one in subject.document.maps)
        return subject.map_id, maps

    def build(self) -> None:
        tr, look = self.desk.look.tr_, self.desk.look
        self.box.addWidget(label(tr(TITLE), "fieldLabel"))
        self.where = Quiet(look)
        self.where.setAccessibleName(tr(TITLE))
        maps = [
            (one.id, one.title or tr(UNTITLED_MAP), "map")
            for one in self.subject.document.maps
            if one.id != self.subject.map_id
        ]
        self.where.set_choices(
            [(NOWHERE, tr(N_("Nowhere")), ""), (ADDRESS, tr(N_("A web address")), "web"), *maps]
        )
        self.where.picked.connect(self._picked)
        line = row(spacing=4)
        line.addWidget(self.where, 1)
        self.go = IconButton(look, "go", tr(N_("Go there")), "ink.quiet", 16)
        self.go.clicked.connect(self._go)
        line.addWidget(self.go)
        self.box.addLayout(line)
        self.address = LineField("https://")
        self.address.setAccessibleName(tr(N_("Web address")))
        self.address.place = (self.subject.keys, "link")
        self.address.committed.connect(self._typed)
        self.address.left.connect(self.desk.left)
        self.box.addWidget(self.address)

    @property
    def link(self) -> str:
        value = self.subject.value("link")
        return value if isinstance(value, str) else ""

    def show_values(self) -> None:
        link = self.link
        to_map = self.subject.document.find(Map, link) is not None
        self.where.show_value(link if to_map else ADDRESS if link else NOWHERE)
        self.address.setVisible(bool(link) and not to_map)
        self.address.show_value("" if to_map else link)
        self.address.place = (self.subject.keys, "link")
        self.go.setVisible(to_map or is_address(link))

    def commit_pending(self) -> None:
        self.address.commit()

    def _picked(self, where: str) -> None:
        if where == ADDRESS:
            self.address.show()
            self.address.setFocus()
        elif where != self.link:
            self._put(where)

    def _typed(self, text: str) -> None:
        address = with_scheme(text)
        if address and not is_address(address):
            self.desk.said.emit(message(NO_ADDRESS, text=text.strip()))
        elif self._put(address):
            self.address.restore()

    def _put(self, link: str) -> bool:
        keys = self.subject.keys
        return self.desk.commit(CHANGE, lambda document: set_fields(document, keys, link=link))

    def _go(self) -> None:
        if self.subject.document.find(Map, self.link) is not None:
            self.desk.wanted.emit(self.link)
        elif is_address(self.link) and not self.desk.around.visit(self.link):
            self.desk.said.emit(message(NOT_OPENED, address=self.link))


def with_scheme(text: str) -> str:
    """An address as people write it, `example.org/x` or `ann@example.org`, with what makes it one."""
    address = text.strip()
    if not address or is_address(address) or ":" in address.split("/")[0] or " " in address:
        return address
    if "." not in address:
        return address
    return f"mailto:{address}" if "@" in address.split("/")[0] else f"https://{address}"
