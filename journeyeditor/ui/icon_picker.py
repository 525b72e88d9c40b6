"""A small sheet of icons to choose one from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from journeyeditor.model.messages import N_
from journeyeditor.ui.widgets.buttons import IconButton

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from journeyeditor.ui.theme import Look

ICON_NAMES: dict[str, str] = {
    "channel": N_("Signal"),
    "web": N_("Globe"),
    "shop": N_("Shop"),
    "phone": N_("Phone"),
    "hotline": N_("Headphones"),
    "email": N_("Envelope"),
    "letter": N_("Letter"),
    "chat": N_("Speech bubble"),
    "chatbot": N_("Robot"),
    "app": N_("Mobile phone"),
    "social": N_("Network"),
    "event": N_("Calendar"),
    "self-service": N_("Machine"),
    "person": N_("Person"),
    "mic": N_("Microphone"),
    "video": N_("Video"),
    "tv": N_("Television"),
    "radio": N_("Radio"),
    "newspaper": N_("Newspaper"),
    "book": N_("Book"),
    "megaphone": N_("Megaphone"),
    "qr-code": N_("QR code"),
    "place": N_("Place"),
    "home": N_("House"),
    "office": N_("Public office"),
    "campus": N_("Graduation cap"),
    "health": N_("Stethoscope"),
    "coffee": N_("Cup"),
    "gift": N_("Gift"),
    "payment": N_("Payment card"),
    "contract": N_("Signature"),
    "form": N_("Form"),
    "tools": N_("Tools"),
    "truck": N_("Lorry"),
    "car": N_("Car"),
    "bus": N_("Bus"),
    "train": N_("Train"),
    "bike": N_("Bicycle"),
    "plane": N_("Aeroplane"),
    "star": N_("Star"),
}
"""The icons that a channel can have, and what they are called."""

A_ROW = 8
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -A_ROW,
    Qt.Key.Key_Down: A_ROW,
}


class IconPicker(QFrame):
    """Closes when one is picked, by Esc, and by a click elsewhere. Arrows go from icon to icon."""

    picked = Signal(str)

    def __init__(self, parent: QWidget, look: Look, now: str) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(look.tr_(N_("Choose an icon")))
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 8, 8, 8)
        grid.setSpacing(2)
        self.buttons: dict[str, IconButton] = {}
        for place, (icon, name) in enumerate(ICON_NAMES.items()):
            made = IconButton(look, icon, look.tr_(name), size=20)
            made.setCheckable(True)
            made.setChecked(icon == now)
            made.setProperty("icon_name", icon)
            made.clicked.connect(self._clicked)
            grid.addWidget(made, place // A_ROW, place % A_ROW)
            self.buttons[icon] = made
        self.buttons.get(now, self.buttons["channel"]).setFocus()

    def show_below(self, widget: QWidget) -> None:
        """Opens under a button, on the screen."""
        self.adjustSize()
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        corner = QPoint(widget.width() - self.width() if rtl else 0, widget.height() + 2)
        at = widget.mapToGlobal(corner)
        room = widget.screen().availableGeometry()
        at.setY(min(at.y(), room.bottom() - self.height()))
        self.move(at)
        self.show()

    def _clicked(self) -> None:
        icon = str(self.sender().property("icon_name"))
        self.close()
        self.picked.emit(icon)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()), 0)
        order = list(self.buttons.values())
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif step and isinstance(focused, IconButton):
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft and abs(step) == 1:
                step = -step
            order[(order.index(focused) + step) % len(order)].setFocus(
                Qt.FocusReason.TabFocusReason
            )
        else:
            super().keyPressEvent(event)
