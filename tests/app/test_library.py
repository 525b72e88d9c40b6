"""Templates and samples as documents of a person's own, and where they are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeyeditor.app.library import Maker, entries, load_sample, load_template, sample, template
from journeyeditor.app.resources import Resources
from journeyeditor.app.services import Services
from journeyeditor.model.entities import Stage
from journeyeditor.model.messages import Refused
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
