"""Personas, as the inspector has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from journeyeditor.model.entities import (
    Card,
    Persona,
)
from journeyeditor.ui.inspector.controls import (
    TextControl,
)
from journeyeditor.ui.inspector.people import People

if TYPE_CHECKING:
    pass

from tests.ui.inspector.bench import Bench, type_into


def persona_button(bench: Bench, key: str, words: str) -> QWidget:
    part = bench.control("people", People)
    return next(
        b
        for b in part.findChildren(QWidget)
        if b.property("persona") == key and b.accessibleName() == words
    )


def test_personas_are_added_reordered_hidden_and_edited(bench: Bench) -> None:
    first, second = bench.map.personas
    persona_button(bench, second, "Further up").click()  # type: ignore[attr-defined]
    assert list(bench.map.personas) == [second, first]
    persona_button(bench, first, "Hide on this map").click()  # type: ignore[attr-defined]
    assert list(bench.map.personas) == [second]
    persona_button(bench, first, "Show on this map").click()  # type: ignore[attr-defined]
    persona_button(bench, first, "Edit the persona").click()  # type: ignore[attr-defined]
    assert bench.editor.selection == {first}
    role = bench.control("role", TextControl)
    type_into(role, "Buyer")
    role.commit_pending()
    assert bench.document.one(Persona, first).role == "Buyer"


def test_a_persona_can_be_deleted_with_its_ratings(bench: Bench) -> None:
    key = bench.map.personas[0]
    bench.select(key)
    part = next(p for p in bench.panel.parts if p.objectName() == "delete-persona")
    part.findChildren(QPushButton)[0].click()
    assert bench.document.find(Persona, key) is None
    assert all(
        rating.persona != key
        for c in bench.document.all(Card)
        for rating in bench.document.ratings(c.id)
    )
