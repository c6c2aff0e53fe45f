"""Bringing the database of an older project up to date, with Alembic."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from focuskit.store import schema

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def is_older(version: str) -> bool:
    """Tell whether a schema version is one that this program knows and can bring up to date."""
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    return version in known - {schema.SCHEMA_VERSION}


def migrate(engine: Engine) -> None:
    """Run every migration that the database lacks, in one transaction."""
    config = _config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
