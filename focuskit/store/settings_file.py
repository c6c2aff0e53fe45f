"""``focuskit.toml``: read with the standard library, changed line by line so that comments stay."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

from focuskit.errors import UsageError
from focuskit.model.settings import APPROACHES, DEFAULT_MAX_WORDS, LANGUAGES, ORIGINS, Settings
from focuskit.opening import read_whole
from focuskit.writing import write_whole

SETTINGS_NAME = "focuskit.toml"
_TEMPLATE = """\
# Settings of this focuskit project. / Réglages de ce projet focuskit.
[project]
title = {title}
# Language of interface, tables and report: "fr", "en", or "" for the system's.
language = {language}
# Language of the transcripts.
corpus_language = "fr"

[transcripts]
# Labels that are moderators beyond those recognised by themselves.
moderators = []

[segmentation]
# A turn longer than this many words is cut at sentence punctuation.
max_words = {max_words}

[tagging]
# "all" proposes sub-codes, "top" the top codes alone.
level = "all"

[report]
# What the report says of agreement between coders: "codebook" (a given grid), "coding_reliability",
# "reflexive" (no coefficient).
approach = "codebook"
# Parts of the report and their order; empty: all. See docs/report.md for their names.
parts = []
# Attributes of people shown beside a quotation, for instance ["age", "metier"].
quote_attributes = []
# The same in a report --for commanditaire or publication; without these lines, as above.
# attributes_commanditaire = []
# attributes_publication = []
# Where a quotation of the Word report says where it comes from: "brackets" below it, or "footnotes".
origin = "brackets"
# What the file's properties name as author; empty: nobody.
author = ""
"""
_MOST_BYTES = 1_000_000
_MOST_WORDS = 1_000_000
_PLACES = {
    "title": ("project", str),
    "language": ("project", str),
    "corpus_language": ("project", str),
    "moderators": ("transcripts", list),
    "max_words": ("segmentation", int),
    "level": ("tagging", str),
    "coder": ("coding", str),
    "approach": ("report", str),
    "parts": ("report", list),
    "author": ("report", str),
    "quote_attributes": ("report", list),
    "attributes_commanditaire": ("report", list),
    "attributes_publication": ("report", list),
    "origin": ("report", str),
}


def write_default_settings(folder: Path, *, language: str | None, title: str) -> None:
    """Write the settings file of a new project; an existing one stays."""
    path = folder / SETTINGS_NAME
    if path.exists():
        return
    words = _TEMPLATE.format(
        title=json.dumps(title, ensure_ascii=False),
        language=json.dumps(language or ""),
        max_words=DEFAULT_MAX_WORDS,
    )
    write_whole(path, words.encode())


def read_settings(folder: Path) -> Settings:
    """Read the settings of a project; what is not set has its default.

    Raises
    ------
    UsageError
        If the file is not TOML or a value is of the wrong kind, naming which.
    """
    path = folder / SETTINGS_NAME
    try:
        content = tomllib.loads(read_whole(path, _MOST_BYTES).decode())
    except (ValueError, RecursionError) as fault:
        raise UsageError("error.settings_syntax", path=str(path), reason=str(fault)) from fault
    except OSError as fault:
        raise UsageError("error.settings_syntax", path=str(path), reason=fault.strerror or "") from fault
    values: dict[str, Any] = {}
    for name, (section, kind) in _PLACES.items():
        written = content.get(section, {})
        if not isinstance(written, dict):
            raise UsageError("error.settings_value", path=str(path), name=section, value=str(written))
        if name in written:
            values[name] = _checked(written[name], kind, path, name)
    for name in ("moderators", "parts", "quote_attributes"):
        values[name] = tuple(map(str, values.get(name, ())))
    for name in ("attributes_commanditaire", "attributes_publication"):
        values[name] = tuple(map(str, values[name])) if name in values else None
    values["language"] = values.get("language") or None
    return Settings(**values)


def update_settings(folder: Path, **changes: object) -> None:
    """Set single values, keeping every other line as it is."""
    path = folder / SETTINGS_NAME
    words = path.read_text(encoding="utf-8")
    for name, value in changes.items():
        line = f"{name} = {json.dumps(value, ensure_ascii=False)}"
        pattern = re.compile(rf"^{name}\s*=.*$", re.MULTILINE)
        found = pattern.search(words)
        if found:
            start, end = found.span()
            words = f"{words[:start]}{line}{words[end:]}"
        else:
            section = f"[{_PLACES[name][0]}]"
            head, there, tail = words.partition(section)
            words = f"{head}{section}\n{line}{tail}" if there else f"{words}\n{section}\n{line}\n"
    write_whole(path, words.encode())


def _is_number_of_words(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= _MOST_WORDS


def _checked(value: object, kind: type, path: Path, name: str) -> object:
    allowed = {
        "language": ("", *LANGUAGES),
        "level": ("all", "top"),
        "approach": APPROACHES,
        "origin": ORIGINS,
    }.get(name)
    if (
        not isinstance(value, kind)
        or (allowed and value not in allowed)
        or (name == "max_words" and not _is_number_of_words(value))
    ):
        raise UsageError("error.settings_value", path=str(path), name=name, value=str(value))
    return value
