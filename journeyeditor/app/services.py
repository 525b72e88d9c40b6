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
    `translate` are the user's; `app` is the program's name and version as revisions note it. `data` is the folder
    of what the user keeps in the program, `cache` of what can be made again; without them they stand beside `workspace`.
    """

    resources: Resources
    ids: IdSource
    clock: Clock
    author: str
    workspace: Path
    language: str
    translate: Translate
    app: str
    data: Path | None = None
    cache: Path | None = None

    @property
    def own_templates(self) -> Path:
        """The folder of the user's own templates, which may not be there yet."""
        return (self.data or self.workspace.parent / "data") / "templates"

    @property
    def pictures(self) -> Path:
        """The folder of pictures of maps, which can be thrown away at any time."""
        return (self.cache or self.workspace.parent / "cache") / "pictures"

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
        data=None if workspace else user_data(),
        cache=None if workspace else user_cache(),
    )


def system_language() -> str:
    """The language that the system asks for, as a BCP 47 tag."""
    return language_of(os.environ)


def user_workspace() -> Path:
    """Where sessions keep their private copies."""
    import platformdirs

    return platformdirs.user_state_path(NAME, appauthor=False) / "sessions"


def user_data() -> Path:
    """Where templates of the user's own are kept."""
    import platformdirs

    return platformdirs.user_data_path(NAME, appauthor=False)


def user_cache() -> Path:
    """Where pictures of maps are kept."""
    import platformdirs

    return platformdirs.user_cache_path(NAME, appauthor=False)


def settings_path() -> Path:
    import platformdirs

    return platformdirs.user_config_path(NAME, appauthor=False) / "settings.json"


def log_path() -> Path:
    import platformdirs

    return platformdirs.user_log_path(NAME, appauthor=False) / "journeyeditor.log"


def author_of(environment: Mapping[str, str]) -> str:
    """Who is at work: the name in the settings, else the one by which the system knows the user."""
    from journeyeditor.app.settings import Settings

    return Settings(settings_path()).text("author") or system_author(environment)


def system_author(environment: Mapping[str, str] = os.environ) -> str:
    """The name by which the system knows the user; "" where it says none."""
    return environment.get("USER", environment.get("USERNAME", ""))
