"""The thread that makes the pages of a preview: what counts, in which order, and that it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from journeyeditor.layout.drawing import Rect
from journeyeditor.layout.pages import PageMode, PageOptions, Part
from journeyeditor.layout.sheets import parse_sheet
from journeyeditor.ui.printing import press as press_module
from journeyeditor.ui.printing.composing import Composer, Form, PrintJob
from journeyeditor.ui.printing.press import Look, Looked, MadePage, Press, Verdict
from tests.support.maps import generated_document, small_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from journeyeditor.ui.world import World

WAIT = 30_000


class Heard:
    """What a press told, in order."""

    def __init__(self, press: Press) -> None:
        self.counts: list[tuple[int, int]] = []
        self.made: list[tuple[int, MadePage]] = []
        self.looked: list[Looked] = []
        self.sized: list[object] = []
        self.done: list[Verdict] = []
        self.failed: list[object] = []
        press.planned.connect(lambda number, count: self.counts.append((number, count)))
        press.made.connect(lambda number, made: self.made.append((number, made)))
        press.looked.connect(lambda _number, looked: self.looked.append(looked))
        press.sized.connect(lambda _number, found: self.sized.append(found))
        press.done.connect(lambda _number, verdict: self.done.append(verdict))
        press.failed.connect(lambda _number, error: self.failed.append(error))


@pytest.fixture
def press(world: World) -> Iterator[Press]:
    made = Press(world.services, world.look.icons)
    yield made
    finished(made)


def finished(press: Press) -> None:
    """Stops a press and waits for its thread."""
    thread = press._thread
    press.stop()
    if thread is not None:
        thread.join()


def job(form: Form = Form.PAGES, **options: object) -> PrintJob:
    chosen = PageOptions(sheet=parse_sheet("A4"), **options)  # type: ignore[arg-type]
    return PrintJob(small_document(), chosen, None, form)


def test_every_page_is_made_and_judged(press: Press, qtbot: QtBot) -> None:
    heard = Heard(press)
    press.begin(job(parts=(Part.MAP, Part.LEGEND, Part.BLANK)))
    qtbot.waitUntil(lambda: bool(heard.done), timeout=WAIT)
    (counted,) = heard.counts
    assert [made.index for _number, made in heard.made] == list(range(counted[1]))
    assert {made.page.part for _number, made in heard.made} == {Part.MAP, Part.BLANK}
    first = heard.made[0][1]
    assert not first.page.group.items
    assert max(first.picture.width(), first.picture.height()) == 220
    assert heard.done[0].missing == ()


def test_what_is_looked_at_comes_in_its_size(press: Press, qtbot: QtBot) -> None:
    heard = Heard(press)
    press.begin(job())
    press.look(Look(0, room=(400, 300)))
    qtbot.waitUntil(lambda: bool(heard.looked), timeout=WAIT)
    whole = heard.looked[0]
    assert (whole.rect.w, whole.rect.h) == (whole.page.width, whole.page.height)
    assert whole.picture.height() == 300 or whole.picture.width() == 400
    press.look(Look(0, Rect(10, 20, 100, 50), 3.0))
    qtbot.waitUntil(lambda: len(heard.looked) == 2, timeout=WAIT)
    part = heard.looked[1]
    assert (part.picture.width(), part.picture.height()) == (300, 150)
    assert part.rect == Rect(10, 20, 100, 50)


def test_a_new_order_throws_the_old_one_away(press: Press, qtbot: QtBot) -> None:
    heard = Heard(press)
    press.begin(PrintJob(generated_document(200, 5, 4), PageOptions(pages=PageMode.STAGES)))
    last = press.begin(job())
    qtbot.waitUntil(lambda: bool(heard.done), timeout=WAIT)
    assert heard.counts[-1][0] == last
    numbers = [number for number, _made in heard.made]
    assert numbers == sorted(numbers) and numbers[-1] == last
    assert len(heard.done) == 1


@pytest.mark.parametrize(("form", "count"), [(Form.MAPS, 1), (Form.STAGES, 5)])
def test_maps_and_stages_by_themselves(press: Press, qtbot: QtBot, form: Form, count: int) -> None:
    heard = Heard(press)
    press.begin(job(form))
    qtbot.waitUntil(lambda: bool(heard.done), timeout=WAIT)
    assert heard.counts[0][1] == len(heard.made) == count


def test_what_is_weighed_is_told(press: Press, qtbot: QtBot) -> None:
    heard = Heard(press)

    def weigh(_composer: Composer, job: PrintJob) -> object:
        return job.options.sheet.name

    press.begin(job())
    press.weigh(weigh)
    qtbot.waitUntil(lambda: bool(heard.done), timeout=WAIT)
    assert heard.sized == ["A4"]


def test_what_is_looked_at_does_not_wait_until_all_pages_are_counted(
    press: Press, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press_module, "HEAD_START", 0.0)
    monkeypatch.setattr(press_module, "TURN", 0.0)
    told: list[str] = []
    press.counted.connect(lambda *_: told.append("counted"))
    press.planned.connect(lambda *_: told.append("planned"))
    press.looked.connect(lambda *_: told.append("looked"))
    heard = Heard(press)
    long = PrintJob(generated_document(40, 4, 2), PageOptions(parts=(Part.APPENDIX,)))
    with press._wake:
        press.begin(long)
        press.look(Look(0, room=(400, 300)))
    qtbot.waitUntil(lambda: bool(heard.done), timeout=WAIT)
    assert told[:2] == ["looked", "counted"]
    assert told[-1] == "planned"
    assert heard.counts[0][1] == len(heard.made) > 1


def test_what_goes_wrong_is_told_and_the_next_order_is_done(press: Press, qtbot: QtBot) -> None:
    heard = Heard(press)
    press.begin(PrintJob(small_document(), PageOptions(), ("no such map",)))
    qtbot.waitUntil(lambda: bool(heard.failed), timeout=WAIT)
    assert isinstance(heard.failed[0], KeyError)
    press.begin(job())
    qtbot.waitUntil(lambda: bool(heard.done), timeout=WAIT)


def test_it_ends_whether_or_not_it_ever_began(world: World) -> None:
    idle = Press(world.services, world.look.icons)
    idle.stop()
    busy = Press(world.services, world.look.icons)
    busy.begin(job())
    assert busy.busy
    finished(busy)
    assert not busy.busy
