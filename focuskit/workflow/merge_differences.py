"""In what two copies of a project differ beside their decisions: shown, never taken over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from focuskit.store.snapshot_rows import Row, Rows


@dataclass(frozen=True, slots=True)
class CopyDifference:
    """A difference: message key, the document (``""`` for the project), what is here and what is there."""

    key: str
    document: str
    here: str = ""
    there: str = ""


def compare_copies(here: Rows, there: Rows, versions: Mapping[str, str]) -> list[CopyDifference]:
    """Return the differences of two copies, by document.

    Parameters
    ----------
    versions
        Identifiers of text versions there, and of the same text here.
    """
    owners = [{row["id"]: row["document_id"] for row in rows["text_version"]} for rows in (here, there)]
    pairs = {owners[1][theirs]: owners[0][ours] for theirs, ours in versions.items()}
    ours = {row["id"]: row for row in here["document"]}
    theirs = {row["id"]: row for row in there["document"]}
    alone_here = [row for name, row in ours.items() if name not in pairs.values()]
    alone_there = [row for name, row in theirs.items() if name not in pairs]
    names_there = {row["name"] for row in alone_there}
    found = [
        CopyDifference(
            "sharing.differs_other_text" if row["name"] in names_there else "sharing.differs_only_here",
            row["name"],
        )
        for row in alone_here
    ]
    names_here = {row["name"] for row in alone_here}
    found += [
        CopyDifference("sharing.differs_only_there", row["name"])
        for row in alone_there
        if row["name"] not in names_here
    ]
    for other, own in pairs.items():
        found += _of_document(ours[own], theirs[other], here, there, versions)
    found += _of_people(here, there)
    return sorted(found, key=lambda one: (one.document == "", one.document, one.key))


def _of_document(
    own: Row, other: Row, here: Rows, there: Rows, versions: Mapping[str, str]
) -> Iterator[CopyDifference]:
    name = own["name"]
    if versions.get(other["text_version_id"]) != own["text_version_id"]:
        numbers = [
            str(next(row["number"] for row in rows["text_version"] if row["id"] == one["text_version_id"]))
            for rows, one in ((here, own), (there, other))
        ]
        yield CopyDifference("sharing.differs_text", name, *numbers)
    if own["kind"] != other["kind"]:
        yield CopyDifference("sharing.differs_kind", name, own["kind"], other["kind"])
    speakers = [_speakers(rows, one["id"]) for rows, one in ((here, own), (there, other))]
    for label in sorted(speakers[0].keys() | speakers[1].keys()):
        ours, theirs = speakers[0].get(label, "–"), speakers[1].get(label, "–")
        if ours != theirs:
            yield CopyDifference("sharing.differs_speaker", f"{name}, {label}", ours, theirs)
    cuts = [_segments(rows, one["text_version_id"]) for rows, one in ((here, own), (there, other))]
    if versions.get(other["text_version_id"]) == own["text_version_id"] and cuts[0] != cuts[1]:
        yield CopyDifference("sharing.differs_segments", name, str(len(cuts[0])), str(len(cuts[1])))


def _speakers(rows: Rows, document: str) -> dict[str, str]:
    return {row["label"] or "": row["role"] for row in rows["speaker"] if row["document_id"] == document}


def _segments(rows: Rows, version: str) -> list[tuple[int, int]]:
    current = {
        row["id"] for row in rows["segmentation"] if row["text_version_id"] == version and row["is_current"]
    }
    return [(row["start"], row["end"]) for row in rows["segment"] if row["segmentation_id"] in current]


def _of_people(here: Rows, there: Rows) -> Iterable[CopyDifference]:
    people = [
        {row["pseudonym"]: (row["attributes"], row["presences"]) for row in rows["participant"]}
        for rows in (here, there)
    ]
    for pseudonym in sorted(people[0].keys() | people[1].keys()):
        ours, theirs = people[0].get(pseudonym), people[1].get(pseudonym)
        if ours != theirs:
            key = "only_here" if theirs is None else "only_there" if ours is None else "differs"
            yield CopyDifference(f"sharing.person_{key}", "", pseudonym)
