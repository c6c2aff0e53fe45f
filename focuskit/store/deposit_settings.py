"""What ``focuskit.toml`` tells of a deposit, in its section ``[archive]``."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

from focuskit.errors import UsageError
from focuskit.model.deposit import DepositFields
from focuskit.store.settings_file import SETTINGS_NAME, read_settings

SECTION = "archive"
_LISTS = frozenset({"creators", "subjects", "attributes"})


def read_deposit_fields(folder: Path) -> DepositFields:
    """Read the section; the title is the study's unless it has one of its own.

    Raises
    ------
    UsageError
        If the file is not TOML, or the section holds what it does not know.
    """
    title = read_settings(folder).title
    path = folder / SETTINGS_NAME
    told = tomllib.loads(path.read_text(encoding="utf-8")).get(SECTION, {})
    known = {one.name for one in fields(DepositFields)}
    values: dict[str, Any] = {"title": title}
    for name, value in told.items():
        right = isinstance(value, list) if name in _LISTS else isinstance(value, str)
        if name not in known or not right:
            facts = {"name": f"{SECTION}.{name}", "value": str(value)}
            raise UsageError("error.settings_value", path=str(path), **facts)
        values[name] = tuple(map(str, value)) if name in _LISTS else value
    values["attributes"] = tuple(name.casefold() for name in values.get("attributes", ()))
    return DepositFields(**values)
