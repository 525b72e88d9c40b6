"""What every use case is given: resources, ids, time, who is at work, and the words."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import journeyeditor
from journeyeditor.app.catalogue import language_of, load_catalogue, spoken
from journeyeditor.app.library import Maker
from journeyeditor.app.resources import Resources
from journeyeditor.model.ids import Clock, IdSource, utc_now
from journeyeditor.model.messages import Translate

NAME = "journeyeditor"


@dataclass(frozen=True, slots=True)
class Services:
    """The world outside the documents.

    `workspace` is a folder of the program's own, in which each session has one of its own; `language` and
    `translate` are the user's; `app` is the program's name and version as revisions note it.
    """

    resources: Resources
    ids: IdSource
    clock: Clock
    author: str
    workspace: Path
    language: str
    translate: Translate
    app: str

    def words(self, language: str) -> Translate:
        """The catalogue of a document's language, for what is printed of it."""
        return load_catalogue(self.resources, language)

    @property
    def maker(self) -> Maker:
        return Maker(self.ids, self.clock, self.author, self.language, self.translate)


def default_services(
    *,
    resources: Resources | None = None,
    environment: Mapping[str, str] = os.environ,
    language: str = "",
    author: str = "",
    workspace: Path | None = None,
) -> Services:
    """The services of a real run. The language is the environment's unless given; English if we don't speak it."""
    found = resources or Resources.find()
    wanted = spoken(found, language or language_of(environment))
    return Services(
        resources=found,
        ids=IdSource(),
        clock=utc_now,
        author=author,
        workspace=workspace or user_workspace(),
        language=wanted,
        translate=load_catalogue(found, wanted),
        app=f"{NAME} {journeyeditor.__version__}",
    )


def user_workspace() -> Path:
    """Where sessions keep their private copies."""
    import platformdirs

    return platformdirs.user_state_path(NAME, appauthor=False) / "sessions"


def settings_path() -> Path:
    import platformdirs

    return platformdirs.user_config_path(NAME, appauthor=False) / "settings.json"


def log_path() -> Path:
    import platformdirs

    return platformdirs.user_log_path(NAME, appauthor=False) / "journeyeditor.log"


def author_of(environment: Mapping[str, str]) -> str:
    """Who is at work: the name in the settings, else the one by which the system knows the user."""
    from journeyeditor.app.settings import Settings

    chosen = Settings(settings_path()).text("author")
    return chosen or environment.get("USER", environment.get("USERNAME", ""))
