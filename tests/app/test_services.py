"""What the program knows of the world."""

from __future__ import annotations

import pytest

from journeyeditor.app.services import system_author


@pytest.mark.parametrize(
    ("environment", "name"),
    [({"USER": "kim"}, "kim"), ({"USERNAME": "Kim"}, "Kim"), ({}, "")],
)
def test_who_has_said_no_name_is_called_as_the_system_does(
    environment: dict[str, str], name: str
) -> None:
    assert system_author(environment) == name
