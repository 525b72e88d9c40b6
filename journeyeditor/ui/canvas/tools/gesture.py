"""What all gestures share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from journeyeditor.ui.canvas.camera import Strip
    from journeyeditor.ui.canvas.hit import Hit
    from journeyeditor.ui.canvas.marks import Mark

NO_MODIFIER = Qt.KeyboardModifier.NoModifier


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where the mouse is: in the viewport (`x`, `y`, pixels) and on the map (`strip`, `mx`, `my`, map units)."""

    x: float
    y: float
    strip: Strip
    mx: float
    my: float
    hit: Hit
    modifiers: Qt.KeyboardModifier = NO_MODIFIER

    def holds(self, *modifiers: Qt.KeyboardModifier) -> bool:
        """Whether any of these keys is down."""
        return any(bool(self.modifiers & modifier) for modifier in modifiers)


class Gesture:
    """One drag. It ends by `drop` or by `cancel`, never by both; both leave nothing behind."""

    scrolls_across = scrolls_down = True
    """Which ways the map scrolls by itself while the mouse is near the viewport's edges."""

    aims = True
    """Whether it matters what lies under the mouse. Otherwise its moves tell of nothing that was hit."""

    travels = False
    """Whether it goes on when another map is shown meanwhile."""

    def move(self, pointer: Pointer) -> None:
        """The mouse moved, or the map under it."""

    def drop(self, pointer: Pointer) -> None:
        """The button was released here."""

    def cancel(self) -> None:
        """Everything is as before the gesture."""

    @property
    def ringless(self) -> frozenset[str]:
        """What has no ring of its own meanwhile, as the gesture shows it in its own way."""
        return frozenset()

    def rests_on(self, pointer: Pointer) -> str:
        """What is under the mouse that opens when the drag rests on it; "" for nothing."""
        return ""

    def rested(self, key: str) -> None:
        """The drag has rested on this."""

    def marks(self) -> tuple[Mark, ...]:
        """What is shown over the map meanwhile."""
        return ()

    def cursor(self) -> Qt.CursorShape:
        return Qt.CursorShape.ArrowCursor
