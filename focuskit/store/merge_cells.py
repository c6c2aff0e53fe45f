"""Cells of framework and consensus that a colleague's copy brings: none takes words away."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from focuskit.model.codebook_edits import follow_name
from focuskit.model.sheets import SheetKind
from focuskit.store.snapshot_rows import Row, Rows

_NAMESPACE = uuid.UUID("c5b0f2de-2a55-53c1-8a0c-51d20b0f9a77")
_Place = tuple[str, str | None, str, str]


@dataclass(frozen=True, slots=True)
class CellsPlan:
    """What comes.

    Parameters
    ----------
    written
        Writings taken, as rows of this project.
    joined
        New writings for summaries written differently in both copies: the words of both.
    undone
        Identifiers of writings that were undone there and stand here.
    left
        How many writings are left out, by document there and message key of the reason.
    """

    written: tuple[Row, ...]
    joined: tuple[Row, ...]
    undone: tuple[str, ...]
    left: Mapping[tuple[str, str], int]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing would be changed."""
        return not (self.written or self.joined or self.undone)


def plan_cells(here: Rows, there: Rows, versions: Mapping[str, str], edits: Iterable[Row]) -> CellsPlan:
    """Find out what comes.

    A summary that both copies wrote differently gets the words of both. A proposition (or what a member said
    of it) that both wrote differently stays as it is here, with all that is said of it: its number may mean
    another proposition there.

    Parameters
    ----------
    versions
        Identifiers of text versions there, and of the same text here.
    edits
        Changes of the codebook made here alone.
    """
    names = {row["id"]: row["name"] for row in there["document"]}
    documents = _documents(here, there, versions)
    renamed = [(old, new) for one in edits if not one["undone"] for old, new in one["renamed"]]
    known = {row["id"]: row for row in here["written_cell"]}
    theirs = [row for row in there["written_cell"] if row["document_id"] in documents]
    placed = [_as_here(row, documents, renamed) for row in theirs]
    disputed = _disputed(here["written_cell"], placed)
    cases = {_case(own) for own, _ in disputed if own["sheet"] != SheetKind.FRAMEWORK}
    new = [row for row in placed if row["id"] not in known]
    joined = [_joined(*pair) for pair in disputed if pair[0]["sheet"] == SheetKind.FRAMEWORK]
    left = Counter(
        (names[row["document_id"]], "sharing.left_document")
        for row in there["written_cell"]
        if row["document_id"] not in documents
    )
    left += Counter(
        (names.get(one["document_id"], ""), "sharing.left_cells")
        for one, row in zip(theirs, placed, strict=True)
        if row["id"] not in known and _case(row) in cases
    )
    return CellsPlan(
        tuple(row for row in new if _case(row) not in cases),
        tuple(row for row in joined if row["id"] not in known),
        tuple(row["id"] for row in theirs if row["undone"] and not known.get(row["id"], row)["undone"]),
        left,
    )


def _documents(here: Rows, there: Rows, versions: Mapping[str, str]) -> dict[str | None, str | None]:
    """Return documents there → here; a cell about no document is about none here."""
    owners = [{row["id"]: row["document_id"] for row in rows["text_version"]} for rows in (here, there)]
    found: dict[str | None, str | None] = {None: None}
    return found | {owners[1][theirs]: owners[0][ours] for theirs, ours in versions.items()}


def _as_here(row: Row, documents: Mapping[str | None, str | None], renamed: Sequence[tuple[str, str]]) -> Row:
    column = row["column_key"]
    if row["sheet"] == SheetKind.FRAMEWORK:
        column = follow_name(column, renamed)
    return row | {"document_id": documents[row["document_id"]], "column_key": column}


def _place(row: Row) -> _Place:
    return row["sheet"], row["document_id"], row["case_key"], row["column_key"]


def _case(row: Row) -> tuple[str | None, str]:
    """Return what a proposition and all that members said of it share; nothing else is of that case."""
    is_summary = row["sheet"] == SheetKind.FRAMEWORK
    return row["document_id"], f"{'summary ' if is_summary else ''}{row['case_key']}"


def _order(row: Row) -> tuple[str, int, str]:
    return row["at"], row["number"], row["id"]


def _held(rows: Iterable[Row]) -> dict[_Place, Row]:
    return {_place(row): row for row in sorted(rows, key=_order) if not row["undone"]}


def _disputed(ours: Sequence[Row], theirs: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Return what holds here and there of cells that both wrote without knowing the other's words."""
    ids = [{row["id"] for row in rows} for rows in (ours, theirs)]
    held = [_held(rows) for rows in (ours, theirs)]
    return [
        (own, other)
        for place, own in held[0].items()
        if (other := held[1].get(place)) is not None
        and own["id"] not in ids[1]
        and other["id"] not in ids[0]
        and own["words"] != other["words"]
    ]


def _joined(own: Row, other: Row) -> Row:
    """Return a writing with the words of both, the same whichever copy comes to which."""
    earlier, later = sorted((own, other), key=_order)
    identifier = str(uuid.uuid5(_NAMESPACE, f"{earlier['id']}\n{later['id']}"))
    words = "\n".join(one["words"] for one in (earlier, later) if one["words"])
    number = max(own["number"], other["number"]) + 1
    return later | {"id": identifier, "step": identifier, "number": number, "words": words}
