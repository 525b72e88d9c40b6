"""How to come to each screen: functions that show one in a fresh window and give its picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.app.beginning import sample_session
from journeyeditor.app.watching import OnDisk, Seen
from journeyeditor.editing.operations.fields import set_fields
from journeyeditor.model.entities import DOCUMENT_KEY, Connector, LaneKind
from journeyeditor.model.messages import message
from journeyeditor.ui.canvas.hit import Part
from journeyeditor.ui.context_menus import context_menu
from tests.ui.screens import documents as made

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage

    from journeyeditor.app.session import Session
    from journeyeditor.model.document import Document
    from journeyeditor.ui.editor_page import EditorPage
    from tests.ui.screens.studio import Studio


# The start page


def start(studio: Studio) -> QImage:
    thumbnails = studio.window.starting.thumbnails
    studio.window.starting._begin()
    studio.until(lambda: not thumbnails.under_way)
    return studio.picture()


def start_recent(studio: Studio) -> QImage:
    """Files that are there, one of them with the picture that was kept of it, and one that is gone."""
    session = sample_session(studio.window.world.services, "first-e-bike")
    for name in ("bike", "Müllabfuhr Köln, Fassung vom Montag", "gone"):
        path = studio.folder / f"{name}.journey"
        studio.window.settings.add_recent(path)
        if name != "gone":
            session.save_as(path)
    document, thumbnails = session.editor.document, studio.window.starting.thumbnails
    placed = thumbnails._layout_of().place(document, document.maps[0].id)
    thumbnails.keep_recent(studio.folder / "bike.journey", document, placed)
    session.close()
    studio.window.starting.show_recent()
    presence = studio.window.presence
    studio.until(lambda: any(path.stem == "gone" for path in presence.gone))
    return studio.picture()


def start_search(studio: Studio) -> QImage:
    studio.window.start.search.setText("service")
    return studio.picture()


def start_search_nothing(studio: Studio) -> QImage:
    studio.window.start.search.setText("xyzzy")
    return studio.picture()


def start_lost(studio: Studio) -> QImage:
    """Work that was not saved when the program ended: in a file, and in none."""
    services = studio.window.world.services
    for sample in ("first-e-bike", "hospital-visit"):
        session = sample_session(services, sample)
        if sample == "first-e-bike":
            session.save_as(studio.folder / f"bike {studio.runs}.journey")
        retitle(session, "Once")
        retitle(session, sample)
        session.close(keep=True)
    studio.window.look_for_lost()
    studio.until(lambda: len(studio.window.start.lost.rows) == 2)
    return studio.picture()


def retitle(session: Session, title: str) -> None:
    patch = set_fields(session.editor.document, DOCUMENT_KEY, title=title)
    session.editor.commit(message("Rename"), patch)


# The editor


def of(document: Callable[[], Document]) -> Callable[[Studio], QImage]:
    """The editor with a document, as it is first seen."""

    def make(studio: Studio) -> QImage:
        studio.show(document())
        return studio.picture()

    return make


def fitted(document: Callable[[], Document]) -> Callable[[Studio], QImage]:
    """The whole map in sight."""

    def make(studio: Studio) -> QImage:
        studio.show(document())
        studio.do("zoom-fit")
        return studio.picture()

    return make


def selected(
    choose: Callable[[Document], list[str]], document: Callable[[], Document] = made.bike
) -> Callable[[Studio], QImage]:
    """The editor with something selected, which the inspector shows."""

    def make(studio: Studio) -> QImage:
        page = studio.show(document())
        keys = choose(page.session.editor.document)
        page.session.editor.select(keys)
        if keys:
            page.canvas.reveal_entity(keys[0])
        return studio.picture()

    return make


def unrolled(
    choose: Callable[[Document], list[str]], document: Callable[[], Document] = made.bike
) -> Callable[[Studio], QImage]:
    """All of the inspector, as high as it likes to be."""

    def make(studio: Studio) -> QImage:
        page = studio.show(document())
        page.session.editor.select(choose(page.session.editor.document))
        studio.settle()
        inspector = page.inspector
        inner = inspector._area.widget()
        assert inner is not None
        high = inner.sizeHint().height() + inspector.head.height() + 40
        studio.window.resize(studio.window.width(), max(studio.window.height(), high + 120))
        return studio.picture(inspector)

    return make


def a_card(document: Document) -> list[str]:
    return [made.first_card(document)]


def some_cards(document: Document) -> list[str]:
    lanes = document.lanes(document.maps[0].id)
    cards = [card.id for lane in lanes for card in document.cards(lane.id)]
    return cards[:4]


def card_of(kind: LaneKind) -> Callable[[Document], list[str]]:
    """The first card of a lane of this kind."""

    def choose(document: Document) -> list[str]:
        lanes = document.lanes(document.maps[0].id)
        return [c.id for lane in lanes if lane.kind is kind for c in document.cards(lane.id)][:1]

    return choose


def lane_of(kind: LaneKind) -> Callable[[Document], list[str]]:
    def choose(document: Document) -> list[str]:
        lanes = document.lanes(document.maps[0].id)
        return [lane.id for lane in lanes if lane.kind is kind][:1]

    return choose


def a_stage(document: Document) -> list[str]:
    return [document.stages(document.maps[0].id)[0].id]


def a_step(document: Document) -> list[str]:
    return [document.map_steps(document.maps[0].id)[0].id]


def a_persona(document: Document) -> list[str]:
    return [document.personas[0].id]


def an_arrow(document: Document) -> list[str]:
    return [next(one.id for one in document.all(Connector))]


def nothing(_document: Document) -> list[str]:
    return []


def editing(studio: Studio) -> QImage:
    """A card's title is being written."""
    page = studio.show(made.bike())
    page.session.editor.select(a_card(page.session.editor.document))
    page.canvas.keyboard.run("edit")
    return studio.picture()


