"""Services that are the same in every run."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeyeditor.app.catalogue import load_catalogue
from journeyeditor.app.resources import Resources
from journeyeditor.app.services import Services
from tests.support.sources import fixed_clock, fixed_ids


def services_in(workspace: Path, language: str = "en") -> Services:
    resources = Resources.find()
    return Services(
        resources=resources,
        ids=fixed_ids(),
        clock=fixed_clock,
        author="Anna",
        workspace=workspace,
        language=language,
        translate=load_catalogue(resources, language),
        app="journeyeditor test",
    )


@pytest.fixture
def services(tmp_path: Path) -> Services:
    return services_in(tmp_path / "workspace")
