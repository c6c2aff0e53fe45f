"""Rows of a damaged database completed with those of other copies: what is lost, never what is there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from focuskit.store.schema import metadata
from focuskit.store.snapshot_files import row_owners
from focuskit.store.snapshot_rows import Row, Rows

_OF_DOCUMENT = frozenset({"document", "text_version", "turn", "speaker"})
_CUT = frozenset({"segment", "segmentation"})
_KEYS: dict[str, tuple[str, ...]] = {
    "project": ("name",),
    "participant": ("pseudonym",),
    "codebook_version": ("number",),
    "coder": ("name",),
    "codebook_edit": ("step",),
    "decision": ("id",),
    "memo": ("id",),
    "written_cell": ("id",),
    "history": ("at", "event"),
    "problem": ("path", "key", "line"),
    "rereading": ("step", "document_id", "code"),
    "assignment": ("document_id", "coder_id"),
    "guide_match": ("text_version_id", "turn"),
    "document_attribute": ("document_id", "name"),
}
"""What rows of a table are known by in every copy, where rows of it can be lost one by one."""


@dataclass(slots=True)
class Completed:
    """Rows brought together, and how many came from each source, by table."""

    rows: Rows
    brought: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    documents: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, source: str, table: str, row: Row) -> None:
        """Take a row over."""
        self.rows[table].append(row)
        self.brought[source][table] += 1


def complete_rows(
    rows: Rows, damaged: Collection[str], others: Mapping[str, Rows], lost_texts: Mapping[str, str]
) -> Completed:
    """Complete the rows that could be read with those of other copies, the first of them first.

    A row that another copy has and that is not here is taken over only where its table lost something: else
    it went because somebody wanted so.

    Parameters
    ----------
    damaged
        Tables of which something could not be read, or was taken out.
    lost_texts
        Versions of texts that were taken out, each with its document.
    others
        Rows of other copies, by the name of each.
    """
    done = Completed({name: list(listed) for name, listed in rows.items()})
    for source, other in others.items():
        if _OF_DOCUMENT & set(damaged):
            _make_room(done, other, lost_texts)
            _add_people(done, source, other)
            _add_documents(done, source, other)
        if _CUT & set(damaged):
            _add_cuts(done, source, other)
        for table, keys in _KEYS.items():
            if table in damaged or table == "coder":
                _add_rows(done, source, table, keys, other[table])
        _add_codings(done, source, other, damaged)
    return done


def _add_rows(done: Completed, source: str, table: str, keys: Collection[str], rows: list[Row]) -> None:
    known = {repr([row[key] for key in keys]) for row in done.rows[table]}
    numbered = "id" in metadata.tables[table].columns and table == "participant"
    for row in rows:
        if repr([row[key] for key in keys]) not in known:
            done.add(source, table, row | {"id": _next(done.rows[table])} if numbered else row)


def _next(rows: list[Row]) -> int:
    return max((row["id"] for row in rows), default=0) + 1


def _make_room(done: Completed, other: Rows, lost_texts: Mapping[str, str]) -> None:
    """Give up what is left of documents of which another copy has the version that was lost here."""
    there = {row["id"] for row in other["text_version"]}
    whole = {document for version, document in lost_texts.items() if version in there}
    whole &= {row["id"] for row in done.rows["document"]}
    if not whole:
        return
    here = {row["id"] for row in done.rows["text_version"]}
    gone = [
        (table, row)
        for table, row, document in row_owners(done.rows)
        if document in whole and table not in {"decision", "coding", "orphan", "rereading"}
    ]
    if any(table == "text_version" and row["id"] in here - there for table, row in gone):
        return
    for table in {name for name, _ in gone}:
        drop = {id(row) for name, row in gone if name == table}
        done.rows[table] = [row for row in done.rows[table] if id(row) not in drop]


def _add_people(done: Completed, source: str, other: Rows) -> None:
    """Bring the people whom documents of another copy point at."""
    _add_rows(done, source, "participant", ("pseudonym",), other["participant"])


def _add_documents(done: Completed, source: str, other: Rows) -> None:
    """Bring whole documents: texts, speakers, turns, segments, suggestions; nothing of those here."""
    known = {row["id"] for row in done.rows["document"]}
    there = {row["id"]: row["pseudonym"] for row in other["participant"]}
    here = {row["pseudonym"]: row["id"] for row in done.rows["participant"]}
    speakers: dict[int, int] = {}
    numbers = {row["number"] for row in done.rows["document"]}
    for table, row, document in row_owners(other):
        if document is None or document in known or table in {"decision", "coding", "orphan", "rereading"}:
            continue
        made = dict(row)
        if table == "document":
            done.documents[source].append(row["name"])
            if row["number"] in numbers:
                made["number"] = max(numbers) + 1
            numbers.add(made["number"])
        elif table == "speaker":
            made["id"] = speakers[row["id"]] = _next(done.rows["speaker"])
            made["participant_id"] = here.get(there.get(row["participant_id"], ""))
        elif table == "turn":
            made["speaker_id"] = speakers[row["speaker_id"]]
        done.add(source, table, made)


def _add_cuts(done: Completed, source: str, other: Rows) -> None:
    """Bring the segments of texts that are here and have lost theirs, with what was suggested for them."""
    cut = {row["text_version_id"] for row in done.rows["segmentation"]}
    texts = {row["id"] for row in done.rows["text_version"]} - cut
    wanted = {row["id"] for row in other["segmentation"] if row["text_version_id"] in texts}
    for row in other["segmentation"]:
        if row["id"] in wanted:
            done.add(source, "segmentation", row)
    for table in ("segment", "tagging", "suggestion"):
        for row in other[table]:
            if row["segmentation_id"] in wanted:
                done.add(source, table, row)


def _add_codings(done: Completed, source: str, other: Rows, damaged: Collection[str]) -> None:
    """Bring the codings that decisions which hold here have in another copy, and have lost here."""
    if not {"coding", "orphan"} & set(damaged):
        return
    holding = {row["id"] for row in done.rows["decision"] if not row["undone"]}
    holding -= {
        row["target"] for row in done.rows["decision"] if not row["undone"] and row["kind"] != "recode"
    }
    texts = {row["id"]: row["text"] for row in done.rows["text_version"]}
    placed = {
        (row["decision_id"], row["text_version_id"])
        for table in ("coding", "orphan")
        for row in done.rows[table]
    }
    for table, home in (("coding", "text_version_id"), ("orphan", "from_version_id")):
        for row in other[table]:
            place = row["decision_id"], row["text_version_id"]
            text = texts.get(row[home])
            if row["decision_id"] not in holding or place in placed or text is None:
                continue
            if row["text_version_id"] in texts and text[row["start"] : row["end"]] == row["words"]:
                placed.add(place)
                done.add(source, table, row)
