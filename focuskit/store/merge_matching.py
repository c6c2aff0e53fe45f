"""What two copies of a project call the same: texts, coders, versions of the codebook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from focuskit.store.snapshot_rows import Row, Rows


def match_versions(here: Rows, there: Rows) -> dict[str, str]:
    """Return text versions there → here: the same identifier, else the same words.

    Of several with the same words that of the document of the same name is meant, else none.
    """
    ids = {row["id"] for row in here["text_version"]}
    names = [{row["id"]: row["name"] for row in rows["document"]} for rows in (here, there)]
    by_words: dict[str, list[Row]] = defaultdict(list)
    for row in here["text_version"]:
        by_words[row["sha256"]].append(row)
    found = {}
    for row in there["text_version"]:
        same = by_words[row["sha256"]]
        named = [one for one in same if names[0][one["document_id"]] == names[1][row["document_id"]]]
        if row["id"] in ids:
            found[row["id"]] = row["id"]
        elif named or len(same) == 1:
            found[row["id"]] = (named or same)[0]["id"]
    return found


def rename_coders(rows: Rows, names: Mapping[str, str]) -> Rows:
    """Return rows in which coders have other names."""

    def renamed(value: Any) -> Any:  # noqa: ANN401 (any JSON)
        if isinstance(value, list):
            return [renamed(one) for one in value]
        if isinstance(value, dict):
            return {
                key: names.get(one, one) if key == "coder_id" and isinstance(one, str) else renamed(one)
                for key, one in value.items()
            }
        return value

    new: Rows = {table: renamed(listed) for table, listed in rows.items()}
    coders = dict.fromkeys(names.get(row["name"], row["name"]) for row in rows["coder"])
    return new | {"coder": [{"id": name, "name": name} for name in coders]}


def with_own_versions(row: Row, versions: Mapping[str, str], numbers: Mapping[int, int]) -> Row:
    """Return a decision or memo with text and codebook versions of this project.

    ``unknown`` is the text version there if it is not here.
    """
    new = dict(row)
    if "about" in row:
        about = dict(row["about"])
        new["about"] = about
        new["unknown"] = about.get("version") if about.get("version") not in {None, *versions} else None
        if about.get("version") in versions:
            about["version"] = versions[about["version"]]
        return new
    version = row["text_version_id"]
    new["unknown"] = None if version in versions else version
    new["text_version_id"] = versions.get(version, version)
    if row["codebook_version"] is not None:
        new["codebook_version"] = numbers[row["codebook_version"]]
    return new


def without_marks(row: Row) -> Row:
    """Return a row without what `with_own_versions` noted on it."""
    return {name: value for name, value in row.items() if name != "unknown"}


def match_codebooks(here: Rows, there: Rows) -> tuple[dict[int, int], list[Row]]:
    """Return the numbers of codebook versions there → here, and the rows of those that are not here."""
    numbers = {row["sha256"]: row["number"] for row in here["codebook_version"]}
    last = max(numbers.values(), default=0)
    new = []
    for row in there["codebook_version"]:
        if row["sha256"] not in numbers:
            last += 1
            numbers[row["sha256"]] = last
            new.append(row | {"number": last})
    return {row["number"]: numbers[row["sha256"]] for row in there["codebook_version"]}, new
