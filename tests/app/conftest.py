"""Services that are the same in every run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from journeyeditor.app.beginning import new_session
from journeyeditor.app.catalogue import load_catalogue
from journeyeditor.app.resources import Resources
from journeyeditor.app.services import Services
from journeyeditor.app.session import Session
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


@pytest.fixture
def ben(tmp_path: Path) -> Services:
    """A colleague on another computer, who knows only the shared folder."""
    return replace(services_in(tmp_path / "ben"), ids=fixed_ids(77), author="Ben")


@pytest.fixture
def saved(services: Services, tmp_path: Path) -> Session:
    session = new_session(services, "retail", "First")
    session.save_as(tmp_path / "a.journey")
    return session