def hints(studio: Studio) -> QImage:
    """What a person sees at first."""
    studio.window.settings.put("hints_seen", "")
    studio.show(made.empty())
    return studio.picture()


def narrow(studio: Studio) -> QImage:
    studio.window.resize(studio.window.minimumSize())
    studio.show(made.bike())
    return studio.picture()


def without_panels(studio: Studio) -> QImage:
    studio.show(made.bike())
    for panel in ("panel-left", "panel-right", "panel-minimap"):
        studio.do(panel)
    return studio.picture()


def doing(
    *actions: str, document: Callable[[], Document] = made.bike
) -> Callable[[Studio], QImage]:
    """The window after some actions."""

    def make(studio: Studio) -> QImage:
        studio.show(document())
        for action in actions:
            studio.do(action)
        return studio.picture()

    return make


def outline(view: str) -> Callable[[Studio], QImage]:
    def make(studio: Studio) -> QImage:
        studio.window.settings.put("outline_view", view)
        studio.show(made.bike())
        studio.do("panel-outline")
        return studio.picture()

    return make


def finding(studio: Studio) -> QImage:
    page = studio.show(made.bike())
    studio.do("replace")
    page.find_bar.field.insert("e")
    return studio.picture()


def finding_nothing(studio: Studio) -> QImage:
    page = studio.show(made.bike())
    studio.do("find")
    page.find_bar.field.insert("xyzzy")
    return studio.picture()


def palette(words: str) -> Callable[[Studio], QImage]:
    def make(studio: Studio) -> QImage:
        studio.show(made.bike())
        studio.do("palette")
        shown = studio.window.tools.shown_palette
        assert shown is not None
        shown.field.setText(words)
        return studio.picture()

    return make


def presenting(stage: int) -> Callable[[Studio], QImage]:
    def make(studio: Studio) -> QImage:
        page = studio.show(made.bike())
        studio.do("present")
        presenter = page.presenter
        assert presenter is not None
        presenter.showNormal()
        presenter.resize(*studio.mode.size)
        presenter.go_to(stage, at_once=True)
        found = studio.picture(presenter)
        presenter.close()
        return found

    return make


