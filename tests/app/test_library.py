"""Templates and samples as documents of a person's own, and where they are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeyeditor.app.library import Maker, entries, load_sample, load_template, sample, template
from journeyeditor.app.resources import Resources
from journeyeditor.app.services import Services
from journeyeditor.model import rules
from journeyeditor.model.entities import Card, Lane, LaneKind, MapState, Stage
from journeyeditor.model.messages import Refused
from journeyeditor.model.prompts import PROMPT
from tests.app.conftest import services_in
from tests.support.sources import fixed_clock, fixed_ids

RESOURCES = Resources.find()


def test_entries_are_named_in_the_language() -> None:
    english = entries(RESOURCES.templates)
    german = entries(RESOURCES.templates, "de-AT")
    assert [entry.id for entry in english] == [entry.id for entry in german]
    assert english[-1].name == "Blank"
    assert german[-1].name == "Leer"
    assert all(entry.description and entry.path.is_file() for entry in english)


TEMPLATES = {
    *("customer-journey", "customer-journey-post-purchase", "retail", "saas", "pre-service-post"),
    *("service-blueprint", "as-is-to-be", "see-think-do-care", "b2b-buying", "employee"),
    *("patient", "citizen", "hospitality", "banking", "blank"),
}


def test_all_stage_sets_of_the_field_are_there() -> None:
    found = entries(RESOURCES.templates)
    assert {entry.id for entry in found} == TEMPLATES
    german = {entry.id: entry for entry in entries(RESOURCES.templates, "de")}
    assert all(german[entry.id].description != entry.description for entry in found)


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_every_template_is_a_sound_empty_map(name: str) -> None:
    entry = template(RESOURCES.templates, name)
    document = load_template(entry, Maker(fixed_ids(), fixed_clock))
    rules.check_all(document)
    assert not list(document.all(Card))
    for shown in document.maps:
        assert document.map_steps(shown.id)
        kinds = {lane.kind for lane in document.lanes(shown.id)}
        assert {LaneKind.TOUCHPOINT, LaneKind.EMOTION} <= kinds


def test_the_pair_is_as_is_and_to_be() -> None:
    entry = template(RESOURCES.templates, "as-is-to-be")
    today, tomorrow = load_template(entry, Maker(fixed_ids(), fixed_clock)).maps
    assert (today.state, tomorrow.state) == (MapState.AS_IS, MapState.TO_BE)
    assert tomorrow.origin == today.id


def test_the_blueprint_has_its_three_lines() -> None:
    entry = template(RESOURCES.templates, "service-blueprint")
    document = load_template(entry, Maker(fixed_ids(), fixed_clock))
    assert sum(lane.kind is LaneKind.DIVIDER for lane in document.all(Lane)) == 3


def test_prompts_are_worded_too() -> None:
    maker = Maker(fixed_ids(), fixed_clock, translate=str.upper)
    document = load_template(template(RESOURCES.templates, "patient"), maker)
    prompts = [lane.extras[PROMPT] for lane in document.all(Lane) if PROMPT in lane.extras]
    assert prompts and all(prompt == prompt.upper() for prompt in prompts)


def test_each_loading_makes_ids_of_its_own() -> None:
    entry = template(RESOURCES.templates, "retail")
    ids = fixed_ids()
    first, second = (load_template(entry, Maker(ids, fixed_clock)) for _ in range(2))
    assert first.info.id != second.info.id
    assert set(first) & set(second) == {"document"}


def test_a_template_is_worded_in_the_user_s_language(tmp_path: Path) -> None:
    maker = services_in(tmp_path, "de").maker
    document = load_template(template(RESOURCES.templates, "customer-journey"), maker)
    stages = document.stages(document.maps[0].id)
    assert [stage.title for stage in stages][:2] == ["Aufmerksamkeit", "Abwägung"]
    assert document.info.language == "de"
    assert "Neutral" in document.maps[0].scale.names.values()


def test_a_sample_keeps_its_language_and_author(services: Services) -> None:
    document = load_sample(sample(RESOURCES.samples, "elterngeld"), services.maker)
    assert document.info.language == "de"
    assert document.info.author == "Anna"
    assert any(document.all(Stage))


@pytest.mark.parametrize("content", [None, "", "{}", '[{"id": "x"}]', "[1]"])
def test_a_damaged_index_is_refused(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "index.json").write_text(content, encoding="utf-8")
    if content == "{}":
        assert entries(tmp_path) == ()
    else:
        with pytest.raises(Refused, match="install the program again"):
            entries(tmp_path)


def test_resources_of_a_wheel_come_before_those_of_a_checkout(tmp_path: Path) -> None:
    package = tmp_path / "site" / "journeyeditor"
    with pytest.raises(Refused, match="install the program again"):
        Resources.find(package)
    (tmp_path / "site" / "resources" / "fonts").mkdir(parents=True)
    assert Resources.find(package).root == tmp_path / "site" / "resources"
    (package / "resources" / "fonts").mkdir(parents=True)
    assert Resources.find(package).root == package / "resources"


def test_all_folders_are_there() -> None:
    found = RESOURCES
    folders = (
        found.fonts,
        found.icons,
        found.themes,
        found.templates,
        found.samples,
        found.translations,
    )
    assert all(folder.is_dir() for folder in folders)
    assert found.theme("dark").is_file()
