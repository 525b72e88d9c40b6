"""What menus do to what of a map is shown: personas, lanes, saved views. It prints as it is shown, so each is an edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.editing.operations.people import show_personas
from journeyeditor.editing.operations.views import (
    apply_view,
    delete_view,
    rename_view,
    save_view,
)
from journeyeditor.model.entities import Lane, Map
from journeyeditor.model.messages import N_, message
from journeyeditor.model.saved_views import saved_views
from journeyeditor.ui.maps.shown import ShownMenu
from journeyeditor.ui.maps.verbs import Verbs
from journeyeditor.ui.widgets.pick_list import Pick

if TYPE_CHECKING:
    pass

SHOWN, LANE_HIDDEN, LANE_SHOWN = N_("Change shown personas"), N_("Hide lane"), N_("Show lane")
VIEW_SAVED, VIEW_SHOWN = N_("Save view “{name}”"), N_("Show view “{name}”")
VIEW_RENAMED, VIEW_DELETED = N_("Rename view"), N_("Delete view “{name}”")
NEW_VIEW = N_("View {number}")
NO_VIEWS = N_("This map has no saved views yet. Save what is shown as a view first.")


class ShownCommands(Verbs):
    """The verbs of what is shown of the map, on one window."""

    def shown(self) -> None:
        """The menu of what is shown, under its button."""
        page = self.window.page
        if page is None:
            return
        menu = ShownMenu(page, self.window.look, self.window.actions_, self)
        menu.aboutToHide.connect(menu.deleteLater)
        under = page.bar.shown_from()
        menu.popup(under.mapToGlobal(under.rect().bottomLeft()))

    def toggle_persona(self, key: str) -> None:
        """A persona is shown on the map, or no longer."""
        document, map_id = self.place()
        if document is not None:
            now = document.one(Map, map_id).personas
            self._show_people([k for k in now if k != key] if key in now else [*now, key])

    def only_persona(self, key: str) -> None:
        self._show_people([key])

    def every_persona(self, _key: str) -> None:
        document, map_id = self.place()
        if document is not None:
            now = document.one(Map, map_id).personas
            rest = [p.id for p in document.personas if p.id not in now]
            self._show_people([*now, *rest])

    def _show_people(self, keys: list[str]) -> None:
        map_id = self.place()[1]
        self.edit(SHOWN, lambda document: show_personas(document, map_id, keys))

    def toggle_lane(self, key: str) -> None:
        """A lane is hidden, or shown again."""
        document, _map = self.place()
        if document is not None:
            hide = not document.one(Lane, key).hidden
            step = LANE_HIDDEN if hide else LANE_SHOWN
            self.edit(step, lambda document: set_fields(document, key, hidden=hide))

    def save_view(self) -> None:
        """What is shown is kept under a name."""
        page, tr = self.window.page, self.window.look.tr_
        if page is None:
            return
        number = len(saved_views(page.session.editor.document, page.map_id)) + 1
        name = self.window.asking.name(
            tr(N_("Save what is shown as a view")),
            tr(N_("It remembers which lanes and personas this map shows.")),
            tr(NEW_VIEW, number=number),
            tr(N_("Save the view")),
        )
        if name:
            step = message(VIEW_SAVED, name=name)
            self.edit(step, lambda d: save_view(d, page.world.services.ids, page.map_id, name))

    def manage_views(self) -> None:
        """The saved views of the map: show, rename, delete."""
        tr = self.window.look.tr_
        verbs = (
            ("show", tr(N_("Show"))),
            ("rename", tr(N_("Rename…"))),
            ("delete", tr(N_("Delete"))),
        )
        document, map_id = self.place()
        views = saved_views(document, map_id) if document is not None else ()
        picks = [Pick(view.id, view.name) for view in views]
        chosen = self.window.asking.pick(tr(N_("Saved views of this map")), "", picks, verbs)
        if chosen is not None:
            verb, key = chosen
            {"show": self.apply_view, "rename": self.rename_view, "delete": self.delete_view}[verb](
                key
            )

    def apply_view(self, key: str) -> None:
        step = message(VIEW_SHOWN, name=self._view_name(key))
        self.edit(step, lambda document: apply_view(document, key))

    def delete_view(self, key: str) -> None:
        step = message(VIEW_DELETED, name=self._view_name(key))
        self.edit(step, lambda document: delete_view(document, key))

    def rename_view(self, key: str) -> None:
        tr = self.window.look.tr_
        before = self._view_name(key)
        name = self.window.asking.name(tr(N_("Rename the view")), "", before, tr(N_("Rename")))
        if name:
            self.edit(VIEW_RENAMED, lambda document: rename_view(document, key, name))

    def _view_name(self, key: str) -> str:
        document, _map = self.place()
        views = saved_views(document) if document is not None else ()
        return next((view.name for view in views if view.id == key), "")