# Notices


def changed_on_disk(studio: Studio) -> QImage:
    """A colleague saved the file, has it open, and a copy lies beside it."""
    page = saved(studio)
    attention = studio.window.attention
    assert attention is not None and page.session.path is not None
    seen = Seen(OnDisk.NEWER, at="2026-03-02T10:00:00Z", author="Ben")
    attention.seen(seen)
    return studio.picture()


def lost_on_this(studio: Studio) -> QImage:
    saved(studio)
    attention = studio.window.attention
    assert attention is not None
    attention.lost("3 changes, 2026-03-02 10:00")
    attention.troubled(message("Edits can't be kept: the disk is full. Save the document now."))
    return studio.picture()


def saved(studio: Studio) -> EditorPage:
    """The sample in a file."""
    page = studio.show(made.bike())
    page.session.save_as(studio.folder / f"bike {studio.runs}.journey")
    studio.window.document_saved()
    studio.settle()
    # It would find that nothing has happened.
    page.vigil.seen.disconnect()
    return page


# Dialogs


def dialog(action: str, document: Callable[[], Document] = made.bike) -> Callable[[Studio], QImage]:
    """What an action opens beside the window."""

    def make(studio: Studio) -> QImage:
        page = studio.show(document())
        page.session.editor.select(a_card(page.session.editor.document))
        return studio.dialog(action)

    return make


def asking(
    action: str,
    choose: Callable[[Document], list[str]] = a_card,
    document: Callable[[], Document] = made.bike,
) -> Callable[[Studio], QImage]:
    """The dialog in which an action asks."""

    def make(studio: Studio) -> QImage:
        page = studio.show(document())
        page.session.editor.select(choose(page.session.editor.document))
        return studio.asked(lambda: studio.do(action))

    return make


def exporting(**chosen: str) -> Callable[[Studio], QImage]:
    """How to export, with what was chosen the last time."""

    def make(studio: Studio) -> QImage:
        for key, value in chosen.items():
            studio.window.settings.put(key, value)
        studio.show(made.bike())
        return studio.asked(lambda: studio.do("export-pdf"))

    return make


def question(call: Callable[[Studio], object]) -> Callable[[Studio], QImage]:
    """A question of the window over its start page."""

    def make(studio: Studio) -> QImage:
        return studio.asked(lambda: call(studio))

    return make


def versions(studio: Studio) -> QImage:
    page = saved(studio)
    for title in ("Second title", made.LONGER):
        retitle(page.session, title)
        page.session.save()
    return studio.asked(lambda: studio.do("versions"))


def history(studio: Studio) -> QImage:
    page = studio.show(made.bike())
    for title in ("One", "Two", "Three"):
        retitle(page.session, title)
    studio.do("undo")
    return studio.dialog("history")


def refusal(studio: Studio) -> QImage:
    path = studio.folder / "notes.journey"
    path.write_text("These are no journeys.", encoding="utf-8")
    return studio.asked(lambda: studio.window.open_path(path))


def icons(studio: Studio) -> QImage:
    from journeyeditor.ui.icon_picker import IconPicker

    picker = IconPicker(studio.window, studio.window.look, "shop")
    picker.show()
    return studio.picture(picker)


# Menus


def part_menu(part: Part) -> Callable[[Studio], QImage]:
    def make(studio: Studio) -> QImage:
        page = studio.show(made.bike())
        page.session.editor.select(a_card(page.session.editor.document))
        return studio.menu(context_menu(part, studio.window.actions_, page))

    return make


def bar_menu(title: int) -> Callable[[Studio], QImage]:
    """A menu of the menu bar."""

    def make(studio: Studio) -> QImage:
        studio.show(made.bike())
        menu = studio.window.menuBar().actions()[title].menu()
        return studio.menu(menu)  # type: ignore[arg-type]

    return make


def shown_menu(studio: Studio) -> QImage:
    studio.show(made.bike())
    studio.do("shown")
    return studio.picture(next(studio.tops()))
